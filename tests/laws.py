"""What holds for every text: each law is a function that raises AssertionError for a text that breaks it.

Any other exception breaks a law as well, but for the documented ones.
"""

from __future__ import annotations

import copy
import io
import json
import pickle
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from math import isfinite
from typing import TYPE_CHECKING
from unittest.mock import patch

from quantities import ParseError, check, cli, extract, parse
from quantities.errors import SourceError
from quantities.lexicon import Lexicon
from quantities.model import Verdict
from quantities.showing.suppression import hushed
from quantities.sources import Source, decode, json_lines
from quantities.sources.forms import FORMS
from quantities.sources.lines import Line
from quantities.sources.markup import html, markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantities.model import Finding, Quantity

BEFORE, AFTER = "The quiet harbour slept.\n\n", "\n\nThe lanterns drifted.\n"
"""What harmless padding is."""


def places_are_true(text: str) -> None:
    """Quantities stand in order, without overlap, and each is what stands in its place."""
    end = 0
    for told in extract(text):
        assert end <= told.start < told.end <= len(text)
        assert text[told.start : told.end] == told.surface == told.surface.strip()
        end = told.end


def the_answer_is_the_same_twice(text: str) -> None:
    assert extract(text) == extract(text)
    assert check(text) == check(text)


def records_are_json_and_results_pickle(text: str) -> None:
    results: list[Quantity | Finding] = [*extract(text), *check(text)]
    for result in results:
        record = result.to_dict()
        assert json.loads(json.dumps(record, allow_nan=False)) == record
        for twin in (pickle.loads(pickle.dumps(result)), copy.copy(result), copy.deepcopy(result)):  # noqa: S301  our own bytes
            assert twin == result
            assert hash(twin) == hash(result)
            assert twin.to_dict() == record
            assert repr(twin) == repr(result)


def no_number_is_infinite(text: str) -> None:
    """What is beyond the range of a float is said to be; exact numbers have no end."""
    for told in extract(text):
        if told.magnitude is not None:
            try:
                assert isfinite(float(told))
            except OverflowError as error:
                assert str(error)  # noqa: PT017  it may also raise nothing
        assert not {"inf", "nan"} & set(repr(told).replace(told.surface, "").split())


def padding_moves_places_only(text: str) -> None:
    """Paragraphs of plain words before and behind change nothing but the places.

    But of a text that is nothing but a number: by itself it is one, among words it may be a code.
    """
    if text != text.strip() or any(told.start == 0 and told.end == len(text) for told in extract(text)):
        return
    padded = f"{BEFORE}{text}{AFTER}"
    assert [_moved(told, len(BEFORE)) for told in extract(text)] == [_moved(told, 0) for told in extract(padded)]


def a_correction_makes_its_pair_agree(text: str) -> None:
    """The source or the conversion, mended, agrees with the other, where it still reads as a pair of its own."""
    for finding in check(text):
        assert finding.source.end <= finding.conversion.start
        for number, mend in enumerate(finding.corrections):
            assert finding.fixed(text, number) != text
            longer = len(mend.replacement) - (mend.end - mend.start)
            for other in check(finding.fixed(text, number)):
                if (other.source.start, other.conversion.end) == (
                    finding.source.start,
                    finding.conversion.end + longer,
                ):
                    assert other.verdict is not Verdict.DISAGREE, (finding, mend)


def parse_raises_nothing_else(text: str) -> None:
    try:
        told = parse(text)
    except ParseError as error:
        start, end = error.span
        assert 0 <= start <= end <= len(text)
        assert str(error)  # noqa: PT017  it may also raise nothing
    else:
        assert told.surface in text


def the_readers_raise_nothing_else(text: str) -> None:
    """Files and records: what is no text is a SourceError."""
    raw = text.encode("utf-8", "surrogatepass")
    readers: tuple[Callable[[], Source], ...] = (
        lambda: decode("a.txt", raw),
        lambda: json_lines.source(Line("a.jsonl", 1, 0, raw)),
    )
    for read in readers:
        try:
            read()
        except SourceError as error:
            assert str(error)  # noqa: PT017  it may also raise nothing


def the_command_takes_it_for_any_format(text: str) -> None:
    """Whatever the text is said to be, the command ends in an orderly way."""
    for form in FORMS:
        ends_well(["check", "--isolated", "--input-format", form], text.encode("utf-8", "surrogatepass"))


def ends_well(arguments: list[str], raw: bytes) -> None:
    """The command, run in this process with bytes as its input, knows what to say and steers no terminal."""
    given = io.TextIOWrapper(io.BufferedReader(io.BytesIO(raw)))
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="") for _ in range(2))
    with ExitStack() as stack:
        stack.enter_context(patch.object(sys, "stdin", given))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        status = cli.main(arguments)
    said, complaints = (_written(stream) for stream in (out, err))
    assert status in {0, 1, 2}
    assert (status == 2) == any(not line.startswith(_AND_YET) for line in complaints.splitlines()), complaints
    assert "a bug of this program" not in complaints
    assert not _STEERING & {*said, *complaints}


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


_AND_YET = "quantities: note: "
_STEERING = frozenset(map(chr, {*range(32), *range(127, 160)} - {9, 10, 13}))
"""Control characters but tabs and line ends."""


def what_is_read_of_markup_leads_back(text: str) -> None:
    """Every character that is read has its place in the file, and the places are in order."""
    for readable in (markdown.readable(text), html.readable(text)):
        last = 0
        for place in range(len(readable.text)):
            start, end = readable.span(place, place + 1)
            assert last <= start <= end <= len(text)
            last = start


def comments_hide_and_never_show(text: str) -> None:
    findings = check(text)
    shown = hushed(Source("a.md", text), findings, Lexicon.default()).shown
    assert [finding for finding in findings if finding in shown] == shown


def _moved(told: Quantity, by: int) -> tuple[object, ...]:
    record = told.to_dict()
    return tuple(record[name] + by if name in {"start", "end"} else json.dumps(record[name]) for name in sorted(record))


LAWS: tuple[Callable[[str], None], ...] = (
    places_are_true,
    the_answer_is_the_same_twice,
    records_are_json_and_results_pickle,
    no_number_is_infinite,
    padding_moves_places_only,
    a_correction_makes_its_pair_agree,
    parse_raises_nothing_else,
    the_readers_raise_nothing_else,
    the_command_takes_it_for_any_format,
    what_is_read_of_markup_leads_back,
    comments_hide_and_never_show,
)
