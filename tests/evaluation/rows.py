"""Results made up for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.evaluation.runs.records import Result
from assistant.schema import Usage, Verdict


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
            usage=Usage(),
            error=None,
        )
        for number, (label, score) in enumerate(answers, first)
    ]


def _binary(yes: bool) -> Literal[0, 1]:
    return 1 if yes else 0
