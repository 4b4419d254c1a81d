"""The command: see the package's own words."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import regex

import quantities
from tests import benchmarks
from tests.benchmarks import texts
from tests.benchmarks.compiled import is_compiled
from tests.benchmarks.sections import SECTIONS, Order, Row


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what the arguments ask for, print it, and write it where they say."""
    given = _arguments(argv)
    order = Order(given.size, given.hostile, given.rounds, texts.stories(given.text))
    machine = described()
    _say(" · ".join(str(part) for part in machine.values()))
    results: dict[str, list[Row]] = {}
    for name in given.only or SECTIONS:
        _say(f"\n{name}: {SECTIONS[name].__doc__}")
        results[name] = list(SECTIONS[name](order))
        _say(table(results[name]))
        if given.json:
            given.json.write_text(json.dumps({"machine": machine, "sections": results}, indent=1, ensure_ascii=False))
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=benchmarks.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--size", type=size, default=Order.size, help="the longest text: 300k, 100M (default 1M)")
    parser.add_argument("--hostile", type=size, default=Order.hostile, help="the longest hostile text (default 128k)")
    parser.add_argument("--rounds", type=int, default=Order.rounds, help="rounds that medians are of (default 5)")
    parser.add_argument(
        "--text", type=Path, nargs="+", metavar="FILE", help="stories in place of those of the fixtures"
    )
    parser.add_argument("--only", choices=SECTIONS, nargs="+", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results here too")
    return parser.parse_args(argv)


def size(written: str) -> int:
    """A number of characters, with k for thousands and M for millions. Raises ValueError for anything else.

    >>> size("300k"), size("1M"), size("50")
    (300000, 1000000, 50)
    """
    thousands = {"k": 1000, "M": 1_000_000}.get(written[-1:])
    return int(written[:-1]) * thousands if thousands else int(written)


def described() -> dict[str, Any]:
    """The date and the machine."""
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "quantities": f"quantities {quantities.__version__}{', compiled' if is_compiled() else ''}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "regex": f"regex {regex.__version__}",
        "system": f"{platform.system()} {platform.machine()}",
        "processor": f"{_processor()}, {os.cpu_count()} cores",
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor())


def table(rows: Iterable[Row]) -> str:
    """Rows under the names of their columns, numbers to the right.

    >>> print(table([{"call": "extract", "ms": 1200}, {"call": "check", "ms": 4.5}]))
    call        ms
    extract  1,200
    check      4.5
    """
    rows = list(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = [columns] + [[_shown(row.get(column)) for column in columns] for row in rows]
    right = [any(isinstance(row.get(column), int | float) for row in rows) for column in columns]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in cells
    )


def _shown(figure: object) -> str:
    if figure is None:
        return ""
    return f"{figure:,}" if isinstance(figure, int | float) else str(figure)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
