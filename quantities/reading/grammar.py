"""The signs of numbers, and the number words of a language as look-up tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quantities.lexicon import Lexicon
from quantities.reading.late import Late

VULGAR = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5",
    "⅙": "1/6", "⅚": "5/6", "⅐": "1/7", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅑": "1/9", "⅒": "1/10",
}  # fmt: skip
MINUS = "-−–‐‑－﹣"
BLANK = r"[^\S\t-\x1f\u2028\u2029]"
"""A space inside a line: told by what it is not, for a set of so many far characters takes a while to compile."""
SPACES = " \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
WHITE = r"[^\S\r\n]"

_NO_LETTER = r"\W_²³¹¼-¾"
LETTER = rf"[^{_NO_LETTER}\d]"
"""A letter, which `re` has no name for: it takes raised figures and fractions for parts of words."""
LETTER_OR_DIGIT = rf"[^{_NO_LETTER}]"
CAPITAL, SMALL = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
CURRENCY_SIGNS = "$¢-¥֏؋৳฿៛₠-⃏﷼﹩＄￠￡￥￦"

SPACE = rf"(?:{BLANK}|\r?\n)"
"""One space between words, or the end of a line in text that is wrapped."""

WRAPPED = rf"(?:{WHITE}{{1,24}}+(?:\r?\n{WHITE}{{0,24}}+)?+|\r?\n{WHITE}{{0,24}}+)"
"""White space inside a paragraph: an empty line ends whatever is being told."""


class Grammar:
    """The number words of a language, as look-up tables, and the pattern that finds where a number can start."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["numerals"]
        self.words: dict[str, int] = table["words"]
        self.scales: dict[str, int] = table["scales"]
        self.abbreviations: dict[str, int] = table["abbreviations"]
        self.letters: dict[str, int] = table["letters"]
        self.shared_letters: dict[str, int] = table["shared_letters"]
        self.multiples: dict[str, int] = table["multiples"]
        self.vague: dict[str, int] = table["vague"]
        self.vague_multiples: dict[str, int] = table["vague_multiples"]
        self.denominators: dict[str, int] = table["denominators"]
        joints = table["joints"]
        self.and_, self.point, self.over = joints["and"], joints["point"], joints["over"]
        self.joints = (self.and_, self.over)
        self.articles, self.minus, self.couple = set(joints["articles"]), joints["minus"], joints["couple"]
        self.halved, self.quartered = tuple(joints["halved"]), frozenset(joints["quartered"])
        self.fold, self.plural_of = joints["fold"], joints["plural_of"]
        self.packed, self.under_one = _any(joints["packed"]), _any(joints["under_one"], rf"{BLANK}?")
        self.by = tuple(f" {word} " for word in joints["by"])
        self.behind_fractions = frozenset(joints["behind_fractions"])
        self.sharing_joints = tuple(joints["sharing"])
        self.few, self.baker = tuple(joints["few"]), joints["baker"]
        self.units_place = {ordinal: place for place, ordinal in enumerate(table["ordinals"]["after_tens"], 1)}
        self.ordinals = frozenset(table["ordinals"]["after_tens"])
        self.bare_ordinals = frozenset(table["ordinals"]["unhyphened"])
        self.after_hundreds = self.bare_ordinals.union(table["ordinals"]["after_hundreds"])
        self.dating, self.numbered = frozenset(table["ordinals"]["dating"]), frozenset(table["ordinals"]["numbered"])
        following = (*self.scales, *self.multiples, *self.denominators, self.and_, self.point, self.over)
        self.spoken = frozenset((*self.words, *following, *self.ordinals, *self.bare_ordinals))
        self.sharing = frozenset(lexicon.language["refusals"]["halves"]["sharing"])
        self.prefixes = frozenset(lexicon.language["refusals"]["prefixes"]["words"])
        starters = {*self.words, *self.scales, *self.multiples, *self.vague, *self.vague_multiples, *self.denominators}
        starters |= {self.point, *(phrase.split()[0] for phrase in self.couple)}
        self._powers: dict[str, int] = {**self.shared_letters, **self.letters, **self.abbreviations}
        fold = re.escape(self.fold)
        digits = rf"(?<=[\d{''.join(VULGAR)}])(?:(?<=\d)\d*+)?"
        ends = rf"(?:(?={fold})|(?![a-z0-9_]))"
        # A branch is passed over at a glance by its first letter, which therefore stands in no group.
        words = "|".join(branch + ends for branch in branches_of(starters))
        self.start = re.compile(rf"[^a-z_](?:{digits}|{words})")
        self._word = re.compile(r"(?<!\w)[A-Za-z]++(?!\w)")
        self.no_cardinals = frozenset(
            (
                *(*self.vague, *self.vague_multiples, *self.denominators, *self.multiples),
                *(phrase.split()[0] for phrase in self.couple),
            )
        )
        self.behind_cardinals = frozenset((*self.denominators, *self.multiples, self.and_, self.over, self.point))
        self.dozens = frozenset(
            form for form in self.multiples if form in self.vague_multiples or f"{form}s" in self.multiples
        )
        adding = (*self._powers, *self.scales, *self.vague, *self.dozens, self.and_, self.over, "x")
        shapes = ("am", "pm", "o", "noon", "midnight", "h", "hr", "hrs", "st", "nd", "rd", "th")
        self.closely = frozenset((*adding, *shapes))  # a number before these may go on, or be a time or ordinal
        self.halving = frozenset((None, *self.spoken, *self.articles))  # what may stand behind `and` in a number
        self.scaling = frozenset(word.lower() for word in (*self._powers, *self.scales, *self.vague, *self.dozens))
        self.plain_scales = {**self.scales, **self.abbreviations}
        self.minus_leads = tuple(f"{word} " for word in self.minus)
        self.minus_ends = frozenset(("−", *(word[-1] for word in self.minus)))

    def is_word(self, text: str, start: int, end: int) -> bool:
        """Is what `start` found a word, and not a piece of one with accents?"""
        return text[max(0, start - 1) : end + 5].isascii() or self._word.match(text, start) is not None

    def letter_power(self, letter: str) -> int:
        """The power of ten of a scale letter."""
        return self._powers[letter]


def _any(words: Iterable[str], lead: str = "") -> Late:
    """Any of these words, whole, behind a lead."""
    return Late(rf"{lead}(?:{'|'.join(words)})(?!\w)")


_BEHIND = re.compile(r"(?:,? |-)([A-Za-z]{2,}+(?![\w$])|[A-Za-z](?![\w$.]))|[ ](\()|[.;:)]|—|\n\n|\Z")


def word_behind(text: str, place: int) -> str | None:
    """The word behind a place, in small letters, `(` for a bracket, or nothing where a clause ends; else None.

    One look that tells mostly that no unit, no hedge and nothing else of a number's belongings begins there; where it
    gives None that cannot be told so easily.
    """
    match = _BEHIND.match(text, place)
    return (match[1] or match[2] or "").lower() if match else None


_GLANCE = 24


def word_before(text: str, place: int) -> str | None:
    """The word before a place, in small letters, where it is a plain one between two spaces; else mostly None.

    A full stop on it stays (`approx.`); it is `(` for a bracket, and nothing where another mark ends what is before.
    """
    last = text[place - 1 : place]
    if last != " ":
        return last if last == "(" else None
    if text[place - 2 : place - 1] in _ENDED:
        return ""
    begin = text.rfind(" ", max(0, place - _GLANCE), place - 1) + 1
    if not begin:
        return None  # too far back: no copy of all that is before it
    word = text[begin : place - 1]
    return word.lower() if word.isalpha() or (word[-1:] == "." and word[:-1].isalpha()) else None


_ENDED = frozenset(",;:!?)")


def branches_of(words: Iterable[str]) -> list[str]:
    """The branches of such a tree, each of which begins with a letter of its own: that is looked at first."""
    branches: dict[str, set[str]] = {}
    for word in filter(None, words):
        branches.setdefault(word[0], set()).add(word[1:])
    return [re.escape(letter) + any_of(rest) for letter, rest in sorted(branches.items())]


def any_of(words: Iterable[str]) -> str:
    """A pattern of these words as a tree of their letters: half the cost of one branch a word."""
    words = set(words)
    ends = "" in words
    tree = branches_of(words)
    if len(tree) == 1 and not ends:
        return tree[0]
    return f"(?:{'|'.join(tree)}){'?' if ends else ''}" if tree else ""


def edged(text: str) -> str:
    """The text in small letters for `Grammar.start`, each character one place on behind the edge of a line."""
    return "\n" + text.replace("İ", "i").lower()  # the one letter that would become two
