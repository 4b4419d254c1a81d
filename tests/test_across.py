"""Money across the stories of one run: what other texts imply, and nothing else of them."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import ImpliedRates, Reason, Verdict, check, check_all, implied_rates

DAY = (
    "The label sold records for $20 million (£10.5 million).",  # 1.905
    "A rival paid $45m (£24m) for a share.",  # 1.875
    "Its shares closed at $52 (£27.60).",  # 1.884
)
LONE = "The market may be worth $1.8 billion (£94 million)."
GOOD = "The market may be worth $1.8 billion (£955 million)."  # 1.885


def codes(texts: list[str]) -> list[list[str]]:
    return [[finding.code for finding in found] for found in check_all(texts, across_stories=True)]


def test_a_lone_pair_is_compared_with_those_of_the_other_texts() -> None:
    assert codes([*DAY, LONE]) == [[""], [""], [""], ["Q202"]]
    assert codes([*DAY, GOOD]) == [[""]] * 4


def test_finding_says_what_the_others_make() -> None:
    [found] = check(LONE, across=implied_rates(DAY))
    assert found.message == (
        "money figures do not agree with the rates in the other texts "
        "(likely: a decimal point, a zero, or million for billion)"
    )
    assert found.note == "the pairs of other texts, 3 of them, make 1 GBP 1.88 USD"
    assert found.corrections[0].replacement == "955 million"  # 1800 / 1.884 = 955.4
    [mended] = check(found.fixed(LONE), across=implied_rates(DAY))
    assert mended.verdict is Verdict.EXACT


def test_two_other_rates_are_not_enough() -> None:
    [found] = check(LONE, across=implied_rates(DAY[:2]))
    assert found.reason is Reason.NO_RATE
    [found] = check(LONE, across=implied_rates([*DAY[:2], LONE]))
    assert found.reason is Reason.NO_RATE, "a text is no witness of itself"


def test_copies_of_a_text_are_no_witnesses() -> None:
    [found] = check(LONE, across=implied_rates([LONE] * 5))
    assert found.reason is Reason.NO_RATE
    [found] = check(LONE, across=implied_rates([DAY[0]] * 5))
    assert found.reason is Reason.NO_RATE


@pytest.mark.parametrize(("pounds", "code"), [("90.4", ""), ("87.8", "Q202")])
def test_eight_per_cent_are_another_day(pounds: str, code: str) -> None:
    """$183.7m at the median of 1.884 are £97.5m; at a rate 8 % higher £90.3m, at one 11 % higher £87.8m."""
    [found] = check(f"It cost $183.7m (£{pounds}m).", across=implied_rates(DAY))
    assert found.code == code


def test_other_currencies_are_no_witnesses() -> None:
    [found] = check("It cost 30m euros (£70m).", across=implied_rates(DAY))
    assert found.reason is Reason.NO_RATE


def test_the_rates_of_its_own_text_go_first() -> None:
    text = "It paid $40m (£26.7m), then $60m (£40m), and $30m (£20m)."
    assert [f.verdict for f in check(text, across=implied_rates(DAY))] == [Verdict.EXACT] * 3


def test_unasked_one_text_never_depends_on_another() -> None:
    together = [*check_all([*DAY, LONE])]
    assert together == [check(text) for text in (*DAY, LONE)]
    assert together[3][0].reason is Reason.NO_RATE


def test_texts_may_come_from_an_iterator() -> None:
    assert [f.code for f in [*check_all(iter([*DAY, LONE]), across_stories=True)][3]] == ["Q202"]


def test_measures_are_the_same_either_way() -> None:
    text = "It is 50 miles (93 km) away."
    assert [*check_all([*DAY, text], across_stories=True)][3] == check(text)


def test_rates_can_be_sent_to_another_process() -> None:
    rates = pickle.loads(pickle.dumps(implied_rates(DAY)))  # noqa: S301
    assert isinstance(rates, ImpliedRates)
    assert repr(rates) == "<ImpliedRates: 3 of GBP and USD>"
    assert check(LONE, across=rates) == check(LONE, across=implied_rates(DAY))


@given(st.lists(st.integers(100, 999), min_size=4, max_size=12, unique=True), st.data())
def test_the_median_is_that_of_the_others(pence: list[int], data: st.DataObject) -> None:
    """Left out of the others by their place, as if they had been left out of the texts."""
    texts = [f"It cost $1,000 (£{n}.00)." for n in pence]
    own = data.draw(st.integers(0, len(texts) - 1))
    rest = [text for place, text in enumerate(texts) if place != own]
    assert check(texts[own], across=implied_rates(texts)) == check(texts[own], across=implied_rates(rest))
