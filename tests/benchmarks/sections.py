"""The measurements, each a section with rows: what the command prints and writes."""

from __future__ import annotations

import atexit
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import regex

from quantities import check, extract
from quantities.sources import forms
from tests.benchmarks import clock, texts
from tests.benchmarks.compiled import is_compiled, package

Row = dict[str, Any]
Reader = Callable[[str], object]
ROOT = str(texts.STORIES.parents[1])
SCAN: Reader = regex.compile(r"\d+").findall


@dataclass(frozen=True)
class Order:
    """What is asked for: the longest text, the longest hostile text, how many rounds, and whose stories."""

    size: int = 1_000_000
    hostile: int = 128_000
    rounds: int = 5
    stories: list[str] = field(default_factory=texts.stories)


def over(reader: Reader, stories: Sequence[str]) -> clock.Call:
    """One call a story."""

    def run() -> None:
        for story in stories:
            reader(story)

    return run


def speed(order: Order) -> Iterator[Row]:
    """Characters a second, and the cost as a multiple of a bare scan for digits."""
    cases = {"stories": order.stories, "made text": texts.cut(texts.made(min(order.size, 300_000)))}
    for name, stories in cases.items():
        readers = {"bare scan": SCAN, "extract": extract, "check": check}
        taken = clock.compared({reader: over(call, stories) for reader, call in readers.items()}, order.rounds)
        characters = sum(map(len, stories))
        quantities = sum(len(extract(story)) for story in stories)
        for reader, figures in taken.items():
            ratio = clock.ratios(figures, taken["bare scan"])
            middle = clock.Spread.of(figures).median
            yield {
                "texts": name,
                "call": reader,
                "characters a second": round(characters / middle),
                "times the scan": round(ratio.median, 1),
                "least": round(ratio.least, 1),
                "most": round(ratio.most, 1),
                "µs a quantity": round(middle / max(quantities, 1) * 1e6, 1),
            }


def compiled(order: Order) -> Iterator[Row]:
    """The same of the compiled package, which is built first: that takes a C compiler and a minute."""
    try:
        built = _built()
    except RuntimeError as error:
        yield {"texts": "all", "skipped": str(error)}
        return
    with tempfile.TemporaryDirectory() as folder:
        stories = [Path(folder, f"{place}.txt") for place in range(len(order.stories))]
        for path, story in zip(stories, order.stories, strict=True):
            path.write_text(story, encoding="utf-8")
        results = Path(folder, "results.json")
        arguments = (
            "--only",
            "speed",
            "--size",
            str(order.size),
            "--rounds",
            str(order.rounds),
            "--json",
            str(results),
        )
        command = (sys.executable, "-P", "-m", "tests.benchmarks", *arguments, "--text", *map(str, stories))
        paths = os.pathsep.join((str(built), ROOT))
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": paths})
        yield from json.loads(results.read_text(encoding="utf-8"))["sections"]["speed"]


@cache
def _built() -> Path:
    """The compiled package, in a folder that lasts as long as this process. Raises RuntimeError where it cannot be."""
    if is_compiled():
        raise RuntimeError("it is compiled")
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return package(Path(ROOT), Path(folder.name))


def lengths(order: Order) -> Iterator[Row]:
    """Characters a second on one text of every length."""
    size = min(1000, order.size)
    while size <= order.size:
        text = texts.made(size)
        rounds = order.rounds if size <= 1_000_000 else 1
        taken = clock.compared({"extract": partial(extract, text), "check": partial(check, text)}, rounds)
        yield {"characters": size} | {
            f"{name}, characters a second": round(size / clock.Spread.of(figures).median)
            for name, figures in taken.items()
        }
        size *= 10


def markup(order: Order) -> Iterator[Row]:
    """What it costs to read markup, beside what it costs to extract from the same text without any."""
    plain = texts.made(min(order.size, 300_000))
    for form in texts.MARKED:
        written = texts.marked(plain, form)
        calls: dict[str, Callable[[], object]] = {
            "markup": partial(forms.readable, form, written),
            "extract": partial(extract, plain),
        }
        taken = clock.compared(calls, order.rounds)
        yield {
            "format": form,
            "characters a second": round(len(written) / clock.Spread.of(taken["markup"]).median),
            "times extract": round(clock.ratios(taken["markup"], taken["extract"]).median, 2),
        }


PATIENCE = 2.0
"""A family that takes so many seconds is not doubled again."""
SHORT = 2000
"""Where doubling begins; so short that a square does no harm."""


def hostile(order: Order) -> Iterator[Row]:
    """Texts made to hurt: multiples of plain text of the same length, and what a doubling of the length costs."""
    for group, names in texts.GROUPS.items():
        rows = [_hurt(name, order) for name in names]
        yield from ({"group": group} | row for row in rows)
        times = {column: [row[column] for row in rows] for column in rows[0] if column.endswith("times plain")}
        for called, figure in (("median", statistics.median), ("most", max)):
            yield {"group": group, "family": f"{called} of {len(rows)}"} | {
                column: round(figure(figures), 1) for column, figures in times.items()
            }


def _hurt(name: str, order: Order) -> Row:
    """What a family of them costs."""
    row: Row = {"family": name}
    for called, reader in (("extract", extract), ("check", check)):
        size, taken, failure = _doubled(partial(texts.hostile, name), reader, order.hostile)
        growth = [later / sooner for sooner, later in pairwise(taken)]
        row |= {
            f"{called} to": size,
            f"{called}, ms": round(taken[-1] * 1000, 1) if taken else None,
            f"{called}, times plain": round(taken[-1] / _plain(reader, size), 1) if taken else math.inf,
            f"{called}, doubled": failure or " ".join(f"{ratio:.1f}" for ratio in growth[-3:]),
        }
    return row


def _doubled(make: Callable[[int], str], reader: Reader, most: int) -> tuple[int, list[float], str]:
    """Seconds at lengths that double up to `most`: the last length, the seconds, and what was raised, if anything."""
    size, taken = min(SHORT, most), []
    while True:
        text = make(size)
        try:
            taken.append(_best(reader, text))
        except Exception as error:
            return size, taken, f"raised {type(error).__name__}"
        if size * 2 > most or taken[-1] > PATIENCE:
            return size, taken, ""
        size *= 2


@cache
def _plain(reader: Reader, size: int) -> float:
    """Seconds of a text of this length that is not made to hurt."""
    return _best(reader, texts.made(size))


def _best(reader: Reader, text: str) -> float:
    """The least of up to three calls; of long ones a single call is enough."""
    first = clock.seconds(partial(reader, text))
    again = 2 if first < 0.1 else 0
    return min([first, *(clock.seconds(partial(reader, text)) for _ in range(again))])


STORY = str(texts.STORIES / "flight.txt")
BARE, NEEDED = "bare interpreter", "import argparse, regex"
PROCESSES: dict[str, Sequence[str]] = {
    BARE: ("-c", "pass"),
    NEEDED: ("-c", "import argparse, regex"),
    "import quantities": ("-c", "import quantities"),
    "import quantities, extract once": ("-c", "import quantities; quantities.extract('5 km')"),
    "quantities --help": ("-m", "quantities", "--help"),
    "quantities check, one story": ("-m", "quantities", "check", STORY),
    "quantities extract, one story": ("-m", "quantities", "extract", STORY),
}


def start(order: Order) -> Iterator[Row]:
    """Whole processes, with their bytecode on disk."""
    yield from _started(order, ROOT)


def compiled_start(order: Order) -> Iterator[Row]:
    """The same of the compiled package."""
    try:
        yield from _started(order, str(_built()))
    except RuntimeError as error:
        yield {"process": "all", "skipped": str(error)}


def _started(order: Order, folder: str) -> Iterator[Row]:
    """Processes that find the package in a folder."""
    commands = {name: (sys.executable, *arguments) for name, arguments in PROCESSES.items()}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as bytecode:
        for command in commands.values():
            clock.process(command, folder, bytecode)
        for _ in range(2 * order.rounds):
            for name, command in commands.items():
                taken[name].append(clock.process(command, folder, bytecode).seconds)
    for name, figures in taken.items():
        yield {
            "process": name,
            "ms": round(clock.Spread.of(figures).median * 1000, 1),
            "times bare": round(clock.ratios(figures, taken[BARE]).median, 2),
            "times argparse, regex": round(clock.ratios(figures, taken[NEEDED]).median, 2),
        }


def jobs(order: Order) -> Iterator[Row]:
    """Stories in JSON Lines, read by one process and by as many as there are processors."""
    with tempfile.TemporaryDirectory() as folder:
        records = _records(Path(folder, "stories.jsonl"), max(order.size, 2_000_000))
        several = os.cpu_count() or 1
        for command in ("extract", "check"):
            taken: dict[int, list[float]] = {1: [], several: []}
            for _ in range(order.rounds):
                for count, figures in taken.items():
                    call = ("-m", "quantities", command, "--format", "jsonl", "--jobs", str(count), str(records))
                    figures.append(clock.process((sys.executable, *call), ROOT).seconds)
            ratio = clock.ratios(taken[1], taken[several])
            yield {
                "command": command,
                "jobs": several,
                "times one": round(ratio.median, 2),
                "least": round(ratio.least, 2),
                "most": round(ratio.most, 2),
            }


def _records(path: Path, size: int) -> Path:
    """A file of records with stories of so many characters in all."""
    block = [json.dumps({"text": story}) + "\n" for story in texts.cut(texts.made(min(size, 1_000_000)))]
    with path.open("w", encoding="utf-8") as file:
        for _ in range(max(1, size // 1_000_000)):
            file.writelines(block)
    return path


def memory(order: Order) -> Iterator[Row]:
    """The highest resident memory of whole processes; streaming must not grow with its input."""
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, Sequence[str]] = {
            "bare interpreter": ("-c", "pass"),
            "import quantities": ("-c", "import quantities"),
            "check, one story": ("-m", "quantities", "check", STORY),
        }
        for size in (order.size // 10, order.size):
            text = Path(folder, f"{size}.txt")
            text.write_text(texts.made(size), encoding="utf-8")
            reading = f"import quantities, pathlib; quantities.extract(pathlib.Path({str(text)!r}).read_text('utf-8'))"
            commands[f"extract, a text of {size:,}"] = ("-c", reading)
            records = str(_records(Path(folder, f"{size}.jsonl"), size))
            for count in (1, 2):
                streaming = ("-m", "quantities", "extract", "--format", "jsonl", "--jobs", str(count), records)
                commands[f"extract, stories of {size:,} in JSON Lines, jobs {count}"] = streaming
        for name, arguments in commands.items():
            try:
                yield {"process": name, "MB": round(clock.process((sys.executable, *arguments), ROOT).memory / 1e6, 1)}
            except RuntimeError as error:
                yield {"process": name, "skipped": str(error).partition(":")[0]}


def rivals(order: Order) -> Iterator[Row]:
    """The same stories, one call a story, read by others."""
    characters = sum(map(len, order.stories))
    for name, load in (("quantulum3", _quantulum3), ("Duckling", _duckling)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                reader = load()
        except ImportError as error:
            yield {"rival": name, "skipped": f"not installed ({error.name})"}
            continue
        calls = {"bare scan": SCAN, "extract": extract, "check": check, name: reader}
        taken = clock.compared({called: over(call, order.stories) for called, call in calls.items()}, order.rounds)
        yield {
            "rival": name,
            "characters a second": round(characters / clock.Spread.of(taken[name]).median),
            "times the scan": round(clock.ratios(taken[name], taken["bare scan"]).median),
            "times extract": round(clock.ratios(taken[name], taken["extract"]).median, 2),
            "times check": round(clock.ratios(taken[name], taken["check"]).median, 2),
        }


def _quantulum3() -> Reader:
    reader: Reader = import_module("quantulum3.parser").parse
    return reader


def _duckling() -> Reader:
    """Duckling with the dimensions that quantities have: numbers, amounts, distances and so on."""
    duckling = import_module("duckling")
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    now = duckling.get_current_ref_time(zones, "UTC")
    english = duckling.default_locale_lang(duckling.parse_lang("EN"))
    context = duckling.Context(now, english)
    named = ["number", "amount-of-money", "distance", "quantity", "temperature", "volume", "duration"]
    dimensions = duckling.parse_dimensions(named)
    return lambda text: duckling.parse(text, context, dimensions, False)


SECTIONS: dict[str, Callable[[Order], Iterator[Row]]] = {
    "speed": speed,
    "compiled": compiled,
    "lengths": lengths,
    "markup": markup,
    "hostile": hostile,
    "start": start,
    "compiled-start": compiled_start,
    "jobs": jobs,
    "memory": memory,
    "rivals": rivals,
}
