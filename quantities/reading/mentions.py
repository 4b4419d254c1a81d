"""Puts the reading room together: numbers, units, nouns, hedges and refusals become the quantities of a text."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

import regex

from quantities.lexicon import Lexicon
from quantities.model import BARE, Form, Hedge, Kind, Left, Numeral, Quantity, Unit
from quantities.reading.differences import settled
from quantities.reading.grammar import MINUS, SPACE, SPACES
from quantities.reading.groups import Group, Term, grouped
from quantities.reading.hedges import carried, change_around, hedge_after, hedge_before
from quantities.reading.nouns import Noun, noun_after
from quantities.reading.numerals import Written, scan
from quantities.reading.refusals import shape_at, use_of
from quantities.reading.units import UnitMatch, rate_after, rated_money, unit_after, unit_before


class Reading(NamedTuple):
    """What was read of a text, and what was left alone with the rule that said so; both in order."""

    quantities: list[Quantity]
    left: list[Left]


def read(text: str, lexicon: Lexicon) -> Reading:
    """The quantities of a text."""
    left: list[Left] = []
    groups = grouped(text, _terms(text, lexicon, left), lexicon)
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
        made = settled(text, _carrying(text, last, made, lexicon), last, lexicon)
        done = made.end
        if last is not None and (bounded := _bounded(text, last, made, lexicon)):
            quantities[-1] = bounded
        else:
            quantities.append(made)
    return Reading(carried(text, quantities, lexicon), sorted(left))


_LOWER, _UPPER = (Hedge.MORE_THAN, Hedge.AT_LEAST), (Hedge.LESS_THAN, Hedge.AT_MOST)


def _bounded(text: str, low: Quantity, high: Quantity, lexicon: Lexicon) -> Quantity | None:
    """Two bounds of one amount are a range: more than 30 and less than or equal to 40."""
    if low.hedge not in _LOWER or high.hedge not in _UPPER or high.start - low.end > 60 or low.unit != high.unit:
        return None
    if low.form != Form.SINGLE or high.form != Form.SINGLE or low.magnitudes[0].number >= high.magnitudes[0].number:
        return None
    if not lexicon.compiled(Surroundings).and_less.fullmatch(text, low.end, high.start):
        return None
    return replace(
        high,
        surface=text[low.start : high.end],
        start=low.start,
        numerals=low.numerals + high.numerals,
        units=low.units + high.units,
        form=Form.RANGE,
        hedge=None,
    )


def _carrying(text: str, last: Quantity | None, bare: Quantity, lexicon: Lexicon) -> Quantity:
    """A bare number that tells of the same thing as the amount before it: 3.9 million homes, up from 2.4 million."""
    if last is None or bare.kind is not Kind.NUMBER or bare.unit.terms or last.kind not in _CARRIED:
        return bare
    between = text[last.end : min(bare.start, last.end + 160)]
    lead = between.split()
    if bare.start - last.end > 160 or not 0 < len(lead) <= 12 or _SENTENCE_END.search(between):
        return bare
    words = lexicon.compiled(Surroundings)
    if lead[-1].lower() not in words.carriers and not (
        bare.hedge and len(lead) > 1 and lead[-2].lower() in words.carriers
    ):
        return bare
    return replace(bare, kind=last.kind, units=(last.unit,) * len(bare.units), senses=last.senses, counted=last.counted)


_CARRIED = (Kind.COUNT, Kind.MEASURE, Kind.MONEY)
_SENTENCE_END = regex.compile(r"[.!?;]\s|\n\n")


# -- terms -----------------------------------------------------------------------------------------------------------

_LETTERED = regex.compile(r"\d{1,3}[A-Z]")
_WORDLIKE = regex.compile(r"(?!x\d)[\p{L}_][\w&]*+")


def _terms(text: str, lexicon: Lexicon, left: list[Left]) -> list[Term]:
    """Every number with the unit beside it; what is no number goes to `left`."""

    seats: list[int] = []

    def skip(start: int) -> int | None:
        if shape := shape_at(text, start, lexicon):
            end, rule = shape
            left.append(Left(start, end, text[start:end], rule))
            if rule == "label" and _LETTERED.fullmatch(text, start, end):
                seats.append(start)
            return end
        return None

    terms: list[Term] = []
    if leading := _leading_article(text, lexicon):
        terms.append(leading)
    done = leading.end if leading else 0
    for written in scan(text, lexicon, skip):
        if written.start < done:
            continue
        term = _term(text, written, done, lexicon)
        surface = text[term.start : term.end]
        if seats and _LETTERED.fullmatch(surface):
            left.append(Left(term.start, term.end, surface, "label"))  # seat 14A … the man in 15C
            done = term.end
            continue
        if term.match is None and not written.words and (run := _WORDLIKE.match(text, term.end)):
            left.append(Left(written.start, run.end(), text[written.start : run.end()], "name"))
            done = run.end()
            continue
        terms.append(term)
        done = term.end
    return terms


def _leading_article(text: str, lexicon: Lexicon) -> Term | None:
    """`a kg`, `an hour and 30 seconds`: an article counts as one where the text is nothing but the quantity."""
    article = regex.match(r"\s*(an?)\s", text[:8], regex.IGNORECASE)
    if article is None or len(text) > 48:
        return None
    written = Written(article.start(1), article.end(1), "1", words=True)
    match = unit_after(text, written, lexicon)
    rest = text[match.end :].strip(" .!?") if match else "-"
    if match is None or not text[match.end - 1].isalpha() or (rest and not _CONTINUED.match(rest)):
        return None
    if half := _AND_A_HALF.match(text, match.end):
        written = written._replace(digits="1 1/2" if half["half"] else "1 1/4")
        match = match._replace(end=half.end())
    return Term(written.start, match.end, written, match)


def _absolute(text: str, written: Written, lexicon: Lexicon) -> UnitMatch | None:
    """absolute zero: no kelvin."""
    words = lexicon.compiled(Surroundings)
    if (
        not written.words
        or written.digits != "0"
        or not (before := words.absolute.search(text, max(0, written.start - 16), written.start))
    ):
        return None
    return UnitMatch(before.start(), before.end(), lexicon.units["kelvin"])


_CONTINUED = regex.compile(r"(?:and |, )?\d|and a (?:half|quarter)$", regex.IGNORECASE)


def _term(text: str, written: Written, done: int, lexicon: Lexicon) -> Term:
    """A number with the unit before it (and behind `done`, where the last term ended) or behind it."""
    sign = unit_before(text, written.start, lexicon) or _absolute(text, written, lexicon)
    if sign and sign.start >= done:
        return _signed_term(text, written, sign, lexicon)
    match = unit_after(text, written, lexicon)
    if written.shared:
        written, match = _settled(text, written, match, lexicon)
    if match is None and (plus := hedge_after(text, written.end, lexicon)):  # 20+ miles, five or more miles
        match = unit_after(text, written._replace(end=plus.end), lexicon)
    if match is not None and _is_dated(text, written, match):
        match = None
    match = match or _counter(text, written, lexicon) or rate_after(text, written.end, BARE, lexicon)
    if match is None and lexicon.compiled(Surroundings).below_zero.match(text, written.end):
        degree = lexicon.names["degrees"]
        match = UnitMatch(written.end, written.end, degree[0], degree[1:])
    if match is None and written.fraction and (whole := _with_a_half(text, written, lexicon)):
        return whole
    if match is None:
        trails = written.words or written.start - done < _NEAR
        counts = trails and noun_after(text, written.end, lexicon) is not None
        return Term(written.start, written.end, written, counts=counts)
    if (half := _AND_A_HALF.match(text, match.end)) and written.digits.isdecimal():  # an hour and a half
        part = "1/2" if half["half"] else "1/4"
        written, match = written._replace(digits=f"{written.digits} {part}"), match._replace(end=half.end())
    below = lexicon.compiled(Surroundings).below_zero.match(text, match.end)
    if below and (match.unit.dimension == _TEMPERATURE or match.unit.expression == "degree"):
        written = written._replace(digits="-" + written.digits.lstrip("-"))
        match = match._replace(end=below.end())
    return Term(written.start, match.end, written, _decided(written, match))


def _signed_term(text: str, written: Written, sign: UnitMatch, lexicon: Lexicon) -> Term:
    """money := sign number [scale letter] [the currency once more] {rate}: $1.2m, US$ 5 a barrel, $10 dollars."""
    if written.shared:
        end, power = written.shared
        written = written._replace(end=end, power=written.power + power, shared=None)
    start, end = sign.start, written.end
    if start and text[start - 1] in MINUS and (start == 1 or not text[start - 2].isalnum()):
        start, written = start - 1, written._replace(digits="-" + written.digits)
    again = unit_after(text, written, lexicon)
    if (
        again
        and again.unit.kind is Kind.MONEY
        and (again.unit in (sign.unit, *sign.senses) or sign.unit in again.senses)
    ):
        senses = again.senses if sign.unit == again.unit and not sign.senses else ()
        return Term(start, again.end, written, again._replace(senses=senses), signed=True)
    match = rated_money(text, sign._replace(start=start, end=end), lexicon)
    return Term(start, match.end, written, match, signed=True)


def _settled(
    text: str, written: Written, match: UnitMatch | None, lexicon: Lexicon
) -> tuple[Written, UnitMatch | None]:
    """`5m`: million before a currency, a unit or a plural noun, else the unit of that letter."""
    assert written.shared is not None
    end, power = written.shared
    if match is not None and match.end > end:
        return written, match
    scaled = written._replace(end=end, power=written.power + power, shared=None)
    beyond = unit_after(text, scaled, lexicon)
    if beyond and not beyond.wary and not (beyond.glued and len(text[beyond.start : beyond.end]) < 3):
        return scaled, beyond
    glued = text[written.end] not in SPACES
    if (
        beyond is None
        and (glued or text[end - 1].isupper())
        and (noun := noun_after(text, end, lexicon))
        and noun.plural
    ):
        return scaled, None
    if match is None and glued:
        return scaled, None
    return written, match


def _counter(text: str, written: Written, lexicon: Lexicon) -> UnitMatch | None:
    """What is said in one word of its own: sixfold, 3x, 15.3 ppg, 87 yo."""
    words = lexicon.compiled(Surroundings)
    if (short := words.abbreviated.match(text, written.end)) and (unit := words.rates.get(short[1].lower())):
        return UnitMatch(short.start(1), short.end(), unit)
    if age := words.in_one.match(text, written.end):
        return UnitMatch(age.start(), age.end(), replace(lexicon.units["year"], kind=Kind.AGE))
    found = words.counters.match(text, written.end)
    if found is None:
        return None
    return UnitMatch(found.start(), found.end(), Unit((("time", 1),), kind=Kind.COUNT), glued=True)


_NEAR = 8
"""Within so many characters a bare number may trail the unit before it (5 foot 10)."""


def _with_a_half(text: str, written: Written, lexicon: Lexicon) -> Term | None:
    """an acre and a half: the whole stands before its fraction, with an article for its number."""
    if not written.words or text[written.start].lower() != "a":
        return None
    lead = _A_UNIT_AND.search(text, max(0, written.start - 32), written.start)
    if lead is None:
        return None
    one = Written(lead.start(1), lead.end(1), "1", words=True)
    match = unit_after(text, one, lexicon)
    if match is None or match.end != lead.end(2):
        return None
    return Term(one.start, written.end, written._replace(start=one.start, digits=f"1 {written.digits}"), match)


_A_UNIT_AND = regex.compile(rf"(?<!\w)(an?){SPACE}(\p{{L}}++){SPACE}and{SPACE}$", regex.IGNORECASE)


def _is_dated(text: str, written: Written, match: UnitMatch) -> bool:
    """A year before a name that only happens to be a unit's: the 2021 cup."""
    form = text[match.start : match.end]
    return (
        written.plain
        and len(written.digits) == 4
        and "1900" <= written.digits <= "2100"
        and match.unit.kind is Kind.MEASURE
        and form.isalpha()
        and len(form) > 2
        and not form.endswith("s")
        and text[written.end] == " "
    )


_AND_A_HALF = regex.compile(rf"{SPACE}and{SPACE}a{SPACE}(?:(?P<half>half)|quarter)(?!\w)", regex.IGNORECASE)
_TEMPERATURE = (("[temperature]", 1),)


def _decided(written: Written, match: UnitMatch) -> UnitMatch:
    """A pound by the million is money."""
    if written.power >= 6 and match.unit.kind is not Kind.MONEY:
        for sense in match.senses:
            if sense.kind is Kind.MONEY:
                others = tuple(s for s in match.senses if s != sense and s.kind is Kind.MONEY)
                return match._replace(unit=sense, senses=others)
    return match


# -- quantities ------------------------------------------------------------------------------------------------------


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
    hedged = hedge_before(text, group.start, lexicon)
    if group.match is not None:
        found: _Found | str = _measured(text, group, lexicon)
    else:
        found = _counted(text, group, hedged is not None, limit, lexicon)
    if isinstance(found, str):
        return Left(group.start, group.end, text[group.start : group.end], found)
    if hedged is None:
        number_end = group.terms[-1].written.end
        ends = (found.end, group.end, *((number_end,) if text[number_end : number_end + 1] in ("+", "-") else ()))
        hedged = next((after for end in ends if (after := hedge_after(text, end, lexicon))), None)
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
        change=change_around(text, group.start, found.end, lexicon, found.unit),
        counted=found.counted,
        of=found.of,
        senses=found.senses,
        series=group.series,
        rule=found.rule,
    )


def _numerals(group: Group, vague: tuple[str, int] | None) -> tuple[Numeral, ...]:
    numerals = tuple(Numeral(t.written.start, t.written.end, t.written.digits, t.written.power) for t in group.terms)
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
    if text[group.start : group.end].lower() in words.initial and text[group.start].isupper():
        return "pronoun"
    if match.unit.dimension == _TIME:
        age = words.old.match(text, group.end)
        if age is None and group.series and words.old.match(text, group.series[1]):
            return _Found(Kind.AGE, group.end, replace(match.unit, kind=Kind.AGE), "age")  # 18- and 19-year-olds
        if age or words.is_aged(text, group):
            return _Found(Kind.AGE, age.end() if age else group.end, replace(match.unit, kind=Kind.AGE), "age")
    kind = match.unit.kind
    rule = "sign before" if group.terms[-1].signed else "unit behind"
    if kind is not Kind.MEASURE or match.unit.dimension == _TIME or not (what := _OF.match(text, group.end)):
        return _Found(kind, group.end, match.unit, rule, match.senses)
    if rate := rate_after(text, what.end(), match.unit, lexicon, spans_only=True):
        return _Found(kind, rate.end, rate.unit, rule, of=what["what"])
    return _Found(kind, group.end, match.unit, rule, match.senses, of=what["what"])


def _counted(text: str, group: Group, hedged: bool, limit: int, lexicon: Lexicon) -> _Found | str:
    """A group without a unit: a count of the noun behind it, an age, a bare number, or the rule that refuses it."""
    words = lexicon.compiled(Surroundings)
    one = group.terms[-1].number == 1 if group.form is Form.SINGLE else None
    noun = noun_after(text, group.end, lexicon, one=one)
    if noun is None and words.is_aged(text, group):
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
    if _is_age(text, group, lexicon):
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
    phrase = _UNNUMBERED.sub("", text[noun.start : noun.end])
    end = noun.end if group.end <= noun.start and noun.end <= limit else group.end
    last = phrase.rpartition(" ")[2].lower()
    units = lexicon.names.get(last) if last != phrase.lower() else None
    if units and units[0].kind is Kind.MEASURE and last not in lexicon.language["units"]["wary"]:
        return _Found(Kind.MEASURE, end, units[0], "unit behind its words", units[1:])
    unit = Unit(((noun.head, 1),), kind=Kind.COUNT)
    rate = rate_after(text, noun.end, unit, lexicon) if end == noun.end else None
    end, unit = (rate.end, rate.unit) if rate else (end, unit)
    return _Found(Kind.COUNT, end, unit, "noun behind", counted=phrase)


def _is_age(text: str, group: Group, lexicon: Lexicon) -> bool:
    """aged 12; Ada Brown, 43, said; she turned 50."""
    words, written = lexicon.compiled(Surroundings), group.terms[-1].written
    if written.power or not written.digits.isdecimal() or not 0 < int(written.digits) < 120:
        return False
    if (
        _NAME_BEFORE.search(text, max(0, group.start - 24), group.start)
        and text[group.end : group.end + 2] in _AGE_ENDS
    ):
        return True
    return words.turned.search(text, max(0, group.start - 32), group.start) is not None


_NAME_BEFORE = regex.compile(r"\p{Lu}\p{Ll}[\p{L}'’-]*+(?: Jr\.?| Sr\.?)?, $")
_AGE_ENDS = (", ", ",", ". ", ".", "; ")


class Surroundings:
    """The words around a number that make an age, a level below zero, a multiple or a repetition of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["composites"]
        ages = table["ages"]
        self.old = regex.compile(rf"(?:{SPACE}|[\-‐‑])(?:{_any(ages['after'])})(?!\w)", regex.IGNORECASE)
        softened = rf"(?:(?:{_any(ages['softeners'])})\s+)?"
        self.aged = regex.compile(rf"(?<!\w)(?:{_any(ages['before'])})\s+{softened}$", regex.IGNORECASE)
        self.turned = regex.compile(
            rf"(?<!\w)(?:(?:{_any(ages['subjects'])})\s+(?:{_any(ages['verbs'])})|(?:{_any(ages['turns'])}))\s+{softened}$",
            regex.IGNORECASE,
        )
        self.below_zero = regex.compile(rf"{SPACE}(?:{_any(table['below_zero']['phrases'])})(?!\w)", regex.IGNORECASE)
        self.counters = regex.compile(rf"[\-‐‑]?(?:{_any(table['counters']['glued'])})(?!\w)")
        self.in_one = regex.compile(rf"{SPACE}?(?:{_any(ages['in_one'])})(?!\w)", regex.IGNORECASE)
        self.abbreviated = regex.compile(rf"{SPACE}(\p{{L}}{{3}})(?!\w)")
        self.rates = {
            word: Unit(((above, 1), (below, -1)), kind=Kind.COUNT)
            for word, (above, below) in table["abbreviated"].items()
        }
        self.absolute = regex.compile(rf"(?<!\w)(?:{_any(table['below_zero']['absolute'])}){SPACE}$", regex.IGNORECASE)
        self.and_less = regex.compile(
            rf"{SPACE}(?:{_any(table['bounds']['joints'])})(?:{SPACE}\p{{L}}{{1,9}}){{1,7}}{SPACE}$"
        )
        self.initial = frozenset(lexicon.language["refusals"]["pronouns"]["initial"])
        self.carriers = frozenset(table["carriers"]["words"])

    def is_aged(self, text: str, group: Group) -> bool:
        """Does a word before a group, or before the list it is in, say that it is an age?"""
        start = group.series[0] if group.series else group.start
        return self.aged.search(text, max(0, start - 32), start) is not None


def _any(words: list[str]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


_OF = regex.compile(
    rf"{SPACE}of{SPACE}(?:the{SPACE})?(?P<what>\p{{Ll}}[\p{{L}}-]*+(?:{SPACE}(?!an?{SPACE}|per{SPACE})\p{{Ll}}{{2,20}}(?={SPACE}(?:an?|per|every){SPACE}))?)"
)
_TIME = (("[time]", 1),)
