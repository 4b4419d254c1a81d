"""The arguments of the command: what may be written, what it means, and what is said of what may not.

Nothing here prints or ends the program: what is wrong is raised as a `UsageError`, and help is text.
"""

from __future__ import annotations

import argparse
import os
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from quantities import __version__, reports
from quantities.errors import listed, nearest
from quantities.reports import FORMATS
from quantities.sources import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STANDARD = "-"
"""Standard input, or standard output, in the place of a path."""

_ABOUT = """\
Reads the figures in a text, and checks that figures said to be the same really are:
"2,000 square kilometres (727 square miles)" is a finding, "(772 square miles)" is none.
"""
_STATUS = """\
exit status:
  0  nothing disagrees
  1  at least one finding is an error: a pair of figures that does not agree, unless asked otherwise
  2  trouble: a wrong option, a file that could not be read (the others are still done) or written
"""
_STATUS_OF_READING = """\
exit status:
  0  all was read
  2  trouble: a wrong option, a file that could not be read (the others are still done) or written
"""
_EXAMPLES = {
    "": """\
examples:
  quantities check story.txt            figures of a story that do not agree
  quantities check --all drafts/        every pair in the texts of a folder
  pbpaste | quantities check -          a text from another program
  quantities extract --format jsonl -   every quantity as a line of JSON
  quantities explain "about 5 tons"     how a figure was read, or why it was not
""",
    "check": """\
examples:
  quantities check story.txt
  quantities check --all drafts/
  pdftotext report.pdf - | quantities check -
  quantities check -o findings.sarif drafts/
  quantities check --rates ecb --date 2005-02-14 --retold story.txt
""",
    "extract": """\
examples:
  quantities extract story.txt
  quantities extract --dialect en-GB --kinds money,measure story.txt
  quantities extract --format jsonl drafts/ > quantities.jsonl
  echo "5 ft 11 in" | quantities extract -
""",
    "explain": """\
examples:
  quantities explain "It rose by about 5 tons in 2019."
  quantities explain --dialect en-AU "a pint for $9"
  quantities explain story.txt
""",
    "rule": """\
examples:
  quantities rule
  quantities rule Q201
""",
    "completion": """\
examples:
  quantities completion bash > ~/.local/share/bash-completion/completions/quantities
  quantities completion zsh > ~/.zfunc/_quantities
""",
}
_COMMANDS = {
    "check": "find figures that do not agree",
    "extract": "list the quantities in a text",
    "explain": "say how every figure was read, or why it was left alone",
}
_COMPLETION = "print the script with which a shell completes the command (needs the extra `completion`)"
_RULE = "say what a code of a finding stands for, with an example"
_WALKED = listed(forms.IN_FOLDERS, "and")
_PATHS = f"a file, a folder (walked for {_WALKED} files), or - for standard input, which is also the default"
_TEXT = "a text in quotation marks; or files, folders and - as for the other commands, where the first of them is one"
_OWN = """\
options of reading:
  --dialect decides what a gallon, pint, quart, fluid ounce, tablespoon, cup, ton and hundredweight are, and in en-AU
  that $ is AUD. Decimals have a point and a billion is 10^9 in all of them: no dialect brings back the long scale.
  A FILE.toml has the keys of Lexicon.extend: units, names, symbols, currencies, counted, prefer, takes, without.
"""


_OF_AN_OPTION = re.compile(r"argument (?:-\w/)?(--[\w-]+): (.*)", re.DOTALL)
_TWO = re.compile(r"not allowed with argument (?:-\w/)?(--[\w-]+)")
_MORE = re.compile(r"ignored explicit argument (.*)", re.DOTALL)
_NOTHING = "expected one argument"
_MISSING = re.compile(r"the following arguments are required: (.*)", re.DOTALL)
"""How argparse says what is wrong."""


class UsageError(Exception):
    """Arguments that cannot be meant: what is wrong, and where help is."""


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong and where to look, without the whole usage.

    Every option that is added makes a formatter, which asks for the width of the terminal unless it is given one; that
    is put off until there is help to show.
    """

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{self._plain(message)}\nhelp: {self.prog} --help")

    def _plain(self, message: str) -> str:
        """What argparse says, in the words of everybody."""
        led = _OF_AN_OPTION.fullmatch(message)
        if led is None:
            return _MISSING.sub(rf"\1 is missing: write {self.prog} \1", message)
        option, problem = led[1], led[2]
        if other := _TWO.fullmatch(problem):
            return f"{other[1]} and {option} do not go together: leave one of them out"
        if problem == _NOTHING:
            metavar = self._option_string_actions[option].metavar
            return f"nothing stands behind {option}: write {option} {metavar}"
        if more := _MORE.fullmatch(problem):
            return f"{option} stands alone: leave out {more[1]}"
        return f"{option}: {problem}"


def read(argv: Sequence[str]) -> argparse.Namespace | str:
    """The arguments, with `texts` and `paths` told apart; or the help to show, where no command is named.

    Raises UsageError for what cannot be meant, SystemExit behind `--help` and `--version`.
    """
    first = argv[0] if argv else ""
    parser, commands = parsers(first if first in _COMMANDS else None)
    if first and first not in commands and first.partition("=")[0] not in parser._option_string_actions:
        _refuse_first(first, argv[1:])
    arguments, unknown = parser.parse_known_args(argv)
    if not arguments.command:
        return parser.format_help()
    command = commands[arguments.command]
    if unknown:
        command.error(_no_option(unknown[0], command, parsers()[1]))
    if arguments.command == "explain":
        arguments.texts, arguments.paths = _texts(arguments.paths)
    taken = list(map(os.path.realpath, arguments.paths))
    for written in (arguments.output, getattr(arguments, "write_baseline", None)):
        if written not in (None, STANDARD):
            if os.path.realpath(written) in taken:
                command.error(f"{written} is read: the output needs another name")
            taken.append(os.path.realpath(written))
    arguments.error = command.error
    if senseless := _senseless(arguments):
        command.error(senseless)
    if arguments.command in _COMMANDS:
        try:
            arguments.format = _form(arguments)
        except UsageError as error:
            command.error(str(error))
    return arguments


def asked(arguments: argparse.Namespace) -> dict[str, Any]:
    """What the options say of how stories are read, judged and shown: the `Settings` that were written."""
    options = {
        "dialect": arguments.dialect,
        "dollar": arguments.dollar,
        "units": arguments.units,
        "without": _listed(arguments.without),
        "kinds": None if arguments.kinds is None else tuple(_split(arguments.kinds)),
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


def parsers(only: str | None = None) -> tuple[_Parser, dict[str, _Parser]]:
    """The parser of the whole command line, and that of every command; but `only` one has options, where it is known
    which will be read: making them takes longer than reading them."""
    shape: dict[str, Any] = {"formatter_class": partial(argparse.HelpFormatter, width=80), "allow_abbrev": False}
    parser = _Parser(prog="quantities", description=_ABOUT, epilog=f"{_EXAMPLES['']}\n{_STATUS}", **shape)
    said = "show the version and exit"
    parser.add_argument("--version", action="version", version=f"quantities {__version__}", help=said)
    added = parser.add_subparsers(prog=parser.prog, dest="command", title="commands", metavar="COMMAND")
    commands = {}
    for name, what in _COMMANDS.items():
        if only not in (None, name):
            commands[name] = added.add_parser(name, help=what, **shape)
            continue
        epilog = f"{_OWN}\n{_EXAMPLES[name]}\n{_STATUS if name == 'check' else _STATUS_OF_READING}"
        command = added.add_parser(name, help=what, description=f"{what.capitalize()}.", epilog=epilog, **shape)
        metavar, given = ("TEXT", _TEXT) if name == "explain" else ("PATH", _PATHS)
        command.add_argument("paths", nargs="*", metavar=metavar, help=given)
        command.set_defaults(texts=(), statistics=False)
        _add_options(command)
        _add_files(command)
        _add_configuration(command)
        said = ", ".join(f"{form} ({row.aim})" for form, row in FORMATS.items() if name in row.commands)
        said += "; by default what the name of the --output ends in says it, as in findings.jsonl"
        command.add_argument("--format", type=partial(_format, name), metavar="FORMAT", help=said)
        commands[name] = command
    if only in (None, "check"):
        _add_judging(commands["check"])
        _add_hiding(commands["check"])
        _add_selection(commands["check"])
    commands["rule"] = _rule_parser(added, shape)
    commands["completion"] = _completion_parser(added, shape)
    return parser, commands


def _rule_parser(added: Any, shape: dict[str, Any]) -> _Parser:
    """The parser of `rule`, which reads no text."""
    about = {"help": _RULE, "description": f"{_RULE.capitalize()}.", "epilog": _EXAMPLES["rule"]}
    rule: _Parser = added.add_parser("rule", **about, **shape)
    said = "codes (Q201) or what they begin with (Q2); without one all are listed"
    rule.add_argument("codes", nargs="*", metavar="CODE", help=said)
    rule.set_defaults(texts=(), paths=(), output=None)
    return rule


def _completion_parser(added: Any, shape: dict[str, Any]) -> _Parser:
    """The parser of `completion`, which reads no text."""
    about = {"help": _COMPLETION, "description": f"{_COMPLETION.capitalize()}.", "epilog": _EXAMPLES["completion"]}
    completion: _Parser = added.add_parser("completion", **about, **shape)
    completion.add_argument("shell", metavar="SHELL", help="bash, zsh or tcsh")
    completion.set_defaults(texts=(), paths=(), output=None)
    return completion


def _add_selection(command: _Parser) -> None:
    """The options of `check` that say which findings are shown, and which fail the run."""
    said = "show only findings with these codes (Q101), or codes that begin so (Q2), with commas between them"
    command.add_argument("--select", action="append", default=[], metavar="CODES", help=said)
    said = "never show findings with these codes"
    command.add_argument("--ignore", action="append", default=[], metavar="CODES", help=said)
    said = "how much a code matters: error (fails the run), warning or note; a code named here is shown"
    command.add_argument(
        "--severity", action="append", default=[], type=_severities, metavar="CODE=SEVERITY", help=said
    )
    said = "what fails the run: disagree (the default), or loose: figures that agree only loosely are errors as well"
    command.add_argument("--fail-on", metavar="WHAT", help=said)
    command.add_argument(
        "--exit-zero", action="store_true", help="end with status 0 whatever is found; trouble is still 2"
    )


def _add_files(command: _Parser) -> None:
    """The options of input and output, which all commands share."""
    said = ", ".join(f"{form} ({row.aim})" for form, row in forms.FORMS.items())
    said = f"what the texts are: {said}; by default what the name of a file ends in says it"
    command.add_argument("--input-format", type=_input_format, metavar="FORMAT", help=said)
    said = "the column of a table, or the key of a JSON object (a.b: of one in it), that is read; by default text"
    command.add_argument("--column", type=_named, metavar="NAME", help=said)
    said = "the encoding of the texts: windows-1252, utf-16 ...; by default UTF-8"
    command.add_argument("--encoding", metavar="NAME", help=said)
    said = "what standard input is called: configuration, format and messages are as for this file, which is not read"
    command.add_argument("--stdin-filename", type=_not_empty, metavar="NAME", help=said)
    said = "write to this file, which appears whole or, when something goes wrong, not at all"
    command.add_argument("-o", "--output", type=_not_empty, metavar="FILE", help=said)
    said = "so many processes; by default as many as there are processors where there is enough to read"
    command.add_argument("--jobs", type=_jobs, metavar="N", help=said)


def _add_configuration(command: _Parser) -> None:
    """The options that say where else options stand."""
    which = command.add_mutually_exclusive_group()
    said = "read options from this file, not from the nearest quantities.toml or pyproject.toml above each text"
    which.add_argument("--config", type=_not_empty, metavar="FILE", help=said)
    which.add_argument("--isolated", action="store_true", help="read options from no file")
    said = "leave out what the configuration excludes also where it is named: for hooks, which name every file"
    command.add_argument("--force-exclude", action="store_true", help=said)
    said = "show the options that hold for each text and where they stand, as TOML, and read nothing"
    command.add_argument("--show-config", action="store_true", help=said)


def _add_options(command: _Parser) -> None:
    """The options of reading, which all commands share."""
    kinds = "measure, money, percent, count, age and number"
    for option, metavar, said in (
        ("--dialect", "NAME", "whose English it is: en-US (the default), en-GB or en-AU"),
        (
            "--dollar",
            "CODE",
            "the currency of a bare $ and of plain dollars: AUD, CAD ...; by default that of the dialect",
        ),
        ("--units", "FILE.toml", "own units, spellings, currencies and counted things"),
    ):
        command.add_argument(option, type=_named, metavar=metavar, help=said)
    said = "a unit or a spelling not to be read; may be given more than once, or as a list with commas"
    command.add_argument("--without", action="append", default=[], metavar="UNIT", help=said)
    said = f"only these, with commas between them; without it all: {kinds}"
    command.add_argument("--kinds", metavar="KINDS", help=said)


def _add_judging(command: _Parser) -> None:
    """The options of `check` alone: what money is compared with, how closely measures must agree, and what is shown."""
    command.add_argument(
        "--all", action="store_true", help="show also the pairs that agree, and those not checked with the reason"
    )
    mending = command.add_mutually_exclusive_group()
    said = "correct the conversion where only one correction is certain, and show what is left to a person"
    mending.add_argument("--fix", action="store_true", help=said)
    said = "show what --fix would change, as a diff, and change nothing"
    mending.add_argument("--diff", action="store_true", help=said)
    said = "ask for every finding how to correct it"
    mending.add_argument("--interactive", action="store_true", help=said)
    said = "end with how many findings there are of each code, and how the pairs of each dimension were judged"
    command.add_argument("--statistics", action="store_true", help=said)
    said = "compare money with the ECB's rates (ecb: needs the extra `rates`) or with your own, of --date"
    command.add_argument("--rates", type=_not_empty, metavar="ecb|FILE.csv", help=said)
    said = "the day that --rates are of (2005-02-14), or auto: that of each story's dateline or file"
    command.add_argument("--date", type=_named, metavar="DATE", help=said)
    said = "compare money also with the rates that the other stories imply; reads everything twice"
    command.add_argument("--across-stories", action="store_true", help=said)
    said = "list also figures that seem to be told twice, with two amounts; they are no errors"
    command.add_argument("--retold", action="store_true", help=said)
    said = "a house style: strict (only as people round) or kitchen (an ounce may be 25 or 30 g) ..."
    command.add_argument("--style", type=_named, metavar="NAME", help=said)


def _add_hiding(command: _Parser) -> None:
    """The options of `check` that say which findings are known, and which comments are of no use."""
    which = command.add_mutually_exclusive_group()
    said = "do not show the findings that are in this file"
    which.add_argument("--baseline", type=_not_empty, metavar="FILE", help=said)
    said = "write all findings to this file: they are known from now on, and not shown with --baseline"
    which.add_argument("--write-baseline", type=_not_empty, metavar="FILE", help=said)
    said = "note comments like <!-- quantities: ignore --> that hide nothing"
    command.add_argument("--report-unused-ignores", action="store_true", help=said)


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    """The names of an option that may be given more than once, or as a list with commas."""
    return tuple(name for names in given for name in _split(names))


def _severities(given: str) -> list[tuple[str, str]]:
    """Codes with their severities: `Q102=warning,Q301=error`."""
    pairs = [tuple(map(str.strip, pair.split("="))) for pair in given.split(",")]
    if not all(len(pair) == 2 and all(pair) for pair in pairs):
        raise argparse.ArgumentTypeError(
            f"no severity in {given!r}: write a code and error, warning or note: Q102=error"
        )
    return [(code, severity) for code, severity in pairs]


def _texts(given: list[str]) -> tuple[list[str], list[str]]:
    """The texts and the paths that `explain` was given: one text, unless the first is a file or looks like one."""
    if not given or given[0] == STANDARD or os.path.exists(given[0]):
        return [], given
    suffixes = tuple(suffix for form in forms.FORMS.values() for suffix in form.suffixes)
    if given[0].endswith(suffixes) and not any(map(str.isspace, given[0])):
        return [], given
    return [" ".join(given)], []


def _format(command: str, name: str) -> str:
    """The name of one of the formats that a command has."""
    known = [form for form, row in FORMATS.items() if command in row.commands]
    if name in known:
        return name
    what = _of_another(command, name) if name in FORMATS else f"no format {name!r}{nearest(name, known)}"
    raise argparse.ArgumentTypeError(f"{what}: use {listed(known)}")


def _of_another(command: str, form: str) -> str:
    return f"{form} is a format of {' and '.join(FORMATS[form].commands)}, not of {command}"


def _senseless(arguments: argparse.Namespace) -> str:
    """What is wrong with options that are good, but not together; nothing where they make sense."""
    asked = {name for name, given in vars(arguments).items() if given not in (None, False)}
    changing = next((name for name in ("fix", "interactive") if name in asked), "")
    mending = changing or ("diff" if "diff" in asked else "")
    if mending == "diff" and arguments.format not in (None, "diff"):
        return f"--diff is a format, and --format {arguments.format} another: leave one of them out"
    if changing and arguments.format == "diff":
        return f"--{changing} changes the files, a diff says what would be changed: leave one of them out"
    if changing == "interactive" and arguments.format not in (None, "text"):
        return f"--interactive shows text, not {arguments.format}: leave one of them out"
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

    form: str = (
        "diff" if getattr(arguments, "diff", False) else arguments.format or reports.named(arguments.output or "")
    )
    if arguments.command not in FORMATS[form].commands:
        what = _of_another(arguments.command, form)
        raise UsageError(f"{arguments.output}: {what}: give it another name, or say its --format")
    if form == "text" and not arguments.format and (near := _near_suffix(arguments.output or "", arguments.command)):
        raise UsageError(f"{arguments.output}: {near}, or say its --format")
    if arguments.statistics and not FORMATS[form].statistics:
        known = listed(name for name, row in FORMATS.items() if row.statistics)
        raise UsageError(f"--statistics are not part of {form}: use the format {known}")
    if (needs := FORMATS[form].needs) and find_spec(needs) is None:
        raise UsageError(
            f"{form} needs a package that is not there: pip install 'quantities-text[{FORMATS[form].extra}]'"
        )
    return form


def _near_suffix(path: str, command: str) -> str:
    """What to say of a name that ends nearly as those of files in a format do; nothing of others: they are text."""
    known = [row.suffixes[0] for row in FORMATS.values() if command in row.commands and row.suffixes]
    suffix = os.path.splitext(path)[1].lower()
    near = nearest(suffix, known, cutoff=0.75)
    return f"no format has names in {suffix}{near}: use {listed(known)}" if near else ""


def _input_format(name: str) -> str:
    if name not in forms.FORMS:
        suffixed = next((form for form, row in forms.FORMS.items() if f".{name.lower()}" in row.suffixes), "")
        near = f" (did you mean {suffixed}?)" if suffixed else nearest(name, forms.FORMS)
        raise argparse.ArgumentTypeError(f"no input format {name!r}{near}: use {listed(forms.FORMS)}")
    return name


def no_column(paths: Sequence[str]) -> str:
    """What to say of a column that is to be read of texts, none of which has one."""
    known = listed((form for form, row in forms.FORMS.items() if row.has_records), "and")
    what = paths[0] if paths and paths[0] != STANDARD else "standard input" if paths else "a text"
    return f"--column is for {known}, and {what} is neither: say the --input-format, or leave --column out"


def _not_empty(path: str) -> str:
    if not path:
        raise argparse.ArgumentTypeError("an empty path: name a file")
    return path


def _named(name: str) -> str:
    if not name.strip():
        raise argparse.ArgumentTypeError("nothing is named: give a name, or leave it out")
    return name


def _jobs(number: str) -> int:
    if not number.isdecimal() or not 1 <= int(number[:6]) <= 999:
        raise argparse.ArgumentTypeError(f"no number of processes {number!r}: use 1 to 999")
    return int(number)


def _refuse_first(first: str, others: Sequence[str]) -> NoReturn:
    """Raise UsageError for what stands where a command should, and is none."""
    parser, commands = parsers()
    if not first.startswith("-") or first == STANDARD:
        parser.error(_no_command(first, list(commands)))
    meant = next((commands[other] for other in others if other in commands), parser)
    meant.error(_no_option(first, meant, {} if meant is parser else commands))


def _no_command(name: str, commands: list[str]) -> str:
    if name == "-" or os.path.exists(name):
        return f"no command given; to check this text: quantities check {name}"
    return f"no command {name!r}{nearest(name, commands)}: use {listed(commands)}"


def _no_option(given: str, parser: _Parser, commands: Mapping[str, _Parser]) -> str:
    option = given.partition("=")[0]
    if not given.startswith("-"):
        return f"{given!r} is one too many"
    if option in parser._option_string_actions:
        return f"{option} stands behind the command: {parser.prog} {option}"
    if others := [name for name, command in commands.items() if option in command._option_string_actions]:
        return f"{option} is an option of {listed(others, 'and')}, not of {parser.prog.split()[-1]}"
    known = [name for name in parser._option_string_actions if name.startswith("--")]
    begun = [name for name in known if len(option) == 2 and name[2:].startswith(option[1])]
    near = f" (did you mean {listed(begun)}?)" if begun else nearest(option, known)
    file = f"; for a file of that name write ./{given}" if os.path.exists(given) else ""
    return f"no option {option}{near}{file}"
