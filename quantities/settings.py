"""What the configuration and the command line may say of how a story is read, judged and shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What was asked for, as it was written: nothing of it has been looked up yet. It hashes and pickles.

    `dialect`, `dollar`, `units` (a TOML file), `without` and `kinds` (None: all of them) are of reading; `encoding`,
    `input_format` (None: as the name of a file says) and `column` (what is read of a record) are of files; `rates`,
    `date`, `style` and `retold` of judging (see `Options`); `select`, `ignore`, `severity` (pairs of a code and a
    severity) and `fail_on` say which findings are shown, and which of them fail the run (see `Selection`).
    """

    dialect: str | None = None
    dollar: str | None = None
    units: str | None = None
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] | None = None
    encoding: str | None = None
    input_format: str | None = None
    column: str = "text"
    rates: str | None = None
    date: str | None = None
    style: str | None = None
    retold: bool = False
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    fail_on: str = "disagree"
