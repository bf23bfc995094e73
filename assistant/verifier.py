"""Evidence, findings and the judge's word become a verdict, here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.checks import Comparison, SourceReading, findings
from assistant.checks.speech import match, speakers_agree
from assistant.language.english import is_english
from assistant.schema import (
    Attribution,
    AttributionVerdicts,
    CheckedAttribution,
    CheckedClaim,
    Claim,
    DecidedBy,
    Document,
    Engine,
    Evidence,
    Extraction,
    Finding,
    FindingKind,
    Judgement,
    Level,
    Mode,
    Passage,
    Polarity,
    Progress,
    Score,
    Scores,
    Span,
    Verdict,
)

_ABSENT = frozenset({FindingKind.NAME_NOT_IN_SOURCE, FindingKind.QUOTE_NOT_IN_SOURCE})
"""Faults that say that the source is silent; every other fault says that it has something else."""

RULES_CONFIDENCE = 0.78
"""The chance that a claim in which a rule finds a fault is indeed not supported: as people had labelled it, in 78% of
the 1,436 one-claim texts on which a rule fired."""


class Verification(NamedTuple):
    """What the verifier found about one text."""

    claims: tuple[CheckedClaim, ...]
    attributions: tuple[CheckedAttribution, ...]
    scores: Scores


class Decision(NamedTuple):
    """A verdict, whose word it is, and the chance that it is right."""

    verdict: Verdict
    decided_by: DecidedBy
    confidence: float | None


async def verify(
    engine: Engine, text: Document, extraction: Extraction, sources: Sequence[Document], progress: Progress
) -> Verification:
    """Every claim and attribution of `text` held against `sources`. Raises what `engine.judge` raises."""
    reading = SourceReading(sources)
    judgements = await _judgements(engine, sources, extraction.claims, progress)
    reported = {attribution.id: attribution for attribution in extraction.attributions}
    english = is_english(text.text) and all(is_english(source.text) for source in sources)
    claims = []
    for claim in extraction.claims:
        attribution = reported.get(claim.attribution or "")
        found = findings(Comparison(claim, text, reading, attribution), english=english)
        claims.append(_checked_claim(claim, judgements[claim.id], found, reading))
    attributions = tuple(_checked_attribution(one, text, reading, claims) for one in extraction.attributions)
    return Verification(tuple(claims), attributions, _scores(claims, attributions))


def decide(judgement: Judgement, findings: Sequence[Finding], *, grounded: bool) -> Decision:
    """The verdict on one claim.

    judge          words in the source   a fault that    verdict        decided by
    -------------  --------------------  --------------  -------------  ---------------
    no label       any                   any             unverified     nobody
    any            any                   contradicts     contradicted   rules, or both
    any            any                   finds nothing   unsupported    rules, or both
    supported      no                    is not there    unverified     grounding
    supported      yes                   is not there    supported      judge
    not supported  any                   is not there    the judge's    judge
    """
    label, confidence = judgement.label, judgement.confidence
    if label is None or label is Verdict.UNVERIFIED:
        return Decision(Verdict.UNVERIFIED, DecidedBy.NOBODY, None)
    faults = [finding for finding in findings if finding.level is Level.FAULT]
    if faults:
        silent = all(finding.kind in _ABSENT for finding in faults) and label is not Verdict.CONTRADICTED
        verdict = Verdict.UNSUPPORTED if silent else Verdict.CONTRADICTED
        if label is Verdict.SUPPORTED:
            return Decision(verdict, DecidedBy.RULES, RULES_CONFIDENCE)
        return Decision(verdict, DecidedBy.BOTH, max(RULES_CONFIDENCE, confidence or 0.0))
    if label is Verdict.SUPPORTED and not grounded:
        return Decision(Verdict.UNVERIFIED, DecidedBy.GROUNDING, None)
    return Decision(label, DecidedBy.JUDGE, confidence)


async def _judgements(
    engine: Engine, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
) -> dict[str, Judgement]:
    """One judgement for every claim: what the engine did not answer is a failure, and never out of the count."""
    answered = (
        {judgement.claim: judgement for judgement in await engine.judge(sources, claims, progress)} if claims else {}
    )
    unanswered = "Not judged: the judge gave no verdict on this claim."
    return {
        claim.id: answered.get(claim.id) or Judgement(claim=claim.id, label=None, reason=unanswered, failed=True)
        for claim in claims
    }


def _checked_claim(
    claim: Claim, judgement: Judgement, found: Sequence[Finding], reading: SourceReading
) -> CheckedClaim:
    quoted = _resolve(judgement, reading)
    decision = decide(judgement, found, grounded=quoted is not None)
    return CheckedClaim(
        id=claim.id,
        text=claim.text,
        span=claim.span,
        verdict=decision.verdict,
        confidence=decision.confidence,
        reason=_reason(judgement, decision, found),
        judge=judgement.label,
        judge_failed=judgement.failed,
        decided_by=decision.decided_by,
        evidence=_evidence(judgement, quoted, found, reading),
        findings=tuple(found),
        attribution=claim.attribution,
    )


def _resolve(judgement: Judgement, reading: SourceReading) -> Evidence | None:
    """Where the judge's quote stands: in a sentence that the judge names before anywhere else."""
    offered = (judgement.quote or "").strip()
    if not offered:
        return None
    for cited in _cited(judgement.rests_on, reading):
        at = cited.quote.find(offered)
        if at >= 0:
            source = _source(reading, cited.source)
            start = cited.start + at
            return Evidence.cite(source, Span(start=start, end=start + len(offered)))
    found = (finder.find(offered) for finder in reading.index.finders.values())
    return next((evidence for evidence in found if evidence is not None), None)


def _evidence(
    judgement: Judgement, quoted: Evidence | None, found: Sequence[Finding], reading: SourceReading
) -> tuple[Evidence, ...]:
    """The sentences in which the rules find something else, the judge's quote, the other sentences that it names."""
    evidence = [
        Evidence.cite(_source(reading, finding.source), _around(_source(reading, finding.source), finding.source_span))
        for finding in found
        if finding.level is Level.FAULT and finding.source is not None and finding.source_span is not None
    ]
    evidence += [quoted] if quoted else []
    evidence += [
        cited
        for cited in _cited(judgement.rests_on, reading)
        if quoted is None or cited.source != quoted.source or not cited.span.overlaps(quoted.span)
    ]
    return tuple(dict.fromkeys(evidence))


def _around(source: Document, span: Span) -> Span:
    """The sentence of `source` that `span` begins in, else `span` itself."""
    return next((sentence.span for sentence in source.sentences if sentence.span.overlaps(span)), span)


def _cited(passages: Sequence[Passage], reading: SourceReading) -> list[Evidence]:
    sources = {source.id: source for source in reading.sources}
    return [
        Evidence.cite(sources[passage.source], sources[passage.source].sentences[passage.sentence].span)
        for passage in passages
    ]


def _source(reading: SourceReading, identifier: str) -> Document:
    return next(source for source in reading.sources if source.id == identifier)


def _reason(judgement: Judgement, decision: Decision, found: Sequence[Finding]) -> str:
    if decision.decided_by is DecidedBy.GROUNDING:
        words = (judgement.quote or "").strip()
        lacks = (
            f"the words it offers, “{words}”, are not in the source" if words else "it offers no words of the source"
        )
        return f"The judge says supported, but {lacks}."
    if decision.decided_by in (DecidedBy.RULES, DecidedBy.BOTH):
        return " ".join(finding.message for finding in found if finding.level is Level.FAULT)
    return judgement.reason


def _checked_attribution(
    ours: Attribution, text: Document, reading: SourceReading, claims: Sequence[CheckedClaim]
) -> CheckedAttribution:
    found = match(reading, ours, text)
    reported = next((claim.verdict for claim in claims if claim.attribution == ours.id), None)
    if found is None:
        verdicts = _unmatched(ours, reported)
    else:
        theirs = found.attribution
        verdicts = AttributionVerdicts(
            content=Verdict.SUPPORTED,
            speaker=_speaker_verdict(ours, theirs),
            wording=_wording_verdict(ours, found.verbatim),
            stance=_stance_verdict(ours, theirs),
        )
    return CheckedAttribution(
        **dict(ours),
        verdicts=verdicts,
        matched=found.evidence if found else None,
    )


def _unmatched(ours: Attribution, reported: Verdict | None) -> AttributionVerdicts:
    """No speech of the source was found to match: a judge who supports the claim leaves the speaker undecided."""
    quoted = Verdict.UNSUPPORTED if ours.mode is Mode.DIRECT else None
    if reported in (Verdict.SUPPORTED, Verdict.UNVERIFIED):
        return AttributionVerdicts(content=reported, speaker=Verdict.UNVERIFIED, wording=quoted)
    return AttributionVerdicts(content=Verdict.UNSUPPORTED, speaker=Verdict.UNSUPPORTED, wording=quoted)


def _speaker_verdict(ours: Attribution, theirs: Attribution | None) -> Verdict | None:
    if ours.speaker is None:
        return None
    if theirs is None or theirs.speaker is None:
        return Verdict.UNVERIFIED
    return Verdict.SUPPORTED if speakers_agree(ours, theirs) else Verdict.CONTRADICTED


def _wording_verdict(ours: Attribution, verbatim: bool) -> Verdict | None:
    if ours.mode is not Mode.DIRECT:
        return None
    return Verdict.SUPPORTED if verbatim else Verdict.CONTRADICTED


def _stance_verdict(ours: Attribution, theirs: Attribution | None) -> Verdict | None:
    if theirs is None or (ours.cue is None and ours.polarity is Polarity.AFFIRMED):
        return None
    return Verdict.CONTRADICTED if ours.polarity.contradicts(theirs.polarity) else Verdict.SUPPORTED


def _scores(claims: Sequence[CheckedClaim], attributions: Sequence[CheckedAttribution]) -> Scores:
    direct = [one for one in attributions if one.mode is Mode.DIRECT]
    return Scores(
        faithfulness=Score.of(sum(claim.verdict is Verdict.SUPPORTED for claim in claims), len(claims)),
        attribution=Score.of(sum(one.verdicts.holds for one in attributions), len(attributions)),
        quotes=Score.of(
            sum(
                one.verdicts.wording is Verdict.SUPPORTED and one.verdicts.speaker in (None, Verdict.SUPPORTED)
                for one in direct
            ),
            len(direct),
        ),
    )
