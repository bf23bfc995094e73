"""Evidence, judgements, and the verdicts that come of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Self

from pydantic import Field

from assistant.schema.base import Frozen, Span
from assistant.schema.document import Document
from assistant.schema.finding import Finding
from assistant.schema.speech import Modality, Mode, Polarity


class Alignment(StrEnum):
    """How the words offered were found in the source."""

    EXACT = "exact"
    NORMALISED = "normalised"
    ELIDED = "elided"


class Position(StrEnum):
    """The third of an article's body in which a passage stands; headline and teaser are the lead."""

    LEAD = "lead"
    MIDDLE = "middle"
    TAIL = "tail"


class Evidence(Frozen):
    """A passage of a source. `quote` is the source's own characters from `start` to `end`: build it with `cite`."""

    source: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str
    alignment: Alignment = Alignment.EXACT
    pieces: tuple[Span, ...] = ()
    """Where `alignment` is `elided`: the spans that were found, in order."""
    offered: str | None = None
    """The words that were offered, where they differ from `quote`."""
    position: Position | None = None
    """The third of its source's body that it stands in; None where nobody looked."""

    @classmethod
    def cite(
        cls,
        document: Document,
        span: Span,
        *,
        alignment: Alignment = Alignment.EXACT,
        pieces: Sequence[Span] = (),
        offered: str | None = None,
    ) -> Self:
        """The passage of `document` at `span`; raises ValueError for a span that is empty or not inside the text."""
        if not 0 <= span.start < span.end <= len(document.text):
            raise ValueError(f"no passage of {document.id} lies at {span.start}-{span.end}")
        quote = span.of(document.text)
        return cls(
            source=document.id,
            start=span.start,
            end=span.end,
            quote=quote,
            alignment=alignment,
            pieces=tuple(pieces),
            offered=offered if offered != quote else None,
        )

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.end)


class Verdict(StrEnum):
    """What was decided about a claim; `unverified` means that nothing was."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    UNVERIFIED = "unverified"


class Passage(Frozen):
    """A sentence of a source, offered to a judge or named by one."""

    source: str
    sentence: int
    """The sentence's index in that source."""


class Vote(Frozen):
    """What one of several judges said of a claim."""

    judge: str
    label: Verdict | None
    reason: str


class Judgement(Frozen):
    """An engine's answer about one claim, before code has held it against the source."""

    claim: str
    """The id of the claim that is judged."""
    label: Verdict | None
    """None where the engine gave no usable answer; `reason` then says why."""
    reason: str
    rests_on: tuple[Passage, ...] = ()
    quote: str | None = None
    """The words of the source that decide, as the engine offers them."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    """The chance that `label` is right; None where the engine has no idea."""
    failed: bool = False
    """True where the label is missing because the engine failed, and not because it abstained."""
    unsure: bool = False
    """True where the label is supported, and the engine less sure of it than it has to be."""
    votes: tuple[Vote, ...] = ()
    """Where several judges were asked: what each of them said."""


class DecidedBy(StrEnum):
    """Whose word the verdict is."""

    JUDGE = "judge"
    RULES = "rules"
    BOTH = "judge and rules"
    GROUNDING = "grounding"
    NOBODY = "nobody"


class SourceVerdict(Frozen):
    """What one of several sources says of a claim by itself; `unsupported` where it does not speak of it, `unverified`
    where it does in a language that no rule reads."""

    source: str
    verdict: Verdict
    evidence: Evidence | None = None
    reason: str = ""


class CheckedClaim(Frozen):
    """A claim with its verdict, and all that led to it."""

    id: str
    text: str
    span: Span
    verdict: Verdict
    confidence: float | None
    """The chance that the verdict is right, 0 to 1; None where nobody gave one."""
    reason: str
    judge: Verdict | None
    """The judge's own label, before the rules; None where it gave none."""
    judge_failed: bool = False
    """True where the label is missing because the engine failed, and not because it abstained."""
    decided_by: DecidedBy
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    attribution: str | None = None
    correction: str | None = None
    votes: tuple[Vote, ...] = ()
    """Where several judges were asked: what each of them said."""
    by_source: tuple[SourceVerdict, ...] = ()
    """Where there are several sources: which of them support, which contradict it. By the rules, source by source,
    and by where the evidence and the faults of the whole lie."""


class AttributionVerdicts(Frozen):
    """The four questions about reported speech. None where a part has nothing to be checked."""

    content: Verdict | None = None
    speaker: Verdict | None = None
    wording: Verdict | None = None
    stance: Verdict | None = None

    @property
    def holds(self) -> bool:
        """Whether speaker, wording and stance were each found to hold (a part with nothing to check does)."""
        return all(part in (None, Verdict.SUPPORTED) for part in (self.speaker, self.wording, self.stance))


class CheckedAttribution(Frozen):
    """An attribution of the text under check, held against those of the source."""

    id: str
    speaker: str | None
    cue: str | None
    content: str
    mode: Mode
    role: str | None
    anonymous: bool
    polarity: Polarity
    modality: Modality
    speaker_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    inside: str | None = None
    verdicts: AttributionVerdicts
    matched: Evidence | None
    """Where the source reports the same speech."""
