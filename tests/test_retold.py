"""Figures that seem to be told twice: listed, never an error."""

from __future__ import annotations

import pytest

from quantities import Reason, Verdict, check

HEADLINE = "Army retakes 2,000sq km from rebels"


BEFORE = "The road was dry, and 7 hens slept 5 km off. Snow fell on 3 farms.\n\n" * 3
AFTER = "\n\nNobody else came by. One pear weighed 90 g, the other 70 g."


def retold(text: str) -> list[tuple[str, str]]:
    """What seems to be told twice: the same whatever stands around it."""
    alone, within = (
        [(f.source.surface, f.conversion.surface) for f in check(told, retold=True) if f.code == "Q301"]
        for told in (text, f"{BEFORE}{text}{AFTER}")
    )
    assert alone == within
    return alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{HEADLINE}\n\nThe army says it has retaken 6,000 sq km of land from the rebels.",
            [("2,000sq km", "6,000 sq km")],
        ),
        (
            "Flood kills 12 people in Malva. Officials in Malva said that the flood had killed 21 people.",
            [("12 people", "21 people")],
        ),
        ("Acme buys Beta for $5m. The price that Acme paid to buy Beta was $6.5m.", [("$5m", "$6.5m")]),
        (
            "The bridge of Torvik is 84 metres long. Nobody knew that the bridge of Torvik was 48 metres long.",
            [("84 metres", "48 metres")],
        ),
        ("Flood kills 12 people in Malva. The flood in Malva killed 144 people.", [("12 people", "144 people")]),
        ("Flood kills 144 people in Malva. The flood in Malva killed 12 people.", [("144 people", "12 people")]),
        (
            "Flood kills 12 people in Malva. The flood in Malva killed 21 people. The flood in Malva killed 12 people.",
            [("12 people", "21 people")],
        ),
        ("The tower in Malva has 12 floors. Rain in Malva filled 21 floors.", [("12 floors", "21 floors")]),
        (
            f"{HEADLINE}\n\nThe army says it has retaken 6,000 sq km (2,317 sq miles) of land from the rebels.",
            [("2,000sq km", "6,000 sq km")],
        ),
    ],
)
def test_another_amount_of_the_same_thing(text: str, expected: list[tuple[str, str]]) -> None:
    assert retold(text) == expected


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("the same amount", f"{HEADLINE}\n\nThe army says it has retaken 2,000 sq km of land from the rebels."),
        ("in another unit", f"{HEADLINE}\n\nThe army says it has retaken 772 sq miles of land from the rebels."),
        ("rounded", f"{HEADLINE}\n\nThe army says it has retaken 1,998 sq km of land from the rebels."),
        ("another place", "Flood kills 12 people in Malva. A flood in Ostro killed 21 people."),
        ("another time", "Flood kills 12 people in Malva. A flood in Malva killed 21 people last year."),
        ("a part", "Flood kills 12 people in Malva. Another 21 people were killed by a flood in Malva."),
        ("another noun", "Flood kills 12 people in Malva. The flood killed 21 cows in Malva."),
        ("another dimension", "The flood in Malva reached 12 metres. The flood in Malva reached 12 hectares."),
        ("one sentence", "The flood killed 12 people in Malva and 21 people in Malva town."),
        ("a bound that is kept", "Flood kills more than 12 people in Malva. The flood in Malva killed 21 people."),
        ("a listing", "The flood hit Malva for 12 km. The flood hit Malva for 14 km. The flood hit Malva for 19 km."),
        ("thirteen times", "Flood kills 12 people in Malva. The flood in Malva killed 145 people."),
        ("at most", "The flood in Malva killed 12 people. Flood kills at most 21 people in Malva."),
        ("more than the later", "The flood in Malva killed 21 people. Flood kills more than 12 people in Malva."),
        ("a range", "Flood kills 12 people in Malva. The flood in Malva killed 20 to 30 people."),
        ("no kind of amount", "Flood number 12 in Malva. The flood in Malva was number 21."),
        ("far apart", "Flood in Malva costs 12 people their homes. Flood in Malva costs 21,000 people their homes."),
        ("a rise", "Prices in Malva rose 12%. Prices in Malva fell 21%."),
        ("another currency", "Acme buys Beta for $5m. The price that Acme paid to buy Beta was £3m."),
        ("time", "The flood lasted 12 hours in Malva. The flood lasted 21 hours in Malva."),
        ("few words in common", "The tower has 12 floors. Rain filled 21 floors."),
    ],
)
def test_what_is_not_the_same_thing(why: str, text: str) -> None:
    found = retold(text)
    if why == "a listing":
        assert len(found) < 2
    else:
        assert found == []


def test_it_is_no_error_and_not_asked_for() -> None:
    text = f"{HEADLINE}\n\nThe army says it has retaken 6,000 sq km of land from the rebels."
    assert check(text) == []
    [found] = check(text, retold=True)
    assert (found.verdict, found.reason) == (Verdict.UNCHECKED, Reason.RETOLD)
    assert found.message == "area figures seem to tell one quantity twice, with two amounts"
    assert not found.corrections


def test_findings_stay_in_the_order_of_the_text() -> None:
    text = f"{HEADLINE} in 5 km (8 miles)\n\nThe army has retaken 6,000 sq km from the rebels. Lift 90 kg (198 lb)."
    assert [f.code for f in check(text, retold=True)] == ["Q301", "Q101", ""]
