"""Says in words how a figure was read, and why another place was left alone.

What the rules mean stands in `rules.toml`, why a sense is preferred in the files of units; here they are put together.
The same text gives the same words, every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction

import regex

from quantities.lexicon import Lexicon
from quantities.model import Change, Form, Hedge, Kind, Left, Magnitude, Quantity, Unit
from quantities.reading.hedges import change_around, hedge_after, hedge_before


def of_quantity(quantity: Quantity, text: str | None = None, lexicon: Lexicon | None = None) -> list[str]:
    """How a quantity was read, a line each: rule, numbers, unit, senses, hedge and change.

    Without the text that it was read from, the words around it are not shown.

    >>> from quantities.pipeline import parse
    >>> for line in of_quantity(parse("2.50 m")):
    ...     print(line)
    rule: unit behind. The unit stands behind it.
    number: 2.50 is 2.5, written to 0.01
    unit: meter, [length]; 2.5 meter
    """
    lexicon = lexicon or Lexicon.default()
    lines = [("rule", _rule(quantity.rule, "read", lexicon)), *_numbers(quantity), ("unit", _unit(quantity))]
    if quantity.of:
        lines.append(("of", quantity.of))
    lines += _senses(quantity, lexicon)
    if quantity.series and text is not None:
        lines.append(("list", f"a member of {_one_line(text[slice(*quantity.series)])!r}"))
    if quantity.hedge:
        lines.append(("hedge", _hedge(quantity, quantity.hedge, text, lexicon)))
    if quantity.change:
        lines.append(("change", _change(quantity, quantity.change, text, lexicon)))
    return [f"{name}: {said}" for name, said in lines]


def of_left(left: Left, lexicon: Lexicon | None = None) -> list[str]:
    """Why a place was left alone, as the one line that it takes.

    >>> of_left(Left(3, 7, "2019", "year"))
    ['left alone: year. It is a year.']
    """
    return [f"left alone: {_rule(left.rule, 'left', lexicon or Lexicon.default())}"]


def _rule(name: str, table: str, lexicon: Lexicon) -> str:
    sentence = lexicon.language["rules"][table].get(name, "")
    return f"{name.replace('_', ' ')}. {sentence}".rstrip()


# -- numbers and units -----------------------------------------------------------------------------------------------

_NAMES = {
    Form.SINGLE: ("number",),
    Form.RANGE: ("low", "high"),
    Form.COMPOUND: ("number",),
    Form.PLUS_MINUS: ("centre", "margin"),
}


_DIFFERENCE = "delta_"
"""What the name of a difference of temperature begins with."""


def _numbers(quantity: Quantity) -> Iterator[tuple[str, str]]:
    """Every numeral with its exact magnitude and the places that it may be good to."""
    names = _NAMES[quantity.form]
    for place, numeral in enumerate(quantity.numerals):
        name = names[min(place, len(names) - 1)]
        surface = quantity.surface[numeral.start - quantity.start : numeral.end - quantity.start]
        surface = surface if numeral.start >= quantity.start and surface else numeral.digits
        unit = f" {quantity.units[place]}" if quantity.form is Form.COMPOUND else ""
        yield (
            name,
            f"{_one_line(surface)} is {exactly(numeral.magnitude.number)}{unit}, {_precision(numeral.magnitude)}",
        )
    if quantity.form is Form.COMPOUND and quantity.magnitude:
        total = quantity.magnitude
        yield "together", f"{exactly(total.number)} {quantity.unit}, {_precision(total)}"


def _precision(magnitude: Magnitude) -> str:
    """To which place it is written; a padding zero may or may not be one."""
    finest, coarsest = exactly(magnitude.finest), exactly(magnitude.coarsest)
    return f"written to {finest}" if finest == coarsest else f"written to {finest}, perhaps only to {coarsest}"


def _unit(quantity: Quantity) -> str:
    """The unit, its dimension and what the whole is worth in SI base units."""
    unit = quantity.unit
    if not unit.terms:
        return "none"
    said = f"{unit}, {unit.dimensionality}" if unit.dimensionality else f"{unit}"
    if quantity.kind is Kind.AGE:
        said += ", an age"
    if unit.is_level:
        said += ", a level"
    if any(name.startswith(_DIFFERENCE) for name, _ in unit.terms):
        said += ", a difference and not a level"
    if quantity.counted:
        said += f", counted: {_one_line(quantity.counted)}"
    base = quantity.normalised()["unit"]
    if unit.kind is Kind.PERCENT or not unit.dimension:
        return said
    numbers = quantity.ends or ((quantity.magnitude.number,) if quantity.magnitude else ())
    return f"{said}; {' to '.join(exactly(unit.to_base(number)) for number in numbers)} {base or ''}".rstrip()


_WHOLE, _PLACES, _DIGITS = 10**18, 18, 12
"""Up to which number, with how many decimals, digits are shown in full; all else is rounded to so many of them."""


def exactly(number: Fraction) -> str:
    """A number in digits where they say it exactly, else as a fraction, or rounded with a sign that says so.

    >>> exactly(Fraction(2500000)), exactly(Fraction(1, 3)), exactly(Fraction("-0.3048"))
    ('2,500,000', '1/3', '-0.3048')
    >>> exactly(Fraction(44704, 360007)), exactly(Fraction(10) ** 400)
    ('≈ 0.124175363257', '≈ 1e+400')
    """
    if abs(number) < _WHOLE and 10**_PLACES % number.denominator == 0:
        whole, decimals = divmod(abs(number) * 10**_PLACES, 10**_PLACES)
        return "-" * (number < 0) + f"{whole:,}.{int(decimals):0{_PLACES}}".rstrip("0").rstrip(".")
    if number.denominator < 100 and abs(number) < _WHOLE:
        return str(number)
    return f"≈ {_rounded(number)}"


def _rounded(number: Fraction) -> str:
    """Twelve digits of a number of any size."""
    with localcontext(Context(prec=_DIGITS, Emax=MAX_EMAX, Emin=MIN_EMIN)):
        return f"{(Decimal(number.numerator) / Decimal(number.denominator)).normalize():g}"


# -- senses ----------------------------------------------------------------------------------------------------------

_WORD = regex.compile(r"[°º˚]\p{L}++|[\p{L}$.']++|[^\s\d\p{L}]")
_LONGEST = 4
"""The words of the longest spelling that may mean several units."""


def _senses(quantity: Quantity, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Of every spelling in the unit that has several senses: which they are, which was chosen, and why."""
    for form in _spellings(quantity, lexicon):
        units = _meanings(form, lexicon)
        chosen = next(unit for unit in units if _chosen(quantity, unit))
        why = f"taken first ({lexicon.reasons[form]})" if chosen == units[0] else "what the words around it ask for"
        yield "senses", f"{form!r} may be {_listed(units)}; {chosen} is {why}"


def _spellings(quantity: Quantity, lexicon: Lexicon) -> Iterator[str]:
    """The ambiguous spellings beside the numerals, longest first at each place."""
    text = quantity.surface
    for numeral in reversed(quantity.numerals):
        start, end = max(0, numeral.start - quantity.start), numeral.end - quantity.start
        text = f"{text[:start]} {text[end:]}" if end > 0 else text
    words = _WORD.findall(text)
    place, seen = 0, set()
    while place < len(words):
        for count in range(min(_LONGEST, len(words) - place), 0, -1):
            form = " ".join(words[place : place + count])
            spelled = next((f for f in (form, form.lower()) if _ambiguous(f, quantity, lexicon)), None)
            if spelled is not None:
                break
        if spelled is not None and spelled not in seen:
            seen.add(spelled)
            yield spelled
        place += count


def _ambiguous(form: str, quantity: Quantity, lexicon: Lexicon) -> bool:
    units = _meanings(form, lexicon)
    return len(units) > 1 and form in lexicon.reasons and any(_chosen(quantity, unit) for unit in units)


def _meanings(form: str, lexicon: Lexicon) -> tuple[Unit, ...]:
    return lexicon.signs.get(form) or lexicon.symbols.get(form) or lexicon.names.get(form) or ()


def _chosen(quantity: Quantity, unit: Unit) -> bool:
    """Was the quantity read in this unit, or in a rate, a power or a difference of it?"""
    names = {name.removeprefix(_DIFFERENCE) for name, _ in quantity.unit.terms}
    return all(name.removeprefix(_DIFFERENCE) in names for name, _ in unit.terms)


def _listed(units: tuple[Unit, ...]) -> str:
    """
    >>> from quantities.model import Unit
    >>> _listed((Unit((("foot", 1),)), Unit((("inch", 1),)), Unit((("mile", 1),))))
    'foot, inch or mile'
    """
    *first, last = map(str, units)
    return f"{', '.join(first)} or {last}" if first else last


# -- hedges and moves ------------------------------------------------------------------------------------------------

_TRIED = 10
"""So many words on either side of a quantity are tried for the one that makes it the amount of a move."""
_CARRIED = "carried over from the figure before it"


def _hedge(quantity: Quantity, hedge: Hedge, text: str | None, lexicon: Lexicon) -> str:
    said = f"{hedge.value.replace('_', ' ')}: {lexicon.language['rules']['hedges'][hedge.value]}"
    if text is None:
        return said
    places = [hedge_before(text, quantity.start, lexicon), hedge_after(text, quantity.end, lexicon)]
    places += [hedge_after(text, numeral.end, lexicon) for numeral in quantity.numerals]
    words = next((text[p.start : p.end] for p in places if p and p.hedge is hedge), None)
    return f"{said}, {_because(words)}"


def _change(quantity: Quantity, change: Change, text: str | None, lexicon: Lexicon) -> str:
    said = f"{change.value}: {lexicon.language['rules']['changes'][change.value]}"
    if text is None:
        return said

    def tells(start: int, end: int) -> bool:
        shift = quantity.start - start, quantity.end - start
        return change_around(text[start:end], *shift, lexicon, quantity.unit) is change

    return f"{said}, {_because(_nearest(text, quantity, tells))}"


def _because(words: str | None) -> str:
    return _CARRIED if words is None else f"as {_one_line(words)!r} says"


_BEFORE = regex.compile(r"(?r)\S++\s*+")
_BEHIND = regex.compile(r"\s*+\S++")


def _nearest(text: str, quantity: Quantity, tells: Callable[[int, int], bool]) -> str | None:
    """The shortest run of words on one side of a quantity that tells what the whole text tells."""
    start, end = quantity.span
    for _ in range(_TRIED):
        if (word := _BEFORE.search(text, max(0, start - 80), start)) is None:
            break
        start = word.start()
        if tells(start, quantity.end):
            return text[start : quantity.start]
    for _ in range(_TRIED):
        if (word := _BEHIND.match(text, end, end + 80)) is None:
            break
        end = word.end()
        if tells(quantity.start, end):
            return text[quantity.end : end]
    return None


def _one_line(text: str) -> str:
    return " ".join(text.split())
