"""The configuration: `[tool.quantities]` of a pyproject.toml, or quantities.toml, the nearest upward from each text.

A configuration says how a text is read and judged, and which of its findings are shown: of each text its own. What is
of a whole run, whose texts may have different configurations, only the command line says: the format, the output, how
many processes there are, and whether stories are compared with each other. Nothing is merged but the codes ignored by
pattern: the nearest file holds, and what the command line says goes before it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from quantities.configuration.settings import ECB, JUDGING, Settings, Table
from quantities.errors import ConfigError, ConfigFileError, QuantitiesError, failed
from quantities.frozen import Frozen, NamedTuple, fields, replace

MOST = 5_000_000
"""No configuration has so many bytes: a device perhaps, without an end."""
OWN, SHARED = "quantities.toml", "pyproject.toml"
SECTION = ("tool", "quantities")
_TABLE = f"[{'.'.join(SECTION)}]"
_NO_DATE = "the ECB has rates of days, and no day is known: give a --date (auto: that of each story)"
COMMAND_LINE = "the command line"
_MAY_HOLD = re.compile(
    rb"""^[ \t]*(?:\[[ \t]*["']?tool["']?[ \t]*(?:\]|\.[ \t]*["']?quantities)|["']?tool["']?[ \t]*[.=])""", re.MULTILINE
)
"""What every pyproject.toml with a section of ours holds: most need not be read as TOML."""
PATTERNS = ("exclude", "per-file-ignores")
"""What is not of a text, but says which texts are meant."""


class ConfigFile(Frozen):
    """A configuration as it stands in a file, whose keys and types are right: what they name may still be wrong.

    `folder` is what patterns start from, `section` the keys that lead to the `table`.
    """

    path: str
    folder: str
    text: str
    section: tuple[str, ...]
    table: Mapping[str, Any]

    @classmethod
    def read(cls, path: str, *, folder: str | None = None, named: bool = False) -> ConfigFile | None:
        """The configuration in a file; None for a pyproject.toml without one, unless it is `named`.

        Raises ConfigFileError, naming file and line, for what cannot be read, is no TOML or may not stand there.
        """
        shown = _shown(path)
        section = SECTION if os.path.basename(path) == SHARED else ()
        content = _content(path, shown)
        if section and not named and not _MAY_HOLD.search(content):
            return None
        from quantities.configuration import toml
        from quantities.configuration.schema import WrongKeyError, check, schema

        text, whole = toml.read(shown, content)
        table: Any = whole
        for key in section:
            table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            if named:
                raise ConfigFileError(f"{shown}: no {_TABLE} in it{_instead(content)}")
            return None
        made = cls(shown, folder or os.path.dirname(path), text, section, _plain(table))
        try:
            check(made.table, schema())
        except WrongKeyError as wrong:
            raise made.error(wrong.keys, wrong.problem) from None
        return made

    def error(self, keys: tuple[str, ...], problem: str) -> ConfigFileError:
        """What to say of the keys of something wrong."""
        return ConfigFileError(f"{self.where(keys)}: {'.'.join(keys) or 'tool.quantities'}: {problem}")

    def where(self, keys: tuple[str, ...]) -> str:
        """The file, with the line of a key, or of the nearest around it that stands on one of its own."""
        from quantities.configuration.toml import line_of

        whole = (*self.section, *keys)
        lines = (line_of(self.text, whole[:end]) for end in range(len(whole), 0, -1))
        line = next(filter(None, lines), None)
        return f"{self.path}:{line}" if line else self.path

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The `Settings` that it says, with paths as they lead there from the working folder."""
        return {setting(key): self._setting(key, said) for key, said in self.table.items() if key not in PATTERNS}

    def _setting(self, key: str, said: Any) -> Any:
        if isinstance(said, dict):
            return tuple(said.items()) if key == "severity" else Table.of(said)
        if isinstance(said, list):
            return tuple(said)
        if key in ("units", "baseline") or (key == "rates" and said.lower() != ECB):
            return os.path.normpath(os.path.join(os.path.dirname(self.path), said))
        return said

    def excludes(self, path: str) -> bool:
        """Whether a file or folder is to be left out where its folder is walked."""
        return any(self._matches(path, pattern) for pattern in self.table.get("exclude", ()))

    def ignores(self, path: str) -> dict[str, list[str]]:
        """The patterns that a file matches, with the codes that are not to be shown in it."""
        rows = self.table.get("per-file-ignores", {})
        return {pattern: codes for pattern, codes in rows.items() if self._matches(path, pattern)}

    def try_codes(self, try_one: Callable[[Settings], object]) -> None:
        """Try the codes of every pattern. What `try_one` raises is raised as a ConfigFileError, with file and line."""
        for pattern, codes in self.table.get("per-file-ignores", {}).items():
            try:
                try_one(Settings(ignore=tuple(codes)))
            except QuantitiesError as error:
                raise self.error(("per-file-ignores", pattern), str(error)) from None

    def _matches(self, path: str, pattern: str) -> bool:
        below = os.path.relpath(os.path.abspath(path), self.folder)
        return matches(below.replace(os.sep, "/"), pattern)


class Configuration:
    """What every text is read, judged and shown with: what was `asked` for on the command line, else its nearest file.

    `notes` are on tables that were come upon and are not read, and on what is asked for and of no use.
    With `file` that one holds for all texts, `isolated` none. Only with `judging` is more said than how to read. Raises
    ConfigFileError, as all that it does, for a configuration that is wrong.
    """

    def __init__(
        self, asked: Mapping[str, Any], *, file: str | None = None, isolated: bool = False, judging: bool = True
    ) -> None:
        self._asked, self._isolated, self.judging = asked, isolated, judging
        self._file = ConfigFile.read(file, folder=os.getcwd(), named=True) if file else None
        self.notes: list[str] = []
        self._nearest: dict[str, ConfigFile | None] = {}
        self._made: dict[tuple[str, ...], Settings] = {}

    def of(self, path: str) -> Settings:
        """The settings for a file; for `-`, and for a text without one, those of the working folder."""
        file = self.file_of(path)
        ignores = file.ignores(path) if file and self.judging else {}
        key = (file.path, *ignores) if file else ()
        if key not in self._made:
            said = {**(file.settings if file else {}), **self._asked}
            if not self.judging:
                said = {name: one for name, one in said.items() if name not in JUDGING}
            if codes := tuple(code for pattern in ignores.values() for code in pattern):
                said["ignore"] = (*said.get("ignore", ()), *codes)
            made = self._made[key] = Settings(**said)
            if made.rates and made.rates.lower() == ECB and not made.date and _NO_DATE not in self.notes:
                self.notes.append(_NO_DATE)
        return self._made[key]

    def excluded(self, path: str) -> bool:
        """Whether what is found in a folder that is walked is to be left out: its folder's configuration says so."""
        file = self.file_of(path)
        return bool(file and file.excludes(path))

    def file_of(self, path: str) -> ConfigFile | None:
        """The configuration file that holds for a path."""
        if self._file or self._isolated:
            return self._file
        folder = os.path.dirname(os.path.abspath(path))
        passed = []
        while folder not in self._nearest:
            passed.append(folder)
            found, parent = _in(folder, self.notes), os.path.dirname(folder)
            if found or parent == folder:
                self._nearest[folder] = found
            else:
                folder = parent
        for below in passed:
            self._nearest[below] = self._nearest[folder]
        return self._nearest[folder]

    def try_all(self, paths: Iterable[str], try_one: Callable[[Settings], object]) -> None:
        """Try the settings of all these paths, each once.

        What `try_one` raises is raised as a ConfigError that names the option of the command line that is to blame, or
        as a ConfigFileError that names file, line and key.
        """
        tried: set[object] = set()
        for path in paths:
            settings, file = self.of(path), self.file_of(path)
            if file and file.path not in tried and self.judging:
                tried.add(file.path)
                file.try_codes(try_one)
            if settings not in tried:
                tried.add(settings)
                self._try(path, settings, try_one)

    def _try(self, path: str, settings: Settings, try_one: Callable[[Settings], object]) -> None:
        """Try the settings of a path: to blame is the first of them with which what was good so far is not."""
        try:
            try_one(settings)
            return
        except QuantitiesError as error:
            problem = error
        good = Settings()
        for name in fields(Settings):
            good = replace(good, **{name: getattr(settings, name)})
            try:
                try_one(good)
            except QuantitiesError as same:
                file, keys = next(self.places(path, name))
                raise (_inside(file, keys, same) if file else _of_option(keys[0], same)) from None
        raise problem

    def places(self, path: str, name: str) -> Iterator[Place]:
        """Where what holds for a path is said: of a setting, by its name."""
        file, key = self.file_of(path), name.replace("_", "-")
        if name in self._asked:
            yield Place(None, (key,))
        elif file and key in file.table:
            yield Place(file, (key,))
        if name == "ignore" and file:
            yield from (Place(file, ("per-file-ignores", pattern)) for pattern in file.ignores(path))


class Place(NamedTuple):
    """Where a setting is said: the file and the keys, or the command line."""

    file: ConfigFile | None
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return self.file.where(self.keys) if self.file else COMMAND_LINE


def setting(key: str) -> str:
    """The name among the `Settings` of a key."""
    return key.replace("-", "_")


def matches(path: str, pattern: str) -> bool:
    """Whether a path, or a folder that it is in, is meant by a pattern as in a `.gitignore`.

    A pattern without a slash (but at its end) means a name in any folder; `**` stands for any number of folders.

    >>> matches("news/old/a.md", "old/"), matches("news/old/a.md", "news/*.md"), matches("news/old/a.md", "news/**")
    (True, False, True)
    """
    from fnmatch import fnmatchcase

    parts = pattern.rstrip("/").removeprefix("./").split("/")
    names = path.split("/")
    reached = {0}  # how many of the names the parts so far may stand for
    for part in ["**", *parts] if len(parts) == 1 else filter(None, parts):
        if part == "**":
            reached = set(range(min(reached), len(names)))
        else:
            reached = {at + 1 for at in reached if at < len(names) and fnmatchcase(names[at], part)}
        if not reached:
            return False
    return True


def _in(folder: str, notes: list[str]) -> ConfigFile | None:
    """The configuration that stands in a folder: its own file goes before that of the project.

    What nearly is one is noted.
    """
    from quantities.configuration.astray import astray

    for name in (OWN, SHARED):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        if found := ConfigFile.read(path):
            return found
        if near := astray(_content(path, path), SECTION):
            notes.append(f"{_shown(path)}:{near[0]}: {near[1]} is not read: did you mean {_TABLE}?")
    return None


def _instead(content: bytes) -> str:
    """What stands in a file under nearly the name of our table."""
    from quantities.configuration.astray import astray

    near = astray(content, SECTION)
    return f", but {near[1]} on line {near[0]}" if near else ""


def _content(path: str, shown: str) -> bytes:
    try:
        with open(path, "rb") as file:
            content = file.read(MOST + 1)
    except OSError as error:
        raise ConfigFileError(failed(shown, error)) from None
    if len(content) > MOST:
        raise ConfigFileError(f"{shown}: no configuration: it has more than {MOST:,} bytes")
    return content


def _shown(path: str) -> str:
    """A path as it is said: from the working folder, unless that is longer."""
    try:
        return min(os.path.relpath(path), path, key=len)
    except ValueError:  # on another drive
        return path


def _plain(table: Any) -> Any:
    """The table with a day written without quotation marks as a text."""
    if isinstance(table, dict) and "date" in table and not isinstance(table["date"], str):
        from datetime import date

        if isinstance(day := table["date"], date):
            return {**table, "date": day.isoformat()}
    return table


def _of_option(name: str, error: QuantitiesError) -> ConfigError:
    """The error as one of an option of the command line."""
    return ConfigError(f"--{name}: {str(error).removeprefix(f'{name}: ')}")


_LED = re.compile(r"([\w-]++(?:\.[\w-]++)*+): (.+)", re.DOTALL)


def _inside(file: ConfigFile, keys: tuple[str, ...], error: QuantitiesError) -> ConfigFileError:
    """The error as one of a file; where it begins with the keys of a place further in, as one of that."""
    led = _LED.fullmatch(str(error))
    if led is None:
        return file.error(keys, str(error))
    inner = () if led[1] == keys[-1] else tuple(led[1].split("."))
    table: Any = file.table
    for key in (*keys, *inner):
        if not isinstance(table, dict) or key not in table:
            return file.error(keys, str(error))
        table = table[key]
    return file.error((*keys, *inner), led[2])
