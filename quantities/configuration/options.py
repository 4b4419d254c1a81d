"""The options of `check` that say what money is compared with and how closely measures must agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from quantities.configuration.settings import ECB
from quantities.errors import ConfigError
from quantities.frozen import NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from quantities.configuration.settings import Settings, Table
    from quantities.judging import ImpliedRates
    from quantities.judging.reference import Rates
    from quantities.judging.style import Style
    from quantities.lexicon import Lexicon
    from quantities.showing.codes import Rule
    from quantities.sources import Source

AUTO: Literal["auto"] = "auto"


class Options(NamedTuple):
    """The options as the command was given them; they pickle."""

    rates: Rates | None = None
    date: date | Literal["auto"] | None = None
    style: Style | None = None
    retold: bool = False
    across: ImpliedRates | None = None

    @classmethod
    def asked(cls, settings: Settings, lexicon: Lexicon) -> Options:
        """The options that settings ask for. Raises ConfigError for what is wrong in them."""
        if settings.date and not settings.rates:
            raise ConfigError("a date without rates: it says of which day they are, give both")
        return cls(
            _rates(settings.rates) if settings.rates else None,
            _date(settings.date) if settings.date else None,
            _style(settings.style, lexicon) if settings.style else None,
            settings.retold,
        )

    def meet(self, rule: Rule) -> bool:
        """Whether they ask for all that findings with the code of this rule come from."""
        return not (
            (rule.others and self.across is None)
            or (rule.rates and self.rates is None)
            or (rule.retold and not self.retold)
        )

    def of(self, source: Source, lexicon: Lexicon) -> dict[str, Any]:
        """The arguments of `review` for a text."""
        return self._asdict() | {"date": day_of(source, lexicon) if self.date == AUTO else self.date}


def _rates(given: str) -> Rates:
    from quantities.judging.reference import Ecb, RateTable

    return Ecb() if given.lower() == ECB else RateTable.read(given)


def _style(asked: str | Table, lexicon: Lexicon) -> Style:
    from quantities.judging.style import Style

    return Style.named(asked, lexicon) if isinstance(asked, str) else Style.of(asked.opened(), lexicon)


def _date(given: str) -> date | Literal["auto"]:
    from datetime import date

    try:
        return AUTO if given == AUTO else date.fromisoformat(given)
    except ValueError:
        raise ConfigError(f"no day {given!r}: write 2005-02-14, or auto") from None


# -- the day of a story ----------------------------------------------------------------------------------------------

_IN_A_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/]?)([01]\d)\2([0-3]\d)(?!\d)")


def day_of(source: Source, lexicon: Lexicon) -> date | None:
    """The day that a story is of: the `date` of its record, its dateline, its path (2005-02-14.txt), or its file's."""
    from datetime import date

    from quantities.judging.datelines import dateline

    recorded = str((source.given or {}).get("date", ""))[:10]
    named = _IN_A_NAME.search(source.path)
    lines = dateline(source.text, lexicon=lexicon) or dateline(source.written, lexicon=lexicon)  # there is front matter
    for written in (recorded, lines, named and "-".join(named.group(1, 3, 4))):
        try:
            if written:
                return date.fromisoformat(str(written))
        except ValueError:
            continue
    from pathlib import Path

    if source.record is None and (file := Path(source.path)).is_file():
        return date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012  the day where the writer is
    return None
