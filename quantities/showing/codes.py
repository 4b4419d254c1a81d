"""The codes of the findings: what each stands for, how much it matters, and a text that has it."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from quantities.errors import ConfigError, nearest
from quantities.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quantities.lexicon import Lexicon
    from quantities.model import Finding


class Severity(StrEnum):
    """How much a finding matters: an error fails the run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Rule(NamedTuple):
    """What a code stands for (see `data/en/codes.toml` for the fields)."""

    code: str
    name: str
    summary: str
    why: str
    wrong: str
    mended: str
    severity: Severity
    shown: bool
    others: tuple[str, ...] = ()
    rates: tuple[tuple[str, str, str], ...] = ()
    date: str = ""
    retold: bool = False

    def found(self, text: str) -> list[Finding]:
        """The findings with this code in a text (`wrong`, `mended`), compared with what the rule compares with."""
        from quantities.pipeline import check

        return [finding for finding in check(text, **self._options(text)) if finding.code == self.code]

    def _options(self, text: str) -> dict[str, Any]:
        if self.others:
            from quantities.many import implied_rates

            return {"across": implied_rates([text, *self.others])}
        if self.rates:
            from datetime import date
            from fractions import Fraction

            from quantities.judging.reference import RateTable

            table: dict[tuple[str, str], dict[date | None, Fraction]]
            table = {(one, other): {None: Fraction(rate)} for one, other, rate in self.rates}
            return {"rates": RateTable("rates.csv", table), "date": date.fromisoformat(self.date)}
        return {"retold": self.retold}


def rules(lexicon: Lexicon) -> Mapping[str, Rule]:
    """Every code with its rule, in their order.

    >>> from quantities import Lexicon
    >>> rules(Lexicon.default())["Q102"].summary
    'measures agree only loosely'
    """
    return lexicon.compiled(_rules)


def matching(given: Iterable[str], known: Mapping[str, Rule]) -> list[str]:
    """The codes that are meant by codes, by what they begin with (`Q2`), in whatever case, or by the names of rules.

    Raises ConfigError, naming the nearest good one, for what is neither.
    """
    return [code for start in given for code in _beginning(start.strip(), known)]


def _beginning(start: str, known: Mapping[str, Rule]) -> list[str]:
    found = [code for code, rule in known.items() if start and (code.startswith(start.upper()) or rule.name == start)]
    if not found:
        near = nearest(start.upper(), known) or nearest(start, [rule.name for rule in known.values()])
        raise ConfigError(f"no code {start!r}{near}: `quantities rule` lists them")
    return found


def _rules(lexicon: Lexicon) -> Mapping[str, Rule]:
    return MappingProxyType({code: _rule(code, row) for code, row in lexicon.language["codes"].items()})


def _rule(code: str, row: Mapping[str, Any]) -> Rule:
    fixed = {key: tuple(map(tuple, row[key])) if key == "rates" else tuple(row[key]) for key in _LISTS & row.keys()}
    return Rule(**{**row, **fixed, "code": code, "severity": Severity(row["severity"])})


_LISTS = {"others", "rates"}
