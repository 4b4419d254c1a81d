"""JSON Lines to texts, a line at a time: an object with a `text`, perhaps an `id`, and whatever else belongs to it."""

from __future__ import annotations

import io
import json
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from quantities.errors import SourceError
from quantities.sources import Source, marked, undecodable

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".jsonl", ".ndjson")


class Line(NamedTuple):
    """A line of a file as it stands there: its number from 1, the byte that it starts at, and its bytes or its text."""

    path: str
    number: int
    offset: int
    content: bytes | str


def lines(path: str, file: io.BufferedReader, encoding: str | None = None) -> Iterator[Line]:
    """The lines of a file, but for blank ones, as they are asked for: no more of it is held than one of them.

    Raises SourceError for what cannot be split into lines: a wrong byte in an encoding with more than a byte a sign.
    """
    mark, encoding = marked(file.peek(4), encoding)
    offset = len(file.read(len(mark)))
    if "\n".encode(encoding) == b"\n":
        for number, raw in enumerate(file, 1):
            if not raw.isspace():
                yield Line(path, number, offset, raw)
            offset += len(raw)
        return
    try:
        for number, text in enumerate(io.TextIOWrapper(file, encoding, newline="\n"), 1):
            if not text.isspace():
                yield Line(path, number, 0, text)
    except UnicodeError as error:
        raise SourceError(f"{path}: not {encoding.upper()}: {error}") from None


def source(line: Line, encoding: str | None = None) -> Source:
    """The text of a line, with its `id` and the other keys.

    Raises SourceError, naming the line, for what is no JSON object with a text.

    >>> source(Line("a.jsonl", 3, 0, b'{"id": 7, "text": "5 km", "date": "2026-11-22"}'))
    Source(path='a.jsonl', text='5 km', record=3, id=7, given={'date': '2026-11-22'})
    """
    where = f"{line.path}:{line.number}"
    try:
        record = _DECODER.decode(_decoded(line, encoding))
    except RecursionError:
        raise SourceError(f"{where}: not JSON: nested too deeply") from None
    except json.JSONDecodeError as error:
        raise SourceError(f"{where}: not JSON: {error.msg.lower()} (column {error.colno})") from None
    except ValueError as error:
        raise SourceError(f"{where}: not JSON: {str(error).partition(';')[0]}") from None
    if not isinstance(record, dict) or not isinstance(text := record.pop("text", None), str):
        raise SourceError(f'{where}: no text: a line has to be an object like {{"id": 1, "text": "..."}}')
    return Source(line.path, text, line.number, record.pop("id", None), record)


def _decoded(line: Line, encoding: str | None) -> str:
    if isinstance(line.content, str):
        return line.content.rstrip("\n")
    encoding = encoding or "utf-8"
    try:
        return line.content.rstrip(b"\r\n").decode(encoding)
    except UnicodeDecodeError as error:
        byte, offset = line.content[error.start], line.offset + error.start
        raise undecodable(line.path, encoding, byte, offset, line.number) from None


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _refused(digits)


def _refused(name: str) -> NoReturn:
    raise ValueError(f"no number {name[:20]}")


_DECODER: Any = json.JSONDecoder(parse_float=_finite, parse_constant=_refused)
