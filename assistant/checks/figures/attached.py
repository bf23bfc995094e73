"""Whether a time of a source is of the same doing as one of the claim, and where such times are sought."""

from __future__ import annotations

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.events import meaning
from assistant.language.predicates import Predicate
from assistant.language.synonyms import senses
from assistant.language.tokens import stem
from assistant.schema import Passage

SAME_DOING = 0.25
"""What it adds to the fit of a time, 0 to 1, that it belongs to the same verb as the claim's."""
_SAY = frozenset(map(stem, ("say", "tell", "add", "speak")))
_BEST = 2
"""So many of the best passages are looked at with ..."""
_AFTER = 2
"""... as many sentences behind them, which may take up their matter in other words."""


def same_doing(ours: Predicate, theirs: Predicate) -> bool:
    """Whether both times belong to one verb or event, or to words that may stand for one another.

    That both are times of saying something tells nothing: another thing may have been said.
    """
    known = theirs.stems | {meaning(word) for word in theirs.stems}
    return any(meaning(word) in known or not senses(word).isdisjoint(known) for word in ours.stems - _SAY)


def taken_up(comparison: Comparison) -> list[Hit]:
    """The sentences behind the best passages that are not passages themselves: "The case, which opened last month"."""
    known = {hit.passage for hit in comparison.passages}
    found: dict[Passage, Hit] = {}
    for hit in comparison.passages[:_BEST]:
        first = hit.sentence.index + 1
        for sentence in hit.document.sentences[first : first + _AFTER]:
            behind = Hit(hit.document, sentence)
            if behind.passage not in known and sentence.repeats is None:
                found[behind.passage] = behind
    return list(found.values())
