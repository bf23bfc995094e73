"""Which sentences of a text say most of what all of it says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.language.tokens import content_stems
from assistant.schema import Document, Sentence

_LEAD_BONUS = 0.6
"""How much a sentence at the very top outweighs one at the end."""
_SHORTEST, _LONGEST = 6, 60

Vector = dict[str, float]
"""The weights of a sentence's words, by their stems, scaled to length 1."""


def vectors_of(document: Document, sentences: Sequence[Sentence]) -> dict[int, Vector]:
    """For each sentence, by its index, the weights of its words (tf-idf), scaled to length 1."""
    counts = {sentence.index: Counter(content_stems(document.words_of(sentence))) for sentence in sentences}
    having = Counter(stem for count in counts.values() for stem in count)
    vectors = {}
    for index, count in counts.items():
        raw = {stem: number * math.log(1 + len(sentences) / having[stem]) for stem, number in count.items()}
        norm = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors[index] = {stem: weight / norm for stem, weight in raw.items()}
    return vectors


def ranked(sentences: Sequence[Sentence], vectors: Mapping[int, Vector]) -> list[Sentence]:
    """The sentences by their mean cosine to all of them, best first; those near the top of the text gain by it.

    Degree centrality, as in Erkan and Radev (2004), with a bonus for the lead.
    """
    total: Vector = {}
    for vector in vectors.values():
        for stem, weight in vector.items():
            total[stem] = total.get(stem, 0.0) + weight

    def rank(position: int, sentence: Sentence) -> float:
        centrality = cosine(vectors[sentence.index], total) / len(sentences)
        words = len(vectors[sentence.index])
        size = 1.0 if _SHORTEST <= words <= _LONGEST else 0.5
        return centrality * size * (1 + _LEAD_BONUS * (1 - position / len(sentences)))

    scores = {sentence.index: rank(position, sentence) for position, sentence in enumerate(sentences)}
    return sorted(sentences, key=lambda sentence: (-scores[sentence.index], sentence.index))


def cosine(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())
