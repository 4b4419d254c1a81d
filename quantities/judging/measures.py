"""The finding of a pair of measures, and of whatever else has a fixed factor or none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.frozen import replace
from quantities.judging import wording
from quantities.judging.answers import MEASURES, Told, agreeing, disagreeing, unchecked
from quantities.judging.causes import Disagreement, cause_of
from quantities.judging.pairs import with_rate
from quantities.judging.style import Tolerance
from quantities.judging.verdicts import TEMPERATURE, Judgement, agreement, by_thumb, judge, weighed
from quantities.model import Details, Finding, Form, Kind, Pair, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantities.judging.grammar import Pairing
    from quantities.model import Quantity

SLIGHT = 6
"""Degrees of the smaller figure: below this a pair is a difference where others in its text are."""
DIFFERENCES = ((("delta_degree_Celsius", 1),), (("delta_degree_Fahrenheit", 1),))
FAR = 12
"""Two amounts further apart than this, with no error that explains it, are no conversion at all."""
CHOICE = 2
"""The same for two that may be a choice ("5 km or 10 miles")."""
PRECISE = 3
"""Two times of this many figures are no guess, and no other event."""


def measured(
    text: str,
    pair: Pair,
    pairing: Pairing,
    tolerance: Tolerance | None = None,
    differing: Callable[[], bool] = lambda: False,
) -> Finding | None:
    """The finding of a pair, or None where it claims nothing; `differing`: does its text tell of warmer and colder?"""
    joint = pairing.joints.named[pair.form]
    difference = _is_difference(text, pair, pairing)
    judged = _worst(text, _as_levels(pair, pairing) if difference else pair, pairing, difference=difference)
    if judged is Reason.DIMENSIONS and (rated := with_rate(pair, pairing)) is not pair:
        again = _worst(text, rated, pairing, difference=False)
        if isinstance(again, Judgement) and again.verdict is not Verdict.DISAGREE:
            pair, judged = rated, again  # 400,000 barrels a day (64,000 cubic metres); others may be of another time
    if isinstance(judged, Reason):
        return unchecked(pair, judged, pairing) if joint.bracket else None
    choice = joint.choice and pairing.system(judged.source.unit) == pairing.system(judged.conversion.unit)
    if judged.verdict is Verdict.DISAGREE:
        judged = _excused(text, pair, judged, pairing, tolerance)
    if judged.verdict is Verdict.DISAGREE and not difference and _is_slight(judged) and differing():
        again = _worst(text, pair, pairing, difference=True)  # limit it to 2C (3.6F), and aim for 1.5C (2.7F)
        judged = again if isinstance(again, Judgement) and again.verdict is not Verdict.DISAGREE else judged
    if judged.verdict is Verdict.LOOSE and (tolerance is Tolerance.STRICT or _is_note(judged)):
        judged = judged._replace(verdict=Verdict.DISAGREE)
    if judged.verdict is not Verdict.DISAGREE:
        if choice and judged.verdict is not Verdict.EXACT:
            return None
        return agreeing(pair, _told(pair, judged), judged.verdict, pairing, lambda: _sense(pair, judged, pairing))
    if choice or pair.addend or not _may_convict(pair, judged, pairing):
        return unchecked(pair, Reason.NOT_A_CONVERSION, pairing)
    cases = _cases(judged, pairing, difference=difference)
    if _far(cases[0], choice=joint.choice) and cause_of(cases) is None:
        return unchecked(pair, Reason.NOT_A_CONVERSION, pairing)
    return disagreeing(pair, _told(pair, judged), MEASURES, lambda: _why(text, judged, cases, pairing))


def _why(text: str, judged: Judgement, cases: list[Disagreement], pairing: Pairing) -> Details:
    from quantities.judging.corrections import corrections  # most texts need none

    cause, unit = cause_of(cases), judged.source.unit
    said = wording.message(pairing, unit, Verdict.DISAGREE, wording.cause(pairing, cause, cases[0]))
    mended = corrections(text, judged.source.quantity, judged.conversion.quantity, judged.by, pairing)
    return Details(said, cause=cause, corrections=mended)


def _worst(text: str, pair: Pair, pairing: Pairing, *, difference: bool) -> Judgement | Reason:
    """The judgement on the two members that agree worst, or why there is none."""
    if len(pair.sources) == len(pair.conversions) == 1:
        return judge(text, pair.sources[0], pair.conversions[0], pairing, difference=difference)
    sources, conversions = _members(pair.sources, pair.conversions), _members(pair.conversions, pair.sources)
    if len(sources) != len(conversions):
        return Reason.DIFFERENT_SHAPE
    worst: Judgement | None = None
    for source, conversion in zip(sources, conversions, strict=True):
        if source is sources[0] and len(sources) > 1 and _is_multiplier(text, source, conversion):
            continue
        judged = judge(text, source, conversion, pairing, difference=difference)
        if isinstance(judged, Reason):
            return judged
        if worst is None or judged.rank >= worst.rank:
            worst = judged
    assert worst is not None
    return worst


def _is_multiplier(text: str, source: Quantity, conversion: Quantity) -> bool:
    """Are both so many of what follows, and no side of it: 4 x 2m (4 x 6ft 7in)?"""
    return source.surface == conversion.surface and text[source.end : source.end + 2].lstrip()[:1] in _TIMES


_TIMES = frozenset("x×")


def _members(side: tuple[Quantity, ...], other: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """A list as it is; a range as its two ends where the other side is a list: between 8 and 12 in (200 and 300 mm)."""
    if len(side) > 1 or len(other) != len(side[0].numerals) or side[0].form is not Form.RANGE:
        return side
    quantity = side[0]
    ends = zip(quantity.numerals, quantity.units, strict=True)
    return tuple(replace(quantity, numerals=(numeral,), units=(unit,), form=Form.SINGLE) for numeral, unit in ends)


def _is_difference(text: str, pair: Pair, pairing: Pairing) -> bool:
    """Are the two differences of temperature, by their units or by the words around them?"""
    units = pair.sources[-1].units[-1], pair.conversions[-1].units[-1]
    if TEMPERATURE not in (units[0].dimension, units[1].dimension):
        return False
    if pair.sources[0].unit.is_level and pair.conversions[-1].unit.is_level:
        return False  # by the words around either, or it would not have been read so
    written = any(pairing.level(unit) is not unit for unit in units)
    return written or pairing.differences.around(text, pair.sources[0].start, pair.conversions[-1].end)


def _is_note(judged: Judgement) -> bool:
    """Are the two in one unit, so that the second is another amount and no conversion: 75 kWh (72 kWh usable)?"""
    source, conversion = judged.source, judged.conversion
    return source.unit == conversion.unit and source.written.form is conversion.written.form


def _is_slight(judged: Judgement) -> bool:
    """Could the two be a slight difference of temperature: a degree or a few, as warmings are told?"""
    if not judged.source.unit.is_level:
        return False
    return min(abs(amount.number) for amount in (*judged.source.amounts, *judged.conversion.amounts)) <= SLIGHT


def _as_levels(pair: Pair, pairing: Pairing) -> Pair:
    """The pair with levels for units of difference: that they are differences is known by now."""
    sides = (pair.sources, pair.conversions)
    sources, conversions = (tuple(_as_level(quantity, pairing) for quantity in side) for side in sides)
    return pair._replace(sources=sources, conversions=conversions)


def _as_level(quantity: Quantity, pairing: Pairing) -> Quantity:
    level = pairing.level(quantity.unit)
    return quantity if level is quantity.unit else quantity.read_as(level)


def _excused(text: str, pair: Pair, judged: Judgement, pairing: Pairing, tolerance: Tolerance | None) -> Judgement:
    """The judgement after what excuses a pair: kitchens count roughly, and a bracket may convert a sum."""
    if by_thumb(judged, pairing, anywhere=tolerance is Tolerance.KITCHEN):
        return judged._replace(verdict=Verdict.LOOSE)
    addend = pair.addend
    if addend is not None and addend.form is judged.source.written.form is Form.SINGLE:
        source = judged.source.quantity
        numerals, units = (*addend.numerals, *source.numerals), (*addend.units, *source.units)
        total = replace(source, numerals=numerals, units=units, form=Form.COMPOUND)
        if units[0].dimension == units[1].dimension:
            again = judge(text, total, judged.conversion.quantity, pairing)
            return again if isinstance(again, Judgement) else judged
    return judged


def _may_convict(pair: Pair, judged: Judgement, pairing: Pairing) -> bool:
    """Is it a conversion, so that not to agree is an error?"""
    source, conversion = judged.source, judged.conversion
    kinds = source.written.kind, conversion.written.kind
    if not pair.firm or Kind.AGE in kinds or not source.unit.dimension:
        return pair.firm and kinds == (Kind.MEASURE, Kind.MEASURE) and source.unit != conversion.unit
    if _is_note(judged):
        return False
    precise = all(amount.figures >= PRECISE for amount in (*source.amounts, *conversion.amounts))
    return precise or source.unit.dimensionality not in pairing.never


def _cases(judged: Judgement, pairing: Pairing, *, difference: bool) -> list[Disagreement]:
    """The ends that do not agree."""
    source, conversion, by = judged.source, judged.conversion, judged.by
    right = conversion.amounts[::-1] if by.inverse else conversion.amounts
    cases = [
        Disagreement(a, b, source.unit, conversion.unit, by, pairing, difference)
        for a, b in zip(source.amounts, right, strict=False)
    ]
    if len(cases) == 1:
        return cases
    return [case for case in cases if agreement(case.a, case.b, by) is Verdict.DISAGREE] or cases


def _far(case: Disagreement, *, choice: bool) -> bool:
    """Are the two so far apart that they cannot be meant to be the same?"""
    if (case.by.kelvins is not None and not choice) or (case.by.inverse and not case.a.parts.number):
        return False
    left, right, *_ = weighed(case.a.parts, case.b.parts, case.by)
    smaller, larger = sorted((abs(left), abs(right)))
    return larger > (CHOICE if choice else FAR) * smaller


def _told(pair: Pair, judged: Judgement) -> Told:
    """What a finding is about, with the quantities as they were read before a sense was chosen."""
    if len(pair.sources) == len(pair.conversions) == 1:
        return Told(pair.sources[0], pair.conversions[0], judged.by, judged.conversion.unit)
    source = next(q for q in pair.sources if q.start == judged.source.written.start)
    conversion = next(q for q in pair.conversions if q.start == judged.conversion.written.start)
    return Told(source, conversion, judged.by, judged.conversion.unit)


def _sense(pair: Pair, judged: Judgement, pairing: Pairing) -> str:
    """The sense in which a pair agrees, where it is not the first that comes to mind."""
    if judged.plain:
        return ""
    names = [
        wording.plural(read.unit, pairing.words["plurals"])
        for read, written in ((judged.source, pair.sources), (judged.conversion, pair.conversions))
        if read.unit != written[-1].unit
    ]
    return pairing.words["sense"].format(units=" and ".join(names)) if names else ""
