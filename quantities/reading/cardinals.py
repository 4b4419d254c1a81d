"""Whole numbers in words, read from left to right: two million three hundred and six."""

from __future__ import annotations

import re

from quantities.frozen import NamedTuple
from quantities.reading.grammar import BLANK, LETTER, WRAPPED, Grammar
from quantities.reading.late import Late

SPACED_WORD = re.compile(rf"(?:{BLANK}?[\-‐-—]{BLANK}?|{WRAPPED})(?P<word>[A-Za-z]++)")
_COMMA_HUNDRED = Late(rf",(?=\s{LETTER}{{3,5}}\shundred)", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z]++")


class Cardinal(NamedTuple):
    """What the left-to-right reading of number words has come to: `number` times ten to the `power`, up to `end`."""

    number: int
    power: int
    end: int


def word_after(text: str, place: int) -> tuple[str, int]:
    """The next word in lower case after a space or hyphen, and its end; or an empty one."""
    match = SPACED_WORD.match(text, place)
    return (match["word"].lower(), match.end()) if match else ("", place)


def cardinal(text: str, start: int, grammar: Grammar) -> Cardinal | None:
    """cardinal := number words from left to right, scales falling: two million three hundred (and) six."""
    tally = _Tally()
    match = WORD.match(text, start)
    word, place, end = (match[0].lower(), match.end(), start) if match else ("", start, start)
    scaled = Cardinal(0, 0, start)
    while word:
        joined = word == grammar.and_ and end > start and tally.takes_and
        if joined:
            word, place = word_after(text, place)
        if word in grammar.words:
            taken = tally.add(grammar.words[word], joined=joined)
        else:
            taken = not joined and word in grammar.scales and tally.scale(grammar.scales[word])
        if not taken:
            if word in grammar.scales and not joined and scaled.end > start:
                return scaled  # one hundred two hundred: another number had begun
            break
        end = place
        if word in grammar.scales:
            scaled = Cardinal(tally.number // 10**tally.power, tally.power, end)
        if tally.takes_comma and (comma := _COMMA_HUNDRED.match(text, place)):  # three thousand, four hundred
            place = comma.end()
        word, place = word_after(text, place)
    return Cardinal(tally.number // 10**tally.power, tally.power, end) if end > start else None


HIGHEST = 99
"""No number in words has so many zeros: a longer row of scales is none."""


class _Tally:
    """What the number words read so far come to: whole groups in `total`, and the open `group` of up to three digits.

    `power` is the place that the number is told to, `floor` the last scale, below which the next must fall.
    """

    def __init__(self) -> None:
        self.total, self.group, self.floor, self.power = 0, -1, HIGHEST, 0

    @property
    def number(self) -> int:
        """The number so far."""
        return self.total + max(self.group, 0)

    @property
    def takes_and(self) -> bool:
        """May `and` follow: behind a scale or a whole number of hundreds?"""
        return self.group % 100 == 0 or self.group < 0

    @property
    def takes_comma(self) -> bool:
        """May a comma follow: behind thousands and more?"""
        return self.group < 0 and 3 <= self.floor < HIGHEST

    def add(self, number: int, *, joined: bool) -> bool:
        """Take a word that is worth itself, unless it starts another number."""
        started = self.total > 0 or self.group >= 0
        grown = _grown(self.group, number)
        if grown is None or (joined and number > 99) or (number == 0 and started):
            return False
        self.group, self.power = grown, 0
        return True

    def scale(self, power: int) -> bool:
        """Take a word that multiplies, unless it starts another number."""
        if power == 2:
            if self.group == 0 or self.group > 99:
                return False
            self.group, self.power = (1 if self.group < 0 else self.group) * 100, 0
        elif power < self.floor:
            self.total += (1 if self.group < 0 else self.group) * 10**power
            self.group, self.floor, self.power = -1, power, power
        elif self.group < 0 and self.power + power < HIGHEST:
            self.total, self.power = self.total * 10**power, self.power + power  # hundred thousand million
        else:
            return False
        return True


def _grown(group: int, number: int) -> int | None:
    """A group of up to three digits (-1: none yet) with one more number word, or None where that starts another."""
    if group < 0:
        return number
    if group % 100 == 0 and group > 0:
        return group + number
    if number < 10 and group % 100 >= 20 and group % 10 == 0:
        return group + number
    if number >= 20 and number % 10 == 0 and group < 10:
        return group * 100 + number
    return None


def cardinal_at(text: str, place: int, grammar: Grammar) -> Cardinal | None:
    match = SPACED_WORD.match(text, place)
    return cardinal(text, match.start("word"), grammar) if match else None
