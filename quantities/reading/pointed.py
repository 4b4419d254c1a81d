"""Numbers whose point parts two units: a horse of 15.2 hands has 15 hands and 2 inches."""

from __future__ import annotations

from fractions import Fraction

from quantities.frozen import replace
from quantities.lexicon import Lexicon
from quantities.model import Form, Numeral, Quantity, Unit


class Pointed:
    """The units that are written so, with the smaller unit that the digit behind the point counts."""

    def __init__(self, lexicon: Lexicon) -> None:
        table: dict[str, str] = lexicon.language["composites"]["pointed"]
        self.below = {name: lexicon.units[part] for name, part in table.items() if name in lexicon.units}


def parted(quantity: Quantity, below: Unit) -> Quantity:
    """The quantity as so many of its unit and so many smaller ones; an end of a range as a number with a fraction.

    What has another digit behind the point than there can be, or several, is left as it is.
    """
    many = quantity.unit.factor / below.factor
    if quantity.form is not Form.SINGLE:
        numerals = tuple(_with_fraction(numeral, many) for numeral in quantity.numerals)
        return replace(quantity, numerals=numerals) if quantity.form is Form.RANGE else quantity
    numeral = quantity.numerals[0]
    whole, point, part = numeral.digits.partition(".")
    place = numeral.start + len(whole) + len(point)
    if not _is_part(numeral, many) or place + len(part) != numeral.end:
        return quantity
    numerals = (Numeral(numeral.start, place - len(point), whole), Numeral(place, numeral.end, part))
    return replace(quantity, numerals=numerals, units=(quantity.unit, below), form=Form.COMPOUND)


def _is_part(numeral: Numeral, many: Fraction) -> bool:
    whole, _, part = numeral.digits.partition(".")
    return whole.isdecimal() and len(part) == 1 and part.isdecimal() and int(part) < many and not numeral.power


def _with_fraction(numeral: Numeral, many: Fraction) -> Numeral:
    if not _is_part(numeral, many):
        return numeral
    whole, _, part = numeral.digits.partition(".")
    return numeral._replace(digits=whole if part == "0" else f"{whole} {part}/{many}")
