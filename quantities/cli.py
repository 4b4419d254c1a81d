"""The command: arguments, files and the exit status.

What a command needs is imported once it is known which one runs, so that `--help` and a typing error cost nothing.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from quantities.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quantities.lexicon import Lexicon
    from quantities.reports.story import Story
    from quantities.sources import Source

AGREES, DISAGREES, TROUBLE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141
"""What a shell reports of a program that SIGINT or SIGPIPE ended."""
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
  2  trouble: a wrong option, or a file that could not be read (the others are still done)
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
_RENDER = {"check": "findings", "extract": "quantities", "explain": "explanations"}
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
        _close_output()
        _complain(f"the output cannot be written: {(error.strerror or str(error)).lower()}")
        return TROUBLE
    except Exception as error:
        _complain(_bug(error))
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
    return _Run(arguments, _lexicon(arguments, command)).status()


class _Run:
    """One run of a command: what it writes, and what goes wrong on the way."""

    def __init__(self, arguments: argparse.Namespace, lexicon: Lexicon) -> None:
        self._arguments, self._lexicon = arguments, lexicon
        self._troubled = self._disagreed = False
        self._write: Callable[..., object] = _write

    def status(self) -> int:
        """Do it all, and say how it went."""
        from quantities.reports.story import View

        report = import_module(f"quantities.reports.{self._arguments.format}")
        render = getattr(report, _RENDER[self._arguments.command])
        view = View(getattr(self._arguments, "all", False), _coloured(sys.stdout))
        _set_encoding(self._arguments.format)
        for piece in render(self._stories(), view):
            self._write(piece, file=sys.stdout)
        if self._troubled:
            return TROUBLE
        return DISAGREES if self._disagreed else AGREES

    def _stories(self) -> Iterator[Story]:
        """What is read and judged of every file that can be read; the others are reported."""
        from quantities.errors import SourceError
        from quantities.sources import Source, find

        for text in self._arguments.texts:
            yield self._story(Source("text", text))
        found = find([] if self._arguments.texts else self._arguments.paths or ["-"])
        for note in found.notes:
            self._say(f"note: {note}")
        for trouble in found.troubles:
            self._trouble(trouble)
        for path in self._progress(found.files):
            try:
                story = self._story(_source(path))
            except SourceError as error:
                self._trouble(error)
            except Exception as error:
                self._trouble(f"{path}: {_bug(error)}")
            else:
                self._disagreed = self._disagreed or bool(story.disagreements)
                yield story

    def _story(self, source: Source) -> Story:
        from quantities import pipeline
        from quantities.reports.story import Story

        options: dict[str, Any] = {"lexicon": self._lexicon, "kinds": self._arguments.kinds}
        if self._arguments.command == "extract":
            return Story(source, pipeline.extract(source.text, **options))
        review = pipeline.review(source.text, **options)
        if self._arguments.command == "explain":
            return Story(source, review.quantities, left=review.left, lexicon=self._lexicon)
        return Story(source, review.quantities, review.findings)

    def _progress(self, files: list[str]) -> Iterable[str]:
        """The files, with a bar on a terminal when there are many and tqdm is installed."""
        if len(files) < MANY or sys.stderr is None or not sys.stderr.isatty():
            return files
        try:
            from tqdm import tqdm
        except ImportError:
            return files
        self._write = partial(tqdm.write, end="")
        return tqdm(files, unit=" files", leave=False, file=sys.stderr)

    def _trouble(self, problem: object) -> None:
        self._troubled = True
        self._say(problem)

    def _say(self, problem: object) -> None:
        _complain(problem, self._write)


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong and where to look, without the whole usage."""

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
    shape: dict[str, Any] = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}
    parser = _Parser(prog="quantities", description=_ABOUT, epilog=f"{_EXAMPLES['']}\n{_STATUS}", **shape)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    added = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    commands = {}
    for name, what in _COMMANDS.items():
        epilog = f"{_OWN}\n{_EXAMPLES[name]}\n{_STATUS}"
        command = added.add_parser(name, help=what, description=f"{what.capitalize()}.", epilog=epilog, **shape)
        metavar, given = ("TEXT", _TEXT) if name == "explain" else ("PATH", _PATHS)
        command.add_argument("paths", nargs="*", metavar=metavar, help=given)
        command.set_defaults(texts=())
        _add_options(command)
        formats = " or ".join(f"{form} ({aim})" for form, aim in FORMATS.items())
        command.add_argument("--format", type=_format, default="text", metavar="FORMAT", help=formats)
        commands[name] = command
    commands["check"].add_argument(
        "--all", action="store_true", help="show also the pairs that agree, and those not checked with the reason"
    )
    return parser, commands


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


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def _texts(given: list[str]) -> tuple[list[str], list[str]]:
    """The texts and the paths that `explain` was given: one text, unless the first is a file or looks like one."""
    from quantities.sources import STANDARD_INPUT, SUFFIXES

    if not given or given[0] == STANDARD_INPUT or os.path.exists(given[0]):  # noqa: PTH110  as below
        return [], given
    if given[0].endswith(SUFFIXES) and not any(map(str.isspace, given[0])):
        return [], given
    return [" ".join(given)], []


def _format(name: str) -> str:
    if name not in FORMATS:
        raise argparse.ArgumentTypeError(f"no format {name!r}{_nearest(name, FORMATS)}: use {' or '.join(FORMATS)}")
    return name


def _no_command(name: str, commands: list[str]) -> str:
    if name == "-" or os.path.exists(name):  # noqa: PTH110  pathlib would be imported for this alone
        return f"no command given; to check this text: quantities check {name}"
    return f"no command {name!r}{_nearest(name, commands)}: use {' or '.join(commands)}"


def _no_option(given: str, parser: argparse.ArgumentParser) -> str:
    option = given.partition("=")[0]
    if option in parser._option_string_actions:
        return f"{option} stands behind the command: {parser.prog} {option}"
    near = _nearest(option, parser._option_string_actions)
    file = f"; for a file of that name write ./{given}" if os.path.exists(given) else ""  # noqa: PTH110  as above
    return f"no option {option}{near}{file}"


def _nearest(given: str, known: Iterable[str]) -> str:
    """` (did you mean ...?)` with the known word that is nearest."""
    import difflib

    near = difflib.get_close_matches(given, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


def _source(path: str) -> Source:
    from quantities.errors import SourceError
    from quantities.sources import STANDARD_INPUT, decode, read

    if path != STANDARD_INPUT:
        return read(path)
    if sys.stdin is None:
        raise SourceError("-: standard input is closed")
    return decode(path, sys.stdin.buffer.read())


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


def _bug(error: Exception) -> str:
    """What to say of an error that nobody foresaw; whoever runs `python -X dev` is shown where it happened."""
    if sys.flags.dev_mode:
        raise error
    return f"a bug of this program: {error!r}; python -X dev -m quantities shows where, please report it"


def _close_output() -> None:
    """Let the rest of the output go nowhere, so that Python does not stumble over it on the way out."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
