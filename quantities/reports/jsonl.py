"""JSON Lines: one record a line, with the path, line and column it stands at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quantities.model import SCHEMA_VERSION, Quantity
from quantities.reports.places import Places
from quantities.reports.story import Story, Tally, Told, View, counted, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quantities.model import Finding, Left
    from quantities.sources import Source


def findings(story: Story, view: View) -> Iterator[str]:
    """A record for every finding that is shown."""
    places = Places(story.source)
    for finding in story.shown(view):
        figures = {
            name: quantity.to_dict() | _place(story.source, places, quantity)
            for name, quantity in (("source", finding.source), ("conversion", finding.conversion))
        }
        corrections = {"corrections": _corrections(story.source, places, finding)}
        severity = {"severity": story.selection.severity(finding)}
        yield _line(story.source, place(finding), severity | finding.to_dict() | figures | corrections)


def quantities(story: Story, view: View) -> Iterator[str]:
    """A record for every quantity."""
    places = Places(story.source)
    for quantity in story.quantities:
        yield _line(story.source, quantity.start, quantity.to_dict() | _place(story.source, places, quantity))


def explanations(story: Story, view: View) -> Iterator[str]:
    """A record for every quantity and every place that was left alone, each with its rule and its explanation."""
    places = Places(story.source)
    for told, lines in story.explained():
        record = told.to_dict() if isinstance(told, Quantity) else told._asdict()
        read = {"read": isinstance(told, Quantity), "rule": told.rule, "explanation": lines}
        yield _line(story.source, told.start, record | _place(story.source, places, told) | read)


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The records as they come, and behind them the statistics, where they are asked for."""
    tally = Tally()
    yield from counted(told, tally)
    if view.statistics:
        from quantities.reports import statistics

        yield dumped({"schema": SCHEMA_VERSION, "statistics": statistics.record(tally)}) + "\n"


def dumped(record: Mapping[str, Any]) -> str:
    """A record as JSON on one line, with nothing in it that a terminal or a line-wise reader would follow."""
    return json.dumps(record, ensure_ascii=False, allow_nan=False).translate(_ESCAPED)


def _place(source: Source, places: Places, told: Quantity | Left) -> dict[str, Any]:
    """What stands in the file and where; `as_read` is there where markup makes that another text than was read."""
    span = source.span(told.start, told.end)
    surface = source.written[slice(*span)]
    placed = {"surface": surface, **places.offsets(span), **places.lines(span)}
    return placed if surface == told.surface else placed | {"as_read": told.surface}


def _corrections(source: Source, places: Places, finding: Finding) -> list[dict[str, Any]]:
    """The corrections that can be made in the file as it is written."""
    found = filter(None, map(source.correction, finding.corrections))
    return [{**places.offsets((start, end)), "replacement": new} for start, end, new in found]


def _line(source: Source, start: int, record: dict[str, Any]) -> str:
    position = source.position(source.span(start, start)[0])._asdict()
    return dumped({"schema": SCHEMA_VERSION, "path": source.path, **_record(source), **position} | record) + "\n"


def _record(source: Source) -> dict[str, Any]:
    """Where a text is one of a file of records: the line of its record, its `id` and what else was given with it."""
    if source.record is None:
        return {}
    return {"record": source.record, "id": source.id} | ({"given": source.given} if source.given else {})


_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000))}
"""What JSON may hold as it is, but a terminal, a line-wise reader or UTF-8 may not."""
