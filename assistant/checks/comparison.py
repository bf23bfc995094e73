"""What a check looks at: a claim with the words it came from, the passages that speak of it, and the sources."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from assistant.attribution import Quotation, attributions, quotations
from assistant.checks.articles.leads import Lead, leads_of
from assistant.checks.figures.calendar import Calendar
from assistant.checks.figures.measures import measures
from assistant.checks.figures.mentions import Figures
from assistant.checks.names.known import KnownNames
from assistant.grounding.index import Hit, SourceIndex
from assistant.language.dates import DateMention, dates
from assistant.language.digits import MaskedText, figures
from assistant.language.mention import Mention
from assistant.language.numbers import Quantity, quantities
from assistant.language.times import dated
from assistant.language.tokens import content_stems
from assistant.schema import (
    FINDING_LEVELS,
    Attribution,
    Claim,
    Document,
    Finding,
    FindingKind,
    Sentence,
    Span,
)

_PASSAGES = 4


class SourceReading:
    """The sources as the checks read them, each fact drawn from the text once."""

    def __init__(self, sources: Sequence[Document]) -> None:
        self.sources = tuple(sources)
        self.index = SourceIndex(sources)
        self._by_id = {source.id: source for source in sources}

    def source(self, identifier: str) -> Document:
        """The source with that id, which must be one of them."""
        return self._by_id[identifier]

    @cached_property
    def bodies(self) -> dict[str, tuple[Sentence, ...]]:
        """The body of each source, by its id."""
        return {source.id: source.body() for source in self.sources}

    @cached_property
    def quantities(self) -> list[tuple[Document, Quantity]]:
        return [
            (source, quantity)
            for source in self.sources
            for quantity in quantities(source.text, outside=dated(source.text))
        ]

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.quantities)

    @cached_property
    def dates(self) -> list[tuple[Document, DateMention]]:
        return [(source, date) for source in self.sources for date in dates(source.text)]

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.sources, self.dates)

    def dates_near(self, hits: Sequence[Hit]) -> list[tuple[Document, DateMention]]:
        """The dates in the passages `hits`, in their order."""
        spans = [(hit.document, hit.sentence.span) for hit in hits]
        return [(source, date) for source, span in spans for date in self.calendar.within(source, span.start, span.end)]

    @cached_property
    def digits(self) -> dict[str, set[str]]:
        """The runs of digits in the sources, by the letters that they form a word with."""
        found: dict[str, set[str]] = defaultdict(set)
        for source in self.sources:
            for figure in figures(source.text):
                found[figure.letters].add(figure.digits)
        return dict(found)

    @cached_property
    def masked(self) -> list[tuple[Document, MaskedText]]:
        return [(source, MaskedText(source.text)) for source in self.sources]

    @cached_property
    def leads(self) -> tuple[Lead, ...]:
        """The headlines and teasers of the sources, and what of them no body holds."""
        return leads_of(self.sources)

    @cached_property
    def known_names(self) -> KnownNames:
        return KnownNames(self.sources, self.index)

    @cached_property
    def quotations(self) -> dict[str, tuple[Quotation, ...]]:
        return {source.id: quotations(source.text) for source in self.sources}

    @cached_property
    def attributions(self) -> list[tuple[Document, Attribution]]:
        return [(source, attribution) for source in self.sources for attribution in attributions(source)]

    @cached_property
    def said_stems(self) -> list[tuple[str, ...]]:
        """For each of the `attributions`, the different stems of its content."""
        return [tuple(dict.fromkeys(content_stems(attribution.content))) for _, attribution in self.attributions]

    @cached_property
    def said(self) -> dict[str, list[int]]:
        """For each stem, the positions among the `attributions` of those whose content has it."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, stems in enumerate(self.said_stems):
            for stem in stems:
                found[stem].append(position)
        return found

    def speech_in(self, source: str, start: int, end: int) -> list[tuple[Span, Attribution]]:
        """The pieces of reported speech that reach into characters `start` to `end`, in order, and whose they are."""
        pieces, ends = self._speech.get(source, ([], []))
        first = bisect_right(ends, start)
        last = bisect_left(pieces, end, key=lambda piece: piece[0].start)
        return [(span, attribution) for span, attribution in pieces[first:last] if span.end > start]

    @cached_property
    def _speech(self) -> dict[str, tuple[list[tuple[Span, Attribution]], list[int]]]:
        """By source: each piece of reported speech in order of its start, and how far it or one before it reaches."""
        found: dict[str, list[tuple[Span, Attribution]]] = defaultdict(list)
        for source, attribution in self.attributions:
            found[source.id] += [(piece, attribution) for piece in attribution.content_spans]
        for pieces in found.values():
            pieces.sort(key=lambda piece: (piece[0].start, piece[0].end))
        return {
            source: (pieces, list(accumulate((span.end for span, _ in pieces), max)))
            for source, pieces in found.items()
        }


@dataclass(frozen=True)
class Comparison:
    """One claim against the sources."""

    claim: Claim
    text: Document
    """The text under check."""
    reading: SourceReading
    attribution: Attribution | None = None
    """The attribution that the claim reports, as extracted from the text under check."""

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(content_stems(self.claim.text))

    @cached_property
    def passages(self) -> list[Hit]:
        """The sentences of the sources that best match the claim, best first."""
        return self.reading.index.search(sorted(self.stems), _PASSAGES)

    @cached_property
    def matter(self) -> frozenset[str]:
        """The stems of what the claim is about: of what was said, where it is "X said Y", else of all of it."""
        return frozenset(content_stems(self.attribution.content)) if self.attribution else self.stems

    @cached_property
    def closest(self) -> Hit | None:
        """The passage that holds the largest share of the claim's matter."""
        same = self.matter == self.stems
        hits = self.passages if same else self.reading.index.search(sorted(self.matter), _PASSAGES)
        return max(hits, key=self.share, default=None)

    def share(self, hit: Hit) -> float:
        """How much of the claim's matter a passage holds, 0 to 1, rare words counting more."""
        return self._held(self.matter, hit)

    def likeness(self, hit: Hit) -> float:
        """How much of the claim's matter a passage holds where figures, dates and quantifiers are left out, 0 to 1.

        It says whether both speak of the same matter when it is their figures that are to be compared.
        """
        return self._held(self._unmeasured, hit)

    @cached_property
    def _unmeasured(self) -> frozenset[str]:
        words = self.claim.text
        left_out = {stem for mention in measures(words) for stem in content_stems(words[mention.start : mention.end])}
        return self.matter - left_out

    def _held(self, wanted: frozenset[str], hit: Hit) -> float:
        total = self.reading.index.total(wanted)
        return self.reading.index.total(wanted & set(content_stems(hit.text))) / total if total else 0.0

    def place(self, start: int, end: int) -> Span:
        """The place in the text under check of characters `start` to `end` of the claim.

        A claim that was reworded to stand alone has no such place; then it is the words it came from.
        """
        words, span = self.claim.text[start:end], self.claim.span
        at = span.start + start
        if self.text.text.startswith(words, at) and at + len(words) <= span.end:
            return Span(start=at, end=at + len(words))
        # The "4" of "4 boats", and not that of "1994".
        whole = re.compile(rf"(?:\b|(?!\w)){re.escape(words)}(?:\b|(?<!\w))")
        found = whole.search(self.text.text, span.start, span.end)
        return Span(start=found.start(), end=found.end()) if found else span

    def differing(self, kind: FindingKind, ours: Mention, source: Document, theirs: Mention) -> Finding:
        """The finding that the claim has one thing at `ours` where `source` has another at `theirs`."""
        words, span = self.claim.text[ours.start : ours.end], Span(start=theirs.start, end=theirs.end)
        message = f"The text says “{words}”; the source says “{span.of(source.text)}”."
        return self.find(kind, message, self.place(ours.start, ours.end), source, span)

    def find(
        self,
        kind: FindingKind,
        message: str,
        span: Span,
        source: Document | None = None,
        source_span: Span | None = None,
    ) -> Finding:
        return Finding(
            kind=kind,
            level=FINDING_LEVELS[kind],
            message=message,
            span=span,
            source=source.id if source else None,
            source_span=source_span,
        )
