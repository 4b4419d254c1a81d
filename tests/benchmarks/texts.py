"""The texts that are measured: the stories of the fixtures, filler of our own making, and texts made to hurt."""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import cycle, islice
from pathlib import Path

STORIES = Path(__file__).parents[2] / "fixtures" / "stories"
STORY = 3000
"""About so many characters make a story of a newspaper."""

_WHO = (
    "the company", "a spokesman", "the council", "her brother", "the finance ministry", "a farmer near the border",
    "the harbour master", "an analyst", "the headteacher", "one of the drivers", "the orchestra", "their landlord",
)  # fmt: skip
_DID = (
    "said that nothing had been decided", "promised to look at it again", "would not say when work might begin",
    "remembered the winter before the flood", "was waiting for the last train", "had never been asked",
    "thought otherwise and wrote a letter", "closed the gate behind the visitors", "called it a good beginning",
)  # fmt: skip
_WHERE = (
    "in the old town", "on the road to the coast", "after the meeting", "at the end of a long evening",
    "because of the rain", "with the help of neighbours", "while the others looked on", "as everybody had expected",
)  # fmt: skip
_FIGURES = (
    "The new line is {a} miles ({b} km) long and cost ${c} million.",
    "Prices rose {c} per cent, to £{b} a tonne, the highest in {a} years.",
    "About {d} people live there, on {b} hectares of land.",
    "It weighs {b} kg and stands {a} feet tall.",
    "In {year} the firm sold {d} bicycles, {c} per cent fewer than the year before.",
    "Between {a} and {b} houses stand empty, and {c}m euros is owed.",
    "The {a}-year-old had worked for two and a half years on page {a} of the report.",
    "Temperatures fell to {a} °C at night, with {b} mm of rain in three hours.",
)  # fmt: skip
_BLOCK = 200_000


def stories(paths: list[Path] | None = None) -> list[str]:
    """The stories of the fixtures that hold no planted errors, or the texts of these files."""
    chosen = paths or sorted(p for p in STORIES.glob("*.txt") if not p.stem.endswith(".wrong"))
    return [path.read_text(encoding="utf-8") for path in chosen]


def filler(size: int, seed: int = 5) -> str:
    """Paragraphs like those of news, with a figure or two in every third sentence; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  filler, no secret
    parts: list[str] = []
    length = 0
    while length < size:
        sentences = [_sentence(chance) for _ in range(chance.randint(2, 4))]
        parts.append(" ".join(sentences) + "\n\n")
        length += len(parts[-1])
    return "".join(parts)[:size]


def _sentence(chance: random.Random) -> str:
    if chance.random() < 1 / 3:
        a, b, c = chance.randint(2, 90), chance.randint(100, 990), chance.randint(11, 99) / 10
        return chance.choice(_FIGURES).format(a=a, b=b, c=c, d=f"{chance.randint(1, 999)},{b}", year=1900 + a)
    who, did, where = chance.choice(_WHO), chance.choice(_DID), chance.choice(_WHERE)
    return f"{who.capitalize()} {did} {where}."


@cache
def _block() -> str:
    """Stories and filler by turns."""
    parts = (part for number, story in enumerate(cycle(stories())) for part in (story, filler(STORY, number), "\n\n"))
    return "".join(islice(parts, 3 * _BLOCK // (2 * STORY)))


def made(size: int) -> str:
    """A text of this many characters, of the stories and of filler."""
    block = _block()
    return (block * (size // len(block) + 1))[:size]


def cut(text: str, size: int = STORY) -> list[str]:
    """A long text as stories of about this size."""
    return [text[place : place + size] for place in range(0, len(text), size)]


MARKED = {"markdown": ("**{}** [{}](a/b.html) ", "\n"), "html": ("<b>{}</b>&nbsp;<a href='a/b.html'>{}</a> ", "<br>\n")}
"""Marks around two of every eight words, and at the end of a line."""


def marked(text: str, form: str) -> str:
    """A text with markup in it."""
    words, line = MARKED[form]
    by_eight = re.sub(r"(\S+) (\S+) ((?:\S+ ){6})", lambda found: words.format(found[1], found[2]) + found[3], text)
    return by_eight.replace("\n", line)


HURTFUL: dict[str, tuple[str, ...]] = {
    "digits and what stands in numbers": (
        "7", "0", "000 ", "1,111,", "1,", "1 ", "1.1.", "1-", "1/", "1:", "1.", "1.2.3,", "1/2 ", "1e9", "1e9,",
        "5e-", "10^", "1x", "0x", "½", "1½", "5²", "\u0663", ".", ",", "1a", "2019,", "0123,", "12/12,", "1:1,",
        "1st,2", "12-12-12 ", "1–1, ",
    ),
    "units": (
        "5 ft ", "5 ft 5 in ", "5m", "m", "5 km/", "kg ", "5 a ", "5'6\"", "°", "%", "5 degrees ", "5 fluid ",
        "m2", "a.b.", "5 C ", "5 square ", "5 m × ", "5 more than ",
    ),
    "money": (
        "$", "$ ", "$1 ", "US$", "5 dollars ", "A$5", "£5m", "£5 ($5; €5; ", "£5 ($7) ",
    ),
    "words": (
        "one ", "hundred ", "million ", "a ", "and ", "and a half ", "1 and a half ", "one and ", "point ",
        "one point one ", "half a ", "a couple of ", "dozen ", "one-", "one over ", "more than ", "rose by ", "minus ",
        "of ", "5 of the ", "5 men ", "5 big ", "the 5 ", "5 years old ", "Page 5 ", "May 5 ", "Ann, 43, ", "A B ",
        "a-", "word ", "Word ", "5th ",
    ),
    "joints": (
        "1 to 2 to ", "1 to 2 by 3 to 4 by ", "between 1 and ", "1 by 2 by ", "5, ", "5 km, 5 mi, ", "5, 5 and ",
        "5 or ", "5 ± ", "5–", "5 km (3 mi) ", "(5 km ", "5 km or ", "5 km = ", '"5 km (3 mi) ',
    ),
    "signs": (
        "(", ")", "(5", "[5", '"', "'", "“", "\"'", '5"', "5'", "“5”", "-", "- ", "– ", "−5 ", "+", "~5 ", "<",
        "#5 ", "@5", "/", "/5", "\\", "_", "www.5.",
    ),
    "space, controls, marks and other scripts": (
        " ", "\u00a0", "5\u2009", "\t", "\n", "5\n", "\r\n", "\0", "5\0", "\u0301", "5\u0301 ", "e\u0301",
        "5\u200b", "\u200f5 ", "\u202e5 km ", "\ud800", "5\udfff ", "😀5 ", "👩\u200d", "ſ", "İ5 ", "한 5",
    ),
    "long words": ("a", "A", "5s", "floccinaucinihilipilification 5 "),
}  # fmt: skip
"""What the texts made to hurt repeat, by what it is made of."""

LED = (
    ("5 ", "x"), ("5 ", "m·"), ("5 ", "m/s/"), ("5 km ", "per "), ("5 ", "square "), ("5 ", "of "), ("5", " "),
    ("5 ", "a "),
    ("5 ", "of the "), ("1 ", "thousand "), ("5 km (", "3 mi; "), ("$5 ", "(£3; "), ("5 km ", "wide "),
    ("5", ","), ("-", "5"),
)  # fmt: skip
"""What stands once in front, and what is repeated behind it."""


def _named(start: str, piece: str) -> str:
    """A family by what it looks like, with signs that do not print written out."""
    shown = start + piece * (2 if len(piece) > 2 else 3)
    return (shown if shown.isprintable() else ascii(shown)[1:-1]) + "…"


ONE_LINE, NESTED, RATES = "one very long line", "brackets in brackets", "a new rate in every pair"
_REPEATED = {group: {_named("", piece): ("", piece) for piece in pieces} for group, pieces in HURTFUL.items()}
_LED = {_named(*pieces): pieces for pieces in LED}
_PIECES = {name: pieces for group in (*_REPEATED.values(), _LED) for name, pieces in group.items()}
GROUPS: dict[str, tuple[str, ...]] = {
    **{group: tuple(pieces) for group, pieces in _REPEATED.items()},
    "a figure, and then without end what may follow one": tuple(_LED),
    "whole texts": (ONE_LINE, NESTED, RATES),
}
FAMILIES = tuple(name for names in GROUPS.values() for name in names)
"""The names of the texts made to hurt."""


def hostile(name: str, size: int) -> str:
    """A text of one of these families, so many characters long."""
    if name == ONE_LINE:
        return made(size).replace("\n", " ")
    if name == NESTED:
        return ("5 km (" * (size // 12 + 1))[: size // 2] + ")" * (size - size // 2)
    if name == RATES:
        return "".join(f"£{n} (${2 * n + n % 7}) " for n in range(1000, 1001 + size // 14))[:size]
    start, piece = _PIECES[name]
    return (start + piece * (size // len(piece) + 1))[:size]
