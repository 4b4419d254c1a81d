"""What is given to read, one by one, to what is printed of it: the work that several processes share."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from quantities import pipeline
from quantities.errors import SourceError
from quantities.options import Options
from quantities.reports.story import Story, Tally, View
from quantities.sources import Source, read

if TYPE_CHECKING:
    from quantities.json_lines import Line
    from quantities.judging.rates import Story as Implied
    from quantities.lexicon import Lexicon
    from quantities.model import Kind


_RENDER = {"check": "findings", "extract": "quantities", "explain": "explanations"}


class Told(NamedTuple):
    """What is printed of one given thing, what there was to count in it, and what was wrong, if anything."""

    text: str
    tally: Tally
    trouble: str = ""


class Teller(NamedTuple):
    """How to tell: a command with its options. It pickles, and what it tells depends on nothing else."""

    command: str
    form: str
    view: View
    lexicon: Lexicon
    kinds: frozenset[Kind]
    encoding: str | None = None
    strict: bool = False
    """Raise what nobody foresaw instead of telling it."""
    options: Options = Options()

    def told(self, given: str | Source | Line | SourceError) -> Told:
        """What is to be told of it. Does not raise, unless `strict`: what goes wrong is told as well."""
        try:
            story = self._story(self._text_of(given))
            render = getattr(import_module(f"quantities.reports.{self.form}"), _RENDER[self.command])
            return Told("".join(render([story], self.view)), story.tally)
        except SourceError as error:
            return Told("", Tally(), str(error))
        except MemoryError:
            return Told("", Tally(), f"{_name(given)}: too much for the memory of this machine")
        except Exception as error:
            if self.strict:
                raise
            return Told("", Tally(), f"{_name(given)}: {bug(error)}")

    def implied(self, given: str | Source | Line | SourceError) -> Implied:
        """The exchange rates that it implies: none where it cannot be read, which is said when it is told."""
        from quantities.judging.rates import Story as Implied

        try:
            return pipeline.rates_of(self._text_of(given).text, lexicon=self.lexicon)
        except Exception:
            return Implied(())

    def _text_of(self, given: str | Source | Line | SourceError) -> Source:
        if isinstance(given, SourceError):
            raise given
        if isinstance(given, Source):
            return given
        if isinstance(given, str):
            return read(given, self.encoding)
        from quantities import json_lines

        return json_lines.source(given, self.encoding)

    def _story(self, source: Source) -> Story:
        if self.command == "extract":
            return Story(source, pipeline.extract(source.text, lexicon=self.lexicon, kinds=self.kinds))
        options = self.options.of(source, self.lexicon)
        review = pipeline.review(source.text, lexicon=self.lexicon, kinds=self.kinds, **options)
        if self.command == "explain":
            return Story(source, review.quantities, left=review.left, lexicon=self.lexicon)
        return Story(source, review.quantities, review.findings)


def weight(given: str | Source | Line | SourceError) -> int:
    """About how many characters there are to read."""
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


def _name(given: str | Source | Line | SourceError) -> str:
    if isinstance(given, str | SourceError):
        return str(given)
    return given.name if isinstance(given, Source) else f"{given.path}:{given.number}"
