"""Which quantities of a text claim to be the same amount.

    pair ::= source joint conversion (separator conversion)*

The text between two neighbours is matched whole against the joints of `pairing.toml`; nothing further away is looked
at, so that the cost is proportional to the number of quantities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.frozen import replace
from quantities.judging.grammar import Pairing
from quantities.judging.joints import CLOSED, Joint
from quantities.model import Form, Kind, Pair, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quantities.lexicon import Lexicon

REACH = 120
"""More characters than this between two figures are never a joint."""
PARAGRAPH = 1000
"""How far back a quotation may have been opened."""

Side = tuple[Quantity, ...]
"""One quantity, or the members of a list."""


def pairs(text: str, quantities: Sequence[Quantity], lexicon: Lexicon) -> Iterator[Pair]:
    """The pairs of `text`, one for each source and conversion, in the order of the text.

    `quantities` are those of the text, in order and without overlap.
    """
    pairing = lexicon.compiled(Pairing)
    possible = pairing.joints.possible.match
    sides = sides_of(quantities)
    at = 0
    while at + 1 < len(sides):
        start, end = sides[at][-1].end, sides[at + 1][0].start
        near = end - start <= REACH and possible(text, start, end)
        joint = _joint(text, sides, at, pairing) if near else None
        if joint is None:
            at += 1
            continue
        quoted = in_quotation(text, sides[at][0].start)
        last, conversions = _conversions(text, sides, at + 1, joint, pairing)
        for conversion in conversions:
            yield _pair(text, sides, at, conversion, joint, quoted, pairing)
        at = last


def sides_of(quantities: Sequence[Quantity]) -> list[Side]:
    """The quantities with the members of a list put together."""
    sides: list[Side] = []
    members: list[Quantity] = []  # a list may be very long: it grows in place
    for quantity in quantities:
        if members and (quantity.series is None or quantity.series != members[0].series):
            sides.append(tuple(members))
            members.clear()
        members.append(quantity)
    return [*sides, tuple(members)] if members else sides


def _joint(text: str, sides: list[Side], at: int, pairing: Pairing) -> Joint | None:
    """What joins a side to the next one."""
    start, end = sides[at][-1].end, sides[at + 1][0].start
    if end - start > REACH:
        return None
    joint = pairing.joints.between(text, sides[at][0].start, start, end)
    if joint is None or (joint.closing and not joint.closing.match(text, sides[at + 1][-1].end)):
        return None
    return joint


def _conversions(text: str, sides: list[Side], at: int, joint: Joint, pairing: Pairing) -> tuple[int, list[Side]]:
    """The index of the last conversion of a source whose first is at `at`, and all of them."""
    if text.startswith(CLOSED, sides[at][-1].end):
        return at, [sides[at]]
    last = _last_conversion(text, sides, at, joint, pairing)
    return last, sides[at : last + 1] + _behind_nested(text, sides, last, joint, pairing)


def _last_conversion(text: str, sides: list[Side], at: int, joint: Joint, pairing: Pairing) -> int:
    """The index of the last conversion that is joined to the same source as the one at `at`."""
    while at + 1 < len(sides):
        start, end = sides[at][-1].end, sides[at + 1][0].start
        if end - start > REACH or not pairing.joints.goes_on(joint, text, start, end):
            break
        at += 1
    return at


def _behind_nested(text: str, sides: list[Side], at: int, joint: Joint, pairing: Pairing) -> list[Side]:
    """The conversions behind a bracket within the bracket: C of `A (B (b); C)`, where b is another B."""
    if not joint.bracket or at + 1 == len(sides) or text.startswith(CLOSED, sides[at][-1].end):
        return []
    inner = _joint(text, sides, at, pairing)
    if inner is None or not inner.bracket:
        return []
    last = _last_conversion(text, sides, at + 1, inner, pairing)
    if last + 1 == len(sides):
        return []
    start, end = sides[last][-1].end, sides[last + 1][0].start
    if end - start > REACH or not pairing.joints.resumes(text, start, end):
        return []
    return sides[last + 1 : _last_conversion(text, sides, last + 1, joint, pairing) + 1]


def _pair(
    text: str, sides: list[Side], at: int, conversions: Side, joint: Joint, quoted: bool, pairing: Pairing
) -> Pair:
    sources = sides[at]
    start, end = sources[-1].end, conversions[0].start
    if before := _described(text, sides, at, conversions, pairing):
        return Pair((before,), conversions, joint.name, quoted, firm=False)
    if len(conversions) == 1 and conversions[0].form is not Form.RANGE:
        sources = sources[-1:]
    firm = True
    if joint.bracket or joint.opened:
        firm = pairing.joints.is_firm(text, start, min(end, start + REACH), conversions[-1].end)
    return Pair(sources, conversions, joint.name, quoted, firm=firm, addend=_addend(text, sides, at, pairing))


def _described(text: str, sides: list[Side], at: int, conversions: Side, pairing: Pairing) -> Quantity | None:
    """The source before a count that stands between: the length of a 300-metre, three-arch bridge (984 ft)."""
    count = sides[at][-1]
    if not at or len(conversions) > 1 or count.units[-1].dimension:
        return None
    dimension = conversions[-1].unit.dimension
    if not dimension:
        return None
    before = sides[at - 1][-1]
    near = before.unit.dimension == dimension and count.start - before.end <= REACH
    return before if near and pairing.joints.described.fullmatch(text, before.end, count.start) else None


def _addend(text: str, sides: list[Side], at: int, pairing: Pairing) -> Quantity | None:
    """What the source may have to be added to: the cup of "1/4 cup plus 2 tablespoons (90 ml)"."""
    if not at or len(sides[at]) > 1:
        return None
    before, source = sides[at - 1][-1], sides[at][0]
    return before if before.kind is Kind.MEASURE and pairing.joints.is_sum(text, before.end, source.start) else None


def with_rate(pair: Pair, pairing: Pairing) -> Pair:
    """The pair with the rate of its source on both sides where its bracket leaves that out: 400 rupees a day ($4.80).

    In one currency another rate may be meant: £20 a week (£1,040).
    """
    source, conversion = pair.sources[-1].unit, pair.conversions[-1].unit
    below = [(name, power) for name, power in source.terms if power < 0]
    bare = conversion.terms and all(power > 0 for _, power in conversion.terms)
    if not below or not bare or source.kind is not conversion.kind or not pairing.joints.named[pair.form].bracket:
        return pair
    if (one := source.currency) and (other := conversion.currency) and one.code == other.code:
        return pair
    if source.multiple != 1 or any(name not in pairing.units for name, _ in below):
        return pair
    return pair._replace(conversions=tuple([_rated(quantity, below, pairing) for quantity in pair.conversions]))


def _rated(quantity: Quantity, below: Sequence[tuple[str, int]], pairing: Pairing) -> Quantity:
    units, senses = list(quantity.units), list(quantity.senses)
    for name, power in below:
        rate = pairing.units[name] ** power
        units, senses = [unit * rate for unit in units], [unit * rate for unit in senses]
    return replace(quantity, units=tuple(units), senses=tuple(senses))


def in_quotation(text: str, place: int) -> bool:
    """Does a place of the text stand inside quotation marks?"""
    start = max(0, place - PARAGRAPH)
    start = max(start, text.rfind("\n", start, place) + 1)
    if text.rfind("“", start, place) > text.rfind("”", start, place):
        return True
    inside = False
    mark = text.find('"', start, place)
    while mark >= 0:
        if inside or not text[mark - 1 : mark].isdigit():  # after a number it may be inches
            inside = not inside
        mark = text.find('"', mark + 1, place)
    return inside
