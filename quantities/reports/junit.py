"""JUnit XML, for what shows test reports: a suite a story, a test a pair, which fails if the run does for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from quantities.frozen import replace
from quantities.model import Verdict
from quantities.reports import text
from quantities.reports.concise import said
from quantities.reports.excerpt import visible
from quantities.reports.figures import both
from quantities.reports.story import Story, Told, View, place
from quantities.showing.codes import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.errors import SourceError
    from quantities.model import Finding

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="quantities">\n'


def findings(story: Story, view: View) -> Iterator[str]:
    """The suite of a story: all its pairs, whatever is shown elsewhere, but for those that are ignored."""
    name = _legal(visible(story.source.name))
    pairs = story.shown(view._replace(everything=True))
    suite = Element("testsuite", name=name, tests=str(len(pairs)), errors="0")
    for finding in pairs:
        _test(suite, name, story, finding)
    for attribute, tag in (("failures", "failure"), ("skipped", "skipped")):
        suite.set(attribute, str(len(suite.findall(f"*/{tag}"))))
    yield tostring(suite, encoding="unicode") + "\n"


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The suites as they come."""
    yield _HEAD
    for one in told:
        yield _unread(one.trouble) if one.trouble else one.text
    yield "</testsuites>\n"


def _unread(trouble: SourceError) -> str:
    """A suite with an error for what could not be read."""
    name, told = (_legal(visible(said)) for said in (trouble.path or "reading", str(trouble)))
    suite = Element("testsuite", name=name, tests="1", failures="0", errors="1", skipped="0")
    SubElement(SubElement(suite, "testcase", classname=name, name="reading"), "error", type="unread", message=told)
    return tostring(suite, encoding="unicode") + "\n"


def _test(suite: Element, name: str, story: Story, finding: Finding) -> None:
    line, column = story.source.position(story.source.span(place(finding), place(finding))[0])
    figures = ", ".join(both(story, finding))
    test = SubElement(suite, "testcase", classname=name, name=_legal(f"{line}:{column} {figures}"))
    severity = story.selection.severity(finding)
    if severity is Severity.ERROR:
        failure = SubElement(test, "failure", type=finding.code, message=_legal(said(story, finding)))
        failure.text = _legal(_shown(story, finding))
    elif severity:
        SubElement(test, "system-out").text = _legal(_shown(story, finding))
    elif finding.verdict is Verdict.UNCHECKED:
        SubElement(test, "skipped", message=_legal(visible(finding.message)))


def _shown(story: Story, finding: Finding) -> str:
    """What `check` prints of the finding for people."""
    return "".join(text.findings(replace(story, findings=[finding]), View()))


def _legal(told: str) -> str:
    """The text without what no XML may hold, escaped or not."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", told)


_ILLEGAL = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
