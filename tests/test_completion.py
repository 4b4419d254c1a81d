"""Completion, asked of a real shell."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from quantities import cli

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("shtab", reason="the extra `completion` has shtab")

ASK = """\
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
$(complete -p quantities | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash on this machine")
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        (["ch"], {"check"}),
        (["check", "--for"], {"--format"}),
        (["check", "--format", "j"], {"jsonl"}),
        (["extract", "--dialect", "en-G"], {"en-GB"}),
        (["check", "--color", "a"], {"auto", "always"}),
        (["rule", "Q20"], {"Q201", "Q202", "Q203", "Q204"}),
        (["check", "sto"], {"story.txt"}),
    ],
)
def test_bash_completes(typed: list[str], wanted: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", "bash"]) == 0
    script, ask = tmp_path / "script.bash", tmp_path / "ask.bash"
    script.write_text(capsys.readouterr().out)
    ask.write_text(ASK)
    (tmp_path / "story.txt").touch()
    command = ["bash", str(ask), str(script), "quantities", *typed]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert wanted <= set(done.stdout.split())


@pytest.mark.parametrize("shell", ["zsh", "tcsh"])
def test_other_shells_have_scripts_with_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(command in script for command in ("check", "extract", "explain", "rule", "--write-baseline"))
