"""What probably went wrong: every cause with its examples, and twins that have another or none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import check
from quantities.judging.causes import CAUSES
from quantities.model import Cause, Finding, Verdict
from tests.expectations import FIXTURES, load

TABLE = load(FIXTURES / "tables" / "judgements.toml")["disagrees"]
STORIES = load(FIXTURES / "tables" / "judgements-money.toml")["story"]


def only(text: str) -> Finding:
    (found,) = check(text)
    return found


def cause(text: str) -> str | None:
    found = only(text)
    assert found.verdict is Verdict.DISAGREE, found
    return found.cause.value if found.cause else None


@pytest.mark.parametrize("row", [pytest.param(row, id=row["text"]) for row in TABLE])
def test_cause_is_named_and_the_twin_agrees(row: dict[str, Any]) -> None:
    assert cause(row["text"]) == row["cause"]
    assert only(row["twin"]).verdict in (Verdict.EXACT, Verdict.ROUNDED)


def test_causes_are_tried_in_the_order_of_the_enum_and_all_have_examples() -> None:
    assert [cause for cause, _ in CAUSES] == list(Cause)
    assert {row["cause"] for row in TABLE} == {cause.value for cause in Cause}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the numbers changed places, or the factor did
        ("a 40 kg (90 lb) pack", "agrees"),
        ("a 90 kg (40 lb) pack", "swapped"),
        ("a wall 12 in (0 mm) thick", "swapped"),  # 12 / 25.4 is 0.47
        ("a wall 12 in (60 mm) thick", None),
        # an offset: 32 forgotten, or added to a difference
        ("It was 25 °C (45 °F) then.", "offset"),
        ("It was 25 °C (50 °F) then.", None),
        ("It was 83 °F (46.1 °C) then.", "offset"),
        ("It warmed by 25 °C (77 °F) then.", "offset"),
        ("It warmed by 25 °C (54 °F) then.", "transposed"),
        # a sign
        ("It was −40 °F (40 °C) then.", "sign"),
        ("It was −40 °F (44 °C) then.", None),
        # the same number twice
        ("a pool of 33 yards (33 m)", "repeated"),
        ("It was −40 °F (−40 °C) then.", "agrees"),
        # the factor of a length for its square or cube, but only between powers of a length
        ("a park of 60 square kilometres (37 sq mi)", "linear_factor"),
        ("a park of 6,000 hectares (37 sq mi)", None),
        ("a tank of 40 cubic inches (102 cm3)", "linear_factor"),
        ("a tank of 40 cubic inches (258 cm3)", "linear_factor"),  # the factor of the square
        ("a tank of 40 cubic inches (330 cm3)", None),
        # units that are taken for each other
        ("a trip of 70 mi (130 km)", "confused_unit"),
        ("a trip of 70 mi (150 km)", None),
        ("a load of 199 tonnes (178 long tons)", "confused_unit"),
        ("a load of 20,000 long tons (18,144 t)", "confused_unit"),
        ("a farm of 40 hectares (40 acres)", "repeated"),
        ("a farm of 412 acres (412.5 hectares)", "confused_unit"),
        ("It ran at 60 mph (111 km/h).", "confused_unit"),  # knots
        # powers of ten
        ("a trip of 36 miles (5.8 km)", "power_of_ten"),
        ("a land of 7,000,000 km² (2,700 sq mi)", "power_of_ten"),
        ("a land of 7,000,000 km² (5,200,000 sq mi)", None),
        ("It was 16 °C (608 °F) then.", "power_of_ten"),
        # slips of a digit
        ("a mast of 56 metres (814 ft)", "transposed"),
        ("a trip of 130 km (08 miles)", "transposed"),
        ("a mast of 56 metres (188 ft)", "digit"),
        ("a mast of 56 metres (1,184 ft)", "digit"),
        ("a mast of 56 metres (18 ft)", "power_of_ten"),
        ("a mast of 561 metres (184 ft)", "power_of_ten"),
        ("a mast of 567 metres (184 ft)", "digit"),
        ("a step of 6 m (14 ft)", None),  # of numbers this short a digit would explain anything
    ],
)
def test_cause(text: str, expected: str | None) -> None:
    if expected == "agrees":
        assert only(text).verdict in (Verdict.EXACT, Verdict.ROUNDED)
    else:
        assert cause(text) == expected


def test_slip_is_worded_as_a_possibility_and_other_causes_as_likely() -> None:
    assert only("a mast of 56 metres (814 ft)").message == (
        "length figures do not agree (possibly two digits that changed places)"
    )
    assert only("a trip of 70 mi (130 km)").message == (
        "length figures do not agree (likely: miles and nautical miles were confused)"
    )
    assert only("an area of 1 million square kilometres (621,000 square miles)").message == (
        "area figures do not agree (likely: the factor for miles was used for square miles)"
    )
    assert only("a step of 6 m (14 ft)").message == "length figures do not agree"


def test_no_message_calls_anything_wrong() -> None:
    """The arithmetic cannot know which side is wrong."""
    texts = [row["text"] for row in TABLE] + [story["text"] for story in STORIES]
    said = [f"{finding.message} {finding.note}" for text in texts for finding in check(text)]
    assert said
    harmless = ("the wrong way round", "a digit that is wrong")
    assert not [line for line in said if "wrong" in line.replace(harmless[0], "").replace(harmless[1], "")]


def test_two_amounts_far_apart_with_no_cause_are_no_conversion() -> None:
    assert only("a fence of 1,300 m (26 ft) there").verdict is Verdict.UNCHECKED  # 4,265 ft
    assert only("a fence of 1,300 m (426 ft) there").verdict is Verdict.DISAGREE  # a zero is missing
    assert only("a fence of 1,300 m (626 ft) there").verdict is Verdict.DISAGREE  # seven times


def test_range_needs_one_cause_for_all_its_wrong_ends() -> None:
    assert cause("pods of 10 to 20 km (16 to 32 miles)") == "swapped"
    assert cause("pods of 10 to 20 km (16 to 120 miles)") is None
    assert cause("pods of 10 to 20 km (6 to 120 miles)") == "power_of_ten"


UNITS = st.sampled_from(["km|miles", "°C|°F", "kg|lb", "ha|acres", "m3|cu ft"])


@given(st.integers(1, 10**6), st.integers(1, 10**6), UNITS)
def test_every_disagreement_has_words(a: int, b: int, units: str) -> None:
    left, right = units.split("|")
    for finding in check(f"It is {a} {left} ({b} {right}) now."):
        assert finding.message
        assert (finding.verdict is Verdict.DISAGREE) == finding.code.startswith("Q101")
        assert finding.cause is None or finding.verdict is Verdict.DISAGREE
