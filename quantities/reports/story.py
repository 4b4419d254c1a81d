"""What every format is given: a text with what was read and judged in it, and what of that to show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quantities.frozen import Frozen, NamedTuple
from quantities.model import Finding, Kind, Left, Quantity, Reason, Verdict
from quantities.showing.codes import Severity
from quantities.showing.selection import Selection, everyday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quantities.errors import SourceError
    from quantities.lexicon import Lexicon
    from quantities.showing.baseline import Known
    from quantities.sources import Source


Tally = Counter[str]
"""How many stories there are (`story`), quantities in them (`quantity`) and of each kind (`money`), findings of
each standing, reason and code, and of each verdict in each dimension (`disagree [length]`; `disagree money`), and those
that fail the run (`failing`), were corrected (`mended`), or are hidden by a comment (`ignored`) or as `known`; how many
of these are pairs (`hidden`)."""
UNSELECTED = "unselected"
"""The standing of what does not agree, by a rule that was not asked for."""
JUDGED = (Verdict.EXACT, Verdict.ROUNDED, Verdict.LOOSE, Verdict.DISAGREE, UNSELECTED)
"""How a pair can stand that was compared."""


class View(NamedTuple):
    """What the reader asked for: the command, every pair or only what its selection shows, colours, statistics.

    `columns` is how wide the terminal is, where there is one.
    """

    everything: bool = False
    colour: bool = False
    command: str = "check"
    statistics: bool = False
    columns: int | None = None


class Told(NamedTuple):
    """What a format says of one story (`name`), and what there was to count in it; or what was wrong with it.

    `unrated` says of each pair of money that is not shown why there was no rate where there might have been one.
    """

    text: str
    tally: Tally
    name: str = ""
    trouble: SourceError | None = None
    notes: tuple[str, ...] = ()
    known: Known | None = None
    unrated: tuple[str, ...] = ()

    @classmethod
    def of(cls, story: Story, text: str) -> Told:
        """What was made of a story, with what is to be said of it besides."""
        hidden = story.hidden
        return cls(text, story.tally, story.source.name, None, hidden.notes, hidden.known, story.unrated)

    @classmethod
    def unread(cls, trouble: SourceError) -> Told:
        """What there is to say of what could not be read."""
        return cls("", Tally(), trouble=trouble)


def compared(tally: Tally) -> int:
    """How many pairs were compared, shown or not."""
    return sum(tally[standing] for standing in JUDGED) + tally["hidden"]


def counted(told: Iterable[Told], tally: Tally) -> Iterator[str]:
    """What is said of each story, as it comes; what there was to count is added to the tally."""
    for one in told:
        tally.update(one.tally)
        yield one.text


class Hidden(NamedTuple):
    """What of a story is not to be shown: how many findings comments ignore, and which ones a baseline knows.

    With notes on comments that are wrong; and how many `pairs` there would be more, had they been judged aloud.
    """

    ignored: int = 0
    known: Known | None = None
    notes: tuple[str, ...] = ()
    pairs: int = 0

    @property
    def total(self) -> int:
        """How many findings are hidden."""
        return self.ignored + (len(self.known.prints) if self.known else 0)


class Story(Frozen):
    """A text, its quantities and its findings; what was left alone, and the lexicon it was read with, to explain it.

    The `selection` says which findings are shown, and which of those fail the run; `mended` counts those that were
    corrected before, and what is `hidden` is not among the findings.
    """

    source: Source
    quantities: Sequence[Quantity]
    findings: Sequence[Finding]
    left: Sequence[Left]
    lexicon: Lexicon | None
    selection: Selection
    mended: int
    hidden: Hidden

    def __init__(
        self,
        source: Source,
        quantities: Sequence[Quantity],
        findings: Sequence[Finding] = (),
        left: Sequence[Left] = (),
        lexicon: Lexicon | None = None,
        selection: Selection | None = None,
        mended: int = 0,
        hidden: Hidden | None = None,
    ) -> None:
        super().__init__(
            source, quantities, findings, left, lexicon, selection or everyday(), mended, hidden or Hidden()
        )

    @property
    def tally(self) -> Tally:
        """What there is to count in it."""
        tally = Counter(story=1, quantity=len(self.quantities), mended=self.mended, hidden=self.hidden.pairs)
        tally.update(ignored=self.hidden.ignored, known=len(self.hidden.known.prints) if self.hidden.known else 0)
        tally.update(map(self.standing, self.findings))
        tally.update(finding.reason.value for finding in self.findings if finding.reason)
        tally.update(finding.code for finding in self.findings if finding.code)
        tally.update(f"{finding.verdict.value} {dimension(finding)}" for finding in self.findings)
        tally.update(quantity.kind.value for quantity in self.quantities)
        tally["failing"] = sum(self.selection.severity(finding) is Severity.ERROR for finding in self.findings)
        return tally

    @property
    def unrated(self) -> tuple[str, ...]:
        """Why there was no rate for money, for each pair that rates were looked up for and that only --all would show.

        Those are none that are ignored, nor those whose code was selected.
        """
        quiet = (
            finding
            for finding in self.findings
            if finding.reason is Reason.NO_RATE
            and self.selection.severity(finding) is None
            and finding.code not in self.selection.ignored
        )
        return tuple(finding.note for finding in quiet if finding.note)

    def standing(self, finding: Finding) -> str:
        """How a finding counts: by its verdict, but apart where that is of no rule that was asked for."""
        left_out = finding.verdict is Verdict.DISAGREE and self.selection.severity(finding) is None
        return UNSELECTED if left_out else finding.verdict.value

    def shown(self, view: View) -> list[Finding]:
        """The findings to show, in the order of the text."""
        return self.selection.shown(sorted(self.findings, key=place), everything=view.everything)

    def explained(self) -> list[tuple[Quantity | Left, list[str]]]:
        """Every quantity, and every place that was left alone, with its explanation, in the order of the text."""
        from quantities import explanation

        told: list[tuple[Quantity | Left, list[str]]] = [
            (quantity, explanation.of_quantity(quantity, self.source.text, self.lexicon))
            for quantity in self.quantities
        ]
        told += [(left, explanation.of_left(left, self.lexicon)) for left in self.left]
        return sorted(told, key=lambda pair: (pair[0].start, pair[0].end))


def dimension(finding: Finding) -> str:
    """What the source of a finding is an amount of: pint's dimensionality (`[length] ** 2`), or its kind (`money`)."""
    unit = finding.source.unit
    return unit.dimensionality or unit.kind.value if unit.kind is Kind.MEASURE else unit.kind.value


def place(finding: Finding) -> int:
    """Where a finding starts: at the first of its two figures."""
    return min(finding.source.start, finding.conversion.start)
