"""Patterns that are compiled when they are first asked for: most texts need few of the rare ones."""

from __future__ import annotations

from functools import cached_property

import regex


class Late:
    """A pattern of `regex`, compiled at its first use."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._written = pattern, flags

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        return regex.compile(*self._written)

    def match(self, text: str, start: int, end: int | None = None) -> regex.Match[str] | None:
        """The match that begins at `start` (of a pattern that is read backwards: that ends at `end`)."""
        return self._compiled.match(text, start, end)

    def search(self, text: str, start: int, end: int | None = None) -> regex.Match[str] | None:
        """The first match between two places."""
        return self._compiled.search(text, start, end)

    def fullmatch(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """The match from one place to the other."""
        return self._compiled.fullmatch(text, start, end)
