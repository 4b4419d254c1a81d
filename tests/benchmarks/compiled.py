"""The wheel with its rooms compiled, built from a copy of the sources: nothing is left among them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from quantities.reading import mentions

NEEDED = ("quantities", "pyproject.toml", "README.md", "LICENSE")


def is_compiled() -> bool:
    """Is it the compiled package that is measured?"""
    return not str(mentions.__file__).endswith(".py")


def package(root: Path, folder: Path) -> Path:
    """Build the compiled wheel of the sources in `root`, and unpack it below `folder`: the path to import it from.

    Raises RuntimeError where it cannot be built, with the last line of what was said.
    """
    copy, unpacked = folder / "sources", folder / "compiled"
    copy.mkdir()
    for name in NEEDED:
        if (root / name).is_dir():
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(root / name, copy)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(folder), str(copy)]
    settings = {**os.environ, "HATCH_BUILD_HOOKS_ENABLE": "1"}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"it cannot be built here: {(done.stderr.strip() or '?').splitlines()[-1]}")
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(unpacked)
    return unpacked
