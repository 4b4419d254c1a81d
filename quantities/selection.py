"""Which findings are shown, and which of them fail a run."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from quantities.model import Reason, Verdict

if TYPE_CHECKING:
    from quantities.model import Finding
    from quantities.settings import Settings


class Severity(StrEnum):
    """How much a finding matters: an error fails the run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Selection(NamedTuple):
    """The findings to show, by their codes, each with its severity."""

    @classmethod
    def of(cls, settings: Settings) -> Selection:
        """The selection that was asked for. Raises ConfigError, naming the nearest good one, for no code."""
        return cls()

    def severity(self, finding: Finding) -> Severity | None:
        """How much this finding matters; None for one that is not to be shown."""
        if finding.verdict is Verdict.DISAGREE:
            return Severity.ERROR
        return Severity.NOTE if finding.reason is Reason.RETOLD else None


EVERYDAY = Selection()
"""The findings that are shown where nothing else is asked for."""
