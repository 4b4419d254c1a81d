"""Records a line: their texts, their keys, and what is wrong with them."""

from __future__ import annotations

import io
import json
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from quantities.errors import SourceError
from quantities.sources.json_lines import records, source
from quantities.sources.lines import Line

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import WriteableBuffer


def of(raw: bytes, encoding: str | None = None) -> list[Line]:
    return list(records("a.jsonl", io.BufferedReader(io.BytesIO(raw)), encoding))


def test_lines_know_their_number_and_the_byte_they_start_at() -> None:
    assert of(b'{"a":1}\r\n\n \n{"b":2}') == [
        Line("a.jsonl", 1, 0, b'{"a":1}\r\n'),
        Line("a.jsonl", 4, 12, b'{"b":2}'),
    ]
    assert of(b"") == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "windows-1252", "utf-16-be"])
def test_every_encoding_is_split_and_read(encoding: str) -> None:
    raw = '{"text": "£5"}\n{"text": "Ċ ½"}\n'.replace("Ċ", "Ċ" if encoding.startswith("utf") else "é").encode(encoding)
    texts = [source(line, encoding).text for line in of(raw, encoding)]
    assert texts == ["£5", "Ċ ½" if encoding.startswith("utf") else "é ½"]  # U+010A holds the byte of a line end


@pytest.mark.parametrize("encoding", ["utf-16", "UTF_32"])
def test_without_a_mark_the_lower_byte_comes_first(encoding: str) -> None:
    raw = '{"text": "5 km"}\n{"text": "£5"}'.encode(f"{encoding}-le")
    assert [source(line, encoding).text for line in of(raw, encoding)] == ["5 km", "£5"]


def test_a_mark_goes_before_the_declared_encoding() -> None:
    assert [source(line, "windows-1252").text for line in of('\ufeff{"text": "x"}'.encode(), "windows-1252")] == ["x"]


def test_what_is_no_text_is_not_split() -> None:
    for raw, problem in (
        (b"PK\x03\x04", "a zip, Word or OpenDocument file, not text"),
        (b"{}\n\0\1\2\n", "a binary file, not text"),
        ('{"text": "5 km"}'.encode("utf-16-le"), "perhaps utf-16-le: say so with --encoding"),
    ):
        with pytest.raises(SourceError, match=f"^a.jsonl: {problem}"):
            of(raw)


@pytest.mark.parametrize("line", ["{}\n", "{}\r\n", f'{{"text": "{"Ċ" * 100}"}}\n'])
@pytest.mark.parametrize("before", [0, 1, 999])
def test_a_wrong_byte_where_lines_cannot_be_told_apart_ends_the_file(line: str, before: int) -> None:
    good = b"\xff\xfe" + (line * before).encode("utf-16-le")
    for wrong in (b"{\0\x00\xd8}\0", b"{\0\x00"):  # half a pair of surrogates, half a character
        found = records("a.jsonl", io.BufferedReader(io.BytesIO(good + wrong)), None)
        assert [next(found).content for _ in range(before)] == [line] * before
        place = f"{before + 1}: not UTF-16: byte 0x00 at offset {len(good) + 2};"
        with pytest.raises(SourceError, match=rf"^a\.jsonl:{place} save it as UTF-8"):
            next(found)


def test_a_line_longer_than_any_block_is_one() -> None:
    long = f'{{"text": "{"5 km " * 50_000}"}}'
    assert [line.content for line in of(f"{long}\n{{}}".encode("utf-16"))] == [f"{long}\n", "{}"]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"{", "a.jsonl:3: not JSON: expecting property name enclosed in double quotes (column 2)"),
        (b'{"text": "a"} x', "a.jsonl:3: not JSON: extra data (column 15)"),
        (b"5", 'a.jsonl:3: no JSON object: a line has to be one like {"id": 1, "text": "..."}'),
        (b'{"text": 5}', "a.jsonl:3: no text under 'text', but a number"),
        (b'{"text": null, "a": {"b": "5 km"}}', "a.jsonl:3: no text under 'text': it has a.b; say with --column"),
        (b"{}", "a.jsonl:3: no text under 'text': it has none at all; say with --column"),
        (b'{"id": Infinity}', "a.jsonl:3: not JSON: no number Infinity"),
        (b'{"id": 1e400}', "a.jsonl:3: not JSON: no number 1e400"),
        (b'{"id": ' + b"1" * 5000 + b"}", "a.jsonl:3: not JSON: exceeds the limit"),
        (b"[" * 200_000, "a.jsonl:3: not JSON: nested too deeply"),
        (b'{"text": "\xff"}', "a.jsonl:3: not UTF-8: byte 0xff at offset 110; save it"),
    ],
)
def test_what_is_no_record_is_said_with_its_line(raw: bytes, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        source(Line("a.jsonl", 3, 100, raw))
    assert str(caught.value).lower().startswith(problem.lower())


def test_a_record_keeps_its_keys() -> None:
    read = source(Line("a.jsonl", 3, 0, json.dumps({"text": "5 km\ud800", "id": None, "record": [1]}).encode()))
    assert (read.text, read.id, read.given, read.record, read.name) == (
        "5 km\ud800", None, {"record": [1]}, 3, "a.jsonl:3",
    )  # fmt: skip


def test_no_more_is_read_than_asked_for() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: WriteableBuffer) -> int:
            view = memoryview(buffer)
            view[:] = (b'{"text": "5 km"}\n' * (len(view) // 17 + 1))[: len(view)]
            self.taken += len(view)
            return len(view)

    endless = Endless()
    first = list(islice(records("-", io.BufferedReader(endless)), 5))
    assert [line.number for line in first] == [1, 2, 3, 4, 5]
    assert endless.taken < 100_000


def test_a_file_of_records_and_its_records_as_files_are_read_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from quantities import cli

    texts = [f"Lot {n} weighs {n} kg ({2.2 * n:.1f} lb) and cost £{n}m." for n in range(200)]
    records = tmp_path / "a.jsonl"
    records.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    for n, text in enumerate(texts):
        (tmp_path / f"{n:03}.txt").write_text(text)
    shown = {}
    for jobs in ("1", "2", "3"):
        for given in (records, tmp_path):
            assert cli.main(["check", "--all", "--format", "jsonl", "--jobs", jobs, str(given)]) == 0
            found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
            shown[jobs, given.name] = [record["source"] for record in found]
    assert len(shown["1", "a.jsonl"]) == 200
    assert all(found == shown["1", "a.jsonl"] for found in shown.values())
