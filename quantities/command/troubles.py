"""What is wrong with many lines or pairs alike, said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.errors import listed

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from quantities.errors import SourceError

SHOWN = 10
"""So many lines with the same fault are named."""


class Troubles:
    """Troubles as they come, to what is to be said of them: the same of many lines is one, with their numbers.

    No more of them is kept than the last, so that a file in which every line is wrong costs no memory.

    >>> from quantities.errors import SourceError
    >>> troubles = Troubles()
    >>> for number in (3, 4, 7):
    ...     print(*map(str, troubles.met(SourceError("a.jsonl", "not JSON", number))))
    a.jsonl:3: not JSON
    <BLANKLINE>
    <BLANKLINE>
    >>> [*troubles.rest()]
    ['a.jsonl: the same on lines 4 and 7']
    """

    def __init__(self) -> None:
        self._last: SourceError | None = None
        self._lines: list[str] = []
        self._more = 0

    def met(self, trouble: SourceError) -> Iterator[object]:
        """What is to be said once this is known: nothing of what was said before."""
        last = self._last
        if last and last.line and trouble.line and (last.path, last.problem) == (trouble.path, trouble.problem):
            if len(self._lines) < SHOWN:
                self._lines.append(str(trouble.line))
            else:
                self._more += 1
            return
        yield from self.rest()
        self._last = trouble
        yield trouble

    def rest(self) -> Iterator[str]:
        """What is to be said when no more is to come."""
        if self._last and self._lines:
            lines = listed([*self._lines, *([f"{self._more} more"] if self._more else [])], "and")
            yield f"{self._last.path}: the same on {'line' if len(self._lines) == 1 else 'lines'} {lines}"
        self._last, self._lines, self._more = None, [], 0


def unrated(reasons: Counter[str]) -> str:
    """What to say of pairs of money that there was no rate for, counted by the reason.

    >>> from collections import Counter
    >>> unrated(Counter({"the ECB sets no rate of RUR": 1}))
    '1 pair of money was not checked: the ECB sets no rate of RUR; --all shows it'
    """
    count, more = reasons.total(), len(reasons) - 1
    pairs, them = ("1 pair of money was", "it") if count == 1 else (f"{count} pairs of money were", "them")
    others = f", and {more} more {'reason' if more == 1 else 'reasons'}" if more else ""
    return f"{pairs} not checked: {reasons.most_common(1)[0][0]}{others}; --all shows {them}"
