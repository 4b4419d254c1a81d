"""The findings of a text: its pairs, each judged by its arithmetic or by the other rates of the text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quantities.frozen import NamedTuple, replace
from quantities.judging import rates
from quantities.judging.answers import unchecked
from quantities.judging.grammar import Pairing
from quantities.judging.measures import DIFFERENCES, measured
from quantities.judging.money import priced
from quantities.judging.pairs import pairs, with_rate
from quantities.judging.tags import tagged
from quantities.model import Finding, Kind, Pair, Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quantities.judging.reference import Reference
    from quantities.judging.style import Tolerance
    from quantities.lexicon import Lexicon
    from quantities.model import Quantity


_COMPARABLE = (Kind.MEASURE, Kind.MONEY)


class Terms(NamedTuple):
    """What a text is judged by beside its own figures.

    Money that is alone in it is compared with the rates of a day and with those `across` other texts; the tolerance is
    for measures.
    """

    reference: Reference | None = None
    across: rates.ImpliedRates | None = None
    tolerance: Tolerance | None = None


def findings(
    text: str,
    quantities: Sequence[Quantity],
    lexicon: Lexicon,
    terms: Terms = Terms(),  # noqa: B008  immutable
) -> list[Finding]:
    """A finding for every pair of a text, in order: one for each source and conversion, one for two lists.

    `quantities` are those of the text, in order and without overlap.
    """
    pairing = lexicon.compiled(Pairing)
    claimed = _claimed(text, quantities, lexicon)
    if not claimed:
        return []
    money = [pair for pair in claimed if pair.conversions[-1].kind is Kind.MONEY]
    implied = rates.implied(money)
    story = rates.Story((*money, *implied), lambda pair: pairing.years.of(text, pair))
    evidence = rates.Evidence(story, terms.reference, terms.across)
    differing = _Differing(text, quantities, pairing)
    found = [
        finding for pair in claimed if (finding := _finding(text, pair, evidence, pairing, terms.tolerance, differing))
    ]
    if implied:
        found += _news(text, implied, found, evidence, pairing)
    return sorted(found, key=_place)


def _place(finding: Finding) -> tuple[int, int]:
    return finding.source.start, finding.conversion.start


class _Differing:
    """Does a text tell of warmer and colder, by a quantity of its own or by what it is about? Asked at most once."""

    def __init__(self, text: str, quantities: Sequence[Quantity], pairing: Pairing) -> None:
        self._text, self._quantities, self._pairing = text, quantities, pairing
        self._told: bool | None = None

    def __call__(self) -> bool:
        if self._told is None:
            told = any(quantity.units[-1].terms[:1] in DIFFERENCES for quantity in self._quantities)
            self._told = told or self._pairing.differences.are_told(self._text)
        return self._told


def _news(
    text: str, implied: Sequence[Pair], found: Sequence[Finding], evidence: rates.Evidence, pairing: Pairing
) -> list[Finding]:
    """The findings of pairs of two conversions that say more than those of the pairs themselves."""
    about: dict[int, list[Finding]] = defaultdict(list)
    for finding in found:
        about[finding.conversion.start].append(finding)
    made = []
    for pair in implied:
        news = priced(text, pair, evidence, pairing)
        if news and _is_news(news, about[news.source.start] + about[news.conversion.start]):
            made.append(news)
            about[news.conversion.start].append(news)
    return made


def implied_by(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> rates.Implied:
    """The rates that the pairs of a text imply."""
    claimed = _claimed(text, quantities, lexicon)
    return rates.Story((*claimed, *rates.implied(claimed))).implied()


def _claimed(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> list[Pair]:
    pairing = lexicon.compiled(Pairing)
    return tagged([_as_money(pair, pairing) for pair in pairs(text, quantities, lexicon)], pairing)


def _finding(
    text: str,
    pair: Pair,
    evidence: rates.Evidence,
    pairing: Pairing,
    tolerance: Tolerance | None,
    differing: Callable[[], bool],
) -> Finding | None:
    source, conversion = pair.sources[-1], pair.conversions[-1]
    kinds = source.kind, conversion.kind
    if not source.units[-1].terms or not conversion.units[-1].terms:
        named = pairing.joints.named_unit.match(text, source.end, conversion.start)
        return unchecked(pair, Reason.UNKNOWN_UNIT, pairing) if named and kinds[1] in _COMPARABLE else None
    if kinds == (Kind.MONEY, Kind.MONEY):
        return priced(text, pair, evidence, pairing)
    return measured(text, pair, pairing, tolerance, differing)


def _as_money(pair: Pair, pairing: Pairing) -> Pair:
    """The pair with pounds as money where the other side is money, and with the rate that a price leaves out."""
    sources, conversions = pair.sources, pair.conversions
    kinds = sources[-1].kind, conversions[-1].kind
    if kinds[0] is kinds[1] is Kind.MONEY and sources[-1].unit.terms[1:]:
        return with_rate(pair, pairing)
    if kinds[0] is kinds[1] or Kind.MONEY not in kinds or Kind.MEASURE not in kinds:
        return pair
    return pair._replace(sources=tuple(map(_in_money, sources)), conversions=tuple(map(_in_money, conversions)))


def _in_money(quantity: Quantity) -> Quantity:
    """The quantity in the sense in which it is money, if it has one."""
    sense = next((unit for unit in quantity.senses if unit.kind is Kind.MONEY), None)
    if quantity.kind is Kind.MONEY or sense is None:
        return quantity
    return replace(quantity.read_as(sense), kind=Kind.MONEY, senses=())


def _is_news(finding: Finding, about: list[Finding]) -> bool:
    """Does a pair of two conversions say what those `about` one of them do not?

    Where a member breaks the others it is shown with the source; two conversions are shown where only they disagree, or
    where their source could not be compared at all.
    """
    if all(other.reason is Reason.DIMENSIONS for other in about):
        return True
    return finding.verdict is Verdict.DISAGREE and all(other.verdict is not Verdict.DISAGREE for other in about)
