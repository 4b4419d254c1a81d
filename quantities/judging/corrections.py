"""How to mend a pair that does not agree: one replacement for either side, a number in the writer's own style.

Grouping, decimals, fractions, scale words and the spelling of the unit stay as they are. Every correction was judged
again: a pair that has it applied agrees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple, replace
from quantities.judging.verdicts import Amount, Scale, agreement, amounts, compare
from quantities.model import Correction, Form, Numeral, Quantity, Verdict
from quantities.reading.grammar import BLANK, MINUS, VULGAR

if TYPE_CHECKING:
    from quantities.judging.grammar import Pairing

ROUGH = Fraction(35, 1000)
"""A correction is no further than this from what it stands for."""
TRIES = 6
PARTS = (2, 4, 8, 16)
"""The fractions that people write."""
_AGREEING = (Verdict.EXACT, Verdict.ROUNDED)
LARGEST = Fraction(10) ** 30


class Rounded(NamedTuple):
    """A number and the place that it is rounded to: a power of ten, or 1/n of a number written as a fraction."""

    number: Fraction
    place: Fraction


class Side(NamedTuple):
    """A quantity to be mended, its partner, the numbers it should have, and the judge of what is made of it."""

    quantity: Quantity
    partner: Quantity
    wanted: list[Fraction | None]
    agrees: Callable[[Quantity], bool]


def corrections(
    text: str, source: Quantity, conversion: Quantity, by: Scale, pairing: Pairing
) -> tuple[Correction, ...]:
    """A correction of the conversion, then one of the source; either is missing where no good one is found."""
    left, right = amounts(source), amounts(conversion)
    if Form.PLUS_MINUS in (source.form, conversion.form) or len(left) != len(right) or (by.inverse and len(left) > 1):
        return ()
    wrong = [agreement(a, b, by) is Verdict.DISAGREE for a, b in zip(left, right, strict=True)]
    asked = wrong if any(wrong) else [True] * len(wrong)
    forth = [by.forth(a.number) if ask else b.number for a, b, ask in zip(left, right, asked, strict=True)]
    back = [by.back(b.number) if ask else a.number for a, b, ask in zip(left, right, asked, strict=True)]
    sides = (
        Side(conversion, source, forth, lambda mended: compare(source, mended, by) in _AGREEING),
        Side(source, conversion, back, lambda mended: compare(mended, conversion, by) in _AGREEING),
    )
    level = by.kelvins is not None
    return tuple(mended for side in sides if (mended := _correction(text, side, pairing, level=level)))


# -- how far to round ------------------------------------------------------------------------------------------------


def _ways(side: Side, *, level: bool) -> Iterator[list[Rounded]]:
    """The numbers that should stand there: as coarse as they are written now, then finer and finer."""
    wanted = [number for number in side.wanted if number is not None and abs(number) <= LARGEST]
    if len(wanted) < len(side.wanted):
        return
    members = list(zip(wanted, amounts(side.quantity), amounts(side.partner), strict=True))
    for finer in range(TRIES):
        yield [
            Rounded(number, own.magnitude.finest)
            if number == own.number
            else rounded_to(number, _place(number, own, partner, finer, level=level))
            for number, own, partner in members
        ]


def _place(number: Fraction, own: Amount, partner: Amount, finer: int, *, level: bool) -> Fraction:
    """The place to round to: its own, but with no more figures than either side shows; then finer."""
    finest = own.magnitude.finest
    if own.magnitude.coarsest == 2 * finest:  # halves, quarters, eighths ...
        parts = [Fraction(1, n) for n in PARTS if 1 / (2 * finest) <= n]
        if part := next((part for part in parts[finer:] if _is_close(number, part)), None):
            return part
        finest = Fraction(1)
    if own.numeral is None or level:
        return finest * power_of_ten(-finer)
    figures = max(own.figures, partner.figures, 2)
    shown = power_of_ten(exponent(number) + 1 - figures)
    padded = own.magnitude.coarsest > finest  # by zeros: 621,000
    coarse = max(finest, shown) if padded or finest * 10 < shown else finest
    if finer == 0 and _is_close(number, coarse):
        return coarse
    return shown * power_of_ten(1 - max(1, finer))


def _is_close(number: Fraction, place: Fraction) -> bool:
    """Is a number rounded to a place near enough to stand for it?"""
    return abs(rounded_to(number, place).number - number) <= ROUGH * abs(number)


def power_of_ten(exponent: int) -> Fraction:
    """A power of ten, exactly."""
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def rounded_to(number: Fraction, place: Fraction) -> Rounded:
    """A number rounded half away from nothing."""
    count = Fraction((abs(number) / place + Fraction(1, 2)) // 1)
    return Rounded(count * place if number >= 0 else -count * place, place)


def exponent(number: Fraction) -> int:
    """The power of ten of the first figure of a number; 0 for nothing.

    >>> [exponent(Fraction(n)) for n in ("772", "0.05", "0")]
    [2, -2, 0]
    """
    size = abs(number)
    if not size:
        return 0
    guess = len(str(size.numerator)) - len(str(size.denominator))
    return guess if size >= Fraction(10) ** guess else guess - 1


# -- how to write it -------------------------------------------------------------------------------------------------


def _correction(text: str, side: Side, pairing: Pairing, *, level: bool) -> Correction | None:
    """The first of the ways to write a quantity that agrees with its partner."""
    quantity, numerals = side.quantity, side.quantity.numerals
    if len({numeral.start for numeral in numerals}) < len(numerals):  # tens of thousands: two numbers in one place
        return None
    start = numerals[0].start
    if text[start : numerals[0].end].lower() in pairing.words["articles"]:
        return None
    if _GLUED.fullmatch(text, max(0, start - 2), start):  # 3,2302 ft: it would be one with the 3
        return None
    marks = marks_of(text, (*numerals, *side.partner.numerals))
    for rounded in _ways(side, level=level):
        written = [_write(text, numeral, number, marks, pairing) for numeral, number in _by_numeral(quantity, rounded)]
        pieces = [piece for piece in written if piece is not None]
        if len(pieces) < len(written):
            return None
        mended = replace(quantity, numerals=tuple(numeral for _, numeral in pieces))
        if quantity.form is Form.RANGE and _ascending(quantity) != _ascending(mended):
            return None
        if side.agrees(mended):
            replacement = _joined(text, numerals, [piece for piece, _ in pieces])
            return Correction(numerals[0].start, numerals[-1].end, replacement)
    return None


def _by_numeral(quantity: Quantity, rounded: list[Rounded]) -> list[tuple[Numeral, Rounded]]:
    """What each numeral should say, in its own unit."""
    factors = [unit.factor / quantity.unit.factor for unit in quantity.units]
    if quantity.form is Form.COMPOUND:
        (number, place), parts = rounded[0], []
        rest = abs(number)
        for factor in factors[:-1]:
            parts.append(Rounded(Fraction(rest // factor), Fraction(1)))
            rest %= factor
        parts.append(Rounded(rest, place))
        return list(zip(quantity.numerals, parts, strict=True))
    in_order = rounded if quantity.form is Form.SINGLE or _ascending(quantity) else rounded[::-1]
    return [
        (numeral, Rounded(r.number / factor, r.place / factor))
        for numeral, r, factor in zip(quantity.numerals, in_order, factors, strict=True)
    ]


def _ascending(quantity: Quantity) -> bool:
    first, second = quantity.magnitudes
    return first.number <= second.number


def _joined(text: str, numerals: Sequence[Numeral], pieces: Sequence[str]) -> str:
    """The pieces with what stands between the numerals."""
    betweens = [text[left.end : right.start] for left, right in pairwise(numerals)]
    return "".join(chain.from_iterable(zip_longest(pieces, betweens, fillvalue="")))


class Marks(NamedTuple):
    """How numbers are written hereabouts: what groups their thousands, the decimal mark, the sign of a negative one."""

    group: str = ","
    mark: str = "."
    minus: str = "−"


_CORE = re.compile(rf"[0-9](?:[0-9]|(?:[.,'’]|{BLANK})(?=[0-9]))*+")
_SIGN = re.compile(rf"[{MINUS}]|minus\s", re.IGNORECASE)
_OF_A = re.compile(r"\s(?P<of>of\s)?(?:an?|the)\s")
_GLUED = re.compile(r"\d[.,]")
_GLYPHS = {ratio: glyph for glyph, ratio in VULGAR.items()}


def marks_of(text: str, numerals: Sequence[Numeral]) -> Marks:
    """The marks of the first numeral that shows them."""
    surfaces = [text[numeral.start : numeral.end] for numeral in numerals]
    minus = next((sign[0] for sign in map(_SIGN.match, surfaces) if sign), Marks().minus)
    for core in filter(None, map(_CORE.search, surfaces)):
        signs = [char for char in core[0] if not char.isdigit()]
        if len(signs) > 1 or (signs and signs[0] not in ".·"):
            usual = "," if signs[0] == "." else "."
            return Marks(signs[0], usual if signs[-1] == signs[0] else signs[-1], minus)
        if not signs and len(core[0]) > 3:
            return Marks("", ".", minus)
    return Marks(minus=minus)


def _write(text: str, numeral: Numeral, rounded: Rounded, marks: Marks, pairing: Pairing) -> tuple[str, Numeral] | None:
    """A number in the place of a numeral, in its style, with the numeral that it is read as."""
    number, surface = rounded.number, text[numeral.start : numeral.end]
    if number == numeral.magnitude.number:
        return surface, numeral
    part = _OF_A.match(text, numeral.end)
    if part and (part["of"] or "/" in numeral.digits):  # half a mile
        return None
    sign = marks.minus if number < 0 else ""
    if "/" in numeral.digits and not numeral.power and rounded.place.denominator in PARTS:
        written, digits = _fraction(abs(number), typed=surface.isascii())
    elif (core := _CORE.search(surface)) and _plain(core[0]) == numeral.digits.lstrip("-"):
        tail, power = pairing.scaled(surface[core.end() :], numeral.power, exponent(number))
        digits = digits_of(abs(number), rounded.place, power)
        return f"{sign}{grouped(digits, marks)}{tail}", numeral._replace(digits=_signed(digits, number), power=power)
    elif number.denominator == 1 and 0 <= number < len(pairing.numbers) and not core:
        digits, written = str(number), pairing.numbers[int(number)]
    else:
        digits = digits_of(abs(number), rounded.place, 0)
        written = grouped(digits, marks)
    return sign + written, numeral._replace(digits=_signed(digits, number), power=0)


def _plain(core: str) -> str:
    """The digits of a number as a numeral keeps them: no groups, a point for the decimals."""
    marks = [char for char in core if not char.isdigit()]
    if len(marks) == 1 and marks[0] in ".·":
        return core.replace(marks[0], ".")
    if marks and marks[-1] != marks[0]:  # 1,234.5 and 1.234,5
        whole, _, decimals = core.rpartition(marks[-1])
        return f"{whole.replace(marks[0], '')}.{decimals}"
    return core.replace(marks[0], "") if marks else core


def _fraction(number: Fraction, *, typed: bool) -> tuple[str, str]:
    """A number with a fraction, as people write it and as a numeral keeps it."""
    whole, part = number // 1, number % 1
    if not part:
        return str(whole), str(whole)
    if typed or str(part) not in _GLYPHS:
        written = f"{whole} {part}" if whole else str(part)
        return written, written
    return f"{whole or ''}{_GLYPHS[str(part)]}", f"{whole} {part}" if whole else str(part)


def digits_of(number: Fraction, place: Fraction, power: int) -> str:
    """A number divided by a power of ten, with the decimals that its place asks for."""
    scaled, decimals = number / Fraction(10) ** power, max(0, power - exponent(place))
    count = scaled * 10**decimals
    digits = str(count.numerator // count.denominator).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits


def grouped(digits: str, marks: Marks) -> str:
    """Digits with their thousands in groups."""
    whole, _, decimals = digits.partition(".")
    groups = f"{int(whole):,}".replace(",", marks.group)
    return f"{groups}{marks.mark}{decimals}" if decimals else groups


def _signed(digits: str, number: Fraction) -> str:
    return f"-{digits}" if number < 0 else digits
