"""How the figures of a finding are called: as they are written, each with its unit."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from quantities.reports.excerpt import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quantities.model import Finding, Quantity
    from quantities.reports.story import Story


def both(story: Story, finding: Finding) -> tuple[str, str]:
    """The source and the conversion."""
    return worded(story, finding.source), worded(story, finding.conversion)


def worded(story: Story, figure: Quantity, written: str = "") -> str:
    """A figure on one line, as it stands there or as it is to be `written`.

    >>> from quantities import extract
    >>> from quantities.reports.story import Story
    >>> from quantities.sources import Source
    >>> text = "It was 2, 4 and 6 inches thick."
    >>> story = Story(Source("a.txt", text), extract(text))
    >>> [worded(story, figure) for figure in story.quantities]
    ['2 inches', '4 inches', '6 inches']
    """
    return one_line((written or figure.surface) + _unit_behind(story, figure))


def mended(story: Story, finding: Finding) -> Iterator[tuple[str, str]]:
    """Each figure with the other as it would have to read to agree with it."""
    from quantities.fixing import as_mended, ways

    figures = finding.conversion, finding.source
    for told, other, mend in zip(figures, reversed(figures), ways(finding), strict=True):
        if mend:
            yield worded(story, other), worded(story, told, as_mended(told, mend))


def _unit_behind(story: Story, figure: Quantity) -> str:
    """The unit of a bare number that is a member of a list: it stands behind the last one. Nothing of others."""
    if figure.series is None or figure.end == figure.series[1] or figure.numerals[-1].end < figure.end:
        return ""
    place = bisect_left(story.quantities, figure.series[1], key=lambda one: one.end)
    last = story.quantities[place] if place < len(story.quantities) else figure
    return last.surface[last.numerals[-1].end - last.start :] if last.series == figure.series else ""
