"""The finding of a pair of amounts of money."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from quantities.judging import rates, wording
from quantities.judging.answers import ACROSS, MONEY, REFERENCE, SAME_CURRENCY, Told, agreeing, disagreeing, unchecked
from quantities.judging.causes import Disagreement, cause_of
from quantities.judging.measures import measured
from quantities.judging.verdicts import Reading, amounts, compare, compared, scale
from quantities.model import Details, Finding, Pair, Quantity, Reason, Unit, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quantities.judging.grammar import Pairing

FAR = 12
"""Two amounts in one currency further apart than this are two amounts."""
CODES = {rates.Origin.STORY: MONEY, rates.Origin.RUN: ACROSS, rates.Origin.REFERENCE: REFERENCE}


def priced(text: str, pair: Pair, evidence: rates.Evidence, pairing: Pairing) -> Finding | None:
    """The finding of a pair of amounts of money, or None where it claims nothing."""
    source, conversion = pair.sources[-1], pair.conversions[-1]
    one, other = source.unit.currency, conversion.unit.currency
    joint = pairing.joints.named[pair.form]
    if one is None or other is None or one.per != other.per:
        return unchecked(pair, Reason.DIMENSIONS, pairing) if joint.bracket else None
    if one.code == other.code:
        return _one_currency(text, pair, one.code, pairing)
    if not pair.firm:
        return unchecked(pair, Reason.NOT_A_CONVERSION, pairing)
    readings = Reading.of(source), Reading.of(conversion)
    if len(pair.sources) != len(pair.conversions) or len(readings[0].amounts) != len(readings[1].amounts):
        return unchecked(pair, Reason.DIFFERENT_SHAPE, pairing)
    witness = evidence.witness(pair)
    if isinstance(witness, str):
        return unchecked(pair, Reason.NO_RATE, pairing, witness)
    if not witness.agrees:
        witness = _acquitting(text, pair, evidence, pairing) or witness
    if not witness.agrees:
        return _breaking(text, pair, witness, pairing)
    by = rates.converting(witness)
    verdict = Verdict.EXACT if compared(*readings, by) is Verdict.EXACT else Verdict.ROUNDED
    told = Told(source, conversion, by, conversion.unit)
    return agreeing(pair, told, verdict, pairing, partial(wording.rate, pairing, witness))


def _acquitting(text: str, pair: Pair, evidence: rates.Evidence, pairing: Pairing) -> rates.Witness | None:
    """What is said of the pair in another sense, if that agrees: the dollars may be those of Australia."""
    source, conversion = pair.sources[-1], pair.conversions[-1]
    readings = chain(
        (pair._replace(sources=(reading,)) for reading in _senses(text, source, conversion, evidence, pairing)),
        (pair._replace(conversions=(reading,)) for reading in _senses(text, conversion, source, evidence, pairing)),
    )
    said = map(evidence.witness, readings)
    return next((witness for witness in said if isinstance(witness, rates.Witness) and witness.agrees), None)


def _senses(
    text: str, quantity: Quantity, other: Quantity, evidence: rates.Evidence, pairing: Pairing
) -> Iterator[Quantity]:
    """The senses of one side in which it may be compared with the other."""
    for unit in quantity.senses:
        if evidence.may_speak(unit, other.unit) and pairing.likely(text, quantity, unit):
            yield quantity.read_as(unit)


def _one_currency(text: str, pair: Pair, code: str, pairing: Pairing) -> Finding | None:
    """Two amounts in one currency: the same, or most likely the wrong sign; or no claim at all."""
    source, conversion = pair.sources[-1], pair.conversions[-1]
    joint = pairing.joints.named[pair.form]
    by_two = joint.bracket and _by_two_units(source, conversion, pairing)
    minor = by_two and source.unit.terms[:1] != conversion.unit.terms[:1]  # 145p a litre (£6.59 a gallon)
    if not minor and _is_doubtful(source, code) != _is_doubtful(conversion, code):
        return unchecked(pair, Reason.NO_RATE, pairing)  # a dollar of some country, in US dollars
    if by_two:
        return measured(text, pair, pairing)
    by = scale(source.unit, conversion.unit, {})
    if by is None or len(amounts(source)) != len(amounts(conversion)):
        return unchecked(pair, Reason.DIFFERENT_SHAPE, pairing) if joint.bracket else None
    verdict = compare(source, conversion, by)
    told = Told(source, conversion, by, conversion.unit)
    if verdict is Verdict.EXACT or (verdict is not Verdict.DISAGREE and joint.bracket):
        return agreeing(pair, told, verdict, pairing)
    if not joint.bracket:
        return None
    bare = pairing.joints.bare.fullmatch(text, source.end, conversion.start) and not _CONTINUED.match(
        text, conversion.end
    )
    rated = source.unit.terms[1:] != conversion.unit.terms[1:]  # a price each, and one for more: £3 an hour (£15 a day)
    expected, written = by.forth(amounts(source)[0].number) or Fraction(0), amounts(conversion)[0].number
    smaller, larger = sorted((abs(expected), abs(written)))
    if not pair.firm or not bare or rated or larger > FAR * smaller:
        return unchecked(pair, Reason.NOT_A_CONVERSION, pairing)
    return disagreeing(pair, told, SAME_CURRENCY, lambda: Details(wording.same_currency(pairing, code)))


def _is_doubtful(quantity: Quantity, code: str) -> bool:
    """May it be another currency?"""
    return any(sense.currency is None or sense.currency.code != code for sense in quantity.senses)


def _by_two_units(source: Quantity, conversion: Quantity, pairing: Pairing) -> bool:
    """Is it the price of one thing by two systems of measurement: £3 a pound (£6.61 a kilo)?"""
    below = [Unit(quantity.unit.terms[1:]) for quantity in (source, conversion)]
    return all(unit.terms for unit in below) and pairing.system(below[0]) != pairing.system(below[1])


_CONTINUED = re.compile(r"\s\w")
"""What goes on behind a figure says what it is of: $12m ($10m a year earlier), £3m (£1m each)."""


def _breaking(text: str, pair: Pair, witness: rates.Witness, pairing: Pairing) -> Finding:
    """A pair that breaks other rates: those of its text, of its day or of other texts."""
    source, conversion = pair.sources[-1], pair.conversions[-1]
    told = Told(source, conversion, rates.converting(witness), conversion.unit)
    return disagreeing(pair, told, CODES[witness.origin], lambda: _why(text, pair, witness, pairing))


def _why(text: str, pair: Pair, witness: rates.Witness, pairing: Pairing) -> Details:
    from quantities.judging.corrections import corrections  # most texts need none

    source, conversion, by = pair.sources[-1], pair.conversions[-1], rates.converting(witness)
    cases = [
        Disagreement(a, b, source.unit, conversion.unit, by, pairing, slack=Fraction(rates.TOLERANCE, 100))
        for a, b in zip(amounts(source), amounts(conversion), strict=True)
    ]
    cases = [case for case in cases if not case.fits()] or cases
    cause = cause_of(cases)
    mended = () if witness.disputed else corrections(text, source, conversion, by, pairing)
    said = wording.money(pairing, witness, wording.cause(pairing, cause, cases[0]))
    return Details(said, cause=cause, corrections=mended, note=wording.rate(pairing, witness))
