"""The texts in a folder: what is hidden or excluded by a `.gitignore` is left out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from quantities.errors import SourceError, listed, reason
from quantities.sources import Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def walk(folder: str, found: Found, suffixes: tuple[str, ...], unwanted: Callable[[str], bool]) -> None:
    """Add the texts below a folder, sorted; report what cannot be opened, and a folder without texts.

    Hidden files, what a `.gitignore` excludes and what is `unwanted` (a file, or a folder with all in it) are left out.
    """

    def trouble(error: OSError) -> None:
        found.troubles.append(SourceError(error.filename, reason(error.filename, error)))

    def wanted(path: str) -> bool:
        left_out.extend([path] if unwanted(path) else [])
        return path not in left_out[-1:]

    before, left_out = len(found.troubles), list[str]()
    top = _top(Path(folder))
    ruled = any(os.path.isfile(parent / ".gitignore") for parent in _upward(Path(folder), top))
    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=trouble):
        ruled = ruled or ".gitignore" in names
        folders[:] = sorted(name for name in folders if not name.startswith(".") and wanted(os.path.join(place, name)))
        visible = sorted(name for name in names if not name.startswith(".") and name.lower().endswith(suffixes))
        paths = (Path(place, name) for name in visible)
        files += (path for path in paths if not _is_special(path) and wanted(str(path)))
    if ruled:
        try:
            excluded = _excluded(Path(folder), top, files)
            files = [path for path in files if path not in excluded]
            left_out += map(str, excluded)
        except OSError as error:
            found.notes.append(f".gitignore files are not followed: {error}")
    found.files += map(str, files)
    if not files and len(found.troubles) == before:
        but = " but for what `exclude` or a .gitignore leaves out" if left_out else ""
        found.troubles.append(SourceError(folder, f"no {listed(suffixes)} file in this folder{but}"))


def _is_special(path: Path) -> bool:
    """Is it a pipe, a socket or a device? (A broken link is none: reading it says what is wrong.)"""
    return os.path.exists(path) and not os.path.isfile(path)


def _top(folder: Path) -> Path:
    """The root of the repository that a folder is in; the folder itself where it is in none."""
    here = folder.resolve()
    return next((parent for parent in (here, *here.parents) if os.path.exists(parent / ".git")), here)


def _upward(folder: Path, top: Path) -> Iterator[Path]:
    """The folders above this one, up to `top`."""
    here = folder.resolve()
    while here != top:
        here = here.parent
        yield here


def _excluded(folder: Path, top: Path, files: list[Path]) -> set[Path]:
    """Those of the files that the `.gitignore` files from `top` downwards exclude, as git itself reads them.

    Git is the authority on its rules, and where there is a `.gitignore` there is a git: no library that copies them is
    needed. It is asked from an empty repository beside the tree, so that it answers the same for a folder that is under
    no version control, and never runs what the configuration of a stranger's repository may say.

    Raises OSError where git is missing or fails.
    """
    import tempfile

    names = {os.fsencode(path.relative_to(folder)): path for path in files}
    with tempfile.TemporaryDirectory() as empty:
        _git(["init", "--quiet", "--bare", "--template=", empty], folder)
        question = ["check-ignore", "--no-index", "-z", "--stdin"]
        answer = _git([f"--git-dir={empty}", f"--work-tree={top}", *question], folder, b"\0".join(names))
    return {names[name] for name in answer.split(b"\0") if name}


def _git(arguments: list[str], folder: Path, given: bytes = b"") -> bytes:
    """What git answers, without the variables that a hook may have set to point it at another repository."""
    import subprocess

    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", *arguments]
    try:
        asked = subprocess.run(  # noqa: S603  fixed words and our own paths, no shell
            command, cwd=folder, input=given, env=environment, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise OSError("git, which reads them, is not installed") from None
    if asked.returncode > 1:
        raise OSError(f"git says {os.fsdecode(asked.stderr).strip()!r}")
    return asked.stdout
