"""What the command prints: one module a format.

Each turns a story into pieces of output: `findings(story, view)` for `check`, `quantities(story, view)` for `extract`
and `explanations(story, view)` for `explain`; which of them it has, its row says. What they write of one story does not
depend on the others, which other processes may be reading. `document(told, view)` makes the whole of those pieces,
which come one by one: what stands before and between them, and what is said of all. To add a format, write its module
and add its row.
"""

from __future__ import annotations

from typing import NamedTuple

EVERY = ("check", "extract", "explain")


class Format(NamedTuple):
    """What a format is for, and which commands have it; `module` is where it is, if not under its own name."""

    aim: str
    commands: tuple[str, ...] = EVERY
    module: str = ""


FORMATS = {
    "text": Format("for people, the default"),
    "jsonl": Format("JSON Lines, for programs"),
    "diff": Format("what --fix would change", ("check",)),
}


def module(name: str) -> str:
    """The full name of the module of a format."""
    return f"quantities.reports.{FORMATS[name].module or name}"
