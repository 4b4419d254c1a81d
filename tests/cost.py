"""A guard against cost that grows with the square of a text: no measurement, which a busy machine would spoil."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

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
