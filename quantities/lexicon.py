"""The data files as one immutable value that is passed to every stage.

`Lexicon.default()` reads `data/lexicon.json`, which `quantities.tables` makes from the TOML files beside it, so that
neither TOML nor pint is needed to read a text.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache
from os import PathLike
from types import MappingProxyType
from typing import Any, TypeVar

from quantities.model import Kind, Unit

T = TypeVar("T")


class Lexicon:
    """What people write: units, their spellings, and the words of a language.

    `units` maps a pint expression (or ISO 4217 code) to its Unit. `names` (lower case, every plural written out),
    `symbols` (case-sensitive) and `signs` (currency forms that stand before a number) map a spelling to the units it
    may mean, the first of them preferred; `reasons` tells why, for the forms that mean more than one. `language` holds
    the tables of the language, one entry a file (`nouns`, `hedges`, ...), `index` what spellings begin and end with.

    >>> lexicon = Lexicon.default()
    >>> [str(unit) for unit in lexicon.names["kilometres"]]
    ['kilometer']
    """

    __slots__ = ("_compiled", "_lock", "_table", "index", "language", "names", "reasons", "signs", "symbols", "units")

    units: Mapping[str, Unit]
    names: Mapping[str, tuple[Unit, ...]]
    symbols: Mapping[str, tuple[Unit, ...]]
    signs: Mapping[str, tuple[Unit, ...]]
    reasons: Mapping[str, str]
    language: Mapping[str, Any]
    index: Mapping[str, Any]

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        number, powers = cache(_number), cache(_powers)  # of hundreds many are alike
        self.units = MappingProxyType({name: _unit(name, row, number, powers) for name, row in table["units"].items()})
        alone = {name: (unit,) for name, unit in self.units.items()}  # which most forms mean
        self.names, self.symbols, self.signs = (
            MappingProxyType(
                {
                    form: alone[units[0]] if len(units) == 1 else tuple([self.units[u] for u in units])
                    for form, units in table[part].items()
                }
            )
            for part in ("names", "symbols", "signs")
        )
        self.reasons = MappingProxyType(table["reasons"])
        self.language = MappingProxyType(table["language"])
        self.index = MappingProxyType(table["index"])
        self._compiled: dict[Callable[[Lexicon], Any], Any] = {}
        self._lock = threading.RLock()

    @classmethod
    def default(cls) -> Lexicon:
        """The lexicon that ships with the package: built once, when first asked for, and never changed."""
        global _default  # noqa: PLW0603  the one cache of the package, guarded by its lock
        if _default is None:
            with _building:
                if _default is None:
                    _default = cls(json.loads(shipped("lexicon.json")))
        return _default

    def extend(self, more: Mapping[str, Any]) -> Lexicon:
        """A new lexicon with a user's own additions; this one stays as it is. The keys of `more`, all of them optional:

        - `units`: for a new unit its `define` (a pint expression), `names` (in the singular), `symbols`, `prefixes`
          (`kilo`) and `kind` (`measure`, `count` or `percent`)
        - `names`, `symbols`: for a known unit a list of further spellings
        - `currencies`: for a code its `names`, `signs`, and the forms that only stand `before` or `after` a number; for
          a minor unit (`XBT_bit`) also how many `parts` make one of the major
        - `counted`: for a noun its plural, where that takes no -s
        - `prefer`: units to be read wherever they are one of several senses (`imperial_gallon`, `AUD`)
        - `takes`: for a unit another to be read before it wherever both are senses (`gallon = "imperial_gallon"`)
        - `without`: units, or single spellings, not to be read

        A spelling that is taken means the new unit first, and keeps its other senses. Raises LexiconError, naming the
        key and the nearest good one, for what cannot be right.

        >>> own = Lexicon.default().extend({"units": {"smoot": {"define": "67 * inch", "names": ["smoot"]}}})
        >>> own.names["smoots"][0].factor
        Fraction(8509, 5000)
        """
        from quantities import extension

        return type(self)(extension.extended(self._table, more))

    def dialect(self, name: str) -> Lexicon:
        """A new lexicon that reads as a dialect has it: `en-US`, which is what is read without one, `en-GB` or `en-AU`.

        It decides what a gallon, pint, fluid ounce, tablespoon, cup, ton and the like are, and in `en-AU` that a dollar
        is Australian; the other senses stay. Raises ConfigError, naming the nearest good one, for another name.

        >>> [str(unit) for unit in Lexicon.default().dialect("en-GB").names["gallons"]]
        ['imperial_gallon', 'gallon']
        """
        from quantities import extension

        return type(self)(extension.with_dialect(self._table, name))

    @classmethod
    def of(
        cls,
        *,
        dialect: str | None = None,
        dollar: str | None = None,
        units: str | PathLike[str] | Mapping[str, Any] | None = None,
        without: Iterable[str] = (),
    ) -> Lexicon:
        """The default lexicon with options: a dialect, the currency of a bare `$` (`AUD`), own units (the
        keys of `extend`, or the path of a TOML file with them), and units or spellings not to be read. A later one goes
        before an earlier one.

        Raises ConfigError for a dialect, a currency or a file that is not there, LexiconError for a wrong file or unit.

        >>> [str(unit) for unit in Lexicon.of(dialect="en-GB", dollar="CAD").signs["$"]][:2]
        ['CAD', 'USD']
        """
        lexicon = cls.default()
        if dialect is dollar is units is None and not without:
            return lexicon
        from quantities import extension

        table = lexicon._table
        if dialect is not None:
            table = extension.with_dialect(table, dialect)
        if dollar is not None:
            table = extension.with_dollar(table, dollar)
        if isinstance(units, Mapping):
            table = extension.extended(table, units)
        elif units is not None:
            table = extension.with_file(table, units)
        if without:
            table = extension.extended(table, {"without": list(without)})
        return cls(table)

    def compiled(self, build: Callable[[Lexicon], T]) -> T:
        """What `build` makes of this lexicon (patterns, look-up tables): made once, kept with it."""
        try:
            made: T = self._compiled[build]
        except KeyError:
            with self._lock:
                made = self._compiled[build] if build in self._compiled else build(self)
                self._compiled[build] = made
        return made

    def __reduce__(self) -> tuple[type[Lexicon], tuple[Mapping[str, Any]]]:
        return type(self), (self._table,)


_default: Lexicon | None = None
_building = threading.Lock()


def shipped(name: str) -> bytes:
    """A data file of the package, from wherever that was loaded; `importlib.resources` takes longer than reading it."""
    assert __spec__ is not None
    loader: Any = __spec__.loader
    read: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), "data", name))
    return read


def _unit(
    name: str, row: Mapping[str, Any], number: Callable[[str], Fraction], powers: Callable[[str], Powers]
) -> Unit:
    return Unit(
        terms=powers(row["terms"]) if "terms" in row else ((name, 1),),
        factor=number(row["factor"]),
        dimension=powers(row["dimension"]),
        offset=number(row["offset"]) if "offset" in row else _ZERO,
        kind=_KINDS[row["kind"]] if "kind" in row else Kind.MEASURE,
        multiple=row.get("multiple", 1),
    )


def _number(written: str) -> Fraction:
    """A whole number, or a fraction as it is written: `5463/20`; what else `Fraction` reads takes it longer to tell."""
    above, _, below = written.partition("/")
    return Fraction(int(above), int(below or 1))


def _powers(written: str) -> Powers:
    """Names with their exponents: `[length] 1 [time] -2`."""
    parts = written.split()
    return tuple(zip(parts[::2], map(int, parts[1::2]), strict=True))


Powers = tuple[tuple[str, int], ...]
_ZERO = Fraction(0)
_KINDS = {kind.value: kind for kind in Kind}
