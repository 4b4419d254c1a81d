"""The codes of the findings: their texts, their examples, and which of them are shown and fail a run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quantities import ConfigError, Lexicon, check
from quantities.configuration.settings import Settings
from quantities.judging import answers
from quantities.reports import rulebook
from quantities.showing.codes import Rule, Severity, rules
from quantities.showing.selection import Selection, everyday

RULES = rules(Lexicon.default())
README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_example_has_its_finding_and_its_mended_text_has_not(rule: Rule) -> None:
    assert len(rule.found(rule.wrong)) == 1
    assert rule.found(rule.mended) == []


def test_every_code_that_a_finding_can_have_is_explained() -> None:
    codes = {code for name, code in vars(answers).items() if name.isupper() and re.fullmatch(r"Q\d{3}", str(code))}
    assert codes == RULES.keys()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_readme_has_a_heading_for_each_code_and_says_the_same(rule: Rule) -> None:
    section = re.split(r"\n(?:#|</details>)", README.partition(f"\n### {rule.code}\n")[2])[0]
    default = rule.severity.capitalize() + ("" if rule.shown else ", only shown when asked for")
    said = f"{rule.summary[0].upper()}{rule.summary[1:]}. {rule.why} ({default}.)"
    assert " ".join(section.split()) == said


def test_a_page_shows_what_the_command_prints_of_its_example() -> None:
    page = rulebook.explained(["Q204"])
    assert "text:1:23: Q204 money figures do not agree, and both are in USD\n" in page
    assert page.endswith("and not here:\n\n  The boat was sold for $400.\n")


def test_pages_are_found_by_what_codes_begin_with() -> None:
    assert re.findall(r"^Q\d+", rulebook.explained(["q2"]), re.MULTILINE) == ["Q201", "Q202", "Q203", "Q204"]


def shown(settings: Settings) -> dict[str, Severity]:
    return dict(Selection.of(settings).severities)


def test_without_options_errors_and_what_was_asked_for_by_other_options_is_shown() -> None:
    errors = dict.fromkeys(("Q101", "Q201", "Q202", "Q203", "Q204"), Severity.ERROR)
    assert everyday().severities == {**errors, "Q301": Severity.NOTE}


def test_codes_are_selected_and_ignored_by_what_they_begin_with() -> None:
    assert shown(Settings(select=("Q2",), ignore=("q203", "Q204"))).keys() == {"Q201", "Q202"}
    assert shown(Settings(select=())) == {}


def test_a_severity_shows_a_code_unless_it_is_not_selected() -> None:
    warned = (("Q102", "warning"),)
    assert shown(Settings(severity=warned))["Q102"] is Severity.WARNING
    assert "Q101" in shown(Settings(severity=warned))
    assert shown(Settings(severity=warned, select=("Q101",))) == {"Q101": Severity.ERROR}


def test_the_last_severity_asked_for_a_code_counts() -> None:
    asked = shown(Settings(severity=(("q2", "note"), ("Q203", "warning"))))
    assert (asked["Q201"], asked["Q203"]) == (Severity.NOTE, Severity.WARNING)


def test_loose_figures_fail_a_run_where_that_is_asked_for() -> None:
    assert shown(Settings(fail_on="loose"))["Q102"] is Severity.ERROR
    assert shown(Settings(fail_on="loose", select=("Q2",)))["Q102"] is Severity.ERROR
    assert "Q102" not in shown(Settings(fail_on="loose", ignore=("Q102",)))


def test_everything_is_everything_but_what_is_ignored() -> None:
    found = check("It is 30 miles (47 km) long, 5 miles (9 km) wide and 20 miles (32 km) away.")
    selection = Selection.of(Settings(ignore=("Q102",)))
    assert [finding.code for finding in selection.shown(found)] == ["Q101"]
    assert [finding.code for finding in selection.shown(found, everything=True)] == ["Q101", ""]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (Settings(select=("Q205",)), "no code 'Q205': `quantities rule` lists them"),
        (Settings(ignore=("",)), "no code '': `quantities rule` lists them"),
        (Settings(severity=(("Q9", "note"),)), "no code 'Q9'"),
        (
            Settings(severity=(("Q101", "eror"),)),
            "Q101: no severity 'eror' (did you mean error?): use error, warning or note",
        ),
        (Settings(fail_on="never"), "a run cannot fail on 'never': use disagree or loose"),
    ],
)
def test_what_cannot_be_meant_is_said_with_the_nearest_good_one(settings: Settings, said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)):
        Selection.of(settings)
