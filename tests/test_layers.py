"""The rooms and the ways between them: imports point one way, and only the command prints."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import quantities

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(quantities.__file__).parent
ROOMS = (
    ("command", "configuration", "showing"),  # of themselves only words
    ("errors", "frozen"),
    ("configuration.toml",),
    ("model",),
    ("conversion",),
    ("index", "tables", "extension", "lexicon"),
    ("reading",),
    ("judging",),
    ("pipeline",),
    ("many",),
    ("explanation",),
    ("__init__",),
    ("sources.markup",),
    ("sources.forms",),
    ("sources",),
    ("sources.lines", "sources.folders"),
    ("sources.json_lines", "sources.delimited"),
    ("configuration.settings", "showing.codes"),
    ("showing.selection",),
    ("output",),
    ("showing.suppression", "showing.baseline"),
    ("fixing",),
    ("reports",),
    ("configuration.options",),
    ("command.desk", "command.inputs"),
    ("command.telling", "command.troubles"),
    ("command.interview",),
    ("configuration.schema", "configuration.astray"),
    ("configuration.config",),
    ("configuration.effective",),
    ("command.parser",),
    ("command.options",),
    ("command.arguments",),
    ("command.completion",),
    ("cli",),
    ("__main__",),
)
RANK = {room: rank for rank, rooms in enumerate(ROOMS) for room in rooms}
LATE = {
    ("model", "conversion"),
    ("model", "explanation"),
    ("model", "lexicon"),
    ("sources", "sources.folders"),
    ("sources.forms", "sources.delimited"),
    ("sources.forms", "sources.lines"),
}
"""A quantity converts and explains itself on request: imported in the methods that do it, or for their types alone.
Folders are walked by a module that is not needed to read a file."""
PINT = {"conversion", "tables"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The room that a module is in."""
    return room_of(".".join(path.relative_to(PACKAGE).with_suffix("").parts))


def room_of(name: str) -> str:
    """The room of a module or of a name in one: the longest part of its full name, after the package's, that is one."""
    while name not in RANK and "." in name:
        name = name.rpartition(".")[0]
    return name


def imports(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every import with the full name of the module it is of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way"
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def rooms_used(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every import from this package with the room it is of."""
    for node, name in imports(tree):
        top, _, rest = name.partition(".")
        if top == "quantities":
            found = room_of(rest)
            yield node, found if found in RANK else "__init__"


def late(tree: ast.AST) -> set[ast.AST]:
    """What stands inside a function, or is there for type checkers only."""
    functions = {node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return {inner for outer in (*functions, *typing_only(tree)) for inner in ast.walk(outer)}


def typing_only(tree: ast.AST) -> set[ast.If]:
    """The blocks that only type checkers read."""
    tests = {node: node.test for node in ast.walk(tree) if isinstance(node, ast.If)}
    return {node for node, test in tests.items() if isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    here, inner = room(path), late(tree)
    assert here in RANK, "a new room needs its place in the list"
    upward = [
        used
        for node, used in rooms_used(tree)
        if RANK[used] > RANK[here] and not ((here, used) in LATE and node in inner)
    ]
    assert upward == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_command_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    printing = any(isinstance(node, ast.Name) and node.id == "print" for node in ast.walk(tree))
    system = any(name == "sys" for _, name in imports(tree))
    assert room(path) == "cli" or not (printing or system)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_conversions_import_pint(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = {inner for block in typing_only(tree) for inner in ast.walk(block)}
    used = any(name.partition(".")[0] == "pint" and node not in typed for node, name in imports(tree))
    assert not used or room(path) in PINT


def test_the_rules_see_what_they_forbid() -> None:
    tree = ast.parse("from quantities import cli, check\nimport quantities.sources\nfrom quantities.model import Unit")
    assert [used for _, used in rooms_used(tree)] == ["cli", "__init__", "sources", "model"]


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import quantities; quantities.check('2,000 sq km (772 sq miles)')", {"pint", "argparse", "tqdm"}),
        ("import quantities; quantities.extract('5 km')", {"pint", "argparse", "quantities.judging", "difflib"}),
        ("import quantities.cli", {"pint", "tqdm", "subprocess", "difflib"}),
        (
            "from quantities.cli import main; main(['check', 'story.txt'])",
            {"pint", "tqdm", "subprocess", "difflib", "tomllib"},
        ),
        (
            "from quantities.configuration.config import Configuration; Configuration({}).of('/a')",
            {"tomllib", "fnmatch"},
        ),
    ],
)
def test_nothing_is_imported_before_it_is_needed(code: str, unwanted: set[str], tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("2,000 sq km (772 sq miles)")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "news"\n[tool.ruff.lint]\n')
    command = [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert unwanted & set(done.stdout.split()) == set()
