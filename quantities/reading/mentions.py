"""Puts the reading room together: numbers, units, nouns, hedges and refusals become the quantities of a text."""

from __future__ import annotations

from quantities.frozen import NamedTuple, replace
from quantities.lexicon import Lexicon
from quantities.model import BARE, Form, Kind, Left, Numeral, Quantity, Unit
from quantities.reading.context import bounded, carrying, paralleled
from quantities.reading.differences import TEMPERATURE, settled
from quantities.reading.grammar import word_behind
from quantities.reading.groups import Group, Term, alone, grouped
from quantities.reading.hedges import Hedged, carried, change_after, change_led, hedge_behind, lead_before
from quantities.reading.late import Late
from quantities.reading.nouns import Noun, noun_behind, stuff_behind
from quantities.reading.payments import priced
from quantities.reading.plain import plainly
from quantities.reading.pointed import parted
from quantities.reading.refusals import is_past_hour, use_of
from quantities.reading.terms import terms_of
from quantities.reading.topics import on_topic
from quantities.reading.units import Spellings, rate_after, unit_after
from quantities.reading.words import Words


class Reading(NamedTuple):
    """What was read of a text, and what was left alone with the rule that said so; both in order."""

    quantities: list[Quantity]
    left: list[Left]


_MEASURE, _COUNT, _AGE, _NUMBER, _SINGLE = Kind.MEASURE, Kind.COUNT, Kind.AGE, Kind.NUMBER, Form.SINGLE
"""Looked up once: before Python 3.12 an attribute of an enumeration costs as much as three look-ups of a word."""


def read(text: str, lexicon: Lexicon) -> Reading:
    """The quantities of a text."""
    words = lexicon.compiled(Words)
    left: list[Left] = []
    groups = grouped(text, terms_of(text, lexicon, left), lexicon)
    names = {place.surface for place in left if place.rule == "name"}
    quantities: list[Quantity] = []
    last = labelled = None
    done = 0
    groups.reverse()
    while groups:
        member = groups.pop()
        if member.start < done:
            continue  # the number of a rate (per 100,000 people) belongs to the quantity before it
        made = plainly(text, member, words) if isinstance(member, Term) else None
        if made is None:
            group = alone(member) if isinstance(member, Term) else member
            following = groups[-1] if groups else None
            if group.series and labelled == group.series:
                made = Left(group.start, group.end, text[group.start : group.end], "label")
            else:
                made = mention(text, group, following, words)
            if isinstance(made, Left) and made.rule == "label":
                labelled = group.series  # Sections 4 and 5
            elif isinstance(made, Quantity) and made.kind is _NUMBER and made.surface in names:
                made = Left(made.start, made.end, made.surface, "name")
        if isinstance(made, Left):
            left.append(made)
            if made.rule == "name":
                names.add(made.surface)
            continue
        if made.senses or made.kind is _NUMBER or (made.kind is _MEASURE and _is_doubtful(made.units[-1], words)):
            made = _in_context(text, made, last, words)
        done = made.end
        if last is not None and made.hedge and (both := bounded(text, last, made, words.around)):
            quantities[-1] = last = both
        else:
            quantities.append(made)
            last = made
    return Reading(carried(text, paralleled(text, quantities), lexicon), sorted(left))


def _is_doubtful(unit: Unit, words: Words) -> bool:
    """Is it one whose amounts may be others than they seem: differences of temperature, decimals that are inches?"""
    return unit.dimension == TEMPERATURE or unit.expression in words.pointed


def _in_context(text: str, made: Quantity, last: Quantity | None, words: Words) -> Quantity:
    """The quantity with what the one before it, and words farther off, say of its unit."""
    if last is not None and made.kind is _NUMBER:
        made = carrying(text, last, made, words.around)
    if made.units[-1].dimension == TEMPERATURE:
        return settled(text, made, last, words.lexicon)
    if below := words.pointed.get(made.units[-1].expression):
        return parted(made, below)
    if made.kind is not _MEASURE or not made.senses:
        return made
    if topic := words.topics.get(made.units[-1].terms[0][0]):
        return on_topic(text, made, *topic)
    return priced(text, made, words.lexicon)


class _Found:
    """What a group turns out to be an amount of."""

    def __init__(
        self,
        kind: Kind,
        end: int,
        unit: Unit,
        rule: str,
        senses: tuple[Unit, ...] = (),
        counted: str | None = None,
        of: str | None = None,
        start: int | None = None,
    ) -> None:
        self.kind = kind
        self.end = end
        self.unit = unit
        self.rule = rule
        self.senses = senses
        self.counted = counted
        self.of = of
        self.start = start


def mention(text: str, group: Group, following: Group | Term | None, words: Words) -> Quantity | Left:
    """A group with what stands around it: the quantity that it is, or what was left alone.

    `following` is the next group.
    """
    start, before = group.start, group.terms[0].before
    lead = lead_before(text, start, before, words.moves)
    hedged = lead.hedged if lead else None
    behind = group.terms[-1].behind
    if group.terms[-1].match is not None:
        found: _Found | str = _measured(text, group, before, words)
    else:
        found = _counted(text, group, before, hedged is not None, following, words)
    if isinstance(found, str):
        return Left(start, group.end, text[start : group.end], found)
    kind, end, unit = found.kind, found.end, found.unit
    followed = (behind if end == group.end else word_behind(text, end)) in words.moves.beginnings
    if hedged and kind is not _AGE and words.hedges.is_none(text, hedged, end, timed=unit.dimension == _TIME):
        hedged = None
    if hedged is None:
        hedged = _hedge_behind(text, group, end, followed, words)
    change = change_led(text, lead, words.moves, unit) if lead and found.of is None else None  # recovered 12 kg of gold
    if change is None and followed:
        change = change_after(text, end, words.moves, unit)
    hedge = hedged.hedge if hedged else None
    start = start if found.start is None else found.start
    surface = text[start:end]
    if len(group.terms) > 1 or (written := group.terms[0].written).high:
        numerals, units, form = _together(group, found)
    else:
        numerals = (Numeral(written.start, written.end, written.digits, written.power),)
        units, form = (unit,), group.form
    return Quantity(
        surface,
        start,
        end,
        kind,
        numerals,
        units,
        form,
        hedge,
        change,
        found.counted,
        found.of,
        found.senses,
        group.series,
        found.rule,
    )


def _hedge_behind(text: str, group: Group, end: int, followed: bool, words: Words) -> Hedged | None:
    """The hedge behind a quantity, if one may have `followed`, behind its unit or right behind its number."""
    hedged = hedge_behind(text, end, words.hedges) if followed else None
    if hedged is None and end != group.end and group.terms[-1].behind in words.moves.beginnings:
        hedged = hedge_behind(text, group.end, words.hedges)
    number_end, match = group.terms[-1].written.end, group.match
    between = match is not None and match.start > number_end + 1  # 5 or more years
    if hedged is None and (between or text[number_end : number_end + 1] in _PLUS):
        hedged = hedge_behind(text, number_end, words.hedges)
    return hedged


_PLUS = frozenset("+-")


def _together(group: Group, found: _Found) -> tuple[tuple[Numeral, ...], tuple[Unit, ...], Form]:
    """The numerals and the units of a group of several numbers, and its form; of `tens of thousands` a range."""
    numerals = tuple([Numeral(t.written.start, t.written.end, t.written.digits, t.written.power) for t in group.terms])
    if group.form is _SINGLE:
        low, vague = numerals[0], group.terms[0].written.high
        assert vague is not None
        return (low, Numeral(low.start, low.end, *vague)), (found.unit,) * 2, Form.RANGE
    if group.match is None:
        return numerals, (found.unit,) * len(numerals), group.form
    own = [t.unit if t.unit and t.unit != group.unit else found.unit for t in group.terms[:-1]]
    if found.kind is _AGE:
        own = [replace(unit, kind=_AGE) for unit in own]
    return numerals, (*own, found.unit), group.form


def _measured(text: str, group: Group, before: str | None, words: Words) -> _Found | str:
    """A group with a unit: money, percent, an age, or a measure and what it is a measure of."""
    match = group.match
    assert match is not None
    around, unit, end = words.around, match.unit, group.end
    kind = unit.kind
    if text[group.start].isupper() and text[group.start : end].lower() in around.initial:
        return "pronoun"
    rule = "sign before" if group.terms[-1].signed else "unit behind"
    if unit.dimension == _TIME:
        if is_past_hour(text, end, words.refusals):
            return "clock_time"
        age = words.ages.old_behind(text, end)
        if age is None and group.series and words.ages.old_behind(text, group.series[1]):
            return _Found(_AGE, end, replace(unit, kind=_AGE), "age")  # 18- and 19-year-olds
        if age or words.ages.opened(text, group, before):
            return _Found(_AGE, age.end() if age else end, replace(unit, kind=_AGE), "age")
        return _Found(kind, end, unit, rule, match.senses)
    if kind is not _MEASURE or not text.startswith(_OF, end + 1):
        return _Found(kind, end, unit, rule, match.senses)
    behind = around.of_what.match(text, end)
    stuff = stuff_behind(text, behind.end(1), words.nouns) if behind else None
    if stuff is None:
        return _Found(kind, end, unit, rule, match.senses)
    what = text[slice(*stuff)]
    if rate := rate_after(text, stuff[1], unit, words.lexicon, spans_only=True):
        return _Found(kind, rate.end, rate.unit, rule, of=what)
    return _Found(kind, end, unit, rule, match.senses, of=what)


_OF = ("of", "\nof")


def _counted(
    text: str, group: Group, before: str | None, hedged: bool, following: Group | Term | None, words: Words
) -> _Found | str:
    """A group without a unit: a count of the noun behind it, an age, a bare number, or the rule that refuses it."""
    last = group.terms[-1]
    behind = last.behind
    one = last.is_one if group.form is _SINGLE else None
    noun = noun_behind(text, group.end, words.nouns, one=one, behind=behind)
    if (
        noun is not None
        and noun.head[0].isdigit()
        and not (("-" in noun.head and noun.plural) or " " in text[noun.start : noun.end])
    ):
        noun = None  # `1 25mg`: the next amount and no thing
    if noun is None and behind is None and following is not None and _sizes(text, group, following):
        noun = noun_behind(text, following.end, words.nouns)  # two 14 ounce cans
    if noun is None and (words.ages.opened(text, group, before) or words.ages.bounded(text, group)):
        return _Found(_AGE, group.end, words.year_old, "age")
    if noun is None and behind in words.moves.beginnings and (plus := hedge_behind(text, group.end, words.hedges)):
        noun = noun_behind(text, plus.end, words.nouns, one=one)
    if noun is None and group.form is Form.PLUS_MINUS and (found := _bracketed_margin(text, group, words.lexicon)):
        return found
    if group.series:
        if _CROSSED.fullmatch(text, *group.series):
            return "part of a word"
        noun = noun or noun_behind(text, group.series[1], words.nouns)
    if rule := use_of(text, group, noun, hedged, behind, words.refusals):
        return rule
    if noun is not None:
        return _things(text, group, noun, following.start if following else len(text), words)
    if words.ages.told(text, group, before):
        return _Found(_AGE, group.end, words.year_old, "age")
    return _Found(_NUMBER, group.end, BARE, "bare number")


_CROSSED = Late(r"\d{1,2}[xX×]\d{1,2}")
"""A name made of two numbers: a 4x4, open 24x7."""


def _sizes(text: str, group: Group, following: Group | Term) -> bool:
    """Is what follows a number the measure of each of the things it counts?"""
    if following.start != group.end + 1 or text[group.end] != " " or group.form is not _SINGLE:
        return False
    unit = following.unit
    return unit is not None and unit.kind is _MEASURE


_NUMBERS = Late(r"^(?:(?:\S*\d\S*|[A-Z]++ -\d++)\s)+")
"""The numbers inside a phrase are told by themselves: eight million 250ml bottles."""


def _bracketed_margin(text: str, group: Group, lexicon: Lexicon) -> _Found | None:
    """(412 ± 9) kg: the unit stands behind the bracket."""
    if not text.startswith(")", group.end) or not group.start or text[group.start - 1] != "(":
        return None
    match = unit_after(text, group.terms[-1].written.changed(end=group.end + 1), lexicon.compiled(Spellings))
    if match is None:
        return None
    return _Found(match.unit.kind, match.end, match.unit, "unit behind", match.senses, start=group.start - 1)


def _things(text: str, group: Group, noun: Noun, limit: int, words: Words) -> _Found:
    """So many of a thing; where the phrase ends in the name of a unit, a measure after all (517 rushing yards)."""
    phrase = text[noun.start : noun.end]
    first = phrase.partition(" ")[0]
    if (first.isupper() or not first.isalpha()) and (numbers := _NUMBERS.match(phrase, 0)):
        phrase = phrase[numbers.end() :]
    end = noun.end if group.end <= noun.start and noun.end <= limit else group.end
    last = phrase.rpartition(" ")[2]
    units = words.names.get(last) if last != phrase and last.islower() else None  # but not eight World Cups
    if units and units[0].kind is _MEASURE and last not in words.wary:
        return _Found(_MEASURE, end, units[0], "unit behind its words", units[1:])
    head = phrase.removesuffix("s") if noun.head.isdigit() else noun.head  # 598 Boeing 737s
    unit = Unit(((head, 1),), kind=_COUNT)
    rate = rate_after(text, noun.end, unit, words.lexicon) if end == noun.end else None
    end, unit = (rate.end, rate.unit) if rate else (end, unit)
    return _Found(_COUNT, end, unit, "noun behind", counted=phrase)


_TIME = (("[time]", 1),)
