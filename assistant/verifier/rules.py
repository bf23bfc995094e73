"""What the rules say of a claim: by all sources taken together, and by each of several."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checks import Comparison, SourceReading, findings
from assistant.checks.evidence import around
from assistant.language.english import is_english
from assistant.schema import (
    FINDING_LEVELS,
    Attribution,
    Claim,
    Document,
    Evidence,
    Finding,
    FindingKind,
    Level,
    Policy,
    SourceVerdict,
    Verdict,
)

_SPEAKS_OF_IT = 0.6
"""The share of a claim that a source's closest passage must hold for the source to support or contradict it."""


class Rules:
    """The checks over some of the sources, under the house's policy."""

    def __init__(
        self, text: Document, reported: Sequence[Attribution], sources: Sequence[Document], policy: Policy
    ) -> None:
        self.reading = SourceReading(sources)
        self._text = text
        self._policy = policy
        self._reported = {attribution.id: attribution for attribution in reported}
        self.english = is_english(text.text) and all(is_english(source.text) for source in sources)

    def compare(self, claim: Claim) -> Comparison:
        return Comparison(claim, self._text, self.reading, self._reported.get(claim.attribution or ""))

    def findings(self, claim: Claim) -> tuple[Finding, ...]:
        """What the checks find about a claim, each as grave as the policy has it."""
        return self.settle(claim, findings(self.compare(claim), english=self.english))

    def settle(self, claim: Claim, found: Sequence[Finding]) -> tuple[Finding, ...]:
        words = f"{claim.span.of(self._text.text)}\n{claim.text}"
        return tuple(self._policy.settle(finding, words) for finding in found)


def source_verdict(claim: Claim, rules: Rules) -> SourceVerdict:
    """What one of several sources says of a claim, by the rules: they cost no call and read every source alike."""
    comparison = rules.compare(claim)
    hit = comparison.closest
    (source,) = rules.reading.sources
    if hit is None or comparison.share(hit) < _SPEAKS_OF_IT:
        return SourceVerdict(source=source.id, verdict=Verdict.UNSUPPORTED)
    faults = [finding for finding in rules.findings(claim) if finding.level is Level.FAULT]
    against = next((finding for finding in faults if finding.source_span is not None), None)
    if against is not None:
        return SourceVerdict(
            source=source.id,
            verdict=Verdict.CONTRADICTED,
            evidence=around(against, rules.reading),
            reason=against.message,
        )
    # In another language no rule has looked at more than quotations and digits.
    held = Verdict.SUPPORTED if rules.english else Verdict.UNVERIFIED
    verdict = Verdict.UNSUPPORTED if faults else held
    return SourceVerdict(source=source.id, verdict=verdict, evidence=Evidence.cite(source, hit.sentence.span))


def with_faults(alone: SourceVerdict, found: Sequence[Finding], reading: SourceReading) -> SourceVerdict:
    """What a source says of a claim, once all are read together: a fault that lies in it is one that it shows."""
    against = next(
        (
            finding
            for finding in found
            if finding.level is Level.FAULT and finding.source == alone.source and finding.source_span is not None
        ),
        None,
    )
    if alone.verdict is not Verdict.UNSUPPORTED or against is None:
        return alone
    evidence = around(against, reading)
    return SourceVerdict(source=alone.source, verdict=Verdict.CONTRADICTED, evidence=evidence, reason=against.message)


def with_evidence(alone: SourceVerdict, verdict: Verdict, cited: Sequence[Evidence]) -> SourceVerdict:
    """What a source says of a claim, once it is judged: what is supported by its words, it supports."""
    own = next((evidence for evidence in cited if evidence.source == alone.source), None)
    if verdict is not Verdict.SUPPORTED or alone.verdict is not Verdict.UNSUPPORTED or own is None:
        return alone
    return SourceVerdict(source=alone.source, verdict=Verdict.SUPPORTED, evidence=own)


def conflicts_between(claim: Claim, by_source: Sequence[SourceVerdict]) -> list[Finding]:
    """A remark for each source that contradicts what others support."""
    supporting = [one.source for one in by_source if one.verdict is Verdict.SUPPORTED]
    have = f"{', '.join(supporting)} {'has' if len(supporting) == 1 else 'have'} this"
    return [
        Finding(
            kind=FindingKind.SOURCE_CONFLICT,
            level=FINDING_LEVELS[FindingKind.SOURCE_CONFLICT],
            message=f"The sources differ: {have}; {one.source} has not. {one.reason}",
            span=claim.span,
            source=one.source,
            source_span=one.evidence.span if one.evidence else None,
        )
        for one in by_source
        if supporting and one.verdict is Verdict.CONTRADICTED
    ]
