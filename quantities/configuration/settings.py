"""What the configuration and the command line may say of how a story is read, judged and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quantities.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

ECB = "ecb"
"""What names the rates of the European Central Bank."""
JUDGING = frozenset(("rates", "date", "style", "retold", "select", "ignore", "severity", "fail_on", "baseline"))
"""What is of `check` alone."""


class Table(Frozen):
    """A table of a configuration, as JSON: so it hashes.

    >>> Table.of({"tolerance": "strict"}).opened()
    {'tolerance': 'strict'}
    """

    written: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Table:
        """What `opened` gives back."""
        import json

        return cls(json.dumps(table))

    def opened(self) -> dict[str, Any]:
        """The table as it was."""
        import json

        table: dict[str, Any] = json.loads(self.written)
        return table


class Settings(Frozen):
    """What was asked for, as it was written: nothing of it has been looked up yet. It hashes and pickles.

    `dialect`, `dollar`, `units` (a TOML file, or what would stand in it), `without` and `kinds` (None: all of them) are
    of reading; `encoding`, `input_format` (None: as the name of a file says) and `column` (what is read of a record) of
    files; `rates`, `date`, `style` (a name, or a style of one's own) and `retold` of judging (see `Options`); `select`,
    `ignore`, `severity` (pairs of a code and a severity) and `fail_on` say which findings are shown, and which of them
    fail the run (see `Selection`); those that `baseline` (a file) knows are not.
    """

    dialect: str | None = None
    dollar: str | None = None
    units: str | Table | None = None
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] | None = None
    encoding: str | None = None
    input_format: str | None = None
    column: str = "text"
    rates: str | None = None
    date: str | None = None
    style: str | Table | None = None
    retold: bool = False
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    fail_on: str = "disagree"
    baseline: str | None = None
