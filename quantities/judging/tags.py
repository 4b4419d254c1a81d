"""Price tags: what a seller asks in every market, £9.99 / $14.99, converts nothing.

    tags := charm joint charm | (charm | round) beside (charm | round), one of them a charm, or beside such a pair

A charm is a price that ends just below a round one; a joint that sets two markets `beside` each other is marked in
`pairing.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantities.model import Form, Kind, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quantities.judging.grammar import Pairing
    from quantities.model import Quantity


def tagged(pairs: Sequence[Pair], pairing: Pairing) -> list[Pair]:
    """The pairs, those of two price tags no longer firm: they say nothing of a rate."""
    if not any(_is_certain(pair, pairing) for pair in pairs):
        return list(pairs)
    return [pair._replace(firm=False) if _may_be(pair, pairing) else pair for pair in pairs]


def _is_certain(pair: Pair, pairing: Pairing) -> bool:
    charms = [_is_charm(quantity, pairing) for quantity in _sides(pair)]
    return all(charms) or (any(charms) and _may_be(pair, pairing))


def _may_be(pair: Pair, pairing: Pairing) -> bool:
    """Are the two tags, if there are any in the text?"""
    sides = _sides(pair)
    if all(_is_charm(quantity, pairing) for quantity in sides):
        return True
    beside = pairing.joints.named[pair.form].beside
    return beside and all(_is_charm(quantity, pairing) or _is_round(quantity, pairing) for quantity in sides)


def _sides(pair: Pair) -> tuple[Quantity, Quantity]:
    return pair.sources[-1], pair.conversions[-1]


def _is_charm(quantity: Quantity, pairing: Pairing) -> bool:
    digits = _price(quantity)
    return digits is not None and digits.endswith(pairing.tags["charms"])


def _is_round(quantity: Quantity, pairing: Pairing) -> bool:
    digits = _price(quantity)
    return digits is not None and (len(digits) <= _WHOLE or digits.endswith(pairing.tags["rounds"]))


_WHOLE = 3
"""A price without decimals that has so many digits may be on any tag."""


def _price(quantity: Quantity) -> str | None:
    """The digits of an amount of money that may be on a tag: in full, in whole units or with cents."""
    if quantity.kind is not Kind.MONEY or quantity.form is not Form.SINGLE or len(quantity.unit.terms) > 1:
        return None
    numeral = quantity.numerals[0]
    whole, point, cents = numeral.digits.partition(".")
    told = not numeral.power and whole.isdecimal() and (cents.isdecimal() and len(cents) == 2 if point else True)
    return numeral.digits if told else None
