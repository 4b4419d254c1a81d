"""Many texts at once give what one at a time gives: in order, lazily, on any number of processes."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from itertools import count, islice
from typing import TYPE_CHECKING, Any

import pytest

from quantities import (
    ConfigError,
    Lexicon,
    QuantitiesError,
    TextError,
    check,
    check_all,
    explain,
    extract,
    extract_all,
    many,
    parse,
    review,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = [f"Lot {n} weighs {n} kg ({2.2 * n:.1f} lb) and cost £{n}m." for n in range(300)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_answers_and_their_order_do_not_depend_on_the_jobs(jobs: int) -> None:
    assert list(extract_all(TEXTS, jobs=jobs)) == [extract(text) for text in TEXTS]
    assert list(check_all(TEXTS, jobs=jobs)) == [check(text) for text in TEXTS]


@pytest.mark.parametrize("given", [None, b"5 km", 5])
def test_what_is_no_text_is_told_with_its_place(given: Any) -> None:
    for reader in (extract, check, parse, review, explain):
        with pytest.raises(TextError, match=rf"^a text is no str but {type(given).__name__}$"):
            reader(given)
    for jobs in (1, 2):
        with pytest.raises(TextError, match=rf"^text 1 is no str but {type(given).__name__}$"):
            list(extract_all(["5 km", given], jobs=jobs))
    with pytest.raises(TextError, match="in a list"):
        check_all("5 km")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_endless_input_is_read_only_as_far_as_asked(jobs: int) -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        for n in count():
            taken.append(n)
            yield f"{n} km"

    results = extract_all(endless(), jobs=jobs)
    assert taken == []
    assert [found[0].surface for found in islice(results, 3)] == ["0 km", "1 km", "2 km"]
    assert len(taken) < 1000


def test_no_texts_give_nothing() -> None:
    assert list(extract_all([], jobs=2)) == []


def test_a_lexicon_and_kinds_go_along_to_other_processes() -> None:
    lexicon = Lexicon.default().extend({"counted": {"wodget": "wodgetten"}})
    texts = ["two wodgetten and 5 km"] * 3
    alone = [extract(text, lexicon=lexicon, kinds=["measure"]) for text in texts]
    assert [[q.surface for q in found] for found in alone] == [["5 km"]] * 3
    assert list(extract_all(texts, jobs=2, lexicon=lexicon, kinds=["measure"])) == alone


@pytest.mark.parametrize("jobs", [0, -1])
def test_jobs_below_one_are_refused_at_once(jobs: int) -> None:
    with pytest.raises(ValueError, match="jobs must be 1 or more"):
        extract_all(TEXTS, jobs=jobs)


def test_a_mistyped_kind_is_refused_at_once() -> None:
    with pytest.raises(ConfigError, match="measure"):
        extract_all(TEXTS, kinds=["mesure"])


def test_eight_threads_share_one_lexicon() -> None:
    lexicon = pickle.loads(pickle.dumps(Lexicon.default()))  # noqa: S301  our own pickle; nothing is compiled in it yet
    expected = [check(text) for text in TEXTS[:40]]
    results: list[list[object]] = []
    threads = [
        threading.Thread(target=lambda: results.append([check(text, lexicon=lexicon) for text in TEXTS[:40]]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_started_either_way_read_alike(method: str) -> None:
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(extract, TEXTS[:20]) == [extract(text) for text in TEXTS[:20]]


@pytest.mark.parametrize(
    ("weights", "several"),
    [([], False), ([many.ENOUGH], False), ([1] * 100, False), ([many.ENOUGH, 1], True), ([many.ENOUGH // 2] * 5, True)],
)
def test_processes_are_started_where_there_is_enough_to_do(
    weights: list[int], several: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    told = list(many.in_order(_place, weights, None, int))
    assert [weight for weight, _ in told] == weights
    assert ({process for _, process in told} - {os.getpid()} != set()) is several


def _place(weight: int) -> tuple[int, int]:
    """In which process it is done."""
    return weight, os.getpid()


def test_a_process_that_is_ended_from_outside_is_said() -> None:
    with pytest.raises(QuantitiesError, match="a process was ended from outside"):
        list(many.in_order(os._exit, [1, 1], 2, int))


def test_the_processes_end_where_the_results_are_left() -> None:
    results = many.in_order(_place, count(1), 2, int)
    processes = {process for _, process in islice(results, 200)}
    results.close()
    assert processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
