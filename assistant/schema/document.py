"""Documents, and what is found in them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from assistant.schema.base import Frozen


class Span(Frozen):
    """Characters `start` up to, not including, `end` of a text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")
        return self

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Part(StrEnum):
    """What a sentence of an article is part of."""

    HEADLINE = "headline"
    TEASER = "teaser"
    BODY = "body"


class Sentence(Frozen):
    """One sentence of a document."""

    index: int
    """Its position among the sentences of its document, from 0."""
    span: Span
    part: Part = Part.BODY
    paragraph: int = 0
    """The position of its paragraph among those of the document, from 0."""
    repeats: int | None = None
    """The index of the earlier sentence that this one repeats, where its headline or paragraph stands twice."""


class Level(StrEnum):
    """What a finding does to a verdict: a fault forbids `supported`, a remark is shown and changes nothing."""

    FAULT = "fault"
    REMARK = "remark"


class FindingKind(StrEnum):
    """The taxonomy of what a check can find."""

    NUMBER_CHANGED = "number_changed"
    UNIT_CHANGED = "unit_changed"
    DATE_CHANGED = "date_changed"
    NAME_CHANGED = "name_changed"
    NAME_NOT_IN_SOURCE = "name_not_in_source"
    NEGATION_CHANGED = "negation_changed"
    MODALITY_RAISED = "modality_raised"
    RELATION_CHANGED = "relation_changed"
    QUANTIFIER_CHANGED = "quantifier_changed"
    QUOTE_ALTERED = "quote_altered"
    QUOTE_STITCHED = "quote_stitched"
    QUOTE_NOT_IN_SOURCE = "quote_not_in_source"
    PARAPHRASE_QUOTED = "paraphrase_quoted"
    WRONG_SPEAKER = "wrong_speaker"
    SPEAKER_IDENTIFIED = "speaker_identified"
    STANCE_CHANGED = "stance_changed"
    ATTRIBUTION_DROPPED = "attribution_dropped"
    ATTRIBUTION_ADDED = "attribution_added"
    MODALITY_LOWERED = "modality_lowered"
    HEADLINE_ONLY = "headline_only"
    SOURCE_CONFLICT = "source_conflict"
    CORRECTED_TEXT = "corrected_text"
    DUPLICATE_TEXT = "duplicate_text"


_REMARKS = frozenset(
    {
        FindingKind.ATTRIBUTION_DROPPED,
        FindingKind.ATTRIBUTION_ADDED,
        FindingKind.MODALITY_LOWERED,
        FindingKind.HEADLINE_ONLY,
        FindingKind.SOURCE_CONFLICT,
        FindingKind.CORRECTED_TEXT,
        FindingKind.DUPLICATE_TEXT,
    }
)

FINDING_LEVELS: Mapping[FindingKind, Level] = MappingProxyType(
    {kind: Level.REMARK if kind in _REMARKS else Level.FAULT for kind in FindingKind}
)
"""The level of every kind of finding: the one place that says which of them forbid `supported`."""


class Finding(Frozen):
    """One thing that a check has found, in words and with its place on both sides."""

    kind: FindingKind
    level: Level
    message: str
    """A sentence for an editor: what the text says, and what the source has instead."""
    span: Span | None = None
    """Where in the text under check; None for a finding about a source itself."""
    source: str | None = None
    """The id of the source that `source_span` points into."""
    source_span: Span | None = None


class Document(Frozen):
    """A text exactly as it was read, and what was recognised in it. A source, or the text under check."""

    id: str
    title: str | None = None
    """Its headline where it has one, else the name of its file or its address."""
    origin: str | None = None
    """The file, the address, or "standard input" that it came from; None for a text given by the library's caller."""
    text: str
    sentences: tuple[Sentence, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What is remarkable about the document itself: headlines and paragraphs that stand in it more than once."""

    def words_of(self, sentence: Sentence) -> str:
        """The characters of one of this document's sentences."""
        return sentence.span.of(self.text)
