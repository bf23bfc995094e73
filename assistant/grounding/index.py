"""Which sentences of the sources speak of a claim: an inverted index with BM25 ranking."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nsmallest
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
        self._part_weights = [1.0 if sentence.part is Part.BODY else _HEADLINE_WEIGHT for _, sentence in self._entries]

    def weight(self, stem: str) -> float:
        """How much a word tells, by how few sentences have it (the inverse document frequency of BM25)."""
        count = len(self._postings.get(stem, ()))
        total = len(self._entries)
        return math.log(1 + (total - count + 0.5) / (count + 0.5))

    def total(self, stems: Iterable[str]) -> float:
        """The weight of several words together, the same in whatever order they come."""
        return math.fsum(map(self.weight, stems))

    def __contains__(self, stem: str) -> bool:
        return stem in self._postings

    def search(self, stems: Iterable[str], limit: int) -> list[Hit]:
        """The `limit` sentences that best match the words with these stems, best first.

        Ranked by Okapi BM25 (Robertson and Zaragoza 2009).
        """
        scores: dict[int, float] = defaultdict(float)
        for stem in self._telling(stems):
            weight = self.weight(stem)
            for entry in self._postings[stem]:
                count = self._stems[entry][stem]
                scores[entry] += weight * count * (_SATURATION + 1) / (count + self._norms[entry])
        ranked = nsmallest(limit, ((-score * self._part_weights[entry], entry) for entry, score in scores.items()))
        return [Hit(*self._entries[entry]) for _, entry in ranked]

    def _telling(self, stems: Iterable[str]) -> list[str]:
        """The stems that stand in the sources, without those that stand nearly everywhere in a long one."""
        known = [stem for stem in dict.fromkeys(stems) if stem in self._postings]
        common = max(_COMMON_FROM, _COMMON_SHARE * len(self._entries))
        return [stem for stem in known if len(self._postings[stem]) <= common] or known

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every name in every source; offsets are those of its own document."""
        return tuple(name for source in self.sources for name in names(source.text))
