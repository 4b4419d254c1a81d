"""What a shell needs to complete the command: made from the parsers themselves, so that it knows every option."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quantities.command.options import COLOR
from quantities.errors import ConfigError, lacking, listed, nearest
from quantities.lexicon import Lexicon
from quantities.model import Kind
from quantities.reports import FORMATS
from quantities.showing.codes import rules
from quantities.sources.forms import FORMS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

SHELLS = ("bash", "zsh", "tcsh")
_FILES = ("paths", "baseline", "write_baseline", "config", "output", "units")


def script(shell: str, parser: argparse.ArgumentParser, commands: Mapping[str, argparse.ArgumentParser]) -> str:
    """The script that a shell reads to complete the command.

    Raises ConfigError, naming the nearest good one, for a shell it is not made for, and where `shtab`, which writes it,
    is not installed.
    """
    if shell not in SHELLS:
        raise ConfigError(f"no completion for {shell!r}{nearest(shell, SHELLS)}: use {listed(SHELLS)}")
    try:
        import shtab
    except ImportError:
        raise ConfigError(lacking("completion", "shtab", "completion")) from None
    for name, command in commands.items():
        for action in command._actions:
            _describe(action, name, shtab.FILE)
    return shtab.complete(parser, shell)


def _describe(action: Any, command: str, file: object) -> None:
    """Say in a line what an argument is for, and what may be written for it: a file, or one of a few names."""
    action.help = action.help.partition(";")[0]
    lexicon = Lexicon.default()
    codes = list(rules(lexicon))
    known = {
        "format": [name for name, row in FORMATS.items() if command in row.commands],
        "input_format": list(FORMS),
        "dialect": list(lexicon.language["dialects"]),
        "kinds": [kind.value for kind in Kind],
        "style": list(lexicon.language["styles"]["styles"]),
        "fail_on": ["disagree", "loose"],
        "color": list(COLOR),
        "codes": codes,
        "select": codes,
        "ignore": codes,
        "shell": list(SHELLS),
    }
    if action.dest in _FILES and action.nargs != 0:
        action.complete = file
    elif action.dest in known and action.nargs != 0:
        action.choices = known[action.dest]
