"""The benchmark command runs and says what it promises; no figure of it is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks import texts
from tests.benchmarks.__main__ import size, table
from tests.benchmarks.sections import Order, compiled, hostile, rivals

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_a_tiny_run_prints_a_table_and_writes_the_same_as_json(tmp_path: Path) -> None:
    written = tmp_path / "results.json"
    sections = ("speed", "lengths", "markup", "start", "memory")
    done = run("--size", "2k", "--rounds", "1", "--only", *sections, "--json", str(written))
    assert (done.returncode, done.stderr) == (0, "")
    results = json.loads(written.read_text(encoding="utf-8"))
    assert tuple(results["sections"]) == sections
    assert results["machine"]["date"] in done.stdout
    speed = {(row["texts"], row["call"]): row for row in results["sections"]["speed"]}
    assert {call for _, call in speed} == {"bare scan", "extract", "check"}
    for case in ("stories", "made text"):
        scan, extract = speed[case, "bare scan"], speed[case, "extract"]
        assert scan["times the scan"] == 1
        assert extract["times the scan"] > 1
        assert scan["characters a second"] > extract["characters a second"] > 0
        assert f"{extract['characters a second']:,}" in done.stdout
    assert [row["characters"] for row in results["sections"]["lengths"]] == [1000]
    assert [row["format"] for row in results["sections"]["markup"]] == ["markdown", "html"]
    memory = {row["process"]: row.get("MB") for row in results["sections"]["memory"]}
    assert memory["import quantities"] > memory["bare interpreter"] > 1


def test_where_nothing_can_be_compiled_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.benchmarks.sections.ROOT", str(tmp_path))
    nowhere = "[build-system]\nrequires = []\nbuild-backend = 'nowhere'"
    (tmp_path / "pyproject.toml").write_text(nowhere, encoding="utf-8")
    monkeypatch.setattr("tests.benchmarks.sections.is_compiled", lambda: False)
    (row,) = compiled(Order())
    assert row["skipped"].startswith("it cannot be built here: ")


def test_what_is_asked_for_is_checked() -> None:
    done = run("--only", "sped")
    assert done.returncode == 2
    assert "speed" in done.stderr


def test_every_hostile_family_is_as_long_as_it_should_be_and_measured() -> None:
    assert len(texts.FAMILIES) == len(set(texts.FAMILIES)) == sum(map(len, texts.HURTFUL.values())) + len(texts.LED) + 3
    for name in texts.FAMILIES:
        assert len(texts.hostile(name, 300)) == 300, name
    rows = list(hostile(Order(size=300, hostile=300, rounds=1, stories=["5 km"])))
    told = [row for row in rows if "extract, doubled" in row]
    assert [row["family"] for row in told] == list(texts.FAMILIES)
    assert {row["family"]: row["extract, doubled"] for row in told if row["extract, doubled"]} == {}
    assert [row["group"] for row in rows if row["family"].startswith("most of ")] == list(texts.GROUPS)


def test_texts_are_the_same_every_time_and_as_long_as_asked_for() -> None:
    assert texts.filler(5000) == texts.filler(5000) != texts.filler(5000, seed=6)
    assert [len(texts.made(n)) for n in (10, 1000, 450_000)] == [10, 1000, 450_000]
    assert "".join(texts.cut(texts.made(10_000))) == texts.made(10_000)
    assert texts.stories()[0] == (texts.STORIES / "climate.txt").read_text(encoding="utf-8")


def test_rivals_that_are_not_installed_are_skipped_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr("tests.benchmarks.sections.import_module", absent)
    assert list(rivals(Order(stories=["5 km"]))) == [
        {"rival": "quantulum3", "skipped": "not installed (quantulum3.parser)"},
        {"rival": "Duckling", "skipped": "not installed (duckling)"},
    ]


@pytest.mark.parametrize(("written", "number"), [("1", 1), ("128k", 128_000), ("100M", 100_000_000)])
def test_sizes(written: str, number: int) -> None:
    assert size(written) == number


@pytest.mark.parametrize("written", ["", "k", "1G", "-", "1kM"])
def test_sizes_that_are_none(written: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        size(written)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([], ""),
        ([{"a": 1}, {"b": "x"}], "a  b\n1\n   x"),
    ],
)
def test_tables(rows: Sequence[dict[str, object]], shown: str) -> None:
    assert table(rows) == shown
