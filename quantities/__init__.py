"""Reads the figures in a text, puts them in one unit, and checks that figures said to be the same really are.

`extract` lists the quantities of a text, each with its place, its number, its unit, and the words that blur it:

>>> from quantities import check, explain, extract, parse
>>> text = "It took 2,000 square kilometres (727 square miles) in 2022, and more than 400 vehicles."
>>> for q in extract(text):
...     print(text[q.start : q.end], float(q), q.unit, q.hedge, sep=" | ")
2,000 square kilometres | 2000.0 | kilometer ** 2 | None
727 square miles | 727.0 | mile ** 2 | None
400 vehicles | 400.0 | vehicle | more_than

`check` gives a finding for every pair of figures that stand for one amount, whether they agree or not:

>>> [finding] = check(text)
>>> print(finding.verdict, finding.source.surface, finding.conversion.surface, sep=" | ")
disagree | 2,000 square kilometres | 727 square miles
>>> finding.message, [correction.replacement for correction in finding.corrections]
('area figures do not agree (possibly two digits that changed places)', ['772', '1,880'])

`explain` says what was left alone, and why; `parse` reads a text that is one quantity, and points at what is not:

>>> explain(text)
[Left(start=54, end=58, surface='2022', rule='year')]
>>> float(parse("5 ft 11 in").to("cm"))
180.34

And then:

- `review` gives all of that from one reading; `extract_all` and `check_all` take many texts, on several processes
- `suggest` proposes the conversions that a house `Style` wants and a text lacks
- `Quantity` and `Finding` are what they give: both have `to_dict`, for JSON, and their help says what is in it
- `Lexicon.of` sets a dialect, the currency of a bare `$`, own units, and what is not to be read: `lexicon=` of all
- `Ecb`, `RateTable` and `implied_rates` are exchange rates to compare money with: `rates=`, `across=` of `check`
- every error is a `QuantitiesError`; only `parse` raises one for what a text holds

The command is `quantities`: see `quantities --help`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quantities.errors import (
        ConfigError,
        ConversionError,
        LexiconError,
        ParseError,
        QuantitiesError,
        SourceError,
        TextError,
    )
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
    "TextError",
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
    "errors": (
        *("ConfigError", "ConversionError", "LexiconError", "ParseError", "QuantitiesError", "SourceError"),
        "TextError",
    ),
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
