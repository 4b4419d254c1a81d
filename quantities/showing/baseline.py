"""Findings that are known: a file of them, and what of a run is in it.

A finding is known again by the file it is in, its code, its two figures as written and the words around them in their
sentence, not by its line: so edits elsewhere in the file leave it known. Each counts: a second copy of it is new.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from quantities.errors import ConfigError, failed
from quantities.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quantities.model import Finding
    from quantities.sources import Source

VERSION = 1
WINDOW, WORDS = 80, 4
"""So many characters are looked at on either side of a finding, for so many words."""
_BORDER = re.compile(r"\n\s*+\n|(?<=[.!?])\s|<!--|-->")
"""What ends the words around a finding: the end of its sentence or paragraph, and a comment."""


class Fingerprint(NamedTuple):
    """What a finding is known by; `path` from the folder of the baseline, `record` the `id` of a record."""

    path: str
    record: str
    code: str
    source: str
    conversion: str
    before: str
    after: str


class Known(NamedTuple):
    """What was known of the findings of one story: the baseline, the codes that were looked for, and the findings."""

    baseline: str
    path: str
    codes: frozenset[str]
    prints: tuple[Fingerprint, ...]


class Baseline(NamedTuple):
    """A file, and how often each finding that it knows occurs; None: it is to be written, and knows all there are."""

    path: str
    counts: Mapping[Fingerprint, int] | None = None

    @classmethod
    def read(cls, path: str) -> Baseline:
        """The baseline in a file. Raises ConfigError, naming it, for what is none."""
        try:
            with open(path, "rb") as file:
                found = json.loads(file.read())
        except OSError as error:
            raise ConfigError(failed(path, error)) from None
        except json.JSONDecodeError as error:
            where = f"{path}:{error.lineno}:{error.colno}"
            raise ConfigError(f"{where}: not JSON: {error.msg.lower()}; {_again(path)}") from None
        except (ValueError, RecursionError):
            raise ConfigError(f"{path}: not JSON; {_again(path)}") from None
        version = found.get("version") if isinstance(found, dict) else None
        if version != VERSION:
            later = isinstance(version, int) and version > VERSION
            why = f"version {version} is of a later quantities" if later else f'no "version": {VERSION} in it'
            raise ConfigError(f"{path}: not a baseline: {why}; {_again(path)}")
        try:
            return cls(path, Counter({_entry(row): _count(row) for row in found["findings"]}))
        except (KeyError, TypeError, ValueError):
            raise ConfigError(f"{path}: not a baseline: a finding in it is incomplete; {_again(path)}") from None

    def split(self, source: Source, findings: Iterable[Finding]) -> tuple[list[Finding], tuple[Fingerprint, ...]]:
        """The findings that are new, and what the others are known by."""
        left = Counter(self.counts)
        new: list[Finding] = []
        known: list[Fingerprint] = []
        for finding in findings:
            mark = fingerprint(source, finding, self.path)
            if self.counts is None or left[mark] > 0:
                known.append(mark)
            else:
                new.append(finding)
            left[mark] -= 1
        return new, tuple(known)


def fingerprint(source: Source, finding: Finding, baseline: str) -> Fingerprint:
    """What a finding in a text is known by in a baseline with this path."""
    first, second = sorted((finding.source, finding.conversion), key=lambda figure: figure.span)
    before, after = source.text[max(0, first.start - WINDOW) : first.start], source.text[second.end :][:WINDOW]
    return Fingerprint(
        path_in(baseline, source.path),
        "" if source.id is None else str(source.id),
        finding.code,
        _line(finding.source.surface),
        _line(finding.conversion.surface),
        " ".join(_BORDER.split(before)[-1].split()[-WORDS:]),
        " ".join(_BORDER.split(after)[0].split()[:WORDS]),
    )


def path_in(baseline: str, path: str) -> str:
    """The path of a file from the folder of a baseline, with forward slashes; `-` stays as it is."""
    if path == "-":
        return path
    folder, name = os.path.split(os.path.abspath(path))
    there = os.path.realpath(os.path.dirname(os.path.abspath(baseline)))
    return os.path.relpath(os.path.join(os.path.realpath(folder), name), there).replace(os.sep, "/")


def write(path: str, prints: Iterable[Fingerprint]) -> int:
    """Write a baseline of these findings, sorted, whole or not at all; how many they are."""
    from quantities.output import whole

    counts = Counter(prints)
    rows = [
        {key: part for key, part in one._asdict().items() if part} | ({"count": count} if count > 1 else {})
        for one, count in sorted(counts.items())
    ]
    with whole(path) as file:
        file.write(json.dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n")
    return counts.total()


def stale(knowns: Sequence[Known]) -> list[str]:
    """Notes on every baseline with findings that no longer occur in what was read, or of files that are not there.

    Of what was not read, and of codes that were not looked for, nothing is known.
    """
    notes = []
    for path in dict.fromkeys(known.baseline for known in knowns):
        mine = [known for known in knowns if known.baseline == path]
        looked_for: dict[str, frozenset[str]] = {}
        for known in mine:
            name = path_in(path, known.path)
            looked_for[name] = looked_for.get(name, frozenset()) | known.codes
        left = Counter(Baseline.read(path).counts)
        left.subtract(mark for known in mine for mark in known.prints)
        gone = sum(max(0, times) for mark, times in left.items() if mark.code in looked_for.get(mark.path, ()))
        if gone:
            which = "1 finding in it no longer occurs" if gone == 1 else f"{gone} findings in it no longer occur"
            notes.append(f"{path}: {which}: {_again(path)}")
        places = {_place(path, mark.path): None for mark in left if mark.path != "-"}
        if missing := [place for place in places if not os.path.exists(place)]:
            which = missing[0] if len(missing) == 1 else f"{missing[0]} and {len(missing) - 1} more"
            verb = "is" if len(missing) == 1 else "are"
            here = "" if len(missing) < len(places) else " (its paths start from its own folder)"
            notes.append(f"{path}: {which}, whose findings it knows, {verb} not there{here}: {_again(path)}")
    return notes


def _place(baseline: str, path: str) -> str:
    """The path from the working folder of one from the folder of a baseline."""
    return os.path.normpath(os.path.join(os.path.dirname(baseline), path))


def _entry(row: Mapping[str, Any]) -> Fingerprint:
    parts = {key: row.get(key, "") if key in _OPTIONAL else row[key] for key in Fingerprint._fields}
    if not all(isinstance(part, str) for part in parts.values()):
        raise TypeError
    return Fingerprint(**parts)


def _count(row: Mapping[str, Any]) -> int:
    count = row.get("count", 1)
    if not isinstance(count, int) or count < 1:
        raise ValueError
    return count


_OPTIONAL = ("record", "before", "after")


def _again(path: str) -> str:
    return f"write it anew with --write-baseline {path}"


def _line(surface: str) -> str:
    return " ".join(surface.split())
