"""What the arithmetic says of two quantities: do they agree, as people round?

The tolerance comes from the printed digits: `2,000` may be good to 1 or to 1000, people also round to fives, and either
side may be the original. All arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from quantities.frozen import replace
from quantities.model import Form, Kind, Magnitude, Numeral, Quantity, Reason, Unit, Verdict

if TYPE_CHECKING:
    from quantities.judging.grammar import Pairing

COARSE = Fraction(1, 10)
"""The largest share of a number that one step of its rounding is taken to be."""
COARSER = Fraction(1, 4)
"""The same for a conversion that is so near that a reader would call it no error."""
WITHIN = Fraction(1, 4)
"""However few digits there are, two that agree exactly are no further apart than this."""
BACK_WITHIN = Fraction(8, 100)
"""The same where only the source can be the rounded one, although its conversion shows more figures."""
GAP = Fraction(5, 100)
WIDE_GAP = Fraction(8, 100)
KELVINS = 1
"""The same for levels of temperature, of which shares say nothing."""
TEMPERATURE = (("[temperature]", 1),)

RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}

_CANDIDATES = ((5, 1), (1, 1), (1, 2), (1, 10), (1, 20), (1, 100))


def step(magnitude: Magnitude, share: Fraction = COARSE) -> Fraction:
    """The coarsest step that the number may have been rounded to, judged by its digits.

    It is the place of the last written digit, or the largest 1 or 5 times a power of ten that divides the number and is
    at most `share` of it.

    >>> [str(step(Magnitude.of(digits))) for digits in ("2000", "95", "772", "8.0", "1/2", "12 1/2")]
    ['100', '5', '1', '1/2', '1/4', '1/2']
    """
    number, finest, coarsest = magnitude.number, magnitude.finest, magnitude.coarsest
    (count, over), (place, part), (fine, piece) = (f.as_integer_ratio() for f in (number, coarsest, finest))
    if place * piece == 2 * fine * part:  # a fraction
        return coarsest if coarsest <= abs(number) * share else finest
    count = abs(count) * part
    digits = count // (over * place)
    while digits and digits % 10 == 0:  # the padding zeros of decimals: 8.0
        digits, place = digits // 10, place * 10
    limit, least = count * share.numerator, place * over * share.denominator
    for times, parts in _CANDIDATES if digits % 5 == 0 else _CANDIDATES[1:]:
        if times * least <= limit * parts:
            finer = times * place * piece <= fine * parts * part
            return finest if finer else Fraction(times * place, parts * part)
    return finest


class Scale(NamedTuple):
    """How a number of one unit becomes a number of another: `ratio * n + shift`, or `ratio / n` for inverse units.

    `kelvins` is the size of the second unit in kelvins where both are levels of temperature, else None.
    """

    ratio: Fraction
    shift: Fraction = Fraction(0)
    inverse: bool = False
    kelvins: Fraction | None = None

    def forth(self, number: Fraction) -> Fraction | None:
        """The number in the second unit; None where there is none (the inverse of nothing)."""
        if self.inverse:
            return self.ratio / number if number else None
        return self.ratio * number + self.shift

    def back(self, number: Fraction) -> Fraction | None:
        """The number in the first unit that a number in the second is."""
        if self.inverse:
            return self.ratio / number if number else None
        return (number - self.shift) / self.ratio


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
    if difference:
        source, conversion = source.difference, conversion.difference
    if source.kind is conversion.kind is Kind.COUNT and source.terms[:1] != conversion.terms[:1]:
        return None
    if source.dimension != conversion.dimension:
        upside_down = tuple((name, -exponent) for name, exponent in conversion.dimension)
        if source.kind is conversion.kind is Kind.MEASURE and source.dimension == upside_down:
            return Scale(1 / (source.factor * conversion.factor), inverse=True)
        return None
    if not source.dimension and source.terms != conversion.terms and not _same_family(source, conversion, families):
        return None
    if source.dimension != TEMPERATURE:
        return Scale(source.factor / conversion.factor)
    level = not difference and (source.is_level or conversion.is_level)
    shift = (source.offset - conversion.offset) / conversion.factor
    return Scale(source.factor / conversion.factor, shift, kelvins=conversion.factor if level else None)


def _same_family(source: Unit, conversion: Unit, families: Families) -> bool:
    if not source.kind is conversion.kind is Kind.MEASURE or not source.terms or not conversion.terms:
        return False
    one, other = source.terms[0][0], conversion.terms[0][0]
    return any(one.endswith(names) and other.endswith(names) for names in families.values())


class Amount(NamedTuple):
    """A magnitude to compare, with the numeral that wrote it; a compound has none: only its last unit is rounded."""

    magnitude: Magnitude
    numeral: Numeral | None = None

    @property
    def number(self) -> Fraction:
        """The exact number."""
        return self.magnitude.number

    def step(self, share: Fraction = COARSE) -> Fraction:
        """The coarsest step it may have been rounded to (see `step`)."""
        if self.numeral is None:  # people cut what is left of the smallest unit as often as they round it
            return self.magnitude.finest * (2 if share > COARSE else 1)
        return step(self.magnitude, share)

    @property
    def figures(self) -> int:
        """How many significant figures were written; of a fraction one."""
        if self.magnitude.coarsest == 2 * self.magnitude.finest:
            return 1
        return len(str(abs(self.number) // self.magnitude.coarsest))

    def times(self, factor: Fraction) -> Amount:
        """The same digits, worth so many times more."""
        number, finest, coarsest = self.magnitude.number, self.magnitude.finest, self.magnitude.coarsest
        return self._replace(magnitude=Magnitude(number * factor, finest * abs(factor), coarsest * abs(factor)))


def amounts(quantity: Quantity) -> tuple[Amount, ...]:
    """What there is to compare: one amount, low and high of a range, or centre and margin of ±."""
    if quantity.form is Form.SINGLE:
        return (Amount(quantity.magnitudes[0], quantity.numerals[0]),)
    if quantity.form is Form.COMPOUND:
        assert quantity.magnitude is not None
        return (Amount(quantity.magnitude),)
    written = tuple(map(Amount, quantity.magnitudes, quantity.numerals))
    if quantity.form is Form.RANGE and written[0].number > written[1].number:
        return written[::-1]
    return written


class Gap(NamedTuple):
    """How far two amounts are apart, in integers: cross-multiplied, for exact fractions cost ten times as much.

    `miss` is the difference and `size` the larger of the two sides, both `over` the same number, in a measure in which
    one of the first unit is `first` (numerator and denominator) and one of the second is `second`.
    """

    miss: int
    size: int
    over: int
    first: tuple[int, int]
    second: tuple[int, int] = (1, 1)

    @classmethod
    def between(cls, a: Fraction, b: Fraction, by: Scale) -> Gap:
        """`ratio * a + shift` against b; for inverse units `ratio` against a times b."""
        (an, ad), (bn, bd), (rn, rd) = a.as_integer_ratio(), b.as_integer_ratio(), by.ratio.as_integer_ratio()
        if by.inverse:
            left, right, over = rn * ad * bd, an * bn * rd, rd * ad * bd
            return cls(abs(left - right), max(abs(left), abs(right)), over, (abs(bn), bd), (abs(an), ad))
        left, right, over = an * rn * bd, bn * ad * rd, ad * rd * bd
        if by.shift:
            sn, sd = by.shift.as_integer_ratio()
            left, right, over = left * sd + sn * over, right * sd, over * sd
        return cls(abs(left - right), max(abs(left), abs(right)), over, (abs(rn), rd))

    def within(self, share: Fraction) -> bool:
        """Is it at most this share of the larger side?"""
        return self.miss * share.denominator <= self.size * share.numerator

    def rounds(self, place: Fraction, worth: tuple[int, int]) -> bool:
        """Does a number that is good to a place, in the unit that is `worth` so much, round it away?"""
        whole, part = place.as_integer_ratio()
        return 2 * self.miss * part * worth[1] <= whole * worth[0] * self.over


def agreement(a: Amount, b: Amount, by: Scale, coarse: Fraction = COARSE) -> Verdict:
    """The verdict on two amounts; `coarse` is the largest share of a number that a step may be."""
    if by.inverse and not (a.number and b.number):
        return Verdict.EXACT if a.number == b.number else Verdict.DISAGREE
    gap, level = Gap.between(a.number, b.number, by), by.kelvins is not None
    if level or gap.within(WITHIN):
        back = level or gap.within(BACK_WITHIN) or b.figures == 1
        if gap.rounds(b.magnitude.finest, gap.second) or (back and gap.rounds(a.magnitude.finest, gap.first)):
            return Verdict.EXACT
        if gap.rounds(b.step(coarse), gap.second) or (back and gap.rounds(a.step(coarse), gap.first)):
            return Verdict.ROUNDED
    if by.kelvins is not None:
        near = gap.miss * by.kelvins <= KELVINS * gap.over
        return Verdict.LOOSE if near and _meet(a, b, by, coarse) else Verdict.DISAGREE
    if not gap.within(WIDE_GAP):
        return Verdict.DISAGREE
    near = gap.within(GAP) and _meet(a, b, by, coarse)
    return Verdict.LOOSE if near or _meet(a, b, by, coarse, COARSER) else Verdict.DISAGREE


def _meet(a: Amount, b: Amount, by: Scale, coarse: Fraction, coarse_b: Fraction | None = None) -> bool:
    """Do a, give or take half a step, in the unit of b, and b, give or take half a step, overlap?"""
    half_a, half_b = a.step(coarse) / 2, b.step(coarse_b or coarse) / 2
    one, other = by.forth(a.number - half_a), by.forth(a.number + half_a)
    if one is None or other is None or (by.inverse and (one < 0) != (other < 0)):
        return False
    return min(one, other) <= b.number + half_b and max(one, other) >= b.number - half_b


class Judgement(NamedTuple):
    """The verdict on a source and a conversion under the reading of their words that suits them best."""

    verdict: Verdict
    source: Quantity
    conversion: Quantity
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
    plain = scale(source.unit, conversion.unit, pairing.families, difference=difference)
    best = Judgement(compare(source, conversion, plain), source, conversion, plain) if plain else None
    if best and best.verdict is Verdict.EXACT:
        return best
    readings = product(_meanings(text, source, pairing), _meanings(text, conversion, pairing))
    for a, b in islice(readings, 1, None):  # the first is the plain one
        by = scale(a.unit, b.unit, pairing.families, difference=difference)
        if by is None:
            continue
        found = Judgement(compare(a, b, by), a, b, by, plain=False)
        if found.verdict is not Verdict.DISAGREE and (best is None or found.rank < best.rank):
            best = found
    if best is None:
        return Reason.DIMENSIONS
    if best.verdict is Verdict.DISAGREE and len(amounts(source)) != len(amounts(conversion)):
        return Reason.DIFFERENT_SHAPE
    return best


def _meanings(text: str, quantity: Quantity, pairing: Pairing) -> tuple[Quantity, ...]:
    """The quantity as it is, then as each of its senses; a compound in the other dialect."""
    if quantity.form is not Form.COMPOUND:
        likely = (unit for unit in quantity.senses if pairing.likely(text, quantity, unit))
        return quantity, *map(quantity.read_as, likely)
    units = tuple(pairing.dialect.get(unit.expression, unit) for unit in quantity.units)
    return (quantity,) if units == quantity.units else (quantity, replace(quantity, units=units))


def compare(source: Quantity, conversion: Quantity, by: Scale) -> Verdict:
    """The worst verdict over the ends of two quantities."""
    left, right = amounts(source), amounts(conversion)
    if source.form is conversion.form is Form.SINGLE:
        return agreement(left[0], right[0], by)
    margins = [q.form is Form.PLUS_MINUS for q in (source, conversion)]
    if all(margins):
        return _worst(agreement(left[0], right[0], by), agreement(left[1], right[1], by._replace(shift=Fraction(0))))
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
    within = one is not None and low.number - low.step() / 2 <= one <= high.number + high.step() / 2
    return Verdict.LOOSE if verdict is Verdict.DISAGREE and within else verdict


def by_thumb(judged: Judgement, pairing: Pairing, *, anywhere: bool = False) -> bool:
    """Does the pair agree by a rule of thumb, such as kitchens use: 25 g to the ounce?

    With `anywhere` also for amounts that are larger or finer than those which people count so.
    """
    source, conversion = judged.source, judged.conversion
    sides = (source, conversion), (conversion, source)
    return any(_counted(one, other, pairing, anywhere=anywhere) for one, other in sides)


def _counted(customary: Quantity, metric: Quantity, pairing: Pairing, *, anywhere: bool) -> bool:
    thumb = pairing.thumbs.get(customary.unit.expression)
    left, right = amounts(customary), amounts(metric)
    if thumb is None or pairing.system(metric.unit) != "metric" or len(left) != len(right):
        return False
    usual = (not _precise(amount) and (thumb.limit is None or amount.number <= thumb.limit) for amount in left)
    if not anywhere and not all(usual):
        return False
    pairs = list(zip(left, right, strict=True))
    return any(
        all(2 * abs(a.number * factor / metric.unit.factor - b.number) <= b.step() for a, b in pairs)
        for factor in thumb.factors
    )


def _precise(amount: Amount) -> bool:
    """Was it written with decimals, which nobody counts roughly?"""
    finest, coarsest = amount.magnitude.finest, amount.magnitude.coarsest
    return finest < 1 and coarsest != 2 * finest
