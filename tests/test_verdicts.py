"""When two figures agree: steps of rounding, scales between units, verdicts, and the table of judgements."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import Lexicon, check, extract
from quantities.judging.verdicts import Amount, Scale, agreement, scale, step
from quantities.model import Finding, Magnitude, Numeral, Parts, Reason, Unit, Verdict
from tests.expectations import FIXTURES, judged, load

UNITS = Lexicon.default().units
TABLE = load(FIXTURES / "tables" / "judgements.toml")
SILENT = (Verdict.EXACT, Verdict.ROUNDED)


def step_of(digits: str, power: int) -> Fraction:
    parts = Parts.of(digits, power)
    top, bottom = step(parts)
    return Fraction(top, bottom * parts.over)


@pytest.mark.parametrize(
    ("digits", "power", "expected"),
    [
        ("772", 0, "1"),
        ("770", 0, "10"),
        ("775", 0, "5"),
        ("2000", 0, "100"),  # 500 would be a quarter of it
        ("5000", 0, "500"),
        ("15", 0, "1"),  # 5 would be a third
        ("60", 0, "5"),
        ("95", 0, "5"),
        ("8.0", 0, "1/2"),
        ("2.5", 0, "1/10"),
        ("7.5", 0, "1/2"),
        ("2.50", 0, "1/10"),
        ("1.61", 6, "10000"),
        ("1", 6, "1000000"),  # never finer than what is written
        ("1/2", 0, "1/4"),
        ("5 1/2", 0, "1/2"),
        ("4 1/2", 0, "1/4"),
        ("0", 0, "1"),
        ("-60", 0, "5"),
    ],
)
def test_step(digits: str, power: int, expected: str) -> None:
    assert step_of(digits, power) == Fraction(expected)


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,9})?", fullmatch=True), st.integers(-30, 30))
def test_step_is_no_finer_than_what_is_written_and_else_a_small_part(digits: str, power: int) -> None:
    magnitude = Magnitude.of(digits, power)
    found = step_of(digits, power)
    assert found >= magnitude.finest
    assert found == magnitude.finest or (found <= abs(magnitude.number) / 10 and magnitude.number % found == 0)


@pytest.mark.parametrize(
    ("digits", "power", "expected"),
    [
        ("2000", 0, ("2000", "1", "1000")),
        ("2000", -3, ("2", "1/1000", "1")),
        ("2.50", 0, ("5/2", "1/100", "1/100")),
        ("2.5", 6, ("2500000", "100000", "100000")),
        ("0", 2, ("0", "100", "100")),
        ("3/4", -2, ("3/400", "1/800", "1/400")),
        ("-1 1/2", 3, ("-1500", "250", "500")),
    ],
)
def test_parts_are_a_magnitude_in_integers(digits: str, power: int, expected: tuple[str, str, str]) -> None:
    magnitude = Magnitude(*map(Fraction, expected))
    number, finest, coarsest, over = Parts.of(digits, power)
    assert (Fraction(number, over), Fraction(finest, over), Fraction(coarsest, over)) == magnitude
    assert Magnitude.of(digits, power) == magnitude.parts.magnitude == magnitude


def test_a_compound_is_the_sum_of_its_parts_in_its_last_unit() -> None:
    (quantity,) = extract("a trout of 2 lb 10.5 oz")
    assert quantity.total.magnitude == (Fraction("42.5"), Fraction("0.1"), Fraction("0.1"))


def forth(source: Unit, conversion: Unit, number: str, *, difference: bool = False) -> Fraction | None:
    by = scale(source, conversion, {}, difference=difference)
    assert by is not None
    return by.forth(Fraction(number))


def test_scales_are_exact() -> None:
    assert forth(UNITS["mile"], UNITS["kilometer"], "1") == Fraction("1.609344")
    assert forth(UNITS["mile"] ** 2, UNITS["kilometer"] ** 2, "1") == Fraction("1.609344") ** 2
    assert forth(UNITS["degree_Celsius"], UNITS["degree_Fahrenheit"], "100") == 212
    assert forth(UNITS["degree_Celsius"], UNITS["degree_Fahrenheit"], "100", difference=True) == 180
    assert forth(UNITS["degree_Celsius"], UNITS["kelvin"], "0") == Fraction("273.15")


def test_inverse_units_turn_each_other_over() -> None:
    mpg, litres = UNITS["mile / gallon"], UNITS["liter / (100 * kilometer)"]
    by = scale(mpg, litres, {})
    assert by is not None
    assert by.inverse
    found = by.forth(Fraction(30))
    assert found == Fraction("378.5411784") / (30 * Fraction("1.609344"))  # 3.7854 l over 30 times 1.609 km, by 100 km
    assert by.back(found) == 30
    assert by.forth(Fraction(0)) is None


@pytest.mark.parametrize(
    ("source", "conversion"),
    [("mile", "kilogram"), ("mile", "acre"), ("degree", "byte"), ("percent", "degree"), ("USD", "GBP")],
)
def test_no_scale_between_different_things(source: str, conversion: str) -> None:
    assert scale(UNITS[source], UNITS[conversion], {"angle": ("degree",), "data": ("byte",)}) is None


def test_units_without_a_dimension_need_one_family() -> None:
    to_bits = scale(UNITS["byte"], UNITS["bit"], {"data": ("bit", "byte")})
    assert to_bits is not None
    assert to_bits.ratio == (8, 1)
    assert scale(UNITS["byte"], UNITS["bit"], {}) is None


def amount(digits: str, power: int = 0) -> Amount:
    return Amount(Parts.of(digits, power), Numeral(0, len(digits), digits, power))


def test_an_amount_times_a_factor_was_written_to_as_many_digits() -> None:
    whole, times = amount("125").magnitude, amount("125").times(Fraction(-3)).magnitude
    assert (times.number, times.finest) == (Fraction(-375), Fraction(3))
    assert times.coarsest == 3 * whole.coarsest


MILE, KM, FOOT, METRE, POUND, KILO, INCH, MM = (
    UNITS[name] for name in ("mile", "kilometer", "foot", "meter", "pound", "kilogram", "inch", "millimeter")
)


@pytest.mark.parametrize(
    ("a", "source", "b", "conversion", "expected"),
    [
        ("16", KM, "10", MILE, Verdict.EXACT),  # 9.94
        ("10", MILE, "16", KM, Verdict.EXACT),  # 16.09
        ("6", KM, "4", MILE, Verdict.EXACT),  # 3.73
        ("3", MILE, "5", KM, Verdict.EXACT),  # 4.83
        ("1", KM, "1", MILE, Verdict.DISAGREE),  # 0.62: rounded rightly, but a reader would not say so
        ("3", MILE, "5.6", KM, Verdict.DISAGREE),  # 4.83: 5.6 is 3.5 miles, and nobody rounds in that order
        ("2", METRE, "6", FOOT, Verdict.EXACT),  # 6.56 and 1.83: one figure each
        ("2", METRE, "6.0", FOOT, Verdict.DISAGREE),
        ("60", MILE, "95", KM, Verdict.ROUNDED),  # 96.56, in fives
        ("1700", POUND, "770", KILO, Verdict.ROUNDED),  # 771.1
        ("150", FOOT, "45", METRE, Verdict.ROUNDED),  # 45.72
        ("60", KM, "40", MILE, Verdict.LOOSE),  # 37.28, in tens
        ("184", FOOT, "55", METRE, Verdict.ROUNDED),  # 56.08; 55 in fives
        ("106", FOOT, "30", METRE, Verdict.LOOSE),  # 32.31; 30 in fives
        ("2000", FOOT, "500", METRE, Verdict.DISAGREE),  # 609.6
        ("6", INCH, "152", MM, Verdict.EXACT),  # 152.4
        ("6", INCH, "125", MM, Verdict.DISAGREE),
        ("0", MILE, "0", KM, Verdict.EXACT),
        ("5", MILE, "0", KM, Verdict.DISAGREE),
    ],
)
def test_agreement(a: str, source: Unit, b: str, conversion: Unit, expected: Verdict) -> None:
    by = scale(source, conversion, {})
    assert by is not None
    assert agreement(amount(a), amount(b), by) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("18", "64.4", Verdict.EXACT),
        ("900", "475", Verdict.DISAGREE),  # 1652
        ("0", "32", Verdict.EXACT),
        ("-46", "-52", Verdict.LOOSE),  # -50.8: two thirds of a kelvin
        ("-46", "-55", Verdict.DISAGREE),
        ("20", "70", Verdict.ROUNDED),  # 68, in fives
        ("36.6", "97.0", Verdict.DISAGREE),  # 97.9
    ],
)
def test_levels_of_temperature_are_judged_in_kelvins(a: str, b: str, expected: Verdict) -> None:
    by = scale(UNITS["degree_Celsius"], UNITS["degree_Fahrenheit"], {})
    assert by is not None
    assert agreement(amount(a), amount(b), by) is expected


def by(ratio: Fraction) -> Scale:
    return Scale.between(ratio, Fraction(1))


DIGITS = st.from_regex(r"[1-9][0-9]{0,5}(\.[0-9]{1,3})?", fullmatch=True)


@given(DIGITS, DIGITS, st.integers(-500, 500))
def test_near_amounts_agree_the_same_in_either_order(a: str, b: str, off: int) -> None:
    left, right = amount(a), amount(b)
    ratio = right.number / left.number * (1 + Fraction(off, 10_500))  # so that they are at most 5 % apart
    forwards, backwards = agreement(left, right, by(ratio)), agreement(right, left, by(1 / ratio))
    assert (forwards in SILENT) == (backwards in SILENT)


@given(DIGITS, st.fractions(min_value=Fraction(1, 1000), max_value=1000))
def test_what_is_converted_and_rounded_to_three_figures_agrees(a: str, ratio: Fraction) -> None:
    exact = amount(a).number * ratio
    digits = f"{float(exact):.2e}"
    rounded = Parts.of(digits.partition("e")[0], int(digits.partition("e")[2]))
    b = Amount(rounded, Numeral(0, 4, digits.partition("e")[0], int(digits.partition("e")[2])))
    assert agreement(amount(a), b, by(ratio)) in SILENT


# -- the model, told once more in fractions, as the documentation tells it ---------------------------------------------


def model_step(digits: str, share: Fraction) -> Fraction:
    """The place of the last digit, or the largest 1 or 5 times a power of ten that divides it and is a small part."""
    whole, _, part = digits.lstrip("-").rpartition(" ")
    if "/" in part:
        number, under = Fraction(whole or 0) + Fraction(part), int(part.partition("/")[2])
        return Fraction(1, under) if Fraction(1, under) <= number * share else Fraction(1, 2 * under)
    number, place = abs(Fraction(digits)), model_place(digits)
    steps = [n * Fraction(10) ** power for n in (1, 5) for power in range(-6, 9)]
    return max([place, *(step for step in steps if number and number % step == 0 and step <= number * share)])


def model_place(digits: str) -> Fraction:
    if "/" in digits:
        return Fraction(1, 2 * int(digits.partition("/")[2]))
    return Fraction(1, 10 ** len(digits.partition(".")[2]))


def model_number(digits: str) -> Fraction:
    return sum((Fraction(part) for part in digits.split()), Fraction(0))


def model_figures(digits: str) -> int:
    """How many significant figures are shown: the zeros at the end of a whole number are none."""
    shown = digits.replace(".", "").lstrip("-0")
    return 1 if "/" in digits else max(1, len(shown if "." in digits else shown.rstrip("0")))


def model(a: str, b: str, by: Scale) -> Verdict:
    tenth, quarter = Fraction(1, 10), Fraction(1, 4)
    left, right = model_number(a), model_number(b)
    c, d = by.forth(left), by.back(right)
    if c is None or d is None:
        return Verdict.EXACT if left == right else Verdict.DISAGREE
    gap, size, level = abs(c - right), max(abs(c), abs(right)), by.kelvins is not None

    def rounds(place_a: Fraction, place_b: Fraction) -> bool:
        back = level or gap <= size * Fraction(8, 100) or model_figures(b) == 1
        return abs(c - right) <= place_b / 2 or (back and abs(d - left) <= place_a / 2)

    def meet(step_a: Fraction, step_b: Fraction) -> bool:
        one, other = by.forth(left - step_a / 2), by.forth(left + step_a / 2)
        if one is None or other is None or (by.inverse and (one < 0) != (other < 0)):
            return False
        return min(one, other) <= right + step_b / 2 and max(one, other) >= right - step_b / 2

    step_a, step_b = model_step(a, tenth), model_step(b, tenth)
    if level or gap <= size * quarter:
        if rounds(model_place(a), model_place(b)):
            return Verdict.EXACT
        if rounds(step_a, step_b):
            return Verdict.ROUNDED
    near = gap * by.kelvins <= 1 if by.kelvins is not None else gap <= size * Fraction(5, 100)
    if near and meet(step_a, step_b):
        return Verdict.LOOSE
    wide = not level and gap <= size * Fraction(8, 100) and meet(step_a, model_step(b, quarter))
    return Verdict.LOOSE if wide else Verdict.DISAGREE


NUMBERS = [
    "1",
    "2",
    "3",
    "5",
    "7",
    "12",
    "16",
    "20",
    "25",
    "45",
    "60",
    "95",
    "100",
    "103",
    "150",
    "263",
    "1700",
    "2000",
]
NUMBERS += ["25000", "123456", "0.5", "1.5", "2.50", "7.5", "8.0", "0.25", "12.0", "1/2", "3/4", "2 1/2", "12 1/4", "0"]
APART = ["0", "0.002", "0.006", "0.011", "0.024", "0.049", "0.051", "0.079", "0.081", "0.12", "0.24", "0.26"]


def near(number: Fraction) -> set[str]:
    """Numbers in digits near another one: up to a quarter larger or smaller, with one to four figures."""
    made = {"0", "1/2", "2 1/2"}
    for apart in (Fraction(sign + apart) for apart in APART for sign in ("", "-")):
        for figures in range(4):
            rounded = Decimal(f"{float(number * (1 + apart)):.{figures}e}")
            made.add(f"{rounded:f}")
    return {digits for digits in made if len(digits) < 9}


@pytest.mark.parametrize(
    ("source", "conversion", "numbers"),
    [
        ("mile", "kilometer", NUMBERS),
        ("meter", "foot", NUMBERS),
        ("hectare", "acre", NUMBERS[::3]),
        ("mile / gallon", "liter / (100 * kilometer)", NUMBERS),
        ("degree_Celsius", "degree_Fahrenheit", [*NUMBERS[:18], "-5", "-17.5", "36.6"]),
        ("kelvin", "degree_Celsius", ["270", "300", "273.15", "1000"]),
    ],
)
def test_verdicts_are_those_of_the_model(source: str, conversion: str, numbers: list[str]) -> None:
    by = scale(UNITS[source], UNITS[conversion], {})
    assert by is not None
    said = set()
    for a in numbers:
        for b in near(by.forth(model_number(a)) or Fraction(0)):
            found = agreement(amount(a), amount(b), by)
            assert found is model(a, b, by), (a, b)
            said.add(found)
    assert said >= {Verdict.EXACT, Verdict.ROUNDED, Verdict.DISAGREE}


# -- the table -------------------------------------------------------------------------------------------------------


def first(text: str) -> Finding:
    found = check(text)
    assert found, f"no finding in {text!r}"
    return next((f for f in found if f.verdict is Verdict.DISAGREE), found[0])


def rows(part: str) -> list[Any]:
    return [pytest.param(row, id=row["text"]) for row in TABLE[part]]


@pytest.mark.parametrize("row", rows("agrees"))
def test_agrees_and_its_twin_does_not(row: dict[str, Any]) -> None:
    assert first(row["text"]).verdict in SILENT
    assert first(row["twin"]).verdict is Verdict.DISAGREE


@pytest.mark.parametrize("row", rows("loose"))
def test_loose_and_its_twin_does_not_agree(row: dict[str, Any]) -> None:
    found = first(row["text"])
    assert (found.verdict, found.code) == (Verdict.LOOSE, "Q102")
    assert first(row["twin"]).verdict is Verdict.DISAGREE


@pytest.mark.parametrize("row", rows("unchecked"))
def test_unchecked_says_why(row: dict[str, Any]) -> None:
    found = first(row["text"])
    assert (found.verdict, found.reason, found.code) == (Verdict.UNCHECKED, Reason(row["reason"]), "Q401")


@pytest.mark.parametrize("text", TABLE["nothing"]["texts"])
def test_nothing_is_claimed(text: str) -> None:
    assert check(text) == []


SENTENCES = load(FIXTURES / "tables" / "judgements-sentences.toml")["row"]
BEFORE = "The road was long and the night was cold. The farm lies 20 miles (32 km) inland, and 7 men live there. " * 3
AFTER = " The mast is 84 meters (276 feet) tall, and 9 men saw it."


@pytest.mark.parametrize(
    ("text", "said"),
    [pytest.param(text, said, id=f"{row['rule']}: {text}") for row in SENTENCES for text, *said in row["sentences"]],
)
def test_sentence_is_judged_so(text: str, said: list[str]) -> None:
    assert [judged(finding) for finding in check(text)] == said
    story = check(f"{BEFORE}{text}{AFTER}")
    assert [judged(finding) for finding in story] == ["exact"] * 3 + said + ["exact"]


# -- what a finding says -----------------------------------------------------------------------------------------------


def test_finding_says_what_was_expected_and_by_how_much_it_is_off() -> None:
    found = first("They hold 2,000 square kilometres (727 square miles) of it.")
    assert found.expected is not None
    assert found.expected.magnitude == Fraction(2000) / Fraction("1.609344") ** 2  # 772.2
    low, high = found.expected.interval
    assert (round(low), round(high)) == (753, 792)  # 1950 and 2050 km²
    assert found.expected.unit == MILE**2
    assert found.difference == pytest.approx(727 / 772.204 - 1, abs=1e-5)
    assert found.code == "Q101"


def test_nothing_is_expected_of_what_has_no_inverse() -> None:
    found = first("It does 0 mpg (5 L/100 km) there.")
    assert (found.verdict, found.expected, found.difference) == (Verdict.DISAGREE, None, None)


def test_a_difference_of_temperature_is_no_share() -> None:
    found = first("It was 20 °C (86 °F) there.")
    assert found.expected is not None
    assert (found.verdict, found.difference) == (Verdict.DISAGREE, None)
    assert found.expected.magnitude == 68


def test_a_difference_that_no_float_holds_is_none() -> None:
    found = first(f"It paid $40m (£21m), $60m (£31.5m) and $1 (£{'9' * 399}).")
    assert found.verdict is Verdict.DISAGREE
    assert found.difference is None


def test_of_a_range_the_worse_end_is_the_difference() -> None:
    found = first("It is 10 to 20 km (6 to 22 miles) off.")  # 6.21 and 12.43
    assert found.difference == pytest.approx(22 / 12.4274 - 1, abs=1e-5)


def test_of_inverse_units_the_ends_change_places() -> None:
    found = first("It does 30-40 mpg (5.9-8.7 L/100 km) there.")  # 40 mpg is 5.88, 30 mpg 7.84
    assert found.expected is not None
    assert [round(float(end or 0), 2) for end in (found.expected.low, found.expected.high)] == [5.88, 7.84]
    assert found.difference == pytest.approx(8.7 / 7.84049 - 1, abs=1e-5)


def test_of_a_margin_the_centre_is_expected() -> None:
    found = first("It is 20 ± 2 km (12.4 ± 9.2 miles) off.")
    assert found.expected is not None
    assert round(float(found.expected.magnitude or 0), 2) == 12.43
    assert [round(float(end), 2) for end in found.expected.interval] == [12.12, 12.74]  # 19.5 and 20.5 km


def test_range_is_expected_as_a_range() -> None:
    found = first("Its pods are 8 to 75 centimetres (3 to 13 inches) long.")
    assert found.expected is not None
    assert found.expected.magnitude is None
    assert found.expected.low == 8 / Fraction("2.54")
    assert found.expected.high == 75 / Fraction("2.54")


def test_list_gives_one_finding_of_its_worst_member() -> None:
    (found,) = check("The sheds are 20 ft by 30 ft (6 m x 12 m) each.")
    assert (found.source.surface, found.conversion.surface) == ("30 ft", "12 m")


def test_sense_that_fits_is_named() -> None:
    assert first("The tank holds 35 gallons (159 litres) of oil.").note == "read as imperial gallons"
    assert first("The tank holds 35 gallons (132 litres) of oil.").note == ""


def test_reading_in_another_sense_may_only_acquit() -> None:
    """Four ounces are 113 g, four fluid ounces 118 ml: that 250 ml is neither may as well be no conversion at all."""
    assert first("Add 4 ounces (118 ml) of it.").verdict in SILENT
    assert first("Add 4 ounces (250 ml) of it.").reason is Reason.DIMENSIONS


def test_troy_ounces_are_of_precious_metal() -> None:
    assert first("A 255g/8.2oz bar of gold").verdict in SILENT
    assert first("A 255g/8.2oz bar of cake").verdict is Verdict.DISAGREE


def test_quotation_is_marked() -> None:
    assert first("“It is 50 miles (93 km) off,” he said.").quoted
    assert not first("It is “50” miles or more (they say 50 miles (93 km)) off.").quoted


@pytest.mark.parametrize(
    ("text", "is_difference"),
    [
        ("The sea rose by 2 °C (3.6 °F).", True),
        ("The sea warmed about 2 °C (3.6 °F).", True),
        ("It is 2 °C (3.6 °F) warmer than in May.", True),
        ("It was 2 °C (3.6 °F) above the long-term average.", True),
        ("They want to limit warming to 2 °C (3.6 °F).", True),
        ("a drop in temperature of up to 2 °C (3.6 °F)", True),
        ("a margin of ±2 °C (3.6 °F)", True),
        ("It rose to 2 °C (35.6 °F).", False),
        ("It fell below 2 °C (35.6 °F).", False),
        ("It rose from 2 °C (35.6 °F).", False),
        ("It was 2 °C (35.6 °F) above the river.", False),
        ("It was a cool 2 °C (35.6 °F).", False),
        ("It was 2 °C (35.6 °F) by noon.", False),
    ],
)
def test_words_tell_a_difference_of_temperature_from_a_level(text: str, is_difference: bool) -> None:
    assert first(text).verdict in SILENT
    other = text.replace("(3.6", "(35.6") if is_difference else text.replace("(35.6", "(3.6")
    assert first(other).verdict is Verdict.DISAGREE
