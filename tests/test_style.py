"""House styles: tolerance, and conversions that are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import ConfigError, Correction, Lexicon, Rounding, Style, Tolerance, Verdict, check, suggest


def filled(text: str, style: Style | str) -> str:
    """The text with all suggestions put in."""
    for start, end, replacement in reversed(suggest(text, style)):
        assert start == end
        text = text[:start] + replacement + text[end:]
    return text


# What {{convert}} gives on Wikipedia by default: the precision of the source, or two figures.
WIKIPEDIA = """
20 miles (32 km)
5 miles (8.0 km)
2,000 km² (770 sq mi)
2,123 km² (820 sq mi)
3,776 m (12,390 ft)
100 feet (30 m)
120 mph (190 km/h)
121 mph (195 km/h)
90 °F (32 °C)
-40 °F (-40 °C)
5 ft 11 in (1.80 m)
11 st 4 lb (72 kg)
½ inch (1.3 cm)
1 yard (0.91 m)
between 20 and 30 miles (32 and 48 km)
5-10 miles (8.0-16.1 km)
3 ft to 4 ft (0.91 to 1.22 m)
1.50 miles (2.41 km)
3 miles (4.8 km)
0.5 miles (0.80 km)
98.6 °F (37.0 °C)
5 lb (2.3 kg)
10 ft to 12 ft (3.0 to 3.7 m)
1,000 ft (300 m)
29,029 ft (8,848 m)
2.5 acres (1.0 ha)
6 ft 2 in (1.88 m)
a 100-foot (30 m) mast
−4 °F (−20 °C)
"""

# Whole numbers, one decimal below ten, names in full.
AP = """
20 miles (32 kilometers)
5 miles (8 kilometers)
6 miles (9.7 kilometers)
3 feet (0.9 meters)
2,000 square miles (5,180 square kilometers)
90 °F (32 degrees Celsius)
1 mile (1.6 kilometers)
a 100-foot (30-meter) mast
0.62 miles (1 kilometer)
0.01 miles (0.02 kilometers)
2 miles (3.2 kilometers)
4 feet (1.2 meters)
33 feet (10 meters)
6.2 miles (10 kilometers)
0 °F (−18 degrees Celsius)
1 foot (0.3 meters)
10 to 12 feet (3 to 4 meters)
"""

# Two figures, and kitchens' own units.
KITCHEN = """
8 oz (230 g)
2 cups (470 ml)
350°F (180 °C)
1½ inches (3.8 cm)
"""


def rows(table: str) -> list[str]:
    return table.strip().splitlines()


def without(row: str) -> str:
    start = row.index(" (")
    return row[:start] + row[row.index(")") + 1 :]


@pytest.mark.parametrize(
    ("style", "row"),
    [(style, row) for style, table in (("wikipedia", WIKIPEDIA), ("ap", AP)) for row in rows(table)],
)
def test_conversion_as_the_style_rounds(style: str, row: str) -> None:
    assert filled(f"It was {without(row)}.", style) == f"It was {row}."
    around = "It is 20 miles (32 km) away, and 7 men live there. " * 4
    assert filled(f"{around}It was {without(row)}. {around}", style) == f"{around}It was {row}. {around}"


@pytest.mark.parametrize("row", rows(KITCHEN))
def test_kitchen(row: str) -> None:
    assert filled(f"Take {without(row)} of it.", "kitchen") == f"Take {row} of it."


@pytest.mark.parametrize(
    "text",
    [
        "It is 20 miles (32 km) away.",
        "It is 32 km (20 miles) away.",
        "“It is 20 miles away,” he said.",
        "It took 20 minutes and $30.",
        "It is 0 miles away.",
        "Cut it to 5 ft x 6 ft.",
        "It holds 20 tons.",
    ],
)
def test_nothing_is_suggested(text: str) -> None:
    assert suggest(text) == []


def test_own_style() -> None:
    own = Style(rounding=Rounding.FIGURES, figures=4, prefer=(("mile", "kilometer"),), symbols=False, spelling="en-GB")
    assert filled("It is 20 miles away, 3 feet wide.", own) == "It is 20 miles (32.19 kilometres) away, 3 feet wide."


def test_marks_of_the_writer() -> None:
    assert suggest("It is 6500 ft high.") == [Correction(13, 13, " (2000 m)")]  # 1981.2, to hundreds
    assert filled("It is 65000 ft high.", Style.named("ap")) == "It is 65000 ft (19812 meters) high."


def test_gallons_are_those_of_the_dialect() -> None:
    british = Lexicon.default().dialect("en-GB")
    assert suggest("It holds 50 gallons.")[0].replacement == " (190 L)"
    assert suggest("It holds 50 gallons.", lexicon=british)[0].replacement == " (230 L)"


def test_a_difference_of_temperature_has_no_offset() -> None:
    assert filled("It may rise by 9 °F.", "wikipedia") == "It may rise by 9 °F (5 °C)."


def test_suggestions_are_not_in_check() -> None:
    assert check("It is 20 miles away.", style="wikipedia") == []


@given(
    st.sampled_from(["wikipedia", "ap", "science", "british", "kitchen"]),
    st.decimals(min_value="0.1", max_value=99999, places=1) | st.integers(1, 10**6),
    st.sampled_from(
        ["miles", "ft", "inches", "acres", "lb", "ounces", "mph", "yards", "knots", "stone", "fl oz", "km"]
    ),
)
def test_what_is_suggested_agrees_as_people_round(style: str, number: object, unit: str) -> None:
    text = f"It was {number} {unit} then."
    full = filled(text, style)
    if full == text:
        assert not (style == "wikipedia" and unit in ("miles", "ft", "km"))
    else:
        assert {f.verdict for f in check(full)} <= {Verdict.EXACT, Verdict.ROUNDED}


# -- tolerance -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "strict", "default", "kitchen"),
    [
        ("It is 20 miles (32 km) away.", "exact", "exact", "exact"),
        ("It is 60 miles (95 km) away.", "rounded", "rounded", "rounded"),
        ("Take 7 oz (175 g) of flour.", "disagree", "loose", "loose"),
        ("Take 60 oz (1.5 kg) of flour.", "disagree", "disagree", "loose"),
        ("It is 50 miles (93 km) away.", "disagree", "disagree", "disagree"),
    ],
)
def test_tolerance(text: str, strict: str, default: str, kitchen: str) -> None:
    found = {t: check(text, style=Style(tolerance=t))[0].verdict.value for t in Tolerance}
    assert found == {Tolerance.STRICT: strict, Tolerance.DEFAULT: default, Tolerance.KITCHEN: kitchen}
    assert check(text)[0].verdict.value == default


# -- by name ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(Lexicon.default().language["styles"]["styles"]))
def test_named_styles_are_whole(name: str) -> None:
    """Every unit is one, and every conversion has a symbol."""
    style = Style.named(name)
    symbols = Lexicon.default().language["styles"]["symbols"]
    assert hash(style) == hash(Style.named(name))
    for source, target in style.prefer:
        assert source != target
        assert not style.symbols or target in symbols
    assert isinstance(style.tolerance, Tolerance)
    assert isinstance(style.rounding, Rounding)


def test_no_such_style() -> None:
    with pytest.raises(ConfigError, match=r"no style 'wikpedia' \(did you mean wikipedia\?\): use ap, british"):
        check("20 miles", style="wikpedia")
