"""Corrections put into a text: only of the conversion, and only where one correction is certain."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from os.path import normpath
from typing import TYPE_CHECKING

from quantities.errors import SourceError
from quantities.frozen import NamedTuple
from quantities.model import Cause, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quantities.model import Correction, Finding, Quantity
    from quantities.sources import Source

MEASURES = "Q101"
"""Rates of exchange differ and move: what money should read is never certain."""
_MISCALCULATED = {Cause.OFFSET, Cause.REPEATED, Cause.LINEAR_FACTOR}
"""Slips of whoever converted: the figure that was converted has nothing to do with them."""
_MISTYPED = {Cause.TRANSPOSED, Cause.DIGIT}


class Fixed(NamedTuple):
    """A text as it is read and as it stands in its file, mended; which findings were, and which are left."""

    text: str
    written: str
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fixed(source: Source, findings: Iterable[Finding]) -> Fixed:
    """The text of a file with every certain correction in it; the findings are what is shown of it.

    A correction that would take markup away, or bring some in, is left to a person as well, and so are all of a record:
    around it stands more than a text.

    >>> from quantities import check
    >>> from quantities.sources import Source
    >>> story = Source("a.txt", "It took 2,000 sq km (727 sq miles) at 50 °C (90 °F).")
    >>> fixed(story, [finding for finding in check(story.text) if finding.verdict == "disagree"]).written
    'It took 2,000 sq km (772 sq miles) at 50 °C (122 °F).'
    """
    mended: dict[Correction, Finding] = {}
    left: list[Finding] = []
    for finding in findings:
        mend = certain(finding)
        if mend is None or not can_take(source, mend) or any(overlap(mend, other) for other in mended):
            left.append(finding)
        else:
            mended[mend] = finding
    return Fixed(applied(source.text, mended), in_file(source, mended), tuple(mended.values()), tuple(left))


def certain(finding: Finding) -> Correction | None:
    """The correction of the conversion, where it is certain that this, and nothing else, is what went wrong.

    That is so where the slip is one of converting (a factor, an offset, a number copied), or one of typing that
    explains the conversion and cannot explain the source; never inside quotation marks, for money, or where a unit may
    mean another.
    """
    if finding.verdict is not Verdict.DISAGREE or finding.code != MEASURES or finding.quoted:
        return None
    if finding.source.senses or finding.conversion.senses:
        return None
    forth, back = ways(finding)
    if forth is None:
        return None
    if finding.cause in _MISCALCULATED:
        return forth
    if finding.cause in _MISTYPED and _is_slip(finding.conversion, forth):
        return forth if back is None or not _is_slip(finding.source, back) else None
    return None


def ways(finding: Finding) -> tuple[Correction | None, Correction | None]:
    """The correction of the conversion, and that of the source."""
    forth, back = (
        next((mend for mend in finding.corrections if told.start <= mend.start and mend.end <= told.end), None)
        for told in (finding.conversion, finding.source)
    )
    return forth, back


def can_take(source: Source, mend: Correction) -> bool:
    """Can the correction be written into the file of a text?"""
    return source.record is None and source.correction(mend) is not None


def overlap(mend: Correction, other: Correction) -> bool:
    """Do two corrections claim the same place?"""
    return mend.start < other.end and other.start < mend.end


def in_file(source: Source, corrections: Iterable[Correction]) -> str:
    """What stands in the file of a text when it has those of the corrections that fit between its markup."""
    return applied(source.written, [there for mend in corrections if (there := source.correction(mend))])


def applied(text: str, corrections: Iterable[Correction]) -> str:
    """A text with corrections, which do not overlap, in it."""
    pieces: list[str] = []
    done = 0
    for start, end, replacement in sorted(corrections):
        pieces += text[done:start], replacement
        done = end
    return "".join((*pieces, text[done:]))


def rewrite(source: Source, written: str) -> None:
    """Let the file of a text read so, in the encoding and with the line ends it has: all of it or nothing.

    Raises SourceError for what is no file or cannot be written, and for what somebody else has changed meanwhile.
    """
    from pathlib import Path

    from quantities import output  # what is checked alone is not written

    if source.record is not None or not Path(source.path).is_file():
        problem = "only a file of its own can be mended; --diff shows what would be"
        raise SourceError(source.path, problem, source.record)
    try:
        old, new = (source.mark + text.encode(source.encoding) for text in (source.written, written))
        unchanged = output.replace(source.path, old, new)
    except OSError as error:
        raise SourceError(source.path, f"cannot be written: {(error.strerror or str(error)).lower()}") from None
    if not unchanged:
        raise SourceError(source.path, "changed while it was read, and left as it is; run this again")


def difference(source: Source, written: str) -> str:
    """What `patch` makes the one text of the other with: a unified diff, or nothing where they are the same."""
    from difflib import unified_diff

    mark = "\ufeff" if source.mark == BOM_UTF8 else ""
    old, new = (_LINE.findall(mark + text) for text in (source.written, written))
    before, after = (_as_git_writes(f"{side}/{normpath(source.path)}") for side in "ab")
    lines = unified_diff(old, new, before, after)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def as_mended(told: Quantity, mend: Correction) -> str:
    """A figure as it reads with a correction of it applied."""
    return told.surface[: mend.start - told.start] + mend.replacement + told.surface[mend.end - told.start :]


def _is_slip(told: Quantity, mend: Correction) -> bool:
    """Is what stands there one slip of the finger away from what should?"""
    return _one_slip(_digits(told.surface), _digits(as_mended(told, mend)))


def _digits(written: str) -> str:
    return re.sub(r"[^\d.]", "", written)


def _one_slip(old: Sequence[str], new: Sequence[str]) -> bool:
    """Is one the other with two neighbours swapped, or with one sign changed, added or taken away?

    >>> _one_slip("727", "772"), _one_slip("93", "80"), _one_slip("190", "180"), _one_slip("1609", "169")
    (True, False, True, True)
    """
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    old, new = old[head:], new[head:]
    if len(old) == len(new):
        return old[1:] == new[1:] or (old[:2] == new[1::-1] and old[2:] == new[2:])
    return old[1:] == new or old == new[1:]


def _as_git_writes(path: str) -> str:
    """A path for the head of a diff: with what would end it or its line escaped, in quotation marks."""
    escaped = _UNSAFE.sub(lambda sign: f"\\{ord(sign[0]):03o}", path)
    return path if escaped == path else f'"{escaped}"'


_LINE = re.compile(r"[^\n]*+\n|[^\n]++")
"""A line as `patch` sees it: nothing else ends one."""
_UNSAFE = re.compile(r'[\x00-\x1f"\\\x7f]')
