"""All that is known of a text and its sources before the judge speaks, and what comes of it then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.calibration import Calibration
from assistant.checks import SourceReading
from assistant.checks.articles.conflicts import conflicts
from assistant.checks.articles.corrections import corrected
from assistant.checks.evidence import gather, resolve
from assistant.coverage import coverage, position
from assistant.language.english import is_english
from assistant.schema import (
    CheckedAttribution,
    CheckedClaim,
    Claim,
    Document,
    Evidence,
    Extraction,
    Finding,
    Judgement,
    Level,
    Mode,
    Omission,
    Policy,
    Score,
    Scores,
    SourceVerdict,
    Verdict,
)
from assistant.verifier.attributions import checked_attribution
from assistant.verifier.decision import decide, reason, takes_back
from assistant.verifier.rules import Rules, conflicts_between, source_verdict, with_evidence, with_faults

Judgements = Mapping[str, Judgement]
"""The judge's word on each claim, by its id."""


class Verification(NamedTuple):
    """What the verifier found about one text."""

    claims: tuple[CheckedClaim, ...]
    attributions: tuple[CheckedAttribution, ...]
    scores: Scores
    findings: tuple[Finding, ...] = ()
    """What is remarkable about the sources themselves."""
    omissions: tuple[Omission, ...] = ()
    """What matters in the sources and is not in the text, the most important first."""


class _Told(NamedTuple):
    """A claim, and what the rules say of it by each of several sources and by all of them."""

    claim: Claim
    by_source: tuple[SourceVerdict, ...]
    findings: tuple[Finding, ...]


class Case:
    """A text and its sources: what the rules say of them can be found out before the judge speaks, or after.

    One that has found out nothing yet can be sent to another process.
    """

    def __init__(
        self,
        text: Document,
        extraction: Extraction,
        sources: Sequence[Document],
        policy: Policy,
        calibration: Calibration | None = None,
    ) -> None:
        self._text = text
        self._extraction = extraction
        self._sources = sources
        self._policy = policy
        self._calibration = calibration
        self._told: list[_Told] = []

    def steps(self) -> Iterator[None]:
        """Finds out what the rules say of one claim after another, as it is gone through."""
        for claim in self._extraction.claims[len(self._told) :]:
            self._told.append(self._told_of(claim))
            yield

    def concluded(self, judgements: Judgements) -> Verification:
        """What comes of it, given the judge's word on every claim."""
        for _ in self.steps():
            pass
        text, sources, rules = self._text, self._sources, self._rules
        claims = [_checked_claim(one, self._judgement(one, judgements), rules) for one in self._told]
        # Of several claims that report one attribution the first one counts.
        reported = {claim.attribution: claim for claim in reversed(claims)}
        attributions = tuple(
            checked_attribution(one, text, rules.reading, reported.get(one.id)) for one in self._extraction.attributions
        )
        covered, omissions = coverage(text, sources, rules.reading) if rules.english else (None, ())
        scores = _scores(claims, attributions).model_copy(update={"coverage": covered})
        return Verification(tuple(claims), attributions, scores, about(sources, self._policy, rules.reading), omissions)

    def _judgement(self, told: _Told, judgements: Judgements) -> Judgement:
        """The judge's word, calibrated where no rule has found a fault: what a rule found stands without it."""
        given = judgements[told.claim.id]
        by_rule = any(finding.level is Level.FAULT for finding in told.findings)
        return self._calibration.applied(given) if self._calibration and not by_rule else given

    @cached_property
    def _rules(self) -> Rules:
        return self._rules_by(self._sources)

    @cached_property
    def _alone(self) -> list[Rules]:
        """By each of several sources, as if it were the only one."""
        return [self._rules_by([source]) for source in self._sources] if len(self._sources) > 1 else []

    def _rules_by(self, sources: Sequence[Document]) -> Rules:
        return Rules(self._text, self._extraction.attributions, sources, self._policy)

    def _told_of(self, claim: Claim) -> _Told:
        rules = self._rules
        found = rules.findings(claim)
        by_source = tuple(with_faults(source_verdict(claim, one), found, rules.reading) for one in self._alone)
        more = rules.settle(claim, conflicts_between(claim, by_source))
        return _Told(claim, by_source, (*found, *more))


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


def _checked_claim(told: _Told, judgement: Judgement, rules: Rules) -> CheckedClaim:
    claim, by_source, found = told
    quoted = resolve(judgement, rules.reading)
    decision = decide(judgement, found, grounded=quoted is not None and takes_back(found) is None)
    cited = gather(judgement, quoted, found, rules.reading)
    return CheckedClaim(
        id=claim.id,
        text=claim.text,
        span=claim.span,
        verdict=decision.verdict,
        confidence=decision.confidence,
        reason=reason(judgement, decision, found),
        judge=judgement.label,
        judge_failed=judgement.failed,
        votes=judgement.votes,
        decided_by=decision.decided_by,
        evidence=tuple(_placed(one, rules) for one in cited),
        findings=found,
        attribution=claim.attribution,
        by_source=tuple(with_evidence(one, decision.verdict, cited) for one in by_source),
    )


def _placed(evidence: Evidence, rules: Rules) -> Evidence:
    """`evidence` with where in its source it stands."""
    return evidence.model_copy(update={"position": position(rules.reading.bodies[evidence.source], evidence.span)})


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
