"""The things that are counted: which words behind a number are its noun phrase, and which of them is the head.

There is no tagger and no list of nouns. The closed classes of English say where a noun phrase must end, and number
agreement finds its head: behind any number but one that is the first plural (`400 charging stations`), unless that one
stands before another (`six police officers`, `two sports car makers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from quantities.frozen import NamedTuple
from quantities.lexicon import Lexicon
from quantities.reading.grammar import CURRENCY_SIGNS, word_behind
from quantities.reading.late import Late


class Noun(NamedTuple):
    """A noun phrase behind a number: its span, and the head noun in the singular.

    `plural` tells how the head is written. A `modifier` stands in the singular before the thing it tells the number of
    (`four-cylinder`, `3 cylinder engine`).
    """

    start: int
    end: int
    head: str
    plural: bool = True
    modifier: bool = False


def noun_after(text: str, pos: int, lexicon: Lexicon, *, one: bool | None = None) -> Noun | None:
    """The noun phrase behind the number that ends at `pos`, or None where the number counts nothing.

    The phrase begins behind `of` and its determiner (`two of the firm's plants`: `plants`) and ends with its head.
    Behind a plain `one` or `1` the head is a singular, behind all else a plural or a modifier; `one` tells which it is
    where the caller knows better (a hundred and one dogs).

    >>> text = "eight straight World Cups since 1991"
    >>> noun = noun_after(text, 5, Lexicon.default())
    >>> noun.head, text[noun.start : noun.end]
    ('cup', 'straight World Cups')
    """
    return noun_behind(text, pos, lexicon.compiled(Grammar), one=one)


def noun_behind(
    text: str, pos: int, grammar: Grammar, *, one: bool | None = None, behind: str | None = None
) -> Noun | None:
    """The same, with the grammar at hand, and what `word_behind` tells of the place."""
    if (
        behind is not None
        and behind in grammar.no_nouns
        and (not behind.isalpha() or text.startswith(behind + " ", pos + 1))
    ):
        return None
    mark = text[pos : pos + 1]
    if mark == ",":
        return None
    if mark in _HYPHENS:
        return _hyphened(text, pos, grammar)
    if (behind is None or behind == grammar.of) and (begin := _behind_of(text, pos, grammar)) is not None:
        return _plural(text, begin, grammar, partitive=True)
    if one is None:
        one = text[pos - 1] in _ENDS_OF_ONE and _ONE.search(text, max(0, pos - 3), pos) is not None
    if one:
        return _singular(text, pos, grammar)
    if text[pos - 4 : pos - 3] == "." and _SHARE.match(text, pos - 4, pos):
        told = _singular(text, pos, grammar)
        return told if told and told.head in grammar.shares else None
    return (_plain_plural(text, pos, behind, grammar) if behind else None) or _plural(text, pos, grammar)


def _plain_plural(text: str, pos: int, behind: str, grammar: Grammar) -> Noun | None:
    """A plural behind one space, where what is behind it ends its phrase: 400 vehicles in May, 12 people."""
    head = grammar.thing(behind)
    start, end = pos + 1, pos + 1 + len(behind)
    if head is None or not text.startswith(behind, start):
        return None
    if text[end : end + 1] not in _ENDS:
        after = word_behind(text, end)
        if after not in grammar.parting or not text.startswith(f" {after} ", end):
            return None
    return Noun(start, end, head)


def singular(word: str, lexicon: Lexicon) -> str:
    """The singular of an English noun: in lower case, but for words with capitals inside (`MPs`: `MP`).

    >>> [singular(word, Lexicon.default()) for word in ("Vehicles", "fishermen", "SUVs", "sons-in-law", "series")]
    ['vehicle', 'fisherman', 'SUV', 'son-in-law', 'series']
    """
    return lexicon.compiled(Grammar).singular(word)


# -- words -----------------------------------------------------------------------------------------------------------


class Role(Enum):
    """What a word of a closed class does to the noun phrase around it."""

    END = auto()
    DETERMINER = auto()
    NUMBER = auto()
    JOIN = auto()
    SKIPPED = auto()
    NAME = auto()
    ADJECTIVE = auto()
    ZERO = auto()
    ATTRIBUTIVE = auto()
    FINAL = auto()


_CLASSES = {
    Role.DETERMINER: "determiners",
    Role.NUMBER: "numbers",
    Role.JOIN: "joins",
    Role.SKIPPED: "skipped",
    Role.NAME: "names",
    Role.ADJECTIVE: "adjectives",
    Role.ZERO: "zero",
    Role.ATTRIBUTIVE: "attributive",
    Role.FINAL: "final",
}
_JOIN, _SKIPPED, _ADJECTIVE, _ATTRIBUTIVE = Role.JOIN, Role.SKIPPED, Role.ADJECTIVE, Role.ATTRIBUTIVE
_CLOSED = (Role.END, Role.DETERMINER, Role.NUMBER)  # tuples: the hash of a role takes longer than these
_NOT_BEHIND_NOUNS = (Role.ADJECTIVE, Role.SKIPPED)
_BEFORE_NOUNS = (Role.ATTRIBUTIVE, Role.ZERO)
_MORE_TO_TELL = (*_CLOSED, _JOIN, _SKIPPED, _ADJECTIVE, _ATTRIBUTIVE, Role.NAME)
_REACH: dict[Role | None, int] = {Role.FINAL: 0, Role.ATTRIBUTIVE: 2, Role.ZERO: 3}
"""How many words behind a plural another one may follow that takes its place as the head; one behind all others."""
_REACH_OF_RANK = 4


class Grammar:
    """The closed classes and the plurals of `nouns.toml`, ready for look-up."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["nouns"]
        self.roles = {word: Role.END for words in table["ends"].values() for word in words}
        self.roles |= {word: role for role, key in _CLASSES.items() for word in table[key]}
        self.of: str = table["of"]
        self.contractions = tuple(form for end in table["contractions"] for form in (end, end.replace("'", "’")))
        self.amounting = frozenset(table["amounting"])
        self.acting = frozenset(table["acting"])
        self.shares = frozenset(table["shares"])
        self.modifiers = frozenset(table["modifiers"])
        self.hedging = frozenset(table["hedging_hyphens"])
        self.uncounted = frozenset(table["uncounted_hyphens"])
        self.descriptive = tuple(table["descriptive_endings"])
        self.verbal = tuple(table["verbal_endings"])
        self.no_verbs = frozenset(table["no_verbs"])
        self.rank_words = frozenset(table["ranks"])
        self.rank_endings = tuple(table["rank_endings"])
        self.no_plurals = frozenset(table["no_plurals"])
        self.us_plurals = frozenset(table["plurals_in_us_or_is"])
        self.plurals: dict[str, str] = {word: word for word in table["zero"]} | table["plurals"]
        self.plurals |= {word: word[:-1] for word in table["keep_e"]}
        self.last_parts: dict[str, str] = table["last_parts"]
        self.last_endings = tuple(self.last_parts)
        self.joints = frozenset(table["joints"])
        closed = [word for word, role in self.roles.items() if role in _CLOSED]
        joins = [word for word, role in self.roles.items() if role is _JOIN]
        self.no_nouns = frozenset(("", "(", *closed)) - {self.of}
        self.parting: frozenset[str | None] = frozenset((self.of, *closed, *joins))
        self._things: dict[str, str | None] = {}

    def thing(self, plural: str) -> str | None:
        """The singular of a plain plural in small letters that no list tells more of; kept, for the same few come."""
        if plural not in self._things:
            if len(self._things) >= _KEPT:
                self._things.clear()
            word = _Word(0, len(plural), plural, plural, self.roles.get(plural), False)
            listed = word.role in _MORE_TO_TELL or plural in self.amounting or not plural.isalpha()
            self._things[plural] = None if listed or not self.is_plural(word) else self.singular(plural)
        return self._things[plural]

    def describes(self, lower: str) -> bool:
        """Does the word look like an adjective or a participle?"""
        return self.roles.get(lower) is _ADJECTIVE or lower.endswith(self.descriptive)

    def ranks(self, lower: str) -> bool:
        """Does the word rank what follows it (best, largest, best-known)?"""
        first = lower.partition("-")[0]
        return first in self.rank_words or first.endswith(self.rank_endings)

    def leaves(self, word: _Word, noun: _Word) -> bool:
        """Does the word leave the phrase of the singular before it: a verb, an adverb, an adjective, a new name?"""
        if word.role in _NOT_BEHIND_NOUNS or (word.capital and not noun.capital):
            return True
        return self.acts(word.lower) or (word.role not in _BEFORE_NOUNS and self.is_plural(word))

    def ends_with(self, noun: _Word, word: _Word) -> bool:
        """Does the phrase of a stuff, or of things of which there is so much, end before the word behind its noun?"""
        if word.role in _NOT_BEHIND_NOUNS:
            return not self.acts(noun.lower)  # chopped fresh parsley
        if (word.capital and not noun.capital) or word.lower in self.acting:
            return True
        if noun.role is not _ATTRIBUTIVE and self.is_plural(noun):
            return True
        return self.acts(word.lower) and not noun.lower.endswith(_ADVERBIAL)

    def acts(self, lower: str) -> bool:
        """Does the word look like a verb or an adverb?"""
        return lower.endswith(self.verbal) and lower not in self.no_verbs

    def is_plural(self, word: _Word) -> bool:
        """Is the word a noun in the plural?"""
        lower = word.lower
        if lower in self.plurals:
            return True
        if not lower.endswith("s"):
            return self._irregular(lower) is not None or (lower.endswith("ese") and word.capital)
        if word.capital and len(lower) <= _ACRONYM and word.written.isupper():
            return False
        if word.written[:-1].isupper() and word.written[-1] == "s" and len(lower) > 2:
            return True  # RBIs, CPUs
        return self._in_s(lower) and not word.possessive

    def _in_s(self, lower: str) -> bool:
        if lower.endswith(("us", "is")):
            return lower in self.us_plurals
        return lower not in self.no_plurals and len(lower) > 2 and not lower.endswith(("ss", "'s", "’s"))

    def _irregular(self, lower: str) -> str | None:
        """The singular where the last part is irregular (`fishermen`) or the first is the noun (`sons-in-law`)."""
        if "-" in lower:
            first, _, rest = lower.partition("-")
            if rest.partition("-")[0] in self.joints and (one := self.singular(first)) != first:
                return f"{one}-{rest}"
        if not lower.endswith(self.last_endings) or lower in self.no_plurals:
            return None
        return next(lower.removesuffix(end) + one for end, one in self.last_parts.items() if lower.endswith(end))

    def singular(self, word: str) -> str:
        """See the function of that name."""
        lower = word.lower()
        if lower in self.plurals:
            return self.plurals[lower]
        if irregular := self._irregular(lower):
            return irregular
        shown = word if word != lower and _is_name(word) else lower
        if word[:-1].isupper() and word[-1] == "s" and len(word) > 2:
            return word[:-1]
        if not lower.endswith("s") or (word.isupper() and len(word) <= _ACRONYM) or not self._in_s(lower):
            return shown
        before, hyphen, last = shown.rpartition("-")
        return before + hyphen + (self.plurals.get(last) or _without_s(last))


_ADVERBIAL = "ly"
_KEPT = 1000
"""So many plurals that texts have shown are kept ready with a lexicon."""
_ACRONYM = 4
"""A word of so many letters, all of them capitals, is a name (GPS, SAAS); a longer one stands in a headline."""


def _is_name(word: str) -> bool:
    """Has it capitals inside, or digits beside one (MPs, iPhone, F-16)? Its capitals stay."""
    if word.isupper() and len(word) > _ACRONYM:
        return False
    return word[1:] != word[1:].lower() or (word[:1].isupper() and any(map(str.isdigit, word)))


def _lost_apostrophe(lower: str) -> bool:
    """`the countrys`: no plural, but a possessive whose apostrophe is gone."""
    return lower.endswith("ys") and lower[-3:-2] not in "aeiou"


def _without_s(plural: str) -> str:
    """A regular plural in -s without it."""
    if plural.endswith("ies"):
        return plural[:-1] if len(plural) < 5 else plural[:-3] + "y"
    if plural.endswith(_ES_ENDINGS) or (plural.endswith("uses") and plural[-5:-4] not in ("a", "o")):
        return plural[:-2]
    return plural[:-1]


_ES_ENDINGS = ("ches", "shes", "sses", "xes", "zzes", "tzes", "oes")


# -- phrases ---------------------------------------------------------------------------------------------------------

_HYPHENS = frozenset("-‐‑")
_ENDS = frozenset(",.;:)")
_ENDS_OF_ONE = "1eE"
_ONE = Late(r"(?<![\w.,/-])(?:one|1)$", re.IGNORECASE)
_SHARE = Late(r"(?<!\S)\.[0-9]{3}")
_SIGN = Late(rf"[ ](?:[A-Z]{{1,3}})?[{CURRENCY_SIGNS}]")
_HYPHENED = re.compile(r"[-‐‑](?P<word>[a-z]\w{1,40}+)")
_DIGITS = re.compile(r"[^\S\r\n]{1,4}+[\d,.]{1,20}+(?=\s)")
_STEP = re.compile(
    r"""
    (,)?+ ["']?+ [”’]?+                                                                     # 1 a comma
    (?: [^\S\r\n]{1,8}+ (?: \r?\n [^\S\r\n]{0,8}+ )?+ | \r?\n [^\S\r\n]{0,8}+ )
    [“‘]?+ ["']?+
    (                                                                                  # 2 a word
        (?: [A-Z] \. ){2,4}+
      | (?: \d{1,4}+ (?: [.,] \d{1,3}+ )?+ -?+ )?+ [^\W\d_] [\w\u0300-\u036f]{0,40}+
        (?: ['’&-] \w [\w\u0300-\u036f]{0,40}+ ){0,6}+
        (?: (?<=[A-Z]) [ ] -\d{1,3}+ (?=[ ]) )?+                                            # COVID -19
      | &
    )
    """,
    re.VERBOSE,
)
_LONGEST = 8
"""More words than this are no noun phrase that a number counts."""


class _Word:
    """A word on the way, with what the grammar knows of it; `comma` stands before it."""

    def __init__(self, start: int, end: int, written: str, lower: str, role: Role | None, comma: bool) -> None:
        self.start = start
        self.end = end
        self.written = written
        self.lower = lower
        self.role = role
        self.comma = comma

    @property
    def capital(self) -> bool:
        return self.written[0].isupper()

    @property
    def possessive(self) -> bool:
        return self.lower.endswith(("'s", "’s")) or (self.written.islower() and _lost_apostrophe(self.lower))


def _words(text: str, pos: int, grammar: Grammar) -> Iterator[_Word]:
    """The words behind `pos`, one at a time, up to the first that no noun phrase runs across."""
    for _ in range(_LONGEST):
        step = _STEP.match(text, pos)
        if step is None:
            return
        comma, written = step.groups()
        lower = written.lower()
        role = grammar.roles.get(written) or grammar.roles.get(lower)
        if role in _CLOSED or (role is None and not written.isalpha() and lower.endswith(grammar.contractions)):
            return
        start, pos = step.span(2)
        yield _Word(start, pos, written, lower, role, comma is not None)


def _behind_of(text: str, pos: int, grammar: Grammar) -> int | None:
    """ "of" {determiner} [number]: the place behind it, or None where no `of` follows."""
    if not text[pos : pos + 8].lstrip().startswith(grammar.of):
        return None
    step = _STEP.match(text, pos)
    if step is None or step[2] != grammar.of:
        return None
    pos = step.end()
    while (step := _STEP.match(text, pos)) and grammar.roles.get(step[2]) is Role.DETERMINER:
        pos = step.end()
    behind = _behind_number(text, pos, grammar)
    if behind == pos and step and grammar.ranks(step[2].lower()):  # of the top 10 firms
        behind = _behind_number(text, step.end(), grammar)
        return pos if behind == step.end() else behind
    return behind


def _behind_number(text: str, pos: int, grammar: Grammar) -> int:
    """The place behind the digits and number words at `pos`, or `pos` itself."""
    if digits := _DIGITS.match(text, pos):
        pos = digits.end()
    for _ in range(3):
        step = _STEP.match(text, pos)
        if step is None or grammar.roles.get(step[2]) is not Role.NUMBER:
            break
        pos = step.end()
    return pos


def _hyphened(text: str, pos: int, grammar: Grammar) -> Noun | None:
    """number "-" noun: the noun is a modifier (`a 28-member council`), if it is one (not `500-strong`)."""
    step = _HYPHENED.match(text, pos)
    if step is None:
        return None
    word = step["word"]
    if word in grammar.hedging:
        return _plural(text, step.end(), grammar)
    if grammar.roles.get(word) in _CLOSED or word in grammar.uncounted or word.endswith(("ed", "ly")):
        return None
    return Noun(step.start("word"), step.end(), grammar.singular(word), plural=False, modifier=True)


def _plural(text: str, pos: int, grammar: Grammar, *, partitive: bool = False) -> Noun | None:
    """The first plural behind `pos`, or the one that it stands before."""
    start, before, first = -1, None, None
    for word in _words(text, pos, grammar):
        if word.comma and not (before and grammar.describes(before.lower)):
            break
        if word.role is _JOIN:
            if before is None:
                break
            continue
        before = word
        if start < 0 and word.role is _SKIPPED:
            continue
        if partitive and word.possessive:
            start = -1
            continue
        first = first or word
        start = word.start if start < 0 else start
        if grammar.is_plural(word):
            if word.lower in grammar.amounting and _SIGN.match(text, word.end):
                break
            if partitive and first is not word and word.lower in grammar.acting:
                break  # half of the population lives here
            return _headed(text, start, word, grammar, partitive=partitive)
    if first and first.lower in grammar.modifiers:
        return Noun(first.start, first.end, grammar.singular(first.written), plural=False, modifier=True)
    return None


def _headed(text: str, start: int, head: _Word, grammar: Grammar, *, partitive: bool) -> Noun:
    """The noun phrase from `start` whose first plural is `head`: one that follows close enough takes its place."""
    left = _REACH.get(head.role, 1)
    before, fresh = head, start
    for word in _words(text, head.end, grammar):
        if word.role is _JOIN and before.role is _ATTRIBUTIVE:
            continue
        if not left or word.comma or word.role is _JOIN or (word.capital and not head.capital):
            break
        if grammar.is_plural(word):
            start, head, left = fresh, word, _REACH.get(word.role, 1)
        elif partitive and grammar.ranks(word.lower):
            fresh, left = word.start, _REACH_OF_RANK
        elif word.capital and before.capital:
            pass
        elif word.lower.endswith("ed"):
            break
        else:
            left -= 1
        before = word
    return Noun(start, head.end, grammar.singular(head.written))


def stuff_behind(text: str, pos: int, grammar: Grammar) -> tuple[int, int] | None:
    """The span of the noun phrase, behind a measure and its `of`, of what so much is told of; it begins at `pos`.

    >>> text = "two spoons of fresh olive oil and a lemon"
    >>> text[slice(*stuff_behind(text, 13, Grammar(Lexicon.default())))]
    'fresh olive oil'
    """
    kept: list[_Word] = []
    for word in _words(text, pos, grammar):
        last = kept[-1] if kept else None
        described = last is not None and (last.role is _ADJECTIVE or last.possessive)
        if not described and (word.comma or word.role is _JOIN or (last and grammar.ends_with(last, word))):
            break
        if word.role is not _JOIN:
            kept.append(word)
    while kept and (kept[-1].role is _ADJECTIVE or kept[-1].possessive):
        kept.pop()
    return (kept[0].start, kept[-1].end) if kept else None


def _singular(text: str, pos: int, grammar: Grammar) -> Noun | None:
    """The last word before one that cannot belong to a noun phrase in the singular."""
    kept: list[_Word] = []
    for word in _words(text, pos, grammar):
        going = bool(kept) and (kept[-1].possessive or grammar.describes(kept[-1].lower))
        if not going and (word.comma or word.role is _JOIN or (kept and grammar.leaves(word, kept[-1]))):
            break
        if word.role is not _JOIN and (kept or word.role is not _SKIPPED):
            kept.append(word)
    while kept and (kept[-1].role is _ADJECTIVE or kept[-1].possessive):
        kept.pop()
    if not kept or (len(kept) == 1 and grammar.acts(kept[0].lower)):
        return None
    return Noun(kept[0].start, kept[-1].end, grammar.singular(kept[-1].written), plural=False)
