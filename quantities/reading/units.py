"""The unit behind a number: names and symbols, their powers, products and rates.

    unit  := [power] base [power] { (· | ⋅) base [power] } { rate }
    rate  := (/ | per | a) [number] (unit | noun)

A base is looked up in the lexicon, longest spelling first; forms that are ordinary words too stand in its `wary` table
with the neighbourhood that makes them a unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from quantities.frozen import NamedTuple
from quantities.lexicon import Lexicon
from quantities.model import Kind, Unit
from quantities.reading.grammar import BLANK, LETTER, LETTER_OR_DIGIT, SPACE, SPACES, WHITE, word_behind
from quantities.reading.late import Late
from quantities.reading.nouns import singular
from quantities.reading.numerals import Written

Key = TypeVar("Key")
Made = TypeVar("Made")


class UnitMatch:
    """A unit as it stands in the text; `senses` are what else it may mean, `glued` tells that no space is before it."""

    __slots__ = ("end", "glued", "senses", "start", "unit", "wary")

    def __init__(
        self,
        start: int,
        end: int,
        unit: Unit,
        senses: tuple[Unit, ...] = (),
        glued: bool = False,
        wary: str | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.unit = unit
        self.senses = senses
        self.glued = glued
        self.wary = wary

    def spanning(self, start: int | None = None, end: int | None = None) -> UnitMatch:
        """The same unit in more of the text."""
        start, end = self.start if start is None else start, self.end if end is None else end
        return UnitMatch(start, end, self.unit, self.senses, self.glued, self.wary)

    def read_as(self, unit: Unit, senses: tuple[Unit, ...] = ()) -> UnitMatch:
        """The same words for another unit."""
        return UnitMatch(self.start, self.end, unit, senses, self.glued, self.wary)


_GAP = re.compile(rf"{SPACE}?[\-‐‑]{SPACE}?(?={LETTER})|{WHITE}{{0,2}}+(?:\r?\n{WHITE}{{0,8}}+)?+")
_OF_GAP = Late(rf"{SPACE}of{SPACE}", re.IGNORECASE)
_OF_A_GAP = Late(rf"(?:{SPACE}|[\-‐‑])(?:of{SPACE})?(?:an?|the)(?:{SPACE}|[\-‐‑])", re.IGNORECASE)
_TOKEN = re.compile(
    rf"""
      [°º˚](?:[CFKRcf](?!\w))?
    | [A-Z]{{1,3}}\$
    | (?:{LETTER}\.){{2,5}}+(?!{LETTER})
    | (?: (?! x\d ) {LETTER} )++
    | ['’′]{{1,2}} | ″ | ” | "
    | [^\w\s]
    """,
    re.VERBOSE,
)
_MORE = Late(rf"(?:\.{SPACE}?|(?:{SPACE}|[\-‐‑]))({LETTER}++)")
_POWER = Late(
    r"[²³](?![\d])|(?:\^|\*\*)(?P<typed>-?[1-4])(?!\d)|(?P<bare>[23])(?!\w|[.,]\d)|⁻[¹²³]|−[1-3](?!\w|[.,]\d|−)"
)
_RAISED = {"²": 2, "³": 3, "⁻¹": -1, "⁻²": -2, "⁻³": -3, "−1": -1, "−2": -2, "−3": -3}
_HYPHENS = frozenset("-‐‑")
_INSIDE = frozenset("·⋅•- /")
_ENDS = frozenset(("", *".,;:!?()/%\"”'’—–"))
_BRACKET = Late(rf"{SPACE}?[(\[]")
_DIGIT_NEXT = Late(rf"{SPACE}?\d")
_NUMBER_NEXT = Late(r"\d")
_POWER_WORD = Late(rf"(?:{BLANK}|-)({LETTER}++)")
_DOTS = frozenset("·⋅•∙×*")
_PRODUCT = Late(rf"\S(?={LETTER})")
_WHOLE_PRODUCT = Late(rf"{LETTER}{{1,5}}[·⋅•\- /]{LETTER}{{1,5}}(?:[²³](?!\w))?(?!{LETTER_OR_DIGIT})")
_INVERSE = Late(rf"{SPACE}(?={LETTER}{{1,3}}(?:⁻[¹²³]|[-−][123](?!\w)|\^[-−][123]))")
_TYPED_INVERSE = Late(r"-([1-3])(?!\w|[.,]\d)")
_RATE = Late(
    rf"{SPACE}?/{SPACE}?(?={LETTER_OR_DIGIT}|°)|/(?P<open>\()(?={LETTER})|(?:{SPACE}|[\-‐‑])(?P<for>for{SPACE})?(?P<joint>{LETTER}++)(?:{SPACE}|[\-‐‑])"
)
_MULTIPLE = Late(
    rf"(?P<digits>[0-9]{{1,3}}(?:(?:,|{BLANK})[0-9]{{3}}){{1,134}}+|[0-9]{{1,9}}+)(?:{BLANK}|-)?|(?P<word>{LETTER}++){SPACE}"
)
_WORD = re.compile(rf"{LETTER}++")
_FOLLOWER = Late(rf"{SPACE}([A-Za-z]++)(?!\w)")
_JOINING, _STRETCHING = "by|x|to|and|or", "wide|long|tall|high|deep|thick|across|apart"
_CLOSED = Late(
    rf"\.?(?:{SPACE}?(?:[,;:!?)\]}}/×x+*=·⋅]|$)|[.\n]|{SPACE}(?:(?:{_JOINING}|×|[–—-]){SPACE}(?=[\d~])|(?:{_STRETCHING})(?!\w)|[(\[=±–—-]))",
    re.IGNORECASE,
)


class PlainUnit(NamedTuple):
    """A unit that its form alone tells, unless one of `more` (None: what is not plain) is behind it.

    `longer`: there are longer names that begin with it; without `units` it is nothing but the beginning of such.
    """

    units: tuple[Unit, ...]
    more: frozenset[str | None]
    longer: bool


_KEPT = 1000
"""So many forms (km/h, square miles) and rates that texts have shown are kept ready with a lexicon."""


class Spellings:
    """The lexicon's spellings, indexed for reading: by first word, and by last character for signs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.units, self.names, self.symbols, self.signs = lexicon.units, lexicon.names, lexicon.symbols, lexicon.signs
        self.longest: Mapping[str, int] = lexicon.index["longest"]
        composites = lexicon.language["composites"]
        self.lower_codes = frozenset(composites["codes"]["lower"])
        self.sign_lengths = _lengths([*lexicon.signs, *self.lower_codes])
        self.before: dict[str, int] = composites["powers_before"]
        self.after: dict[str, int] = composites["powers_after"]
        self.per, self.articles = set(composites["rates"]["per"]), set(composites["rates"]["articles"])
        self.things = set(composites["rates"]["things"])
        self.moments = frozenset(composites["rates"]["moments"])
        self.spans: dict[str, str] = composites["spans"]
        lead, noun = composites["scale"]["lead"], composites["scale"]["noun"]
        self.scale = Late(rf"{SPACE}{lead.replace(' ', SPACE)}{SPACE}(?P<name>{LETTER}++){SPACE}{noun}(?!\w)")
        self.scale_word, *seconds = lead.split()
        self.scale_seconds = frozenset(seconds)
        more = "|".join(composites["more"]["words"])
        self.more = Late(rf"{SPACE}(?:{more}){SPACE}(?={LETTER})", re.IGNORECASE)
        self.folded: Mapping[str, str] = lexicon.index["folded"]
        self.capitals = frozenset(composites["capitals"]["symbols"])
        self.shared_codes = frozenset(composites["codes"]["words"])
        self.doubtful = frozenset(composites["codes"]["doubtful"])
        self.least: dict[str, int] = composites["codes"]["least"]
        numerals = lexicon.language["numerals"]
        scales = (numerals[key] for key in ("scales", "abbreviations", "letters", "shared_letters"))
        self.scaling = frozenset[str]().union(*scales)
        self.followers = frozenset((*composites["followers"]["words"], *numerals["words"]))
        self.cancelled = {form: tuple(words) for form, words in composites["cancelled"].items()}
        self.parts = frozenset(lexicon.language["groups"]["subunits"])
        self.primes = {mark: lexicon.units[name] for mark, name in composites["primes"].items()}
        self.scales: dict[str, int] = lexicon.language["numerals"]["scales"]
        self.wary: dict[str, str] = lexicon.language["units"].get("wary", {})
        self.first_words = frozenset((*lexicon.index["first"].split(), *composites["more"]["words"]))
        self.beginnings = self.first_words.union("(")
        rates = composites["rates"]
        self.rate_words = frozenset((*rates["per"], *rates["articles"], "for"))
        self._longer: Mapping[str, str] = lexicon.index["longer"]
        self._more = frozenset((None, *self.after, *self.rate_words))
        self._glued = tuple(power for power in self.before if len(power) == 2)
        self._closely = frozenset((*self.wary, *self.cancelled, *self.before, "a", "an", "the", "of"))
        self._plain: dict[str, PlainUnit] = {}
        self._rates: dict[tuple[Unit, Unit, int], Unit] = {}
        signs = [form.lower() for form in (*self.signs, *self.lower_codes)]
        self.words_before = frozenset((*(form.split()[-1] for form in signs), *lexicon.index["last"].split()))
        self.before_dollars = frozenset((None, *(word for form in signs for word in form.replace("$", " ").split())))
        self.ends = frozenset((*SPACES, *(form[-1] for form in (*self.signs, *self.lower_codes))))

    def seconds(self, form: str) -> frozenset[str]:
        """The words behind which a form that is an ordinary word too may be a unit all the same (5 in by 3 in)."""
        wary = self.wary.get(form, "never")
        closing = () if wary in ("never", "glued") else (*_JOINING.split("|"), *_STRETCHING.split("|"), "of")
        ending = self.followers if wary in ("ended", "beside") else ()
        return frozenset((*closing, *ending, *self._longer.get(form, "").split()))

    def _is_close(self, form: str) -> bool:
        """Must a form be looked at closely, with what stands around it?"""
        glued = form.startswith(self._glued) and (form[2:] in self.symbols or form[2:] in self.folded)
        return glued or not self._closely.isdisjoint((form, form.partition(" ")[0]))

    def begins(self, form: str) -> bool:
        """Can what stands between a number and the end of its unit begin with this?"""
        return form.lower() in self.first_words or not form.isalpha()

    def plain(self, form: str) -> PlainUnit | None:
        """How a form is read wherever it stands, also one with a power or a unit below it (km², km/h); else None."""
        plain = self._plain.get(form)
        if plain is None and self.begins(form):
            plain = self._spelled(form) or self._formed(form)
            if plain is not None:
                _keep(self._plain, form, plain)
        return plain

    def longer(self, begin: str, word: str) -> PlainUnit | None:
        """How a word is read together with the beginning of a unit before it."""
        return self.plain(f"{begin} {word if begin in self.before else word.lower()}")

    def _spelled(self, form: str) -> PlainUnit | None:
        """A spelling that is a unit wherever it stands, or nothing but the beginning of longer ones."""
        lower = form.lower()
        if form in self.before and form not in self.symbols:
            return self._plain_unit((), form)
        if not _PLAIN_FORM.fullmatch(form) or self._is_close(form) or self._is_close(lower):
            return None
        units = self.symbols.get(form) or self.names.get(form, ())
        return self._plain_unit(units, lower) if units or form in self._longer else None

    def _plain_unit(self, units: tuple[Unit, ...], lower: str) -> PlainUnit:
        longer = self._longer.get(lower)
        more = self._more.union(longer.split()) if longer else self._more
        return PlainUnit(units, more, longer is not None or lower in self.before)

    def _formed(self, form: str) -> PlainUnit | None:
        """How a form of more than one part is read by itself: km/h, km², square miles."""
        parts = None if form.isalpha() else _PARTS.fullmatch(form)
        if parts is None:
            return None
        first, joint, second = parts.groups()
        if joint == " " and first not in self.before:
            return None
        if joint == "/" and (second.lower() in self.scales or not (self.plain(first) or _NO_UNIT).units):
            return None
        found = _powered(form, 0, self, glued=True)
        found = found and rated(form, found, self)
        if found is None or found.end < len(form) or found.wary:
            return None
        return self._plain_unit((found.unit, *found.senses), second.lower() if second else "")

    def over(self, unit: Unit, below: Unit, multiple: int) -> Unit:
        """A unit as a rate; kept, for the same few come all through a text, and exact arithmetic is dear."""
        rate = self._rates.get((unit, below, multiple))
        if rate is None:
            rate = (unit / below).over(multiple) if multiple != 1 else unit / below
            _keep(self._rates, (unit, below, multiple), rate)
        return rate


_NO_UNIT = PlainUnit((), frozenset(), longer=False)


def _keep(kept: dict[Key, Made], key: Key, made: Made) -> None:
    """Put into a table of bounded size."""
    if len(kept) >= _KEPT:
        kept.clear()
    kept[key] = made


def _lengths(forms: list[str]) -> dict[str, tuple[int, ...]]:
    """How long the signs are that end in two characters, longest first; and in one, for `$` and signs of one character.

    Before `$` there may be anything, spaces too.
    """
    lengths: dict[str, set[int]] = {"$": set(range(1, 1 + max(map(len, forms))))}
    singles = {form for form in forms if len(form) == 1}
    for form in forms:
        lengths.setdefault("$" if form[-1] == "$" else form[-2:], set()).add(len(form))
    for ending, row in lengths.items():
        if ending[-1] in singles:
            row.add(1)
    return {ending: tuple(sorted(row, reverse=True)) for ending, row in lengths.items()}


def unit_after(text: str, written: Written, spellings: Spellings) -> UnitMatch | None:
    """The unit that follows a number, with all its powers and rates, or None."""
    match = _PLAIN_UNIT.match(text, written.end)
    if match and (plain := _plain_unit(text, match, spellings)):
        return plain
    following = text[written.end : written.end + 2]
    if following[:1] in _STOPS or (following[:1] == "-" and following[1:].isdigit()):
        return None
    behind = match[1] if match else word_behind(text, written.end)
    if behind in _NO_WORDS:
        return _bracketed(text, written.end, spellings)
    if behind is not None and not spellings.begins(behind) and not written.fraction and not written.high:
        return None
    return unit_closely(text, written, spellings)


def plain_unit_after(text: str, written: Written, spellings: Spellings) -> tuple[UnitMatch, str] | None:
    """The same with the word or mark behind it, where what was read together with the number tells them."""
    form, beyond = written.behind, written.beyond
    plain = spellings.plain(form) if form and beyond is not None else None
    if plain is None or form is None or beyond is None:
        return None
    start = written.end if text.startswith(form, written.end) else written.end + 1
    end, units = start + len(form), plain.units
    if beyond in plain.more:
        longer = spellings.longer(form, beyond) if plain.longer else None
        more = _PLAIN_MORE.match(text, end) if longer else None
        if longer is None or more is None or more[1].lower() != beyond:
            return None
        end, units = more.end(), longer.units
        told = word_behind(text, end)
        if told is None or told in longer.more or (longer.longer and text.startswith(".", end)):
            return None
        beyond = told
    elif plain.longer and beyond == ".":
        return None
    return (UnitMatch(start, end, units[0], units[1:], start == written.end), beyond) if units else None


def unit_closely(text: str, written: Written, spellings: Spellings) -> UnitMatch | None:
    """unit after := gap [of | more] powered { rate } | prime | ( powered ): any unit, whatever it is made of."""
    gap = _GAP.match(text, written.end)
    assert gap is not None
    if written.fraction and (of_a := _OF_A_GAP.match(text, written.end)):
        gap = of_a
    elif written.high and (of := _OF_GAP.match(text, written.end)):
        gap = of
    elif more := spellings.more.match(text, written.end):
        gap = more
    glued = gap.end() == written.end
    if glued and (prime := _prime(text, written.end, spellings)):
        return prime
    hyphen = not glued and text[gap.start() : gap.end()].strip() in _HYPHENS
    found = _powered(text, gap.end(), spellings, glued or hyphen)
    if found is None:
        return _bracketed(text, written.end, spellings)
    if found.unit.kind is Kind.MONEY and not glued and _NUMBER_NEXT.match(text, found.end):
        return None  # the sign belongs to the number behind it: 1 $10 bill
    return rated(text, UnitMatch(found.start, found.end, found.unit, found.senses, glued, found.wary), spellings)


def _plain_unit(text: str, match: re.Match[str], spellings: Spellings) -> UnitMatch | None:
    """A unit of plain words that nothing behind it can add to: what most units are, told by a look or two."""
    form = match[1]
    plain = spellings.plain(form)
    if plain is None:
        return None
    start, end = match.span(1)
    if plain.longer:
        more = _PLAIN_MORE.match(text, end)
        longer = spellings.longer(form, more[1]) if more else None
        if more and longer:
            plain, end = longer, more.end()
    if not plain.units or (text[end : end + 1] not in _STOPS and word_behind(text, end) in plain.more):
        return None
    if plain.longer and text.startswith(".", end) and word_behind(text, end + 1) in plain.more:
        return None
    return UnitMatch(start, end, plain.units[0], plain.units[1:], glued=start == match.start())


_STOPS = frozenset(",;:)")
_NO_WORDS = frozenset(("", "("))
_PLAIN_FORM = re.compile(r"(?:[A-Za-z]++|%)(?: [a-z]++)?+|°[CF]")
_PARTS = re.compile(r"([A-Za-z]++)(?:([/ ])([A-Za-z]++))?+[²³]?+")
_NOT_PLAIN = r"(?! [\w$] | −[1-3](?!\w) | \. (?! [ ][A-Z] | [”\n] | \Z ) | [ ][A-Za-z]{1,3} (?: [-^] | ⁻ | −\d ) )"
"""What makes more of a plain unit: km², fb−1, U.S.$, 5 ft. tall, m s⁻¹."""
_PLAIN_UNIT = re.compile(
    rf"(?: [ ] | -(?=[A-Za-z]) )?+ ( [A-Za-z]++ (?: /[A-Za-z]++ )?+ [²³]?+ | % | °[CF] ) {_NOT_PLAIN}", re.VERBOSE
)
_PLAIN_MORE = re.compile(rf"[ ]([A-Za-z]++) {_NOT_PLAIN}", re.VERBOSE)


_ANOTHER = re.compile(r"[ ]\((?:€|[$£¥]?)[0-9]")
"""A number in brackets: 20 miles (32, $20 (€18."""


def _bracketed(text: str, place: int, spellings: Spellings) -> UnitMatch | None:
    """A unit in brackets of its own: 20 (kg)."""
    if _ANOTHER.match(text, place):
        return None
    bracket = _BRACKET.match(text, place)
    found = _powered(text, bracket.end(), spellings, True) if bracket else None
    if found is None or text[found.end : found.end + 1] not in (")", "]"):
        return None
    return found.spanning(end=found.end + 1)


def _prime(text: str, place: int, spellings: Spellings) -> UnitMatch | None:
    """Feet and inches written with quotation marks, where no quotation is open that the mark could close."""
    mark = text[place : place + 2] if text[place : place + 2] in spellings.primes else text[place : place + 1]
    unit = spellings.primes.get(mark)
    if unit is None:
        return None
    end = place + len(mark)
    if text[end : end + 1].isalpha():
        return None
    lead = text[max(0, place - _QUOTATION) : place].rpartition("\n")[2]
    if mark == '"' and len(_QUOTE.findall(lead)) % 2:
        return None
    if mark in "”’" and lead.rfind("“" if mark == "”" else "‘") > lead.rfind(mark):
        return None
    if mark == "'" and not text[end : end + 1].isdigit() and _OPENED.search(lead):
        return None
    return UnitMatch(place, end, unit, glued=True)


_QUOTATION = 240
"""How far back an opening quotation mark is looked for."""
_QUOTE = re.compile(r'(?<!\d)"')
_OPENED = Late(r"(?:^|[\s(])'(?=\w)")


def rate_after(text: str, end: int, unit: Unit, lexicon: Lexicon, *, spans_only: bool = False) -> UnitMatch | None:
    """`unit` as a rate, where `per day`, `a game` and the like follow at `end`, or only spans of time; else None."""
    spellings = lexicon.compiled(Spellings)
    word = word_behind(text, end)
    if word is not None and word not in spellings.rate_words:
        return None
    found = rated(text, UnitMatch(end, end, unit), spellings)
    if found.end == end or (spans_only and found.unit.dimension != (unit / lexicon.units["day"]).dimension):
        return None
    return found


def rated_money(text: str, sign: UnitMatch, lexicon: Lexicon) -> UnitMatch:
    """The currency of a sign as a rate, where one follows at the end of its number: $3.89 per gallon, £5 a head."""
    return rated(text, sign, lexicon.compiled(Spellings))


def rated(text: str, found: UnitMatch, spellings: Spellings) -> UnitMatch:
    """rate := (/ | per | a) [number] (unit | noun), up to three in a row (`m/s/s`)."""
    for _ in range(3):
        word = word_behind(text, found.end)
        if word is not None and word not in spellings.rate_words:
            break
        joint = _RATE.match(text, found.end)
        if joint is None:
            break
        word = (joint["joint"] or "").lower()
        if joint["for"] and found.unit.terms[1:]:
            break  # £10 a year for a family
        if word == "every" and joint["for"]:
            word = "per"
        if word and word not in spellings.per and word not in spellings.articles:
            break
        if joint["open"]:
            if (inside := _bracketed_factors(text, joint.end(), spellings)) is None:
                break
            found = found.read_as(found.unit / inside.unit).spanning(end=inside.end)
            continue
        below = _denominator(text, joint.end(), found.unit, word, spellings)
        if below is None and (priced := _as_price(found)):
            below = _denominator(text, joint.end(), priced.unit, word, spellings)
            found = priced if below and below.unit.dimension == found.unit.dimension else found
        if below is None:
            break
        end, unit, multiple, others = below
        senses = tuple(spellings.over(sense, unit, multiple) for sense in found.senses)
        senses += tuple(spellings.over(found.unit, other, multiple) for other in others)  # £6.59 an imperial gallon
        found = found.read_as(spellings.over(found.unit, unit, multiple), senses).spanning(end=end)
    return found


def _bracketed_factors(text: str, place: int, spellings: Spellings) -> UnitMatch | None:
    """factors := base [power] { (· | space) base [power] } ")": what stands in brackets below a line: W/(m·K)."""
    found = None
    for _ in range(4):
        factor = _base(text, place, spellings)
        if factor is None or factor.unit.kind is not Kind.MEASURE:
            return None
        factor = _with_power(text, factor, spellings)
        found = factor.read_as(found.unit * factor.unit) if found else factor
        behind = text[factor.end : factor.end + 1]
        if behind == ")":
            return found.spanning(end=factor.end + 1)
        if behind not in _DOTS and behind != " ":
            return None
        place = factor.end + 1
    return None


class _Below(NamedTuple):
    """The unit or noun below the line, which ends there, with the number before it and its senses of the same kind."""

    end: int
    unit: Unit
    multiple: int
    others: tuple[Unit, ...] = ()

    @classmethod
    def of(cls, found: UnitMatch, multiple: int) -> _Below:
        """That of a unit as it stands in the text."""
        others = tuple(sense for sense in found.senses if sense.dimension == found.unit.dimension)
        return cls(found.end, found.unit, multiple, others)


def _denominator(text: str, place: int, above: Unit, joint: str, spellings: Spellings) -> _Below | None:
    """The unit or noun below the line, with the number before it."""
    multiple = 1
    if joint not in spellings.articles:
        multiple, place = _multiple(text, place, spellings)
    if multiple == 0 or (not joint and 1 < multiple < 100):
        return None
    match = _PLAIN_UNIT.match(text, place) if text[place : place + 1].isalpha() else None
    found = _plain_unit(text, match, spellings) if match and "/" not in match[1] else None  # J/kg/K
    found = found or _powered(text, place, spellings, True, stroke=not joint)
    if (found and found.unit.kind is not Kind.MEASURE) or (found and _is_doubtful_below(text, found, joint)):
        found = None
    word = _WORD.match(text, place)
    lower = word[0].lower() if word else ""
    if joint in spellings.articles:
        if found is not None and (found.unit.dimension == _TIME or _divides(found.unit, above)):
            dated = word_behind(text, found.end) in spellings.moments  # 3 million a year earlier
            return None if dated else _Below.of(found, multiple)
        if above.kind not in (Kind.MONEY, Kind.PERCENT, Kind.COUNT) or lower not in spellings.things:
            return None
    if lower in spellings.spans and word:
        span = spellings.spans[lower]
        return _Below(word.end(), spellings.units.get(span) or _thing(span), multiple)
    if found:
        return _Below.of(found, multiple)
    if not word or len(lower) < 3 or (not joint and above.kind is Kind.MEASURE and above.dimension):
        return None
    return _Below(word.end(), _thing(singular(word[0], spellings.lexicon)), multiple)


def _is_doubtful_below(text: str, found: UnitMatch, joint: str) -> bool:
    """Is a letter behind `per` hardly a unit: not where the phrase ends with it (5 m per s)?"""
    if not found.wary or not joint or found.wary == "closed":
        return False
    return found.wary == "never" or not _CLOSED.match(text, found.end)


def _as_price(found: UnitMatch) -> UnitMatch | None:
    """Pounds a ton are a price: nobody tells a mass by another."""
    money = tuple(sense for sense in found.senses if sense.kind is Kind.MONEY)
    return found.read_as(money[0], money[1:]) if money else None


def _divides(below: Unit, above: Unit) -> bool:
    """May a unit stand behind an article as the lower half of a rate: 8 tonnes a hectare, £4.50 a kilogram?"""
    return above.kind in (Kind.MONEY, Kind.MEASURE) and above.dimension not in ((), _TIME, below.dimension)


def _multiple(text: str, place: int, spellings: Spellings) -> tuple[int, int]:
    """The number below the line (`per 100,000 people`, `L/100 km`) and the place behind it; one where there is none."""
    number = _MULTIPLE.match(text, place)
    if number and number["digits"]:
        digits = "".join(c for c in number["digits"] if c.isdigit())
        return (int(digits), number.end()) if digits.strip("0") == "1" and len(digits) > 1 else (0, place)
    if number and number["word"].lower() in spellings.scales:
        return 10 ** spellings.scales[number["word"].lower()], number.end()
    return 1, place


_TIME, _LENGTH = (("[time]", 1),), (("[length]", 1),)
_AREA = (("[length]", 2),)
_STUFF = ((("[mass]", 1),), (("[length]", 3),))


def _thing(noun: str) -> Unit:
    return Unit(((noun, 1),), kind=Kind.COUNT)


def _powered(text: str, place: int, spellings: Spellings, glued: bool, *, stroke: bool = False) -> UnitMatch | None:
    """powered := [square | cubic | sq] base [² | ^2 | squared] { · base [power] }."""
    token = _TOKEN.match(text, place)
    if token is None:
        return None
    if text[token.end() : token.end() + 1] in _INSIDE and (whole := _whole_product(text, place, spellings)):
        return whole
    lower = token[0].lower()
    if lower in spellings.before and token[0] not in spellings.symbols:
        found = _base(text, _after_power_word(text, token.end()), spellings, simple=True)
        found = found and _raised_to(found, spellings.before[lower]).spanning(start=place)
    elif _has_power(token[0], spellings):
        unit, *senses = spellings.symbols[token[0][2:]]
        found = _raised_to(UnitMatch(place, token.end(), unit, tuple(senses)), spellings.before[lower[:2]])
    else:
        found = _base(text, place, spellings, token)
        found = found and _product(text, _with_power(text, found, spellings), spellings)
        if found and found.wary and not stroke and not _allowed(text, found, glued, spellings):
            return None
        if found and text[found.end : found.end + 1].isdigit() and found.unit.expression not in spellings.parts:
            return None
        return found
    return found and _product(text, found, spellings)


def _has_power(form: str, spellings: Spellings) -> bool:
    """Is it a symbol with its power written before it in one word: sqm, but not CUC?"""
    if form[:2].lower() not in spellings.before or form[2:] not in spellings.symbols:
        return False
    return form.lower() not in spellings.names and form not in spellings.symbols


def _raised_to(found: UnitMatch, exponent: int) -> UnitMatch:
    senses = tuple(sense**exponent for sense in found.senses)
    return UnitMatch(found.start, found.end, found.unit**exponent, senses, found.glued)


def _with_power(text: str, found: UnitMatch, spellings: Spellings) -> UnitMatch:
    """A base with the power behind it, if there is one; a power tells a unit even where its letter is wary."""
    raised = _raised(text, found, spellings)
    return _raised_to(found, raised[0]).spanning(end=raised[1]) if raised else found


_WORD_GAPS = frozenset((*SPACES, "-", "\n"))


def _after_power_word(text: str, place: int) -> int:
    """Past the full stop and the space or hyphen behind `sq.`."""
    if text[place : place + 1] == ".":
        place += 1
    return place + 1 if text[place : place + 1] in _WORD_GAPS else place


def _raised(text: str, found: UnitMatch, spellings: Spellings) -> tuple[int, int] | None:
    """The exponent behind a base and its end: km², m3, s^-2, metres squared."""
    following = text[found.end : found.end + 1]
    if following in _ENDS:
        return None
    if match := _POWER.match(text, found.end):
        if following == "−" and text.startswith(text[found.start : found.end], _after_space(text, match.end())):
            return None  # 1 m−2 m is a range
        if match["bare"]:
            if found.unit.dimension not in (_LENGTH, _TIME) or found.end - found.start > 3:
                return None
            return int(match["bare"]), match.end()
        return int(match["typed"].replace("−", "-")) if match["typed"] else _RAISED[match[0]], match.end()
    if (word := _POWER_WORD.match(text, found.end)) and word[1].lower() in spellings.after:
        return spellings.after[word[1].lower()], word.end()
    return None


def _after_space(text: str, place: int) -> int:
    return place + 1 if text[place : place + 1] in SPACES else place


def _whole_product(text: str, place: int, spellings: Spellings) -> UnitMatch | None:
    """A product or ratio that has a spelling of its own: lb·ft, N m, mm Hg."""
    whole = _WHOLE_PRODUCT.match(text, place)
    units = spellings.symbols.get(whole[0]) if whole else None
    return UnitMatch(place, whole.end(), units[0], units[1:]) if whole and units else None


def _product(text: str, found: UnitMatch, spellings: Spellings) -> UnitMatch:
    """product := base { (·) base [power] | base negative power }, as in N·m and m s⁻¹."""
    for _ in range(3):
        if text[found.end : found.end + 1] in _ENDS:
            break
        dotted = text[found.end : found.end + 1] in _DOTS
        dot = _PRODUCT.match(text, found.end) if dotted else _INVERSE.match(text, found.end)
        factor = _base(text, dot.end(), spellings) if dot else None
        if factor is None:
            break
        if typed := _TYPED_INVERSE.match(text, factor.end):  # W m-2: a hyphen in a product is a minus
            factor = _raised_to(factor, -int(typed[1])).spanning(end=typed.end())
        else:
            factor = _with_power(text, factor, spellings)
        found = UnitMatch(found.start, factor.end, found.unit * factor.unit, (), found.glued)
    return found


def _base(
    text: str, place: int, spellings: Spellings, token: re.Match[str] | None = None, *, simple: bool = False
) -> UnitMatch | None:
    """base := the longest spelling of the lexicon that stands here, with the condition on it if it is `wary`."""
    token = token or _TOKEN.match(text, place)
    if token is None:
        return None
    wary = None
    spelled = _phrase(text, token, spellings) or _weighted(text, token, spellings)
    if spelled and simple and len(spelled[0][0].terms) > 1:
        spelled = None  # the feet per second of cubic feet per second
    if spelled is None:
        spelled = _word(token, spellings)
        wary = spellings.wary.get(token[0]) or spellings.wary.get(token[0].lower())
        if spelled is None:
            return None
    if spellings.cancelled.get(token[0].lower()) and text.startswith(
        spellings.cancelled[token[0].lower()], token.end()
    ):
        return None
    (unit, *senses), end = spelled
    if text[end : end + 1] == "." and _abbreviated(text, place, end):
        end += 1
    return UnitMatch(place, end, unit, tuple(senses), wary=wary)


def _weighted(text: str, token: re.Match[str], spellings: Spellings) -> tuple[tuple[Unit, ...], int] | None:
    """A symbol with a letter in brackets of its own: dB(A)."""
    end = token.end()
    if text[end : end + 1] != "(" or text[end + 2 : end + 3] != ")":
        return None
    units = spellings.symbols.get(text[token.start() : end + 3])
    return (units, end + 3) if units else None


def _word(token: re.Match[str], spellings: Spellings) -> tuple[tuple[Unit, ...], int] | None:
    """A spelling of one word or sign: a symbol as it is written, a name in any case, a symbol in capitals (5 KM)."""
    form = token[0]
    lower = form.lower()
    units = spellings.symbols.get(form) or spellings.names.get(lower)
    if units is None and len(form) > 1:
        if form[-1] == "$":
            units = spellings.signs.get(form)
        elif form[0].isalpha():
            known = spellings.folded.get(lower) or (lower if form in spellings.capitals else form)
            units = spellings.symbols.get(known)
        elif units := spellings.symbols.get(form[0]):
            return units, token.start() + 1
    return (units, token.end()) if units else None


def _phrase(text: str, token: re.Match[str], spellings: Spellings) -> tuple[tuple[Unit, ...], int] | None:
    """The longest name of several words that begins with this one: nautical miles, fluid ounces, per cent."""
    words, end, best = token[0].lower(), token.end(), None
    if words in _DEGREE_SIGNS:
        words = "degrees"
    first = words
    for _ in range(spellings.longest.get(words, 1) - 1):
        more = _MORE.match(text, end)
        if more is None:
            break
        words, end = f"{words} {more[1].lower()}", more.end()
        if words in spellings.names:
            best = spellings.names[words], end
    if (best is None and first == "degrees") or token[0] in _DEGREE_SIGNS:
        return best or _on_a_scale(text, token.end(), spellings)
    return best


_DEGREE_SIGNS = frozenset("°º˚")


def _on_a_scale(text: str, place: int, spellings: Spellings) -> tuple[tuple[Unit, ...], int] | None:
    """degrees on the Celsius scale."""
    scale = spellings.scale.match(text, place)
    units = spellings.names.get("degrees " + scale["name"].lower()) if scale else None
    return (units, scale.end()) if units and scale else None


def scale_after(text: str, place: int, lexicon: Lexicon) -> UnitMatch | None:
    """The unit of a scale that a bare number is read on: 50 on the GPa scale, 212 on the Fahrenheit scale."""
    spellings = lexicon.compiled(Spellings)
    scale = spellings.scale.match(text, place)
    units = (
        (spellings.symbols.get(scale["name"]) or spellings.names.get("degrees " + scale["name"].lower()))
        if scale
        else None
    )
    return UnitMatch(place, scale.end(), units[0], units[1:]) if units and scale else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Does the full stop belong to the abbreviation: `5 ft. tall`, but not at the end of a sentence?"""
    follows = text[end + 1 : end + 3]
    return (
        text[end - 1].isalpha()
        and end - max(start, text.rfind(" ", start, end), text.rfind(".", start, end)) <= 5
        and len(follows) == 2
        and follows[0] in SPACES + "),-"
        and not follows[1].isupper()
    )


def _heads_rate(text: str, found: UnitMatch, spellings: Spellings) -> bool:
    """Does a stroke with a unit below it follow: 300 cd/m², 5 S/m?"""
    if text[found.end : found.end + 1] != "/":
        return False
    below = _powered(text, found.end + 1, spellings, glued=True, stroke=True)
    return below is not None and below.unit.dimension in (_LENGTH, _AREA)


def _allowed(text: str, found: UnitMatch, glued: bool, spellings: Spellings) -> bool:
    """May a form that is an ordinary word too be a unit here?

    `glued`: directly behind the number; `closed`: no word follows in the phrase; `ended`: none but a small word such as
    a preposition; `beside`: glued or ended; `tight`: glued or closed.
    """
    end, wary = found.end, found.wary
    if wary == "glued" or (glued and wary == "beside"):
        return glued
    if wary == "tight" and glued and text[found.start - 1] not in _HYPHENS:
        return True
    if wary == "never":
        return _heads_rate(text, found, spellings)
    if wary == "tight" and text.startswith(" of ", end):
        return True
    if _CLOSED.match(text, end) or (wary not in ("closed", "tight") and _DIGIT_NEXT.match(text, end)):
        return True
    if wary not in ("ended", "beside"):
        return False
    if found.unit.dimension in _STUFF and text.startswith(" of ", end):
        return True  # 2 l of milk
    word = _FOLLOWER.match(text, end)
    return word is not None and word[1].lower() in spellings.followers
