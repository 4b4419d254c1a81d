"""The keys of a configuration: `data/schema/quantities.json` names them for editors, and what is checked is read there.

Of JSON Schema it takes `type`, `enum`, `anyOf` (a text or a table), `items`, `minimum`, `properties` and
`additionalProperties`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from quantities.errors import listed, nearest
from quantities.lexicon import shipped

Shape = dict[str, Any]

OF_A_RUN = frozenset(
    (
        *("across-stories", "all", "color", "config", "diff", "exit-zero", "fix", "force-exclude", "format", "help"),
        *("interactive", "isolated", "jobs", "output", "report-unused-ignores", "show-config", "statistics"),
        *("stdin-filename", "write-baseline"),
    )
)
"""Options of a whole run, whose texts may have different configurations: no key of a configuration."""
_TYPES = {
    "string": (str, "a text in quotation marks"),
    "boolean": (bool, "true or false"),
    "integer": (int, "a whole number"),
    "array": (list, "a list in [ ]"),
    "object": (dict, "a table"),
}


class WrongKeyError(Exception):
    """Something in a table that may not stand there: the keys that lead to it, and what is wrong."""

    def __init__(self, keys: tuple[str, ...], problem: str) -> None:
        super().__init__(keys, problem)
        self.keys, self.problem = keys, problem


@cache
def schema() -> Shape:
    """The schema as it ships."""
    made: Shape = json.loads(shipped("schema/quantities.json"))
    return made


def defaults() -> dict[str, Any]:
    """What holds where nothing is said: keys that the schema names no default for are not set."""
    return {key: shape["default"] for key, shape in schema()["properties"].items() if "default" in shape}


def check(found: Any, shape: Shape, keys: tuple[str, ...] = ()) -> None:
    """Raise WrongKeyError for the first thing in what was found that the shape does not allow.

    >>> check({"retold": "yes"}, schema())
    Traceback (most recent call last):
        ...
    quantities.configuration.schema.WrongKeyError: (('retold',), "wanted true or false, not 'yes'")
    """
    shapes = shape.get("anyOf", [shape])
    fitting = [one for one in shapes if _fits(found, one)]
    if not fitting:
        raise WrongKeyError(keys, f"wanted {' or '.join(map(_wanted, shapes))}, not {_shown(found)}")
    [shape] = fitting
    if "enum" in shape and found not in shape["enum"]:
        raise WrongKeyError(keys, f"no {_shown(found)}{nearest(found, shape['enum'])}: use {_wanted(shape)}")
    if "minimum" in shape and found < shape["minimum"]:
        raise WrongKeyError(keys, f"wanted {shape['minimum']} or more, not {found}")
    if isinstance(found, list):
        for one in found:
            check(one, shape["items"], keys)
    if isinstance(found, dict):
        _check_table(found, shape, keys)


def _check_table(table: dict[str, Any], shape: Shape, keys: tuple[str, ...]) -> None:
    known = shape.get("properties", {})
    for key, found in table.items():
        inner = known.get(key, shape["additionalProperties"])
        if inner is False:
            raise WrongKeyError((*keys, key), _no_key(key, known) if keys else _no_option(key, known))
        check(found, inner, (*keys, key))


def _no_key(key: str, known: Iterable[str]) -> str:
    return f"no such key{nearest(key.replace('_', '-'), known) or f': use {listed(known)}'}"


def _no_option(key: str, known: Iterable[str]) -> str:
    """What to say of a key that is none of those at the top."""
    if key == "tool":
        return "keys stand here without [tool.quantities], which only a pyproject.toml has"
    if key.replace("_", "-") in OF_A_RUN:
        return f"only the command line says it: --{key.replace('_', '-')}"
    return _no_key(key, known)


def _fits(found: Any, shape: Shape) -> bool:
    kind = _TYPES[shape.get("type", "string")][0]
    return isinstance(found, kind) and (kind is bool or not isinstance(found, bool))


def _wanted(shape: Shape) -> str:
    return listed(shape["enum"]) if "enum" in shape else _TYPES[shape["type"]][1]


def _shown(found: Any) -> str:
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, dict | list):
        return "a table" if isinstance(found, dict) else "a list"
    shown = repr(found) if isinstance(found, str) else str(found)
    return shown if len(shown) <= 40 else f"{shown[:36]} ...'"
