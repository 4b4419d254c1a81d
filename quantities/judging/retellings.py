"""The same quantity told twice, with two amounts: a headline and its story, a summary and its details.

No arithmetic can say that two figures are meant to be the same, so these are listed to be looked at and never called
errors. Two quantities are one told twice where they count or measure the same (one dimension, currency or noun), and
stand in two sentences that share most of the words around the figure, while nothing there makes them two times, places
or parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import regex

from quantities.frozen import NamedTuple
from quantities.judging import wording
from quantities.judging.answers import RETOLD
from quantities.judging.grammar import Pairing
from quantities.judging.pairs import in_quotation, pairs
from quantities.judging.verdicts import amounts, compare, scale
from quantities.model import Details, Finding, Form, Hedge, Kind, Reason, Verdict

if TYPE_CHECKING:
    from quantities.lexicon import Lexicon
    from quantities.model import Quantity, Unit

AROUND = 120
"""So many characters before and behind a figure, within its sentence, are around it."""
LEAST = 3
"""So many words at least two tellings have in common ..."""
SHARE = 0.6
"""... and so much of the words of the one that has fewer."""
FAR = 12
"""Amounts further apart than this are two amounts."""
NEAR = 8
"""So many other quantities before and behind a figure may lie in that reach."""
MEMORY = 24
"""Each telling is compared with so many earlier ones, so that the cost stays in proportion to the text."""
KINDS = (Kind.MEASURE, Kind.MONEY, Kind.COUNT, Kind.PERCENT)


class Telling(NamedTuple):
    """A quantity, the number of its sentence, and the stems of the words around it: all, names and contrasts."""

    quantity: Quantity
    sentence: int
    words: frozenset[str]
    names: frozenset[str]
    contrasts: frozenset[str]


class Retold:
    """The words of `retold.toml`, compiled once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["retold"]
        self.stem: int = table["stem"]
        self.contrasts = frozenset(word[: self.stem] for word in table["contrasts"])
        self.plain = frozenset(table["plain"])


_WORD = regex.compile(r"\p{L}[\p{L}’']*+|(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,])")
_END = regex.compile(r"[.!?](?=[\s”\"’')])|\n")


def retellings(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> Iterator[Finding]:
    """A finding for every quantity that an earlier one seems to tell with another amount: unchecked, `retold`.

    What is a conversion of something is not told again for itself.
    """
    pairing = lexicon.compiled(Pairing)
    converted = {q.start for pair in pairs(text, quantities, lexicon) for q in pair.conversions}
    earlier: dict[object, list[Telling]] = defaultdict(list)
    sentence = done = 0
    for place, quantity in enumerate(quantities):
        sentence += sum(1 for _ in _END.finditer(text, done, quantity.start))
        done = quantity.end
        if quantity.start in converted or not _is_told(quantity, pairing):
            continue
        near = quantities[max(0, place - NEAR) : place + NEAR]
        telling = _telling(text, quantity, near, sentence, lexicon.compiled(Retold))
        known = earlier[_what(quantity)]
        if first := _first(telling, known, pairing):
            details = partial(_said, quantity.unit, pairing)
            quoted = any(in_quotation(text, q.start) for q in (first, quantity))
            yield Finding(Verdict.UNCHECKED, RETOLD, first, quantity, details, Reason.RETOLD, quoted)
        known.append(telling)
        del known[2:-MEMORY]  # the first ones are the headline's


def _said(unit: Unit, pairing: Pairing) -> Details:
    return Details(wording.retold(pairing, unit))


def _is_told(quantity: Quantity, pairing: Pairing) -> bool:
    """Is it one amount of something, that could be told again?"""
    single = quantity.form in (Form.SINGLE, Form.COMPOUND) and quantity.series is None
    return single and quantity.kind in KINDS and quantity.unit.dimensionality not in pairing.never


def _what(quantity: Quantity) -> object:
    """What a quantity is an amount of: a counted noun, a currency, percent, or a dimension."""
    if quantity.kind in (Kind.COUNT, Kind.PERCENT):
        return quantity.unit.terms
    return quantity.unit.currency or quantity.unit.dimension or quantity.unit.terms


def _telling(text: str, quantity: Quantity, near: Sequence[Quantity], sentence: int, table: Retold) -> Telling:
    words = {word for word in _around(text, quantity, near) if word.lower() not in table.plain}
    words |= set((quantity.counted or "").split())
    stems = {word: word.lower()[: table.stem] for word in words}
    told = frozenset(stems.values()) - table.contrasts
    first = next(_around(text, quantity, near), "")  # is no name for its capital
    names = frozenset(stem for word, stem in stems.items() if not word[0].islower() and word != first)
    return Telling(quantity, sentence, told, names & told, table.contrasts.intersection(stems.values()))


def _around(text: str, quantity: Quantity, near: Sequence[Quantity]) -> Iterator[str]:
    """The words (and years) of the sentence on both sides of a quantity that are near it and in no other one."""
    start, stop = max(0, quantity.start - AROUND), min(len(text), quantity.end + AROUND)
    for end in _END.finditer(text, start, quantity.start):
        start = end.end()
    if end_behind := _END.search(text, quantity.end, stop):
        stop = end_behind.start()
    for part in ((start, quantity.start), (quantity.end, stop)):
        for word in _WORD.finditer(text, *part):
            if not any(other.start <= word.start() < other.end for other in near):
                yield word[0]


def _first(telling: Telling, earlier: Sequence[Telling], pairing: Pairing) -> Quantity | None:
    """The earlier quantity that this one tells with another amount.

    None where one of them has the same amount, and where they have several: a listing.
    """
    first: Quantity | None = None
    for other in earlier:
        if not _is_retold(other, telling):
            continue
        if not _differ(other.quantity, telling.quantity, pairing):
            return None
        if first is not None and _differ(first, other.quantity, pairing):
            return None
        first = first or other.quantity
    return first


def _is_retold(one: Telling, other: Telling) -> bool:
    """Are the two of one thing, by the words around them? Names and a counted noun weigh more."""
    if one.sentence == other.sentence or one.contrasts != other.contrasts:
        return False
    if one.quantity.change != other.quantity.change or (one.names - other.words and other.names - one.words):
        return False
    shared = one.words & other.words
    weight = len(shared) + len(shared & one.names & other.names) + (one.quantity.kind is Kind.COUNT)
    return weight >= LEAST and len(shared) >= SHARE * min(len(one.words), len(other.words))


def _differ(one: Quantity, other: Quantity, pairing: Pairing) -> bool:
    """Are they two amounts, of which neither is a bound that the other keeps to, and neither far from the other?"""
    if one.numerals[0].digits == other.numerals[0].digits and one.magnitude == other.magnitude:
        return False
    by = scale(one.unit, other.unit, pairing.families)
    if by is None or compare(one, other, by) is not Verdict.DISAGREE:
        return False
    left, right = by.forth(amounts(one)[0].number), amounts(other)[0].number
    if left is None or max(abs(left), abs(right)) > FAR * min(abs(left), abs(right)):
        return False
    low, high = (one, other) if left <= right else (other, one)
    return low.hedge not in _OPEN_ABOVE and high.hedge not in _OPEN_BELOW


_OPEN_ABOVE = (Hedge.MORE_THAN, Hedge.AT_LEAST)
_OPEN_BELOW = (Hedge.LESS_THAN, Hedge.AT_MOST)
