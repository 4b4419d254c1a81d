"""CSV (RFC 4180) of all quantities, for spreadsheets and databases: the fields of the record as columns."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from quantities.reports.excerpt import VISIBLE
from quantities.reports.places import Places
from quantities.sources import STANDARD_INPUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quantities.model import Quantity
    from quantities.reports.story import Story, Told, View
    from quantities.sources import Source

WORDS = ("path", "id", "surface", "counted", "of")
"""The columns whose words are of the text, or of whoever made it: what could steer a terminal is made visible there."""
_STEADY = {code: sign for code, sign in VISIBLE.items() if chr(code) not in "\r\n"}
_NORMALISED = ("magnitude", "low", "high", "unit")
COLUMNS = (
    *("path", "record", "id", "line", "column", "start", "end", "surface", "kind", "form", "magnitude", "exact"),
    *("low", "high", "unit", "counted", "dimensionality", "hedge", "change", "finest", "coarsest", "of"),
    *(f"normalised_{name}" for name in _NORMALISED),
    "senses",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet may take for the beginning of a formula."""


def quantities(story: Story, view: View) -> Iterator[str]:
    """A row for every quantity."""
    places = Places(story.source)
    for quantity in story.quantities:
        record = _record(story.source, places, quantity)
        yield row([_cell(name, record.get(name)) for name in COLUMNS])


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The names of the columns, then the rows as they come."""
    yield row(COLUMNS)
    for one in told:
        yield one.text


def row(cells: Sequence[str]) -> str:
    r"""A line of CSV.

    >>> row(["5 km", "a \"b\", c"])
    '5 km,"a ""b"", c"\r\n'
    """
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _record(source: Source, places: Places, quantity: Quantity) -> dict[str, Any]:
    span = source.span(quantity.start, quantity.end)
    record = quantity.to_dict()
    normalised = {f"normalised_{name}": record["normalised"].get(name) for name in _NORMALISED}
    placed = places.offsets(span) | places.lines(span) | {"surface": source.written[slice(*span)]}
    return record | placed | normalised | {"path": source.path, "record": source.record, "id": source.id}


def _cell(name: str, told: Any) -> str:
    """What stands in a column: an apostrophe before words that a spreadsheet would calculate."""
    if told is None:
        return ""
    if isinstance(told, list):
        return "; ".join(told)
    cell = str(told).translate(_STEADY) if name in WORDS else str(told)
    return f"'{cell}" if name in WORDS and cell.startswith(FORMULA) and cell != STANDARD_INPUT else cell
