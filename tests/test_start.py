"""What a short run does not do, because it would take longer than the run: imports, patterns, classes."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from quantities.frozen import NamedTuple
from quantities.reading.grammar import BLANK, SPACES
from quantities.reading.late import Late

STORIES = Path(__file__).parent.parent / "fixtures" / "stories"
RUN = """
import re._compiler, sys
compiled, compile = [], re._compiler.compile
re._compiler.compile = lambda *written: compiled.append(written) or compile(*written)
from quantities.cli import main
main(["check", "--isolated", sys.argv[1]])
print(len(compiled), *sys.modules)
"""
RARE = ("regex", "pint", "tomllib", "difflib", "textwrap", "dataclasses", "inspect", "pathlib", "importlib.resources")
"""What no plain story needs: each takes a millisecond at least."""


@pytest.mark.parametrize("story", ["flight", "climate", "stew", "trial.wrong"])
def test_a_short_run_imports_little_and_compiles_few_patterns(story: str) -> None:
    run = [sys.executable, "-c", RUN, str(STORIES / f"{story}.txt")]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    count, *imported = done.stdout.splitlines()[-1].split()
    assert not set(RARE) & set(imported), done.stderr
    assert int(count) < 115


class Spot(NamedTuple):
    """A named tuple as the package has them."""

    line: int
    column: int = 1

    @property
    def next(self) -> Spot:
        return self._replace(line=self.line + 1)


def test_named_tuples_are_those_of_typing() -> None:
    spot = Spot(3)
    line, column = spot
    assert (line, column, repr(spot), spot.next) == (3, 1, "Spot(line=3, column=1)", Spot(4, 1))
    assert Spot._fields == ("line", "column")
    assert Spot.__doc__ == "A named tuple as the package has them."
    assert pickle.loads(pickle.dumps(spot)) == spot  # noqa: S301  our own
    with pytest.raises(TypeError, match="line"):
        Spot()  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("pattern", "text"), [("5 km", "5 km"), (r"\p{Lu}", "É"), ("(?<=a|bc)d", "bcd"), ("(?r)ab", "cab")]
)
def test_a_late_pattern_is_that_of_whoever_knows_it(pattern: str, text: str) -> None:
    assert Late(pattern).search(text) is not None


def test_the_blanks_of_patterns_are_the_spaces_of_code() -> None:
    blank = Late(BLANK)
    assert [char for char in map(chr, range(0x3100)) if blank.fullmatch(char)] == sorted(SPACES)
