"""A pair on one axis: both figures, in one unit, as the intervals that their digits allow.

Everything is worked out here; the template only draws it.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple
from quantities.judging.verdicts import amounts
from quantities.model import Form, Kind, Verdict
from quantities.reports.excerpt import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quantities.model import Finding, Quantity

LEFT, RIGHT = 6, 294
"""Where the axis begins and ends; the picture is 300 wide."""
TICKS = 6
"""About so many numbers stand under the axis, and half as many long ones."""
LONG = 7
GREATEST = 10**15
"""From here on a number is written as a power of ten."""
LEAST = Fraction(1, 10**6)
"""Below this too."""

_WORDS = ((12, "trillion"), (9, "billion"), (6, "million"))

_Interval = tuple[Fraction, Fraction]


class Label(NamedTuple):
    """Words at a place of the axis, and which of their ends (`start`, `middle`, `end`) is there."""

    x: float
    anchor: str
    words: str


class Bar(NamedTuple):
    """A figure: its interval, the numbers in it, and what to write beside it: the number, then the `ends`."""

    x: float
    width: float
    numbers: tuple[float, ...]
    label: Label
    ends: str


class Picture(NamedTuple):
    """Two bars over an axis with numbers; `common` is where both are (its place and width), or between them.

    `said` tells all of it in words; `note` is what of that is not to be seen.
    """

    source: Bar
    conversion: Bar
    common: tuple[float, float]
    meet: bool
    ticks: tuple[Label, ...]
    said: str
    note: str


def picture(finding: Finding, unit: str) -> Picture | None:
    """The picture of a pair in this unit, that of its `expected`; None where it has none."""
    expected = finding.expected
    if expected is None:
        return None
    ends = (expected.magnitude,) if expected.magnitude is not None else (expected.low, expected.high)
    source, conversion = tuple(end for end in ends if end is not None), tuple(_numbers(finding.conversion))
    intervals = expected.interval, _interval(finding.conversion)
    fine = min(high - low for low, high in intervals) / 20
    axis = Axis.over(intervals)
    (a, b), (c, d) = intervals
    meet = a <= d and c <= b
    note = _note(finding, meet)
    told = _told(finding, (source, conversion), intervals, fine)
    left, right = sorted((max(a, c), min(b, d)))
    return Picture(
        axis.bar(intervals[0], source, fine),
        axis.bar(intervals[1], conversion, fine),
        (axis.place(left), axis.place(right) - axis.place(left)),
        meet,
        axis.ticks(),
        f"In {unit}: {'; '.join(told)}. {note or ('They overlap.' if meet else 'They do not meet.')}",
        note,
    )


def computed(finding: Finding) -> str:
    """The source in the conversion's unit: its number, or both its ends."""
    expected = finding.expected
    if expected is None:
        return ""
    low, high = expected.interval
    ends = [end for end in (expected.magnitude, expected.low, expected.high) if end is not None]
    return " to ".join(written(end, min(high - low, _width(finding.conversion)) / 20) for end in ends)


def written(number: Fraction, fine: Fraction) -> str:
    """The number in digits, as far as differences of `fine` can be seen.

    >>> written(Fraction(772204, 1000), Fraction(1, 20)), written(Fraction(1234567), Fraction(1000))
    ('772.2', '1.235 million')
    """
    if abs(number) >= GREATEST or 0 < abs(number) < LEAST:
        exponent = _exponent(number)
        return f"{_digits(number / Fraction(10) ** exponent, 4)} × 10^{exponent}"
    for power, word in _WORDS:
        if abs(number) >= 10**power:
            return f"{_digits(number / 10**power, power - _exponent(fine))} {word}"
    return _digits(number, -_exponent(fine))


def _run(numbers: Sequence[Fraction], fine: Fraction) -> str:
    """One number, or from one to another, with the word that ends both said once.

    >>> _run((Fraction(12 * 10**6), Fraction(14 * 10**6)), Fraction(10**5))
    '12 to 14 million'
    """
    *before, last = (written(number, fine) for number in numbers)
    word = "".join(last.partition(" ")[1:])
    return " to ".join([*(one.removesuffix(word) for one in before), last])


def _digits(number: Fraction, decimals: int) -> str:
    """The number rounded to so many decimals (tens, hundreds, where there are fewer than none), without padding."""
    scale = Fraction(10) ** decimals
    shown = f"{Decimal(round(number * scale)).scaleb(-decimals):,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return shown.replace("-", "−") if shown != "-0" else "0"


class Axis(NamedTuple):
    """What part of all numbers is drawn."""

    low: Fraction
    high: Fraction

    @classmethod
    def over(cls, intervals: Iterable[_Interval]) -> Axis:
        """An axis on which all of these have room."""
        ends = [end for interval in intervals for end in interval]
        low, high = min(ends), max(ends)
        room = (high - low) / 12 or Fraction(1)
        return cls(low - room, high + room)

    def place(self, number: Fraction) -> float:
        """Where a number is drawn."""
        return round(LEFT + float((number - self.low) / (self.high - self.low)) * (RIGHT - LEFT), 2)

    def bar(self, interval: _Interval, numbers: Sequence[Fraction], fine: Fraction) -> Bar:
        """A figure on it."""
        left, right = map(self.place, interval)
        words, ends = _run(numbers, fine), f"({_run(interval, fine)})"
        places = tuple(map(self.place, numbers))
        label = _label((left + right) / 2, f"{words} {ends}")._replace(words=words)
        return Bar(left, round(right - left, 2), places, label, ends)

    def ticks(self) -> tuple[Label, ...]:
        """Round numbers along it."""
        for count in (TICKS, TICKS / 2):
            step = _round_step((self.high - self.low) / Fraction(count))
            first, last = math.ceil(self.low / step), math.floor(self.high / step)
            ticks = tuple(_label(self.place(n * step), written(n * step, step)) for n in range(first, last + 1))
            if max((len(tick.words) for tick in ticks), default=0) <= LONG:
                break
        return ticks


def _label(x: float, words: str) -> Label:
    """Words at a place, with room on both sides."""
    half = 3.2 * len(words)
    if x - half < 0:
        return Label(0, "start", words)
    return Label(300, "end", words) if x + half > 300 else Label(round(x, 2), "middle", words)


def _round_step(at_least: Fraction) -> Fraction:
    power = Fraction(10) ** _exponent(at_least)
    return next(power * times for times in (1, 2, 5, 10, 20) if power * times >= at_least)


def _exponent(number: Fraction) -> int:
    """The power of ten of its first digit; numbers may be beyond the range of a float."""
    if not number:
        return 0
    return math.floor(math.log10(abs(number.numerator)) - math.log10(number.denominator) + 1e-12)


def _numbers(quantity: Quantity) -> list[Fraction]:
    """The numbers that were written: one, both ends of a range, or the centre of ±."""
    ends = amounts(quantity)[:1] if quantity.form is Form.PLUS_MINUS else amounts(quantity)
    return [end.number for end in ends]


def _interval(quantity: Quantity) -> _Interval:
    """What its digits allow: half the coarsest step of its rounding, on either side."""
    ends = amounts(quantity)[:1] if quantity.form is Form.PLUS_MINUS else amounts(quantity)
    edges = [end.number + half for end in ends for half in (-end.half, end.half)]
    return min(edges), max(edges)


def _width(quantity: Quantity) -> Fraction:
    low, high = _interval(quantity)
    return high - low


def _told(
    finding: Finding,
    numbers: tuple[Sequence[Fraction], Sequence[Fraction]],
    intervals: tuple[_Interval, _Interval],
    fine: Fraction,
) -> Iterator[str]:
    """Both figures in words."""
    figures = finding.source, finding.conversion
    for figure, here, allowed in zip(figures, numbers, intervals, strict=True):
        yield f"{one_line(figure.surface)} is {_run(here, fine)} (by its digits {_run(allowed, fine)})"


def _note(finding: Finding, meet: bool) -> str:
    """What decided, where it is not how the two intervals lie."""
    if meet == (finding.verdict is not Verdict.DISAGREE):
        return ""
    if meet:
        return "What the digits allow overlaps, and yet the two are too far apart."
    if finding.source.kind is Kind.MONEY:
        return "What the digits allow does not meet, but is as near as exchange rates are known."
    return "What the digits allow does not meet, but the two agree as a sum, or as near as is customary."
