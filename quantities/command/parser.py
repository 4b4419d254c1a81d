"""A parser of arguments that says what is wrong in plain words, and whose help reads well.

It neither prints nor ends the program for what is wrong: that is raised as a `UsageError`.
"""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

_OF_AN_OPTION = r"(?s)argument (?:-\w/)?(--[\w-]+): (.*)"
_NOT_WITH = r"not allowed with argument (?:-\w/)?(--[\w-]+)"
_NOTHING_BEHIND = "expected one argument"
_TOO_MUCH_BEHIND = r"(?s)ignored explicit argument (.*)"
_MISSING = r"(?s)the following arguments are required: (.*)"
"""What argparse says is wrong: patterns, of which a run needs none or one."""


class UsageError(Exception):
    """Arguments that cannot be meant: what is wrong, and where help is."""


class Help(argparse.RawDescriptionHelpFormatter):
    """Help that keeps lines apart, and words together: `en-GB` is one."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        import textwrap

        return [
            row
            for line in text.splitlines()
            for row in textwrap.wrap(line, width, break_on_hyphens=False, subsequent_indent=" " * _depth(line))
        ]

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        if isinstance(action.choices, dict):  # commands, which stand further in than Python 3.11 counts
            longest = max(map(len, action.choices))
            self._action_max_length = max(self._action_max_length, longest + 2 * self._indent_increment)


def _depth(line: str) -> int:
    """Where what is said of a name begins: behind two spaces or more, if any."""
    name, spaces, _ = re.split(r"( {2,})", line, maxsplit=1) if "  " in line else ("", "", "")
    return len(name + spaces)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong and where to look, without the whole usage.

    Every option that is added makes a formatter, which asks for the width of the terminal unless it is given one; that
    is put off until there is help to show.
    """

    def format_help(self) -> str:
        self.formatter_class = Help
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self._plain(message)}\nhelp: {self.prog} --help")

    def _plain(self, message: str) -> str:
        """What argparse says, in the words of everybody."""
        if missing := re.fullmatch(_MISSING, message):
            return f"{missing[1]} is missing: write {self.prog} {missing[1]}"
        led = re.fullmatch(_OF_AN_OPTION, message)
        if led is None:
            return message
        option, problem = led[1], led[2]
        if other := re.fullmatch(_NOT_WITH, problem):
            return f"{other[1]} and {option} do not go together: leave one of them out"
        if problem == _NOTHING_BEHIND:
            return f"nothing stands behind {option}: write {option} {self.options[option].metavar}"
        if much := re.fullmatch(_TOO_MUCH_BEHIND, problem):
            return f"{option} stands alone: leave out {much[1]}"
        return f"{option}: {problem}"

    @property
    def options(self) -> dict[str, argparse.Action]:
        """Every option by each of its names."""
        return self._option_string_actions
