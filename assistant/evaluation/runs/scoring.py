"""A report as one number: the chance that the whole text is supported, and the threshold that calls it so."""

from __future__ import annotations

from assistant.schema import CheckedClaim, Report, Verdict

THRESHOLD = 0.5
"""The score from which on a text is predicted to be faithful, where a claim's verdict goes over to the other side too.

One for all engines and all data: a threshold chosen for each data set would flatter every one.
"""


def score(report: Report, threshold: float) -> float | None:
    """The chance, 0 to 1, that every claim of the text is supported: that of its least likely claim.

    A confidence that nobody gave counts as certainty. None, which means unscored, where there are no claims, and where
    some claim is unverified while the others reach `threshold`: the text then hangs on what was not decided.
    """
    decided = [_chance(claim) for claim in report.claims if claim.verdict is not Verdict.UNVERIFIED]
    least = min(decided, default=None)
    undecided = len(decided) < len(report.claims)
    return None if least is None or (undecided and least >= threshold) else least


def _chance(claim: CheckedClaim) -> float:
    confidence = 1.0 if claim.confidence is None else claim.confidence
    return confidence if claim.verdict is Verdict.SUPPORTED else 1 - confidence
