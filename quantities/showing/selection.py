"""Which findings are shown, and which of them fail a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.errors import ConfigError, listed, nearest
from quantities.frozen import NamedTuple
from quantities.lexicon import Lexicon
from quantities.showing.codes import Severity, matching, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quantities.configuration.settings import Settings
    from quantities.model import Finding

LOOSE = "Q102"
FAIL_ON = ("disagree", "loose")
"""What may fail a run: figures that do not agree, or also those that agree only loosely."""


class Selection(NamedTuple):
    """The codes of the findings to show, each with its severity; and those never to be shown."""

    severities: Mapping[str, Severity]
    ignored: frozenset[str] = frozenset()

    @classmethod
    def of(cls, settings: Settings) -> Selection:
        """The selection that was asked for. Raises ConfigError, naming the nearest good one, for no code.

        A code is shown if it is selected; where nothing is, if its rule says so or a severity is asked for it.
        """
        known = rules(Lexicon.default())
        asked = {code: _severity(start, name) for start, name in settings.severity for code in matching([start], known)}
        if settings.fail_on not in FAIL_ON:
            near = nearest(settings.fail_on, FAIL_ON)
            raise ConfigError(f"a run cannot fail on {settings.fail_on!r}{near}: use {listed(FAIL_ON)}")
        if settings.fail_on == "loose":
            asked[LOOSE] = Severity.ERROR
        if settings.select is None:
            shown = {code for code, rule in known.items() if rule.shown} | asked.keys()
        else:
            shown = {*matching(settings.select, known), *([LOOSE] if settings.fail_on == "loose" else ())}
        ignored = frozenset(matching(settings.ignore, known))
        severities = {code: asked.get(code, rule.severity) for code, rule in known.items() if code in shown - ignored}
        return cls(severities, ignored)

    def severity(self, finding: Finding) -> Severity | None:
        """How much this finding matters; None for one that is not to be shown."""
        return self.severities.get(finding.code)

    def shown(self, findings: Iterable[Finding], *, everything: bool = False) -> list[Finding]:
        """The findings to show: the selected ones, or with `everything` all but those with an ignored code."""
        return [
            finding
            for finding in findings
            if finding.code in self.severities or (everything and finding.code not in self.ignored)
        ]


def everyday() -> Selection:
    """The selection where nothing else is asked for."""
    return Lexicon.default().compiled(_everyday)


def _everyday(_: Lexicon) -> Selection:
    from quantities.configuration.settings import Settings

    return Selection.of(Settings())


def _severity(code: str, name: str) -> Severity:
    if name not in list(Severity):
        raise ConfigError(f"{code}: no severity {name!r}{nearest(name, Severity)}: use {listed(Severity)}")
    return Severity(name)
