"""The hooks, run by the real pre-commit on a repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
SHIPPED = (
    "quantities",
    "pyproject.toml",
    ".hatch_build.py",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    ".pre-commit-hooks.yaml",
)
MISTYPED = "It took 2,000 square kilometres (727 square miles) back.\n"

pytest.importorskip("pre_commit", reason="the extra `test` has pre-commit")


def git(folder: Path, *arguments: str) -> str:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    command = ["git", *author, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def repository(folder: Path) -> str:
    """Make a repository of what is in a folder; its revision."""
    git(folder, "init", "-q")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "-q", "-m", "all")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with stories that has the hooks of this project."""
    hooks = tmp_path_factory.mktemp("hooks")
    for name in SHIPPED:
        place = PROJECT / name
        if place.is_dir():
            shutil.copytree(place, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, hooks / name)
    revision = repository(hooks)
    folder = tmp_path_factory.mktemp("stories")
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: file://{hooks}\n  rev: {revision}\n  hooks:\n  - id: quantities\n"
        "  - id: quantities-fix\n    stages: [manual]\n"
    )
    (folder / "right.md").write_text("It is 50 miles (80 km) away.\n")
    (folder / "wrong.txt").write_text(MISTYPED)
    (folder / "photo.bin").write_bytes(b"\0\1" + MISTYPED.encode())
    repository(folder)
    return folder


def run_hook(stories: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "pre_commit", "run", "--color", "never", "--all-files", *arguments]
    settings = {**environment, "PRE_COMMIT_HOME": str(home), "HATCH_BUILD_NO_HOOKS": "true"}
    return subprocess.run(command, cwd=stories, env=settings, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def home(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the installed hooks; no test where they cannot be installed for want of a network."""
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "pre_commit", "install-hooks"]
    done = subprocess.run(
        command,
        cwd=stories,
        env={**os.environ, "PRE_COMMIT_HOME": str(home), "HATCH_BUILD_NO_HOOKS": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and ("No matching distribution" in done.stdout or "Connection" in done.stdout):
        pytest.skip("the hooks cannot be installed here: no package index is in reach")
    assert done.returncode == 0, done.stdout
    return home


def test_the_hook_stops_a_wrong_conversion(stories: Path, home: Path) -> None:
    done = run_hook(stories, home)
    assert done.returncode == 1
    assert "wrong.txt:1:9: Q101" in done.stdout
    assert "right.md:" not in done.stdout
    assert "photo.bin" not in done.stdout


def test_the_other_hook_mends_it(stories: Path, home: Path) -> None:
    done = run_hook(stories, home, "--hook-stage", "manual", "quantities-fix")
    assert done.returncode == 1  # pre-commit fails what changes a file
    assert "files were modified by this hook" in done.stdout
    assert (stories / "wrong.txt").read_text() == MISTYPED.replace("727", "772")
    assert run_hook(stories, home).returncode == 0
