"""One meaning, many spellings, and twins that must not have it: the tables of `fixtures/tables/`.

A file has `[[row]]`s and the `carriers` (sentences with `@` for the spelling) that its rows are put into, unless a row
has its own. In a row

    means      the fields of one quantity (see `expectations`), or a list of them
    spellings  each gives, in every carrier, exactly what `means` says, and its span is the spelling; where more words
               are needed, braces mark the quantity: `"about {5 km}"`
    twins      look-alikes: in no carrier may they give a quantity with that meaning (with several: all of them)
    gaps       spellings and twins that are not read right yet, each with the reason: expected to fail, strictly

`nothing.toml` lists by rule the `texts` in which nothing may be found, and beside them look-alikes (`but`), in which
the quantities that braces mark, and no others, must be found; its `gaps` are texts of either sort.

`sentences.toml` has by rule whole sentences, in each the quantities that are in them marked, with what they mean in
short (see `expectations.brief`): where a rule begins and where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quantities import extract
from tests.expectations import FIXTURES, brief, described, differences, load, means, unmarked, wanted

TABLES = FIXTURES / "tables"
NOTHING = TABLES / "nothing.toml"
SENTENCES = TABLES / "sentences.toml"
FILES = sorted(
    p for p in TABLES.glob("*.toml") if p not in (NOTHING, SENTENCES) and not p.stem.startswith("judgements")
)


def rows() -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    for path in FILES:
        table = load(path)
        for row in table["row"]:
            yield path.stem, row, row.get("carriers", table.get("carriers"))


def meanings(row: dict[str, Any]) -> list[dict[str, Any]]:
    given = row["means"]
    return [wanted(m) for m in (given if isinstance(given, list) else [given])]


def gap(row: dict[str, Any], text: str) -> tuple[pytest.MarkDecorator, ...]:
    """The mark of a text that is not read right yet."""
    reason = row.get("gaps", {}).get(text)
    return (pytest.mark.xfail(reason=reason, strict=True),) if reason else ()


def spellings() -> Iterator[Any]:
    for name, row, carriers in rows():
        for spelling in row["spellings"]:
            yield pytest.param(spelling, meanings(row), carriers, marks=gap(row, spelling), id=f"{name}: {spelling}")


def twins() -> Iterator[Any]:
    for name, row, carriers in rows():
        for twin in row["twins"]:
            title = row["spellings"][0].replace("{", "").replace("}", "")
            yield pytest.param(twin, meanings(row), carriers, marks=gap(row, twin), id=f"{name}: {twin} is not {title}")


def told(text: str, problem: str) -> str:
    return "\n".join([repr(text), problem, *(f"  found {described(q)}" for q in extract(text))])


@pytest.mark.parametrize(("spelling", "expected", "carriers"), list(spellings()))
def test_spelling_has_its_meaning(spelling: str, expected: list[dict[str, Any]], carriers: list[str]) -> None:
    marked = spelling if "{" in spelling else f"{{{spelling}}}"
    for carrier in carriers:
        text, spans = unmarked(carrier.replace("@", marked))
        found = extract(text)
        surfaces = [text[start:end] for start, end in spans]
        assert [q.span for q in found] == spans, told(text, f"the quantities should be {surfaces}")
        for q, fields in zip(found, expected, strict=True):
            wrong = differences(q, fields)
            assert not wrong, told(text, f"wanted and found of {q.surface!r}: {wrong}")


@pytest.mark.parametrize(("twin", "expected", "carriers"), list(twins()))
def test_twin_has_another_meaning(twin: str, expected: list[dict[str, Any]], carriers: list[str]) -> None:
    for carrier in carriers:
        text = carrier.replace("@", twin)
        unmet = [fields for fields in expected if not any(means(q, fields) for q in extract(text))]
        assert unmet, told(text, "must not mean the same as its row")


def texts(part: str) -> Iterator[Any]:
    for row in load(NOTHING)["row"]:
        for text in row[part]:
            yield pytest.param(text, marks=gap(row, text), id=f"{row['rule']}: {text}")


@pytest.mark.parametrize("text", list(texts("texts")))
def test_nothing_is_found(text: str) -> None:
    assert not extract(text), told(text, "holds no quantity")


@pytest.mark.parametrize("marked", list(texts("but")))
def test_look_alike_is_found(marked: str) -> None:
    text, spans = unmarked(marked)
    surfaces = [text[start:end] for start, end in spans]
    assert [q.span for q in extract(text)] == spans, told(text, f"the quantities should be {surfaces}")


def sentences() -> Iterator[Any]:
    for row in load(SENTENCES)["row"]:
        for marked, *meant in row["sentences"]:
            yield pytest.param(marked, meant, marks=gap(row, marked), id=f"{row['rule']}: {marked}")


@pytest.mark.parametrize(("marked", "meant"), list(sentences()))
def test_sentence_says_this(marked: str, meant: list[str]) -> None:
    text, spans = unmarked(marked)
    surfaces = [text[start:end] for start, end in spans]
    found = extract(text)
    assert [q.span for q in found] == spans, told(text, f"the quantities should be {surfaces}")
    assert [brief(q) for q in found] == meant, told(text, "means something else")


BEFORE = "The road was long, and 7 men slept in the house by the sea, which is 5 km from here. " * 3
AFTER = "The road was long, and 7 men slept in the house."


@pytest.mark.parametrize("ending", [" ", "\n"])
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_story_around_it_moves_a_sentence_only(path: Path, ending: str) -> None:
    table = load(path)
    for row in table["row"]:
        carrier = row.get("carriers", table.get("carriers"))[-1]
        if not carrier[0].isupper() or carrier[-1] != ".":
            continue
        for spelling in row["spellings"]:
            text, _ = unmarked(carrier.replace("@", spelling))
            around = f"{BEFORE}{ending}{text}{ending}{AFTER}"
            moved = [(q.start - len(BEFORE) - 1, brief(q)) for q in extract(around)]
            assert moved[6:-1] == [(q.start, brief(q)) for q in extract(text)], told(around, repr(text))


def test_tables_are_well_formed() -> None:
    for name, row, carriers in rows():
        assert carriers, name
        assert all(carrier.count("@") == 1 for carrier in carriers), name
        assert len(row["spellings"]) == len(set(row["spellings"])), (name, row["spellings"])
        assert row.get("gaps", {}).keys() <= {*row["spellings"], *row["twins"]}, name
        for spelling in row["spellings"]:
            assert spelling not in row["twins"], (name, spelling)
            marked = spelling.count("{")
            assert marked == spelling.count("}")
            assert marked in {0, len(meanings(row))}, (name, spelling)
    for row in load(NOTHING)["row"]:
        assert row.get("gaps", {}).keys() <= {*row["texts"], *row["but"]}, row["rule"]
