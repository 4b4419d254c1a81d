"""Reads the expectations in `fixtures/` and brings what the library returns to their form.

Numbers in the fixtures are exact: TOML's decimals are read as fractions, and a third is written `"1/3"`. A field that
an expectation leaves out must be absent from the quantity too; only those of `FREE` may be anything where they are not
given. `senses` are some of those that must be there.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quantities.model import Finding, Quantity

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


def brief(q: Quantity) -> str:
    """What a quantity means, in one short line: hedge, number or ends, unit, move.

    >>> from quantities import parse
    >>> [brief(parse(text)) for text in ("about 5 km", "8-10%", "a third of a cup")]
    ['about 5 kilometer', '8..10 percent', '1/3 cup']
    """
    number = plain(q.magnitude.number) if q.magnitude else ""
    ends = "..".join(plain(end) for end in q.ends) if q.ends else ""
    words = (q.hedge and q.hedge.value, number, f"({ends})" if number and ends else ends)
    return " ".join(filter(None, (*words, q.unit.expression, q.change and q.change.value)))


def judged(finding: Finding) -> str:
    """What a finding says, in one short line: verdict, reason or cause, corrections.

    >>> from quantities import check
    >>> [judged(finding) for finding in check("It is 5 miles (8 km) or 20 yards (81 m) off.")]
    ['exact', 'disagree transposed: 18 / 89']
    """
    why = finding.reason or finding.cause
    said = f"{finding.verdict.value} {why.value}" if why else finding.verdict.value
    mended = " / ".join(correction.replacement for correction in finding.corrections)
    return f"{said}: {mended}" if mended else said


def plain(number: Fraction) -> str:
    """A number in digits where they end, else as a fraction.

    >>> plain(Fraction(5, 4)), plain(Fraction(1, 3)), plain(Fraction(1200))
    ('1.25', '1/3', '1200')
    """
    rest = number.denominator
    for prime in (2, 5):
        while not rest % prime:
            rest //= prime
    if rest > 1 or number.denominator == 1:
        return str(number)
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
