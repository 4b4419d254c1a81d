"""The numbers of a text: digits, fractions, powers, scale words and letters, and numbers in words.

Every form is one small function over the text and a place; `scan` finds the places. What one number cannot tell from
itself (the `m` of `5m`) stays open in its `Written` record, for the mention to decide by what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quantities.lexicon import Lexicon
from quantities.reading.cardinals import WORD, Cardinal, cardinal, cardinal_at, word_after
from quantities.reading.grammar import (
    BLANK,
    LETTER,
    LETTER_OR_DIGIT,
    MINUS,
    VULGAR,
    WRAPPED,
    Grammar,
    edged,
    word_behind,
)
from quantities.reading.late import Late

LONGEST = 400
"""More digits, or a larger power of ten, than this is no number that somebody means: it is left alone.

In groups of three these are 134, the bound of the patterns: who is refused at one place must not read on to the end.
"""


class Written:
    """A number as it stands in the text, before its neighbours are known.

    `digits` and `power` are those of `model.Numeral`. `shared` is the end and the power of ten of a letter behind it
    that is a scale or a unit (`5m`). `high` are the digits and power of the upper end of a vague plural (`tens of
    thousands`). `words` tells a number in words, `fraction` one that takes `of a` before its unit (half a mile).
    `behind` is the word or unit behind it and `beyond` what is behind that, a word or a mark, where both were read too.
    """

    __slots__ = ("behind", "beyond", "digits", "end", "fraction", "high", "power", "shared", "start", "words")

    def __init__(
        self,
        start: int,
        end: int,
        digits: str,
        power: int = 0,
        shared: tuple[int, int] | None = None,
        high: tuple[str, int] | None = None,
        words: bool = False,
        fraction: bool = False,
        behind: str | None = None,
        beyond: str | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.digits = digits
        self.power = power
        self.shared = shared
        self.high = high
        self.words = words
        self.fraction = fraction
        self.behind = behind
        self.beyond = beyond

    def changed(
        self,
        *,
        start: int | None = None,
        end: int | None = None,
        digits: str | None = None,
        power: int | None = None,
        shared: tuple[int, int] | None = None,
        fraction: bool | None = None,
    ) -> Written:
        """The same number but for this; where it ends elsewhere, nothing is known of what is behind it."""
        same = end is None
        return Written(
            self.start if start is None else start,
            self.end if end is None else end,
            self.digits if digits is None else digits,
            self.power if power is None else power,
            self.shared if same and shared is None else shared,
            self.high,
            self.words,
            self.fraction if fraction is None else fraction,
            self.behind if same else None,
            self.beyond if same else None,
        )

    def scaled(self) -> Written:
        """The number with the letter behind it as its scale."""
        assert self.shared is not None
        end, power = self.shared
        return self.changed(end=end, power=self.power + power)

    @property
    def plain(self) -> bool:
        """Is it nothing but a few digits: what a year, a label or a score would be?"""
        return not self.words and not self.power and self.digits.isdigit() and self.end - self.start == len(self.digits)


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_DIGITS = re.compile(
    rf"""
    (?: (?P<grouped> [0-9]{{1,3}} (?: (?: , [0-9]{{3}} ){{1,134}}+ | (?: {BLANK} [0-9]{{3}} ){{1,134}}+
                                    | (?: ['’] [0-9]{{3}} ){{1,134}}+ )
                   | [0-9]{{1,2}} (?: , [0-9]{{2}} (?=,) ){{1,134}}+ , [0-9]{{3}}
        ) (?! [0-9] )
      | (?P<plain> \d++ )
    )?+
    (?P<decimals> [.·] (?= \d ) \d++ )?+
    """,
    re.VERBOSE,
)
_GOES_ON = re.compile(
    rf"""
      [/^eE¹²³] | [⁄⁰-⁻] | [.,] [0-9] | {BLANK}? [x×·*] | {BLANK}? ✕
    | (?: {BLANK}{{1,2}} | - | {BLANK} and {BLANK} )? (?: [{"".join(VULGAR)}] | [0-9]{{1,2}} [/⁄] )
    """,
    re.VERBOSE,
)
"""What a decimal must be followed by to be only the beginning of another form."""
_PLAIN = re.compile(
    r"""
    (?! 0 [0-9] )
    (?P<digits> (?: [0-9]{1,3} (?: , [0-9]{3} ){1,130}+ | [0-9]{1,400}+ (?! [0-9] ) ) (?: \. [0-9]{1,24}+ )?+ )
    (?: (?P<gap> [ -] )?+
        (?! (?: to | and ) [ ]? [0-9]{1,2} (?: [/⁄] | [a-z]{0,2} \s (?: of [ ] )? [A-Z] )
          | of [ ] [A-Z] | hours [ ] [A-Zl] | [ap] \. )
        (?: (?P<form> (?<! - ) (?: ° [CF] (?! \w ) | % )
              | (?<= [ ] ) (?: (?! [bkmtx] / ) [a-z]{1,4}+ / [a-z]++ (?: ² | ³ )?+ | [a-z]{1,2}+ (?: ² | ³ ) )
                (?! [\w$^-] ) (?! [−⁻] ) )
          | (?P<word> (?<= [ -] ) [a-z]++ (?! [A-Z] ) | [a-z]{2,}+ (?! [A-Z] ) | [bmt] (?! \w | [ ] [A-Z] ) )
        )
        (?: (?: ,?[ ] | - ) (?P<second> [A-Za-z]{2,}+ (?! [\w$^-] ) (?! [−⁻] ) | [A-Za-z] (?! [\w$.^-] ) (?! [−⁻] ) )
          | (?P<end> [ ]\( | [;:)] | — | (?: (?<= [a-z]{2} ) | (?<= [CF%] ) ) \. (?: [ ][A-Z] | [”\n] | \Z ) ) )?+
      | [%;"] | ” | \. (?: \s | \Z ) | , [ ] [a-z] | \) (?! [ -] ) | [ ] (?: % | \( (?! [0-9] ) ) | [ ]? ° [CFK]
      | — [a-z] | \Z
    )
    """,
    re.VERBOSE,
)
"""Digits inside a line that no other form and no shape goes on with, unless the next word does: most numbers."""
_APART = frozenset(' ([{"“$£€¥≥≤<>~≈')
_SIGNS = frozenset("$£€¥")
_CONTINENTAL = Late(
    rf"[0-9]{{1,3}}(?:(?:\.[0-9]{{3}}){{1,134}}+|(?:{BLANK}[0-9]{{3}}){{1,134}}+),[0-9]{{1,2}}(?!,?[0-9])"
    r"|[0-9]{1,3}(?:(?:\.[0-9]{3}){2}|(?:\.[0-9]{3}){1,9}\.000)(?![.,]?[0-9])"
    rf"|[0-9]{{1,3}},[0-9]{{2}}(?={BLANK}?€)|(?<=€)[0-9]{{1,3}},[0-9]{{2}}(?!,?[0-9])"
    rf"|[0-9]{{1,3}},[0-9](?={BLANK}?(?P<scale>[a-z]++)(?!\w))"
)
_FRACTION = Late(r"(?P<over>[0-9]{1,4})[/⁄](?P<under>[0-9]{1,4})(?![0-9/⁄]|\.[0-9])")
_MIXED = Late(
    rf"""
    (?: {BLANK}and{BLANK} | {BLANK}{{1,2}} | - )?
    (?: (?P<vulgar> [{"".join(VULGAR)}] )
      | (?<! \d ) (?P<over> [0-9]{{1,2}} ) [/⁄] (?P<under> [0-9]{{1,3}} ) (?! [0-9/⁄] )
    )
    """,
    re.VERBOSE,
)
_TIMES_TEN = Late(
    rf"{BLANK}?[x×✕·*]{BLANK}?10(?:(?:\^|\*\*)(?P<power>[+\-−]?[0-9]{{1,9}})"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]{1,9})|(?P<plain>[−-][0-9]{1,3}(?!\d|[.,]\d|-)))"
    r"|[eE](?P<exponent>[+\-−]?[0-9]{1,9})(?!\w|\.\d)"
)
_POWER_OF_TEN = Late(r"10(?:(?:\^|\*\*)(?P<power>[+\-−]?[0-9]{1,9})|(?P<raised>[⁺⁻]?[⁰¹²³⁴-⁹]{1,9}))")
_POWER_OF_OTHERS = Late(r"(?P<whole>[0-9]{1,3})(?:\.(?P<decimals>[0-9]{1,3}))?\^(?P<power>[1-9][0-9]?)(?![\w^]|\.\d)")
NEXT_WORD = re.compile(rf"(?:{BLANK}?[\-‐-—]{BLANK}?|{WRAPPED}?+)([A-Za-z]++)")
_LETTERS = Late(rf"(?P<gap>{BLANK}?)(?P<letters>[A-Za-z]{{1,3}})(?!{LETTER_OR_DIGIT}|[²³])")
_SCALED_CODE = Late(rf"{BLANK}?(?P<letter>[kKmM]|[bt]n)(?=[A-Z]{{3}}(?![A-Za-z])|[€£])")
_PART = Late(rf"{BLANK}(?:(?P<joint>[A-Za-z]{{1,8}}){BLANK})?(?P<digits>[0-9]{{1,3}})(?![\d.,:/-])")
_NUMBER_BEFORE = Late(r"(?<![\d.,])(\d{1,5})\s$")
_PHRASE_END = Late(r"[,;:!?)]|\.(?!\w)|\r?\n[ \t]{0,24}\r?\n|$")
_DIGIT_BEHIND = Late(rf"{BLANK}?\d")
_JOINED = Late(r"[\d)+/]\s*$")
_OF_ONE_PERCENT = Late(rf"{BLANK}of{BLANK}(?:one|1)(?={BLANK}?(?:per{BLANK}?cent|%))", re.IGNORECASE)
_OF_A_SCALE = Late(rf"{BLANK}of{BLANK}an?{BLANK}(?P<scale>{LETTER}++)", re.IGNORECASE)
_SPACED_DIGITS = Late(rf"{BLANK}?\d{{1,20}}+")


def scan(text: str, lexicon: Lexicon, skip: Callable[[int], int | None] = lambda _: None) -> Iterator[Written]:
    """Every number of the text, in order and without overlap; `skip` gives the end of what is no number at a digit.

    >>> [w.digits for w in scan("two and a half million, 1,234.5 and 3×10⁸", Lexicon.default())]
    ['2 1/2', '1234.5', '3']
    """
    grammar = lexicon.compiled(Grammar)
    small = edged(text)
    place = 0
    for found in grammar.start.finditer(small):
        start, behind = found.span()
        if behind <= place + 1:
            continue
        if small[behind - 1].isalpha():
            if start < place or not grammar.is_word(text, start, behind - 1):
                continue
            written = in_words(text, start, grammar)
        else:
            start = max(start - 1, place)  # where the rest of a run of digits begins
            written = plain_number(text, start, small, grammar)
            if written is None:
                if (end := skip(start)) is not None:
                    place = max(end, start + 1)
                    continue
                written = in_digits(text, start, grammar)
        if written is not None and written.end > start:
            place = written.end
            yield written


def plain_number(text: str, start: int, small: str, grammar: Grammar) -> Written | None:
    """plain := digits [decimals] [scale], apart from what is before them, with nothing behind that could go on."""
    before = small[start]
    plain = _PLAIN.match(text, start) if before in _APART else None
    if plain is None or (
        before == " " and small[start - 1] in grammar.minus_ends and _has_minus(start, small, grammar)
    ):
        return None
    digits, gap, form, word, second, end = plain.groups()
    if "," in digits:
        digits = digits.replace(",", "")
    if word not in grammar.closely:
        if (gap is None and form is None) or (second is None and end is None):
            return Written(start, plain.end(1), digits)
        beyond = second.lower() if second else end.strip()[:1]
        return Written(start, plain.end(1), digits, 0, None, None, False, False, word or form, beyond)
    if gap == "-" or (gap is None and len(word) == 1 and before not in _SIGNS):
        return None
    place = plain.end("word")
    behind = word_behind(text, place)
    if word == grammar.and_ and (behind not in grammar.halving or text[place + 1 : place + 2].isdecimal()):
        return Written(start, plain.end(1), digits)
    if behind is None or behind in grammar.closely:
        return None
    if word in grammar.plain_scales:
        return Written(start, place, digits, grammar.plain_scales[word])
    if word in grammar.shared_letters:
        return Written(start, plain.end(1), digits, 0, (place, grammar.shared_letters[word]))
    return None


def _has_minus(start: int, small: str, grammar: Grammar) -> bool:
    """Does a minus, as a sign or a word, stand before the space before a number?"""
    return small[start - 1] == "−" or small.endswith(grammar.minus_leads, 0, start + 1)


def in_digits(text: str, start: int, grammar: Grammar) -> Written | None:
    """digits := [sign] (vulgar | fraction | decimal [mixed] [times ten]) [scale words or letters]."""
    if text[start] in VULGAR:
        written = Written(start, start + 1, VULGAR[text[start]], fraction=True)
    else:
        written = _decimal(text, start, grammar)
        if text.startswith(grammar.plural_of, written.end) and (vague := _vague_digits(text, written, grammar)):
            return vague
        if _GOES_ON.match(text, written.end):
            written = _longer(text, start, written, grammar)
    if len(written.digits) > LONGEST or abs(written.power) > LONGEST:
        return None
    written = with_scale(text, written, grammar)
    if written.power or written.fraction or word_after(text, written.end)[0] in grammar.joints:
        for form_after in (_and_a_half, _falling_scales, _of_a_scale, _one_over):
            if longer := form_after(text, written, grammar):
                written = longer
                break
    return _signed(text, written, grammar)


def _vague_digits(text: str, written: Written, grammar: Grammar) -> Written | None:
    """vague digits := (10 | 100 | …) s [of (thousands | millions | …)]: 100s of people, 10s of thousands."""
    power = len(written.digits) - 1
    if not power or written.digits.strip("0") != "1" or not written.digits.startswith("1"):
        return None
    return _vague_to(text, Written(written.start, written.end + 1, "1", power, high=("10", power)), grammar)


def _longer(text: str, start: int, decimal: Written, grammar: Grammar) -> Written:
    """longer := fraction | power of ten | continental decimal | decimal (mixed | times ten); or just the decimal."""
    if fraction := _fraction(text, start, grammar):
        return fraction
    if power := _POWER_OF_TEN.match(text, start):
        return _scaled(Written(start, power.end(), "1"), power["power"] or power["raised"])
    if other := _POWER_OF_OTHERS.match(text, start):
        decimals, times_itself = other["decimals"] or "", int(other["power"])
        digits = f"{int(other['whole'] + decimals) ** times_itself}0"  # one place finer than written, for it is exact
        return Written(start, other.end(), digits, -len(decimals) * times_itself - 1)
    if (continental := _CONTINENTAL.match(text, start)) and _is_scaled(continental, grammar):
        whole, _, decimals = continental[0].partition(",")
        decimal = Written(start, continental.end(), f"{''.join(filter(str.isdecimal, whole))}.{decimals}".rstrip("."))
    if mixed := _mixed(text, decimal):
        return mixed
    if times := _TIMES_TEN.match(text, decimal.end):
        power_of_ten = times["power"] or times["raised"] or times["plain"] or times["exponent"]
        return _scaled(decimal.changed(end=times.end()), power_of_ten)
    return decimal


def _is_scaled(continental: re.Match[str], grammar: Grammar) -> bool:
    """Is one digit behind a comma that of a scale, if it must be: 2,5 million?"""
    return continental["scale"] is None or grammar.plain_scales.get(continental["scale"], 0) >= _MILLION


def _leading_point(text: str, start: int) -> int:
    """`.5`: the point belongs to the number where nothing that could end a word or number stands before it."""
    if start and text[start - 1] == "." and (start == 1 or not (text[start - 2].isalnum() or text[start - 2] in ").")):
        return start - 1
    return start


def _decimal(text: str, start: int, grammar: Grammar) -> Written:
    """decimal := digits, grouped or not, with or without decimals; or decimals alone after a point."""
    match = _DIGITS.match(text, start)
    assert match is not None
    grouped, plain, decimals = match.groups()
    if plain and (begin := _leading_point(text, start)) < start:
        return Written(begin, match.end("plain"), f"0.{_ascii(plain)}")
    if grouped and _is_packed(text, match.end("grouped"), grammar):
        count = grouped.partition(" ")[0]
        return Written(start, start + len(count), count)
    whole = "".join(c for c in grouped if c.isdigit()) if grouped else _ascii(plain)
    return Written(start, match.end(), f"{whole}.{_ascii(decimals[1:])}" if decimals else whole)


def _is_packed(text: str, end: int, grammar: Grammar) -> bool:
    """Are the last three digits an amount of their own, the size of each of so many: 3 400g tins?"""
    return text[end - 4] == " " and text[end - 3] != "0" and grammar.packed.match(text, end) is not None


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(c)) for c in digits)


def _fraction(text: str, start: int, grammar: Grammar) -> Written | None:
    """fraction := n / d, proper, as measures are divided; other things with a stroke are dates and ratios."""
    match = _FRACTION.match(text, start)
    if not match or (start and text[start - 1] in "/⁄."):
        return None
    over, under = int(match["over"]), int(match["under"])
    usual = under <= 10 or under in (12, 16, 20, 25, 32, 50, 64, 100, 128, 1000)
    if not 0 < over < under:
        return None
    if not (usual or "⁄" in match[0] or (over == 1 and grammar.under_one.match(text, match.end()))):
        return None
    return Written(start, match.end(), f"{over}/{under}", fraction=True)


def _mixed(text: str, written: Written) -> Written | None:
    """mixed := whole [space | - | and] (vulgar | n / d)."""
    match = _MIXED.match(text, written.end)
    if not match or not written.digits.isdigit():
        return None
    part = VULGAR[match["vulgar"]] if match["vulgar"] else f"{match['over']}/{match['under']}"
    over, _, under = part.partition("/")
    if not 0 < int(over) < int(under):
        return None
    return written.changed(end=match.end(), digits=f"{written.digits} {part}")


def _scaled(written: Written, power: str) -> Written:
    return written.changed(power=written.power + int(power.translate(RAISED).replace("−", "-")))


def with_scale(text: str, written: Written, grammar: Grammar) -> Written:
    """scale := million | bn | k | … , one after another (`5 lakh crore`); an open letter (`5m`) is kept apart."""
    word = NEXT_WORD.match(text, written.end)
    if word is None or (word[1].lower() not in grammar.scaling and not word[1][-3:].isupper()):
        return written
    if match := _SCALED_CODE.match(text, written.end):  # 48.5 MGBP
        return written.changed(end=match.end(), power=written.power + grammar.letter_power(match["letter"]))
    if match := _LETTERS.match(text, written.end):
        letters, lower = match["letters"], match["letters"].lower()
        if lower in grammar.abbreviations:
            return written.changed(end=match.end(), power=written.power + grammar.abbreviations[lower])
        kelvin = letters == "K" and len(written.digits.partition(".")[2]) > 1
        bare = letters == "k" and _PHRASE_END.match(text, match.end()) is not None
        if letters in grammar.letters and (not match["gap"] or bare) and not kelvin:
            return written.changed(end=match.end(), power=written.power + grammar.letters[letters])
        if letters in grammar.shared_letters and not _DIGIT_BEHIND.match(text, match.end()):
            written = written.changed(shared=(match.end(), grammar.shared_letters[letters]))
    while word := NEXT_WORD.match(text, written.end):
        following = word[1].lower()
        if following in grammar.scales and written.power < LONGEST:
            written = written.changed(end=word.end(), power=written.power + grammar.scales[following])
        elif following in grammar.dozens and written.digits.isdigit() and not written.power:
            return written.changed(end=word.end(), digits=str(int(written.digits) * grammar.multiples[following]))
        elif _ends_in_scale(text, written, following, word.end(), grammar):
            return written.changed(end=word.end(), power=grammar.vague[following])
        else:
            break
    return written


def _ends_in_scale(text: str, written: Written, word: str, end: int, grammar: Grammar) -> bool:
    """Is a plural the scale of the few digits before it: 12 thousands, but not: in May 12 thousands of people came?"""
    few = written.digits.isdecimal() and len(written.digits) <= _FEW_DIGITS and not written.power
    return few and grammar.vague.get(word, 0) > 2 and text[written.end] == " " and bool(_PHRASE_END.match(text, end))


_FEW_DIGITS = 3
_MILLION = 6


def _rises(text: str, start: int, written: Written) -> bool:
    """Is the dash before a number one between two numbers after all, typed askew: 1 -12 years?"""
    smaller = _NUMBER_BEFORE.search(text, max(0, start - 8), start - 1)
    if smaller is None or not written.digits.isdecimal() or text[start - 1] == "+":
        return False
    return len(written.digits) < 6 and int(smaller[1]) < int(written.digits)


def _falling_scales(text: str, written: Written, grammar: Grammar) -> Written | None:
    """falling scales := digits scale { digits smaller scale } [and digits]: 4 thousand 3 hundred, 3 hundred and 21."""
    total, power, end = _whole(written), written.power, written.end
    while total is not None and power >= 2 and (part := _PART.match(text, end)):
        word, behind = word_after(text, part.end())
        scale, digits = grammar.scales.get(word, 0), int(part["digits"])
        joined = part["joint"] is not None
        if joined and (part["joint"].lower() != grammar.and_ or power > 2):
            break
        if not digits or digits * 10**scale >= 10**power or not (scale or joined):
            break
        total, power, end = total + digits * 10**scale, scale, behind if scale else part.end()
    if end == written.end or total is None:
        return None
    return written.changed(end=end, digits=str(total // 10**power), power=power)


def _whole(written: Written) -> int | None:
    """The number, if it is a whole one with a scale that is in reach."""
    return int(written.digits) * 10**written.power if written.digits.isdecimal() and 2 <= written.power <= 30 else None


def _one_over(text: str, written: Written, grammar: Grammar) -> Written | None:
    """one over := 1 over (digits | cardinal); another number over one only where they are all of the text."""
    if written.power or not written.digits.isdecimal():
        return None
    word, end = word_after(text, written.end)
    if word != grammar.over:
        return None
    digits = _SPACED_DIGITS.match(text, end)
    if digits:
        under, end = int(digits[0]), digits.end()
    elif spoken := cardinal_at(text, end, grammar):
        under, end = spoken.number * 10**spoken.power, spoken.end
    else:
        return None
    if not under or (written.digits != "1" and not _is_all(text, written.start, end)):
        return None
    return written.changed(end=end, digits=f"{written.digits}/{under}", fraction=True)


def _is_all(text: str, start: int, end: int) -> bool:
    """Is a place all of the text, white space and a full stop aside?"""
    return len(text) - end + start < _AROUND and not text[:start].strip() and not text[end:].strip(" .\n")


_AROUND = 12


def _of_a_scale(text: str, written: Written, grammar: Grammar) -> Written | None:
    """of a scale := fraction of (a (million | billion | …) | one per cent): two thirds of a million, half of 1%."""
    if written.fraction and (one := _OF_ONE_PERCENT.match(text, written.end)):
        return written.changed(end=one.end(), fraction=False)
    match = _OF_A_SCALE.match(text, written.end) if written.fraction else None
    scale = grammar.scales.get(match["scale"].lower()) if match else None
    return written.changed(end=match.end(), power=scale, fraction=False) if match and scale else None


def _signed(text: str, written: Written, grammar: Grammar) -> Written:
    """sign := a minus or plus directly before the number, with nothing before it that it could join; or `minus`."""
    start = written.start
    last = text[start - 1] if start else ""
    if last and last in MINUS + "+":
        before = text[start - 2] if start > 1 else " "
        quoted = before in "\"'" and start > 2 and text[start - 3].isalnum()
        apart = before.isspace() and not _rises(text, start, written)
        if apart or (before in "([{\"'“‘,;:=<>≤≥~≈$£€¥" and not quoted):
            digits = written.digits if last == "+" else "-" + written.digits
            return written.changed(start=start - 1, digits=digits)
        return written
    if last != " " or start < 2:
        return written
    if text[start - 2] == "−" and not _JOINED.search(text[max(0, start - 5) : start - 2]):
        return written.changed(start=start - 2, digits="-" + written.digits)
    if text[start - 2].lower() not in grammar.minus_ends:
        return written
    lead = text[max(0, start - 10) : start].lower()
    for word in grammar.minus_leads:
        if lead.endswith(word) and not lead.endswith(f"or {word}") and not lead[: -len(word)][-1:].isalnum():
            return written.changed(start=start - len(word), digits="-" + written.digits)
    return written


# -- numbers in words ------------------------------------------------------------------------------------------------


def in_words(text: str, start: int, grammar: Grammar) -> Written | None:
    """words := [a] (vague plural | fraction | couple of | cardinal [point …] [and a half]) [scale]."""
    first = WORD.match(text, start)
    assert first is not None
    word = first[0].lower()
    if word.endswith(grammar.fold) and (number := grammar.words.get(word.removesuffix(grammar.fold))) is not None:
        return Written(start, first.end() - len(grammar.fold), str(number), words=True)
    if word in grammar.words and (plain := _plain_word(text, start, first.end(), grammar.words[word], grammar)):
        return plain
    article = _article_before(text, start, grammar) if word not in grammar.words else None
    if word in grammar.no_cardinals:
        for form in (_vague, _couple, _bare_fraction, _multiple):
            if written := form(text, first, word, article, grammar):
                return written
        return None
    if word == grammar.point:
        return _spoken_decimals(text, Written(start, first.end(), "0", words=True), grammar, start)
    return _cardinal(text, start, word, article, grammar)


def _plain_word(text: str, start: int, end: int, number: int, grammar: Grammar) -> Written | None:
    """plain word := a word worth a number, joined to nothing before it, with nothing behind it that could go on."""
    behind = word_behind(text, end)
    if behind is None or behind in grammar.spoken or len(behind) in _CODE_LENGTHS or text[start - 1] in MINUS:
        return None
    if text.startswith("—", end):
        return None
    return _signed(text, Written(start, end, str(number), words=True), grammar)


_CODE_LENGTHS = (4, 5)
"""How long a scale letter and a currency code are in one: mUSD, bnGBP."""


def _cardinal(text: str, start: int, word: str, article: int | None, grammar: Grammar) -> Written | None:
    """[a] cardinal [point … | over … | and a half | thirds], from a word worth itself or a scale."""
    if parted := _of_tens(text, start, word, grammar):
        return parted
    whole = cardinal(text, start, grammar)
    if whole is None or _refused_words(text, start, word, whole, grammar):
        return None
    begin = article if word in grammar.scales and article is not None else start
    written = Written(begin, whole.end, str(whole.number), whole.power, words=True)
    behind = word_behind(text, whole.end)
    if behind is not None and behind not in grammar.behind_cardinals and not _SCALED_CODE.match(text, whole.end):
        return _signed(text, written, grammar)
    for form_after in (_denominated, _one_over, _spoken_decimals_after, _and_a_half):
        if longer := form_after(text, written, grammar):
            written = _of_a_scale(text, longer, grammar) or longer
            break
    if mixed := _mixed(text, written):  # two and 3/4
        written = mixed
    if code := _SCALED_CODE.match(text, written.end):  # twenty MUSD
        written = written.changed(end=code.end(), power=written.power + grammar.letter_power(code["letter"]))
    return _signed(text, written, grammar)


def _of_tens(text: str, start: int, word: str, grammar: Grammar) -> Written | None:
    """of tens := (one | two …) tens "-" ordinal ["s"]: one twenty-fifth of it, six thirty-firsts."""
    over, end = grammar.words.get(word, 0), start + len(word)
    tens, place = word_after(text, end)
    if (
        not over
        or grammar.words.get(tens, 0) not in _TENS
        or text[end : end + 1] != " "
        or text[place : place + 1] != "-"
    ):
        return None
    part, end = word_after(text, place)
    ordinal = part if over == 1 else part.removesuffix("s")
    if ordinal not in grammar.units_place or (over > 1 and ordinal == part):
        return None
    if over == 1 and word_behind(text, end) not in ("", "of"):
        return None  # one twenty-first birthday
    under = grammar.words[tens] + grammar.units_place[ordinal]
    return Written(start, end, f"{over}/{under}", words=True, fraction=True)


_TENS = range(20, 100, 10)


def _refused_words(text: str, start: int, word: str, whole: Cardinal, grammar: Grammar) -> bool:
    """Ordinals (twenty-first), several hundred, and number words inside other words (production-four-door)."""
    if start > 3 and text[start - 3 : start] in ("-a-", "-A-") and text[start - 4].isalnum():
        return True  # one-in-a-million
    if start > 1 and text[start - 1] in MINUS and text[start - 2].isalpha():
        lead = re.search(rf"{LETTER}++$", text[max(0, start - 21) : start - 1])
        if lead and lead[0].lower() not in grammar.prefixes and not _is_whole(text, start, whole, grammar):
            return True
    if word in grammar.scales and text[max(0, start - 10) : start].lower().rstrip().endswith(grammar.few):
        return True
    if not whole.number:
        return False
    after, end = word_after(text, whole.end)
    if whole.power or whole.number % 100 == 0:  # one hundred and first, two thousand and tenth
        last = word_after(text, end)[0] if after == grammar.and_ else after
        if last in grammar.after_hundreds:
            return True
    if whole.power or whole.number % 10:
        return False
    hyphened = text[whole.end : whole.end + 1] in MINUS + "—"
    return whole.number % 100 != 10 and after in (grammar.ordinals if hyphened else grammar.bare_ordinals) and end > 0


def _is_whole(text: str, start: int, whole: Cardinal, grammar: Grammar) -> bool:
    """Is it what another number is a share of: one-in-five, but not all-in-one or three-in-one?"""
    if whole.number < 2 or not text.endswith(grammar.sharing_joints, 0, start):
        return False
    part = text[max(0, start - 16) : start].rpartition("-")[0].rpartition("-")[0].split()
    return bool(part) and part[-1].lower() in grammar.words


def _article_before(text: str, start: int, grammar: Grammar) -> int | None:
    """The place of an article directly before, or None."""
    lead = text[max(0, start - 4) : start].lower()
    for article in grammar.articles:
        for joint in (" ", "-"):
            if lead.endswith(article + joint) and not lead[: -len(article) - 1][-1:].isalnum():
                return start - len(article) - 1
    return None


def _vague(text: str, first: re.Match[str], word: str, article: int | None, grammar: Grammar) -> Written | None:
    """vague := (tens | hundreds | … | dozens) [of (thousands | millions | …)]."""
    if article is not None or (word not in grammar.vague and word not in grammar.vague_multiples):
        return None
    low, high, power = "1", "10", grammar.vague.get(word, 0)
    if word in grammar.vague_multiples:
        low, high = str(2 * grammar.vague_multiples[word]), str(10 * grammar.vague_multiples[word])
    return _vague_to(text, Written(first.start(), first.end(), low, power, high=(high, power), words=True), grammar)


def _vague_to(text: str, written: Written, grammar: Grammar) -> Written:
    """A vague plural with the scale of another behind it: tens *of thousands*."""
    of, place = word_after(text, written.end)
    scale, end = word_after(text, place) if of == "of" else ("", place)
    if written.high is None or grammar.vague.get(scale, 0) <= 2:
        return written
    power = written.power + grammar.vague[scale]
    return Written(written.start, end, written.digits, power, high=(written.high[0], power), words=written.words)


def _couple(text: str, first: re.Match[str], word: str, article: int | None, grammar: Grammar) -> Written | None:
    """couple := a couple (of) [hundred | thousand | …]."""
    for phrase in grammar.couple:
        end = first.start() + len(phrase)
        if article is not None and text[first.start() : end].lower() == phrase:
            written = Written(article, end, "2", words=True)
            return with_scale(text, written, grammar)
    return None


def _bare_fraction(text: str, first: re.Match[str], word: str, article: int | None, grammar: Grammar) -> Written | None:
    """bare fraction := half [a] [million], a quarter of, a third of, quarter-."""
    under = grammar.denominators.get(word)
    if (
        under is None
        or word.endswith("s")
        or text[max(0, first.start() - 9) : first.start()].lower().rstrip().endswith(grammar.halved)
    ):
        return None
    after, place = word_after(text, first.end())
    takes_of = article is not None and (after == "of" or after in grammar.scales or under >= 10**6)
    takes_of = takes_of or (article is not None and after in grammar.sharing)
    takes_of = takes_of or (article is not None and moved_by(text, article, first.end(), grammar))
    takes_of = takes_of or (article is not None and _is_all(text, article, first.end()))
    if under == 4:
        parted = word_after(text, place)[0] if after == "of" else after
        takes_of = (
            takes_of or parted in (grammar.articles if after == "of" else grammar.scales) or parted in grammar.quartered
        )
    if (
        under != 2
        and not takes_of
        and not (under == 4 and article is not None and after)
        and (text[first.end() : first.end() + 1] != "-" or after in grammar.numbered)
    ):
        return None
    begin = article if article is not None else first.start()
    written = Written(begin, first.end(), f"1/{under}", words=True, fraction=True)
    if after in grammar.articles:
        after, place = word_after(text, place)
    if after in grammar.scales:
        return written.changed(end=place, power=grammar.scales[after], fraction=False)
    if after == "dozen":
        return Written(begin, place, str(grammar.multiples[after] // under), words=True)
    return _of_a_scale(text, written, grammar) or written


def moved_by(text: str, article: int, end: int, grammar: Grammar) -> bool:
    """by a third, less than a third: the phrase ends, or goes on with what no noun would: cut by a third to £5m."""
    if not text.endswith(grammar.by, max(0, article - _LEAD), article):
        return False
    behind = word_behind(text, end)
    return behind == "" or behind in grammar.behind_fractions


_LEAD = 16


def _multiple(text: str, first: re.Match[str], word: str, article: int | None, grammar: Grammar) -> Written | None:
    """multiple := a (dozen | score | gross)."""
    if word not in grammar.multiples or (word.endswith("s") and word != "gross"):
        return None
    if word != "dozen" and (article is None or not _is_of_many(text, first.end(), grammar)):
        return None
    begin = first.start() if article is None else article
    number = grammar.multiples[word]
    if re.search(rf"\b{grammar.baker}['’]?s\s$", text[max(0, first.start() - 10) : first.start()], re.IGNORECASE):
        number += 1
    return Written(begin, first.end(), str(number), words=True)


def _is_of_many(text: str, place: int, grammar: Grammar) -> bool:
    """A score of people, but not a score of 7.5."""
    of, end = word_after(text, place)
    return of == "of" and not _SPACED_DIGITS.match(text, end) and word_after(text, end)[0] not in grammar.words


def _denominated(text: str, written: Written, grammar: Grammar) -> Written | None:
    """denominated := cardinal (dozen | thirds | over cardinal)."""
    word, end = word_after(text, written.end)
    number = int(written.digits) * 10**written.power
    if word in ("dozen", "dozens", "score", "gross") and number < 1000:
        return written.changed(end=end, digits=str(number * grammar.multiples[word]), power=0)
    if word in grammar.denominators and (mixed := _mixed_words(text, written, number, word, end, grammar)):
        return mixed
    if (
        word in grammar.denominators
        and (number > 1 or _is_share(text, word, end, grammar))
        and 0 < number < max(1000, grammar.denominators[word])
        and ((number == 1) != word.endswith("s") or (number == 3 and _is_quarter_of(text, word, end, grammar)))
        and word != "half"
    ):
        return written.changed(end=end, digits=f"{number}/{grammar.denominators[word]}", power=0, fraction=True)
    if word == "half" and number == 1:
        return written.changed(end=end, digits="1/2", fraction=True)
    return None


def _is_share(text: str, word: str, end: int, grammar: Grammar) -> bool:
    """Is an ordinal behind `one` a fraction, and numbers nothing: one sixth, but not one sixth-century church?"""
    behind = word_behind(text, end)
    return behind not in grammar.numbered and (word not in grammar.dating or behind in ("", "of"))


def _mixed_words(text: str, written: Written, number: int, word: str, end: int, grammar: Grammar) -> Written | None:
    """mixed := cardinal and cardinal thirds: a hundred and three quarters, nine million and five ninths (of one)."""
    lead, joint, last = text[written.start : written.end].lower().rpartition(f" {grammar.and_} ")
    over, under = cardinal(last, 0, grammar) if joint else None, grammar.denominators[word]
    if over is None or not 1 < over.number < under or not word.endswith("s") or over.power:
        return None
    power = grammar.scales.get(lead.rsplit(None, 1)[-1], 0)
    power = power if power > _HUNDRED else 0
    whole = (number - over.number) // 10**power
    return written.changed(end=end, digits=f"{whole} {over.number}/{under}", power=power)


_HUNDRED = 2


def _is_quarter_of(text: str, word: str, end: int, grammar: Grammar) -> bool:
    """Is it a quarter in the singular, of the unit behind it: a three-quarter mile walk?"""
    return grammar.denominators[word] == 4 and (
        text[end : end + 1] == "-" or word_after(text, end)[0] in grammar.quartered
    )


def _spoken_decimals_after(text: str, written: Written, grammar: Grammar) -> Written | None:
    word, end = word_after(text, written.end)
    if word != grammar.point or written.power:
        return None
    return _spoken_decimals(text, written.changed(end=end), grammar, written.start)


def _spoken_decimals(text: str, written: Written, grammar: Grammar, start: int) -> Written | None:
    """decimals := point (digit words | cardinal below a hundred | 77) [scale]."""
    decimals, end = "", written.end
    while len(decimals) < LONGEST:
        word, place = word_after(text, end)
        if grammar.words.get(word, _TWO_DIGITS) >= _TWO_DIGITS:
            break
        decimals, end = decimals + str(grammar.words[word]), place
    if not decimals:
        digits, spoken = _SPACED_DIGITS.match(text, end), cardinal_at(text, end, grammar)
        if digits:
            decimals, end = digits[0].strip(), digits.end()
        elif spoken and spoken.number < _THREE_DIGITS:
            decimals, end, written = str(spoken.number), spoken.end, written.changed(power=spoken.power)
        else:
            return None
    spoken_out = written.changed(start=start, end=end, digits=f"{written.digits}.{decimals}")
    return with_scale(text, spoken_out, grammar)


_TWO_DIGITS, _THREE_DIGITS = 10, 100


def _and_a_half(text: str, written: Written, grammar: Grammar) -> Written | None:
    """and a half := and (a | an | one | three)? (half | quarter(s) | third …) [scale]; as in two and a half million."""
    word, place = word_after(text, written.end)
    if word != grammar.and_:
        return None
    over = 1
    word, after = word_after(text, place)
    if word in grammar.articles:
        word, after = word_after(text, after)
    elif word in grammar.words and (above := cardinal_at(text, place, grammar)):  # two and fifty-four hundredths
        over = above.number * 10**above.power
        word, after = word_after(text, above.end)
    under = grammar.denominators.get(word)
    agrees = (over > 1) == word.endswith("s") or (over > 1 and under == 4)  # two and three-quarter miles
    if under is None or not 0 < over < under or not agrees:
        return None
    if not written.digits.isdecimal():
        return None
    mixed = written.changed(end=after, digits=f"{written.digits} {over}/{under}")
    scaled = with_scale(text, mixed.changed(power=0), grammar)
    if not written.power or not scaled.power:
        return mixed.changed(power=written.power) if written.power else scaled
    number = int(written.digits) * 10**written.power * under + over * 10**scaled.power  # one billion and a half million
    return scaled.changed(digits=f"{number}/{under}", power=0)
