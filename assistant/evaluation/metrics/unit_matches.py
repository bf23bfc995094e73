"""Claims against the units that people took the same text apart into: which of them say the same?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.evaluation.metrics.precision_recall import Counts
from assistant.language.tokens import STOPWORDS, stem, tokens

ENOUGH = 0.5
"""The token F1 from which on a claim and a unit count as the same."""


def unit_matches(gold: Sequence[str], found: Sequence[str]) -> Counts:
    """The one-to-one pairs of claims and units whose words agree by `ENOUGH`, the best first; and how many of each.

    Words are compared by token F1, as Rajpurkar et al. (SQuAD, EMNLP 2016) compare answers, on stems without stop
    words: from 0 to 1. A claim that says two units at once matches one of them, and costs recall.
    """
    pairs = [
        (overlap, at, other)
        for at, unit in enumerate(map(_words, gold))
        for other, claim in enumerate(map(_words, found))
        if (overlap := _f1(unit, claim)) >= ENOUGH
    ]
    units: set[int] = set()
    claims: set[int] = set()
    for _, at, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if at not in units and other not in claims:
            units.add(at)
            claims.add(other)
    return Counts(right=len(units), found=len(found), gold=len(gold))


def _words(text: str) -> Counter[str]:
    return Counter(stem(token.text) for token in tokens(text, 0, len(text)) if token.text.lower() not in STOPWORDS)


def _f1(one: Counter[str], other: Counter[str]) -> float:
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0
