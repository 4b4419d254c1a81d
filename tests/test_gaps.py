"""Known misses of reading that are no spelling of one amount, as strict xfails."""

from __future__ import annotations

import pytest

from quantities import extract

GAPS = [
    (
        "It does 23/32 mpg.",
        ["23 mile / gallon", "32 mile / gallon"],
        "two figures on either side of a stroke share no unit",
    ),
    ("The 4x100m relay was close.", ["100 meter"], "the runs of a relay are read as a side of something"),
    ("It killed 12 and wounded 30.", ["12 person", "30 person"], "without a noun nothing says that people are counted"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=text, marks=pytest.mark.xfail(reason=reason, strict=True))
        for text, expected, reason in GAPS
    ],
)
def test_what_is_not_read_yet(text: str, expected: list[str]) -> None:
    told = [q.to_dict() for q in extract(text)]
    amounts = [f"{q['low']} to {q['high']}" if q["magnitude"] is None else f"{q['magnitude']}" for q in told]
    assert [f"{amount} {q['unit']}" for amount, q in zip(amounts, told, strict=True)] == expected
