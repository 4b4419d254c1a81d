"""Files to texts, with the line and column of every place in them.

A text keeps its line endings and every character of its file but the byte order mark, so that offsets are true.
"""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from quantities.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STANDARD_INPUT = "-"
SUFFIXES = (".txt", ".md")


class Position(NamedTuple):
    """Where an editor shows a place: line and column, both from 1, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    r"""A text with the path it came from (`-`: standard input).

    A record of a file of them also has the number of its line there, its `id`, and what else was `given` with it.

    >>> Source("a.txt", "one\ntwo\r\nthree").position(9)
    Position(line=3, column=1)
    >>> Source("a.txt", "one\ntwo\r\nthree").line(2)
    (4, 7)
    """

    path: str
    text: str
    record: int | None = None
    id: Any = None
    given: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """What to call it: its path, with the line of a record."""
        return self.path if self.record is None else f"{self.path}:{self.record}"

    @property
    def written(self) -> str:
        """What stands in the file: `text` is what of it is read."""
        return self.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in `written` that a span of `text` was read from."""
        return start, end

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.written))]

    def position(self, offset: int) -> Position:
        """Line and column of a place in `written`."""
        number = bisect_right(self._starts, offset)
        return Position(number, offset - self._starts[number - 1] + 1)

    def line(self, number: int) -> tuple[int, int]:
        """Start and end of a line of `written` (counted from 1), without its line ending."""
        start = self._starts[number - 1]
        if number == len(self._starts):
            return start, len(self.written)
        end = self._starts[number]
        return start, end - (2 if self.written.startswith("\r\n", end - 2) else 1)


_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass
class Found:
    """The files that a list of paths stands for, and what was wrong or worth a note on the way to them."""

    files: list[str] = field(default_factory=list)
    troubles: list[SourceError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find(paths: Iterable[str], suffixes: tuple[str, ...] = SUFFIXES) -> Found:
    """The files to read: paths as given, folders walked for names that end in one of the `suffixes`.

    Hidden files and what a `.gitignore` excludes are left out of folders, never what is named itself.
    """
    found = Found()
    for path in paths:
        if not path:
            found.troubles.append(SourceError("an empty path: name a file or a folder, or - for standard input"))
        elif path != STANDARD_INPUT and os.path.isdir(path):
            from quantities.folders import walk

            walk(path, found, suffixes)
        else:
            found.files.append(path)
    found.files = list(dict.fromkeys(found.files))
    found.notes = list(dict.fromkeys(found.notes))
    return found


def read(path: str, encoding: str | None = None) -> Source:
    """The text of a file.

    Raises SourceError for a file that is missing, cannot be read, or is not text (see `decode`).
    """
    try:
        with open(path, "rb") as file:
            start = file.read(_SAMPLE)  # of what is no text, a device perhaps, no more than this
            _refuse(path, start, encoding)
            return decode(path, start + file.read(), encoding)
    except SourceError:
        raise
    except OSError as error:
        raise failed(path, error) from None


def failed(path: str, error: OSError) -> SourceError:
    """What to say of a path that the system cannot open or read."""
    near = _nearest(path) if isinstance(error, FileNotFoundError) else ""
    why = "no such file or folder" if isinstance(error, FileNotFoundError) else (error.strerror or str(error)).lower()
    return SourceError(f"{path}: {why}{near}")


def decode(path: str, raw: bytes, encoding: str | None = None) -> Source:
    """The text of the bytes that `path` holds, in this encoding; a mark in front of them goes before it.

    Raises SourceError for what is not text in it, or in UTF-8 (or UTF-16 with its mark) where none is given.
    """
    _refuse(path, raw[:_SAMPLE], encoding)
    mark, encoding = marked(raw, encoding)
    try:
        return Source(path, raw[len(mark) :].decode(encoding))
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise undecodable(path, encoding, raw[offset], offset, raw.count(b"\n", 0, offset) + 1) from None


def marked(raw: bytes, encoding: str | None) -> tuple[bytes, str]:
    """The mark that a text starts with, and the encoding of what follows it."""
    return next(((mark, named) for mark, named in _MARKS if raw.startswith(mark)), (b"", encoding or "utf-8"))


def undecodable(path: str, encoding: str, byte: int, offset: int, line: int) -> SourceError:
    """What to say of a byte that is wrong in an encoding."""
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    hint = "save it as UTF-8, or name its encoding with --encoding"
    return SourceError(f"{path}: not {name}: byte 0x{byte:02x} at offset {offset} (line {line}); {hint}")


def _refuse(path: str, start: bytes, encoding: str | None) -> None:
    """Raise SourceError for what is no text, to judge by its first bytes."""
    for magic, what in _NOT_TEXT:
        if start.startswith(magic):
            raise SourceError(f"{path}: {what}")
    if b"\0" in start and "\n".encode(marked(start, encoding)[1]) == b"\n":
        raise SourceError(f"{path}: a binary file, not text")


_SAMPLE = 8192
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before that of UTF-16, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (
    (b"%PDF-", "a PDF, not text; turn it into text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip, Word or OpenDocument file, not text; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word file, not text; save it as plain text first"),
)


def _nearest(path: str) -> str:
    """` (did you mean ...?)` with the name in the same folder that looks most like a missing one."""
    import difflib
    from pathlib import Path

    wanted = Path(path)
    try:
        names = [near.name for near in wanted.parent.iterdir()]
    except OSError:
        return ""
    near = difflib.get_close_matches(wanted.name, names, n=1, cutoff=0.75)
    return f" (did you mean {wanted.parent / near[0]}?)" if near else ""
