"""The day that a story is of, by its own first lines: what its exchange rates were set on.

dateline ::= ("date" | "published" ...) ":" date       in the front matter of a Markdown file
           | lead? weekday? date time?                 on a line of its own
           | PLACE "," date ("(" agency ")")? "-"      before the first sentence
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import regex

from quantities.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = 1500
"""A dateline stands within so many characters of the beginning."""
LINES = 10
"""... and on one of so many lines that are not empty."""


class Datelines:
    """The patterns of datelines, compiled once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["datelines"]
        months = lexicon.language["refusals"]["months"]["names"]
        self._months = {name.lower(): number % 12 + 1 for number, name in enumerate(months[:12])}
        self._months |= {name.lower(): self._month_of(name) for name in months[12:]}
        named = rf"(?P<month>{_any(months)})\.?"
        day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>(?:19|20)\d{2})"
        iso = r"(?P<iso>(?:19|20)\d{2}-\d{2}-\d{2})"
        dated = rf"(?:{iso}|{day}\s{named},?\s{year}|{named}\s{day},?\s{year})(?!\d)"
        weekday = rf"(?:(?:{_any(table['weekdays'])})\.?,?\s)?"
        time = r"(?:[\sT,|–-]{1,3}(?:at\s)?\d{1,2}[:.]\d{2}[^\n]{0,30})?"
        word = r"\p{Lu}[\p{L}.'’-]{0,20}"
        place = rf"(?-i:{word}(?:[\s,/]{{1,2}}{word}){{0,4}})"
        self._forms = [
            _pattern(rf"(?:{_any(table['leads'])})?[\s:]{{0,3}}{weekday}{dated}{time}\s*+"),
            _pattern(rf"{place}[\s,(]{{1,2}}{weekday}{dated}\)?\s?(?:\([^()]{{1,40}}\)\s?)?[-–—:].*+"),
        ]
        self._front = _pattern(rf"(?:{_any(table['keys'])}):\s?[\"']?{dated}.*+")

    def read(self, text: str) -> date | None:
        """The first date that stands as a dateline does."""
        lines = [line for line in text[:HEAD].splitlines() if line.strip()][:LINES]
        front = lines[:1] == ["---"]
        forms = [self._front, *self._forms] if front else self._forms
        found = (form.fullmatch(line.strip(" *_")) for line in lines for form in forms)
        return next((day for match in found if match and (day := self._day(match))), None)

    def _day(self, match: regex.Match[str]) -> date | None:
        try:
            if match["iso"]:
                return date.fromisoformat(match["iso"])
            return date(int(match["year"]), self._months[match["month"].lower()], int(match["day"]))
        except ValueError:
            return None

    def _month_of(self, short: str) -> int:
        return next(number for name, number in self._months.items() if name.startswith(short.lower()[:3]))


def dateline(text: str, *, lexicon: Lexicon | None = None) -> date | None:
    """The day that a story says it is of, in its first lines; None where it does not.

    >>> dateline("LONDON, 14 February 2005 (Agency) - The pound rose to $1.88.")
    datetime.date(2005, 2, 14)
    """
    return (lexicon or Lexicon.default()).compiled(Datelines).read(text)


def _any(alternatives: Iterable[str]) -> str:
    return "|".join(sorted(alternatives, key=len, reverse=True))


def _pattern(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.IGNORECASE)
