"""The unit beside a number: signs before it, names and symbols after it, their powers, products and rates.

    unit  := [power] base [power] { (· | ⋅) base [power] } { rate }
    rate  := (/ | per | a) [number] (unit | noun)

A base is looked up in the lexicon, longest spelling first; forms that are ordinary words too stand in its `wary` table
with the neighbourhood that makes them a unit.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from quantities.lexicon import Lexicon
from quantities.model import Kind, Unit
from quantities.reading.nouns import singular
from quantities.reading.numerals import SPACES, Written


class UnitMatch(NamedTuple):
    """A unit as it stands in the text; `senses` are what else it may mean, `glued` tells that no space is before it."""

    start: int
    end: int
    unit: Unit
    senses: tuple[Unit, ...] = ()
    glued: bool = False
    wary: str | None = None


_GAP = regex.compile(rf"[{SPACES}\t]{{0,2}}(?:\n[{SPACES}\t]{{0,8}})?|[\-‐‑]\n?")
_OF_A_GAP = regex.compile(rf"[{SPACES}](?:of[{SPACES}])?(?:an?|the)[{SPACES}]", regex.IGNORECASE)
_TOKEN = regex.compile(
    r"""
      [°º˚](?:[CFKR](?!\w))?
    | (?:\p{L}\.){2,5}+(?!\p{L})
    | [\p{L}µμΩ]++
    | ['’′]{1,2} | ″ | ” | "
    | [%％‰‱℃℉℅] | \p{Sc}
    """,
    regex.VERBOSE,
)
_MORE = regex.compile(rf"[{SPACES}\-‐‑\n](\p{{L}}++)")
_POWER = regex.compile(r"[²³](?![\d])|(?:\^|\*\*)(?P<typed>-?[1-4])(?!\d)|(?P<bare>[23])(?![\w.]|,\d)|(?P<minus>⁻[¹²³])")
_RAISED = {"²": 2, "³": 3, "⁻¹": -1, "⁻²": -2, "⁻³": -3}
_POWER_WORD = regex.compile(rf"[{SPACES}\-](\p{{L}}++)")
_PRODUCT = regex.compile(r"[·⋅•∙×](?=\p{L})")
_RATE = regex.compile(rf"[{SPACES}]?/[{SPACES}]?(?=[\p{{L}}\d°])|[{SPACES}\-‐‑\n](?P<joint>\p{{L}}++)[{SPACES}\-‐‑\n]")
_MULTIPLE = regex.compile(rf"(?P<digits>[0-9]{{1,3}}(?:,[0-9]{{3}})++|[0-9]{{1,9}}+)[{SPACES}\-]?|(?P<word>\p{{L}}++)[{SPACES}]")
_SIGN_TAIL = regex.compile(rf"[{SPACES}]?")
_WORD = regex.compile(r"\p{L}++")
_CLOSED = regex.compile(
    rf"\.?(?:[{SPACES}]?(?:[,;:!?)\]}}/×x+*=]|$)|[.\n]|[{SPACES}](?:by|x|to|and|or|×|[–—\-(\[=±])[{SPACES}(]?)", regex.IGNORECASE
)


class Spellings:
    """The lexicon's spellings, indexed for reading: by first word, and by last character for signs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names, self.symbols, self.signs = lexicon.names, lexicon.symbols, lexicon.signs
        self.longest: dict[str, int] = {}
        for form in lexicon.names:
            first, *rest = form.split()
            self.longest[first] = max(self.longest.get(first, 1), 1 + len(rest))
        self.sign_ends = frozenset(form[-1] for form in lexicon.signs)
        self.sign_longest = max((len(form) for form in lexicon.signs), default=0)
        composites = lexicon.language["composites"]
        self.before: dict[str, int] = composites["powers_before"]
        self.after: dict[str, int] = composites["powers_after"]
        self.per, self.articles = set(composites["rates"]["per"]), set(composites["rates"]["articles"])
        self.things = set(composites["rates"]["things"])
        self.spans: dict[str, str] = composites["spans"]
        self.scales: dict[str, int] = lexicon.language["numerals"]["scales"]
        self.wary: dict[str, str] = lexicon.language["units"].get("wary", {})


def unit_after(text: str, written: Written, lexicon: Lexicon) -> UnitMatch | None:
    """The unit that follows a number, with all its powers and rates, or None."""
    spellings = lexicon.compiled(Spellings)
    gap = _GAP.match(text, written.end)
    assert gap is not None
    if written.fraction and (of_a := _OF_A_GAP.match(text, written.end)):
        gap = of_a
    glued = gap.end() == written.end
    hyphen = not glued and text[gap.end() - 1] in "-‐‑"
    found = _powered(text, gap.end(), spellings, glued or hyphen)
    if found is None:
        return None
    found = found._replace(glued=glued)
    return rated(text, found, spellings)


def unit_before(text: str, place: int, lexicon: Lexicon) -> UnitMatch | None:
    """The currency sign or code that stands before a number, or None."""
    spellings = lexicon.compiled(Spellings)
    end = place
    if end and text[end - 1] in SPACES:
        end -= 1
    if not end or text[end - 1] not in spellings.sign_ends:
        return None
    for length in range(min(spellings.sign_longest, end), 0, -1):
        form = text[end - length : end]
        if form not in spellings.signs:
            continue
        if form[0].isalpha() and end - length and text[end - length - 1].isalnum():
            continue
        preferred, *senses = spellings.signs[form]
        return UnitMatch(end - length, end, preferred, tuple(senses), glued=end == place)
    return None


def rate_after(text: str, end: int, unit: Unit, lexicon: Lexicon) -> UnitMatch | None:
    """`unit` as a rate, where `per day`, `a game` and the like follow at `end`; else None."""
    found = rated(text, UnitMatch(end, end, unit), lexicon.compiled(Spellings))
    return found if found.end > end else None


def rated(text: str, found: UnitMatch, spellings: Spellings) -> UnitMatch:
    """rate := (/ | per | a) [number] (unit | noun), up to three in a row (`m/s/s`)."""
    for _ in range(3):
        joint = _RATE.match(text, found.end)
        if joint is None:
            break
        word = (joint["joint"] or "").lower()
        if word and word not in spellings.per and word not in spellings.articles:
            break
        below = _denominator(text, joint.end(), found.unit, word, spellings)
        if below is None:
            break
        end, unit, multiple = below
        senses = tuple(_over(sense, unit, multiple) for sense in found.senses)
        found = found._replace(end=end, unit=_over(found.unit, unit, multiple), senses=senses)
    return found


def _over(unit: Unit, below: Unit, multiple: int) -> Unit:
    whole = unit / below
    return whole.over(multiple) if multiple != 1 else whole


def _denominator(text: str, place: int, above: Unit, joint: str, spellings: Spellings) -> tuple[int, Unit, int] | None:
    """The unit or noun below the line, with the number before it: (end, unit, number)."""
    multiple = 1
    if joint not in spellings.articles and (number := _MULTIPLE.match(text, place)):
        if number["digits"]:
            multiple, place = int(number["digits"].replace(",", "")), number.end()
        elif number["word"].lower() in spellings.scales:
            multiple, place = 10 ** spellings.scales[number["word"].lower()], number.end()
    if multiple == 0:
        return None
    found = _powered(text, place, spellings, True)
    if found and found.wary and joint and found.wary != "closed":
        found = None
    word = _WORD.match(text, place)
    lower = word[0].lower() if word else ""
    if joint in spellings.articles:
        span = found is not None and dict(found.unit.dimension).keys() == {"[time]"}
        priced = above.kind in (Kind.MONEY, Kind.PERCENT) and singular(lower) == lower and lower in spellings.things
        if not span and not priced:
            return None
    if word and lower in spellings.spans:
        return word.end(), _thing(spellings.spans[lower]), multiple
    if found and found.unit.kind is Kind.MEASURE:
        return found.end, found.unit, multiple
    if not word or len(lower) < 3 or (not joint and above.kind is Kind.MEASURE and above.dimension):
        return None
    return word.end(), _thing(singular(lower)), multiple


def _thing(noun: str) -> Unit:
    return Unit(((noun, 1),), kind=Kind.COUNT)


def _powered(text: str, place: int, spellings: Spellings, glued: bool) -> UnitMatch | None:
    """powered := [square | cubic | sq] base [² | ^2 | squared] { · base [power] }."""
    token = _TOKEN.match(text, place)
    if token is None:
        return None
    start, exponent = place, 1
    lower = token[0].lower()
    if lower in spellings.before:
        exponent, place = spellings.before[lower], _after_power_word(text, token.end())
        found = _base(text, place, spellings, True)
    elif (lower[:2] in spellings.before) and token[0][2:] in spellings.symbols and lower not in spellings.names:
        exponent = spellings.before[lower[:2]]
        preferred, *senses = spellings.symbols[token[0][2:]]
        found = UnitMatch(start, token.end(), preferred, tuple(senses))
    else:
        found = _base(text, place, spellings, glued)
        if found is None:
            return None
        raised = _raised(text, found, spellings)
        if raised is not None:
            exponent, end = raised
            found = found._replace(end=end, wary=None)
    if found is None:
        return None
    if exponent != 1:
        senses = () if exponent > 0 else found.senses
        found = found._replace(unit=found.unit**exponent, senses=senses)
    return _product(text, found._replace(start=start), spellings)


def _after_power_word(text: str, place: int) -> int:
    """Past the full stop and the space or hyphen behind `sq.`."""
    if text[place : place + 1] == ".":
        place += 1
    return place + 1 if text[place : place + 1] in (*SPACES, "-", "\n") and place < len(text) else place


def _raised(text: str, found: UnitMatch, spellings: Spellings) -> tuple[int, int] | None:
    """The exponent behind a base and its end: km², m3, s^-2, metres squared."""
    if match := _POWER.match(text, found.end):
        if match["bare"]:
            if found.unit.dimension != (("[length]", 1),) or len(text[found.start : found.end]) > 3:
                return None
            return int(match["bare"]), match.end()
        return int(match["typed"]) if match["typed"] else _RAISED[match[0]], match.end()
    if (word := _POWER_WORD.match(text, found.end)) and word[1].lower() in spellings.after:
        return spellings.after[word[1].lower()], word.end()
    return None


def _product(text: str, found: UnitMatch, spellings: Spellings) -> UnitMatch:
    """product := base { · base }, as in N·m."""
    for _ in range(3):
        dot = _PRODUCT.match(text, found.end)
        factor = _base(text, dot.end(), spellings, True) if dot else None
        if factor is None:
            break
        raised = _raised(text, factor, spellings)
        unit = factor.unit ** raised[0] if raised else factor.unit
        found = found._replace(end=raised[1] if raised else factor.end, unit=found.unit * unit, senses=(), wary=None)
    return found


def _base(text: str, place: int, spellings: Spellings, glued: bool) -> UnitMatch | None:
    """base := the longest spelling of the lexicon that stands here and may be a unit in its place."""
    token = _TOKEN.match(text, place)
    if token is None:
        return None
    form, end = token[0], token.end()
    units = _phrase(text, token, spellings)
    if units is None:
        found = spellings.symbols.get(form) or spellings.names.get(form.lower())
        if found is None and len(form) > 1 and not form[0].isalpha():
            form, end = form[0], place + 1
            found = spellings.symbols.get(form)
        if found is None:
            return None
        units = found, end
    senses, end = units
    if text[end : end + 1] == "." and _abbreviated(text, place, end):
        end += 1
    wary = spellings.wary.get(text[place : token.end()]) or spellings.wary.get(text[place : token.end()].lower())
    if wary and end <= token.end() + 1 and not _allowed(text, token.end(), wary, glued):
        return None
    return UnitMatch(place, end, senses[0], senses[1:], wary=wary)


def _phrase(text: str, token: regex.Match[str], spellings: Spellings) -> tuple[tuple[Unit, ...], int] | None:
    """The longest name of several words that begins with this one: nautical miles, fluid ounces, per cent."""
    words, end, best = token[0].lower(), token.end(), None
    for _ in range(spellings.longest.get(words, 1) - 1):
        more = _MORE.match(text, end)
        if more is None:
            break
        words, end = f"{words} {more[1].lower()}", more.end()
        if words in spellings.names:
            best = spellings.names[words], end
    return best


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Does the full stop belong to the abbreviation: `5 ft. tall`, but not at the end of a sentence?"""
    follows = text[end + 1 : end + 3]
    return end - start <= 4 and len(follows) == 2 and follows[0] in SPACES + ")," and not follows[1].isupper()


def _allowed(text: str, end: int, wary: str, glued: bool) -> bool:
    """May a form that is an ordinary word too be a unit here? (`glued` to the number, or the phrase `closed` behind it.)"""
    if wary == "glued":
        return glued
    if wary == "closed":
        return _CLOSED.match(text, end) is not None
    return False
