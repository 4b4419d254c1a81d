"""Known misses of reading that are no spelling of one amount, as strict xfails."""

from __future__ import annotations

import pytest

from quantities import extract
from tests.laws import a_correction_makes_its_pair_agree

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


@pytest.mark.xfail(reason="a pair that is mended to say what another says has one witness less", strict=True)
def test_a_correction_that_repeats_another_pair() -> None:
    a_correction_makes_its_pair_agree(
        "It paid £180m (€140m; $234m; C$200m), then C$6.4m (€2.01m, £2.42m, $3.25m), C$6.4m (€2.88m) and C$15m (€5.1m)."
    )
