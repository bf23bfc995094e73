"""The report as JUnit's XML: each claim and each reported speech a test, so that a build server shows what goes wrong.

A test says how things are: a claim that the sources contradict or do not support is a failure, whatever gates were
asked for. Whether the build passes is for the exit code, which heeds the gates alone.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.reports import wording
from assistant.reports.artifacts import below_here, is_address
from assistant.reports.characters import one_line
from assistant.reports.junit_xml import Case, Outcome, Suite, as_xml, gates
from assistant.schema import (
    AttributionVerdicts,
    CheckedAttribution,
    CheckedClaim,
    Evidence,
    Finding,
    Level,
    Report,
    Span,
    Verdict,
)

_LONGEST_NAME = 100
_OUTCOMES: dict[Verdict, Outcome] = {
    Verdict.SUPPORTED: "passed",
    Verdict.CONTRADICTED: "failure",
    Verdict.UNSUPPORTED: "failure",
    Verdict.UNVERIFIED: "skipped",
}


def as_junit(report: Report, short: Sequence[str] = ()) -> str:
    """Suites of the claims, of reported speech, of faults of the sources, and of the gates that fell short.

    What the judge failed on is an error, what it did not decide is skipped, and work that a budget ended is an error.
    """
    where = _classname(report)
    claims = [_claim(report, where, claim) for claim in report.claims]
    if report.stopped:
        claims.append(Case("all of the work is done", where, "error", kind="stopped", message=one_line(report.stopped)))
    attributions = [_attribution(report, where, each) for each in report.attributions]
    faults = [_fault(report, finding) for finding in report.findings if finding.level is Level.FAULT]
    named = {"attributions": attributions, "sources": faults}
    suites = [Suite("claims", _unique(claims), report.usage.seconds)]
    suites += [Suite(name, _unique(cases)) for name, cases in named.items() if cases]
    return as_xml(wording.heading(report), [*suites, *gates(short)])


def _classname(report: Report) -> str:
    """The file that the text was read from, as a build server groups tests by it."""
    if report.summary is not None:
        return "summary"
    origin = report.sources[0].origin if report.against_itself else report.origin
    if origin is None:
        return "text"
    if is_address(origin.location):
        return origin.location
    return (below_here(origin.location) or Path(Path(origin.location).name)).as_posix()


def _claim(report: Report, where: str, claim: CheckedClaim) -> Case:
    outcome = "error" if claim.judge_failed else _OUTCOMES[claim.verdict]
    kind = "judge_failed" if claim.judge_failed else claim.verdict.value
    details = [
        *(f"{wording.kind_and_level(finding)}: {one_line(finding.message)}" for finding in claim.findings),
        *(_cited(report, evidence) for evidence in claim.evidence),
        *(_passage(report, each) for each in claim.findings if not _shown(each, claim.evidence)),
    ]
    message = f"{claim.verdict}: {one_line(claim.reason)}"
    return _case(claim.text, where, outcome, kind, message, details)


def _attribution(report: Report, where: str, attribution: CheckedAttribution) -> Case:
    """Reported speech: it fails where one of its parts does, and is skipped where one was not decided."""
    verdicts = [getattr(attribution.verdicts, part) for part in AttributionVerdicts.model_fields]
    outcomes = {_OUTCOMES[verdict] for verdict in verdicts if verdict is not None}
    outcome: Outcome = "failure" if "failure" in outcomes else "skipped" if "skipped" in outcomes else "passed"
    message = "; ".join(words for _, words in wording.by_verdict(attribution.verdicts))
    details = [wording.speech(attribution), *([_cited(report, attribution.matched)] if attribution.matched else [])]
    return _case(wording.reported(attribution), where, outcome, "attribution", message, details)


def _fault(report: Report, finding: Finding) -> Case:
    source = finding.source or "source"
    message = f"{wording.kind_words(finding)}: {one_line(finding.message)}"
    return _case(finding.message, source, "failure", finding.kind.value, message, [_passage(report, finding)])


def _case(words: str, where: str, outcome: Outcome, kind: str, message: str, details: Iterable[str]) -> Case:
    name = _shortened(words)
    if outcome == "passed":
        return Case(name, where)
    if outcome == "skipped":
        return Case(name, where, outcome, message=message)
    return Case(name, where, outcome, kind=kind, message=message, details="\n".join(filter(None, details)))


def _shortened(words: str) -> str:
    short = textwrap.shorten(words, _LONGEST_NAME, placeholder=" …")
    return short if short.strip("… ") else one_line(words)[:_LONGEST_NAME]


def _unique(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases, of which those with the same name are told apart by a number."""
    return tuple(_numbered(cases))


def _numbered(cases: Iterable[Case]) -> Iterator[Case]:
    seen: Counter[tuple[str, str]] = Counter()
    for case in cases:
        seen[case.classname, case.name] += 1
        number = seen[case.classname, case.name]
        yield case if number == 1 else replace(case, name=f"{case.name} ({number})")


def _shown(finding: Finding, evidence: Iterable[Evidence]) -> bool:
    span = finding.source_span
    return span is None or any(each.source == finding.source and each.span.overlaps(span) for each in evidence)


def _cited(report: Report, evidence: Evidence) -> str:
    return _quoted(report, evidence.source, evidence.span)


def _passage(report: Report, finding: Finding) -> str:
    return _quoted(report, finding.source, finding.source_span)


def _quoted(report: Report, identifier: str | None, span: Span | None) -> str:
    """A passage of a source with its place; empty where there is none."""
    source = next((source for source in report.sources if source.id == identifier), None)
    if source is None or span is None:
        return ""
    place = wording.place(source, span, of_several=len(report.sources) > 1)
    return f"{wording.quoted(wording.trimmed(span.of(source.text)))} ({place})"
