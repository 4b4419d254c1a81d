"""The tables of `pairing.toml`, compiled once for a lexicon."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quantities.frozen import NamedTuple, replace
from quantities.judging.joints import Joints, any_of
from quantities.reading.differences import Differences
from quantities.reading.grammar import LETTER, LETTER_OR_DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quantities.lexicon import Lexicon
    from quantities.model import Pair, Quantity, Unit


NEARBY = 150
"""How far from a quantity the words are looked for that make a rare sense of it likely."""
HEADLINE = 500
"""They may also stand in so much of the beginning of its text."""


class Thumb(NamedTuple):
    """A rule of thumb: how many SI units people take a unit for, and the largest amount of it for which they do."""

    factors: tuple[Fraction, ...]
    limit: int | None


class Years:
    """How the year of a pair is told: in the words behind it, up to the next mark, or else in those before it."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        lead = rf"(?<!{LETTER_OR_DIGIT})(?:{any_of(table['leads'])})\s(?:{LETTER}{{3,9}}\s)?"
        year = rf"{lead}({_YEAR.pattern})"
        self._apart = _pattern(rf"(?<!{LETTER})(?:{any_of(table['apart'])})(?!{LETTER})")
        self._behind = _pattern(rf"[)\]]?[^.,;:!?()\n]{{0,40}}?{year}")
        self._before = _pattern(year)

    def of(self, text: str, pair: Pair) -> str:
        """The year that the words around a pair put it in; nothing where they name none."""
        start, end = pair.sources[0].start, pair.conversions[-1].end
        if not _YEAR.search(text, max(0, start - NEARBY), end + NEARBY):
            return ""
        found = self._behind.match(text, end) if _YEAR.search(text, end, end + NEARBY) else None
        if found and not self._apart.search(text, end, found.start(1)):  # (£357) in 1950, but not: and in 1950 £2,000
            return found[1]
        lead = _MARK.split(text[max(0, start - NEARBY) : start])[-1]
        if not _YEAR.search(lead):
            return ""
        years = [found for found in self._before.finditer(lead) if not self._apart.search(lead, found.end(1))]
        return years[-1][1] if years else ""


class Pairing:
    """All that is known of pairs: a lexicon's `pairing.toml`, with its units looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._table = table = lexicon.language["pairing"]
        self._lexicon = lexicon
        self.units: Mapping[str, Unit] = lexicon.units
        self.joints = Joints(table["pairs"], table["forms"])
        self.words: Mapping[str, Any] = table["words"]
        self.numbers: Sequence[str] = self.words["numbers"]
        self.families = {family: tuple(names) for family, names in table["families"].items()}
        self.dialect = {us: self.units[imperial] for us, imperial in table["dialect"].items()}
        self.tags = {kind: tuple(endings) for kind, endings in table["tags"].items()}
        self.never = frozenset(table["systems"]["never"])
        self._systems = {name: system for system, names in table["systems"]["of"].items() for name in names}

    @cached_property
    def differences(self) -> Differences:
        """The words that make a temperature a difference."""
        return self._lexicon.compiled(Differences)

    @cached_property
    def years(self) -> Years:
        """How the year of a pair is told."""
        return Years(self._table["years"])

    @cached_property
    def thumbs(self) -> Mapping[str, Thumb]:
        """The rules of thumb, by the unit that is counted with."""
        return {name: _thumb(row, self.units) for name, row in self._table["thumbs"].items()}

    @cached_property
    def _rare(self) -> Mapping[str, re.Pattern[str]]:
        return {name: _pattern(any_of(words)) for name, words in self._table["rare"].items()}

    @cached_property
    def _others(self) -> Mapping[tuple[tuple[str, int], ...], Sequence[Unit]]:
        """Common units by their dimension."""
        made: dict[tuple[tuple[str, int], ...], list[Unit]] = {}
        for name in self._table["confused"]["others"]:
            unit = composed(name, self.units)
            made.setdefault(unit.dimension, []).append(unit)
        return made

    @cached_property
    def _confused(self) -> Mapping[str, Sequence[Unit]]:
        made: dict[str, list[Unit]] = {}
        for family in self._table["confused"]["families"]:
            for name in family:
                made.setdefault(name, []).extend(composed(other, self.units) for other in family if other != name)
        return made

    def likely(self, text: str, quantity: Quantity, sense: Unit) -> bool:
        """May a quantity be meant in a sense? Troy ounces are of gold; most senses need no such sign."""
        sign = next((self._rare[name] for name, _ in sense.terms if name in self._rare), None)
        if sign is None:
            return True
        near = sign.search(text, max(0, quantity.start - NEARBY), quantity.end + NEARBY)
        return bool(near or sign.search(text, 0, HEADLINE))

    def scaled(self, word: str, power: int, exponent: int) -> tuple[str, int]:
        """The scale word for a number with this exponent: the one it has, another of its family, or none."""
        bare = word.strip()
        family: Mapping[str, int] = next((f for f in self.words["scales"] if f.get(bare) == power), {})
        if not family or -1 <= exponent - power < 3:
            return word, power
        for other, size in family.items():
            if 0 <= exponent - size < 3:
                return word.replace(bare, other), size
        return ("", 0) if 0 <= exponent < 6 else (word, power)

    def siblings(self, unit: Unit) -> Iterator[Unit]:
        """The units that people take this one for, as a whole or in a part of it."""
        yield from self._confused.get(unit.expression, ())
        if unit.terms == ((unit.expression, 1),):
            return
        for place, (name, exponent) in enumerate(unit.terms):
            for other in self._confused.get(name, ()):
                terms = (*unit.terms[:place], (other.expression, exponent), *unit.terms[place + 1 :])
                yield replace(
                    unit, terms=terms, factor=unit.factor * (other.factor / self.units[name].factor) ** exponent
                )

    def of_the_same_kind(self, unit: Unit) -> Iterator[Unit]:
        """Other common units of its dimension."""
        return (other for other in self._others.get(unit.dimension, ()) if other != unit)

    def level(self, unit: Unit) -> Unit:
        """The level of temperature for a unit of its differences; any other unit itself."""
        name = unit.terms[0][0] if len(unit.terms) == 1 else ""
        return self.units.get(name.removeprefix("delta_"), unit) if name.startswith("delta_") else unit

    def system(self, unit: Unit) -> str:
        """The system of measurement that a unit is from."""
        return next((self._systems[name] for name, _ in unit.terms if name in self._systems), "metric")


def composed(expression: str, units: Mapping[str, Unit]) -> Unit:
    """The unit of an expression of one or two powers (`mile ** 2`, `meter / second`)."""
    if expression in units:
        return units[expression]
    above, *below = expression.split(" / ")
    name, _, exponent = above.partition(" ** ")
    unit = units[name] ** int(exponent or 1)
    for part in below:
        unit = unit / composed(part, units)
    return unit


def _thumb(row: Mapping[str, Any], units: Mapping[str, Unit]) -> Thumb:
    factors = (Fraction(str(number)) * units[unit].factor for number, unit in row["worth"])
    return Thumb(tuple(factors), row.get("limit"))


_YEAR = re.compile(r"(?:1[0-9]|20)[0-9]{2}(?![0-9])")
_MARK = re.compile(r"[.!?](?=\s)|[;)\n]")


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)
