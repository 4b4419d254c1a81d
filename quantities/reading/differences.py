"""Temperatures that are differences and not levels: a rise of 2 °C, 3 degrees warmer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import regex

from quantities.lexicon import Lexicon
from quantities.model import Quantity


class Differences:
    """The patterns of the words that make a temperature a difference and not a level."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._table: Mapping[str, Sequence[str]] = lexicon.language["differences"]

    @cached_property
    def _before(self) -> regex.Pattern[str]:
        """Read backwards from the quantity, so that one place is tried and not every one of the line."""
        soft = rf"(?:(?:{'|'.join(self._table['soft'])})\s){{0,4}}"
        before = "|".join(pattern.replace("{soft}", soft) for pattern in self._table["before"])
        return regex.compile(rf"(?r)(?<![\p{{L}}\d])(?:{before})", regex.IGNORECASE)

    @cached_property
    def _after(self) -> regex.Pattern[str]:
        after = "|".join(self._table["after"])
        return regex.compile(rf"[)\]]{{0,2}}\s?(?:{after})(?!\p{{L}})", regex.IGNORECASE)

    def around(self, text: str, start: int, end: int) -> bool:
        """Do the words before `start` or after `end` say so?"""
        return bool(self._before.match(text, max(0, start - 80), start) or self._after.match(text, end, end + 100))


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
