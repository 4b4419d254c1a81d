"""What may be written on the command line: the commands, their options in groups, and the help on them."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING, Any

from quantities.command.parser import Parser
from quantities.errors import listed, nearest
from quantities.reports import FORMATS
from quantities.sources import forms

if TYPE_CHECKING:
    from argparse import _ActionsContainer
    from collections.abc import Iterable, Mapping

_ABOUT = """\
Reads the figures in a text, and checks that figures said to be the same really
are: "2,000 square kilometres (727 square miles)" is a finding, as these are 772
square miles.
"""
_STATUS = """\
exit status:
  0  nothing disagrees
  1  at least one finding is an error: a pair of figures that does not agree,
     unless --severity or --fail-on say otherwise
  2  trouble: a wrong option, or something could not be read (the rest is still
     done) or written
"""
_STATUS_OF_READING = """\
exit status:
  0  all was read
  2  trouble: a wrong option, or something could not be read (the rest is still
     done) or written
"""
_EXAMPLES = {
    "": """\
examples:
  quantities check story.txt            figures of a story that do not agree
  quantities check --all drafts/        every pair in all its texts
  pbpaste | quantities check -          a text from another program
  quantities extract --format jsonl -   every quantity as a line of JSON
  quantities explain "about 5 tons"     how a figure was read, or why it was not
""",
    "check": """\
examples:
  quantities check story.txt                  pairs that do not agree
  quantities check --all drafts/              every pair in all its texts
  pdftotext report.pdf - | quantities check -
  quantities check --diff story.txt           what --fix would change
  quantities check -o findings.html drafts/   a page to read and print
  quantities check --column body wire.jsonl   stories in JSON Lines
  quantities check --rates ecb --date 2005-02-14 story.txt
  quantities check --write-baseline known.json drafts/
""",
    "extract": """\
examples:
  quantities extract story.txt
  quantities extract --dialect en-GB --kinds money,measure story.txt
  quantities extract -o quantities.csv drafts/
  quantities extract --column body --format jsonl wire.csv
  echo "5 ft 11 in" | quantities extract -
""",
    "explain": """\
examples:
  quantities explain "It rose by about 5 tons in 2019."
  quantities explain --dialect en-AU 'a pint for $9'
  quantities explain story.txt
""",
    "rule": """\
examples:
  quantities rule        all codes, a line each
  quantities rule Q201   what one stands for, and where it is found
  quantities rule Q2     all that begin so
""",
    "completion": """\
examples:
  quantities completion bash > ~/.local/share/bash-completion/completions/quantities
  quantities completion zsh > ~/.zfunc/_quantities
""",
}
COMMANDS = {
    "check": "find figures that do not agree",
    "extract": "list the quantities in a text",
    "explain": "say how every figure was read, or why it was left alone",
}
"""The commands that read texts."""
COLOR = ("auto", "always", "never")
"""When there are colours."""
_COMPLETION = "print the script with which a shell completes the command"
_EXTRA = "It needs a package more, the extra `completion`: pip install shtab."
_RULE = "say what a code of a finding stands for, with an example"
_WALKED = listed(forms.IN_FOLDERS, "and")
_PATHS = f"a file, a folder (walked for {_WALKED} files), or - for standard input, which is also the default"
_TEXT = "a text in quotation marks; or files, folders and - as for the other commands, where the first of them is one"
_DIALECTS = """\
A dialect decides what a gallon, pint, quart, fluid ounce, tablespoon, cup,
ton and hundredweight are, and in en-AU that $ is AUD. In all of them decimals
have a point and a billion is 10^9. A FILE.toml has the keys of
Lexicon.extend: units, names, symbols, currencies, counted, prefer, takes,
without."""
_CONFIGURATION = """\
Options may stand in quantities.toml, or in [tool.quantities] of a
pyproject.toml: the nearest in the folder of each text or above it holds.
What the command line says goes before it."""


def parsers(only: str | None = None) -> tuple[Parser, dict[str, Parser]]:
    """The parser of the whole command line, and that of every command; or of `only` one, where it is known which will
    be read: making them takes longer than reading them."""
    shape: dict[str, Any] = {"formatter_class": partial(argparse.HelpFormatter, width=80), "allow_abbrev": False}
    parser = Parser(prog="quantities", description=_ABOUT, epilog=f"{_EXAMPLES['']}\n{_STATUS}", **shape)
    said = "show the version and exit"
    parser.add_argument("--version", action="store_true", help=said)
    added = parser.add_subparsers(prog=parser.prog, dest="command", title="commands", metavar="COMMAND")
    commands = {}
    for name, what in COMMANDS.items():
        if only not in (None, name):
            continue
        metavar, given = ("TEXT", _TEXT) if name == "explain" else ("PATH", _PATHS)
        about: dict[str, Any] = {
            **shape,
            "help": what,
            "usage": f"quantities {name} [OPTION ...] [{metavar} ...]",
            "description": f"{what.capitalize()}.",
            "epilog": f"{_EXAMPLES[name]}\n{_STATUS if name == 'check' else _STATUS_OF_READING}",
        }
        command: Parser = added.add_parser(name, **about)
        command.add_argument_group("texts").add_argument("paths", nargs="*", metavar=metavar, help=given)
        command.set_defaults(texts=(), statistics=False)
        _add_options(command, name)
        commands[name] = command
    if only is None:
        commands["rule"] = _rule_parser(added, shape)
        commands["completion"] = _completion_parser(added, shape)
    return parser, commands


def _rule_parser(added: Any, shape: dict[str, Any]) -> Parser:
    """The parser of `rule`, which reads no text."""
    about = {"help": _RULE, "description": f"{_RULE.capitalize()}.", "epilog": _EXAMPLES["rule"]}
    rule: Parser = added.add_parser("rule", **about, **shape)
    said = "codes (Q201), what they begin with (Q2) or names of rules; without one all are listed"
    rule.add_argument_group("codes").add_argument("codes", nargs="*", metavar="CODE", help=said)
    _add_color(rule.add_argument_group("output"))
    rule.set_defaults(texts=(), paths=(), output=None)
    return rule


def _completion_parser(added: Any, shape: dict[str, Any]) -> Parser:
    """The parser of `completion`, which reads no text."""
    about = {"help": _COMPLETION, "description": f"{_COMPLETION.capitalize()}.\n{_EXTRA}"}
    completion: Parser = added.add_parser("completion", epilog=_EXAMPLES["completion"], **about, **shape)
    shells = completion.add_argument_group("shells")
    shells.add_argument("shell", metavar="SHELL", help="bash, zsh or tcsh")
    completion.set_defaults(texts=(), paths=(), output=None)
    return completion


def _add_options(command: Parser, name: str) -> None:
    """The options of a command, in groups as its help shows them."""
    _add_reading(command.add_argument_group("reading", _DIALECTS))
    if name == "check":
        _add_judging(command.add_argument_group("judging"))
        _add_showing(command.add_argument_group("what is shown"))
        _add_failing(command.add_argument_group("what fails the run"))
        _add_mending(command.add_argument_group("mending"))
    _add_input(command.add_argument_group("input"))
    _add_output(command.add_argument_group("output"), name)
    _add_configuration(command.add_argument_group("configuration", _CONFIGURATION))


def _add_reading(group: _ActionsContainer) -> None:
    said = "whose English it is: en-US (the default), en-GB or en-AU"
    group.add_argument("--dialect", type=_named, metavar="NAME", help=said)
    said = "the currency of a bare $ and of plain dollars: AUD, CAD ...; by default that of the dialect"
    group.add_argument("--dollar", type=_named, metavar="CODE", help=said)
    said = "own units, spellings, currencies and counted things"
    group.add_argument("--units", type=_named, metavar="FILE.toml", help=said)
    said = "a unit or a spelling not to be read; may be given more than once, or as a list with commas"
    group.add_argument("--without", action="append", default=[], metavar="UNIT", help=said)
    said = "read only these, with commas between them: measure, money, percent, count, age and number; by default all"
    group.add_argument("--kinds", action="append", default=[], metavar="KINDS", help=said)


def _add_judging(group: _ActionsContainer) -> None:
    said = "compare money with the ECB's rates (ecb: needs the extra `rates`) or with your own, of --date"
    group.add_argument("--rates", type=_not_empty, metavar="ecb|FILE.csv", help=said)
    said = "the day that --rates are of (2005-02-14), or auto: that of each story's dateline or file"
    group.add_argument("--date", type=_named, metavar="DATE", help=said)
    said = "compare money also with the rates that the other stories imply; reads everything twice"
    group.add_argument("--across-stories", action="store_true", help=said)
    said = "list also figures that seem to be told twice, with two amounts; they are no errors"
    group.add_argument("--retold", action="store_true", help=said)
    said = "a house style: strict (only as people round), kitchen (an ounce may be 25 or 30 g), ap, british, science "
    said += "or wikipedia"
    group.add_argument("--style", type=_named, metavar="NAME", help=said)


def _add_showing(group: _ActionsContainer) -> None:
    said = "show also the pairs that agree, and those not checked with the reason"
    group.add_argument("--all", action="store_true", help=said)
    said = "show only findings with these codes (Q101), or codes that begin so (Q2), with commas between them"
    group.add_argument("--select", action="append", default=[], metavar="CODES", help=said)
    said = "never show findings with these codes"
    group.add_argument("--ignore", action="append", default=[], metavar="CODES", help=said)
    which = group.add_mutually_exclusive_group()
    said = "do not show the findings that are in this file"
    which.add_argument("--baseline", type=_not_empty, metavar="FILE", help=said)
    said = "write all findings to this file: they are known from now on, and not shown with --baseline"
    which.add_argument("--write-baseline", type=_file, metavar="FILE", help=said)
    said = "note comments like <!-- quantities: ignore --> that hide nothing"
    group.add_argument("--report-unused-ignores", action="store_true", help=said)


def _add_failing(group: _ActionsContainer) -> None:
    said = "how much a code matters: error (fails the run), warning or note; a code named here is shown"
    group.add_argument("--severity", action="append", default=[], type=_severities, metavar="CODE=SEVERITY", help=said)
    said = "disagree (the default), or loose: figures that agree only loosely are errors as well"
    group.add_argument("--fail-on", metavar="WHAT", help=said)
    said = "end with status 0 whatever is found; trouble is still 2"
    group.add_argument("--exit-zero", action="store_true", help=said)


def _add_mending(group: _ActionsContainer) -> None:
    which = group.add_mutually_exclusive_group()
    said = "correct the conversion where only one correction is certain, and show what is left to a person"
    which.add_argument("--fix", action="store_true", help=said)
    said = "show what --fix would change, as a diff, and change nothing"
    which.add_argument("--diff", action="store_true", help=said)
    said = "ask for every finding how to correct it"
    which.add_argument("--interactive", action="store_true", help=said)


def _add_input(group: _ActionsContainer) -> None:
    known = {form: (row.aim, row.suffixes) for form, row in forms.FORMS.items()}
    said = f"what the texts are; by default what the name of a file says, else text:\n{_table(known)}"
    group.add_argument("--input-format", type=_input_format, metavar="FORMAT", help=said)
    said = "the column of a table, or the key of a JSON object (a.b: b of the one in a), that is read; by default text"
    group.add_argument("--column", type=_named, metavar="NAME", help=said)
    said = "the encoding of the texts: windows-1252, utf-16 ...; by default UTF-8"
    group.add_argument("--encoding", metavar="NAME", help=said)
    said = "what standard input is called: configuration, format and messages are as for this file, which is not read"
    group.add_argument("--stdin-filename", type=_not_empty, metavar="NAME", help=said)
    said = "so many processes; by default as many as there are processors where there is enough to read"
    group.add_argument("--jobs", type=_jobs, metavar="N", help=said)


def _add_output(group: _ActionsContainer, command: str) -> None:
    known = {form: (row.aim, row.suffixes) for form, row in FORMATS.items() if command in row.commands}
    said = f"one of these; by default what the name of the --output says:\n{_table(known)}"
    group.add_argument("--format", type=partial(_format, command), metavar="FORMAT", help=said)
    said = "write to this file, which appears whole or, when something goes wrong, not at all"
    group.add_argument("-o", "--output", type=_not_empty, metavar="FILE", help=said)
    _add_color(group)
    if command == "check":
        said = "end with how many findings there are of each code, and how the pairs of each dimension were judged"
        group.add_argument("--statistics", action="store_true", help=said)


def _add_color(group: _ActionsContainer) -> None:
    said = "colours: always, never, or auto (the default): on a terminal, as NO_COLOR and FORCE_COLOR say"
    group.add_argument("--color", type=_color, default="auto", metavar="WHEN", help=said)


def _add_configuration(group: _ActionsContainer) -> None:
    which = group.add_mutually_exclusive_group()
    which.add_argument("--config", type=_not_empty, metavar="FILE", help="read options from this file alone")
    which.add_argument("--isolated", action="store_true", help="read options from no file")
    said = "leave out what the configuration excludes also where it is named: for hooks, which name every file"
    group.add_argument("--force-exclude", action="store_true", help=said)
    said = "show the options that hold for each text and where they stand, as TOML, and read nothing"
    group.add_argument("--show-config", action="store_true", help=said)


def _table(rows: Mapping[str, tuple[str, Iterable[str]]]) -> str:
    """Formats, a line each: what they are for, and how the names of files in them end."""
    width = max(map(len, rows))
    lines = {form: f"{aim} ({', '.join(suffixes)})" if suffixes else aim for form, (aim, suffixes) in rows.items()}
    return "\n".join(f"{form:{width}}  {line}" for form, line in lines.items())


def of_another(command: str, form: str) -> str:
    """What to say of a format that a command has not."""
    return f"{form} is a format of {' and '.join(FORMATS[form].commands)}, not of {command}"


def _severities(given: str) -> list[tuple[str, str]]:
    """Codes with their severities: `Q102=warning,Q301=error`."""
    pairs = []
    for pair in given.split(","):
        code, _, severity = map(str.strip, pair.partition("="))
        if not (code and severity):
            raise argparse.ArgumentTypeError(f"no severity in {pair!r}: write CODE=error, =warning or =note")
        pairs.append((code, severity))
    return pairs


def _format(command: str, name: str) -> str:
    """The name of one of the formats that a command has."""
    known = [form for form, row in FORMATS.items() if command in row.commands]
    if name in known:
        return name
    what = of_another(command, name) if name in FORMATS else f"no format {name!r}{nearest(name, known)}"
    raise argparse.ArgumentTypeError(f"{what}: use {listed(known)}")


def _input_format(name: str) -> str:
    if name not in forms.FORMS:
        suffixed = next((form for form, row in forms.FORMS.items() if f".{name.lower()}" in row.suffixes), "")
        near = f" (did you mean {suffixed}?)" if suffixed else nearest(name, forms.FORMS)
        raise argparse.ArgumentTypeError(f"no input format {name!r}{near}: use {listed(forms.FORMS)}")
    return name


def _color(when: str) -> str:
    if when not in COLOR:
        raise argparse.ArgumentTypeError(f"no choice {when!r}{nearest(when, COLOR)}: use {listed(COLOR)}")
    return when


def _not_empty(path: str) -> str:
    if not path:
        raise argparse.ArgumentTypeError("an empty path: name a file")
    return path


def _file(path: str) -> str:
    if path == "-":
        raise argparse.ArgumentTypeError("standard output cannot be read again: name a file")
    return _not_empty(path)


def _named(name: str) -> str:
    if not name.strip():
        raise argparse.ArgumentTypeError("nothing is named: give a name, or leave it out")
    return name


def _jobs(number: str) -> int:
    if not number.isdecimal() or not 1 <= int(number[:6]) <= 999:
        raise argparse.ArgumentTypeError(f"no number of processes {number!r}: use 1 to 999")
    return int(number)
