"""Which sentences of the sources speak of a claim: an inverted index with BM25 ranking."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nlargest, nsmallest
from operator import neg
from typing import NamedTuple

from assistant.grounding.alignment import QuoteFinder
from assistant.language.names import Name, names
from assistant.language.tokens import content_stems
from assistant.schema import Document, Part, Passage, Sentence

_SATURATION = 1.2
_LENGTH_WEIGHT = 0.6
_COMMON_FROM, _COMMON_SHARE = 200, 0.25
"""A word in more sentences than both tells too little to be worth looking through them all."""
_HEADLINE_WEIGHT = 0.6
"""The body outranks the headline: a headline is found only where the body says less."""


class Hit(NamedTuple):
    """A sentence of a source that shares words with what was looked for."""

    document: Document
    sentence: Sentence

    @property
    def text(self) -> str:
        return self.document.words_of(self.sentence)

    @property
    def passage(self) -> Passage:
        return Passage(source=self.document.id, sentence=self.sentence.index)


class _Gains(NamedTuple):
    """What one word adds to the score of each sentence that has it."""

    of: dict[int, float]
    most: float


class SourceIndex:
    """The sentences of the sources, prepared once and searched for every claim. Repeats are left out."""

    def __init__(self, sources: Sequence[Document]) -> None:
        self.sources = tuple(sources)
        self.finders = {source.id: QuoteFinder(source) for source in sources}
        self._entries = [
            (source, sentence) for source in sources for sentence in source.sentences if sentence.repeats is None
        ]
        self._stems = [Counter(content_stems(source.words_of(sentence))) for source, sentence in self._entries]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for entry, stems in enumerate(self._stems):
            for stem in stems:
                self._postings[stem].append(entry)
        lengths = [sum(stems.values()) for stems in self._stems]
        mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
        self._norms = [_SATURATION * (1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * length / mean) for length in lengths]
        self._gains: dict[str, _Gains] = {}
        self._weights: dict[str, float] = {}
        self._part_weights = [1.0 if sentence.part is Part.BODY else _HEADLINE_WEIGHT for _, sentence in self._entries]

    def weight(self, stem: str) -> float:
        """How much a word tells, by how few sentences have it (the inverse document frequency of BM25)."""
        if stem not in self._weights:
            count = len(self._postings.get(stem, ()))
            self._weights[stem] = math.log(1 + (len(self._entries) - count + 0.5) / (count + 0.5))
        return self._weights[stem]

    def total(self, stems: Iterable[str]) -> float:
        """The weight of several words together, the same in whatever order they come."""
        return math.fsum(map(self.weight, stems))

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def only(self, stem: str) -> Hit | None:
        """The one sentence with that word; None where no sentence has it, or several."""
        entries = self._postings.get(stem, [])
        return Hit(*self._entries[entries[0]]) if len(entries) == 1 else None

    def search(self, stems: Iterable[str], limit: int) -> list[Hit]:
        """The `limit` sentences that best match the words with these stems, best first.

        Ranked by Okapi BM25 (Robertson and Zaragoza 2009). The words that add most come first: once all that are left
        could not lift a new sentence among the best, only those found so far are looked at (MaxScore, Turtle and Flood
        1995).
        """
        found = sorted(map(self._gains_of, self._telling(stems)), key=lambda gains: -gains.most)
        left = sum(gains.most for gains in found)
        scores: dict[int, float] = {}
        for gains in found:
            if len(scores) >= limit and left < nlargest(limit, scores.values())[-1]:
                for entry in scores.keys() & gains.of.keys():
                    scores[entry] += gains.of[entry]
            else:
                for entry, gain in gains.of.items():
                    scores[entry] = scores.get(entry, 0.0) + gain
            left -= gains.most
        ranked = nsmallest(limit, zip(map(neg, scores.values()), scores, strict=True))
        return [Hit(*self._entries[entry]) for _, entry in ranked]

    def _gains_of(self, stem: str) -> _Gains:
        """Worked out when a word is first looked for."""
        if stem not in self._gains:
            weight = self.weight(stem) * (_SATURATION + 1)
            counts = {entry: self._stems[entry][stem] for entry in self._postings[stem]}
            of = {
                entry: weight * self._part_weights[entry] * count / (count + self._norms[entry])
                for entry, count in counts.items()
            }
            self._gains[stem] = _Gains(of, max(of.values()))
        return self._gains[stem]

    def _telling(self, stems: Iterable[str]) -> list[str]:
        """The stems that stand in the sources, without those that stand nearly everywhere in a long one."""
        known = [stem for stem in dict.fromkeys(stems) if stem in self._postings]
        common = max(_COMMON_FROM, _COMMON_SHARE * len(self._entries))
        return [stem for stem in known if len(self._postings[stem]) <= common] or known

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every name in every source; offsets are those of its own document."""
        return tuple(name for source in self.sources for name in names(source.text))
