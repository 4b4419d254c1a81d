"""Look for texts that break a law, guided by coverage: `python -m tests.fuzz --minutes 30`.

Texts are put together from the grammar's own parts (tests/test_properties.py) and from what the fuzzer makes up. A text
that breaks a law is printed with the law and kept: put it into fixtures/broken.json, where every law is tried on it
from then on, and mend what it shows. Needs the extra `fuzz`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["quantities"]):
    from tests.laws import LAWS

from tests.expectations import FIXTURES
from tests.test_properties import PIECES

LONGEST = 400
"""Bytes that one text is made of: broken laws need few, and short texts are fast."""
SLOW = 20
"""Seconds after which a text counts as one that hangs."""


class Hunt:
    """What was found so far: one text for each law and place where it broke."""

    def __init__(self, folder: Path, until: float) -> None:
        self._folder, self._until = folder, until
        self._known: set[str] = set()
        self.tried = 0

    def __call__(self, raw: bytes) -> None:
        """Try every law on the text that these bytes stand for."""
        if time.monotonic() > self._until:
            print(f"{self.tried} texts, {len(self._known)} ways to break a law", flush=True)  # noqa: T201  it is a command
            os._exit(1 if self._known else 0)  # the fuzzer lets nobody else end it
        text = made(raw)
        self.tried += 1
        for law in LAWS:
            signal.alarm(SLOW)
            try:
                law(text)
            except Exception as error:
                self._keep(law.__name__, text, error)
            finally:
                signal.alarm(0)

    def _keep(self, law: str, text: str, error: Exception) -> None:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{law} {type(error).__name__} {Path(where.filename).name}:{where.lineno}"
        if place in self._known:
            return
        self._known.add(place)
        self._folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(place.encode()).hexdigest()[:12]
        (self._folder / f"{name}.txt").write_text(
            f"{place}\n{text!r}\n{error}\n", encoding="utf-8", errors="backslashreplace"
        )
        print(f"{place}\n    {text!r}", flush=True)  # noqa: T201  it is a command


def made(raw: bytes) -> str:
    """The text that bytes stand for: parts of the grammar, plain characters, and joints between them."""
    feed = atheris.FuzzedDataProvider(raw)
    parts: list[str] = []
    while feed.remaining_bytes() > 0 and len(parts) < 60:
        choice = feed.ConsumeIntInRange(0, 9)
        if choice < 6:
            parts.append(PIECES[feed.ConsumeIntInRange(0, len(PIECES) - 1)])
        elif choice < 8:
            parts.append(" ")
        elif choice < 9:
            parts.append(str(feed.ConsumeIntInRange(0, 10**6)))
        else:
            parts.append(feed.ConsumeUnicode(4))
    return "".join(parts)


def main() -> None:
    """Hunt for so many minutes; the exit status is 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30, help="how long to look (30)")
    parser.add_argument(
        "--found", type=Path, default=Path("found"), metavar="FOLDER", help="where to keep what breaks a law"
    )
    parser.add_argument("--corpus", type=Path, help="where to keep the texts that reach new code; by default nowhere")
    given = parser.parse_args()
    corpus = given.corpus or Path(tempfile.mkdtemp())
    corpus.mkdir(parents=True, exist_ok=True)
    for number, story in enumerate(sorted((FIXTURES / "stories").glob("*.txt"))):
        (corpus / f"story-{number}").write_bytes(story.read_bytes()[:LONGEST])
    hunt = Hunt(given.found, time.monotonic() + 60 * given.minutes)
    signal.signal(signal.SIGALRM, _hangs)
    atheris.Setup(
        [sys.argv[0], f"-max_len={LONGEST}", "-verbosity=0", "-rss_limit_mb=4096", "-timeout=0", str(corpus)], hunt
    )
    atheris.Fuzz()


def _hangs(*_: object) -> None:
    raise TimeoutError(f"more than {SLOW} seconds for one text")


if __name__ == "__main__":
    main()
