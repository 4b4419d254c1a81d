"""CSV and TSV to texts, a row at a time: a column of a table with a head.

Split by an own scanner: the standard library's reader does not say where a cell stands in its file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quantities.errors import SourceError, named, nearest
from quantities.frozen import NamedTuple
from quantities.sources import Origin, Source
from quantities.sources.lines import lines, text_of
from quantities.sources.markup.pieces import Draft, Readable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

DELIMITERS = ",\t;"
"""What parts cells: that of them which the head has most of."""
QUOTE = '"'


class Row(NamedTuple):
    """A row of a table as it stands in its file, where it begins there, and the head of the table."""

    path: str
    number: int
    content: str
    origin: Origin
    head: tuple[str, ...]
    delimiter: str


class Cell(NamedTuple):
    """Where the text of a cell starts and ends in its row, within its quotation marks if it has any."""

    start: int
    end: int
    quoted: bool


def records(path: str, file: BufferedReader, encoding: str | None = None, column: str = "text") -> Iterator[Row]:
    """The rows behind the head that are not blank, as they are asked for: no more of a file is held than one of them.

    Raises SourceError for a file without this column, one that is not text, and a quotation mark that is never closed.
    """
    head: tuple[str, ...] = ()
    for origin, content, delimiter in _rows(path, file, encoding):
        if content.isspace():
            continue
        if head:
            yield Row(path, origin.line, content, origin, head, delimiter)
            continue
        head = tuple(_text(content, cell).strip() for cell in cells(content, delimiter))
        if column not in head:
            known = f"it has {named(head)}; say with --column which one to read"
            raise SourceError(path, f"no column {column!r}{nearest(column, head)}: {known}")
        if head.count(column) > 1:
            raise SourceError(path, f"{head.count(column)} columns are called {column!r}: give each its own name")


def source(row: Row, column: str = "text") -> Source:
    """The text of a row in this column, with what stands in the others, and that of `id` apart.

    Raises SourceError, naming the line, for more cells than the head has, and for so few that none is in the column.

    >>> row = Row("a.csv", 2, '7,"5 km, or ""so""; far",EN', Origin(2, 13, 13, 13), ("id", "text", "language"), ",")
    >>> source(row)
    Source(path='a.csv', text='5 km, or "so"; far', record=2, id='7', given={'language': 'EN'})
    """
    found = cells(row.content, row.delimiter)
    if any(cell.start < cell.end for cell in found[len(row.head) :]):
        problem = f"{len(found)} cells, but the head has {len(row.head)}"
        problem += f": a cell with {row.delimiter!r} in it has to be quoted"
        raise SourceError(row.path, problem, row.number)
    at = row.head.index(column)
    if len(found) <= at:
        count = "1 cell" if len(found) == 1 else f"{len(found)} cells"
        problem = f"{count}, but the head has {len(row.head)}: none of them is in the column {column!r}"
        raise SourceError(row.path, problem, row.number)
    wanted = found[at]
    others = zip(row.head, found, strict=False)
    given = {name: _text(row.content, cell) for name, cell in others if name != column}
    readable = _readable(row.content, wanted)
    reserved = QUOTE if wanted.quoted else f"{row.delimiter}{QUOTE}\r\n"
    number = given.pop("id", None)
    return Source(row.path, readable.text, row.number, number, given, readable, row.origin, reserved)


def cells(content: str, delimiter: str) -> list[Cell]:
    """The cells of a row.

    >>> cells('a,"b, c",', ",")
    [Cell(start=0, end=1, quoted=False), Cell(start=3, end=7, quoted=True), Cell(start=9, end=9, quoted=False)]
    """
    found = []
    at, end = 0, len(content.rstrip("\r\n"))
    while True:
        start = at
        if closing := _QUOTED.match(content, at, end):
            at = closing.end()
            found.append(Cell(start + 1, at - 1, quoted=True))
        at = content.find(delimiter, at, end)
        stop = end if at < 0 else at
        if not closing:
            found.append(Cell(start, stop, quoted=False))
        if at < 0:
            return found
        at += 1


def _rows(path: str, file: BufferedReader, encoding: str | None) -> Iterator[tuple[Origin, str, str]]:
    """Where every row begins and what stands in it, with its line end; and the delimiter of the table."""
    origin, parts, delimiter, is_open = Origin(), list[str](), "", False
    for line in lines(path, file, encoding):
        text = text_of(line, encoding)
        if not delimiter and not text.isspace():
            delimiter = "\t" if path.lower().endswith(".tsv") else max(DELIMITERS, key=text.count)
        parts.append(text)
        is_open = _is_open(text, delimiter, is_open=is_open)
        if not is_open:
            content = "".join(parts)
            yield origin, content, delimiter
            origin, parts = origin.behind(content), []
    if parts:
        raise SourceError(path, "a quotation mark opens a cell in this row, and none closes it", origin.line)


def _is_open(line: str, delimiter: str, *, is_open: bool) -> bool:
    """Does a quoted cell go on behind this line of a file? One may have gone on into it."""
    at = 0
    while is_open or QUOTE in line:
        if not is_open and line.startswith(QUOTE, at):
            at, is_open = at + 1, True
        if is_open:
            closing = _CLOSING.match(line, at)
            if not closing:
                return True
            at, is_open = closing.end(), False
        at = line.find(delimiter, at) + 1
        if not at:
            break
    return False


def _text(content: str, cell: Cell) -> str:
    text = content[cell.start : cell.end]
    return text.replace(QUOTE * 2, QUOTE) if cell.quoted else text


def _readable(content: str, cell: Cell) -> Readable:
    """The text of a cell; of a quotation mark within a quoted one, which is written twice, one is read."""
    draft = Draft(content)
    at = cell.start
    for double in _DOUBLE.finditer(content, cell.start, cell.end) if cell.quoted else ():
        draft.keep(at, double.start())
        draft.put(QUOTE, *double.span())
        at = double.end()
    draft.keep(at, cell.end)
    return draft.readable()


_CLOSING = re.compile(r'(?:[^"]++|"")*+"')
_QUOTED = re.compile(rf"{QUOTE}{_CLOSING.pattern}")
_DOUBLE = re.compile(QUOTE * 2)
