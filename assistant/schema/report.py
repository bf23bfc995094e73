"""What the library returns, and what it used."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.schema.base import Frozen, Span
from assistant.schema.document import Origin
from assistant.schema.finding import Finding
from assistant.schema.speech import Attribution, Claim
from assistant.schema.verdict import CheckedAttribution, CheckedClaim, Evidence

SCHEMA_VERSION = "1"


class Score(Frozen):
    """A share, with what it is a share of. `value` is None, never 0 or 1, where there is nothing to count."""

    value: float | None
    numerator: int = Field(ge=0)
    denominator: int = Field(ge=0)

    @classmethod
    def of(cls, numerator: int, denominator: int) -> Self:
        return cls(value=numerator / denominator if denominator else None, numerator=numerator, denominator=denominator)


class Scores(Frozen):
    """The scores of a report; one that was not asked for is None."""

    faithfulness: Score | None = None
    attribution: Score | None = None
    quotes: Score | None = None
    coverage: Score | None = None


class EngineIdentity(Frozen):
    """Who answered: enough to explain a verdict later."""

    name: Literal["embedded", "model"]
    version: str
    """The version of this package."""
    model: str | None = None
    host: str | None = None
    """The host and port that read the text; never a key, a path or a query."""
    prompts: dict[str, str] = Field(default_factory=dict)
    """The version of each prompt that was used, by name."""
    judges: tuple[str, ...] = ()
    """Who judged the claims, where several did."""
    calibration: str | None = None
    """The version of the calibration that was applied to the judge's confidence; None where none was."""


class Usage(Frozen):
    """What the work took."""

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    """Those of `input_tokens` that the endpoint had read before, and asks less for."""
    cache_hits: int = 0
    """Questions that the cache on this machine answered: they are no calls."""
    usd: float | None = 0.0
    """None where the price of the model is not known."""
    seconds: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            cache_hits=self.cache_hits + other.cache_hits,
            usd=None if self.usd is None or other.usd is None else self.usd + other.usd,
            seconds=self.seconds + other.seconds,
        )


class SourceRecord(Frozen):
    """A source as a report holds it."""

    id: str
    title: str | None
    characters: int
    sha256: str
    """Of the text encoded as UTF-8."""
    text: str
    origin: Origin | None = Field(default=None, exclude=True)
    """Where it was read; no part of the JSON, which is the same wherever a text lies."""


class SummarySentence(Frozen):
    """A sentence of a summary, and the passages of the source that it rests on."""

    text: str
    span: Span
    """Its place in the report's `text`."""
    rests_on: tuple[Evidence, ...]


class Omission(Frozen):
    """Something that matters in a source and is not in the text under check."""

    source: str
    span: Span
    text: str
    reason: str


class Change(Frozen):
    """A sentence that was rewritten or cut."""

    span: Span
    """Its place in the text before the repair."""
    before: str
    after: str | None
    """None where it was cut."""
    reason: str
    """What was wrong with it, in one line."""
    note: str | None = None
    """What an editor should look at now, such as a pronoun that has lost the name it stood for."""


class Left(Frozen):
    """A sentence at fault that was left as it is."""

    span: Span
    """Its place in the text before the repair."""
    text: str
    reason: str
    """Why it was left, in one line."""


class Repair(Frozen):
    """What became of the sentences at fault. All others stand in both texts, character for character."""

    original: str
    """The text before."""
    text: str
    """The text after."""
    scores_before: Scores
    scores: Scores
    """Those of the text after, which was verified like any other."""
    claims: tuple[CheckedClaim, ...]
    """Those of the text after; their spans point into it."""
    changes: tuple[Change, ...] = ()
    left: tuple[Left, ...] = ()


class Report(Frozen):
    """What `check` and `summarize` return."""

    schema_version: str = SCHEMA_VERSION
    engine: EngineIdentity
    sources: tuple[SourceRecord, ...]
    text: str
    """The text under check."""
    against_itself: bool = False
    """Whether an article's headline and teaser were held against its own body, which is then the one source."""
    summary: tuple[SummarySentence, ...] | None = None
    """The sentences of the summary, where this product wrote the text; else None, and absent from the JSON."""
    claims: tuple[CheckedClaim, ...]
    attributions: tuple[CheckedAttribution, ...]
    findings: tuple[Finding, ...] = ()
    omissions: tuple[Omission, ...] = ()
    scores: Scores
    repair: Repair | None = None
    """None where no repair was asked for. A check then tells of the text as it was given, a summary of the repaired."""
    stopped: str | None = None
    """Why not all of the work was done, where a budget ended it: what was left is `unverified`."""
    usage: Usage = Usage()
    origin: Origin | None = Field(default=None, exclude=True)
    """Where the text under check was read; no part of the JSON, which is the same wherever a text lies."""

    @model_validator(mode="after")
    def _evidence_is_in_its_source(self) -> Self:
        texts = {source.id: source.text for source in self.sources}
        claims = (*self.claims, *(self.repair.claims if self.repair else ()))
        cited = [evidence for claim in claims for evidence in claim.evidence]
        cited += [attribution.matched for attribution in self.attributions if attribution.matched]
        cited += [evidence for sentence in self.summary or () for evidence in sentence.rests_on]
        for evidence in cited:
            if texts[evidence.source][evidence.start : evidence.end] != evidence.quote:
                raise ValueError(f"the evidence at {evidence.source} {evidence.start}-{evidence.end} is not its text")
        return self


class ExtractionReport(Frozen):
    """What `extract` returns."""

    schema_version: str = SCHEMA_VERSION
    engine: EngineIdentity
    text: str
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    findings: tuple[Finding, ...] = ()
    stopped: str | None = None
    """Why not all was asked, where a budget was used up."""
    usage: Usage = Usage()
