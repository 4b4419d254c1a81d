"""What the GitHub action runs, as it runs it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ACTION = Path(__file__).parent.parent / ".github" / "actions" / "check"
WRONG = "It took 2,000 square kilometres (727 square miles) back.\n"
RIGHT = WRONG.replace("727", "772")

yaml: Any = pytest.importorskip("yaml", reason="pre-commit brings it")


def test_the_script_gets_every_input_as_a_variable_and_none_as_a_command() -> None:
    action = yaml.safe_load((ACTION / "action.yml").read_text())
    *_, step = action["runs"]["steps"]
    assert "inputs." not in step["run"]
    said = set(step["env"].values())
    assert said == {f"${{{{ inputs.{name} }}}}" for name in action["inputs"] if name != "python-version"}
    script = (ACTION / "check.sh").read_text()
    assert all(name in script for name in step["env"])


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with stories, one of them with a blank in its name."""
    folder = tmp_path_factory.mktemp("stories")
    (folder / "right.txt").write_text(RIGHT)
    (folder / "a wrong one.txt").write_text(WRONG)
    return folder


def run(folder: Path, paths: str, args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    usual = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    inputs = {"QUANTITIES_PATHS": paths, "QUANTITIES_ARGS": args, "QUANTITIES_VERSION": ""}
    command = [str(ACTION / "check.sh")]
    return subprocess.run(
        command, cwd=folder, env={**usual, **inputs, **environment}, capture_output=True, text=True, check=False
    )


def test_it_marks_what_does_not_agree(check: Path) -> None:
    done = run(check, "right.txt 'a wrong one.txt'", "--severity 'Q102=error'")
    if "No matching distribution" in done.stderr:
        pytest.skip("the command cannot be installed here: no package index is in reach")
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error file=") == 1


@pytest.fixture
def installed(tmp_path: Path) -> str:
    """A PATH with a `python3` whose environments have the command as it is here, for installing takes long."""
    made = tmp_path / "made" / "bin"
    made.mkdir(parents=True)
    here = shlex.join(["env", f"PYTHONPATH={ACTION.parent.parent.parent}", sys.executable, "-m", "quantities"])
    scripts = {
        made / "pip": "exit 0",
        made / "quantities": f'exec {here} "$@"',
        tmp_path / "python3": f'cp -R {shlex.quote(str(made))} "$3"',  # -m venv folder
    }
    for path, script in scripts.items():
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
    return f"{tmp_path}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize(
    ("paths", "args", "status", "annotations"),
    [
        ("right.txt", "", 0, 0),
        (".", "--ignore Q101", 0, 0),
        ("'a wrong one.txt' right.txt", "--severity 'Q102=error'", 1, 1),
        ("'$(touch stolen)' .", "--ignore Q101", 2, 1),
        (". `touch stolen`", "--ignore Q101; touch stolen", 2, 0),
    ],
)
def test_paths_and_arguments_are_words_and_nothing_that_runs(
    check: Path, installed: str, paths: str, args: str, status: int, annotations: int
) -> None:
    done = run(check, paths, args, PATH=installed)
    assert done.returncode == status, done.stderr
    assert done.stdout.count("::error file=") == annotations
    assert not (check / "stolen").exists()
