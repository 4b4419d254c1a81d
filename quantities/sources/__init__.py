"""Files to texts, with the line and column of every place in them.

A text keeps its line endings and every character of its file but the byte order mark, so that offsets are true.
"""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quantities.errors import SourceError, reason
from quantities.frozen import Frozen, NamedTuple
from quantities.sources import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quantities.model import Correction
    from quantities.sources.markup.pieces import Readable

STANDARD_INPUT = "-"


class Position(NamedTuple):
    """Where an editor shows a place: line and column, both from 1, the column in code points."""

    line: int
    column: int


class Origin(NamedTuple):
    """Where in its file a text begins: on which line (from 1), and what is before it.

    That is counted in code points, in UTF-16 units and in bytes of UTF-8, without the mark that a file may begin with.
    """

    line: int = 1
    offset: int = 0
    utf16: int = 0
    byte: int = 0

    def behind(self, written: str) -> Origin:
        """Where what follows this begins."""
        return Origin(
            self.line + len(_LINE_END.findall(written)),
            self.offset + len(written),
            self.utf16 + len(written.encode("utf-16-le", "surrogatepass")) // 2,
            self.byte + len(written.encode("utf-8", "surrogatepass")),
        )


class Source(Frozen):
    r"""A text with the path it came from (`-`: standard input).

    What stands in the file is `written`, what of it is read is `text`; `span` leads from here to there. Where the file
    holds many texts, `written` is one of its records (a row of a table with its line end; of JSON Lines the text alone,
    without the JSON around it), which has the number of its line there, its `id`, and what else was `given` with it.
    To write it back: the `encoding` of the file, and the `mark` it begins with.

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
    readable: Readable | None = None
    """How `text` was read where it is not all that is `written`."""
    origin: Origin | None = None
    """Where in the file `written` begins; None: at the beginning, or, of a record, nowhere as it is."""
    reserved: str = ""
    """The signs that have a meaning of their own where it stands: none of them can be written into it."""
    encoding: str = "utf-8"
    mark: bytes = b""
    form: str | None = None
    """The format it was read in; None: that which its name says."""

    _shown = ("path", "text", "record", "id", "given")

    @property
    def name(self) -> str:
        """What to call it: its path, with the line of a record."""
        return self.path if self.record is None else f"{self.path}:{self.record}"

    @property
    def label(self) -> str:
        """What to put before a position: the path; with the line of a record whose positions are not of the file."""
        return self.path if self.origin else self.name

    @property
    def written(self) -> str:
        """What stands in the file: `text` is what of it is read."""
        return self.readable.written if self.readable else self.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in `written` that a span of `text` was read from, to behind the last character that was read."""
        return self.readable.span(start, end) if self.readable else (start, end)

    def correction(self, of_text: Correction) -> Correction | None:
        """A correction of `text` as one of `written`; None where markup is in its place, or would come into it."""
        start, end, replacement = of_text
        at, to = self.span(start, end)
        if self.written[at:to] != self.text[start:end] or any(sign in replacement for sign in self.reserved):
            return None
        return of_text._replace(start=at, end=to)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.written))]

    @property
    def _lines_before(self) -> int:
        return self.origin.line - 1 if self.origin else 0

    def position(self, offset: int) -> Position:
        """Line and column in the file of a place in `written`."""
        number = bisect_right(self._starts, offset)
        return Position(self._lines_before + number, offset - self._starts[number - 1] + 1)

    def line(self, number: int) -> tuple[int, int]:
        """Start and end in `written` of a line of the file (counted from 1), without its line ending."""
        number -= self._lines_before
        start = self._starts[number - 1]
        if number == len(self._starts):
            return start, len(self.written)
        end = self._starts[number]
        return start, end - (2 if self.written.startswith("\r\n", end - 2) else 1)


_LINE_END = re.compile(r"\r\n|\r|\n")


class Found:
    """The files that a list of paths stands for, and what was wrong or worth a note on the way to them."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.troubles: list[SourceError] = []
        self.notes: list[str] = []


def find(
    paths: Iterable[str], suffixes: tuple[str, ...] = forms.IN_FOLDERS, excluded: Callable[[str], bool] | None = None
) -> Found:
    """The files to read: paths as given, folders walked for names that end in one of the `suffixes`.

    Hidden files, what a `.gitignore` excludes and what is `excluded` are left out of folders, never what is named.
    """
    found = Found()
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):
            from quantities.sources.folders import walk

            walk(path, found, suffixes, excluded or (lambda _: False))
        else:
            found.files.append(path)
    ways: dict[str, str] = {}
    for path in found.files:  # however a file is named, it is read once
        ways.setdefault(path if path == STANDARD_INPUT else os.path.abspath(path), path)
    found.files = list(ways.values())
    found.notes = list(dict.fromkeys(found.notes))
    return found


def read(path: str, encoding: str | None = None, form: str | None = None) -> Source:
    """The text of a file, in a format of `forms.FORMS` (by default that which its name says).

    Raises SourceError for a file that is missing, cannot be read, or is not text (see `decode`).
    """
    try:
        with open(path, "rb") as file:
            start = file.read(SAMPLE)  # of what is no text, a device perhaps, no more than this
            refuse(path, start, encoding)
            return decode(path, start + file.read(), encoding, form)
    except SourceError:
        raise
    except OSError as error:
        raise SourceError(path, reason(path, error)) from None


def decode(path: str, raw: bytes, encoding: str | None = None, form: str | None = None) -> Source:
    """The text of the bytes that `path` holds, in this encoding (a mark in front of them goes before it) and format.

    Raises SourceError for what is not text in it, or in UTF-8 (or UTF-16 with its mark) where none is given.
    """
    refuse(path, raw[:SAMPLE], encoding)
    mark, encoding = marked(raw, encoding)
    try:
        written = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset, before = len(mark) + error.start, error.object[: error.start].decode(encoding)
        raise undecodable(path, encoding, raw[offset], offset, before.count("\n") + 1) from None
    form = forms.named(path, form)
    readable = forms.readable(form, written)
    text, reserved = readable.text if readable else written, forms.FORMS[form].reserved
    return Source(path, text, readable=readable, reserved=reserved, encoding=encoding, mark=mark, form=form)


def marked(raw: bytes, encoding: str | None) -> tuple[bytes, str]:
    """The mark that a text starts with, and the encoding of what follows it."""
    encoding = _UNMARKED.get(codecs.lookup(encoding).name, encoding) if encoding else "utf-8"
    return next(((mark, named) for mark, named in _MARKS if raw.startswith(mark)), (b"", encoding))


def undecodable(path: str, encoding: str, byte: int, offset: int, line: int) -> SourceError:
    """What to say of a byte that is wrong in an encoding."""
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    hint = "save it as UTF-8, or name its encoding with --encoding"
    return SourceError(path, f"not {name}: byte 0x{byte:02x} at offset {offset}; {hint}", line)


def refuse(path: str, start: bytes, encoding: str | None) -> None:
    """Raise SourceError for what is no text, to judge by its first bytes."""
    for magic, what in _NOT_TEXT:
        if start.startswith(magic):
            raise SourceError(path, what)
    if b"\0" in start and "\n".encode(marked(start, encoding)[1]) == b"\n":
        raise SourceError(path, _of_bytes(start))


def _of_bytes(start: bytes) -> str:
    """What to say of a text in which there are empty bytes, to judge by its first."""
    for encoding, empty in _WIDE:
        others, rest = start[empty::2], start[1 - empty :: 2]
        if 2 * others.count(0) > len(others) and 0 not in rest:
            return f"perhaps {encoding}: say so with --encoding"
    return "a binary file, not text"


SAMPLE = 8192
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before that of UTF-16, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
"""The order of bytes where no mark says it."""
_WIDE = (("utf-16-le", 1), ("utf-16-be", 0))
"""Encodings in which most texts have every second byte empty, and which of two that is."""
_NOT_TEXT = (
    (b"%PDF-", "a PDF, not text; turn it into text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip, Word or OpenDocument file, not text; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word file, not text; save it as plain text first"),
)
