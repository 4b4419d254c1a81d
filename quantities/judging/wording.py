"""The words of the findings."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from quantities.judging.causes import Disagreement, confusion, other_units
from quantities.judging.rates import Witness
from quantities.model import Cause, Kind, Reason, Unit, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from quantities.judging.grammar import Pairing


def message(pairing: Pairing, unit: Unit, verdict: Verdict, why: str = "") -> str:
    """What is said of a pair: `area figures do not agree (likely: ...)`.

    `unit` is the source's; `why` stands in brackets.
    """
    said = f"{_subject(pairing, unit)} {pairing.words['verdicts'][verdict.value]}"
    return f"{said} ({why})" if why else said


def retold(pairing: Pairing, unit: Unit) -> str:
    """What is said of two figures that may be one, told twice."""
    return f"{_subject(pairing, unit)} {pairing.words['reasons'][Reason.RETOLD.value]}"


def _subject(pairing: Pairing, unit: Unit) -> str:
    kind = pairing.words["of"].get("money" if unit.kind is Kind.MONEY else unit.dimensionality)
    return f"{kind} figures" if kind else pairing.words["default"]


def reason(pairing: Pairing, why: Reason) -> str:
    """Why a pair was not checked."""
    words: str = pairing.words["reasons"][why.value]
    return words


def cause(pairing: Pairing, why: Cause | None, case: Disagreement) -> str:
    """What probably went wrong; nothing where nothing is known."""
    if why is None:
        return ""
    name = "offset_difference" if why is Cause.OFFSET and case.difference else why.value
    words: str = pairing.words["causes"][name]
    units = _named(why, case)
    if units is None:
        return words
    written, meant = (plural(unit, pairing.words["plurals"]) for unit in units)
    return words.format(units=written, others=meant)


def _named(why: Cause, case: Disagreement) -> tuple[Unit, Unit] | None:
    """The two units that a cause speaks of."""
    if why is Cause.CONFUSED_UNIT:
        return confusion(case)
    if why is Cause.OTHER_UNIT:
        return other_units(case)
    if why is Cause.LINEAR_FACTOR:
        name, _ = case.conversion.terms[0]
        return case.pairing.units[name], case.conversion
    return None


def money(pairing: Pairing, witness: Witness, why: str) -> str:
    """What is said of money whose implied rate is not that of the others."""
    said: str = pairing.words["money"]["disagree"][_origin(witness)]
    return f"{said} ({why})" if why else said


def _origin(witness: Witness) -> str:
    return "pair" if witness.others == 1 else witness.origin.value


def same_currency(pairing: Pairing, code: str) -> str:
    """What is said of two amounts in one currency."""
    words: str = pairing.words["money"]["same"]
    return words.format(currency=code)


def rate(pairing: Pairing, witness: Witness) -> str:
    """What the other rates say a currency is worth, the stronger in the weaker, and whose rates they are."""
    units = witness.pair.sources[-1].unit, witness.pair.conversions[-1].unit
    weak, strong = sorted(unit.currency.code for unit in units if unit.currency)
    worth = Fraction(*witness.rate)
    if worth < 1:
        weak, strong, worth = strong, weak, 1 / worth
    words: str = pairing.words["money"]["notes"][_origin(witness)]
    shown = f"{float(worth):.2f}" if worth < 100 else f"{round(worth):,}"
    note = words.format(count=witness.others, source=witness.source, strong=strong, weak=weak, worth=shown)
    return note + (pairing.words["money"]["on"].format(date=witness.date) if witness.date else "")


def plural(unit: Unit, irregular: Mapping[str, Any]) -> str:
    """The name of a unit, for more than one of it.

    >>> from quantities import Lexicon
    >>> units = Lexicon.default().units
    >>> plural(units["mile"] ** 2, {}), plural(units["mile"] / units["hour"], {})
    ('square miles', 'miles per hour')
    """
    above = [_plural_power(name, exponent, irregular) for name, exponent in unit.terms if exponent > 0]
    below = [_power(name.replace("_", " "), -exponent) for name, exponent in unit.terms if exponent < 0]
    return " per ".join([" ".join(above) or "1", *below])


def singular(unit: Unit) -> str:
    """The name of a unit, for one of it.

    >>> from quantities import Lexicon
    >>> units = Lexicon.default().units
    >>> singular(units["mile"] / units["hour"]), singular(units["degree_Celsius"])
    ('mile per hour', 'degree Celsius')
    """
    above, *below = (
        " ".join(_power(name.replace("_", " "), abs(exponent)) for name, exponent in part)
        for part in (
            [term for term in unit.terms if term[1] > 0],
            *([term] for term in unit.terms if term[1] < 0),
        )
    )
    return " per ".join([above, *below])


def _plural_power(name: str, exponent: int, irregular: Mapping[str, Any]) -> str:
    return _power(irregular.get(name, f"{name.replace('_', ' ')}s"), exponent)


def _power(name: str, exponent: int) -> str:
    return {2: "square ", 3: "cubic "}.get(exponent, "") + name
