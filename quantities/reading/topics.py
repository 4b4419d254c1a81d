"""Units that a topic makes others of the same name: the calories of a meal are large ones."""

from __future__ import annotations

import re

from quantities.frozen import replace
from quantities.lexicon import Lexicon
from quantities.model import Quantity
from quantities.reading.late import Late


class Topics:
    """The units that are read so: what each is read as, and the words of the topic."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["composites"]["topics"]
        self.of = {
            name: (topic["as"], Late(rf"(?<!\w)(?:{'|'.join(topic['words'])})(?!\w)", re.IGNORECASE))
            for name, topic in table.items()
        }


def on_topic(text: str, quantity: Quantity, read_as: str, words: Late) -> Quantity:
    """The quantity in its sense of the unit `read_as`, where one of the words stands near it."""
    sense = next((sense for sense in quantity.senses if sense.terms[0][0] == read_as), None)
    if sense is None or not words.search(text, max(0, quantity.start - _NEAR), quantity.end + _NEAR):
        return quantity
    others = tuple(other for other in quantity.senses if other != sense)
    return replace(quantity.read_as(sense), senses=(quantity.unit, *others))


_NEAR = 120
