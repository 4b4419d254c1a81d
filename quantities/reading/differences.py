"""Temperatures that are differences and not levels: a rise of 2 °C, 3 degrees warmer."""

from __future__ import annotations

from quantities.lexicon import Lexicon
from quantities.model import Quantity
from quantities.reading.grammar import LETTER, LETTER_OR_DIGIT
from quantities.reading.late import Late


class Differences:
    """The patterns of the words that make a temperature a difference and not a level.

    They look at small letters: without regard to case a pattern of many words costs twice as much.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["differences"]
        softened = [pattern.removesuffix("{soft}") for pattern in table["before"] if pattern.endswith("{soft}")]
        tight = [pattern for pattern in table["before"] if not pattern.endswith("{soft}")]
        before = rf"(?:{'|'.join(softened)})(?:(?:{'|'.join(table['soft'])})\s){{0,4}}|{'|'.join(tight)}"
        after = "|".join(table["after"])
        self._before = Late(rf"(?<!{LETTER_OR_DIGIT})(?:{before})\Z")
        self._topics = Late(rf"(?<!{LETTER})(?:{'|'.join(table['topics'])})(?!{LETTER})")
        self._after = Late(rf"[)\]]{{0,2}}\s?(?:{after})(?!{LETTER})")

    def are_told(self, text: str) -> bool:
        """Is the text about what tells of slight differences, such as a climate that warms?"""
        return self._topics.search(text.lower()) is not None

    def around(self, text: str, start: int, end: int) -> bool:
        """Do the words before `start` or after `end` say so?"""
        before = text[max(0, start - _BEFORE) : start].lower()
        return bool(self._before.search(before) or self._after.match(text[end : end + _AFTER].lower()))


_BEFORE, _AFTER = 80, 100
"""So much of the text is looked at."""


def settled(text: str, quantity: Quantity, last: Quantity | None, lexicon: Lexicon) -> Quantity:
    """The quantity with the unit of a difference where it is a temperature and the words say that it is one.

    What stands in a bracket behind a difference (`last`), or after `or`, is one too.
    """
    if not quantity.unit.is_level:
        return quantity
    joined = last is not None and last.unit.terms[:1] and last.unit.terms[0][0].startswith("delta_")
    linked = joined and last is not None and text[last.end : quantity.start].strip(" ,") in _LINKS
    if linked or lexicon.compiled(Differences).around(text, quantity.start, quantity.end):
        return quantity.read_as(quantity.unit.difference)
    return quantity


TEMPERATURE = (("[temperature]", 1),)
_LINKS = frozenset(("(", "[", "or", "/"))
