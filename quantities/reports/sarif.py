"""SARIF 2.1.0, for code hosts and editors: every finding with its region, both figures and the corrections as fixes."""

from __future__ import annotations

import json
import os
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from quantities import HOME, __version__
from quantities.lexicon import Lexicon
from quantities.reports.concise import said
from quantities.reports.jsonl import dumped
from quantities.reports.places import Places
from quantities.showing.codes import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quantities.errors import SourceError
    from quantities.model import Finding, Span
    from quantities.reports.story import Story, Told, View
    from quantities.showing.codes import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RESULTS, _INVOCATION = "@results@", "@invocation@"


def findings(story: Story, view: View) -> Iterator[str]:
    """A result a line for every finding that is selected; pairs that agree are none."""
    known = {code: index for index, code in enumerate(rules(Lexicon.default()))}
    places, seen = Places(story.source), Counter[str]()
    for finding in story.shown(view._replace(everything=False)):
        fingerprint = _fingerprint(finding, seen)
        yield (
            dumped(_result(story, finding, places, known) | {"partialFingerprints": {"figures/v1": fingerprint}}) + "\n"
        )


def document(told: Iterable[Told], view: View) -> Iterator[str]:
    """The log: the tool with its rules, then the results as they come."""
    before, after = json.dumps(_log()).split(f'"{_RESULTS}"')
    yield before + "\n"
    between = ""
    troubles: list[SourceError] = []
    for one in told:
        troubles += [one.trouble] if one.trouble else []
        for line in one.text.split("\n")[:-1]:
            yield f"{between}{line}"
            between = ",\n"
    invocation = dumped(_invocation(troubles))
    yield "\n" + after.replace(f'"{_INVOCATION}"', invocation) + "\n"


def uri(path: str) -> str:
    """A path as a relative reference, or an absolute one as a `file` URI.

    >>> uri("./drafts/50% more.txt"), uri("/tmp/é.txt")
    ('drafts/50%25%20more.txt', 'file:///tmp/%C3%A9.txt')
    """
    plain = os.path.normpath(path).replace(os.sep, "/")
    encoded = quote(os.fsencode(plain), safe="/")
    return f"file://{encoded}" if plain.startswith("/") else encoded


def _log() -> dict[str, Any]:
    driver = {
        "name": "quantities",
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [_rule(rule) for rule in rules(Lexicon.default()).values()],
    }
    kept = {"results": [_RESULTS], "invocations": [_INVOCATION]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", **kept}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _invocation(troubles: list[SourceError]) -> dict[str, Any]:
    """How the run went: what could not be read, each as a notification."""
    return {"executionSuccessful": not troubles, "toolExecutionNotifications": list(map(_notification, troubles))}


def _notification(trouble: SourceError) -> dict[str, Any]:
    """What could not be read, with its file."""
    note: dict[str, Any] = {"level": "error", "message": {"text": str(trouble)}}
    if not trouble.path:
        return note
    region = {"region": {"startLine": trouble.line}} if trouble.line else {}
    place = {"artifactLocation": {"uri": uri(trouble.path)}} | region
    return note | {"locations": [{"physicalLocation": place}]}


def _rule(rule: Rule) -> dict[str, Any]:
    summary = f"{rule.summary[0].upper()}{rule.summary[1:]}."
    return {
        "id": rule.code,
        "name": "".join(map(str.capitalize, rule.name.split("-"))),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\nFound: {rule.wrong}\nNot found: {rule.mended}"},
        "helpUri": f"{HOME}#{rule.code.lower()}",
        "defaultConfiguration": {"enabled": rule.shown, "level": rule.severity},
    }


def _result(story: Story, finding: Finding, places: Places, known: dict[str, int]) -> dict[str, Any]:
    source = story.source
    spans = [source.span(*figure.span) for figure in (finding.source, finding.conversion)]
    ends = [end for span in spans for end in span]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": known[finding.code],
        "level": story.selection.severity(finding),
        "message": {"text": said(story, finding)},
        "locations": [_location(story, places, (min(ends), max(ends)))],
        "relatedLocations": [
            _location(story, places, span) | {"id": number, "message": {"text": name}}
            for number, (span, name) in enumerate(zip(spans, ("source", "conversion"), strict=True), 1)
        ],
    }
    if fixes := list(_fixes(story, finding, places)):
        result["fixes"] = fixes
    return result


def _location(story: Story, places: Places, span: Span) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(story.source.path)},
            "region": _region(story, places, span),
        }
    }


def _region(story: Story, places: Places, span: Span) -> dict[str, int]:
    """A span of the file; the line of the record, where the text stands in it as part of a JSON string."""
    if not places.in_file:
        return {"startLine": story.source.record or 1}
    lines, offsets = places.lines(span), places.offsets(span)
    return {
        "startLine": lines["line"],
        "startColumn": lines["column"],
        "endLine": lines["end_line"],
        "endColumn": lines["end_column"],
        "charOffset": offsets["start"],
        "charLength": offsets["end"] - offsets["start"],
    }


def _fixes(story: Story, finding: Finding, places: Places) -> Iterator[dict[str, Any]]:
    """The corrections that can be made in the file: each of them alone makes the figures agree."""
    if not places.in_file:
        return
    for start, end, replacement in filter(None, map(story.source.correction, finding.corrections)):
        change = {
            "artifactLocation": {"uri": uri(story.source.path)},
            "replacements": [
                {"deletedRegion": _region(story, places, (start, end)), "insertedContent": {"text": replacement}}
            ],
        }
        was = story.source.written[start:end]
        yield {"description": {"text": f"{was} becomes {replacement}"}, "artifactChanges": [change]}


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """What stays the same when other lines change: code and figures, and how often they were there before."""
    told = "\0".join((finding.code, finding.source.surface, finding.conversion.surface))
    seen[told] += 1
    return sha256(f"{told}\0{seen[told]}".encode(errors="surrogatepass")).hexdigest()[:32]
