"""Ages: the words around a number, or around a span of time, that make the age of somebody of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quantities.lexicon import Lexicon
from quantities.reading.grammar import CAPITAL, LETTER, SMALL, SPACE, word_before, word_behind
from quantities.reading.groups import Group
from quantities.reading.late import Late


class Ages:
    """The words of `composites.toml` that make an age."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["composites"]["ages"]
        soft = rf"(?:(?:{_any(table['softeners'])})\s+)?"
        people, subjects, stands = _any(table["people"]), _any(table["subjects"]), _any(table["stands"])
        groups = rf"(?:{people}|{_any(table['groups'])}){SPACE}(?:{_any(table['sides'])})"
        openers = (*table["before"], *table["softeners"], *table["sides"], "of")
        self._joints, self._older = frozenset(table["joints"]), frozenset(table["older"])
        self._sides, self._people = frozenset(table["sides"]), frozenset((*table["people"], *table["groups"]))
        self._before = frozenset((None, *(phrase.split()[-1] for phrase in openers)))
        tellers = (*table["stands"], *table["verbs"], *table["turns"], *table["softeners"], "at", *table["people"])
        self._telling = frozenset((None, "", *table["kin"], *(phrase.split()[-1] for phrase in tellers)))
        self._behind = frozenset((None, *(re.split(r"\W", phrase)[0] for phrase in table["after"])))
        self._old = _pattern(rf"(?:{SPACE}|[\-‐‑])(?:{_any(table['after'])})(?!\w)")
        self._aged = re.compile(  # by `re`: most texts ask for it, and the pattern is long
            rf"(?<!\w)(?:{_any(table['before'])}|(?:{people}){SPACE}of|{groups})\s+{soft}\Z", re.IGNORECASE
        )
        self._turned = Late(
            rf"(?<!\w)(?:(?:{subjects})\s+(?:{_any(table['verbs'])})|(?:{_any(table['turns'])}))\s+{soft}$",
            re.IGNORECASE,
        )
        self._kin = Late(rf"(?<!\w)(?:{people}|{_any(table['kin'])}), $", re.IGNORECASE)
        self._unparted = Late(
            rf"(?<!\w)(?:{_any(table['owners'])}){SPACE}(?:{people}|{_any(table['kin'])}) $", re.IGNORECASE
        )
        self._acting = frozenset(table["acting"])
        self._ordinary = frozenset(lexicon.language["refusals"]["names"]["ordinary"])
        self._turned_off = frozenset(table["turned_off"])
        self._usual = Late(rf"(?<!\w)(?:{_any(table['usual'])})(?!\w)(?P<stands>[^.;!?\n]{{0,60}}+)$", re.IGNORECASE)
        self._stands = Late(rf"{SPACE}(?:{stands}){SPACE}{soft}$", re.IGNORECASE)
        self._lived = Late(
            rf"(?<!\w)(?:{_any(table['lived'])})(?:{SPACE}{LETTER}++){{0,3}}{SPACE}at{SPACE}{soft}$", re.IGNORECASE
        )
        self._at = Late(rf"(?<!\w)at{SPACE}{soft}$", re.IGNORECASE)
        self._somebody = Late(rf",?{SPACE}(?:{subjects})(?!\w)", re.IGNORECASE)

    def old_behind(self, text: str, place: int) -> re.Match[str] | None:
        """The words behind a span of time that make an age of it."""
        return self._old.match(text, place) if word_behind(text, place) in self._behind else None

    def may_tell(self, before: str, behind: str) -> bool:
        """May a word before a number, or one behind its unit, say that it is an age?"""
        return before in self._before or behind in self._behind

    def opened(self, text: str, group: Group, before: str | None) -> bool:
        """Does a word before a group (the last is `before`), or before its list, say that it is an age: people over?"""
        start = group.start
        if group.series and group.series[0] != start:
            start = group.series[0]
            before = word_before(text, start)
        if before not in self._before or not text[start - 1 : start].isspace():
            return False
        aged = self._aged.search(text, max(0, start - 32), start)
        if aged is None or (group.match is not None and _COUNTED.search(text, max(0, aged.start() - 2), aged.start())):
            return False  # it followed 350 patients over 12 years
        return _young(group)

    def bounded(self, text: str, group: Group) -> bool:
        """Does a bound behind a number say that it is an age: those 65 and older, children 12 or under?"""
        behind = group.terms[-1].behind
        if behind not in self._joints or not _young(group):
            return False
        bound = word_behind(text, group.end + 1 + len(behind or ""))
        if bound in self._older:
            return True
        lead = text[max(0, group.start - _LONGEST_WORD) : group.start].split()
        return bound in self._sides and bool(lead) and lead[-1].lower() in self._people

    def told(self, text: str, group: Group, nearest: str | None) -> bool:
        """Is a bare number an age: Ada Brown, 43, said; she turned 50; life expectancy is 81.4?

        `nearest` is the word before it.
        """
        if nearest not in self._telling or not _young(group):
            return False
        start, end = group.start, group.end
        if self._is_usual(text, start):
            return True
        if not group.terms[-1].written.digits.isdecimal():
            return False
        ended = text[end : end + 1] in _ENDS and not text[end + 1 : end + 2].strip()
        name = _NAME_BEFORE.search(text, max(0, start - 24), start) if ended else None
        if name and name["last"].lower() not in self._ordinary:  # but not: on Monday, 8
            return True
        before = max(0, start - 40)
        if self._turned.search(text, before, start):
            return group.terms[-1].behind not in self._turned_off
        if ended and self._kin.search(text, before, start):
            return True
        if group.terms[-1].behind in self._acting and self._unparted.search(text, before, start):
            return True
        if nearest not in ("at", None):
            return False
        if self._lived.search(text, before, start):
            return True
        if group.terms[-1].number <= _HOURS or not self._somebody.match(text, end):
            return False
        return self._at.search(text, before, start) is not None

    def _is_usual(self, text: str, start: int) -> bool:
        """An age that is told of many: the retirement age will rise to 67."""
        if "age" not in (lead := text[max(0, start - 96) : start].lower()) and "expectancy" not in lead:
            return False
        usual = self._usual.search(text, max(0, start - 96), start)
        return usual is not None and self._stands.search(text, usual.start("stands"), start) is not None


_COUNTED = Late(r"\d\s$")
_OLDEST = 120
_LONGEST_WORD = 16
_HOURS = 12
"""`At 7 he` got up, but `at 19 he` was old enough."""
_NAME_BEFORE = Late(rf"(?P<last>[{CAPITAL}][{SMALL}](?:{LETTER}|['’-])*+)(?: Jr\.?| Sr\.?)?, $")
_ENDS = frozenset(",.;")


def _young(group: Group) -> bool:
    return all(not t.written.power and 0 < t.number < _OLDEST for t in group.terms)


def _pattern(pattern: str) -> Late:
    return Late(pattern, re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
