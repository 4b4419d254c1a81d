"""Puts the reading room together: numbers, units, nouns, hedges and refusals become the quantities of a text."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

import regex

from quantities.lexicon import Lexicon
from quantities.model import BARE, Form, Kind, Left, Numeral, Quantity, Unit
from quantities.reading.ages import Ages
from quantities.reading.context import bounded, carrying, paralleled
from quantities.reading.differences import settled
from quantities.reading.groups import Group, grouped
from quantities.reading.hedges import Hedged, carried, change_around, hedge_after, hedge_before, is_followed, is_led
from quantities.reading.nouns import Noun, noun_after
from quantities.reading.refusals import use_of
from quantities.reading.surroundings import Surroundings
from quantities.reading.terms import terms_of
from quantities.reading.units import rate_after, unit_after


class Reading(NamedTuple):
    """What was read of a text, and what was left alone with the rule that said so; both in order."""

    quantities: list[Quantity]
    left: list[Left]


def read(text: str, lexicon: Lexicon) -> Reading:
    """The quantities of a text."""
    left: list[Left] = []
    groups = grouped(text, terms_of(text, lexicon, left), lexicon)
    names = {place.surface for place in left if place.rule == "name"}
    quantities: list[Quantity] = []
    labelled = None
    done = 0
    for group, following in zip_longest(groups, groups[1:]):
        if group.start < done:
            continue  # the number of a rate (per 100,000 people) belongs to the quantity before it
        if group.series and labelled == group.series:
            made: Quantity | Left = Left(group.start, group.end, text[group.start : group.end], "label")
        else:
            made = _mention(text, group, following.start if following else len(text), lexicon)
        if isinstance(made, Quantity) and made.kind is Kind.NUMBER and made.surface in names:
            made = Left(made.start, made.end, made.surface, "name")
        if isinstance(made, Left):
            left.append(made)
            if made.rule == "name":
                names.add(made.surface)
            if made.rule == "label":
                labelled = group.series  # Sections 4 and 5
            continue
        last = quantities[-1] if quantities else None
        made = settled(text, carrying(text, last, made, lexicon), last, lexicon)
        done = made.end
        if last is not None and (both := bounded(text, last, made, lexicon)):
            quantities[-1] = both
        else:
            quantities.append(made)
    return Reading(carried(text, paralleled(text, quantities), lexicon), sorted(left))


class _Found(NamedTuple):
    """What a group turns out to be an amount of."""

    kind: Kind
    end: int
    unit: Unit
    rule: str
    senses: tuple[Unit, ...] = ()
    counted: str | None = None
    of: str | None = None
    start: int | None = None


def _mention(text: str, group: Group, limit: int, lexicon: Lexicon) -> Quantity | Left:
    """The quantity that a group is, or the place it is left at; `limit` is where the next group begins."""
    led = is_led(text, group.start, lexicon)
    hedged = hedge_before(text, group.start, lexicon) if led else None
    if group.match is not None:
        found: _Found | str = _measured(text, group, lexicon)
    else:
        found = _counted(text, group, hedged is not None, limit, lexicon)
    if isinstance(found, str):
        return Left(group.start, group.end, text[group.start : group.end], found)
    followed = is_followed(text, found.end, lexicon)
    if hedged is None:
        hedged = _hedge_behind(text, group, found.end, followed, lexicon)
    vague = group.terms[0].written.high if group.form is Form.SINGLE else None
    start = group.start if found.start is None else found.start
    return Quantity(
        surface=text[start : found.end],
        start=start,
        end=found.end,
        kind=found.kind,
        numerals=_numerals(group, vague),
        units=_units(group, found, vague),
        form=Form.RANGE if vague else group.form,
        hedge=hedged.hedge if hedged else None,
        change=change_around(text, group.start, found.end, lexicon, found.unit) if led or followed else None,
        counted=found.counted,
        of=found.of,
        senses=found.senses,
        series=group.series,
        rule=found.rule,
    )


def _hedge_behind(text: str, group: Group, end: int, followed: bool, lexicon: Lexicon) -> Hedged | None:
    """The hedge behind a quantity, if one may have `followed`, behind its unit or right behind its number."""
    hedged = hedge_after(text, end, lexicon) if followed else None
    if hedged is None and end != group.end and is_followed(text, group.end, lexicon):
        hedged = hedge_after(text, group.end, lexicon)
    number_end = group.terms[-1].written.end
    if hedged is None and text[number_end : number_end + 1] in ("+", "-"):
        hedged = hedge_after(text, number_end, lexicon)
    return hedged


def _numerals(group: Group, vague: tuple[str, int] | None) -> tuple[Numeral, ...]:
    numerals = tuple([Numeral(t.written.start, t.written.end, t.written.digits, t.written.power) for t in group.terms])
    if vague:
        low = numerals[0]
        return low, Numeral(low.start, low.end, *vague)
    return numerals


def _units(group: Group, found: _Found, vague: tuple[str, int] | None) -> tuple[Unit, ...]:
    if vague or len(group.terms) == 1 or group.match is None:
        return (found.unit,) * (2 if vague else len(group.terms))
    own = [t.unit or found.unit for t in group.terms[:-1]]
    if found.kind is Kind.AGE:
        own = [replace(unit, kind=Kind.AGE) for unit in own]
    return *own, found.unit


def _measured(text: str, group: Group, lexicon: Lexicon) -> _Found | str:
    """A group with a unit: money, percent, an age, or a measure and what it is a measure of."""
    match = group.match
    assert match is not None
    words = lexicon.compiled(Surroundings)
    if text[group.start].isupper() and text[group.start : group.end].lower() in words.initial:
        return "pronoun"
    if match.unit.dimension == _TIME:
        ages = lexicon.compiled(Ages)
        age = ages.old_behind(text, group.end)
        if age is None and group.series and ages.old_behind(text, group.series[1]):
            return _Found(Kind.AGE, group.end, replace(match.unit, kind=Kind.AGE), "age")  # 18- and 19-year-olds
        if age or ages.opened(text, group):
            return _Found(Kind.AGE, age.end() if age else group.end, replace(match.unit, kind=Kind.AGE), "age")
    kind = match.unit.kind
    rule = "sign before" if group.terms[-1].signed else "unit behind"
    measure = kind is Kind.MEASURE and match.unit.dimension != _TIME
    if not measure or not text.startswith(_OF, group.end + 1) or not (what := words.of_what.match(text, group.end)):
        return _Found(kind, group.end, match.unit, rule, match.senses)
    if rate := rate_after(text, what.end(), match.unit, lexicon, spans_only=True):
        return _Found(kind, rate.end, rate.unit, rule, of=what["what"])
    return _Found(kind, group.end, match.unit, rule, match.senses, of=what["what"])


_OF = ("of", "\nof")


def _counted(text: str, group: Group, hedged: bool, limit: int, lexicon: Lexicon) -> _Found | str:
    """A group without a unit: a count of the noun behind it, an age, a bare number, or the rule that refuses it."""
    ages = lexicon.compiled(Ages)
    one = group.terms[-1].is_one if group.form is Form.SINGLE else None
    noun = noun_after(text, group.end, lexicon, one=one)
    if noun is not None and noun.head[0].isdigit() and " " not in text[noun.start : noun.end]:
        noun = None  # `1 25mg`: the next amount and no thing
    if noun is None and ages.opened(text, group):
        return _Found(Kind.AGE, group.end, replace(lexicon.units["year"], kind=Kind.AGE), "age")
    if noun is None and (plus := hedge_after(text, group.end, lexicon)):
        noun = noun_after(text, plus.end, lexicon, one=one)
    if noun is None and group.form is Form.PLUS_MINUS and (found := _bracketed_margin(text, group, lexicon)):
        return found
    if noun is None and group.series:
        noun = noun_after(text, group.series[1], lexicon)
    if rule := use_of(text, group, noun, hedged, lexicon):
        return rule
    if noun is not None:
        return _things(text, group, noun, limit, lexicon)
    if ages.told(text, group):
        return _Found(Kind.AGE, group.end, replace(lexicon.units["year"], kind=Kind.AGE), "age")
    return _Found(Kind.NUMBER, group.end, BARE, "bare number")


_UNNUMBERED = regex.compile(r"^(?:\S*\d\S*\s)+")
"""The numbers inside a phrase are told by themselves: eight million 250ml bottles."""


def _bracketed_margin(text: str, group: Group, lexicon: Lexicon) -> _Found | None:
    """(412 ± 9) kg: the unit stands behind the bracket."""
    if text[group.end : group.end + 1] != ")":
        return None
    match = unit_after(text, group.terms[-1].written._replace(end=group.end + 1), lexicon)
    if match is None:
        return None
    return _Found(match.unit.kind, match.end, match.unit, "unit behind", match.senses, start=group.start - 1)


def _things(text: str, group: Group, noun: Noun, limit: int, lexicon: Lexicon) -> _Found:
    """So many of a thing; where the phrase ends in the name of a unit, a measure after all (517 rushing yards)."""
    phrase = text[noun.start : noun.end]
    if not phrase.isalpha():
        phrase = _UNNUMBERED.sub("", phrase)
    end = noun.end if group.end <= noun.start and noun.end <= limit else group.end
    last = phrase.rpartition(" ")[2]
    units = lexicon.names.get(last) if last != phrase and last.islower() else None  # but not eight World Cups
    if units and units[0].kind is Kind.MEASURE and last not in lexicon.language["units"]["wary"]:
        return _Found(Kind.MEASURE, end, units[0], "unit behind its words", units[1:])
    head = phrase.removesuffix("s") if noun.head.isdigit() else noun.head  # 598 Boeing 737s
    unit = Unit(((head, 1),), kind=Kind.COUNT)
    rate = rate_after(text, noun.end, unit, lexicon) if end == noun.end else None
    end, unit = (rate.end, rate.unit) if rate else (end, unit)
    return _Found(Kind.COUNT, end, unit, "noun behind", counted=phrase)


_TIME = (("[time]", 1),)
