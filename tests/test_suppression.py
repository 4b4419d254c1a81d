"""Comments that hide findings: which ones, on which lines, and at what cost."""

from __future__ import annotations

import pytest

from quantities import Lexicon, check
from quantities.showing.suppression import hushed
from quantities.sources import Source
from tests.cost import in_proportion

WRONG = "It is 50 miles (93 km) away."
LEXICON = Lexicon.default()


def shown(text: str, path: str = "a.md") -> list[int]:
    """The lines of the findings that are left."""
    source = Source(path, text)
    return [source.position(finding.source.start).line for finding in hushed(source, check(text), LEXICON).shown]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([WRONG, f"{WRONG} <!-- quantities: ignore -->", WRONG], [1, 3]),
        ([f"<!-- quantities: ignore -->{WRONG}", WRONG], [2]),
        (["<!-- quantities: ignore -->", WRONG, WRONG], [3]),
        (["<!-- quantities: ignore -->", "", "  ", WRONG, WRONG], [5]),
        (["<!-- quantities: ignore[Q2] -->", "<!--quantities:ignore[Q1]-->", WRONG, WRONG], [4]),
        (["- <!-- quantities: ignore", "  -->", f"- {WRONG}", WRONG], [4]),
        ([WRONG, "<!-- quantities: ignore -->"], [1]),
        (["It is 50", "miles (93 km) away. <!-- quantities: ignore -->"], []),
        ([f"{WRONG} <!-- quantities: ignore[Q102, Q101] -->"], []),
        ([f"{WRONG} <!-- quantities: ignore[Q102,Q2] -->"], [1]),
        ([f"{WRONG} <!-- quantities: ignore - as the speaker said -->"], []),
        ([WRONG, f"<!-- quantities: off --> {WRONG}", WRONG, f"{WRONG} <!-- quantities: on --> {WRONG}"], [1, 4]),
        ([WRONG, "<!-- QUANTITIES: OFF -->", WRONG], [1]),
        (["<!-- quantities: off -->", "<!-- quantities: off -->", "<!-- quantities: on -->", WRONG], [4]),
        (["<!-- quantities: on -->", WRONG], [2]),
        (["~~~", "<!-- quantities: off -->", "```", "~~~~", WRONG], [5]),
        (["```", "<!-- quantities: off -->", WRONG], [3]),
        (["<!-- quantities: off", WRONG], [2]),
    ],
)
def test_what_is_left(lines: list[str], left: list[int], end: str) -> None:
    assert shown(end.join(lines)) == left


def test_a_fence_is_one_in_markdown_only() -> None:
    text = f"```\n<!-- quantities: off -->\n{WRONG}"
    assert (shown(text, "a.md"), shown(text, "a.txt")) == ([3], [])
    source = Source("a.txt", text, form="markdown")
    assert len(hushed(source, check(text), LEXICON).shown) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "<!-- quantities: ",
        "<!-- quantities: ignore -->",
        "<!-- quantities: ignore -->\n",
        "<!-- quantities: off --><!-- quantities: on -->" + WRONG,
        "<!--" + " " * 50,
        "```\n<!-- quantities: off -->\n",
    ],
)
def test_the_cost_is_in_proportion_to_the_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    source, findings = Source("a.md", text), check(text)
    with in_proportion():
        assert set(hushed(source, findings, LEXICON).shown) <= set(findings)
