"""The command: see the package's own words."""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests import mutation

PROJECT = Path(__file__).parent.parent.parent
COPIED = ("quantities", "tests", "fixtures", "pyproject.toml", "README.md", "CHANGELOG.md")
ROOMS = ("quantities/reading", "quantities/judging")
TESTS = (
    "tables",
    "stories",
    "pairs",
    "verdicts",
    "causes",
    "corrections",
    "money",
    "style",
    "retold",
    "hedges",
    "nouns",
    "reference",
    "across",
    "explanation",
    "looks",
)
"""Those that say how texts are read and judged, the quick and wide ones first."""
SLOWEST = 120.0
"""Seconds after which the tests count as having noticed."""
LEFT_OUT = ("%BitOr%", "%RemoveDecorator%")


def main() -> int:
    """Try a sample of faults, and print those that went unnoticed."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation",
        description=mutation.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sample", type=int, default=300, help="how many faults to try (300)")
    parser.add_argument("--seed", type=int, default=1, help="which of them (1)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quantities-mutation-") as name:
        folder = Path(name)
        _copy(folder)
        _cosmic_ray(folder, "init", "cosmic-ray.toml", "session.sqlite")
        possible = _sample(folder / "session.sqlite", given.sample, given.seed)
        _cosmic_ray(folder, "baseline", "cosmic-ray.toml")
        _cosmic_ray(folder, "exec", "cosmic-ray.toml", "session.sqlite")
        return _report(folder / "session.sqlite", possible)


def _copy(folder: Path) -> None:
    for name in COPIED:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / name, folder / name)
    tests = " ".join(f"tests/test_{name}.py" for name in TESTS)
    rooms = ", ".join(f'"{room}"' for room in ROOMS)
    (folder / "cosmic-ray.toml").write_text(
        f"[cosmic-ray]\nmodule-path = [{rooms}]\ntimeout = {SLOWEST}\nexcluded-modules = []\n"
        f'test-command = "{sys.executable} -B -m pytest -x -q -p no:cacheprovider {tests}"\n'
        '[cosmic-ray.distributor]\nname = "local"\n'
    )


def _cosmic_ray(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "cosmic_ray.cli", *arguments], cwd=folder, check=True)


def _sample(session: Path, size: int, seed: int) -> int:
    """Leave so many faults in a session, and say how many there were."""
    with closing(sqlite3.connect(session)) as records, records:
        for pattern in LEFT_OUT:
            records.execute("delete from mutation_specs where operator_name like ?", [pattern])
        order = "module_path, operator_name, occurrence, operator_args"
        jobs = [job for (job,) in records.execute(f"select job_id from mutation_specs order by {order}")]  # noqa: S608
        kept = random.Random(seed).sample(jobs, min(size, len(jobs)))  # noqa: S311  which faults are tried is no secret
        records.execute("create temp table kept (job_id)")
        records.executemany("insert into kept values (?)", [(job,) for job in kept])
        for table in ("mutation_specs", "work_items"):
            records.execute(f"delete from {table} where job_id not in (select job_id from kept)")  # noqa: S608
    return len(jobs)


def _report(session: Path, possible: int) -> int:
    """Print what went unnoticed and how many were not; the exit status is 1 if more than one in five was."""
    with closing(sqlite3.connect(session)) as records:
        outcomes = records.execute("select test_outcome, diff from work_results order by diff").fetchall()
    unnoticed = [diff for outcome, diff in outcomes if outcome == "SURVIVED"]
    for diff in unnoticed:
        print(diff, end="\n\n")  # noqa: T201  it is a command
    noticed = len(outcomes) - len(unnoticed)
    share = 100 * noticed / len(outcomes)
    print(f"{len(outcomes)} of {possible} faults tried, {noticed} noticed ({share:.1f} %)")  # noqa: T201  it is a command
    return 0 if share >= 80 else 1


if __name__ == "__main__":
    raise SystemExit(main())
