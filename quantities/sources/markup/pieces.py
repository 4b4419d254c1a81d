"""What is read of a file with markup: a text of its own, and the way back from each of its characters to the file.

Markup that was masked where it stands would keep offsets true without any of this, but the reader would then see
`120 mph**** (193 km/h)` as figures with a run of fillers between them, an entity as a sign in the midst of blanks, and
nothing could stand where nothing is written (`</td><td>`). Here it sees the text as people see it, and all patterns of
the language stay those of plain text.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from quantities.frozen import NamedTuple

_START = itemgetter(0)


class Piece(NamedTuple):
    """A part of what is read: where it starts in the text, and from where to where it stands in the file.

    One that is as long in both is the same in both, sign by sign; any other stands for the whole of what is written.
    """

    start: int
    written: int
    end: int


class Readable(NamedTuple):
    """What is read of a file (`text`), what stands there (`written`), and the pieces, in order, that lead back."""

    text: str
    written: str
    pieces: tuple[Piece, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `written` that a span of `text` was read from, to behind the last character that was read.

        >>> draft = Draft("5&nbsp;<b>km</b>")
        >>> draft.keep(0, 1), draft.put(" ", 1, 7), draft.keep(10, 12)
        (None, None, None)
        >>> draft.readable().text, draft.readable().span(0, 4), draft.readable().span(0, 2)
        ('5 km', (0, 12), (0, 7))
        """
        if not self.pieces:
            return 0, 0
        if start < end:
            return self._place(start)[0], self._place(end - 1)[1]
        place = self._place(start)[0] if start < len(self.text) else self._place(start - 1)[1]
        return place, place

    def _place(self, offset: int) -> tuple[int, int]:
        """Where one character of the text stands."""
        number = bisect_right(self.pieces, offset, key=_START)
        start, written, end = self.pieces[number - 1]
        behind = self.pieces[number].start if number < len(self.pieces) else len(self.text)
        if end - written != behind - start:
            return written, end
        return written + offset - start, written + offset - start + 1


class Draft:
    """What is read so far of a file with markup, from its beginning to its end."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.last = ""
        """The last of what is read so far."""
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        """Read a part of the file as it stands."""
        if start < end:
            self._add(self.written[start:end], start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Read a part of the file as this text: an entity, an escape, markup that keeps what is around it apart."""
        if text:
            self._add(text, start, end)

    def readable(self) -> Readable:
        """All that was read."""
        return Readable("".join(self._parts), self.written, tuple(self._pieces))

    def _add(self, text: str, start: int, end: int) -> None:
        self._pieces.append(Piece(self._length, start, end))
        self._parts.append(text)
        self._length += len(text)
        self.last = text
