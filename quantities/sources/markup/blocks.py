"""The blocks of a Markdown text: which parts of it are prose, cells or HTML; all others are not read.

CommonMark, with the tables, footnotes and front matter that most programs add. Quotations and lists hold blocks, but
what is read does not depend on which: their marks are blanked, and only how far a list indents its text is kept.
"""

from __future__ import annotations

import re

from quantities.frozen import NamedTuple


class Block(NamedTuple):
    """A part of a text that is read by itself: `prose`, a `cell` of a table, or `html`."""

    start: int
    end: int
    kind: str = "prose"


class _Fence(NamedTuple):
    """What closes a block of code: at least so many signs; and the quotations and the indent that it is in."""

    sign: str
    length: int
    quoted: int
    indent: int


class Blocks:
    """The blocks of a text in order, the `marks` around them that are in none, and the labels `defined` for links."""

    def __init__(self, written: str) -> None:
        self.found: list[Block] = []
        self.marks: list[tuple[int, int]] = []
        self.defined: set[str] = set()
        self._written = written
        self._paragraph: tuple[int, int] | None = None
        self._in_table = False
        self._fence: _Fence | None = None
        self._quoted = 0
        self._lists: list[int] = []
        """How far each of the lists around a line indents its text."""
        at = self._front_matter()
        while at < len(written):
            at = self._line(at)
        self._close()

    def _front_matter(self) -> int:
        opened = _FRONT.match(self._written)
        closed = opened and _FRONT_END[opened[1]].search(self._written, opened.end())
        return closed.end() if closed else 0

    def _line(self, start: int) -> int:
        """Read a line, and what goes on behind it where its beginning says so; returns where the next one starts."""
        line = _matched(_LINE, self._written, start)
        end = line.end(1)
        quotes = _matched(_QUOTES, self._written, start, end)
        depth, text = quotes[0].count(">"), quotes.end()
        if self._fence and self._is_code(self._fence, start, text, end, depth):
            return line.end()
        self.marks.append((start, text))
        if depth > self._quoted:
            self._close()
        self._quoted = depth
        at, indent = self._indent(text, end, -1 if depth else 0)  # one blank belongs to the mark of a quotation
        if at == end:
            self._close()
            return line.end()
        if not self._paragraph:
            self._leave_lists(indent)
        at, indent = self._items(at, end, indent)
        if at == end or (not self._paragraph and indent - self._inner >= _CODE):
            return line.end()
        return max(line.end(), self._block(at, end))

    def _is_code(self, fence: _Fence, start: int, text: int, end: int, depth: int) -> bool:
        """Is a line still within a block of code? The one that closes it is its last."""
        at, indent = self._indent(text if fence.quoted else start, end, 0)
        if depth < fence.quoted or (at < end and indent < fence.indent):
            self._fence = None
            return False
        signs = self._written[at:end].rstrip()
        if len(signs) >= fence.length and not signs.strip(fence.sign):
            self._fence = None
        return True

    def _indent(self, start: int, end: int, column: int) -> tuple[int, int]:
        """Where the text behind blanks starts, and in which column."""
        at = _matched(_BLANKS, self._written, start, end).end()
        for offset in range(start, at):
            column += 4 - column % 4 if self._written[offset] == "\t" else 1
        return at, column

    @property
    def _inner(self) -> int:
        return self._lists[-1] if self._lists else 0

    def _leave_lists(self, indent: int) -> None:
        while self._lists and indent < self._lists[-1]:
            self._lists.pop()

    def _items(self, at: int, end: int, indent: int) -> tuple[int, int]:
        """Where a line goes on behind the marks of lists, and in which column."""
        while indent - self._inner < _CODE and (item := _ITEM.match(self._written, at, end)):
            numbered = item[1] not in ("-", "*", "+")
            if _RULE.fullmatch(self._written, at, end):
                break
            if self._paragraph and not self._lists and (item.end() == end or (numbered and item[1][:-1] != "1")):
                break  # a line of a paragraph may begin with a number and a full stop
            self._close()
            self._leave_lists(indent)
            self.marks.append(item.span(1))
            mark = indent + len(item[1])
            at, indent = self._indent(item.end(1), end, mark)
            self._lists.append(mark + (indent - mark if 0 < indent - mark <= _CODE else 1))
            if quotes := _matched(_QUOTES, self._written, at, end)[0]:
                self.marks.append((at, at + len(quotes)))
                self._quoted += quotes.count(">")
                at, indent = self._indent(at + len(quotes), end, self._inner - 1)
        return at, indent

    def _block(self, at: int, end: int) -> int:
        """Read the rest of a line, which is not blank, as what it begins; returns where that ends."""
        written = self._written
        if fence := _FENCE.fullmatch(written, at, end):
            self._close()
            signs = fence[1] or fence[2]
            self._fence = _Fence(signs[0], len(signs), self._quoted, self._inner)
        elif html := _HTML.match(written, at, end):
            self._close()
            return self._html(at, html)
        elif (self._paragraph and _UNDERLINE.fullmatch(written, at, end)) or _RULE.fullmatch(written, at, end):
            self._close()
        elif heading := _HEADING.match(written, at, end):
            self._close()
            text = written[heading.end() : end].rstrip()
            bare = text.rstrip("#")
            self.found.append(Block(heading.end(), heading.end() + len(text if bare[-1:].strip() else bare)))
        elif self._in_table or self._heads_table(at, end):
            self._row(at, end)
        elif self._paragraph:
            self._paragraph = self._paragraph[0], end
        elif definition := _DEFINITION.fullmatch(written, at, end):
            self.defined.add(label(definition[1]))
        else:
            note = _NOTE.match(written, at, end)
            self._paragraph = note.end() if note else at, end
        return end

    def _html(self, start: int, html: re.Match[str]) -> int:
        """HTML goes on to where its element, or its comment, is closed; of most elements to the next blank line."""
        closing = _COMMENT_END if not html[1] else _RAW.get(html[1].lower(), _BLANK_LINE)
        closed = closing.search(self._written, start)
        while closed and closing is _BLANK_LINE and closed[0]:  # a comment or a script within may hold blank lines
            inner = _RAW[closed[1].lower()] if closed[1] else _COMMENT_END
            closed = inner.search(self._written, closed.end())
            closed = closed and closing.search(self._written, closed.end())
        end = closed.end() if closed else len(self._written)
        if closing is not _BLANK_LINE:
            end = _matched(_LINE, self._written, end).end(1)
        self.found.append(Block(start, end, "html"))
        return _matched(_LINE, self._written, end).end()

    def _heads_table(self, at: int, end: int) -> bool:
        """Has this line columns, and is the next one the rule under them?"""
        if self._written.find("|", at, end) < 0:
            return False
        below = _COLUMNS.match(self._written, _matched(_LINE, self._written, end).end())
        return bool(below and "|" in below[0])

    def _row(self, at: int, end: int) -> None:
        """A row of a table; in the one that is the rule under its head there is nothing to read."""
        if not self._in_table:
            self._close()
            self._in_table = True
        if _COLUMNS.match(self._written, at, end):
            return
        for bar in _BAR.finditer(self._written, at, end):
            if bar[0] == "|":
                self.found.append(Block(at, bar.start(), "cell"))
                at = bar.end()
        self.found.append(Block(at, end, "cell"))

    def _close(self) -> None:
        """End the paragraph, or the table."""
        if self._paragraph:
            self.found.append(Block(*self._paragraph))
        self._paragraph, self._in_table = None, False


def label(text: str) -> str:
    """The label of a link in the form in which two of them are the same."""
    return " ".join(text.split()).casefold()


def _matched(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> re.Match[str]:
    """The match of a pattern that matches everywhere, if only nothing."""
    found = pattern.match(text, start, len(text) if end is None else end)
    assert found
    return found


_CODE = 4
"""What is indented so far, and goes on no paragraph, is code."""
_LINE = re.compile(r"([^\r\n]*+)(?:\r\n|\r|\n|\Z)")
_BLANKS = re.compile(r"[ \t]*+")
_QUOTES = re.compile(r"(?:[ \t]*+>)*+")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*+[\r\n]")
_FRONT_END = {
    "---": re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*+(?=[\r\n]|\Z)"),
    "+++": re.compile(r"(?<=[\r\n])\+\+\+[ \t]*+(?=[\r\n]|\Z)"),
}
_ITEM = re.compile(r"([-+*]|[0-9]{1,9}[.)])(?:[ \t]|\Z)")
_FENCE = re.compile(r"(`{3,}+)[^`]*+|(~{3,}+).*+")
_RULE = re.compile(r"([-_*])[ \t]*+(?:\1[ \t]*+){2,}+")
_UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+")
_HEADING = re.compile(r"#{1,6}(?:[ \t]++|\Z)")
_COLUMNS = re.compile(r"[ \t>]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|)*+(?:[ \t]*+:?+-++:?+[ \t]*+)?+(?=[\r\n]|\Z)")
_BAR = re.compile(r"\\.|\|")
_NOTE = re.compile(r"\[\^[^\]\s]{1,100}\]:")
_TITLE = r"""(?:"[^"]*+"|'[^']*+'|\([^()]*+\))"""
_DEFINITION = re.compile(rf"\[(?!\^)([^\[\]]{{1,999}})\]:[ \t]*+(?:<[^<>]*+>|[^\s<]\S*+)(?:[ \t]++{_TITLE})?[ \t]*+")
_COMMENT_END = re.compile(r"-->|\?>")
_RAW = {
    name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in ("script", "style", "pre", "textarea", "template")
}
_BLANK_LINE = re.compile(
    rf"(?:(?<=\n)|(?<=\r)(?!\n))(?=[ \t]*+(?:[\r\n]|\Z))|<(?:!--|({'|'.join(_RAW)})(?=[\s/>]))", re.IGNORECASE
)
_ELEMENTS = """
address article aside base body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure
footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu meta nav noframes ol
optgroup option p param search section summary table tbody td tfoot th thead title tr track ul
"""
_NAMES = "|".join((*_RAW, *_ELEMENTS.split()))
_HTML = re.compile(rf"<!--|<\?|</?({_NAMES})(?=[\s/>]|\Z)", re.IGNORECASE)
