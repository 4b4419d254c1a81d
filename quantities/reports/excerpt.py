"""Lines of a text with two places marked, fit for any terminal.

What is shown has one sign for every code point of the text: control characters stand as pictures (`␛`), so that no text
can steer the terminal, and direction overrides as `�`, so that none can show its figures in another order.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quantities.model import Span
    from quantities.sources import Source

WHOLE = 110
"""A line of up to this many characters is shown whole."""
CONTEXT = 36
"""Of a longer line, so much is shown on either side of the ends of a figure."""
LEAST = 10
"""So much of it at least, however little room there is."""

_Marks = list[tuple[int, int, str]]


class Excerpt(NamedTuple):
    """A line (or what is kept of it), its number, and the line of marks to put under it."""

    number: int
    shown: str
    marks: str


def visible(text: str) -> str:
    r"""The text with every character that could steer a terminal as a sign that stands for it; tabs stay.

    >>> visible("a\x1b[31m\tb")
    'a␛[31m\tb'
    """
    return text.translate(VISIBLE)


def one_line(text: str) -> str:
    r"""The text made visible, with line breaks and runs of blanks as one space.

    >>> one_line("20\n  miles")
    '20 miles'
    """
    return visible(" ".join(text.split()))


def excerpts(source: Source, first: Span, second: Span, room: int | None = None) -> Iterator[Excerpt]:
    """The lines that two spans of the text stand on, the first marked `---`, the second `^^^`.

    Where there is only `room` for so many characters, less is shown around them.
    """
    marks = [(*source.span(*first), "-"), (*source.span(*second), "^")]
    numbers = {number for start, end, _ in marks for number in _lines(source, start, end)}
    for number in sorted(numbers):
        start, end = source.line(number)
        here = [(max(a, start), min(b, end), sign) for a, b, sign in marks if a < end and b > start]
        if here:
            yield Excerpt(number, *_drawn(source.written, start, end, here, room or WHOLE))


def _lines(source: Source, start: int, end: int) -> range:
    return range(source.position(start).line, source.position(max(start, end - 1)).line + 1)


def _drawn(text: str, start: int, end: int, marks: _Marks, room: int) -> tuple[str, str]:
    """What is kept of a line, and the marks under it."""
    shown: list[str] = []
    under: list[str] = []
    at = start
    for left, right in _kept(text, start, end, marks, room):
        if left > at:
            gap = "... " if at == start else " ... "
            shown.append(gap)
            under.append(" " * len(gap))
        for offset in range(left, right):
            sign = next((sign for a, b, sign in marks if a <= offset < b), " ")
            char = visible(text[offset])
            shown.append(char)
            under.append(char if char == "\t" else sign * _width(char))
        at = right
    if at < end:
        shown.append(" ...")
    return "".join(shown), "".join(under).rstrip()


def _kept(text: str, start: int, end: int, marks: _Marks, room: int) -> list[Span]:
    """The parts of a line to show: all of a short one, else the words around the ends of every mark."""
    if end - start <= min(room, WHOLE):
        return [(start, end)]
    context = CONTEXT
    if room < WHOLE:
        figures = max(b for _, b, _ in marks) - min(a for a, _, _ in marks)
        context = max(LEAST, min(CONTEXT, (room - figures - 2 * len(" ... ")) // 2))
    parts: list[Span] = []
    for edge in sorted({edge for a, b, _ in marks for edge in (a, b)}):
        left, right = max(start, edge - context), min(end, edge + context)
        if left > start:
            left = text.find(" ", left - 1, edge) + 1 or left
        if right < end:
            blank = text.rfind(" ", edge, right + 1)
            right = blank if blank > edge else right
        if parts and left <= parts[-1][1] + 1:
            parts[-1] = (parts[-1][0], max(right, parts[-1][1]))
        else:
            parts.append((left, right))
    return parts


def _width(char: str) -> int:
    """The columns that a character takes: none for combining and format characters, two for East Asian wide ones."""
    if char.isascii() or char == _SOFT_HYPHEN:
        return 1
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_NO_WIDTH = {"Mn", "Me", "Cf"}
_PICTURES = {code: chr(0x2400 + code) for code in range(32) if chr(code) != "\t"} | {0x7F: "\N{SYMBOL FOR DELETE}"}
_HARMFUL = (*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))
VISIBLE = dict.fromkeys(_HARMFUL, "\N{REPLACEMENT CHARACTER}") | _PICTURES
