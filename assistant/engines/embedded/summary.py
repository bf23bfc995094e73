"""Summaries by selection: the sentences nearest to what all of them say, the lead first, nothing twice."""

from __future__ import annotations

import re

from assistant.attribution import quotations
from assistant.errors import UsageError
from assistant.grounding.centrality import Vector, cosine, ranked, vectors_of
from assistant.language.references import dangles
from assistant.schema import Document, Draft, Length, Part, Sentence

_REDUNDANT = 0.5
"""The cosine from which a sentence says again what a chosen one says."""


def summarize(source: Document, length: Length) -> tuple[Draft, ...]:
    """The sentences of the body that say most of what the source says, in the order of the source.

    A sentence is ranked by its mean cosine to all others (degree centrality, Erkan and Radev 2004) and by how near
    the top it stands. One that opens with a word whose referent stands before it is taken only after the sentence
    that it follows. Raises UsageError where no sentence that stands alone fits into `length` in words.
    """
    candidates = [sentence for sentence in source.sentences if _may_be_taken(source, sentence)]
    if not candidates:
        told = [sentence for sentence in source.sentences if sentence.part is not Part.BYLINE]
        candidates = [sentence for sentence in told if sentence.repeats is None]
    vectors = vectors_of(source, candidates)
    chosen = _choose(source, ranked(candidates, vectors), vectors, length)
    return tuple(Draft(text=_words(source, sentence), rests_on=(sentence.index,)) for sentence in chosen)


def _may_be_taken(source: Document, sentence: Sentence) -> bool:
    words = source.words_of(sentence)
    if sentence.part is not Part.BODY or sentence.repeats is not None or words.endswith("?"):
        return False
    balanced = words.count("“") == words.count("”") and words.count('"') % 2 == 0
    return balanced and not _is_fragment_of_quotation(source, sentence)


def _is_fragment_of_quotation(source: Document, sentence: Sentence) -> bool:
    """Whether the sentence stands wholly inside a quotation, with nobody to say it."""
    around = source.text[max(0, sentence.span.start - 400) : sentence.span.end + 400]
    offset = max(0, sentence.span.start - 400)
    return any(
        quotation.outer.start + offset <= sentence.span.start and sentence.span.end <= quotation.outer.end + offset
        for quotation in quotations(around)
    )


def _choose(source: Document, best_first: list[Sentence], vectors: dict[int, Vector], length: Length) -> list[Sentence]:
    chosen: dict[int, Sentence] = {}
    waiting = list(best_first)
    while candidate := next((s for s in waiting if _fits(source, s, chosen, vectors, length)), None):
        chosen[candidate.index] = candidate
        waiting.remove(candidate)
    if not chosen and best_first:
        alone = [sentence for sentence in best_first if not dangles(source.words_of(sentence))] or best_first
        shortest = min(alone, key=lambda sentence: len(_words(source, sentence).split()))
        if length.words is not None and len(_words(source, shortest).split()) > length.words:
            raise UsageError(
                f"no sentence of this text fits in {length.words} words: the shortest that stands alone has "
                f"{len(_words(source, shortest).split())}"
            )
        chosen[shortest.index] = shortest
    return [chosen[index] for index in sorted(chosen)]


def _fits(
    source: Document,
    candidate: Sentence,
    chosen: dict[int, Sentence],
    vectors: dict[int, Vector],
    length: Length,
) -> bool:
    if length.sentences is not None and len(chosen) >= length.sentences:
        return False
    if length.words is not None:
        taken = sum(len(_words(source, sentence).split()) for sentence in chosen.values())
        if taken + len(_words(source, candidate).split()) > length.words:
            return False
    if dangles(source.words_of(candidate)) and not _follows(candidate, chosen):
        return False
    return all(cosine(vectors[candidate.index], vectors[index]) < _REDUNDANT for index in chosen)


def _follows(candidate: Sentence, chosen: dict[int, Sentence]) -> bool:
    before = chosen.get(candidate.index - 1)
    return before is not None and before.paragraph == candidate.paragraph


def _words(source: Document, sentence: Sentence) -> str:
    return re.sub(r"\s+", " ", source.words_of(sentence))
