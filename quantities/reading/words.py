"""The words that tell what a number is, from all the tables."""

from __future__ import annotations

from collections.abc import Container, Iterable

from quantities.frozen import replace
from quantities.lexicon import Lexicon
from quantities.model import Kind
from quantities.reading import nouns
from quantities.reading.ages import Ages
from quantities.reading.hedges import MoveWords
from quantities.reading.pointed import Pointed
from quantities.reading.refusals import Refusals
from quantities.reading.surroundings import Surroundings
from quantities.reading.topics import Topics


class Words:
    """The words that tell what a number is, from all the tables, at hand for the whole of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.moves = lexicon.compiled(MoveWords)
        self.hedges = self.moves.hedges
        self.around = lexicon.compiled(Surroundings)
        self.ages = lexicon.compiled(Ages)
        self.nouns = lexicon.compiled(nouns.Grammar)
        self.refusals = lexicon.compiled(Refusals)
        refusals, rates = self.refusals, lexicon.language["composites"]["rates"]
        naming = (*refusals.labels, *refusals.copulas, *refusals.owners, "past")
        self.naming = _small(naming)  # a number behind these may be part of what they say
        self.ordinary = _small((*refusals.ordinary, *refusals.months, *refusals.places))  # that no name ends with
        self.apart: frozenset[str | None] = refusals.except_before | {None}
        self.changing = frozenset((*self.moves.beginnings, *rates["per"], *rates["articles"], "for"))
        self.wary: Container[str] = lexicon.language["units"]["wary"]
        self.names = lexicon.names
        self.pointed = lexicon.compiled(Pointed).below
        self.topics = lexicon.compiled(Topics).of
        self.year_old = replace(lexicon.units["year"], kind=Kind.AGE)


def _small(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
