"""The settings that hold for texts, with where each of them is said, as TOML: what `--show-config` shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quantities.configuration.config import PATTERNS, setting
from quantities.configuration.schema import defaults, schema
from quantities.configuration.settings import JUDGING, Settings, Table

if TYPE_CHECKING:
    from quantities.configuration.config import ConfigFile, Configuration


def shown(configuration: Configuration, paths: Iterable[str]) -> Iterator[str]:
    """A table for all paths with the same settings: the paths, every key with its place, and the keys not set."""
    alike: dict[tuple[Settings, str], list[str]] = {}
    for path in paths:
        file = configuration.file_of(path)
        alike.setdefault((configuration.of(path), file.path if file else ""), []).append(path)
    for number, ((settings, _), group) in enumerate(alike.items()):
        yield ("\n" if number else "") + "[[texts]]\n"
        yield f"paths = {toml(group)}\n"
        yield from _keys(configuration, group[0], settings)


def _keys(configuration: Configuration, path: str, settings: Settings) -> Iterator[str]:
    file, usual, unset = configuration.file_of(path), defaults(), []
    for key in schema()["properties"]:
        if not configuration.judging and (setting(key) in JUDGING or key == "per-file-ignores"):
            continue
        places = _places(configuration, file, path, key)
        said = _said(settings, file, key) if places else usual.get(key)
        if said is None:
            unset.append(key)
        else:
            yield f"{key} = {toml(said)}  # {', '.join(places) or 'by default'}\n"
    if unset:
        yield f"# not set: {', '.join(unset)}\n"


def _places(configuration: Configuration, file: ConfigFile | None, path: str, key: str) -> list[str]:
    if key in PATTERNS:
        return [file.where((key,))] if file and key in file.table else []
    return [str(place) for place in configuration.places(path, setting(key))]


def _said(settings: Settings, file: ConfigFile | None, key: str) -> Any:
    if key in PATTERNS:
        return file.table[key] if file else None
    said = getattr(settings, setting(key))
    if isinstance(said, Table):
        return said.opened()
    return dict(said) if key == "severity" else said


def toml(said: Any) -> str:
    r"""What was said as TOML on one line.

    >>> toml({"prefer": {"mile ** 2": "hectare"}, "figures": 2, "symbols": True, "names": ["a\t\x7f"]})
    '{prefer = {"mile ** 2" = "hectare"}, figures = 2, symbols = true, names = ["a\\t\\u007f"]}'
    """
    if isinstance(said, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {toml(one)}" for key, one in said.items()) + "}"
    if isinstance(said, list | tuple):
        return f"[{', '.join(map(toml, said))}]"
    return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else toml(key)
