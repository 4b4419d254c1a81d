"""The formats for programs: what is written is read back by the schema, the parser or the rules of its readers."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import Lexicon, check, extract, model
from quantities.configuration.settings import Settings
from quantities.errors import SourceError
from quantities.frozen import replace
from quantities.reports import EVERY, FORMATS, concise, github, junit, sarif, table
from quantities.reports.places import BLOCK, Places
from quantities.reports.story import Story, Tally, Told, View
from quantities.showing.codes import rules
from quantities.showing.selection import Selection
from quantities.sources import Origin, Source
from tests.test_cli import run

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")
SAD = "\N{PENSIVE FACE}"
WORDS = f"Fine.\n{SAD} It is 50 miles (93 km) away, 30 miles (47 km) long, 20 miles (32 km) wide; sold for £3m ($5m).\n"


def story(words: str = WORDS, path: str = "a.txt", **settings: Any) -> Story:
    """A story as `check` would have it."""
    return Story(Source(path, words), extract(words), check(words), selection=Selection.of(Settings(**settings)))


def told(module: Any, *stories: Story, view: View = View()) -> str:  # noqa: B008  immutable
    """All that `check` writes of these stories in a format."""
    pieces = [Told("".join(module.findings(one, view)), one.tally, one.source.name) for one in stories]
    return "".join(module.document(pieces, view))


# -- places ----------------------------------------------------------------------------------------------------------


def offsets(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    found = Places(source).offsets((start, end))
    return [(found[f"{unit}start"], found[f"{unit}end"]) for unit in ("", "utf16_", "utf8_")]


def test_offsets_are_counted_in_code_points_utf_16_and_bytes() -> None:
    assert offsets(Source("a.txt", "5 km"), 0, 4) == [(0, 4), (0, 4), (0, 4)]
    assert offsets(Source("a.txt", f"é€{SAD} 5 km"), 4, 8) == [(4, 8), (5, 9), (10, 14)]
    assert offsets(Source("a.txt", "\ud800 5 km"), 2, 6) == [(2, 6), (2, 6), (4, 8)]


def test_offsets_are_right_far_into_a_text() -> None:
    words = SAD * (2 * BLOCK + 1) + "5 km"
    start = 2 * BLOCK + 1
    assert offsets(Source("a.txt", words), start, start + 4) == [
        (start, start + 4),
        (2 * start, 2 * start + 4),
        (4 * start, 4 * start + 4),
    ]


def test_offsets_and_lines_are_those_of_the_file_where_a_text_is_a_part_of_it() -> None:
    source = Source("a.csv", "é 5 km", record=3, origin=Origin(line=7, offset=100, utf16=102, byte=110))
    assert offsets(source, 2, 6) == [(102, 106), (104, 108), (113, 117)]
    assert Places(source).lines((2, 6)) == {"line": 7, "column": 3, "end_line": 7, "end_column": 7}


@given(st.text(), st.data())
def test_offsets_say_where_a_program_finds_the_same_words(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    _, (first16, last16), (first8, last8) = offsets(Source("a.txt", words), start, end)
    assert words.encode("utf-16-le")[2 * first16 : 2 * last16].decode("utf-16-le") == words[start:end]
    assert words.encode()[first8:last8].decode() == words[start:end]


# -- concise ---------------------------------------------------------------------------------------------------------


def test_a_finding_is_one_line_with_both_figures_and_both_ways_to_mend_it() -> None:
    assert told(concise, story("It is\n50 miles\n(93 km) away.", select=("Q1",))) == (
        "a.txt:2:1: Q101 length figures do not agree (likely: miles and nautical miles were confused): "
        "50 miles, 93 km; fix: 80 km or 58 miles\n"
    )


def test_nothing_in_a_line_can_break_it_or_steer_the_terminal() -> None:
    shown = told(concise, story("50\n\x1b[1m miles (93 km)", path="a\n\x1b.txt"), story("50\x0bmiles (93\u2028km)"))
    assert not set(shown.replace("\n", "", shown.count("\n"))) & set("\x1b\x0b\u2028")
    assert len(shown.splitlines()) == shown.count(": Q101 ")


# -- JSON Lines ------------------------------------------------------------------------------------------------------

RECORDS = json.loads((TOP / "quantities/data/schema/records.json").read_text(encoding="utf-8"))
KINDS = ("extracted", "finding", "explained", "left", "statistics")
MANY = (
    "Up to 5 tons in 2019, 3 to 5 km, 6 ft 2 in, 5 ± 2 kg, a 40-year-old, 7 per cent, 1/3 mile, £3m ($5m). "
    "12 goals a game. It is 20 miles (32 km), 1/3 mile (4 km), 3 to 5 km (2 to 9 miles), 10 °C (50 °F), 3 °C (90 °F), "
    "5 kg (3 metres), 10^400 miles (5 km). “It is 5 miles (9 km) away,” he said of the 8 men. $400 ($450)."
)


def strict() -> dict[str, Any]:
    """The schema, with nothing allowed that it does not name."""
    schema: dict[str, Any] = json.loads(json.dumps(RECORDS))
    for name in (*KINDS, "figure", "expected", "correction"):
        schema["$defs"][name]["unevaluatedProperties"] = False
    schema["$defs"]["quantity"]["properties"]["normalised"]["additionalProperties"] = False
    return schema


def kinds_of(lines: str) -> set[str]:
    """The kinds of records that these lines are, each of which has to be exactly one."""
    jsonschema = pytest.importorskip("jsonschema")
    checkers = {
        kind: jsonschema.Draft202012Validator({**strict(), "oneOf": [{"$ref": f"#/$defs/{kind}"}]}) for kind in KINDS
    }
    found = set()
    for line in lines.splitlines():
        kinds = [kind for kind, checker in checkers.items() if checker.is_valid(json.loads(line))]
        assert len(kinds) == 1, line
        found.update(kinds)
    return found


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        ("extract", {"extracted"}),
        ("check --all --statistics", {"finding", "statistics"}),
        ("check --select Q", {"finding"}),
        ("explain -", {"explained", "left"}),
    ],
)
def test_json_lines_are_what_their_schema_says(
    arguments: str, kinds: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run([*arguments.split(), "--format", "jsonl"], MANY.encode())
    assert kinds_of(capsys.readouterr().out) == kinds
    records = "".join(json.dumps({"id": [1], "text": text, "by": "x"}) + "\n" for text in (MANY, WORDS))
    run([*arguments.split(), "--format", "jsonl", "--input-format", "jsonl"], records.encode())
    assert kinds_of(capsys.readouterr().out) == kinds


def test_the_schema_of_the_records_is_one_and_refuses_what_is_none() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(RECORDS)
    checker = jsonschema.Draft202012Validator(RECORDS)
    assert not checker.is_valid({"schema": 1, "path": "a.txt"})
    assert not checker.is_valid({"schema": 2, "statistics": {}})


def test_the_schema_has_the_choices_of_the_model() -> None:
    found = RECORDS["$defs"]["quantity"]["properties"] | RECORDS["$defs"]["finding"]["properties"]
    fields = {"kind": model.Kind, "form": model.Form, "hedge": model.Hedge, "change": model.Change}
    fields |= {"verdict": model.Verdict, "reason": model.Reason, "cause": model.Cause}
    for field, choices in fields.items():
        assert [choice for choice in found[field]["enum"] if choice is not None] == [c.value for c in choices], field
    assert list(RECORDS["$defs"]["counts"]["properties"]) == [verdict.value for verdict in model.Verdict]


def test_every_field_of_the_schema_is_described_there_or_where_the_record_is_made() -> None:
    told = f"{model.Quantity.to_dict.__doc__} {model.Finding.to_dict.__doc__} {model.Verdict.__doc__}"
    fields = [field for part in RECORDS["$defs"].values() for field in part.get("properties", {}).items()]
    fields += RECORDS["$defs"]["statistics"]["properties"]["statistics"]["properties"].items()
    assert len(fields) > 50
    assert [name for name, shape in fields if "description" not in shape and f"`{name}`" not in told] == []


# -- SARIF -----------------------------------------------------------------------------------------------------------


def results(*stories: Story) -> list[dict[str, Any]]:
    """The results of a SARIF log, which has to be what the standard says.

    Its schema is here as the npm package @microsoft/sarif-multitool-linux 5.7.0 ships it (MIT licence).
    """
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((TOP / "fixtures/schemas/sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(told(sarif, *stories))
    jsonschema.validate(log, schema, cls=jsonschema.Draft202012Validator)
    [one] = log["runs"]
    assert one["columnKind"] == "unicodeCodePoints"
    for result in one["results"]:
        assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    found: list[dict[str, Any]] = one["results"]
    return found


def cut(words: str, region: dict[str, int]) -> str:
    """What a region of a text holds: by its lines and columns, which have to say the same as its offset."""
    lines = words.splitlines(keepends=True)
    assert region["startLine"] == region["endLine"]
    by_column = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
    assert words[region["charOffset"] :][: region["charLength"]] == by_column
    return by_column


def test_sarif_is_what_its_schema_says_with_the_level_and_the_place_of_every_finding() -> None:
    found = results(story(select=("Q",)), story("Nothing."), story("$400 ($450)", path="b.txt"))
    assert [(result["ruleId"], result["level"]) for result in found] == [
        ("Q101", "error"),
        ("Q102", "warning"),
        ("Q401", "note"),
        ("Q204", "error"),
    ]
    place = found[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a.txt"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (2, 9)
    assert cut(WORDS, place["region"]) == "50 miles (93 km"
    figures = [other["physicalLocation"]["region"] for other in found[0]["relatedLocations"]]
    assert [cut(WORDS, region) for region in figures] == ["50 miles", "93 km"]


def test_sarif_without_findings_is_valid_too() -> None:
    assert results() == results(story("Nothing.")) == []


def unread(module: Any, *stories: Story) -> str:
    """What is written of these stories in a format, after a file that could not be read."""
    pieces = [Told("".join(module.findings(one, View())), one.tally, one.source.name) for one in stories]
    troubles = [
        SourceError("<b>.txt", "no such\nfile, 5%"),
        SourceError("a.jsonl", "not JSON", 3),
        SourceError("", "?"),
    ]
    return "".join(module.document([*map(Told.unread, troubles), *pieces], View()))


def test_sarif_says_what_could_not_be_read() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    log = json.loads(unread(sarif, story()))
    schema = json.loads((TOP / "fixtures/schemas/sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(log, schema, cls=jsonschema.Draft202012Validator)
    [invocation] = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    assert [(note["level"], note["message"]["text"]) for note in notes] == [
        ("error", "<b>.txt: no such\nfile, 5%"),
        ("error", "a.jsonl:3: not JSON"),
        ("error", "?"),
    ]
    assert [[place["physicalLocation"] for place in note.get("locations", ())] for note in notes] == [
        [{"artifactLocation": {"uri": "%3Cb%3E.txt"}}],
        [{"artifactLocation": {"uri": "a.jsonl"}, "region": {"startLine": 3}}],
        [],
    ]
    assert len(log["runs"][0]["results"]) == 1
    [well] = json.loads(told(sarif, story()))["runs"][0]["invocations"]
    assert well == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_junit_has_an_error_for_what_could_not_be_read() -> None:
    report = ElementTree.fromstring(unread(junit, story("Nothing.")))  # noqa: S314  our own
    assert [(suite.get("tests"), suite.get("errors")) for suite in report] == [("1", "1")] * 3 + [("0", "0")]
    assert [suite.get("name") for suite in report] == ["<b>.txt", "a.jsonl", "reading", "a.txt"]
    assert [(error.get("type"), error.get("message")) for error in report.iter("error")][1:] == [
        ("unread", "a.jsonl:3: not JSON"),
        ("unread", "?"),
    ]


def test_github_annotates_what_could_not_be_read() -> None:
    first, second, third, summary = unread(github, story("Nothing.")).splitlines()
    assert first.startswith("::error file=<b>.txt,line=1,title=not read::<b>.txt: no such")
    assert first.endswith("file, 5%25")
    assert second == "::error file=a.jsonl,line=3,title=not read::a.jsonl:3: not JSON"
    assert third == "::error title=not read::?"
    assert summary.startswith("1 story, ")


def test_each_fix_makes_the_figures_agree() -> None:
    [result] = results(story())
    texts = []
    for fix in result["fixes"]:
        [change] = fix["artifactChanges"]
        [replacement] = change["replacements"]
        start = replacement["deletedRegion"]["charOffset"]
        end = start + replacement["deletedRegion"]["charLength"]
        texts.append(WORDS[:start] + replacement["insertedContent"]["text"] + WORDS[end:])
    assert [re.findall(r"It is (.*?\))", text) for text in texts] == [["50 miles (80 km)"], ["58 miles (93 km)"]]
    assert [result["code"] for text in texts for result in map(vars, check(text)) if result["code"] == "Q101"] == []


def test_a_text_of_a_json_string_has_the_line_of_its_record_and_no_fix() -> None:
    one = story()
    [result] = results(replace(one, source=Source("a.jsonl", WORDS, record=12)))
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 12}
    assert "fixes" not in result


def test_a_fingerprint_stays_when_other_lines_change_and_is_no_two_findings() -> None:
    def prints(words: str) -> list[str]:
        return [result["partialFingerprints"]["figures/v1"] for result in results(story(words))]

    line = "It is 50 miles (93 km) away.\n"
    [first] = prints(line)
    assert prints(f"Another line.\n\n  {line}") == [first]
    again = prints(line * 2)
    assert again[0] == first
    assert again[1] != first


def test_paths_are_references_that_any_reader_resolves() -> None:
    assert sarif.uri("two words/ä#1?.txt") == "two%20words/%C3%A4%231%3F.txt"
    assert sarif.uri("c:d.txt") == "c%3Ad.txt"
    assert sarif.uri("\udcff.txt") == "%FF.txt"


def test_the_help_of_every_rule_is_a_heading_of_the_readme() -> None:
    headings = [
        re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in re.findall(r"(?m)^#+ (.*)$", README)
    ]
    [one] = json.loads(told(sarif))["runs"]
    uris = [rule["helpUri"] for rule in one["tool"]["driver"]["rules"]]
    assert len(uris) == len(rules(Lexicon.default()))
    for uri in uris:
        page, anchor = uri.split("#")
        assert page == one["tool"]["driver"]["informationUri"]
        assert headings.count(anchor) == 1


# -- GitHub ----------------------------------------------------------------------------------------------------------


def test_an_annotation_says_file_place_and_title_and_escapes_them() -> None:
    shown = told(github, story("Far.\nIt is 50 miles (93 km).", path="a,b:50%.txt"))
    [line, summary] = shown.splitlines()
    assert line == (
        "::error file=a%2Cb%3A50%25.txt,line=2,endLine=2,col=7,endColumn=22,title=Q101 measures do not agree::"
        "a,b:50%25.txt:2:7: Q101 length figures do not agree (likely: miles and nautical miles were confused): "
        "50 miles, 93 km; fix: 80 km or 58 miles"
    )
    assert summary == "1 story, 2 quantities, 1 pair: 1 does not agree"


def test_no_text_and_no_path_can_give_github_a_command() -> None:
    hostile = "\n::add-mask::it is\n50\r\nmiles (93\nkm).\n::error::x"
    shown = told(github, story(hostile, path="x\n::stop-commands::y\n.txt"))
    assert [line[:8] for line in re.split(r"[\r\n]+", shown)] == ["::error ", "1 story,", ""]


def test_a_pair_over_two_lines_has_no_columns() -> None:
    [line, _] = told(github, story("It is 50\nmiles (93 km).")).splitlines()
    assert line.startswith("::error file=a.txt,line=1,endLine=2,title=")


def test_what_github_will_not_show_is_counted() -> None:
    both = story("50 miles (93 km), 30 miles (47 km).\n" * 6, severity=(("Q102", "warning"),))
    assert "GitHub" not in told(github, both)
    assert told(github, both, both).splitlines()[-1] == (
        "GitHub shows 10 of each kind beside the lines; only in this log: 2 of 12 errors, 2 of 12 warnings"
    )


# -- JUnit -----------------------------------------------------------------------------------------------------------


def test_a_story_is_a_suite_and_a_pair_a_test() -> None:
    warned = story(severity=(("Q102", "warning"),))
    report = ElementTree.fromstring(told(junit, warned, story("Nothing.", path="b.txt")))  # noqa: S314  our own
    first, second = report
    assert (first.get("name"), first.get("tests"), first.get("failures"), first.get("skipped")) == (
        "a.txt",
        "4",
        "1",
        "1",
    )
    assert (second.get("name"), second.get("tests")) == ("b.txt", "0")
    assert [(test.get("name"), [child.tag for child in test]) for test in first] == [
        ("2:9 50 miles, 93 km", ["failure"]),
        ("2:32 30 miles, 47 km", ["system-out"]),
        ("2:55 20 miles, 32 km", []),
        ("2:87 £3m, $5m", ["skipped"]),
    ]
    assert first[0][0].get("type") == "Q101"
    assert "fix: 80 km   or   58 miles" in (first[0][0].text or "")


def test_no_text_and_no_path_can_break_the_xml() -> None:
    hostile = "]]></failure>\x00\x0b\ufffe\ud800 & <b>50 miles</b> (93 km) \"'"
    report = ElementTree.fromstring(told(junit, story(f"It is 50 miles (93 km) {hostile}", path=f"<{hostile}>")))  # noqa: S314  our own
    assert report[0].get("failures") == "1"
    assert "50 miles (93 km) ]]></failure>" in (report[0][0][0].text or "")


# -- CSV -------------------------------------------------------------------------------------------------------------


def rows(one: Story) -> list[dict[str, str]]:
    written = "".join(table.document([Told("".join(table.quantities(one, View())), Tally())], View()))
    assert "\n" not in written.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(written, newline="")))


def test_csv_has_a_row_for_every_quantity_with_the_fields_of_its_record() -> None:
    words = 'He ran "3 to 5 km", or about -5 °C.'
    first, second = rows(story(words, path="a, b.txt"))
    assert (first["path"], first["surface"], first["low"], first["high"]) == ("a, b.txt", "3 to 5 km", "3", "5")
    assert (first["start"], first["end"], first["line"], first["column"]) == ("8", "17", "1", "9")
    assert (first["normalised_low"], first["normalised_unit"]) == ("3000", "meter")
    assert (second["magnitude"], second["hedge"], second["unit"]) == ("-5", "about", "degree_Celsius")
    record = extract(words)[0].to_dict()
    assert {name for name in record if name not in first} == {"normalised"}  # its parts have columns


def test_words_that_a_spreadsheet_would_calculate_have_an_apostrophe_and_numbers_have_none() -> None:
    [row] = rows(story("It is -5 °C.", path='=HYPERLINK("x")'))
    assert (row["path"], row["surface"], row["magnitude"]) == ('\'=HYPERLINK("x")', "'-5 °C", "-5")


# -- statistics, and the name of the output ---------------------------------------------------------------------------


def test_statistics_count_over_all_stories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")
    run(["check", "--format", "concise", "--statistics", "--select", "Q3", str(tmp_path)])
    assert capsys.readouterr().out == (
        "Q101  2  measures do not agree\n"
        "Q102  2  measures agree only loosely\n"
        "Q401  2  two figures stand for one amount, and could not be compared\n"
        "\n"
        "        exact  rounded  loose  disagree  unchecked\n"
        "length      2        0      2         2          0\n"
        "money       0        0      0         0          2\n"
        "all         2        0      2         2          2\n"
    )


@pytest.mark.parametrize(
    ("name", "command", "beginning"),
    [
        ("a.sarif", "check", '{"$schema": '),
        ("a.xml", "check", "<?xml "),
        ("a.jsonl", "check", '{"schema": 1, '),
        ("a.CSV", "extract", "path,record,"),
        ("a.log", "check", "-:2:9: Q101 "),
    ],
)
def test_the_name_of_the_output_says_its_format(tmp_path: Path, name: str, command: str, beginning: str) -> None:
    run([command, "-o", str(tmp_path / name), "-"], WORDS.encode())
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_a_format_that_is_asked_for_goes_before_the_name(tmp_path: Path) -> None:
    run(["check", "--format", "concise", "-o", str(tmp_path / "a.sarif"), "-"], WORDS.encode())
    assert (tmp_path / "a.sarif").read_text(encoding="utf-8").startswith("-:2:9: Q101 ")


def test_every_format_is_in_the_readme_with_its_commands_and_names() -> None:
    section = README.partition("\n### Formats\n")[2].partition("\n#")[0]
    for name, row in FORMATS.items():
        [line] = re.findall(rf"(?m)^\| `{name}` \| (.*)$", section)
        commands, said = line.split(" | ", 1)
        assert commands == ("all" if row.commands == EVERY else ", ".join(f"`{command}`" for command in row.commands))
        assert [suffix for suffix in row.suffixes if f"`{suffix}`" not in said] == [], name
