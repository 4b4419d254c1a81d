"""Puts a finding together: code, message, what was expected, and by how much the conversion is off.

All but the verdict is worked out when somebody asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple
from quantities.judging import wording
from quantities.judging.verdicts import Scale, amounts
from quantities.model import Details, Expected, Finding, Form, Pair, Quantity, Reason, Unit, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantities.judging.grammar import Pairing

MEASURES, LOOSELY = "Q101", "Q102"
MONEY, ACROSS, REFERENCE, SAME_CURRENCY = "Q201", "Q202", "Q203", "Q204"
RETOLD, UNCHECKED = "Q301", "Q401"


class Told(NamedTuple):
    """The members of a pair that a finding is about, and how the one becomes the other.

    For lists they are the members that agree worst. `unit` is what the conversion is read as.
    """

    source: Quantity
    conversion: Quantity
    by: Scale
    unit: Unit


def unchecked(pair: Pair, reason: Reason, pairing: Pairing, note: str = "") -> Finding:
    """A pair of which nothing can be said."""
    source, conversion = pair.sources[-1], pair.conversions[-1]

    def details() -> Details:
        said = wording.message(pairing, source.unit, Verdict.UNCHECKED, wording.reason(pairing, reason))
        return Details(said, note=note)

    return Finding(Verdict.UNCHECKED, UNCHECKED, source, conversion, details, reason, pair.quoted)


def agreeing(
    pair: Pair, told: Told, verdict: Verdict, pairing: Pairing, note: Callable[[], str] = lambda: ""
) -> Finding:
    """A pair that agrees: exactly, rounded or loosely."""

    def details() -> Details:
        said = wording.message(pairing, told.source.unit, verdict)
        return Details(said, _expected(told), _difference(told), note=note())

    code = LOOSELY if verdict is Verdict.LOOSE else ""
    return Finding(verdict, code, told.source, told.conversion, details, quoted=pair.quoted)


def disagreeing(pair: Pair, told: Told, code: str, why: Callable[[], Details]) -> Finding:
    """A pair that does not agree."""

    def details() -> Details:
        return why()._replace(expected=_expected(told), difference=_difference(told))

    return Finding(Verdict.DISAGREE, code, told.source, told.conversion, details, quoted=pair.quoted)


def _expected(told: Told) -> Expected | None:
    """The source in the conversion's unit, with the interval that its digits allow."""
    ends = amounts(told.source)
    if told.source.form is Form.PLUS_MINUS:
        ends = ends[:1]
    exact = [told.by.forth(end.number) for end in ends]
    edges = [told.by.forth(end.number + half) for end in ends for half in (-end.half, end.half)]
    numbers, interval = [n for n in exact if n is not None], [n for n in edges if n is not None]
    if not numbers or not interval:
        return None
    low, high = (min(numbers), max(numbers)) if len(ends) > 1 else (None, None)
    magnitude = numbers[0] if len(ends) == 1 else None
    return Expected(magnitude, low, high, (min(interval), max(interval)), told.unit)


def _difference(told: Told) -> float | None:
    """The conversion over what was expected, less one: of a range its worse end; None for temperatures and nothing."""
    if told.by.kelvins is not None:
        return None
    expected = [told.by.forth(end.number) for end in amounts(told.source)]
    written = [end.number for end in amounts(told.conversion)]
    if told.by.inverse:
        written.reverse()
    off = [number / exact - 1 for exact, number in zip(expected, written, strict=False) if exact]
    try:
        return float(max(off, key=abs)) if off else None
    except OverflowError:
        return None
