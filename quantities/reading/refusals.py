"""What looks like a quantity and is none: dates, times, scores, labels, names.

A wrong reading costs more than a missed one.

Two kinds of rule. A shape is told by its own characters and is skipped before any number is read (`17:22`, `2.0.1`,
`29 March`). A use is told by the words around a number that has no unit (`page 12`, `in 2019`, `Boeing 747`).
"""

from __future__ import annotations

from collections.abc import Callable

from quantities.frozen import NamedTuple
from quantities.lexicon import Lexicon
from quantities.model import Form
from quantities.reading.grammar import CAPITAL, LETTER, Grammar, word_behind
from quantities.reading.groups import Group
from quantities.reading.late import Late
from quantities.reading.nouns import Noun
from quantities.reading.numerals import Written, moved_by


class Refusals:
    """The lists of `refusals.toml` that uses are told by."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["refusals"]
        self.months = frozenset(table["months"]["names"])
        self.year_before = frozenset(table["years"]["before"])
        self.labels = frozenset(table["labels"]["before"])
        self.counting: str = table["labels"]["counting"]
        self.except_before = frozenset(table["labels"]["except_before"])
        self.ordinary = frozenset(table["names"]["ordinary"])
        self.on = frozenset(table["months"]["on"])
        self.halves = frozenset(table["halves"]["words"])
        self.strengths = frozenset((*table["strengths"]["words"], *lexicon.language["nouns"]["hedging_hyphens"]))
        self.halved = frozenset(table["halves"]["halved"])
        self.sharing = frozenset(table["halves"]["sharing"])
        self.shared = frozenset(("", *table["halves"]["shared"], *self.sharing))
        self.grammar = lexicon.compiled(Grammar)
        self.prepositions = frozenset(table["labels"]["prepositions"])
        self.no_labels = tuple(table["labels"]["endings"])
        self.copulas = frozenset(table["labels"]["copulas"])
        self.plain_labels = self.labels - self.copulas - {month.lower().rstrip(".") for month in self.months}
        self.places = frozenset(table["names"]["places"])
        self.owners = frozenset(table["names"]["owners"])
        self.within = frozenset(table["names"]["within"])
        self.at = frozenset(table["clock"]["at"])
        self.minutes, self.hours = frozenset(table["clock"]["minutes"]), frozenset(table["clock"]["hours"])
        hedges = lexicon.language["hedges"]
        self.moving = frozenset(
            verb for way in (hedges["up"], hedges["down"]) for verbs in way.values() for verb in verbs
        )
        self.denominators = frozenset(lexicon.language["numerals"]["denominators"])
        self.numbers = frozenset(lexicon.language["numerals"]["words"])
        nouns = lexicon.language["nouns"]
        self.of: str = nouns["of"]
        self.determiners = frozenset(nouns["determiners"])
        self.closed = frozenset(w for words in nouns["ends"].values() for w in words) | frozenset(nouns["determiners"])
        self.articles = frozenset(table["names"]["articles"])
        self.idioms = tuple(table["pronouns"]["idioms"])
        self.before_one = frozenset(table["pronouns"]["before_one"])
        self.after_one = frozenset(table["pronouns"]["after_one"])


_SINGLE, _RANGE = Form.SINGLE, Form.RANGE


class Place:
    """A group without a unit, and the words around it; `behind` is what `word_behind` tells of its end."""

    def __init__(
        self,
        text: str,
        group: Group,
        noun: Noun | None,
        hedged: bool,
        behind: str | None,
        before: str,
        tight: bool,
        second: str,
        words: Refusals,
        written: Written,
        colon: bool = False,
    ) -> None:
        self.text = text
        self.group = group
        self.noun = noun
        self.hedged = hedged
        self.behind = behind
        self.before = before
        self.tight = tight
        self.second = second
        self.words = words
        self.written = written
        self.colon = colon

    @property
    def alone(self) -> bool:
        """Is the number all there is in the text, white space aside?"""
        start, end = self.group.start, self.group.end
        return start + len(self.text) - end < 12 and not (self.text[:start] + self.text[end:]).strip()

    @property
    def initial(self) -> bool:
        """Does the word before it begin a sentence or a line?"""
        return not self.second or (
            self.second[-1] in ".!?:;\"'”’)|—–-\n" and not (len(self.second) < 4 and self.second[-1] == ".")
        )

    @property
    def follows_sentence(self) -> bool:
        """Does the word before it end a sentence: a full stop is on it, and it is too long for what is cut short?"""
        longest = _CUT_SHORT[self.written.words]
        return self.before[-1:] == "." and len(self.before) > longest and self.before[:-1].isalpha()


_CUT_SHORT = (4, 3)
"""So long are the forms with a full stop, it included, that digits follow (No., Fig., Vol.), and number words (Mr.)."""


def use_of(text: str, group: Group, noun: Noun | None, hedged: bool, behind: str | None, words: Refusals) -> str | None:
    """The rule that says why a group without a unit is no quantity, or None."""
    lead = text[max(0, group.start - 48) : group.start]
    stripped = lead.rstrip()
    near = stripped.rsplit(None, 2)
    before = near[-1] if near else ""
    second = near[-2] if len(near) > 1 else ""
    if "\n" in lead:
        if "\n" in lead[len(stripped) :]:
            before = ""
        if second and "\n" in stripped[: -len(before) or None][-2:]:
            second = ""
    last = before[-1:]
    tight = last not in _LOOSE
    written = group.terms[0].written
    bare = before if last.isalpha() and before.isalpha() else before.strip(",;:!?()[]\"“”'‘’")
    place = Place(text, group, noun, hedged, behind, bare, tight, second, words, written, last == ":")
    sort = _WORDS if written.words else min(len(written.digits), _LONG) if written.plain else _MIXED
    for name, rule in _ASKED[sort, tight, noun is None]:
        if rule(place):
            return name
    return None


_LOOSE = frozenset(("", *',;:!?()[]"”“–—'))


def _year(p: Place) -> bool:
    """Four plain digits of a year, unless things of that number follow and no word makes a year of it."""
    terms = p.group.terms
    if not all(t.written.plain and len(t.written.digits) == 4 and "1000" <= t.written.digits <= "2100" for t in terms):
        return False
    if p.group.form is _RANGE and p.group.opened and terms[0].written.digits >= "1500":
        return p.noun is None or " " in p.text[p.noun.start : p.noun.end]
    if p.noun is not None and p.noun.modifier and p.text[p.group.end] in _HYPHENS:
        return not terms[-1].written.digits.endswith("00")  # the 2000-seat hall, but a 2008-style crisis
    if p.before in p.words.months or (p.before.lower() in p.words.year_before and not p.group.opened):
        owned = p.before.lower() in p.words.determiners and terms[-1].written.digits not in _ROUND_YEARS
        if not owned or p.noun is None or not p.noun.plural:
            return True
    if p.noun is None or not p.noun.plural:
        return not p.hedged or terms[-1].written.digits >= "1700"
    recent = terms[-1].written.digits >= "1800"
    return recent and not p.hedged and not terms[-1].written.digits.endswith("00")


_ROUND_YEARS = ("1900", "2000")


def _date(p: Place) -> bool:
    """A day behind its month."""
    first = p.written
    if p.noun is not None and p.noun.plural and " " not in p.text[p.noun.start : p.noun.end]:
        return False  # by March 14 people had gone
    month = p.before if p.before in p.words.months else p.before.rstrip(".")
    if p.before.islower():  # text in lower case: `on may 19`, `oct. 25`
        month = month.capitalize() if p.before[-1] == "." or p.second in p.words.on else ""
    return month in p.words.months and int(first.digits) <= 31


def _label(p: Place) -> bool:
    """A number behind the name of a numbered thing: page 12, Game 2, No. 10."""
    if p.hedged:
        return False
    label = p.second if p.before.lower() in p.words.copulas else p.before
    if label.lower() not in p.words.labels or (label is p.second and label != "number"):
        return False
    told = p.second.lower() in p.words.except_before or p.written.words
    if p.noun is not None and p.noun.plural and (told or p.behind == p.words.counting):
        return False  # won the title 11 times
    return not p.written.power


def _placed(p: Place) -> bool:
    """A number behind a noun in the singular that a preposition and no article introduces: in plot 9, from stand 41."""
    before = p.before
    if p.hedged or p.second not in p.words.prepositions or not before.islower():
        return False
    if not before.isalpha() or before.endswith(p.words.no_labels):
        return False
    return before not in p.words.ordinary and before not in p.words.closed


def _name(p: Place) -> bool:
    """A number behind a capitalised word, or one with digits in it, is part of a name: Boeing 747, iPhone 11."""
    before, written = p.before, p.written
    if not before or p.hedged or not _is_bare(p, written) or p.follows_sentence:
        return False
    if before in p.words.owners:
        return True
    if p.behind in p.words.sharing and p.second.lower() in p.words.within:
        return False  # in Paris 25 are missing
    ordinary = before.lower().rstrip(".") in p.words.ordinary or before in p.words.months or before in p.words.places
    times = p.noun is not None and p.noun.head == "time"
    if ordinary or times or not (before[0].isupper() or (not before[0].isdigit() and _MARKED.search(before, 0))):
        return False
    if before.isupper() and len(before) > 1:
        return True  # ISO 9001
    if p.noun is not None and p.noun.plural:
        return not p.initial and len(written.digits) < 4
    return len(written.digits) < 5 or not p.initial


_MARKED = Late(rf"[{CAPITAL}\d]")


def _is_bare(p: Place, written: Written) -> bool:
    """Is the number written with no more than digits and a point: without words, scale and grouping?"""
    return not (written.words or written.power or "," in p.text[written.start : written.end])


def _named(p: Place) -> bool:
    """A number word in capitals inside a sentence: the Big Four, the Six Nations, the Gang of Four."""
    if not p.text[p.written.start].isupper() or p.follows_sentence:
        return False
    if p.before.islower():
        return p.before in p.words.articles or (p.before == p.words.of and p.second[:1].isupper())
    return p.before[:1].isupper() and not (p.initial and p.before.lower() in p.words.ordinary - {"the"})


def _clock(p: Place) -> bool:
    """Half past nine, ten to four, open from nine to five."""
    terms, past = p.group.terms, _is_past(p)
    if not past and (p.group.form is not _RANGE or p.before.lower() not in p.words.at):
        return False
    if p.second.lower() in p.words.moving:
        return False  # it fell from 10 to 7
    if any(t.written.power or not t.written.digits.isdecimal() for t in terms):
        return False
    low, high = terms[0].number, terms[-1].number
    return past or not (high > 12 or low > 59 or low <= high or not p.group.joint.isalpha())


def _is_past(p: Place) -> bool:
    """Is the number the hour or the minutes of so much past an hour?"""
    if p.before.lower() == "past" and (
        p.second.lower() in p.words.denominators | p.words.minutes
        or p.second[-1:].isdigit()
        or p.second.lower() in p.words.numbers
    ):
        return True
    return p.behind in _BEFORE_PAST and _PAST.match(p.text, p.group.end) is not None


def is_past_hour(text: str, end: int, words: Refusals) -> bool:
    """Do the minutes that end there stand before their hour: ten minutes past nine?"""
    hour = _HOUR.match(text, end)
    return hour is not None and (hour[1].isdigit() or hour[1] in words.numbers | words.hours)


_HOUR = Late(r"[ ]past[ ](\d{1,2}|[a-z]{3,8})(?!\w)")
_BEFORE_PAST = frozenset((None, "past", "minutes"))
_PAST = Late(rf"[ ](?:minutes[ ])?past[ ](?:\d{{1,2}}|{LETTER}{{3,6}})(?!\w)")


def _couple(p: Place) -> bool:
    """A couple that counts nothing: two people."""
    return p.text[p.written.start : p.written.end].lower().endswith("couple") and not p.alone


def _postcode(p: Place) -> bool:
    """Five plain digits before a capitalised word: 75001 Paris."""
    after = p.text[p.group.end : p.group.end + 2]
    return after[:1] == " " and after[1:].isupper()


def _score(p: Place) -> bool:
    """Two small numbers with nothing counted: 2-2, a 3-1 win, 2-0 defeats, odds of 3 to 1."""
    joint = p.group.joint
    if p.group.form is not _RANGE or p.group.opened or not joint:
        return False
    rises = p.group.terms[0].number < p.group.terms[-1].number
    if joint[0].isalpha():
        return not rises and not (p.noun and p.noun.plural)  # won 3 to 1, a 20 to 1 outsider
    if rises and (joint in _SWUNG or p.alone or (p.noun is not None and p.noun.plural)):
        return False  # 2-3 days, but two 3-1 wins
    return all(t.written.plain and len(t.written.digits) <= 3 for t in p.group.terms)


_SWUNG = frozenset("~～")


def _pronoun(p: Place) -> bool:
    """`one` that stands for a thing or is no amount: this one, one another, one day."""
    written = p.written
    if written.digits != "1" or written.power or p.group.form is not _SINGLE:
        return False
    if p.noun is None:
        listed = p.group.series is not None and p.text.startswith(",", p.group.end)  # one, two and three
        return not p.alone and not (listed and p.before.lower() not in p.words.before_one)
    after = p.text[written.end : written.end + 16].split()
    around = p.text[max(0, written.start - 12) : written.end + 12].lower()
    if any(idiom in around for idiom in p.words.idioms):
        return True
    if p.noun.modifier and p.text[written.end] in _HYPHENS:
        return False  # a one-match ban
    if p.before.lower() in p.words.before_one:
        return True
    return bool(after) and after[0].lower().strip(",.") in p.words.after_one


_HYPHENS = frozenset("-‐‑")


def _designated(p: Place) -> bool:
    """A number behind an article with no thing of that number: the 486, a 911 call, the 90049 ZIP code."""
    if p.group.form is not _SINGLE or p.group.series or p.before.lower() not in p.words.articles:
        return False
    thing = _THING.match(p.text, p.group.end)
    return thing is not None and thing[1].lower() not in p.words.closed


_THING = Late(rf"[ ]({LETTER}++)")


def _rating(p: Place) -> bool:
    """A mark behind a name and a colon, with the next sentence behind it: `Smith: 7 Looked sharp.`"""
    if not p.colon:
        return False
    after = p.text[p.group.end : p.group.end + 2]
    return after[:1] == " " and after[1:].isupper()


def _part(p: Place) -> bool:
    """A number in a compound word whose other part is no thing counted: three-bed, two-way."""
    start, after = p.group.start, p.text[p.group.end : p.group.end + 2]
    if p.noun is None and start > 1 and p.text[start - 1] in "-‐‑" and not p.text[start - 2].isspace():
        return True
    if after[:1] not in ("-", "‐", "‑") or not after[1:].isalpha():
        return False
    if p.noun is None and word_behind(p.text, p.group.end) in p.words.strengths:  # 300-strong, 50-plus
        return False
    return p.noun is None or p.written.digits == "0"


def _code(p: Place) -> bool:
    """A number with leading zeros, or with more digits than anybody writes without grouping."""
    written = p.written
    if len(written.digits) < 8 and written.digits[0] != "0":
        return False
    return not p.alone and (p.noun is None or not p.noun.plural)


def _half(p: Place) -> bool:
    """A half or quarter of nothing that is named: half-staff, the second half, a quarter past two."""
    written = p.written
    if not written.fraction or p.alone:
        return False
    if p.noun is not None:
        if p.noun.head in p.words.halved:
            return False
        return p.text[written.end : written.end + 1] in ("-", "‐", "‑")
    if p.behind in p.words.sharing or (p.hedged and p.behind in p.words.shared):
        return False  # half were women, more than half of them
    said = p.text[written.start : written.end].lower()
    if said not in p.words.halves or p.text.startswith(" of ", written.end):
        return False
    return not moved_by(p.text, written.start, written.end, p.words.grammar)


class Use(NamedTuple):
    """A rule, and the numbers that it is asked of.

    `sorts` tells how they begin: with a word, with so many plain digits (six and more are one sort), or with digits and
    more. `tight` numbers are those with no punctuation before them, `bare` ones those that count nothing.
    """

    name: str
    says: Callable[[Place], bool]
    sorts: frozenset[int]
    tight: tuple[bool, ...] = (True, False)
    bare: tuple[bool, ...] = (True, False)


_WORDS, _MIXED, _LONG = -1, 0, 6
_DIGITS = frozenset(range(1, _LONG + 1))
_ANY = frozenset((_WORDS, _MIXED, *_DIGITS))
_ONLY = (True,)
USES = (
    Use("year", _year, frozenset((4,))),
    Use("date", _date, frozenset((1, 2)), tight=_ONLY),
    Use("label", _label, _ANY, tight=_ONLY),
    Use("label", _placed, _DIGITS, tight=_ONLY, bare=_ONLY),
    Use("name", _name, _DIGITS | {_MIXED}, tight=_ONLY),
    Use("name", _named, frozenset((_WORDS,)), tight=_ONLY),
    Use("clock_time", _clock, _ANY, bare=_ONLY),
    Use("a couple", _couple, frozenset((_WORDS,)), bare=_ONLY),
    Use("postcode", _postcode, frozenset((5,)), bare=_ONLY),
    Use("score", _score, frozenset((_WORDS, 1, 2, 3))),
    Use("pronoun", _pronoun, frozenset((_WORDS,))),
    Use("half", _half, frozenset((_WORDS,))),
    Use("code", _code, _DIGITS - {1}),
    Use("name", _designated, _DIGITS, bare=_ONLY),
    Use("rating", _rating, frozenset((1, 2)), tight=(False,), bare=_ONLY),
    Use("part of a word", _part, _ANY),
)
_ASKED = {
    (sort, tight, bare): tuple(
        (use.name, use.says) for use in USES if sort in use.sorts and tight in use.tight and bare in use.bare
    )
    for sort in _ANY
    for tight in (True, False)
    for bare in (True, False)
}
"""The rules that may say yes to a group, by the sort of its first number, what is before it, and what it counts."""
