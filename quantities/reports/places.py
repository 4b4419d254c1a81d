"""Where a part of a text stands in its file, in every way that programs count."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quantities.model import Span
    from quantities.sources import Source

BLOCK = 1024
"""So many characters are encoded at most to find an offset: the cost of all offsets is in proportion to the text."""


class Places:
    r"""The places of a source: its spans in code points, as UTF-16 units and as bytes of UTF-8.

    >>> from quantities.sources import Source
    >>> Places(Source("a.txt", "\N{GRINNING FACE} 5 km")).offsets((2, 6))
    {'start': 2, 'end': 6, 'utf16_start': 3, 'utf16_end': 7, 'utf8_start': 5, 'utf8_end': 9}
    """

    def __init__(self, source: Source) -> None:
        self._source, self._written = source, source.written
        self._plain = self._written.isascii()
        self._sizes: dict[str, list[int]] = {}

    @property
    def in_file(self) -> bool:
        """Whether lines and offsets are those of the file: not where a text stands in it as part of a JSON string."""
        return self._source.record is None or self._source.origin is not None

    def lines(self, span: Span) -> dict[str, int]:
        """The lines and columns of the two ends of a span of what is written, from 1 and in code points."""
        start, end = map(self._source.position, span)
        return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}

    def offsets(self, span: Span) -> dict[str, int]:
        """The offsets in the file of a span of what is written; a mark that the file begins with is not counted."""
        origin = self._source.origin
        start, end = span
        before, before16, before8 = (origin.offset, origin.utf16, origin.byte) if origin else (0, 0, 0)
        return {
            "start": before + start,
            "end": before + end,
            "utf16_start": before16 + self._size("utf-16-le", start) // 2,
            "utf16_end": before16 + self._size("utf-16-le", end) // 2,
            "utf8_start": before8 + self._size("utf-8", start),
            "utf8_end": before8 + self._size("utf-8", end),
        }

    def _size(self, encoding: str, offset: int) -> int:
        """The bytes of the first `offset` characters in an encoding."""
        if self._plain:
            return offset * (2 if encoding == "utf-16-le" else 1)
        if encoding not in self._sizes:
            blocks = (self._written[at : at + BLOCK] for at in range(0, len(self._written), BLOCK))
            self._sizes[encoding] = list(accumulate((_bytes(block, encoding) for block in blocks), initial=0))
        block = offset // BLOCK
        return self._sizes[encoding][block] + _bytes(self._written[block * BLOCK : offset], encoding)


def _bytes(text: str, encoding: str) -> int:
    return len(text.encode(encoding, "surrogatepass"))
