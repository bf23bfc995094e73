"""Reports made up for tests, and cases to judge."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.cases.rows import Case, DataFile
from assistant.evaluation.runs.manifest import Manifest
from assistant.schema import (
    CheckedClaim,
    DecidedBy,
    EngineIdentity,
    Report,
    Scores,
    Span,
    Usage,
    Verdict,
)

ENGINE = EngineIdentity(name="embedded", version="0")
DATA = DataFile(name="cases.jsonl", sha256="0" * 64)


def report_of(*claims: tuple[Verdict, float | None], failed: bool = False) -> Report:
    """A report whose claims have these verdicts and confidences; with `failed`, what is unverified is so by failure."""
    return Report(
        engine=ENGINE,
        sources=(),
        text="A text.",
        claims=tuple(_claim(number, *claim, failed=failed) for number, claim in enumerate(claims)),
        attributions=(),
        scores=Scores(),
        usage=Usage(calls=1, seconds=0.5),
    )


def manifest_of(cases: Sequence[Case], data: DataFile = DATA, engine: EngineIdentity = ENGINE) -> Manifest:
    """The manifest of a run over these cases."""
    return Manifest.starting(engine, data, [case.id for case in cases], settings={})


def cases_of(labels: Sequence[int]) -> tuple[Case, ...]:
    """One case for each label, two to a document; the claim says which."""
    return tuple(
        Case(
            id=f"case{number}",
            dataset="even" if number // 2 % 2 == 0 else "odd",
            document_id=f"document{number // 2}",
            document=f"Document {number // 2}.",
            claim=f"claim {number}",
            label=1 if label else 0,
        )
        for number, label in enumerate(labels)
    )


def _claim(number: int, verdict: Verdict, confidence: float | None, *, failed: bool) -> CheckedClaim:
    return CheckedClaim(
        id=f"c{number}",
        text="A text.",
        span=Span(start=0, end=7),
        verdict=verdict,
        confidence=confidence,
        reason="the judge gave no answer" if failed else "as scripted",
        judge=None,
        judge_failed=failed and verdict is Verdict.UNVERIFIED,
        decided_by=DecidedBy.NOBODY,
    )
