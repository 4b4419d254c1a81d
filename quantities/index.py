"""What the spellings of units begin and end with, ready in the table of a lexicon: no start has time to work it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import regex

_WORD, _PART = regex.compile(r"\p{L}++"), regex.compile(r"\p{L}++|%")


def indexed(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table of a lexicon with its `index`. Lists of words are one text each, which JSON reads ten times as fast.

    - `first`: the words, in small letters, that a unit may begin with
    - `last`: those that the name of a currency ends with
    - `money`: those that a currency behind a number begins with
    - `longer`: of what begins a spelling of several words, the words that may follow there
    - `longest`: how many words the longest name has that begins with a word, where that is more than one
    - `folded`: of a symbol in small letters the one that it can only be (ghz, kwh)
    """
    names, symbols = table["names"], table["symbols"]
    composites = table["language"]["composites"]
    others = composites["capitals"]["others"]
    powers, scale = composites["powers_before"], composites["scale"]["lead"].split()[0]
    money = {name for name, row in table["units"].items() if row.get("kind") == "money"}
    glued = [power + form for power in powers if len(power) == 2 for form in symbols]
    first = {word[0] for form in (*names, *symbols, *powers, *glued) if (word := _WORD.match(form.lower()))}
    last = {form.split()[-1] for form, units in names.items() if units[0] in money}
    forms = (form.lower() for part in (names, symbols) for form, units in part.items() if units[0] in money)
    made = {
        "first": " ".join(sorted(first)),
        "last": " ".join(sorted(last)),
        "money": " ".join(sorted({word[0] for form in forms if (word := _WORD.match(form))})),
        "longer": {
            begin: " ".join(sorted(words)) for begin, words in sorted(_longer((*names, *symbols), scale).items())
        },
        "longest": dict(sorted(_longest(names).items())),
        "folded": {
            lower: form for lower, form in sorted(_folded(symbols, money).items()) if form and lower not in others
        },
    }
    return {**table, "index": made}


def _longer(forms: Iterable[str], scale: str) -> dict[str, set[str]]:
    longer: dict[str, set[str]] = {"degrees": {scale}}  # on the Celsius scale
    for form in forms:
        if not form.isalpha():
            words = _PART.findall(form.lower())
            for count in range(1, len(words)):
                longer.setdefault(" ".join(words[:count]), set()).add(words[count])
    return longer


def _longest(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for first, *more in map(str.split, names):
        if more:
            longest[first] = max(longest.get(first, 1), 1 + len(more))
    return longest


def _folded(symbols: Mapping[str, list[str]], money: set[str]) -> dict[str, str]:
    """Symbols of three letters and more in small letters, where only one unit has them so (Ghz, KWH)."""
    folded: dict[str, str] = {}
    for form, units in symbols.items():
        lower = form.lower()
        if units[0] not in money:
            other = folded.get(lower, form)
            folded[lower] = form if len(form) > 2 and other and symbols[other] == units else ""
    return folded
