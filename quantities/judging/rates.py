"""Money: two currencies have no fixed factor, but every pair implies a rate, and the rates of one text must agree.

Where a text says too little, the rates of a day or those of other texts are asked, if there are any.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, groupby
from typing import TYPE_CHECKING, NamedTuple

from quantities.judging.verdicts import Amount, Scale, amounts
from quantities.model import Form, Kind, Pair, Unit

if TYPE_CHECKING:
    from quantities.judging.reference import Reference

TOLERANCE = Fraction(5, 100)
"""How far the rates of one text, or that of its day, may lie apart, each pair's whole rounding interval aside."""
RUN_TOLERANCE = Fraction(8, 100)
"""The same for the rates of other texts, which are of other days."""
MEMBERS = 6
"""So many conversions of one source are compared with each other."""
RUN_LEAST = 3
"""Fewer rates of other texts say nothing."""

Codes = tuple[str, str]


class Currency(NamedTuple):
    """The currency of a unit of money, and what it is the price of (nothing, a barrel, a share)."""

    code: str
    per: tuple[tuple[str, int], ...]


class Rate(NamedTuple):
    """How many of the first currency the second is worth, with the interval that the digits allow."""

    middle: Fraction
    low: Fraction
    high: Fraction

    def apart(self, low: Fraction, high: Fraction, tolerance: Fraction = TOLERANCE) -> bool:
        """Does the whole interval lie further from another one than rates may?"""
        return self.low > high * (1 + tolerance) or self.high * (1 + tolerance) < low


Implied = Mapping[Codes, Sequence[Rate]]
"""The rates that a text implies, by their currencies."""


class Origin(StrEnum):
    """Whose rates a pair is compared with."""

    STORY = "story"
    REFERENCE = "reference"
    RUN = "run"


class Witness(NamedTuple):
    """What other rates say of a pair: the rate they give, whether it agrees, whose they are.

    The rate is between the currencies of `pair`, which may be in another sense than the plain one (dollars of another
    country). `others` is how many pairs imply it; `source` and `date` say where a reference rate is from.
    """

    pair: Pair
    rate: Fraction
    agrees: bool
    others: int = 0
    origin: Origin = Origin.STORY
    source: str = ""
    date: str = ""


def currency(unit: Unit) -> Currency | None:
    """The currency that a unit of money is in.

    >>> from quantities import Lexicon
    >>> currency(Lexicon.default().units["GBP_penny"])
    Currency(code='GBP', per=())
    """
    if unit.kind is not Kind.MONEY:
        return None
    codes = [power for power in unit.dimension if len(power[0]) == 5 and power[0].isupper()]
    if len(codes) != 1:
        return None
    return Currency(codes[0][0][1:-1], tuple(power for power in unit.dimension if power not in codes))


class Story:
    """The implied rates of one text, in order."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs: dict[Codes, list[Pair]] = defaultdict(list)
        self._own: dict[int, list[Rate]] = {}
        for pair in pairs:
            if pair.firm and (codes := _codes(pair)):
                self._pairs[codes].append(pair)
        self._rates: dict[Codes, list[Rate]] = {}

    def implied(self) -> Implied:
        """All of its rates."""
        return {codes: self.rates(codes) for codes in self._pairs}

    def rates(self, codes: Codes) -> Sequence[Rate]:
        """All of two currencies, in order, each once."""
        if codes not in self._rates:
            self._rates[codes] = sorted({rate for pair in self._pairs.get(codes, ()) for rate in self._of(pair)})
        return self._rates[codes]

    def _of(self, pair: Pair) -> list[Rate]:
        """The rates of one of its own pairs, kept by its identity: pairs that live at once have different ones."""
        own = self._own[id(pair)] = _rates(pair)
        return own

    def witness(self, pair: Pair) -> Witness | None:
        """What the others say; None where there are none, or where the two are in one currency."""
        codes = _codes(pair)
        if codes is None or all(other is pair for other in self._pairs.get(codes, ())):
            return None
        rates, own = self.rates(codes), self._own.get(id(pair))
        own = _rates(pair) if own is None else own
        others = _Others(rates, own)
        if not own or not others.count:
            return None
        said = [_judged(pair, rate, others) for rate in own]
        return min(said, key=lambda witness: witness.agrees)


class _Others:
    """Rates in order without some of them: what is left is looked up, not copied, for there may be very many."""

    def __init__(self, ordered: Sequence[Rate], without: Iterable[Rate]) -> None:
        places = ((bisect_left(ordered, rate), rate) for rate in sorted(set(without)))
        self._gone = [place for place, rate in places if place < len(ordered) and ordered[place] == rate]
        self._ordered, self.count = ordered, len(ordered) - len(self._gone)

    def __getitem__(self, place: int) -> Rate:
        for gone in self._gone:
            place += gone <= place
        return self._ordered[place]

    @property
    def median(self) -> Fraction:
        return (self[(self.count - 1) // 2].middle + self[self.count // 2].middle) / 2


def _judged(pair: Pair, own: Rate, others: _Others) -> Witness:
    first = others[0]
    if others.count == 1:
        return Witness(pair, first.middle, not own.apart(first.low, first.high), 1)
    rate = others.median
    if others.count == 2 and first.apart(others[1].low, others[1].high):  # they disagree themselves
        middles = first.middle, others[1].middle
        rate = min(middles, key=lambda middle: max(middle, own.middle) / min(middle, own.middle))
    return Witness(pair, rate, not own.apart(rate, rate), others.count)


class ImpliedRates:
    """The rates that the pairs of many texts imply, and nothing else of them (see `implied_rates`).

    A rate that several texts imply with the same figures counts once: they may be copies of one.
    """

    def __init__(self, stories: Iterable[Implied]) -> None:
        rates: dict[Codes, set[Rate]] = defaultdict(set)
        for story in stories:
            for codes, found in story.items():
                rates[codes].update(found)
        self._rates = {codes: sorted(found) for codes, found in rates.items()}

    def __repr__(self) -> str:
        return (
            f"<ImpliedRates: {', '.join(f'{len(found)} of {one} and {b}' for (one, b), found in self._rates.items())}>"
        )

    def witness(self, pair: Pair, story: Story) -> Witness | None:
        """What the texts but for its own story say of a pair; None where too few say anything."""
        codes = _codes(pair)
        if codes is None or not (own := _rates(pair)):
            return None
        others = _Others(self._rates.get(codes, []), (*own, *story.rates(codes)))
        if others.count < RUN_LEAST:
            return None
        rate = others.median
        agrees = not any(one.apart(rate, rate, RUN_TOLERANCE) for one in own)
        return Witness(pair, rate, agrees, others.count, Origin.RUN)


class Evidence(NamedTuple):
    """The rates that a pair may be compared with: those of its story first, then of its day, then of other texts."""

    story: Story
    reference: Reference | None = None
    run: ImpliedRates | None = None

    def witness(self, pair: Pair) -> Witness | str:
        """What is said of a pair, or why nothing is.

        Where one other pair of the story says something else, nobody knows which of the two is wrong: the other rates
        may acquit one of them.
        """
        within = self.story.witness(pair)
        if within and (within.agrees or within.others > 1):
            return within
        found = self._without(pair)
        if within and (isinstance(found, str) or not found.agrees):
            return within
        return found

    def _without(self, pair: Pair) -> Witness | str:
        """What is said outside the story."""
        why = ""
        if self.reference:
            try:
                return _of_the_day(pair, self.reference)
            except LookupError as problem:
                why = str(problem)
        within = self.run and self.run.witness(pair, self.story)
        return within or why


def _of_the_day(pair: Pair, reference: Reference) -> Witness:
    """What the rate of a day says of a pair; LookupError, saying why, where there is none."""
    codes = _codes(pair)
    if codes is None or not (own := _rates(pair)):
        raise LookupError
    rate, day = reference.rates.quote(*codes, reference.date)
    agrees = not any(implied.apart(rate, rate) for implied in own)
    return Witness(pair, rate, agrees, 0, Origin.REFERENCE, reference.rates.name, str(day or ""))


def _codes(pair: Pair) -> Codes | None:
    """The two currencies of a pair, in order, if there are two and they are the price of one thing."""
    one, other = currency(pair.sources[-1].unit), currency(pair.conversions[-1].unit)
    if one is None or other is None or one.code == other.code or one.per != other.per:
        return None
    return (one.code, other.code) if one.code < other.code else (other.code, one.code)


def _rates(pair: Pair) -> list[Rate]:
    """The rates that a pair implies between its `_codes`, one for each end of a range."""
    source, conversion = pair.sources[-1], pair.conversions[-1]
    one, other = currency(source.unit), currency(conversion.unit)
    if one and other and one.code > other.code:
        source, conversion = conversion, source
    left, right = amounts(source), amounts(conversion)
    if len(left) != len(right) or Form.PLUS_MINUS in (source.form, conversion.form):
        return []
    factor = source.unit.factor / conversion.unit.factor
    rates = [_rate(a, b, factor) for a, b in zip(left, right, strict=True)]
    return [rate for rate in rates if rate] if all(rates) else []


def _rate(a: Amount, b: Amount, factor: Fraction) -> Rate | None:
    """How many of the first currency the second is worth; None where one of the two may be nothing."""
    (step_a, pieces_a), (step_b, pieces_b), (top, bottom) = a.step(), b.step(), factor.as_integer_ratio()
    twice_a, twice_b = 2 * a.parts.number * pieces_a, 2 * b.parts.number * pieces_b
    if twice_a <= step_a or twice_b <= step_b:
        return None
    above, below = b.parts.over * pieces_b * top, a.parts.over * pieces_a * bottom
    low, high = (twice_a - step_a, twice_b + step_b), (twice_a + step_a, twice_b - step_b)
    return Rate(*(Fraction(x * above, y * below) for x, y in ((twice_a, twice_b), low, high)))


def converting(witness: Witness) -> Scale:
    """The scale from source to conversion at the rate of a witness (of the first code in order to the second)."""
    source, conversion = witness.pair.sources[-1].unit, witness.pair.conversions[-1].unit
    one, other = currency(source), currency(conversion)
    assert one is not None
    assert other is not None
    worth = witness.rate if one.code > other.code else 1 / witness.rate
    return Scale.between(source.factor * worth, conversion.factor)


def implied(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs between the conversions of one source of money: of 4.3bn rupees ($98m; £52m) the dollars and pounds."""
    made = []
    for _, group in groupby(pairs, key=lambda pair: pair.sources[-1].start):
        priced = [pair for pair in group if currency(pair.conversions[-1].unit)]
        for left, right in combinations(priced[:MEMBERS], 2):
            firm = left.firm and right.firm
            made.append(left._replace(sources=left.conversions, conversions=right.conversions, firm=firm))
    return made
