"""HTML to what a browser shows of it.

Read by an own scanner, a few patterns in the order of the standard's tokenizer: the standard library's parser raises on
some declarations, its cost on unclosed markup depends on its version, and it does not say where a character of a text
stood. Here, as in a browser, what is never closed goes on to the end of the file; so nothing is looked at twice.
"""

from __future__ import annotations

import re
from html import unescape

from quantities.sources.markup.pieces import Draft, Readable

CODE = "`"
"""What is read in the place of code, pictures and formulas: a sign that belongs to no figure, so that none reaches
across it."""


def readable(written: str) -> Readable:
    """What a browser shows of a page: tags masked, entities decoded, blocks and cells of tables kept apart.

    >>> readable("<p>It is <b>5</b>&nbsp;km&sup2;<td>wide").text
    'It is 5\\xa0km²\\n|\\nwide'
    """
    page = Page(written)
    page.read(0, len(written))
    return page.readable()


class Page:
    """A page as it is read: text, tags and gaps in the order of the file.

    White space and tags that end a line, a block or a cell become one gap, the widest of them, once text follows.
    """

    def __init__(self, scanned: str, written: str | None = None) -> None:
        self.scanned = scanned
        """What is looked at: `written`, perhaps with blanks for some parts of it."""
        self._draft = Draft(scanned if written is None else written)
        self._gap, self._from, self._to = "", 0, 0
        self._hidden, self._depth = "", 0
        self._preformatted = False

    def readable(self) -> Readable:
        """All that was read."""
        return self._draft.readable()

    def read(self, start: int, end: int) -> None:
        """Read a part of the page as HTML."""
        at = start
        while at < end:
            tag = _MARKUP.search(self.scanned, at, end)
            self.text(at, tag.start() if tag else end)
            at = self.markup(tag.start(), end) if tag else end

    def text(self, start: int, end: int) -> None:
        """Read text between tags."""
        if self._hidden:
            return
        at, special = start, _ENTITY
        if not self._preformatted:
            at, special = _BLANK.match(self.scanned, start, end).end(), _SPECIAL  # type: ignore[union-attr]  # of any length
            self.gap(SPACE, start, at)
        last = end if self._preformatted else at + len(self.scanned[at:end].rstrip(_BLANKS))
        for sign in special.finditer(self.scanned, at, last):
            self._keep(at, sign.start())
            at = sign.end()
            if sign[0][0] == "&":
                self.put(unescape(sign[0]), sign.start(), at)
            else:
                self.gap(SPACE, sign.start(), at)
        self._keep(at, last)
        self.gap(SPACE, last, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Read a part of the file as this text."""
        if text and not self._hidden:
            self._close_gap()
            self._draft.put(text, start, end)

    def gap(self, gap: str, start: int, end: int) -> None:
        """Keep what is before and behind a part of the file apart: by one of `GAPS`."""
        if start == end:
            return
        if not self._gap:
            self._from = start
        self._gap = max(self._gap, gap, key=GAPS.index)
        self._to = end

    def markup(self, start: int, end: int) -> int:
        """Read what begins with `<` and is no text; returns where it ends."""
        if self.scanned.startswith("<!--", start):
            closed = _COMMENT_END.search(self.scanned, start + 2, end)
            return closed.end() if closed else end
        tag = _TAG.match(self.scanned, start, end)
        if not tag:  # a declaration or an instruction
            closed_at = self.scanned.find(">", start, end)
            return closed_at + 1 if closed_at >= 0 else end
        name = tag[2].lower()
        if name in _RAW and not tag[1]:
            closed = _RAW[name].search(self.scanned, tag.end(), end)
            return closed.start() if closed else end
        return self._raised(tag, end) or self._tag(name, tag)

    def show(self) -> None:
        """End whatever was not to be read, though nothing closed it."""
        self._hidden, self._preformatted = "", False

    def _tag(self, name: str, tag: re.Match[str]) -> int:
        if self._hidden:
            if name == self._hidden:
                self._depth += -1 if tag[1] else 1
                if not self._depth:
                    self._hidden = ""
        elif name in _HIDDEN:
            if not tag[1] and not tag[0].endswith("/>"):
                self.put(_HIDDEN[name], tag.start(), tag.end())
                self._hidden, self._depth = name, 1
        elif gap := _GAP_OF.get(name):
            self.gap(gap, tag.start(), tag.end())
            self._preformatted = not tag[1] if name == "pre" else self._preformatted
        return tag.end()

    def _raised(self, tag: re.Match[str], end: int) -> int | None:
        """Read a raised or lowered number as people do: a power, a fraction, a part of a formula; else a mark.

        >>> [readable(f"5{text}").text for text in ("m<sup>2</sup>", " miles<sup>2</sup>", "<sup>1</sup>/<sub>2</sub>")]
        ['5m²', '5 miles', '5 1/2']
        """
        if self._hidden or tag[1] or tag[2].lower() not in ("sup", "sub"):
            return None
        before = "" if self._gap else self._draft.last
        if part := _FRACTION.match(self.scanned, tag.start(), end):
            self.put(f"{' ' if before[-1:].isdigit() else ''}{part[1]}/{part[2]}", *part.span())
            return part.end()
        lowered, content = tag[2].lower() == "sub", _CONTENT.match(self.scanned, tag.end(), end)
        number = content[1].strip().replace("\N{MINUS SIGN}", "-") if content else ""
        if content and (_LOW if lowered else _POWER).search(f"{before[-8:]}^{number}"):
            self.put(number.translate(_LOWERED if lowered else _RAISED), tag.start(), content.end())
            return content.end()
        if not lowered and not _ORDINAL.search(f"{before[-1:]}^{number}"):
            self._hidden, self._depth = tag[2].lower(), 1
        return tag.end()

    def _keep(self, start: int, end: int) -> None:
        if start < end:
            self._close_gap()
            self._draft.keep(start, end)

    def _close_gap(self) -> None:
        if self._gap:
            if self._draft.last:
                self._draft.put(self._gap, self._from, self._to)
            self._gap = ""


SPACE, LINE, BLOCK, CELL = " ", "\n", "\n\n", "\n|\n"
GAPS = ("", SPACE, LINE, BLOCK, CELL)
"""From narrow to wide: nothing is read across that of cells."""

_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+(?:>|\Z)""")
_COMMENT_END = re.compile(r"--!?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_BLANKS = " \t\n\f\r"
_BLANK = re.compile(rf"[{_BLANKS}]*+")
_SPECIAL = re.compile(rf"{_ENTITY.pattern}|(?:[\t\n\f\r]|[ ](?=[{_BLANKS}]))[{_BLANKS}]*+")

_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "iframe", "noembed", "noframes", "textarea")
}
_HIDDEN = {
    **dict.fromkeys(("code", "kbd", "samp", "math", "svg", "select", "object"), CODE),
    **dict.fromkeys(("template", "del", "s", "strike"), ""),
}
"""Elements that are not read, with what is read in their place."""
_BLOCKS = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1
h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol p pre search section summary title ul
"""
_CELLS = "caption table tbody td tfoot th thead tr"
_GAP_OF = {"br": LINE} | dict.fromkeys(_BLOCKS.split(), BLOCK) | dict.fromkeys(_CELLS.split(), CELL)

_CONTENT = re.compile(r"([^<]{1,12})</su[bp]\s*>", re.IGNORECASE)
_POWER = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}\^(?:-?[23]|-1)$|(?<![\d.,])10\^-?[0-9]{1,2}$")
"""What has powers: the sign of a unit, and ten. A number behind anything else is the mark of a footnote."""
_LOW = re.compile(r"\^[0-9]{1,2}$")
_ORDINAL = re.compile(r"[0-9]\^[^\W\d_]{2}$")
_SLASH = r"\s?(?:/|⁄|&frasl;|&#8260;)\s?"
_FRACTION = re.compile(rf"<sup>([0-9]{{1,3}})</sup>{_SLASH}<sub>([0-9]{{1,3}})</sub>", re.IGNORECASE)
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("-0123456789", "₋₀₁₂₃₄₅₆₇₈₉")
