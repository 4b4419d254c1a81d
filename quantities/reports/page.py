"""One page for people: every story with its figures marked, every pair with its picture, and what it all comes to.

It is one file, to be opened from the disk: it fetches nothing and its policy forbids it to. Whatever is printed on it
goes through `_shown` and is escaped, so that a text with markup, script or control characters shows as text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from quantities import __version__
from quantities.frozen import NamedTuple
from quantities.model import Finding, Kind, Quantity, Reason, Unit, Verdict
from quantities.reports import picture, text
from quantities.reports.excerpt import one_line, visible
from quantities.reports.figures import both, mended
from quantities.reports.marking import Figure, pieces
from quantities.reports.picture import Picture
from quantities.reports.story import UNSELECTED, Story, Tally, Told, View, compared
from quantities.sources.markup.html import CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import jinja2

    from quantities.errors import SourceError
    from quantities.lexicon import Lexicon
    from quantities.sources import Source

FEW = 6
"""So many stories are all shown open."""
SHORT = 12
"""So many figures that nothing is claimed of are all shown open."""


LEFT_OUT = "…"
"""What is shown of code."""
EXACT = 10**9
"""What was read is shown to so much of itself."""


class _Words(NamedTuple):
    """What a verdict is called, its sign, and what it means."""

    name: str
    sign: str
    meaning: str


VERDICTS: dict[str, _Words] = {
    Verdict.DISAGREE: _Words("do not agree", "≠", "No rounding that people use makes one figure of the other."),
    UNSELECTED: _Words("not selected", "≠", "They do not agree, by a rule that was not asked for."),
    Verdict.LOOSE: _Words("loose", "~", "Both may be meant, but neither is the other as people round."),
    Verdict.ROUNDED: _Words("rounded", "≈", "One, converted, is the other at a coarser step that its digits allow."),
    Verdict.EXACT: _Words("exact", "=", "One, converted, is the other to its last digit."),
    Verdict.UNCHECKED: _Words("not checked", "?", "There is nothing to compare them by."),
}
"""How pairs stand, in the order in which that matters to a reader."""
_RANK = {verdict: rank for rank, verdict in enumerate(VERDICTS)}


class _Row(NamedTuple):
    """A pair in the table."""

    number: int
    finding: Finding
    at: int
    place: str
    source: str
    conversion: str
    says: str
    computed: str
    mended: list[tuple[str, str]]
    unit: str
    picture: Picture | None
    standing: str


class _Unpaired(NamedTuple):
    """A figure that nothing was claimed of, or a place that was left alone, with what was made of it."""

    start: int
    place: str
    words: str
    kind: str
    says: str


def findings(story: Story, view: View) -> Iterator[str]:
    """What the page has on a story: its text, its pairs, and what was read and not paired."""
    pairs = sorted(story.findings, key=lambda finding: (finding.source.start, finding.conversion.start))
    figures = _figures(story, pairs)
    yield (
        _environment()
        .get_template("story.html")
        .render(
            id=_anchor(story.source.name),
            pieces=pieces(_text(story.source), figures.values()),
            empty=not story.source.text.strip(),
            plain=story.source.readable is None,
            rows=[_row(story, number, finding) for number, finding in enumerate(pairs, 1)],
            unpaired=[_unpaired(story, q) for q in story.quantities if not figures[q.span].verdict],
            left=list(_left(story)),
            verdicts=VERDICTS,
            short=SHORT,
        )
    )


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The whole page: totals, what they are of, the stories, and how it was done."""
    environment = _environment()
    stories: list[Told] = []
    unread: list[SourceError] = []
    total = Tally()
    for one in told:
        total.update(one.tally)
        if one.trouble:
            unread.append(one.trouble)
        else:
            stories.append(one)
    stream = environment.get_template("page.html").stream(
        stories=[(_anchor(one.name), one) for one in stories],
        unread=unread,
        total=total,
        summary=text.summary(total),
        shares=_shares(total),
        heading=_heading(total),
        kinds=[(kind.value, total[kind]) for kind in Kind if total[kind]],
        verdicts={name: words for name, words in VERDICTS.items() if name != UNSELECTED or total[name]},
        few=len(stories) <= FEW,
        short=SHORT,
        version=__version__,
        shares_of=_shares,
    )
    stream.enable_buffering(100)
    yield from stream


# -- a story ---------------------------------------------------------------------------------------------------------


def _figures(story: Story, pairs: Sequence[Finding]) -> dict[tuple[int, int], Figure]:
    """Every figure by its place, each with the verdict of its pair: of several pairs, the one that matters most."""
    judged: dict[tuple[int, int], tuple[str, int]] = {}
    kinds = {quantity.span: quantity.kind for quantity in story.quantities}
    for number, finding in enumerate(pairs, 1):
        standing = story.standing(finding)
        for quantity in (finding.source, finding.conversion):
            kinds[quantity.span] = quantity.kind
            for place in {quantity.span, quantity.series or quantity.span}:
                best = judged.get(place)
                if best is None or _RANK[standing] < _RANK[best[0]]:
                    judged[place] = standing, number
    members = {quantity.span: quantity.series for quantity in story.quantities if quantity.series}
    found = {}
    for place, kind in kinds.items():
        verdict, number = judged.get(place) or judged.get(members.get(place, place)) or ("", 0)
        found[place] = Figure(*place, kind.value, verdict, number)
    return found


def _text(source: Source) -> str:
    """The text as it is read, sign for sign; but the cells of a table, which are read apart, on a line a row.

    Of code only a sign is read, which keeps apart what is around it; it is shown as left out.
    """
    if not source.readable:
        return source.text

    def laid_out(apart: re.Match[str]) -> str:
        between = source.written[slice(*source.span(*apart.span()))].lower()
        if apart[0] == CODE:
            return LEFT_OUT if len(between) > 1 and between[0] in "`<" else CODE
        if "<" not in between and _BLANK_LINE.search(between):
            return " \n\n"
        return "  \n" if _ROW_END.search(between) or ("<" not in between and "\n" in between) else " | "

    return _APART.sub(laid_out, source.text)


def _row(story: Story, number: int, finding: Finding) -> _Row:
    expected = finding.expected
    unit = _unit_words(story, expected and expected.unit)
    return _Row(
        number,
        finding,
        finding.source.start,
        _where(story, finding.source.start),
        *both(story, finding),
        finding.message[:1].upper() + finding.message[1:],
        picture.computed(finding) if expected and expected.unit != finding.source.unit else "",
        list(mended(story, finding)),
        unit,
        picture.picture(finding, unit),
        story.standing(finding),
    )


def _unit_words(story: Story, unit: Unit | None, *, one: bool = False) -> str:
    """A measure or an age as people say it, of one or of more; every other unit as its record has it."""
    if unit is None:
        return ""
    if unit.kind not in (Kind.MEASURE, Kind.AGE):
        return unit.expression.replace("_", " ")
    from quantities.judging.grammar import Pairing
    from quantities.judging.wording import plural, singular

    return singular(unit) if one else plural(unit, _lexicon(story).compiled(Pairing).words["plurals"])


def _unpaired(story: Story, quantity: Quantity) -> _Unpaired:
    place, words = _where(story, quantity.start), one_line(quantity.surface)
    return _Unpaired(quantity.start, place, words, quantity.kind.value, _read_as(story, quantity))


def _read_as(story: Story, quantity: Quantity) -> str:
    """Number and unit of a quantity, as people say them."""
    whole = quantity.magnitude
    numbers = quantity.ends or ((whole.number,) if whole else ())
    told = " to ".join(picture.written(number, abs(number) / EXACT) for number in numbers)
    return f"{told} {_unit_words(story, quantity.unit, one=[*numbers] == [1])}".rstrip()


def _left(story: Story) -> Iterator[_Unpaired]:
    from quantities import explanation

    for left in story.left:
        [line] = explanation.of_left(left, story.lexicon)
        yield _Unpaired(
            left.start, _where(story, left.start), one_line(left.surface), "", line.removeprefix("left alone: ")
        )


def _where(story: Story, start: int) -> str:
    line, column = story.source.position(story.source.span(start, start)[0])
    return f"{line}:{column}"


def _lexicon(story: Story) -> Lexicon:
    from quantities.lexicon import Lexicon

    return story.lexicon or Lexicon.default()


# -- the page --------------------------------------------------------------------------------------------------------


def _heading(tally: Tally) -> str:
    """What it all comes to, of as many pairs as the summary has.

    >>> _heading(Tally(exact=1, disagree=1, hidden=1)), _heading(Tally(exact=1, unselected=2))
    ('1 of 3 pairs does not agree', 'All pairs agree but 2 left out')
    """
    pairs, wrong = compared(tally), tally[Verdict.DISAGREE]
    if not pairs:
        return "No pairs of figures to check"
    if wrong:
        return f"{wrong} of {pairs} {'pair' if pairs == 1 else 'pairs'} {'does' if wrong == 1 else 'do'} not agree"
    left_out = tally[UNSELECTED] + tally["hidden"]
    if left_out == pairs:
        return f"All pairs ({pairs}) are left out"
    return f"All pairs agree but {left_out} left out" if left_out else "All pairs agree"


def _shares(tally: Tally) -> list[tuple[str, int, float, float]]:
    """How pairs stand, with their counts, and where the share of each begins and how wide it is, of 100."""
    total = sum(tally[verdict] for verdict in VERDICTS)
    shares, at = [], 0.0
    for verdict in VERDICTS:
        if count := tally[verdict]:
            shares.append((verdict, count, round(at, 3), round(100 * count / total, 3)))
            at += 100 * count / total
    return shares


def _anchor(name: str) -> str:
    """What the parts of a story are called in links: the same in all processes."""
    from hashlib import blake2s

    return "s" + blake2s(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


@cache
def _environment() -> jinja2.Environment:
    """The templates, ready for use; what they are given is escaped, and what is missing is an error."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("quantities", "data/report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    source = environment.loader.get_source if environment.loader else None
    assert source
    for name in ("style", "script"):
        words = source(environment, f"page.{'css' if name == 'style' else 'js'}")[0]
        environment.globals[name] = Markup(words)  # noqa: S704  files of this package
        environment.globals[f"{name}_hash"] = _hash(words)
    environment.globals["Reason"] = Reason
    return environment


def _hash(words: str) -> str:
    """What a policy calls the style or the script that it allows."""
    from base64 import b64encode
    from hashlib import sha256

    return f"sha256-{b64encode(sha256(words.encode()).digest()).decode()}"


def _shown(thing: Any) -> Any:
    """What the template prints: text with every character visible that could change how others are read."""
    if not isinstance(thing, str) or hasattr(thing, "__html__"):
        return thing
    return "\n".join(map(visible, _LINE_END.split(thing)))


_ROW_END = re.compile(r"</?(?:tr|table)\b")
_BLANK_LINE = re.compile(r"\n[ \t\r]*+\n")
_APART = re.compile(rf"\n\|\n|{CODE}")
_LINE_END = re.compile(r"\r\n|\r|\n")
