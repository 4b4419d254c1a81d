"""Markdown to what a reader sees of it.

Read by an own scanner: libraries say on which line a block stands, but not in which column a character of the text
does. Blocks come first (`blocks.py`); within each, what is markup is found and left out, and the rest is read as HTML
is, which Markdown may hold anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple
from quantities.sources.markup.blocks import Blocks, label
from quantities.sources.markup.html import BLOCK, CELL, CODE, LINE, Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantities.sources.markup.pieces import Readable


def readable(written: str) -> Readable:
    """What a reader sees of a Markdown text: without code, front matter, link targets and the signs of emphasis.

    >>> readable("# Speed\\n\\nAt **120 mph** ([193 km/h](x.html)), says `5 km`.").text
    'Speed\\n\\nAt 120 mph (193 km/h), says `.'
    """
    blocks = Blocks(written)
    page = Page(_blanked(written, blocks.marks), written)
    at, before = 0, ""
    for start, end, kind in blocks.found:
        page.gap(CELL if "cell" in (before, kind) else BLOCK, at, start)
        if kind == "html":
            page.read(start, end)
        else:
            _Prose(page.scanned, start, end, blocks.defined).read(page)
        page.show()
        at, before = end, kind
    return page.readable()


def _blanked(written: str, marks: list[tuple[int, int]]) -> str:
    """A text with blanks for some parts of it."""
    parts: list[str] = []
    at = 0
    for start, end in marks:
        parts += written[at:start], " " * (end - start)
        at = end
    return "".join((*parts, written[at:]))


class _Edit(NamedTuple):
    """A part of the prose that is not read as it stands, and what is read instead; `<` for HTML."""

    start: int
    end: int
    instead: str = ""


class _Prose:
    """The prose of one block: what is markup in it, found from its start to its end."""

    def __init__(self, text: str, start: int, end: int, defined: set[str]) -> None:
        self._text, self._start, self._end, self._defined = text, start, end, defined
        self._edits: list[_Edit] = []
        self._brackets: list[tuple[int, int]] = []
        self._runs: dict[str, list[tuple[int, int]]] = {"*": [], "_": [], "~": []}
        self._ticks: dict[int, list[int]] = {}
        self._uncommented = False

    def read(self, page: Page) -> None:
        """Find the markup, and let the page read what is left."""
        at = self._start
        while sign := _SIGN.search(self._text, at, self._end):
            at = _SIGNS[sign[0][-1] if sign[0][0] not in "\\ " else sign[0][0]](self, sign)
        at = self._start
        for start, end, instead in sorted(self._edits):
            if start < at:  # within what was struck out, or a part of HTML
                continue
            page.text(at, start)
            at = end
            if instead == "<":
                at = page.markup(start, self._end)
            elif instead == LINE:
                page.gap(LINE, start, end)
            else:
                page.put(instead, start, end)
        page.text(at, self._end)

    def _edit(self, start: int, end: int, instead: str = "") -> int:
        self._edits.append(_Edit(start, end, instead))
        return end

    def _escape(self, sign: re.Match[str]) -> int:
        """A sign behind a backslash means nothing but itself; a line end behind it, or behind blanks, is one."""
        return self._edit(*sign.span(), LINE if sign[0].isspace() or sign[0][1] in "\r\n" else sign[0][1])

    def _code(self, sign: re.Match[str]) -> int:
        """Code goes on to the next run of as many backticks."""
        if not self._ticks:
            for run in _TICKS.finditer(self._text, self._start, self._end):
                self._ticks.setdefault(len(run[0]), []).append(run.start())
        same = self._ticks.get(len(sign[0]), [])
        closing = bisect_right(same, sign.start())
        return self._edit(sign.start(), same[closing] + len(sign[0]), CODE) if closing < len(same) else sign.end()

    def _open(self, sign: re.Match[str]) -> int:
        """A bracket may begin a link or a picture; that of a footnote is its mark, which is not read."""
        if note := _NOTE.match(self._text, sign.start(), self._end):
            return self._edit(*note.span())
        self._brackets.append(sign.span())
        return sign.end()

    def _close(self, sign: re.Match[str]) -> int:
        """A bracket ends a link where its target follows, or where its text or the label behind it was defined."""
        if not self._brackets:
            return sign.end()
        start, end = self._brackets.pop()
        behind = _TARGET.match(self._text, sign.end(), self._end)
        if not behind:
            named = _LABEL.match(self._text, sign.end(), self._end)
            text = (named and named[1]) or self._text[end : min(sign.start(), end + 1000)]
            if label(text) not in self._defined:
                return sign.end()
            behind = named
        self._edit(start, end)
        return self._edit(sign.start(), behind.end() if behind else sign.end())

    def _emphasis(self, sign: re.Match[str]) -> int:
        """Signs of emphasis end what as many of them have begun, by the words and signs on either side of them."""
        (start, end), mark = sign.span(), sign[0][0]
        before = self._text[start - 1] if start > self._start else " "
        behind = self._text[end] if end < self._end else " "
        if before.isdigit() and behind.isdigit():  # 5*6*7: to leave it out would make another number
            return end
        opens = not behind.isspace() and (behind.isalnum() or not before.isalnum())
        closes = not before.isspace() and (before.isalnum() or not behind.isalnum())
        if mark == "_":
            opens, closes = opens and not before.isalnum(), closes and not behind.isalnum()
        opened = self._runs[mark]
        while closes and opened and start < end:
            first, last = opened.pop()
            length = min(last - first, end - start)
            if mark == "~":
                self._edit(first, end)
            else:
                self._edit(last - length, last)
                self._edit(start, start + length)
            start += length
            if first < last - length:
                opened.append((first, last - length))
        if opens and start < end:
            opened.append((start, end))
        return end

    def _html(self, sign: re.Match[str]) -> int:
        """A tag or a comment, an address in angle brackets, or nothing but a sign."""
        start = sign.start()
        if address := _ADDRESS.match(self._text, start, self._end):
            return self._edit(*address.span(), CODE)
        if self._text.startswith("<!--", start) and not self._uncommented:
            end = self._text.find("-->", start, self._end)
            self._uncommented = end < 0
            return self._edit(start, end + 3, "<") if end >= 0 else sign.end()
        tag = _TAG.match(self._text, start, self._end)
        return self._edit(*tag.span(), "<") if tag else sign.end()


_SIGN = re.compile(r"\\[!-/:-@\[-`{-~\r\n]|(?<![ ])[ ]{2,}+(?=[\r\n])|`++|!?\[|\]|\*++|_++|(?<!~)~~(?!~)|<")
_SIGNS: dict[str, Callable[[_Prose, re.Match[str]], int]] = {
    "\\": _Prose._escape,
    " ": _Prose._escape,
    "`": _Prose._code,
    "[": _Prose._open,
    "]": _Prose._close,
    "*": _Prose._emphasis,
    "_": _Prose._emphasis,
    "~": _Prose._emphasis,
    "<": _Prose._html,
}
_TICKS = re.compile(r"`++")
_NOTE = re.compile(r"\[\^[^\]\s]{1,100}\]")
_PATH = r"(?:[^\s()\\]++|\\.)"
_TITLE = r"""(?:"(?:[^"\\]++|\\[\s\S])*+"|'(?:[^'\\]++|\\[\s\S])*+'|\([^()]*+\))"""
_TARGET = re.compile(rf"\(\s*+(?:<[^<>\r\n]*+>|(?:{_PATH}|\({_PATH}*+\))*+)(?:\s++{_TITLE})?\s*+\)")
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_ADDRESS = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.+-]{1,64}@[\w.-]{1,255})>")
_TAG = re.compile(r"""<(?:/?[A-Za-z](?:[^<>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+|[?!][^<>]*+)>""")
