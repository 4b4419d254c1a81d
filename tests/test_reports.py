"""The output formats, from figures made by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from quantities import reports
from quantities.model import (
    Change,
    Correction,
    Details,
    Finding,
    Form,
    Hedge,
    Kind,
    Numeral,
    Quantity,
    Reason,
    Unit,
    Verdict,
)
from quantities.reports import FORMATS, jsonl, text
from quantities.reports.excerpt import excerpts, one_line, visible
from quantities.reports.story import Story, Tally, Told, View
from quantities.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

MILE = Unit((("mile", 1),), Fraction("1609.344"), (("[length]", 1),))
KM = Unit((("kilometer", 1),), Fraction(1000), (("[length]", 1),))


def figure(story: str, surface: str, digits: str, unit: Unit) -> Quantity:
    """A single quantity whose surface starts with its digits."""
    start = story.index(surface)
    numeral = Numeral(start, start + len(digits), digits)
    return Quantity(surface, start, start + len(surface), Kind.MEASURE, (numeral,), (unit,))


def story(words: str, verdict: Verdict = Verdict.DISAGREE, reason: Reason | None = None) -> Story:
    """A story that holds `50 miles (93 km)`, judged as told."""
    source, conversion = figure(words, "50 miles", "50", MILE), figure(words, "93 km", "93", KM)
    corrections = (
        Correction(conversion.start, conversion.start + 2, "80"),
        Correction(source.start, source.start + 2, "58"),
    )
    disagrees = verdict is Verdict.DISAGREE
    codes = {Verdict.DISAGREE: "Q101", Verdict.LOOSE: "Q102", Verdict.UNCHECKED: "Q401"}
    finding = Finding(
        verdict,
        codes.get(verdict, ""),
        source,
        conversion,
        lambda: Details("length figures do not agree", corrections=corrections if disagrees else ()),
        reason,
    )
    return Story(Source("a.txt", words), [source, conversion], [finding])


def told(stories: list[Story], view: View) -> str:
    """All that `check` prints of these stories."""
    pieces = (Told("".join(text.findings(one, view)), one.tally) for one in stories)
    return "".join(text.document(pieces, view))


def test_a_finding_shows_both_figures_both_counterparts_and_both_ways_to_mend_it() -> None:
    shown = told([story("One.\nIt is 50 miles (93 km) away.")], View())
    assert shown == (
        "a.txt:2:7: Q101 length figures do not agree\n"
        "    2 | It is 50 miles (93 km) away.\n"
        "      |       --------  ^^^^^\n"
        "      = 50 miles is 80 km; 93 km is 58 miles\n"
        "      = fix: 80 km   or   58 miles\n"
        "1 story, 2 quantities, 1 pair: 1 does not agree\n"
    )


def test_a_pair_that_agrees_is_shown_only_when_asked_for() -> None:
    agreed = story("50 miles (93 km)", Verdict.ROUNDED)
    assert told([agreed], View()) == "1 story, 2 quantities, 1 pair: 1 rounded\n"
    assert told([agreed], View(everything=True)) == (
        "a.txt:1:1: rounded: 50 miles ≈ 93 km\n1 story, 2 quantities, 1 pair: 1 rounded\n"
    )


def test_a_pair_that_was_not_checked_says_why() -> None:
    left = story("50 miles (93 km)", Verdict.UNCHECKED, Reason.NO_RATE)
    assert told([left, left], View(everything=True)) == (
        "a.txt:1:1: not checked (no exchange rate): 50 miles, 93 km\n"
        "a.txt:1:1: not checked (no exchange rate): 50 miles, 93 km\n"
        "2 stories, 4 quantities, no pairs; 2 not checked (2 no exchange rate)\n"
    )


def test_every_reason_has_words() -> None:
    for reason in Reason:
        shown = told([story("50 miles (93 km)", Verdict.UNCHECKED, reason)], View(everything=True))
        assert "no reason given" not in shown


def test_the_summary_leaves_out_what_did_not_occur() -> None:
    stories = [
        story("50 miles (93 km)", verdict)
        for verdict in (Verdict.EXACT, Verdict.DISAGREE, Verdict.DISAGREE, Verdict.LOOSE)
    ]
    assert (
        told(stories, View()).splitlines(keepends=True)[-1]
        == "4 stories, 8 quantities, 4 pairs: 1 exact, 1 loose, 2 do not agree\n"
    )
    assert told([], View()) == "no story was read\n"
    assert told([Story(Source("a.txt", ""), [])], View()) == "1 story, no quantities, no pairs\n"


def test_colours_are_used_only_when_asked_for() -> None:
    wrong = story("50 miles (93 km)")
    assert "\x1b" not in told([wrong], View())
    coloured = told([wrong], View(colour=True))
    assert "\x1b[1;34m--------\x1b[0m \x1b[1;31m^^^^^\x1b[0m" not in coloured  # the bracket stands between them
    assert "\x1b[1;34m--------\x1b[0m  \x1b[1;31m^^^^^\x1b[0m" in coloured


def _drawn(words: str, first: str, second: str) -> list[tuple[str, str]]:
    """The lines shown of a text, and their marks."""
    spans = [(words.index(part), words.index(part) + len(part)) for part in (first, second)]
    return [(excerpt.shown, excerpt.marks) for excerpt in excerpts(Source("x", words), spans[0], spans[1])]


def test_the_marks_stand_under_the_figures() -> None:
    assert _drawn("is 5 mi (8 km).", "5 mi", "8 km") == [
        ("is 5 mi (8 km).", "   ----  ^^^^"),
    ]


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("東京 5 mi (8 km)", "     ----  ^^^^"),  # two columns each
        ("e\u0301te\u0301 5 mi (8 km)", "    ----  ^^^^"),  # accents of their own take none
        ("a\u200bb 5 mi (8 km)", "   ----  ^^^^"),
        ("\ta\t5 mi (8 km)", "\t \t----  ^^^^"),  # a tab stays one, so that both lines stop alike
        ("\x1b[1m 5 mi (8 km)", "     ----  ^^^^"),  # shown as a picture
        ("soft\u00adware 5 mi (8 km)", "          ----  ^^^^"),
    ],
)
def test_the_marks_follow_the_width_of_the_signs_before_them(words: str, marks: str) -> None:
    assert _drawn(words, "5 mi", "8 km")[0][1] == marks


def test_a_pair_over_a_line_end_is_marked_on_both_lines() -> None:
    assert _drawn("It is 50\r\nmiles, or\r\n93 km, away", "50\r\nmiles", "93 km") == [
        ("It is 50", "      --"),
        ("miles, or", "-----"),
        ("93 km, away", "^^^^^"),
    ]


def test_a_long_line_is_cut_around_both_figures() -> None:
    filler = "and so on "
    words = filler * 30 + "it is 50 miles " + filler * 30 + "(93 km) away " + filler * 30
    [(shown, marks)] = _drawn(words, "50 miles", "93 km")
    assert shown == (
        "... and so on and so on and so on it is 50 miles and so on and so on and so on and ..."
        " on and so on and so on and so on (93 km) away and so on and so on and so on ..."
    )
    assert marks.index("-") == shown.index("50 miles")
    assert marks.count("-") == len("50 miles")
    assert marks.index("^") == shown.index("93 km")
    assert marks.count("^") == len("93 km")


def test_a_figure_of_a_million_digits_is_cut_too() -> None:
    digits = "9" * 1_000_000
    [(shown, marks)] = _drawn(f"It is {digits} miles (5 km)", f"{digits} miles", "5 km")
    assert len(shown) < 300
    assert marks.endswith("  ^^^^")


def test_no_character_of_a_text_can_steer_the_terminal() -> None:
    harmful = "".join(map(chr, (*range(32), *range(127, 160), 0x2028, 0x202E, 0x2066, 0xDC80)))
    assert len(visible(harmful)) == len(harmful)
    assert not set(visible(harmful)) & (set(harmful) - {"\t"})
    assert one_line("20\x1b\n\t miles") == "20␛ miles"


def test_a_path_a_message_and_a_surface_are_made_visible_too() -> None:
    wrong = story("50 miles (93 km)")
    finding = wrong.findings[0]
    bad = Story(Source("\x1b[2Ja.txt", wrong.source.text), wrong.quantities, [finding])
    assert "\x1b" not in told([bad], View(everything=True))
    assert "\x1b" not in "".join(text.quantities(bad, View()))


def _extracted(quantity: Quantity, words: str) -> str:
    return "".join(text.quantities(Story(Source("a.txt", words), [quantity]), View()))


def test_a_quantity_is_one_line() -> None:
    words = "Rose by more than\n5 tons of wheat"
    start = words.index("5")
    ton, tonne = Unit((("short_ton", 1),)), Unit((("metric_ton", 1),))
    quantity = Quantity(
        "5 tons",
        start,
        start + 6,
        Kind.MEASURE,
        (Numeral(start, start + 1, "5"),),
        (ton,),
        hedge=Hedge.MORE_THAN,
        change=Change.UP,
        of="wheat",
        senses=(tonne,),
    )
    assert _extracted(quantity, words) == (
        "a.txt:2:1: 5 tons  measure  5 short_ton  more_than  up  of wheat  or metric_ton\n"
    )


def test_a_range_shows_both_ends() -> None:
    quantity = Quantity(
        "5 to 7.5\nmiles", 0, 14, Kind.MEASURE, (Numeral(0, 1, "5"), Numeral(5, 8, "7.5")), (MILE, MILE), Form.RANGE
    )
    assert _extracted(quantity, "5 to 7.5\nmiles") == "a.txt:1:1: 5 to 7.5 miles  measure  5 to 7.5 mile  range\n"


def test_a_number_beyond_a_float_is_no_error() -> None:
    quantity = Quantity("10^400", 0, 6, Kind.NUMBER, (Numeral(0, 6, "1", 400),), (Unit((), kind=Kind.NUMBER),))
    assert _extracted(quantity, "10^400") == "a.txt:1:1: 10^400  number  beyond 1.8e308\n"


def test_json_lines_of_findings_place_both_figures() -> None:
    [line] = jsonl.findings(story("It is\n50 miles (93 km)"), View())
    record = json.loads(line)
    assert list(record)[:6] == ["schema", "path", "line", "column", "severity", "verdict"]
    assert (record["schema"], record["path"], record["line"], record["column"]) == (1, "a.txt", 2, 1)
    assert (record["source"]["line"], record["source"]["column"]) == (2, 1)
    assert (record["conversion"]["line"], record["conversion"]["column"]) == (2, 11)
    offsets = {"start": 16, "end": 18, "utf16_start": 16, "utf16_end": 18, "utf8_start": 16, "utf8_end": 18}
    assert record["corrections"][0] == {**offsets, "replacement": "80"}


def test_json_lines_leave_out_what_agrees_unless_asked_for() -> None:
    agreed = story("50 miles (93 km)", Verdict.EXACT)
    assert list(jsonl.findings(agreed, View())) == []
    [line] = jsonl.findings(agreed, View(everything=True))
    assert json.loads(line)["verdict"] == "exact"


def test_json_lines_of_quantities_are_their_records_with_their_places() -> None:
    told = story("It is\n50 miles (93 km)")
    records = [json.loads(line) for line in jsonl.quantities(told, View())]
    for record, quantity, (start, end) in zip(records, told.quantities, [(6, 14), (16, 21)], strict=True):
        head = {"schema": 1, "path": "a.txt", "line": 2, "column": start - 5, "end_line": 2, "end_column": end - 5}
        offsets = {"utf16_start": start, "utf16_end": end, "utf8_start": start, "utf8_end": end}
        assert record == {**head, **offsets, **quantity.to_dict()}


def test_json_lines_hold_nothing_that_a_terminal_or_a_line_reader_would_follow() -> None:
    words = "50 miles (93 km)"
    told = story(words)
    odd = Source("\x1b\x9b\x7f\u2028\udc80.txt", words)
    [line] = jsonl.findings(Story(odd, told.quantities, told.findings), View())
    assert not set(line[:-1]) & set("\x1b\x9b\x7f\u2028\n")
    assert json.loads(line.encode())["path"] == odd.path


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_these_formats_write_stories_as_they_come(form: str) -> None:
    def one_then_fail() -> Iterator[Told]:
        yield Told("50 miles", Tally())
        raise KeyboardInterrupt

    assert next(import_module(reports.module(form)).document(one_then_fail(), View())) == "50 miles"


RENDERERS = {"check": "findings", "extract": "quantities", "explain": "explanations"}


@pytest.mark.parametrize(("form", "command"), [(form, name) for form, row in FORMATS.items() for name in row.commands])
def test_every_format_has_its_module_with_its_functions(form: str, command: str) -> None:
    module = import_module(reports.module(form))
    empty = Story(Source("a.txt", ""), [])
    view = View(command=command)
    piece = "".join(getattr(module, RENDERERS[command])(empty, view))
    assert all(isinstance(text, str) for text in module.document([Told(piece, empty.tally, "a.txt")], view))
