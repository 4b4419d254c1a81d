"""A text cut where its figures begin and end, so that each piece can be marked.

Figures may lie within one another or overlap: a piece belongs to the shortest of the figures that it is in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Figure(NamedTuple):
    """A figure of a text: where it is, its kind, and of one that is paired the verdict and where that is told."""

    start: int
    end: int
    kind: str
    verdict: str = ""
    pair: int = 0


class Piece(NamedTuple):
    """A part of a text; `first` is the piece that a figure begins with."""

    words: str
    figure: Figure | None = None
    first: bool = False


def pieces(text: str, figures: Iterable[Figure]) -> Iterator[Piece]:
    """All of a text, in order.

    >>> for piece in pieces("a 5 km b", [Figure(2, 6, "measure"), Figure(2, 3, "number")]):
    ...     print(repr(piece.words), piece.figure and piece.figure.kind)
    'a ' None
    '5' number
    ' km' measure
    ' b' None
    """
    begun: set[Figure] = set()
    open_: list[Figure] = []
    waiting = sorted((one for one in figures if one.start < min(one.end, len(text))), reverse=True)
    at = 0
    while waiting or open_:
        ends = min((figure.end for figure in open_), default=len(text))
        until = min(waiting[-1].start, ends) if waiting else ends
        if until > at:
            yield _piece(text[at:until], open_, begun)
            at = until
        open_ = [figure for figure in open_ if figure.end > at]
        while waiting and waiting[-1].start <= at:
            figure = waiting.pop()
            if figure.end > at:
                open_.append(figure)
    if at < len(text):
        yield Piece(text[at:])


def _piece(words: str, within: list[Figure], begun: set[Figure]) -> Piece:
    if not within:
        return Piece(words)
    figure = min(within, key=lambda one: one.end - one.start)
    first = figure not in begun
    begun.add(figure)
    return Piece(words, figure, first)
