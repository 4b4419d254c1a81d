"""The options of reading: dialects, the currency of a bare dollar sign, own units from a file, units and kinds off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import quantities
from quantities import ConfigError, Kind, Lexicon, LexiconError, check, extract, parse, review

DEFAULT = Lexicon.default()
DIALECTS = DEFAULT.language["dialects"]
SMOOT = '[units.smoot]\ndefine = "67 * inch"\nnames = ["smoot"]\n'


def unit(text: str, lexicon: Lexicon | None = None) -> str:
    return parse(text, lexicon=lexicon).unit.expression


# What a dialect makes of a spelling, by the Weights and Measures Act 1985 and the kitchen spoons of AS 1325; without
# one it is what the United States have.
SPOKEN = [
    ("5 gallons", "gallon", "imperial_gallon", "imperial_gallon"),
    ("5 gal", "gallon", "imperial_gallon", "imperial_gallon"),
    ("5 pints", "pint", "imperial_pint", "imperial_pint"),
    ("5 quarts", "quart", "imperial_quart", "imperial_quart"),
    ("5 fluid ounces", "fluid_ounce", "imperial_fluid_ounce", "imperial_fluid_ounce"),
    ("5 fl oz", "fluid_ounce", "imperial_fluid_ounce", "imperial_fluid_ounce"),
    ("5 tablespoons", "tablespoon", "metric_tablespoon", "australian_tablespoon"),
    ("5 tbsp", "tablespoon", "metric_tablespoon", "australian_tablespoon"),
    ("5 teaspoons", "teaspoon", "metric_teaspoon", "metric_teaspoon"),
    ("5 tons", "ton", "long_ton", "long_ton"),
    ("5 hundredweight", "hundredweight", "long_hundredweight", "long_hundredweight"),
    ("30 mpg", "mile / gallon", "mile / imperial_gallon", "mile / imperial_gallon"),
    ("30 miles per gallon", "mile / gallon", "mile / imperial_gallon", "mile / imperial_gallon"),
    ("$5", "USD", "USD", "AUD"),
    ("5 dollars", "USD", "USD", "AUD"),
    ("50 cents", "USD_cent", "USD_cent", "AUD_cent"),
    # and what is the same in all of them
    ("5 ounces", "ounce", "ounce", "ounce"),
    ("5 tonnes", "metric_ton", "metric_ton", "metric_ton"),
    ("5 short tons", "ton", "ton", "ton"),
    ("5 US gallons", "gallon", "gallon", "gallon"),
    ("5 pounds", "pound", "pound", "pound"),
    ("US$5", "USD", "USD", "USD"),
    ("£5", "GBP", "GBP", "GBP"),
    ("5 miles", "mile", "mile", "mile"),
    ("5 horsepower", "horsepower", "horsepower", "horsepower"),
]


@pytest.mark.parametrize(("text", "american", "british", "australian"), SPOKEN, ids=[row[0] for row in SPOKEN])
def test_dialects(text: str, american: str, british: str, australian: str) -> None:
    read = [unit(text, DEFAULT.dialect(name)) for name in ("en-US", "en-GB", "en-AU")]
    assert [unit(text), *read] == [american, american, british, australian]


def test_a_billion_and_a_decimal_point_are_the_same_in_every_dialect() -> None:
    for name in DIALECTS:
        lexicon = DEFAULT.dialect(name)
        assert float(parse("2.5 billion", lexicon=lexicon)) == 2.5e9
        assert [left.rule for left in quantities.explain("on 03/04/2021", lexicon=lexicon)] == ["date"]


def test_a_dialect_keeps_the_senses_that_it_passes_over() -> None:
    assert [str(u) for u in parse("5 tons", lexicon=DEFAULT.dialect("en-GB")).senses] == ["ton", "metric_ton"]


def test_a_dialect_decides_what_a_conversion_is_checked_with() -> None:
    [finding] = check("a tank of 5 gallons (22.7 litres)", lexicon=DEFAULT.dialect("en-GB"))
    assert (finding.verdict.value, finding.source.unit.expression) == ("exact", "imperial_gallon")


def test_every_unit_of_a_dialect_is_a_sense_beside_the_one_it_passes() -> None:
    spelled = [set(map(str, u)) for part in (DEFAULT.names, DEFAULT.symbols, DEFAULT.signs) for u in part.values()]
    pairs = {pair for dialect in DIALECTS.values() for pair in dialect["takes"].items()}
    assert [pair for pair in pairs if not any(set(pair) <= senses for senses in spelled)] == []


@pytest.mark.parametrize(("given", "meant"), [("en_GB", "en-GB"), ("en-Gb", "en-GB"), ("en_AU", "en-AU")])
def test_a_wrong_dialect_names_the_nearest(given: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f"no dialect '{given}' .did you mean {meant}..: use en-US or en-GB or en-AU"):
        DEFAULT.dialect(given)


# -- the dollar ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("CAD", "$5", "CAD"),
        ("CAD", "5 dollars", "CAD"),
        ("CAD", "50 cents", "CAD_cent"),
        ("BBD", "$5", "BBD"),  # a dollar that no spelling has among its senses
        ("BBD", "5 dollars", "BBD"),
        ("ARS", "$5", "ARS"),  # a peso, which is written with the sign but is no dollar
        ("ARS", "5 dollars", "USD"),
        ("CAD", "US$5", "USD"),
        ("CAD", "A$5", "AUD"),
        ("CAD", "5 euros", "EUR"),
    ],
)
def test_the_currency_of_a_bare_dollar_sign(code: str, text: str, expected: str) -> None:
    assert unit(text, Lexicon.of(dollar=code)) == expected


@pytest.mark.parametrize(
    ("given", "said"),
    [("cad", "did you mean CAD"), ("CAB", "did you mean"), ("USD_cent", "code such as"), ("", "code such as")],
)
def test_a_wrong_currency(given: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Lexicon.of(dollar=given)


# -- own units -------------------------------------------------------------------------------------------------------


def test_own_units_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SMOOT)
    assert unit("364 smoots", Lexicon.of(units=path)) == "smoot"
    assert unit("364 smoots", Lexicon.of(units=str(path), dialect="en-GB")) == "smoot"


def test_the_file_goes_before_the_dialect(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('prefer = ["metric_ton"]\n')
    lexicon = Lexicon.of(units=path, dialect="en-GB")
    assert [unit("5 tons", lexicon), unit("5 gallons", lexicon)] == ["metric_ton", "imperial_gallon"]
    assert lexicon.reasons["tons"] == "own.toml says so"


def test_a_file_that_is_missing_or_wrong(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SMOOT.replace("inch", "inhc"))
    with pytest.raises(LexiconError, match=r"own\.toml: units\.smoot: .*did you mean 'inch'"):
        Lexicon.of(units=path)
    with pytest.raises(ConfigError, match=r"onw\.toml: no such file .did you mean .*own\.toml.\)"):
        Lexicon.of(units=tmp_path / "onw.toml")
    with pytest.raises(ConfigError, match="is a directory"):
        Lexicon.of(units=tmp_path)
    path.write_bytes(b"\xff\xff")
    with pytest.raises(ConfigError, match=r"own\.toml: not UTF-8"):
        Lexicon.of(units=path)


# -- what is switched off --------------------------------------------------------------------------------------------


def test_a_unit_is_off_in_all_its_spellings() -> None:
    lexicon = Lexicon.of(without=["mile"])
    for form in ("mile", "miles", "mi"):
        assert form in DEFAULT.names or form in DEFAULT.symbols
        assert form not in lexicon.names
        assert form not in lexicon.symbols
    assert unit("5 miles per hour", lexicon) == "mile / hour"  # a unit of its own
    assert unit("5 km", lexicon) == "kilometer"


def test_the_other_senses_of_its_spellings_stay() -> None:
    assert unit("5 pounds", Lexicon.of(without=["pound"])) == "GBP"
    assert unit("5 pounds", Lexicon.of(without=["GBP"])) == "pound"


def test_a_spelling_is_off_with_its_plural_and_its_unit_has_others() -> None:
    lexicon = Lexicon.of(without=["kilometre"])
    assert "kilometres" not in lexicon.names
    assert unit("5 kilometers", lexicon) == "kilometer"


def test_whatever_is_off_nothing_raises() -> None:
    texts = ["It was 5 below zero, 5 °C, 5 degrees, 5'10\", $5.50, 5p, 20 (kg), an hour and a half, aged 12, 5 %."]
    for name in ("degree", "°", "percent", "$", "foot", "year", "GBP_penny", "kilogram", "hour"):
        lexicon = Lexicon.of(without=[name])
        for text in texts:
            assert extract(text, lexicon=lexicon)


@pytest.mark.xfail(raises=KeyError, reason="a level below zero takes the senses of `degrees`, by name")
def test_degrees_are_off_and_nothing_raises() -> None:
    assert extract("It was 5 below zero.", lexicon=Lexicon.of(without=["degrees"]))


# -- kinds -----------------------------------------------------------------------------------------------------------

MIXED = "Ann, 43, has 5 km for $3 or 20 % of 4 cats."


def test_kinds_to_return() -> None:
    assert [q.kind.value for q in extract(MIXED)] == ["age", "measure", "money", "percent", "count"]
    assert [q.surface for q in extract(MIXED, kinds={Kind.MONEY, Kind.MEASURE})] == ["5 km", "$3"]
    assert [q.surface for q in extract(MIXED, kinds=["count"])] == ["4 cats"]
    assert [q.surface for q in extract(MIXED, kinds="age")] == ["43"]
    assert extract(MIXED, kinds=[]) == []


def test_findings_of_a_kind_are_those_of_its_sources() -> None:
    text = "50 miles (93 km) for $5m (£3m)"
    assert [f.source.surface for f in check(text)] == ["50 miles", "$5m"]
    assert [f.source.surface for f in check(text, kinds=["money"])] == ["$5m"]
    found = review(text, kinds=["measure"])
    assert [q.surface for q in found.quantities] == ["50 miles", "93 km"]
    assert [f.source.surface for f in found.findings] == ["50 miles"]


def test_a_wrong_kind_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"no kind 'monney' .did you mean money\?.: use measure, money, percent"):
        extract("$5", kinds=["monney"])


# -- names are imported when they are asked for ----------------------------------------------------------------------


def test_every_public_name_is_there() -> None:
    for name in quantities.__all__:
        assert getattr(quantities, name).__name__ == name
    assert set(quantities.__all__) <= set(dir(quantities))
    with pytest.raises(AttributeError, match="no attribute 'extarct'"):
        quantities.extarct  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    "code", ["import quantities", "from quantities.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"]
)
def test_nothing_of_the_reading_is_imported_for_the_help(code: str) -> None:
    command = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert {"regex", "fractions", "quantities.model", "quantities.lexicon"} & set(loaded) == set()
    assert "quantities" in loaded
