"""The configuration: which file holds for a text, what may stand in it, and what is said of what may not."""

from __future__ import annotations

import json
import os
import pickle
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quantities import Kind, Lexicon, extension
from quantities.command.options import parsers
from quantities.configuration import config
from quantities.configuration.config import Configuration, matches
from quantities.configuration.effective import toml
from quantities.configuration.schema import OF_A_RUN, WrongKeyError, check, schema
from quantities.configuration.settings import Settings, Table
from quantities.configuration.toml import line_of
from quantities.errors import ConfigFileError
from quantities.frozen import fields
from quantities.judging.style import Rounding, Tolerance
from quantities.showing.codes import Severity
from quantities.sources.forms import FORMS

README = Path(__file__).parent.parent / "README.md"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: a project with a folder in a folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news" / "old").mkdir(parents=True)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def dialects(*paths: str, **options: Any) -> list[str | None]:
    """The dialects that paths are read with."""
    configuration = Configuration({}, **options)
    return [configuration.of(path).dialect for path in paths]


def test_the_nearest_file_upward_holds(tree: Path) -> None:
    write("quantities.toml", 'dialect = "en-GB"')
    write("news/old/quantities.toml", 'dialect = "en-AU"')
    paths = ("a.txt", "news/a.txt", "news/old/a.txt", "news/old/../a.txt", str(tree / "news" / "old" / "b.txt"), "-")
    assert dialects(*paths) == ["en-GB", "en-GB", "en-AU", "en-GB", "en-AU", "en-GB"]


def test_nothing_is_merged(tree: Path) -> None:
    write("quantities.toml", 'dialect = "en-GB"\nretold = true')
    write("news/quantities.toml", "retold = false")
    assert Configuration({}).of("news/a.txt") == Settings()


def test_the_search_starts_above_the_working_folder_too(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("quantities.toml", 'dialect = "en-GB"')
    monkeypatch.chdir("news/old")
    assert dialects("a.txt", "-") == ["en-GB", "en-GB"]
    file = Configuration({}).file_of("a.txt")
    assert file
    assert Path(file.path) == Path("../../quantities.toml")


def test_in_one_folder_its_own_file_goes_before_that_of_the_project(tree: Path) -> None:
    write("pyproject.toml", '[tool.quantities]\ndialect = "en-GB"')
    assert dialects("a.txt") == ["en-GB"]
    write("quantities.toml", 'dialect = "en-AU"')
    assert dialects("a.txt") == ["en-AU"]


@pytest.mark.parametrize(
    "project",
    ["", '[project]\nname = "quantities"', "[tool.other]\n# quantities", "[tool]\nother = 1", "no toml at all"],
)
def test_a_project_that_says_nothing_is_passed_over(tree: Path, project: str) -> None:
    write("quantities.toml", 'dialect = "en-GB"')
    write("news/pyproject.toml", project)
    assert dialects("news/a.txt") == ["en-GB"]


@pytest.mark.parametrize(
    "project",
    [
        'tool.quantities.dialect = "en-GB"',
        '[tool]\nquantities = {dialect = "en-GB"}',
        '[ tool . "quantities" ]\ndialect="en-GB"',
    ],
)
def test_a_section_is_found_however_it_is_written(tree: Path, project: str) -> None:
    write("pyproject.toml", project)
    assert dialects("a.txt") == ["en-GB"]


def test_each_folder_is_looked_at_once(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    isfile = os.path.isfile

    def noted(path: str) -> bool:
        looked.append(path)
        return isfile(path)

    monkeypatch.setattr(os.path, "isfile", noted)
    configuration = Configuration({})
    for number in range(100):
        configuration.of(f"news/old/{number}.txt")
    configuration.of("news/a.txt")
    assert len(looked) == len(set(looked)) == 2 * len((tree / "news" / "old" / "a.txt").parents)


def test_deep_folders_are_no_trouble(tree: Path) -> None:
    write("quantities.toml", 'dialect = "en-GB"')
    assert dialects("d/" * 1500 + "a.txt") == ["en-GB"]


def test_files_with_the_same_configuration_share_their_settings(tree: Path) -> None:
    write("quantities.toml", '[style]\ntolerance = "strict"\n[per-file-ignores]\n"*.md" = ["Q101"]')
    configuration = Configuration({})
    assert configuration.of("a.txt") is configuration.of("news/b.txt")
    assert configuration.of("a.md") is configuration.of("news/b.md")
    assert configuration.of("a.md") != configuration.of("a.txt")
    assert pickle.loads(pickle.dumps(configuration.of("a.md"))) == configuration.of("a.md")  # noqa: S301


def test_the_command_line_goes_before_the_file(tree: Path) -> None:
    write("quantities.toml", 'dialect = "en-GB"\nignore = ["Q101"]\nper-file-ignores = {"*.md" = ["Q2"]}')
    configuration = Configuration({"dialect": "en-AU", "ignore": ("Q102",)})
    assert configuration.of("a.txt") == Settings(dialect="en-AU", ignore=("Q102",))
    assert configuration.of("a.md") == Settings(dialect="en-AU", ignore=("Q102", "Q2"))


def test_paths_lead_from_the_file_they_stand_in(tree: Path) -> None:
    write("news/quantities.toml", 'units = "own.toml"\nrates = "../rates.csv"\nbaseline = "old/known.json"')
    made = Configuration({}).of("news/old/a.txt")
    assert (made.units, made.rates, made.baseline) == ("news/own.toml", "rates.csv", "news/old/known.json")
    write("quantities.toml", 'rates = "ecb"\ndate = 2005-02-14')
    assert Configuration({}).of("a.txt") == Settings(rates="ecb", date="2005-02-14")


def test_a_named_file_holds_for_all_with_patterns_from_the_working_folder(tree: Path) -> None:
    write("quantities.toml", 'dialect = "en-GB"')
    write("news/house.toml", 'per-file-ignores = {"/news/*.txt" = ["Q101"]}')
    configuration = Configuration({}, file="news/house.toml")
    assert configuration.of("a.txt") == Settings()
    assert configuration.of("news/a.txt") == Settings(ignore=("Q101",))
    assert dialects("a.txt", isolated=True) == [None]


def test_what_is_of_check_alone_is_left_to_it(tree: Path) -> None:
    write("quantities.toml", 'dialect = "en-GB"\nrates = "ecb"\nper-file-ignores = {"*" = ["Q1"]}\nfail-on = "loose"')
    assert Configuration({}, judging=False).of("a.txt") == Settings(dialect="en-GB")


@pytest.mark.parametrize(
    ("path", "pattern", "meant"),
    [
        ("old", "old", True),
        ("old", "old/", True),
        ("news/old/a.txt", "old", True),
        ("older/a.txt", "old", False),
        ("news/a.txt", "*.txt", True),
        ("news/a.txt", "/*.txt", False),
        ("a.txt", "/*.txt", True),
        ("news/a.txt", "news/*.txt", True),
        ("news/old/a.txt", "news/*.txt", False),
        ("news/old/a.txt", "news/**/*.txt", True),
        ("news/a.txt", "news/**/*.txt", True),
        ("x/news/a.txt", "news/a.txt", False),
        ("x/news/a.txt", "**/news/a.txt", True),
        ("news/a.txt", "./news", True),
        ("news/A.txt", "a.txt", False),
        ("news/a1.txt", "a[0-9].txt", True),
        ("news/old/a.txt", "news/**", True),
        ("news", "news/**", False),
        ("news/old/a.txt", "**/old/**/*.txt", True),
        ("a/" * 200 + "b", "**/a/" * 40 + "c", False),
        ("../a.txt", "*.txt", True),
        ("../a.txt", "/a.txt", False),
    ],
)
def test_patterns(path: str, pattern: str, meant: bool) -> None:
    assert matches(path, pattern) is meant


# -- what may stand there ------------------------------------------------------------------------------------------

GOOD: list[dict[str, Any]] = [
    {},
    {"dialect": "en-GB", "without": ["stone"], "retold": True, "severity": {"Q102": "warning"}, "fail-on": "loose"},
    {"style": "ap", "units": "own.toml"},
    {"style": {"figures": 2, "prefer": {"mile": "kilometer"}, "symbols": False}},
    {"units": {"units": {"smoot": {"define": "67 * inch", "kind": "measure"}}, "currencies": {"XBT": {"parts": 1}}}},
    {"per-file-ignores": {"*.md": ["Q1", "Q201"]}, "exclude": ["old/"]},
]
BAD: list[tuple[dict[str, Any], tuple[str, ...], str]] = [
    ({"dialekt": "en-GB"}, ("dialekt",), "no such key (did you mean dialect?)"),
    ({"fail_on": "loose"}, ("fail_on",), "no such key (did you mean fail-on?)"),
    ({"retold": 1}, ("retold",), "wanted true or false, not 1"),
    ({"dollar": True}, ("dollar",), "wanted a text in quotation marks, not true"),
    ({"without": "stone"}, ("without",), "wanted a list in [ ], not 'stone'"),
    ({"without": ["stone", 3]}, ("without",), "wanted a text in quotation marks, not 3"),
    ({"units": 3}, ("units",), "wanted a text in quotation marks or a table, not 3"),
    ({"units": {"unit": {}}}, ("units", "unit"), "no such key (did you mean units?)"),
    (
        {"units": {"units": {"a": {"defin": "m"}}}},
        ("units", "units", "a", "defin"),
        "no such key (did you mean define?)",
    ),
    (
        {"kinds": ["mony"]},
        ("kinds",),
        "no 'mony' (did you mean money?): use measure, money, percent, count, age or number",
    ),
    ({"style": {"figures": 0}}, ("style", "figures"), "wanted 1 or more, not 0"),
    ({"style": {"figures": True}}, ("style", "figures"), "wanted a whole number, not true"),
    ({"style": {"figures": 2.5}}, ("style", "figures"), "wanted a whole number, not 2.5"),
    (
        {"severity": {"Q101": "warn"}},
        ("severity", "Q101"),
        "no 'warn' (did you mean warning?): use error, warning or note",
    ),
    ({"per-file-ignores": {"*.md": "Q1"}}, ("per-file-ignores", "*.md"), "wanted a list in [ ], not 'Q1'"),
    ({"exclude": {}}, ("exclude",), "wanted a list in [ ], not a table"),
]


@pytest.mark.parametrize("table", GOOD, ids=str)
def test_what_may_stand_there(table: dict[str, Any]) -> None:
    check(table, schema())
    jsonschema.validate(table, schema())


@pytest.mark.parametrize(("table", "keys", "problem"), BAD, ids=str)
def test_what_may_not_stand_there(table: dict[str, Any], keys: tuple[str, ...], problem: str) -> None:
    with pytest.raises(WrongKeyError) as wrong:
        check(table, schema())
    assert (wrong.value.keys, wrong.value.problem) == (keys, problem)
    with pytest.raises(jsonschema.ValidationError):  # an editor says so as well
        jsonschema.validate(table, schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


def test_the_keys_of_the_schema_are_the_settings_and_the_patterns() -> None:
    keys = {config.setting(key) for key in schema()["properties"] if key not in config.PATTERNS}
    assert keys == set(fields(Settings))


def test_the_defaults_of_the_schema_are_those_of_the_settings() -> None:
    usual = {key: shape.get("default") for key, shape in schema()["properties"].items() if key not in config.PATTERNS}
    held = {"en-US": None}  # what is read without a dialect
    plain = Settings()
    for key, default in usual.items():
        said = getattr(plain, config.setting(key))
        assert (dict(said) if key == "severity" else list(said) if said == () else said) == held.get(
            str(default), default
        )


def test_the_choices_of_the_schema_are_those_there_are() -> None:
    keys, language = schema()["properties"], Lexicon.default().language
    named, own = keys["style"]["anyOf"]
    assert keys["dialect"]["enum"] == list(language["dialects"])
    assert keys["kinds"]["items"]["enum"] == [kind.value for kind in Kind]
    assert keys["input-format"]["enum"] == list(FORMS)
    assert named["enum"] == list(language["styles"]["styles"])
    assert own["properties"]["tolerance"]["enum"] == list(Tolerance)
    assert own["properties"]["rounding"]["enum"] == list(Rounding)
    assert keys["severity"]["additionalProperties"]["enum"] == list(Severity)


def test_the_tables_of_own_units_are_those_of_extend() -> None:
    parts = schema()["properties"]["units"]["anyOf"][1]["properties"]
    assert set(parts) == set(extension._PARTS)
    assert set(parts["units"]["additionalProperties"]["properties"]) == set(extension._UNIT_KEYS)
    assert set(parts["currencies"]["additionalProperties"]["properties"]) == set(extension._MONEY_KEYS)


def test_every_key_is_an_option_too_but_for_patterns() -> None:
    _, commands = parsers()
    options = {option.removeprefix("--") for option in commands["check"].options if option.startswith("--")}
    assert set(schema()["properties"]) - options == set(config.PATTERNS)
    assert options - set(schema()["properties"]) == OF_A_RUN


# -- lines ---------------------------------------------------------------------------------------------------------

TEXT = '''\
# retold
dialect = "retold"
without = [
  "a",  # retold = 1
  """
retold = 2
""",
]
retold = true

[style]
"prefer" = { mile = "kilometer" }

[per-file-ignores]
"*.md" = ["Q1"]
'a b' = []
[units.names]
meter = ["retold"]
units . symbols . meter = []
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("dialect",), 2),
        (("without",), 3),
        (("retold",), 9),
        (("style",), 11),
        (("style", "prefer"), 12),
        (("style", "prefer", "mile"), 12),
        (("per-file-ignores", "*.md"), 15),
        (("per-file-ignores", "a b"), 16),
        (("units", "names", "meter"), 18),
        (("nothing",), None),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_keys(keys: tuple[str, ...], line: int | None, end: str) -> None:
    text = TEXT.replace("\n", end)
    tomllib.loads(text)
    assert line_of(text, keys) == line


def test_looking_for_a_line_has_an_end() -> None:
    """Every line may be the one until it has been parsed, and a file that hurts has many of them."""
    assert line_of("units = '''\n" + "dialect\n" * 100_000 + "'''\ndialect = 5\n", ("dialect",)) is None


def test_a_key_with_escapes_has_the_line_of_its_table(tree: Path) -> None:
    write("quantities.toml", '\n[per-file-ignores]\n"\\u002a.md" = "Q1"\n')
    with pytest.raises(ConfigFileError, match=r"^quantities\.toml:2: per-file-ignores\.\*\.md: wanted a list"):
        Configuration({}).of("a.txt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"retold = true\n\xff", "quantities.toml:2: not UTF-8: save it as that"),
        (b"without = [1\n", "quantities.toml:1:13: not TOML: unclosed array"),
        (b"a = 1\na = 2\n", "quantities.toml:2:6: not TOML: this key stands there twice"),
        (b"[a]\n[a]\n", "quantities.toml:2:3: not TOML: this table stands there twice"),
    ],
)
def test_what_is_no_toml(tree: Path, content: bytes, said: str) -> None:
    Path("quantities.toml").write_bytes(content)
    with pytest.raises(ConfigFileError) as wrong:
        Configuration({}).of("a.txt")
    assert str(wrong.value) == said


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_a_device_without_an_end_is_no_configuration() -> None:
    with pytest.raises(ConfigFileError, match=r"^/dev/zero: no configuration: it has more than 5,000,000 bytes$"):
        Configuration({}, file="/dev/zero")


def test_a_mark_before_the_text_is_no_trouble(tree: Path) -> None:
    Path("quantities.toml").write_bytes(b'\xef\xbb\xbfdialect = "en-GB"\r\n')
    assert dialects("a.txt") == ["en-GB"]


def test_a_wrong_code_is_blamed_on_the_pattern_that_has_it(tree: Path) -> None:
    write("quantities.toml", 'ignore = ["Q101"]\n[per-file-ignores]\n"*.md" = ["Q1"]\n"*.html" = ["Q9"]\n')

    def try_one(settings: Settings) -> None:
        if "Q9" in settings.ignore:
            raise ConfigFileError("no code 'Q9'")

    with pytest.raises(ConfigFileError) as wrong:
        Configuration({}).try_all(["a.txt"], try_one)
    assert str(wrong.value) == "quantities.toml:4: per-file-ignores.*.html: no code 'Q9'"


@pytest.mark.parametrize("said", ['a "b" \\ \t\x00\x7f é', True, 3, ["a", []], {"a b": {"c": 1}, "": "x", "é": [True]}])
def test_what_is_shown_as_toml_reads_back(said: Any) -> None:
    assert tomllib.loads(f"a = {toml(said)}") == {"a": said}


def test_tables_of_settings_read_back() -> None:
    table = json.loads('{"prefer": {"mile": "kilometer"}, "figures": 2}')
    assert Table.of(table).opened() == table
    assert hash(Settings(style=Table.of(table))) == hash(Settings(style=Table.of(table)))


@pytest.mark.parametrize(
    "header",
    ["tool.quantites", "tool.Quantities", "quantities", "tools.quantities", "tool.quantities-text", 'tool."qantities"'],
)
def test_a_table_that_is_nearly_ours_is_noted(header: str, tree: Path) -> None:
    write("pyproject.toml", f'[project]\nname = "news"\n[{header}]\ndialect = "en-GB"\n')
    configuration = Configuration({})
    assert {configuration.of(path).dialect for path in ("a.txt", "news/a.txt", "b.txt")} == {None}
    assert configuration.notes == [
        f"pyproject.toml:3: [{header}] is not read: did you mean [tool.quantities]?",
    ]


@pytest.mark.parametrize(
    "header",
    [
        "tool.quantiphy",
        "tool.quantile",
        "tool.quantulum",
        "tool.equations",
        "tool.quantlib",
        "project",
        "tool.ruff.lint",
    ],
)
def test_tables_of_others_are_left_alone(header: str, tree: Path) -> None:
    write("pyproject.toml", f'[project.optional-dependencies]\nx = ["quantities"]\n[{header}]\ndialect = "en-GB"\n')
    configuration = Configuration({})
    assert configuration.file_of("a.txt") is None
    assert configuration.notes == []


def test_rates_of_days_without_a_day_are_noted(tree: Path) -> None:
    write("quantities.toml", 'rates = "ecb"')
    configuration = Configuration({})
    assert [configuration.of(path).rates for path in ("a.txt", "news/a.txt")] == ["ecb", "ecb"]
    assert [note.partition(":")[0] for note in configuration.notes] == [
        "the ECB has rates of days, and no day is known",
    ]
    for asked, judging in (({"date": "auto"}, True), ({"rates": "own.csv"}, True), ({}, False)):
        configuration = Configuration(asked, judging=judging)
        configuration.of("a.txt")
        assert configuration.notes == []
