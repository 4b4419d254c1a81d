"""How many findings there are of each code, and how the pairs of each dimension were judged, over all stories."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quantities.lexicon import Lexicon
from quantities.model import Verdict
from quantities.showing.codes import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.reports.story import Tally


def table(tally: Tally) -> str:
    """The statistics for people.

    >>> from quantities.reports.story import Tally
    >>> print(table(Tally({"Q101": 2, "disagree [length]": 1, "disagree money": 1, "exact money": 3})), end="")
    Q101  2  measures do not agree
    <BLANKLINE>
            exact  rounded  loose  disagree  unchecked
    length      0        0      0         1          0
    money       3        0      0         1          0
    all         3        0      0         2          0
    """
    lexicon = Lexicon.default()
    known = rules(lexicon)
    codes = [(code, str(count), known[code].summary) for code, count in _codes(tally).items()]
    words = lexicon.language["pairing"]["words"]["of"]
    pairs = [(words.get(name, name), counts) for name, counts in sorted(_dimensions(tally).items())]
    if not pairs:
        return "no pairs\n"
    pairs.append(("all", {verdict: sum(counts[verdict] for _, counts in pairs) for verdict in Verdict}))
    rows = [("", *map(str, Verdict)), *((name, *map(str, counts.values())) for name, counts in pairs)]
    blocks = [_aligned(codes, "<><")] if codes else []
    return "\n".join([*blocks, _aligned(rows, "<>>>>>")])


def record(tally: Tally) -> dict[str, Any]:
    """The statistics for programs."""
    dimensions = sorted(_dimensions(tally).items())
    return {
        "stories": tally["story"],
        "quantities": tally["quantity"],
        "failing": tally["failing"],
        "codes": _codes(tally),
        "verdicts": {str(verdict): sum(counts[verdict] for _, counts in dimensions) for verdict in Verdict},
        "dimensions": {name: {str(verdict): count for verdict, count in counts.items()} for name, counts in dimensions},
    }


def _codes(tally: Tally) -> dict[str, int]:
    return {code: tally[code] for code in rules(Lexicon.default()) if tally[code]}


def _dimensions(tally: Tally) -> dict[str, dict[Verdict, int]]:
    """Of each dimension how many pairs have each verdict."""
    found: dict[str, dict[Verdict, int]] = defaultdict(lambda: dict.fromkeys(Verdict, 0))
    for key, count in tally.items():
        verdict, _, dimension = key.partition(" ")
        if dimension:
            found[dimension][Verdict(verdict)] += count
    return found


def _aligned(rows: Iterable[tuple[str, ...]], sides: str) -> str:
    """Rows with their columns under each other, two spaces apart."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{line}\n" for line in _lines(rows, widths, sides))


def _lines(rows: Iterable[tuple[str, ...]], widths: list[int], sides: str) -> Iterator[str]:
    for row in rows:
        yield "  ".join(f"{cell:{side}{width}}" for cell, width, side in zip(row, widths, sides, strict=True)).rstrip()
