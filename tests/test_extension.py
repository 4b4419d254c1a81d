"""A user's own units, spellings, currencies and nouns."""

from __future__ import annotations

import json
import pickle
from fractions import Fraction
from typing import Any

import pytest

from quantities import extract
from quantities.conversion import convert, to_pint
from quantities.errors import LexiconError
from quantities.lexicon import Lexicon
from quantities.model import Kind

DEFAULT = Lexicon.default()
SMOOT = {"units": {"smoot": {"define": "67 * inch", "names": ["smoot"], "symbols": ["smt"], "prefixes": ["kilo"]}}}


def reading(text: str, more: dict[str, Any]) -> list[tuple[str, str]]:
    return [(q.surface, q.unit.expression) for q in extract(text, lexicon=DEFAULT.extend(more))]


def test_a_new_unit_is_read_and_converted() -> None:
    found = extract("The bridge is 364.4 smoots long.", lexicon=DEFAULT.extend(SMOOT))
    assert [(q.surface, q.unit.expression) for q in found] == [("364.4 smoots", "smoot")]
    assert convert(found[0], "inch") == Fraction("24414.8")
    assert to_pint(found[0]).to("meter").magnitude == pytest.approx(620.13592)


def test_its_prefixes_and_symbols() -> None:
    own = DEFAULT.extend(SMOOT)
    assert own.names["kilosmoots"][0].factor == Fraction("1701.8")
    assert own.symbols["ksmt"][0].expression == "kilosmoot"


def test_a_unit_of_another_new_unit() -> None:
    rows = {"bridge": {"define": "364.4 * smoot", "names": ["bridge"]}, **SMOOT["units"]}
    assert DEFAULT.extend({"units": rows}).names["bridges"][0].factor == Fraction("620.13592")


def test_a_unit_that_pint_knows_needs_no_definition() -> None:
    own = DEFAULT.extend(
        {"units": {"barleycorn_": {"define": "inch / 3"}, "sidereal_day": {"names": ["sidereal day"]}}}
    )
    assert own.names["sidereal days"][0].dimension == (("[time]", 1),)


def test_the_default_stays_as_it_is() -> None:
    before = json.dumps({form: [str(unit) for unit in units] for form, units in DEFAULT.names.items()})
    DEFAULT.extend({**SMOOT, "without": ["mile"], "prefer": ["long_ton"], "counted": {"ox": "oxen"}})
    after = json.dumps({form: [str(unit) for unit in units] for form, units in DEFAULT.names.items()})
    assert before == after
    assert "smoot" not in DEFAULT.units


def test_an_extended_lexicon_can_be_extended_and_pickled() -> None:
    own = DEFAULT.extend(SMOOT).extend({"names": {"smoot": ["Oliver"]}})
    assert own.names["olivers"] == own.names["smoots"]
    assert pickle.loads(pickle.dumps(own)).names["olivers"] == own.names["smoots"]  # noqa: S301  our own pickle


def test_more_spellings_of_a_known_unit() -> None:
    more = {"names": {"kilometer": ["Kay-em"]}, "symbols": {"kilometer": ["kmtr"]}}
    assert reading("12 kay-ems, 5 kmtr", more) == [("12 kay-ems", "kilometer"), ("5 kmtr", "kilometer")]


def test_a_spelling_that_is_taken_keeps_its_other_senses() -> None:
    own = DEFAULT.extend({"names": {"nautical_mile": ["mile"]}})
    assert [unit.expression for unit in own.names["miles"]] == ["nautical_mile", "mile"]


def test_a_house_that_writes_imperial_gallons() -> None:
    own = DEFAULT.extend({"prefer": ["imperial_gallon", "AUD"]})
    assert [unit.expression for unit in own.names["gallons"]] == ["imperial_gallon", "gallon"]
    assert own.names["dollars"][0].expression == own.signs["$"][0].expression == "AUD"
    assert own.names["miles"] == DEFAULT.names["miles"]


def test_a_spelling_switched_off() -> None:
    own = DEFAULT.extend({"without": ["stone", "$"]})
    assert "stone" not in own.names
    assert "$" not in own.signs
    assert "$" not in own.symbols
    assert "stone" in own.units


def test_one_sense_is_read_before_another_and_not_before_all() -> None:
    own = DEFAULT.extend({"takes": {"fluid_ounce": "imperial_fluid_ounce"}})
    assert [str(unit) for unit in own.names["ounces"]] == ["ounce", "imperial_fluid_ounce", "fluid_ounce", "troy_ounce"]
    assert [str(unit) for unit in own.names["fluid ounces"]] == ["imperial_fluid_ounce", "fluid_ounce"]
    assert own.names["imperial fluid ounces"] == DEFAULT.names["imperial fluid ounces"]


def test_what_is_first_already_stays_so_and_keeps_its_reason() -> None:
    own = DEFAULT.extend({"takes": {"imperial_gallon": "gallon"}})
    assert own.names["gallons"] == DEFAULT.names["gallons"]
    assert own.reasons == DEFAULT.reasons
    assert DEFAULT.extend({"prefer": ["long_ton"]}).reasons["tons"] == "it is the one that was asked for"


def test_a_new_currency() -> None:
    rows = {"XDO": {"names": ["dogecoin"], "signs": ["Ð"]}, "XDO_koinu": {"parts": 100000000, "names": ["koinu"]}}
    own = DEFAULT.extend({"currencies": rows})
    (found,) = extract("It paid Ð500.", lexicon=own)
    assert (found.kind, found.unit.expression) == (Kind.MONEY, "XDO")
    assert own.names["koinus"][0].factor == Fraction(1, 10**8)
    assert dict(to_pint(found).dimensionality) == {"[XDO]": 1}


def test_a_counted_noun_with_its_plural() -> None:
    assert reading("There were 40 pokemen.", {"counted": {"pokeman": "pokemen"}}) == [("40 pokemen", "pokeman")]


WRONG = [
    ({"unit": {}}, r"extend: 'unit' is not known \(did you mean units\?\)"),
    ({"units": ["smoot"]}, "units: wanted a table"),
    ({"units": {"smoot": {"defin": "67 inch"}}}, r"units\.smoot: 'defin' is not known \(did you mean define\?\)"),
    ({"units": {"smoot": {"define": "67 * inhc"}}}, r"units\.smoot: .*no unit 'inhc' \(did you mean inch"),
    ({"units": {"smoot": {"define": "67 *"}}}, r"units\.smoot: 'smoot' is no unit expression"),
    ({"units": {"smoot": {"define": ""}}}, r"units\.smoot\.define: wanted a text"),
    ({"units": {"smoot": {}}}, r"units\.smoot: .*there is no unit 'smoot'"),
    ({"units": {"two words": {"define": "inch"}}}, "'two words'"),
    ({"units": {"mile": {"define": "2 * kilometer"}}}, r"units\.mile: there is a unit of this name"),
    ({"units": {"smoot": {"define": "inch", "kind": "length"}}}, r"units\.smoot\.kind: 'length' is none of"),
    ({"units": {"smoot": {"define": "inch", "names": "smoot"}}}, r"units\.smoot\.names: wanted a list"),
    ({"units": {"smoot": {"define": "inch", "names": [7]}}}, r"units\.smoot\.names: wanted a text"),
    ({"units": {"smoot": {"define": "inch", "prefixes": ["killo"]}}}, r"prefixes: 'killo' .* kilo\?"),
    ({"names": {"kilometre": ["klick"]}}, r"names: 'kilometre' is not known \(did you mean kilometer\?\)"),
    ({"symbols": {"meter": [" m"]}}, r"symbols\.meter: wanted a text without space"),
    ({"currencies": {"bitcoin": {}}}, r"currencies\.bitcoin: wanted a code in capitals"),
    ({"currencies": {"XDO_koinu": {"parts": 100}}}, "currencies: 'XDO' is not known"),
    ({"currencies": {"XDO": {"parts": 100}}}, r"currencies\.XDO\.parts"),
    ({"currencies": {"XDO": {"sign": ["Ð"]}}}, r"currencies\.XDO: 'sign' .* signs\?"),
    ({"counted": {"ox": ["oxen"]}}, r"counted\.ox: wanted a text"),
    ({"prefer": ["imperial_galon"]}, r"prefer: 'imperial_galon' .* imperial_gallon\?"),
    ({"takes": {"gallon": "imperial_galon"}}, r"takes: 'imperial_galon' .* imperial_gallon\?"),
    ({"takes": {"galon": "imperial_gallon"}}, r"takes: 'galon' .* gallon\?"),
    ({"takes": ["imperial_gallon"]}, "takes: wanted a table"),
    ({"without": ["stoone"]}, r"without: 'stoone' .* stone\?"),
]


@pytest.mark.parametrize(("more", "message"), WRONG, ids=[str(more) for more, _ in WRONG])
def test_what_is_wrong_is_named(more: dict[str, Any], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        DEFAULT.extend(more)
