"""What the arithmetic says of two quantities: do they agree, as people round?

The tolerance comes from the printed digits: `2,000` may be good to 1 or to 1000, people also round to fives, and either
side may be the original. All arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple, replace
from quantities.model import Form, Kind, Magnitude, Numeral, Parts, Quantity, Reason, Unit, Verdict

if TYPE_CHECKING:
    from quantities.judging.grammar import Pairing

COARSE = 10
"""The largest share of a number that one step of its rounding is taken to be, in percent, as all shares here are."""
COARSER = 25
"""The same for a conversion that is so near that a reader would call it no error."""
WITHIN = 25
"""However few digits there are, two that agree exactly are no further apart than this."""
BACK_WITHIN = 8
"""The same where only the source can be the rounded one, although its conversion shows more figures."""
GAP = 5
WIDE_GAP = 8
KELVINS = 1
"""The same for levels of temperature, of which shares say nothing."""
TEMPERATURE = (("[temperature]", 1),)

Ratio = tuple[int, int]
"""Numerator and denominator, not in lowest terms: to compare them crosswise takes a tenth of what fractions take."""

EXACT, ROUNDED, LOOSE, DISAGREE, _ = Verdict  # an attribute of an enumeration takes five times as long to look up
COUNT, SINGLE = Kind.COUNT, Form.SINGLE
RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}

_CANDIDATES = ((5, 1), (1, 1), (1, 2), (1, 10), (1, 20), (1, 100))


def step(parts: Parts, share: int = COARSE) -> Ratio:
    """The coarsest step that the number may have been rounded to, judged by its digits, in parts of the magnitude.

    It is the place of the last written digit, or the largest 1 or 5 times a power of ten that divides the number and is
    at most `share` of it.

    >>> [step(Parts.of(digits)) for digits in ("2000", "95", "772", "8.0", "12 1/2")]
    [(1000, 10), (5, 1), (1, 1), (10, 2), (2, 1)]
    """
    number, finest, place, _ = parts
    limit = abs(number) * share
    if place == 2 * finest:  # a fraction
        return (place if 100 * place <= limit else finest), 1
    digits = abs(number) // place
    while digits and digits % 10 == 0:  # the padding zeros of decimals: 8.0
        digits, place = digits // 10, place * 10
    for times, pieces in _CANDIDATES if digits % 5 == 0 else _CANDIDATES[1:]:
        if 100 * times * place <= limit * pieces:
            coarser = times * place > finest * pieces
            return (times * place, pieces) if coarser else (finest, 1)
    return finest, 1


class Scale:
    """How a number of one unit becomes a number of another: `ratio * n + shift`, or `ratio / n` for inverse units.

    `kelvins` is the size of the second unit in kelvins where both are levels of temperature, else None.
    """

    def __init__(
        self, ratio: Ratio, shift: Ratio = (0, 1), inverse: bool = False, kelvins: Fraction | None = None
    ) -> None:
        self.ratio = ratio
        self.shift = shift
        self.inverse = inverse
        self.kelvins = kelvins

    @classmethod
    def between(cls, one: Fraction, other: Fraction) -> Scale:
        """The scale from what is worth `one` to what is worth `other`."""
        (a, b), (c, d) = one.as_integer_ratio(), other.as_integer_ratio()
        return cls((a * d, b * c))

    def forth(self, number: Fraction) -> Fraction | None:
        """The number in the second unit; None where there is none (the inverse of nothing)."""
        if self.inverse:
            return Fraction(*self.ratio) / number if number else None
        return Fraction(*self.ratio) * number + Fraction(*self.shift)

    def back(self, number: Fraction) -> Fraction | None:
        """The number in the first unit that a number in the second is."""
        if self.inverse:
            return Fraction(*self.ratio) / number if number else None
        return (number - Fraction(*self.shift)) / Fraction(*self.ratio)


Families = Mapping[str, tuple[str, ...]]
"""Units without a dimension that can be converted, by the ends of their names: bits and bytes, degrees of arc."""


def scale(source: Unit, conversion: Unit, families: Families, *, difference: bool = False) -> Scale | None:
    """How to get from one unit to the other, or None where they measure different things.

    With `difference` levels of temperature are converted without their offsets.

    >>> from quantities import Lexicon
    >>> units = Lexicon.default().units
    >>> print(scale(units["mile"], units["kilometer"], {}).forth(Fraction(5)))
    25146/3125
    """
    if source.kind is conversion.kind is COUNT and source.terms[:1] != conversion.terms[:1]:
        return None
    if source.dimension != conversion.dimension:
        upside_down = tuple((name, -exponent) for name, exponent in conversion.dimension)
        if source.kind is conversion.kind is Kind.MEASURE and source.dimension == upside_down:
            return Scale((1 / (source.factor * conversion.factor)).as_integer_ratio(), inverse=True)
        return None
    if not source.dimension and source.terms != conversion.terms and not _same_family(source, conversion, families):
        return None
    by = Scale.between(source.factor, conversion.factor)
    if difference or not (source.is_level or conversion.is_level):
        return by
    (a, b), (c, d), (e, f) = (n.as_integer_ratio() for n in (source.offset, conversion.offset, conversion.factor))
    return Scale(by.ratio, ((a * d - c * b) * f, b * d * e), kelvins=conversion.factor)


def _same_family(source: Unit, conversion: Unit, families: Families) -> bool:
    if not source.kind is conversion.kind is Kind.MEASURE or not source.terms or not conversion.terms:
        return False
    one, other = source.terms[0][0], conversion.terms[0][0]
    return any(one.endswith(names) and other.endswith(names) for names in families.values())


class Amount:
    """A magnitude to compare, with the numeral that wrote it; a compound has none: only its last unit is rounded."""

    def __init__(self, parts: Parts, numeral: Numeral | None = None) -> None:
        self.parts = parts
        self.numeral = numeral

    @property
    def magnitude(self) -> Magnitude:
        """Its number and places as fractions."""
        return self.parts.magnitude

    @property
    def number(self) -> Fraction:
        """The exact number."""
        return Fraction(self.parts.number, self.parts.over)

    def step(self, share: int = COARSE) -> Ratio:
        """The coarsest step it may have been rounded to, in its parts (see `step`)."""
        if self.numeral is None:  # people cut what is left of the smallest unit as often as they round it
            return self.parts.finest * (2 if share > COARSE else 1), 1
        return step(self.parts, share)

    @property
    def half(self) -> Fraction:
        """Half of that step: so far off the exact amount may be."""
        top, bottom = self.step()
        return Fraction(top, 2 * bottom * self.parts.over)

    @property
    def figures(self) -> int:
        """How many significant figures were written; of a fraction one."""
        number, finest, coarsest, _ = self.parts
        return 1 if coarsest == 2 * finest else len(str(abs(number) // coarsest))

    def times(self, factor: Fraction) -> Amount:
        """The same digits, worth so many times more."""
        return Amount(self.parts.times(*factor.as_integer_ratio()), self.numeral)


def amounts(quantity: Quantity) -> tuple[Amount, ...]:
    """What there is to compare: one amount, low and high of a range, or centre and margin of ±."""
    if quantity.form is SINGLE:
        numeral = quantity.numerals[0]
        return (Amount(Parts.of(numeral.digits, numeral.power), numeral),)
    if quantity.form is Form.COMPOUND:
        return (Amount(quantity.total),)
    written = tuple(map(Amount, quantity.parts, quantity.numerals))
    low, high = (amount.parts for amount in written)
    descending = low.number * high.over > high.number * low.over
    return written[::-1] if quantity.form is Form.RANGE and descending else written


Weighed = tuple[int, int, int, int, int]
"""Two amounts in integers of one measure: both numbers, what a part of either is worth, and what one is."""


def weighed(a: Parts, b: Parts, by: Scale) -> Weighed:
    """`ratio * a + shift` against b; for inverse units `ratio` against a times b."""
    top, bottom = by.ratio
    if by.inverse:
        first, second, one = abs(b.number) * bottom, abs(a.number) * bottom, a.over * b.over * bottom
        left, right = top * a.over * b.over, a.number * b.number * bottom
    else:
        first, second, one = top * b.over, bottom * a.over, a.over * b.over * bottom
        left, right = a.number * first, b.number * second
    above, below = by.shift
    if above:
        left, right = left * below + above * one, right * below
        first, second, one = first * below, second * below, one * below
    return left, right, first, second, one


def agreement(a: Amount, b: Amount, by: Scale, coarse: int = COARSE) -> Verdict:
    """The verdict on two amounts; `coarse` is the largest share of a number that a step may be."""
    if by.inverse and not (a.parts.number and b.parts.number):
        return EXACT if a.parts.number == b.parts.number else DISAGREE
    sides = left, right, first, second, one = weighed(a.parts, b.parts, by)
    miss, size = abs(left - right), max(abs(left), abs(right))
    level = by.kelvins is not None
    if level or _within(miss, size, WITHIN):
        back = level or _within(miss, size, BACK_WITHIN) or b.figures == 1
        if 2 * miss <= b.parts.finest * second or (back and 2 * miss <= a.parts.finest * first):
            return EXACT
        if _rounds(miss, b.step(coarse), second) or (back and _rounds(miss, a.step(coarse), first)):
            return ROUNDED
    if by.kelvins is not None:
        near = miss * by.kelvins <= KELVINS * one
        return LOOSE if near and _meet(sides, a, b, by, (coarse, coarse)) else DISAGREE
    if not _within(miss, size, WIDE_GAP):
        return DISAGREE
    near = _within(miss, size, GAP) and _meet(sides, a, b, by, (coarse, coarse))
    return LOOSE if near or _meet(sides, a, b, by, (coarse, COARSER)) else DISAGREE


def _within(miss: int, size: int, share: int) -> bool:
    return 100 * miss <= size * share


def _rounds(miss: int, place: Ratio, worth: int) -> bool:
    """Does a number that is good to a place, of so many parts that are worth so much, round the difference away?"""
    return 2 * miss * place[1] <= place[0] * worth


def _meet(sides: Weighed, a: Amount, b: Amount, by: Scale, coarse: tuple[int, int]) -> bool:
    """Do a, give or take half a step, in the unit of b, and b, give or take half a step, overlap?"""
    (top_a, bottom_a), (top_b, bottom_b) = a.step(coarse[0]), b.step(coarse[1])
    if not by.inverse:
        left, right, first, second, _ = sides
        steps = top_a * first * bottom_b + top_b * second * bottom_a
        return 2 * abs(left - right) * bottom_a * bottom_b <= steps
    half_a, half_b = Fraction(top_a, 2 * bottom_a * a.parts.over), Fraction(top_b, 2 * bottom_b * b.parts.over)
    one, other = by.forth(a.number - half_a), by.forth(a.number + half_a)
    if one is None or other is None or (one < 0) != (other < 0):
        return False
    return min(one, other) <= b.number + half_b and max(one, other) >= b.number - half_b


class Reading:
    """A quantity in one of the senses of its words, with what there is of it to compare."""

    def __init__(self, written: Quantity, unit: Unit, amounts: tuple[Amount, ...]) -> None:
        self.written = written
        self.unit = unit
        self.amounts = amounts

    @classmethod
    def of(cls, quantity: Quantity) -> Reading:
        """The quantity in its first sense."""
        return cls(quantity, quantity.units[-1], amounts(quantity))

    def read_as(self, unit: Unit) -> Reading:
        """The same words in another sense."""
        if self.written.form is SINGLE:
            return Reading(self.written, unit, self.amounts)
        return Reading.of(self.written.read_as(unit))

    @property
    def quantity(self) -> Quantity:
        """The quantity in this sense."""
        return self.written if self.unit is self.written.unit else self.written.read_as(self.unit)


class Judgement(NamedTuple):
    """The verdict on a source and a conversion under the reading of their words that suits them best."""

    verdict: Verdict
    source: Reading
    conversion: Reading
    by: Scale
    plain: bool = True

    @property
    def rank(self) -> tuple[int, bool]:
        """The smaller, the better; a plain reading before another."""
        return RANK[self.verdict], not self.plain


def judge(
    text: str, source: Quantity, conversion: Quantity, pairing: Pairing, *, difference: bool = False
) -> Judgement | Reason:
    """The best verdict over everything the words may mean, or the reason why there is none.

    Another reading than the plain one may only acquit. `text` is where the two stand.
    """
    one, other = Reading.of(source), Reading.of(conversion)
    plain = scale(one.unit, other.unit, pairing.families, difference=difference)
    best = Judgement(compared(one, other, plain), one, other, plain) if plain else None
    if best and best.verdict is EXACT:
        return best
    for a, b in islice(product(_readings(one, pairing), _readings(other, pairing)), 1, None):  # the plain one is first
        by = scale(a.unit, b.unit, pairing.families, difference=difference)
        verdict = compared(a, b, by) if by else DISAGREE
        if by is None or verdict is DISAGREE:
            continue
        found = Judgement(verdict, a, b, by, plain=False)
        senses = (reading for reading, first in ((a, one), (b, other)) if reading is not first)
        better = best is None or found.rank < best.rank
        if better and all(pairing.likely(text, reading.written, reading.unit) for reading in senses):
            best = found
    if best is None:
        return Reason.DIMENSIONS
    if best.verdict is DISAGREE and len(one.amounts) != len(other.amounts):
        return Reason.DIFFERENT_SHAPE
    return best


def _readings(reading: Reading, pairing: Pairing) -> tuple[Reading, ...]:
    """The quantity as it is, then in each of its senses; a compound in the other dialect."""
    quantity = reading.written
    if quantity.form is not Form.COMPOUND:
        return reading, *map(reading.read_as, quantity.senses)
    units = tuple(pairing.dialect.get(unit.expression, unit) for unit in quantity.units)
    return (reading,) if units == quantity.units else (reading, Reading.of(replace(quantity, units=units)))


def compare(source: Quantity, conversion: Quantity, by: Scale) -> Verdict:
    """The worst verdict over the ends of two quantities."""
    return compared(Reading.of(source), Reading.of(conversion), by)


def compared(source: Reading, conversion: Reading, by: Scale) -> Verdict:
    """The same of two that are read already."""
    left, right = source.amounts, conversion.amounts
    if source.written.form is conversion.written.form is SINGLE:
        return agreement(left[0], right[0], by)
    margins = [side.written.form is Form.PLUS_MINUS for side in (source, conversion)]
    if all(margins):
        return _worst(
            agreement(left[0], right[0], by),
            agreement(left[1], right[1], Scale(by.ratio, inverse=by.inverse, kelvins=by.kelvins)),
        )
    if any(margins):
        left, right = (side[:1] if margin else side for side, margin in zip((left, right), margins, strict=True))
    if len(left) != len(right):
        return _inside(left, right, by)
    return _worst(*(agreement(a, b, by) for a, b in zip(left, right[::-1] if by.inverse else right, strict=True)))


def _worst(*verdicts: Verdict) -> Verdict:
    return max(verdicts, key=RANK.__getitem__)


def _inside(left: tuple[Amount, ...], right: tuple[Amount, ...], by: Scale) -> Verdict:
    """One amount against a range: that of its last end, where they agree; loosely the same anywhere within it."""
    if len(left) == 1:
        one, many, verdict = by.forth(left[0].number), right, agreement(left[0], right[-1], by)
    else:
        one, many, verdict = by.back(right[0].number), left, agreement(left[-1], right[0], by)
    low, high = many[0], many[-1]
    within = one is not None and low.number - low.half <= one <= high.number + high.half
    return LOOSE if verdict is DISAGREE and within else verdict


def by_thumb(judged: Judgement, pairing: Pairing, *, anywhere: bool = False) -> bool:
    """Does the pair agree by a rule of thumb, such as kitchens use: 25 g to the ounce?

    With `anywhere` also for amounts that are larger or finer than those which people count so.
    """
    sides = (judged.source, judged.conversion), (judged.conversion, judged.source)
    return any(_counted(one, other, pairing, anywhere=anywhere) for one, other in sides)


def _counted(customary: Reading, metric: Reading, pairing: Pairing, *, anywhere: bool) -> bool:
    thumb = pairing.thumbs.get(customary.unit.expression)
    if thumb is None or pairing.system(metric.unit) != "metric" or len(customary.amounts) != len(metric.amounts):
        return False
    usual = (
        not _precise(amount) and (thumb.limit is None or amount.parts.number <= thumb.limit * amount.parts.over)
        for amount in customary.amounts
    )
    if not anywhere and not all(usual):
        return False
    pairs = list(zip(customary.amounts, metric.amounts, strict=True))
    scales = (Scale.between(factor, metric.unit.factor) for factor in thumb.factors)
    return any(all(_rounded(a, b, by) for a, b in pairs) for by in scales)


def _rounded(a: Amount, b: Amount, by: Scale) -> bool:
    """Is b what a is, as closely as its digits say?"""
    left, right, _, second, _ = weighed(a.parts, b.parts, by)
    return _rounds(abs(left - right), b.step(), second)


def _precise(amount: Amount) -> bool:
    """Was it written with decimals, which nobody counts roughly?"""
    _, finest, coarsest, over = amount.parts
    return finest < over and coarsest != 2 * finest
