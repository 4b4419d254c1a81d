"""Money: the rates that the pairs of one story imply must agree."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import Lexicon, check
from quantities.model import Currency, Finding, Reason, Verdict
from tests.cost import in_proportion
from tests.expectations import FIXTURES, load

STORIES = load(FIXTURES / "tables" / "judgements-money.toml")["story"]
UNITS = Lexicon.default().units


def stories(field: str = "") -> list[Any]:
    return [pytest.param(story, id=story["why"]) for story in STORIES if field in story or not field]


def mendable(story: dict[str, Any]) -> bool:
    """Has it one finding, with a correction?"""
    return len(story["wrong"]) == 1 and story["wrong"][0][3] != ""


def disagreeing(text: str) -> list[Finding]:
    return [finding for finding in check(text) if finding.verdict is Verdict.DISAGREE]


@pytest.mark.parametrize("story", stories())
def test_story(story: dict[str, Any]) -> None:
    found = [
        [
            finding.source.surface,
            finding.conversion.surface,
            finding.cause.value if finding.cause else "",
            finding.corrections[0].replacement if finding.corrections else "",
        ]
        for finding in disagreeing(story["text"])
    ]
    assert found == story["wrong"]


@pytest.mark.parametrize("story", stories("unchecked"))
def test_what_has_no_other_rate_is_left_alone_and_says_why(story: dict[str, Any]) -> None:
    assert {finding.reason for finding in check(story["text"])} == {Reason(story["unchecked"])}


@pytest.mark.parametrize("story", [s for s in stories() if mendable(s.values[0])])
def test_corrections_mend_the_story(story: dict[str, Any]) -> None:
    """The correction of the conversion: the source's may have other conversions, which would then be off."""
    text = story["text"]
    (wrong,) = disagreeing(text)
    assert disagreeing(wrong.fixed(text)) == []


def test_codes_and_words() -> None:
    story = "It paid $40m (£21m), $60m (£31.5m) and $80m (£24m)."
    (found,) = disagreeing(story)
    assert found.code == "Q201"
    assert found.message == (
        "money figures do not agree with the other rates in this text (possibly two digits that changed places)"
    )
    assert found.note == "the other 2 pairs make 1 GBP 1.90 USD"
    both = disagreeing("It paid $40m (£21m) and $60m (£45m).")
    assert [finding.code for finding in both] == ["Q201", "Q201"]
    assert [finding.message for finding in both] == [
        "money figures do not agree with the only other rate in this text"
    ] * 2
    (same,) = disagreeing("It may leave a $3bn ($1.6bn) deal.")
    assert (same.code, same.message) == ("Q204", "money figures do not agree, and both are in USD")


def test_weak_currency_is_told_in_the_strong_one() -> None:
    (found,) = disagreeing("It paid 107m yen ($1m), 535m yen ($5m) and 300m yen ($8m).")
    assert found.note == "the other 2 pairs make 1 USD 107 JPY"
    (found,) = disagreeing("It paid $12.7m (£10m), $25.4m (£20m) and $30m (£51m).")
    assert found.note == "the other 2 pairs make 1 GBP 1.27 USD"
    (found,) = disagreeing("It paid £10m (€11.5m), £20m (€23m) and £30m (€51m).")
    assert found.note == "the other 2 pairs make 1 GBP 1.15 EUR"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("USD", Currency("USD", ())),
        ("USD_cent", Currency("USD", ())),
        ("GBP", Currency("GBP", ())),
        ("mile", None),
        ("percent", None),
    ],
)
def test_currency(unit: str, expected: Currency | None) -> None:
    assert UNITS[unit].currency == expected


def test_currency_of_a_price() -> None:
    price = UNITS["USD"] / UNITS["oil_barrel"]
    assert price.currency == Currency("USD", (("[length]", -3),))


def pounds(dollars: int, cents: int) -> str:
    return f"£{dollars * 100 / cents:.1f}m"


@given(st.lists(st.integers(10, 900), min_size=3, max_size=8, unique=True), st.integers(110, 250))
def test_pairs_of_one_rate_agree(dollars: list[int], cents: int) -> None:
    text = " ".join(f"One paid ${n}m ({pounds(n, cents)})." for n in dollars)
    found = check(text)
    assert len(found) == len(dollars)
    assert {finding.verdict for finding in found} <= {Verdict.EXACT, Verdict.ROUNDED}


@given(st.lists(st.integers(10, 900), min_size=3, max_size=8, unique=True), st.integers(110, 250), st.data())
def test_pair_of_another_rate_is_the_one_that_is_found(dollars: list[int], cents: int, data: st.DataObject) -> None:
    odd = data.draw(st.integers(0, len(dollars) - 1))
    wrong = data.draw(st.sampled_from([cents * 2, cents * 10, cents * 1000, cents // 3]))
    rates = [wrong if i == odd else cents for i in range(len(dollars))]
    text = " ".join(
        f"One paid ${n}m (£{float(Fraction(n * 100, c)):.4g}m)." for n, c in zip(dollars, rates, strict=True)
    )
    assert [finding.source.surface for finding in disagreeing(text)] == [f"${dollars[odd]}m"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"One paid ${n}m (£{n // 2 + 1}m). " for n in range(1, 2500)),
        "It paid $5m (" + "; ".join(f"£{n}m" for n in range(1, 2500)) + ").",
        "".join(f"One paid ${n}m (£{n // 2 + 1}m; {n} euros). " for n in range(1, 1200)),
    ],
    ids=["pairs", "one source of many", "three each"],
)
def test_many_rates_cost_no_more_each_than_few(text: str) -> None:
    with in_proportion():
        assert check(text)


def test_a_tenth_of_a_pair_bears_witness_and_the_pair_told_again_does_not() -> None:
    tenth = "It made €10m ($12m) in May and €100m ($120m) in June, and paid €30m ($63m) in tax."
    assert [f.verdict for f in check(tenth)] == [Verdict.EXACT, Verdict.EXACT, Verdict.DISAGREE]
    again = (
        "It made €30m ($63m) in May, the €30m ($63m) of a plan, and paid €10m ($12m) in tax and €20m ($24m) in rent."
    )
    verdicts = [f.verdict for f in check(again)]
    assert verdicts == [Verdict.DISAGREE, Verdict.DISAGREE, Verdict.EXACT, Verdict.EXACT]
    alone = "It made €30m ($63m) in May, the €30m ($63m) of a plan."
    assert {f.verdict for f in check(alone)} == {Verdict.UNCHECKED}
