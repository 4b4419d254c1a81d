"""Where a story is read: the lexicon, the options and the selection that its settings ask for, made once."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from quantities.configuration.options import Options
from quantities.configuration.settings import Table
from quantities.errors import ConfigError, nearest
from quantities.frozen import NamedTuple
from quantities.lexicon import Lexicon
from quantities.pipeline import ALL, kinds_of
from quantities.showing.codes import rules
from quantities.showing.selection import Selection

if TYPE_CHECKING:
    from quantities.configuration.settings import Settings
    from quantities.judging import ImpliedRates
    from quantities.model import Kind
    from quantities.showing.baseline import Baseline


class Desk(NamedTuple):
    """Everything that stories with the same settings are read, judged and shown with."""

    lexicon: Lexicon
    kinds: frozenset[Kind]
    options: Options
    selection: Selection
    encoding: str | None = None
    baseline: Baseline | None = None

    def codes(self, across: ImpliedRates | None) -> frozenset[str]:
        """The codes of which all findings are found and shown: none where not all kinds of quantities are read."""
        known = rules(self.lexicon) if self.kinds == ALL else {}
        options = self.options._replace(across=across)
        met = (code for code, rule in known.items() if options.meet(rule))
        return frozenset(self.selection.severities).intersection(met)

    @classmethod
    def of(cls, settings: Settings) -> Desk:
        """The desk that these settings ask for.

        Raises QuantitiesError (ConfigError or LexiconError), naming what is wrong and the nearest good one.
        """
        units = settings.units.opened() if isinstance(settings.units, Table) else settings.units
        lexicon = Lexicon.of(dialect=settings.dialect, dollar=settings.dollar, units=units, without=settings.without)
        return cls(
            lexicon,
            kinds_of(settings.kinds),
            Options.asked(settings, lexicon),
            Selection.of(settings),
            _encoding(settings.encoding),
            _baseline(settings.baseline),
        )


def _baseline(path: str | None) -> Baseline | None:
    """The findings that are known."""
    if path is None:
        return None
    from quantities.showing.baseline import Baseline

    return Baseline.read(path)


def _encoding(name: str | None) -> str | None:
    """The name of an encoding of texts."""
    if name is None or _is_of_texts(name):
        return name
    from encodings.aliases import aliases

    names = {name.replace("_", "-") for name in (*aliases, *aliases.values())}
    known = sorted(filter(_is_of_texts, names))
    raise ConfigError(f"no encoding for texts {name!r}{nearest(name, known)}: use one like utf-8 or windows-1252")


def _is_of_texts(name: str) -> bool:
    """Whether signs stand for themselves in an encoding."""
    try:
        return codecs.lookup(name).name not in _NOT_OF_TEXTS and "5 km".encode(name).decode(name) == "5 km"
    except (LookupError, ValueError):
        return False


_NOT_OF_TEXTS = ("idna", "punycode", "raw-unicode-escape", "unicode-escape")
"""What Python counts among its encodings of texts, though it is of names, or of its own sources."""
