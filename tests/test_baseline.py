"""What a finding is known by, and what a baseline is after a story was edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quantities import Finding, Verdict, check
from quantities.showing.baseline import Baseline, fingerprint, write
from quantities.sources import Source

STORY = "The storm came at noon. From here it is 50 miles (93 km) to the coast, they say. It rained."


def new(before: str, after: str, path: str = "a.txt") -> int:
    """How many findings of a story are new after an edit."""
    was, now = Source("a.txt", before), Source(path, after)
    _, prints = Baseline("known.json").split(was, wrong(before))
    found, _ = Baseline("known.json", dict.fromkeys(prints, 1)).split(now, wrong(after))
    return len(found)


def wrong(text: str) -> list[Finding]:
    """The findings of a text that are no agreement."""
    return [finding for finding in check(text) if finding.verdict is Verdict.DISAGREE]


@pytest.mark.parametrize(
    "edited",
    [
        STORY,
        f"More before it.\n\n{STORY}\n\nMore behind it.",
        STORY.replace("noon", "night"),
        STORY.replace("It rained", "It snowed"),
        STORY.replace(" is ", "\nis ").replace("50 miles", "50\nmiles"),
        f"It is 50 miles (80 km) wide. {STORY}",
    ],
)
def test_a_finding_stays_known(edited: str) -> None:
    assert new(STORY, edited) == 0


@pytest.mark.parametrize(
    "edited",
    [
        STORY.replace("93", "94"),
        STORY.replace("From here it is", "From there it was"),
        STORY.replace("to the coast", "to the border"),
        f"{STORY} From here it is 50 miles (93 km) to the coast, they say.",
    ],
)
def test_a_finding_is_new(edited: str) -> None:
    assert new(STORY, edited) == 1


def test_another_file_has_findings_of_its_own() -> None:
    assert new(STORY, STORY, "b.txt") == 1


def test_records_are_told_apart_by_their_id() -> None:
    [finding] = check(STORY)
    marks = {fingerprint(Source("a.jsonl", STORY, record, name), finding, "k") for record, name in ((1, 7), (2, 8))}
    moved = fingerprint(Source("a.jsonl", STORY, 3, 8), finding, "k")
    assert len(marks) == 2
    assert moved in marks


def test_it_is_the_same_file_whatever_the_order_and_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ci").mkdir()
    written = []
    for folder, story, known, order in (
        (".", "news/a.txt", "ci/known.json", 1),
        ("ci", "../news/a.txt", "known.json", -1),
    ):
        monkeypatch.chdir(tmp_path / folder)
        absolute = str(Path(story).resolve()) if order < 0 else story
        text = f"{STORY}\n\nHere it is 10 miles (19 km) wide."
        found = check(text)[::order]
        assert write(known, [fingerprint(Source(absolute, text), finding, known) for finding in found]) == 2
        written.append(Path(known).read_bytes())
    assert written[0] == written[1]
    rows = json.loads(written[0])["findings"]
    assert [row["source"] for row in rows] == ["10 miles", "50 miles"]
    assert {row["path"] for row in rows} == {"../news/a.txt"}
    assert str(tmp_path).encode() not in written[0]


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    path = str(tmp_path / "known.json")
    [finding] = check(STORY)
    mark = fingerprint(Source('a "b"\u2028\udcff.txt', STORY), finding, path)
    write(path, [mark, mark])
    assert Baseline.read(path).counts == {mark: 2}
