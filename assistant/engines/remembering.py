"""An engine that is asked about a text again and again while it is written, and asks a model only about what is new.

A sentence that stands there as before keeps its claims, and a claim in the same words its judgement. But a sentence
whose claims lean on what stands before it (a name for a "she") is read anew when that has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from assistant.engines import Engines
from assistant.language.tokens import content_stems
from assistant.schema import (
    Attribution,
    Claim,
    Document,
    Draft,
    Engine,
    EngineIdentity,
    Extraction,
    Fault,
    Judgement,
    Length,
    Progress,
    Rewrite,
    Sentence,
    Span,
    Trace,
    Usage,
    no_trace,
)
from assistant.settings import Settings
from assistant.source import part_of

_CONTEXT = 2
"""How many sentences before a new one are read with it, for the names that it means."""


@dataclass
class _Memory:
    text: Document | None = None
    extraction: Extraction = field(default_factory=Extraction)
    judgements: dict[tuple[tuple[str, str], ...], dict[str, Judgement]] = field(default_factory=dict)
    """The judgements by the words of their claims, for each set of sources."""


class RememberingEngines(Engines):
    """Makes engines that remember what the ones before them were told about the text.

    The embedded engine reads everything anew, which takes no longer than to find out what need not be read. So does a
    model while a trace is kept: each trace is whole.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._memory = _Memory()
        self._remembers = settings.engine == "model" and settings.trace is None

    def make(self, trace: Trace = no_trace) -> Engine:
        engine = super().make(trace)
        return _Remembering(engine, self._memory) if self._remembers else engine


class _Remembering:
    """Answers by `engine`, as far as `memory` does not."""

    def __init__(self, engine: Engine, memory: _Memory) -> None:
        self._engine = engine
        self._memory = memory

    @property
    def identity(self) -> EngineIdentity:
        return self._engine.identity

    @property
    def usage(self) -> Usage:
        return self._engine.usage

    @property
    def stopped(self) -> str | None:
        return self._engine.stopped

    async def summarize(self, source: Document, length: Length) -> tuple[Draft, ...]:
        return await self._engine.summarize(source, length)

    async def rewrite(self, sources: Sequence[Document], faults: Sequence[Fault]) -> tuple[Rewrite, ...]:
        return await self._engine.rewrite(sources, faults)

    async def aclose(self) -> None:
        await self._engine.aclose()

    async def extract(self, text: Document) -> Extraction:
        """The claims and attributions of `text`: of the sentences that have stayed, those of the last time."""
        memory = self._memory
        kept = _Kept(memory.text, text, memory.extraction) if memory.text else None
        if kept is None or not kept.pairs:
            extraction = await self._engine.extract(text)
        else:
            fresh = [one for one in text.sentences if one.repeats is None and one.index not in kept.pairs]
            found = await self._engine.extract(part_of(text, _with_context(text, fresh))) if fresh else Extraction()
            extraction = _joined(kept.extraction(), _only_in(found, fresh))
        if self._engine.stopped is None:
            memory.text, memory.extraction = text, extraction
        return extraction

    async def judge(
        self, sources: Sequence[Document], claims: Sequence[Claim], progress: Progress
    ) -> tuple[Judgement, ...]:
        """One judgement a claim, in the order of `claims`; what failed is asked again the next time."""
        known = self._memory.judgements.setdefault(tuple((source.id, source.text) for source in sources), {})
        left = [claim for claim in claims if claim.text not in known]
        judged = await self._engine.judge(sources, left, progress) if left else ()
        words = {claim.id: claim.text for claim in left}
        known.update({words[one.claim]: one for one in judged if not one.failed})
        failed = {one.claim: one for one in judged if one.failed}
        return tuple(
            failed.get(claim.id) or known[claim.text].model_copy(update={"claim": claim.id})
            for claim in claims
            if claim.id in failed or claim.text in known
        )


class _Kept:
    """The sentences of a text that stand in the next one as before; `pairs` has the old one by the index of the new."""

    def __init__(self, before: Document, after: Document, extraction: Extraction) -> None:
        self._before, self._after, self._extraction = before, after, extraction
        self.pairs: dict[int, Sentence] = {}
        for new, old in _unchanged(before, after):
            if not self._leans(old) or self._follows(new, old):
                self.pairs[new.index] = old
        while torn := [one for one in extraction.attributions if self._is_torn(one)]:
            for attribution in torn:
                self._give_up(attribution)

    def extraction(self) -> Extraction:
        """What was extracted from these sentences, where they stand now."""
        old = self.pairs.values()
        claims = [claim for claim in self._extraction.claims if any(one.span.overlaps(claim.span) for one in old)]
        attributions = [one for one in self._extraction.attributions if self._holds(one.content_spans)]
        return Extraction(
            claims=tuple(claim.model_copy(update={"span": self._moved(claim.span)}) for claim in claims),
            attributions=tuple(self._moved_attribution(one) for one in attributions),
        )

    def _leans(self, old: Sentence) -> bool:
        """Whether a claim of the sentence has words that the sentence itself has not."""
        own = set(content_stems(self._before.words_of(old)))
        claims = [claim for claim in self._extraction.claims if claim.span.overlaps(old.span)]
        return any(not own.issuperset(content_stems(claim.text)) for claim in claims)

    def _follows(self, new: Sentence, old: Sentence) -> bool:
        """Whether the sentence before it is kept as well, or there was none and is none."""
        if new.index == 0 or old.index == 0:
            return new.index == old.index
        before = self.pairs.get(new.index - 1)
        return before is not None and before.index == old.index - 1

    def _holds(self, spans: Iterable[Span]) -> bool:
        return any(one.span.overlaps(span) for one in self.pairs.values() for span in spans)

    def _is_torn(self, attribution: Attribution) -> bool:
        """Whether its words are kept, and not all that belongs to it."""
        spans = [*attribution.content_spans, *filter(None, [attribution.speaker_span, attribution.cue_span])]
        if not self._holds(attribution.content_spans):
            return False
        return any(
            not self._holds([span]) or span.of(self._before.text) != self._moved(span).of(self._after.text)
            for span in spans
        )

    def _give_up(self, attribution: Attribution) -> None:
        for index, old in list(self.pairs.items()):
            if any(old.span.overlaps(span) for span in attribution.content_spans):
                del self.pairs[index]

    def _moved(self, span: Span) -> Span:
        """Where the words at `span` stand now."""
        new = {sentence.index: sentence for sentence in self._after.sentences}
        index, old = next((index, one) for index, one in self.pairs.items() if one.span.overlaps(span))
        by = new[index].span.start - old.span.start
        return Span(start=max(span.start + by, 0), end=max(span.end + by, 0))

    def _moved_attribution(self, attribution: Attribution) -> Attribution:
        speaker, cue = attribution.speaker_span, attribution.cue_span
        return attribution.model_copy(
            update={
                "content_spans": tuple(self._moved(span) for span in attribution.content_spans),
                "speaker_span": self._moved(speaker) if speaker else None,
                "cue_span": self._moved(cue) if cue else None,
            }
        )


def _unchanged(before: Document, after: Document) -> list[tuple[Sentence, Sentence]]:
    """The sentences that stand in both, in the same order: of `after` and of `before`."""
    old, new = ([one for one in text.sentences if one.repeats is None] for text in (before, after))
    matcher = SequenceMatcher(
        None,
        [(one.part, before.words_of(one)) for one in old],
        [(one.part, after.words_of(one)) for one in new],
        autojunk=False,
    )
    blocks = matcher.get_matching_blocks()
    return [(new[block.b + at], old[block.a + at]) for block in blocks for at in range(block.size)]


def _with_context(text: Document, fresh: Sequence[Sentence]) -> list[Sentence]:
    wanted = {one.index - back for one in fresh for back in range(_CONTEXT + 1)}
    return [one for one in text.sentences if one.index in wanted and one.repeats is None]


def _only_in(extraction: Extraction, sentences: Sequence[Sentence]) -> Extraction:
    """What was extracted from these sentences, and not from those that were read with them."""
    return Extraction(
        claims=tuple(one for one in extraction.claims if any(each.span.overlaps(one.span) for each in sentences)),
        attributions=tuple(
            one
            for one in extraction.attributions
            if one.content_spans and any(each.span.overlaps(one.content_spans[0]) for each in sentences)
        ),
    )


def _joined(*extractions: Extraction) -> Extraction:
    """All of them as one, numbered in the order of the text."""
    attributions = [(number, one) for number, each in enumerate(extractions) for one in each.attributions]
    attributions.sort(key=lambda one: (one[1].content_spans[0].start, one[1].content_spans[-1].end))
    ids = {(number, one.id): f"a{place}" for place, (number, one) in enumerate(attributions, 1)}
    claims = [(number, claim) for number, each in enumerate(extractions) for claim in each.claims]
    claims.sort(key=lambda one: one[1].span.start)
    return Extraction(
        claims=tuple(
            claim.model_copy(update={"id": f"c{place}", "attribution": ids.get((number, claim.attribution or ""))})
            for place, (number, claim) in enumerate(claims, 1)
        ),
        attributions=tuple(
            one.model_copy(update={"id": ids[number, one.id], "inside": ids.get((number, one.inside or ""))})
            for number, one in attributions
        ),
    )
