"""What checks can find, how grave it is, and what a house lets pass."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from pydantic import Field

from assistant.schema.base import Frozen, Span


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


class Waiver(Frozen):
    """A finding that somebody has looked at and lets pass."""

    kind: FindingKind
    text: str = Field(min_length=1)
    """Words of the text under check, or of the source for a finding about a source itself: where they stand in what
    the finding is about, it is waived."""
    reason: str = Field(min_length=1)
    date: datetime.date
    """When it was decided."""
    until: datetime.date | None = None
    """The last day on which it holds; None for ever."""


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
    waived: Waiver | None = None
    """Why the finding, which would be a fault, is let pass; it is then shown as a remark."""


class Policy(Frozen):
    """What a house makes of the findings: which kinds are faults to it, and which findings it lets pass."""

    levels: Mapping[FindingKind, Level] = Field(default_factory=dict)
    """The kinds whose level is another than in `FINDING_LEVELS`."""
    waivers: tuple[Waiver, ...] = ()

    def on(self, day: datetime.date) -> Policy:
        """The policy as it is on that day: without the waivers that no longer hold."""
        holding = tuple(waiver for waiver in self.waivers if waiver.until is None or day <= waiver.until)
        return self.model_copy(update={"waivers": holding})

    def settle(self, finding: Finding, words: str) -> Finding:
        """`finding`, which is about `words`, with the level that it has under this policy."""
        level = self.levels.get(finding.kind, finding.level)
        waiver = next((one for one in self.waivers if _waives(one, finding, words)), None)
        if waiver is None:
            return finding if level is finding.level else finding.model_copy(update={"level": level})
        return finding.model_copy(update={"level": Level.REMARK, "waived": waiver})


def _waives(waiver: Waiver, finding: Finding, words: str) -> bool:
    folded = " ".join(words.split()).casefold()
    return waiver.kind is finding.kind and " ".join(waiver.text.split()).casefold() in folded
