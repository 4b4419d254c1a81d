"""Every number of a text with the unit that stands beside it, and what looked like a number and is none."""

from __future__ import annotations

from dataclasses import replace

import regex

from quantities.lexicon import Lexicon
from quantities.model import BARE, Kind, Left, Unit
from quantities.reading.grammar import MINUS, SPACE, SPACES, word_behind
from quantities.reading.groups import Term
from quantities.reading.hedges import HedgeWords, hedge_after
from quantities.reading.nouns import noun_after
from quantities.reading.numerals import Written, scan
from quantities.reading.refusals import shape_at
from quantities.reading.surroundings import Surroundings
from quantities.reading.units import Spellings, UnitMatch, rate_after, rated_money, unit_after, unit_before

_LETTERED = regex.compile(r"\d{1,3}[A-Z]")
_WORDLIKE = regex.compile(r"(?!x\d)[\p{L}_][\w&]*+")


def terms_of(text: str, lexicon: Lexicon, left: list[Left]) -> list[Term]:
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
        if seats and _LETTERED.fullmatch(text, term.start, term.end):
            left.append(Left(term.start, term.end, text[term.start : term.end], "label"))  # seat 14A … the man in 15C
            done = term.end
            continue
        joined = text[term.end : term.end + 1]
        if (
            term.match is None
            and not written.words
            and (joined.isalpha() or joined == "_")
            and (run := _WORDLIKE.match(text, term.end))
        ):
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
    if match is None or not text[match.end - 1].isalpha() or match.end - match.start < 2:
        return None
    if rest and not _CONTINUED.match(rest):
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


class _Beginnings:
    """The words that what belongs to a number may begin with behind it: a unit, a hedge, a rate, `below zero`.

    None is one of them: for `word_behind` it is all that must be looked at more closely.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        spellings, hedges = lexicon.compiled(Spellings), lexicon.compiled(HedgeWords)
        self.words: frozenset[str | None] = frozenset(
            (
                None,
                *spellings.beginnings,
                *spellings.rate_words,
                *hedges.beginnings,
                *lexicon.compiled(Surroundings).beginnings,
            )
        )
        self.behind_units: frozenset[str | None] = frozenset((None, "and", *lexicon.compiled(Surroundings).below))


def _term(text: str, written: Written, done: int, lexicon: Lexicon) -> Term:
    """A number with the unit before it (and behind `done`, where the last term ended) or behind it."""
    sign = unit_before(text, written.start, lexicon) or _absolute(text, written, lexicon)
    if sign and sign.start >= done:
        return _signed_term(text, written, sign, lexicon)
    beginnings = lexicon.compiled(_Beginnings)
    if word_behind(text, written.end) not in beginnings.words and not (written.shared or written.fraction):
        return Term(written.start, written.end, written)
    match = unit_after(text, written, lexicon)
    if written.shared:
        written, match = _settled(text, written, match, lexicon)
    if match is None and (plus := hedge_after(text, written.end, lexicon)):  # 20+ miles, five or more miles
        match = unit_after(text, written._replace(end=plus.end), lexicon)
    if match is not None and _is_dated(text, written, match):
        match = None
    match = match or _counter(text, written, lexicon) or rate_after(text, written.end, BARE, lexicon)
    degrees = lexicon.names.get("degrees")
    if match is None and degrees and lexicon.compiled(Surroundings).below_zero.match(text, written.end):
        match = UnitMatch(written.end, written.end, degrees[0], degrees[1:])
    if match is None and written.fraction and (whole := _with_a_half(text, written, lexicon)):
        return whole
    if match is None:
        return Term(written.start, written.end, written)
    if word_behind(text, match.end) not in beginnings.behind_units:
        return Term(written.start, match.end, written, _decided(written, match))
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
