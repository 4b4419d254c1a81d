"""The words around a number that make an age of it, a level below zero, a multiple, or a repetition."""

from __future__ import annotations

import re

import regex

from quantities.lexicon import Lexicon
from quantities.model import Kind, Unit
from quantities.reading.grammar import SPACE, word_before, word_behind
from quantities.reading.groups import Group


class Surroundings:
    """The words around a number that make an age, a level below zero, a multiple or a repetition of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["composites"]
        ages = table["ages"]
        self.old = regex.compile(rf"(?:{SPACE}|[\-‐‑])(?:{_any(ages['after'])})(?!\w)", regex.IGNORECASE)
        softened = rf"(?:(?:{_any(ages['softeners'])})\s+)?"
        people = _any(ages["people"])
        openers = (*ages["before"], *ages["softeners"], "of")
        self._before_aged = frozenset((None, *(phrase.split()[-1] for phrase in openers)))
        self._behind_aged = frozenset((None, *(re.split(r"\W", phrase)[0] for phrase in ages["after"])))
        self.aged = regex.compile(
            rf"(?<!\w)(?:{_any(ages['before'])}|(?:{people}){SPACE}of)\s+{softened}$", regex.IGNORECASE
        )
        self.turned = regex.compile(
            rf"(?<!\w)(?:(?:{_any(ages['subjects'])})\s+(?:{_any(ages['verbs'])})|(?:{_any(ages['turns'])}))\s+{softened}$",
            regex.IGNORECASE,
        )
        self.below_zero = regex.compile(rf"{SPACE}(?:{_any(table['below_zero']['phrases'])})(?!\w)", regex.IGNORECASE)
        self.counters = regex.compile(rf"[\-‐‑]?(?:{_any(table['counters']['glued'])})(?!\w)")
        self.in_one = regex.compile(rf"{SPACE}?(?:{_any(ages['in_one'])})(?!\w)", regex.IGNORECASE)
        self.abbreviated = regex.compile(rf"{SPACE}(\p{{L}}{{3}})(?!\w)")
        self.rates = {
            word: Unit(((above, 1), (below, -1)), kind=Kind.COUNT)
            for word, (above, below) in table["abbreviated"].items()
        }
        stops = rf"an?{SPACE}|per{SPACE}|(?:{_any(table['frequencies']['words'])})(?!\w)"
        second = rf"{SPACE}(?!{stops})\p{{Ll}}{{2,20}}(?={SPACE}(?:an?|per|every){SPACE})"
        self.of_what = regex.compile(rf"{SPACE}of{SPACE}(?:the{SPACE})?(?P<what>\p{{Ll}}[\p{{L}}-]*+(?:{second})?)")
        self.absolute = regex.compile(rf"(?<!\w)(?:{_any(table['below_zero']['absolute'])}){SPACE}$", regex.IGNORECASE)
        self.and_less = regex.compile(
            rf"{SPACE}(?:{_any(table['bounds']['joints'])})(?:{SPACE}\p{{L}}{{1,9}}){{1,7}}{SPACE}$"
        )
        self.below = frozenset(phrase.split()[0] for phrase in table["below_zero"]["phrases"])
        short = (re.split(r"\W", form)[0] for form in (*ages["in_one"], *table["counters"]["glued"]))
        self.beginnings = self.below.union(table["abbreviated"], short)
        self.initial = frozenset(lexicon.language["refusals"]["pronouns"]["initial"])
        carriers = table["carriers"]
        self.since: str = carriers["since"]
        self.carriers, self.compared, self.between, self.contrasts, self.copulas = (
            frozenset(carriers[key]) for key in ("words", "compared", "between", "contrasts", "copulas")
        )

    def old_behind(self, text: str, place: int) -> regex.Match[str] | None:
        """The words behind a span of time that make an age of it."""
        return self.old.match(text, place) if word_behind(text, place) in self._behind_aged else None

    def is_aged(self, text: str, group: Group) -> bool:
        """Does a word before a group, or before the list it is in, say that it is an age?"""
        start = group.series[0] if group.series else group.start
        if word_before(text, start) not in self._before_aged:
            return False
        return self.aged.search(text, max(0, start - 32), start) is not None


def _any(words: list[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))
