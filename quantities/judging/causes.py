"""What probably went wrong between two amounts that do not agree.

Every cause is one function that says whether it explains the pair; the first in the order of `CAUSES` is given. An
explanation must fit closely: steps of rounding are at most 5 % of a number here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple
from quantities.judging.verdicts import COARSE, TEMPERATURE, Amount, Scale, agreement, scale
from quantities.model import Cause, Magnitude, Parts, Unit, Verdict

if TYPE_CHECKING:
    from quantities.judging.grammar import Pairing

CLOSE = 5
"""In percent."""
ALIKE = Fraction(5, 4)
"""Units closer than this are mixed up so often that a looser fit tells it."""
LONGEST = 20
"""Slips of the finger are looked for in numbers up to this length."""
_TENS = (Fraction(10), Fraction(1, 10), Fraction(100), Fraction(1, 100))
_UNUSUAL = re.compile(r"^-?0\d|\.\d*0$")
"""What nobody would have written before the digits changed places: 010, 2.70."""
_FITTING = (Verdict.EXACT, Verdict.ROUNDED)


class Disagreement(NamedTuple):
    """Two amounts that do not agree, with their units and how the one should become the other.

    `slack` is by how much of itself the scale may be off: exchange rates move.
    """

    a: Amount
    b: Amount
    source: Unit
    conversion: Unit
    by: Scale
    pairing: Pairing
    difference: bool = False
    slack: Fraction = Fraction(0)

    def fits(
        self, a: Amount | None = None, b: Amount | None = None, by: Scale | None = None, coarse: int = CLOSE
    ) -> bool:
        """Would the pair agree with another source, conversion or scale?"""
        a, b, by = a or self.a, b or self.b, by or self.by
        if agreement(a, b, by, coarse) in _FITTING:
            return True
        c = by.forth(a.number)
        return bool(self.slack) and c is not None and abs(c - b.number) <= self.slack * abs(b.number)


def cause_of(disagreements: Sequence[Disagreement]) -> Cause | None:
    """The first cause that explains all of them (the ends of a range), or None."""
    for cause, explains in CAUSES:
        if all(map(explains, disagreements)):
            return cause
    return None


def _swapped(case: Disagreement) -> bool:
    """The numbers changed places, or the factor was used the wrong way round: the same arithmetic."""
    if case.fits(a=case.b, b=case.a, coarse=COARSE):
        return True
    c = None if case.by.kelvins or case.by.inverse else case.by.back(case.a.number)
    return c is not None and 2 * abs(c - case.b.number) <= case.b.magnitude.finest


def _offset(case: Disagreement) -> bool:
    """The 32 degrees were left out of a level, or added to a difference."""
    if case.source.dimension != TEMPERATURE:
        return False
    by = scale(case.source, case.conversion, {}, difference=not case.difference)
    return by is not None and by != case.by and case.fits(by=by)


def _sign(case: Disagreement) -> bool:
    minus = Fraction(-1)
    return case.fits(a=case.a.times(minus)) or case.fits(b=case.b.times(minus))


def _repeated(case: Disagreement) -> bool:
    """The same number was written twice."""
    return case.a.number == case.b.number


def _linear_factor(case: Disagreement) -> bool:
    """The factor of a length was used for its square or cube."""
    if len(case.source.terms) != 1 or len(case.conversion.terms) != 1:
        return False
    (left, power), (right, other) = case.source.terms[0], case.conversion.terms[0]
    units = case.pairing.units
    if abs(power) < 2 or power != other or left not in units or right not in units:
        return False
    one, two = units[left].factor, units[right].factor
    one, two = (one, two) if power > 0 else (two, one)
    scales = (Scale.between(one**n, two**n) for n in range(1, abs(power)))
    return any(case.fits(by=by, coarse=COARSE) for by in scales)


def _confused_unit(case: Disagreement) -> bool:
    """One of the units is not the one that was meant: a nautical mile, an imperial gallon, a yard."""
    return confusion(case) is not None


def confusion(case: Disagreement) -> tuple[Unit, Unit] | None:
    """The unit that stands there, and the one that people take for it, with which the pair agrees."""
    for (unit, other), by in _scales(case, case.pairing.siblings):
        alike = ALIKE > unit.factor / other.factor > 1 / ALIKE
        if case.fits(by=by, coarse=COARSE if alike else CLOSE):
            return unit, other
    return None


def _other_unit(case: Disagreement) -> bool:
    """One of the units is another of the same kind."""
    return other_units(case) is not None


def other_units(case: Disagreement) -> tuple[Unit, Unit] | None:
    """The unit that stands there, and another of the same kind with which the pair agrees exactly."""
    if min(case.a.figures, case.b.figures) < 2:
        return None
    scales = _scales(case, case.pairing.of_the_same_kind)
    return next((units for units, by in scales if agreement(case.a, case.b, by, CLOSE) is Verdict.EXACT), None)


def _scales(case: Disagreement, others: Callable[[Unit], Iterator[Unit]]) -> Iterator[tuple[tuple[Unit, Unit], Scale]]:
    """The scales with one of the two units replaced by another; with that unit, and the other."""
    for unit in others(case.source):
        if by := scale(unit, case.conversion, case.pairing.families, difference=case.difference):
            yield (case.source, unit), by
    for unit in others(case.conversion):
        if by := scale(case.source, unit, case.pairing.families, difference=case.difference):
            yield (case.conversion, unit), by


def _power_of_ten(case: Disagreement) -> bool:
    """A zero too many or too few, a decimal point that moved, million for billion."""
    c = case.by.forth(case.a.number)
    if not c or not case.b.number or any(map(_starts_with_zero, (case.a, case.b))):
        return False
    if case.by.kelvins:  # their ratio says nothing
        return any(case.fits(b=_shifted(case.b, n)) or case.fits(a=_shifted(case.a, n)) for n in _TENS)
    power = round(_log10(case.b.number / c))
    return 1 <= abs(power) <= 12 and case.fits(b=_shifted(case.b, Fraction(10) ** -power))


def _shifted(amount: Amount, factor: Fraction) -> Amount:
    """The amount times a power of ten; where that takes off written zeros, what is left is good to one."""
    number, finest, coarsest = amount.magnitude
    place = max(finest * factor, min(finest, coarsest * factor))
    return Amount(Magnitude(number * factor, place, coarsest * factor).parts, amount.numeral)


def _starts_with_zero(amount: Amount) -> bool:
    """Does it begin with a zero that nobody writes (010)?"""
    return amount.numeral is not None and re.match(r"-?0\d", amount.numeral.digits) is not None


def _transposed(case: Disagreement) -> bool:
    """Two neighbouring digits changed places."""
    return _slipped(case, _swaps)


def _digit(case: Disagreement) -> bool:
    """A digit is wrong, missing or too many; of shorter numbers that would explain anything."""
    return _slipped(case, _slips)


def _slipped(case: Disagreement, change: Callable[[str], Iterator[str]]) -> bool:
    """Would the pair agree with the digits of either side changed?"""
    level = case.by.kelvins is not None  # shares of it say nothing
    back, forth = (None, None) if level else (case.by.back(case.b.number), case.by.forth(case.a.number))
    left = any(case.fits(a=a) for a in _variants(case.a, change, back))
    return left or any(case.fits(b=b) for b in _variants(case.b, change, forth))


def _variants(amount: Amount, change: Callable[[str], Iterator[str]], wanted: Fraction | None) -> Iterator[Amount]:
    """The amounts that the digits give when they are changed, without those that are far from what is `wanted`."""
    numeral = amount.numeral
    if numeral is None or "/" in numeral.digits or len(numeral.digits) > LONGEST:
        return
    number = numeral.magnitude.number
    unit_scale = amount.number / number if number else Fraction(1)
    near = None if wanted is None else _float(wanted / unit_scale / Fraction(10) ** numeral.power)
    for digits in change(numeral.digits):
        if near is None or abs(float(digits) - near) <= abs(near) / 2:
            yield Amount(Parts.of(digits, numeral.power), numeral).times(unit_scale)


def _float(number: Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf


def _swaps(digits: str) -> Iterator[str]:
    places = [i for i, char in enumerate(digits) if char.isdigit()]
    for i, j in pairwise(places):
        swapped = digits[:i] + digits[j] + digits[i + 1 : j] + digits[i] + digits[j + 1 :]
        if digits[i] != digits[j] and not _UNUSUAL.search(swapped):
            yield swapped


def _slips(digits: str) -> Iterator[str]:
    places = [i for i, char in enumerate(digits) if char.isdigit()]
    if len(places) < 3:
        return
    for i in places:
        yield from (digits[:i] + new + digits[i + 1 :] for new in "0123456789" if new != digits[i])
        yield digits[:i] + digits[i + 1 :]
        yield from (digits[:i] + new + digits[i:] for new in "0123456789")


def _log10(number: Fraction) -> float:
    return math.log10(abs(number.numerator)) - math.log10(number.denominator)


CAUSES: tuple[tuple[Cause, Callable[[Disagreement], bool]], ...] = (
    (Cause.SWAPPED, _swapped),
    (Cause.OFFSET, _offset),
    (Cause.SIGN, _sign),
    (Cause.REPEATED, _repeated),
    (Cause.LINEAR_FACTOR, _linear_factor),
    (Cause.CONFUSED_UNIT, _confused_unit),
    (Cause.POWER_OF_TEN, _power_of_ten),
    (Cause.OTHER_UNIT, _other_unit),
    (Cause.TRANSPOSED, _transposed),
    (Cause.DIGIT, _digit),
)
