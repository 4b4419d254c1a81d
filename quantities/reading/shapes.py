"""What looks like a quantity and is told by its own characters to be none: `17:22`, `2.0.1`, `29 March`, `F-16`.

A shape is skipped before any number is read. What goes on behind its first digits decides which shapes are tried.
"""

from __future__ import annotations

import re

from quantities.frozen import NamedTuple
from quantities.lexicon import Lexicon
from quantities.reading.grammar import BLANK, LETTER, VULGAR, word_before
from quantities.reading.late import Late
from quantities.reading.signs import unit_before
from quantities.reading.units import Spellings


class Shape(NamedTuple):
    """A shape: its rule, what can go on behind its first digits, and its pattern, with names for lists of the language.

    What goes on is the next character; behind a space (`_`) the kind of the one after it: `A` any capital letter, `9`
    any digit; `letter_` is any letter with a space behind it. `after` names a list that it must stand behind.
    """

    rule: str
    follows: str
    pattern: str
    after: str = ""


SHAPES = (
    Shape(
        "clock_time",
        ": . a p h o n m A _a _p _h _o _n _m _A",
        r"""
            (?: 1[0-2] | 0?[1-9] ) (?: [:.] [0-5]\d ){0,2} BLANK? [ap] (?: \.m\. | \.m | m ) (?! \w )
          | \d{1,2} : [0-5]\d (?! \d ) (?: : [0-5]\d )? (?: [.,]\d{1,3} )?
          | [0-2]?\d [:.]? [0-5]\d [ \u00a0]? (?: (?: ZONES ) (?! \w ) | hrs? (?! \w ) | h (?! \w ) )
          | [0-2]\d [0-5]\d [ ] hours [ ] (?: ZONES | local ) (?! \w )
          | (?<! \. ) 0\d{3} (?! [,.]*\d | [ ]\d{3} )
          | \d{1,2} [ ]? (?: HOURS ) (?! \w )
        """,
    ),
    Shape(
        "date",
        "- – / & . s n r t a _- _– _/ _& _t _a _o _A",
        r"""
            [12]\d{3} - [01]?\d (?: - [0-3]?\d )? (?! [,.]*\d | [\w-] )
          | \d{1,2} / \d{1,2} / (?: \d{4} | \d{2} ) (?! \d )
          | \d{1,2} \. \d{1,2} \. (?: \d{4} | \d{2} ) (?! \d )
          | \d{1,2} (?: st | nd | rd | th )?
            (?: [ ]? (?: [-/&] | – | to | and ) [ ]? \d{1,2} (?: st | nd | rd | th )? )?
            [ \u00a0\n] (?: of[ ] )? (?: MONTHS ) (?! \w ) \.? (?: ,? [ ] [12]\d{3} (?! \d ) )?
        """,
    ),
    Shape(
        "ordinal",
        ", s n r t",  # but 11st is a weight
        r"[\d,]{0,32}+ (?: (?<= 1 ) (?<! 11 ) st | (?<= 2 ) nd | (?<= 3 ) rd | (?<= \d ) th ) (?! \w )",
    ),
    Shape("era", "_A", r"\d{1,5} [ ] (?: AD | BC | BCE | CE | A\.D\. | B\.C\. ) (?! \w )"),
    Shape("age_group", "s", r"[1-9]\d s (?! \w )", after="SIDES"),
    Shape("name", "s", r"[1-9]\d{2} s (?! \w )", after="MODELS"),
    Shape("name", "-", r"\d{1,3} - (?: NUMBERS ) (?! \w )"),
    Shape("decade", "s ' ’", r"(?! 1000s[ ]of ) [12]\d\d0 ['’]? s (?! \w )"),
    Shape("decade", "s ' ’", r"[1-9]0 ['’]? s (?! \w )", after="DECADES"),
    Shape(
        "years",
        "- – — / _- _– _— _/",
        r"""
            (?! \d\d00 [-–] \d\d00 [ ] [a-z] )
            (?: 1[0-9] | 20 )\d\d [ ]? [-–—/] [ ]? (?: (?: 1[0-9] | 20 )\d\d | \d{2} ) (?! ,*\d | [ ]? [%°] )
        """,
    ),
    Shape(
        "version",
        ".",
        r"""
            (?! \d{1,3} (?: (?: \.\d{3} ){2} | (?: \.\d{3} ){1,9} \.000 ) (?! [.,]?\d | \.\w ) )
            \d{1,5} (?: \.\d{1,5} ){2,6} (?! ,?\d ) (?: : \d{1,5} )?
        """,
    ),
    Shape(
        "phone",
        "- ) ( _9 _(",
        r"""
            (?<= \+ ) \d{1,3} (?: [ -] \d{2,5} ){2,5} (?! [\d,] )
          | \d{4} (?: [ ] \d{3} ){2} (?! [\d,] )
          | \+? \d{0,3} [ ]? \(? \d{3,5} \)? [ \-] \d{3,4} - \d{3,4} (?! [\d,] )
          | \d{3} - \d{4} (?! [\d,-] )
          | 0\d{2,4} [ ] \d{3,4} (?: [ ] \d{3,4} )? (?! [\d,] )
          | \d{1,5} - \d{1,7} - \d{1,7} (?: - \d{1,7} ){0,4} (?! \d )
        """,
    ),
    Shape("code", "", r"0x[0-9A-Fa-f]{1,16} (?! \w )"),
    Shape("ratio", ":", r"\d{1,4} : \d{1,4} (?! \d )"),
    Shape(
        "coordinates",
        ". ° _°",
        r"""
            \d{1,3} (?: \.\d{1,12} )? [ ]? ° [ ]?
            (?: \d{1,2} (?: \.\d{1,6} )? [ ]? ['’′] [ ]?
                (?: \d{1,2} (?: \.\d{1,6} )? [ ]? (?: ["”″] | '' | ’’ | ′′ ) [ ]? )?
            )? [NSEW] (?! \w )
        """,
    ),
    Shape("reference", "] , ; - – _, _; _- _–", r"\d{1,4} (?: [ ]? [,;–-] [ ]? \d{1,4} ){0,9} \]", after="OPENED"),
    Shape("list_mark", ")", r"(?<= (?<! [^\n] ) \( ) \d{1,2} \) (?= [ ] )"),
    Shape(
        "address",
        ", - – letter_ _A",
        r"""
            \d{1,4} ,? [ ] (?: AVENUES ) [ ] (?: de[ ] | d['’] | della[ ] )? [A-ZÀ-ÖØ-Þ] [\w'’]{1,20}
          | \d{1,5} (?: [-–] \d{1,5} )? [A-Za-z]? [ ] (?: [NSEW]\.? [ ] )?
            (?: [A-Z] [\w.'’]{1,20} [ ] ){1,3} (?: STREETS ) (?! \w )
        """,
    ),
    Shape(
        "stroke",
        "/",
        r"""
            (?! (?: [1-9] | 1[0-6] ) / (?: [2-9] | 10 | 12 | 16 | 100 ) (?! [\d/] ) )
            (?! (?: (?: [1-9] | [12]\d | 3[01] ) / 32 | (?: [1-9] | [1-5]\d | 6[0-3] ) / 64 ) (?! [\d/] ) )
            (?! 1 / \d{2,4} [ ]? (?: s | secs? | seconds? | of[ ]an? ) (?! \w ) )
            \d{1,6} (?: / \d{1,6} )++ (?! [,.]*\d )
        """,
    ),
    Shape("list_number", ". )", r"(?<! [^\n] ) \d{1,3} (?: [.)] (?= [ \t] ) )"),
)


_MEASURING = "CFLVW"
"""Letters that are degrees, litres, volts and watts behind a name too: Sydney 38C, a Bosch 18V drill."""
_DIGITS = re.compile(r"\d++")
_POINTED = 3
_DASHES = frozenset("-–")
_SPACED = frozenset(" \n\u00a0\u202f")
_LETTERED = re.compile(r"\d{1,4}[A-Za-z](?!\w)")
_LAST_WORD = re.compile(rf"({LETTER}++\.?)[ ]$")
_THING = re.compile(rf"[ ]({LETTER}++)")
_TOKEN_TAIL = Late(r"[\w/@.:#&=?%+~-]{0,200}")
_SHORT_YEAR = Late(r"\d\d(?!\w|[.,]\d|[^\n'’]{1,80}['’](?!\w))")
_HYPHENED = Late(rf"([\d°½¼¾]?)[\s-]?({LETTER}++)[-‐‑–]$")
_MEASURE = Late(
    rf"\d(?:{LETTER}|[°½¼¾]){{0,4}}$|[\d{''.join(VULGAR)}](?: {LETTER}{{1,12}}|[ -]?(?P<unit>{LETTER}{{1,12}})\.?)$"
)


Ready = tuple[str, Late, tuple[str, ...]]
"""A rule, the pattern of its shape, and what it must stand behind."""


class Shapes:
    """The shapes of a language by what goes on behind their first digits, and the words that make names of numbers."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["refusals"]
        lists = {
            "BLANK": [BLANK],
            "MONTHS": table["months"]["names"],
            "ZONES": table["clock"]["zones"],
            "STREETS": table["streets"]["names"],
            "AVENUES": table["streets"]["before"],
            "HOURS": [word.replace("'", "['’]") for word in table["clock"]["hours"]],
            "NUMBERS": [word.capitalize() for word in lexicon.language["numerals"]["words"]],
        }
        after = {
            "": ("",),
            "OPENED": ("[",),
            "DECADES": (*_joined_to(table["decades"]["before"], " -"), "'", "’"),
            "SIDES": _joined_to(table["age_groups"]["before"], " -"),
            "MODELS": _joined_to(table["models"]["before"], " "),
        }
        self.all = tuple(
            [(shape.rule, Late(_filled(shape.pattern, lists), re.VERBOSE), after[shape.after]) for shape in SHAPES]
        )
        self.behind: dict[str, tuple[Ready, ...]] = {}
        for shape, made in zip(SHAPES, self.all, strict=True):
            for key in shape.follows.split():
                self.behind[key] = (*self.behind.get(key, ()), made)
        self.spellings = lexicon.compiled(Spellings)
        self.labels = frozenset(table["labels"]["before"])
        self.ordinary = frozenset(table["names"]["ordinary"])
        self.owners = frozenset(table["names"]["owners"])
        self.lines = frozenset(table["names"]["lines"])
        self.screens = frozenset(table["names"]["screens"])
        self.signs = frozenset(lexicon.signs)
        self.prefixes = frozenset(table["prefixes"]["words"])
        parts = "|".join(lexicon.language["groups"]["glued"]["symbols"])
        self.glued_parts = Late(rf"\d(?:{parts})$")

    def at(self, text: str, start: int, end: int) -> tuple[Ready, ...]:
        """The shapes that may begin with the digits between two places."""
        if text[start] == "0":
            return self.all
        key, following = text[end : end + 1], text[end + 1 : end + 2]
        if key in _SPACED:
            return self.behind.get(
                "_" + ("A" if following.isupper() else "9" if following.isdigit() else following), ()
            )
        if key in _DASHES and following.islower():  # a 43-year-old
            return ()
        shapes = self.behind.get("A" if key.isupper() else key, ())
        return (*shapes, *self.behind["letter_"]) if following in _SPACED and key.isalpha() else shapes

    def labels_letter(self, before: str, letter: str) -> bool:
        """Does a word make a label of a number with a letter on it: Figure 2b, Pad 39A, but not Sydney 38C?"""
        if before.lower() in self.labels or before.rstrip(".") in self.owners:
            return True
        if before in self.signs or before.lower() in self.ordinary:
            return False
        return before[0].isupper() and letter.isupper() and letter not in _MEASURING

    def is_screen(self, text: str, end: int) -> bool:
        """Is a number with a letter on it that of a screen or a film: a 4K television, in 1080p?"""
        if text[end - 1] == "p":
            return text[max(0, end - 5) : end - 1] in self.lines
        thing = _THING.match(text, end) if text[end - 1] == "K" else None
        return thing is not None and thing[1].lower() in self.screens


def _joined_to(words: list[str], joints: str) -> tuple[str, ...]:
    return tuple([word + joint for word in words for joint in joints])


def _filled(pattern: str, lists: dict[str, list[str]]) -> str:
    for place, names in lists.items():
        if place in pattern:
            pattern = pattern.replace(place, " | ".join(sorted(names, key=len, reverse=True)))
    return pattern


def shape_at(text: str, start: int, shapes: Shapes) -> tuple[int, str] | None:
    """The end and the rule of a shape that begins at a digit and is no quantity, or None."""
    digits = _DIGITS.match(text, start)
    end = digits.end() if digits else start + 1
    if text[end : end + 1].isalpha() and (lettered := _lettered(text, start, shapes)):
        return lettered
    if joined := _joined(text, start, shapes):
        return joined
    for rule, pattern, after in shapes.at(text, start, end):
        if text.endswith(after, 0, start) and (match := pattern.match(text, start)):
            return None if match.end() - start == len(text) and text.isdigit() else (match.end(), rule)
    return None


def _lettered(text: str, start: int, shapes: Shapes) -> tuple[int, str] | None:
    """A number with a letter on it that a word before or behind it makes a name of: Figure 2b, a 4K television."""
    lettered = _LETTERED.match(text, start)
    if lettered is None:
        return None
    if shapes.is_screen(text, lettered.end()):
        return lettered.end(), "name"
    before = _LAST_WORD.search(text, max(0, start - 20), start)
    if before and shapes.labels_letter(before[1], text[lettered.end() - 1]):
        return lettered.end(), "label"
    return None


def _joined(text: str, start: int, shapes: Shapes) -> tuple[int, str] | None:
    """A digit that a name, a code, a web or a mail address runs into: F-16, CO2, www.example.org/2019."""
    if not start:
        return None
    last = text[start - 1]
    if last in "'’" and (start == 1 or text[start - 2] in " \n(") and (year := _SHORT_YEAR.match(text, start)):
        return year.end(), "year"
    if last.isspace() or last in "([{\"'“‘$£€¥≥≤<>~≈":
        return None
    if last.isalpha() or last == "_":
        if shapes.glued_parts.search(text, max(0, start - 6), start):
            return None
        if unit_before(text, start, word_before(text, start), shapes.spellings):
            return None
        return _tail(text, start), "name"
    if last in "-‐‑–" and start > 1 and text[start - 2].isalpha():
        return _hyphenated(text, start, shapes)
    if last in "/.@#&=?_~+:%" and start > 1 and (text[start - 2].isalnum() or text[start - 2] in "/.:@-_"):
        if last == "." and text[start - 2] == "-" and (start < _POINTED or text[start - 3] in " \n\t(["):
            return None  # -.5
        if (last in "/+:" and _measured(text, start - 1, shapes)) or unit_before(
            text, start, word_before(text, start), shapes.spellings
        ):
            return None
        return _tail(text, start), "code"
    if last in "#§№@":
        return _tail(text, start), "label"
    return None


def _hyphenated(text: str, start: int, shapes: Shapes) -> tuple[int, str] | None:
    """A number behind a hyphen names a thing, but for sub-300, a mid-1990s, and a range whose first end has a unit."""
    lead = _HYPHENED.search(text[max(0, start - 24) : start])
    if lead is None or lead[1] or lead[2].lower() in shapes.prefixes:
        return None
    if len(lead[2]) > 3 and lead[2].islower() and text[start - 1] == "–":
        return None
    return _tail(text, start), "name"


def _measured(text: str, place: int, shapes: Shapes) -> bool:
    """Is what stands before a stroke a measure (`150g/5½oz`) rather than a part of a path or a code?"""
    measure = _MEASURE.search(text[max(0, place - 24) : place])
    if measure is None or measure["unit"] is None:
        return measure is not None
    return measure["unit"] in shapes.spellings.symbols or measure["unit"].lower() in shapes.spellings.names


def _tail(text: str, start: int) -> int:
    match = _TOKEN_TAIL.match(text, start)
    end = max(match.end() if match else 0, start + 1)
    while end > start + 1 and text[end - 1] in ".:?%-":
        end -= 1
    return end
