"""Tables: which cells are read, where they stand in the file, and what is wrong with a table."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities.errors import SourceError
from quantities.model import Correction
from quantities.sources.delimited import Row, records, source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def rows(raw: bytes | str, path: str = "a.csv", encoding: str | None = None, column: str = "text") -> list[Row]:
    raw = raw if isinstance(raw, bytes) else raw.encode()
    return list(records(path, io.BufferedReader(io.BytesIO(raw)), encoding, column))


def texts(raw: bytes | str, path: str = "a.csv", encoding: str | None = None) -> list[str]:
    return [source(row).text for row in rows(raw, path, encoding)]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("text\n5 km\n6 km", ["5 km", "6 km"]),
        ("id,text\r\n1,5 km\r\n", ["5 km"]),
        ('id, text ,x\n1,"5,000 km ""away""",y\n', ['5,000 km "away"']),
        ('text,id\n"5\n\nkm",1\n\n6 km\n', ["5\n\nkm", "6 km"]),
        ("id;text\n1;5,5 km\n", ["5,5 km"]),
        ("id\ttext\n1\t5, 6; 7 km\n", ["5, 6; 7 km"]),
        ('text,id\n6\'2" tall,1\n6" long,2\n', ["6'2\" tall", '6" long']),
        ("id,text\n2,\n3,x,,\n", ["", "x"]),
        ("id,text,note\n2,x\n", ["x"]),
        ('text\n""\n""""\n', ["", '"']),
        ("", []),
        ("\n \ntext\n\n", []),
        ('"text"\n"a"b\n', ["a"]),
    ],
)
def test_a_column_is_read(raw: str, read: list[str]) -> None:
    assert texts(raw) == read


def test_a_tsv_has_tabs_even_if_its_head_does_not_show_it() -> None:
    assert texts("text\n5 km, 6 km\n", "a.TSV") == ["5 km, 6 km"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_every_encoding_is_read(encoding: str) -> None:
    assert texts('id,text\n1,"£5\n½"\n2,é\n'.encode(encoding), encoding=encoding) == ["£5\n½", "é"]


def test_a_row_knows_where_it_begins_in_its_file() -> None:
    raw = 'id,text\r\n1,"é\n😀"\r\n2,"so ""5"" km"\r\n'
    first, second = map(source, rows(raw))
    assert first.origin
    assert first.origin == (2, 9, 9, 9)
    assert second.origin == (4, 18, 19, 22)  # behind é and 😀: one unit and two bytes, two units and four bytes
    start = second.text.index("5")
    at, to = second.span(start, start + 5)
    assert second.written[at:to] == '5"" km'
    assert raw[second.origin.offset + at :].startswith('5"" km')
    assert second.position(at) == (4, 9)
    assert (second.name, second.label) == ("a.csv:4", "a.csv")


def test_what_else_a_row_holds_is_given() -> None:
    [row] = rows('date,id,text,note\n2005-02-14,7,5 km,"a ""b"""\n')
    read = source(row)
    assert (read.record, read.id, read.given) == (2, "7", {"date": "2005-02-14", "note": 'a "b"'})


def test_a_correction_fits_its_cell() -> None:
    plain, quoted = map(source, rows('text\n900 km\n"900 km"\n'))
    assert plain.correction(Correction(0, 3, "1,000")) is None
    assert plain.correction(Correction(0, 3, "800")) == Correction(0, 3, "800")
    assert quoted.correction(Correction(0, 3, "1,000")) == Correction(1, 4, "1,000")
    assert quoted.correction(Correction(0, 3, '5"')) is None


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("id,txt\n1,5\n", "a.csv: no column 'text' (did you mean txt?): it has id and txt; say with --column which"),
        ('text\n5 km\n"6 km\n7 km\n', "a.csv:3: a quotation mark opens a cell in this row, and none closes it"),
        ("text\n5 km, 6 km\n", "a.csv:2: 2 cells, but the head has 1: a cell with ',' in it has to be quoted"),
        ("id,x,text\n1,a,b\n2,5 km\n", "a.csv:3: 2 cells, but the head has 3: none of them is in the column 'text'"),
        (b"text\nfine\n\xff\n", "a.csv:3: not UTF-8: byte 0xff at offset 10; save it as UTF-8"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line(raw: bytes | str, problem: str) -> None:
    with pytest.raises(SourceError) as caught:
        texts(raw)
    assert str(caught.value).startswith(problem)


def test_no_more_is_held_than_a_row() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: WriteableBuffer) -> int:
            view = memoryview(buffer)
            view[:] = (b'"text"\n' * (len(view) // 7 + 1))[: len(view)]
            return len(view)

    found = records("-", io.BufferedReader(Endless()), None)
    assert [row.number for row in islice(found, 3)] == [2, 3, 4]


cells = st.lists(st.text(st.sampled_from('ab5 ,;\t"\n\ré😀'), max_size=8), min_size=2, max_size=2)


@given(table=st.lists(cells, min_size=1, max_size=6))
def test_what_the_standard_library_writes_is_read_back(table: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerows([["other", "text"], *table])
    written = file.getvalue()
    found = [source(row) for row in rows(written)]
    assert [read.text for read in found] == [text for other, text in table]
    for read in found:
        assert read.origin
        assert written[read.origin.offset :].startswith(read.written)
        places = [read.span(offset, offset + 1) for offset in range(len(read.text))]
        for char, (start, end) in zip(read.text, places, strict=True):
            assert read.written[start:end] in (char, char * 2)
