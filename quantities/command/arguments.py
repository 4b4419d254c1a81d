"""The arguments of the command: what they mean, and what is said of those that cannot be meant."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NoReturn

from quantities import reports
from quantities.command.options import COMMANDS, of_another, parsers
from quantities.command.parser import Parser, UsageError
from quantities.errors import lacking, listed, near, nearest, nearest_path
from quantities.reports import FORMATS
from quantities.sources import forms

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence

NEAR = 0.7
"""So near an option has to be to one that may be meant (1: the same)."""
OF_TEXT = ("", ".txt", ".text", ".log", ".out")
"""How names end of files that nobody wonders to find text in."""
STANDARD = "-"
"""Standard input, or standard output, in the place of a path."""


def read(argv: Sequence[str]) -> argparse.Namespace | str:
    """The arguments, with `texts` and `paths` told apart; or the help to show, where no command is named.

    Raises UsageError for what cannot be meant, SystemExit behind `--help`.
    """
    first = argv[0] if argv else ""
    parser, commands = parsers(first if first in COMMANDS else None)
    if argv and first not in commands and first.partition("=")[0] not in parser.options:
        _refuse_first(first, argv[1:])
    arguments, unknown = parser.parse_known_args(argv)
    if arguments.version:
        return arguments
    if not arguments.command:
        return parser.format_help()
    command = commands[arguments.command]
    if unknown:
        command.error(_no_option(unknown[0], command, parsers()[1]))
    if arguments.command == "explain":
        arguments.texts, arguments.paths = _texts(arguments.paths)
    arguments.error = command.error
    if "" in arguments.paths:  # an unset variable of a shell, most likely
        command.error("an empty path: name a file or a folder, or - for standard input")
    if wrong := _unreadable(arguments) or _unwritable(arguments):
        command.error(wrong)
    try:
        form = _form(arguments) if arguments.command in COMMANDS else None
    except UsageError as error:
        command.error(str(error))
    if senseless := _senseless(arguments, form):
        command.error(senseless)
    arguments.notes = _unknown_suffix(arguments) if form == "text" else []
    arguments.format = form
    return arguments


def _unreadable(arguments: argparse.Namespace) -> str:
    """What to say of a single path that is a text rather than the name of one; nothing of others."""
    path = arguments.paths[0] if len(arguments.paths) == 1 else ""
    has_suffix = os.path.splitext(path)[1][1:].isalnum()
    if not any(map(str.isspace, path.strip())) or has_suffix or os.path.lexists(path):
        return ""
    return f"{path}: no such file or folder; a text is piped in: echo TEXT | quantities {arguments.command} -"


def _unwritable(arguments: argparse.Namespace) -> str:
    """Why a file cannot be written, as far as that need not wait until all is read; nothing where it can."""
    given = vars(arguments)
    read = [*arguments.paths, *(given.get(name) for name in ("baseline", "config", "rates", "units"))]
    taken = {os.path.realpath(path): "is read" for path in read if path}
    for path in (arguments.output, given.get("write_baseline")):
        if path in (None, STANDARD):
            continue
        if use := taken.setdefault(os.path.realpath(path), ""):
            return f"{path} {use}: the output needs another name"
        taken[os.path.realpath(path)] = "is written already"
        if os.path.isdir(path):
            return f"{path}: a folder, not a file: name one in it"
        folder = os.path.dirname(path)
        if folder and not os.path.isdir(folder):
            return f"{path}: cannot be written: no folder {folder}{nearest_path(folder)}"
    if (known := given.get("write_baseline")) and os.path.isfile(known) and not _may_be_baseline(known):
        return f"{known}: no baseline, and not written over: give another name, or remove it"
    return ""


def _may_be_baseline(path: str) -> bool:
    """Whether a file is empty or begins as a baseline does, perhaps of a later version or a broken one."""
    try:
        with open(path, "rb") as file:
            return file.read(1) in (b"", b"{")
    except OSError:
        return True


def asked(arguments: argparse.Namespace) -> dict[str, Any]:
    """What the options say of how stories are read, judged and shown: the `Settings` that were written."""
    options = {
        "dialect": arguments.dialect,
        "dollar": arguments.dollar,
        "units": arguments.units,
        "without": _listed(arguments.without),
        "kinds": _listed(arguments.kinds),
        "encoding": arguments.encoding,
        "input_format": arguments.input_format,
        "column": arguments.column,
        "rates": getattr(arguments, "rates", None),
        "date": getattr(arguments, "date", None),
        "style": getattr(arguments, "style", None),
        "retold": getattr(arguments, "retold", False),
        "select": _listed(getattr(arguments, "select", ())),
        "ignore": _listed(getattr(arguments, "ignore", ())),
        "severity": tuple(pair for pairs in getattr(arguments, "severity", ()) for pair in pairs),
        "fail_on": getattr(arguments, "fail_on", None),
        "baseline": getattr(arguments, "baseline", None),
    }
    said = {name: said for name, said in options.items() if said not in (None, (), False)}
    return said | ({"baseline": None} if getattr(arguments, "write_baseline", None) else {})


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    """The names of an option that may be given more than once, or as a list with commas."""
    return tuple(name.strip() for names in given for name in names.split(","))


def _texts(given: list[str]) -> tuple[list[str], list[str]]:
    """The texts and the paths that `explain` was given: one text, unless the first is a file or looks like one."""
    if not given or given[0] == STANDARD or os.path.exists(given[0]):
        return [], given
    suffixes = tuple(suffix for form in forms.FORMS.values() for suffix in form.suffixes)
    if given[0].endswith(suffixes) and not any(map(str.isspace, given[0])):
        return [], given
    return [" ".join(given)], []


def _senseless(arguments: argparse.Namespace, form: str | None) -> str:
    """What is wrong with options that are good, but not together, in a format; nothing where they make sense."""
    asked = {name for name, given in vars(arguments).items() if given not in (None, False)}
    changing = next((name for name in ("fix", "interactive") if name in asked), "")
    mending = changing or ("diff" if "diff" in asked else "")
    if mending == "diff" and arguments.format not in (None, "diff"):
        return f"--diff is a format, and --format {arguments.format} another: leave one of them out"
    if changing and form == "diff":
        return f"--{changing} changes the files, a diff says what would be changed: leave one of them out"
    if changing == "interactive" and form != "text":
        return f"--interactive shows text, not {form}: leave one of them out"
    if changing == "interactive" and arguments.output not in (None, STANDARD):
        return "--interactive asks on the terminal, --output writes elsewhere: leave one of them out"
    if mending and "write_baseline" in asked:
        return f"--write-baseline takes the findings as they are, --{mending} mends them: do one after the other"
    if changing and (STANDARD in arguments.paths or not arguments.paths):
        return f"--{changing} changes files, which standard input is not: name a file, or use --diff"
    if "stdin_filename" in asked and arguments.paths not in ([], [STANDARD]):
        return "--stdin-filename is for standard input alone: name no other file, or leave it out"
    return ""


def _form(arguments: argparse.Namespace) -> str:
    """The format that is asked for, or that the name of the output asks for."""
    from importlib.util import find_spec

    if arguments.show_config:  # which is TOML
        return "text"
    form: str = (
        "diff" if getattr(arguments, "diff", False) else arguments.format or reports.named(arguments.output or "")
    )
    if arguments.command not in FORMATS[form].commands:
        what = of_another(arguments.command, form)
        raise UsageError(f"{arguments.output}: {what}: give it another name, or say its --format")
    if form == "text" and not arguments.format and (wrong := _near_suffix(arguments.output or "", arguments.command)):
        raise UsageError(f"{arguments.output}: {wrong}, or say its --format")
    if arguments.statistics and not FORMATS[form].statistics:
        known = listed(name for name, row in FORMATS.items() if row.statistics)
        raise UsageError(f"--statistics are not part of {form}: use the format {known}")
    if (needs := FORMATS[form].needs) and find_spec(needs) is None:
        raise UsageError(lacking(form, needs, FORMATS[form].extra))
    return form


def _near_suffix(path: str, command: str) -> str:
    """What to say of a name that ends nearly as those of files in a format do; nothing of others: they are text."""
    known = _suffixes(command)
    suffix = os.path.splitext(path)[1].lower()
    meant = nearest(suffix, known, 0.75) if suffix else ""
    return f"no format has names in {suffix}{meant}: use {listed(known)}" if meant else ""


def _unknown_suffix(arguments: argparse.Namespace) -> list[str]:
    """A note on a name that promises what is not written; not where text was asked for, or may well stand in it."""
    path = arguments.output or ""
    suffix = os.path.splitext(path)[1].lower()
    if arguments.format or arguments.show_config or suffix in OF_TEXT:
        return []
    known = listed(_suffixes(arguments.command))
    return [f"{path}: written as text, for no format has names in {suffix}: use {known}, or say its --format"]


def _suffixes(command: str) -> list[str]:
    """How the names of files end in the formats of a command, one for each that has any."""
    return [row.suffixes[0] for row in FORMATS.values() if command in row.commands and row.suffixes]


def no_column(paths: Sequence[str]) -> str:
    """What to say of a column that is to be read of texts, none of which has one."""
    known = listed((form for form, row in forms.FORMS.items() if row.has_records), "and")
    what = paths[0] if paths and paths[0] != STANDARD else "standard input" if paths else "a text"
    return f"--column is for {known}, and {what} is neither: say the --input-format, or leave --column out"


def _refuse_first(first: str, others: Sequence[str]) -> NoReturn:
    """Raise UsageError for what stands where a command should, and is none."""
    parser, commands = parsers()
    if not first.startswith("-") or first == STANDARD:
        parser.error(_no_command(first, commands))
    meant = next((commands[other] for other in others if other in commands), parser)
    meant.error(_no_option(first, meant, {} if meant is parser else commands))


def _no_command(name: str, commands: Mapping[str, Parser]) -> str:
    if name == "-" or os.path.exists(name):
        return f"no command given; to check this text: quantities check {name}"
    if f"--{name}" in commands["check"].options:
        return f"no command {name!r}: it is an option of check, as in quantities check --{name}"
    return f"no command {name!r}{nearest(name, commands)}: use {listed(commands)}"


def _no_option(given: str, parser: Parser, commands: Mapping[str, Parser]) -> str:
    option = given.partition("=")[0]
    name = option.lstrip("-")
    if not given.startswith("-"):
        return f"{given!r} is one too many"
    if option in parser.options:
        return f"{option} stands behind the command: {parser.prog} {option}"
    if others := [name for name, command in commands.items() if option in command.options]:
        return f"{option} is an option of {listed(others, 'and')}, not of {parser.prog.split()[-1]}"
    if option == "--version":
        return "--version stands before any command: quantities --version"
    from quantities.configuration.config import PATTERNS

    if name in PATTERNS:
        return f"no option {option}: only a configuration says it, under the key {name}"
    file = f"; for a file of that name write ./{given}" if os.path.exists(given) else ""
    return f"no option {option}{_near_option(name, parser)}{file}"


def _near_option(name: str, parser: Parser) -> str:
    """The options that may be meant by a name: those that begin with its only letter, or the nearest."""
    known = [option.removeprefix("--") for option in parser.options if option.startswith("--")]
    if len(name) == 1:
        meant = [option for option in known if option.startswith(name)]
    elif "format" in known and (form := near(name, FORMATS, NEAR)):
        meant = [f"format {form}"]
    else:
        meant = [*filter(None, [near(name, known, NEAR)])]
    return f" (did you mean {listed(f'--{option}' for option in meant)}?)" if meant else ""
