"""The errors this library raises: each is also the builtin a caller would expect to catch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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


class LexiconError(QuantitiesError, ValueError):
    """A data file or an `extend` table that is wrong; the message names the file and the key."""


class ConfigError(QuantitiesError, ValueError):
    """A configuration file or option that is wrong; the message names the file, the key and the nearest good one."""


class ConfigFileError(ConfigError):
    """A configuration file that is wrong; the message names the file and the line."""


class ConversionError(QuantitiesError, ValueError):
    """Two units that cannot be converted into each other, or an expression that pint does not know."""


class SourceError(QuantitiesError, OSError):
    """A file that cannot be read as text; the message names the file, the reason and what to do."""


def nearest(given: str, known: Iterable[str]) -> str:
    """` (did you mean ...?)` with the known word that is nearest, for the message of an error.

    >>> nearest("jsonlines", ["text", "jsonl"])
    ' (did you mean jsonl?)'
    """
    import difflib

    near = difflib.get_close_matches(given, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def listed(names: Iterable[str], word: str = "or") -> str:
    """Names with commas, and a word before the last.

    >>> listed(["a", "b", "c"]), listed(["a"], "and")
    ('a, b or c', 'a')
    """
    names = list(names)
    return f" {word} ".join((*filter(None, [", ".join(names[:-1])]), names[-1]))


_VISIBLE = dict.fromkeys((*range(32), 127, *range(128, 160)), "\N{REPLACEMENT CHARACTER}")
