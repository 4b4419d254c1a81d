"""Explanations: every rule has its sentence, and what is said of a figure is what is true of it."""

from __future__ import annotations

import ast
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

import quantities
from quantities import Change, Hedge, Left, Lexicon, extract, parse, review
from quantities.explanation import exactly, of_left, of_quantity
from quantities.reading.refusals import USES
from quantities.reading.shapes import SHAPES as SHAPED
from tests.test_properties import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

LEXICON = Lexicon.default()
RULES = LEXICON.language["rules"]
READING = Path(quantities.__file__).parent / "reading"
TABLES = Path(__file__).parent.parent / "fixtures" / "tables"


def told(text: str, lexicon: Lexicon | None = None) -> dict[str, str]:
    """The lines of the explanation of the last quantity of a text, by their names."""
    lines = of_quantity(extract(text, lexicon=lexicon)[-1], text, lexicon)
    return dict(line.split(": ", 1) for line in lines)


# -- every rule has its sentence -------------------------------------------------------------------------------------


def strings(node: ast.AST | None) -> set[str]:
    """The texts in an expression, those that a condition asks for left out."""
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    if isinstance(node, ast.BoolOp):
        return set().union(*map(strings, node.values))
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def rules_of(source: str) -> tuple[set[str], set[str]]:
    """The names of rules in a module of the reading room: those that read, and those that leave alone."""
    tree = ast.parse(source)
    read: set[str] = set()
    left: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            given = dict(enumerate(node.args)) | {3: named["rule"]} if "rule" in named else dict(enumerate(node.args))
            if node.func.id in ("_Found", "Left"):
                (read if node.func.id == "_Found" else left).update(strings(given.get(3)))
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "rule" for t in node.targets):
            read |= strings(node.value)
        if isinstance(node, ast.FunctionDef):
            left |= {name for name in _given(node) if name}
    return read, left


def _given(function: ast.FunctionDef) -> Iterator[str]:
    """The names that a function which may leave a place alone returns: as a text, or as the last of a pair."""
    kind = ast.unparse(function.returns) if function.returns else ""
    if kind not in ("_Found | str", "str | None", "tuple[int, str] | None", "_Found | str | None"):
        return
    for node in ast.walk(function):
        if isinstance(node, ast.Return):
            yield from strings(node.value.elts[-1] if isinstance(node.value, ast.Tuple) else node.value)


READ, LEFT = (
    set().union(*found)
    for found in zip(*(rules_of(path.read_text("utf-8")) for path in READING.glob("*.py")), strict=True)
)
SHAPES = {shape.rule for shape in SHAPED}
TEXTS = [
    row.get("text", spelling)
    for path in sorted(TABLES.glob("*.toml"))
    for rows in tomllib.loads(path.read_text("utf-8")).values()
    if isinstance(rows, list)
    for row in rows
    if isinstance(row, dict)
    for spelling in row.get("spellings", [""])
]


def test_the_rules_are_found_in_the_source() -> None:
    assert {"unit behind", "sign before", "age", "bare number"} <= READ
    assert {"label", "name", "pronoun", "code"} <= LEFT
    assert {"clock_time", "date", "phone"} <= SHAPES
    assert rules_of("def f() -> str | None:\n    return 'a'\ndef g() -> str:\n    return 'b'") == (set(), {"a"})


@pytest.mark.parametrize("rule", sorted(READ))
def test_every_rule_that_reads_has_its_sentence(rule: str) -> None:
    assert RULES["read"][rule].endswith(".")


@pytest.mark.parametrize("rule", sorted(LEFT | SHAPES | {use.name for use in USES}))
def test_every_rule_that_leaves_a_place_alone_has_its_sentence(rule: str) -> None:
    if rule != "shape":  # what a pattern without names would be called
        assert RULES["left"][rule].endswith(".")


EXAMPLES = [
    ("Ada Brown, |43|, said so.", "age"),
    ("There are |43| of it.", "bare number"),
    ("There are |43 boats| on it.", "noun behind"),
    ("It cost |$43| then.", "sign before"),
    ("It cost |USD 43| then.", "sign before"),
    ("It made 500 cars, up from |430|.", "the amount before"),
    ("It is |43 km| long.", "unit behind"),
    ("It is |43 per cent| now.", "unit behind"),
    ("He ran |43 rushing yards| there.", "unit behind its words"),
    ("|A couple| left.", "a couple"),
    ("He lives at |16 Mill Lane|.", "address"),
    ("The under-|18s| played.", "age_group"),
    ("It began at |22:30| there.", "clock_time"),
    ("The call |12345678| failed.", "code"),
    ("They met on |14 March| there.", "date"),
    ("They met on March |14|.", "date"),
    ("In the |1980s| it was common.", "decade"),
    ("It fell in |476 AD|.", "era"),
    ("It was |a half|-brother.", "half"),
    ("See page |412|.", "label"),
    ("They met in tent |9| again.", "label"),
    ("A Boeing |747| landed.", "name"),
    ("The Big |Four| met.", "name"),
    ("A |911| call came.", "name"),
    ("It has a |three|-bed flat.", "part of a word"),
    ("They met in |75001| Paris.", "postcode"),
    ("|One| came.", "pronoun"),
    ("Smith: |7| Looked sharp.", "rating"),
    ("They won |3-1|.", "score"),
    ("Version |3.11.4| is out.", "version"),
    ("It opened in |1931|.", "year"),
]


@pytest.mark.parametrize(("marked", "rule"), EXAMPLES)
def test_the_rule_that_reads_a_figure_or_leaves_it_alone_is_named(marked: str, rule: str) -> None:
    lead, surface, rest = marked.split("|")
    found = review(lead + surface + rest)
    said = [(q.start, q.surface, q.rule) for q in found.quantities]
    said += [(left.start, left.surface, left.rule) for left in found.left]
    assert (len(lead), surface, rule) in said


def test_a_unit_that_is_carried_says_so() -> None:
    assert told("It made 500 cars, up from 430.")["rule"].startswith("the amount before")
    assert told("It made 500 cars. Of 430 more")["rule"].startswith("bare number")


def test_no_sentence_is_of_a_rule_that_is_gone() -> None:
    assert set(RULES["read"]) - READ == set()
    assert set(RULES["left"]) - LEFT - SHAPES - {use.name for use in USES} == set()


def test_every_hedge_and_every_change_has_its_words() -> None:
    assert list(RULES["hedges"]) == list(Hedge)
    assert list(RULES["changes"]) == list(Change)


def test_the_texts_of_the_tables_give_no_other_rule_and_are_explained() -> None:
    assert len(TEXTS) > 100
    for text in TEXTS:
        found = review(text)
        assert {q.rule for q in found.quantities} <= RULES["read"].keys()
        assert {left.rule for left in found.left} <= RULES["left"].keys()
        for quantity in found.quantities:
            lines = of_quantity(quantity, text)
            assert lines
            assert all("\n" not in line for line in lines)


def test_a_rule_without_a_sentence_is_still_named() -> None:
    assert of_left(Left(0, 1, "5", "new_rule")) == ["left alone: new rule."]


# -- what is said ----------------------------------------------------------------------------------------------------


def test_precision_as_it_is_written() -> None:
    assert told("2,000 km")["number"] == "2,000 is 2,000, written to 1, perhaps only to 1,000"
    assert told("2.50 km")["number"] == "2.50 is 2.5, written to 0.01"
    assert told("1/3 mile")["number"] == "1/3 is 1/3, written to 1/6, perhaps only to 1/3"


def test_worth_in_si() -> None:
    assert told("5 miles")["unit"] == "mile, [length]; 8,046.72 meter"
    assert told("20 °C")["unit"] == "degree_Celsius, [temperature], a level; 293.15 kelvin"
    assert told("a rise of 20 °C")["unit"].endswith("a difference and not a level; 20 kelvin")
    assert told("5 per cent")["unit"] == "percent"
    assert told("It is 5")["unit"] == "none"
    assert told("2 pence")["unit"] == "GBP_penny, [GBP]; 0.02 GBP"


def test_ranges_compounds_and_margins() -> None:
    lines = parse("5 ft 11 in").explain().split("\n")
    assert lines[1:4] == [
        "number: 5 is 5 foot, written to 1",
        "number: 11 is 11 inch, written to 1",
        "together: 71 inch, written to 1",
    ]
    ranged = told("15 to 18 km")
    assert (ranged["low"], ranged["high"]) == ("15 is 15, written to 1", "18 is 18, written to 1")
    assert ranged["unit"].endswith("15,000 to 18,000 meter")
    margin = told("12 ± 2 kg")
    assert (margin["centre"], margin["margin"]) == ("12 is 12, written to 1", "2 is 2, written to 1")


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("nearly 5 km", "about: the number is not exact, as 'nearly' says"),
        ("5 km or more", "at least: the amount is the number or more, as 'or more' says"),
        ("20+ miles", "at least: the amount is the number or more, as '+' says"),
        ("some 50 miles (80 km)", "about: the number is not exact, carried over from the figure before it"),
        ("5 km", None),
        ("some people and 5 km", None),
    ],
)
def test_the_words_that_make_a_hedge(text: str, hedge: str | None) -> None:
    assert told(text).get("hedge") == hedge


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Sales, they say, fell by 5 per cent.", "down: it is the amount of a fall, as 'fell by' says"),
        ("Shares closed 2 per cent lower today.", "down: it is the amount of a fall, as 'lower' says"),
        (
            "The index rose 12 points, or 0.2 per cent.",
            "up: it is the amount of a rise, carried over from the figure before it",
        ),
        ("Sales fell to 5 per cent.", None),
        ("A fall of 5 per cent.", None),
    ],
)
def test_the_words_that_make_a_change(text: str, change: str | None) -> None:
    assert told(text).get("change") == change


def test_without_the_text_no_words_are_shown() -> None:
    [quantity] = extract("Sales fell by about 5 per cent.")
    assert quantity.explain().split("\n")[-2:] == [
        "hedge: about: the number is not exact",
        "change: down: it is the amount of a fall",
    ]


def test_senses() -> None:
    assert told("5 tons")["senses"] == (
        "'tons' may be ton, metric_ton or long_ton; "
        "ton is taken first (short in the US, metric in world news, long in Britain and of ships)"
    )
    assert told("5 million pounds")["senses"].endswith("GBP is what the words around it ask for")
    british = Lexicon.of(dialect="en-GB")
    assert told("5 tons", british)["senses"].endswith("long_ton is taken first (the dialect is en-GB)")
    assert "senses" not in told("5 km")
    assert "senses" not in told("US$5")
    assert "senses" not in told("20 °C")


def test_every_ambiguous_spelling_has_its_reason() -> None:
    for part in (LEXICON.names, LEXICON.symbols, LEXICON.signs):
        assert [form for form, units in part.items() if len(units) > 1 and form not in LEXICON.reasons] == []


def test_the_reason_of_an_alias_is_that_of_the_word_it_names() -> None:
    assert LEXICON.reasons["gals"] == LEXICON.reasons["gallon"] == "US, 17 % smaller than the imperial"
    assert [why for why in LEXICON.reasons.values() if why.removeprefix("as ") in LEXICON.reasons] == []


@given(texts)
@settings(deadline=None, max_examples=150)
def test_every_figure_of_any_text_is_explained_on_lines_of_its_own(text: str) -> None:
    found = review(text)
    for quantity in found.quantities:
        lines = of_quantity(quantity, text)
        assert lines == quantity.explain(text).split("\n")
        assert not any("\n" in line for line in lines)
    assert all(len(of_left(left)) == 1 for left in found.left)


def test_what_is_left_alone() -> None:
    [left] = quantities.explain("In 2019 it rose.")
    assert of_left(left) == ["left alone: year. It is a year."]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(0), "0"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1, 10**18), "0.000000000000000001"),
        (Fraction(1, 10**19), "≈ 1e-19"),
        (Fraction(22, 7), "22/7"),
        (Fraction(1, 101), "≈ 0.00990099009901"),
        (Fraction(10) ** 18, "≈ 1e+18"),
        (Fraction(10) ** 5000, "≈ 1e+5000"),
    ],
)
def test_numbers_of_any_size(number: Fraction, shown: str) -> None:
    assert exactly(number) == shown
