"""The public functions: text to quantities to findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from quantities.errors import ConfigError, ParseError, TextError, listed, nearest
from quantities.frozen import NamedTuple
from quantities.lexicon import Lexicon
from quantities.model import Finding, Kind, Left, Quantity
from quantities.reading import mentions

if TYPE_CHECKING:
    from datetime import date

    from quantities.judging import ImpliedRates
    from quantities.judging.rates import Implied
    from quantities.judging.reference import Rates, Reference
    from quantities.judging.style import Style
    from quantities.model import Correction


class Review(NamedTuple):
    """A text read once: its quantities, the findings of its pairs, and the places that were left alone."""

    quantities: list[Quantity]
    findings: list[Finding]
    left: list[Left]


def _read(text: str, lexicon: Lexicon) -> mentions.Reading:
    """What is read of a text, if it is one."""
    if not isinstance(text, str):
        raise TextError.of(text)
    return mentions.read(text, lexicon)


def extract(text: str, *, lexicon: Lexicon | None = None, kinds: Iterable[Kind | str] | None = None) -> list[Quantity]:
    """The quantities of a text, in order and without overlap. Never raises, whatever the text holds.

    - `lexicon`: whose English it is, and own units: see `Lexicon.of`
    - `kinds`: only these, as `["money", "percent"]` (see `Kind`); ConfigError, naming the nearest, for one that is none

    >>> [(q.surface, float(q), str(q.unit)) for q in extract("They sold 400 vehicles for £1.2m, up 5 per cent.")]
    [('400 vehicles', 400.0, 'vehicle'), ('£1.2m', 1200000.0, 'GBP'), ('5 per cent', 5.0, 'percent')]
    >>> [(q.surface, q.ends) for q in extract("It is 5-7 km away.", kinds=["measure"])]
    [('5-7 km', (Fraction(5, 1), Fraction(7, 1)))]
    """
    return _of_kinds(_read(text, lexicon or Lexicon.default()).quantities, kinds_of(kinds))


def check(
    text: str,
    *,
    lexicon: Lexicon | None = None,
    kinds: Iterable[Kind | str] | None = None,
    rates: Rates | None = None,
    date: date | Literal["auto"] | None = None,
    across: ImpliedRates | None = None,
    style: Style | str | None = None,
    retold: bool = False,
) -> list[Finding]:
    """A finding for every pair of figures that stand for one amount, whether they agree or not, in order.

    >>> text = "It is 20 miles (32 km) long and 50 miles (93 km) away."
    >>> [finding.verdict.value for finding in check(text)]
    ['exact', 'disagree']
    >>> [wrong] = [finding for finding in check(text) if finding.verdict == "disagree"]
    >>> wrong.code, wrong.message
    ('Q101', 'length figures do not agree (likely: miles and nautical miles were confused)')
    >>> wrong.fixed(text)
    'It is 20 miles (32 km) long and 50 miles (80 km) away.'

    Money in two currencies is compared with the other pairs of the text, and where they say nothing with `rates`, then
    with what is `across`. No text makes it raise; a wrong option is a ConfigError that names the nearest good one.

    - `lexicon`: whose English it is, and own units: see `Lexicon.of`
    - `kinds`: only pairs whose first figure is of these (`["money"]`: see `Kind`)
    - `rates`: exchange rates, as `Ecb()` or a `RateTable`, of a `date` (`"auto"`: that of the text's dateline)
    - `across`: the rates that other texts imply: see `implied_rates`
    - `style`: how closely measures must agree: a house style (see `Style`) or its name, as `"strict"`
    - `retold`: list also figures that seem to be told twice with two amounts, as unchecked
    """
    return review(
        text, lexicon=lexicon, kinds=kinds, rates=rates, date=date, across=across, style=style, retold=retold
    ).findings


def explain(text: str, *, lexicon: Lexicon | None = None) -> list[Left]:
    """The places of a text that looked like quantities and were left alone, each with the rule that said so.

    >>> explain("In 2019 it rose.")
    [Left(start=3, end=7, surface='2019', rule='year')]
    """
    return _read(text, lexicon or Lexicon.default()).left


def review(
    text: str,
    *,
    lexicon: Lexicon | None = None,
    kinds: Iterable[Kind | str] | None = None,
    rates: Rates | None = None,
    date: date | Literal["auto"] | None = None,
    across: ImpliedRates | None = None,
    style: Style | str | None = None,
    retold: bool = False,
) -> Review:
    """Quantities and findings, and what was left alone, from one reading of the text; with the options of `check`.

    >>> seen = review("In 2019 it was 20 miles (32 km) long.")
    >>> len(seen.quantities), len(seen.findings), [left.rule for left in seen.left]
    (2, 1, ['year'])
    """
    from quantities import judging  # a part of the start-up that `extract` need not pay for

    lexicon = lexicon or Lexicon.default()
    wanted = kinds_of(kinds)
    reading = _read(text, lexicon)
    terms = judging.Terms(
        _reference(text, rates, date, lexicon) if rates else None,
        across,
        _style(style, lexicon).tolerance if style else None,
    )
    found = judging.findings(text, reading.quantities, lexicon, terms)
    if retold:
        from quantities.judging import retellings

        found = sorted([*found, *retellings.retellings(text, reading.quantities, lexicon)], key=_place)
    if wanted != ALL:
        found = [finding for finding in found if finding.source.kind in wanted]
    return Review(_of_kinds(reading.quantities, wanted), found, reading.left)


def suggest(text: str, style: Style | str = "wikipedia", *, lexicon: Lexicon | None = None) -> list[Correction]:
    """The conversions that a house style wants and the text lacks, as insertions: `start` and `end` are the same place.

    Units are taken in their first sense: that of the lexicon's dialect. Quotations are left alone. Raises ConfigError
    for the name of a style that there is not.

    >>> suggest("It is 20 miles away.", "ap")
    [Correction(start=14, end=14, replacement=' (32 kilometers)')]
    """
    from quantities.judging import suggestions

    lexicon = lexicon or Lexicon.default()
    quantities = _read(text, lexicon).quantities
    return list(suggestions.suggestions(text, quantities, lexicon, _style(style, lexicon)))


def rates_of(text: str, *, lexicon: Lexicon | None = None) -> Implied:
    """The exchange rates that the pairs of one text imply."""
    from quantities import judging

    lexicon = lexicon or Lexicon.default()
    return judging.implied_by(text, _read(text, lexicon).quantities, lexicon)


def _reference(text: str, rates: Rates, date: date | Literal["auto"] | None, lexicon: Lexicon) -> Reference:
    from quantities.judging.datelines import dateline
    from quantities.judging.reference import Reference

    return Reference(rates, dateline(text, lexicon=lexicon) if date == "auto" else date)


def _style(style: Style | str, lexicon: Lexicon) -> Style:
    from quantities.judging.style import Style

    return Style.named(style, lexicon) if isinstance(style, str) else style


def _place(finding: Finding) -> tuple[int, int]:
    return finding.source.start, finding.conversion.start


def kinds_of(names: Iterable[Kind | str] | None) -> frozenset[Kind]:
    """Kinds, from their names, or all of them; ConfigError, naming the nearest good one, for a name that is none.

    >>> sorted(kinds_of(["money", Kind.AGE]))
    [<Kind.AGE: 'age'>, <Kind.MONEY: 'money'>]
    """
    if names is None:
        return ALL
    names = [names] if isinstance(names, str) else list(names)
    for name in names:
        if name not in _KINDS:
            raise ConfigError(f"no kind {str(name)!r}{nearest(str(name), _KINDS)}: use {listed(_KINDS)}")
    return frozenset(map(Kind, names))


_KINDS = [kind.value for kind in Kind]


ALL = frozenset(Kind)
"""Every kind of quantity."""


def _of_kinds(quantities: list[Quantity], wanted: frozenset[Kind]) -> list[Quantity]:
    return quantities if wanted == ALL else [q for q in quantities if q.kind in wanted]


def parse(text: str, *, lexicon: Lexicon | None = None) -> Quantity:
    """The one quantity that a text is, hedge words and white space around it aside.

    Raises ParseError, which points at the place, where the text is no quantity, more than one, or holds other words.

    >>> parse("about 5 ft 11 in")
    <Quantity '5 ft 11 in' at 6:16: 71 inch>
    >>> parse("5 miles away")
    Traceback (most recent call last):
        ...
    quantities.errors.ParseError: not part of the quantity, at characters 8 to 12:
        5 miles away
                ^^^^
    """
    lexicon = lexicon or Lexicon.default()
    reading = _read(text, lexicon)
    if not reading.quantities:
        if reading.left:
            place = reading.left[0]
            raise ParseError(text, (place.start, place.end), f"not a quantity but a {place.rule.replace('_', ' ')}")
        raise ParseError(text, (0, len(text)), "no quantity found")
    first, *more = reading.quantities
    if more:
        raise ParseError(text, (more[0].start, more[0].end), "a second quantity, where one was expected")
    lead, tail = text[: first.start].strip(), text[first.end :].strip()
    if tail and first.hedge is None:
        start = text.index(tail, first.end)
        raise ParseError(text, (start, start + len(tail)), "not part of the quantity")
    if lead and first.hedge is None and first.change is None and lead.lower() not in ("from", "between", "a", "an"):
        start = text.index(lead)
        raise ParseError(text, (start, start + len(lead)), "not part of the quantity")
    return first
