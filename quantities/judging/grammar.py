"""The tables of `pairing.toml`, compiled once for a lexicon."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quantities.frozen import NamedTuple, replace
from quantities.reading.differences import Differences
from quantities.reading.grammar import LETTER, LETTER_OR_DIGIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quantities.lexicon import Lexicon
    from quantities.model import Pair, Quantity, Unit


NEARBY = 150
"""How far from a quantity the words are looked for that make a rare sense of it likely."""
LEADS = 4
"""So many words may lead to a conversion: only about."""
CLOSED = ")", "]"
LEAD = 40
"""So far back a bracket may have been opened whose first figure this is."""
HEADLINE = 500
"""They may also stand in so much of the beginning of its text."""


class Joint:
    """A way to join a source and its conversion: a row of `forms`.

    In a `bracket` more conversions may follow; with `opened` the source must be the first in a bracket; where it is a
    `choice` the two may as well be different amounts; `beside` each other stand the prices of two markets. What must
    follow the conversion is `closing`.
    """

    def __init__(self, row: Mapping[str, Any], words: str) -> None:
        self.name: str = row["name"]
        self.bracket: bool = row.get("bracket", False)
        self.opened: bool = row.get("opened", False)
        self.choice: bool = row.get("choice", False)
        self.beside: bool = row.get("beside", False)
        self.plain: Sequence[str] = row.get("plain", ())
        self.signs = frozenset(row.get("signs", ""))
        self.begins = frozenset(row.get("begins", ()))
        self._row, self._words = row, words

    @cached_property
    def between(self) -> re.Pattern[str]:
        """What stands between the two, but for the words that lead to the conversion."""
        return _pattern(self._row["between"].replace("{words}", self._words))

    @cached_property
    def closing(self) -> re.Pattern[str] | None:
        """What must follow the conversion, if anything."""
        return _pattern(self._row["closing"]) if "closing" in self._row else None


class Joints:
    """The patterns of what stands around and between the figures of a pair, each made when it is first needed.

    Where `possible` does not match no joint begins.
    """

    def __init__(self, pairs: Mapping[str, Any], forms: Sequence[Mapping[str, Any]]) -> None:
        words = rf"[.″″]?(?:[-‐‑]{LETTER}{{1,20}}){{0,2}}(?:\s(?:{LETTER}|['’‐-]){{1,24}}){{0,{pairs['words']}}}"
        self._pairs = pairs
        self._forms = [Joint(row, words) for row in forms]
        self.named = {joint.name: joint for joint in self._forms}
        self._lead_signs = frozenset(pairs["signs"])
        self._leading: dict[str, list[str]] = {}
        for lead in sorted(pairs["leads"], key=len, reverse=True):
            self._leading.setdefault(lead[0], []).append(lead)
        self._breaks = frozenset(pairs["breaks"])
        self._plain = {gap: joint for joint in self._forms for gap in joint.plain}
        signs = frozenset[str]().union(*(joint.signs for joint in self._forms))
        begins = frozenset[str]().union(*(joint.begins for joint in self._forms))
        self._begun: Mapping[str, Sequence[Joint]] = {
            begin: [joint for joint in self._forms if begin in joint.begins] for begin in begins
        }
        sign = f"[{re.escape(''.join(sorted(signs)))}]"
        self._signs = re.compile(sign)
        self.possible = re.compile(rf"\s*+(?i:{_any(map(re.escape, begins))})|[^{sign[1:]}*+{sign}")
        self._longest_sum = max(map(len, pairs["sums"])) + len("  ")

    def between(self, text: str, first: int, start: int, end: int) -> Joint | None:
        """The form whose joint is `text[start:end]`, if any; its source begins at `first`."""
        gap = text[start:end]
        if gap in self._plain:
            return self._plain[gap]
        for joint in self._shown(gap):
            if not joint.opened or self._opens(text, first):
                found = joint.between.match(text, start, end)
                if found and self._leads(text, found.end(), end):
                    return joint
        return None

    def _shown(self, gap: str) -> Sequence[Joint]:
        """The forms whose signs are in it or that begin as it does."""
        word = next(iter(gap.split(None, 1)), " ")
        begun = self._begun[word.lower()] if word.lower() in self._begun else self._begun.get(word[0], ())
        signs = self._signs.findall(gap)
        if not signs:
            return begun
        return [joint for joint in self._forms if joint in begun or not joint.signs.isdisjoint(signs)]

    def _leads(self, text: str, start: int, end: int) -> bool:
        """Are there only words that lead to a conversion?"""
        rest = text[start:end].lower()
        for _ in range(LEADS):
            lead = rest[:1] if rest[:1] in self._lead_signs else next(self._led_by(rest), None)
            if lead is None:
                break
            rest = rest[len(lead) + rest[len(lead) : len(lead) + 1].isspace() :]
        return not rest

    def _led_by(self, rest: str) -> Iterator[str]:
        leads = self._leading.get(rest[:1], ())
        return (lead for lead in leads if rest.startswith(lead) and not rest[len(lead) : len(lead) + 1].isalnum())

    def _opens(self, text: str, place: int) -> bool:
        """Is this the first thing in a bracket?"""
        start = max(0, place - LEAD)
        bracket = max(text.rfind("(", start, place), text.rfind("[", start, place))
        return bracket >= 0 and self._leads(text, bracket + 1 + text[bracket + 1 : place][:1].isspace(), place)

    def goes_on(self, joint: Joint, text: str, start: int, end: int) -> bool:
        """Does `text[start:end]` lead to another conversion of the same source?"""
        if text.startswith(CLOSED, start):
            return False
        pattern = self._separator if joint.bracket or joint.opened else self._separator_outside
        found = pattern.match(text, start, end)
        return found is not None and self._leads(text, found.end(), end)

    def resumes(self, text: str, start: int, end: int) -> bool:
        """Does it so behind a bracket that is closed first?"""
        found = self._resumed.match(text, start, end)
        return found is not None and self._leads(text, found.end(), end)

    def is_sum(self, text: str, start: int, end: int) -> bool:
        """Is the one amount added to the other, or taken from it?"""
        return end - start <= self._longest_sum and self._sum.fullmatch(text, start, end) is not None

    def is_firm(self, text: str, start: int, end: int, behind: int) -> bool:
        """Is the conversion, which stands before `behind`, that of the source and no other time or place?

        The text between the two is `text[start:end]`.
        """
        if not text.startswith(CLOSED, behind) and not self._closes(text, behind):
            return False
        bare = end - start <= len(" (")
        return bare or self._breaks.isdisjoint(_SPACE.split(text[start:end].lower())[1:-1])

    def _closes(self, text: str, behind: int) -> bool:
        return bool(self._closers.match(text, behind) or self._trailing.match(text, behind))

    @cached_property
    def _separator(self) -> re.Pattern[str]:
        return _pattern(self._pairs["separator"])

    @cached_property
    def _separator_outside(self) -> re.Pattern[str]:
        return _pattern(self._pairs["separator_outside"])

    @cached_property
    def _resumed(self) -> re.Pattern[str]:
        return _pattern(rf"\s?[)\]]{self._pairs['separator']}")

    @cached_property
    def _closers(self) -> re.Pattern[str]:
        return _pattern(self._pairs["closers"])

    @cached_property
    def _trailing(self) -> re.Pattern[str]:
        return _pattern(rf"(?:{_any(self._pairs['trailing'])})(?!{LETTER_OR_DIGIT})")

    @cached_property
    def _sum(self) -> re.Pattern[str]:
        return _pattern(rf"\s(?:(?:{_any(self._pairs['sums'])})\s)?")

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """A bracket and nothing that makes what is in it another time or place."""
        return _pattern(self._pairs["bare"])

    @cached_property
    def named_unit(self) -> re.Pattern[str]:
        """A word or two between a number and a bracket."""
        return _pattern(rf"[ -]{LETTER}{{1,24}}(?: {LETTER}{{1,24}})?\s?[(\[]")

    @cached_property
    def described(self) -> re.Pattern[str]:
        """What leads from an amount to the count of what it is the size of."""
        return _pattern(rf",?(?:[\s-]{LETTER}{{1,24}}){{0,3}},?\s")


class Thumb(NamedTuple):
    """A rule of thumb: how many SI units people take a unit for, and the largest amount of it for which they do."""

    factors: tuple[Fraction, ...]
    limit: int | None


class Years:
    """How the year of a pair is told: in the words behind it, up to the next mark, or else in those before it."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        lead = rf"(?<!{LETTER_OR_DIGIT})(?:{_any(table['leads'])})\s(?:{LETTER}{{3,9}}\s)?"
        year = rf"{lead}(1[0-9]{{3}}|20[0-9]{{2}})(?![0-9])"
        self._apart = _pattern(rf"(?<!{LETTER})(?:{_any(table['apart'])})(?!{LETTER})")
        self._behind = _pattern(rf"[)\]]?[^.,;:!?()\n]{{0,40}}?{year}")
        self._before = _pattern(year)

    def of(self, text: str, pair: Pair) -> str:
        """The year that the words around a pair put it in; nothing where they name none."""
        start, end = pair.sources[0].start, pair.conversions[-1].end
        found = self._behind.match(text, end)
        if found and not self._apart.search(text, end, found.start(1)):  # (£357) in 1950, but not: and in 1950 £2,000
            return found[1]
        lead = _MARK.split(text[max(0, start - NEARBY) : start])[-1]
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
        return {name: _pattern(_any(words)) for name, words in self._table["rare"].items()}

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


_SPACE = re.compile(r"\s")
_MARK = re.compile(r"[.!?](?=\s)|[;)\n]")


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _any(alternatives: Iterable[str]) -> str:
    return "|".join(sorted(alternatives, key=len, reverse=True))
