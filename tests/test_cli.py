"""The command from the outside: the cases in fixtures/commands, and what only a real process or terminal shows."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quantities import cli, pipeline
from quantities.command import options
from tests.benchmarks.compiled import is_compiled
from tests.terminal import on_a_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMANDS = Path(__file__).parent.parent / "fixtures" / "commands"
COMMAND = [sys.executable, "-m", "quantities"]
WRONG = "It is 50 miles (93 km) away.\n"
RIGHT = "It is 50 miles (80 km) away.\n"


def run(arguments: list[str], given: bytes = b"") -> int:
    """The exit status of the command, run in this process with `given` as its input."""
    with contextlib.ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given))))
        try:
            return cli.main(arguments)
        except SystemExit as stop:
            return int(stop.code or 0)


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)


@pytest.mark.parametrize("case", sorted(COMMANDS.iterdir()), ids=lambda case: case.name)
def test_command(
    case: Path,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A folder a case: `args`, `input.txt` (standard input), `files` (the folder it runs in), `expected.out`,
    `expected.err` and `status`; what is not there is empty, or 0. `gap` says why a case is known to fail."""

    def given(name: str) -> str:
        path = case / name
        return path.read_bytes().decode() if path.exists() else ""

    if gap := given("gap"):
        request.applymarker(pytest.mark.xfail(reason=gap.strip(), strict=True))
    if (case / "files").is_dir():
        shutil.copytree(case / "files", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    status = run(shlex.split(given("args")), given("input.txt").encode())
    shown = capsys.readouterr()
    assert shown.out == given("expected.out")
    assert shown.err == given("expected.err")
    assert status == int(given("status") or 0)


def test_every_case_is_complete() -> None:
    known = {"args", "input.txt", "files", "expected.out", "expected.err", "status", "gap"}
    cases = {case: {path.name for path in case.iterdir()} for case in COMMANDS.iterdir()}
    assert {case.name: names - known for case, names in cases.items() if names - known or "args" not in names} == {}


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["extract", "-h"]])
def test_help_has_examples_and_the_exit_status(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    shown = capsys.readouterr().out
    assert "examples:\n  quantities" in shown
    assert "exit status:\n  0  " in shown
    assert ("1  at least one finding" in shown) == ("extract" not in arguments)


@pytest.mark.parametrize("command", ["", *options.parsers()[1]])
def test_the_examples_of_the_help_are_commands_that_exist(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([*filter(None, [command]), "--help"])
    shown = capsys.readouterr().out
    examples = shown.partition("examples:\n")[2].partition("\n\n")[0].splitlines()
    assert len(examples) >= 2
    parser, _ = options.parsers()
    for line in examples:
        written = line.partition("quantities ")[2].partition("   ")[0].partition(" >")[0]
        given, unknown = parser.parse_known_args(shlex.split(written))
        assert command in ("", given.command)
        assert (bool(given.command), unknown) == (True, [])


@pytest.mark.parametrize("command", ["", *options.parsers()[1]])
def test_the_help_fits_a_terminal(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run([*filter(None, [command]), "--help"])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if len(line) > 80 and ".local/share" not in line] == []
    assert not any(line.endswith("en-") for line in lines)


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    import quantities

    assert run(["--version"]) == 0
    made = "compiled" if is_compiled() else "plain"
    assert capsys.readouterr().out == f"quantities {quantities.__version__} ({made})\n"


def test_without_a_path_standard_input_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"], WRONG.encode()) == 1
    assert capsys.readouterr().out.startswith("-:1:7: Q101 ")


def test_every_bad_file_is_reported_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("latin.txt").write_bytes(b"caf\xe9 5 km")
    Path("binary.txt").write_bytes(b"\0\1\2")
    Path("bom.txt").write_bytes(b"\xef\xbb\xbf" + WRONG.encode())
    Path("windows.txt").write_bytes(b"\xff\xfe" + f"Far.\r\n{WRONG}".encode("utf-16-le"))
    assert run(["check", "latin.txt", "binary.txt", "missing.txt", "bom.txt", "windows.txt"]) == 2
    shown = capsys.readouterr()
    assert shown.err == (
        "quantities: latin.txt:1: not UTF-8: byte 0xe9 at offset 3; "
        "save it as UTF-8, or name its encoding with --encoding\n"
        "quantities: binary.txt: a binary file, not text\n"
        "quantities: missing.txt: no such file or folder\n"
    )
    assert "bom.txt:1:7: Q101" in shown.out
    assert "windows.txt:2:7: Q101" in shown.out
    assert shown.out.endswith("2 stories, 4 quantities, 2 pairs: 2 do not agree\n")


def test_an_error_nobody_foresaw_is_a_line_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    review = pipeline.review

    def broken(text: str, **options: Any) -> pipeline.Review:
        if "boom" in text:
            raise RuntimeError("an\x1bother")
        return review(text, **options)

    monkeypatch.setattr(pipeline, "review", broken)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("boom")
    Path("b.txt").write_text(WRONG)
    assert run(["check", "a.txt", "b.txt"]) == 2
    shown = capsys.readouterr()
    assert shown.err == (
        "quantities: a.txt: a bug of this program: RuntimeError('an\\x1bother'); "
        "python -X dev -m quantities shows where, please report it\n"
    )
    assert "b.txt:1:7: Q101" in shown.out


def test_an_error_in_the_report_is_a_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> Iterator[str]:
        raise RecursionError("too deep")

    monkeypatch.setattr("quantities.reports.text.findings", broken)
    assert run(["check", "-"], RIGHT.encode()) == 2
    assert capsys.readouterr().err.startswith("quantities: -: a bug of this program: RecursionError('too deep')")


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "auto"], {"FORCE_COLOR": "1"}, True),
        (["--color", "auto"], {}, False),
    ],
)
@pytest.mark.parametrize("command", [["check", "-"], ["extract", "-"], ["explain", "-"], ["rule", "Q101"]])
def test_colour_away_from_a_terminal_as_the_option_says_and_then_the_environment(
    command: list[str],
    options: list[str],
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, setting in environment.items():
        monkeypatch.setenv(name, setting)
    run([*command, *options], WRONG.encode())
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_colour_on_a_terminal_but_not_with_no_color(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text(WRONG)
    status, shown = on_a_terminal(["check", str(story)])
    assert status == 1
    assert "\x1b[1;31mQ101\x1b[0m" in shown
    assert "\x1b" not in on_a_terminal(["check", str(story)], NO_COLOR="1")[1]
    assert "\x1b" not in on_a_terminal(["check", str(story)], TERM="dumb")[1]
    assert "\x1b" not in on_a_terminal(["check", "--color", "never", str(story)])[1]


def test_a_terminal_as_the_only_input_is_a_mistake() -> None:
    status, shown = on_a_terminal(["check"])
    assert status == 2
    assert shown == (
        "quantities: nothing to read: name a file or a folder, or - for standard input\n"
        "  help: quantities check --help\n"
    )


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_a_long_line_is_shown_as_wide_as_the_terminal(columns: int, tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text(f"{'So it was. ' * 9}It is 50 miles (93 km) away. {'And so on. ' * 9}")
    _, shown = on_a_terminal(["check", str(story)], columns=columns, NO_COLOR="1")
    _, line, marks, *_ = shown.splitlines()
    assert min(columns, 100) - 25 < len(line) <= min(columns, 120)
    assert [line[mark.start() : mark.end()] for mark in re.finditer(r"-+|\^+", marks)] == ["50 miles", "93 km"]


def test_many_files_have_a_progress_bar_on_a_terminal(tmp_path: Path) -> None:
    pytest.importorskip("tqdm")
    for number in range(cli.MANY):
        (tmp_path / f"{number:02}.txt").write_text(WRONG if number == 7 else RIGHT)
    status, shown = on_a_terminal(["check", str(tmp_path)], NO_COLOR="1")
    assert status == 1
    assert f"/{cli.MANY} [" in shown  # the bar
    assert f"\r{tmp_path / '07.txt'}:1:7: Q101" in shown  # on a line of its own
    (tmp_path / "07.txt").unlink()
    assert f"/{cli.MANY - 1} [" not in on_a_terminal(["check", str(tmp_path)])[1]


def test_the_reader_of_the_output_may_leave(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG * 1500)
    command = [*COMMAND, "check", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interrupt_ends_it_without_a_word() -> None:
    command = [*COMMAND, "extract", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write(b"5 km" * 100_000)  # more than a pipe holds: written when the command is reading
        process.stdin.flush()
        while process.poll() is None:  # again, where a signal came just before the read that it should have ended
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.2)
        assert process.returncode == 130
        assert process.stderr.read() == b""
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "check", str(tmp_path)], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.stderr == b"quantities: the output cannot be written: no space left on device\n"
    assert done.returncode == 2


def test_without_a_command_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "quantities check" in err


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "too much for the memory of this machine"),
        (KeyError("km"), "a bug of this program: KeyError('km'); python -X dev -m quantities shows where"),
    ],
)
def test_what_nobody_foresaw_is_one_line_and_the_next_file_is_read(
    error: Exception,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("strange\n")
    Path("b.txt").write_text(WRONG)
    checked = pipeline.review

    def strange(text: str, *given: Any, **named: Any) -> Any:
        if "strange" in text:
            raise error
        return checked(text, *given, **named)

    monkeypatch.setattr(pipeline, "review", strange)
    assert run(["check", "a.txt", "b.txt"]) == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"quantities: a.txt: {said}")
    assert err.count("\n") == 1
    assert out.startswith("b.txt:1:7: Q101")


def test_what_cannot_be_read_gives_the_other_stories_no_rates_and_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"It paid $40m (\xa321m).\n")
    for name, paid in (("b", "$40m (£21m)"), ("c", "$60m (£31.5m)"), ("d", "$80m (£42m)"), ("e", "$40m (£99m)")):
        Path(f"{name}.txt").write_text(f"It paid {paid}.\n", encoding="utf-8")
    assert run(["check", "--across-stories", "."]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("quantities: a.txt:1: not UTF-8")
    assert err.count("a.txt") == 1
    assert out.startswith("e.txt:1:9: Q202")


def test_without_standard_input_there_is_nothing_to_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert cli.main(["check", "-"]) == 2
    assert capsys.readouterr().err == "quantities: -: standard input is closed\n"


def test_without_tqdm_many_files_are_read_without_a_bar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(cli.MANY):
        Path(f"{number}.txt").write_text(RIGHT)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert run(["check", "."]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (f"{cli.MANY} stories, {2 * cli.MANY} quantities, {cli.MANY} pairs: {cli.MANY} exact\n", "")


def test_a_program_may_run_it_in_a_thread(tmp_path: Path) -> None:
    story, told = tmp_path / "a.txt", tmp_path / "told.txt"
    story.write_text(WRONG)
    found: list[int] = []
    thread = threading.Thread(
        target=lambda: found.append(cli.main(["check", "--format", "concise", "--output", str(told), str(story)]))
    )
    thread.start()
    thread.join()
    assert found == [1]
    assert "Q101" in told.read_text()


def test_no_encoding_of_the_output_is_too_small_for_a_text() -> None:
    text = "東京 is 50\N{NO-BREAK SPACE}miles (93 km) away — yes.\n".encode()
    settings = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for form, sign in (("text", rb"\u6771"), ("jsonl", b'"path": "-"')):
        command = [*COMMAND, "check", "--format", form, "-"]
        done = subprocess.run(command, input=text, capture_output=True, env=settings, check=False)
        assert (done.returncode, done.stderr) == (1, b"")
        assert sign in done.stdout


def test_without_standard_streams_the_status_is_still_right(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG)
    script = f"{shlex.join([*COMMAND, 'check', str(tmp_path / 'a.txt')])} <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", script], check=False).returncode == 1


def test_what_was_written_into_a_folder_is_no_story_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("drafts").mkdir()
    Path("drafts/a.txt").write_text(WRONG)
    for _ in range(2):
        assert run(["check", "-o", "drafts/report.txt", "drafts"]) == 1
        assert Path("drafts/report.txt").read_text().endswith("\n1 story, 2 quantities, 1 pair: 1 does not agree\n")
    assert capsys.readouterr() == ("", "")


def test_a_baseline_written_hides_all_there_was_and_is_stable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(5):
        Path(f"{number}.txt").write_text(WRONG * 3)
    written = []
    for jobs in ("1", "2"):
        assert run(["check", "--jobs", jobs, "--write-baseline", "known.json", "."]) == 0
        written.append(Path("known.json").read_bytes())
    assert written[0] == written[1]
    capsys.readouterr()
    assert run(["check", "--jobs", "2", "--baseline", "known.json", "--format", "jsonl", "."]) == 0
    assert capsys.readouterr() == ("", "")
    Path("3.txt").write_text(WRONG * 4)
    assert run(["check", "--baseline", "known.json", "."]) == 1
    assert capsys.readouterr().out.endswith("\n5 stories, 32 quantities, 16 pairs: 1 does not agree, 15 known\n")


def test_a_part_of_a_run_does_not_call_the_rest_of_a_baseline_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(WRONG)
    Path("b.txt").write_text(WRONG)
    run(["check", "--write-baseline", "known.json", "."])
    capsys.readouterr()
    assert run(["check", "--baseline", "known.json", "a.txt"]) == 0
    assert run(["check", "--baseline", "known.json", "--select", "Q2", "."]) == 0
    assert capsys.readouterr().err == ""
    Path("b.txt").unlink()
    run(["check", "--baseline", "known.json", "a.txt"])
    assert "known.json: b.txt, whose findings it knows, is not there: " in capsys.readouterr().err


def test_a_baseline_is_not_called_outdated_for_what_was_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    told = "A storm in Malva killed 12 people. Officials in Malva said that the storm had killed 21 people."
    Path("a.txt").write_text(f"{WRONG}\n{told}\n")
    run(["check", "--retold", "--write-baseline", "known.json", "a.txt"])
    assert "2 findings are known" in capsys.readouterr().err
    assert run(["check", "--baseline", "known.json", "a.txt"]) == 0
    assert capsys.readouterr().err == ""
    Path("a.txt").write_text(told)
    assert run(["check", "--baseline", "known.json", "a.txt", "missing.txt"]) == 2
    assert "no longer" not in capsys.readouterr().err
    assert run(["check", "--baseline", "known.json", "a.txt"]) == 0
    assert "1 finding in it no longer occurs" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs symbolic links")
def test_a_baseline_knows_a_file_however_its_folder_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "a.txt").write_text(WRONG)
    monkeypatch.chdir(tmp_path / "real")
    run(["check", "--write-baseline", str(tmp_path / "link" / "known.json"), "a.txt"])
    assert run(["check", "--baseline", "known.json", str(tmp_path / "link" / "a.txt")]) == 0
    assert capsys.readouterr().out.endswith(": 1 known\n")


def test_what_is_ignored_is_not_mended(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    lake = "The lake covers 200 sq km (124 sq miles)."
    story.write_text(f"{lake} <!-- quantities: ignore -->\n{lake}\n")
    assert run(["check", "--fix", str(story)]) == 0
    assert story.read_text() == f"{lake} <!-- quantities: ignore -->\n{lake.replace('124', '77')}\n"


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_configurations_hold_in_other_processes(
    start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import multiprocessing

    context = multiprocessing.get_context(start)
    monkeypatch.setattr("multiprocessing.Pipe", context.Pipe)
    monkeypatch.setattr("concurrent.futures.process.mp.get_context", lambda: context)
    monkeypatch.chdir(tmp_path)
    for folder, dialect in (("us", "en-US"), ("gb", "en-GB")):
        Path(folder).mkdir()
        Path(folder, "quantities.toml").write_text(
            f'dialect = "{dialect}"\n[units.units.smoot]\ndefine = "67 * inch"\nnames = ["smoot"]\n'
        )
        Path(folder, "a.txt").write_text("2 gallons and 3 smoots")
    assert run(["extract", "--jobs", "2", "gb", "us"]) == 0
    assert capsys.readouterr().out == (
        "gb/a.txt:1:1: 2 gallons  measure  2 imperial_gallon  or gallon\n"
        "gb/a.txt:1:15: 3 smoots  measure  3 smoot\n"
        "us/a.txt:1:1: 2 gallons  measure  2 gallon  or imperial_gallon\n"
        "us/a.txt:1:15: 3 smoots  measure  3 smoot\n"
    )
