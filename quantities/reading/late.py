"""Patterns that are compiled when they are first asked for: most texts need few of the rare ones."""

from __future__ import annotations

import re
from collections.abc import Callable

Found = Callable[..., re.Match[str] | None]
_METHODS = ("match", "search", "fullmatch")


class Late:
    r"""A pattern, compiled at its first use; its methods are those of the compiled one.

    It is one of `re`, which compiles it in a third of the time, or of `regex` where it says what only that knows: the
    kind of a letter (`\p{Lu}`), a look behind of no fixed length, a search from the end backwards (`(?r)`).
    """

    match: Found
    search: Found
    fullmatch: Found

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Found:
        """A method that is asked for the first time: nothing is locked, what two threads make is the same."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = _compiled(*self._written)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        found: Found = getattr(compiled, name)
        return found


def _compiled(pattern: str, flags: int) -> object:
    try:
        return re.compile(pattern, flags)
    except re.error:
        import regex

        return regex.compile(pattern, int(flags))
