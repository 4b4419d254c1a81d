"""Files a line at a time, as they come: no more of one is held than one of its lines."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple
from quantities.sources import SAMPLE, marked, refuse, undecodable

if TYPE_CHECKING:
    from collections.abc import Iterator


BLOCK = 65536
"""So many bytes are decoded at once."""


class Line(NamedTuple):
    """A line of a file as it stands there: its number from 1, the byte that it starts at, and its bytes or its text."""

    path: str
    number: int
    offset: int
    content: bytes | str


def lines(path: str, file: io.BufferedReader, encoding: str | None = None) -> Iterator[Line]:
    """The lines of a file, as they are asked for.

    Raises SourceError for what is no text, and, naming the byte, where what follows cannot be split into lines: in an
    encoding in which a line end is more than a byte.
    """
    start = file.peek(SAMPLE)[:SAMPLE]
    refuse(path, start, encoding)
    mark, encoding = marked(start, encoding)
    offset = len(file.read(len(mark)))
    if "\n".encode(encoding) == b"\n":
        for number, raw in enumerate(file, 1):
            yield Line(path, number, offset, raw)
            offset += len(raw)
        return
    number = 1
    try:
        for text in _decoded(file, encoding, offset):
            yield Line(path, number, 0, text)
            number += 1
    except UndecodableError as error:
        raise undecodable(path, encoding, error.byte, error.offset, number) from None


class UndecodableError(Exception):
    """A byte that is wrong in the encoding of a file, and where in it that stands."""

    def __init__(self, byte: int, offset: int) -> None:
        super().__init__(byte, offset)
        self.byte, self.offset = byte, offset


def _decoded(file: io.BufferedReader, encoding: str, offset: int) -> Iterator[str]:
    """The lines of a file from an offset in it, whole. Raises UndecodableError behind the last that is."""
    decoder, parts, wrong, is_end = codecs.getincrementaldecoder(encoding)(), list[str](), None, False
    while not is_end and not wrong:
        block = file.read(BLOCK)
        is_end = not block
        try:
            text = decoder.decode(block, final=is_end)
        except UnicodeDecodeError as error:
            text = error.object[: error.start].decode(encoding)
            wrong = UndecodableError(error.object[error.start], offset + len(block) - len(error.object) + error.start)
        offset += len(block)
        *ended, begun = text.split("\n")
        for line in ended:
            yield "".join((*parts, line, "\n"))
            parts.clear()
        parts.append(begun)
    if wrong:
        raise wrong
    if last := "".join(parts):
        yield last


def text_of(line: Line, encoding: str | None = None) -> str:
    """A line with its line end. Raises SourceError, naming the byte, for what is not text in this encoding."""
    if isinstance(line.content, str):
        return line.content
    encoding = encoding or "utf-8"
    try:
        return line.content.decode(encoding)
    except UnicodeDecodeError as error:
        byte, offset = line.content[error.start], line.offset + error.start
        raise undecodable(line.path, encoding, byte, offset, line.number) from None
