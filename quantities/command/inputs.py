"""What a command is given to read, one by one: files, folders, standard input, and records of files that hold many."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

from quantities import sources
from quantities.errors import SourceError, reason
from quantities.frozen import NamedTuple
from quantities.sources import forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from io import BufferedReader
    from typing import TypeAlias

    from quantities.configuration.settings import Settings
    from quantities.sources import Source
    from quantities.sources.delimited import Row
    from quantities.sources.lines import Line

Given: TypeAlias = "str | Source | Line | Row | SourceError"
"""A path, a text, a record not yet looked into, or what was wrong."""
_OWN_FILES = ("/dev/", "/proc/")
"""What another process may find something else behind."""


class Task(NamedTuple):
    """Something to read (a path is left to whoever reads it), and the settings it is read with."""

    given: Given
    settings: Settings


class Inputs:
    """What paths stand for: `tasks()` reads them in order, every time it is called.

    `settings` says what a path is read with, `excluded` what of a folder is left out. `form` is the input format that
    folders are walked for, if one is named; `standard` opens standard input, which is treated as a file called `name`.
    With `twice` what can only be read once is kept. `troubles` says which paths could not be followed, `notes` what was
    left out.
    """

    def __init__(
        self,
        paths: Sequence[str],
        settings: Callable[[str], Settings],
        *,
        excluded: Callable[[str], bool] | None = None,
        form: str | None = None,
        standard: Callable[[], BufferedReader],
        name: str = sources.STANDARD_INPUT,
        twice: bool = False,
    ) -> None:
        self._settings, self._standard, self._twice, self._name = settings, standard, twice, name
        self._kept: dict[str, list[Given]] = {}
        found = sources.find(paths, forms.suffixes(form), excluded)
        self.files = [name if path == sources.STANDARD_INPUT else path for path in found.files]
        self.notes, self.troubles = found.notes, found.troubles

    def tasks(self) -> Iterator[Task]:
        """What there is to read. A file is left to whoever reads it, if that may be another process."""
        for path in self.files:
            if self._twice and not self._is_file(path) and path not in self._kept:
                self._kept[path] = list(self._given(path))
            settings = self._settings(path)
            for given in self._kept.get(path) or self._given(path):
                yield Task(given, settings)

    @property
    def countable(self) -> bool:
        """Whether there are as many texts as files: none of them holds records."""
        return not any(map(self._has_records, self.files))

    @property
    def of_records(self) -> list[str]:
        """The files that hold many texts."""
        return [*filter(self._has_records, self.files)]

    def _given(self, path: str) -> Iterator[Given]:
        if self._has_records(path):
            yield from self._records(path)
        elif path.startswith(_OWN_FILES) or not self._is_file(path):
            yield self._read(path)
        else:
            yield path

    def _is_file(self, path: str) -> bool:
        return path != self._name and os.path.isfile(path)

    def _has_records(self, path: str) -> bool:
        return forms.FORMS[forms.named(path, self._settings(path).input_format)].has_records

    def _read(self, path: str) -> Source | SourceError:
        settings = self._settings(path)
        encoding, form = settings.encoding, settings.input_format
        try:
            if path != self._name:
                return sources.read(path, encoding, form)
            return sources.decode(path, self._standard().read(), encoding, form)
        except SourceError as error:
            return error

    def _records(self, path: str) -> Iterator[Line | Row | SourceError]:
        settings = self._settings(path)
        module = forms.FORMS[forms.named(path, settings.input_format)].module
        try:
            with self._standard() if path == self._name else open(path, "rb") as file:
                yield from import_module(f"quantities.sources.{module}").records(
                    path, file, settings.encoding, settings.column
                )
        except SourceError as error:
            yield error
        except OSError as error:
            yield SourceError(path, reason(path, error))
