"""Text for people: `path:line:col`, the line with both figures marked, each figure computed from the other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quantities.model import Finding, Form, Quantity, Reason, Verdict, json_number
from quantities.reports.excerpt import excerpts, one_line, visible
from quantities.reports.figures import both, mended
from quantities.reports.story import UNSELECTED, Story, Tally, Told, View, compared, counted, place
from quantities.showing.codes import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from quantities.sources import Source

_REASONS = {
    Reason.DIMENSIONS: "different dimensions",
    Reason.NO_RATE: "no exchange rate",
    Reason.UNKNOWN_UNIT: "unknown unit",
    Reason.DIFFERENT_SHAPE: "different shape",
    Reason.NOT_A_CONVERSION: "not a conversion",
    Reason.RETOLD: "perhaps told twice",
}
_COLOURS: dict[Severity | None, str] = {Severity.ERROR: "1;31", Severity.WARNING: "1;33"}
MARGIN = 8
"""So wide is what stands before a line of a text."""
_SIGNS = {Verdict.EXACT: "=", Verdict.ROUNDED: "≈", Verdict.LOOSE: "~"}


def findings(story: Story, view: View) -> Iterator[str]:
    """A block for every finding of the selection and every disagreement, and a line for every other pair."""
    for finding in story.shown(view):
        full = in_full(story, finding)
        lines = _block(story, finding, view) if full else [aside(story, finding, view)]
        yield "".join(f"{line}\n" for line in lines)


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """What is told of each story, as it comes; behind the findings a line that sums them up, or statistics."""
    tally = Tally()
    yield from counted(told, tally)
    if view.command == "check":
        yield _Paint(view.colour).bold(summary(tally)) + "\n"
    if view.statistics:
        from quantities.reports import statistics

        yield "\n" + statistics.table(tally)


def quantities(story: Story, view: View) -> Iterator[str]:
    """A line for every quantity: place, surface, kind, number and unit, and what else is known of it."""
    paint = _Paint(view.colour)
    for quantity in story.quantities:
        what = "  ".join((one_line(quantity.surface), quantity.kind.value, amount(quantity), *_more(quantity)))
        yield f"{_where(story.source, quantity.start, paint)} {what}\n"


def explanations(story: Story, view: View) -> Iterator[str]:
    """How every quantity was read, and why the other places with figures were left alone."""
    paint = _Paint(view.colour)
    for told, lines in (explained := story.explained()):
        yield f"{_where(story.source, told.start, paint)} {one_line(told.surface)}\n"
        yield "".join(f"    {visible(line)}\n" for line in lines)
    if not explained:
        yield f"{visible(story.source.name)}: no figures\n"


def summary(tally: Tally) -> str:
    """How much was read, how the pairs were judged, and why some were not.

    >>> summary(Tally(story=1, quantity=5, exact=1, unselected=1))
    '1 story, 5 quantities, 2 pairs: 1 exact, 1 not selected'
    """
    if not tally["story"]:
        return "no story was read"
    wrong = tally[Verdict.DISAGREE]
    words = {
        "exact": tally[Verdict.EXACT],
        "rounded": tally[Verdict.ROUNDED],
        "loose": tally[Verdict.LOOSE],
        "does not agree" if wrong == 1 else "do not agree": wrong,
        "not selected": tally[UNSELECTED],
        "ignored": tally["ignored"],
        "known": tally["known"],
    }
    judged = ", ".join(f"{count} {word}" for word, count in words.items() if count)
    read = f"{_counted(tally['story'], 'story', 'stories')}, {_counted(tally['quantity'], 'quantity', 'quantities')}"
    line = f"{read}, {_counted(compared(tally), 'pair', 'pairs')}" + (f": {judged}" if judged else "")
    if retold := tally[Reason.RETOLD]:
        line += f"; {retold} {_REASONS[Reason.RETOLD]}"
    if left := tally[Verdict.UNCHECKED] - retold:
        whys = {str(why): words for why, words in _REASONS.items() if why is not Reason.RETOLD}
        reasons = ", ".join(f"{count} {whys[why]}" for why, count in tally.most_common() if why in whys)
        line += f"; {left} not checked ({reasons})"
    return f"{line}; {tally['mended']} mended" if tally["mended"] else line


def amount(quantity: Quantity) -> str:
    """Number and unit of a quantity, as its record has them."""
    whole = quantity.magnitude
    numbers = quantity.ends or ((whole.number,) if whole else ())
    return f"{' to '.join(map(_number, numbers))} {quantity.unit}".rstrip()


def in_full(story: Story, finding: Finding) -> bool:
    """Whether there is more to tell of it than that it is there: of what is selected, and of what does not agree."""
    return story.selection.severity(finding) is not None or finding.verdict is Verdict.DISAGREE


def heading(story: Story, finding: Finding, view: View) -> str:
    """The place of a finding and its code."""
    paint = _Paint(view.colour)
    code = paint.severity(finding.code, story.selection.severity(finding))
    return f"{_where(story.source, place(finding), paint)} {code}"


def _block(story: Story, finding: Finding, view: View) -> Iterator[str]:
    """A finding with its lines, what each figure would have to be, and how to mend it."""
    paint = _Paint(view.colour)
    yield f"{heading(story, finding, view)} {visible(finding.message)}"
    room = view.columns and view.columns - MARGIN
    for number, shown, marks in excerpts(story.source, finding.source.span, finding.conversion.span, room):
        yield f"{number:>5} | {shown}"
        yield f"{'':>5} | {paint.marks(marks)}"
    if ways := list(mended(story, finding)):
        yield f"      = {'; '.join(f'{figure} is {other}' for figure, other in ways)}"
        yield f"      = fix: {'   or   '.join(paint.green(other) for _, other in ways)}"
    if finding.quoted:
        yield "      = inside quotation marks: change it only with the speaker's leave"
    if finding.note:
        yield f"      = note: {visible(finding.note)}"


def aside(story: Story, finding: Finding, view: View) -> str:
    """A pair that agrees, or that was not checked, on one line."""
    left, right = both(story, finding)
    where = _where(story.source, place(finding), _Paint(view.colour))
    if finding.verdict is Verdict.UNCHECKED:
        why = _REASONS[finding.reason] if finding.reason else "no reason given"
        why += f": {visible(finding.note)}" if finding.note else ""
        return f"{where} not checked ({why}): {left}, {right}"
    return f"{where} {finding.verdict.value}: {left} {_SIGNS[finding.verdict]} {right}"


def _where(source: Source, start: int, paint: _Paint) -> str:
    line, column = source.position(source.span(start, start)[0])
    return paint.bold(f"{visible(source.label)}:{line}:{column}:")


def _more(quantity: Quantity) -> Iterator[str]:
    """What is known of a quantity beside its number and unit, a phrase each."""
    if quantity.form is not Form.SINGLE:
        yield quantity.form.value
    if quantity.hedge:
        yield quantity.hedge.value
    if quantity.change:
        yield quantity.change.value
    if quantity.of:
        yield f"of {one_line(quantity.of)}"
    if quantity.senses:
        yield f"or {', '.join(map(str, quantity.senses))}"


def _number(number: Fraction) -> str:
    """A number in digits, to the precision of a float."""
    shown = json_number(number)
    return "beyond 1.8e308" if shown is None else f"{shown}"


def _counted(count: int, one: str, many: str) -> str:
    """A count with its noun, `no pairs` for none.

    >>> _counted(1, "story", "stories"), _counted(0, "pair", "pairs")
    ('1 story', 'no pairs')
    """
    return f"{count or 'no'} {one if count == 1 else many}"


class _Paint:
    """Colours, or none."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text

    def bold(self, text: str) -> str:
        return self._with("1", text)

    def severity(self, text: str, severity: Severity | None) -> str:
        """Red for an error, yellow for a warning."""
        return self._with(_COLOURS.get(severity, "1"), text)

    def green(self, text: str) -> str:
        return self._with("32", text)

    def marks(self, text: str) -> str:
        """The line of marks: the source's blue, the conversion's red."""
        text = re.sub(r"-+", lambda run: self._with("1;34", run[0]), text)
        return re.sub(r"\^+", lambda run: self._with("1;31", run[0]), text)
