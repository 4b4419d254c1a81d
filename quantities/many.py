"""Many texts at once: lazy, in order, the same answers as one at a time, on as many processes as asked for."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from quantities.errors import QuantitiesError, TextError
from quantities.pipeline import check, extract, kinds_of, rates_of

if TYPE_CHECKING:
    from datetime import date
    from multiprocessing.connection import Connection

    from quantities.judging import ImpliedRates
    from quantities.judging.reference import Rates
    from quantities.judging.style import Style
    from quantities.lexicon import Lexicon
    from quantities.model import Finding, Kind, Quantity

S = TypeVar("S")
T = TypeVar("T")

BATCH, WEIGHT = 64, 200_000
"""Tasks, and characters, handed to a process in one go: handing over costs little, and results come soon."""
ENOUGH = 500_000
"""From so many characters on, starting processes takes less time than it saves."""


def extract_all(
    texts: Iterable[str], *, jobs: int = 1, lexicon: Lexicon | None = None, kinds: Iterable[Kind | str] | None = None
) -> Iterator[list[Quantity]]:
    """What `extract` gives for each text, in the order of the texts, which are taken only as results are asked for.

    With `jobs` above 1 so many processes share the work (a few batches of texts are then read ahead). Raises ValueError
    for `jobs` below 1, ConfigError for a kind that there is not, before the first text is taken.

    >>> [[q.surface for q in found] for found in extract_all(["5 km away", "nothing", "£3m and 4 men"])]
    [['5 km'], [], ['£3m', '4 men']]
    """
    return _mapped(partial(extract, lexicon=lexicon, kinds=kinds_of(kinds)), texts, jobs)


def check_all(
    texts: Iterable[str],
    *,
    jobs: int = 1,
    lexicon: Lexicon | None = None,
    kinds: Iterable[Kind | str] | None = None,
    rates: Rates | None = None,
    date: date | Literal["auto"] | None = None,
    across_stories: bool = False,
    style: Style | str | None = None,
    retold: bool = False,
) -> Iterator[list[Finding]]:
    """What `check` gives for each text, as `extract_all` does: one text's findings never depend on another's.

    Unless `across_stories` asks for it: then the texts are gone through twice (an iterator is kept in a list for that),
    and money is also compared with the rates that the other texts imply, of which nothing else is kept.

    >>> [[f.verdict.value for f in found] for found in check_all(["20 miles (32 km)", "100 km (161 miles)"])]
    [['exact'], ['disagree']]
    >>> texts = ["It cost $40m (£21m).", "It sold at $80m (£42m).", "It sold at $57 (£30.3).", "It made $40m (£31.2m)."]
    >>> [[f.code for f in found] for found in check_all(texts, across_stories=True)]
    [[''], [''], [''], ['Q202']]
    """
    across = None
    if across_stories:
        texts = list(texts) if isinstance(texts, Iterator) else texts
        across = implied_rates(texts, jobs=jobs, lexicon=lexicon)
    options: dict[str, Any] = {"rates": rates, "date": date, "across": across, "style": style, "retold": retold}
    return _mapped(partial(check, lexicon=lexicon, kinds=kinds_of(kinds), **options), texts, jobs)


def implied_rates(texts: Iterable[str], *, jobs: int = 1, lexicon: Lexicon | None = None) -> ImpliedRates:
    """The exchange rates that the pairs of all texts imply, for `check(text, across=...)`, and nothing else of them.

    >>> implied_rates(["It cost $40m (£21m).", "It took $190 (£100) and 20 km."])
    <ImpliedRates: 2 of GBP and USD>
    """
    from quantities.judging import ImpliedRates

    return ImpliedRates(_mapped(partial(rates_of, lexicon=lexicon), texts, jobs))


def _mapped(work: Callable[[str], T], texts: Iterable[str], jobs: int) -> Iterator[T]:
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    if isinstance(texts, str):
        raise TextError("texts are several: put a single one in a list")
    return in_order(work, _each(texts), jobs, len)


def _each(texts: Iterable[str]) -> Iterator[str]:
    """The texts, but no further than to what is none."""
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            raise TextError.of(text, place)
        yield text


def in_order(
    work: Callable[[S], T], tasks: Iterable[S], jobs: int | None, weigh: Callable[[S], int]
) -> Generator[T, None, None]:
    """The work done on every task, in the order of the tasks, which are taken only as results are asked for.

    With `jobs` above 1 on so many processes, with None on all that the machine has if there is `ENOUGH` to do; `weigh`
    says about how many characters a task has. Work, tasks and results then have to pickle. Where the results are left
    before their end, the processes end after the batches that they have begun. Raises QuantitiesError where one of
    them is ended from outside.
    """
    tasks = iter(tasks)
    if jobs is None:
        first, enough = _sample(tasks, weigh)
        tasks = chain(first, tasks)
        jobs = (os.cpu_count() or 1) if enough else 1
    if jobs == 1:
        yield from map(work, tasks)
    else:
        yield from _shared(work, _batches(tasks, weigh), jobs)


def _sample(tasks: Iterator[S], weigh: Callable[[S], int]) -> tuple[list[S], bool]:
    """The first tasks, and whether they are enough for several processes: then the others are not taken yet."""
    first: list[S] = []
    weight = 0
    for task in tasks:
        first.append(task)
        weight += weigh(task)
        if weight >= ENOUGH and len(first) > 1:
            return first, True
    return first, False


def _batches(tasks: Iterator[S], weigh: Callable[[S], int]) -> Iterator[list[S]]:
    batch: list[S] = []
    weight = 0
    for task in tasks:
        batch.append(task)
        weight += weigh(task)
        if weight >= WEIGHT or len(batch) == BATCH:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _shared(work: Callable[[S], T], batches: Iterator[list[S]], jobs: int) -> Iterator[T]:
    """The work in batches on several processes, never more than two batches a process ahead of what was asked for.

    The processes live as long as this end of a pipe is open: it closes with whoever holds it, however that ends.
    """
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import Pipe

    far, near = Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work, far, near))
    waiting: deque[Future[list[T]]] = deque()
    try:
        while True:
            while len(waiting) < 2 * jobs and (batch := next(batches, None)):
                waiting.append(pool.submit(_done, batch))
            if not waiting:
                return
            yield from waiting.popleft().result()
    except BrokenProcessPool:
        raise QuantitiesError("a process was ended from outside, perhaps for want of memory; try one job") from None
    finally:
        pool.shutdown(cancel_futures=True)  # half a result in the pipe would block its reader
        near.close()
        far.close()


_work: Callable[[Any], Any]
"""In a process of a pool, what it was started for: the lexicon is handed over and compiled once, not every batch."""


def _begin(work: Callable[[Any], Any], far: Connection, near: Connection) -> None:
    """The start of a process: it leaves Ctrl-C to the one that started it, ends when told to, and ends with it."""
    import signal
    import threading

    global _work  # noqa: PLW0603  set once, before any task
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler that it inherited would run in the middle of a lock
    near.close()
    threading.Thread(target=_end_with, args=(far,), daemon=True).start()
    _work = work


def _end_with(lifeline: Connection) -> None:
    """Wait until the other end is closed, and end this process in the middle of whatever it does."""
    try:
        lifeline.recv()
    finally:
        os._exit(1)


def _done(batch: list[Any]) -> list[Any]:
    return [_work(task) for task in batch]
