"""What became of one case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from assistant.schema import FindingKind, Span, Usage, Verdict

COPIED = ("dataset", "document_id", "label", "error_types", "pair")
"""What a result repeats of its case, so that the results alone can be read."""


class JudgedClaim(BaseModel):
    """A claim of the text, and what the verifier made of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    span: Span
    """Its place in the text under check."""
    verdict: Verdict
    confidence: float | None
    judge: Verdict | None
    """The judge's own label, before the rules."""
    reason: str
    evidence: tuple[Span, ...]
    """Places in the document."""
    findings: tuple[str, ...]
    """What the checks found, each as "kind: message"."""


class EvidenceCounts(NamedTuple):
    """Sentences of a document: those cited that decide, those cited, those that decide by the gold passages."""

    right: int
    cited: int
    gold: int


class Result(BaseModel):
    """What became of one case. Unscored, which is not wrong, is `score` None."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    dataset: str
    document_id: str
    label: Literal[0, 1]
    error_types: tuple[str, ...] = ()
    pair: str | None = None
    score: float | None = Field(ge=0, le=1)
    """The chance that the whole text is supported."""
    predicted: Literal[0, 1] | None
    """1 where `score` reaches the threshold."""
    verdicts: Mapping[Verdict, int]
    """How many claims got which verdict."""
    claims: tuple[JudgedClaim, ...] = ()
    faults: tuple[FindingKind, ...] = ()
    """The kinds of fault that were found in the text, each once."""
    remarks: tuple[FindingKind, ...] = ()
    about_source: tuple[FindingKind, ...] = ()
    """The kinds that were found about the source itself: repeats, conflicts, corrections."""
    evidence: EvidenceCounts | None = None
    """None where the case has no gold passages, or could not be judged."""
    usage: Usage
    """With that of earlier attempts, where the case failed at first."""
    error: str | None
    """Why the case, or a part of it, could not be judged; None where it was, or where the engine abstained."""

    @property
    def failed(self) -> bool:
        """Whether it, or a part of it, could not be judged, for a reason that may be gone the next time."""
        return self.error is not None

    @property
    def by_verdicts(self) -> Literal[0, 1] | None:
        """1 where every claim is supported, 0 where one is not, as a report says it; None where that is not decided."""
        if any(self.verdicts.get(verdict) for verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)):
            return 0
        decided = self.verdicts.get(Verdict.SUPPORTED) and not self.verdicts.get(Verdict.UNVERIFIED)
        return 1 if decided else None
