"""JSON Lines: one record a line, with the path, line and column it stands at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quantities.model import SCHEMA_VERSION, Quantity
from quantities.reports.story import Story, Tally, View, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.sources import Source


def findings(stories: Iterable[Story], view: View) -> Iterator[str]:
    """A record for every finding that is shown."""
    for story in stories:
        for finding in story.shown(view):
            yield _line(
                story.source,
                place(finding),
                finding.to_dict()
                | {
                    "source": _placed(story.source, finding.source),
                    "conversion": _placed(story.source, finding.conversion),
                },
            )


def quantities(stories: Iterable[Story], view: View) -> Iterator[str]:
    """A record for every quantity."""
    for story in stories:
        for quantity in story.quantities:
            yield _line(story.source, quantity.start, quantity.to_dict())


def explanations(stories: Iterable[Story], view: View) -> Iterator[str]:
    """A record for every quantity and every place that was left alone, each with its rule and its explanation."""
    for story in stories:
        for told, lines in story.explained():
            record = told.to_dict() if isinstance(told, Quantity) else told._asdict()
            read = {"read": isinstance(told, Quantity), "rule": told.rule, "explanation": lines}
            yield _line(story.source, told.start, record | read)


def closing(tally: Tally, view: View) -> str:
    """Nothing: whoever reads the records can count them."""
    return ""


def _placed(source: Source, quantity: Quantity) -> dict[str, Any]:
    return quantity.to_dict() | source.position(quantity.start)._asdict()


def _line(source: Source, start: int, record: dict[str, Any]) -> str:
    head = {"schema": SCHEMA_VERSION, "path": source.path, **_record(source), **source.position(start)._asdict()}
    return json.dumps(head | record, ensure_ascii=False, allow_nan=False).translate(_ESCAPED) + "\n"


def _record(source: Source) -> dict[str, Any]:
    """Where a text is one of a file of records: the line of its record, its `id` and what else was given with it."""
    if source.record is None:
        return {}
    return {"record": source.record, "id": source.id} | ({"given": source.given} if source.given else {})


_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000))}
"""What JSON may hold as it is, but a terminal, a line-wise reader or UTF-8 may not."""
