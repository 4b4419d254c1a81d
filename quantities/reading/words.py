"""The words that tell what a number is, from all the tables."""

from __future__ import annotations

from collections.abc import Container

from quantities.frozen import replace
from quantities.lexicon import Lexicon
from quantities.model import Kind
from quantities.reading import nouns
from quantities.reading.ages import Ages
from quantities.reading.hedges import MoveWords
from quantities.reading.refusals import Refusals
from quantities.reading.surroundings import Surroundings


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
        named = (word.lower() for word in (*refusals.labels, *refusals.copulas, *refusals.owners))
        self.naming = frozenset(named)  # words that a number behind them is part of
        self.changing = frozenset((*self.moves.beginnings, *rates["per"], *rates["articles"], "for"))
        self.wary: Container[str] = lexicon.language["units"]["wary"]
        self.names = lexicon.names
        self.year_old = replace(lexicon.units["year"], kind=Kind.AGE)
