"""Every number of a text with the unit that stands beside it, and what looked like a number and is none."""

from __future__ import annotations

import re

from quantities.frozen import replace
from quantities.lexicon import Lexicon
from quantities.model import BARE, Kind, Left, Unit
from quantities.reading.grammar import LETTER, MINUS, SPACES, Grammar, word_before, word_behind
from quantities.reading.groups import Term
from quantities.reading.hedges import HedgeWords, hedge_behind
from quantities.reading.late import Late
from quantities.reading.nouns import Grammar as Nouns
from quantities.reading.nouns import noun_after
from quantities.reading.numerals import Written, scan, with_scale
from quantities.reading.shapes import Shapes, shape_at
from quantities.reading.signs import unit_before
from quantities.reading.surroundings import Surroundings
from quantities.reading.units import (
    Spellings,
    UnitMatch,
    plain_unit_after,
    rate_after,
    rated_money,
    scale_after,
    unit_after,
)

_LETTERED = re.compile(r"\d{1,3}[A-Z]")
_WORDLIKE = Late(rf"(?!x\d)(?:{LETTER}|_)[\w&]*+")


def terms_of(text: str, lexicon: Lexicon, left: list[Left]) -> list[Term]:
    """Every number with the unit beside it; what is no number goes to `left`."""

    seats: list[int] = []

    shapes = lexicon.compiled(Shapes)

    def skip(start: int) -> int | None:
        if shape := shape_at(text, start, shapes):
            end, rule = shape
            left.append(Left(start, end, text[start:end], rule))
            if rule == "label" and _LETTERED.fullmatch(text, start, end):
                seats.append(start)
            return end
        return None

    words = lexicon.compiled(_Beginnings)
    terms: list[Term] = []
    if leading := _leading_article(text, words):
        terms.append(leading)
    done = leading.end if leading else 0
    for written in scan(text, lexicon, skip):
        if written.start < done:
            continue
        term = _term(text, written, done, words)
        if seats and _LETTERED.fullmatch(text, term.start, term.end):
            left.append(Left(term.start, term.end, text[term.start : term.end], "label"))  # seat 14A … the man in 15C
            done = term.end
            continue
        glued = term.behind is None and term.match is None and not written.words
        if glued and (run := _WORDLIKE.match(text, term.end)):
            left.append(Left(written.start, run.end(), text[written.start : run.end()], "name"))
            done = run.end()
            continue
        near = max(done, term.start - _LEAD)
        bracketed = term.match is not None and term.start - done >= _ONE and text.find("(", near, term.start) >= 0
        if bracketed and (one := _one_before(text, term, done, words)):
            terms.append(one)
        terms.append(term)
        done = term.end
    return terms


def _leading_article(text: str, words: _Beginnings) -> Term | None:
    """`a kg`, `an hour and 30 seconds`: an article counts as one where the text is nothing but the quantity."""
    article = words.around.article.match(text, 0, 8) if len(text) <= _LONGEST else None
    if article is None:
        return None
    written = Written(article.start(1), article.end(1), "1", words=True)
    match = unit_after(text, written, words.spellings)
    rest = text[match.end :].strip(" .!?") if match else "-"
    if match is None or not text[match.end - 1].isalpha() or match.end - match.start < 2:
        return None
    if rest and not words.around.continued.match(rest, 0):
        return None
    if half := words.around.half_behind(text, match.end):
        part, end = half
        written, match = written.changed(digits=f"1 {part}"), match.spanning(end=end)
    return Term(written.start, match.end, written, match)


def _one_before(text: str, term: Term, done: int, words: _Beginnings) -> Term | None:
    """An article with its unit before a bracket that tells the same in another unit: about a mile (1.6 km)."""
    assert term.match is not None
    article = words.around.one.search(text, max(done, term.start - _LONGEST), term.start)
    if article is None:
        return None
    one = Written(*article.span(1), "1", words=True)
    match = unit_after(text, one, words.spellings)
    if match is None or match.end < article.end() - 1:
        return None
    if words.around.ones.isdisjoint(unit.expression for unit in (match.unit, *match.senses)):
        return None
    if match.unit.dimension != term.match.unit.dimension or match.unit == term.match.unit:
        return None
    return Term(one.start, match.end, one, match)


_ONE = len("a mi (")
_LEAD = len("a hundredweight (a little more than ")
"""So near before a number a bracket may open."""


def _absolute(text: str, written: Written, lexicon: Lexicon) -> UnitMatch | None:
    """absolute zero: no kelvin."""
    words = lexicon.compiled(Surroundings)
    before = words.absolute.search(text, max(0, written.start - 16), written.start)
    return UnitMatch(before.start(), before.end(), lexicon.units["kelvin"]) if before else None


_LONGEST = 48


class _Beginnings:
    """The words that what belongs to a number may begin with behind it: a unit, a hedge, a rate, `below zero`.

    None is one of them: for `word_behind` it is all that must be looked at more closely.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.around = around = lexicon.compiled(Surroundings)
        self.hedges = lexicon.compiled(HedgeWords)
        self.numbers = lexicon.compiled(Grammar)
        self.spellings = spellings = lexicon.compiled(Spellings)
        closely: frozenset[str | None] = frozenset((None,))
        self.before = closely | spellings.words_before
        self.hedging = closely | self.hedges.beginnings
        self.counters = closely | around.counting
        self.below = closely | around.below
        self.scale = closely | {spellings.scale_word}
        self.rates = closely | spellings.rate_words
        thousands = lexicon.language["composites"]["thousands"]
        self.grand: str = thousands["word"]
        self.thousands_of = [lexicon.units[code] for code in thousands["of"]]
        self.after_grand = lexicon.compiled(Nouns).no_nouns
        self.all = (
            {self.grand} | self.hedging | self.counters | self.below | self.scale | self.rates | spellings.beginnings
        )
        money = (*lexicon.index["money"].split(), *lexicon.language["composites"]["more"]["words"])
        self.behind_money = self.rates.union(money, ("(",))
        self.behind_units = self.below | {"and"}
        self._seconds = self._second_words(lexicon)

    def _second_words(self, lexicon: Lexicon) -> dict[str, frozenset[str]]:
        """For words that begin something of a number's only together with the word behind them: those words."""
        spellings, hedges, rates = self.spellings, self.hedges.seconds, lexicon.language["composites"]["rates"]
        joints = {"for": frozenset((*rates["per"], *rates["articles"])), spellings.scale_word: spellings.scale_seconds}
        openly = self.counters | self.below | (spellings.rate_words - {"for"})
        none: frozenset[str] = frozenset()
        return {
            first: joints.get(first, none) | hedges.get(first, none) | spellings.seconds(first)
            for first in {*joints, *hedges, *spellings.wary} - openly
            if hedges.get(first, joints) and (first in spellings.wary or first not in spellings.first_words)
        }

    def parts(self, text: str, written: Written) -> bool:
        """Do the two words behind a number tell that nothing of the number's begins there: page 14 at the end?"""
        behind, beyond = written.behind, written.beyond
        if behind is None or beyond is None or behind not in self._seconds or not beyond.isalpha():
            return False
        return beyond not in self._seconds[behind] and text.startswith(" ", written.end + 1 + len(behind))


def _term(text: str, written: Written, done: int, words: _Beginnings) -> Term:
    """A number with the unit before it (and behind `done`, where the last term ended) or behind it."""
    before = word_before(text, written.start)
    sign = unit_before(text, written.start, before, words.spellings) if before in words.before else None
    if before == "(" and (accounted := _accounted(text, written, words)):
        written, sign = accounted
    elif sign is None and written.words and written.digits == "0":
        sign = _absolute(text, written, words.lexicon)
    if sign and sign.start >= done:
        return _signed_term(text, written, sign, words)
    behind = written.behind
    if behind is None:
        behind = word_behind(text, written.end)
    elif (behind in words.all or not behind.isalpha()) and (plain := _plain_term(text, written, before, words)):
        return plain
    elif not behind.isalpha():
        behind = word_behind(text, written.end)
    if (behind not in words.all or words.parts(text, written)) and not (
        written.shared or written.fraction or written.high
    ):
        return Term(written.start, written.end, written, None, False, behind, before)
    return _unit_term(text, written, behind, before, words)


def _plain_term(text: str, written: Written, before: str | None, words: _Beginnings) -> Term | None:
    """A number with the plain unit that was read together with it."""
    plain = plain_unit_after(text, written, words.spellings)
    if plain is None:
        return None
    match, behind = plain
    if behind in words.behind_units or (len(written.digits) == 4 and _is_dated(text, written, match)):
        return None
    return Term(written.start, match.end, written, match, False, behind, before)


def _unit_term(text: str, written: Written, behind: str | None, before: str | None, words: _Beginnings) -> Term:
    """A number with any unit behind it, or with none."""
    match = unit_after(text, written, words.spellings)
    if match is None and behind is None and (decimal := _with_decimal_comma(text, written)):
        match = unit_after(text, decimal, words.spellings)
        written = decimal if match else written
    if written.shared:
        written, match = _settled(text, written, match, words.lexicon)
        behind = word_behind(text, written.end)
    if match is None and behind in words.hedging and (plus := hedge_behind(text, written.end, words.hedges)):
        match = unit_after(text, written.changed(end=plus.end), words.spellings)  # 20+ miles, five or more miles
    if match is not None and len(written.digits) == 4 and _is_dated(text, written, match):
        match = None
    if match is None and behind == words.grand and (paid := _in_thousands(text, written, before, words)):
        return paid
    if match is None:
        match = _without_name(text, written, behind, words)
    if match is None:
        half = _with_a_half(text, written, words.lexicon) if written.fraction and written.words else None
        return half or Term(written.start, written.end, written, None, False, behind, before)
    behind = word_behind(text, match.end)
    if behind in words.behind_units:
        return _extended(text, written, match, words)
    if written.power >= _MILLION:
        match = _decided(match)
    return Term(written.start, match.end, written, match, False, behind, before)


def _with_decimal_comma(text: str, written: Written) -> Written | None:
    """A number with a decimal comma, where that is no mark of thousands and no list: 12,5 km, 0,75 l."""
    if not written.plain or text[written.start - 1 : written.start] in _COMMAS:
        return None
    found = _DECIMALS.match(text, written.end)
    return written.changed(end=found.end(), digits=f"{written.digits}.{found[1]}") if found else None


_COMMAS = (",", ".")
_DECIMALS = re.compile(r",([0-9]{1,2})(?![0-9]|[.,][0-9])")


def _in_thousands(text: str, written: Written, before: str | None, words: _Beginnings) -> Term | None:
    """Fifty grand: thousands of dollars or pounds, where no noun follows that is grand."""
    end = written.end + 1 + len(words.grand)
    if not text.startswith(f" {words.grand}", written.end) or written.power or written.fraction:
        return None
    behind = word_behind(text, end)
    if behind != "" and behind not in words.after_grand and text[end : end + 1] not in _ENDED:
        return None
    unit, *senses = words.thousands_of
    match = rated_money(text, UnitMatch(written.end, end, unit, tuple(senses)), words.lexicon)
    paid = written.changed(end=end, power=written.power + _THOUSAND)
    return Term(written.start, match.end, paid, match, False, word_behind(text, match.end), before)


_THOUSAND = 3
_ENDED = frozenset(',!?"”’')


def _without_name(text: str, written: Written, behind: str | None, words: _Beginnings) -> UnitMatch | None:
    """A unit that no name of one says: sixfold, five a day, 12 below zero."""
    end = written.end
    if behind in words.counters and (counter := _counter(text, written, words.lexicon)):
        return counter
    if behind in words.rates and (rate := rate_after(text, end, BARE, words.lexicon)):
        return rate
    if behind in words.scale and (scale := scale_after(text, end, words.lexicon)):
        return scale
    degrees = words.lexicon.names.get("degrees")
    if degrees and behind in words.below and words.around.below_zero.match(text, end):
        return UnitMatch(end, end, degrees[0], degrees[1:])
    return None


def _extended(text: str, written: Written, match: UnitMatch, words: _Beginnings) -> Term:
    """A number with its unit, and with what may go on behind that: an hour and a half, 5 degrees below zero."""
    if (half := words.around.half_behind(text, match.end)) and written.digits.isdecimal():
        part, end = half
        written, match = written.changed(digits=f"{written.digits} {part}"), match.spanning(end=end)
    below = words.around.below_zero.match(text, match.end)
    if below and (match.unit.dimension == _TEMPERATURE or match.unit.expression == "degree"):
        written = written.changed(digits="-" + written.digits.lstrip("-"))
        match = match.spanning(end=below.end())
    if written.power >= _MILLION:
        match = _decided(match)
    return Term(written.start, match.end, written, match, False, word_behind(text, match.end))


def _accounted(text: str, written: Written, words: _Beginnings) -> tuple[Written, UnitMatch] | None:
    """accounted := currency sign ( number ) [scale]: $(3.4) million is a loss, as accounts tell it."""
    start, end = written.start - 1, written.end
    if not text.startswith(")", end) or not start or text[start - 1].isalnum() or text[start - 1] in SPACES:
        return None
    sign = unit_before(text, start, None, words.spellings)
    if sign is None:
        return None
    scaled = with_scale(text, written.changed(end=end + 1), words.numbers)
    return scaled.changed(start=start, digits="-" + scaled.digits.lstrip("-")), sign


def _signed_term(text: str, written: Written, sign: UnitMatch, words: _Beginnings) -> Term:
    """money := sign number [scale letter] [the currency once more] {rate}: $1.2m, US$ 5 a barrel, $10 dollars."""
    if written.shared:
        written = written.scaled()
    start, end = sign.start, written.end
    if start and text[start - 1] in MINUS and (start == 1 or not text[start - 2].isalnum()):
        start, written = start - 1, written.changed(digits="-" + written.digits.lstrip("-"))
    before, behind = word_before(text, start), word_behind(text, end)
    match = UnitMatch(start, end, sign.unit, sign.senses, sign.glued)
    if behind not in words.behind_money and not written.fraction:
        return Term(start, end, written, match, True, behind, before)
    again = unit_after(text, written, words.spellings)
    if (
        again
        and again.unit.kind is Kind.MONEY
        and (again.unit == sign.unit or again.unit in sign.senses or sign.unit in again.senses)
    ):
        senses = again.senses if sign.unit == again.unit and not sign.senses else ()
        match = again.read_as(again.unit, senses)
    else:
        match = rated_money(text, match, words.lexicon)
    return Term(start, match.end, written, match, True, word_behind(text, match.end), before)


def _settled(
    text: str, written: Written, match: UnitMatch | None, lexicon: Lexicon
) -> tuple[Written, UnitMatch | None]:
    """`5m`: million before a currency, a unit or a plural noun, else the unit of that letter."""
    assert written.shared is not None
    end, _ = written.shared
    if match is not None and match.end > end:
        return written, match
    scaled = written.scaled()
    beyond = unit_after(text, scaled, lexicon.compiled(Spellings))
    if beyond and not beyond.wary and not (beyond.glued and len(text[beyond.start : beyond.end]) < 3):
        return scaled, beyond
    glued = text[written.end] not in SPACES
    if text[written.end] == "m" and _is_raced(text, written, end, lexicon):
        return written, match
    if (
        beyond is None
        and (glued or text[end - 1].isupper())
        and (noun := noun_after(text, end, lexicon))
        and noun.plural
    ):
        return scaled, None
    if (match is None and glued) or (beyond is None and _MONEY_BESIDE.match(text, end)):
        return scaled, None
    return written, match


_MONEY_BESIDE = re.compile(r" \([A-Z]{0,2}[$€£¥][\d.,]{1,9}(?: ?[a-z]{1,8})?\)")
"""A conversion in brackets behind an amount of money whose sign was lost: 204.3m (£109m)."""


def _is_raced(text: str, written: Written, end: int, lexicon: Lexicon) -> bool:
    """Is the `m` that of a race: the 400m hurdles?"""
    words = lexicon.compiled(Surroundings)
    return written.digits in words.distances and word_behind(text, end) in words.races


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


def _with_a_half(text: str, written: Written, lexicon: Lexicon) -> Term | None:
    """an acre and a half: the whole stands before its fraction, with an article for its number."""
    around = lexicon.compiled(Surroundings)
    if not around.article.match(text, written.start):
        return None
    lead = around.unit_and.search(text, max(0, written.start - 32), written.start)
    if lead is None:
        return None
    one = Written(lead.start(1), lead.end(1), "1", words=True)
    match = unit_after(text, one, lexicon.compiled(Spellings))
    if match is None or match.end != lead.end(2):
        return None
    return Term(one.start, written.end, written.changed(start=one.start, digits=f"1 {written.digits}"), match)


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


_TEMPERATURE = (("[temperature]", 1),)


_MILLION = 6


def _decided(match: UnitMatch) -> UnitMatch:
    """A pound by the million is money."""
    if match.unit.kind is not Kind.MONEY:
        for sense in match.senses:
            if sense.kind is Kind.MONEY:
                others = tuple(s for s in match.senses if s != sense and s.kind is Kind.MONEY)
                return match.read_as(sense, others)
    return match
