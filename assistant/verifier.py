"""Evidence, findings and the judge's word become a verdict, here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.checks import Comparison, SourceReading, findings
from assistant.checks.articles.conflicts import conflicts
from assistant.checks.articles.corrections import corrected
from assistant.checks.evidence import around, gather, resolve
from assistant.checks.speech.matching import match, speakers_agree
from assistant.checks.speech.speakers import turned
from assistant.coverage import coverage, position
from assistant.language.english import is_english
from assistant.schema import (
    FINDING_LEVELS,
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
    Meanwhile,
    Mode,
    Omission,
    Polarity,
    Policy,
    Progress,
    Score,
    Scores,
    SourceVerdict,
    Verdict,
    afterwards,
)

_ABSENT = frozenset({FindingKind.NAME_NOT_IN_SOURCE, FindingKind.QUOTE_NOT_IN_SOURCE})
"""Faults that say that the source is silent; every other fault says that it has something else."""

RULES_CONFIDENCE = 0.85
"""The chance that a claim in which a rule finds a fault is indeed not supported: as people had labelled it, in 85% of
the 733 one-claim texts on which a rule fired."""

_Told = tuple[Claim, tuple[SourceVerdict, ...], tuple[Finding, ...]]
"""A claim, and what the rules say of it by each of several sources and by all of them."""

_SPEAKS_OF_IT = 0.6
"""The share of a claim that a source's closest passage must hold for the source to support or contradict it."""

BUILT_IN = Policy()
"""The levels of `FINDING_LEVELS`, and nothing waived."""


class Verification(NamedTuple):
    """What the verifier found about one text."""

    claims: tuple[CheckedClaim, ...]
    attributions: tuple[CheckedAttribution, ...]
    scores: Scores
    findings: tuple[Finding, ...] = ()
    """What is remarkable about the sources themselves."""
    omissions: tuple[Omission, ...] = ()
    """What matters in the sources and is not in the text, the most important first."""


class Decision(NamedTuple):
    """A verdict, whose word it is, and the chance that it is right."""

    verdict: Verdict
    decided_by: DecidedBy
    confidence: float | None


async def verify(
    engine: Engine,
    text: Document,
    extraction: Extraction,
    sources: Sequence[Document],
    progress: Progress,
    policy: Policy = BUILT_IN,
    meanwhile: Meanwhile = afterwards,
) -> Verification:
    """Every claim and attribution of `text` held against `sources`. Raises what `engine.judge` raises."""
    rules = _Rules(text, extraction.attributions, sources, policy)
    alone = [_Rules(text, extraction.attributions, [source], policy) for source in sources] if len(sources) > 1 else []
    judgements, told = await meanwhile(
        _judgements(engine, sources, extraction.claims, progress),
        (_told(claim, rules, alone) for claim in extraction.claims),
    )
    claims = [_checked_claim(one, judgements, rules) for one in told]
    # Of several claims that report one attribution the first one counts.
    reported = {claim.attribution: claim for claim in reversed(claims)}
    attributions = tuple(
        _checked_attribution(one, text, rules.reading, reported.get(one.id)) for one in extraction.attributions
    )
    covered, omissions = coverage(text, sources, rules.reading) if rules.english else (None, ())
    scores = _scores(claims, attributions).model_copy(update={"coverage": covered})
    return Verification(tuple(claims), attributions, scores, about(sources, policy, rules.reading), omissions)


class _Rules:
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


def about(
    sources: Sequence[Document], policy: Policy, reading: SourceReading, more: Sequence[Finding] = ()
) -> tuple[Finding, ...]:
    """What is remarkable about the sources themselves, with what `more` was found, as grave as the policy has it."""
    found = [*more, *(finding for source in sources for finding in source.findings)]
    if all(is_english(source.text) for source in sources):
        found += conflicts(sources, reading)
        found += [finding for source in sources for finding in corrected(source)]
    texts = {source.id: source.text for source in sources}
    return tuple(
        policy.settle(one, one.source_span.of(texts[one.source]) if one.source_span and one.source else "")
        for one in found
    )


def decide(judgement: Judgement, findings: Sequence[Finding], *, grounded: bool) -> Decision:
    """The verdict on one claim.

    judge          words in the source   a fault that    verdict        decided by
    -------------  --------------------  --------------  -------------  ---------------
    no label       any                   any             unverified     nobody
    any            any                   contradicts     contradicted   rules, or both
    any            any                   finds nothing   unsupported    rules, or both
    supported      no                    is not there    unverified     grounding
    unsure of it   yes                   is not there    unverified     judge
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
    if judgement.unsure:
        return Decision(Verdict.UNVERIFIED, DecidedBy.JUDGE, None)
    return Decision(label, DecidedBy.JUDGE, confidence)


async def _judgements(
    engine: Engine, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
) -> dict[str, Judgement]:
    """One judgement for every claim: what the engine did not answer is a failure, and never out of the count."""
    judged = await engine.judge(sources, claims, progress) if claims else ()
    answered = {judgement.claim: judgement for judgement in judged}
    unanswered = "Not judged: the judge gave no verdict on this claim."
    return {
        claim.id: answered.get(claim.id) or Judgement(claim=claim.id, label=None, reason=unanswered, failed=True)
        for claim in claims
    }


def _told(claim: Claim, rules: _Rules, alone: Sequence[_Rules]) -> _Told:
    by_source = tuple(_source_verdict(claim, one) for one in alone)
    return claim, by_source, (*rules.findings(claim), *rules.settle(claim, _conflicts(claim, by_source)))


def _checked_claim(told: _Told, judgements: Mapping[str, Judgement], rules: _Rules) -> CheckedClaim:
    claim, by_source, found = told
    judgement = judgements[claim.id]
    quoted = resolve(judgement, rules.reading)
    decision = decide(judgement, found, grounded=quoted is not None and _takes_back(found) is None)
    return CheckedClaim(
        id=claim.id,
        text=claim.text,
        span=claim.span,
        verdict=decision.verdict,
        confidence=decision.confidence,
        reason=_reason(judgement, decision, found),
        judge=judgement.label,
        judge_failed=judgement.failed,
        votes=judgement.votes,
        decided_by=decision.decided_by,
        evidence=tuple(_placed(one, rules) for one in gather(judgement, quoted, found, rules.reading)),
        findings=found,
        attribution=claim.attribution,
        by_source=by_source,
    )


def _placed(evidence: Evidence, rules: _Rules) -> Evidence:
    """`evidence` with where in its source it stands."""
    return evidence.model_copy(update={"position": position(rules.reading.bodies[evidence.source], evidence.span)})


def _source_verdict(claim: Claim, rules: _Rules) -> SourceVerdict:
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


def _conflicts(claim: Claim, by_source: Sequence[SourceVerdict]) -> list[Finding]:
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


_ANOTHER_SPEAKER = frozenset([FindingKind.WRONG_SPEAKER, FindingKind.SPEAKER_IDENTIFIED])


def _takes_back(found: Sequence[Finding]) -> Finding | None:
    """The finding, where there is one, that a source's own correction takes back what the claim says."""
    return next((one for one in found if one.kind is FindingKind.CORRECTED_TEXT and one.waived is None), None)


def _reason(judgement: Judgement, decision: Decision, found: Sequence[Finding]) -> str:
    taken_back = _takes_back(found)
    if decision.decided_by is DecidedBy.GROUNDING and taken_back is not None:
        return f"The judge says supported, but by words that the source itself corrects. {taken_back.message}"
    if decision.decided_by is DecidedBy.GROUNDING:
        words = (judgement.quote or "").strip()
        lacks = (
            f"the words it offers, “{words}”, are not in the source" if words else "it names no sentence of the source"
        )
        return f"The judge says supported, but {lacks}."
    if decision.decided_by in (DecidedBy.RULES, DecidedBy.BOTH):
        return " ".join(finding.message for finding in found if finding.level is Level.FAULT)
    if decision.decided_by is DecidedBy.JUDGE and judgement.unsure:
        return f"The judge says supported, but is not sure of it. {judgement.reason}"
    return judgement.reason


def _checked_attribution(
    ours: Attribution, text: Document, reading: SourceReading, reported: CheckedClaim | None
) -> CheckedAttribution:
    """`ours` held against the sources; `reported` is the claim that reports it, where one does."""
    found = match(reading, ours, text)
    if found is None:
        verdicts = _unmatched(ours, reported.verdict if reported else None)
    else:
        theirs = found.attribution
        verdicts = AttributionVerdicts(
            content=Verdict.SUPPORTED,
            speaker=_speaker_verdict(ours, theirs, reported),
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


def _speaker_verdict(ours: Attribution, theirs: Attribution | None, reported: CheckedClaim | None) -> Verdict | None:
    """Contradicted where the checks say that another speaks; another name by itself may be one's body, or a role."""
    if ours.speaker is None:
        return None
    if theirs is None or theirs.speaker is None:
        return Verdict.UNVERIFIED
    if speakers_agree(ours, theirs):
        return Verdict.SUPPORTED
    known = reported is not None and not _ANOTHER_SPEAKER.isdisjoint(finding.kind for finding in reported.findings)
    return Verdict.CONTRADICTED if known else Verdict.UNVERIFIED


def _wording_verdict(ours: Attribution, verbatim: bool) -> Verdict | None:
    if ours.mode is not Mode.DIRECT:
        return None
    return Verdict.SUPPORTED if verbatim else Verdict.CONTRADICTED


def _stance_verdict(ours: Attribution, theirs: Attribution | None) -> Verdict | None:
    if theirs is None or (ours.cue is None and ours.polarity is Polarity.AFFIRMED):
        return None
    return Verdict.CONTRADICTED if turned(ours, theirs) else Verdict.SUPPORTED


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
