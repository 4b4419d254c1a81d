"""A user's own units, spellings, currencies and nouns, laid over the table of a lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

import regex

from quantities import tables
from quantities.errors import ConfigError, ConversionError, LexiconError, failed, listed, nearest
from quantities.index import indexed

Table = dict[str, Any]

_SPELLINGS = ("names", "symbols", "signs")
_UNIT_KEYS = ("define", "kind", "names", "prefixes", "symbols")
_MONEY_KEYS = ("after", "before", "names", "parts", "signs")
_KINDS = ("count", "measure", "percent")
_CODE = regex.compile(r"(?P<major>[A-Z][A-Z0-9]{2,9})(?:_\w+)?")


FEW = 12
"""So many good names are listed where none of them is near."""
_PREFERRED = "it is the one that was asked for"


def extended(base: Mapping[str, Any], more: Mapping[str, Any], because: str = _PREFERRED) -> Table:
    """The table of a lexicon with what a user adds to it (keys: see `Lexicon.extend`); `base` stays as it is.

    `because` is the reason that is noted for every spelling that means another unit first than it did. Raises
    LexiconError, naming the key and the nearest good one, for what cannot be right.
    """
    _known(more, _PARTS, "extend")
    made = {part: dict(base[part]) for part in (*_SPELLINGS, "units", "reasons", "language")}
    for part, add in _PARTS.items():
        if part in more:
            add(made, more[part])
    for part in _SPELLINGS:
        for form, senses in made[part].items():
            if len(senses) > 1 and senses[0] != base[part].get(form, ("",))[0]:
                made["reasons"][form] = because
    return indexed(made)


def with_dialect(base: Mapping[str, Any], name: str) -> Table:
    """The table of a lexicon as a dialect reads it (see `dialects.toml`); ConfigError for one that is not there."""
    dialects = base["language"]["dialects"]
    if name not in dialects:
        raise ConfigError(f"no dialect {name!r}{nearest(name, dialects)}: use {listed(dialects)}")
    return extended(base, {"takes": dialects[name]["takes"]}, f"the dialect is {name}")


def with_dollar(base: Mapping[str, Any], code: str) -> Table:
    """The table of a lexicon in which a bare `$`, and with it a dollar and a cent, are those of a currency.

    A currency that is no dollar (the pesos write `$`) is meant by the sign alone. Raises ConfigError for no currency.
    """
    units = base["units"]
    codes = {name for name, row in units.items() if row.get("kind") == "money" and "_" not in name}
    if code not in codes:
        near = code.upper() if code.upper() in codes else ""
        known = f" (did you mean {near}?)" if near else nearest(code, codes)
        raise ConfigError(f"no currency {code!r}{known}: wanted a code such as USD, CAD or AUD")
    forms = ["$"]
    if any(form.endswith(" dollar") and code in senses for form, senses in base["names"].items()):
        forms += ["dollar", "dollars"]
    claims = {code: forms}
    if len(forms) > 1 and f"{code}_cent" in units:
        claims[f"{code}_cent"] = ["cent", "cents", "¢", "c"]
    made = extended(base, {})
    for name, spellings in claims.items():
        for form in spellings:
            for part in _SPELLINGS:
                if form in made[part]:
                    _claim(made[part], form, name)
                    made["reasons"][form] = f"the currency of a bare $ is {code}"
    return indexed(made)


def with_file(base: Mapping[str, Any], path: str | PathLike[str]) -> Table:
    """The table of a lexicon with the additions of a TOML file, which has the keys of `Lexicon.extend`.

    Raises ConfigError for a file that cannot be read or is no TOML, LexiconError for what is wrong in it; both name it.
    """
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise ConfigError(failed(str(path), error)) from None
    from quantities.configuration import toml

    _, more = toml.read(str(path), content)
    try:
        return extended(base, more, f"{Path(path).name} says so")
    except ValueError as error:
        raise LexiconError(f"{path}: {error}") from error


def _add_units(made: Table, rows: Any) -> None:
    rows = _mapping(rows, "units")
    lines = tuple(
        f"{name} = {_text(row['define'], f'units.{name}.define')}" for name, row in rows.items() if "define" in row
    )
    marks = tables.prefix_marks()
    for name, row in rows.items():
        key = f"units.{name}"
        _known(_mapping(row, key), _UNIT_KEYS, key)
        if name in made["units"]:
            raise LexiconError(f"{key}: there is a unit of this name; add spellings to it under `names` and `symbols`")
        prefixes = _texts(row.get("prefixes", ()), f"{key}.prefixes")
        _known(prefixes, marks, f"{key}.prefixes")
        for prefix in ("", *prefixes):
            made["units"][prefix + name] = _unit_row(prefix + name, row, lines, key)
        for symbol in _texts(row.get("symbols", ()), f"{key}.symbols"):
            _claim(made["symbols"], symbol, name)
            for prefix in prefixes:
                for mark in marks[prefix]:
                    _claim(made["symbols"], mark + symbol, prefix + name)
        spoken = made["language"]["units"]["prefixes"]
        for word in _texts(row.get("names", ()), f"{key}.names"):
            for prefix in ("", *prefixes):
                _name(made, spoken.get(prefix, "") + word.lower(), prefix + name)


def _unit_row(name: str, row: Mapping[str, Any], lines: tuple[str, ...], key: str) -> Table:
    if row.get("kind", "measure") not in _KINDS:
        raise LexiconError(f"{key}.kind: {row['kind']!r} is none of {', '.join(_KINDS)}")
    try:
        return tables.unit_row(name, row, lines)
    except ConversionError as problem:
        raise LexiconError(f"{key}: {problem}") from problem


def _add_names(made: Table, rows: Any) -> None:
    for name, words in _mapping(rows, "names").items():
        _known([name], made["units"], "names")
        for word in _texts(words, f"names.{name}"):
            _name(made, word.lower(), name)


def _add_symbols(made: Table, rows: Any) -> None:
    for name, forms in _mapping(rows, "symbols").items():
        _known([name], made["units"], "symbols")
        for form in _texts(forms, f"symbols.{name}"):
            _claim(made["symbols"], form, name)


def _add_currencies(made: Table, rows: Any) -> None:
    for name, row in _mapping(rows, "currencies").items():
        key = f"currencies.{name}"
        _known(_mapping(row, key), _MONEY_KEYS, key)
        code = _CODE.fullmatch(name)
        if code is None:
            raise LexiconError(f"{key}: wanted a code in capitals (`XBT`), or a part of one (`XBT_bit`)")
        major, parts = code["major"], row.get("parts", 1)
        if not isinstance(parts, int) or parts < 1 or (major == name) != (parts == 1):
            raise LexiconError(f"{key}.parts: wanted a number above 1 for a part of a currency, none for a currency")
        made["units"].setdefault(name, tables.money_row(name, parts))
        _known([major], made["units"], "currencies")
        both, before, after = (_texts(row.get(side, ()), f"{key}.{side}") for side in ("signs", "before", "after"))
        code_itself = () if parts > 1 else (name,)
        for form in (*both, *before, *code_itself):
            _claim(made["signs"], form, name)
        for form in (*both, *after, *code_itself):
            _claim(made["symbols"], form, name)
        for word in _texts(row.get("names", ()), f"{key}.names"):
            _name(made, word.lower(), name)


def _add_counted(made: Table, rows: Any) -> None:
    plurals = {_text(many, f"counted.{one}").lower(): one.lower() for one, many in _mapping(rows, "counted").items()}
    nouns = made["language"]["nouns"]
    made["language"]["nouns"] = {**nouns, "plurals": {**nouns["plurals"], **plurals}}


def _prefer(made: Table, names: Any) -> None:
    wanted = _texts(names, "prefer")
    _known(wanted, made["units"], "prefer")
    for part in _SPELLINGS:
        for form, senses in made[part].items():
            first = [name for name in wanted if name in senses]
            if first:
                made[part][form] = [*first, *(name for name in senses if name not in first)]


def _take(made: Table, pairs: Any) -> None:
    pairs = _mapping(pairs, "takes")
    _known([*pairs, *_texts(pairs.values(), "takes")], made["units"], "takes")
    for part in _SPELLINGS:
        for form, senses in made[part].items():
            for passed, taken in pairs.items():
                if passed in senses and taken in senses[senses.index(passed) :]:
                    senses = _before(senses, taken, passed)  # noqa: PLW2901  the next pair reads what this one left
            made[part][form] = senses


def _before(senses: list[str], taken: str, passed: str) -> list[str]:
    """The senses with one of them moved in front of another."""
    others = [sense for sense in senses if sense != taken]
    place = others.index(passed)
    return [*others[:place], taken, *others[place:]]


def _drop(made: Table, names: Any) -> None:
    spoken = made["language"]["units"]
    for name in _texts(names, "without"):
        _known([name], {**made["units"], **made["names"], **made["symbols"], **made["signs"]}, "without")
        spelled = {name, name.lower(), *tables.plurals(name.lower(), spoken["plurals"], spoken["prefixes"])}
        for part in _SPELLINGS:
            if name in made["units"]:
                left = {form: [sense for sense in senses if sense != name] for form, senses in made[part].items()}
                made[part] = {form: senses for form, senses in left.items() if senses}
            else:
                made[part] = {form: senses for form, senses in made[part].items() if form not in spelled}


_PARTS = {
    "units": _add_units,
    "currencies": _add_currencies,
    "names": _add_names,
    "symbols": _add_symbols,
    "counted": _add_counted,
    "takes": _take,
    "prefer": _prefer,
    "without": _drop,
}


def _name(made: Table, word: str, unit: str) -> None:
    """Claim a name and its plurals, hyphens read as spaces."""
    spoken, word = made["language"]["units"], word.replace("-", " ")
    for form in (word, *tables.plurals(word, spoken["plurals"], spoken["prefixes"])):
        _claim(made["names"], form, unit)


def _claim(forms: Table, form: str, unit: str) -> None:
    """Give a form to a unit; what it meant so far stays as a sense."""
    forms[form] = [unit, *(sense for sense in forms.get(form, ()) if sense != unit)]


def _known(keys: Iterable[str], good: Iterable[str], where: str) -> None:
    good = list(good)
    for key in keys:
        if key not in good:
            near = nearest(str(key), good) or (f": use {listed(good)}" if len(good) <= FEW else "")
            raise LexiconError(f"{where}: {key!r} is not known{near}")


def _mapping(found: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise LexiconError(f"{where}: wanted a table, not {found!r}")
    return found


def _texts(found: Any, where: str) -> list[str]:
    if isinstance(found, str) or not isinstance(found, Iterable):
        raise LexiconError(f"{where}: wanted a list of texts, not {found!r}")
    return [_text(one, where) for one in found]


def _text(found: Any, where: str) -> str:
    if not isinstance(found, str) or not found or found != found.strip():
        raise LexiconError(f"{where}: wanted a text without space around it, not {found!r}")
    return found
