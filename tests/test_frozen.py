"""What is made of fields never changes, and says what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quantities import extract
from quantities.frozen import Frozen, replace

if TYPE_CHECKING:
    from quantities.model import Quantity


class Place(Frozen):
    """A place to try it on."""

    line: int
    column: int = 1


@pytest.fixture
def quantity() -> Quantity:
    return extract("It is 5 km off.")[0]


def test_a_quantity_never_changes(quantity: Quantity) -> None:
    with pytest.raises(AttributeError, match="Quantity never changes: start cannot be set"):
        quantity.start = 3  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Quantity never changes: unit cannot be deleted"):
        del quantity.unit
    assert (quantity.start, quantity.unit.expression) == (6, "kilometer")


def test_another_one_with_a_change_leaves_the_first_as_it_is(quantity: Quantity) -> None:
    other = replace(quantity, of="road")
    assert (quantity.of, other.of) == (None, "road")
    assert other != quantity
    assert replace(other, of=None) == quantity
    assert hash(replace(other, of=None)) == hash(quantity)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), ((1, 2, 3), {}), ((1,), {"line": 2}), ((1,), {"width": 2}), ((), {"column": 2})],
    ids=["none of what it needs", "too many", "one twice", "an unknown one", "not the one without a default"],
)
def test_what_does_not_fit_is_refused(given: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Place takes line, column"):
        Place(*given, **named)


def test_things_of_another_sort_are_other_things() -> None:
    assert Place(3) == Place(3, 1)
    assert Place(3) != (3, 1)
    assert repr(Place(3)) == "Place(line=3, column=1)"
