"""Whole stories with all their figures annotated by hand, and their twins with errors put in.

`fixtures/stories/<name>.txt` is the story; `<name>.toml` lists its quantities in the order of the text, each with its
surface and the fields of `expectations.FIELDS`, and its pairs by the surfaces of source and conversion with the
verdict. A surface stands at its next place in the text that is not inside a longer word or number.
The verdict `agrees` stands for any of exact, rounded and loose (money has no exact factor).

`<name>.wrong.txt` is the same story with errors in some conversions; `<name>.wrong.toml` lists the findings that they,
and nothing else, must give. `corrections` are numbers for the conversion that must be among those offered.
"""

from __future__ import annotations

from typing import Any

import pytest

from quantities import check, extract
from quantities.model import Finding, Verdict
from tests.expectations import FIXTURES, described, differences, load, wanted

STORIES = FIXTURES / "stories"
NAMES = sorted(path.stem for path in STORIES.glob("*.toml") if not path.stem.endswith(".wrong"))
AGREES = ("exact", "rounded", "loose")


def text_of(name: str) -> str:
    return (STORIES / f"{name}.txt").read_text(encoding="utf-8")


def places(text: str, surfaces: list[str]) -> list[int]:
    """Where the surfaces stand, each after the one before it and not inside a longer word or number."""
    starts, start = [], 0
    for surface in surfaces:
        start = text.find(surface, start)
        while start >= 0 and _inside(text, start, start + len(surface)):
            start = text.find(surface, start + 1)
        assert start >= 0, f"the fixture's {surface!r} does not stand in the text after the quantities before it"
        starts.append(start)
        start += len(surface)
    return starts


def _inside(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    glued = before.isalnum() or (before in {".", ","} and text[start - 2 : start - 1].isdigit())
    return glued or (after.isalnum() and text[end - 1].isalnum())


@pytest.mark.parametrize("name", NAMES)
def test_story_gives_its_quantities_and_no_others(name: str) -> None:
    text, rows = text_of(name), load(STORIES / f"{name}.toml")["quantity"]
    starts = places(text, [row["surface"] for row in rows])
    expected = {(start, row["surface"]): wanted(row) for start, row in zip(starts, rows, strict=True)}
    actual = {(q.start, q.surface): q for q in extract(text)}
    problems = [f"missed  {surface!r} at {start}" for start, surface in expected if (start, surface) not in actual]
    problems += [f"invented  {described(q)}" for place, q in actual.items() if place not in expected]
    for place, fields in expected.items():
        if place in actual:
            problems += [
                f"misread  {place[1]!r} at {place[0]}: {name} is {got}, not {right}"
                for name, (right, got) in differences(actual[place], fields).items()
            ]
    assert not problems, "\n".join([f"{len(problems)} of the figures of {name}.txt:", *problems])


def judged(text: str) -> list[Finding]:
    return [finding for finding in check(text) if finding.verdict is not Verdict.UNCHECKED]


def line(finding: Finding) -> tuple[str, str, str]:
    return finding.source.surface, finding.conversion.surface, finding.verdict.value


@pytest.mark.parametrize("name", NAMES)
def test_story_gives_its_pairs_and_no_others(name: str) -> None:
    pairs = load(STORIES / f"{name}.toml")["pair"]
    verdicts = {(p["source"], p["conversion"]): p["verdict"] for p in pairs}
    expected = [(p["source"], p["conversion"], p["verdict"]) for p in pairs]
    found = []
    for source, conversion, verdict in map(line, judged(text_of(name))):
        free = verdicts.get((source, conversion)) == "agrees" and verdict in AGREES
        found.append((source, conversion, "agrees" if free else verdict))
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_twin_gives_the_findings_of_its_errors_and_no_others(name: str) -> None:
    wrong = load(STORIES / f"{name}.wrong.toml")["finding"]
    disagreeing = [f for f in judged(text_of(f"{name}.wrong")) if f.verdict is Verdict.DISAGREE]
    assert [line(f) for f in disagreeing] == [(f["source"], f["conversion"], f["verdict"]) for f in wrong]
    causes = {f.conversion.surface: f.cause and f.cause.value for f in disagreeing}
    assert causes == {f["conversion"]: f["cause"] for f in wrong}


@pytest.mark.parametrize("name", NAMES)
def test_corrections_of_a_twin_make_its_pairs_agree(name: str) -> None:
    text = text_of(f"{name}.wrong")
    rows = {f["conversion"]: f for f in load(STORIES / f"{name}.wrong.toml")["finding"]}
    mended = set()
    for index, finding in enumerate(judged(text)):
        if finding.verdict is not Verdict.DISAGREE:
            continue
        offered = [c.replacement for c in finding.corrections]
        assert offered, f"{line(finding)} offers no correction"
        for correction in rows[finding.conversion.surface].get("corrections", []):
            assert correction in offered, f"{line(finding)} offers {offered}"
        for number, replacement in enumerate(offered):
            after = judged(finding.fixed(text, number))[index]
            assert after.verdict is not Verdict.DISAGREE, f"{replacement} does not mend {line(finding)}: {line(after)}"
        mended.add(finding.conversion.surface)
    assert mended == set(rows)


@pytest.mark.parametrize("name", NAMES)
def test_twin_differs_from_its_story_in_its_errors_only(name: str) -> None:
    """The fixtures against themselves: a twin has as many changed lines as its findings explain."""
    story, twin = text_of(name).splitlines(), text_of(f"{name}.wrong").splitlines()
    assert len(story) == len(twin)
    changed = "\n".join(b for a, b in zip(story, twin, strict=True) if a != b)
    conversions: list[dict[str, Any]] = load(STORIES / f"{name}.wrong.toml")["finding"]
    assert conversions
    for row in conversions:
        assert row["source"] in changed
        assert row["conversion"] in changed
        assert f"({row['conversion']}" not in "\n".join(story)
