"""Conversions that a house style wants and a text lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import regex

from quantities.frozen import NamedTuple
from quantities.judging import wording
from quantities.judging.corrections import Rounded, digits_of, exponent, grouped, marks_of, power_of_ten, rounded_to
from quantities.judging.grammar import Pairing, composed
from quantities.judging.pairs import in_quotation, pairs
from quantities.judging.style import Rounding, Style
from quantities.judging.verdicts import Amount, Scale, agreement, amounts, scale
from quantities.model import Correction, Form, Kind, Numeral, Verdict

if TYPE_CHECKING:
    from quantities.lexicon import Lexicon
    from quantities.model import Quantity, Unit

LEAST = 2
"""A conversion shows so many figures at least, however few the source has."""
KELVIN_FIGURES = 3
"""The same for levels of temperature, counted in kelvins."""
FINER = 3
"""A new conversion that would not agree with its source is written with up to so many more figures."""
SMALLEST = 3
"""Of a compound so many of its smallest unit are the most that may be rounded away."""


class Wanted(NamedTuple):
    """What a style wants to see behind a quantity: the unit, the way to it, and whether it is a difference."""

    unit: Unit
    by: Scale
    difference: bool


def suggestions(text: str, quantities: Sequence[Quantity], lexicon: Lexicon, style: Style) -> Iterator[Correction]:
    """An insertion for every measure that the style wants a conversion of and that is in no pair."""
    pairing = lexicon.compiled(Pairing)
    told = {q.start for pair in pairs(text, quantities, lexicon) for q in (*pair.sources, *pair.conversions)}
    prefer = dict(style.prefer)
    for quantity in quantities:
        alone = quantity.start not in told and quantity.series is None and quantity.form is not Form.PLUS_MINUS
        target = prefer.get(pairing.level(quantity.units[0]).expression)
        if target is None or not alone or quantity.kind is not Kind.MEASURE or in_quotation(text, quantity.start):
            continue
        wanted = _wanted(text, quantity, composed(target, lexicon.units), pairing)
        if written := wanted and _written(text, quantity, wanted, style, lexicon):
            yield Correction(quantity.end, quantity.end, f" ({written})")


def _wanted(text: str, quantity: Quantity, unit: Unit, pairing: Pairing) -> Wanted | None:
    told = unit.is_level and pairing.differences.around(text, quantity.start, quantity.end)
    difference = told or pairing.level(quantity.unit) != quantity.unit
    by = scale(quantity.unit, unit, pairing.families, difference=difference)
    return Wanted(unit, by, difference) if by else None


def _written(text: str, quantity: Quantity, wanted: Wanted, style: Style, lexicon: Lexicon) -> str | None:
    """The conversion, without its bracket; None where none is any good."""
    ends = [(end, exact) for end in amounts(quantity) if (exact := wanted.by.forth(end.number))]
    if len(ends) < len(amounts(quantity)):  # nothing converts to nothing
        return None
    coarse = max if style.rounding is Rounding.AP else min
    place = coarse(_place(end, exact, wanted, style) for end, exact in ends)
    for finer in range(FINER):
        rounded = [rounded_to(exact, place * power_of_ten(-finer)) for _, exact in ends]
        if all(_agrees(end, number, wanted.by) for (end, _), number in zip(ends, rounded, strict=True)):
            return _with_unit(text, quantity, rounded, wanted, style, lexicon)
    return None


def _agrees(source: Amount, rounded: Rounded, by: Scale) -> bool:
    written = Numeral(0, 0, _digits(rounded))
    return agreement(source, Amount(written.parts, written), by) in (Verdict.EXACT, Verdict.ROUNDED)


# -- rounding --------------------------------------------------------------------------------------------------------


def _place(source: Amount, exact: Fraction, wanted: Wanted, style: Style) -> Fraction:
    """The place to round to, a power of ten."""
    if style.rounding is Rounding.AP:
        shown = power_of_ten(exponent(exact))  # one figure at least
        whole = abs(exact) >= 10 or wanted.unit.is_level
        place = min(Fraction(1) if whole else Fraction(1, 10), shown)
        return Fraction(1) if rounded_to(exact, place).number.denominator == 1 else place
    counted = wanted.by.kelvins is None and source.numeral is not None
    if style.rounding is Rounding.FIGURES and (style.figures or counted):
        return power_of_ten(exponent(exact) + 1 - (style.figures or max(source.figures, LEAST)))
    return _comparable(source, exact, wanted)


def _comparable(source: Amount, exact: Fraction, wanted: Wanted) -> Fraction:
    """Wikipedia's default: the precision of the source, or two figures (three, in kelvins) where that is more."""
    coarsest = source.magnitude.coarsest
    if wanted.by.kelvins is not None or wanted.difference:
        kelvins = wanted.unit.to_base(exact)
        return min(coarsest, power_of_ten(exponent(kelvins) + 1 - KELVIN_FIGURES))
    if source.numeral is None:  # a compound: its smallest unit, as nearly as a power of ten
        smallest = source.magnitude.finest * abs(exact / source.number)
        return power_of_ten(exponent(SMALLEST * smallest))
    if coarsest == 2 * source.magnitude.finest:  # a fraction counts as one decimal, or as its denominator
        coarsest = min(coarsest, Fraction(1, 10))
    same = power_of_ten(-exponent(2 * abs(source.number / exact) / coarsest))
    return min(same, power_of_ten(exponent(exact) + 1 - LEAST))


# -- words -----------------------------------------------------------------------------------------------------------

_JOINT = regex.compile(r"\s?[-‐‑–—]\s?|\s(?:to|and|or)\s")
_HYPHENS = "-‐‑"


def _with_unit(
    text: str, quantity: Quantity, rounded: list[Rounded], wanted: Wanted, style: Style, lexicon: Lexicon
) -> str:
    """The numbers in the writer's marks, joined by the writer's own word, and their unit."""
    marks = marks_of(text, quantity.numerals)
    numbers = [f"{marks.minus if n.number < 0 else ''}{grouped(_digits(n).lstrip('-'), marks)}" for n in rounded]
    joint = _JOINT.search(text, quantity.numerals[0].end, quantity.numerals[-1].start)
    number = (joint[0] if joint else "–").join(numbers)
    hyphen = text[quantity.numerals[-1].end : quantity.numerals[-1].end + 1]
    if hyphen and hyphen in _HYPHENS and not style.symbols:  # a 100-foot (30-meter) mast
        return f"{number}{hyphen}{_name(wanted.unit, style, lexicon, one=True)}"
    return f"{number} {_name(wanted.unit, style, lexicon, one=len(rounded) == 1 and rounded[0].number == 1)}"


def _digits(rounded: Rounded) -> str:
    sign = "-" if rounded.number < 0 else ""
    return sign + digits_of(abs(rounded.number), rounded.place, 0)


def _name(unit: Unit, style: Style, lexicon: Lexicon, *, one: bool) -> str:
    """The symbol of a unit, or its name in the spelling of the style."""
    table = lexicon.language["styles"]
    symbol: str | None = table["symbols"].get(unit.expression) if style.symbols else None
    if symbol:
        return symbol
    name = wording.singular(unit) if one else wording.plural(unit, lexicon.compiled(Pairing).words["plurals"])
    for ending, other in table["spelling"].get(style.spelling, {}).items():
        name = name.replace(ending, other)
    return name
