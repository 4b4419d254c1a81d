"""What stands between the figures of a pair, and around them: the forms of `pairing.toml`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quantities.reading.grammar import LETTER, LETTER_OR_DIGIT
from quantities.reading.late import Late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LEADS = 4
"""So many words may lead to a conversion: only about."""
CLOSED = ")", "]"
LEAD = 40
"""So far back a bracket may have been opened whose first figure this is."""


def any_of(alternatives: Iterable[str]) -> str:
    """A pattern of any of these, the longest first."""
    return "|".join(sorted(alternatives, key=len, reverse=True))


def _late(source: str) -> Late:
    return Late(source, re.IGNORECASE)


class Joint:
    """A way to join a source and its conversion: a row of `forms`.

    In a `bracket` more conversions may follow; with `opened` the source must be the first in a bracket; where it is a
    `choice` the two may as well be different amounts; `beside` each other stand the prices of two markets. What stands
    `between` the two is told but for the words that lead to the conversion; `closing` must follow it, if there is one.
    """

    def __init__(self, row: Mapping[str, Any], words: str) -> None:
        self.name: str = row["name"]
        self.bracket: bool = row.get("bracket", False)
        self.opened: bool = row.get("opened", False)
        self.choice: bool = row.get("choice", False)
        self.beside: bool = row.get("beside", False)
        self.plain: Sequence[str] = row.get("plain", ())
        self.signs = frozenset(row.get("signs", ""))
        self.begins = frozenset(row.get("begins", ()))
        self.between = _late(row["between"].replace("{words}", words))
        self.closing = _late(row["closing"]) if "closing" in row else None


class Joints:
    """The patterns of what stands around and between the figures of a pair, each made when it is first needed.

    Where `possible` does not match no joint begins. A `bare` joint is a bracket and nothing that makes what is in it
    another time or place. What is a `named_unit` is a word or two between a number and a bracket; what has `described`
    leads from an amount to the count of what it is the size of.
    """

    named_unit = _late(rf"[ -]{LETTER}{{1,24}}(?: {LETTER}{{1,24}})?\s?[(\[]")
    described = _late(rf",?(?:[\s-]{LETTER}{{1,24}}){{0,3}},?\s")

    def __init__(self, pairs: Mapping[str, Any], forms: Sequence[Mapping[str, Any]]) -> None:
        words = rf"[.″″]?(?:[-‐‑]{LETTER}{{1,20}}){{0,2}}(?:\s(?:{LETTER}|['’‐-]){{1,24}}){{0,{pairs['words']}}}"
        self._forms = [Joint(row, words) for row in forms]
        self.named = {joint.name: joint for joint in self._forms}
        self._lead_signs = frozenset(pairs["signs"])
        self._leading: dict[str, list[str]] = {}
        for lead in sorted(pairs["leads"], key=len, reverse=True):
            self._leading.setdefault(lead[0], []).append(lead)
        self._breaks = frozenset(pairs["breaks"])
        self._plain = {gap: joint for joint in self._forms for gap in joint.plain}
        signs = frozenset[str]().union(*(joint.signs for joint in self._forms))
        begins = frozenset[str]().union(*(joint.begins for joint in self._forms))
        self._begun: Mapping[str, Sequence[Joint]] = {
            begin: [joint for joint in self._forms if begin in joint.begins] for begin in begins
        }
        sign = f"[{re.escape(''.join(sorted(signs)))}]"
        self._signs = re.compile(sign)
        self.possible = re.compile(rf"\s*+(?i:{any_of(map(re.escape, begins))})|[^{sign[1:]}*+{sign}")
        self._longest_sum = max(map(len, pairs["sums"])) + len("  ")
        self._separator, self._separator_outside = _late(pairs["separator"]), _late(pairs["separator_outside"])
        self._resumed = _late(rf"\s?[)\]]{pairs['separator']}")
        self._closers = _late(pairs["closers"])
        self._trailing = _late(rf"(?:{any_of(pairs['trailing'])})(?!{LETTER_OR_DIGIT})")
        self._sum = _late(rf"\s(?:(?:{any_of(pairs['sums'])})\s)?")
        self.bare = _late(pairs["bare"])

    def between(self, text: str, first: int, start: int, end: int) -> Joint | None:
        """The form whose joint is `text[start:end]`, if any; its source begins at `first`."""
        gap = text[start:end]
        if gap in self._plain:
            return self._plain[gap]
        for joint in self._shown(gap):
            if not joint.opened or self._opens(text, first):
                found = joint.between.match(text, start, end)
                if found and self._leads(text, found.end(), end):
                    return joint
        return None

    def _shown(self, gap: str) -> Sequence[Joint]:
        """The forms whose signs are in it or that begin as it does."""
        word = next(iter(gap.split(None, 1)), " ")
        begun = self._begun[word.lower()] if word.lower() in self._begun else self._begun.get(word[0], ())
        signs = self._signs.findall(gap)
        if not signs:
            return begun
        return [joint for joint in self._forms if joint in begun or not joint.signs.isdisjoint(signs)]

    def _leads(self, text: str, start: int, end: int) -> bool:
        """Are there only words that lead to a conversion?"""
        rest = text[start:end].lower()
        for _ in range(LEADS):
            lead = rest[:1] if rest[:1] in self._lead_signs else next(self._led_by(rest), None)
            if lead is None:
                break
            rest = rest[len(lead) + rest[len(lead) : len(lead) + 1].isspace() :]
        return not rest

    def _led_by(self, rest: str) -> Iterator[str]:
        leads = self._leading.get(rest[:1], ())
        return (lead for lead in leads if rest.startswith(lead) and not rest[len(lead) : len(lead) + 1].isalnum())

    def _opens(self, text: str, place: int) -> bool:
        """Is this the first thing in a bracket?"""
        start = max(0, place - LEAD)
        bracket = max(text.rfind("(", start, place), text.rfind("[", start, place))
        return bracket >= 0 and self._leads(text, bracket + 1 + text[bracket + 1 : place][:1].isspace(), place)

    def goes_on(self, joint: Joint, text: str, start: int, end: int) -> bool:
        """Does `text[start:end]` lead to another conversion of the same source?"""
        if text.startswith(CLOSED, start):
            return False
        pattern = self._separator if joint.bracket or joint.opened else self._separator_outside
        found = pattern.match(text, start, end)
        return found is not None and self._leads(text, found.end(), end)

    def resumes(self, text: str, start: int, end: int) -> bool:
        """Does it so behind a bracket that is closed first?"""
        found = self._resumed.match(text, start, end)
        return found is not None and self._leads(text, found.end(), end)

    def is_sum(self, text: str, start: int, end: int) -> bool:
        """Is the one amount added to the other, or taken from it?"""
        return end - start <= self._longest_sum and self._sum.fullmatch(text, start, end) is not None

    def is_firm(self, text: str, start: int, end: int, behind: int) -> bool:
        """Is the conversion, which stands before `behind`, that of the source and no other time or place?

        The text between the two is `text[start:end]`.
        """
        if not text.startswith(CLOSED, behind) and not self._closes(text, behind):
            return False
        bare = end - start <= len(" (")
        return bare or self._breaks.isdisjoint(_SPACE.split(text[start:end].lower())[1:-1])

    def _closes(self, text: str, behind: int) -> bool:
        return bool(self._closers.match(text, behind) or self._trailing.match(text, behind))


_SPACE = re.compile(r"\s")
