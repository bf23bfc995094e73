"""The report as SARIF 2.1.0: what is wrong with a text, as editors and code hosts show what is wrong with code."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.reports import wording
from assistant.reports.artifacts import ROOT, Artifact, Json
from assistant.reports.characters import one_line, visible
from assistant.reports.json_report import ascii_only
from assistant.reports.rules import RULES, Rule, Severity, severity, verdict_rule
from assistant.schema import FINDING_LEVELS, CheckedClaim, Evidence, Finding, Level, Report, Span, Verdict

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "claimWords/v1"
_FINGERPRINT_LENGTH = 32
_POSITIONS = {rule: position for position, rule in enumerate(RULES)}


def as_sarif(report: Report) -> str:
    """A log with one run: a result for each finding, and for each claim that is not supported without one.

    It holds ASCII alone, other characters as JSON escapes, so that nothing in it acts on whoever looks at it.
    """
    return ascii_only({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_Run(report).written()]})


class _Run:
    """A run: the texts of a report, and what is said about them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sources = {
            source.id: Artifact(position, source.text, source.origin, visible(f"The source “{wording.name(source)}”."))
            for position, source in enumerate(report.sources)
        }
        self._text = self._under_check()
        self._fingerprints: Counter[str] = Counter()

    def _under_check(self) -> Artifact:
        """The text; an article that is checked against itself is its own source, and one file."""
        if self._report.against_itself:
            return self._sources[self._report.sources[0].id]
        what = "The text under check." if self._report.summary is None else "The summary."
        return Artifact(len(self._sources), self._report.text, self._report.origin, what)

    def written(self) -> Json:
        artifacts = list(dict.fromkeys([*self._sources.values(), self._text]))
        return {
            "tool": {"driver": self._driver()},
            **self._category(),
            "language": "en",
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": "The directory in which the command was given."}}},
            "invocations": [self._invocation()],
            "artifacts": [artifact.described() for artifact in artifacts],
            "results": [*self._about_claims(), *map(self._about_source, self._report.findings)],
            "properties": {"scores": self._report.scores.model_dump(exclude_none=True)},
        }

    def _category(self) -> Json:
        """What tells the run from those of other texts: a code host takes several at once only where this differs."""
        address = self._text.address
        return {"automationDetails": {"id": f"faithful-assistant/{address}/"}} if address else {}

    def _driver(self) -> Json:
        return {
            "name": "Faithful Assistant",
            "semanticVersion": self._report.engine.version,
            "rules": [_described(rule) for rule in RULES.values()],
        }

    def _invocation(self) -> Json:
        """Whether all was done, and what was not: a claim whose judge failed, work that a budget ended."""
        stopped = [self._report.stopped] if self._report.stopped else []
        failed = [claim for claim in self._report.claims if claim.judge_failed]
        notifications: list[Json] = [{"level": "error", "message": _message(words)} for words in stopped]
        notifications += [
            {
                "level": "error",
                "message": _message(f"{_the_claim(claim)} could not be judged: {claim.reason}"),
                "locations": [{"physicalLocation": self._text.passage(claim.span)}],
            }
            for claim in failed
        ]
        return {"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}

    def _about_claims(self) -> Iterator[Json]:
        for claim in self._report.claims:
            for finding in claim.findings:
                yield self._found(claim, finding)
            faults = [finding for finding in claim.findings if finding.level is Level.FAULT]
            if claim.verdict is not Verdict.SUPPORTED and not faults:
                yield self._decided(claim)

    def _found(self, claim: CheckedClaim, finding: Finding) -> Json:
        """A finding, where in the text it was made, and what the source has instead."""
        span = finding.span or claim.span
        own = [(finding.source, finding.source_span)] if finding.source and finding.source_span else []
        cited = [each for each in claim.evidence if not any(_covers(each, *place) for place in own)]
        return {
            **_result(finding.kind.value, severity(finding.kind, _level(finding)), finding.message),
            "locations": [{"physicalLocation": self._text.passage(span, inside=claim.span)}],
            "relatedLocations": self._related([*own, *((each.source, each.span) for each in cited)]),
            "partialFingerprints": self._fingerprint(finding.kind.value, self._words(claim), self._text.words(span)),
            **_suppressed(finding),
        }

    def _decided(self, claim: CheckedClaim) -> Json:
        """A claim that is not supported, though no finding says why."""
        rule = verdict_rule(claim.verdict)
        words = f"{_the_claim(claim)} is {claim.verdict}: {claim.reason or RULES[rule].short}"
        return {
            **_result(rule, RULES[rule].severity, words),
            "locations": [{"physicalLocation": self._text.passage(claim.span)}],
            "relatedLocations": self._related([(each.source, each.span) for each in claim.evidence]),
            "partialFingerprints": self._fingerprint(rule, self._words(claim)),
        }

    def _about_source(self, finding: Finding) -> Json:
        """A finding about a source itself, which is where it points."""
        source = self._sources.get(finding.source or "", self._text)
        words = source.words(finding.source_span) if finding.source_span else finding.message
        return {
            **_result(finding.kind.value, severity(finding.kind, _level(finding)), finding.message),
            "locations": [{"physicalLocation": source.passage(finding.source_span)}],
            "partialFingerprints": self._fingerprint(finding.kind.value, words),
            **_suppressed(finding),
        }

    def _related(self, places: Sequence[tuple[str, Span]]) -> list[Json]:
        """The passages of sources, each with its words."""
        known = [(self._sources[source], span) for source, span in places if source in self._sources]
        return [
            {
                "id": number,
                "physicalLocation": source.passage(span),
                "message": _message(f"The source says: {wording.quoted(one_line(source.words(span)))}"),
            }
            for number, (source, span) in enumerate(dict.fromkeys(known))
        ]

    def _words(self, claim: CheckedClaim) -> str:
        return self._text.words(claim.span).strip() or claim.text

    def _fingerprint(self, *parts: str) -> dict[str, str]:
        """What stays the same when the text is edited elsewhere: a hash of the kind and the words that it is about.

        Results that are alike in both are told apart by their order.
        """
        plain = "\0".join(one_line(part).casefold() for part in parts)
        digest = hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()[:_FINGERPRINT_LENGTH]
        self._fingerprints[digest] += 1
        return {_FINGERPRINT: f"{digest}:{self._fingerprints[digest]}"}


def _described(rule: Rule) -> Json:
    parts = (rule.meaning, f"The source says:\n\n> {_block(rule.source)}", f"The text says:\n\n> {_block(rule.text)}")
    markdown = "\n\n".join([*parts, f"**What to do.** {rule.advice}"])
    plain = (
        f"{rule.meaning} Example: the source says “{one_line(rule.source)}”, the text says “{rule.text}” {rule.advice}"
    )
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": plain, "markdown": markdown},
        "defaultConfiguration": {"level": rule.severity},
    }


def _block(words: str) -> str:
    return words.replace("\n", "\n> ")


def _result(rule: str, level: Severity, words: str) -> Json:
    return {"ruleId": rule, "ruleIndex": _POSITIONS[rule], "level": level, "message": _message(words)}


def _the_claim(claim: CheckedClaim) -> str:
    return f"The claim {wording.quoted(wording.trimmed(claim.text))}"


def _message(words: str) -> Json:
    """`words` in the standard's own notation: braces doubled, and nothing in them a link."""
    plain = one_line(visible(words)).replace("{", "{{").replace("}", "}}")
    return {"text": plain.replace("](", "] (")}


def _level(finding: Finding) -> Level:
    """The level of a finding; of one that was waived, that of its kind, since it is shown as suppressed instead."""
    return finding.level if finding.waived is None else FINDING_LEVELS[finding.kind]


def _suppressed(finding: Finding) -> Json:
    if finding.waived is None:
        return {}
    justification = f"Waived on {finding.waived.date}: {visible(finding.waived.reason)}"
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": justification}]}


def _covers(evidence: Evidence, source: str, span: Span) -> bool:
    return evidence.source == source and evidence.span == span
