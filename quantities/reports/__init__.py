"""What the command prints: one module a format.

Each has two functions that turn stories into pieces of output, as they come: `findings(stories, view)` for `check` and
`quantities(stories, view)` for `extract`. To add a format, write its module and add its row.
"""

from __future__ import annotations

FORMATS = {
    "text": "for people, the default",
    "jsonl": "JSON Lines, for programs",
}
