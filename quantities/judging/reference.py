"""Reference rates: what a currency was worth in another on a day, from the ECB or from a user's own table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import regex

from quantities.errors import ConfigError, failed, lacking
from quantities.frozen import NamedTuple

if TYPE_CHECKING:
    from os import PathLike

WEEKEND = 7
"""The ECB sets no rates at weekends and on holidays: the last ones before are at most so many days old."""
MONTH = 31
"""So many days a dated rate of a table is good for: a table may have one a month."""


class Quote(NamedTuple):
    """A rate: how many of one currency another is worth, and the day it is of, if it is of one."""

    rate: Fraction
    date: date | None = None


class Rates(Protocol):
    """Where reference rates come from: anything with a name that gives quotes."""

    @property
    def name(self) -> str:
        """What a finding calls them (`ECB`)."""

    def quote(self, code: str, other: str, on: date | None) -> Quote:
        """How many of the currency `code` one of `other` was worth; LookupError, saying why, where it knows of none."""


class Reference(NamedTuple):
    """Rates and the day they are asked for; without a day only those that are of any."""

    rates: Rates
    date: date | None = None


@dataclass(frozen=True)
class Ecb:
    """The reference rates of the European Central Bank: daily since 1999, with the extra `rates`, without a network.

    Raises ConfigError where the extra is not installed.
    """

    name: str = "ECB"

    def __post_init__(self) -> None:
        _converter()

    def quote(self, code: str, other: str, on: date | None) -> Quote:
        """The rate of a day or, where none was set, of the last before it; LookupError where there is none."""
        converter = _converter()
        if unknown := [name for name in (code, other) if name not in converter.currencies]:
            raise LookupError(f"the {self.name} sets no rate of {' and '.join(unknown)}")
        if on is None:
            raise LookupError(f"the {self.name} sets rates for a day, and no date is known")
        from currency_converter import RateNotFoundError

        for back in range(min(WEEKEND + 1, on.toordinal())):
            day = on - timedelta(days=back)
            try:
                return Quote(Fraction(converter.convert(1, other, code, day)), day)
            except RateNotFoundError:
                continue
        raise LookupError(f"the {self.name} set no rate of {code} and {other} on {on}")


@lru_cache(maxsize=1)
def _converter() -> Any:
    try:
        from currency_converter import CurrencyConverter
    except ImportError:
        raise ConfigError(lacking("a rate of the ECB", "currencyconverter", "rates")) from None
    return CurrencyConverter(decimal=True)


Dated = Mapping[date | None, Fraction]


@dataclass(frozen=True)
class RateTable:
    """A user's own rates: for two codes how many of the second one of the first is worth, by date (None: on any day).

    >>> from fractions import Fraction
    >>> table = RateTable("ours", {("GBP", "USD"): {None: Fraction("1.9")}, ("EUR", "USD"): {None: Fraction("1.3")}})
    >>> round(float(table.quote("EUR", "GBP", None).rate), 3)  # through the dollar
    1.462
    """

    name: str
    rates: Mapping[tuple[str, str], Dated] = field(hash=False)

    @classmethod
    def read(cls, path: str | PathLike[str]) -> RateTable:
        """The rates of a CSV file headed `from,to,rate` or `currency,rate`, either with `date` (2005-02-14) as well.

        One `from` is worth `rate` of `to`; one of what the second kind of table is based on, `rate` of `currency`.
        Raises ConfigError, naming file and line, for what is wrong in it.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, ValueError) as error:
            raise ConfigError(failed(str(path), error, ["ecb"])) from None
        return cls(Path(path).name, _table(str(path), text))

    def quote(self, code: str, other: str, on: date | None) -> Quote:
        """The rate of a day, or the last of the month before it: as it stands, turned round, or through a third."""
        ways = [way for way in self._ways(other, code) if all(way)]
        for way in ways:
            if len(quotes := [quote for dated in way if (quote := _latest(dated, on))]) == len(way):
                days = [quote.date for quote in quotes if quote.date]
                return Quote(prod((quote.rate for quote in quotes), start=Fraction(1)), min(days, default=None))
        if not ways:
            raise LookupError(f"{self.name} has no rate of {code} and {other}")
        why = f"none for {on}" if on else "for certain days, and no date is known"
        raise LookupError(f"{self.name} has rates of {code} and {other}, but {why}")

    def _ways(self, one: str, other: str) -> Iterator[list[Dated]]:
        """What leads from one currency to the other, the straight way first."""
        yield [self._step(one, other)]
        for third in self._codes:
            yield [self._step(one, third), self._step(third, other)]

    def _step(self, one: str, other: str) -> Dated:
        turned = self.rates.get((other, one), {})
        return self.rates.get((one, other)) or {day: 1 / rate for day, rate in turned.items()}

    @cached_property
    def _codes(self) -> list[str]:
        return sorted({code for codes in self.rates for code in codes})


def _latest(dated: Dated, on: date | None) -> Quote | None:
    """The rate of a day or of the last one in the month before it; else the one without a date."""
    days = [day for day in dated if day and on and 0 <= (on - day).days <= MONTH]
    if days:
        return Quote(dated[max(days)], max(days))
    return Quote(dated[None]) if None in dated else None


# -- CSV -------------------------------------------------------------------------------------------------------------

_HEADS = ({"from", "to", "rate"}, {"currency", "rate"})
_CODE = regex.compile(r"[A-Za-z]{3}")
_NUMBER = regex.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
BASE = ""
"""The nameless currency that all of a table `currency,rate` are told in."""


def _table(path: str, text: str) -> dict[tuple[str, str], dict[date | None, Fraction]]:
    import csv

    made: dict[tuple[str, str], dict[date | None, Fraction]] = {}
    lines = csv.reader(text.splitlines())
    head: list[str] = []
    try:
        for cells in lines:
            row = [cell.strip() for cell in cells]
            if not any(row):
                continue
            if not head:
                head = _head(row)
            else:
                codes, day, rate = _row(head, row)
                if made.setdefault(codes, {}).setdefault(day, rate) != rate:
                    raise ValueError(f"a second rate of {' and '.join(filter(None, codes))}")
    except (ValueError, csv.Error) as problem:
        raise ConfigError(f"{path}:{lines.line_num}: {problem}") from None
    if not made:
        raise ConfigError(f"{path}: no rates; its first line should be from,to,rate or currency,rate")
    return made


def _head(row: list[str]) -> list[str]:
    head = [cell.lower() for cell in row]
    if len(set(head)) < len(head) or set(head) - {"date"} not in _HEADS:
        raise ValueError(f"columns {','.join(row)!r} are not from,to,rate or currency,rate, either with date as well")
    return head


def _row(head: list[str], row: list[str]) -> tuple[tuple[str, str], date | None, Fraction]:
    if len(row) != len(head):
        raise ValueError(f"{len(row)} columns, where the first line has {len(head)}")
    cells = dict(zip(head, row, strict=True))
    one, other = (cells["from"], cells["to"]) if "from" in cells else (BASE, cells["currency"])
    for code in (one, other) if one else (other,):
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no currency code of three letters, as USD is")
    if not _NUMBER.fullmatch(cells["rate"]) or not Fraction(cells["rate"]):
        raise ValueError(f"{cells['rate']!r} is no rate: a number above nothing, with a point for its decimals")
    return (one.upper(), other.upper()), _day(cells.get("date", "")), Fraction(cells["rate"])


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValueError(f"{cell!r} is no date: write 2005-02-14") from None
