"""House styles: how closely pairs must agree, and how a conversion that is missing should be written."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from quantities.errors import ConfigError, listed, nearest
from quantities.frozen import Frozen, replace
from quantities.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Tolerance(StrEnum):
    """How closely measures must agree.

    `strict`: as people round, and no looser; `kitchen`: an ounce may be 25 or 30 grams however many there are.
    """

    STRICT = "strict"
    DEFAULT = "default"
    KITCHEN = "kitchen"


class Rounding(StrEnum):
    """How a new conversion is rounded.

    `wikipedia` keeps the precision of the source, but two figures at least; `ap` gives whole numbers, and one decimal
    below ten; `figures` gives so many significant ones.
    """

    WIKIPEDIA = "wikipedia"
    AP = "ap"
    FIGURES = "figures"


class Style(Frozen):
    """A house style. `prefer` says which unit a conversion is wanted for, and in which (pint expressions).

    `figures` is for the rounding of that name: None takes as many as the source shows, two at least. Conversions are
    written with `symbols` (km), or with names in a `spelling` (en-US: kilometers, en-GB: kilometres).

    >>> own = Style(prefer=(("mile", "kilometer"),), symbols=False, spelling="en-GB")
    >>> from quantities import suggest
    >>> suggest("It is 20 miles away.", own)
    [Correction(start=14, end=14, replacement=' (32 kilometres)')]
    """

    tolerance: Tolerance = Tolerance.DEFAULT
    rounding: Rounding = Rounding.WIKIPEDIA
    figures: int | None = None
    prefer: tuple[tuple[str, str], ...] = ()
    symbols: bool = True
    spelling: str = "en-US"

    @classmethod
    def named(cls, name: str, lexicon: Lexicon | None = None) -> Self:
        """A style of `styles.toml`: ap, british, kitchen, science, strict, wikipedia. ConfigError for another name.

        >>> Style.named("kitchen").tolerance.value
        'kitchen'
        """
        table = (lexicon or Lexicon.default()).language["styles"]
        if name not in table["styles"]:
            meant = nearest(name, table["styles"])
            raise ConfigError(f"no style {name!r}{meant}: use {listed(table['styles'])}")
        row: dict[str, Any] = dict(table["styles"][name])
        wanted: Iterable[str] = row.pop("prefer", ())
        prefer: dict[str, str] = {}
        for part in wanted:
            prefer |= table["prefer"][part]
        return cls.of({**row, "prefer": prefer}, lexicon)

    @classmethod
    def of(cls, row: Mapping[str, Any], lexicon: Lexicon | None = None) -> Self:
        """A style of one's own, `prefer` as a table. ConfigError for a unit that there is not.

        >>> Style.of({"tolerance": "strict", "prefer": {"mile": "kilometer"}}).prefer
        (('mile', 'kilometer'),)
        """
        prefer = row.get("prefer", {})
        known = (lexicon or Lexicon.default()).units
        for name in (name for pair in prefer.items() for part in pair for name in _NAME.findall(part)):
            if name not in known:
                raise ConfigError(f"prefer: no unit {name!r}{nearest(name, known)}")
        made = cls(**{**row, "prefer": tuple(sorted(prefer.items()))})
        return replace(made, tolerance=Tolerance(made.tolerance), rounding=Rounding(made.rounding))


_NAME = re.compile(r"[A-Za-z_]\w*+")
