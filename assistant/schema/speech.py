"""What a text claims, and whom it lets speak."""

from __future__ import annotations

from enum import StrEnum

from assistant.schema.base import Frozen, Span


class Mode(StrEnum):
    """How speech is reported: in quotation marks, in other words, or both in one sentence."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """What the cue makes of the content: puts it forward, rejects it, warns of it, or will not speak of it."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    WARNED = "warned"
    """The content is put forward as a danger: to report it as said is no change of stance."""
    DECLINED = "declined"
    """The speaker "declined to comment on" or "refused to say" what the content is about."""

    def contradicts(self, other: Polarity) -> bool:
        """Whether to report the one for the other changes what the speaker stands for."""
        mild = (Polarity.AFFIRMED, Polarity.WARNED)
        return self is not other and not (self in mild and other in mild)


class Modality(StrEnum):
    """Whether the content is put as a fact or as a possibility, a plan, a duty ("could", "must")."""

    ASSERTED = "asserted"
    HEDGED = "hedged"


class Attribution(Frozen):
    """Reported speech or thought: who (speaker), how (cue), what (content)."""

    id: str
    speaker: str | None
    """The speaker in the fullest form that the text has for them; None where the text names nobody."""
    cue: str | None
    content: str
    mode: Mode
    role: str | None = None
    anonymous: bool = False
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    speaker_span: Span | None = None
    cue_span: Span | None = None
    content_spans: tuple[Span, ...] = ()
    """The pieces of the content in order: more than one where the cue interrupts it, or it runs over paragraphs."""
    inside: str | None = None
    """The id of the attribution whose content reports this one: "X said that Y told Z ..."."""

    @property
    def is_turn(self) -> bool:
        """Whether it is a turn of a conversation, whose cue is the label that names the speaker: "ANN LEE: ..."."""
        return self.cue_span is not None and self.cue_span == self.speaker_span


class Claim(Frozen):
    """One atomic statement that a text makes, able to stand alone, and the span of the text that it came from."""

    id: str
    text: str
    span: Span
    attribution: str | None = None
    """The id of the attribution that this claim reports, where it is one of "X said Y"."""


class Extraction(Frozen):
    """What a text claims, and whom it lets speak."""

    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
