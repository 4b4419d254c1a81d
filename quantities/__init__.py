"""Reads the figures in a text, puts them in one unit, and checks that figures said to be the same really are.

>>> import quantities
>>> [q.surface for q in quantities.extract("It took 2,000 square kilometres (772 square miles) and 400 vehicles.")]
['2,000 square kilometres', '772 square miles', '400 vehicles']
>>> [f.verdict.value for f in quantities.check("It took 2,000 square kilometres (772 square miles).")]
['exact']
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quantities.errors import ConfigError, ConversionError, LexiconError, ParseError, QuantitiesError, SourceError
    from quantities.judging.datelines import dateline
    from quantities.judging.rates import ImpliedRates
    from quantities.judging.reference import Ecb, Rates, RateTable
    from quantities.judging.style import Rounding, Style, Tolerance
    from quantities.lexicon import Lexicon
    from quantities.many import check_all, extract_all, implied_rates
    from quantities.model import (
        Cause,
        Change,
        Correction,
        Finding,
        Form,
        Hedge,
        Kind,
        Left,
        Magnitude,
        Numeral,
        Quantity,
        Reason,
        Unit,
        Verdict,
    )
    from quantities.pipeline import Review, check, explain, extract, parse, review, suggest

__version__ = "0.1.0"
HOME = "README.md"
"""Where the project is described, for links: from the top of its repository, as long as that has no address."""

__all__ = [
    "Cause",
    "Change",
    "ConfigError",
    "ConversionError",
    "Correction",
    "Ecb",
    "Finding",
    "Form",
    "Hedge",
    "ImpliedRates",
    "Kind",
    "Left",
    "Lexicon",
    "LexiconError",
    "Magnitude",
    "Numeral",
    "ParseError",
    "QuantitiesError",
    "Quantity",
    "RateTable",
    "Rates",
    "Reason",
    "Review",
    "Rounding",
    "SourceError",
    "Style",
    "Tolerance",
    "Unit",
    "Verdict",
    "check",
    "check_all",
    "dateline",
    "explain",
    "extract",
    "extract_all",
    "implied_rates",
    "parse",
    "review",
    "suggest",
]

_ROOMS = {
    "errors": ("ConfigError", "ConversionError", "LexiconError", "ParseError", "QuantitiesError", "SourceError"),
    "lexicon": ("Lexicon",),
    "judging.datelines": ("dateline",),
    "judging.rates": ("ImpliedRates",),
    "judging.reference": ("Ecb", "RateTable", "Rates"),
    "judging.style": ("Rounding", "Style", "Tolerance"),
    "many": ("check_all", "extract_all", "implied_rates"),
    "model": (
        *("Cause", "Change", "Correction", "Finding", "Form", "Hedge", "Kind", "Left", "Magnitude", "Numeral"),
        *("Quantity", "Reason", "Unit", "Verdict"),
    ),
    "pipeline": ("Review", "check", "explain", "extract", "parse", "review", "suggest"),
}
_ROOM = {name: room for room, names in _ROOMS.items() for name in names}

if not TYPE_CHECKING:  # who reads the types shall see a name that is not there

    def __getattr__(name: str) -> object:
        """A public name, imported when it is first asked for: the command's `--help` needs none of them."""
        if name not in _ROOM:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{__name__}.{_ROOM[name]}"), name)
        globals()[name] = found
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
