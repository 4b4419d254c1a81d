"""Annotations in a workflow of GitHub: `::error file=...,line=...::message`, and how many of them it will not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.lexicon import Lexicon
from quantities.reports import text
from quantities.reports.concise import said
from quantities.reports.excerpt import visible
from quantities.reports.places import Places
from quantities.reports.story import Story, Tally, Told, View
from quantities.showing.codes import Severity, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.errors import SourceError
    from quantities.model import Finding

SHOWN = 10
"""So many errors, warnings and notices of a step are shown beside the lines; the log has all of them."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def findings(story: Story, view: View) -> Iterator[str]:
    """An annotation for every finding that is selected; pairs that agree have none."""
    plain, places = View(), Places(story.source)
    for finding in story.shown(plain):
        severity = story.selection.severity(finding)
        assert severity
        properties = ",".join(f"{name}={_property(told)}" for name, told in _properties(story, finding, places))
        said_in_full = f"{text.heading(story, finding, plain)} {said(story, finding)}"
        yield f"::{_LEVELS[severity]} {properties}::{_message(said_in_full)}\n"


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The annotations as they come, and a summary; where there are more than GitHub shows, how many."""
    tally, levels = Tally(), Tally()
    for one in told:
        yield _unread(one.trouble) if one.trouble else one.text
        tally.update(one.tally)
        levels.update(line[2:].partition(" ")[0] for line in one.text.split("\n")[:-1])
        levels["error"] += bool(one.trouble)
    yield text.summary(tally) + "\n"
    if cut := [f"{count - SHOWN} of {count} {level}s" for level, count in levels.items() if count > SHOWN]:
        yield f"GitHub shows {SHOWN} of each kind beside the lines; only in this log: {', '.join(cut)}\n"


def _unread(trouble: SourceError) -> str:
    """An annotation for what could not be read, at its file."""
    place = f"file={_property(trouble.path)},line={trouble.line or 1}," if trouble.path else ""
    return f"::error {place}title=not read::{_message(visible(str(trouble)))}\n"


def _properties(story: Story, finding: Finding, places: Places) -> Iterator[tuple[str, str | int]]:
    yield "file", story.source.path
    if places.in_file:
        start, end = (
            edge(edge(story.source.span(*figure.span)) for figure in (finding.source, finding.conversion))
            for edge in (min, max)
        )
        lines = places.lines((start, end))
        yield from {"line": lines["line"], "endLine": lines["end_line"]}.items()
        if lines["line"] == lines["end_line"]:  # columns are of one line
            yield from {"col": lines["column"], "endColumn": lines["end_column"]}.items()
    else:
        yield "line", story.source.record or 1
    yield "title", f"{finding.code} {rules(Lexicon.default())[finding.code].summary}"


def _message(told: str) -> str:
    """What stands behind `::`, where a line end would end the command."""
    return told.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(told: str | int) -> str:
    """What stands between the commas before it."""
    return _message(visible(str(told))).replace(":", "%3A").replace(",", "%2C")
