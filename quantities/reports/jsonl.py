"""JSON Lines: one record a line, with the path, line and column it stands at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quantities.model import SCHEMA_VERSION, Quantity
from quantities.reports.story import Story, Told, View, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.model import Finding, Left
    from quantities.sources import Source


def findings(story: Story, view: View) -> Iterator[str]:
    """A record for every finding that is shown."""
    for finding in story.shown(view):
        figures = {
            name: quantity.to_dict() | _place(story.source, quantity) | _position(story.source, quantity.start)
            for name, quantity in (("source", finding.source), ("conversion", finding.conversion))
        }
        corrections = {"corrections": _corrections(story.source, finding)}
        yield _line(story.source, place(finding), finding.to_dict() | figures | corrections)


def quantities(story: Story, view: View) -> Iterator[str]:
    """A record for every quantity."""
    for quantity in story.quantities:
        yield _line(story.source, quantity.start, quantity.to_dict() | _place(story.source, quantity))


def explanations(story: Story, view: View) -> Iterator[str]:
    """A record for every quantity and every place that was left alone, each with its rule and its explanation."""
    for told, lines in story.explained():
        record = told.to_dict() if isinstance(told, Quantity) else told._asdict()
        read = {"read": isinstance(told, Quantity), "rule": told.rule, "explanation": lines}
        yield _line(story.source, told.start, record | _place(story.source, told) | read)


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The records as they come, and nothing else: whoever reads them can count them."""
    return (one.text for one in told)


def _place(source: Source, told: Quantity | Left) -> dict[str, Any]:
    """What stands in the file and where; `as_read` is there where markup makes that another text than was read."""
    start, end = source.span(told.start, told.end)
    surface, before = source.written[start:end], source.origin.offset if source.origin else 0
    placed = {"surface": surface, "start": before + start, "end": before + end}
    return placed if surface == told.surface else placed | {"as_read": told.surface}


def _corrections(source: Source, finding: Finding) -> list[dict[str, Any]]:
    """The corrections that can be made in the file as it is written."""
    before = source.origin.offset if source.origin else 0
    found = filter(None, map(source.correction, finding.corrections))
    return [{"start": before + start, "end": before + end, "replacement": new} for start, end, new in found]


def _line(source: Source, start: int, record: dict[str, Any]) -> str:
    head = {"schema": SCHEMA_VERSION, "path": source.path, **_record(source), **_position(source, start)}
    return json.dumps(head | record, ensure_ascii=False, allow_nan=False).translate(_ESCAPED) + "\n"


def _position(source: Source, offset: int) -> dict[str, int]:
    return source.position(source.span(offset, offset)[0])._asdict()


def _record(source: Source) -> dict[str, Any]:
    """Where a text is one of a file of records: the line of its record, its `id` and what else was given with it."""
    if source.record is None:
        return {}
    return {"record": source.record, "id": source.id} | ({"given": source.given} if source.given else {})


_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000))}
"""What JSON may hold as it is, but a terminal, a line-wise reader or UTF-8 may not."""
