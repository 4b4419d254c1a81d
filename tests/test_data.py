"""The data files of units and currencies, verified as a whole, and the lexicon compiled from them."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from quantities import conversion, extract, tables
from quantities.errors import LexiconError
from quantities.lexicon import Lexicon
from quantities.model import Kind

LEXICON = Lexicon.default()
FILES = {
    name: tomllib.loads((tables.DATA / name).read_text("utf-8"))
    for name in ("units.toml", "currencies.toml", "en/units.toml")
}

# Factors to SI base units as printed in NIST SP 811 (2008), appendix B.8, but where a comment names another source.
# Exact ones, which the guide prints in bold, are marked `=`; the others hold to the last digit printed.
FACTORS = """
acre                           =4.0468564224E+03   # NIST Handbook 44 (2024); so are all units of land here
acre_foot                      =1.23348183754752E+03
ampere_hour                    =3.6E+03
angstrom                       =1.0E-10
arcminute                       2.908882E-04
arcsecond                       4.848137E-06
astronomical_unit              =1.495978707E+11     # BIPM 2019, table 8
atmosphere                     =1.01325E+05
bar                            =1.0E+05
barn                           =1.0E-28
becquerel                      =1.0E+00
british_thermal_unit            1.055056E+03
bushel                          3.523907E-02
calorie                        =4.184E+00
carat                          =2.0E-04
chain                          =2.01168E+01
cup                             2.365882E-04
curie                          =3.7E+10
dalton                          1.66053907E-27      # BIPM 2019, table 8
darcy                           9.869233E-13
day                            =8.64E+04
degree                          1.745329E-02
degree_Celsius                 =1.0E+00
denier                          1.111111E-07
dry_pint                        5.506105E-04
dry_quart                       1.101221E-03
dyne                           =1.0E-05
electron_volt                  =1.602176634E-19     # BIPM 2019, table 8
erg                            =1.0E-07
fathom                         =1.8288E+00
fluid_ounce                     2.957353E-05
foot                           =3.048E-01
foot * pound_force              1.355818E+00
foot / minute                  =5.08E-03
foot ** 3 / minute              4.719474E-04
foot ** 3 / second              2.831685E-02
furlong                        =2.01168E+02
gallon                          3.785412E-03
gallon / minute                 6.309020E-05
gauss                          =1.0E-04
gill                            1.182941E-04
grain                          =6.479891E-05
hectare                        =1.0E+04
horsepower                      7.456999E+02
hour                           =3.6E+03
hundredweight                   4.535924E+01
imperial_fluid_ounce            2.841306E-05
imperial_gallon                =4.54609E-03
imperial_gill                   1.420653E-04
imperial_pint                   5.682612E-04
inch                           =2.54E-02
inch_H2O                        2.490889E+02
inch_Hg                         3.386389E+03
kilocalorie                    =4.184E+03
kilogram_force                 =9.80665E+00
kilometer / hour                2.777778E-01
kilowatt_hour                  =3.6E+06
kip_per_square_inch             6.894757E+06
knot                            5.144444E-01
light_year                      9.46073E+15
liter                          =1.0E-03
long_hundredweight              5.080235E+01
long_ton                        1.016047E+03
metric_horsepower               7.354988E+02
metric_ton                     =1.0E+03
micron                         =1.0E-06
mile                           =1.609344E+03
mile / gallon                   4.251437E+05
mile / hour                    =4.4704E-01
millibar                       =1.0E+02
millimeter_Hg                   1.333224E+02
nautical_mile                  =1.852E+03
oersted                         7.957747E+01
oil_barrel                      1.589873E-01
ounce                           2.834952E-02
parsec                          3.085678E+16
peck                            8.809768E-03
pennyweight                     1.555174E-03
pint                            4.731765E-04
centipoise                     =1.0E-03
pound                          =4.5359237E-01
pound_force                     4.448222E+00
pound_force * foot              1.355818E+00
pound_force * inch              1.129848E-01
pound_force / foot ** 2         4.788026E+01
pound_force_per_square_inch     6.894757E+03
quart                           9.463529E-04
rads                           =1.0E-02
rem                            =1.0E-02
revolution / minute             1.047198E-01
rod                            =5.0292E+00
roentgen                       =2.58E-04
slug                            1.459390E+01
standard_gravity               =9.80665E+00
centistokes                    =1.0E-06
stone                          =6.35029318E+00      # Weights and Measures Act 1985, schedule 1
tablespoon                      1.478676E-05
teaspoon                        4.928922E-06
therm                           1.05506E+08
thou                           =2.54E-05
ton                             9.071847E+02
ton_TNT                        =4.184E+09
ton_force                       8.896443E+03
ton_of_refrigeration            3.516853E+03
torr                            1.333224E+02
troy_ounce                      3.110348E-02
troy_pound                      3.732417E-01
week                           =6.048E+05
yard                           =9.144E-01
"""
ROWS = [line.partition("#")[0].rsplit(None, 1) for line in FACTORS.strip().splitlines()]


@pytest.mark.parametrize(("name", "printed"), ROWS, ids=[name for name, _ in ROWS])
def test_factor_agrees_with_the_published_one(name: str, printed: str) -> None:
    factor = LEXICON.units[name.strip()].factor
    number = Decimal(printed.lstrip("="))
    if printed.startswith("="):
        assert factor == Fraction(number)
    else:
        last_place = Fraction(10) ** int(number.as_tuple().exponent)
        assert abs(factor - Fraction(number)) <= last_place / 2


# Worked out by hand from the definitions, for what SP 811 does not list: number and unit, what it is worth.
DEFINED = [
    ("australian_tablespoon", "milliliter", 20),
    ("barrel", "gallon", Fraction(63, 2)),
    ("basis_point", "percent", Fraction(1, 100)),
    ("beer_barrel", "gallon", 31),
    ("billion_cubic_foot", "million_cubic_foot", 1000),
    ("byte", "bit", 8),
    ("century", "year", 100),
    ("decade", "year", 10),
    ("fortnight", "day", 14),
    ("gibibyte", "byte", 2**30),
    ("gigabyte", "byte", 10**9),
    ("hand", "inch", 4),
    ("imperial_barrel", "imperial_gallon", 36),
    ("imperial_bushel", "imperial_gallon", 8),
    ("karat", "percent", Fraction(100, 24)),
    ("kibibyte", "byte", 1024),
    ("league", "furlong", 24),
    ("light_minute", "light_second", 60),
    ("metric_cup", "milliliter", 250),
    ("metric_tablespoon", "milliliter", 15),
    ("metric_teaspoon", "milliliter", 5),
    ("month", "year", Fraction(1, 12)),
    ("percentage_point", "percent", 1),
    ("permille", "percent", Fraction(1, 10)),
    ("ppb", "ppm", Fraction(1, 1000)),
    ("quintal", "kilogram", 100),
    ("stone", "pound", 14),
    ("tonne_of_oil_equivalent", "gigajoule", Fraction(41868, 1000)),
    ("turn", "degree", 360),
    ("year", "day", Fraction(1461, 4)),
    ("GBP_penny", "GBP", Fraction(1, 100)),
    ("KWD_fils", "KWD", Fraction(1, 1000)),
    ("USD_dime", "USD_cent", 10),
]


@pytest.mark.parametrize(("name", "other", "times"), DEFINED, ids=[row[0] for row in DEFINED])
def test_unit_is_worth_so_many_of_another(name: str, other: str, times: int | Fraction) -> None:
    one, many = LEXICON.units[name], LEXICON.units[other]
    assert one.dimension == many.dimension
    assert one.factor == times * many.factor


@pytest.mark.parametrize(
    ("name", "freezing"),
    [
        ("degree_Celsius", Fraction(0)),
        ("degree_Fahrenheit", Fraction(32)),
        ("degree_Rankine", Fraction(49167, 100)),
        ("kelvin", Fraction(27315, 100)),
    ],
)
def test_levels_of_temperature_know_where_water_freezes(name: str, freezing: Fraction) -> None:
    assert LEXICON.units[name].to_base(freezing) == Fraction(27315, 100)
    assert LEXICON.units[name].from_base(Fraction(27315, 100)) == freezing


def test_the_compiled_lexicon_is_what_the_data_files_give() -> None:
    assert json.loads((tables.DATA / "lexicon.json").read_text("utf-8")) == tables.build()


def test_every_unit_is_what_plain_pint_says() -> None:
    """An independent way to the same numbers: pint's floats instead of our fractions."""
    registry = conversion.registry()
    redefined = {"decade", "gauss", "milligauss", "kilogauss", "oersted", "pixel", "megapixel", "pixel / inch"}
    logarithmic = {"decibel", "neper"}
    land = {"acre", "acre_foot", "chain", "fathom", "furlong", "league", "rod"}  # of survey feet before pint 0.26
    for name, unit in LEXICON.units.items():
        if name in redefined | logarithmic:
            continue
        parsed = registry.parse_expression(name)
        zero, one = (registry.Quantity(n * parsed.magnitude, parsed.units).to_base_units() for n in (0.0, 1.0))
        assert float(one.magnitude - zero.magnitude) == pytest.approx(
            float(unit.factor), rel=1e-5 if name in land else 1e-12
        ), name
        assert float(zero.magnitude) == pytest.approx(float(unit.offset)), name
        assert dict(one.dimensionality) == dict(unit.dimension), name


def test_every_expression_prints_as_its_key() -> None:
    for name, unit in LEXICON.units.items():
        assert unit.expression == name


def test_money_has_its_own_dimension() -> None:
    assert LEXICON.units["USD"].dimension == (("[USD]", 1),)
    assert LEXICON.units["USD_cent"].dimension == (("[USD]", 1),)
    kinds = {name for name, unit in LEXICON.units.items() if unit.kind is Kind.MONEY}
    assert kinds == set(FILES["currencies.toml"]["currencies"])


def test_the_percent_family() -> None:
    family = {name for name, unit in LEXICON.units.items() if unit.kind is Kind.PERCENT}
    assert family == {"percent", "percentage_point", "basis_point", "permille"}
    assert all(LEXICON.units[name].dimension == () for name in family)


# Active codes of ISO 4217 (list one, without funds, metals and test codes), typed from the standard.
ACTIVE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC
CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR
ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE
SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER
ZAR ZMW ZWG
"""
HISTORIC = """
ANG ATS BEF BGN CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE ROL SIT SKK SUR TRL VEF XEU ZWD ZWL
"""


@pytest.mark.parametrize("code", [*ACTIVE.split(), *HISTORIC.split()])
def test_every_currency_is_read_by_its_code(code: str) -> None:
    assert code in [str(unit) for unit in LEXICON.signs[code]]
    assert code in [str(unit) for unit in LEXICON.symbols[code]]


def test_every_active_currency_has_a_name() -> None:
    named = {unit.expression for units in LEXICON.names.values() for unit in units}
    assert set(ACTIVE.split()) <= named


def _tables() -> list[Any]:
    return [pytest.param(table, id=f"{file} {name}") for file, whole in FILES.items() for name, table in whole.items()]


@pytest.mark.parametrize("table", _tables())
def test_tables_are_sorted(table: dict[str, Any]) -> None:
    assert list(table) == sorted(table, key=lambda key: (key.casefold(), key))


@pytest.mark.parametrize("part", ["names", "symbols", "signs"])
def test_forms_can_be_looked_up(part: str) -> None:
    for form in getattr(LEXICON, part):
        assert form == form.strip()
        assert all(character.isprintable() for character in form), form
        assert (
            form == unicodedata.normalize("NFC", form) or form in "\u2126\u212b" or form[1:] in ("\u2126", "\u212b")
        ), form
        if part == "names":
            assert form == form.lower()
            assert "-" not in form


def test_no_plural_is_listed_in_vain() -> None:
    spoken = FILES["en/units.toml"]
    named = [word for part in ("names", "aliases", "currencies") for words in spoken[part].values() for word in words]
    named += spoken["ambiguous"]
    heads = {*named, *(word for name in named for word in name.split())}
    assert set(spoken["plurals"]) - heads == set()


def test_every_ambiguous_form_gives_its_reason() -> None:
    for file in FILES.values():
        for form, row in file.get("ambiguous", {}).items():
            assert set(row) == {"senses", "why"}, form
            assert len(row["why"]) > 3, form


def test_conditions_are_known() -> None:
    assert set(FILES["en/units.toml"]["wary"].values()) <= {"beside", "closed", "ended", "glued", "never", "tight"}


NEVER_UNITS = """a as at am cats the one of on i we he if for had may can dr mr no ms. st. is be by up"""


@pytest.mark.parametrize("word", NEVER_UNITS.split())
def test_ordinary_words_are_no_spellings(word: str) -> None:
    assert word not in LEXICON.names
    assert word not in LEXICON.symbols


@pytest.mark.parametrize(
    "word", ["in", "pm", "us", "s", "d", "C", "F", "K", "t", "A", "B", "b", "M", "T", "won", "real", "mark", "bar"]
)
def test_forms_that_are_words_too_carry_a_condition(word: str) -> None:
    assert word in LEXICON.language["units"]["wary"]


# What a spelling means first, and what else: the traps, worked by hand.
SENSES = [
    ("names", "tons", "ton|metric_ton|long_ton"),
    ("names", "tonnes", "metric_ton"),
    ("names", "gallons", "gallon|imperial_gallon"),
    ("names", "us gallons", "gallon"),
    ("names", "imperial gallons", "imperial_gallon"),
    ("names", "pints", "pint|imperial_pint"),
    ("names", "fluid ounces", "fluid_ounce|imperial_fluid_ounce"),
    ("names", "ounces", "ounce|fluid_ounce|imperial_fluid_ounce|troy_ounce"),
    ("names", "pounds", "pound|GBP|pound_force"),
    ("names", "calories", "calorie|kilocalorie"),
    ("symbols", "Calories", "kilocalorie|calorie"),
    ("names", "horsepower", "horsepower|metric_horsepower"),
    ("names", "bhp", "horsepower"),
    ("names", "brake horsepower", "horsepower"),
    ("symbols", "PS", "metric_horsepower"),
    ("signs", "PS", "GBP"),
    ("names", "barrels", "oil_barrel|barrel|beer_barrel|imperial_barrel"),
    ("names", "degrees", "degree|degree_Celsius|degree_Fahrenheit"),
    ("names", "degrees celsius", "degree_Celsius"),
    ("names", "cups", "cup|metric_cup|imperial_cup"),
    ("names", "tablespoons", "tablespoon|metric_tablespoon|australian_tablespoon"),
    ("names", "miles per gallon", "mile / gallon|mile / imperial_gallon"),
    ("names", "foot pounds", "foot * pound_force|pound_force * foot"),
    ("names", "pound feet", "pound_force * foot|foot * pound_force"),
    ("symbols", "GB", "gigabyte|gibibyte"),
    ("symbols", "Mt", "megametric_ton|megaton_TNT"),
    ("symbols", "mg", "milligram"),
    ("symbols", "Mg", "megagram"),
    ("symbols", "mW", "milliwatt"),
    ("symbols", "MW", "megawatt"),
    ("symbols", "\u00b5m", "micrometer"),
    ("symbols", "\u03bcm", "micrometer"),
    ("symbols", "um", "micrometer"),
    ("symbols", "k\u2126", "kiloohm"),
    ("symbols", "k\u03a9", "kiloohm"),
    ("names", "kilometres", "kilometer"),
    ("names", "kilometers", "kilometer"),
    ("names", "feet", "foot"),
    ("names", "inches", "inch"),
    ("names", "hertz", "hertz"),
    ("names", "megahertz", "megahertz"),
    ("names", "centuries", "century"),
    ("names", "light years", "light_year"),
    ("names", "kilowatt hours", "kilowatt_hour"),
    ("names", "newton metres", "newton * meter"),
    ("names", "barrels per day", "oil_barrel / day"),
    ("names", "m.p.h.", "mile / hour"),
    ("names", "hong kong dollars", "HKD"),
    ("names", "pounds sterling", "GBP"),
    ("names", "danish kroner", "DKK"),
    ("names", "pence", "GBP_penny"),
    ("names", "roubles", "RUB|BYN|SUR"),
    ("signs", "$", "USD|CAD|AUD|NZD|HKD|SGD|MXN"),
    ("signs", "A$", "AUD"),
    ("signs", "US $", "USD"),
    ("signs", "Y=", "JPY"),
    ("signs", "Rs.", "INR|PKR|LKR|NPR|MUR"),
    ("symbols", "p", "GBP_penny"),
]


@pytest.mark.parametrize(("part", "form", "senses"), SENSES, ids=[f"{part} {form}" for part, form, _ in SENSES])
def test_senses_of_a_spelling(part: str, form: str, senses: str) -> None:
    assert [unit.expression for unit in getattr(LEXICON, part)[form]] == senses.split("|")


def _misread(part: str) -> list[str]:
    """The forms that do not read back as the unit that they stand for, in the place that their condition asks for.

    The number has a digit behind its point that counts no inches of a hand.
    """
    wary = LEXICON.language["units"]["wary"]
    words = LEXICON.language["composites"]["codes"]["words"]
    missed = []
    for form, (unit, *_) in getattr(LEXICON, part).items():
        condition = wary.get(form) or wary.get(form.lower())
        text = f"{form} 5.5 million" if part == "signs" else f"5.5{form}" if condition == "glued" else f"5.5 {form}"
        found = extract(text) if condition != "never" else []
        worth = [
            q.unit.to_base(q.magnitude.number) for q in found if q.magnitude and q.unit.dimension == unit.dimension
        ]
        if (
            condition != "never"
            and form not in words
            and worth != [unit.to_base(Fraction("5.5") * (10**6 if part == "signs" else 1))]
        ):
            missed.append(form)
    return missed


def test_names_read_back_as_their_units() -> None:
    assert _misread("names") == []


NOT_YET = {
    "MN": "a million in financial English, whatever its case",
    "mN": "a million in financial English, whatever its case",
}


def test_symbols_read_back_as_their_units() -> None:
    assert set(_misread("symbols")) - set(NOT_YET) == set()


@pytest.mark.parametrize(
    "form", [pytest.param(form, marks=pytest.mark.xfail(reason=why, strict=True)) for form, why in NOT_YET.items()]
)
def test_symbols_that_do_not_read_back_yet(form: str) -> None:
    assert form not in _misread("symbols")


def test_signs_read_back_as_their_units() -> None:
    assert _misread("signs") == []


# -- what the compiler refuses ---------------------------------------------------------------------------------------

FOOT = {"symbols": ["ft"]}
SPOKEN = {
    "prefixes": {"kilo": "kilo"},
    "plurals": {},
    "names": {},
    "aliases": {},
    "abbreviations": {},
    "currencies": {},
    "ambiguous": {},
}


def _symbols(rows: dict[str, Any], ambiguous: dict[str, Any]) -> Any:
    units = {"prefixes": {"kilo": ["k"]}, "units": rows, "ambiguous": ambiguous}
    return tables.symbols(units, {"currencies": {}, "ambiguous": {}})


def test_two_units_cannot_share_a_symbol_in_silence() -> None:
    with pytest.raises(LexiconError, match=r"units\.toml.*'ft' is claimed by foot and forint.*\[ambiguous\]"):
        _symbols({"foot": FOOT, "forint": FOOT}, {})


def test_a_declared_symbol_keeps_the_order_of_its_senses() -> None:
    declared = {"ft": {"senses": ["forint", "foot"], "why": "for this test"}}
    assert _symbols({"foot": FOOT, "forint": FOOT}, declared) == {"ft": ["forint", "foot"]}


def test_a_declaration_must_name_every_claimant() -> None:
    declared = {"ft": {"senses": ["foot", "inch"], "why": "for this test"}}
    with pytest.raises(LexiconError, match="'ft' lacks forint"):
        _symbols({"foot": FOOT, "forint": FOOT}, declared)


def test_a_declaration_needs_two_senses() -> None:
    with pytest.raises(LexiconError, match="'ft' needs two senses"):
        _symbols({"foot": FOOT}, {"ft": {"senses": ["foot"], "why": "for this test"}})


def test_prefixes_collide_too() -> None:
    with pytest.raises(LexiconError, match="'kg' is claimed by kg_thing and kilogram"):
        _symbols({"gram": {"symbols": ["g"], "prefixes": ["kilo"]}, "kg_thing": {"symbols": ["kg"]}}, {})


@pytest.mark.parametrize("form", ["", " ft", 5])
def test_a_symbol_is_a_text(form: Any) -> None:
    with pytest.raises(LexiconError, match="foot"):
        _symbols({"foot": {"symbols": [form]}}, {})


def test_a_plural_may_not_be_the_name_of_another_unit() -> None:
    spoken = {**SPOKEN, "names": {"gram": ["link"], "foot": ["links"]}}
    with pytest.raises(LexiconError, match="'links'"):
        tables.names(spoken, {}, "en/units.toml")


def test_names_take_the_prefixes_of_their_unit_and_aliases_none() -> None:
    spoken = {**SPOKEN, "names": {"gram": ["gram"]}, "aliases": {"gram": ["gramme"]}, "abbreviations": {"gram": ["gm"]}}
    made = tables.names(spoken, {"gram": {"prefixes": ["kilo"]}}, "en/units.toml")
    assert made == {
        "gram": ["gram"],
        "grams": ["gram"],
        "kilogram": ["kilogram"],
        "kilograms": ["kilogram"],
        "gramme": ["gram"],
        "grammes": ["gram"],
        "gm": ["gram"],
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"names": {"yards": ["yrad"]}}, "'yards' means yrad"),
        ({"symbols": {"yd": ["yard"]}, "names": {"yd": ["foot"]}}, "'yd' is the name of foot but the symbol of yard"),
    ],
)
def test_tables_that_contradict_themselves(change: dict[str, Any], message: str) -> None:
    table = {"units": {"yard": {}, "foot": {}}, "names": {}, "symbols": {}, "signs": {}, **change}
    with pytest.raises(LexiconError, match=message):
        tables.check(table, {}, "en/units.toml")


def test_a_condition_on_a_form_that_nobody_writes() -> None:
    table: dict[str, Any] = {"units": {}, "names": {}, "symbols": {}, "signs": {}}
    with pytest.raises(LexiconError, match=r"\[wary\] 'yd'"):
        tables.check(table, {"yd": "closed"}, "en/units.toml")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("mile/hour", "no product"),
        ("mile / hour / 3", "no product"),
        ("foot ** 2 ** 2", "no product"),
    ],
)
def test_keys_are_written_as_records_print_them(expression: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        tables.terms_of(expression)


def test_keys_with_a_number_below_the_line() -> None:
    assert tables.terms_of("liter / (100 * kilometer)") == ((("liter", 1), ("kilometer", -1)), 100)
    assert tables.terms_of("pound_force / foot ** 2") == ((("pound_force", 1), ("foot", -2)), 1)


PLURALS = [
    ("mile", "miles"),
    ("inch", "inches"),
    ("century", "centuries"),
    ("day", "days"),
    ("lux", "luxes"),
    ("foot pound", "foot pounds"),
    ("mile per hour", "miles per hour"),
    ("ton of oil equivalent", "tons of oil equivalent"),
    ("mile an hour", "miles an hour"),
    ("degree celsius", "degrees celsius"),
]


@pytest.mark.parametrize(("one", "many"), PLURALS)
def test_plurals_by_rule(one: str, many: str) -> None:
    assert tables.plurals(one, {}, {}) == [many]


def test_irregular_plurals_reach_into_compounds() -> None:
    irregular: dict[str, str | list[str]] = {"foot": "feet", "hertz": "hertz", "krone": ["kroner", "krones"]}
    prefixes = {"kilo": "kilo"}
    assert tables.plurals("pound foot", irregular, prefixes) == ["pound feet"]
    assert tables.plurals("kilohertz", irregular, prefixes) == ["kilohertz"]
    assert tables.plurals("danish krone", irregular, prefixes) == ["danish kroner", "danish krones"]
    assert tables.plurals("barefoot", irregular, prefixes) == ["barefoots"]
