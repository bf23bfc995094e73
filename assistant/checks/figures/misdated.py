"""Dates that the sources have, but of another event: which of their dates belongs to the words of the claim?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.checks.figures.attached import SAME_DOING, same_doing, taken_up
from assistant.checks.figures.calendar import conflicts, gives
from assistant.checks.figures.contexts import Context, context, extended, fit
from assistant.grounding.index import Hit
from assistant.language.dates import DateMention, preposition
from assistant.language.predicates import Predicate, predicate
from assistant.schema import Document, Sentence

_BETTER = 0.1
"""How much better the claim's words must fit another date than its own ..."""
_WELL = 0.1
"""... and how well they must fit it; or else they fit it as well, ..."""
_OTHER_MATTER = 0.15
"""... no more of the claim than this share stands in the sentence of its own date ..."""
_SAME_MATTER = 0.3
"""... and as much as this in that of the other. All four fitted on 1,262 supported claims with a date, of which 1.7%
are alarmed, and 503 copies with another date of the source in its place, of which 40% are found (`train` and `dev`, and
summaries that people wrote)."""
_FAR_LIKER = 0.2
"""How much more of the claim stands in the sentence of its own date where that is surely meant."""
_CARRIED = (0.5, 0.25)
"""How much the words of the sentence before a date, and of the one before that, tell of it."""
_OTHER_SIDE = 0.6
"""What is left of the fit of a date from which something is done where the claim has one until which it is."""
_TOO_MANY = 40
"""A date that the sources have more often than this is not looked at place by place."""
_JOINED = 5
"""Characters between two dates that make one."""
_LONGEST_LIST = 4
"""A sentence with more dates is a timetable."""


class Dated(NamedTuple):
    """A date of a source, and how well it fits what the claim says of its own date, 0 to 1."""

    document: Document
    mention: DateMention
    fit: float
    same_doing: bool
    likeness: float
    """The share of the claim, without its figures, that its sentence holds."""


class _Wanted(NamedTuple):
    """What the claim says of one of its dates."""

    date: DateMention
    context: Context
    predicate: Predicate
    until: bool | None
    """Whether it is a date until which something is done, or from which; None where it is neither."""


def misdated(
    comparison: Comparison,
    claimed: DateMention,
    others: Sequence[DateMention],
    known: Sequence[tuple[Document, DateMention]],
) -> Dated | None:
    """What date the sources have of the thing that the claim speaks of, where the claim has that of another thing.

    `others` are all dates of the claim, in order; `known` those of the sources that say the same as `claimed`.
    """
    if not known or len(known) > _TOO_MANY:
        return None
    if any(_is_listed(comparison, claimed, other, known) for other in others):
        return None
    text = comparison.claim.text
    ours = _wanted(text, claimed, others)
    placed = [_placed(comparison, document, mention, ours, carried=True) for document, mention in known]
    rivals = [one for one in _rivals(comparison, ours) if _is_rather_meant(one, placed)]
    if any(one.same_doing for one in placed):
        rivals = [one for one in rivals if one.same_doing]
    rivals = [one for one in rivals if not any(_is_beside(one, *place) for place in known)]
    free = [one for one in rivals if not any(not conflicts(one.mention, other) for other in others)]
    return max(free, key=lambda one: one.fit, default=None)


def _is_rather_meant(rival: Dated, own: Sequence[Dated]) -> bool:
    """Whether the claim speaks of what happened on `rival`, and of none of what happened on `own`."""
    best = max(one.fit for one in own)
    likest = max(one.likeness for one in own)
    if likest > rival.likeness + _FAR_LIKER:
        return False
    if rival.fit >= max(_WELL, best + _BETTER):
        return True
    apart = likest <= _OTHER_MATTER and rival.likeness >= _SAME_MATTER
    return apart and rival.fit >= best


def _is_listed(
    comparison: Comparison, claimed: DateMention, other: DateMention, known: Sequence[tuple[Document, DateMention]]
) -> bool:
    """Whether the claim's date stands side by side with another of it, and in a source too: "4 and 5 June"."""
    if other is claimed or max(other.start - claimed.end, claimed.start - other.end) > _JOINED:
        return False
    return any(
        gives(beside, other)
        for document, mention in known
        for beside in comparison.reading.calendar.around(document, mention)
    )


def _wanted(text: str, claimed: DateMention, others: Sequence[DateMention]) -> _Wanted:
    around = context(text, 0, len(text), claimed, others)
    return _Wanted(claimed, around, predicate(text, 0, len(text), claimed), _until(text, claimed))


def _is_beside(one: Dated, document: Document, known: DateMention) -> bool:
    """Whether two dates are one: "2018-19", "12 and 13 May"."""
    gap = max(one.mention.start - known.end, known.start - one.mention.end)
    return one.document is document and gap <= _JOINED


def _rivals(comparison: Comparison, ours: _Wanted) -> list[Dated]:
    """The dates of the passages, and of what takes these up, that could stand in the place of the claim's."""
    calendar = comparison.reading.calendar
    found: list[Dated] = []
    for hits, only_same in ((comparison.passages, False), (taken_up(comparison), True)):
        for hit in hits:
            mentions = calendar.within(hit.document, hit.sentence.span.start, hit.sentence.span.end)
            beside = mentions if len(mentions) <= _LONGEST_LIST else []
            rivals = [mention for mention in beside if conflicts(mention, ours.date)]
            placed = [_placed(comparison, hit.document, mention, ours, carried=False) for mention in rivals]
            found += [one for one in placed if one.same_doing or not only_same]
    return found


def _placed(comparison: Comparison, document: Document, mention: DateMention, ours: _Wanted, *, carried: bool) -> Dated:
    sentence = _sentence(document, mention)
    beside = comparison.reading.calendar.within(document, sentence.span.start, sentence.span.end)
    theirs = context(document.text, sentence.span.start, sentence.span.end, mention, beside)
    if carried:
        earlier = document.sentences[max(0, sentence.index - len(_CARRIED)) : sentence.index]
        for before, share in zip(reversed(earlier), _CARRIED, strict=False):
            if comparison.reading.calendar.within(document, before.span.start, before.span.end):
                break
            theirs = extended(theirs, document.words_of(before), share)
    fits = fit(ours.context, theirs, comparison.reading.index)
    attached = predicate(document.text, sentence.span.start, sentence.span.end, mention)
    doing = same_doing(ours.predicate, attached)
    fits += SAME_DOING * doing
    if attached.reports and not ours.predicate.reports:
        fits = 0.0
    until = _until(document.text, mention)
    turned = ours.until is not None and until is not None and until is not ours.until
    likeness = comparison.likeness(Hit(document, sentence))
    return Dated(document, mention, _OTHER_SIDE * fits if turned else fits, doing, likeness)


def _until(text: str, mention: DateMention) -> bool | None:
    found = preposition(text, mention.start)
    return found.until if found else None


def _sentence(document: Document, mention: DateMention) -> Sentence:
    at = bisect_right(document.sentences, mention.start, key=lambda sentence: sentence.span.start)
    return document.sentences[max(0, at - 1)]
