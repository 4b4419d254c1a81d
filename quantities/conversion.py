"""Exact conversion through pint: the one module that imports it, and only when it is first asked for.

Two registries are kept. Conversions are worked out with fractions, so that what is exact by definition stays exact (an
inch is 127/5000 m; π is pint's, to fifty digits, and cancels where it should: a turn is exactly 360 degrees). What is
handed out as a pint quantity lives in an ordinary registry of floats, for pint cannot print fractions on every Python.
"""

from __future__ import annotations

import threading
import tokenize
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quantities.errors import ConversionError, nearest
from quantities.frozen import NamedTuple
from quantities.model import BASE_UNITS, Quantity, Unit

if TYPE_CHECKING:
    import pint

    Registry = pint.UnitRegistry[Any]


class Worth(NamedTuple):
    """What one of a unit is in SI base units, and where its zero lies in kelvins if it is a level of temperature."""

    factor: Fraction = Fraction(1)
    dimension: tuple[tuple[str, int], ...] = ()
    offset: Fraction = Fraction(0)


def registry() -> Registry:
    """The pint registry that quantities are given in: pint's units, those it lacks, and the currencies.

    Every currency is a unit of its own dimension (`[USD]`), its minor unit a part of it (`USD_cent`). Built when first
    asked for (a fifth of a second) and shared from then on, so define nothing in it: hand your own to `to_pint`.

    >>> print(registry()("250 EUR_cent").to("EUR"))
    2.5 EUR
    """
    with _lock:
        return _shared()


def to_pint(quantity: Quantity, registry: Registry | None = None) -> pint.Quantity[Any]:
    """A quantity as pint's own, in the registry given or in the one of this package.

    Counted things are dimensionless there. Currencies that the registry lacks are defined in it. A unit that it lacks,
    or holds for something else (`decade`), is given in SI base units. Raises ConversionError for a range, which has no
    single magnitude.

    >>> from quantities import parse
    >>> print(to_pint(parse("7.5 miles")).to("yard"))
    13200.0 yard
    """
    if quantity.magnitude is None:
        raise ConversionError(f"{quantity.surface!r} is a range, which pint has no quantity for; convert its two ends")
    number, unit = quantity.magnitude.number, quantity.unit
    with _lock:
        target = registry if registry is not None else _shared()
        _define_money(unit, target)
        named = _named(unit, target)
        if named is None:
            return target.Quantity(_as(target.non_int_type, unit.to_base(number)), _si(unit, target))
        return target.Quantity(_as(target.non_int_type, number / unit.multiple), named)


def convert(quantity: Quantity, expression: str) -> Fraction | tuple[Fraction, Fraction]:
    """The exact number of a quantity, or low and high of a range, in the unit of any pint expression.

    Fuel economy goes both ways: miles per gallon become litres per 100 km. Raises ConversionError where the dimensions
    differ (two currencies have no fixed rate), where a difference of temperature meets a level, and for an expression
    that pint cannot read.

    >>> from quantities import parse
    >>> convert(parse("5 ft 11 in"), "centimeter")
    Fraction(9017, 50)
    """
    source, target = quantity.unit, worth(expression)
    if source.is_level != bool(target.offset) and "delta_" in source.expression + expression:
        raise ConversionError(
            f"{quantity.surface!r}: a difference of temperature is no level, nor the reverse; not in {expression!r}"
        )
    if target.dimension == source.dimension:
        numbers = tuple((source.to_base(n) - target.offset) / target.factor for n in _numbers(quantity))
    elif source.dimension in _FUEL and target.dimension in _FUEL:
        if 0 in _numbers(quantity):
            raise ConversionError(f"{quantity.surface!r}: nothing has no counterpart in {expression!r}")
        numbers = tuple(1 / (source.to_base(n) * target.factor) for n in reversed(_numbers(quantity)))
    else:
        raise ConversionError(
            f"{quantity.surface!r} is in {_shown(source.dimension)}, {expression!r} in {_shown(target.dimension)}"
        )
    return numbers[0] if len(numbers) == 1 else (numbers[0], numbers[-1])


@lru_cache(maxsize=1024)
def worth(expression: str, definitions: tuple[str, ...] = ()) -> Worth:
    """The exact factor, dimension and offset of a pint expression, which may use units of further `definitions`.

    >>> worth("mile / hour")
    Worth(factor=Fraction(1397, 3125), dimension=(('[length]', 1), ('[time]', -1)), offset=Fraction(0, 1))
    """
    with _lock, _reading(expression):
        units = _exact(definitions)
        parsed = units.parse_expression(expression)
        if not isinstance(parsed, units.Quantity):
            parsed = units.Quantity(parsed)
        zero, one = (units.Quantity(Fraction(n), parsed.units).to_base_units() for n in (0, 1))
        offset = Fraction(zero.magnitude)
        factor = (Fraction(one.magnitude) - offset) * Fraction(parsed.magnitude)
    powers: dict[str, Any] = dict(one.dimensionality)
    if not factor or any(power != int(power) for power in powers.values()):
        raise ConversionError(f"{expression!r} is not a unit to convert to")
    return Worth(factor, tuple(sorted((name, int(power)) for name, power in powers.items())), offset)


_lock = threading.RLock()  # pint fills caches of its own when it reads an expression
_SAME = 1e-5
"""How far a registry's own unit may be off: its acre may be of survey feet, larger by 4 parts in a million."""

_FUEL = ((("[length]", -2),), (("[length]", 2),))


@lru_cache(maxsize=1)
def _shared() -> Registry:
    """Pint's own registry with the units that it lacks; what it holds for something else (`decade`) it keeps so."""
    import pint

    made: Registry = pint.UnitRegistry()
    for name, row in _rows("units").items():
        if "define" in row and name not in made:
            made.define(f"{name} = {row['define']}")
    for name in _rows("currencies"):
        _define_currency(name, made)
    return made


@lru_cache(maxsize=8)
def _exact(definitions: tuple[str, ...] = ()) -> Registry:
    """Pint's definitions in fractions, with ours in place of its own where they differ.

    Its file is loaded afterwards, for a registry that starts with it has worked out all its units before ours come.
    """
    import pint

    made: Registry = pint.UnitRegistry(None, non_int_type=Fraction, on_redefinition="ignore", system="mks")
    made.load_definitions(Path(pint.__file__).parent / "default_en.txt")
    for name, row in _rows("units").items():
        if "define" in row:
            made.define(f"{name} = {row['define']}")
    for name in _rows("currencies"):
        _define_currency(name, made)
    for line in definitions:
        made.define(line)
    return made


@lru_cache(maxsize=2)
def _rows(table: str) -> dict[str, Any]:
    """The rows of a data file: `units` of units.toml, `currencies` of currencies.toml."""
    rows: dict[str, Any] = tomllib.loads((Path(__file__).parent / f"data/{table}.toml").read_text("utf-8"))[table]
    return rows


def _define_currency(name: str, target: Registry) -> None:
    parts = _rows("currencies")[name].get("parts")
    target.define(f"{name} = {name.partition('_')[0]} / {parts}" if parts else f"{name} = [{name}]")


@contextmanager
def _reading(expression: str) -> Iterator[None]:
    """Turns whatever pint and its parser raise over an expression into a ConversionError."""
    import pint

    try:
        yield
    except pint.UndefinedUnitError as problem:
        names = problem.unit_names
        unknown = names if isinstance(names, str) else next(iter(names))
        raise ConversionError(f"{expression!r}: there is no unit {unknown!r}{nearest(unknown, _exact())}") from None
    except (
        pint.PintError,
        SyntaxError,
        TypeError,
        ValueError,
        ArithmeticError,
        AssertionError,
        AttributeError,
    ) as problem:
        raise ConversionError(f"{expression!r} is no unit expression") from problem
    except tokenize.TokenError as problem:
        raise ConversionError(f"{expression!r} is no unit expression") from problem


def _define_money(unit: Unit, target: Registry) -> None:
    """Give a registry the currencies of a unit that it lacks."""
    for dimension, _ in unit.dimension:
        if dimension not in BASE_UNITS and dimension.strip("[]") not in target:
            target.define(f"{dimension.strip('[]')} = {dimension}")
    for name, _ in unit.terms:
        if name in _rows("currencies") and name not in target:
            _define_currency(name, target)


def _named(unit: Unit, target: Registry) -> Any:
    """The unit under its own name, counted things left out; None where the registry holds it for something else."""
    known = Unit(tuple((name, power) for name, power in unit.terms if name in target))
    named = target.parse_units(known.expression)
    if unit.is_level or any(_rows("units").get(name, {}).get("scale") == "logarithmic" for name, _ in unit.terms):
        return named
    if dict(target.get_dimensionality(named)) != dict(unit.dimension):
        return None
    one = target.Quantity(_as(target.non_int_type, Fraction(1)), named).to(_si(unit, target)).magnitude
    return named if isclose(one, unit.factor * unit.multiple, rel_tol=_SAME) else None


def _si(unit: Unit, target: Registry) -> Any:
    """The SI base units (for money, the currency) of a unit's dimension."""
    based = Unit(tuple((BASE_UNITS.get(name, name.strip("[]")), power) for name, power in unit.dimension))
    return target.parse_units(based.expression)


def _as(number: type, exact: Fraction) -> Any:
    """A fraction as the kind of number that a registry works with."""
    return number(exact) if number is not Decimal else Decimal(exact.numerator) / Decimal(exact.denominator)


def _numbers(quantity: Quantity) -> tuple[Fraction, ...]:
    if quantity.ends is not None:
        return quantity.ends
    assert quantity.magnitude is not None
    return (quantity.magnitude.number,)


def _shown(dimension: tuple[tuple[str, int], ...]) -> str:
    return Unit(dimension).expression or "no dimension"
