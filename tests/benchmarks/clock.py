"""Measuring: rounds in which what is compared takes turns, and the cost of whole processes."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

Call = Callable[[], object]

SHORTEST = 0.2
"""A call that takes less is repeated until a round lasts as long: the first finds the caches of the machine cold."""


class Spread(NamedTuple):
    """The median of several rounds, with the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """The spread of these figures."""
        return cls(statistics.median(figures), min(figures), max(figures))


def seconds(call: Call, repeats: int = 1) -> float:
    """What one call takes, as the mean of so many."""
    start = perf_counter()
    for _ in range(repeats):
        call()
    return (perf_counter() - start) / repeats


def compared(calls: Mapping[str, Call], rounds: int) -> dict[str, list[float]]:
    """The seconds of every call in every round; a round holds each of them once, so that all see the same machine."""
    repeats = {name: max(1, round(SHORTEST / max(seconds(call), 1e-9))) for name, call in calls.items()}
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            gc.collect()
            taken[name].append(seconds(call, repeats[name]))
    return taken


def ratios(taken: Sequence[float], base: Sequence[float]) -> Spread:
    """One call as a multiple of another, round by round."""
    return Spread.of([one / other for one, other in zip(taken, base, strict=True)])


class Ended(NamedTuple):
    """What a process cost: seconds by the clock, and its highest resident memory in bytes."""

    seconds: float
    memory: int


_LAUNCHER = """
import os, sys, time
with open(os.devnull, "w") as nowhere:
    output = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), stream) for stream in (1, 2)]
    start = time.perf_counter()
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=output)
    _, status, used = os.wait4(child, 0)
    print(time.perf_counter() - start, used.ru_maxrss, os.waitstatus_to_exitcode(status))
"""
"""A bare interpreter starts the process: what Linux tells of the memory of a child begins with that of its parent."""


def process(command: Sequence[str], folder: str, bytecode: str | None = None) -> Ended:
    """Run a command to its end, with its output thrown away. Raises RuntimeError where its exit status is above 1.

    Bytecode is kept in the folder `bytecode`, if there is one, whatever the settings: pip writes them, too.
    """
    launch = (sys.executable, "-S", "-c", _LAUNCHER, *command)
    settings = dict(os.environ)
    if bytecode:
        settings["PYTHONPYCACHEPREFIX"] = bytecode
        settings.pop("PYTHONDONTWRITEBYTECODE", None)
    told = subprocess.run(launch, cwd=folder, capture_output=True, text=True, check=True, env=settings).stdout.split()
    if told[2] not in ("0", "1"):
        raise RuntimeError(f"exit status {told[2]}: {' '.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Ended(float(told[0]), int(told[1]) * unit)
