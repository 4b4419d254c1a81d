"""The formats that texts come in: what their files are called, and which module reads them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple

if TYPE_CHECKING:
    from quantities.sources.markup.pieces import Readable


class Form(NamedTuple):
    """How the names of files in a format end, what is read of them, and what reads it.

    `module` has a function `readable` for markup; for files of many texts `records`, and `source` for one of those.
    None of the `reserved` signs can be written into a text as it is.
    """

    suffixes: tuple[str, ...]
    aim: str
    module: str = ""
    has_records: bool = False
    reserved: str = ""


TEXT = "text"
FORMS = {
    TEXT: Form((".txt",), "as it stands"),
    "markdown": Form((".md", ".markdown"), "without code and markup", "markup.markdown", reserved="\\`*_<&[]|~"),
    "html": Form((".html", ".htm"), "as a browser shows it", "markup.html", reserved="<&"),
    "csv": Form((".csv", ".tsv"), "a column of a table with a head", "delimited", has_records=True),
    "jsonl": Form((".jsonl", ".ndjson"), "an object a line", "json_lines", has_records=True),
}
IN_FOLDERS = tuple(suffix for form in FORMS.values() if not form.has_records for suffix in form.suffixes)
"""What folders are walked for where no format is named."""


def named(path: str, form: str | None = None) -> str:
    """The name of the format of a file: as asked for, else by what its own name ends in, else plain text.

    >>> named("a.HTM"), named("a.rst"), named("a.htm", "text")
    ('html', 'text', 'text')
    """
    if form:
        return form
    return next((name for name, known in FORMS.items() if path.lower().endswith(known.suffixes)), TEXT)


def suffixes(form: str | None) -> tuple[str, ...]:
    """What the names of files end in that a folder is walked for: those of one format; for text, of all but records."""
    return IN_FOLDERS if form in (None, TEXT) else FORMS[form].suffixes


def readable(form: str, written: str) -> Readable | None:
    """What is read of a file in a format with markup; None for plain text, all of which is."""
    module = FORMS[form].module
    if not module:
        return None
    found: Readable = import_module(f"quantities.sources.{module}").readable(written)
    return found
