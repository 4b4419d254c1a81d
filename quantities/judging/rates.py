"""Money: two currencies have no fixed factor, but every pair implies a rate, and the rates of one text must agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, groupby
from statistics import median
from typing import NamedTuple

from quantities.judging.verdicts import Scale, amounts
from quantities.model import Form, Kind, Pair, Unit

TOLERANCE = Fraction(5, 100)
"""How far the rates of one text may lie apart, each pair's whole rounding interval aside."""

Codes = tuple[str, str]


class Currency(NamedTuple):
    """The currency of a unit of money, and what it is the price of (nothing, a barrel, a share)."""

    code: str
    per: tuple[tuple[str, int], ...]


class Rate(NamedTuple):
    """How many of the first currency the second is worth, with the interval that the digits allow."""

    low: Fraction
    middle: Fraction
    high: Fraction

    def apart(self, low: Fraction, high: Fraction) -> bool:
        """Does the whole interval lie further from another one than rates may?"""
        return self.low > high * (1 + TOLERANCE) or self.high * (1 + TOLERANCE) < low


class Witness(NamedTuple):
    """What the other rates of the text say of a pair: the rate they give, how many they are, whether it agrees."""

    rate: Fraction
    others: int
    agrees: bool


def currency(unit: Unit) -> Currency | None:
    """The currency that a unit of money is in.

    >>> from quantities import Lexicon
    >>> currency(Lexicon.default().units["GBP_penny"])
    Currency(code='GBP', per=())
    """
    if unit.kind is not Kind.MONEY:
        return None
    codes = [name for name, _ in unit.dimension if len(name) == 5 and name.isupper()]
    if len(codes) != 1:
        return None
    return Currency(codes[0].strip("[]"), tuple(power for power in unit.dimension if power[0] != codes[0]))


class Story:
    """The implied rates of one text."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._rates: dict[Codes, dict[tuple[Fraction, ...], Rate]] = defaultdict(dict)
        for pair in pairs:
            if pair.firm and (found := _rates(pair)):
                codes, rates = found
                for rate in rates:
                    self._rates[codes][rate] = rate

    def witness(self, pair: Pair) -> Witness | None:
        """What the others say; None where there are none, or where the two are in one currency."""
        found = _rates(pair)
        if found is None:
            return None
        codes, own = found
        others = [rate for rate in self._rates[codes].values() if rate not in own]
        if not others:
            return None
        said = [_judged(rate, others) for rate in own]
        return min(said, key=lambda witness: witness.agrees)


def _judged(own: Rate, others: Sequence[Rate]) -> Witness:
    if len(others) == 1:
        other = others[0]
        return Witness(other.middle, 1, not own.apart(other.low, other.high))
    middles = [rate.middle for rate in others]
    if len(others) == 2 and others[0].apart(others[1].low, others[1].high):  # they disagree themselves
        rate = min(middles, key=lambda middle: max(middle, own.middle) / min(middle, own.middle))
    else:
        rate = median(middles)
    return Witness(rate, len(others), not own.apart(rate, rate))


def _rates(pair: Pair) -> tuple[Codes, list[Rate]] | None:
    """The rates that a pair implies, one for each end of a range, with the two codes in order."""
    source, conversion = pair.sources[-1], pair.conversions[-1]
    one, other = currency(source.unit), currency(conversion.unit)
    if one is None or other is None or one.code == other.code or one.per != other.per:
        return None
    if one.code > other.code:
        one, other, source, conversion = other, one, conversion, source
    left, right = amounts(source), amounts(conversion)
    if len(left) != len(right) or Form.PLUS_MINUS in (source.form, conversion.form):
        return None
    rates = []
    factor = source.unit.factor / conversion.unit.factor
    for a, b in zip(left, right, strict=True):
        half_a, half_b = a.step() / 2, b.step() / 2
        if a.number <= half_a or b.number <= half_b:
            return None
        low, high = (a.number - half_a) / (b.number + half_b), (a.number + half_a) / (b.number - half_b)
        rates.append(Rate(low * factor, a.number / b.number * factor, high * factor))
    return (one.code, other.code), rates


def converting(source: Unit, conversion: Unit, rate: Fraction) -> Scale:
    """The scale from one unit of money to another at a rate (of the first code in order to the second)."""
    one, other = currency(source), currency(conversion)
    assert one is not None
    assert other is not None
    worth = rate if one.code > other.code else 1 / rate
    return Scale(source.factor / conversion.factor * worth)


def implied(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs between the conversions of one source of money: of 4.3bn rupees ($98m; £52m) the dollars and pounds."""
    made = []
    for _, group in groupby(pairs, key=lambda pair: pair.sources[-1].start):
        priced = [pair for pair in group if currency(pair.conversions[-1].unit)]
        for left, right in combinations(priced, 2):
            firm = left.firm and right.firm
            made.append(left._replace(sources=left.conversions, conversions=right.conversions, firm=firm))
    return made
