"""Times that a source gives for another thing: which of them belongs to the words of the claim?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from assistant.checks.comparison import Comparison
from assistant.checks.figures.attached import SAME_DOING, same_doing, taken_up
from assistant.checks.figures.contexts import Context, context, extended, fit
from assistant.grounding.index import Hit
from assistant.language.mention import Mention
from assistant.language.predicates import predicate

_BETTER = 0.1
"""How much better the claim's words must fit another time than its own."""
_BESIDES_THE_DOING = 0.05
"""How much better the words must fit it, whatever happens then, where the sources give the claim's own time too."""
_WELL = 0.1
"""How well they must fit it where the claim's time is that of something else, ..."""
_ALONE = 0.25
"""... and where no passage gives the claim's time at all."""
_CARRIED = 0.5
"""How much the words of the sentence before a time tell of it."""

Time = TypeVar("Time", bound=Mention)


class Timed(NamedTuple, Generic[Time]):
    """A time of a source, and how well it fits what the claim says of its own, 0 to 1."""

    hit: Hit
    time: Time
    fit: float
    same_doing: bool


def mistimed(
    comparison: Comparison,
    ours: Time,
    claimed: Sequence[Time],
    read: Callable[[str, int, int | None], list[Time]],
    same: Callable[[Time, Time], bool],
) -> Timed[Time] | None:
    """What time the passages have of the thing that the claim speaks of, where the claim has another.

    `claimed` are all such times of the claim, `read` finds them in a text, `same` says whether two agree.
    """
    text = comparison.claim.text
    wanted = context(text, 0, len(text), ours, claimed)
    doing = predicate(text, 0, len(text), ours)
    own: float | None = None
    own_doing = False
    rivals: list[Timed[Time]] = []
    behind = taken_up(comparison)
    for hit in (*comparison.passages, *behind):
        span = hit.sentence.span
        found = read(hit.document.text, span.start, span.end)
        for time in found:
            theirs = context(hit.document.text, span.start, span.end, time, found)
            alike = same_doing(doing, predicate(hit.document.text, span.start, span.end, time))
            if same(ours, time):
                own = max(own or 0.0, _fit(comparison, wanted, _carried(hit, theirs, read)) + SAME_DOING * alike)
                own_doing = own_doing or alike
            elif (alike or hit not in behind) and not any(same(other, time) for other in claimed):
                rivals.append(Timed(hit, time, _fit(comparison, wanted, theirs) + SAME_DOING * alike, alike))
    if own_doing:
        rivals = [one for one in rivals if one.same_doing]
    if own is not None:
        own_words = own - SAME_DOING * own_doing
        rivals = [one for one in rivals if one.fit - SAME_DOING * one.same_doing >= own_words + _BESIDES_THE_DOING]
    best = max(rivals, key=lambda one: one.fit, default=None)
    enough = _ALONE if own is None else max(_WELL, own + _BETTER)
    return best if best is not None and best.fit >= enough else None


def _fit(comparison: Comparison, wanted: Context, theirs: Context) -> float:
    return fit(wanted, theirs, comparison.reading.index)


def _carried(hit: Hit, theirs: Context, read: Callable[[str, int, int | None], list[Time]]) -> Context:
    """`theirs` with the words of the sentence before, where that has no time of its own."""
    if hit.sentence.index == 0:
        return theirs
    before = hit.document.sentences[hit.sentence.index - 1]
    if read(hit.document.text, before.span.start, before.span.end):
        return theirs
    return extended(theirs, hit.document.words_of(before), _CARRIED)
