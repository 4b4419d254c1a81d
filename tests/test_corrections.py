"""How to mend a pair: numbers in the writer's own style, for either side, that make the pair agree."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quantities import check
from quantities.judging.corrections import exponent, power_of_ten
from quantities.model import Finding, Verdict
from tests.expectations import FIXTURES, load

TABLE = load(FIXTURES / "tables" / "judgements.toml")["disagrees"]
SILENT = (Verdict.EXACT, Verdict.ROUNDED)


def only(text: str) -> Finding:
    (found,) = check(text)
    return found


def offered(text: str) -> list[str]:
    return [correction.replacement for correction in only(text).corrections]


@pytest.mark.parametrize("row", [pytest.param(r, id=r["text"]) for r in TABLE if "corrections" in r])
def test_corrections_of_the_table(row: dict[str, Any]) -> None:
    assert offered(row["text"]) == row["corrections"]


@pytest.mark.parametrize("row", [pytest.param(r, id=r["text"]) for r in TABLE])
def test_either_correction_mends_the_pair(row: dict[str, Any]) -> None:
    found = only(row["text"])
    assert found.corrections
    for number in range(len(found.corrections)):
        assert only(found.fixed(row["text"], number)).verdict in SILENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # grouping and the decimal mark are the writer's
        ("of 9,000 m (92,500 ft) here", ["29,500", "28,200"]),  # 29,528 ft; 28,194 m
        ("of 9000 m (92500 ft) here", ["29500", "28200"]),
        ("of 9 000 m (92 500 ft) here", ["29 500", "28 200"]),
        ("of 9'000 m (92'500 ft) here", ["29'500", "28'200"]),
        ("of 900 m (9,250 ft) here", ["2,950", "2,820"]),  # 2,953 ft; 2,819 m
        # decimals stay as they are written
        ("of 5 miles (9.3 km) here", ["8.0", "5.8"]),  # 8.05 km; 5.78 miles
        ("of 3.19 m (12.46 ft) here", ["10.47", "3.80"]),  # 10.466 ft; 3.798 m
        ("of 62 miles (199 km) here", ["100", "124"]),  # 99.8 km; 123.7 miles
        # scale words and letters stay, unless the number has left them
        (
            "of 1.5 million acres (1.6 million hectares) here",
            ["0.6 million", "4.0 million"],
        ),  # 607,028 ha; 3.95 million acres
        ("of 160 million miles (2.6bn km) here", ["0.26bn", "1.6 billion"]),
        ("of 16 million miles (26bn km) here", ["26m", "16 billion"]),
        ("of 3×10⁸ m (1.2e5 miles) here", ["1.9e5", "1.9×10⁸"]),  # 186,411 miles; 1.93×10⁸ m
        # fractions are written as fractions, with the signs that were used
        ("of 150g/½oz here", ["5¼", "14"]),  # 5.29 oz; 14.2 g
        ("of 2½ miles (40 km) here", ["4", "25"]),  # 4.02 km; 24.85 miles
        ("of 2 1/2 miles (5.6 km) here", ["4.0", "3 1/2"]),  # 3.48 miles
        # words are written as words where they are short
        ("of six miles (19 km) here", ["9.7", "twelve"]),  # 9.66 km; 11.8 miles
        ("of five feet (9 m) here", ["1.5", "30"]),  # 1.52 m; 29.5 ft
        # compounds are split again
        ("of 14 ft 11 in (4.39 m) here", ["4.55", "14 ft 5"]),  # 4.547 m; 172.8 in
        ("of 10 st 7 lb (76.7 kg) here", ["66.7", "12 st 1"]),  # 66.68 kg; 169.1 lb
        ("of 1.80 m (4 ft 11 in) here", ["5 ft 11", "1.50"]),  # 70.87 in; 1.499 m
        # of a range only the end that is off
        ("of 8 to 75 centimetres (3 to 13 inches) here", ["3 to 30", "8 to 33"]),  # 29.5 in; 33.02 cm
        ("of 5-10 km (3-16 miles) here", ["3-6", "5-26"]),  # 6.2 miles; 25.7 km
        ("between 5 and 10 km (8 to 16 miles) here", ["3 to 6", "13 and 26"]),
        ("of 8 to 75 centimetres (3 to 3 inches) here", ["3 to 30"]),  # 8 to 7.6 would be no range
        # signs
        ("It was −17 °F (27 °C) here", ["−27", "81"]),  # −27.2 °C; 80.6 °F
        ("It was minus 17 °F (27 °C) here", ["minus 27", "81"]),
        ("It was 17 °F (27 °C) here", ["−8", "81"]),  # −8.3 °C
        # inverse units
        ("of 30 mpg (12.7 L/100 km) here", ["7.8", "19"]),  # 7.84 L; 18.5 mpg
        # nothing that cannot be replaced by a number
        ("of half a mile (1.8 km) here", ["0.8"]),  # 0.80 km
        ("of 5 ± 0.5 km (13.1 ± 0.3 miles) here", []),
    ],
)
def test_corrections_keep_the_writers_style(text: str, expected: list[str]) -> None:
    assert offered(text) == expected


def test_correction_replaces_the_number_only() -> None:
    text = "It covers about 2,000 square kilometres (some 727 square miles), they said."
    found = only(text)
    assert found.fixed(text) == "It covers about 2,000 square kilometres (some 772 square miles), they said."
    assert found.fixed(text, 1) == "It covers about 1,880 square kilometres (some 727 square miles), they said."
    with pytest.raises(IndexError):
        found.fixed(text, 2)


def test_pair_that_agrees_offers_nothing() -> None:
    assert only("It is 20 miles (32 km) away.").corrections == ()
    assert only("Rub in 125g/5oz butter.").corrections == ()


@given(st.fractions(max_denominator=10**9))
def test_exponent_is_that_of_the_first_figure(number: Fraction) -> None:
    assume(number)
    assert power_of_ten(exponent(number)) <= abs(number) < power_of_ten(exponent(number) + 1)


def test_exponent_of_nothing_is_none_in_particular() -> None:
    assert exponent(Fraction(0)) == 0


WRITTEN = st.one_of(
    st.from_regex(r"[1-9][0-9]{0,4}(\.[0-9]{1,2})?", fullmatch=True),
    st.integers(1000, 10**7).map(lambda n: f"{n:,}"),
    st.integers(1, 99).flatmap(lambda n: st.sampled_from([f"{n}½", f"{n} 1/4", f"{n} million", f"{n}.5 billion"])),
    st.tuples(st.integers(1, 50), st.integers(51, 99)).map(lambda ends: f"{ends[0]} to {ends[1]}"),
    st.sampled_from(["two", "seven", "twelve", "forty"]),
)
UNITS = ["km|miles", "feet|m", "kg|lb", "ha|acres", "square miles|km²", "cubic feet|cubic metres", "km/h|mph"]


@given(WRITTEN, WRITTEN, st.sampled_from(UNITS))
def test_correction_that_is_applied_makes_the_pair_agree(a: str, b: str, units: str) -> None:
    source, conversion = units.split("|")
    text = f"The thing is {a} {source} ({b} {conversion}) in all."
    for finding in check(text):
        for number in range(len(finding.corrections)):
            after = only(finding.fixed(text, number))
            assert after.verdict in SILENT, (text, finding.fixed(text, number), after)


@given(st.integers(-80, 500), st.integers(-80, 500), st.sampled_from(["°C|°F", "°F|°C", "degrees Celsius|kelvins"]))
def test_corrected_temperatures_agree(a: int, b: int, units: str) -> None:
    source, conversion = units.split("|")
    text = f"It was {a} {source} ({b} {conversion}) there."
    for finding in check(text):
        for number in range(len(finding.corrections)):
            assert only(finding.fixed(text, number)).verdict in SILENT
