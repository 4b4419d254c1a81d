"""Files a line at a time, as they come: no more of one is held than one of its lines."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from quantities.errors import SourceError
from quantities.sources import marked, undecodable

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line(NamedTuple):
    """A line of a file as it stands there: its number from 1, the byte that it starts at, and its bytes or its text."""

    path: str
    number: int
    offset: int
    content: bytes | str


def lines(path: str, file: io.BufferedReader, encoding: str | None = None) -> Iterator[Line]:
    """The lines of a file, as they are asked for.

    Raises SourceError for what cannot be split into lines: a wrong byte in an encoding with more than a byte a sign.
    """
    mark, encoding = marked(file.peek(4), encoding)
    offset = len(file.read(len(mark)))
    if "\n".encode(encoding) == b"\n":
        for number, raw in enumerate(file, 1):
            yield Line(path, number, offset, raw)
            offset += len(raw)
        return
    try:
        for number, text in enumerate(io.TextIOWrapper(file, encoding, newline="\n"), 1):
            yield Line(path, number, 0, text)
    except UnicodeError as error:
        raise SourceError(f"{path}: not {encoding.upper()}: {error}") from None


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
