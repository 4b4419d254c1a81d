"""The tables of `pairing.toml`, compiled once for a lexicon."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from quantities.reading.differences import Differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quantities.lexicon import Lexicon
    from quantities.model import Quantity, Unit


NEARBY = 150
"""How far from a quantity the words are looked for that make a rare sense of it likely."""
HEADLINE = 500
"""They may also stand in so much of the beginning of its text."""


class Joint(NamedTuple):
    """A way to join a source and its conversion.

    `bracket` is what closes the bracket that it opens; `closing` must follow the conversion; with `opened` the source
    must be the first in a bracket; where it is a `choice` the two may as well be different amounts.
    """

    name: str
    bracket: bool = False
    closing: regex.Pattern[str] | None = None
    opened: bool = False
    choice: bool = False


class Joints:
    """The patterns of what stands around and between the figures of a pair."""

    def __init__(self, pairs: Mapping[str, Any], forms: Sequence[Mapping[str, Any]]) -> None:
        lead = rf"(?:(?:{_any(pairs['leads'])})(?![\p{{L}}\d])\s?|[{pairs['signs']}]\s?){{0,4}}"
        words = rf"[.″″]?(?:[-‐‑]\p{{L}}{{1,20}}){{0,2}}(?:\s[\p{{L}}'’‐-]{{1,24}}){{0,{pairs['words']}}}"
        parts = {"lead": lead, "words": words}
        self.forms = [
            Joint(
                row["name"],
                row.get("bracket", False),
                _pattern(row["closing"]) if "closing" in row else None,
                row.get("opened", False),
                row.get("choice", False),
            )
            for row in forms
        ]
        self.named = {joint.name: joint for joint in self.forms}
        betweens = [_filled(row["between"], parts) for row in forms]
        self._between = _pattern("|".join(f"(?P<form{i}>{between})" for i, between in enumerate(betweens)))
        self.separator = _pattern(_filled(pairs["separator"], parts))
        self.resumed = _pattern(rf"\s?[)\]]{_filled(pairs['separator'], parts)}")
        self.separator_outside = _pattern(_filled(pairs["separator_outside"], parts))
        self.trailing = _pattern(rf"{pairs['closers']}|(?:{_any(pairs['trailing'])})(?![\p{{L}}\d])")
        self.bare = _pattern(pairs["bare"])
        self.named_unit = _pattern(r"[ -]\p{L}{1,24}(?: \p{L}{1,24})?\s?[(\[]")
        self.described = _pattern(r",?(?:[\s-]\p{L}{1,24}){0,3},?\s")
        self.opened = _pattern(rf"[(\[]\s?{lead}\Z")
        self.sums = _pattern(rf"\s(?:(?:{_any(pairs['sums'])})\s)?")
        self.breaks = _pattern(rf"(?:^|.*?\s)(?:{_any(pairs['breaks'])})\s")

    def between(self, text: str, start: int, end: int) -> Joint | None:
        """The form whose joint is `text[start:end]`, if any."""
        found = self._between.fullmatch(text, start, end)
        if found is None or found.lastgroup is None:
            return None
        return self.forms[int(found.lastgroup[4:])]


class Thumb(NamedTuple):
    """A rule of thumb: how many SI units people take a unit for, and the largest amount of it for which they do."""

    factors: tuple[Fraction, ...]
    limit: int | None


class Pairing:
    """All that is known of pairs: a lexicon's `pairing.toml`, with its units looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["pairing"]
        self.units = units = lexicon.units
        self.joints = Joints(table["pairs"], table["forms"])
        self.differences = lexicon.compiled(Differences)
        self.words: Mapping[str, Any] = table["words"]
        self.numbers: Sequence[str] = self.words["numbers"]
        endings = [(family, tuple(names)) for family, names in table["families"].items()]
        self.families = {name: family for name in units for family, ends in endings if name.endswith(ends)}
        self.dialect = {us: units[imperial] for us, imperial in table["dialect"].items()}
        self.thumbs = {name: _thumb(row, units) for name, row in table["thumbs"].items()}
        self.never = frozenset(table["systems"]["never"])
        self._systems = {name: system for system, names in table["systems"]["of"].items() for name in names}
        self._signs = {name: _pattern(_any(words)) for name, words in table["rare"].items()}
        self._others = [composed(name, units) for name in table["confused"]["others"]]
        self._confused: dict[str, list[Unit]] = {}
        for family in table["confused"]["families"]:
            for name in family:
                self._confused.setdefault(name, []).extend(composed(other, units) for other in family if other != name)

    def likely(self, text: str, quantity: Quantity, sense: Unit) -> bool:
        """May a quantity be meant in a sense? Troy ounces are of gold; most senses need no such sign."""
        sign = self._signs.get(sense.expression)
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
        return (other for other in self._others if other.dimension == unit.dimension and other != unit)

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


def _pattern(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.IGNORECASE)


def _any(alternatives: Iterable[str]) -> str:
    return "|".join(sorted(alternatives, key=len, reverse=True))


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern
