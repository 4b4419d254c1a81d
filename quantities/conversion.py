"""Exact conversion through pint: the one module that imports it, and only when it is first asked for.

pint works here with fractions instead of floats, so what is exact by definition stays exact (an inch is 127/5000 m); π
is pint's, to fifty digits, and cancels where it should (a turn is exactly 360 degrees).
"""

from __future__ import annotations

import difflib
import threading
import tokenize
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quantities.errors import ConversionError
from quantities.model import Quantity, Unit

if TYPE_CHECKING:
    import pint


class Worth(NamedTuple):
    """What one of a unit is in SI base units."""

    factor: Fraction = Fraction(1)
    dimension: tuple[tuple[str, int], ...] = ()
    offset: Fraction = Fraction(0)


def registry() -> pint.UnitRegistry[Any]:
    """The registry of this package: pint's units, those of `units.toml` that it lacks, and the currencies.

    Every currency is a unit of its own dimension (`[USD]`), its minor unit a part of it (`USD_cent`); percentage points
    and the like are parts of one. It is built when first asked for (a fifth of a second) and then shared: define nothing in it.
    """
    global _registry  # noqa: PLW0603  the one cache of this module, guarded by its lock
    if _registry is None:
        with _building:
            if _registry is None:
                _registry = _built()
    return _registry


_registry: pint.UnitRegistry[Any] | None = None
_building = threading.Lock()


def _built() -> pint.UnitRegistry[Any]:
    import pint

    made: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Fraction, on_redefinition="ignore")
    for line in _definitions():
        made.define(line)
    return made


def _definitions() -> list[str]:
    """The definitions of `units.toml` and one for every currency of `currencies.toml`, as pint reads them."""
    data = Path(__file__).parent / "data"
    units, money = (
        tomllib.loads((data / name).read_text(encoding="utf-8")) for name in ("units.toml", "currencies.toml")
    )
    lines = [f"{name} = {row['define']}" for name, row in units["units"].items() if "define" in row]
    for name, row in money["currencies"].items():
        lines.append(f"{name} = {name[:name.index('_')]} / {row['parts']}" if "parts" in row else f"{name} = [{name}]")
    return lines


def worth(expression: str) -> Worth:
    """The exact factor, dimension and offset of a pint expression.

    >>> worth("mile / hour")
    Worth(factor=Fraction(1397, 3125), dimension=(('[length]', 1), ('[time]', -1)), offset=Fraction(0, 1))
    """
    units = registry()
    with _reading(expression):
        number, unit = _unit(units, expression)
        zero, one = (units.Quantity(Fraction(n), unit).to_base_units() for n in (0, 1))
    dimension = tuple(sorted((name, int(power)) for name, power in one.dimensionality.items()))
    offset = Fraction(zero.magnitude)
    return Worth((Fraction(one.magnitude) - offset) * number, dimension, offset)


@contextmanager
def _reading(expression: str) -> Iterator[None]:
    """Turns whatever pint and its parser raise over an expression into a ConversionError."""
    import pint

    try:
        yield
    except pint.UndefinedUnitError as problem:
        unknown = problem.unit_names if isinstance(problem.unit_names, str) else problem.unit_names[0]
        near = difflib.get_close_matches(unknown, list(registry()), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ConversionError(f"{expression!r}: there is no unit {unknown!r}{hint}") from None
    except pint.PintError as problem:
        raise ConversionError(f"{expression!r}: {problem}") from None
    except (SyntaxError, TypeError, ValueError, ArithmeticError, AttributeError, tokenize.TokenError) as problem:
        raise ConversionError(f"{expression!r} is no unit expression: {problem}") from None


def _unit(units: pint.UnitRegistry[Any], expression: str) -> tuple[Fraction, Any]:
    """The number in a pint expression (1/100 in litres per 100 km), and its unit."""
    parsed = units.parse_expression(expression)
    if isinstance(parsed, units.Quantity):
        return Fraction(parsed.magnitude), parsed.units
    return Fraction(parsed), units.dimensionless
