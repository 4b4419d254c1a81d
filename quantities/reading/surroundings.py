"""The words around a number that make a level below zero of it, a multiple, or a repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quantities.lexicon import Lexicon
from quantities.model import Kind, Unit
from quantities.reading.grammar import LETTER, SMALL, SPACE
from quantities.reading.late import Late


class Surroundings:
    """The words around a number that make a level below zero, a multiple or a repetition of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["composites"]
        ages = table["ages"]
        self.below_zero = Late(rf"{SPACE}(?:{_any(table['below_zero']['phrases'])})(?!\w)", re.IGNORECASE)
        self.counters = Late(rf"[\-‐‑]?(?:{_any(table['counters']['glued'])})(?!\w)")
        self.in_one = Late(rf"{SPACE}?(?:{_any(ages['in_one'])})(?!\w)", re.IGNORECASE)
        self.abbreviated = Late(rf"{SPACE}({LETTER}{{3}})(?!\w)")
        self.rates = {
            word: Unit(((above, 1), (below, -1)), kind=Kind.COUNT)
            for word, (above, below) in table["abbreviated"].items()
        }
        articles = _any(("the", *lexicon.language["numerals"]["joints"]["articles"]))
        self.of_what = Late(rf"{SPACE}of(?=((?:{SPACE}(?:{articles}))?){SPACE}[{SMALL}])")
        self.absolute = Late(rf"(?<!\w)(?:{_any(table['below_zero']['absolute'])}){SPACE}$", re.IGNORECASE)
        self.and_less = Late(rf"{SPACE}(?:{_any(table['bounds']['joints'])})(?:{SPACE}{LETTER}{{1,9}}){{1,7}}{SPACE}$")
        joints = lexicon.language["numerals"]["joints"]
        self._parts: dict[str, str] = joints["parts"]
        article, and_, parts = _any(joints["articles"]), joints["and"], _any(self._parts)
        self._half = Late(rf"{SPACE}{and_}{SPACE}(?:{article}){SPACE}({parts})(?!\w)", re.IGNORECASE)
        self.article = Late(rf"\s*({article})\s", re.IGNORECASE)
        word = rf"{LETTER}{{1,13}}"
        self.one = Late(
            rf"(?<!\w)({article}){SPACE}{word}(?:{SPACE}{word})?{SPACE}?(?=[(\[](?:{word}{SPACE}){{0,2}}$)",
            re.IGNORECASE,
        )
        self.ones = frozenset(table["ones"]["units"])
        self.continued = Late(rf"(?:{and_} |, )?\d|{and_} (?:{article}) (?:{parts})$", re.IGNORECASE)
        self.unit_and = Late(rf"(?<!\w)({article}){SPACE}({LETTER}++){SPACE}{and_}{SPACE}$", re.IGNORECASE)
        self.below = frozenset(phrase.split()[0] for phrase in table["below_zero"]["phrases"])
        short = (re.split(r"\W", form)[0] for form in (*ages["in_one"], *table["counters"]["glued"]))
        self.counting = frozenset((*table["abbreviated"], *short))
        self.initial = frozenset(lexicon.language["refusals"]["pronouns"]["initial"])
        races = table["races"]
        self.distances, self.races = frozenset(races["meters"]), frozenset(races["words"])
        carriers = table["carriers"]
        self.since: str = carriers["since"]
        self.more_than = Late(rf"{SPACE}(?:{_any(carriers['more'])}){SPACE}{carriers['than']}(?!\w)")
        self.of_them = Late(rf"{SPACE}(?:{_any(carriers['of_them'])})(?!\w)")
        self.owners = frozenset(carriers["of_them"])
        self._participles = frozenset(carriers["participles"])
        self._verbal = tuple(carriers["verbal_endings"])
        self.joints = frozenset(carriers["joints"])
        self.alternative: str = carriers["alternative"]
        self.gapped: dict[str, str] = {word: word for word in carriers["gapped"]} | carriers["opposite"]
        self.carriers, self.compared, self.between, self.contrasts, self.copulas = (
            frozenset(carriers[key]) for key in ("words", "compared", "between", "contrasts", "copulas")
        )

    def half_behind(self, text: str, place: int) -> tuple[str, int] | None:
        """The part that goes on behind a unit, and its end: an hour *and a half*."""
        half = self._half.match(text, place)
        return (self._parts[half[1].lower()], half.end()) if half else None

    def is_participle(self, word: str) -> bool:
        """Does the word look like the past of a verb, or its participle?"""
        return word.endswith(self._verbal) or word in self._participles


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
