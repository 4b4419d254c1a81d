"""Makes `data/lexicon.json` from the TOML files beside it: `python -m quantities.tables`.

What the files mean is written at the head of each. Here they are put together: prefixes joined to symbols and names,
plurals written out, every unit's exact factor asked of pint, and whatever two units claim without saying so refused.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import regex

from quantities import conversion
from quantities.errors import LexiconError
from quantities.index import indexed
from quantities.model import Unit

DATA = Path(__file__).parent / "data"
Rows = Mapping[str, Mapping[str, Any]]
Forms = dict[str, list[str]]


def language(code: str) -> dict[str, Any]:
    """The tables of a language, one entry a file of `data/<code>/`."""
    return {path.stem: _read(path) for path in sorted((DATA / code).glob("*.toml"))}


def build(code: str = "en") -> dict[str, Any]:
    """The whole table, ready for JSON: units with their factors, the three tables of spellings, the reasons for
    preferring a sense, the language.

    Raises LexiconError, naming file and key, for data that cannot be right.
    """
    units, money, words = _read(DATA / "units.toml"), _read(DATA / "currencies.toml"), language(code)
    spoken = words["units"]
    words["units"] = {part: spoken[part] for part in ("plurals", "prefixes", "wary")}
    rows = {name: unit_row(name, row) for name, row in with_prefixes(units["units"]).items()}
    coins = {name: money_row(name, row.get("parts", 1)) for name, row in money["currencies"].items()}
    table: dict[str, dict[str, Any]] = {
        "units": {**rows, **coins},
        "names": names(spoken, units["units"], f"{code}/units.toml"),
        "symbols": symbols(units, money),
        "signs": signs(money),
        "reasons": reasons({**units["ambiguous"], **money["ambiguous"]}, spoken),
    }
    check(table, spoken["wary"], f"{code}/units.toml")
    return indexed({**{part: dict(sorted(forms.items())) for part, forms in table.items()}, "language": words})


def with_prefixes(rows: Rows) -> dict[str, Mapping[str, Any]]:
    """Every unit of `units.toml`, the prefixed ones among them."""
    prefixed = {prefix + name: row for name, row in rows.items() for prefix in row.get("prefixes", ())}
    return {**{name: {} for name in prefixed}, **rows}


def unit_row(name: str, row: Mapping[str, Any], definitions: tuple[str, ...] = ()) -> dict[str, Any]:
    """The JSON row of a unit: what `Unit` is made of, with the defaults left out."""
    terms, multiple = terms_of(name)
    known = row.get("scale") != "logarithmic"
    worth = conversion.worth(name, definitions) if known else conversion.Worth()
    made: dict[str, Any] = {"factor": str(worth.factor), "dimension": _powers(worth.dimension)}
    if terms != ((name, 1),):
        made["terms"] = _powers(terms)
    if worth.offset:
        made["offset"] = str(worth.offset)
    if "kind" in row:
        made["kind"] = row["kind"]
    if multiple != 1:
        made["multiple"] = multiple
    return made


def money_row(name: str, parts: int) -> dict[str, Any]:
    """The JSON row of a currency, or of the part of one that `parts` of make the whole."""
    return {"factor": str(Fraction(1, parts)), "dimension": f"[{name.partition('_')[0]}] 1", "kind": "money"}


def _powers(powers: Iterable[tuple[str, int]]) -> str:
    """Names with their exponents in one text, which JSON reads faster than lists of lists."""
    return " ".join(f"{name} {exponent}" for name, exponent in powers)


def prefix_marks() -> dict[str, list[str]]:
    """The symbols of the prefixes."""
    marks: dict[str, list[str]] = _read(DATA / "units.toml")["prefixes"]
    return marks


_TERM = regex.compile(
    r"(?:^|(?P<sign>[*/]) )(?:\((?P<multiple>\d+) \* )?(?P<name>1|[^\W\d]\w*)(?: \*\* (?P<power>\d+))?\)? ?"
)


def terms_of(expression: str) -> tuple[tuple[tuple[str, int], ...], int]:
    """The powers that an expression such as `liter / (100 * kilometer)` is made of, and the number in it."""
    terms, multiple, place = [], 1, 0
    while place < len(expression):
        term = _TERM.match(expression, place)
        if term is None:
            raise LexiconError(f"units.toml: {expression!r} is no product or quotient of units")
        power = int(term["power"] or 1)
        if term["name"] != "1":
            terms.append((term["name"], -power if term["sign"] == "/" else power))
        multiple *= int(term["multiple"] or 1)
        place = term.end()
    made = Unit(tuple(terms), multiple=multiple)
    if made.expression != expression:
        raise LexiconError(f"units.toml: {expression!r} should be written {made.expression!r}")
    return made.terms, multiple


class Claims:
    """The forms that units claim in one part of the lexicon; a form of two units must be declared with its senses."""

    def __init__(self, ambiguous: Mapping[str, Mapping[str, Any]], file: str) -> None:
        self.file = file
        self.senses = {form: list(row["senses"]) for form, row in ambiguous.items()}
        self.forms: Forms = {}

    def add(self, form: str, unit: str) -> None:
        """Note that `unit` is written `form`."""
        if not isinstance(form, str) or not form or form != form.strip():
            raise LexiconError(
                f"{self.file}: {unit!r} has the spelling {form!r}; wanted a text without space around it"
            )
        owners = self.forms.setdefault(form, [])
        if unit not in owners:
            owners.append(unit)

    def settled(self) -> Forms:
        """Every form with its senses, the preferred one first."""
        for form, owners in self.forms.items():
            if len(owners) > 1 and form not in self.senses:
                raise LexiconError(
                    f"{self.file}: {form!r} is claimed by {_listed(owners)}: declare it under [ambiguous]"
                )
            if strangers := set(owners) - set(self.senses.get(form, owners)):
                raise LexiconError(f"{self.file}: [ambiguous] {form!r} lacks {_listed(strangers)}, which claims it")
        for form, senses in self.senses.items():
            if len(set(senses)) < 2:
                raise LexiconError(f"{self.file}: [ambiguous] {form!r} needs two senses or more, each once")
        return {**self.forms, **self.senses}


def symbols(units: Mapping[str, Any], money: Mapping[str, Any]) -> Forms:
    """The symbols of all units with their prefixes, and what stands after an amount of money."""
    claims = Claims({**units["ambiguous"], **_placed(money, "after")}, "units.toml, currencies.toml")
    marks = units["prefixes"]
    for name, row in units["units"].items():
        for symbol in row.get("alone", ()):
            claims.add(symbol, name)
        for symbol in row.get("symbols", ()):
            claims.add(symbol, name)
            for prefix in row.get("prefixes", ()):
                for mark in marks[prefix]:
                    claims.add(mark + symbol, prefix + name)
    for name, form in _money_forms(money, "after"):
        claims.add(form, name)
    return claims.settled()


def signs(money: Mapping[str, Any]) -> Forms:
    """What stands before an amount of money."""
    claims = Claims(_placed(money, "before"), "currencies.toml")
    for name, form in _money_forms(money, "before"):
        claims.add(form, name)
    return {form: [name for name in senses if name in money["currencies"]] for form, senses in claims.settled().items()}


def _placed(money: Mapping[str, Any], side: str) -> dict[str, Any]:
    """The ambiguous forms that are written on this side of a number."""
    written = {form for _, form in _money_forms(money, side)}
    return {form: row for form, row in money["ambiguous"].items() if form in written}


def _money_forms(money: Mapping[str, Any], side: str) -> Iterator[tuple[str, str]]:
    for name, row in money["currencies"].items():
        yield from ((name, form) for form in (*row.get("signs", ()), *row.get(side, ())))
        if "parts" not in row:
            yield name, name


def names(spoken: Mapping[str, Any], units: Rows, file: str) -> Forms:
    """The names of a language in lower case: with prefixes, with plurals."""
    claims = Claims(spoken["ambiguous"], file)
    for name, words in spoken["names"].items():
        for word in words:
            claims.add(word, name)
            for prefix in units.get(name, {}).get("prefixes", ()):
                claims.add(spoken["prefixes"][prefix] + word, prefix + name)
    for table in ("aliases", "currencies", "abbreviations"):
        for name, words in spoken[table].items():
            for word in words:
                claims.add(word, name)
    bare = {word for words in spoken["abbreviations"].values() for word in words}
    written: Forms = {}
    for form, senses in claims.settled().items():
        for one in (form,) if form in bare else (form, *plurals(form, spoken["plurals"], spoken["prefixes"])):
            if written.setdefault(one, senses) != senses:
                raise LexiconError(f"{file}: {one!r} means {_listed(senses)}, but also {_listed(written[one])}")
    return written


def reasons(symbols: Rows, spoken: Mapping[str, Any]) -> dict[str, str]:
    """Why the first sense of an ambiguous form is preferred; a reason `as ...` is that of the form it names."""
    rows = {**symbols, **spoken["ambiguous"]}
    made = {form: _why(form, rows) for form in rows}
    for form in spoken["ambiguous"]:
        made |= dict.fromkeys(plurals(form, spoken["plurals"], spoken["prefixes"]), made[form])
    return made


def _why(form: str, rows: Rows) -> str:
    why: str = rows[form]["why"]
    other = why.removeprefix("as ")
    if other == why or other not in rows:
        return why
    return _why(other, {name: row for name, row in rows.items() if name != form})


def plurals(name: str, irregular: Mapping[str, str | list[str]], prefixes: Mapping[str, str]) -> list[str]:
    """The plurals of a name: of its head, the word before `of`, `per` or `a`, else the last one.

    >>> plurals("mile per hour", {}, {}), plurals("century", {}, {}), plurals("square foot", {"foot": "feet"}, {})
    (['miles per hour'], ['centuries'], ['square feet'])
    """
    if name in irregular:
        return _list(irregular[name])
    words = name.split(" ")
    head = next((i for i, word in enumerate(words) if word in ("of", "per", "a", "an", "to")), len(words)) - 1
    if words[0] == "degree":
        head = 0
    word = words[head]
    stem = next(
        (w for w in irregular if word == w or (word.endswith(w) and word[: -len(w)] in prefixes.values())), None
    )
    if stem is not None:
        forms = [word[: len(word) - len(stem)] + form for form in _list(irregular[stem])]
    else:
        forms = [_regular(word)]
    return [" ".join((*words[:head], form, *words[head + 1 :])) for form in forms]


def _regular(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def check(table: Mapping[str, Any], wary: Mapping[str, str], file: str) -> None:
    """Refuse senses that are no units, symbols that contradict names, and conditions on forms that nobody writes."""
    for part in ("names", "symbols", "signs"):
        for form, senses in table[part].items():
            if strangers := [sense for sense in senses if sense not in table["units"]]:
                raise LexiconError(f"{part}: {form!r} means {_listed(strangers)}, which is no unit of the data files")
    for form in table["symbols"].keys() & table["names"].keys():
        if table["symbols"][form] != table["names"][form]:
            found = _listed(table["symbols"][form]), _listed(table["names"][form])
            raise LexiconError(f"{file}: {form!r} is the name of {found[1]} but the symbol of {found[0]}")
    for form in wary:
        if form.lower() not in table["names"] and form not in table["symbols"] and form not in table["signs"]:
            raise LexiconError(f"{file}: [wary] {form!r} is no form of any unit")


def _listed(names: Iterable[str]) -> str:
    return " and ".join(sorted(names))


def _list(forms: str | list[str]) -> list[str]:
    return [forms] if isinstance(forms, str) else forms


def _read(path: Path) -> dict[str, Any]:
    """A TOML file; LexiconError with its name where it cannot be read as one."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise LexiconError(f"{path.name}: {problem}") from problem


if __name__ == "__main__":
    (DATA / "lexicon.json").write_text(json.dumps(build(), indent=0) + "\n", encoding="utf-8")
