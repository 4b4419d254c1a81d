"""One line a finding: `path:line:col: CODE message: both figures; fix: what would agree`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.reports import text
from quantities.reports.excerpt import visible
from quantities.reports.figures import both, mended
from quantities.reports.story import Story, Tally, Told, View, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.model import Finding


def findings(story: Story, view: View) -> Iterator[str]:
    """A line for every finding that is shown."""
    for finding in story.shown(view):
        if text.in_full(story, finding):
            yield f"{text.heading(story, finding, view)} {said(story, finding)}\n"
        else:
            yield f"{text.aside(story, finding, view)}\n"


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The lines as they come, and nothing else unless statistics are asked for."""
    tally = Tally()
    yield from counted(told, tally)
    if view.statistics:
        from quantities.reports import statistics

        yield statistics.table(tally)


def said(story: Story, finding: Finding) -> str:
    """What there is to say of a finding in one line, but for its place and its code."""
    line = f"{visible(finding.message)}: {', '.join(both(story, finding))}"
    ways = [way for _, way in mended(story, finding)]
    line += f"; fix: {' or '.join(ways)}" if ways else ""
    return f"{line}; note: {visible(finding.note)}" if finding.note else line
