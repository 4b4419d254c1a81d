"""Tables that are nearly ours: what stands under a name that is mistyped is read by nobody."""

from __future__ import annotations

import re
from collections import Counter

_HEADER = re.compile(rb"""^[ \t]*\[[ \t]*([^\[\]#\n]{1,80}+)\]""", re.MULTILINE)
NEAR = 0.8
"""So near a name has to be (1: the same): `quantites` and `quantities-text` mean ours, `quantile` does not."""


def astray(content: bytes, section: tuple[str, str]) -> tuple[int, str] | None:
    r"""The first header of a table that is nearly that of a section, and its line.

    >>> astray(b"[project]\nname = 'a'\n[tool.quantites]\n", ("tool", "quantities"))
    (3, '[tool.quantites]')
    """
    for header in _HEADER.finditer(content):
        written = header[1].decode("utf-8", "replace").strip()
        keys = tuple(key.strip(" \t\"'") for key in written.split("."))[:2]
        own = keys[1] if len(keys) == 2 and _near(keys[0], section[0]) else keys[0]
        if keys != section and _near(own, section[1]):
            return content.count(b"\n", 0, header.start(1)) + 1, f"[{written}]"
    return None


def _near(name: str, wanted: str) -> bool:
    if name == wanted:
        return True
    shared = (Counter(name.lower()) & Counter(wanted)).total()
    if 2 * shared < NEAR * (len(name) + len(wanted)):  # as most are not: there is no need to look closer
        return False
    from difflib import get_close_matches

    return bool(get_close_matches(name.lower(), [wanted], cutoff=NEAR))
