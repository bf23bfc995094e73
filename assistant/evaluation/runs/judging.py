"""A report on a case as the result that a run keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from assistant.evaluation.cases.rows import Case
from assistant.evaluation.runs.results import EvidenceCounts, JudgedClaim, Result
from assistant.evaluation.runs.scoring import score
from assistant.schema import CheckedClaim, Finding, FindingKind, Level, Report, Span, Usage, Verdict
from assistant.source import from_text


def judged(case: Case, report: Report, threshold: float) -> Result:
    """What the report says of the case, predicted faithful where its score reaches `threshold`."""
    chance = score(report, threshold)
    found = [finding for claim in report.claims for finding in claim.findings]
    verdicts = Counter(claim.verdict for claim in report.claims)
    return Result(
        id=case.id,
        dataset=case.dataset,
        document_id=case.document_id,
        label=case.label,
        error_types=case.error_types,
        pair=case.pair,
        score=chance,
        predicted=None if chance is None else 1 if chance >= threshold else 0,
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        claims=tuple(map(_claim, report.claims)),
        faults=_kinds(finding for finding in found if finding.level is Level.FAULT),
        remarks=_kinds(finding for finding in found if finding.level is Level.REMARK),
        about_source=_kinds(report.findings),
        evidence=_evidence(case, report),
        usage=report.usage,
        error=next((claim.reason for claim in report.claims if claim.judge_failed), None),
    )


def not_judged(case: Case, error: str, usage: Usage) -> Result:
    """A case without a report, why, and what it took all the same."""
    return Result(
        id=case.id,
        dataset=case.dataset,
        document_id=case.document_id,
        label=case.label,
        error_types=case.error_types,
        pair=case.pair,
        score=None,
        predicted=None,
        verdicts=dict.fromkeys(Verdict, 0),
        usage=usage,
        error=error,
    )


def _claim(claim: CheckedClaim) -> JudgedClaim:
    return JudgedClaim(
        text=claim.text,
        span=claim.span,
        verdict=claim.verdict,
        confidence=claim.confidence,
        judge=claim.judge,
        reason=claim.reason,
        evidence=tuple(_places(claim)),
        findings=tuple(f"{finding.kind}: {finding.message}" for finding in claim.findings),
    )


def _places(claim: CheckedClaim) -> list[Span]:
    """Where the document decides about a claim: its evidence, and what findings point at."""
    named = [finding.source_span for finding in claim.findings if finding.source_span is not None]
    return list(dict.fromkeys([*(piece.span for piece in claim.evidence), *named]))


def _evidence(case: Case, report: Report) -> EvidenceCounts | None:
    """The sentences that the report cites against those that the gold passages lie in; None without gold passages.

    Of a passage that stands several times that place counts of which most is cited: any of them decides.
    """
    if not case.evidence:
        return None
    sentences = from_text(case.document, id="source").sentences

    def touched(places: Sequence[Span]) -> set[int]:
        return {at for at, sentence in enumerate(sentences) if any(place.overlaps(sentence.span) for place in places)}

    cited = touched([place for claim in report.claims for place in _places(claim)])
    gold: set[int] = set()
    for passage in case.evidence:
        gold |= max((touched([place]) for place in _everywhere(passage, case.document)), key=lambda at: len(at & cited))
    return EvidenceCounts(right=len(gold & cited), cited=len(cited), gold=len(gold))


def _everywhere(passage: str, document: str) -> Iterator[Span]:
    """The places at which a passage stands in a document, one after another."""
    start = document.find(passage)
    while start >= 0:
        yield Span(start=start, end=start + len(passage))
        start = document.find(passage, start + len(passage))


def _kinds(found: Iterable[Finding]) -> tuple[FindingKind, ...]:
    return tuple(dict.fromkeys(finding.kind for finding in found))
