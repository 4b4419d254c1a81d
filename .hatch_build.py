"""The build hook: mypyc compiles what every text goes through, where there is a C compiler.

The sources are the same, and so is what they find, nearly twice as fast. Where they cannot be compiled the wheel is
built of them as they are. An editable installation is not compiled, for changes would have no effect; and nothing is
left beside the sources. Whoever wants the plain wheel sets HATCH_BUILD_NO_HOOKS=true.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup

settings = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
modules = mypycify([*settings, *sys.stdin.read().split()], opt_level="3", debug_level="0", target_dir="c")
for module in modules:
    module.extra_compile_args.append("-Wno-all")
setup(name="quantities", ext_modules=modules)
"""
"""No settings of mypy are looked for: any user may write to a folder above the temporary one. Warnings about what mypyc
wrote would take as long as all the rest."""


class Compiling(BuildHookInterface[Any]):
    """Puts the compiled modules into the wheel, beside their sources."""

    folder: TemporaryDirectory[str] | None = None
    """Where they are until the wheel is made."""

    def dependencies(self) -> list[str]:
        """What must be installed to compile: nothing where that cannot be done."""
        return list(self.config["needs"]) if can_compile() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the builder what came of it."""
        if version == "editable" or not can_compile():
            return
        self.folder = TemporaryDirectory()
        folder = Path(self.folder.name)
        sources = shutil.ignore_patterns("__pycache__", "*.so")
        shutil.copytree(Path(self.root, "quantities"), folder / "quantities", ignore=sources)
        done = subprocess.run(
            [sys.executable, "-c", SETUP, "--quiet", "build_ext", "--build-lib", "made", "--build-temp", "temp"],
            cwd=folder,
            input="\n".join(self.modules()),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            self.app.display_warning(f"not compiled, the wheel is plain Python: {done.stdout}")
            return
        build_data.update(pure_python=False, infer_tag=True)
        made = folder / "made"
        build_data["force_include"].update({str(path): str(path.relative_to(made)) for path in made.rglob("*.*")})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was put into the wheel."""
        if self.folder:
            self.folder.cleanup()

    def modules(self) -> list[str]:
        """The paths of what is compiled, as pyproject.toml says."""
        root = Path(self.root)
        taken = {path for pattern in self.config["include"] for path in root.glob(pattern)}
        taken -= {root / left for left in self.config["exclude"]}
        return sorted(str(path.relative_to(root)) for path in taken)


def can_compile() -> bool:
    """Is it the Python that mypyc is for, with a C compiler and the headers?"""
    if sys.implementation.name != "cpython" or os.name != "posix":
        return False
    compiler, *_ = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "").split() or ["cc"]
    return bool(shutil.which(compiler)) and Path(sysconfig.get_path("include"), "Python.h").exists()
