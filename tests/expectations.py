"""Reads the expectations in `fixtures/` and brings what the library returns to their form.

Numbers in the fixtures are exact: TOML's decimals are read as fractions, and a third is written `"1/3"`. A field that
an expectation leaves out must be absent from the quantity too; only those of `FREE` may be anything where they are not
given. `senses` are some of those that must be there.
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quantities.model import Quantity

FIXTURES = Path(__file__).parent.parent / "fixtures"

FIELDS = ("kind", "form", "magnitude", "low", "high", "unit", "hedge", "change", "counted", "of", "senses")
FREE = ("counted", "of", "senses")
NUMBERS = ("magnitude", "low", "high")


def load(path: Path) -> dict[str, Any]:
    """A fixture file, with its decimals as exact fractions."""
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Fraction)


def wanted(row: dict[str, Any]) -> dict[str, Any]:
    """The expectation of one quantity, every field filled in.

    >>> wanted({"kind": "measure", "magnitude": "1/3", "unit": "cup"})["magnitude"]
    Fraction(1, 3)
    """
    unknown = row.keys() - {*FIELDS, "surface"}
    assert not unknown, f"unknown fields in a fixture: {sorted(unknown)}"
    full: dict[str, Any] = {name: row.get(name) for name in FIELDS}
    full["form"] = row.get("form", "single")
    full |= {name: Fraction(row[name]) for name in NUMBERS if name in row}
    return full


def found(q: Quantity) -> dict[str, Any]:
    """The same fields of a quantity that was read."""
    low, high = q.ends or (None, None)
    return {
        "kind": q.kind.value,
        "form": q.form.value,
        "magnitude": q.magnitude.number if q.magnitude else None,
        "low": low,
        "high": high,
        "unit": q.unit.expression or None,
        "hedge": q.hedge.value if q.hedge else None,
        "change": q.change.value if q.change else None,
        "counted": q.counted,
        "of": q.of,
        "senses": [unit.expression for unit in q.senses] or None,
    }


def means(q: Quantity, expectation: dict[str, Any]) -> bool:
    """Does the quantity mean what the expectation (of `wanted`) says?"""
    return not differences(q, expectation)


def differences(q: Quantity, expectation: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """The fields in which they differ: name to what was wanted and what was found."""
    actual = found(q)
    if expectation["senses"] and set(expectation["senses"]) <= set(actual["senses"] or ()):
        actual["senses"] = expectation["senses"]
    return {
        name: (shown(right), shown(actual[name]))
        for name, right in expectation.items()
        if actual[name] != right and not (name in FREE and right is None)
    }


def shown(content: object) -> str:
    """A field as a person reads it."""
    return str(content) if isinstance(content, Fraction) else repr(content)


def described(q: Quantity) -> str:
    """A quantity in one line, for the messages of failing tests."""
    fields = ", ".join(f"{name} {shown(content)}" for name, content in found(q).items() if content is not None)
    return f"{q.surface!r} at {q.start}: {fields}"


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without the braces that mark its quantities, and the spans that they marked.

    >>> unmarked("about {5 km} and {6}")
    ('about 5 km and 6', [(6, 10), (15, 16)])
    """
    text, spans, opened = "", [], -1
    for character in marked:
        if character == "{":
            opened = len(text)
        elif character == "}":
            spans.append((opened, len(text)))
        else:
            text += character
    return text, spans
