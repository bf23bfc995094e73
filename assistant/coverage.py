"""What matters in the sources, whether a text holds it, and where in an article a passage stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from assistant.attribution import named
from assistant.checks import SourceReading
from assistant.grounding.centrality import cosine, ranked, vectors_of
from assistant.grounding.index import SourceIndex
from assistant.language.dates import dates
from assistant.language.names import names, same_word
from assistant.language.numbers import Kind, Quantity, agree, quantities
from assistant.language.tokens import content_stems, fold, tokens
from assistant.schema import Attribution, Document, Omission, Position, Score, Sentence, Span

_SENTENCES_A_POINT = 5
"""Sentences of a body for each that is taken as central."""
_MOST_CENTRAL, _MOST_FIGURES, _MOST_SPEAKERS = 4, 2, 2
_REDUNDANT = 0.5
"""The cosine from which a sentence says again what a chosen one says."""
_SHORTEST = 6
_LEAD_SENTENCES, _SMALL = 2, 1
_SPOKE_AT_LEAST = 3
"""Times that a speaker must be reported to be one of the main ones."""
_SENTENCES_OF_THE_TEXT = 3
"""Those of the text that may hold one sentence of a source between them."""
_HELD = 0.25
"""The share of a central sentence's words, rare words counting more, from which a text holds it: a summary keeps its
core and not its details. Between the summaries of people and other parts of the same articles it parts best here."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


class Point(NamedTuple):
    """One thing that matters in a source, and why an editor would say so."""

    source: Document
    span: Span
    reason: str
    stems: frozenset[str] = frozenset()
    """Of a central sentence: the words that it is held by."""
    figure: Quantity | None = None
    speaker: str | None = None


def position(body: Sequence[Sentence], span: Span) -> Position:
    """Which third of an article `span` begins in, counted in sentences of its body.

    A headline or a teaser, and the first sentence of however short a body, is the lead.
    """
    before = bisect_right(body, span.start, key=lambda sentence: sentence.span.start)
    third = 3 * max(0, before - 1) // max(1, len(body))
    return (Position.LEAD, Position.MIDDLE, Position.TAIL)[min(third, 2)]


def coverage(
    text: Document, sources: Sequence[Document], reading: SourceReading | None = None
) -> tuple[Score, tuple[Omission, ...]]:
    """The share of what matters in `sources` that `text` holds, and what it leaves out, the most important first.

    Of each source, the most central sentences count (a fifth of them, four at most), up to two figures of its lead,
    and up to two main speakers; of a short one fewer. A sentence is held by its words, a figure by an equal one, a
    speaker by name. A figure in a sentence that is left out is not listed again. `reading` is that of `sources`, where
    there is one already.
    """
    reading = reading or SourceReading(sources)
    ranks = [(rank, point) for source in sources for rank, point in enumerate(points_of(source, reading))]
    points = [point for _, point in sorted(ranks, key=itemgetter(0))]
    held = _Text(text, reading.index)
    missing = [point for point in points if not held.holds(point)]
    omissions = tuple(
        Omission(source=point.source.id, span=point.span, text=point.span.of(point.source.text), reason=point.reason)
        for point in missing
        if not _is_part_of_another(point, missing)
    )
    return Score.of(len(points) - len(missing), len(points)), omissions


def _is_part_of_another(point: Point, missing: Sequence[Point]) -> bool:
    """Whether a figure stands in a sentence that is left out as a whole: it need not be named again."""
    return point.figure is not None and any(
        other.stems and other.source is point.source and other.span.overlaps(point.span) for other in missing
    )


def points_of(source: Document, reading: SourceReading) -> list[Point]:
    """What matters in one source, the most important first."""
    body = source.body()
    central = list(_central(source, body))
    return [*central, *_figures(source, body), *_speakers(source, body, reading)]


def _central(source: Document, body: Sequence[Sentence]) -> Iterator[Point]:
    telling = [sentence for sentence in body if _tells(source.words_of(sentence))]
    vectors = vectors_of(source, telling)
    chosen: list[Sentence] = []
    for sentence in ranked(telling, vectors):
        if len(chosen) >= min(_MOST_CENTRAL, -(-len(telling) // _SENTENCES_A_POINT)):
            break
        if all(cosine(vectors[sentence.index], vectors[other.index]) < _REDUNDANT for other in chosen):
            chosen.append(sentence)
            stems = frozenset(vectors[sentence.index])
            yield Point(source, sentence.span, _place_of(sentence, body), stems)


def _tells(words: str) -> bool:
    return len(words.split()) >= _SHORTEST and not words.endswith("?")


def _place_of(sentence: Sentence, body: Sequence[Sentence]) -> str:
    if sentence is body[0]:
        return "the article opens with it"
    paragraphs = list(dict.fromkeys(one.paragraph for one in body))
    if len(paragraphs) > 1:
        what, at = "paragraph", paragraphs.index(sentence.paragraph)
    else:
        what, at = "sentence", body.index(sentence)
    ordinal = f"{_ORDINALS[at]} {what}" if at < len(_ORDINALS) else f"{what} {at + 1}"
    return f"from the article's {ordinal}, which much of the rest speaks of"


def _figures(source: Document, body: Sequence[Sentence]) -> Iterator[Point]:
    """The numbers of the first sentences: no rank, no age, no "one"."""
    found = 0
    for sentence in body[:_LEAD_SENTENCES]:
        start, end = sentence.span.start, sentence.span.end
        for figure in quantities(source.text, start, end, outside=dates(source.text, start, end)):
            small = figure.value <= _SMALL or figure.unit == "year"
            if found < _MOST_FIGURES and figure.kind is not Kind.ORDINAL and not small:
                found += 1
                span = Span(start=figure.start, end=figure.end)
                words = span.of(source.text)
                yield Point(source, span, f"a figure of the article's lead: “{words}”", figure=figure)


def _speakers(source: Document, body: Sequence[Sentence], reading: SourceReading) -> Iterator[Point]:
    """The people and bodies whom the source reports most."""
    said: dict[str, list[Attribution]] = defaultdict(list)
    for document, attribution in reading.attributions:
        if (
            document.id == source.id
            and attribution.speaker
            and not attribution.anonymous
            and named(attribution.speaker)
        ):
            said[attribution.speaker].append(attribution)
    often = [(speaker, reported) for speaker, reported in said.items() if len(reported) >= _SPOKE_AT_LEAST]
    often.sort(key=lambda one: -len(one[1]))  # stable: of two, the one who speaks first
    for speaker, reported in often[: min(_MOST_SPEAKERS, len(body) // _SENTENCES_A_POINT)]:
        pieces = reported[0].content_spans
        span = Span(start=pieces[0].start, end=pieces[-1].end)
        times = f"whom the article reports {len(reported)} times"
        yield Point(source, span, f"a main speaker: {speaker}, {times}", speaker=speaker)


class _Text:
    """The text under check, as points are looked for in it."""

    def __init__(self, text: Document, index: SourceIndex) -> None:
        self._index = index
        self._stems = [frozenset(content_stems(text.words_of(sentence))) for sentence in text.sentences]
        self._figures = quantities(text.text, outside=dates(text.text))
        self._words = frozenset(fold(token.text) for token in tokens(text.text))

    def holds(self, point: Point) -> bool:
        if point.figure is not None:
            figure = point.figure
            return any(agree(other, figure) or agree(figure, other) for other in self._figures)
        if point.speaker is not None:
            return self._names(point.speaker)
        return self.share(point.stems) >= _HELD

    def _names(self, speaker: str) -> bool:
        """Whether the last word of one of the speaker's names stands in the text."""
        last = [name.words[-1] for name in names(speaker)]
        return any(same_word(word, other) for word in last for other in self._words)

    def share(self, stems: frozenset[str]) -> float:
        """How much of a sentence the sentences of the text that hold most of it hold together, 0 to 1.

        Words count by how few sentences of the sources have them.
        """
        held = [stems & theirs for theirs in self._stems]
        best = nlargest(_SENTENCES_OF_THE_TEXT, held, key=self._index.total)
        total = self._index.total(stems)
        return self._index.total(frozenset().union(*best)) / total if total else 0.0
