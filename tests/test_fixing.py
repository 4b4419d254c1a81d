"""Corrections that are put into files: which are certain, and what becomes of the file."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import check, fixing, output
from quantities.cli import main
from quantities.errors import SourceError
from quantities.model import Verdict
from quantities.sources import Source, decode
from tests.terminal import on_a_terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantities.model import Finding

MISTYPED = "It took 2,000 square kilometres (727 square miles) back.\n"
MENDED = "It took 2,000 square kilometres (772 square miles) back.\n"
UNCERTAIN = "It is 50 miles (800 km) away.\n"


def disagreeing(text: str) -> list[Finding]:
    return [finding for finding in check(text) if finding.verdict is Verdict.DISAGREE]


def fixed(text: str) -> fixing.Fixed:
    return fixing.fixed(Source("a.txt", text), disagreeing(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MISTYPED, MENDED),  # two digits of the conversion; no slip explains 2,000 for 1,880
        ("He is 5 ft 11 in (190 cm) tall.", "He is 5 ft 11 in (180 cm) tall."),
        ("It reached 50 °C (90 °F) at noon.", "It reached 50 °C (122 °F) at noon."),  # the 32 left out
        ("It covers 200 sq km (124 sq miles).", "It covers 200 sq km (77 sq miles)."),  # the factor of a length
        ("It is 120 miles (120 km) away.", "It is 120 miles (190 km) away."),  # not converted at all
    ],
)
def test_what_only_one_slip_explains_is_mended(text: str, expected: str) -> None:
    assert fixed(text) == (expected, expected, tuple(disagreeing(text)), ())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(UNCERTAIN, id="a zero may be one too many here, or one too few there"),
        pytest.param("It is 50 miles (93 km) away.", id="nautical miles may have been meant"),
        pytest.param("It is 32 miles (20 km) away.", id="the two may have changed places"),
        pytest.param(f'"{MISTYPED.strip()}" she said.', id="a quotation is the speaker's"),
        pytest.param("A 12 ton (42,000 lb) lorry fell.", id="a ton is three things"),
        pytest.param("It cost £100 ($130), £200 ($260), £300 ($390) and £400 ($720).", id="rates move"),
        pytest.param("It is 50 miles (61 km) away.", id="nothing explains it"),
    ],
)
def test_what_may_be_otherwise_is_left_to_a_person(text: str) -> None:
    findings = disagreeing(text)
    assert findings
    assert fixed(text) == (text, text, (), tuple(findings))


@given(
    st.lists(st.sampled_from([MISTYPED, MENDED, UNCERTAIN, "It reached 50 °C (90 °F).\n", "No figures.\n"]), max_size=5)
)
def test_a_mended_text_is_left_alone_from_then_on(parts: list[str]) -> None:
    once = fixed("".join(parts))
    again = fixed(once.written)
    assert (again.written, again.mended) == (once.written, ())
    assert len(again.left) == len(once.left)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (MISTYPED.replace("\n", "\r\n").encode() + b"caf\xc3\xa9\r\n", (b"(727", b"(772")),
        (b"\xef\xbb\xbf" + MISTYPED.encode(), (b"727", b"772")),
        (b"\xff\xfe" + MISTYPED.encode("utf-16-le"), ("727".encode("utf-16-le"), "772".encode("utf-16-le"))),
        (b"caf\xe9 " + MISTYPED.encode(), (b"727", b"772")),
        (MISTYPED.encode().rstrip(b"\n"), (b"727", b"772")),
    ],
    ids=["windows line ends", "byte order mark", "utf-16", "windows-1252", "no line end"],
)
def test_the_rest_of_the_file_stays_byte_for_byte(raw: bytes, expected: tuple[bytes, bytes], tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_bytes(raw)
    story.chmod(0o640)
    encoding = ["--encoding", "windows-1252"] if b"\xe9 " in raw else []
    assert main(["check", "--fix", *encoding, str(story)]) == 0
    assert story.read_bytes() == raw.replace(*expected)
    assert stat.S_IMODE(story.stat().st_mode) == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_what_is_left_is_told_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "a.txt"
    story.write_text(MISTYPED + UNCERTAIN)
    assert main(["check", "--fix", str(story)]) == 1
    shown = capsys.readouterr().out
    assert ":2:7: Q101" in shown
    assert ":1:" not in shown
    assert shown.endswith("1 story, 4 quantities, 2 pairs: 1 exact, 1 does not agree; 1 mended\n")
    assert story.read_text() == MENDED + UNCERTAIN


def test_a_file_that_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text(MISTYPED)
    source = decode(str(story), story.read_bytes())
    story.write_text("Something else.\n")
    with pytest.raises(SourceError, match="changed while it was read"):
        fixing.rewrite(source, MENDED)
    assert story.read_text() == "Something else.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_may_not_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hindered(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "replace", hindered)
    story = tmp_path / "a.txt"
    story.write_text(MISTYPED)
    source = decode(str(story), story.read_bytes())
    with pytest.raises(SourceError, match=r"a\.txt: cannot be written: no space left on device"):
        fixing.rewrite(source, MENDED)
    assert story.read_text() == MISTYPED


def test_a_diff_can_be_applied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("a.txt", MISTYPED + UNCERTAIN), ("b.txt", MENDED), ("c.txt", MISTYPED.rstrip("\n"))):
        Path(name).write_text(text)
    subprocess.run(["git", "init", "-q"], check=True)
    assert main(["check", "--diff", "a.txt", "b.txt", "c.txt"]) == 1
    diff = capsys.readouterr().out
    assert diff.startswith("# left to a person: a.txt:2:7: Q101 ")
    assert Path("a.txt").read_text() == MISTYPED + UNCERTAIN
    subprocess.run(["git", "apply", "-"], input=diff.encode(), check=True)
    assert Path("a.txt").read_text() == MENDED + UNCERTAIN
    assert Path("c.txt").read_text() == MENDED.rstrip("\n")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", "\ufeff", "with a mark\r\n"),
        ("a.txt", "", "a page\x0c and a line\u2028 that end nothing\x85, or\rthis\n"),
        ("two words, 50%.txt", "One.\n", ""),
        ('a "b\\c"\tä\n+++ b/d.txt', "", ""),
    ],
)
def test_a_diff_fits_the_file_whatever_stands_in_it_and_whatever_it_is_called(
    name: str, before: str, after: str, tmp_path: Path
) -> None:
    story = tmp_path / name
    story.parent.mkdir(parents=True, exist_ok=True)
    story.write_bytes((before + MISTYPED + after).encode())
    subprocess.run(["git", "init", "-q"], check=True, cwd=tmp_path)
    command = [sys.executable, "-m", "quantities", "check", "--diff", f"./{name}"]
    diff = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path).stdout
    subprocess.run(["git", "apply", "-"], input=diff, check=True, cwd=tmp_path)
    assert story.read_bytes() == (before + MENDED + after).encode()


def test_a_diff_of_another_encoding_says_that_it_is_to_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"\xff\xfe" + MISTYPED.encode("utf-16-le"))
    assert main(["check", "--diff", "a.txt"]) == 1
    assert capsys.readouterr().out.startswith(
        "# to be read only: a.txt is utf-16-le, and this is UTF-8; use --fix\n---"
    )


def test_several_processes_mend_the_same(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(MISTYPED)
    command = [sys.executable, "-m", "quantities", "check", "--fix", "--jobs", "2", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("; 4 mended\n")
    assert {path.read_text() for path in tmp_path.iterdir()} == {MENDED}


def test_interactive_asks_for_every_finding_and_writes_what_was_chosen(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(UNCERTAIN + MISTYPED + "It is 100 miles (160 km) away.\n" + "It is 30 miles (480 km) off.\n")
    second.write_text(UNCERTAIN)
    status, shown = on_a_terminal(["check", "--interactive", str(first), str(second)], "x\n2\n1\nn\nq\n", TERM="dumb")
    assert status == 1
    assert "[1] 80 km  [2] 500 miles  [n]o  [q]uit? " in shown
    assert shown.count("keeps what was chosen: ") == 1
    assert shown.endswith("2 stories, 10 quantities, 5 pairs: 1 exact, 2 rounded, 2 do not agree; 2 mended\n")
    assert first.read_text() == (
        "It is 500 miles (800 km) away.\n"
        "It took 2,000 square kilometres (772 square miles) back.\n"
        "It is 100 miles (160 km) away.\n"
        "It is 30 miles (480 km) off.\n"
    )
    assert second.read_text() == UNCERTAIN


def test_interactive_ends_with_the_input(tmp_path: Path) -> None:
    story = tmp_path / "a.txt"
    story.write_text(UNCERTAIN)
    status, shown = on_a_terminal(["check", "--interactive", str(story)], "\x04")
    assert status == 1
    assert "[q]uit? \n" in shown
    assert story.read_text() == UNCERTAIN


def test_interactive_needs_somebody_to_ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "a.txt"
    story.write_text(MISTYPED)
    command = [sys.executable, "-m", "quantities", "check", "--interactive", str(story)]
    done = subprocess.run(command, input="1\n", capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("quantities: --interactive asks on a terminal, which standard input is not\n")
    assert story.read_text() == MISTYPED


def asked(monkeypatch: pytest.MonkeyPatch, arguments: list[str], answer: Callable[[str], str]) -> int:
    """Exit status of the command with `--interactive`, whose questions are answered so."""
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    return main(["check", "--interactive", *arguments])


def test_interactive_goes_on_behind_a_file_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_bytes(b"It is \xff miles away.\n")
    second.write_text(MISTYPED)
    assert asked(monkeypatch, [str(first), str(second)], lambda _: "1") == 2
    assert f"{first}:1: not UTF-8" in capsys.readouterr().err
    assert second.read_text() == MENDED


def test_interactive_leaves_a_file_that_somebody_else_changed_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "a.txt"
    story.write_text(MISTYPED)

    def answer(_: str) -> str:
        story.write_text("Another story.\n")
        return "1"

    assert asked(monkeypatch, [str(story)], answer) == 2
    assert f"{story}: changed while it was read, and left as it is; run this again" in capsys.readouterr().err
    assert story.read_text() == "Another story.\n"


def test_interactive_asks_once_about_one_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gusts of 50 mph are 80 km/h and 43 knots: with 58 mph for the first (93 / 1.609), nothing is left to say here."""
    story = tmp_path / "a.txt"
    story.write_text("Gusts of 50 mph (93 km/h; 60 kn) came.\n")
    questions: list[str] = []

    def answer(question: str) -> str:
        questions.append(question)
        return "2"

    assert asked(monkeypatch, [str(story)], answer) == 1
    assert [question.partition("  [n]o")[0] for question in questions] == ["[1] 80 km/h  [2] 58 mph"]
    assert story.read_text() == "Gusts of 58 mph (93 km/h; 60 kn) came.\n"


def test_interactive_ends_with_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "a.txt"
    story.write_text(MISTYPED)

    def answer(_: str) -> str:
        raise EOFError

    assert asked(monkeypatch, [str(story)], answer) == 1
    assert story.read_text() == MISTYPED
