"""The command: arguments, files and the exit status.

What a command needs is imported once it is known which one runs, so that `--help` and a typing error cost nothing.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

from quantities import options
from quantities.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from io import BufferedReader

    from quantities.errors import SourceError
    from quantities.json_lines import Line
    from quantities.judging import ImpliedRates
    from quantities.lexicon import Lexicon
    from quantities.options import Options
    from quantities.sources import Source
    from quantities.telling import Teller, Told

AGREES, DISAGREES, TROUBLE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141
"""What a shell reports of a program that SIGINT or SIGPIPE ended."""
STANDARD = "-"
"""Standard input, or standard output, in the place of a path."""
_OWN_FILES = ("/dev/", "/proc/")
"""What another process may find something else behind."""
MANY = 20
"""So many files are worth a progress bar."""

_ABOUT = """\
Reads the figures in a text, and checks that figures said to be the same really are:
"2,000 square kilometres (727 square miles)" is a finding, "(772 square miles)" is none.
"""
_STATUS = """\
exit status:
  0  nothing disagrees
  1  at least one pair of figures does not agree
  2  trouble: a wrong option, a file that could not be read (the others are still done) or written
"""
_EXAMPLES = {
    "": """\
examples:
  quantities check story.txt            figures of a story that do not agree
  quantities check --all drafts/        every pair in the .txt and .md files of a folder
  pbpaste | quantities check -          a text from another program
  quantities extract --format jsonl -   every quantity as a line of JSON
  quantities explain "about 5 tons"     how a figure was read, or why it was not
""",
    "check": """\
examples:
  quantities check story.txt
  quantities check --all drafts/
  pdftotext report.pdf - | quantities check -
  quantities check --format jsonl drafts/ > findings.jsonl
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
}
_COMMANDS = {
    "check": "find figures that do not agree",
    "extract": "list the quantities in a text",
    "explain": "say how every figure was read, or why it was left alone",
}
_PATHS = "a file, a folder (walked for .txt and .md files), or - for standard input, which is also the default"
_TEXT = "a text in quotation marks; or files, folders and - as for the other commands, where the first of them is one"
_OWN = """\
options of reading:
  --dialect decides what a gallon, pint, quart, fluid ounce, tablespoon, cup, ton and hundredweight are, and in en-AU
  that $ is AUD. Decimals have a point and a billion is 10^9 in all of them: no dialect brings back the long scale.
  A FILE.toml has the keys of Lexicon.extend: units, names, symbols, currencies, counted, prefer, takes, without.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (by default the program's own) and return its exit status."""
    try:
        try:
            return _run(sys.argv[1:] if argv is None else list(argv))
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output()
        return PIPE_CLOSED
    except OSError as error:
        where = f"{error.filename}:" if error.filename else "the output"
        if not error.filename:
            _close_output()
        _complain(f"{where} cannot be written: {(error.strerror or str(error)).lower()}")
        return TROUBLE
    except Exception as error:
        _complain(_unforeseen(error))
        return TROUBLE


def _run(argv: list[str]) -> int:
    parser, commands = _parsers()
    if argv and not argv[0].startswith("-") and argv[0] not in commands:
        parser.error(_no_command(argv[0], list(commands)))
    arguments, unknown = parser.parse_known_args(argv)
    if not arguments.command:
        if unknown:
            parser.error(_no_option(unknown[0], parser))
        parser.print_help(sys.stderr)
        return TROUBLE
    command = commands[arguments.command]
    if unknown:
        command.error(_no_option(unknown[0], command))
    if arguments.command == "explain":
        arguments.texts, arguments.paths = _texts(arguments.paths)
    if not arguments.texts and not arguments.paths and (sys.stdin is None or sys.stdin.isatty()):
        command.error("nothing to read: name a file or a folder, or - for standard input")
    if arguments.output not in (None, STANDARD) and os.path.realpath(arguments.output) in map(
        os.path.realpath, arguments.paths
    ):
        command.error(f"{arguments.output} is read: the output needs another name")
    lexicon = _lexicon(arguments, command)
    return _Run(arguments, lexicon, _options(arguments, lexicon, command)).status()


class _Run:
    """One run of a command: what it reads and writes, and what goes wrong on the way."""

    def __init__(self, arguments: argparse.Namespace, lexicon: Lexicon, options: Options) -> None:
        self._arguments, self._lexicon, self._options = arguments, lexicon, options
        self._troubled = False
        self._kept: dict[str, list[str | Source | Line | SourceError]] = {}
        self._write: Callable[..., object] = _write

    def status(self) -> int:
        """Do it all, and say how it went."""
        if self._arguments.output in (None, STANDARD):
            _set_encoding(self._arguments.format)
            return self._told(sys.stdout)
        from quantities.output import whole

        with whole(self._arguments.output) as output:
            return self._told(output)

    def _told(self, output: TextIO | None) -> int:
        """Write what there is to tell, and say how it went."""
        from quantities.many import in_order
        from quantities.model import Verdict
        from quantities.reports.story import Tally, View
        from quantities.telling import Teller, weight

        given = self._arguments
        view = View(getattr(given, "all", False), _coloured(output))
        teller = Teller(
            given.command, given.format, view, self._lexicon, given.kinds, given.encoding, sys.flags.dev_mode
        )
        teller = teller._replace(options=self._options._replace(across=self._across(teller)))
        tally = Tally()
        results: Generator[Told, None, None] = in_order(teller.told, self._given(), given.jobs, weight)
        try:
            for text, counted, trouble in self._progress(results):
                if trouble:
                    self._trouble(trouble)
                elif text:
                    self._write(text, file=output)
                tally.update(counted)
        finally:
            results.close()
        if given.command == "check":
            report = import_module(f"quantities.reports.{given.format}")
            self._write(report.closing(tally, view), file=output)
        if self._troubled:
            return TROUBLE
        return DISAGREES if tally[Verdict.DISAGREE] else AGREES

    def _across(self, teller: Teller) -> ImpliedRates | None:
        """The rates that all stories imply, where they are asked for: the first of two passes."""
        if not getattr(self._arguments, "across_stories", False):
            return None
        from quantities.judging import ImpliedRates
        from quantities.many import in_order
        from quantities.telling import weight

        return ImpliedRates(in_order(teller.implied, self._given(), self._arguments.jobs, weight))

    def _given(self) -> Iterator[str | Source | Line | SourceError]:
        """What there is to read. A file is left to whoever reads it, if that may be another process."""
        from quantities.sources import Source

        for text in self._arguments.texts:
            yield Source("text", text)
        twice = getattr(self._arguments, "across_stories", False)
        for path in self._files:
            if twice and not os.path.isfile(path) and path not in self._kept:  # what can only be read once
                self._kept[path] = list(self._given_in(path))
            yield from self._kept.get(path) or self._given_in(path)

    def _given_in(self, path: str) -> Iterator[str | Source | Line | SourceError]:
        if self._has_records(path):
            yield from self._lines(path)
        elif path == STANDARD or path.startswith(_OWN_FILES) or not os.path.isfile(path):
            yield self._read(path)
        else:
            yield path

    @cached_property
    def _files(self) -> list[str]:
        from quantities import json_lines, sources

        records = self._arguments.input_format == "jsonl"
        paths = [] if self._arguments.texts else self._arguments.paths or [STANDARD]
        found = sources.find(paths, json_lines.SUFFIXES if records else sources.SUFFIXES)
        for note in found.notes:
            self._say(f"note: {note}")
        for trouble in found.troubles:
            self._trouble(trouble)
        return found.files

    def _has_records(self, path: str) -> bool:
        named = path.lower().endswith((".jsonl", ".ndjson"))
        return named if self._arguments.input_format is None else self._arguments.input_format == "jsonl"

    def _read(self, path: str) -> Source | SourceError:
        from quantities.errors import SourceError
        from quantities.sources import decode, read

        try:
            if path != STANDARD:
                return read(path, self._arguments.encoding)
            return decode(path, _standard_input().read(), self._arguments.encoding)
        except SourceError as error:
            return error

    def _lines(self, path: str) -> Iterator[Line | SourceError]:
        from quantities.errors import SourceError
        from quantities.json_lines import lines
        from quantities.sources import failed

        try:
            with _standard_input() if path == STANDARD else open(path, "rb") as file:
                yield from lines(path, file, self._arguments.encoding)
        except SourceError as error:
            yield error
        except OSError as error:
            yield failed(path, error)

    def _progress(self, results: Iterable[Told]) -> Iterable[Told]:
        """The results, with a bar on a terminal when there are many files and tqdm is installed."""
        if sys.stderr is None or not sys.stderr.isatty():
            return results
        if len(self._files) < MANY or any(map(self._has_records, self._files)):
            return results
        try:
            from tqdm import tqdm
        except ImportError:
            return results
        self._write = partial(tqdm.write, end="")
        return tqdm(results, total=len(self._files), unit=" files", leave=False, file=sys.stderr)

    def _trouble(self, problem: object) -> None:
        self._troubled = True
        self._say(problem)

    def _say(self, problem: object) -> None:
        _complain(problem, self._write)


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong and where to look, without the whole usage.

    Every option that is added makes a formatter, which asks for the width of the terminal unless it is given one; that
    is put off until there is help to show.
    """

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        _complain(f"{message}\nhelp: {self.prog} --help")
        raise SystemExit(TROUBLE)


class _Version(argparse.Action):
    """`--version`."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from quantities import __version__

        _write(f"{parser.prog} {__version__}\n", file=sys.stdout)
        parser.exit()


def _parsers() -> tuple[_Parser, dict[str, _Parser]]:
    shape: dict[str, Any] = {"formatter_class": partial(argparse.HelpFormatter, width=80), "allow_abbrev": False}
    parser = _Parser(prog="quantities", description=_ABOUT, epilog=f"{_EXAMPLES['']}\n{_STATUS}", **shape)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    added = parser.add_subparsers(prog=parser.prog, dest="command", title="commands", metavar="COMMAND")
    commands = {}
    for name, what in _COMMANDS.items():
        epilog = f"{_OWN}\n{_EXAMPLES[name]}\n{_STATUS}"
        command = added.add_parser(name, help=what, description=f"{what.capitalize()}.", epilog=epilog, **shape)
        metavar, given = ("TEXT", _TEXT) if name == "explain" else ("PATH", _PATHS)
        command.add_argument("paths", nargs="*", metavar=metavar, help=given)
        command.set_defaults(texts=())
        _add_options(command)
        _add_files(command)
        formats = " or ".join(f"{form} ({aim})" for form, aim in FORMATS.items())
        command.add_argument("--format", type=_format, default="text", metavar="FORMAT", help=formats)
        commands[name] = command
    commands["check"].add_argument(
        "--all", action="store_true", help="show also the pairs that agree, and those not checked with the reason"
    )
    options.add(commands["check"])
    return parser, commands


def _add_files(command: _Parser) -> None:
    """The options of input and output, which all commands share."""
    said = 'text, or jsonl: an object like {"id": 1, "text": "..."} a line; by default what the name ends in says it'
    command.add_argument("--input-format", choices=("text", "jsonl"), metavar="FORMAT", help=said)
    said = "the encoding of the texts: windows-1252, utf-16 ...; by default UTF-8"
    command.add_argument("--encoding", type=_encoding, metavar="NAME", help=said)
    said = "write to this file, which appears whole or, when something goes wrong, not at all"
    command.add_argument("-o", "--output", metavar="FILE", help=said)
    said = "so many processes; by default as many as there are processors where there is enough to read"
    command.add_argument("--jobs", type=_jobs, metavar="N", help=said)


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
        command.add_argument(option, metavar=metavar, help=said)
    said = "a unit or a spelling not to be read; may be given more than once, or as a list with commas"
    command.add_argument("--without", action="append", default=[], metavar="UNIT", help=said)
    said = f"only these, with commas between them; without it all: {kinds}"
    command.add_argument("--kinds", metavar="KINDS", help=said)


def _lexicon(arguments: argparse.Namespace, command: _Parser) -> Lexicon:
    """The lexicon that the options ask for; the kinds they name are put in the place of their names."""
    from quantities.errors import QuantitiesError
    from quantities.lexicon import Lexicon
    from quantities.pipeline import ALL, kinds_of

    try:
        arguments.kinds = ALL if arguments.kinds is None else kinds_of(_split(arguments.kinds))
        return Lexicon.of(
            dialect=arguments.dialect,
            dollar=arguments.dollar,
            units=arguments.units,
            without=[name for names in arguments.without for name in _split(names)],
        )
    except QuantitiesError as error:
        command.error(str(error))


def _options(arguments: argparse.Namespace, lexicon: Lexicon, command: _Parser) -> Options:
    """The options of `check` that need more than a word; those of the other commands ask for nothing."""
    from quantities.errors import ConfigError

    try:
        return options.of(arguments, lexicon)
    except ConfigError as error:
        command.error(str(error))


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def _texts(given: list[str]) -> tuple[list[str], list[str]]:
    """The texts and the paths that `explain` was given: one text, unless the first is a file or looks like one."""
    from quantities import json_lines, sources

    if not given or given[0] == STANDARD or os.path.exists(given[0]):
        return [], given
    if given[0].endswith((*sources.SUFFIXES, *json_lines.SUFFIXES)) and not any(map(str.isspace, given[0])):
        return [], given
    return [" ".join(given)], []


def _format(name: str) -> str:
    if name not in FORMATS:
        raise argparse.ArgumentTypeError(f"no format {name!r}{_nearest(name, FORMATS)}: use {' or '.join(FORMATS)}")
    return name


def _jobs(number: str) -> int:
    if not number.isdecimal() or not 1 <= int(number[:6]) <= 999:
        raise argparse.ArgumentTypeError(f"no number of processes {number!r}: use 1 to 999")
    return int(number)


def _encoding(name: str) -> str:
    """The name of an encoding in which signs stand for themselves and nothing else."""
    try:
        if "5 km".encode(name).decode(name) == "5 km" and name.lower() not in ("idna", "punycode"):
            return name
    except (LookupError, ValueError):
        pass
    from encodings.aliases import aliases

    known = {*aliases, *aliases.values()} - {name}
    raise argparse.ArgumentTypeError(f"no encoding for texts {name!r}{_nearest(name, known)}")


def _no_command(name: str, commands: list[str]) -> str:
    if name == "-" or os.path.exists(name):
        return f"no command given; to check this text: quantities check {name}"
    return f"no command {name!r}{_nearest(name, commands)}: use {' or '.join(commands)}"


def _no_option(given: str, parser: argparse.ArgumentParser) -> str:
    option = given.partition("=")[0]
    if option in parser._option_string_actions:
        return f"{option} stands behind the command: {parser.prog} {option}"
    near = _nearest(option, parser._option_string_actions)
    file = f"; for a file of that name write ./{given}" if os.path.exists(given) else ""
    return f"no option {option}{near}{file}"


def _nearest(given: str, known: Iterable[str]) -> str:
    """` (did you mean ...?)` with the known word that is nearest."""
    import difflib

    near = difflib.get_close_matches(given, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _standard_input() -> BufferedReader:
    from quantities.errors import SourceError

    if sys.stdin is None:
        raise SourceError("-: standard input is closed")
    return cast("BufferedReader", sys.stdin.buffer)


def _coloured(stream: TextIO | None) -> bool:
    """Colour on a terminal, but not with NO_COLOR; with FORCE_COLOR everywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _set_encoding(form: str) -> None:
    """Let no character stop the output: JSON is always UTF-8, text is what the terminal takes, the rest escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8" if form == "jsonl" else None, errors="backslashreplace")


def _write(text: str, file: TextIO | None) -> None:
    if file is not None:
        file.write(text)


def _complain(problem: object, write: Callable[..., object] = _write) -> None:
    """Say on standard error what is wrong, in signs that cannot steer a terminal."""
    from quantities.reports.excerpt import visible

    lines = [visible(line) for line in str(problem).split("\n")]
    write("quantities: " + "\n  ".join(lines) + "\n", file=sys.stderr)


def _unforeseen(error: Exception) -> str:
    """What to say of such an error; whoever runs `python -X dev` is shown where it happened."""
    from quantities.errors import QuantitiesError
    from quantities.telling import bug

    if sys.flags.dev_mode:
        raise error
    return str(error) if isinstance(error, QuantitiesError) else bug(error)


def _close_output() -> None:
    """Let the rest of the output go nowhere, so that Python does not stumble over it on the way out."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
