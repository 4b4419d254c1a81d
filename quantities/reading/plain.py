"""What the words right beside a number tell alone: most quantities of a text, and most numbers that are none.

Everything here gives up at the first doubt; then the mention reads the number with all that stands around it.
"""

from __future__ import annotations

from quantities.model import Form, Kind, Left, Numeral, Quantity, Unit
from quantities.reading.grammar import MINUS, word_before, word_behind
from quantities.reading.groups import Term
from quantities.reading.hedges import Lead, change_led, lead_before
from quantities.reading.numerals import Written
from quantities.reading.units import UnitMatch
from quantities.reading.words import Words

_MEASURE, _COUNT, _NUMBER, _PERCENT, _SINGLE = Kind.MEASURE, Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Form.SINGLE
_POINTS = (_PERCENT, _COUNT)


def plainly(text: str, term: Term, words: Words) -> Quantity | Left | None:
    """The amount of its unit, the count of the plural behind it, or what a number plainly is that counts nothing."""
    before, behind = term.before, term.behind
    if before is None or behind is None or term.written.high:
        return None
    moving = before in words.moves.nearest and words.moves.may_mean(text, term.start, before)
    if term.match is None and not moving and (rule := _use(text, term, before, behind, words)):
        return Left(term.start, term.end, text[term.start : term.end], rule)
    if behind in words.moves.beginnings:
        return None
    lead = lead_before(text, term.start, before, words.moves) if moving else None
    if term.match is not None:
        return _amount(text, term, term.match, before, behind, lead, words)
    head = words.nouns.thing(behind)
    return _count(text, term, before, behind, head, lead, words) if head else None


def _amount(
    text: str, term: Term, match: UnitMatch, before: str, behind: str, lead: Lead | None, words: Words
) -> Quantity | None:
    """A number of a unit: 2,000 kilometres, but none of something, and nobody's age."""
    unit, written, start, end = match.unit, term.written, term.start, term.end
    kind = unit.kind
    if kind is _NUMBER or match.start > written.end + 1:  # 5 or more metres
        return None
    if kind is _MEASURE and (behind == "of" or (unit.dimension == _TIME and words.ages.may_tell(before, behind))):
        return None
    if behind == "past" and unit.dimension == _TIME:
        return None  # ten minutes past nine
    if written.words and text[start].isupper():
        return None  # One day
    if (kind in _POINTS and text[start] in _DIRECTIONS) or text[written.end : written.end + 1] in _DIRECTIONS:
        return None
    hedged = lead.hedged if lead else None
    if hedged and words.hedges.is_none(text, hedged, end, timed=unit.dimension == _TIME):
        return None
    hedge, change = hedged.hedge if hedged else None, change_led(text, lead, words.moves, unit) if lead else None
    numerals = (Numeral(written.start, written.end, written.digits, written.power),)
    surface, rule = text[start:end], "sign before" if term.signed else "unit behind"
    return Quantity(
        surface, start, end, kind, numerals, (unit,), _SINGLE, hedge, change, None, None, match.senses, None, rule
    )


_DIRECTIONS = frozenset(("+", *MINUS, "∓"))
_TIME = (("[time]", 1),)


def _count(
    text: str, term: Term, before: str, behind: str, head: str, lead: Lead | None, words: Words
) -> Quantity | None:
    """So many of the one plural behind a number, where the phrase ends behind it: 400 vehicles in May, two women."""
    written, start, place = term.written, term.start, term.end
    end = place + 1 + len(behind)
    if before in words.naming or not text.startswith(before, start - 1 - len(before)):
        return None  # behind a name or a label
    if not text.startswith(" " + behind, place) or written.fraction or text[start] in _DIRECTIONS:
        return None
    if term.is_one or _is_year(written) or written.digits[-4:-3] == ".":
        return None  # one, a year, or the .400 of a sport
    if before and written.words and text[start].isupper():
        return None  # the Six Nations
    after = word_behind(text, end)
    if after is None or after in words.changing:
        return None
    if text[end : end + 1] not in _ENDS and not (after in words.nouns.parting and text.startswith(f" {after} ", end)):
        return None
    numerals = (Numeral(written.start, written.end, written.digits, written.power),)
    surface, unit = text[start:end], Unit(((head, 1),), kind=_COUNT)
    hedged = lead.hedged if lead else None
    if hedged and words.hedges.is_none(text, hedged, end, timed=False):
        return None
    hedge = hedged.hedge if hedged else None
    change = change_led(text, lead, words.moves, unit) if lead else None
    return Quantity(
        surface, start, end, _COUNT, numerals, (unit,), _SINGLE, hedge, change, behind, None, (), None, "noun behind"
    )


def _use(text: str, term: Term, before: str, behind: str, words: Words) -> str | None:
    """The rule for a number that counts nothing, by the words beside it: a year, a label, a name, or no number."""
    written, start = term.written, term.start
    lead = start - 1 - len(before)
    if before in words.refusals.plain_labels:
        told = written.plain and not _is_year(written) and behind != words.refusals.counting
        told = told and not words.ages.may_tell(before, "")
        return "label" if told and word_before(text, lead) not in words.apart else None
    if behind in words.changing or not (
        text[term.end : term.end + 1] in _ENDS
        or (behind in words.nouns.no_nouns and text.startswith(f" {behind} ", term.end))
    ):
        return None  # a noun may be behind it
    if _is_year(written):
        return "year"
    if before in words.naming or words.ages.may_tell(before, ""):
        return None
    if written.words:
        one = written.digits == "1" and not written.power and text[start].islower()
        return "pronoun" if one and behind != "past" and text.startswith(before, lead) else None
    named = text[lead].isupper() and before.isalpha() and before not in words.ordinary
    told = named and written.plain and len(written.digits) < _CODE and behind not in words.refusals.sharing
    return "name" if told else None


_CODE = 5
"""A number of so many digits may be an amount behind a capital at the start of a sentence."""


def _is_year(written: Written) -> bool:
    return len(written.digits) == 4 and "1000" <= written.digits <= "2100" and written.plain


_ENDS = frozenset(("", *",.;:)"))
