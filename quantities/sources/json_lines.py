"""JSON Lines to texts, a line at a time: an object with a `text`, perhaps an `id`, and whatever else belongs to it."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any, NoReturn

from quantities.errors import SourceError, named, nearest
from quantities.sources import Source
from quantities.sources.lines import lines, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader

    from quantities.sources.lines import Line


def records(path: str, file: BufferedReader, encoding: str | None = None, column: str = "") -> Iterator[Line]:
    """The lines of a file that are not blank, as they are asked for; see `lines`."""
    return (line for line in lines(path, file, encoding) if not line.content.isspace())


def source(line: Line, encoding: str | None = None, column: str = "text") -> Source:
    """The text of a line under the key `column` (`a.b`: under b in a), with its `id` and the other keys.

    Raises SourceError, naming the line, for what is no JSON object with a text.

    >>> from quantities.sources.lines import Line
    >>> source(Line("a.jsonl", 3, 0, b'{"id": 7, "text": "5 km", "date": "2026-11-22"}'))
    Source(path='a.jsonl', text='5 km', record=3, id=7, given={'date': '2026-11-22'})
    """
    try:
        record = _DECODER.decode(text_of(line, encoding).rstrip("\r\n"))
    except RecursionError:
        raise SourceError(line.path, "not JSON: nested too deeply", line.number) from None
    except json.JSONDecodeError as error:
        raise SourceError(line.path, f"not JSON: {error.msg.lower()} (column {error.colno})", line.number) from None
    except ValueError as error:
        raise SourceError(line.path, f"not JSON: {str(error).partition(';')[0]}", line.number) from None
    if not isinstance(record, dict):
        problem = f'no JSON object: a line has to be one like {{"id": 1, "{column}": "..."}}'
        raise SourceError(line.path, problem, line.number)
    text = _taken(record, column)
    if not isinstance(text, str):
        raise SourceError(line.path, _no_text(record, column, text), line.number)
    return Source(line.path, text, line.number, record.pop("id", None), record)


def _taken(record: Any, column: str) -> Any:
    """What a record has under a key, or of the object under the first part of it under the rest; it is taken out."""
    if not isinstance(record, dict):
        return None
    if column in record:
        return record.pop(column)
    key, _, rest = column.partition(".")
    return _taken(record.get(key), rest) if rest else None


def _no_text(record: dict[str, Any], column: str, found: Any) -> str:
    """What to say of a record without a text under a key."""
    if found is not None:
        return f"no text under {column!r}, but {_TYPES[type(found)]}"
    keys = list(_keys(record))
    if near := nearest(column, keys):
        return f"no text under {column!r}{near}"
    known = f"it has {named(keys)}" if keys else "it has none at all"
    return f"no text under {column!r}: {known}; say with --column which to read"


def _keys(record: dict[str, Any]) -> Iterator[str]:
    """The keys of a record that may have a text under them, and those of the objects in it behind theirs."""
    for key, part in record.items():
        if isinstance(part, dict):
            yield from (f"{key}.{inner}" for inner in part)
        elif isinstance(part, str):
            yield key


_TYPES = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _refused(digits)


def _refused(name: str) -> NoReturn:
    raise ValueError(f"no number {name[:20]}")


_DECODER: Any = json.JSONDecoder(parse_float=_finite, parse_constant=_refused)
