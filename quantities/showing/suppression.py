"""Comments in a text that say which of its findings are not to be shown.

`<!-- quantities: ignore -->` is of the line that it stands on, or, alone on a line, of the next one that is not blank;
`ignore[Q201, Q1]` only of these codes, or of all that begin so. `off` holds up to the next `on`, or to the end. After
a colon or a dash may stand why. They are looked for in what is written in the file, of whatever format: an HTML
comment is what Markdown and HTML have, plain text shows it as it is, and a record holds it in its text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from quantities.errors import ConfigError, nearest
from quantities.frozen import NamedTuple
from quantities.showing.codes import matching, rules
from quantities.sources import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quantities.lexicon import Lexicon
    from quantities.model import Finding
    from quantities.sources import Source

WORDS = ("ignore", "off", "on")
_COMMENT = re.compile(r"<!--\s*+quantities\b\s*+(:?)([^<>]{0,300}?)-->", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\s*+([\w-]++)\s*+(?:\[([^\]]*+)\])?+\s*+(?:[:–—-].*+)?+", re.DOTALL)
_AROUND = " \t\r\n>*-"
"""What may stand beside a comment that is alone on its line: blanks, and the signs of lists and quotations."""
_MARGIN = 40
"""So many of them: what stands between more is not alone."""
_BLANK = re.compile(r"[ \t\r\n>*-]*+")
_FENCE = re.compile(r"^ {0,3}+(`{3,}+|~{3,}+)", re.MULTILINE)


class Directive(NamedTuple):
    """What a comment says, and where it stands in what is written; None for `codes` means all of them."""

    start: int
    end: int
    word: str
    codes: frozenset[str] | None

    def means(self, code: str) -> bool:
        """Whether it is of findings with this code."""
        return self.codes is None or code in self.codes


class Hushed(NamedTuple):
    """The findings to show, what was wrong with the comments, and which of them hide nothing."""

    shown: list[Finding]
    notes: list[str]
    idle: list[str]


def hushed(source: Source, findings: Sequence[Finding], lexicon: Lexicon) -> Hushed:
    """The findings as the comments in their text say."""
    comments = _comments(source) if "<!--" in source.written else []
    if not comments:
        return Hushed(list(findings), [], [])
    directives: list[Directive] = []
    notes: list[str] = []
    for comment in comments:
        try:
            directives.append(_directive(comment, lexicon))
        except ConfigError as error:
            notes.append(f"{_where(source, comment.start())}: {error}")
    reach = _Reach(source, directives)
    shown = [finding for finding in findings if not reach.hides(finding)]
    idle = [
        f"{_where(source, one.start)}: this {one.word!r} hides nothing: take it away" for one in reach.idle(directives)
    ]
    return Hushed(shown, notes, idle)


class _Reach:
    """Which lines, and which parts of a text, its directives are of."""

    def __init__(self, source: Source, directives: Sequence[Directive]) -> None:
        self._source, self._used = source, set[Directive]()
        self._lines: dict[int, list[Directive]] = {}
        self._off: list[Directive] = []
        self._ends: list[int] = []
        below: dict[int, int] = {}  # for what is alone on its line, by its start: the line that it is of
        for one in reversed(directives):
            if one.word == "ignore":
                line = _line(source, one, below)
                self._lines.setdefault(line, []).append(one)
        for one in directives:
            if one.word == "off" and len(self._ends) == len(self._off):
                self._off.append(one)
            elif one.word == "on" and len(self._ends) < len(self._off):
                self._ends.append(one.start)

    def hides(self, finding: Finding) -> bool:
        """Whether a finding is not to be shown."""
        first, second = sorted((finding.source.span, finding.conversion.span))
        start, end = self._source.span(*first)[0], self._source.span(*second)[1]
        number = bisect_right(self._off, start, key=lambda one: one.start) - 1
        if number >= 0 and (number == len(self._ends) or start < self._ends[number]):
            self._used.add(self._off[number])
            return True
        lines = range(self._source.position(start).line, self._source.position(end - 1).line + 1)
        by = [one for line in lines for one in self._lines.get(line, ()) if one.means(finding.code)]
        self._used.update(by)
        return bool(by)

    def idle(self, directives: Iterable[Directive]) -> list[Directive]:
        """Those that hid nothing."""
        return [one for one in directives if one.word != "on" and one not in self._used]


def _comments(source: Source) -> list[re.Match[str]]:
    """The comments that may be meant, but not those that Markdown shows as code."""
    written = source.written
    code = _code(written) if forms.named(source.path, source.form) == "markdown" else []
    return [
        found
        for found in _COMMENT.finditer(written)
        if (found[1] or _is_meant(found[2]))
        and not (code and (written[found.start() - 1 : found.start()] == "`" or _within(code, found.start())))
    ]


def _is_meant(said: str) -> bool:
    """Whether a comment without a colon is a directive for all that, and not a word on quantities."""
    read = _DIRECTIVE.fullmatch(said.strip())
    return bool(read and read[1].lower() in WORDS)


def _directive(comment: re.Match[str], lexicon: Lexicon) -> Directive:
    """What a comment says. Raises ConfigError for what is no directive."""
    said = comment[2].strip()
    read = _DIRECTIVE.fullmatch(said)
    word = read[1].lower() if read else ""
    if not comment[1] and word in WORDS:
        raise ConfigError(f"a colon is missing: write <!-- quantities: {said} -->")
    if read is None or word not in WORDS:
        first = said.split()[0] if said else ""
        if first.lower() in WORDS:
            raise ConfigError(f"{said!r} is no directive: codes stand in [ ], and a reason behind a colon")
        raise ConfigError(f"no directive {first!r}{nearest(first.lower(), WORDS)}: use ignore, ignore[Q101], off or on")
    if read[2] is None:
        return Directive(*comment.span(), word, None)
    if word != "ignore":
        raise ConfigError(f"{word} is of all codes: for some of them write ignore[{read[2]}] at every line")
    codes = matching(read[2].split(","), rules(lexicon))
    return Directive(*comment.span(), word, frozenset(codes))


def _line(source: Source, one: Directive, below: dict[int, int]) -> int:
    """The line that a directive is of: its own, or below it where it is alone; those further down are known by now."""
    written, here = source.written, source.position(one.start).line
    line_start, line_end = source.line(here)[0], source.line(source.position(one.end - 1).line)[1]
    if max(one.start - line_start, line_end - one.end) > _MARGIN:
        return here
    if written[line_start : one.start].strip(_AROUND) or written[one.end : line_end].strip(_AROUND):
        return here
    following = _BLANK.match(written, line_end)
    at = following.end() if following else line_end
    below[one.start] = below.get(at) or source.position(at).line
    return below[one.start]


def _code(written: str) -> list[tuple[int, int]]:
    """The parts of a Markdown text that stand between fences."""
    parts: list[tuple[int, int]] = []
    open_at, fence = -1, ""
    for found in _FENCE.finditer(written):
        if open_at < 0:
            open_at, fence = found.start(), found[1]
        elif found[1].startswith(fence):
            parts.append((open_at, found.end()))
            open_at = -1
    return [*parts, (open_at, len(written))] if open_at >= 0 else parts


def _within(parts: list[tuple[int, int]], offset: int) -> bool:
    number = bisect_right(parts, (offset, offset)) - 1
    return number >= 0 and offset < parts[number][1]


def _where(source: Source, offset: int) -> str:
    return f"{source.label}:{source.position(offset).line}"
