"""What a quantity takes from the one before it in the sentence: a unit it repeats, or the other bound of a range."""

from __future__ import annotations

from dataclasses import replace

import regex

from quantities.lexicon import Lexicon
from quantities.model import Form, Hedge, Kind, Quantity
from quantities.reading.surroundings import Surroundings

_LOWER, _UPPER = (Hedge.MORE_THAN, Hedge.AT_LEAST), (Hedge.LESS_THAN, Hedge.AT_MOST)


def bounded(text: str, low: Quantity, high: Quantity, lexicon: Lexicon) -> Quantity | None:
    """Two bounds of one amount are a range: more than 30 and less than or equal to 40."""
    if low.hedge not in _LOWER or high.hedge not in _UPPER or high.start - low.end > 60 or low.unit != high.unit:
        return None
    if low.form != Form.SINGLE or high.form != Form.SINGLE or low.magnitudes[0].number >= high.magnitudes[0].number:
        return None
    if not lexicon.compiled(Surroundings).and_less.fullmatch(text, low.end, high.start):
        return None
    return replace(
        high,
        surface=text[low.start : high.end],
        start=low.start,
        numerals=low.numerals + high.numerals,
        units=low.units + high.units,
        form=Form.RANGE,
        hedge=None,
    )


def carrying(text: str, last: Quantity | None, bare: Quantity, lexicon: Lexicon) -> Quantity:
    """A bare number that tells of the same thing as the amount before it: 3.9 million homes, up from 2.4 million."""
    if last is None or bare.kind is not Kind.NUMBER or bare.unit.terms or last.kind not in _CARRIED:
        return bare
    between = text[last.end : min(bare.start, last.end + 160)]
    lead = between.split()
    if bare.start - last.end > 160 or not 0 < len(lead) <= 12 or _SENTENCE_END.search(between):
        return bare
    words = lexicon.compiled(Surroundings)
    if lead[-1].lower() not in words.carriers and not (
        bare.hedge and len(lead) > 1 and lead[-2].lower() in words.carriers
    ):
        return bare
    return replace(bare, kind=last.kind, units=(last.unit,) * len(bare.units), senses=last.senses, counted=last.counted)


_CARRIED = (Kind.COUNT, Kind.MEASURE, Kind.MONEY)
_SENTENCE_END = regex.compile(r"[.!?;]\s|\n\n")
