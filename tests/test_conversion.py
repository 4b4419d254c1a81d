"""Conversion through pint: exact numbers, real pint quantities, and errors that say what is wrong."""

from __future__ import annotations

import threading
from decimal import Decimal
from fractions import Fraction

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities.conversion import convert, registry, to_pint, worth
from quantities.errors import ConversionError, QuantitiesError
from quantities.lexicon import Lexicon
from quantities.model import BASE_UNITS, Form, Kind, Numeral, Quantity, Unit

UNITS = Lexicon.default().units


def amount(*digits: str, unit: str | Unit, form: Form = Form.SINGLE, units: tuple[Unit, ...] = ()) -> Quantity:
    """A quantity made without reading one."""
    one = UNITS[unit] if isinstance(unit, str) else unit
    surface = f"{' to '.join(digits)} {one}"
    numerals = tuple(Numeral(0, len(number), number) for number in digits)
    return Quantity(surface, 0, len(surface), one.kind, numerals, units or (one,) * len(digits), form=form)


# Worked out by hand from the definitions (inch 2.54 cm, pound 0.45359237 kg, gallon 231 in³, imperial gallon 4.54609 L,
# nautical mile 1852 m, standard gravity 9.80665 m/s²): number, unit, target, result.
EXACT = [
    ("1", "inch", "centimeter", "2.54"),
    ("100", "centimeter", "inch", "5000/127"),
    ("26.2", "mile", "kilometer", "42.1648128"),
    ("1", "kilometer", "mile", "15625/25146"),
    ("1", "gallon", "liter", "3.785411784"),
    ("1", "imperial_gallon", "liter", "4.54609"),
    ("1", "liter", "imperial_gallon", "100000/454609"),
    ("1", "oil_barrel", "gallon", "42"),
    ("42", "gallon", "oil_barrel", "1"),
    ("1", "pint", "milliliter", "473.176473"),
    ("1", "imperial_pint", "milliliter", "568.26125"),
    ("1", "fluid_ounce", "milliliter", "29.5735295625"),
    ("1", "imperial_fluid_ounce", "milliliter", "28.4130625"),
    ("1", "cup", "fluid_ounce", "8"),
    ("16", "ounce", "pound", "1"),
    ("1", "troy_ounce", "gram", "31.1034768"),
    ("1", "ounce", "gram", "28.349523125"),
    ("1", "ton", "pound", "2000"),
    ("1", "long_ton", "pound", "2240"),
    ("1", "metric_ton", "kilogram", "1000"),
    ("1", "ton", "kilogram", "907.18474"),
    ("1", "long_ton", "kilogram", "1016.0469088"),
    ("14", "pound", "stone", "1"),
    ("1", "kilocalorie", "kilojoule", "4.184"),
    ("1", "kilowatt_hour", "megajoule", "3.6"),
    ("1", "horsepower", "foot * pound_force / second", "550"),
    ("1", "metric_horsepower", "watt", "735.49875"),
    ("1", "knot", "kilometer / hour", "1.852"),
    ("88", "kilometer / hour", "meter / second", "220/9"),
    ("1", "hectare", "meter ** 2", "10000"),
    ("640", "acre", "mile ** 2", "1"),
    ("1", "standard_gravity", "meter / second ** 2", "9.80665"),
    ("0", "degree_Celsius", "degree_Fahrenheit", "32"),
    ("212", "degree_Fahrenheit", "degree_Celsius", "100"),
    ("-40", "degree_Celsius", "degree_Fahrenheit", "-40"),
    ("0", "kelvin", "degree_Celsius", "-273.15"),
    ("180", "degree", "turn", "1/2"),
    ("1", "gibibyte", "byte", "1073741824"),
    ("50", "basis_point", "percent", "1/2"),
    ("250", "USD_cent", "USD", "2.5"),
    ("3", "GBP", "GBP_penny", "300"),
    ("5", "liter / (100 * kilometer)", "liter / kilometer", "1/20"),
    ("1", "decade", "year", "10"),
]


@pytest.mark.parametrize(("number", "unit", "target", "result"), EXACT, ids=[f"{n} {u} in {t}" for n, u, t, _ in EXACT])
def test_exact_conversions(number: str, unit: str, target: str, result: str) -> None:
    assert convert(amount(number, unit=unit), target) == Fraction(result)


def test_fuel_economy_goes_both_ways() -> None:
    # 100 km / (30 miles per 3.785411784 L) and back: 378.5411784 / (1.609344 * mpg)
    litres = convert(amount("30", unit="mile / gallon"), "liter / (100 * kilometer)")
    assert litres == Fraction("378.5411784") / (30 * Fraction("1.609344"))
    assert convert(amount("8", unit="liter / (100 * kilometer)"), "mile / gallon") == Fraction("378.5411784") / (
        8 * Fraction("1.609344")
    )


def test_a_range_of_fuel_economy_changes_its_ends() -> None:
    low, high = pair(convert(amount("20", "40", unit="mile / gallon", form=Form.RANGE), "liter / kilometer"))
    assert low < high
    assert low * 2 == high


def test_no_fuel_economy_of_nothing() -> None:
    with pytest.raises(ConversionError, match="no counterpart"):
        convert(amount("0", unit="mile / gallon"), "liter / kilometer")


def pair(found: Fraction | tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    assert isinstance(found, tuple)
    return found


def test_a_range_keeps_its_ends() -> None:
    assert convert(amount("3", "5", unit="mile", form=Form.RANGE), "meter") == (
        Fraction("4828.032"),
        Fraction("8046.72"),
    )


def test_plus_or_minus_becomes_low_and_high() -> None:
    found = convert(amount("10", "0.5", unit="inch", form=Form.PLUS_MINUS), "centimeter")
    assert found == (Fraction("24.13"), Fraction("26.67"))


def test_compounds_are_one_number() -> None:
    tall = amount("5", "11", unit="inch", form=Form.COMPOUND, units=(UNITS["foot"], UNITS["inch"]))
    assert convert(tall, "centimeter") == Fraction("180.34")
    assert to_pint(tall).to("centimeter").magnitude == pytest.approx(180.34)


# -- temperature -----------------------------------------------------------------------------------------------------


def test_a_difference_has_no_zero() -> None:
    rise = UNITS["degree_Celsius"].difference
    assert convert(amount("2", unit=rise), "delta_degree_Fahrenheit") == Fraction("3.6")
    assert convert(amount("2", unit=rise), "kelvin") == 2


@pytest.mark.parametrize(
    ("unit", "target"),
    [
        (UNITS["degree_Celsius"], "delta_degree_Fahrenheit"),
        (UNITS["degree_Celsius"].difference, "degree_Fahrenheit"),
    ],
)
def test_levels_and_differences_do_not_mix(unit: Unit, target: str) -> None:
    with pytest.raises(ConversionError, match="difference of temperature"):
        convert(amount("2", unit=unit), target)


# -- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "target", "message"),
    [
        ("mile", "kilogram", r"in \[length\], 'kilogram' in \[mass\]"),
        ("USD", "EUR", r"in \[USD\], 'EUR' in \[EUR\]"),
        ("percent", "meter", r"in no dimension, 'meter' in \[length\]"),
        ("mile", "kilometre ** 2", r"\[length\] \*\* 2"),
        ("mile", "kilomter", r"no unit 'kilomter' \(did you mean kilo"),
        ("mile", "smoot", "no unit 'smoot'"),
        ("mile", "meter **", "no unit expression"),
        ("mile", "[", "no unit expression"),
        ("mile", "meter / 0", "no unit expression"),
        ("mile", "meter + second", "no unit expression"),
        ("mile", "0 * meter", "not a unit to convert to"),
        ("mile", "meter ** 0.5", "not a unit to convert to"),
    ],
)
def test_errors_say_what_is_wrong(unit: str, target: str, message: str) -> None:
    with pytest.raises(ConversionError, match=message) as caught:
        convert(amount("2", unit=unit), target)
    assert isinstance(caught.value, QuantitiesError)
    assert isinstance(caught.value, ValueError)


def test_a_range_is_no_pint_quantity() -> None:
    with pytest.raises(ConversionError, match="range"):
        to_pint(amount("3", "5", unit="mile", form=Form.RANGE))


# -- pint's own quantities -------------------------------------------------------------------------------------------


def test_quantities_live_in_one_registry() -> None:
    mile, kilometer = to_pint(amount("1", unit="mile")), to_pint(amount("1.609344", unit="kilometer"))
    assert (mile - kilometer).magnitude == pytest.approx(0)
    assert amount("5", unit="mile").quantity == registry().Quantity(5, "mile")


def test_a_registry_of_the_caller() -> None:
    own: pint.UnitRegistry[float] = pint.UnitRegistry()
    found = to_pint(amount("2.5", unit="kilometer / hour"), own)
    assert found == own.Quantity(2.5, "kilometer / hour")
    assert isinstance(found.magnitude, float)


def test_currencies_reach_the_registry_of_the_caller() -> None:
    own: pint.UnitRegistry[float] = pint.UnitRegistry()
    fifty = to_pint(amount("50", unit="EUR_cent"), own)
    assert fifty.to("EUR").magnitude == pytest.approx(0.5)
    assert dict(fifty.dimensionality) == {"[EUR]": 1}
    price = to_pint(amount("3", unit=UNITS["USD"] / UNITS["gallon"]), own)
    assert str(price.units) == "USD / gallon"


def test_a_registry_of_decimals() -> None:
    own: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
    assert to_pint(amount("0.1", unit="mile"), own).magnitude == Decimal("0.1")


def test_units_that_pint_lacks_are_given_in_si() -> None:
    own: pint.UnitRegistry[float] = pint.UnitRegistry()
    assert to_pint(amount("2", unit="metric_cup"), own) == own.Quantity(0.0005, "meter ** 3")
    assert str(to_pint(amount("2", unit="metric_cup")).units) == "metric_cup"


def test_a_name_that_means_something_else_to_pint_is_not_used() -> None:
    two = to_pint(amount("2", unit="decade"))
    assert two.to("year").magnitude == pytest.approx(20)


def test_logarithmic_units_keep_their_name() -> None:
    assert str(to_pint(amount("85", unit="decibel")).units) == "decibel"


def test_levels_of_temperature() -> None:
    assert to_pint(amount("20", unit="degree_Celsius")).to("degree_Fahrenheit").magnitude == pytest.approx(68)


def test_counted_things_are_dimensionless() -> None:
    person = Unit((("person", 1),), kind=Kind.COUNT)
    assert to_pint(amount("3", unit=person)).dimensionless
    density = person / UNITS["kilometer"] ** 2
    assert str(to_pint(amount("3", unit=density)).units) == "1 / kilometer ** 2"


def test_a_counted_thing_is_no_unit_of_pint_that_shares_its_name() -> None:
    points = Unit((("point", 1),), kind=Kind.COUNT)  # pint's point is a printer's length
    assert to_pint(amount("24", unit=points)).dimensionless


def test_numbers_inside_a_unit() -> None:
    found = to_pint(amount("8", unit="liter / (100 * kilometer)"))
    assert found.to("liter / kilometer").magnitude == pytest.approx(0.08)


def test_registries_are_built_once_for_all_threads() -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(registry())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1


def test_the_exact_registry_is_not_the_one_handed_out() -> None:
    assert isinstance(worth("inch").factor, Fraction)
    assert isinstance(registry()("1.5 inch").to("meter").magnitude, float)


# -- laws ------------------------------------------------------------------------------------------------------------

MEASURES = sorted(name for name, unit in UNITS.items() if unit.dimension and unit.kind is Kind.MEASURE)


@given(st.sampled_from(MEASURES), st.fractions(max_denominator=1000))
def test_there_and_back(name: str, number: Fraction) -> None:
    unit = UNITS[name]
    assert unit.from_base(unit.to_base(number)) == number


@given(st.sampled_from(MEASURES), st.data())
def test_a_conversion_can_be_undone(name: str, data: st.DataObject) -> None:
    source = UNITS[name]
    other = data.draw(st.sampled_from([one for one in MEASURES if UNITS[one].dimension == source.dimension]))
    there = convert(amount("37", unit=name), other)
    assert isinstance(there, Fraction)
    assert UNITS[other].to_base(there) == source.to_base(Fraction(37))


@given(st.sampled_from(MEASURES), st.integers(1, 10**6))
def test_pint_agrees(name: str, number: int) -> None:
    quantity = amount(str(number), unit=name)
    base = " * ".join(f"{BASE_UNITS.get(d, d.strip('[]'))} ** {p}" for d, p in quantity.unit.dimension)
    exact = convert(quantity, base)
    assert isinstance(exact, Fraction)
    assert to_pint(quantity).to(base).magnitude == pytest.approx(
        float(exact), rel=1e-5
    )  # survey acres before pint 0.26
