"""TOML with the lines that its keys stand on, for messages that an editor can jump to."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from quantities.errors import ConfigFileError

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SAID = (
    ("Cannot overwrite", "this key stands there twice"),
    ("Cannot declare", "this table stands there twice"),
    ("Invalid value", "a text needs quotation marks, and true and false small letters"),
)
"""What a parser says in the words of parsers, by its beginning, and how to say it."""


def read(path: str, content: bytes) -> tuple[str, dict[str, Any]]:
    """The text of a file and its table. Raises ConfigFileError, naming line and column, for what is no TOML."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content.count(b"\n", 0, error.start)
        raise ConfigFileError(f"{path}:{before + 1}: not UTF-8: save it as that") from None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, at = str(error), _PLACE.search(str(error))
        lines = text.rstrip("\n").split("\n")
        line, column = (at[1], at[2]) if at and at[1] else (len(lines), len(lines[-1]) + 1)
        said = _PLACE.sub("", said)
        plain = next((mended for start, mended in _SAID if said.startswith(start)), "")
        said = plain or f"{said[:1].lower()}{said[1:]}"
        raise ConfigFileError(f"{path}:{line}:{column}: not TOML: {said}") from None
    except RecursionError:
        raise ConfigFileError(f"{path}: not TOML that can be read: nested too deeply") from None


MOST_AGAIN = 3_000_000
"""So many characters are parsed once more to find a line; a file that needs more is made to hurt."""


def line_of(text: str, keys: tuple[str, ...]) -> int | None:
    r"""The line that a key, or the header of a table, stands on: the first up to which the text says it.

    None where that cannot be told: the key is written with escapes, or stands in far too many texts. What the text says
    is left to the parser: a word in a comment or a text is no key.

    >>> line_of("# date\n[a]\nb = '''\ndate = 1'''\ndate = 2\n", ("a", "date"))
    5
    """
    lines = text.replace("\r\n", "\n").split("\n")
    first, length, left = 0, 0, MOST_AGAIN
    for number, line in enumerate(lines, 1):
        length += len(line) + 1
        if not first and keys[-1] not in line:
            continue
        first, left = first or number, left - length
        if left < 0:
            break
        try:
            table = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:  # what begins on the first of these lines does not end here
            continue
        if _says(table, keys):
            return first
        first = 0
    return None


def _says(table: Any, keys: tuple[str, ...]) -> bool:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
