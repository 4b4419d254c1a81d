"""Every example of the README runs, and shows what the README says."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest

from quantities import Cause, Change, Finding, Form, Hedge, Kind, Quantity, Reason, Verdict, check
from quantities.command.desk import Desk
from quantities.configuration.config import Configuration
from quantities.configuration.schema import schema
from quantities.configuration.settings import Settings

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[tuple[int, str]]:
    """The fenced blocks of a language, each with the line it starts on."""
    found = re.finditer(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return [(README.count("\n", 0, block.start(1)), block[1]) for block in found]


def commands() -> list[tuple[str, str]]:
    """Every `$ command` of the console blocks with the output shown under it."""
    sessions = "".join(block for _, block in blocks("console"))
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", sessions, re.MULTILINE)


@pytest.mark.parametrize(("line", "code"), blocks("python"))
def test_python_example(line: int, code: str) -> None:
    test = doctest.DocTestParser().get_doctest(code, {}, f"README.md:{line}", "README.md", line)
    assert test.examples
    shown: list[str] = []
    doctest.DocTestRunner().run(test, out=shown.append)
    assert "".join(shown) == ""


@pytest.mark.parametrize(("command", "output"), commands())
def test_console_example(command: str, output: str, tmp_path: Path) -> None:
    program = tmp_path / "quantities"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m quantities "$@"\n')
    program.chmod(0o755)
    settings = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(
        ["sh", "-c", f"exec 2>&1; {command}"], cwd=TOP, env=settings, capture_output=True, text=True, check=False
    )
    assert done.stdout == output


def test_there_are_examples_of_both_kinds() -> None:
    assert blocks("python")
    assert len(commands()) >= 3


def test_nothing_else_is_fenced_that_could_be_run() -> None:
    assert set(re.findall(r"^```(\w*)$", README, re.MULTILINE)) <= {"", "python", "console", "sh", "toml", "yaml"}


@pytest.mark.parametrize(("line", "written"), blocks("toml"))
def test_configuration_example(line: int, written: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(written)
    configuration = Configuration({})
    story = str(tmp_path / "recipes" / "a.txt")
    configuration.try_all([story], Desk.of)
    assert configuration.of(story) != Settings()


def test_the_keys_of_a_configuration_are_all_in_the_readme() -> None:
    assert [key for key in schema()["properties"] if not re.search(rf"^\|.*`{key}`.*\|", README, re.MULTILINE)] == []


def test_the_fields_of_the_records_are_told_where_the_readme_says() -> None:
    assert "`help(quantities.Quantity.to_dict)`" in README
    assert "`help(quantities.Finding.to_dict)`" in README
    [finding] = check("It is 50 miles (93 km) away.")
    record = finding.to_dict()
    told = str(Finding.to_dict.__doc__)
    fields = set(record) | set(record["expected"]) | set(record["corrections"][0])
    assert {field for field in fields if f"`{field}`" not in told} == set()
    assert {field for field in record["source"] if f"`{field}`" not in str(Quantity.to_dict.__doc__)} == set()


@pytest.mark.parametrize("choices", [Cause, Change, Form, Hedge, Kind, Reason, Verdict])
def test_every_choice_of_a_field_is_told_with_the_choices(choices: type[StrEnum]) -> None:
    assert [choice.value for choice in choices if f"`{choice.value}`" not in str(choices.__doc__)] == []


def test_every_link_leads_somewhere() -> None:
    headings = re.findall(r"(?m)^#+ (.*)$", re.sub(r"(?ms)^```.*?^```$", "", README))
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(anchors) == len(set(anchors))
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"(?ms)^```.*?^```$", "", README))
    lost = [link for link in links if link.startswith("#") and link[1:] not in anchors]
    lost += [link for link in links if not link.startswith(("#", "https://")) and not (TOP / link).exists()]
    assert lost == []


def test_the_hooks_and_the_inputs_of_the_action_that_are_shown_are_there() -> None:
    shown = "".join(block for _, block in blocks("yaml"))
    hooks = re.findall(r"- id: (\S+)", (TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    action = (TOP / ".github" / "actions" / "check" / "action.yml").read_text(encoding="utf-8")
    inputs = re.findall(r"(?m)^  ([\w-]+):$", action.partition("\ninputs:\n")[2].partition("\nruns:")[0])
    assert [hook for hook in re.findall(r"- id: (\S+)", shown) if hook not in hooks] == []
    given = re.findall(r"(?m)^    (\w+): ", shown.partition("  with:\n")[2])
    assert given
    assert [name for name in given if name not in inputs] == []
