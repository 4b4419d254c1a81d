"""What the command prints: one module a format.

Each has functions that turn stories into pieces of output, as they come: `findings(stories, view)` for `check`,
`quantities(stories, view)` for `extract` and `explanations(stories, view)` for `explain`. What they write of one story
does not depend on the others, which other processes may be reading: what is said of them all, `closing(tally, view)`
says behind the findings. To add a format, write its module and add its row.
"""

from __future__ import annotations

FORMATS = {
    "text": "for people, the default",
    "jsonl": "JSON Lines, for programs",
}
