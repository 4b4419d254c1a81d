"""What the words around a quantity make of it: hedges (about, at least, or more) and moves (rose 5 %, down by 3).

Everything here looks at the few words beside a quantity, nearest first, and stops at the first that says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Generic, TypeVar

from quantities.frozen import NamedTuple, replace
from quantities.lexicon import Lexicon
from quantities.model import BARE, Change, Form, Hedge, Kind, Quantity, Unit
from quantities.reading.grammar import CURRENCY_SIGNS, LETTER, WHITE, word_before
from quantities.reading.late import Late

T = TypeVar("T")


class Hedged(NamedTuple):
    """A hedge, and the span of the words that say it."""

    hedge: Hedge
    start: int
    end: int


# -- hedges ----------------------------------------------------------------------------------------------------------


def hedge_before(text: str, start: int, lexicon: Lexicon) -> Hedged | None:
    """The hedge in front of the quantity that starts at `start` (its sign or currency included), if there is one.

    >>> hedge_before("a little over 400 people", 14, Lexicon.default())
    Hedged(hedge=<Hedge.MORE_THAN: 'more_than'>, start=0, end=13)
    """
    return _hedge_before(text, start, nearest_to(text, start), lexicon.compiled(HedgeWords))


def _hedge_before(text: str, start: int, nearest: str, words: HedgeWords) -> Hedged | None:
    if nearest not in words.nearest:
        return _sign_before(text, start, words) if nearest[-1:] in words.sign_ends else None
    found = words.before.longest(_back(text, start)) if nearest in words.before.first else None
    if found is None and nearest in words.articles.first and (article := words.articles.longest(_back(text, start))):
        found = words.before_article.longest(_back(text, article.start))
    if found is None or found.says is None:
        return None
    more = words.intensifiers.longest(_back(text, found.start))
    return Hedged(found.says, more.start if more else found.start, found.end)


def hedge_after(text: str, end: int, lexicon: Lexicon) -> Hedged | None:
    """The hedge behind the quantity, or the number without its noun, that ends at `end`, if there is one.

    >>> hedge_after("children of 12 or more", 14, Lexicon.default())
    Hedged(hedge=<Hedge.AT_LEAST: 'at_least'>, start=15, end=22)
    """
    return hedge_behind(text, end, lexicon.compiled(HedgeWords))


def hedge_behind(text: str, end: int, words: HedgeWords) -> Hedged | None:
    """The same, with the words at hand."""
    if glued := _GLUED.match(text, end):
        return Hedged(words.glued[glued[0]], *glued.span()) if glued[0] in words.glued else None
    if _following(text, end) not in words.following:
        return None
    found = words.after.longest(_ahead(text, end))
    if found is not None:
        return None if words.goes_on(text, found) else Hedged(*found)
    found = words.after_last.longest(_ahead(text, end))
    return Hedged(*found) if found and _closes(text, found.end, words.closers) else None


class Lead(NamedTuple):
    """The words in front of a quantity, looked at once: the `nearest` of them, and the hedge that they say."""

    start: int
    nearest: str
    hedged: Hedged | None


def lead_before(text: str, start: int, before: str | None, moves: MoveWords) -> Lead | None:
    """What stands in front of the quantity that starts at `start`, if a hedge, a sign or a move may: mostly none does.

    `before` is what `word_before` tells of the place, or None: not known.
    """
    nearest = _next_to(text, start) if before is None else before
    if nearest not in moves.nearest and nearest[-1:] not in moves.sign_ends:
        signed = text[start : start + 1] in _DIRECTIONS or (start and text[start - 1] in _DIRECTIONS)
        return Lead(start, nearest, None) if signed else None
    if before in moves.hedges.before.first and before not in moves.hedges.articles.first:
        hedged = moves.hedges.before.may_end(text, start, nearest)
        return Lead(start, nearest, _hedge_before(text, start, nearest, moves.hedges) if hedged else None)
    return Lead(start, nearest, _hedge_before(text, start, nearest, moves.hedges))


def _sign_before(text: str, start: int, words: HedgeWords) -> Hedged | None:
    """A sign before the quantity (`~5`, `p < 0.05`), but not the end of a tag, an arrow or the mark of quoted mail."""
    sign = _SIGN.match(text, 0, start)
    return Hedged(words.signs[sign["sign"]], *sign.span("sign")) if sign else None


class _Word:
    def __init__(self, start: int, end: int, lower: str) -> None:
        self.start = start
        self.end = end
        self.lower = lower


class _Said(NamedTuple, Generic[T]):
    says: T
    start: int
    end: int


class _Phrases(Generic[T]):
    """Phrases and what each says; `longest` finds the longest that the words, read one by one, spell out."""

    def __init__(self, phrases: Mapping[str, T], *, backwards: bool = False) -> None:
        order = -1 if backwards else 1
        split = {tuple(phrase.split()[::order]): says for phrase, says in phrases.items()}
        self.says = {" ".join(words): says for words, says in split.items()}
        self.begun = {" ".join(words[:count]) for words in split for count in range(1, len(words))}
        self.first = frozenset(words[0] for words in split)

    def seconds(self, other: _Phrases[T]) -> dict[str, frozenset[str]]:
        """For each word that begins phrases of both, the second words of them; none where it is one by itself."""
        both: dict[str, set[str]] = {}
        for phrase in (*self.says, *other.says):
            first, *more = phrase.split()
            both.setdefault(first, set()).add(more[0] if more else "")
        return {first: frozenset(() if "" in words else words) for first, words in both.items()}

    def may_end(self, text: str, start: int, nearest: str) -> bool:
        """May `nearest`, the word before `start`, end a phrase, with the word before it?"""
        if nearest in self.says:
            return True
        before = word_before(text, start - len(nearest) - 1)
        return before is None or (key := f"{nearest} {before}") in self.begun or key in self.says

    def longest(self, words: Iterable[_Word]) -> _Said[T] | None:
        key, first, found = "", None, None
        for word in words:
            first = first or word
            key = f"{key} {word.lower}" if key else word.lower
            if key in self.says:
                found = _Said(self.says[key], min(first.start, word.start), max(first.end, word.end))
            if key not in self.begun:
                break
        return found


class HedgeWords:
    """The hedges of `hedges.toml`, ready for look-up."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["hedges"]
        before: dict[str, Hedge | None] = dict.fromkeys(table["before"]["none"])
        before |= _by_phrase(table["before"]) | _compared(table["comparatives"])
        apart = table["articles"]["not_behind"]
        self.before = _Phrases(before, backwards=True)
        self.before_article = _Phrases({p: h for p, h in before.items() if p not in apart}, backwards=True)
        self.articles = _Phrases(dict.fromkeys(table["articles"]["words"]), backwards=True)
        self.intensifiers = _Phrases(dict.fromkeys(table["intensifiers"]["words"]), backwards=True)
        self.nearest = self.before.first | self.articles.first
        self.signs = {sign: Hedge(name) for sign, name in table["signs"].items()}
        self.sign_ends = frozenset(sign[-1] for sign in self.signs)
        self.after = _Phrases(_by_phrase(table["after"]))
        self.after_last = _Phrases(_by_phrase(table["after_last"]))
        self.following = self.after.first | self.after_last.first
        self.seconds = self.after.seconds(self.after_last)
        self.glued = {sign: Hedge(name) for sign, name in table["glued"].items()}
        forms = (*self.following, *(sign.lstrip("-+") for sign in self.glued))
        self.beginnings = frozenset(words[0] for form in forms if (words := _LETTERS.match(form)))
        self.periods, self.lasting, self.taking, self.dating = (
            frozenset(table["periods"][key]) for key in ("words", "lasting", "taking", "dating")
        )
        self.refused, self.closers, self.prepositions, self.objects = (
            frozenset(table["ends"][key]) for key in ("refused", "closers", "prepositions", "objects")
        )

    def is_none(self, text: str, hedged: Hedged, end: int, *, timed: bool) -> bool:
        """Is it no hedge, but that of the time in which something was done, or of what was taken over?

        `timed` tells that it stands before a time: £5m over ten years, but not: it lasted over ten years, it took over
        ten years. Before all else `taking over` is one verb: they took over two firms.
        """
        if text[hedged.start : hedged.end].lower() not in self.periods:
            return False
        before = next(_back(text, hedged.start), None)
        if not timed:
            return before is not None and before.lower in self.taking
        if _next(text, end) in self.dating:
            return False
        if before:
            return before.lower not in self.lasting
        return _FIGURE.search(text, max(0, hedged.start - 8), hedged.start) is not None

    def goes_on(self, text: str, said: _Said[Hedge]) -> bool:
        """Does the phrase belong to what follows it: another figure, a comparison, the object of its preposition?"""
        following = _next(text, said.end)
        if following in self.refused or _NUMBER.match(text, said.end):
            return True
        return (
            following in self.objects
            and text[said.start : said.end].rsplit(maxsplit=1)[-1].lower() in self.prepositions
        )


def _by_phrase(table: Mapping[str, Sequence[str]]) -> dict[str, Hedge]:
    return {phrase: hedge for hedge in Hedge for phrase in table.get(hedge, ())}


_NEGATED = {Hedge.MORE_THAN: Hedge.AT_MOST, Hedge.LESS_THAN: Hedge.AT_LEAST}


def _compared(table: Mapping[str, Sequence[str]]) -> dict[str, Hedge]:
    """`more than` and its like, and what their negations leave: no more than is at most."""
    plain = {f"{word} {table['than']}": hedge for hedge in _NEGATED for word in table[hedge]}
    negated = {f"{no} {phrase}": _NEGATED[hedge] for phrase, hedge in plain.items() for no in table["negations"]}
    return plain | negated


# -- the words beside a place ----------------------------------------------------------------------------------------

_FARTHEST = 8
_SIGN = Late(
    r"(?r)(?: (?<! [-=<>~∼] ) (?P<sign> [~∼≈≃≅≥⩾≳≤⩽≲] | <=? )"
    r"      | (?<! [-=<>~\p{Nd}\"'’”/] | [\w/<]\p{L} | \n (?= > [^\S\r\n] ) ) (?P<sign> >=? ) ) [^\S\r\n]{0,2}",
    re.VERBOSE,
)
_AHEAD = re.compile(
    r"(?P<comma>,)?+(?:[^\S\r\n]{1,4}+(?:\r?\n[^\S\r\n]{0,4}+)?+|\r?\n[^\S\r\n]{0,4}+)(?P<word>[^\W\d_][\w'’-]{0,19}+)"
)
_GLUED = re.compile(r"(?:\+|-[a-z]{2,6}+)(?![\w+-])")
_FIGURE = Late(rf"[\d%]{LETTER}{{0,3}}\s{{1,4}}$")
_NUMBER = Late(rf"\s{{0,4}}+[\d{CURRENCY_SIGNS}]")
_CLOSED = re.compile(rf"\s{{0,4}}+(?:[^\w\s]|$)|{WHITE}{{0,4}}+\r?\n{WHITE}{{0,24}}+\r?\n")
_LETTERS = re.compile(r"[A-Za-z]++")
_WINDOW = 72
_GLANCE = 24
_OPENING = "([{\"'“‘«"


def nearest_to(text: str, place: int) -> str:
    """The word before `place`, in lower case: a cheap look that mostly tells that nothing is to be found there."""
    word = word_before(text, place)
    return _next_to(text, place) if word is None else word


def _next_to(text: str, place: int) -> str:
    """The same where it is no plain word."""
    words = text[max(0, place - _GLANCE) : place].replace("-", " ").rsplit(None, 1)
    return words[-1].lstrip(_OPENING).lower() if words else ""


def _following(text: str, place: int) -> str:
    """The word behind `place` and perhaps a comma, in lower case: the same for the other side."""
    words = text[place : place + _GLANCE].lstrip(",").split(None, 1)
    return words[0].rstrip(".,;:!?)]\"'”’").lower() if words else ""


def _back(text: str, place: int) -> Iterator[_Word]:
    """The words before `place`, the nearest first, up to the first that more than space or a hyphen parts from it."""
    low = max(0, place - _WINDOW)
    lead = text[low:place].replace("-", " ")
    end = len(lead)
    for token in lead.rsplit(None, _FARTHEST)[: -_FARTHEST - 1 : -1]:
        start = lead.rindex(token, 0, end)
        word = token.lstrip(_OPENING)
        cut_off = start == 0 and low > 0
        if cut_off or not word or not (word[-1].isalpha() or word[-1] == ".") or lead.count("\n", start, end) > 1:
            return
        begin = low + start + len(token) - len(word)
        yield _Word(begin, begin + len(word), word.lower())
        if word != token:
            return
        end = start


def _ahead(text: str, place: int) -> Iterator[_Word]:
    """The words behind `place`, up to the first that more than space (or, at first, a comma) parts from it."""
    for count in range(_FARTHEST):
        found = _AHEAD.match(text, place)
        if found is None or (count and found["comma"]):
            return
        place = found.end()
        yield _Word(found.start("word"), place, found["word"].lower())


def _next(text: str, place: int) -> str:
    return next((word.lower for word in _ahead(text, place)), "")


def _closes(text: str, place: int, closers: frozenset[str]) -> bool:
    """Is the clause over at `place`, or does one of `closers` follow?"""
    return _CLOSED.match(text, place) is not None or _next(text, place) in closers


# -- moves -----------------------------------------------------------------------------------------------------------


def change_around(text: str, start: int, end: int, lexicon: Lexicon, unit: Unit = BARE) -> Change | None:
    """The direction of the move whose amount stands at `start` to `end`, told in front of it or behind it."""
    return change_before(text, start, lexicon, unit) or change_after(text, end, lexicon.compiled(MoveWords), unit)


def change_before(text: str, start: int, lexicon: Lexicon, unit: Unit = BARE) -> Change | None:
    """The direction of the move whose amount starts at `start`; None for a level (`rose to 5 %`) and for nouns.

    `start` may be that of the hedge. Without its `unit` things counted cannot be told from figures (lost two games).

    >>> change_before("Sales fell by nearly 5 %", 21, Lexicon.default())
    <Change.DOWN: 'down'>
    """
    words = lexicon.compiled(MoveWords)
    lead = lead_before(text, start, None, words)
    return change_led(text, lead, words, unit) if lead else None


def change_led(text: str, lead: Lead, words: MoveWords, unit: Unit) -> Change | None:
    """The same, of words in front that were looked at already."""
    if signed := _signed(text, lead.start, words, unit):
        return signed
    start, hedged = lead.start, lead.hedged
    if hedged:
        if text[hedged.start : hedged.end].lower() in words.levels:
            return None
        start = hedged.start
    elif lead.nearest not in words.first and not (lead.nearest == words.of and words.averages(text, start)):
        return None
    trail, by = _back(text, start), False
    for word in trail:
        if word.lower == words.of and next(trail, word).lower in words.means:
            continue  # rose an average of 3 %
        if verb := words.verbs.get(word.lower):
            if unit.dimension == _LENGTH and word.lower in words.standing and not by:
                return None
            before = next(trail, None)
            if before and before.lower in words.yielding and verb.way is Way.PARTICLE and not by:
                return words.opposite(verb.change) if unit.kind in _POINTS and not words.counts(unit) else None
            return verb.change if words.moves(verb, before, unit, by=by) else None
        if word.lower in words.by:
            by = True
        elif word.lower not in words.between and (not by or words.counts(unit) or word.lower in words.clauses):
            return None
    return None


def change_after(text: str, end: int, words: MoveWords, unit: Unit = BARE) -> Change | None:
    """The direction that a word behind the amount tells: `opened 0.4 % higher`, `3 points down`.

    >>> change_after("Shares closed 2 per cent lower.", 24, MoveWords(Lexicon.default()))
    <Change.DOWN: 'down'>
    """
    change = words.behind.get(_following(text, end))
    word = next(_ahead(text, end), None) if change else None
    if word is None or word.lower not in words.behind or unit.dimension == _TIME or text[end] == ",":
        return None
    if word.lower in words.verbs and (unit.kind is Kind.MEASURE or words.counts(unit)):
        return None  # three miles down the road
    if unit.kind not in _POINTS and _next(text, word.end) in words.since:
        return None  # it hit $415 up from $389
    return change if _closes(text, word.end, words.followers) else None


_TIME, _LENGTH = (("[time]", 1),), (("[length]", 1),)
_POINTS = (Kind.PERCENT, Kind.COUNT)
_STEPS = ("basis_point", "percentage_point")
"""What is told in them is the amount of a move: spreads widened 4 basis points."""
_DIRECTIONS = dict.fromkeys("+▲↑", Change.UP) | dict.fromkeys("-−–▼↓", Change.DOWN)


class Way(Enum):
    """How a trigger takes its amount: see `hedges.toml`."""

    MOVES = "moves"
    GAINS = "gains"
    TRANSFERS = "transfers"
    RAISES = "raises"
    PARTICLE = "particles"
    STATED = "stated"


class _Verb(NamedTuple):
    change: Change
    way: Way


class MoveWords:
    """The moves of `hedges.toml`, ready for look-up."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["hedges"]
        self.verbs = {form: _Verb(change, way) for change in Change for way in Way for form in table[change][way.value]}
        moves = table["moves"]
        self.by, self.between, self.clauses, self.levels, self.determiners, self.phrasal, self.states = (
            frozenset(moves[key]) for key in ("by", "between", "clauses", "levels", "determiners", "phrasal", "states")
        )
        self.standing, self.yielding = frozenset(moves["standing"]), frozenset(moves["yielding"])
        self.means, self.of = frozenset(moves["means"]), moves["of"]
        self.counted = frozenset(moves["counted"])
        self.level_words = frozenset(moves["level_words"]) | self.determiners
        self.behind = {word: Change(name) for word, name in moves["behind"]["words"].items()}
        self.followers = frozenset(moves["behind"]["followers"])
        self.since = frozenset(moves["behind"]["since"])
        self.hedges = hedges = lexicon.compiled(HedgeWords)
        self.first = self.verbs.keys() | self.by | self.between
        self.nearest = self.first | hedges.nearest
        self.sign_ends = hedges.sign_ends
        behind = (words[0] for form in self.behind if (words := _LETTERS.match(form)))
        self.beginnings: frozenset[str | None] = frozenset((None, *hedges.beginnings, *behind))

    def may_mean(self, text: str, start: int, nearest: str) -> bool:
        """May `nearest`, the plain word before `start`, end a hedge or tell of a move? Most words and most `of` not."""
        if nearest not in self.nearest:
            return False
        hedges = self.hedges
        if nearest in self.first or nearest in hedges.articles.first or hedges.before.may_end(text, start, nearest):
            return True
        return nearest == self.of and self.averages(text, start)

    def averages(self, text: str, start: int) -> bool:
        """Does `an average of`, or its like, stand before `start`?"""
        return word_before(text, start - len(self.of) - 1) in self.means

    def opposite(self, change: Change) -> Change:
        """The other direction."""
        return Change.DOWN if change is Change.UP else Change.UP

    def counts(self, unit: Unit) -> bool:
        """Does the unit count things that no figure moves by?"""
        return unit.kind is Kind.COUNT and bool(unit.terms) and unit.terms[0][0] not in self.counted

    def moves(self, verb: _Verb, before: _Word | None, unit: Unit, *, by: bool) -> bool:
        """Is an amount in this unit the amount of the move that the verb tells, with the word before it?"""
        word = before.lower if before else ""
        if verb.way is Way.STATED:
            if word not in self.states or self.counts(unit):
                return False
        elif verb.way is Way.PARTICLE:
            if word in self.phrasal or (self.counts(unit) and word not in self.states):
                return False
        elif word in self.determiners:
            return False
        if by:
            return True
        if unit.dimension == _TIME:
            return False
        if verb.way is Way.RAISES:  # spreads widened 4 basis points, taxes were raised 7 %
            return unit.expression in _STEPS or (unit.kind is Kind.PERCENT and word in self.states)
        if verb.way is Way.TRANSFERS:
            return unit.kind in (Kind.PERCENT, Kind.NUMBER) or (unit.kind is Kind.COUNT and not self.counts(unit))
        return verb.way is not Way.GAINS or not self.counts(unit)


def _signed(text: str, start: int, words: MoveWords, unit: Unit) -> Change | None:
    """A percentage, or points, with a sign of its own: `FTSE -0.6 %`, but not a level (`a growth of -0.6 %`)."""
    if unit.kind not in _POINTS or words.counts(unit):
        return None
    place = start if text[start] in _DIRECTIONS else start - 1
    change = _DIRECTIONS.get(text[place]) if place >= 0 else None
    if change is None or (place and not text[place - 1].isspace() and text[place - 1] not in "(["):
        return None
    before = next(_back(text, place), None)
    return None if before and before.lower in words.level_words else change


# -- what carries on -------------------------------------------------------------------------------------------------


def carried(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Quantity]:
    """The quantities of a text, in order, each with the hedge and the move that it takes over from the one before it.

    Into a bracket, between the members of a bracket and behind "or" a hedge goes on to the same amount in another unit
    (`more than 100 km (60 miles)`) and a move to any amount (`up 12 points, or 0.2 %`); in a list a move goes on.
    """
    links = lexicon.compiled(Links)
    done: list[Quantity] = []
    bracketed = False
    for quantity in quantities:
        if done and 0 < quantity.start - done[-1].end < _LONGEST_GAP:
            link = links.between(text, done[-1], quantity, lexicon, bracketed=bracketed)
            bracketed = link is Link.BRACKET
            if link is Link.ALTERNATIVE and (change := _told_of_both(text, done[-1], quantity, lexicon)):
                done[-1], quantity = replace(done[-1], change=change), replace(quantity, change=change)  # noqa: PLW2901
            if link:
                quantity = _taking_over(done[-1], quantity, link)  # noqa: PLW2901  the next one takes over from this
        else:
            bracketed = False
        done.append(quantity)
    return done


def _told_of_both(text: str, first: Quantity, second: Quantity, lexicon: Lexicon) -> Change | None:
    """The move that a word behind an amount and its alternative tells of both: 12 points, or 0.2 %, higher."""
    words = lexicon.compiled(MoveWords)
    if first.change is not None or first.kind not in _POINTS or words.counts(first.unit):
        return None
    if second.change is not None or text[second.end : second.end + 1] != ",":
        return second.change
    return change_after(text, second.end + 1, words, second.unit)


class Link(Enum):
    """How a quantity follows another that hands its hedge or its move on."""

    BRACKET = "bracket"
    ALTERNATIVE = "alternative"
    SERIES = "series"
    SIZE = "size"


_LONGEST_GAP = 48


class Links:
    """The joints of `hedges.toml` between two quantities."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["hedges"]["carried"]
        self.open, self.inside, self.alternative, self.sizes = (
            frozenset(table[key]) for key in ("open", "inside", "alternative", "sizes")
        )
        self.all = self.open | self.inside | self.alternative | self.sizes

    def between(
        self, text: str, first: Quantity, second: Quantity, lexicon: Lexicon, *, bracketed: bool
    ) -> Link | None:
        """How `second` follows `first`, of which `bracketed` tells that it stands in a bracket of its own source."""
        end = second.start
        if (second.hedge or second.form not in _PLAIN_FORMS) and (hedged := hedge_before(text, end, lexicon)):
            end = max(first.end, hedged.start)
        gap = text[first.end : end].strip().lower()
        if gap not in self.all:
            return Link.SERIES if first.series is not None and first.series == second.series else None
        if gap in self.open or (bracketed and gap in self.inside):
            return Link.BRACKET
        if gap in self.sizes:
            return Link.SIZE
        if first.series is not None and first.series == second.series:
            return Link.SERIES
        return Link.ALTERNATIVE if gap in self.alternative else None


_PLAIN_FORMS = (Form.SINGLE, Form.COMPOUND)
"""Where a quantity of another form has no hedge, words before it may say one all the same, as of its lower bound."""


def _taking_over(first: Quantity, second: Quantity, link: Link) -> Quantity:
    if first.hedge is None and first.change is None:
        return second
    hedge, change = second.hedge, second.change
    if link in (Link.BRACKET, Link.ALTERNATIVE) and _restates(first, second):
        hedge = hedge or first.hedge
    if link is Link.SIZE and first.unit.dimension == second.unit.dimension:
        hedge = hedge or first.hedge
    if link is not Link.SIZE and second.unit.dimension != _TIME:
        change = change or first.change
    if (hedge, change) == (second.hedge, second.change):
        return second
    return replace(second, hedge=hedge, change=change)


def _restates(first: Quantity, second: Quantity) -> bool:
    """Could the second be the first in another unit?"""
    alike = first.kind is second.kind and first.unit.dimension == second.unit.dimension
    return first.unit != second.unit and (alike or first.kind is second.kind is Kind.MONEY)
