"""The domain: what a document, a claim, an attribution, a verdict and a report are.

Everything here is frozen. Offsets are Python code points, half-open, into the text of the document that
they speak of. The JSON of a `Report` is the product's interface: fields are added, never renamed, within a
`SCHEMA_VERSION`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Frozen):
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


class Sentence(_Frozen):
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


class Finding(_Frozen):
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


class Document(_Frozen):
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


class Mode(StrEnum):
    """How speech is reported: in quotation marks, in other words, or both in one sentence."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Whether the cue puts the content forward ("said") or rejects it ("denied")."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(StrEnum):
    """Whether the content is put as a fact or as a possibility, a plan, a duty ("could", "must")."""

    ASSERTED = "asserted"
    HEDGED = "hedged"


class Attribution(_Frozen):
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


class Claim(_Frozen):
    """One atomic statement that a text makes, able to stand alone, and the span of the text that it came from."""

    id: str
    text: str
    span: Span
    attribution: str | None = None
    """The id of the attribution that this claim reports, where it is one of "X said Y"."""


class Extraction(_Frozen):
    """What a text claims, and whom it lets speak."""

    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()


class Alignment(StrEnum):
    """How the words offered were found in the source."""

    EXACT = "exact"
    NORMALISED = "normalised"
    ELIDED = "elided"


class Evidence(_Frozen):
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


class Passage(_Frozen):
    """A sentence of a source, offered to a judge or named by one."""

    source: str
    sentence: int
    """The sentence's index in that source."""


class Judgement(_Frozen):
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


class DecidedBy(StrEnum):
    """Whose word the verdict is."""

    JUDGE = "judge"
    RULES = "rules"
    BOTH = "judge and rules"
    GROUNDING = "grounding"
    NOBODY = "nobody"


class CheckedClaim(_Frozen):
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


class AttributionVerdicts(_Frozen):
    """The four questions about reported speech. None where a part has nothing to be checked."""

    content: Verdict | None = None
    speaker: Verdict | None = None
    wording: Verdict | None = None
    stance: Verdict | None = None

    @property
    def holds(self) -> bool:
        """Whether speaker, wording and stance were each found to hold (a part with nothing to check does)."""
        return all(part in (None, Verdict.SUPPORTED) for part in (self.speaker, self.wording, self.stance))


class CheckedAttribution(_Frozen):
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
    verdicts: AttributionVerdicts
    matched: Evidence | None
    """Where the source reports the same speech."""


class Score(_Frozen):
    """A share, with what it is a share of. `value` is None, never 0 or 1, where there is nothing to count."""

    value: float | None
    numerator: int = Field(ge=0)
    denominator: int = Field(ge=0)

    @classmethod
    def of(cls, numerator: int, denominator: int) -> Self:
        return cls(value=numerator / denominator if denominator else None, numerator=numerator, denominator=denominator)


class Scores(_Frozen):
    """The scores of a report; one that was not asked for is None."""

    faithfulness: Score | None = None
    attribution: Score | None = None
    quotes: Score | None = None
    coverage: Score | None = None


class EngineIdentity(_Frozen):
    """Who answered: enough to explain a verdict later."""

    name: Literal["embedded", "model"]
    version: str
    """The version of this package."""
    model: str | None = None
    host: str | None = None
    """The host and port that read the text; never a key, a path or a query."""
    prompts: dict[str, str] = Field(default_factory=dict)
    """The version of each prompt that was used, by name."""


class Usage(_Frozen):
    """What the work took."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    seconds: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            seconds=self.seconds + other.seconds,
        )


class SourceRecord(_Frozen):
    """A source as a report holds it."""

    id: str
    title: str | None
    characters: int
    sha256: str
    """Of the text encoded as UTF-8."""
    text: str


class SummarySentence(_Frozen):
    """A sentence of a summary, and the passages of the source that it rests on."""

    text: str
    span: Span
    """Its place in the report's `text`."""
    rests_on: tuple[Evidence, ...]


class Length(_Frozen):
    """How long a summary may be: a number of sentences, or a number of words."""

    sentences: int | None = Field(default=None, ge=1)
    words: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.sentences is None) == (self.words is None):
            raise ValueError("a length is a number of sentences or a number of words: give one of them")
        return self


class Draft(_Frozen):
    """One sentence that an engine wrote, and the indexes of the source's sentences that it names for it."""

    text: str
    rests_on: tuple[int, ...]


class Omission(_Frozen):
    """Something that matters in a source and is not in the text under check."""

    source: str
    span: Span
    text: str
    reason: str


class Report(_Frozen):
    """What `check` and `summarize` return."""

    schema_version: str = SCHEMA_VERSION
    engine: EngineIdentity
    sources: tuple[SourceRecord, ...]
    text: str
    """The text under check."""
    summary: tuple[SummarySentence, ...] | None = None
    """The sentences of the summary, where this product wrote the text; else None, and absent from the JSON."""
    claims: tuple[CheckedClaim, ...]
    attributions: tuple[CheckedAttribution, ...]
    findings: tuple[Finding, ...] = ()
    omissions: tuple[Omission, ...] = ()
    scores: Scores
    repair: None = None
    usage: Usage = Usage()

    @model_validator(mode="after")
    def _evidence_is_in_its_source(self) -> Self:
        texts = {source.id: source.text for source in self.sources}
        cited = [evidence for claim in self.claims for evidence in claim.evidence]
        cited += [attribution.matched for attribution in self.attributions if attribution.matched]
        cited += [evidence for sentence in self.summary or () for evidence in sentence.rests_on]
        for evidence in cited:
            if texts[evidence.source][evidence.start : evidence.end] != evidence.quote:
                raise ValueError(f"the evidence at {evidence.source} {evidence.start}-{evidence.end} is not its text")
        return self


class ExtractionReport(_Frozen):
    """What `extract` returns."""

    schema_version: str = SCHEMA_VERSION
    engine: EngineIdentity
    text: str
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    findings: tuple[Finding, ...] = ()
    usage: Usage = Usage()


class Engine(Protocol):
    """Who answers: writes, extracts and judges. It decides no verdict; `verifier.py` does."""

    @property
    def identity(self) -> EngineIdentity: ...

    @property
    def usage(self) -> Usage:
        """What has been used since the engine was made; `seconds` is left to the pipeline."""
        ...

    async def summarize(self, source: Document, length: Length) -> tuple[Draft, ...]:
        """The sentences of a summary, in order. Raises ModelError where none can be had."""
        ...

    async def extract(self, text: Document) -> Extraction:
        """The claims and attributions of `text`, seeing nothing else. Raises ModelError."""
        ...

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        """One judgement a claim, in any order, each for an id that was asked for.

        A failure becomes a judgement without a label, which says why; only what makes every answer
        impossible (a wrong key, an unknown model) raises ModelError.
        """
        ...

    async def aclose(self) -> None: ...


class Progress(Protocol):
    """Told what is being done, so that a command line can show it."""

    def __call__(self, doing: str, done: int = 0, of: int = 0) -> None: ...


def no_progress(doing: str, done: int = 0, of: int = 0) -> None:
    """A `Progress` that shows nothing."""
