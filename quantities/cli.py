"""The command: arguments, files and the exit status.

What a command needs is imported once it is known which one runs, so that `--help` and a typing error cost nothing.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections import Counter
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, TextIO, cast

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from io import BufferedReader

    from quantities.command.inputs import Task
    from quantities.command.telling import Teller
    from quantities.command.troubles import Troubles
    from quantities.errors import SourceError
    from quantities.reports.story import Tally, Told, View
    from quantities.showing.baseline import Known

AGREES, DISAGREES, TROUBLE = 0, 1, 2
INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143
"""What a shell reports of a program that SIGINT, SIGPIPE or SIGTERM ended."""
ALLOCATIONS = 50_000
"""So many new objects are looked through for garbage at once; that many are a few megabytes."""
MANY = 20
"""So many files are worth a progress bar."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (by default the program's own) and return its exit status."""
    try:
        try:
            with _rare_collections(ending=argv is None):
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


@contextmanager
def _rare_collections(*, ending: bool) -> Iterator[None]:
    """Look for garbage more rarely: what a start makes is all kept. A program that is `ending` looks for none then."""
    before = gc.get_threshold()
    gc.set_threshold(ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        if ending:
            gc.freeze()  # or all there is would be looked through on the way out, which takes as long as a story
        gc.set_threshold(*before)


def _run(argv: list[str]) -> int:
    from quantities.command import arguments
    from quantities.command.parser import UsageError
    from quantities.errors import ConfigError

    try:
        given = arguments.read(argv)
        if isinstance(given, str):
            _write(given, file=sys.stderr)
            return TROUBLE
        if given.version:
            return _version()
        if given.command == "rule":
            return _rules(given)
        if given.command == "completion":
            return _completion(given)
        if not given.texts and not given.paths and not given.show_config and (sys.stdin is None or sys.stdin.isatty()):
            given.error("nothing to read: name a file or a folder, or - for standard input")
        if getattr(given, "interactive", False) and (sys.stdin is None or not sys.stdin.isatty()):
            given.error("--interactive asks on a terminal, which standard input is not")
        return _Run(given, arguments.asked(given)).status()
    except (UsageError, ConfigError) as error:
        _complain(error)
        return TROUBLE


def _version() -> int:
    """Say which version it is, and whether what reads the texts is compiled."""
    from quantities import __version__
    from quantities.reading import mentions

    made = "plain" if mentions.__file__.endswith(".py") else "compiled"
    _write(f"quantities {__version__} ({made})\n", sys.stdout)
    return AGREES


def _rules(given: argparse.Namespace) -> int:
    """Say what the codes stand for."""
    from quantities.errors import ConfigError
    from quantities.reports import rulebook

    _set_encoding(people=True)
    try:
        colour = _coloured(sys.stdout, given.color)
        _write(rulebook.explained(given.codes, colour=colour) if given.codes else rulebook.overview(), sys.stdout)
    except ConfigError as error:
        given.error(str(error))
    return AGREES


def _completion(given: argparse.Namespace) -> int:
    """Print what a shell needs to complete the command."""
    from quantities.command import completion, options
    from quantities.errors import ConfigError

    try:
        _write(completion.script(given.shell, *options.parsers()), sys.stdout)
    except ConfigError as error:
        given.error(str(error))
    return AGREES


class _Run:
    """One run of a command: what it reads and writes, and what goes wrong on the way."""

    def __init__(self, arguments: argparse.Namespace, asked: dict[str, Any]) -> None:
        from quantities.command.inputs import Inputs
        from quantities.configuration.config import Configuration

        self._arguments = arguments
        self._configuration = Configuration(
            asked, file=arguments.config, isolated=arguments.isolated, judging=arguments.command == "check"
        )
        self._troubled = False
        self._troubles: Troubles | None = None
        self._known: list[Known] = []
        self._unrated = Counter[str]()
        self._write: Callable[..., object] = _write
        paths = [] if arguments.texts else arguments.paths or ["-"]
        name = arguments.stdin_filename or "-"
        if arguments.force_exclude:
            named = ((path, name if path == "-" else path) for path in paths)
            paths = [path for path, called in named if called == "-" or not self._configuration.excluded(called)]
        self._inputs = Inputs(
            paths,
            self._configuration.of,
            excluded=self._excluded,
            form=arguments.input_format,
            standard=_standard_input,
            name=name,
            twice=getattr(arguments, "across_stories", False),
        )

    def _excluded(self, path: str) -> bool:
        """Whether what is found in a folder is no story: the configuration says so, or it is the output."""
        output = self._arguments.output
        is_output = output and os.path.basename(output) == os.path.basename(path) and os.path.exists(output)
        return bool(is_output and os.path.samefile(output, path)) or self._configuration.excluded(path)

    def status(self) -> int:
        """Do it all, and say how it went."""
        from quantities.reports import FORMATS

        form, here = self._arguments.format, self._arguments.output in (None, "-")
        if here and not FORMATS[form].terminal and sys.stdout is not None and sys.stdout.isatty():
            self._arguments.error(f"{form} is not to be read on a terminal: name a file, as with -o report.{form}")
        if self._arguments.column and self._inputs.countable and not self._inputs.troubles:
            from quantities.command.arguments import no_column

            self._arguments.error(no_column(self._inputs.files))
        self._notes(self._inputs.notes)
        self._notes(self._arguments.notes)
        self._notes(self._unmendable())
        for trouble in self._inputs.troubles:
            self._trouble(trouble)
        if here:
            _set_encoding(people=FORMATS[form].people)
            return self._told(sys.stdout)
        from quantities.output import whole

        with _tidy_end() as ended, whole(self._arguments.output) as output:
            status = self._told(output)
            if ended:  # by a signal that came in the midst of an import, which loses what is raised in it
                sys.exit(TERMINATED)
            return status

    def _unmendable(self) -> Iterator[str]:
        """What to say of files that hold records, where the others are to be mended."""
        mending = any(getattr(self._arguments, name, False) for name in ("fix", "diff", "interactive"))
        if mending and (files := self._inputs.of_records):
            from quantities.errors import named

            yield f"{named(files)}: tables and JSON Lines are not written to: nothing in them is mended"

    def _told(self, output: TextIO | None) -> int:
        """Write what there is to tell, and say how it went."""
        from quantities import reports
        from quantities.command.telling import weight
        from quantities.many import in_order
        from quantities.reports.story import Tally, View

        given = self._arguments
        if given.show_config:
            from quantities.configuration.effective import shown

            for text in shown(self._configuration, self._inputs.files or ["-"]):
                self._write(text, file=output)
            self._notes(self._configuration.notes)
            return TROUBLE if self._troubled else AGREES
        view = View(
            getattr(given, "all", False),
            _coloured(output, given.color),
            given.command,
            given.statistics,
            _columns(output),
        )
        teller = self._teller(view)
        tally = Tally()
        results: Generator[Told, None, None]
        if getattr(given, "interactive", False):
            from quantities.command import interview

            results = interview.told(teller, self._tasks(), partial(_write, file=output), _ask)
        else:
            results = in_order(teller.told, self._tasks(), given.jobs, weight)
        try:
            told = self._counted(self._progress(results), tally)
            for text in import_module(reports.module(given.format)).document(told, view):
                self._write(text, file=output)
        finally:
            results.close()
        if self._known or getattr(given, "write_baseline", None):
            self._baselines()
        if self._unrated and not view.everything:
            from quantities.command.troubles import unrated

            self._notes([unrated(self._unrated)])
        if self._troubled:
            return TROUBLE
        return DISAGREES if tally["failing"] and not getattr(given, "exit_zero", False) else AGREES

    def _teller(self, view: View) -> Teller:
        """Who tells; with the rates that all stories imply, where they are asked for: the first of two passes."""
        from quantities.command.telling import Teller, weight
        from quantities.errors import ConfigFileError, QuantitiesError

        given = self._arguments
        fix = getattr(given, "fix", False)
        written = None
        if getattr(given, "write_baseline", None):
            from quantities.showing.baseline import Baseline

            written = Baseline(given.write_baseline)
        idle = getattr(given, "report_unused_ignores", False)
        teller = Teller(
            given.command, given.format, view, fix=fix, written=written, idle=idle, strict=sys.flags.dev_mode
        )
        try:
            self._configuration.try_all(self._inputs.files or ["-"], teller.desk)
        except ConfigFileError:
            raise
        except QuantitiesError as error:
            given.error(str(error))
        self._notes(self._configuration.notes)
        if getattr(given, "across_stories", False):
            from quantities.judging import ImpliedRates
            from quantities.many import in_order

            teller.across = ImpliedRates(in_order(teller.implied, self._tasks(), given.jobs, weight))
        return teller

    def _tasks(self) -> Iterator[Task]:
        from quantities.command.inputs import Task
        from quantities.sources import Source

        for text in self._arguments.texts:
            yield Task(Source("text", text), self._configuration.of("-"))
        yield from self._inputs.tasks()

    def _counted(self, results: Iterable[Told], tally: Tally) -> Iterator[Told]:
        """All that there is to print; what is wrong is said at once, and everything is counted."""
        from quantities.reports.story import Told

        yield from map(Told.unread, self._inputs.troubles)
        for told in results:
            if told.trouble:
                self._met(told.trouble)
            tally.update(told.tally)
            self._notes(told.notes)
            self._unrated.update(told.unrated)
            if told.known:
                self._known.append(told.known)
            yield told
        for problem in self._troubles.rest() if self._troubles else ():
            self._trouble(problem)

    def _baselines(self) -> None:
        """Write the baseline that was asked for, or say what of those that were used is no more."""
        from quantities.showing import baseline

        path = self._arguments.write_baseline
        if not path:
            self._notes(() if self._troubled else baseline.stale(self._known))
        elif self._troubled:
            self._say(f"{path}: not written, for not everything could be read")
        else:
            count = baseline.write(path, (one for known in self._known for one in known.prints))
            found = "1 finding is" if count == 1 else f"{count} findings are"
            self._say(f"note: {path}: {found} known from now on, with --baseline {path}")

    def _progress(self, results: Iterable[Told]) -> Iterable[Told]:
        """The results, with a bar on a terminal when there are many files and tqdm is installed."""
        if sys.stderr is None or not sys.stderr.isatty():
            return results
        if len(self._inputs.files) < MANY or not self._inputs.countable:
            return results
        try:
            from tqdm import tqdm
        except ImportError:
            return results
        self._write = partial(tqdm.write, end="")
        return tqdm(results, total=len(self._inputs.files), unit=" files", leave=False, file=sys.stderr)

    def _notes(self, notes: Iterable[str]) -> None:
        for note in notes:
            self._say(f"note: {note}")

    def _met(self, trouble: SourceError) -> None:
        """Say what is wrong with a text, unless it is the same as with the line before."""
        if self._troubles is None:
            from quantities.command.troubles import Troubles

            self._troubles = Troubles()
        for problem in self._troubles.met(trouble):
            self._trouble(problem)

    def _trouble(self, problem: object) -> None:
        self._troubled = True
        self._say(problem)

    def _say(self, problem: object) -> None:
        _complain(problem, self._write)


def _standard_input() -> BufferedReader:
    from quantities.errors import SourceError

    if sys.stdin is None:
        raise SourceError("-", "standard input is closed")
    return cast("BufferedReader", sys.stdin.buffer)


@contextmanager
def _tidy_end() -> Iterator[list[int]]:
    """Let the signal that ends a program end it as Ctrl-C does, so that no draft is left behind, and keep it."""
    import signal
    import threading

    came: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield came
        return

    def end(number: int, _: object) -> NoReturn:
        came.append(number)
        sys.exit(TERMINATED)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield came
    finally:
        signal.signal(signal.SIGTERM, before)


def _ask(question: str) -> str:
    """The answer to a question; the end of the input answers as `quit`."""
    try:
        return input(question)
    except EOFError:
        _write("\n", sys.stdout)
        return "q"


def _coloured(stream: TextIO | None, when: str) -> bool:
    """Colour always, never, or (auto) on a terminal, but not with NO_COLOR; with FORCE_COLOR everywhere."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def _columns(stream: TextIO | None) -> int | None:
    """How wide the terminal is, where it is one."""
    if stream is None or not stream.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _set_encoding(*, people: bool) -> None:
    """Let no character stop the output: text is what the terminal takes, the rest escaped; other formats are UTF-8."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if people else "utf-8", errors="backslashreplace")


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
    from quantities.command.telling import bug
    from quantities.errors import QuantitiesError

    if sys.flags.dev_mode:
        raise error
    return str(error) if isinstance(error, QuantitiesError) else bug(error)


def _close_output() -> None:
    """Let the rest of the output go nowhere, so that Python does not stumble over it on the way out."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
