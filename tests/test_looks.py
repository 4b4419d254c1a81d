"""What a look tells is what the long way round reads: plain numbers, plain units, and shapes by what goes on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from itertools import product
from operator import attrgetter
from pathlib import Path

import pytest

from quantities.lexicon import Lexicon
from quantities.reading import mentions, nouns
from quantities.reading.grammar import Grammar, edged, word_behind
from quantities.reading.groups import alone
from quantities.reading.nouns import noun_behind
from quantities.reading.numerals import Written, in_digits, plain_number
from quantities.reading.plain import plainly
from quantities.reading.shapes import Ready, Shapes, shape_at
from quantities.reading.terms import terms_of
from quantities.reading.units import Spellings, UnitMatch, plain_unit_after, unit_after, unit_closely
from quantities.reading.words import Words

FIXTURES = Path(__file__).parent.parent / "fixtures"
LEXICON = Lexicon.default()
GRAMMAR, SPELLINGS, SHAPES = LEXICON.compiled(Grammar), LEXICON.compiled(Spellings), LEXICON.compiled(Shapes)
REFUSED = LEXICON.language["refusals"]
number_of = attrgetter("start", "end", "digits", "power", "shared", "high", "words", "fraction")


def unit_of(match: UnitMatch | None) -> object:
    """What there is of a unit, to compare it."""
    return match and (match.start, match.end, match.unit, match.senses, match.glued, match.wary)


def found_in_fixtures() -> list[str]:
    """The stories, and every text and spelling of the tables."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted((FIXTURES / "tables").glob("*.toml"))]
    rows = [row for table in tables for part in table.values() if isinstance(part, list) for row in part]
    said = [
        row.get("text", spelling) for row in rows if isinstance(row, dict) for spelling in row.get("spellings", [""])
    ]
    return [*(path.read_text("utf-8") for path in (FIXTURES / "stories").glob("*.txt")), *said]


NUMBERS = ("5", "12", "30", "100", "1990", "2019", "0345", "1,234", "1,23,456", "7.5", "1.234,5", "12345678", "٣")
LEADS = (
    "",
    "\n",
    " ",
    "by ",
    "(",
    "[",
    "“",
    "$",
    "(£",
    "~",
    "-",
    "- ",
    "− ",
    "minus ",
    "or minus ",
    "No. ",
    "Pad ",
    "x",
)
WORDS = (
    *(*GRAMMAR.closely, *GRAMMAR.spoken, *REFUSED["months"]["names"], *REFUSED["clock"]["zones"], *("St", "Rue", "AD")),
    *("a", "an", "a.m.", "p.m", "hours GMT", "hours local", "hours later", "to 6 people", "to 6 May", "and 6th of May"),
    *(
        "and 3/4",
        "and ½",
        "and six",
        "and so",
        "of May",
        "of them",
        "kg",
        "people",
        "ft",
        "MGBP",
        "% ",
        "°C",
        "m²",
        "€",
    ),
)
JOINTS = ("", " ", "-", "\n", "\u00a0")
MARKS = (
    *(
        ".",
        ". ",
        ".\n",
        ", ",
        ", and",
        ",5",
        ".5",
        ";",
        ":",
        ":30",
        "/4",
        "–6",
        "-6",
        " - 6",
        " (a",
        " (6",
        ")",
        ") -",
        "”",
    ),
    *('"', "'", "’s", "×10^6", "^6", "e6", "½", " ½", "²", "!", "\x00"),
)
MADE = [
    *(
        f"{lead}{number}{joint}{word} x"
        for lead, number, joint, word in product(LEADS[::2], NUMBERS[:6:2], JOINTS, WORDS)
    ),
    *(f"{lead}{number}{mark}" for lead, number, mark in product(LEADS, NUMBERS, MARKS)),
]


_CLAUSE_ENDS = frozenset(".;:)—")


def digits_of(text: str) -> list[tuple[int, int]]:
    """Where runs of digits stand."""
    return [found.span() for found in re.finditer(r"\d+", text)]


@pytest.mark.parametrize("texts", [found_in_fixtures(), MADE], ids=["fixtures", "made"])
def test_a_plain_number_is_what_the_long_way_round_reads(texts: list[str]) -> None:
    told = 0
    for text in texts:
        small = edged(text)
        for start, _ in digits_of(text):
            plain = plain_number(text, start, small, GRAMMAR)
            if plain is not None and not text[start - 1].isdigit() and text[start - 1] != ",":
                told += 1
                assert shape_at(text, start, SHAPES) is None, text
                assert number_of(in_digits(text, start, GRAMMAR)) == number_of(plain), text
                if plain.beyond is not None and plain.behind is not None:
                    behind = text.index(plain.behind, plain.end) + len(plain.behind)
                    assert word_behind(text, plain.end) == plain.behind or not plain.behind.isalpha(), text
                    assert word_behind(text, behind) == ("" if plain.beyond in _CLAUSE_ENDS else plain.beyond), text
                    if found := plain_unit_after(text, plain, SPELLINGS):
                        match, beyond = found
                        assert unit_of(unit_closely(text, plain, SPELLINGS)) == unit_of(match), text
                        assert word_behind(text, match.end) == ("" if beyond in _CLAUSE_ENDS else beyond), text
    assert told > 1000


def standing(text: str, start: int, shapes: Iterable[Ready]) -> list[tuple[str, tuple[int, int]]]:
    """The shapes that stand at a place."""
    return [
        (rule, found.span())
        for rule, shape, after in shapes
        if text.endswith(after, 0, start) and (found := shape.match(text, start))
    ]


@pytest.mark.parametrize("texts", [found_in_fixtures(), MADE], ids=["fixtures", "made"])
def test_what_goes_on_behind_digits_hides_no_shape(texts: list[str]) -> None:
    told = 0
    for text in texts:
        for start, end in digits_of(text):
            every = standing(text, start, SHAPES.all)
            tried = standing(text, start, SHAPES.at(text, start, end))
            told += bool(every)
            assert tried == every, text
    assert told > 100


TAILS = (
    *(
        "",
        ".",
        ".”",
        ", 5",
        ". ",
        ". Then",
        ".\n",
        ", and",
        " a day",
        " per hour",
        " of it",
        " squared",
        " long",
        " point",
        "-long",
    ),
    *("/h", "/second", "²", "³ a", "2", " (2)", "·m", " m⁻¹", " on the scale", " an hour", " for every day"),
)


@pytest.mark.parametrize(("turn", "lead"), list(enumerate(["", " ", " square "])))
def test_a_plain_unit_is_what_the_long_way_round_reads(turn: int, lead: str) -> None:
    """Every form with every lead and some of the tails, which take turns: each stands behind hundreds of forms."""
    number = Written(0, 1, "5")
    for place, form in enumerate((*LEXICON.names, *LEXICON.symbols)):
        for tail in TAILS[(place + turn) % 9 :: 9]:
            text = f"5{lead}{form}{tail}"
            after, closely = unit_after(text, number, SPELLINGS), unit_closely(text, number, SPELLINGS)
            assert unit_of(after) == unit_of(closely), text


NOUN_TAILS = ("", ", all", " in May", " and", " in-house", "-only", " lanes", " which", "’ own", "s' own", ". A", " In")


def test_a_plain_plural_is_what_the_long_way_round_reads() -> None:
    grammar, told = LEXICON.compiled(nouns.Grammar), 0
    for text in found_in_fixtures():
        for word, tail in product(re.findall(r"\d ([A-Za-z]+s)\b", text), NOUN_TAILS):
            phrase = f"400 {word}{tail}"
            noun = noun_behind(phrase, 3, grammar, one=False, behind=word_behind(phrase, 3))
            assert noun == noun_behind(phrase, 3, grammar, one=False), phrase
            told += noun is not None
    assert told > 1000


def test_a_number_among_plain_words_is_what_the_long_way_round_reads() -> None:
    words, told = LEXICON.compiled(Words), 0
    for text in found_in_fixtures():
        for term in terms_of(text, LEXICON, []):
            if plain := plainly(text, term, words):
                told += 1
                assert mentions.mention(text, alone(term), None, words) == plain, text
    assert told > 300
