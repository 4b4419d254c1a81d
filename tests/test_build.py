"""The build hook: what is compiled, where it can be, and what is built elsewhere."""

from __future__ import annotations

import importlib.util
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / ".hatch_build.py"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SAID = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]


@pytest.fixture(scope="module")
def hook_module() -> Any:
    specification = importlib.util.spec_from_file_location("hatch_build", SOURCE)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class Application:
    """What the builder would show."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, message: str) -> None:
        self.warnings.append(message)


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def hook(hook_module: Any, application: Application, tmp_path: Path) -> Any:
    return hook_module.Compiling(str(ROOT), SAID, None, None, str(tmp_path), "wheel", application)


@pytest.fixture
def compiler(hook_module: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A compiler that compiles nothing and fails; what it was called with."""
    called = []

    def run(*command: Any, **settings: Any) -> subprocess.CompletedProcess[str]:
        called.append((command, settings))
        return subprocess.CompletedProcess([], 1, stdout="no such thing")

    monkeypatch.setattr(hook_module, "can_compile", lambda: True)
    monkeypatch.setattr(hook_module.subprocess, "run", run)
    return called


def test_what_is_compiled_is_there_and_no_more_than_it_may_be(hook: Any) -> None:
    modules = hook.modules()
    assert "quantities/reading/numerals.py" in modules
    assert not set(modules) & set(SAID["exclude"])
    assert all(any(ROOT.glob(pattern)) for pattern in (*SAID["include"], *SAID["exclude"]))
    for path in modules:
        source = (ROOT / path).read_text("utf-8")
        assert "cached_property" not in source, f"{path}: mypyc makes it again at every look"
        assert "def __getattr__" not in source, path


def test_where_compiling_fails_the_wheel_is_plain_and_a_word_says_why(
    hook: Any, compiler: list[Any], application: Application
) -> None:
    data: dict[str, Any] = {"force_include": {}}
    hook.initialize("standard", data)
    assert len(compiler) == 1
    assert data == {"force_include": {}}
    assert application.warnings == ["not compiled, the wheel is plain Python: no such thing"]
    folder = Path(hook.folder.name)
    assert folder.is_dir()
    hook.finalize("standard", data, "quantities.whl")
    assert not folder.exists()


def test_an_editable_installation_is_not_compiled(hook: Any, compiler: list[Any]) -> None:
    hook.initialize("editable", {})
    hook.finalize("editable", {}, "quantities.whl")
    assert compiler == []


@pytest.mark.parametrize("compiler", ["no-such-compiler", "no-such-compiler -pipe '"])
def test_nothing_is_needed_where_there_is_no_compiler(
    hook: Any, compiler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CC", compiler)
    assert hook.dependencies() == []
    hook.initialize("standard", {})


@pytest.mark.parametrize("other", [("sys.implementation.name", "pypy"), ("os.name", "nt")])
def test_no_other_python_and_no_other_system_is_tried(
    hook_module: Any, other: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*other)
    assert not hook_module.can_compile()


def test_the_sources_are_shipped_with_what_builds_them() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert SAID["path"] == SOURCE.name in included
