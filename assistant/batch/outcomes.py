"""What became of a document: a line of JSON, and what is counted of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import AssistantError, ModelError
from assistant.reports.json_report import written
from assistant.schema import FindingKind, Score, Usage, Verdict
from assistant.work import used_by


class _Part(BaseModel):
    """Some fields of what a line holds; the others are passed over, so that reading a long file back is quick."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Engine(_Part):
    name: str
    model: str | None = None
    judges: tuple[str, ...] = ()
    prompts: dict[str, str] = {}


class _Finding(_Part):
    kind: FindingKind
    waived: dict[str, object] | None = None


class _Claim(_Part):
    verdict: Verdict
    reason: str
    judge_failed: bool
    findings: tuple[_Finding, ...]


class _Scores(_Part):
    faithfulness: Score | None


class Figures(_Part):
    """What is counted of a report."""

    engine: _Engine
    claims: tuple[_Claim, ...]
    findings: tuple[_Finding, ...]
    scores: _Scores
    usage: Usage

    @property
    def faithfulness(self) -> Score | None:
        return self.scores.faithfulness

    @property
    def verdicts(self) -> Counter[Verdict]:
        return Counter(claim.verdict for claim in self.claims)

    @property
    def kinds(self) -> list[FindingKind]:
        """The kind of each finding, about a claim or about a source, that is not waived."""
        findings = [*(finding for claim in self.claims for finding in claim.findings), *self.findings]
        return [finding.kind for finding in findings if finding.waived is None]

    @property
    def failure(self) -> str | None:
        """Why no claim could be judged, where the judge failed on every one."""
        if self.claims and all(claim.judge_failed for claim in self.claims):
            return f"no claim could be judged: {self.claims[0].reason}"
        return None


class Outcome(_Part):
    """What became of one document. It has a report or an error."""

    id: str
    input_sha256: str | None
    """Of what was asked and of the texts it was asked about; None where a text could not be read."""
    report: Figures | None = None
    error: str | None = None
    """One line: why there is no report."""
    error_type: str | None = None
    """The name of the error's class in `assistant.errors`."""
    usage: Usage = Usage()
    """What it took, in this run; that it failed makes it no cheaper."""
    earlier: bool = False
    """Whether an earlier run had done it."""


def reported(id: str, input_sha256: str | None, report: Mapping[str, Any]) -> tuple[Outcome, bytes]:  # noqa: A002 - the line's own word
    """The outcome and the line of a document with a report; where the judge failed on every claim, that is an error."""
    figures = Figures.model_validate(report)
    if figures.failure is not None:
        return failed(id, input_sha256, ModelError(figures.failure), figures.usage)
    outcome = Outcome(id=id, input_sha256=input_sha256, report=figures, usage=figures.usage)
    return outcome, _line({"id": id, "input_sha256": input_sha256, "report": report})


def failed(
    id: str,  # noqa: A002 - the line's own word
    input_sha256: str | None,
    error: AssistantError,
    usage: Usage | None = None,
) -> tuple[Outcome, bytes]:
    """The outcome and the line of a document that could not be done. It took `usage`, else what the error tells."""
    used = usage or used_by(error)
    outcome = Outcome(id=id, input_sha256=input_sha256, error=str(error), error_type=type(error).__name__, usage=used)
    return outcome, _line(outcome.model_dump(include={"id", "input_sha256", "error", "error_type"}))


def read_outcome(line: bytes) -> Outcome | None:
    """The outcome that an earlier run has written as `line`; None where it is no such line."""
    try:
        outcome = Outcome.model_validate({**json.loads(line), "earlier": True})
    except (ValidationError, ValueError, TypeError, RecursionError):
        return None
    return outcome if (outcome.report is None) != (outcome.error is None) else None


def _line(data: Mapping[str, object]) -> bytes:
    return written(data).encode() + b"\n"
