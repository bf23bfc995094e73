"""The answers that a language model is asked for: one schema a prompt.

Every field is required and no other is allowed, which is what strict structured output asks of a schema. A model
writes from left to right: a label after a reason is one that the reason has talked it into, so the label comes first
(`prompts/README.md` has the measurement). Evidence comes back as numbers of lines: a small model asked for the words
of a line gives those of the claim. What the fields mean is for the prompts alone to say, so these docstrings
are kept out of the schema that is sent.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


def _without_description(schema: dict[str, Any]) -> None:
    schema.pop("description", None)


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra=_without_description)


class SummaryLine(_Answer):
    """One sentence of a summary, and the source lines that it rests on."""

    text: str
    sentences: tuple[int, ...]


class SummaryAnswer(_Answer):
    """What `summarize` asks for."""

    summary: tuple[SummaryLine, ...]


class ClaimLine(_Answer):
    """One statement that a line makes."""

    sentence: int
    claim: str
    reported: bool


class AttributionLine(_Answer):
    """One passage of reported speech; a part that the text does not give is an empty string."""

    sentence: int
    speaker: str
    cue: str
    content: str
    role: str
    anonymous: bool


class ExtractionAnswer(_Answer):
    """What `extract` asks for."""

    claims: tuple[ClaimLine, ...]
    attributions: tuple[AttributionLine, ...]


class VerdictLine(_Answer):
    """The judge's word on one claim."""

    id: str
    label: Literal["supported", "contradicted", "unsupported"]
    sentences: tuple[int, ...]
    reason: str


class VerificationAnswer(_Answer):
    """What `verify` asks for."""

    verdicts: tuple[VerdictLine, ...]


class RepairLine(_Answer):
    """What to put in the place of one sentence; an empty text cuts it."""

    id: str
    sentences: tuple[int, ...]
    text: str


class RepairAnswer(_Answer):
    """What `repair` asks for."""

    rewrites: tuple[RepairLine, ...]
