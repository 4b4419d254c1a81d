"""The errors this library raises: each is also the builtin a caller would expect to catch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


class QuantitiesError(Exception):
    """The parent of every error that `quantities` raises on purpose."""


class ParseError(QuantitiesError, ValueError):
    """A text handed to `parse` that is not one quantity and nothing else.

    Carries `source` (the text), `span` (start and end of the place in it, in code points) and `problem`.

    >>> print(ParseError("5 miles away", (8, 12), "not part of the quantity"))
    not part of the quantity, at characters 8 to 12:
        5 miles away
                ^^^^
    """

    def __init__(self, source: str, span: tuple[int, int], problem: str) -> None:
        super().__init__(source, span, problem)
        self.source, self.span, self.problem = source, span, problem

    def __str__(self) -> str:
        start, end = self.span
        lead = max(0, start - 40)
        shown = self.source[lead : end + 40].translate(_VISIBLE)
        mark = " " * (start - lead) + "^" * max(1, min(end, lead + len(shown)) - start)
        return f"{self.problem}, at characters {start} to {end}:\n    {shown}\n    {mark}"


class TextError(QuantitiesError, TypeError):
    """What was given for a text is none: None for an empty cell, say, or bytes that nobody decoded."""

    @classmethod
    def of(cls, given: object, place: int | None = None) -> TextError:
        """The error for what was given, at its place from 0 among many.

        >>> print(TextError.of(None, 7))
        text 7 is no str but NoneType
        """
        return cls(f"{'a text' if place is None else f'text {place}'} is no str but {type(given).__name__}")


class LexiconError(QuantitiesError, ValueError):
    """A data file or an `extend` table that is wrong; the message names the file and the key."""


class ConfigError(QuantitiesError, ValueError):
    """A configuration file or option that is wrong; the message names the file, the key and the nearest good one."""


class ConfigFileError(ConfigError):
    """A configuration file that is wrong; the message names the file and the line."""


class ConversionError(QuantitiesError, ValueError):
    """Two units that cannot be converted into each other, or an expression that pint does not know."""


class SourceError(QuantitiesError, OSError):
    """A file that cannot be read as text; the message names the file, the reason and what to do.

    Carries `path` (empty where there is none), `problem`, and the `line`, from 1, of what is wrong with one line alone.

    >>> print(SourceError("a.jsonl", "not JSON", 3))
    a.jsonl:3: not JSON
    """

    def __init__(self, path: str, problem: str, line: int | None = None) -> None:
        super().__init__(problem)
        self.path, self.problem, self.line = path, problem, line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.problem}" if place else self.problem

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str, int | None]]:
        return type(self), (self.path, self.problem, self.line)


def nearest(given: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """` (did you mean ...?)` with the known word that is nearest (see `near`), for the message of an error.

    >>> nearest("jsonlines", ["text", "jsonl"])
    ' (did you mean jsonl?)'
    """
    found = near(given, known, cutoff)
    return f" (did you mean {found}?)" if found else ""


def near(given: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that is nearest, in its own case or in any; nothing where two are, or none is near.

    It has to be so near as `cutoff` (1: the same) says.

    >>> near("JSONlines", ["text", "jsonl"]), near("Q501", ["Q101", "Q201"])
    ('jsonl', '')
    """
    import difflib

    names = {name: name for name in known}
    lower = {name.lower(): name for name in names}
    for wanted, forms in ((given, names), (given.lower(), lower)):
        found = difflib.get_close_matches(wanted, forms, n=2, cutoff=cutoff)
        how_near = [difflib.SequenceMatcher(None, other, wanted).ratio() for other in found]
        if found and how_near[0] not in how_near[1:]:
            return forms[found[0]]
    return ""


def listed(names: Iterable[str], word: str = "or") -> str:
    """Names with commas, and a word before the last.

    >>> listed(["a", "b", "c"]), listed(["a"], "and")
    ('a, b or c', 'a')
    """
    names = list(names)
    return f" {word} ".join((*filter(None, [", ".join(names[:-1])]), names[-1]))


def named(names: Sequence[str]) -> str:
    """Names from a file, with commas and an `and`: not all of very many, nor all of a very long one.

    >>> named(["id", "body"])
    'id and body'
    """
    shown = [name if len(name) <= LONGEST else f"{name[: LONGEST - 4]} ..." for name in names[:MOST]]
    return listed(shown if len(shown) == len(names) else [*shown, f"{len(names) - MOST} more"], "and")


MOST, LONGEST = 20, 40
"""So many names, and so many characters of one, are said in a message."""


def lacking(what: str, package: str, extra: str) -> str:
    """What asks for an extra that is not installed, and what installs it: the package, wherever this one came from.

    >>> lacking("html", "jinja2", "report")
    'html needs a package that is not there: pip install jinja2 (it is the extra `report`)'
    """
    return f"{what} needs a package that is not there: pip install {package} (it is the extra `{extra}`)"


def failed(path: str, error: OSError | ValueError, others: Iterable[str] = ()) -> str:
    """What to say of a path that the system cannot open or read, or that holds no UTF-8, with the path before it."""
    return f"{path}: {reason(path, error, others)}"


def reason(path: str, error: OSError | ValueError, others: Iterable[str] = ()) -> str:
    """Why a path cannot be read.

    Of one that is missing, with the nearest name in its folder, or of the `others` that may be written in its place.
    """
    from pathlib import Path

    if isinstance(error, UnicodeError):
        return "not UTF-8: save it as that"
    if isinstance(error, IsADirectoryError):
        return "a folder, not a file"
    if not isinstance(error, FileNotFoundError):
        return f"{(getattr(error, 'strerror', '') or str(error)).lower()}"
    if Path(path).is_symlink():
        return f"a link to what is not there: {Path(path).readlink()}"
    return f"no such file or folder{nearest_path(path) or nearest(path, others)}"


def nearest_path(path: str) -> str:
    """` (did you mean ...?)` with the file or folder whose name looks most like that of a missing one."""
    from pathlib import Path

    wanted = Path(path)
    try:
        folder = wanted.parent if wanted.parent.is_dir() else _alike(wanted.parent)
        near = folder / wanted.name if folder else None
        near = near if near is None or near.exists() else _alike(near)
    except OSError:
        return ""
    return f" (did you mean {near}?)" if near else ""


def _alike(path: Path) -> Path | None:
    """What stands beside a missing file or folder under a name like its own."""
    import difflib

    beside = {near.name: near for near in path.parent.iterdir()}
    near = difflib.get_close_matches(path.name, beside, n=1, cutoff=0.75)
    return beside[near[0]] if near else None


_VISIBLE = dict.fromkeys((*range(32), 127, *range(128, 160)), "\N{REPLACEMENT CHARACTER}")
