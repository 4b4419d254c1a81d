"""Numbers that belong together: ranges, lists, sizes, compounds and ±.

A term is one number with what stands beside it; a group is one term or several that make one quantity (range, compound,
±, share) or share their unit (the members of a list).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from quantities.lexicon import Lexicon
from quantities.model import BARE, Form, Kind, Magnitude, Span, Unit
from quantities.reading.grammar import word_behind
from quantities.reading.hedges import change_before
from quantities.reading.nouns import noun_after
from quantities.reading.numerals import Written
from quantities.reading.units import UnitMatch, rated_money


class Term:
    """A number with its unit, if one stands beside it: `start` and `end` take in both.

    `signed`: the unit stands before the number. `before` and `behind` are what `word_before` and `word_behind` tell of
    its start and its end, or None: not known; what ends a clause may stand there as it is.
    """

    __slots__ = ("before", "behind", "end", "match", "signed", "start", "written")

    def __init__(
        self,
        start: int,
        end: int,
        written: Written,
        match: UnitMatch | None = None,
        signed: bool = False,
        behind: str | None = None,
        before: str | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.written = written
        self.match = match
        self.signed = signed
        self.behind = behind
        self.before = before

    def of(self, match: UnitMatch | None) -> Term:
        """The same number of another unit."""
        return Term(self.start, self.end, self.written, match, self.signed, self.behind, self.before)

    def counting(self, written: Written) -> Term:
        """Another number of the same unit."""
        return Term(self.start, self.end, written, self.match, self.signed, self.behind, self.before)

    @property
    def number(self) -> Fraction:
        """The number, exactly."""
        digits, power = self.written.digits, self.written.power
        return Fraction(int(digits)) if not power and digits.isdecimal() else Magnitude.of(digits, power).number

    @property
    def is_one(self) -> bool:
        """Is the number one?"""
        digits, power = self.written.digits, self.written.power
        if digits.isdecimal() and power >= 0:
            return not power and digits.lstrip("0") == "1"
        return "1" in digits and self.number == 1

    @property
    def unit(self) -> Unit | None:
        """The first sense of its unit."""
        return self.match.unit if self.match else None


class Group:
    """Terms that make one quantity, or one member of a list (`series` is the span of the whole list).

    `opened` tells that a word such as `between` announced a range; `joint` is how a range was joined.
    """

    __slots__ = ("end", "form", "joint", "opened", "series", "start", "terms")

    def __init__(
        self,
        start: int,
        end: int,
        form: Form,
        terms: tuple[Term, ...],
        series: Span | None = None,
        opened: bool = False,
        joint: str = "",
    ) -> None:
        self.start = start
        self.end = end
        self.form = form
        self.terms = terms
        self.series = series
        self.opened = opened
        self.joint = joint

    def within(self, series: Span) -> Group:
        """The same as a member of a list."""
        return Group(self.start, self.end, self.form, self.terms, series, self.opened, self.joint)

    def of(self, terms: tuple[Term, ...]) -> Group:
        """The same words for other terms."""
        return Group(self.start, self.end, self.form, terms, self.series, self.opened, self.joint)

    @property
    def match(self) -> UnitMatch | None:
        """The unit of the whole: that of its last term."""
        return self.terms[-1].match

    @property
    def unit(self) -> Unit | None:
        """The first sense of that unit."""
        return self.terms[-1].unit


class Joints:
    """What may stand between two terms, as look-up tables."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.language["groups"]
        self.joints: dict[str, str] = table["joints"]
        self.openers: dict[str, str] = table["openers"]
        self.softeners = tuple(sorted(table["softeners"]["words"], key=len, reverse=True))
        self.labels = frozenset(table["shares"]["labels"])
        self.marks = frozenset(table["shares"]["marks"])
        self.repeated = frozenset(table["repeated"]["words"])
        self.subunits: dict[str, str] = table["subunits"]
        self.lexicon = lexicon
        self.letters: dict[str, dict[str, str]] = table["letters"]
        self.before: dict[str, dict[str, str]] = table["letters_before"]
        self.units = lexicon.units
        ends = lexicon.language["nouns"]["ends"]["prepositions"]
        conjunctions = (word for word, kind in self.joints.items() if kind in ("and", "or"))
        self.apart: frozenset[str | None] = frozenset(("", None, *ends, *conjunctions))
        self.longest = max(len(joint) for joint in self.joints) + max(len(word) for word in self.softeners) + 4

        forms = (f"{before}{joint}{after}" for joint in ("", *self.joints) for before in _GAPS for after in _GAPS)
        self._written = {form: self._between(form) for form in forms}
        near = (word[0].lower() for form in (*self.joints, *self.softeners) if (word := _WORD.search(form)))
        self.near: frozenset[str | None] = frozenset((None, *near))

    def parts(self, text: str, first: Term, second: Term) -> bool:
        """Are two terms apart, with no joint between? Mostly a look at the word behind the first tells that."""
        left, right = first.end, second.start
        if right - left >= _SHORTEST and first.behind not in self.near and text[left] != "—":
            return True
        return self.between(text, left, right) is None

    def between(self, text: str, left: int, right: int) -> str | None:
        """The kind of joint between two places, `""` for white space only, None where other words stand there."""
        if right - left > self.longest:
            return None
        words = text[left:right]
        return self._written[words] if words in self._written else self._between(words)

    def _between(self, words: str) -> str | None:
        if "\n\n" in words:
            return None
        words = words.strip().lower().replace("‑", "-").replace("‐", "-")
        if not words:
            return ""
        if words in self.joints:
            return self.joints[words]
        if not words.endswith(self.softeners):
            return None
        softener = next(word for word in self.softeners if words.endswith(word))
        return self.joints.get(words[: -len(softener)].rstrip())


_SINGLE = Form.SINGLE
_GAPS = ("", " ")
_SHORTEST = 3
"""In a gap shorter than this the word behind the first term may be the second one."""
_WORD = re.compile(r"[A-Za-z]++")


def grouped(text: str, terms: Sequence[Term], lexicon: Lexicon) -> list[Group | Term]:
    """The terms of a text, those that belong together in their groups, in order."""
    joints = lexicon.compiled(Joints)
    groups: list[Group | Term] = []
    place = 0
    while place < len(terms):
        term, after = terms[place], place + 1
        if after == len(terms) or joints.parts(text, term, terms[after]):
            groups.append(term)
            place = after
            continue
        place, made = _next_group(text, terms, place, joints)
        groups.extend(made)
    return groups


def _next_group(
    text: str, terms: Sequence[Term], place: int, joints: Joints, *, sized: bool = False
) -> tuple[int, list[Group]]:
    """The group or list that begins with a term, and the place of the term behind it; `sized` if it ends a size."""
    first, after = _compound(text, terms, place, joints)
    if after >= len(terms):
        return after, [_single(first)]
    joint = joints.between(text, first[-1].end, terms[after].start)
    if joint == "margin":
        return after + 1, [_margin(first[-1], terms[after])]
    if joint == "share":
        share = _share(text, first[-1], terms[after], joints)
        return (after + 1, [share]) if share else (after, [_single(first)])
    hung = joint == "and" and text[first[-1].end] in _HYPHENS  # between two- and ten-year bonds
    opener = _opener(text, first[0].start, joints) if joint in ("and", "range") and not hung else None
    if joint == "range" or (joint == "and" and opener):
        second, behind = _compound(text, terms, after, joints)
        if first[-1].signed and len(second) == 1:
            second = (_with_rate(text, first[-1], second[0], joints),)
        said = text[first[-1].end : second[0].start].strip()
        apart = opener is None and (
            _moves(text, first[-1], second[0], joints) or _inserted(text, first[-1], second[-1])
        )
        falling = said.isalpha() and _fills_bracket(text, first[0].start, second[-1].end)
        group = None if apart else _range(first, second, opened=opener is not None, joint=said, falling=falling)
        if joint == "and" and opener == "range" and first[-1].unit != second[-1].unit:
            group = None
        if group:
            return (behind, [group]) if sized else _maybe_sizes(text, terms, behind, group, joints)
    if joint in ("by", "comma", "and", "or"):
        return _list(text, terms, place, first, after, joints)
    return after, [_single(first)]


def alone(term: Term) -> Group:
    """A term as a group of its own."""
    return Group(term.start, term.end, _SINGLE, (term,))


def _single(terms: Sequence[Term]) -> Group:
    form = Form.COMPOUND if len(terms) > 1 else _SINGLE
    return Group(terms[0].start, terms[-1].end, form, tuple(terms))


def _opener(text: str, start: int, joints: Joints) -> str | None:
    """The word before a first number that opens a range: between, from."""
    lead = text[max(0, start - 24) : start].lower().split()
    for word in lead[-1:-4:-1]:
        if word in joints.openers:
            return joints.openers[word]
        if word not in joints.softeners and word not in ("an", "estimated"):
            break
    return None


# -- compounds -------------------------------------------------------------------------------------------------------


def _compound(text: str, terms: Sequence[Term], place: int, joints: Joints) -> tuple[tuple[Term, ...], int]:
    """compound := term { [and | ,] term of a smaller unit }: 5 ft 11 in, 2 hours and 15 minutes."""
    members = [terms[place]]
    place += 1
    while place < len(terms):
        last, following = members[-1], terms[place]
        joint = joints.between(text, last.end, following.start)
        hyphen = joint == "range" and last.unit is not None and text[last.end : following.start] in _HYPHENS
        if hyphen and last.unit is not None and last.unit.kind is not Kind.MONEY:
            joint = ""  # 5-foot-11, 5ft-11in
        if joint not in ("", "and", "comma") or last.unit is None or (following.signed and not last.signed):
            break
        if following.unit is None:
            trailing = _trailing(text, last, following, joint, joints)
            if trailing is None:
                break
            following = trailing
        following = _in_the_currency(_in_the_hour(following, last, joints), last, joints)
        if len(members) == 1 and joint == "":
            members[0] = last = _in_the_minute(last, following, joints)
        if len(members) == 1:
            members[0] = last = _in_the_coin(last, following)
        if not _continues(last, following, joint):
            break
        members.append(following)
        place += 1
    return tuple(members), place


_HYPHENS = frozenset("-‐‑")
_MOST = 10
"""So many times the larger unit may the smaller part come to (2 yards and 7 feet); more is another amount."""


def _in_the_hour(following: Term, last: Term, joints: Joints) -> Term:
    """The `m` behind hours is minutes."""
    if following.match is None or last.unit is None or following.unit is None:
        return following
    part = joints.letters.get(last.unit.expression, {}).get(following.unit.expression)
    return following.of(following.match.read_as(joints.units[part])) if part else following


def _in_the_minute(first: Term, following: Term, joints: Joints) -> Term:
    """The `m` before seconds is minutes: a lap of 1m 42.8s."""
    if first.match is None or following.unit is None or first.unit is None or first.number >= _SIXTY:
        return first
    part = joints.before.get(following.unit.expression, {}).get(first.unit.expression)
    if part is None or following.number >= _SIXTY or _is_spelled(following) or not first.match.glued:
        return first
    return first.of(first.match.read_as(joints.units[part]))


def _in_the_coin(first: Term, following: Term) -> Term:
    """Pounds before pence are money."""
    if first.match is None or following.unit is None or following.unit.kind is not Kind.MONEY:
        return first
    if first.match.unit.kind is Kind.MONEY:
        return first
    money = [sense for sense in first.match.senses if sense.dimension == following.unit.dimension]
    return first.of(first.match.read_as(money[0])) if money else first


def _is_spelled(term: Term) -> bool:
    return term.match is not None and term.match.end - term.match.start > 1


_SIXTY = 60


def _in_the_currency(following: Term, last: Term, joints: Joints) -> Term:
    """`cents` behind dollars of any kind are cents of theirs."""
    if following.match is None or last.unit is None or last.unit.kind is not Kind.MONEY:
        return following
    for sense in (following.match.unit, *following.match.senses):
        if sense.dimension == last.unit.dimension:
            return following.of(following.match.read_as(sense))
    part = joints.units.get(_minor(last.unit, joints))
    if part is not None and following.match.unit.expression.endswith("_cent"):  # 3 CHF 4 cents
        return following.of(following.match.read_as(part))
    return following


def _continues(last: Term, following: Term, joint: str) -> bool:
    """Is a term a smaller part of the one before: same dimension, a smaller unit, both without scale?"""
    above, below = last.unit, following.unit
    if above is None or below is None or above.dimension != below.dimension or len(above.terms) != 1:
        return False
    if not above.dimension or above.terms[0][1] != 1:
        return False
    if (
        above.offset
        or below.factor >= above.factor
        or last.written.power
        or following.written.power
        or following.signed
    ):
        return False
    if "." in last.written.digits or "/" in last.written.digits or following.written.digits.startswith("-"):
        return False
    if joint == "comma" and last.signed:
        return False  # $3, 20 cents cheaper
    return following.number * below.factor < (above.factor if joint == "comma" else _MOST * above.factor)


def _trailing(text: str, last: Term, following: Term, joint: str, joints: Joints) -> Term | None:
    """A bare number behind a unit that has a usual part: 5 foot 10, 2 hours ten, $20 43, six foot two."""
    assert last.unit is not None
    assert last.match is not None
    written = following.written
    if written.power or "." in written.digits or "/" in written.digits or last.unit.multiple != 1 or joint == "comma":
        return None
    if last.unit.kind is Kind.MONEY:
        part = joints.units.get(_minor(last.unit, joints))
        if part is None or not (len(written.digits) == 2 or written.words):
            return None
    else:
        name = joints.subunits.get(last.unit.expression)
        if name is None or (joint == "and" and name not in ("minute", "second")):
            return None
        part = joints.units[name]
    if written.start - last.end > 5 or following.number >= 100 or noun_after(text, written.end, joints.lexicon):
        return None
    return following.of(UnitMatch(written.end, written.end, part))


def _minor(unit: Unit, joints: Joints) -> str:
    """The id of a currency's minor unit."""
    stem = unit.expression + "_"
    return next((name for name in joints.units if name.startswith(stem)), "")


# -- ranges and ± ----------------------------------------------------------------------------------------------------


def _fills_bracket(text: str, start: int, end: int) -> bool:
    """Is there nothing else in a bracket: fell from 12m to 9m (39ft to 30ft)?"""
    return text[max(0, start - 1) : start] in _OPENING and text[end : end + 1] in _CLOSING


_OPENING, _CLOSING = ("(", "["), (")", "]")


def _range(
    first: tuple[Term, ...], second: tuple[Term, ...], *, opened: bool, joint: str, falling: bool
) -> Group | None:
    """range := term (dash | to) term, or between … and …; the unit and the scale of the second serve for both.

    It rises, but where it is opened by a word, may be `falling`, or is of what may fall.
    """
    if len(first) > 1 or len(second) > 1:
        return _compound_range(first, second, opened=opened, joint=joint)
    low, high = first[0], second[0]
    if high.written.high or low.written.high or (not opened and _is_year(low) and not _is_plain_of_four(high)):
        return None
    plain = low.written.power
    low, high = _sharing(low, high, reach=_LEVEL if opened or not joint.isalpha() else 1)
    falling = falling or low.written.power != plain  # $20-10 million
    if low.match and high.match and _is_rate_of(high.match.unit, low.match.unit):
        low = low.of(high.match)
    if low.match is None and high.match is not None and low.written.end != low.end:
        return None
    lower, upper = low.unit, high.unit
    if lower is None or upper is None:
        if lower is not upper:
            return None
    elif (
        lower.dimension != upper.dimension
        or lower.kind is not upper.kind
        or (lower.kind is Kind.PERCENT and lower != upper)
        or (
            not opened
            and lower == upper
            and low.number > high.number
            and not (falling or _may_fall(upper, high, joint))
        )
    ):
        return None
    return Group(low.start, high.end, Form.RANGE, (low, high), opened=opened, joint=joint)


def _may_fall(unit: Unit, high: Term, joint: str) -> bool:
    """May a range be told from above: lows of 10 to 5 °C, fell -2 to -3 per cent?"""
    return joint.isalpha() and (unit.is_level or high.number < 0)


def _is_plain_of_four(term: Term) -> bool:
    return term.written.plain and len(term.written.digits) == 4


def _is_year(term: Term) -> bool:
    """Could it be a year: four plain digits without a unit?"""
    return _is_plain_of_four(term) and "1000" <= term.written.digits <= "2100" and term.match is None


def _sharing(low: Term, high: Term, reach: int) -> tuple[Term, Term]:
    """Both terms with the unit and the scale that only one of them is written with: $5-10 million, 3 to 5 km."""
    low, high = _letters_settled(low, high)
    if _takes_scale(low, high, reach):
        low = low.counting(low.written.changed(power=high.written.power))
    elif _takes_hundreds(low, high):
        low = low.counting(low.written.changed(digits=f"{low.written.digits}00"))
    if low.match is None and high.match is not None:
        low = low.of(high.match)
    elif high.match is None and low.match is not None and low.signed:
        high = high.of(low.match)
    elif low.match and high.match and low.unit != high.unit and high.unit in low.match.senses:
        low = low.of(high.match)  # 15° to 20 °C
    return low, high


def _with_rate(text: str, low: Term, high: Term, joints: Joints) -> Term:
    """The rate behind a bare number is of the money before the dash: $20-30 an hour, £3 to 4 a gallon."""
    if low.match is None or low.match.unit.kind is not Kind.MONEY or low.match.unit.terms[1:]:
        return high
    written = high.written.scaled() if high.written.shared else high.written
    measured = high.match is not None and any(power > 0 for _, power in high.match.unit.terms)
    if high.signed or (measured and not high.written.shared):
        return high
    end = written.end
    found = rated_money(text, UnitMatch(end, end, low.match.unit, low.match.senses), joints.lexicon)
    return high if found.end == end else Term(high.start, found.end, written, found, before=high.before)


def _letters_settled(low: Term, high: Term) -> tuple[Term, Term]:
    """Letters that are scales for both once one of them is (2m-3m users, $5-10m)."""
    if low.written.shared and high.match is None and high.written.power == low.written.shared[1]:
        low = Term(low.start, low.written.shared[0], low.written.scaled(), None, low.signed, None, low.before)
    if low.signed and high.written.shared and not high.signed and low.unit and low.unit.kind is Kind.MONEY:
        high = Term(high.start, high.written.shared[0], high.written.scaled(), low.match, False, None, high.before)
    return low, high


_DASHED = re.compile(r"\s(?:–|—|--)(?=\s)")


def _inserted(text: str, low: Term, high: Term) -> bool:
    """The same told in another unit behind a dash, and no range: 20 miles – 32 km – off, 60 acres – roughly 24 ha."""
    if low.unit is None or high.unit is None or low.unit == high.unit or low.unit.dimension != high.unit.dimension:
        return False
    dash = _DASHED.match(text, low.end)
    if dash is None:
        return False
    if dash.end() + 1 < high.start:
        return True  # a hedge stands between
    first, second = low.unit.to_base(low.number), high.unit.to_base(high.number)
    apart = 2 if _DASHED.match(text, high.end) else _ALIKE  # 500 m – 2 km – is a range all the same
    return first < apart * second and second < apart * first


_ALIKE = Fraction(21, 20)


def _moves(text: str, low: Term, high: Term, joints: Joints) -> bool:
    """An amount and a level, each with its unit, behind a verb that moves: rose $1.85 to $84.20."""
    if not text[low.end : high.start].strip().isalpha() or (low.unit is None) != (high.unit is None):
        return False
    if low.unit is None or high.unit is None:  # cases rose by 1,204 to 35,680, but by 3 to 5 points
        near = low.number <= high.number < _LEVEL * low.number
        told = high.written.power - low.written.power  # a scale serves for the smaller number before it too
        shared = told and low.number * 10**told < high.number
        if near or shared or noun_after(text, high.end, joints.lexicon):
            return False
        return change_before(text, low.start, joints.lexicon) is not None
    unit = BARE if low.unit.kind is Kind.MONEY else low.unit  # oil lost 90 cents to $53
    return change_before(text, low.start, joints.lexicon, unit) is not None


_LEVEL = 10
"""So many times the amount of a move is the least level that it may reach where no unit tells them apart.

Ends of a range that share a scale are less far apart.
"""


def _is_rate_of(rate: Unit, unit: Unit) -> bool:
    """Is one unit the other by something: $48,000 to $90,000 a year?"""
    return rate.terms[: len(unit.terms)] == unit.terms and len(rate.terms) > len(unit.terms)


def _takes_scale(low: Term, high: Term, reach: int) -> bool:
    """Does the scale of the second number serve for the first: it has none of its own, and is not too large for it?

    It is less than `reach` times the second: written from above, $20-10 million, or else the smaller number.
    """
    first, second = low.written, high.written
    if first.power or not second.power or first.shared or (low.match and not low.signed) or first.words != second.words:
        return False
    return Magnitude.of(first.digits).number < reach * Magnitude.of(second.digits).number


def _takes_hundreds(low: Term, high: Term) -> bool:
    """Are both ends hundreds, told once: two to three hundred? They have no power of ten that could be shared."""
    first, second = low.written, high.written
    if not (first.words and second.words) or low.match or first.power or second.power:
        return False
    return second.digits[1:] == "00" and len(first.digits) == 1 and "0" < first.digits < second.digits[0]


def _compound_range(first: tuple[Term, ...], second: tuple[Term, ...], *, opened: bool, joint: str) -> Group | None:
    """A range whose ends are compounds: 5 ft 10 in to 6 ft 2 in; each end becomes one term in its smallest unit."""
    low, high = _summed(first), _summed(second)
    if (
        low is None
        or high is None
        or low.unit is None
        or high.unit is None
        or low.unit.dimension != high.unit.dimension
    ):
        return None
    return Group(low.start, high.end, Form.RANGE, (low, high), opened=opened, joint=joint)


def _summed(terms: tuple[Term, ...]) -> Term | None:
    """A compound as one term in its smallest unit."""
    last = terms[-1]
    if len(terms) == 1:
        return last
    if last.unit is None:
        return None
    base = last.unit.factor
    total = sum((t.number * t.unit.factor / base for t in terms if t.unit), Fraction(0))
    digits = str(total) if total.denominator == 1 else f"{total.numerator}/{total.denominator}"
    written = last.written.changed(start=terms[0].written.start, digits=digits, power=0)
    return Term(terms[0].start, last.end, written, last.match, behind=last.behind)


def _margin(centre: Term, margin: Term) -> Group:
    """plus-minus := term ± term."""
    match = margin.match or centre.match
    if margin.written.power and not centre.written.power and (centre.match is None or centre.signed):
        centre = centre.counting(centre.written.changed(power=margin.written.power))
    centre = centre.of(centre.match or match)
    return Group(centre.start, margin.end, Form.PLUS_MINUS, (centre, margin.of(match)))


def _share(text: str, part: Term, whole: Term, joints: Joints) -> Group | None:
    """share := number (in | out of) [every] a larger number, which is round unless the first is one: 9 in 10 voters."""
    if part.match or whole.match or part.before in joints.labels or whole.behind in joints.marks:
        return None
    if _is_year(whole) and not ((noun := noun_after(text, whole.end, joints.lexicon)) and noun.plural):
        return None
    if not (part.written.digits.isdecimal() and whole.written.digits.isdecimal()) or whole.written.high:
        return None
    over, under = part.number, whole.number
    if not 0 < over < under or (over > 1 and under > _FEW and str(under).strip("0") != "1"):
        return None
    written = part.written.changed(end=whole.written.end, digits=f"{over}/{under}", power=0)
    return alone(Term(part.start, whole.end, written, None, False, whole.behind, part.before))


_FEW = 10
"""Shares are told of so many; of larger numbers, as of 20 hostages, both may well have been counted."""


# -- lists and sizes -------------------------------------------------------------------------------------------------


def _list(
    text: str, terms: Sequence[Term], place: int, first: tuple[Term, ...], after: int, joints: Joints
) -> tuple[int, list[Group]]:
    """list := term ((by | , | and | or) term)+, where the members share the unit of the last, or are a size (by)."""
    members, kinds, commas = [_single(first)], [], False
    while after < len(terms):
        joint = joints.between(text, members[-1].end, terms[after].start)
        if joint == "late or" and commas:
            joint = "or"  # the last of three or more; of two, the same told otherwise (67.43, or 0.4%)
        if joint not in ("by", "comma", "and", "or"):
            break
        following, behind = _compound(text, terms, after, joints)
        if joint != "by":
            if _begins_group(text, terms, behind, joints):
                break
            following = _paid_alike(text, members[-1], following, joints)
        members.append(_single(following))
        kinds.append(joint)
        commas = commas or joint == "comma"
        after = behind
        if joint in ("and", "or") and commas:
            break
    if "by" in kinds and members[-1].terms[-1].behind in joints.repeated:
        return after, members
    return after, _shared_out(members, kinds)


def _paid_alike(text: str, before: Group, member: tuple[Term, ...], joints: Joints) -> tuple[Term, ...]:
    """A member with a scale and no unit, behind money whose sign serves for it too: $20m, 30m and 40m.

    Not where a noun may follow: they raised $2m, and 3m people came.
    """
    paid, term = before.terms[-1], member[-1]
    if paid.match is None or not paid.signed or not paid.written.power or paid.match.unit.kind is not Kind.MONEY:
        return member
    if term.written.shared:
        scaled = term.written.scaled()
        term = Term(term.start, scaled.end, scaled, None, False, word_behind(text, scaled.end), term.before)
    if len(member) > 1 or term.match or not term.written.power or term.behind not in joints.apart:
        return member
    return (Term(term.start, term.end, term.written, paid.match, True, term.behind, term.before),)


def _begins_group(text: str, terms: Sequence[Term], behind: int, joints: Joints) -> bool:
    """Does a range, a margin or a share begin with the term before `behind`: £5m and €1.2-1.4bn?"""
    if behind == len(terms):
        return False
    term, following = terms[behind - 1 : behind + 1]
    joint = joints.between(text, term.end, following.start)
    return joint in ("range", "margin") or (joint == "share" and _share(text, term, following, joints) is not None)


def _shared_out(members: list[Group], kinds: list[str]) -> list[Group]:
    """The members of a list with the unit they share; those that share none are left single."""
    made: list[Group] = []
    run: list[Group] = []
    joined = ""
    for member, kind in zip(members, ["", *kinds], strict=True):
        if run and kind != "by" and not _alike(run[-1], member):
            made.extend(_series(run, joined))
            run = []
        run.append(member)
        joined = kind
    return made + _series(run, joined)


def _alike(left: Group, right: Group) -> bool:
    """Can two members stand in one list: 5 and 6 km, but not 5 km or 3 miles, and not in 2021 and £3m?"""
    if left.match is not None:
        return left.unit == right.unit
    return not (right.terms[0].signed and _is_year(left.terms[-1]))


def _series(run: list[Group], joined: str) -> list[Group]:
    """The members of one list; a comma alone makes none."""
    last = run[-1]
    if len(run) < 2 or joined == "comma":
        return run
    if joined == "or" and run[0].match is None and run[0].terms[0].number > last.terms[0].number:
        return run  # 67.43 or 0.4 per cent: an amount told twice
    span = run[0].start, last.end
    if joined == "or":
        run = [_scaled_alike(member, last) for member in run]
    return [_given(member, last, by=joined == "by").within(span) for member in run]


def _scaled_alike(member: Group, last: Group) -> Group:
    """A member with the scale of the last, where it is the smaller number without it: two or three thousand."""
    first, scaled = member.terms[0].written, last.terms[-1].written
    power = scaled.power or (2 if scaled.words and _HUNDREDS.fullmatch(scaled.digits) else 0)
    if member.match is not None or not power or first.power or first.shared or len(member.terms) > 1:
        return member
    if first.words != scaled.words or first.high or not first.digits.isdecimal():
        return member
    if member.terms[0].number * 10**power >= last.terms[-1].number:
        return member
    return member.of((member.terms[0].counting(first.changed(power=power)),))


_HUNDREDS = re.compile(r"[1-9]00")


def _measures_size(unit: Unit) -> bool:
    """Is it a length, a count, or one of pixels? No size is written in masses, powers or times."""
    return unit.dimension in _SIZES


_SIZES = ((("[length]", 1),), (("[pixel]", 1),), ())


def _given(member: Group, last: Group, *, by: bool) -> Group:
    """A member with the unit of the last one, and with its scale where it is money; `2 x 20 g` is no size."""
    if member.match is not None or last.match is None or (by and not _measures_size(last.match.unit)):
        return member
    terms = tuple(t.of(last.match) for t in member.terms)
    power = last.terms[-1].written.power
    if power and last.match.unit.kind is Kind.MONEY:
        terms = tuple(t.counting(t.written.changed(power=t.written.power or power)) for t in terms)
    return member.of(terms)


def _maybe_sizes(text: str, terms: Sequence[Term], place: int, group: Group, joints: Joints) -> tuple[int, list[Group]]:
    """A range may itself be a member of a size: 2 to 3 m by 4 to 5 m."""
    if place >= len(terms) or joints.between(text, group.end, terms[place].start) != "by":
        return place, [group]
    behind, made = _next_group(text, terms, place, joints, sized=True)
    span = group.start, made[0].end
    return behind, [group.within(span), made[0].within(span), *made[1:]]
