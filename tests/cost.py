"""A guard against cost that grows with the square of a text: no measurement, which a busy machine would spoil."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import SupportsIndex

SECONDS = 8.0
"""Of processor time: some twenty times what a line takes for the texts of these tests, and less than a square does."""


@contextmanager
def in_proportion() -> Iterator[None]:
    """Stop what takes so long that its cost cannot be in proportion to its text."""

    def stop(*_: object) -> NoReturn:
        raise AssertionError(f"{SECONDS} seconds of processor time, and not done")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Watched(str):
    """A text that counts how much of it is copied or looked through; what patterns do is not seen."""

    looked_at = 0

    def __getitem__(self, place: SupportsIndex | slice) -> str:
        piece = super().__getitem__(place)
        self.looked_at += len(piece)
        return piece

    def find(self, sought: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None) -> int:
        """Where it stands first, as for any text."""
        self.looked_at += self._between(start, end)
        return super().find(sought, start, end)

    def rfind(self, sought: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None) -> int:
        """Where it stands last."""
        self.looked_at += self._between(start, end)
        return super().rfind(sought, start, end)

    def _between(self, start: SupportsIndex | None, end: SupportsIndex | None) -> int:
        return len(range(*slice(start, end).indices(len(self))))
