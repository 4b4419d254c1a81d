"""What `--output` writes is there whole, or what was there before is; and files that nobody can read."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quantities import cli
from quantities.output import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = [sys.executable, "-m", "quantities"]
RIGHT = "It is 50 miles (80 km) away.\n"
WRONG = "It is 50 miles (93 km) away.\n"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that whoever the tests run as can be shut out of: the superuser is somebody else for the while."""
    cli.main(["check", "--format", "jsonl", os.devnull])  # all modules are imported while they can be read
    with tempfile.TemporaryDirectory(prefix="quantities-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        before = os.geteuid()
        if before == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(before)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o700)


def test_the_output_is_the_same_as_on_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, report = tmp_path / "a.txt", tmp_path / "report.txt"
    story.write_text(WRONG + "½ €")
    assert cli.main(["check", str(story)]) == 1
    shown = capsys.readouterr().out
    assert cli.main(["check", "--output", str(report), str(story)]) == 1
    assert capsys.readouterr() == ("", "")
    assert report.read_bytes() == shown.encode()
    assert names(tmp_path) == ["a.txt", "report.txt"]


def test_a_file_that_is_replaced_keeps_its_mode_and_links_to_it(tmp_path: Path) -> None:
    report, link = tmp_path / "report.txt", tmp_path / "link.txt"
    report.write_text("old")
    report.chmod(0o640)
    link.symlink_to(report)
    with whole(str(link)) as file:
        file.write("new")
        assert report.read_text() == "old"
    assert report.read_text() == "new"
    assert link.is_symlink()
    assert report.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_that_files_have(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    with whole(str(tmp_path / "report")) as file:
        file.write("new")
    assert (tmp_path / "report").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        with whole(str(pipe)) as file:
            file.write("through")
        assert reader.communicate()[0] == b"through"
    assert pipe.is_fifo()


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError("a bug")])
def test_what_goes_wrong_leaves_what_was_there(error: type[BaseException] | Exception, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("old")
    with contextlib.suppress(KeyboardInterrupt, ValueError), whole(str(report)) as file:
        file.write("half")
        raise error
    assert report.read_text() == "old"
    assert names(tmp_path) == ["report.txt"]


def test_a_folder_that_vanishes_meanwhile_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    output = whole(str(folder / "report.txt"))
    output.__enter__().write("half")
    shutil.rmtree(folder)
    with pytest.raises(FileNotFoundError) as caught:
        output.__exit__(None, None, None)
    assert caught.value.filename == str(folder / "report.txt")


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RIGHT * 400)
    report = tmp_path / "report.jsonl"
    report.write_text("old")
    done = subprocess.run(
        [*COMMAND, "extract", "--format", "jsonl", "-o", str(report), str(tmp_path / "a.txt")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
        capture_output=True,
        check=False,
    )
    assert done.stderr.decode() == f"quantities: {report}: cannot be written: file too large\n"
    assert (done.returncode, done.stdout) == (2, b"")
    assert report.read_text() == "old"
    assert names(tmp_path) == ["a.txt", "report.jsonl"]


def test_a_read_only_folder_and_a_read_only_file_are_said(
    open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story, report, closed = open_folder / "a.txt", open_folder / "report.txt", open_folder / "closed"
    story.write_text(RIGHT)
    report.write_text("old")
    report.chmod(0o444)
    closed.mkdir()
    closed.chmod(0o555)
    for place in (report, closed / "report.txt"):
        assert cli.main(["check", "-o", str(place), str(story)]) == 2
        assert capsys.readouterr() == ("", f"quantities: {place}: cannot be written: permission denied\n")
    assert report.read_text() == "old"
    assert names(closed) == []


def test_what_may_not_be_read_is_a_line_and_the_others_are_done(
    open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.jsonl", "c.txt"):
        (open_folder / name).write_text(RIGHT)
    for name in ("a.txt", "b.jsonl"):
        (open_folder / name).chmod(0)
    for name, mode in (("shut", 0), ("listed", 0o444)):  # a folder without leave to list it, one without leave to enter
        (open_folder / name).mkdir()
        (open_folder / name / "d.txt").write_text(RIGHT)
        (open_folder / name).chmod(mode)
    within = open_folder / "shut" / "d.txt"
    given = [open_folder / name for name in ("a.txt", "b.jsonl", "shut", "listed", "c.txt")] + [within]
    assert cli.main(["check", *map(str, given)]) == 2
    shown = capsys.readouterr()
    closed = [
        open_folder / "shut",
        open_folder / "a.txt",
        open_folder / "b.jsonl",
        open_folder / "listed/d.txt",
        within,
    ]
    assert shown.err == "".join(f"quantities: {path}: permission denied\n" for path in closed)
    assert shown.out == "1 story, 2 quantities, 1 pair: 1 exact\n"


def test_loops_and_what_vanished_are_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop, name = tmp_path / "loop.txt", "x" * 300
    loop.symlink_to(loop)
    paths = [str(loop), str(tmp_path / name), str(tmp_path / "gone" / "a.jsonl")]
    assert cli.main(["extract", *paths]) == 2
    assert capsys.readouterr().err == (
        f"quantities: {paths[0]}: too many levels of symbolic links\n"
        f"quantities: {paths[1]}: file name too long\n"
        f"quantities: {paths[2]}: no such file or folder\n"
    )


@pytest.mark.parametrize("name", ["pipe.txt", "pipe.jsonl"])
def test_a_pipe_is_read_when_it_is_named(name: str, tmp_path: Path) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    text = '{"text": "5 km"}' if name.endswith("jsonl") else "5 km"
    command = [*COMMAND, "extract", "--jobs", "2", str(pipe)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        pipe.write_text(text)
        assert b": 5 km  measure" in process.communicate(timeout=60)[0]


def endless(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """The command with two processes, reading records without end from a pipe; it has begun to write."""
    script = 'while :; do echo \'{"text": "It is 50 miles (93 km) away, or 7 kg."}\'; done | exec "$@"'
    command = ["sh", "-c", script, "sh", *COMMAND, "check", "--jobs", "2", "--input-format", "jsonl", *more, "-"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, start_new_session=True)


def members(group: int) -> list[int]:
    """The living processes of a group."""
    shown = subprocess.run(["ps", "-eo", "pid,pgid,stat"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in shown.splitlines()[1:]]
    return [int(pid) for pid, pgid, state in rows if int(pgid) == group and not state.startswith("Z")]


@pytest.mark.parametrize("how", ["interrupt", "reader leaves"])
def test_several_processes_end_together_and_without_a_word(how: str, tmp_path: Path) -> None:
    with endless(tmp_path) as process:
        assert process.stdout
        assert process.stderr
        assert b"Q101" in process.stdout.readline()
        assert len(members(process.pid)) >= 4
        if how == "interrupt":
            os.killpg(process.pid, signal.SIGINT)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in ((130, -signal.SIGINT) if how == "interrupt" else (141,))
    assert members(process.pid) == []


def test_an_interrupt_leaves_no_half_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("old")
    with endless(tmp_path, "-o", "report.txt") as process:
        while len(names(tmp_path)) < 2:
            assert process.poll() is None
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate() == (b"", b"")
    assert names(tmp_path) == ["report.txt"]
    assert (tmp_path / "report.txt").read_text() == "old"


def waits(process: int) -> bool:
    """Has it come to where it reads, and nothing to do? A signal in the midst of an import makes noise."""
    for _ in range(5):
        time.sleep(0.01)
        if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "S":
            return False
    return True


def test_who_ends_the_program_finds_no_half_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("old")
    command = [*COMMAND, "check", "-o", "report.txt", "-"]
    given, told = subprocess.PIPE, subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, stdin=given, stdout=told, stderr=told) as process:
        while len(names(tmp_path)) < 2 or not waits(process.pid):
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.communicate() == (b"", b"")
    assert process.returncode == 143
    assert names(tmp_path) == ["report.txt"]
    assert (tmp_path / "report.txt").read_text() == "old"


def test_whoever_runs_the_command_has_the_signals_as_before(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RIGHT)
    before = signal.getsignal(signal.SIGTERM)
    cli.main(["check", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out.txt")])
    assert signal.getsignal(signal.SIGTERM) is before
