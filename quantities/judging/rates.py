"""Money: two currencies have no fixed factor, but every pair implies a rate, and the rates of one text must agree.

Where a text says too little, the rates of a day or those of other texts are asked, if there are any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import cmp_to_key
from itertools import combinations, groupby, islice
from math import gcd
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple
from quantities.judging.verdicts import Amount, Ratio, Scale, amounts
from quantities.model import Currency, Form, Pair, Unit

if TYPE_CHECKING:
    from quantities.judging.reference import Reference

TOLERANCE = 5
"""How far apart, in percent, the rates of one text or of its day may be, each pair's whole rounding interval aside."""
RUN_TOLERANCE = 8
"""The same for the rates of other texts, which are of other days."""
MEMBERS = 6
"""So many conversions of one source are compared with each other."""
SEVERAL = 2
"""The pairs of a text that names so many years are of different days; beside one it may tell its own figures."""
RUN_LEAST = 3
"""Fewer rates of other texts say nothing."""

Codes = tuple[str, str]


class Rate(NamedTuple):
    """How many of the first currency the second is worth, with the interval that the digits allow: in lowest terms.

    `amount`, the number of the second that was converted, tells two pairs of one rate from a pair that is told twice.
    """

    middle: Ratio
    low: Ratio
    high: Ratio
    amount: Ratio

    def apart(self, low: Ratio, high: Ratio, tolerance: int = TOLERANCE) -> bool:
        """Does the whole interval lie further from another one than rates may?"""
        return _exceeds(self.low, high, tolerance) or _exceeds(low, self.high, tolerance)


def _exceeds(one: Ratio, other: Ratio, tolerance: int) -> bool:
    return 100 * one[0] * other[1] > (100 + tolerance) * other[0] * one[1]


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
    country). `others` is how many pairs imply it; where they do not agree themselves it is `disputed`. `source` and
    `date` say where a reference rate is from.
    """

    pair: Pair
    rate: Ratio
    agrees: bool
    others: int = 0
    origin: Origin = Origin.STORY
    source: str = ""
    date: str = ""
    disputed: bool = False


class Story:
    """The implied rates of one text, in order; those of different years bear no witness to each other.

    `year` tells that of a pair, if its text names one.
    """

    def __init__(self, pairs: Iterable[Pair], year: Callable[[Pair], str] = lambda _: "") -> None:
        self._year = year
        self._pairs: dict[Codes, list[Pair]] = defaultdict(list)
        self._dated: dict[Codes, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
        self._own: dict[int, list[Rate]] = {}
        for pair in pairs:
            if pair.firm and (codes := _codes(pair)):
                self._pairs[codes].append(pair)
                self._dated[codes][year(pair)].append(pair)
        self._rates: dict[Codes, Ordered] = {}
        self._yearly: dict[tuple[Codes, str], Ordered] = {}

    @property
    def codes(self) -> Container[Codes | None]:
        """The currencies between which it has rates."""
        return self._pairs.keys()

    def implied(self) -> Implied:
        """All of its rates."""
        return {codes: self.rates(codes).rates for codes in self._pairs}

    def rates(self, codes: Codes) -> Ordered:
        """All of two currencies."""
        if codes not in self._rates:
            self._rates[codes] = self._ordered(self._pairs.get(codes, ()))
        return self._rates[codes]

    def _beside(self, codes: Codes, pair: Pair) -> Ordered:
        """Those that may speak of a pair: where the text names several years, those of its own."""
        dated = self._dated[codes]
        if sum(map(bool, dated)) < SEVERAL:
            return self.rates(codes)
        year = self._year(pair)
        if (codes, year) not in self._yearly:
            self._yearly[codes, year] = self._ordered(dated.get(year, ()))
        return self._yearly[codes, year]

    def _ordered(self, pairs: Iterable[Pair]) -> Ordered:
        return Ordered(rate for pair in pairs for rate in _votes(self._of(pair)))

    def _of(self, pair: Pair) -> list[Rate]:
        """The rates of one of its own pairs, kept by its identity: pairs that live at once have different ones."""
        own = self._own[id(pair)] = _rates(pair)
        return own

    def witness(self, pair: Pair) -> Witness | None:
        """What the others say; None where there are none, or where the two are in one currency."""
        codes = _codes(pair)
        if codes is None or all(other is pair for other in self._pairs.get(codes, ())):
            return None
        rates, own = self._beside(codes, pair), self._own.get(id(pair))
        own = _rates(pair) if own is None else own
        others = rates.without(own)
        if not own or not others.count:
            return None
        said = [_judged(pair, rate, others) for rate in own]
        return min(said, key=lambda witness: witness.agrees)


class Ordered:
    """The rates of two currencies in order, each once: a pair that is told again bears no witness to itself."""

    def __init__(self, rates: Iterable[Rate]) -> None:
        self.rates = sorted(dict.fromkeys(rates), key=cmp_to_key(_order))
        self._places = {rate: place for place, rate in enumerate(self.rates)}

    def without(self, some: Iterable[Rate]) -> Others:
        """All but some of them."""
        return Others(self.rates, sorted({self._places[rate] for rate in some if rate in self._places}))


def _order(one: Rate, other: Rate) -> int:
    (a, b), (c, d) = one.middle, other.middle
    return a * d - c * b


class Others:
    """Rates in order but for those at some places: they are looked up, not copied, for there may be very many."""

    def __init__(self, ordered: Sequence[Rate], gone: Sequence[int]) -> None:
        self._ordered, self._gone = ordered, gone
        self.count = len(ordered) - len(gone)

    def __getitem__(self, place: int) -> Rate:
        for gone in self._gone:
            place += gone <= place
        return self._ordered[place]

    @property
    def median(self) -> Ratio:
        """The middle of the middle one, or between those of the middle two."""
        (a, b), (c, d) = self[(self.count - 1) // 2].middle, self[self.count // 2].middle
        return (a, b) if self.count % 2 else (a * d + c * b, 2 * b * d)


def _judged(pair: Pair, own: Rate, others: Others) -> Witness:
    first = others[0]
    if others.count == 1:
        return Witness(pair, first.middle, not own.apart(first.low, first.high), 1)
    rate = others.median
    disputed = others.count == 2 and first.apart(others[1].low, others[1].high)
    if disputed:
        rate = min(first.middle, others[1].middle, key=lambda middle: _factor(middle, own.middle))
    return Witness(pair, rate, not own.apart(rate, rate), others.count, disputed=disputed)


def _factor(one: Ratio, other: Ratio) -> Fraction:
    """How many times the smaller of two the larger is."""
    a, b = one[0] * other[1], other[0] * one[1]
    return Fraction(max(a, b), min(a, b))


class ImpliedRates:
    """The rates that the pairs of many texts imply, and nothing else of them (see `implied_rates`).

    A rate that several texts imply with the same figures counts once: they may be copies of one.
    """

    def __init__(self, stories: Iterable[Implied]) -> None:
        rates: dict[Codes, list[Rate]] = defaultdict(list)
        for story in stories:
            for codes, found in story.items():
                rates[codes] += found
        self._rates = {codes: Ordered(found) for codes, found in rates.items()}

    def __reduce__(self) -> tuple[object, ...]:
        return ImpliedRates, ([{codes: found.rates for codes, found in self._rates.items()}],)

    def __repr__(self) -> str:
        known = (f"{len(found.rates)} of {one} and {other}" for (one, other), found in self._rates.items())
        return f"<ImpliedRates: {', '.join(known)}>"

    def witness(self, pair: Pair, story: Story) -> Witness | None:
        """What the texts but for its own story say of a pair; None where too few say anything."""
        codes = _codes(pair)
        if codes not in self._rates or not (own := _rates(pair)):
            return None
        others = self._rates[codes].without((*own, *story.rates(codes).rates))
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

    def may_speak(self, source: Unit, conversion: Unit) -> bool:
        """May there be a rate between these two?"""
        return bool(self.reference or self.run) or _between(source, conversion) in self.story.codes

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
    quoted, day = reference.rates.quote(*codes, reference.date)
    rate = quoted.as_integer_ratio()
    agrees = not any(implied.apart(rate, rate) for implied in own)
    return Witness(pair, rate, agrees, 0, Origin.REFERENCE, reference.rates.name, str(day or ""))


def _codes(pair: Pair) -> Codes | None:
    """The two currencies of a pair, in order, if there are two and they are the price of one thing."""
    return _between(pair.sources[-1].unit, pair.conversions[-1].unit)


def _between(source: Unit, conversion: Unit) -> Codes | None:
    one, other = source.currency, conversion.currency
    if one is None or other is None or one.code == other.code or one.per != other.per:
        return None
    return (one.code, other.code) if one.code < other.code else (other.code, one.code)


def _rates(pair: Pair) -> list[Rate]:
    """The rates that a pair implies between its `_codes`, one for each end of a range."""
    source, conversion = pair.sources[-1], pair.conversions[-1]
    one, other = source.unit.currency, conversion.unit.currency
    if one and other and one.code > other.code:
        source, conversion = conversion, source
    left, right = amounts(source), amounts(conversion)
    if len(left) != len(right) or Form.PLUS_MINUS in (source.form, conversion.form):
        return []
    by = Scale.between(source.unit.factor, conversion.unit.factor)
    rates = [_rate(a, b, by) for a, b in zip(left, right, strict=True)]
    return [rate for rate in rates if rate] if all(rates) else []


def _votes(rates: list[Rate]) -> list[Rate]:
    """The rates of a pair that speak of other pairs: one, where both ends of a range say the same."""
    if len(rates) > 1 and not any(rates[0].apart(rate.low, rate.high) for rate in rates[1:]):
        return [max(rates, key=lambda rate: Fraction(*rate.low) / Fraction(*rate.high))]  # the closest
    return rates


def _rate(a: Amount, b: Amount, by: Scale) -> Rate | None:
    """How many of the first currency the second is worth; None where one of the two may be nothing."""
    (step_a, pieces_a), (step_b, pieces_b), (top, bottom) = a.step(), b.step(), by.ratio
    twice_a, twice_b = 2 * a.parts.number * pieces_a, 2 * b.parts.number * pieces_b
    if twice_a <= step_a or twice_b <= step_b:
        return None
    above, below = b.parts.over * pieces_b * top, a.parts.over * pieces_a * bottom
    return Rate(
        _lowest(twice_a * above, twice_b * below),
        _lowest((twice_a - step_a) * above, (twice_b + step_b) * below),
        _lowest((twice_a + step_a) * above, (twice_b - step_b) * below),
        _lowest(b.parts.number, b.parts.over),
    )


def _lowest(above: int, below: int) -> Ratio:
    common = gcd(above, below)
    return above // common, below // common


def converting(witness: Witness) -> Scale:
    """The scale from source to conversion at the rate of a witness (of the first code in order to the second)."""
    source, conversion = witness.pair.sources[-1].unit, witness.pair.conversions[-1].unit
    assert source.currency is not None
    assert conversion.currency is not None
    (top, bottom), (more, less) = Scale.between(source.factor, conversion.factor).ratio, witness.rate
    if source.currency.code < conversion.currency.code:
        more, less = less, more
    return Scale((top * more, bottom * less))


def _is_foreign(one: Currency | None, other: Currency | None) -> bool:
    """Is a currency another than that of the source? What is told in its own again is another amount."""
    return one is not None and (other is None or one.code != other.code)


def implied(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs between the conversions of one source of money: of 4.3bn rupees ($98m; £52m) the dollars and pounds."""
    made = []
    priced = (pair for pair in pairs if _is_foreign(pair.conversions[-1].unit.currency, pair.sources[-1].unit.currency))
    for _, group in groupby(priced, key=lambda pair: pair.sources[-1].start):
        for left, right in combinations(islice(group, MEMBERS), 2):
            firm = left.firm and right.firm
            made.append(left._replace(sources=left.conversions, conversions=right.conversions, firm=firm))
    return made
