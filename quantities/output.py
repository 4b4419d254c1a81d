"""A file that appears whole or not at all."""

from __future__ import annotations

import io
import os
import secrets
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, TextIO


@contextmanager
def whole(path: str) -> Iterator[TextIO]:
    """A file to write, in UTF-8: a draft beside `path`, which takes its place when all of it is on the disk.

    Where that does not come about, what was there before stays as it was. A pipe or a device is written to directly, a
    symbolic link followed. Raises OSError, with the path as its `filename`, for whatever hinders it.
    """
    place = Path(os.path.realpath(path))
    try:
        if place.exists() and not place.is_file():
            with place.open("w", encoding="utf-8", newline="\n") as device:
                yield device
        else:
            with _drafted(place) as draft:
                file = io.TextIOWrapper(draft, encoding="utf-8", newline="\n", errors="backslashreplace")
                yield file
                file.flush()
                file.detach()
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


def replace(path: str, old: bytes, new: bytes) -> bool:
    """Put other bytes into a file that holds the `old` ones, all of them or none; False where it holds others by now.

    Raises OSError, with the path as its `filename`, for whatever hinders it.
    """
    place = Path(os.path.realpath(path))
    try:
        with _drafted(place) as draft:
            draft.write(new)
            if place.read_bytes() != old:
                raise _ChangedError
    except _ChangedError:
        return False
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    return True


class _ChangedError(Exception):
    """Somebody else wrote to the file."""


@contextmanager
def _drafted(place: Path) -> Iterator[BinaryIO]:
    mode = None
    if place.exists():
        mode = stat.S_IMODE(place.stat().st_mode)
        place.open("ab").close()  # what may not be written to is not to be replaced either
    draft = place.with_name(f".quantities-{os.getpid()}-{secrets.token_hex(4)}.part")
    try:  # from before it is there, so that no interrupt can leave it behind
        with draft.open("xb") as file:
            if mode is not None:
                draft.chmod(mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
            draft.replace(place)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
