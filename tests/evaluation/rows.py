"""Results made up for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.evaluation.runs.results import JudgedClaim, Result
from assistant.schema import Span, Usage, Verdict


def results_of(dataset: str, answers: Sequence[tuple[int, float | None]], *, first: int = 0) -> list[Result]:
    """A result for each label and score, two to a document."""
    return [
        Result(
            id=f"{dataset}-{number:03}",
            dataset=dataset,
            document_id=f"document{number // 2}",
            label=_binary(label == 1),
            score=score,
            predicted=None if score is None else _binary(score >= 0.5),
            verdicts=dict.fromkeys(Verdict, 0),
            claims=() if score is None else (_claim(score),),
            usage=Usage(),
            error=None,
        )
        for number, (label, score) in enumerate(answers, first)
    ]


def _claim(score: float) -> JudgedClaim:
    supported = score >= 0.5
    return JudgedClaim(
        text="It rained.",
        span=Span(start=0, end=10),
        verdict=Verdict.SUPPORTED if supported else Verdict.UNSUPPORTED,
        confidence=max(score, 1 - score),
        judge=None,
        reason="as made up",
        evidence=(),
        findings=(),
    )


def _binary(yes: bool) -> Literal[0, 1]:
    return 1 if yes else 0
