"""Corrections chosen by a person, one finding after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.errors import SourceError
from quantities.fixing import as_mended, can_take, in_file, overlap, rewrite, ways
from quantities.frozen import replace
from quantities.reports import text
from quantities.reports.figures import worded
from quantities.reports.story import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from quantities.command.inputs import Task
    from quantities.command.telling import Teller
    from quantities.model import Correction, Finding
    from quantities.reports.story import Story

    Ask = Callable[[str], str]
    Show = Callable[[str], None]

_HELP = "a number makes that change, n leaves it as it is, q ends here and keeps what was chosen"


class _Enough(Exception):  # noqa: N818  no error: whoever was asked has had enough
    """Nothing more is to be asked. `chosen` is what was."""

    def __init__(self, chosen: list[Correction]) -> None:
        super().__init__("enough")
        self.chosen = chosen


def told(teller: Teller, tasks: Iterable[Task], show: Show, ask: Ask) -> Generator[Told, None, None]:
    """What is left of every story when its findings were shown, asked about and mended as was answered.

    `ask` puts a question and gives the answer. A file is written when its last finding was asked about.
    """
    for task in tasks:
        story = None
        try:
            story = teller.story(task)
            wanted, enough = _asked(story, teller, show, ask), False
        except _Enough as stop:
            wanted, enough = stop.chosen, True
        except SourceError as error:
            yield Told.unread(error)
            continue
        assert story is not None
        yield _mended(story, wanted, teller, task)
        if enough:
            return


def _mended(story: Story, wanted: list[Correction], teller: Teller, task: Task) -> Told:
    source = story.source
    if wanted:
        try:
            rewrite(source, in_file(source, wanted))
            story = replace(teller.story(task), mended=len(wanted))
        except SourceError as error:
            return Told.unread(error)
    return Told.of(story, "")


def _asked(story: Story, teller: Teller, show: Show, ask: Ask) -> list[Correction]:
    """The corrections that a person wants; what has none that can be made is shown and not asked about.

    Raises _Enough where no more is wanted.
    """
    wanted: list[Correction] = []
    for finding in story.shown(teller.view):
        show("".join(text.findings(replace(story, findings=[finding]), teller.view)))
        offered = [mend for mend in ways(finding) if mend and can_take(story.source, mend)]
        if any(overlap(mend, other) for mend in offered for other in wanted):
            offered = []  # what was chosen before stands in its place
        if not offered:
            continue
        answer = _answer(offered, story, finding, ask)
        if answer == "q":
            raise _Enough(wanted)
        if answer != "n":
            wanted.append(offered[int(answer) - 1])
    return wanted


def _answer(offered: list[Correction], story: Story, finding: Finding, ask: Ask) -> str:
    """One of the numbers of what is offered, `n` or `q`; whoever answers anything else is asked again."""
    numbers = [str(number) for number in range(1, len(offered) + 1)]
    shown = [f"[{number}] {_as_mended(story, finding, mend)}" for number, mend in zip(numbers, offered, strict=True)]
    answer = ask(f"{'  '.join(shown)}  [n]o  [q]uit? ").strip().lower()[:1]
    while answer not in (*numbers, "n", "q"):
        answer = ask(f"{_HELP}: ").strip().lower()[:1]
    return answer


def _as_mended(story: Story, finding: Finding, mend: Correction) -> str:
    """The figure that a correction is of, as it would read."""
    figure = finding.conversion if mend.start in range(*finding.conversion.span) else finding.source
    return worded(story, figure, as_mended(figure, mend))
