"""Units that may be money and are, where the words around them tell of paying: fined 500 pounds, a 20-pound note."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quantities.frozen import replace
from quantities.lexicon import Lexicon
from quantities.model import Kind, Quantity
from quantities.reading.grammar import LETTER
from quantities.reading.late import Late


class Payments:
    """The words of `payments.toml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["payments"]
        between = rf"(?:\s(?:{_any(table['between'])})){{0,6}}+"
        trades = rf"(?:{_any(table['trades'])})(?:\s{LETTER}++){{0,4}}\s{table['for']}"
        self._before = Late(rf"(?<!\w)(?:{_any(table['before'])}|{trades}){between}\s$", re.IGNORECASE)
        self._subject = Late(rf"(?<!\w)(?:{_any(table['amounts'])})\s[^.;!?\d]++$", re.IGNORECASE)
        self._stands = Late(rf"\s(?:{_any(table['stands'])}){between}\s$", re.IGNORECASE)
        self._after = Late(rf"[\s-](?:{_any(table['after'])})(?!\w)", re.IGNORECASE)

    def around(self, text: str, start: int, end: int) -> bool:
        """Do the words before `start` or behind `end` tell of paying?"""
        low = max(0, start - _REACH)
        if self._after.match(text, end) or self._before.search(text, low, start):
            return True
        return bool(self._stands.search(text, low, start) and self._subject.search(text, low, start))


_REACH = 80


def priced(text: str, quantity: Quantity, lexicon: Lexicon) -> Quantity:
    """The measure as money, where its unit may be money and the words around it tell of paying.

    What is said to be so much of something is none: they paid for 5 pounds of flour.
    """
    if quantity.of is not None:
        return quantity
    money = tuple(sense for sense in quantity.senses if sense.kind is Kind.MONEY)
    start, end = quantity.series or quantity.span
    if not money or not lexicon.compiled(Payments).around(text, start, end):
        return quantity
    others = tuple(sense for sense in (*money[1:], quantity.unit, *quantity.senses) if sense not in money[:1])
    read = quantity.read_as(money[0])
    return replace(read, kind=Kind.MONEY, senses=tuple(dict.fromkeys(others)))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
