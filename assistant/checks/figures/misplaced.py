"""Figures that the sources have, but of another thing: which of their figures belongs to the words of the claim?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.checks.figures.contexts import WINDOW, Context, context, extended, fit
from assistant.checks.figures.mentions import TOO_GENERAL, Around, Figure, around
from assistant.language.numbers import Bound, Kind, Quantity, agree
from assistant.language.roles import Role, role
from assistant.schema import Document, Sentence

_BETTER = 0.1
"""How much better the claim's words must fit another figure of the sentence than its own. Chosen on 350 figures
of claims that people had labelled as supported, and the same with another figure of the source in their place: with
`_BETTER_ELSEWHERE`, 5 of the former are alarmed, and 150 of the latter found."""
_BETTER_ELSEWHERE = 0.16
"""The same, where the better figure stands in another sentence, and the subject of its own may stand in one before."""
_WELL = 0.35
"""How well the claim's words must fit a figure that stands in another sentence."""
_CARRIED = (0.5, 0.25)
"""How much the words of the sentence before a figure, and of the one before that, tell of it."""
_OTHER_ROLE = 0.6
"""What is left of the fit of a figure that plays another part: what was before, for what is now."""
_FARTHEST = 5.0
"""A figure of another sentence that is more times larger than this is a figure of something else."""
_TOO_MANY = 40
"""A number that the sources have more often than this is not looked at place by place."""
_COUNTS_NOTHING = re.compile(r"\s*(?:$|[^\w\s]|(?:last|an?|the|this|in|at|on|before|earlier|previously)\b)")
_BESIDE = 120
_MOST_IN_A_PASSAGE = 60
"""A passage with more figures is a table, of which the first are looked at."""
_DID = re.compile(r"\s+(?:did|had|have|has|were|was)\s*[.;,]")
"""What stands for a verb and all behind it: "71 of them passed; a year ago 23 did"."""
_OLD = re.compile(r"[\s-]+years?[\s-]+olds?\b")


class _Wanted(NamedTuple):
    """What the claim says of one of its figures."""

    quantity: Quantity
    context: Context
    role: Role
    around: Around


class Placed(NamedTuple):
    """A figure of a source, and how well it fits what the claim says of its own figure, 0 to 1."""

    document: Document
    sentence: Sentence
    quantity: Quantity
    fit: float


def misplaced(comparison: Comparison, claimed: Quantity, others: Sequence[Quantity]) -> Placed | None:
    """What the sources have of the thing that the claim speaks of, where the claim has a figure of another thing.

    `others` are all figures of the claim, in order.
    """
    if claimed.kind is Kind.ORDINAL:
        return None
    ours = _wanted(comparison, claimed, others)
    own = _own(comparison, ours)
    if own is None or _DID.match(own.document.text, own.quantity.end):
        return None
    margin = 0.0 if _is_taken(comparison, own, claimed, others) else _BETTER
    rivals = [one for one in _rivals(comparison, ours) if one.fit > own.fit + margin]
    rivals = [one for one in rivals if one.sentence == own.sentence or _stands_apart(comparison, ours, own, one)]
    free = [one for one in rivals if not _spoken_for(comparison, ours, own, one, others)]
    free = [one for one in free if not _bound_alike(claimed, own.quantity) or _bound_alike(claimed, one.quantity)]
    return max(free, key=lambda one: one.fit, default=None)


def _bound_alike(one: Quantity, other: Quantity) -> bool:
    """Whether both are said to be a limit, and the same one: "up to 40"."""
    return one.bound in (Bound.ABOVE, Bound.BELOW) and one.bound is other.bound


def _wanted(comparison: Comparison, claimed: Quantity, others: Sequence[Quantity]) -> _Wanted:
    text = comparison.claim.text
    return _Wanted(
        claimed,
        context(text, 0, len(text), claimed, others),
        role(text, claimed, others),
        around(text, claimed, others),
    )


def _own(comparison: Comparison, ours: _Wanted) -> Placed | None:
    """Of the figures that say the same, the one that fits best; None where there is none, or too many."""
    found = comparison.reading.figures.agreeing(ours.quantity)
    if len(found) > _TOO_MANY:
        return None
    placed = [_placed(comparison, one.document, one.quantity, ours) for one in found]
    return max(placed, key=lambda one: one.fit, default=None)


def _rivals(comparison: Comparison, ours: _Wanted) -> list[Placed]:
    """The figures of the passages that could stand in the place of the claim's: of its kind, and another value."""
    return [
        _placed(comparison, hit.document, one, ours)
        for hit in comparison.passages
        for one in comparison.reading.figures.within(hit.document, hit.sentence.span.start, hit.sentence.span.end)[
            :_MOST_IN_A_PASSAGE
        ]
        if one.kind is ours.quantity.kind
        and one.unit == ours.quantity.unit
        and not (one.spelled and one.value == 1)
        and not agree(ours.quantity, one)
    ]


def _placed(comparison: Comparison, document: Document, quantity: Quantity, ours: _Wanted) -> Placed:
    sentence = _sentence(document, quantity)
    figures = _figures_near(comparison, document, sentence, quantity)
    theirs = context(document.text, sentence.span.start, sentence.span.end, quantity, figures)
    part = role(document.text, quantity, figures)
    if part is Role.FORMER and (now := _now(document.text, quantity, figures)) is not None:
        shared = context(document.text, sentence.span.start, sentence.span.end, now, figures)
        theirs = {**shared, **{word: max(share, shared.get(word, 0.0)) for word, share in theirs.items()}}
    fits = fit(ours.context, theirs, comparison.reading.index)
    return Placed(document, sentence, quantity, fits if part is ours.role else _OTHER_ROLE * fits)


def _now(text: str, former: Quantity, figures: Sequence[Quantity]) -> Quantity | None:
    """The figure that a former one stands beside: it is said of both what they count, "27 pairs, up from 19"."""
    before = [one for one in figures if one.end <= former.start and one.kind is former.kind]
    near = before and former.start - before[-1].end <= _BESIDE
    return before[-1] if near and _COUNTS_NOTHING.match(text, former.end) else None


def _sentence(document: Document, quantity: Quantity) -> Sentence:
    at = bisect_right(document.sentences, quantity.start, key=lambda sentence: sentence.span.start)
    return document.sentences[max(0, at - 1)]


def _figures_near(
    comparison: Comparison, document: Document, sentence: Sentence, quantity: Quantity
) -> Sequence[Quantity]:
    start, end = max(sentence.span.start, quantity.start - WINDOW), min(sentence.span.end, quantity.end + WINDOW)
    return comparison.reading.figures.within(document, start, end)


def _stands_apart(comparison: Comparison, ours: _Wanted, own: Placed, rival: Placed) -> bool:
    """Whether a figure of another sentence is so much better that the claim's own cannot be meant."""
    one, other = ours.quantity, rival.quantity
    if rival.fit < _WELL or not one.value or not other.value or not 1 / _FARTHEST < one.value / other.value < _FARTHEST:
        return False
    if bool(_OLD.match(comparison.claim.text, one.end)) is not bool(_OLD.match(rival.document.text, other.end)):
        return False
    theirs = comparison.reading.figures.around(Figure(rival.document, other))
    shared = set(ours.around.after) & set(theirs.after) | set(ours.around.before) & set(theirs.before)
    if not shared - TOO_GENERAL:
        return False
    return rival.fit > _carried(comparison, ours, own) + _BETTER_ELSEWHERE


def _carried(comparison: Comparison, ours: _Wanted, own: Placed) -> float:
    """How well a figure fits where its sentence takes up what the ones before it speak of."""
    span, document = own.sentence.span, own.document
    figures = _figures_near(comparison, document, own.sentence, own.quantity)
    theirs = context(document.text, span.start, span.end, own.quantity, figures)
    earlier = document.sentences[max(0, own.sentence.index - len(_CARRIED)) : own.sentence.index]
    for sentence, share in zip(reversed(earlier), _CARRIED, strict=False):
        theirs = extended(theirs, document.words_of(sentence), share)
    return fit(ours.context, theirs, comparison.reading.index)


def _is_taken(comparison: Comparison, own: Placed, claimed: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether the claim has the same number twice, and this figure of the source is rather that of the other."""
    return any(
        other.value == claimed.value
        and other.start != claimed.start
        and agree(other, own.quantity)
        and _placed(comparison, own.document, own.quantity, _wanted(comparison, other, others)).fit > own.fit
        for other in others
    )


def _spoken_for(comparison: Comparison, ours: _Wanted, own: Placed, rival: Placed, others: Sequence[Quantity]) -> bool:
    """Whether the claim has this figure too, and of the right thing: then it cannot be meant here."""
    for other in others:
        if other == ours.quantity or not agree(other, rival.quantity):
            continue
        theirs = _wanted(comparison, other, others)
        there = _placed(comparison, rival.document, rival.quantity, theirs).fit
        if _placed(comparison, own.document, own.quantity, theirs).fit <= there + _BETTER:
            return True
    return False
