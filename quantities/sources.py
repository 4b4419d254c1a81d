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
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quantities.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Line and column of a place in the text."""
        number = bisect_right(self._starts, offset)
        return Position(number, offset - self._starts[number - 1] + 1)

    def line(self, number: int) -> tuple[int, int]:
        """Start and end of a line (counted from 1), without its line ending."""
        start = self._starts[number - 1]
        if number == len(self._starts):
            return start, len(self.text)
        end = self._starts[number]
        return start, end - (2 if self.text.startswith("\r\n", end - 2) else 1)


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
        elif path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112  pathlib's raises where it may not look
            _walk(path, found, suffixes)
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
        with Path(path).open("rb") as file:
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

    wanted = Path(path)
    try:
        names = [near.name for near in wanted.parent.iterdir()]
    except OSError:
        return ""
    near = difflib.get_close_matches(wanted.name, names, n=1, cutoff=0.75)
    return f" (did you mean {wanted.parent / near[0]}?)" if near else ""


def _walk(folder: str, found: Found, suffixes: tuple[str, ...]) -> None:
    """Add the texts below a folder, sorted; report what cannot be opened, and a folder without texts."""

    def trouble(error: OSError) -> None:
        found.troubles.append(failed(error.filename, error))

    before = len(found.troubles)
    top = _top(Path(folder))
    ruled = any(os.path.isfile(parent / ".gitignore") for parent in _upward(Path(folder), top))  # noqa: PTH113  as above
    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=trouble):
        ruled = ruled or ".gitignore" in names
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        visible = sorted(name for name in names if not name.startswith(".") and name.lower().endswith(suffixes))
        files += (path for name in visible if not _is_special(path := Path(place, name)))
    if ruled:
        try:
            excluded = _excluded(Path(folder), top, files)
            files = [path for path in files if path not in excluded]
        except OSError as error:
            found.notes.append(f".gitignore files are not followed: {error}")
    found.files += map(str, files)
    if not files and len(found.troubles) == before:
        found.troubles.append(SourceError(f"{folder}: no {' or '.join(suffixes)} file in this folder"))


def _is_special(path: Path) -> bool:
    """Is it a pipe, a socket or a device? (A broken link is none: reading it says what is wrong.)"""
    return os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113  as above


def _top(folder: Path) -> Path:
    """The root of the repository that a folder is in; the folder itself where it is in none."""
    here = folder.resolve()
    return next((parent for parent in (here, *here.parents) if os.path.exists(parent / ".git")), here)  # noqa: PTH110  as above


def _upward(folder: Path, top: Path) -> Iterator[Path]:
    """The folders above this one, up to `top`."""
    here = folder.resolve()
    while here != top:
        here = here.parent
        yield here


def _excluded(folder: Path, top: Path, files: list[Path]) -> set[Path]:
    """Those of the files that the `.gitignore` files from `top` downwards exclude, as git itself reads them.

    Git is the authority on its rules, and where there is a `.gitignore` there is a git: no library that copies them is
    needed. It is asked from an empty repository beside the tree, so that it answers the same for a folder that is under
    no version control, and never runs what the configuration of a stranger's repository may say.

    Raises OSError where git is missing or fails.
    """
    import tempfile

    names = {os.fsencode(path.relative_to(folder)): path for path in files}
    with tempfile.TemporaryDirectory() as empty:
        _git(["init", "--quiet", "--bare", "--template=", empty], folder)
        question = ["check-ignore", "--no-index", "-z", "--stdin"]
        answer = _git([f"--git-dir={empty}", f"--work-tree={top}", *question], folder, b"\0".join(names))
    return {names[name] for name in answer.split(b"\0") if name}


def _git(arguments: list[str], folder: Path, given: bytes = b"") -> bytes:
    """What git answers, without the variables that a hook may have set to point it at another repository."""
    import subprocess

    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *arguments]
    try:
        asked = subprocess.run(  # noqa: S603  fixed words and our own paths, no shell
            command, cwd=folder, input=given, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise OSError("git, which reads them, is not installed") from None
    if asked.returncode > 1:
        raise OSError(f"git says {os.fsdecode(asked.stderr).strip()!r}")
    return asked.stdout
