"""Evidence, findings and the judge's word become a verdict, here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.schema import DecidedBy, Finding, FindingKind, Judgement, Level, Verdict

_ABSENT = frozenset({FindingKind.NAME_NOT_IN_SOURCE, FindingKind.QUOTE_NOT_IN_SOURCE})
"""Faults that say that the source is silent; every other fault says that it has something else."""

RULES_CONFIDENCE = 0.85
"""The chance that a claim in which a rule finds a fault is indeed not supported: as people had labelled it, in 85% of
the 733 one-claim texts on which a rule fired."""


class Decision(NamedTuple):
    """A verdict, whose word it is, and the chance that it is right."""

    verdict: Verdict
    decided_by: DecidedBy
    confidence: float | None


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


def takes_back(found: Sequence[Finding]) -> Finding | None:
    """The finding, where there is one, that a source's own correction takes back what the claim says."""
    return next((one for one in found if one.kind is FindingKind.CORRECTED_TEXT and one.waived is None), None)


def reason(judgement: Judgement, decision: Decision, found: Sequence[Finding]) -> str:
    """Why the verdict is what it is: the words of whom decided it."""
    taken_back = takes_back(found)
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
