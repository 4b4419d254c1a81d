"""Where a story is read: the lexicon, the options and the selection that its settings ask for, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quantities.lexicon import Lexicon
from quantities.options import Options
from quantities.pipeline import ALL, kinds_of
from quantities.selection import Selection

if TYPE_CHECKING:
    from quantities.model import Kind
    from quantities.settings import Settings


class Desk(NamedTuple):
    """Everything that stories with the same settings are read, judged and shown with."""

    lexicon: Lexicon
    kinds: frozenset[Kind]
    options: Options
    selection: Selection
    encoding: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> Desk:
        """The desk that these settings ask for.

        Raises QuantitiesError (ConfigError or LexiconError), naming what is wrong and the nearest good one.
        """
        lexicon = Lexicon.of(
            dialect=settings.dialect, dollar=settings.dollar, units=settings.units, without=settings.without
        )
        return cls(
            lexicon,
            ALL if settings.kinds is None else kinds_of(settings.kinds),
            Options.asked(settings, lexicon),
            Selection.of(settings),
            settings.encoding,
        )
