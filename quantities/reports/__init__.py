"""What the command prints: one module a format.

Each turns a story into pieces of output: `findings(story, view)` for `check`, `quantities(story, view)` for `extract`
and `explanations(story, view)` for `explain`; which of them it has, its row says. What they write of one story does not
depend on the others, which other processes may be reading. `document(told, view)` makes the whole of those pieces,
which come one by one: what stands before and between them, and what is said of all; a piece with `trouble` is what
could not be read. To add a format, write its module and add its row.
"""

from __future__ import annotations

from quantities.frozen import NamedTuple

EVERY = ("check", "extract", "explain")


class Format(NamedTuple):
    """What a format is for, and which commands have it; `module` is where it is, if not under its own name.

    A file whose name ends in one of the `suffixes` is written in it, where no format is asked for. One for `people` is
    written in the encoding of the terminal, others are UTF-8. Some can end with `statistics`.

    What is no text to read on a `terminal` goes to a file. It may need a package, which an `extra` of ours brings.
    """

    aim: str
    commands: tuple[str, ...] = EVERY
    module: str = ""
    suffixes: tuple[str, ...] = ()
    people: bool = False
    statistics: bool = False
    terminal: bool = True
    needs: str = ""
    extra: str = ""


FORMATS = {
    "text": Format("for people, the default", people=True, statistics=True),
    "concise": Format("a line a finding", ("check",), people=True, statistics=True),
    "jsonl": Format("JSON Lines, for programs", suffixes=(".jsonl", ".ndjson"), statistics=True),
    "sarif": Format("SARIF 2.1.0, for code hosts", ("check",), suffixes=(".sarif", ".sarif.json")),
    "github": Format("annotations in a workflow of GitHub", ("check",)),
    "junit": Format("JUnit XML, for test reports", ("check",), suffixes=(".xml",)),
    "csv": Format("a table of all quantities", ("extract",), "table", suffixes=(".csv",)),
    "diff": Format("what --fix would change", ("check",), suffixes=(".diff", ".patch")),
    "html": Format(
        *("a page to read and print", ("check",), "page", (".html", ".htm")),
        terminal=False,
        needs="jinja2",
        extra="report",
    ),
}


def named(path: str) -> str:
    """The format of a file, to judge by its name; text where that says nothing.

    >>> named("out/findings.sarif"), named("findings.log")
    ('sarif', 'text')
    """
    return next((name for name, row in FORMATS.items() if path.lower().endswith(row.suffixes)), "text")


def module(name: str) -> str:
    """The full name of the module of a format."""
    return f"quantities.reports.{FORMATS[name].module or name}"
