"""Patterns that are compiled when they are first asked for: most texts need few of the rare ones."""

from __future__ import annotations

from collections.abc import Callable

import regex

Found = Callable[..., regex.Match[str] | None]
_METHODS = ("match", "search", "fullmatch")


class Late:
    """A pattern of `regex`, compiled at its first use; its methods are those of the compiled one."""

    match: Found
    search: Found
    fullmatch: Found

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Found:
        """A method that is asked for the first time: nothing is locked, what two threads make is the same."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = regex.compile(*self._written)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        found: Found = getattr(compiled, name)
        return found
