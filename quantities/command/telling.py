"""What is given to read, one by one, to what is printed of it: the work that several processes share."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

from quantities import pipeline, reports
from quantities.command.desk import Desk
from quantities.errors import SourceError
from quantities.frozen import replace
from quantities.model import Verdict
from quantities.reports.story import Hidden, Story, Told, View
from quantities.sources import Source, read

if TYPE_CHECKING:
    from quantities.command.inputs import Given, Task
    from quantities.configuration.settings import Settings
    from quantities.judging import ImpliedRates
    from quantities.judging.rates import Implied
    from quantities.showing.baseline import Baseline, Known


_RENDER = {"check": "findings", "extract": "quantities", "explain": "explanations"}


class Teller:
    """How to tell: a command in a format. It pickles, and what it tells depends on nothing else.

    With `fix` every certain correction is made first, and what is left is told. What a baseline that is to be `written`
    will know is not told any more; with `idle` comments that hide nothing are noted. With `strict` what nobody foresaw
    is raised instead of told. The desks are kept, so that each is set up once.
    """

    def __init__(
        self,
        command: str,
        form: str,
        view: View,
        *,
        fix: bool = False,
        written: Baseline | None = None,
        idle: bool = False,
        strict: bool = False,
        across: ImpliedRates | None = None,
    ) -> None:
        self.command, self.form, self.view = command, form, view
        self.fix, self.strict, self.across = fix, strict, across
        self.written, self.idle = written, idle
        self._desks: dict[Settings, Desk] = {}

    def __getstate__(self) -> dict[str, object]:
        return self.__dict__ | {"_desks": {}}

    def desk(self, settings: Settings) -> Desk:
        """The desk for these settings. Raises QuantitiesError for what is wrong in them."""
        if settings not in self._desks:
            self._desks[settings] = Desk.of(settings)
        return self._desks[settings]

    def told(self, task: Task) -> Told:
        """What is to be told of it. Does not raise, unless `strict`: what goes wrong is told as well."""
        try:
            story = self.story(task)
            if self.fix:
                story = self.mended(story, task)
            render = getattr(import_module(reports.module(self.form)), _RENDER[self.command])
            return Told.of(story, "".join(render(story, self.view)))
        except SourceError as error:
            return Told.unread(error)
        except MemoryError:
            return Told.unread(_unread(task.given, "too much for the memory of this machine"))
        except Exception as error:
            if self.strict:
                raise
            return Told.unread(_unread(task.given, bug(error)))

    def story(self, task: Task) -> Story:
        """What is read, with what there is to tell of it. Raises SourceError for what cannot be read."""
        return self.judged(self._text_of(task), task)

    def mended(self, story: Story, task: Task) -> Story:
        """The story of the file with every certain correction made in it: what is left to a person, and how many were.

        Nothing is written unless every figure that was mended agrees then. Raises SourceError for what is no file.
        """
        from quantities import fixing

        shown = story.shown(self.view._replace(everything=False))
        done = fixing.fixed(story.source, shown)
        if not done.mended:
            return story
        again = self.judged(Source(story.source.path, done.text), task)
        before = len(done.left) + story.hidden.total
        if len(again.shown(self.view._replace(everything=False))) + again.hidden.total > before:
            return story
        fixing.rewrite(story.source, done.written)
        return replace(self.story(task), mended=len(done.mended))

    def implied(self, task: Task) -> Implied:
        """The exchange rates that it implies: none where it cannot be read, which is said when it is told."""
        try:
            return pipeline.rates_of(self._text_of(task).text, lexicon=self.desk(task.settings).lexicon)
        except Exception:
            return {}

    def _text_of(self, task: Task) -> Source:
        given, settings = task.given, task.settings
        if isinstance(given, SourceError):
            raise given
        if isinstance(given, Source):
            return given
        if isinstance(given, str):
            return read(given, settings.encoding, settings.input_format)
        from quantities.sources import delimited, json_lines

        if isinstance(given, delimited.Row):
            return delimited.source(given, settings.column)
        return json_lines.source(given, settings.encoding, settings.column)

    def judged(self, source: Source, task: Task) -> Story:
        """What there is to tell of a text, with the settings of a task."""
        desk = self.desk(task.settings)
        lexicon, kinds = desk.lexicon, desk.kinds
        if self.command == "extract":
            return Story(source, pipeline.extract(source.text, lexicon=lexicon, kinds=kinds))
        options = desk.options._replace(across=self.across).of(source, lexicon)
        review = pipeline.review(source.text, lexicon=lexicon, kinds=kinds, **options)
        story = Story(source, review.quantities, review.findings, review.left, lexicon, desk.selection)
        return story if self.command == "explain" else self._hiding(story, desk)

    def _hiding(self, story: Story, desk: Desk) -> Story:
        """The story without the findings that its comments ignore, and without those that a baseline knows."""
        source, baseline = story.source, self.written or desk.baseline
        shown = [finding for finding in story.findings if desk.selection.severity(finding)]
        notes: list[str] = []
        known: Known | None = None
        stay = shown
        if "<!--" in source.written:
            from quantities.showing.suppression import hushed

            stay, notes, idle = hushed(source, shown, desk.lexicon)
            notes += idle if self.idle else []
        ignored = len(shown) - len(stay)
        if baseline:
            from quantities.showing.baseline import Known

            stay, prints = baseline.split(source, stay)
            known = Known(baseline.path, source.path, desk.codes(self.across), prints)
        dropped = {id(finding) for finding in shown} - {id(finding) for finding in stay}
        findings = [finding for finding in story.findings if id(finding) not in dropped]
        pairs = sum(id(finding) in dropped and finding.verdict is not Verdict.UNCHECKED for finding in shown)
        return replace(story, findings=findings, hidden=Hidden(ignored, known, tuple(notes), pairs))


def weight(task: Task) -> int:
    """About how many characters there are to read."""
    given = task.given
    if isinstance(given, str):
        try:
            return os.stat(given).st_size
        except OSError:
            return 0
    if isinstance(given, SourceError):
        return 0
    return len(given.text if isinstance(given, Source) else given.content)


def bug(error: Exception) -> str:
    """What to say of an error that nobody foresaw."""
    return f"a bug of this program: {error!r}; python -X dev -m quantities shows where, please report it"


def _unread(given: Given, problem: str) -> SourceError:
    """What to say where the reading of it came to nothing."""
    if isinstance(given, str):
        return SourceError(given, problem)
    if isinstance(given, Source):
        return SourceError(given.path, problem, given.record)
    return SourceError(given.path, problem, given.line if isinstance(given, SourceError) else given.number)
