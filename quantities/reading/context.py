"""What a quantity takes from the one before it in the sentence: a unit it repeats, or the other bound of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from quantities.frozen import replace
from quantities.model import Form, Hedge, Kind, Quantity
from quantities.reading.grammar import word_behind
from quantities.reading.surroundings import Surroundings

_LOWER, _UPPER = (Hedge.MORE_THAN, Hedge.AT_LEAST), (Hedge.LESS_THAN, Hedge.AT_MOST)


def bounded(text: str, first: Quantity, second: Quantity, words: Surroundings) -> Quantity | None:
    """Two bounds of one amount are a range: more than 30 and less than or equal to 40, below 40 but above 30."""
    low, high = (second, first) if first.hedge in _UPPER else (first, second)
    if low.hedge not in _LOWER or high.hedge not in _UPPER or second.start - first.end > 60 or low.unit != high.unit:
        return None
    if low.form != Form.SINGLE or high.form != Form.SINGLE or low.magnitudes[0].number >= high.magnitudes[0].number:
        return None
    if not words.and_less.fullmatch(text, first.end, second.start):
        return None
    return replace(
        second,
        surface=text[first.start : second.end],
        start=first.start,
        numerals=low.numerals + high.numerals,
        units=low.units + high.units,
        form=Form.RANGE,
        hedge=None,
    )


def carrying(text: str, last: Quantity, bare: Quantity, words: Surroundings) -> Quantity:
    """A bare number that tells of the same thing as the amount before it: 3.9 million homes, up from 2.4 million."""
    if bare.unit.terms or last.kind not in _CARRIED:
        return bare
    if last.kind is Kind.COUNT and bare.start - last.end <= _PARAGRAPH and words.of_them.match(text, bare.end):
        return _told_as(bare, last)  # 6,000 jobs, 3,000 of them in Sydney
    between = text[last.end : min(bare.start, last.end + 160)]
    lead = between.split()
    if bare.start - last.end > 160 or not 0 < len(lead) <= 12 or _SENTENCE_END.search(between):
        return bare
    if last.kind is Kind.COUNT and " ".join(lead[-2:]) in words.owners:
        return _told_as(bare, last)  # 300 cars, of which 40 are red
    carrier = _carrier([word.lower().strip(",") for word in lead], words, hedged=bare.hedge is not None)
    if not carrier and not _contrasted(text, last, lead, words):
        repeats = (
            lead == [words.alternative]
            or _gapped(text, bare, lead, words)
            or _compared(text, last, bare, lead, words)
            or (last.kind is Kind.COUNT and _coordinated(text, bare, lead, words))
        )
        return _told_as(bare, last) if repeats else bare
    if last.kind is Kind.PERCENT and (last.change or words.since not in lead) and words.compared.isdisjoint(lead):
        return bare  # it rose 5 % from 300
    return _told_as(bare, last)


def _carrier(lead: list[str], words: Surroundings, *, hedged: bool) -> bool:
    """Do the words before a bare number end in one that carries, but for a hedge and an owner (than last year's 30)?"""
    if lead[-1] in words.carriers or (hedged and len(lead) > 1 and lead[-2] in words.carriers):
        return True
    owned = lead[-1].endswith(_OWNERS)
    for count, word in enumerate(reversed(lead)):
        if word in words.carriers:
            return True
        if word not in words.between and not (owned and count < _OWNER):
            return False
    return False


def _contrasted(text: str, last: Quantity, lead: list[str], words: Surroundings) -> bool:
    """Do both stand behind the same verb, with a contrast between: a dozen is 12 units while a score is 20?"""
    if lead[-1] not in words.copulas or words.contrasts.isdisjoint(lead):
        return False
    before = text[max(0, last.start - 32) : last.start].split()
    return lead[-1] in before[-2:]


def _gapped(text: str, bare: Quantity, lead: list[str], words: Surroundings) -> bool:
    """Does the same preposition stand behind both: 12 days in France and 10 in Spain, 24 mpg city and 31 highway?"""
    if lead[-1] not in words.joints and not lead[-1].endswith(","):
        return False
    first, behind = lead[0].lower().strip(","), word_behind(text, bare.end)
    return bool(behind) and behind == words.gapped.get(first)


def _compared(text: str, last: Quantity, bare: Quantity, lead: list[str], words: Surroundings) -> bool:
    """Is it so many of the same more or fewer: 300 cars, 40 more than in May?"""
    if last.kind is not Kind.COUNT or not (lead[-1] in words.joints or lead[-1].endswith(",")):
        return False
    return words.more_than.match(text, bare.end) is not None


def _coordinated(text: str, bare: Quantity, lead: list[str], words: Surroundings) -> bool:
    """Is something done to so many more of them: it killed 12 people and injured 30; 20 men were shot and 9 hurt?"""
    if bare.change is not None:
        return False
    if lead[-1] in words.joints:
        return lead[0] in words.copulas and words.is_participle(word_behind(text, bare.end) or "")
    if lead[0] not in words.joints or len(lead) < 2 or not words.is_participle(lead[1]):
        return False
    return len(lead) == 2 or (bare.hedge is not None and len(lead) <= _HEDGED)


def paralleled(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Bare numbers with a conversion in brackets like the pair before: 30,000 euros ($33,000) and 15,000 ($16,500)."""
    done: list[Quantity] = []
    pair: tuple[Quantity, Quantity] | None = None
    for quantity, behind in zip_longest(quantities, quantities[1:]):
        if behind is not None and text.startswith(")", behind.end) and _brackets(text, quantity, behind):
            if pair and _repeats(text, pair, quantity, behind):
                quantity = _told_as(quantity, pair[0])  # noqa: PLW2901  the next pair is compared with this
            if quantity.kind in _CARRIED:
                pair = quantity, behind
        done.append(quantity)
    return done


def _repeats(text: str, pair: tuple[Quantity, Quantity], bare: Quantity, behind: Quantity) -> bool:
    if bare.kind is not Kind.NUMBER or bare.unit.terms or pair[1].unit != behind.unit:
        return False
    return bare.start - pair[1].end <= _PARAGRAPH and not _SENTENCE_END.search(text, pair[1].end, bare.start)


def _brackets(text: str, first: Quantity, second: Quantity) -> bool:
    """Does a bracket with nothing but the second in it open behind the first?"""
    return text[first.end : second.start].strip(" =") == "("


def _told_as(bare: Quantity, other: Quantity) -> Quantity:
    units = (other.unit,) * len(bare.units)
    rule = "the amount before"
    return replace(bare, kind=other.kind, units=units, senses=other.senses, counted=other.counted, rule=rule)


_CARRIED = (Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.PERCENT)
_PARAGRAPH = 240
_HEDGED = 6
"""A joint, a verb and a hedge: and injured at least."""
_OWNERS = ("'s", "’s", "s'", "s’")
_OWNER = 4
"""So many words an owner is told in: the old hybrid's."""
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\n")
