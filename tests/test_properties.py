"""Laws that hold for every text, tried on texts that hypothesis makes of awkward pieces."""

# ruff: noqa: SIM905  long lists of words read best as one string

from __future__ import annotations

import json
import re
import string
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quantities import check, extract
from quantities.model import Quantity
from tests.benchmarks.compiled import is_compiled
from tests.benchmarks.texts import FAMILIES, hostile
from tests.cost import Watched
from tests.expectations import FIXTURES
from tests.laws import LAWS

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = [
    *"5 12 2,000 1984 3.50 .5 1'234 ½ 1½ 1⁄4 ² 10⁸ ３ ٣ Ⅷ ① - − – — ‑ + ± × x ^ / · ~ ≥ < = . , ; : ' ′ ″".split(),
    *"’ ” ° º %".split(),
    *"( ) [ ] { } $ € £ ¥ ¢ C$ Rs USD # @ & \\ | _ * €½ \u0301 \u200b \0 \ufeff \u202e \ud800 \udfff".split(),
    *"km m mi in ft sq cu km² kg lb oz st t ton mph km/h C F °C K p pc h s kilometres square feet inches".split(),
    *"pounds tonnes degrees Celsius per a an each day hour points cents dollars one two twenty five hundred".split(),
    *"thousand million bn k dozen half quarter third and of the couple tens millions point minus people".split(),
    *"vehicles key towns year-old years old aged about to from between or by rose fell March G7 F-16 pm th".split(),
    *[
        '"',
        "384 400",
        "3 1/4",
        "per cent",
        "percentage",
        "more than",
        "at least",
        "up to",
        "‰",
        "ß",
        "İ",
        "ﬁ",
        "e\u0301",
        "👩\u200d🚒",
    ],
    *[
        "**",
        "*",
        "`",
        "```",
        "[",
        "](",
        "&nbsp;",
        "&frac12;",
        "<b>",
        "</b>",
        "<sup>",
        "</sup>",
        "<td>",
        "<!--",
        "-->",
        "---",
    ],
    *["<!-- quantities: ignore -->", "<!-- quantities: off -->", "<!-- quantities: on -->", "<script>", "\\"],
    *[" ", "  ", "\n", "\t", "\r\n", "\x1b", "\u0085", "\u00a0", "\u2009", "\u2028", "\u202f"],
]
PROSE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((FIXTURES / "stories").glob("*.txt")))
cuttings = st.builds(
    lambda start, length: PROSE[start : start + length], st.integers(0, len(PROSE)), st.integers(1, 60)
)
texts = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=24).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join),
    st.lists(st.one_of(cuttings, st.sampled_from(PIECES)), max_size=8).map("".join),
)
plain = st.lists(
    st.sampled_from(["quiet", "lanterns", "drifted", "beyond", "shadows", "wooden", "harbour"]), min_size=1, max_size=5
).map(" ".join)

FIGURES = [
    *["16 km (10 miles)", "55,000 people", "about £3m", "10 to 15 per cent", "5 ft 11 in", "2, 4 and 6 inches"],
    *["a 35-year-old", "20 ± 2 °C", "half a million", "$84.20 a barrel"],
]


BROKEN: list[str] = json.loads((FIXTURES / "broken.json").read_text(encoding="utf-8"))
"""Texts that broke a law once."""


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@settings(max_examples=150, deadline=None)
@given(text=texts)
@example(text="9" * 5000 + " km")
@example(text="1,000," * 50)
@example(text="5" + " million" * 800)
@example(text="million " * 800)
def test_every_law_holds_for_any_text(law: Callable[[str], None], text: str) -> None:
    law(text)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
@pytest.mark.parametrize("text", BROKEN, ids=repr)
def test_what_broke_a_law_once_breaks_none_any_more(law: Callable[[str], None], text: str) -> None:
    law(text)


def shifted(q: Quantity, by: int) -> tuple[object, ...]:
    record = q.to_dict()
    return tuple(record[name] + by if name in {"start", "end"} else json.dumps(record[name]) for name in sorted(record))


@settings(max_examples=200, deadline=None)
@given(before=plain, figures=st.lists(st.sampled_from(FIGURES), min_size=1, max_size=4), after=plain)
def test_plain_sentences_around_a_text_move_its_places_only(before: str, figures: list[str], after: str) -> None:
    text = ". ".join(figures) + "."
    lead = f"The {before}. "
    framed = f"{lead}{text} Then {after}."
    assert extract(text)
    assert [shifted(q, 0) for q in extract(framed)] == [shifted(q, len(lead)) for q in extract(text)]


@given(number=st.integers(min_value=0, max_value=10**15))
def test_a_grouped_number_reads_back(number: int) -> None:
    (q,) = extract(f"It is {number:,} km away.")
    assert (q.surface, q.to_dict()["magnitude"], str(q.unit)) == (f"{number:,} km", number, "kilometer")


@given(number=st.decimals(min_value="0.001", max_value="99999", places=3))
@example(number="0.500")
def test_a_decimal_reads_back_exactly(number: object) -> None:
    (q,) = extract(f"It weighed {number} kg.")
    assert q.surface == f"{number} kg"
    assert q.magnitude is not None
    assert q.magnitude.number == type(q.magnitude.number)(str(number))


@given(low=st.integers(min_value=1, max_value=900), width=st.integers(min_value=1, max_value=99))
def test_a_range_reads_back(low: int, width: int) -> None:
    high = low + width
    for text in (f"{low} to {high} km", f"{low}-{high} km", f"{low}–{high} km", f"{low} km to {high} km"):
        (q,) = extract(text)
        assert q.surface == text
        assert q.ends == (Fraction(low), Fraction(high))
        assert str(q.unit) == "kilometer"


@given(number=st.integers(min_value=0, max_value=999_999_999))
def test_a_number_in_words_reads_as_its_digits(number: int) -> None:
    (q,) = extract(f"It is {in_words(number)} km away.")
    assert q.surface == f"{in_words(number)} km"
    assert q.to_dict()["magnitude"] == number


SMALL = [
    *"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(),
    *"sixteen seventeen eighteen nineteen".split(),
]
TENS = [*"ten twenty thirty forty fifty sixty seventy eighty ninety".split()]


def in_words(number: int) -> str:
    """British number words: two hundred and six thousand and forty-one.

    >>> in_words(206041)
    'two hundred and six thousand and forty-one'
    """
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return TENS[tens - 1] + (f"-{SMALL[rest]}" if rest else "")
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(count)} {name}" + (joint + in_words(rest) if rest else "")
    raise AssertionError(number)


NUMBER_WORDS = {
    *SMALL,
    *TENS,
    *"a an".split(),  # a text that is nothing but `a kg`
    *"nil nought fourty hundred thousand million billion trillion quadrillion lakh lakhs lac lacs crore crores".split(),
    *"dozen dozens score scores gross couple tens hundreds thousands millions billions trillions".split(),
    *"half halves third thirds quarter quarters fourth fourths fifth fifths sixth sixths seventh sevenths".split(),
    *"eighth eighths ninth ninths tenth tenths twelfth sixteenth twentieth hundredth thousandth".split(),
}
letters = st.text(alphabet=string.ascii_letters + " .,;\n", max_size=200)
words = st.lists(st.sampled_from([p for p in PIECES if p.isascii() and p.isalpha()]), max_size=12).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.one_of(letters, words))
def test_a_quantity_without_a_digit_holds_a_number_word(text: str) -> None:
    for q in extract(text):
        assert not NUMBER_WORDS.isdisjoint(re.split(r"[^a-z]+", q.surface.lower())), q


@pytest.mark.parametrize("text", ["", " ", "\n\n", "no figures here", "...", "$", "%", "km", "()", "–"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert extract(text) == []
    assert check(text) == []


@pytest.mark.skipif(is_compiled(), reason="compiled code takes pieces of a text without a word to the text")
@pytest.mark.parametrize("family", FAMILIES)
def test_four_times_the_text_is_not_sixteen_times_looked_at(family: str) -> None:
    short, long = (Watched(hostile(family, size)) for size in (2000, 8000))
    check(short)
    check(long)
    assert long.looked_at <= 10 * short.looked_at


def test_what_is_looked_at_is_counted() -> None:
    text = Watched("The 5 km")
    assert (text[4:], text.rfind(" ", 0, 4), text.looked_at) == ("5 km", 3, 8)
