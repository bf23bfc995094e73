"""What became of one annotated text: the counts that a table is made of."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.attributions.scoring import ScoredText
from assistant.evaluation.cases.rows import document_hash
from assistant.evaluation.metrics.precision_recall import Counts
from assistant.schema import Mode

ALL = "all"
MODES = (ALL, *(mode.value for mode in Mode))


class ModeCounts(BaseModel):
    """The counts of one mode, or of all together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exact: Counts
    overlap: Counts
    characters: Counts
    speakers_right: int
    speakers_matched: int


class TextResult(BaseModel):
    """A text, and what was extracted from it against what people marked, by mode."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    document_id: str
    """The same for the same text: texts that stand twice are resampled together."""
    modes: Mapping[str, ModeCounts]


def counted(scored: ScoredText) -> TextResult:
    """The counts of a text."""
    return TextResult(
        id=scored.annotated.id,
        document_id=document_hash(scored.annotated.text),
        modes={name: _counts(scored, None if name == ALL else Mode(name)) for name in MODES},
    )


def _counts(scored: ScoredText, mode: Mode | None) -> ModeCounts:
    right, matched = scored.speakers(mode)
    return ModeCounts(
        exact=scored.exact(mode),
        overlap=scored.overlapping(mode),
        characters=scored.characters(mode),
        speakers_right=right,
        speakers_matched=matched,
    )
