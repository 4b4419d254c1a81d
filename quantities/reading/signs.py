"""The currency before a number: its sign ($5), its code (USD 5), or its name (ringgit 42)."""

from __future__ import annotations

import re

from quantities.model import Kind, Unit
from quantities.reading.grammar import BLANK, LETTER, SPACES, word_before
from quantities.reading.late import Late
from quantities.reading.units import Spellings, UnitMatch


def unit_before(text: str, place: int, word: str | None, spellings: Spellings) -> UnitMatch | None:
    """The currency sign, code or name that stands before a number, or None; `word` is what `word_before` tells."""
    if not place:
        return None
    last = text[place - 1]
    if last not in spellings.ends or (word is not None and word not in spellings.words_before):
        return None
    if last == "$" and (dollars := _plain_dollars(text, place, spellings)):
        return dollars
    end = place - 1 if last in SPACES else place
    ending = text[max(0, end - 2) : end]
    for length in spellings.sign_lengths.get(ending) or spellings.sign_lengths.get(ending[-1:], ()):
        start = end - length
        if start < 0 or text[start] in SPACES:
            continue
        if start and text[start].isalpha() and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
            continue
        form = text[start:end]
        units = spellings.signs.get(form) or _typed_sign(form, spellings)
        if units is None:
            continue
        if form in spellings.shared_codes or (
            form in spellings.doubtful and not _is_amount(text, place, form, spellings)
        ):
            return None  # ALL 5, TOP 10, PS5, R4: words and names in capitals
        unit, *senses = units
        return UnitMatch(start, end, unit, tuple(senses), glued=end == place)
    return _name_before(text, end, spellings) if end < place and ending[-1:].isalpha() else None


def _plain_dollars(text: str, place: int, spellings: Spellings) -> UnitMatch | None:
    """A dollar sign that no word before it tells the country of."""
    apart = text[max(0, place - 2) : place - 1]
    units = spellings.signs.get("$")
    if units and (apart in _OPENERS or (apart == " " and word_before(text, place - 1) not in spellings.before_dollars)):
        return UnitMatch(place - 1, place, units[0], units[1:], glued=True)
    return None


_OPENERS = frozenset('\n(["“')


def _typed_sign(form: str, spellings: Spellings) -> tuple[Unit, ...] | None:
    """A sign or code in lower case or with a space in it: hk $, aud$, usd."""
    compact = form.replace(" ", "").upper()
    if form[-1] == "$" and len(compact) > 1 and (len(compact) > 2 or form[0] == "c"):
        return spellings.signs.get(compact) or (spellings.signs.get(compact[:-1]) if len(compact) == 4 else None)
    return spellings.signs.get(compact) if form in spellings.lower_codes else None


def _name_before(text: str, end: int, spellings: Spellings) -> UnitMatch | None:
    """A currency named in full before its number: ringgit 42, Australian dollars 648m."""
    found = None
    start = end
    for _ in range(3):
        word = _LAST_WORD.search(text, max(0, start - 24), start)
        if word is None:
            break
        start = word.start()
        name = text[start:end].lower()
        units = spellings.names.get(name)
        if (
            units
            and units[0].kind is Kind.MONEY
            and name not in spellings.wary
            and (" " in name or text[start].islower())
        ):
            found = UnitMatch(start, end, units[0], units[1:])
        start -= 1
        if start < 0 or text[start] not in SPACES:
            break
    lead = text[max(0, found.start - _ARTICLE) : found.start].lower().split() if found else ()
    return None if lead and lead[-1] in spellings.articles else found  # a dollar fifty


_ARTICLE = 6


def _is_amount(text: str, place: int, form: str, spellings: Spellings) -> bool:
    """Is the number behind a doubtful code written as money is, or larger than the names are that begin with it?"""
    amount = _AMOUNT.match(text, place)
    if amount and (amount["scale"] is None or amount["scale"] in spellings.scaling):
        return True
    least = spellings.least.get(form)
    number = _WHOLE.match(text, place) if least else None
    return number is not None and least is not None and int(number[0]) >= least


_WHOLE = Late(r"\d{1,9}(?![\w-]|[.,/]\d)")
_AMOUNT = Late(
    rf"""
      \d{{1,3}} (?: (?:,|{BLANK}) \d{{3}} )
    | \d{{1,9}} \. \d\d (?! \d )
    | \d{{1,6}} (?: \.\d{{1,3}} )? (?:{BLANK}|-)?
      (?P<scale> [A-Za-z]++ ) (?! \w )
    """,
    re.VERBOSE,
)
_LAST_WORD = Late(rf"{LETTER}++$")
