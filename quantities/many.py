"""Many texts at once: lazy, in order, the same answers as one at a time, on as many processes as asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from quantities.pipeline import ALL, check, extract, kinds_of

if TYPE_CHECKING:
    from quantities.lexicon import Lexicon
    from quantities.model import Finding, Kind, Quantity

T = TypeVar("T")

BATCH = 64
"""Texts handed to a process in one go: enough that handing over costs little, few enough that results come soon."""


def extract_all(
    texts: Iterable[str], *, jobs: int = 1, lexicon: Lexicon | None = None, kinds: Iterable[Kind | str] = ALL
) -> Iterator[list[Quantity]]:
    """What `extract` gives for each text, in the order of the texts, which are taken only as results are asked for.

    With `jobs` above 1 so many processes share the work (a few batches of texts are then read ahead). Raises ValueError
    for `jobs` below 1, ConfigError for a kind that there is not, before the first text is taken.

    >>> [[q.surface for q in found] for found in extract_all(["5 km away", "nothing", "£3m and 4 men"])]
    [['5 km'], [], ['£3m', '4 men']]
    """
    return _mapped(partial(extract, lexicon=lexicon, kinds=kinds_of(kinds)), texts, jobs)


def check_all(
    texts: Iterable[str], *, jobs: int = 1, lexicon: Lexicon | None = None, kinds: Iterable[Kind | str] = ALL
) -> Iterator[list[Finding]]:
    """What `check` gives for each text, as `extract_all` does: one text's findings never depend on another's.

    >>> [[f.verdict.value for f in found] for found in check_all(["20 miles (32 km)", "100 km (161 miles)"])]
    [['exact'], ['disagree']]
    """
    return _mapped(partial(check, lexicon=lexicon, kinds=kinds_of(kinds)), texts, jobs)


def _mapped(work: Callable[[str], T], texts: Iterable[str], jobs: int) -> Iterator[T]:
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    return map(work, texts) if jobs == 1 else _shared(work, iter(texts), jobs)


def _shared(work: Callable[[str], T], texts: Iterator[str], jobs: int) -> Iterator[T]:
    """The work in batches on several processes, never more than two batches a process ahead of what was asked for."""
    from concurrent.futures import Future, ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[Future[list[T]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * jobs and (batch := list(islice(texts, BATCH))):
                    waiting.append(pool.submit(_batch, work, batch))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _batch(work: Callable[[str], T], texts: list[str]) -> list[T]:
    return [work(text) for text in texts]
