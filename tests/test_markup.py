"""Markup: what is read of it, where that stands in the file, and that no text is too much for it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities.sources import decode, forms
from tests.cost import in_proportion
from tests.expectations import FIXTURES, load

if TYPE_CHECKING:
    from quantities.sources.markup.pieces import Readable

MARKUP = sorted(name for name, form in forms.FORMS.items() if form.module.startswith("markup."))
ROWS = [(form, row) for form in MARKUP for row in load(FIXTURES / "markup" / f"{form}.toml")["row"]]
PARTS = [
    *"\n\r\t >-*_~`[]()<>&;|#+=!\\\"'/:^{}159%\0", "\r\n", "    ", "\n\n", "a", "é", "😀", "km", "&nbsp;", "&#x31;",
    "<b>", "</b>", "<td>", "<p>", "<sup>", "2</sup>", "</sup>/<sub>", "<!--", "-->", "<script>", "</script>", "<code",
    "<pre>", '<a href="', "<?", "<![CDATA[", "</", "```", "~~~", "---", "+++", "**", "~~", "1. ", "- ", "> ",
    "| a |\n|--|\n", "[a]: b\n", "](", "[^1]", "<div>",
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=40).map("".join) | st.text(max_size=60)


def read(form: str, written: str) -> Readable:
    """What is read of a text in a format with markup."""
    found = forms.readable(form, written)
    assert found
    return found


@pytest.mark.parametrize(("form", "row"), ROWS, ids=lambda part: part if isinstance(part, str) else part["written"])
def test_what_is_read(form: str, row: dict[str, Any]) -> None:
    """`written` is read as `read`; `spans` are parts of that where they first occur, with what stands in the file."""
    found = read(form, row["written"])
    assert found.text == row["read"]
    for text, written in row.get("spans", []):
        start = found.text.index(text)
        at, to = found.span(start, start + len(text))
        assert found.written[at:to] == written


@pytest.mark.parametrize("form", MARKUP)
@given(written=texts)
def test_every_character_has_its_place_in_the_file(form: str, written: str) -> None:
    found = read(form, written)
    assert found.written == written
    places = [found.span(offset, offset + 1) for offset in range(len(found.text))]
    assert all(0 <= start <= end <= len(written) for start, end in places)
    assert all(left == right or left[1] <= right[0] for left, right in pairwise(places))
    for char, (start, end) in zip(found.text, places, strict=True):
        if end - start == 1 and char.isalnum():
            assert written[start] == char


@pytest.mark.parametrize("form", MARKUP)
@given(words=st.lists(st.text("abz5é", min_size=1), min_size=1))
def test_plain_words_are_read_as_they_stand(form: str, words: list[str]) -> None:
    written = " ".join(words)
    found = read(form, written)
    assert found.text == written
    assert found.span(0, len(written)) == (0, len(written))


HOSTILE = [
    *"<>&[]`*_~|\\#-+=!(\n\t\"'",
    "<!--", "<a ", '<a b="', "<a b='c\" ", "</", "<p>", "<code>", "<td>", "<sup>1", "<script>", "<?", "<![", "&a", "&#",
    "``` \n", "`` ` ", "~~~\n", "~~", "**a", "*a**b", "_a ", "[a](", "[a](b(", "[a](<", '[a](b "', "[[a]", "![", "[^",
    "> ", ">", "- ", "-\n", "1. ", "  - a\n", "> - ", "|", "|-", "a|b\n", "|a|\n|-|\n", "    a\n", "---\n", "+++\n",
    "#\n", "  \n", "\\\n", "a\r", "<div\n", "<!--\n", "<a@", "<http:", "*a_b", "[a]: ", "< ", "](", "<div>\n<!--",
]  # fmt: skip


@pytest.mark.parametrize("form", MARKUP)
@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_the_cost_is_in_proportion_to_the_text(form: str, unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    with in_proportion():
        found = read(form, text)
    assert found.written == text


@pytest.mark.parametrize(
    ("path", "form", "text"),
    [
        ("a.md", None, "5 km"),
        ("a.MARKDOWN", None, "5 km"),
        ("a.txt", None, "**5** km"),
        ("a.txt", "markdown", "5 km"),
        ("a.md", "text", "**5** km"),
        ("-", None, "**5** km"),
    ],
)
def test_the_name_of_a_file_says_what_it_is_unless_it_is_said(path: str, form: str | None, text: str) -> None:
    source = decode(path, b"**5** km", form=form)
    assert (source.text, source.written) == (text, "**5** km")
