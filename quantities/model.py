"""The value types that every stage hands to the next: no I/O, no regex, no pint.

All of them are immutable, compare by content, hash, copy and pickle.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import cached_property, partial
from math import lcm
from typing import TYPE_CHECKING, Any

from quantities.frozen import Frozen, NamedTuple, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    import pint

    from quantities.lexicon import Lexicon

SCHEMA_VERSION = 1

Span = tuple[int, int]
"""Start and end of a surface form: `text[start:end]`, in code points of the text as given."""


class Kind(StrEnum):
    """What sort of amount a quantity is.

    `measure` (5 km, 20 °C), `money` ($5m, 50 cents), `percent` (also points and permille), `count` (400 vehicles),
    `age` (aged 40) or `number` (a bare one).
    """

    MEASURE = "measure"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    AGE = "age"
    NUMBER = "number"


class Form(StrEnum):
    """How its numerals are put together.

    `single` (5 km), `range` (5 to 7 km), `compound` (5 ft 11 in) or `plus_minus` (5 ± 0.2 km).
    """

    SINGLE = "single"
    RANGE = "range"
    COMPOUND = "compound"
    PLUS_MINUS = "plus_minus"


class Hedge(StrEnum):
    """What the words around a quantity make of its bounds.

    `about` (some, nearly, almost), `more_than` (over), `at_least`, `less_than` (under) or `at_most` (up to).
    """

    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Change(StrEnum):
    """The direction of the move whose amount a quantity is: `up` (rose 5 per cent) or `down` (lost 5 per cent)."""

    UP = "up"
    DOWN = "down"


class Numeral(NamedTuple):
    """A number as written: its place, and its digits in a normal form that keeps the precision.

    `digits` is a decimal (`-2.50`), a fraction (`3/4`) or a mixed number (`1 1/2`); the number is `digits` times ten to
    the `power` (`5 million`: `5` and 6).
    """

    start: int
    end: int
    digits: str
    power: int = 0

    @property
    def parts(self) -> Parts:
        """The number and the places it may be good to, in integers."""
        return Parts.of(self.digits, self.power)

    @property
    def magnitude(self) -> Magnitude:
        """The exact number and the places it may be good to."""
        return self.parts.magnitude


class Magnitude(NamedTuple):
    """An exact number with the precision it was written to.

    `finest` is the place of the last written digit, `coarsest` that of the last digit that is not a padding zero: the
    number may be good to anything between. A fraction n/d is good to 1/(2d) at the finest and 1/d at the coarsest.

    >>> Magnitude.of("2000")
    Magnitude(number=Fraction(2000, 1), finest=Fraction(1, 1), coarsest=Fraction(1000, 1))
    >>> Magnitude.of("2.50", 6).finest
    Fraction(10000, 1)
    """

    number: Fraction
    finest: Fraction
    coarsest: Fraction

    @classmethod
    def of(cls, digits: str, power: int = 0) -> Magnitude:
        """The magnitude of `digits` (see `Numeral`) times ten to the `power`."""
        return Parts.of(digits, power).magnitude

    @property
    def parts(self) -> Parts:
        """The same in integers."""
        over = lcm(*(part.denominator for part in self))
        number, finest, coarsest = (part.numerator * (over // part.denominator) for part in self)
        return Parts(number, finest, coarsest, over)


class Parts(NamedTuple):
    """A magnitude in integers, which are ten times as fast as fractions: so many parts, of which `over` make one.

    >>> Parts.of("2.50"), Parts.of("1 3/4")
    (Parts(number=250, finest=1, coarsest=1, over=100), Parts(number=14, finest=1, coarsest=2, over=8))
    """

    number: int
    finest: int
    coarsest: int
    over: int = 1

    @classmethod
    def of(cls, digits: str, power: int = 0) -> Parts:
        """The parts of `digits` (see `Numeral`) times ten to the `power`."""
        if "/" in digits:
            return cls._of_fraction(digits, power)
        whole, _, decimals = digits.partition(".")
        count, last = int(whole + decimals), power - len(decimals)
        zeros = 0 if decimals or not count else len(whole) - len(whole.rstrip("0"))
        if last < 0:
            return cls(count, 1, 10**zeros, 10**-last)
        place = 10**last
        return cls(count * place, place, place * 10**zeros)

    def times(self, top: int, bottom: int) -> Parts:
        """As many digits, worth `top` over `bottom` as much."""
        number, finest, coarsest, over = self
        return Parts(number * top, finest * abs(top), coarsest * abs(top), over * bottom)

    @classmethod
    def _of_fraction(cls, digits: str, power: int) -> Parts:
        whole, _, ratio = digits.rpartition(" ")
        count, _, denominator = ratio.partition("/")
        over, part = 2 * int(denominator), 2 * int(count)
        number = over * int(whole or 0) + (-part if whole.startswith("-") else part)
        times = 10 ** abs(power)
        return cls(number * times, times, 2 * times, over) if power >= 0 else cls(number, 1, 2, over * times)

    @property
    def magnitude(self) -> Magnitude:
        """The same as exact fractions."""
        number, finest, coarsest, over = self
        return Magnitude(Fraction(number, over), Fraction(finest, over), Fraction(coarsest, over))


_ZERO, _ONE = Fraction(0), Fraction(1)


class Currency(NamedTuple):
    """What a unit of money is in, and what it is the price of (nothing, a barrel, a share)."""

    code: str
    per: tuple[tuple[str, int], ...]


class Unit(Frozen):
    """What a number is a number of, worth `factor` of the SI base units of its `dimension`.

    `terms` are pint names (ISO 4217 codes for money, the singular noun for counted things) with their exponents, in the
    order written. `multiple` is a number inside the unit (100 in `liter / (100 * kilometer)`, 100000 in `per 100,000
    people`); it always divides. A level of temperature has the `offset` of its zero in kelvins.

    >>> km = Unit((("kilometer", 1),), Fraction(1000), (("[length]", 1),))
    >>> hour = Unit((("hour", 1),), Fraction(3600), (("[time]", 1),))
    >>> print(km / hour, (km / hour).factor, (km**2).dimensionality, sep=", ")
    kilometer / hour, 5/18, [length] ** 2
    """

    terms: tuple[tuple[str, int], ...]
    factor: Fraction = _ONE
    dimension: tuple[tuple[str, int], ...] = ()
    offset: Fraction = _ZERO
    kind: Kind = Kind.MEASURE
    multiple: int = 1

    def __init__(  # as for Quantity
        self,
        terms: tuple[tuple[str, int], ...],
        factor: Fraction = _ONE,
        dimension: tuple[tuple[str, int], ...] = (),
        offset: Fraction = _ZERO,
        kind: Kind = Kind.MEASURE,
        multiple: int = 1,
    ) -> None:
        fields = self.__dict__
        fields["terms"], fields["factor"], fields["dimension"] = terms, factor, dimension
        fields["offset"], fields["kind"], fields["multiple"] = offset, kind, multiple

    @cached_property
    def expression(self) -> str:
        """The unit as an expression that pint reads (`kilometer ** 2`, `mile / hour`)."""
        return _expression(self.terms, self.multiple)

    @property
    def dimensionality(self) -> str | None:
        """Its dimensionality as pint writes it (`[length] ** 2`), or None where there is none."""
        return _expression(self.dimension) if self.dimension else None

    @cached_property
    def currency(self) -> Currency | None:
        """The currency of a unit of money; None for all else.

        >>> from quantities import Lexicon
        >>> Lexicon.default().units["GBP_penny"].currency
        Currency(code='GBP', per=())
        """
        if self.kind is not Kind.MONEY:
            return None
        codes = [power for power in self.dimension if len(power[0]) == 5 and power[0].isupper()]
        if len(codes) != 1:
            return None
        return Currency(codes[0][0][1:-1], tuple(power for power in self.dimension if power not in codes))

    def __str__(self) -> str:
        return self.expression

    def __pow__(self, exponent: int) -> Unit:
        return Unit(
            tuple((name, e * exponent) for name, e in self.terms),
            self.factor**exponent,
            tuple((name, e * exponent) for name, e in self.dimension),
            kind=self.kind,
        )

    def __mul__(self, other: Unit) -> Unit:
        return Unit(
            _joined(self.terms, other.terms),
            self.factor * other.factor,
            tuple(sorted(_joined(self.dimension, other.dimension))),
            kind=self.kind,
            multiple=self.multiple * other.multiple,
        )

    def __truediv__(self, other: Unit) -> Unit:
        return self * other**-1

    def over(self, multiple: int) -> Unit:
        """This unit with a number in its denominator: `per` 100,000 people, litres per 100 km."""
        return replace(self, factor=self.factor / multiple, multiple=self.multiple * multiple)

    @property
    def is_level(self) -> bool:
        """Is it a level of temperature, to be converted with its offset?"""
        return bool(self.offset)

    @property
    def difference(self) -> Unit:
        """The unit of a difference of temperature for a level; itself for all else."""
        if not self.is_level:
            return self
        return replace(self, terms=((f"delta_{self.terms[0][0]}", 1),), offset=Fraction(0))

    def to_base(self, number: Fraction) -> Fraction:
        """A number of this unit in SI base units (kelvins for levels of temperature)."""
        return number * self.factor + self.offset

    def from_base(self, number: Fraction) -> Fraction:
        """The reverse of `to_base`."""
        return (number - self.offset) / self.factor


BARE = Unit((), kind=Kind.NUMBER)
"""The unit of a number without one."""


class Quantity(Frozen):
    """A magnitude and a unit, read from a place in a text: `text[start:end] == surface`, always.

    >>> from quantities import extract
    >>> [quantity] = extract("The tank lost nearly 30 gallons.")
    >>> quantity, quantity.kind.value, quantity.hedge.value
    (<Quantity '30 gallons' at 21:31: 30 gallon>, 'measure', 'about')
    >>> float(quantity), float(quantity.to("liter")), quantity.magnitude.coarsest
    (30.0, 113.56235352, Fraction(10, 1))
    >>> [str(unit) for unit in quantity.senses]
    ['imperial_gallon']

    `magnitude` is exact (None for a range: it has `ends`), `unit` is its unit, `to` converts it, `quantity` is
    pint's own, `explain` tells how it was read, and `to_dict` makes a record of it.

    `numerals` and `units` go together, one unit a numeral: one of each for a single quantity, two for a range (low and
    high as written) and for ± (centre and margin), two or more for a compound. `senses` are other units that the same
    words may mean. `series` is the span of the list (`2, 4 and 6 inches`, `6 m x 9 m`) that it is a member of. `rule`
    names the reading rule that made it.
    """

    surface: str
    start: int
    end: int
    kind: Kind
    numerals: tuple[Numeral, ...]
    units: tuple[Unit, ...]
    form: Form = Form.SINGLE
    hedge: Hedge | None = None
    change: Change | None = None
    counted: str | None = None
    of: str | None = None
    senses: tuple[Unit, ...] = ()
    series: Span | None = None
    rule: str = ""

    def __init__(  # the one that it inherits takes three times as long
        self,
        surface: str,
        start: int,
        end: int,
        kind: Kind,
        numerals: tuple[Numeral, ...],
        units: tuple[Unit, ...],
        form: Form = Form.SINGLE,
        hedge: Hedge | None = None,
        change: Change | None = None,
        counted: str | None = None,
        of: str | None = None,
        senses: tuple[Unit, ...] = (),
        series: Span | None = None,
        rule: str = "",
    ) -> None:
        fields = self.__dict__
        fields["surface"], fields["start"], fields["end"] = surface, start, end
        fields["kind"], fields["numerals"], fields["units"], fields["form"] = kind, numerals, units, form
        fields["hedge"], fields["change"], fields["counted"], fields["of"] = hedge, change, counted, of
        fields["senses"], fields["series"], fields["rule"] = senses, series, rule

    @property
    def span(self) -> Span:
        """Start and end in the text, in code points."""
        return self.start, self.end

    @property
    def unit(self) -> Unit:
        """The unit of the whole: of a compound its smallest written one; of money in two units the major one."""
        units = self.units
        if len(units) > 1 and self.form is Form.COMPOUND and self.kind is Kind.MONEY:
            return units[0]
        return units[-1]

    def read_as(self, unit: Unit) -> Quantity:
        """The same words read with another unit (one of its senses)."""
        return replace(self, units=(unit,) * len(self.units))

    @property
    def parts(self) -> tuple[Parts, ...]:
        """Every numeral's magnitude in integers, all in `unit`."""
        unit = self.unit
        return tuple(_in_unit(n.parts, u, unit) for n, u in zip(self.numerals, self.units, strict=True))

    @property
    def total(self) -> Parts:
        """The sum of the numerals of a compound, as good as the last of them."""
        parts = self.parts
        over = lcm(*(part.over for part in parts))
        number = sum(abs(part.number) * (over // part.over) for part in parts)
        last, times = parts[-1], over // parts[-1].over
        return Parts(-number if parts[0].number < 0 else number, last.finest * times, last.coarsest * times, over)

    @cached_property
    def magnitudes(self) -> tuple[Magnitude, ...]:
        """Every numeral's magnitude, all in `unit`."""
        return tuple(parts.magnitude for parts in self.parts)

    @cached_property
    def magnitude(self) -> Magnitude | None:
        """The magnitude in `unit`; of ± its centre; None for a range."""
        if self.form is Form.RANGE:
            return None
        return self.total.magnitude if self.form is Form.COMPOUND else self.magnitudes[0]

    @cached_property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """Low and high of a range or of ±, in `unit`; else None."""
        if self.form is Form.RANGE:
            low, high = sorted(m.number for m in self.magnitudes)
            return low, high
        if self.form is Form.PLUS_MINUS:
            centre, margin = (m.number for m in self.magnitudes)
            return centre - margin, centre + margin
        return None

    def __float__(self) -> float:
        if self.magnitude is None:
            raise TypeError(f"a range has no single number: {self.surface!r}; use .ends")
        return _as_float(self.magnitude.number)

    def __repr__(self) -> str:
        amount = " to ".join(_shown(n) for n in self.ends) if self.ends else _shown(self._number)
        return f"<Quantity {self.surface!r} at {self.start}:{self.end}: {amount} {self.unit}>".replace(" >", ">")

    @property
    def _number(self) -> Fraction:
        assert self.magnitude is not None
        return self.magnitude.number

    @property
    def quantity(self) -> pint.Quantity[float]:
        """This quantity as pint's own (see `quantities.conversion.to_pint` for other registries)."""
        from quantities import conversion

        return conversion.to_pint(self)

    def to(self, expression: str) -> Fraction | tuple[Fraction, Fraction]:
        """The exact number (low and high of a range) in the unit of any pint expression.

        Raises ConversionError for a unit that pint does not know, or of another dimension.

        >>> from quantities import parse
        >>> parse("5 ft 11 in").to("cm"), parse("1 to 2 miles").to("km")
        (Fraction(9017, 50), (Fraction(25146, 15625), Fraction(50292, 15625)))
        """
        from quantities import conversion

        return conversion.convert(self, expression)

    def explain(self, text: str | None = None, lexicon: Lexicon | None = None) -> str:
        """How it was read: rule, numbers, unit, senses, hedge and change, a line each; for people.

        With the `text` that it was read from, the words that make its hedge and its change are shown; give the
        `lexicon` where that was not the default one.

        >>> from quantities import extract
        >>> text = "The tank lost nearly 30 gallons."
        >>> print(extract(text)[0].explain(text))
        rule: unit behind. The unit stands behind it.
        number: 30 is 30, written to 1, perhaps only to 10
        unit: gallon, [length] ** 3; 0.11356235352 meter ** 3
        senses: 'gallons' may be gallon or imperial_gallon; gallon is taken first (US, 17 % smaller than the imperial)
        hedge: about: the number is not exact, as 'nearly' says
        """
        from quantities import explanation

        return "\n".join(explanation.of_quantity(self, text, lexicon))

    def normalised(self) -> dict[str, Any]:
        """Magnitude, or low and high, with the unit in SI base units; money in major units, percent as it is."""
        unit = self.unit
        if unit.kind is Kind.PERCENT or not unit.dimension:
            low, high = self.ends or (None, None)
            number = self.magnitude.number if self.magnitude else None
            return {**_amounts(number, low, high), "unit": unit.expression or None}
        low, high = (unit.to_base(n) for n in self.ends) if self.ends else (None, None)
        number = unit.to_base(self.magnitude.number) if self.magnitude else None
        return {**_amounts(number, low, high), "unit": _base_expression(unit)}

    def to_dict(self) -> dict[str, Any]:
        """The record of this quantity, ready for JSON. Its fields:

        - `surface`, `start`, `end`: the words of number and unit, and where they stand in the text, in code points
        - `kind`, `form`, `hedge`, `change`: see `Kind`, `Form`, `Hedge` and `Change`; the last two may be None
        - `magnitude`: the number; of a compound, in its smallest unit; None for a range. Where a float is not exact,
          `exact` holds it as a fraction
        - `low`, `high`: the ends of a range or of ±, else None
        - `unit`: an expression that pint reads (`kilometer ** 2`), a code of ISO 4217 (`USD`, `GBP_penny`), `percent`,
          `percentage_point`, `basis_point` or `permille`, the singular of the counted noun (`vehicle`), or a rate of
          these (`USD / oil_barrel`); None for a bare number
        - `counted`: of a count, what is counted, as written
        - `dimensionality`: as pint writes it (`[length] ** 2`), or None
        - `finest`, `coarsest`: the places that the number may be good to; None for ranges
        - `of`: what is measured, where the words say so (3 tonnes of wheat), else None
        - `normalised`: `magnitude`, or `low` and `high`, with `unit` in SI base units; money in major units; percent as
          it is
        - `senses`: the other units that the same words may mean

        >>> from quantities import parse
        >>> record = parse("about 3 tonnes of wheat").to_dict()
        >>> record["magnitude"], record["unit"], record["hedge"], record["of"], record["normalised"]["magnitude"]
        (3, 'metric_ton', 'about', 'wheat', 3000)
        """
        low, high = self.ends or (None, None)
        magnitude = self.magnitude
        record: dict[str, Any] = {
            "surface": self.surface,
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
            "form": self.form.value,
            **_amounts(magnitude.number if magnitude else None, low, high),
            "unit": self.unit.expression or None,
            "counted": self.counted,
            "dimensionality": self.unit.dimensionality,
            "hedge": self.hedge.value if self.hedge else None,
            "change": self.change.value if self.change else None,
            "finest": json_number(magnitude.finest) if magnitude else None,
            "coarsest": json_number(magnitude.coarsest) if magnitude else None,
            "of": self.of,
            "normalised": self.normalised(),
            "senses": [unit.expression for unit in self.senses],
        }
        return record


class Left(NamedTuple):
    """A place that looked like a quantity and was left alone, with the name of the rule that said so."""

    start: int
    end: int
    surface: str
    rule: str


class Verdict(StrEnum):
    """What the arithmetic says of a pair, from best to worst.

    - `exact`: one figure, converted, rounds to the other at its last written place
    - `rounded`: it does at a coarser step that the digits allow, as tens or fives
    - `loose`: they can be one amount only if both were rounded
    - `disagree`: no rounding makes them one amount
    - `unchecked`: there is nothing to say, for a `Reason`
    """

    EXACT = "exact"
    ROUNDED = "rounded"
    LOOSE = "loose"
    DISAGREE = "disagree"
    UNCHECKED = "unchecked"


class Reason(StrEnum):
    """Why a pair was not checked.

    - `dimensions`: the two measure different things
    - `no_rate`: two currencies, and nothing says what one is worth in the other
    - `unknown_unit`: what one of the units is worth is not known
    - `different_shape`: a list or a range beside something else
    - `not_a_conversion`: the words around them make it another thing
    - `retold`: not a pair, but perhaps one figure told twice, with two amounts
    """

    DIMENSIONS = "dimensions"
    NO_RATE = "no_rate"
    UNKNOWN_UNIT = "unknown_unit"
    DIFFERENT_SHAPE = "different_shape"
    NOT_A_CONVERSION = "not_a_conversion"
    RETOLD = "retold"


class Cause(StrEnum):
    """What probably went wrong, in the order in which they are tried.

    - `swapped`: the numbers changed places, or the factor was used the wrong way round
    - `offset`: the 32 of °F was forgotten, or added to a difference of temperature
    - `sign`: a minus is missing, or one too many
    - `repeated`: the number was not converted
    - `linear_factor`: the factor for miles was used for square miles
    - `confused_unit`: another unit of a like name was meant, as nautical and statute miles
    - `power_of_ten`: a decimal point, a zero, or million for billion
    - `other_unit`: another unit of the same dimension was meant
    - `transposed`: two digits changed places
    - `digit`: one digit is wrong, missing or one too many
    """

    SWAPPED = "swapped"
    OFFSET = "offset"
    SIGN = "sign"
    REPEATED = "repeated"
    LINEAR_FACTOR = "linear_factor"
    CONFUSED_UNIT = "confused_unit"
    POWER_OF_TEN = "power_of_ten"
    OTHER_UNIT = "other_unit"
    TRANSPOSED = "transposed"
    DIGIT = "digit"


class Pair(NamedTuple):
    """Two quantities (or two lists of equal length) that claim to be the same amount.

    `sources` and `conversions` have one member each, but for lists. `form` names the pattern that joined them, as
    `A (B)`. Where it is not `firm` the words around may make another thing of the conversion: it can be seen to agree,
    never not to. `addend` is what the source may have to be added to (`1/4 cup plus 2 tablespoons (90 ml)`).
    """

    sources: tuple[Quantity, ...]
    conversions: tuple[Quantity, ...]
    form: str
    quoted: bool = False
    firm: bool = True
    addend: Quantity | None = None


class Correction(NamedTuple):
    """A replacement that makes the pair agree: put it in the place of `text[start:end]`."""

    start: int
    end: int
    replacement: str


class Expected(NamedTuple):
    """The source in the conversion's unit, with the interval that its digits allow; for a range its two ends."""

    magnitude: Fraction | None
    low: Fraction | None
    high: Fraction | None
    interval: tuple[Fraction, Fraction]
    unit: Unit


class Details(NamedTuple):
    """What there is to say of a pair beyond its verdict."""

    message: str
    expected: Expected | None = None
    difference: float | None = None
    cause: Cause | None = None
    corrections: tuple[Correction, ...] = ()
    note: str = ""


class Finding(Frozen):
    """A pair with its verdict, what was expected, what probably went wrong and how to mend it.

    >>> from quantities import check
    >>> text = "It is 50 miles (93 km) away."
    >>> [finding] = check(text)
    >>> finding, finding.cause.value
    (<Finding Q101 at 6:21: '50 miles', '93 km' disagree>, 'confused_unit')
    >>> check("$5m (£3m)")
    [<Finding Q401 at 0:8: '$5m', '£3m' unchecked (no_rate)>]
    >>> round(float(finding.expected.magnitude), 1), str(finding.expected.unit), round(finding.difference, 2)
    (80.5, 'kilometer', 0.16)
    >>> finding.fixed(text), finding.fixed(text, 1)  # the conversion mended, or the source
    ('It is 50 miles (80 km) away.', 'It is 58 miles (93 km) away.')

    To explain a pair takes longer than to judge it: its `Details` are asked for when one of them is first looked at.
    """

    verdict: Verdict
    code: str
    source: Quantity
    conversion: Quantity
    details: Callable[[], Details]
    reason: Reason | None = None
    quoted: bool = False

    _shown = (
        *("verdict", "code", "source", "conversion", "message", "reason", "expected", "difference", "cause"),
        *("corrections", "quoted", "note"),
    )

    def __init__(  # as for Quantity
        self,
        verdict: Verdict,
        code: str,
        source: Quantity,
        conversion: Quantity,
        details: Callable[[], Details],
        reason: Reason | None = None,
        quoted: bool = False,
    ) -> None:
        fields = self.__dict__
        fields["verdict"], fields["code"], fields["source"], fields["conversion"] = verdict, code, source, conversion
        fields["details"], fields["reason"], fields["quoted"] = details, reason, quoted

    def __repr__(self) -> str:
        said = f"unchecked ({self.reason})" if self.reason else self.verdict
        pair = f"{self.source.surface!r}, {self.conversion.surface!r}"
        return f"<Finding {self.code} at {self.source.start}:{self.conversion.end}: {pair} {said}>"

    @cached_property
    def _told(self) -> Details:
        return self.details()

    @property
    def message(self) -> str:
        """What is said of the pair, in one line."""
        return self._told.message

    @property
    def expected(self) -> Expected | None:
        """The source in the conversion's unit; None where that is not known."""
        return self._told.expected

    @property
    def difference(self) -> float | None:
        """The conversion over what was expected, less one; None where that says nothing."""
        return self._told.difference

    @property
    def cause(self) -> Cause | None:
        """What probably went wrong; None where nothing is known."""
        return self._told.cause

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What would make the pair agree: a correction of the conversion, then one of the source."""
        return self._told.corrections

    @property
    def note(self) -> str:
        """In which sense it agrees, or by whose rate it was judged, where that is to be said."""
        return self._told.note

    def __reduce__(self) -> tuple[object, ...]:
        details = partial(Details, *self._told)
        return Finding, (self.verdict, self.code, self.source, self.conversion, details, self.reason, self.quoted)

    def fixed(self, text: str, correction: int = 0) -> str:
        """`text` (the one that was checked) with one of the corrections applied.

        Raises IndexError where there is no such correction.
        """
        start, end, replacement = self.corrections[correction]
        return text[:start] + replacement + text[end:]

    def to_dict(self) -> dict[str, Any]:
        """The record of this finding, ready for JSON. Its fields:

        - `verdict`, `reason`, `cause`: see `Verdict`, `Reason` (why it is unchecked) and `Cause`; the last two may
          be None
        - `code`: `quantities rule` explains them; empty where the pair agrees
        - `source`, `conversion`: the records of the two quantities, in the order of the text
        - `expected`: the source in the conversion's unit: `magnitude`, or `low` and `high`, the `interval` that its
          digits allow, and `unit`
        - `difference`: conversion over expected, less one
        - `message`: a sentence for people; its words may change between versions
        - `corrections`: each with `start`, `end` and `replacement`, a change to one of the two figures that makes them
          agree
        - `quoted`: does the pair stand inside quotation marks?
        - `note`: more for people, or None

        >>> from quantities import check
        >>> record = check("It is 50 miles (93 km) away.")[0].to_dict()
        >>> record["code"], record["cause"], record["corrections"][0]
        ('Q101', 'confused_unit', {'start': 16, 'end': 18, 'replacement': '80'})
        """
        expected = self.expected
        return {
            "verdict": self.verdict.value,
            "reason": self.reason.value if self.reason else None,
            "code": self.code,
            "source": self.source.to_dict(),
            "conversion": self.conversion.to_dict(),
            "expected": {
                **_amounts(expected.magnitude, expected.low, expected.high),
                "interval": [json_number(n) for n in expected.interval],
                "unit": expected.unit.expression or None,
            }
            if expected
            else None,
            "difference": self.difference,
            "cause": self.cause.value if self.cause else None,
            "message": self.message,
            "corrections": [c._asdict() for c in self.corrections],
            "quoted": self.quoted,
            "note": self.note or None,
        }


def json_number(number: Fraction) -> int | float | None:
    """A number as JSON holds it: an integer where it is one, else the nearest float; None beyond a float's range."""
    if number.denominator == 1 and abs(number.numerator) < 2**53:
        return number.numerator
    try:
        return float(number)
    except OverflowError:
        return None


def _amounts(number: Fraction | None, low: Fraction | None, high: Fraction | None) -> dict[str, Any]:
    """The fields magnitude, low and high, and `exact` where a float would lose."""
    fields: dict[str, Any] = {
        name: None if n is None else json_number(n) for name, n in (("magnitude", number), ("low", low), ("high", high))
    }
    if number is not None and not _float_is_exact(number, fields["magnitude"]):
        fields["exact"] = str(number)
    return fields


def _float_is_exact(number: Fraction, shown: float | None) -> bool:
    return shown is not None and (isinstance(shown, int) or Fraction(repr(shown)) == number)


def _as_float(number: Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        raise OverflowError("this number is beyond the range of a float; use .magnitude.number") from None


def _shown(number: Fraction) -> str:
    return str(json_number(number))


def _in_unit(parts: Parts, unit: Unit, target: Unit) -> Parts:
    if unit is target or unit == target:
        return parts
    if unit.is_level:
        magnitude, ratio = parts.magnitude, unit.factor / target.factor
        number = target.from_base(unit.to_base(magnitude.number))
        return Magnitude(number, magnitude.finest * ratio, magnitude.coarsest * ratio).parts
    (top, bottom), (below, above) = unit.factor.as_integer_ratio(), target.factor.as_integer_ratio()
    return parts.times(top * above, bottom * below)


def _joined(left: tuple[tuple[str, int], ...], right: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """The product of two lists of powers."""
    powers = dict(left)
    for name, exponent in right:
        powers[name] = powers.get(name, 0) + exponent
    return tuple((name, exponent) for name, exponent in powers.items() if exponent)


def _expression(terms: tuple[tuple[str, int], ...], multiple: int = 1) -> str:
    """Powers as pint writes them: `a * b ** 2 / c / d`."""
    above = " * ".join(_power(name, e) for name, e in terms if e > 0)
    below = [_power(name, -e) for name, e in terms if e < 0]
    if multiple != 1:
        below = [f"({multiple} * {below[0]})", *below[1:]] if below else [str(multiple)]
    if not above and not below:
        return ""
    return " / ".join([above or "1", *below])


def _power(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name} ** {exponent}"


BASE_UNITS = {
    "[length]": "meter",
    "[mass]": "kilogram",
    "[time]": "second",
    "[temperature]": "kelvin",
    "[current]": "ampere",
    "[luminosity]": "candela",
    "[substance]": "mole",
}


def _base_expression(unit: Unit) -> str:
    """The SI base units of a dimension; a currency's is its own code, and what has no dimension stays as written."""
    based = tuple((BASE_UNITS.get(name, name.strip("[]")), e) for name, e in unit.dimension)
    loose = tuple((name, e) for name, e in unit.terms if unit.kind is not Kind.MONEY and name not in BASE_UNITS)
    if unit.kind is Kind.COUNT:
        return _expression(tuple(loose[:1]) + based)
    return _expression(based)
