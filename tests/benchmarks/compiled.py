"""The compiled wheel, as whoever installs the sources gets it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from quantities.reading import mentions


def is_compiled() -> bool:
    """Is it the compiled package that is measured?"""
    return not str(mentions.__file__).endswith(".py")


def package(root: Path, folder: Path) -> Path:
    """Build the compiled wheel of the sources in `root`, and unpack it below `folder`: the path to import it from.

    Raises RuntimeError where it cannot be built, with the last line of what was said.
    """
    unpacked = folder / "compiled"
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"it cannot be built here: {(done.stderr.strip() or '?').splitlines()[-1]}")
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(unpacked)
    if not any(unpacked.rglob("*.so")):
        raise RuntimeError("it cannot be compiled here")
    return unpacked
