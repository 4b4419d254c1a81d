"""Which quantities claim to be the same amount: the forms people write, and what is no claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quantities import Lexicon, extract
from quantities.judging.pairs import in_quotation, pairs
from quantities.model import Pair
from tests.cost import in_proportion

LEXICON = Lexicon.default()


def paired(text: str) -> list[Pair]:
    return list(pairs(text, extract(text), LEXICON))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(p.form, p.sources[-1].surface, p.conversions[-1].surface) for p in paired(text)]


FORMS = [
    ("It is 20 miles (32 km) away.", [("A (B)", "20 miles", "32 km")]),
    ("It is 20 miles [32 km] away.", [("A [B]", "20 miles", "32 km")]),
    ("It is 20 miles (about 32 km) away.", [("A (B)", "20 miles", "32 km")]),
    ("It is 20 miles (or roughly 32 km) away.", [("A (B)", "20 miles", "32 km")]),
    ("It is 20 miles (the equivalent of 32 km) away.", [("A (B)", "20 miles", "32 km")]),
    ("It is 20 miles (≈ 32 km) away.", [("A (B)", "20 miles", "32 km")]),
    ("The wind was 51 mph (82 km/h; 44 kn).", [("A (B)", "51 mph", "82 km/h"), ("A (B)", "51 mph", "44 kn")]),
    ("The wind was 51 mph (82 km/h, 44 kn).", [("A (B)", "51 mph", "82 km/h"), ("A (B)", "51 mph", "44 kn")]),
    ("The wind was 51 mph (82 km/h / 44 kn).", [("A (B)", "51 mph", "82 km/h"), ("A (B)", "51 mph", "44 kn")]),
    ("The wind was 51 mph (82 km/h or 44 kn).", [("A (B)", "51 mph", "82 km/h"), ("A (B)", "51 mph", "44 kn")]),
    ("The run of 20 miles/32 km was long.", [("A / B", "20 miles", "32 km")]),
    ("The run of 20 miles / 32 km was long.", [("A / B", "20 miles", "32 km")]),
    ("It is 20 miles = 32 km away.", [("A = B", "20 miles", "32 km")]),
    ("It is 20 miles or 32 km away.", [("A or B", "20 miles", "32 km")]),
    ("It is 20 miles, or about 32 km, away.", [("A, or B", "20 miles", "32 km")]),
    ("It is 20 miles, equivalent to 32 km, away.", [("A, or B", "20 miles", "32 km")]),
    ("It is 20 miles, which is 32 km, away.", [("A, or B", "20 miles", "32 km")]),
    ("It is the largest by volume (180 cu km; 43 cu mi).", [("(A; B)", "180 cu km", "43 cu mi")]),
    ("There were 110 mph winds (177 km/h).", [("A (B)", "110 mph", "177 km/h")]),
    ("Add 2 kg of plain flour (4.4 lb).", [("A (B)", "2 kg", "4.4 lb")]),
    ("A 3-km-wide (1.9-mi-wide) strait", [("A (B)", "3-km", "1.9-mi")]),
    ("They are 8 to 75 centimetres (3 to 30 inches) long.", [("A (B)", "8 to 75 centimetres", "3 to 30 inches")]),
    ("She is 5 ft 11 in (180 cm) tall.", [("A (B)", "5 ft 11 in", "180 cm")]),
    ("He is 180 cm (5 ft 11 in) tall.", [("A (B)", "180 cm", "5 ft 11 in")]),
    ("Of 2,000 ha (20 km2 (7.7 sq mi)) it", [("A (B)", "2,000 ha", "20 km2"), ("A (B)", "20 km2", "7.7 sq mi")]),
    (
        "Of 20 miles (32 km (17 nmi); 35,200 yd) it",
        [("A (B)", "20 miles", "32 km"), ("A (B)", "20 miles", "35,200 yd"), ("A (B)", "32 km", "17 nmi")],
    ),
    ("Of 5 kg (11 lb (176 oz)); 400 g more", [("A (B)", "5 kg", "11 lb"), ("A (B)", "11 lb", "176 oz")]),
    ("From 3 km (1.9 miles) to 5 km (3.1 miles).", [("A (B)", "3 km", "1.9 miles"), ("A (B)", "5 km", "3.1 miles")]),
    ("a 300-metre, three-arch bridge (984 ft)", [("A (B)", "300-metre", "984 ft")]),
    ("It paid 4.3bn rupees ($98m; £52m).", [("A (B)", "4.3bn rupees", "$98m"), ("A (B)", "4.3bn rupees", "£52m")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[text for text, _ in FORMS])
def test_form_is_paired(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected
    farm = ("A (B)", "20 miles", "32 km")
    before, after = (
        "The farm lies 20 miles (32 km) inland, and 7 men live there. ",
        " The farm lies 20 miles (32 km) off.",
    )
    assert told(f"{before * 3}{text}{after}") == [farm] * 3 + expected + [farm]


@pytest.mark.parametrize(
    "text",
    [
        "It ran 20 miles. (The walk was 32 km.)",
        "It ran 20 miles. Then 32 km.",
        "It ran 20 miles and 32 km.",
        "It ran 20 miles, 32 km.",
        "It ran 20 miles to the old mill by the river and its low stone bridge (32 km).",
        "It ran 20 miles (in the year after the war it was 32 km).",
        "It ran 20 miles) of road (32 km",
        "By volume 180 cu km; 43 cu mi.",
        "It ran 20 miles – 32 km and more.",
        "20 miles\n\n(32 km)",
        "",
        "(((((",
    ],
)
def test_no_claim_is_no_pair(text: str) -> None:
    assert told(text) == []


def test_lists_are_one_pair_member_by_member() -> None:
    (pair,) = paired("The sheds are 20 ft by 30 ft (6 m x 9 m) each.")
    assert [q.surface for q in pair.sources] == ["20 ft", "30 ft"]
    assert [q.surface for q in pair.conversions] == ["6 m", "9 m"]


def test_single_conversion_of_a_list_is_of_its_last_member() -> None:
    (pair,) = paired("Planks of 2, 4 and 6 inches (152 mm) are sold.")
    assert [q.surface for q in pair.sources] == ["6 inches"]


@pytest.mark.parametrize(("end", "form"), [(" — is long.", ["A – B –"]), (" is long.", []), ("—", ["A – B –"])])
def test_dash_needs_its_closing_dash(end: str, form: list[str]) -> None:
    text = "The way – 20 miles — 32 km" + end
    miles, km = extract(text[:18])[0], extract(" " * 21 + text[21:])[0]
    assert [pair.form for pair in pairs(text, [miles, km], LEXICON)] == form


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("It is 20 miles (32 km) away.", True),
        ("It is 20 miles (32 km wide) away.", True),
        ("It is 20 miles (32 km of forest) away.", False),
        ("It is 20 miles (32 km in winter) away.", False),
        ("It is 20 miles before lunch (32 km) away.", False),
        ("It is 20 miles or 32 km of it.", True),
        ("a 20-mile, three-arch bridge (32 km)", False),
    ],
)
def test_words_that_may_make_another_thing_of_it_leave_it_unfirm(text: str, firm: bool) -> None:
    assert [pair.firm for pair in paired(text)] == [firm]


def test_addend_is_kept() -> None:
    (pair,) = paired("1/4 cup plus 2 tablespoons (90 ml) milk")
    assert pair.addend is not None
    assert pair.addend.surface == "1/4 cup"
    (pair,) = paired("1/4 cup or so, 2 tablespoons (30 ml) milk")
    assert pair.addend is None


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said: “It is | away.”", True),
        ("“It is far,” he said, | away.", False),
        ('He said: "It is | away."', True),
        ('"It is far," he said, | away.', False),
        ('"It is far," he said. "It is | away."', True),
        ('A 12" pipe | long', False),
        ('A 5" pipe | long', False),
        ('"It was in 2005" he said | and left.', False),
        ('"It is far," he said.\n| away.', False),
        ('He said: "It is far.\n| away.', False),
        ("He said: “" + "It rained. " * 90 + "It is | away.", True),
        ("He said: “" + "It rained. " * 100 + "It is | away.", False),
    ],
)
def test_quotation_is_marked(text: str, inside: bool) -> None:
    place = text.index("|")
    assert in_quotation(text.replace("|", ""), place) is inside


@given(st.text(alphabet='5 kmi()[];/,.=–-or"“”', max_size=80))
def test_any_text_is_paired_in_order(text: str) -> None:
    quantities = extract(text)
    for pair in pairs(text, quantities, LEXICON):
        assert all(q in quantities for q in (*pair.sources, *pair.conversions))
        assert pair.sources[-1].end < pair.conversions[0].start


@pytest.mark.parametrize("piece", ["5 km (", "5 km ((((", "5 km; ", "5 km or ", "5 km a b c d (", '5 km "', "5 km / "])
def test_cost_is_linear_in_hostile_text(piece: str) -> None:
    text = piece * 8_000
    quantities = extract(text)
    with in_proportion():
        found = list(pairs(text, quantities, LEXICON))
    assert len(found) < len(quantities)


def test_a_long_list_costs_no_more_a_member_than_a_short_one() -> None:
    member = extract("It is 5, 6 and 7 km long.")[0]
    assert member.series
    with in_proportion():
        assert list(pairs("", [member] * 200_000, LEXICON)) == []
