"""What every format is given: a text with what was read and judged in it, and what of that to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quantities.model import Finding, Quantity, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quantities.sources import Source


class View(NamedTuple):
    """What the reader asked for: every pair or only those that disagree, and colours or none."""

    everything: bool = False
    colour: bool = False


@dataclass(frozen=True)
class Story:
    """A text, its quantities and its findings."""

    source: Source
    quantities: Sequence[Quantity]
    findings: Sequence[Finding] = ()

    @property
    def disagreements(self) -> list[Finding]:
        """The findings whose figures do not agree, in the order of the text."""
        return [finding for finding in self._ordered if finding.verdict is Verdict.DISAGREE]

    def shown(self, view: View) -> list[Finding]:
        """The findings to show, in the order of the text."""
        return self._ordered if view.everything else self.disagreements

    @property
    def _ordered(self) -> list[Finding]:
        return sorted(self.findings, key=place)


def place(finding: Finding) -> int:
    """Where a finding starts: at the first of its two figures."""
    return min(finding.source.start, finding.conversion.start)
