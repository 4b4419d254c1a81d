"""Reference rates: the ECB's real ones, a user's own table, and the day that a story is of."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from quantities import ConfigError, Ecb, Finding, RateTable, Reason, Verdict, check, check_all, cli, dateline
from tests.expectations import FIXTURES, load

if TYPE_CHECKING:
    from pathlib import Path

    from quantities.judging.reference import Quote

STORIES = load(FIXTURES / "tables" / "judgements-rates.toml")["story"]
DAY = date(2005, 2, 14)
FILM = "The studio paid $40m (£21m) for the film."


@pytest.fixture(scope="module")
def ecb() -> Ecb:
    pytest.importorskip("currency_converter", reason="the extra `rates` is not installed")
    return Ecb()


def disagreeing(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.verdict is Verdict.DISAGREE]


# -- the ECB ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", [pytest.param(story, id=story["why"]) for story in STORIES])
def test_story(story: dict[str, Any], ecb: Ecb) -> None:
    findings = check(story["text"], rates=ecb, date=date.fromisoformat(story["date"]))
    wrong = disagreeing(findings)
    assert [
        [f.source.surface, f.conversion.surface, f.cause.value if f.cause else "", f.corrections[0].replacement]
        for f in wrong
    ] == story["wrong"]
    assert {f.code for f in wrong} <= {story.get("code", "Q203")}
    if "unchecked" in story:
        assert {f.reason for f in findings} == {Reason(story["unchecked"])}
    if "note" in story:
        assert findings[0].note == story["note"]


def test_message(ecb: Ecb) -> None:
    [found] = check("The studio paid $10m (£18.9m).", rates=ecb, date=DAY)
    assert found.message == (
        "money figures do not agree with the rate of the day "
        "(likely: the numbers changed places, or the factor was used the wrong way round)"
    )


def test_corrections_agree_with_the_rate_of_the_day(ecb: Ecb) -> None:
    text = "The studio paid $40m (£31.2m) for the film."
    [found] = check(text, rates=ecb, date=DAY)
    assert len(found.corrections) == 2
    for number in range(2):
        [mended] = check(found.fixed(text, number), rates=ecb, date=DAY)
        assert mended.verdict in (Verdict.EXACT, Verdict.ROUNDED)


def test_without_a_date_the_ecb_knows_nothing(ecb: Ecb) -> None:
    [found] = check(FILM, rates=ecb)
    assert (found.reason, found.note) == (Reason.NO_RATE, "the ECB sets rates for a day, and no date is known")


def test_date_of_the_story_itself(ecb: Ecb) -> None:
    """The pound was 1.89 dollars in February 2005 and 1.49 in March 2010."""
    texts = [f"LONDON, {day} - {FILM}" for day in ("14 February 2005", "10 March 2010")]
    assert [found.code for [found] in check_all(texts, rates=ecb, date="auto")] == ["", "Q203"]
    [found] = check(FILM, rates=ecb, date="auto")
    assert found.reason is Reason.NO_RATE


def test_the_ecb_can_be_sent_to_another_process(ecb: Ecb) -> None:
    assert pickle.loads(pickle.dumps(ecb)).quote("USD", "EUR", DAY).rate == Fraction("1.2967")  # noqa: S301


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from quantities.judging import reference

    monkeypatch.setitem(sys.modules, "currency_converter", None)
    reference._converter.cache_clear()
    with pytest.raises(ConfigError, match="pip install currencyconverter"):
        Ecb()


# -- a user's own rates ----------------------------------------------------------------------------------------------


def table(tmp_path: Path, text: str) -> RateTable:
    path = tmp_path / "rates.csv"
    path.write_text(text, encoding="utf-8")
    return RateTable.read(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from,to,rate\nGBP,USD,1.9\n", "1.9"),
        ("from,to,rate\nUSD,GBP,0.5\n", "2"),
        ("from,to,rate\nGBP,EUR,1.5\nEUR,USD,1.2\n", "1.8"),
        ("from,to,rate\nEUR,GBP,0.8\nEUR,USD,1.2\n", "1.5"),
        ("currency,rate\nUSD,1.2\nGBP,0.8\n", "1.5"),
        ("\ufeffRate, Currency\n1.2, usd\n\n0.8, gbp\n", "1.5"),
        ("from,to,rate,date\nGBP,USD,1.9,2005-02-14\nGBP,USD,1.5,2010-03-10\n", "1.9"),
        ("from,to,rate,date\nGBP,USD,1.9,2005-02-01\nGBP,USD,1.5,2005-02-20\n", "1.9"),
        ("from,to,rate,date\nGBP,USD,1.9,2004-02-01\nGBP,USD,1.5,\n", "1.5"),
    ],
)
def test_dollars_to_the_pound_by_a_table(text: str, expected: str, tmp_path: Path) -> None:
    quote: Quote = table(tmp_path, text).quote("USD", "GBP", DAY)
    assert quote.rate == Fraction(expected)


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        ("currency,rate\nUSD,1.2\n", DAY, "rates.csv has no rate of USD and GBP"),
        (
            "from,to,rate,date\nGBP,USD,1.9,2005-02-15\n",
            DAY,
            "rates.csv has rates of USD and GBP, but none for 2005-02-14",
        ),
        (
            "from,to,rate,date\nGBP,USD,1.9,2005-01-10\n",
            DAY,
            "rates.csv has rates of USD and GBP, but none for 2005-02-14",
        ),
        (
            "from,to,rate,date\nGBP,USD,1.9,2005-02-15\n",
            None,
            "rates.csv has rates of USD and GBP, but for certain days, and no date is known",
        ),
    ],
)
def test_a_table_says_what_it_lacks(text: str, day: date | None, why: str, tmp_path: Path) -> None:
    with pytest.raises(LookupError) as caught:
        table(tmp_path, text).quote("USD", "GBP", day)
    assert caught.value.args == (why,)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ": no rates; its first line should be from,to,rate or currency,rate"),
        ("from,to,rate\n", ": no rates; its first line should be from,to,rate or currency,rate"),
        ("GBP,USD,1.9\n", ":1: columns 'GBP,USD,1.9' are not from,to,rate or currency,rate, either with date as well"),
        ("from,to,rate\nGBP,USD\n", ":2: 2 columns, where the first line has 3"),
        ("from,to,rate\n\nGBP,dollar,1.9\n", ":3: 'dollar' is no currency code of three letters, as USD is"),
        ("currency,rate\nGBP,\n", ":2: '' is no rate: a number above nothing, with a point for its decimals"),
        ("currency,rate\nGBP,0.0\n", ":2: '0.0' is no rate: a number above nothing, with a point for its decimals"),
        ("currency,rate\nGBP,1e9\n", ":2: '1e9' is no rate: a number above nothing, with a point for its decimals"),
        ("currency,rate,date\nGBP,2,14/02/2005\n", ":2: '14/02/2005' is no date: write 2005-02-14"),
        ("currency,rate\nGBP,2\nGBP,3\n", ":3: a second rate of GBP"),
        ("from,to,rate\nGBP,USD,2\nGBP,USD,3\n", ":3: a second rate of GBP and USD"),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_place(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        table(tmp_path, text)
    place = str(tmp_path / "rates.csv")
    assert str(caught.value) in (place + problem, place + problem.removeprefix(":1"))


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.csv: no such file"):
        RateTable.read(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(b"currency,rate\nGBP,2 \xa3\n")
    with pytest.raises(ConfigError, match=r"latin\.csv: not UTF-8"):
        RateTable.read(tmp_path / "latin.csv")


def test_finding_names_the_table(tmp_path: Path) -> None:
    own = table(tmp_path, "from,to,rate\nGBP,USD,2.5\n")
    [found] = check(FILM, rates=own)
    assert (found.code, found.note) == ("Q203", "by rates.csv, 1 GBP is 2.50 USD")
    assert found.corrections[0].replacement == "16m"  # 40 / 2.5


def test_any_source_of_rates_will_do() -> None:
    class Fixed:
        name = "the desk"

        def quote(self, code: str, other: str, on: date | None) -> Quote:
            from quantities.judging.reference import Quote

            return Quote(Fraction(2) if (code, other) == ("GBP", "USD") else Fraction(1, 2), on)

    [found] = check("The studio paid $40m (£80m).", rates=Fixed())
    assert found.verdict is Verdict.EXACT  # a pound is half a dollar at this desk
    [found] = check("The studio paid $40m (£20m).", rates=Fixed(), date=DAY)
    assert found.note == "by the desk, 1 USD is 2.00 GBP, on 2005-02-14"


# -- the day of a story ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "LONDON, 14 February 2005 (Agency) - The pound rose.",
        "New York, Feb. 14, 2005 -- The pound rose.",
        "OSLO (14th February 2005) – The pound rose.",
        "The pound rises\n\nLast updated: Monday, 14 February, 2005, 12:30 GMT\n\nIt rose.",
        "The pound rises\nPublished 2005-02-14\n",
        "14 Feb 2005\nThe pound rose.",
        "\n".join(["A line."] * 9 + ["14 February 2005"]),
        "---\ntitle: Pound\ndate: 2005-02-14T10:00:00Z\n---\nIt rose.",
    ],
)
def test_dateline(text: str) -> None:
    assert dateline(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "The pound rose on 14 February 2005.",
        "On 14 February 2005, the pound rose.",
        "The Bank said on 14 February 2005 - a Monday - that it rose.",
        "LONDON, Feb 14 (Agency) - The pound rose.",
        "Founded 14 February 2005 in a garage in the hills",
        "31 February 2005\nIt rose.",
        "date: 2005-02-14T10:00:00Z of the front matter of another file\n",
        "\n".join(["A line."] * 10 + ["14 February 2005"]),
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_money_of_a_day_without_rates_is_told_in_a_line_and_fails_nothing(
    jobs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], ecb: Ecb
) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path in paths:
        path.write_text(FILM)
    options = ["--rates", ecb.name.lower(), "--date", "1990-01-01", "--jobs", jobs]
    assert cli.main(["check", *options, *map(str, paths)]) == 0
    shown = capsys.readouterr()
    assert shown.out == "3 stories, 6 quantities, no pairs; 3 not checked (3 no exchange rate)\n"
    said = "3 pairs of money were not checked: the ECB set no rate of GBP and USD on 1990-01-01; --all shows them"
    assert shown.err == f"quantities: note: {said}\n"
