"""What `--fix` would do, as a unified diff that `patch` and `git apply` take; what it would leave stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.fixing import difference, fixed
from quantities.reports.excerpt import visible
from quantities.reports.story import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.reports.story import Story, Told, View


def findings(story: Story, view: View) -> Iterator[str]:
    """A line for every finding that is left to a person, then the diff of the file."""
    source = story.source
    done = fixed(source, story.shown(view._replace(everything=False)))
    for finding in done.left:
        line, column = source.position(source.span(place(finding), place(finding))[0])
        yield visible(f"# left to a person: {source.label}:{line}:{column}: {finding.code} {finding.message}") + "\n"
    changes = difference(source, done.written)
    if changes and source.encoding.lower().replace("_", "-") not in ("utf-8", "utf8", "ascii"):
        yield visible(f"# to be read only: {source.path} is {source.encoding}, and this is UTF-8; use --fix") + "\n"
    yield changes


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The diffs of all files, and nothing else."""
    return (one.text for one in told)
