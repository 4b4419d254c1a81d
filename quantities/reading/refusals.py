"""What looks like a quantity and is none: dates, times, scores, labels, names.

A wrong reading costs more than a missed one.

Two kinds of rule. A shape is told by its own characters and is skipped before any number is read (`17:22`, `2.0.1`,
`29 March`). A use is told by the words around a number that has no unit (`page 12`, `in 2019`, `Boeing 747`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import regex

from quantities.lexicon import Lexicon
from quantities.model import Form
from quantities.reading.groups import Group
from quantities.reading.late import Late
from quantities.reading.nouns import Noun
from quantities.reading.numerals import Written
from quantities.reading.units import unit_before

_SHAPES = r"""
    (?P<clock_time>
        (?: 1[0-2] | 0?[1-9] ) (?: [:.] [0-5]\d ){0,2} [ \u00a0\u202f]? [ap] (?: \.m\. | \.m | m ) (?! \w )
      | \d{1,2} : [0-5]\d (?! \d ) (?: : [0-5]\d )? (?: [.,]\d{1,3} )?
      | [0-2]?\d [:.]? [0-5]\d [ \u00a0]? (?: (?: ZONES ) (?! \w ) | hrs? (?! \w ) | h (?! \w ) )
      | [0-2]\d [0-5]\d [ ] hours [ ] (?: ZONES | local ) (?! \w )
      | 0\d{3} (?! [,.]*\d | [ ]\d{3} )
      | \d{1,2} [ ]? (?: o['’]clock | noon | midnight ) (?! \w )
    )
  | (?P<date>
        [12]\d{3} - [01]?\d (?: - [0-3]?\d )? (?! [,.]*\d | [\w-] )
      | \d{1,2} / \d{1,2} / (?: \d{4} | \d{2} ) (?! \d )
      | \d{1,2} \. \d{1,2} \. (?: \d{4} | \d{2} ) (?! \d )
      | \d{1,2} (?: st | nd | rd | th )? (?: [ ]? (?: [-–/&] | to | and ) [ ]? \d{1,2} (?: st | nd | rd | th )? )?
        [ \u00a0\n] (?: of[ ] )? (?: MONTHS ) (?! \w ) \.? (?: ,? [ ] [12]\d{3} (?! \d ) )?
    )
  | (?P<ordinal> [\d,]{0,32}+ (?: (?<= 1 ) st | (?<= 2 ) nd | (?<= 3 ) rd | (?<= \d ) th ) (?! \w ) )
  | (?P<era> \d{1,5} [ ] (?: AD | BC | BCE | CE | A\.D\. | B\.C\. ) (?! \w ) )
  | (?P<age_group> (?<= (?: [Oo]ver | [Uu]nder ) [ -] ) [1-9]\d s (?! \w ) )
  | (?P<decade> (?: [12]\d\d0 | (?<= (?: DECADES ) [ -] | ['’] ) [1-9]0 ) ['’]? s (?! \w ) )
  | (?P<years> (?: 1[0-9] | 20 )\d\d [ ]? [-–—/] [ ]? (?: (?: 1[0-9] | 20 )\d\d | \d{2} ) (?! ,*\d | [ ]? [%°] ) )
  | (?P<version> \d{1,5} (?: \.\d{1,5} ){2,6} (?! ,?\d ) (?: : \d{1,5} )? )
  | (?P<phone>
        (?<= \+ ) \d{1,3} (?: [ -] \d{2,5} ){2,5} (?! [\d,] )
      | \d{4} (?: [ ] \d{3} ){2} (?! [\d,] )
      | \+? \d{0,3} [ ]? \(? \d{3,5} \)? [ \-] \d{3,4} - \d{3,4} (?! [\d,] )
      | \d{3} - \d{4} (?! [\d,-] )
      | 0\d{2,4} [ ] \d{3,4} (?: [ ] \d{3,4} )? (?! [\d,] )
      | \d{1,5} - \d{1,7} - \d{1,7} (?: - \d{1,7} ){0,4} (?! \d )
    )
  | (?P<code> 0x[0-9A-Fa-f]{1,16} (?! \w ) )
  | (?P<ratio> \d{1,4} : \d{1,4} (?! \d ) )
  | (?P<coordinates>
        \d{1,3} (?: \.\d{1,12} )? [ ]? ° [ ]?
        (?: \d{1,2} (?: \.\d{1,6} )? [ ]? ['’′] [ ]?
            (?: \d{1,2} (?: \.\d{1,6} )? [ ]? (?: ["”″] | '' | ’’ | ′′ ) [ ]? )?
        )? [NSEW] (?! \w )
    )
  | (?P<reference> (?<= \[ ) \d{1,4} (?: [ ]? [,;–-] [ ]? \d{1,4} ){0,9} \] )
  | (?P<list_mark> (?<= (?<! [^\n] ) \( ) \d{1,2} \) (?= [ ] ) )
  | (?P<address>
        \d{1,4} ,? [ ] (?: AVENUES ) [ ] (?: de[ ] | d['’] | della[ ] )? \p{Lu} [\w'’]{1,20}
      | \d{1,5} (?: [-–] \d{1,5} )? [A-Za-z]? [ ] (?: [NSEW]\.? [ ] )?
        (?: [A-Z] [\w.'’]{1,20} [ ] ){1,3} (?: STREETS ) (?! \w )
    )
  | (?P<stroke>
        (?! (?: [1-9] | 1[0-6] ) / (?: [2-9] | 10 | 12 | 16 | 32 | 64 | 100 ) (?! [\d/] ) )
        \d{1,6} (?: / \d{1,6} )++ (?! [,.]*\d )
    )
  | (?P<list_number> (?<! [^\n] ) \d{1,3} (?: [.)] (?= [ \t] ) ) )
"""

_APART = frozenset(' ([{"“$£€¥≥≤<>~≈')
_NO_SHAPE = re.compile(
    r"""
    (?! 0 \d ) [0-9]++ (?: ,[0-9]{3} ){0,134}+ (?: \.[0-9]++ )?+
    (?: [%;] | \.\s | ,[ ][a-z] | -[a-z] | [ ]?°[CFK]
      | [ ] (?: [b-gi-lqrsu-z] | a (?: [^.mn] | n [^d] | nd[ ]\D ) | h (?: [ae] | ou (?! rs[ ](?: [A-Z] | local ) ) )
              | m (?: [^i] | i [^d] ) | o (?: [nrv] | f[ ][^A-Z] ) | p [^.m] | t (?: [^o] | o[ ]\D ) ) )
    """,
    re.VERBOSE,
)
"""What most numbers look like, with what follows inside a line: no shape goes on with one of these."""
_TOKEN_TAIL = regex.compile(r"[\w/@.:#&=?%+~-]{0,200}")
_LETTERED = regex.compile(r"\d{1,4}[A-Za-z](?!\w)")
_LAST_WORD = regex.compile(r"(\p{L}++\.?)[ ]$")
_SHORT_YEAR = regex.compile(r"\d\d(?!\w|[.,]\d|[^\n'’]{1,80}['’](?!\w))")
_LEAD = regex.compile(r"[\p{L}\p{N}§#№$.'’&_-]++(?=[\s(“\"'‘]*+$)")


class Refusals:
    """The lists of `refusals.toml` and the pattern of shapes."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["refusals"]
        pattern = _SHAPES
        for place, names in (
            ("MONTHS", table["months"]["names"]),
            ("ZONES", table["clock"]["zones"]),
            ("STREETS", table["streets"]["names"]),
            ("AVENUES", table["streets"]["before"]),
            ("DECADES", table["decades"]["before"]),
        ):
            pattern = pattern.replace(place, " | ".join(sorted(names, key=len, reverse=True)))
        self.shapes = regex.compile(pattern, regex.VERBOSE)
        self.months = frozenset(table["months"]["names"])
        self.year_before = frozenset(table["years"]["before"])
        self.labels = frozenset(table["labels"]["before"])
        self.except_before = frozenset(table["labels"]["except_before"])
        self.ordinary = frozenset(table["names"]["ordinary"])
        self.prefixes = frozenset(table["prefixes"]["words"])
        self.on = frozenset(table["months"]["on"])
        parts = "|".join(lexicon.language["groups"]["glued"]["symbols"])
        self.glued_parts = regex.compile(rf"\d(?:{parts})$")
        self.halves = frozenset(table["halves"]["words"])
        self.signs = frozenset(lexicon.signs)
        self.prepositions = frozenset(table["labels"]["prepositions"])
        self.no_labels = tuple(table["labels"]["endings"])
        self.copulas = frozenset(table["labels"]["copulas"])
        self.places = frozenset(table["names"]["places"])
        self.owners = frozenset(table["names"]["owners"])
        self.at = frozenset(table["clock"]["at"])
        self.denominators = frozenset(lexicon.language["numerals"]["denominators"])
        self.numbers = frozenset(lexicon.language["numerals"]["words"])
        nouns = lexicon.language["nouns"]
        self.closed = frozenset(w for words in nouns["ends"].values() for w in words) | frozenset(nouns["determiners"])
        self.screens = frozenset(table["names"]["screens"])
        self.articles = frozenset(table["names"]["articles"])
        self.idioms = tuple(table["pronouns"]["idioms"])
        self.before_one = frozenset(table["pronouns"]["before_one"])
        self.after_one = frozenset(table["pronouns"]["after_one"])

    def labels_letter(self, before: str, letter: str) -> bool:
        """Does a word make a label of a number with a letter on it: Figure 2b, Pad 39A, but not Sydney 38C?"""
        if before.lower() in self.labels or before.rstrip(".") in self.owners:
            return True
        if before in self.signs or before.lower() in self.ordinary:
            return False
        return before[0].isupper() and letter.isupper() and letter not in "CF"

    def is_screen(self, text: str, end: int) -> bool:
        """Is a number with a K on it that of a screen or a film: a 4K television?"""
        thing = _THING.match(text, end) if text[end - 1] == "K" else None
        return thing is not None and thing[1].lower() in self.screens


def shape_at(text: str, start: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The end and the rule of a shape that begins at a digit and is no quantity, or None."""
    if start and text[start - 1] in _APART and _NO_SHAPE.match(text, start):
        return None
    words = lexicon.compiled(Refusals)
    lettered = _LETTERED.match(text, start)
    if lettered and words.is_screen(text, lettered.end()):
        return lettered.end(), "name"
    before = _LAST_WORD.search(text, max(0, start - 20), start) if lettered else None
    if lettered and before and words.labels_letter(before[1], text[lettered.end() - 1]):
        return lettered.end(), "label"
    if joined := _joined(text, start, words, lexicon):
        return joined
    match = words.shapes.match(text, start)
    if match is None or (match.end() - match.start() == len(text) and text.isdigit()):
        return None
    return match.end(), match.lastgroup or "shape"


def _joined(text: str, start: int, words: Refusals, lexicon: Lexicon) -> tuple[int, str] | None:
    """A digit that a name, a code, a web or a mail address runs into: F-16, CO2, www.example.org/2019."""
    if not start:
        return None
    last = text[start - 1]
    if last in "'’" and (start == 1 or text[start - 2] in " \n(") and (year := _SHORT_YEAR.match(text, start)):
        return year.end(), "year"
    if last.isspace() or last in "([{\"'“‘$£€¥≥≤<>~≈":
        return None
    if last.isalpha() or last == "_":
        if words.glued_parts.search(text, max(0, start - 6), start):
            return None
        if unit_before(text, start, lexicon):
            return None
        return _tail(text, start), "name"
    if last in "-‐‑–" and start > 1 and text[start - 2].isalpha():
        return _hyphenated(text, start, words)
    if last in "/.@#&=?_~+:%" and start > 1 and (text[start - 2].isalnum() or text[start - 2] in "/.:@-_"):
        if (last in "/+:" and _measured(text, start - 1)) or unit_before(text, start, lexicon):
            return None
        return _tail(text, start), "code"
    if last in "#§№@":
        return _tail(text, start), "label"
    return None


def _hyphenated(text: str, start: int, words: Refusals) -> tuple[int, str] | None:
    """A number behind a hyphen names a thing, but for sub-300, a mid-1990s, and a range whose first end has a unit."""
    lead = regex.search(r"([\d°½¼¾]?)[\s-]?(\p{L}++)[-‐‑–]$", text[max(0, start - 24) : start])
    if lead is None or lead[1] or lead[2].lower() in words.prefixes:
        return None
    if len(lead[2]) > 3 and lead[2].islower() and text[start - 1] == "–":
        return None
    return _tail(text, start), "name"


def _measured(text: str, place: int) -> bool:
    """Is what stands before a stroke a measure (`150g/5½oz`) rather than a part of a path or a code?"""
    return regex.search(r"\d[\p{L}°½¼¾]{0,4}$|\d \p{L}{1,12}$", text[max(0, place - 24) : place]) is not None


def _tail(text: str, start: int) -> int:
    match = _TOKEN_TAIL.match(text, start)
    end = max(match.end() if match else 0, start + 1)
    while end > start + 1 and text[end - 1] in ".:?%-":
        end -= 1
    return end


# -- uses ------------------------------------------------------------------------------------------------------------


_SINGLE, _RANGE = Form.SINGLE, Form.RANGE


class Place(NamedTuple):
    """A group without a unit, and the words around it; `behind` is what `word_behind` tells of its end."""

    text: str
    group: Group
    noun: Noun | None
    hedged: bool
    behind: str | None
    before: str
    tight: bool
    second: str
    words: Refusals
    written: Written
    colon: bool = False

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
    if p.before in p.words.months or (p.before.lower() in p.words.year_before and not p.group.opened):
        return True
    if p.noun is None or not p.noun.plural:
        return not p.hedged or terms[-1].written.digits >= "1700"
    recent = terms[-1].written.digits >= "1800"
    return recent and not p.hedged and not terms[-1].written.digits.endswith("00")


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
    if p.noun is not None and p.noun.plural and (p.second.lower() in p.words.except_before or p.written.words):
        return False
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
    if not before or p.hedged or not _is_bare(p, written):
        return False
    if before in p.words.owners:
        return True
    ordinary = before.lower().rstrip(".") in p.words.ordinary or before in p.words.months or before in p.words.places
    times = p.noun is not None and p.noun.head == "time"
    if ordinary or times or not (before[0].isupper() or (not before[0].isdigit() and _MARKED.search(before, 0))):
        return False
    if before.isupper() and len(before) > 1:
        return True  # ISO 9001
    if p.noun is not None and p.noun.plural:
        return not p.initial and len(written.digits) < 4
    return len(written.digits) < 5 or not p.initial


_MARKED = Late(r"[\p{Lu}\d]")


def _is_bare(p: Place, written: Written) -> bool:
    """Is the number written with no more than digits and a point: without words, scale and grouping?"""
    return not (written.words or written.power or "," in p.text[written.start : written.end])


def _named(p: Place) -> bool:
    """A number word in capitals inside a sentence: the Big Four, Three Musketeers."""
    if not p.text[p.written.start].isupper():
        return False
    return p.before[:1].isupper() and not (p.initial and p.before.lower() in p.words.ordinary - {"the"})


def _clock(p: Place) -> bool:
    """Half past nine, ten to four, open from nine to five."""
    terms, past = p.group.terms, _is_past(p)
    if not past and (p.group.form is not _RANGE or p.before.lower() not in p.words.at):
        return False
    if any(t.written.power or not t.written.digits.isdecimal() for t in terms):
        return False
    low, high = terms[0].number, terms[-1].number
    return past or not (high > 12 or low > 59 or low <= high or not p.group.joint.isalpha())


def _is_past(p: Place) -> bool:
    """Is the number the hour or the minutes of so much past an hour?"""
    if p.before.lower() == "past" and (
        p.second.lower() in p.words.denominators or p.second[-1:].isdigit() or p.second.lower() in p.words.numbers
    ):
        return True
    return p.behind in _BEFORE_PAST and _PAST.match(p.text, p.group.end) is not None


_BEFORE_PAST = frozenset((None, "past", "minutes"))
_PAST = Late(r"[ ](?:minutes[ ])?past[ ](?:\d{1,2}|\p{L}{3,6})(?!\w)")


def _couple(p: Place) -> bool:
    """A couple that counts nothing: two people."""
    return p.text[p.written.start : p.written.end].lower().endswith("couple")


def _postcode(p: Place) -> bool:
    """Five plain digits before a capitalised word: 75001 Paris."""
    after = p.text[p.group.end : p.group.end + 2]
    return after[:1] == " " and after[1:].isupper()


def _score(p: Place) -> bool:
    """Two small numbers with a dash and nothing counted: 2-2, a 3-1 win."""
    if p.group.form is not _RANGE or p.group.opened or not p.group.joint or p.group.joint[0].isalpha():
        return False
    if p.noun is not None and p.noun.plural:
        return False
    return all(t.written.plain and len(t.written.digits) <= 3 for t in p.group.terms)


def _pronoun(p: Place) -> bool:
    """`one` that stands for a thing or is no amount: this one, one another, one day."""
    written = p.written
    if written.digits != "1" or written.power or p.group.form is not _SINGLE:
        return False
    if p.noun is None:
        return not p.alone
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


_THING = Late(r"[ ](\p{L}++)")


def _rating(p: Place) -> bool:
    """A mark behind a name and a colon, with the next sentence behind it: `Smith: 7 Looked sharp.`"""
    if not p.colon:
        return False
    after = p.text[p.group.end : p.group.end + 2]
    return after[:1] == " " and after[1:].isupper()


def _part(p: Place) -> bool:
    """A number in a compound word whose other part is no thing counted: three-bed, two-way."""
    after = p.text[p.group.end : p.group.end + 2]
    if p.noun is None and p.group.start > 1 and p.text[p.group.start - 1] in "-‐‑":
        return True
    if after[:1] not in ("-", "‐", "‑") or not after[1:].isalpha():
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
        return p.text[written.end : written.end + 1] in ("-", "‐", "‑")
    said = p.text[written.start : written.end].lower()
    return said in p.words.halves and not p.text.startswith(" of ", written.end)


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
    Use("score", _score, frozenset((1, 2, 3))),
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
