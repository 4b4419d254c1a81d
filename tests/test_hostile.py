"""Bytes of any kind through the command, and the same answers in any process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quantities.reports import FORMATS
from quantities.sources.forms import FORMS
from tests.expectations import FIXTURES
from tests.laws import ends_well
from tests.test_properties import PIECES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be", "windows-1252", "shift_jis", "utf-7", "hz"]
MAGIC = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"%PDF-", b"PK\3\4"]
PAIRS = ["50 miles (93 km)", "50 miles (80 km)", "£5 (\x1b[31m$90)", "5 ft 11 in (3 m)", "2 tons (2 kg)"]
JOINTS = [
    *[",", ";", "\t", '"', '""', "\r", "\n", "\r\n", "id,text\n", '{"text": "', '"}\n', '{"id": ', "null", "1e999"],
    *["[" * 40, "\\ud800", "\\u0000", "```\n", "| ", "> ", "<p>", "<td", "=", "&#1114112;", "&#0;", "<![CDATA["],
]
FRAMES: dict[str, Callable[[str], str]] = {
    "csv": lambda text: 'id,text\n1,"' + text.replace('"', '""') + '"\n',
    "jsonl": lambda text: json.dumps({"text": text}) + "\n",
    "html": lambda text: f"<p>{text}</p>",
}
texts = st.lists(st.sampled_from([*PAIRS, *PAIRS, *PIECES, *JOINTS]), max_size=20).map("".join)


def bytes_of(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "backslashreplace")


def files(form: str) -> st.SearchStrategy[tuple[bytes, str]]:
    """Files that are nearly in a format, and an encoding: sound ones, and such with other bytes among theirs."""
    sound = st.tuples(texts.map(FRAMES.get(form, str)), st.sampled_from(ENCODINGS))
    cut = st.lists(texts.map(lambda text: bytes_of(text, "utf-8")), max_size=3)
    broken = st.tuples(st.sampled_from(MAGIC), cut, st.binary(max_size=6), cut)
    return st.one_of(
        sound.map(lambda file: (bytes_of(*file), file[1])),
        st.tuples(
            broken.map(lambda file: b"".join([file[0], *file[1], file[2], *file[3]])), st.sampled_from(ENCODINGS)
        ),
    )


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=80, deadline=None)
@given(choice=st.data(), command=st.sampled_from(["check", "extract", "explain"]))
def test_the_command_ends_well_on_any_bytes(form: str, choice: st.DataObject, command: str) -> None:
    raw, encoding = choice.draw(files(form))
    ends_well([command, "-", "--isolated", "--input-format", form, "--encoding", encoding], raw)


@pytest.mark.parametrize("report", FORMATS)
@settings(max_examples=40, deadline=None)
@given(text=texts)
@example(text="$\x8550 miles (93 km)")
@example(text="\x1b[31m50 miles (93 km)\x1b[0m \x9b31m 50 miles\x07 (93 km\x7f)")
def test_every_report_can_be_written_of_any_text(report: str, text: str) -> None:
    command = FORMATS[report].commands[0]
    every = ["--all", "--retold"] if command == "check" else []
    ends_well([command, "--isolated", "--format", report, *every], bytes_of(text.replace("\0", ""), "utf-8"))


TOML = [
    *[
        "[",
        "]",
        "[units]\n",
        "[names]\n",
        "[currencies]\n",
        "[style.house]\n",
        "[tool.quantities]\n",
        "[per-file-ignores]\n",
    ],
    *[
        "dialect",
        "style",
        "units",
        "severity",
        "exclude",
        "smoot",
        "mile",
        "date",
        "meter",
        "km",
        "kind",
        "ignore",
        "prefer",
    ],
    *[
        " = ",
        "=",
        ".",
        ",",
        "\n",
        '"',
        "'",
        '"""',
        "{",
        "}",
        "#",
        "\\",
        "\\ud800",
        "1e999999",
        "nan",
        "inf",
        "-1",
        "true",
        "[[a]]\n",
    ],
    *[
        '"67 inch"',
        '"en-GB"',
        '["*"]',
        '["smoot", "smoots"]',
        "2005-02-14",
        "\0",
        "\x1b[2J",
        "\ud800",
        "é",
        "1/0",
        "9" * 400,
        "[" * 90,
    ],
]
RATES = [
    "from,to,rate,date\n",
    "currency,rate\n",
    "USD",
    "GBP",
    ",",
    "1.9",
    "0",
    "nan",
    "1e999999",
    "-1",
    "2005-02-14",
    "\n",
    '"',
    "\0",
]
BASELINE = [
    '{"version": 1, "findings": [',
    '{"path": "-", ',
    '"code": "Q101"',
    ",",
    "}",
    "]",
    ": ",
    '"count": 2',
    '"source"',
    "1e999",
    "[" * 500,
]
READERS = {"--config": TOML, "--units": TOML, "--rates": RATES, "--baseline": BASELINE}


@pytest.mark.parametrize("option", READERS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_the_command_ends_well_on_any_file_of_an_option(option: str, tmp_path: Path, choice: st.DataObject) -> None:
    parts = st.lists(st.sampled_from(READERS[option]), max_size=12).map("".join)
    raw = choice.draw(st.one_of(st.binary(max_size=40), parts.map(lambda text: text.encode("utf-8", "surrogatepass"))))
    file = tmp_path / "given.toml"
    file.write_bytes(raw)
    ends_well(["check", option, str(file)], b"It is 50 miles (93 km) away, for \xc2\xa35 ($9).")


_ANSWERS = """
import sys
from pathlib import Path
from quantities import check, extract
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    text = path.read_text(encoding="utf-8")
    print([q.to_dict() for q in extract(text)], [f.to_dict() for f in check(text, retold=True)])
"""


def test_the_answers_do_not_depend_on_the_process() -> None:
    """Sets of words have another order in every process, unless it is said which."""
    answers = {
        subprocess.run(
            [sys.executable, "-c", _ANSWERS, str(FIXTURES / "stories")],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(answers) == 1
    assert len(answers.pop()) > 100_000
