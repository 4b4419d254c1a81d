"""What the codes of the findings stand for, for people: all of them on a line each, or one with an example."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from quantities.lexicon import Lexicon
from quantities.reports import text
from quantities.reports.story import Story, View
from quantities.showing.codes import matching, rules
from quantities.showing.selection import Selection
from quantities.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.showing.codes import Rule

WIDTH = 88


def overview() -> str:
    """A line for every code.

    >>> print(overview().splitlines()[0])
    Q101  error    measures do not agree
    """
    known = rules(Lexicon.default()).values()
    lines = [
        f"{rule.code}  {rule.severity:<7}  {rule.summary}{'' if rule.shown else ' (only shown when asked for)'}\n"
        for rule in known
    ]
    return "".join(lines) + "\nquantities rule CODE explains one, with an example.\n"


def explained(codes: Iterable[str], *, colour: bool = False) -> str:
    """What these codes, or what they begin with, stand for. Raises ConfigError for what is no code."""
    known = rules(Lexicon.default())
    return "\n".join("".join(_page(known[code], colour)) for code in matching(codes, known))


def _page(rule: Rule, colour: bool) -> Iterator[str]:
    shown = "shown" if rule.shown else f"only shown when asked for, as by --severity {rule.code}={rule.severity}"
    yield f"{rule.code} ({rule.name}): {rule.summary}\n{rule.severity}; {shown}\n\n"
    yield textwrap.fill(rule.why, WIDTH) + "\n\n"
    yield textwrap.fill(f"It is found here{_compared(rule)}:", WIDTH) + "\n\n"
    view = View(colour=colour)
    selection = Selection({rule.code: rule.severity})
    found = Story(Source("text", rule.wrong), [], rule.found(rule.wrong), selection=selection)
    yield textwrap.indent("".join(text.findings(found, view)), "  ")
    yield f"\nand not here:\n\n{textwrap.indent(textwrap.fill(rule.mended, WIDTH), '  ')}\n"


def _compared(rule: Rule) -> str:
    """What else the example needs to have its finding."""
    if rule.others:
        return f", beside other stories ({' '.join(rule.others)})"
    if rule.rates:
        rates = ", ".join(f"1 {one} is {rate} {other}" for one, other, rate in rule.rates)
        return f", where --rates say that {rates} on {rule.date}"
    return ", with --retold" if rule.retold else ""
