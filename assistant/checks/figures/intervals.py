"""Intervals between two things: does the claim turn before into after, or the same day into the next?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.events import meaning
from assistant.language.intervals import Interval, intervals
from assistant.language.synonyms import senses
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.4
"""The share of the claim that a passage must hold for its intervals to contradict those of the claim, ..."""
_SAME_THINGS = 2
"""... unless as many words about the things between which they lie are the same."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`date_changed`: "two days before" for "two days after", "the next day" for "the same day"."""
    ours = intervals(comparison.claim.text)
    if not ours:
        return
    found = [
        (hit, one)
        for hit in comparison.passages
        for one in intervals(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    ]
    for interval in ours:
        alike = [(hit, one) for hit, one in found if _comparable(comparison, interval, hit, one)]
        if alike and all(_turned(interval, one) for _, one in alike):
            yield _finding(comparison, interval, *alike[0])


def _comparable(comparison: Comparison, ours: Interval, hit: Hit, theirs: Interval) -> bool:
    """Whether both lie between the same things and differ at most in the side: other lengths are other numbers."""
    if ours.unit != theirs.unit or (abs(ours.length) != abs(theirs.length) and 0 not in (ours.length, theirs.length)):
        return False
    return comparison.likeness(hit) >= _SAME_MATTER or max(_ways(ours, theirs)) >= _SAME_THINGS


def _ways(ours: Interval, theirs: Interval) -> tuple[int, int]:
    """How many words the things have in common in the order told, and how many with each in the other's place."""
    straight = _shared(ours.told, theirs.told) + _shared(ours.other, theirs.other)
    if not ours.other or not theirs.other:
        return straight, 0
    return straight, _shared(ours.told, theirs.other) + _shared(ours.other, theirs.told)


def _turned(ours: Interval, theirs: Interval) -> bool:
    """Whether both put the same two things in another order, whichever of them they tell first."""
    straight, crossed = _ways(ours, theirs)
    length = -theirs.length if crossed > straight else theirs.length
    return straight != crossed and ours.length != length


def _shared(ours: Iterable[str], theirs: frozenset[str]) -> int:
    known = theirs | {meaning(word) for word in theirs}
    return sum(meaning(word) in known or not senses(word).isdisjoint(known) for word in ours)


def _finding(comparison: Comparison, ours: Interval, hit: Hit, theirs: Interval) -> Finding:
    words = comparison.claim.text[ours.start : ours.end]
    span = Span(start=theirs.start, end=theirs.end)
    message = f"The text says “{words}”; the source says “{span.of(hit.document.text)}”."
    if ours.length == theirs.length:
        message = f"The text turns round what came “{words}”; the source says “{' '.join(hit.text.split())}”."
    place = comparison.place(ours.start, ours.end)
    return comparison.find(FindingKind.DATE_CHANGED, message, place, hit.document, span)
