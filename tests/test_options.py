"""The options of `check` that need more than a word, above all the day that a story is of."""

from __future__ import annotations

import os
import pickle
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from quantities import Lexicon, RateTable, Style
from quantities.configuration.options import AUTO, Options, day_of
from quantities.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

LEXICON = Lexicon.default()
DATED = "LONDON, 14 February 2005 - It rose.\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source("x", DATED, given={"date": "2010-03-10T09:00:00Z"}, record=1), date(2010, 3, 10)),
        (Source("x", DATED, given={"date": "last week"}, record=1), date(2005, 2, 14)),
        (Source("x", DATED, given={"date": None}, record=1), date(2005, 2, 14)),
        (Source("news/2010-03-10.txt", DATED), date(2005, 2, 14)),
        (Source("news/2010-03-10.txt", "It rose."), date(2010, 3, 10)),
        (Source("news/20100310-pound.txt", "It rose."), date(2010, 3, 10)),
        (Source("news/2010/03/10/pound.txt", "It rose."), date(2010, 3, 10)),
        (Source("news/2010-02-30.txt", "It rose."), None),
        (Source("news/120100310.txt", "It rose."), None),
        (Source("-", "It rose."), None),
    ],
)
def test_day_of_a_story(source: Source, expected: date | None) -> None:
    assert day_of(source, LEXICON) == expected


def test_a_story_that_says_nothing_is_of_the_day_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "pound.txt"
    path.write_text("It rose.")
    noon = datetime(2005, 2, 14, 12).timestamp()  # noqa: DTZ001  where the writer is
    os.utime(path, (noon, noon))
    assert day_of(Source(str(path), "It rose."), LEXICON) == date(2005, 2, 14)
    assert day_of(Source(str(path), "It rose.", record=3), LEXICON) is None


@pytest.mark.parametrize(
    ("given", "expected"), [(AUTO, date(2005, 2, 14)), (date(2010, 3, 10), date(2010, 3, 10)), (None, None)]
)
def test_arguments_for_a_text(given: Any, expected: date | None) -> None:
    assert Options(date=given).of(Source("x", DATED), LEXICON)["date"] == expected


def test_options_can_be_sent_to_another_process() -> None:
    options = Options(RateTable("own", {("GBP", "USD"): {}}), AUTO, Style(), retold=True)
    assert pickle.loads(pickle.dumps(options)) == options  # noqa: S301
