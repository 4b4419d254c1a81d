"""The page: what is on it, as a browser takes it; and in a real one, that it works, keeps to itself and is safe."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from fractions import Fraction
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from quantities import cli, review
from quantities.reports import picture
from quantities.reports.excerpt import visible
from quantities.reports.marking import Figure, pieces
from tests.browser import CHROMIUM, Browser

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parent.parent
STORIES = TOP / "fixtures" / "stories"
WRONG = "It is 50 miles (93 km) away, 20 miles (32 km) wide and cost $5m (£3m). Four men died in 2019.\n"
HOSTILE = (
    "A <b>5 km</b> (3 miles) <script>document.title = 'owned'</script>\n"
    "<img src=http://192.0.2.1/x onerror=\"document.title = 'owned'\"> 50 miles (93 km) &amp; 20 <script> kg.\n"
    "</div></details></main><style>*{display:none}</style> {{ 7*7 }} {% raw %}\n"
    "\u202e7 kg (15 lb)\u202c \x1b[31m 5 km \x85 \u2028 \r\n<!-- 5 km\n"
)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:html5lib")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"
)


def made(folder: Path, **stories: str) -> Path:
    """The page on these stories."""
    for name, words in stories.items():
        (folder / f"{name}.txt").write_bytes(words.encode("utf-8", "replace"))
    page = folder / "report.html"
    names = [str(folder / f"{name}.txt") for name in stories]
    assert cli.main(["check", "--format", "html", "-o", str(page), *names]) in (0, 1)
    return page


def parsed(page: Path) -> Element:
    """The page as a browser takes it; an error that a browser would forgive is one here."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(page.read_text(encoding="utf-8"))
    for element in tree.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    assert [error for error in parser.errors if error[1] != "invalid-codepoint"] == []
    return tree


def by_class(tree: Element, name: str) -> list[Element]:
    return [element for element in tree.iter() if name in (element.get("class") or "").split()]


def cells(row: Element) -> str:
    return " ".join(map(words, row)).strip()


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_pair_is_there_with_its_verdict_and_its_reason(tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, a=WRONG))
    rows = [row for row in tree.iter("tr") if row.get("data-verdict")]
    assert [row.get("data-verdict") for row in rows] == ["disagree", "exact", "unchecked"]
    assert words(rows[0]).startswith("1 1:7 50 miles 93 km ≠ do not agree Q101 Length figures do not agree")
    assert "50 miles is 80 km. 93 km is 58 miles." in words(rows[0])
    assert "20 miles is 32.19 kilometers." in words(rows[1])
    assert "no exchange rate is known" in words(rows[2])
    assert [len(list(row.iter("svg"))) for row in rows] == [1, 1, 0]


def test_the_totals_are_those_of_the_text_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = made(tmp_path, a=WRONG, b=WRONG, c="It is 5 km away.")
    cli.main(["check", *(str(tmp_path / f"{name}.txt") for name in "abc")])
    summary = capsys.readouterr().out.splitlines()[-1]
    assert summary.startswith("3 stories, 15 quantities, 4 pairs: 2 exact, 2 do not agree; 2 not checked")
    tree = parsed(page)
    assert [words(p) for p in by_class(tree, "summary")] == [f"{summary}."]
    assert [words(h) for h in tree.iter("h1")] == ["2 of 4 pairs do not agree"]
    [key], [kinds] = by_class(tree, "key"), by_class(tree, "kinds")
    assert [int(words(n)) for n in by_class(key, "n")] == [2, 0, 0, 2, 2]
    assert [cells(row) for row in kinds.iter("tr")] == ["measure 9", "money 4", "count 2"]
    [chart] = [svg for svg in tree.iter("svg") if "Pairs by verdict" in (svg.get("aria-label") or "")]
    assert chart.get("aria-label") == "Pairs by verdict: 2 do not agree, 2 exact, 2 not checked"


def test_what_was_not_asked_for_is_counted_apart_in_heading_summary_and_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "It is 50 miles (93 km) away and 20 miles (32 km) wide, for $5m ($3m).\n"
        "It holds 10 kg (50 lb). <!-- quantities: ignore -->\n"
    )
    page = tmp_path / "report.html"
    assert cli.main(["check", "--select", "Q204", "-o", str(page), str(tmp_path / "a.txt")]) == 1
    tree = parsed(page)
    assert [words(h) for h in tree.iter("h1")] == ["1 of 4 pairs does not agree"]
    [summary] = [words(p) for p in by_class(tree, "summary")]
    assert summary == "1 story, 8 quantities, 4 pairs: 1 exact, 1 does not agree, 2 not selected."
    [key] = by_class(tree, "key")
    assert [int(words(n)) for n in by_class(key, "n")] == [1, 2, 0, 0, 1, 0]
    rows = [row for row in tree.iter("tr") if row.get("data-verdict")]
    assert [row.get("data-verdict") for row in rows] == ["unselected", "exact", "disagree", "unselected"]
    assert "≠ not selected Q101" in words(rows[0])
    assert "Q101 is not among the rules that were asked for." in words(rows[0])


def test_a_page_whose_findings_are_all_left_out_does_not_say_that_all_agree(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "It is 50 miles (93 km) away and 20 miles (32 km) wide. <!-- quantities: ignore -->\n"
    )
    page = tmp_path / "report.html"
    assert cli.main(["check", "-o", str(page), str(tmp_path / "a.txt")]) == 0
    tree = parsed(page)
    assert [words(h) for h in tree.iter("h1")] == ["All pairs agree but 1 left out"]
    assert [words(p) for p in by_class(tree, "summary")] == ["1 story, 4 quantities, 2 pairs: 1 exact, 1 ignored."]
    assert [words(count) for count in by_class(tree, "counts")] == ["4 figures; 1 exact; 1 left out"]


def test_members_of_lists_have_their_units(tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, a="It was 20 and 30 miles (39 and 48 km) away."))
    [row] = [row for row in tree.iter("tr") if row.get("data-verdict")]
    assert words(row).startswith("1 1:8 20 miles 39 km ≠ do not agree Q101")
    assert "20 miles is 32 km. 39 km is 24 miles." in words(row)


def test_the_text_is_whole_and_every_figure_is_marked(tmp_path: Path) -> None:
    for path in sorted(STORIES.glob("*.txt")):
        story = path.read_text(encoding="utf-8")
        tree = parsed(made(tmp_path, a=story))
        [shown] = by_class(tree, "text")
        assert "".join(shown.itertext()) == story
        figures = by_class(shown, "figure")
        found = review(story)
        assert ["".join(figure.itertext()) for figure in figures] == [q.surface for q in found.quantities]
        assert [figure.get("data-kind") for figure in figures] == [q.kind.value for q in found.quantities]
        wrong = {q.surface for f in found.findings if f.verdict == "disagree" for q in (f.source, f.conversion)}
        marked = {"".join(one.itertext()) for one in by_class(shown, "disagree")}
        assert marked == wrong


def test_what_is_not_paired_and_what_was_left_alone_is_told(tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, a=WRONG))
    rows = [cells(row) for table in by_class(tree, "read") for row in table.iter("tr")]
    assert rows == [
        "Place Figure Kind Read as",
        "1:72 Four men count 4 man",
        "Place Words Why",
        "1:89 2019 year. It is a year.",
    ]


MARKED = """---
title: 5 km (9 miles)
---
A **road** of **50&nbsp;miles** (*93 km*) &amp; a bridge.

| Road | Miles |
|------|-------|
| 8 km | 5     |

    5 km (9 miles)
"""


def test_of_a_file_with_markup_the_text_is_shown_as_it_is_read(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    (tmp_path / "a.md").write_text(MARKED)
    (tmp_path / "b.html").write_text(
        "<title>Roads</title><style>p { top: 5px }</style><p>It is <b>50&nbsp;miles</b> (93&thinsp;km).</p>"
        "<table><tr><td>8 km</td>\n<td>&lt;b&gt; 5</td></tr>\n<tr><td>x</td><td>y</td></tr></table><p>End.</p>"
    )
    assert (
        cli.main(["check", "--format", "html", "-o", str(page), str(tmp_path / "a.md"), str(tmp_path / "b.html")]) == 1
    )
    tree = parsed(page)
    lines = [[line.strip() for line in "".join(text.itertext()).split("\n")] for text in by_class(tree, "text")]
    assert lines == [
        ["A road of 50\xa0miles (93 km) & a bridge.", "", "Road | Miles", "8 km | 5"],
        ["Roads", "", "It is 50\xa0miles (93\u2009km).", "8 km | <b> 5", "x | y", "End."],
    ]
    marked = [["".join(one.itertext()) for one in by_class(text, "disagree")] for text in by_class(tree, "text")]
    assert marked == [["50\xa0miles", "93 km"], ["50\xa0miles", "93\u2009km"]]
    assert [words(place) for place in by_class(tree, "place") if place.tag == "a"] == ["4:17", "1:62"]


def test_code_that_is_not_read_is_shown_as_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "Run `make 5 km`, see <http://a.example/5>.\n\n"
        "Type \\` or &#96; or ` at 5 km.\n\n| a | `b` |\n|---|---|\n| c |\n"
    )
    (tmp_path / "b.html").write_text("<p>Run <code>make 5 km</code> or type ` at 5 km.</p>")
    (tmp_path / "c.txt").write_text("Type ` at 5 km.")
    page = tmp_path / "report.html"
    assert cli.main(["check", "-o", str(page), *(str(tmp_path / name) for name in ("a.md", "b.html", "c.txt"))]) == 0
    lines = [[line.strip() for line in "".join(text.itertext()).split("\n")] for text in by_class(parsed(page), "text")]
    assert lines == [
        ["Run …, see ….", "", "Type ` or ` or ` at 5 km.", "", "a | …", "c"],
        ["Run … or type ` at 5 km."],
        ["Type ` at 5 km."],
    ]


def test_what_could_not_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is 20 miles (32 km) away.")
    (tmp_path / "latin.txt").write_bytes(b"Caf\xe9")
    (tmp_path / "b.jsonl").write_text('{"text": "5 km"}\n{<i>\n')
    page, names = tmp_path / "report.html", ("a.txt", "latin.txt", "b.jsonl", "<b>.txt")
    assert cli.main(["check", "--format", "html", "-o", str(page), *(str(tmp_path / name) for name in names)]) == 2
    tree = parsed(page)
    assert [words(one).removeprefix(f"{tmp_path}/") for one in tree.iter("li")] == [
        "latin.txt:1 Not UTF-8: byte 0xe9 at offset 3; save it as UTF-8, or name its encoding with --encoding.",
        "b.jsonl:2 Not JSON: expecting property name enclosed in double quotes (column 2).",
        "<b>.txt No such file or folder.",
    ]
    assert "3 inputs could not be read" in [words(heading) for heading in tree.iter("h2")]
    assert words(next(tree.iter("title"))) == "Figures checked: 2 stories, 3 quantities, 1 pair: 1 exact; 3 not read"
    assert [words(h) for h in tree.iter("h1")] == ["All pairs agree"]
    assert by_class(parsed(made(tmp_path, c="5 km")), "unread") == []


def test_links_lead_somewhere_and_names_are_given_once(tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, **{path.stem: path.read_text(encoding="utf-8") for path in STORIES.glob("*.txt")}))
    ids = [name for element in tree.iter() if (name := element.get("id"))]
    assert len(ids) == len(set(ids)) > 200
    links = {(element.get("href") or "")[1:] for element in tree.iter("a")}
    labels = {name for element in tree.iter() for name in (element.get("aria-labelledby") or "").split()}
    assert (links | labels) - set(ids) == set()


def test_figures_within_figures_are_cut_so_that_nothing_is_lost() -> None:
    text = "a 5 to 6 km b"
    figures = [Figure(2, 11, "measure"), Figure(2, 3, "number"), Figure(7, 13, "count"), Figure(20, 30, "age")]
    cut = list(pieces(text, figures))
    assert "".join(piece.words for piece in cut) == text
    assert [(piece.words, piece.figure.kind if piece.figure else "") for piece in cut] == [
        ("a ", ""),
        ("5", "number"),
        (" to ", "measure"),
        ("6 km", "count"),
        (" b", "count"),
    ]


def test_a_hostile_story_is_text(tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, a=HOSTILE))
    assert len(list(tree.iter("script"))) == len(list(tree.iter("style"))) == len(by_class(tree, "story")) == 1
    assert list(tree.iter("img")) == list(tree.iter("b")) == []
    [shown] = by_class(tree, "text")
    lines = HOSTILE.replace("\r\n", "\n").split("\n")
    assert "".join(shown.itertext()) == "\n".join(map(visible, lines))
    assert not re.search("[\0\x1b\x85\u202a-\u202e\u2028]", (tmp_path / "report.html").read_text(encoding="utf-8"))


def test_what_no_file_of_text_can_hold_is_visible_too(tmp_path: Path) -> None:
    records = tmp_path / "a.jsonl"
    records.write_text('{"text": "5 km \\u0000 \\ud800 \\u202e."}')
    assert cli.main(["check", "--format", "html", "-o", str(tmp_path / "report.html"), str(records)]) == 0
    [shown] = by_class(parsed(tmp_path / "report.html"), "text")
    assert words(shown) == "5 km ␀ � �."


def test_a_hostile_name_is_text(tmp_path: Path) -> None:
    page = made(tmp_path, **{"\u202e<i onclick=x>'\"&\x1b": WRONG})
    tree = parsed(page)
    assert list(tree.iter("i")) == []
    assert words(next(h for h in tree.iter("h2") if "onclick" in words(h))).endswith("�<i onclick=x>'\"&␛.txt")


_APART = (
    "In kilometers: 50 miles is 80.47 (by its digits 76.44 to 84.49); 93 km is 93 (by its digits 92.5 to 93.5)."
    " They do not meet."
)
_MEET = (
    "In kilometers: 20 miles is 32.19 (by its digits 31.38 to 32.99); 32 km is 32 (by its digits 31.5 to 32.5)."
    " They overlap."
)
_CUSTOM = (
    "In grams: 8 oz is 226.8 (by its digits 212.6 to 241); 200 g is 200 (by its digits 195 to 205)."
    " What the digits allow does not meet, but the two agree as a sum, or as near as is customary."
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "It is 50 miles (93 km) away.",
            _APART,
        ),
        (
            "It is 20 miles (32 km) away.",
            _MEET,
        ),
        (
            "It holds 8 oz (200 g) of it.",
            _CUSTOM,
        ),
    ],
)
def test_a_picture_says_in_words_what_it_shows(text: str, said: str) -> None:
    [finding] = review(text).findings
    assert finding.expected
    unit = {"mile": "miles", "kilometer": "kilometers", "gram": "grams"}[str(finding.expected.unit)]
    drawn = picture.picture(finding, unit)
    assert drawn
    assert drawn.said == said


def test_a_picture_has_its_bars_where_the_numbers_are() -> None:
    [finding] = review("It is 50 miles (93 km) away.").findings
    drawn = picture.picture(finding, "kilometers")
    assert drawn
    low, high = Fraction("76.442816"), Fraction("93.5")  # 47.5 miles, and 93 km and a half
    per_km = drawn.source.width / float(Fraction("8.04672"))
    assert drawn.conversion.width == pytest.approx(per_km, abs=0.02)
    assert drawn.conversion.x + drawn.conversion.width - drawn.source.x == pytest.approx(
        per_km * float(high - low), abs=0.1
    )
    assert drawn.source.numbers[0] == pytest.approx(drawn.source.x + drawn.source.width / 2, abs=0.02)
    assert not drawn.meet


@pytest.mark.parametrize("digits", ["9" * 400, "0." + "0" * 400 + "1", "0", "1" + "0" * 300])
def test_no_number_is_too_large_or_too_small_for_a_picture(digits: str, tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, a=f"It is {digits} miles ({digits} km) away, 5 miles ({digits} km) off."))
    places = [float(x) for svg in tree.iter("svg") for rect in svg.iter("rect") if (x := rect.get("x"))]
    assert places
    assert all(0 <= x <= 600 for x in places)


def test_the_measured_misses_are_those_of_the_readme(tmp_path: Path) -> None:
    told = re.sub(r"\s+", " ", (TOP / "README.md").read_text(encoding="utf-8"))
    tree = parsed(made(tmp_path, a=WRONG))
    [table] = by_class(tree, "measured")
    rows = [[words(cell) for cell in row.iter("td")] for row in table.iter("tr")][1:]
    assert len(rows) >= 8
    start = "agreeing pairs in running text"
    assert [
        row
        for row in rows
        if not row[0].startswith(("agreeing", "brackets")) and f"| {row[0]} | {row[1]} |" not in told
    ] == []
    assert "| agreeing pairs of measures that come back judged; pairs of money that come back | 99;" in told
    assert f"| false alarms: {start}; in recipes; money in stories with other pairs | 0;" in told
    caption = re.findall(r"[\d,]+ pairs from running text and recipes, and [\d,]+ with an error put in", told)
    assert len(caption) == 1
    assert caption[0] in words(next(table.iter("caption")))


def test_no_story_makes_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    page = tmp_path / "report.html"
    cli.main(["check", "--format", "html", "-o", str(page), str(tmp_path / "none")])
    assert "No story was read." in words(parsed(page))


def test_what_a_figure_was_read_as_is_told_as_people_say_it(tmp_path: Path) -> None:
    story = "It cost £2.4m and $50 a barrel. It was 6ft 2in tall, 1 mile off, 1,250 feet up, -0.5 °C; "
    story += "then 2 to 3 km/h, 1.67 × 10^-27 kg."
    tree = parsed(made(tmp_path, a=story))
    [table] = by_class(tree, "read")
    assert [words(list(row)[3]) for row in table.iter("tr")][1:] == [
        "2.4 million GBP",
        "50 USD / oil barrel",
        "74 inches",
        "1 mile",
        "1,250 feet",
        "−0.5 degrees Celsius",
        "2 to 3 kilometers per hour",
        "1.67 × 10^-27 kilograms",
    ]


def test_a_picture_shows_what_the_digits_allow_and_the_gap_between(tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, a="It is 50 miles (93 km) away, 20 miles (32 km) wide."))
    apart, meeting = by_class(tree, "picture")
    shown = [
        [words(text) for text in picture.iter("text") if text.get("class") != "tick"] for picture in (apart, meeting)
    ]
    assert shown == [["80.47 (76.44 to 84.49)", "93 (92.5 to 93.5)"], ["32.19 (31.38 to 32.99)", "32 (31.5 to 32.5)"]]
    assert [words(next(picture.iter("figcaption"))) for picture in (apart, meeting)] == [
        "kilometers: a gap lies between the bars",
        "kilometers: the bars overlap",
    ]
    assert [len(by_class(picture, kind)) for picture in (apart, meeting) for kind in ("gap", "common")] == [1, 0, 0, 1]


def test_a_story_without_words_or_without_figures_says_so(tmp_path: Path) -> None:
    tree = parsed(made(tmp_path, a=" \n", b="No figure.", c="It is 5 km away."))
    assert [words(said) for said in by_class(tree, "none")] == [
        "There is no text in it.",
        "There is no figure in it.",
        "No two of its figures are said to be the same amount.",
    ]


def test_several_processes_make_the_same_page(tmp_path: Path) -> None:
    one, two = tmp_path / "one.html", tmp_path / "two.html"
    for jobs, page in (("1", one), ("2", two)):
        assert cli.main(["check", "--format", "html", "--jobs", jobs, "-o", str(page), str(STORIES)]) == 1
    assert one.read_bytes() == two.read_bytes()


def test_without_the_template_library_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *more: None if name == "jinja2" else find(name, *more))
    assert cli.main(["check", "--format", "html", "-o", "report.html", str(STORIES)]) == 2
    assert capsys.readouterr().err == (
        "quantities: html needs a package that is not there: pip install jinja2 (it is the extra `report`)\n"
        "  help: quantities check --help\n"
    )


def test_a_page_is_not_written_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WRONG)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "quantities", "check", "--format", "html", "a.txt"]
    settings = os.environ | {"PYTHONPATH": str(TOP)}
    done = subprocess.run(
        command, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path, env=settings
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "quantities: html is not to be read on a terminal: name a file, as with -o report.html\n"
    )


def test_the_template_library_is_imported_for_the_page_alone() -> None:
    code = "from quantities import cli; cli.main(['check', '-']); import sys; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], input=WRONG, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nFalse\n")


# -- in a real browser -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    opened = Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


def load(browser: Browser, page: Path, fragment: str = "") -> None:
    """Open a page anew, with an empty console and nothing asked for yet."""
    browser.open("about:blank")
    browser.open(f"{page.as_uri()}{fragment}")


def rows_seen(browser: Browser) -> Any:
    script = """[...document.querySelectorAll("tr[data-verdict]")]
        .filter((row) => row.checkVisibility()).map((row) => row.dataset.verdict)"""
    return browser.run(script)


@needs_browser
def test_it_loads_without_a_word_in_the_console_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    page = made(tmp_path, a=WRONG, b=WRONG)
    load(browser, page)
    assert browser.complaints() == []
    assert browser.requests() == [page.as_uri()]
    assert rows_seen(browser) == ["disagree", "exact", "unchecked"] * 2
    assert browser.run("getComputedStyle(document.querySelector('.text')).whiteSpaceCollapse") == "preserve"


@needs_browser
def test_a_hostile_story_runs_nothing_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    page = made(tmp_path, a=HOSTILE)
    load(browser, page)
    assert browser.complaints() == []
    assert browser.requests() == [page.as_uri()]
    assert browser.run("document.title").startswith("Figures checked: ")
    assert "document.title = 'owned'</script>" in browser.run("document.querySelector('.text').innerText")


@needs_browser
def test_its_policy_stops_what_is_none_of_it(browser: Browser, tmp_path: Path) -> None:
    page = made(tmp_path, a=WRONG)
    spoiled = page.read_text(encoding="utf-8").replace(
        "<footer>", "<script>document.title = 'owned'</script><img src='http://192.0.2.1/x.png'><footer>"
    )
    page.write_text(spoiled, encoding="utf-8")
    load(browser, page)
    assert browser.run("document.title").startswith("Figures checked: ")
    assert len(browser.complaints()) == 2
    assert all("Content Security Policy" in said for said in browser.complaints())


@needs_browser
def test_every_line_runs_in_its_own_direction(browser: Browser, tmp_path: Path) -> None:
    load(browser, made(tmp_path, a="הנהר באורך 5 miles (8 km).\nThe road is 20 miles (32 km) long.\n"))
    left = "[...document.querySelectorAll('.text a')].map((figure) => figure.getBoundingClientRect().left)"
    river_in_miles, river_in_km, road_in_miles, road_in_km = browser.run(left)
    assert river_in_miles > river_in_km
    assert road_in_miles < road_in_km


@needs_browser
def test_the_filter_works_with_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    load(browser, made(tmp_path, a=WRONG, b="It is 20 miles (32 km) wide.", c="No figures."))
    for _ in range(60):
        if browser.run("document.activeElement.value") == "exact":
            break
        browser.press("Tab")
    browser.press(" ")
    assert rows_seen(browser) == ["disagree", "unchecked"]
    assert browser.run("document.querySelector('output').textContent") == "2 pairs in 1 story shown."
    stories = "[...document.querySelectorAll('details.story')].map((story) => story.checkVisibility())"
    assert browser.run(stories) == [True, False, False]
    browser.press(" ")
    assert rows_seen(browser) == ["disagree", "exact", "unchecked", "exact"]
    assert browser.run(stories) == [True, True, True]


@needs_browser
def test_many_stories_are_folded_and_a_link_unfolds_one(browser: Browser, tmp_path: Path) -> None:
    page = made(tmp_path, **{f"story{number}": WRONG for number in range(9)})
    load(browser, page)
    assert rows_seen(browser) == []
    browser.run("document.querySelector('.contents a').click()")
    browser.run("new Promise(requestAnimationFrame)")
    assert rows_seen(browser) == ["disagree", "exact", "unchecked"]
    browser.run("document.querySelector('[name=open]').click()")
    assert len(rows_seen(browser)) == 27
    target = browser.run("document.querySelector('details.story:nth-of-type(4) a.figure.disagree').hash")
    load(browser, page, target)
    assert rows_seen(browser) == ["disagree", "exact", "unchecked"]


@needs_browser
def test_a_filter_that_hides_where_a_link_leads_is_lifted(browser: Browser, tmp_path: Path) -> None:
    load(browser, made(tmp_path, a=WRONG))
    browser.run("document.querySelector('input[value=disagree]').click()")
    assert rows_seen(browser) == ["exact", "unchecked"]
    browser.run("document.querySelector('a.figure.disagree').click()")
    browser.run("new Promise(requestAnimationFrame)")
    assert rows_seen(browser) == ["disagree", "exact", "unchecked"]


@needs_browser
def test_what_a_screen_reader_is_told(browser: Browser, tmp_path: Path) -> None:
    load(browser, made(tmp_path, a=WRONG))
    nodes = browser.ask("Accessibility.getFullAXTree")["nodes"]
    told = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert ("heading", "1 of 2 pairs does not agree") in told
    assert ("table", "3 pairs") in told
    assert ("checkbox", "do not agree 1") in told
    assert {name for role, name in told if role == "image" and "miles" in name} == {
        _APART,
        _MEET,
    }
    nameless = [role for role, name in told if role in ("link", "button", "checkbox", "image") and not name]
    assert nameless == []


@needs_browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_its_window_in_light_and_in_dark(width: int, scheme: str, browser: Browser, tmp_path: Path) -> None:
    long = "x" * 400
    page = made(tmp_path, a=WRONG + long, b=f"It is {'9' * 90} miles (1 km) away, 12 {long}s and 5 miles (8 km) off.")
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.ask("Emulation.setDeviceMetricsOverride", **size)
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    try:
        load(browser, page)
        assert browser.run("document.documentElement.scrollWidth") <= width
        style = "getComputedStyle(document.documentElement)"
        ground, ink = (
            sum(map(int, re.findall(r"\d+", browser.run(f"{style}.{name}"))[:3]))
            for name in ("backgroundColor", "color")
        )
        assert abs(ground - ink) > 500
        assert (ground < ink) == (scheme == "dark")
    finally:
        browser.ask("Emulation.clearDeviceMetricsOverride")
        browser.ask("Emulation.setEmulatedMedia", features=[])


@needs_browser
def test_it_prints_every_story_though_folded(browser: Browser, tmp_path: Path) -> None:
    page = made(tmp_path, **{f"story{number}": WRONG for number in range(9)})
    load(browser, page)
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert len(rows_seen(browser)) == 27
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert rows_seen(browser) == []


@needs_browser
def test_without_script_everything_is_there_to_read(tmp_path: Path) -> None:
    page = made(tmp_path, a=WRONG)
    opened = Browser(tmp_path / "profile", script=False)
    try:
        opened.open(page.as_uri())
        nodes = opened.ask("Accessibility.getFullAXTree")["nodes"]
        told = {(node["role"]["value"], node.get("name", {}).get("value")) for node in nodes if not node["ignored"]}
        assert ("table", "3 pairs") in told
        assert not [name for role, name in told if role == "checkbox"]
    finally:
        opened.close()
