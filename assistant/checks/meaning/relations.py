"""Relations: does the claim turn round who did what to whom, what exceeds what, or what came first?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.checks.comparison import Comparison
from assistant.checks.meaning.clauses import held_share
from assistant.grounding.index import Hit
from assistant.language.negation import negations
from assistant.language.relations import Relation, between_names, relations, ways
from assistant.language.synonyms import senses
from assistant.language.tokens import stem
from assistant.schema import Finding, FindingKind, Span

_SAME_MATTER = 0.6
"""The share of the claim that a passage must hold for the two to speak of the same matter."""

_SAME_MATTER_IN_OTHER_WORDS = 0.5
"""The same where words that may stand for one another count as one."""

_UNDERGONE = frozenset(map(stem, "die drown perish".split()))
"""Stems of verbs whose subject is what the object of "kill" is: "the crash killed the driver", "the driver died"."""

_LONGEST_SHOWN = 140
"""Characters of a sentence of the source that a message quotes."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`relation_changed`, at most once for a claim."""
    if negations(comparison.claim.text):
        return
    hits = [
        hit
        for hit in comparison.passages
        if comparison.share(hit) >= _SAME_MATTER
        or held_share(comparison.reading.index, comparison.matter, hit.text) >= _SAME_MATTER_IN_OTHER_WORDS
    ]
    found = _turned(comparison, hits) or _other_way(comparison, hits)
    if found is not None:
        yield found


def _turned(comparison: Comparison, hits: list[Hit]) -> Finding | None:
    """The two sides of a verb, of "than" or of "after" have changed places."""
    return _turned_by(comparison, hits, relations) or _turned_by(comparison, hits, between_names)


def _turned_by(comparison: Comparison, hits: list[Hit], read: Callable[..., Iterator[Relation]]) -> Finding | None:
    for ours in read(comparison.claim.text):
        theirs = [
            (hit, relation)
            for hit in hits
            for relation in read(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
            if relation.pivot in senses(ours.pivot) and (relation.pivot in _UNDERGONE) == (ours.pivot in _UNDERGONE)
        ]
        if not theirs or any(not _is_turned(ours, relation) for _, relation in theirs):
            continue
        hit, relation = theirs[0]
        words = comparison.claim.text[ours.start : ours.end]
        message = f"The text turns round what “{words}” relates; the source says “{_shown(hit)}”."
        place = comparison.place(ours.start, ours.end)
        span = Span(start=relation.start, end=relation.end)
        return comparison.find(FindingKind.RELATION_CHANGED, message, place, hit.document, span)
    return None


def _shown(hit: Hit) -> str:
    words = " ".join(hit.text.split())
    return words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " ..."


def _is_turned(ours: Relation, theirs: Relation) -> bool:
    """Whether each side shares words with the other side of the other, and none with its own."""
    acting, suffering = theirs.acting - theirs.suffering, theirs.suffering - theirs.acting
    crossed = ours.acting & suffering and ours.suffering & acting
    return bool(crossed) and not ours.acting & acting and not ours.suffering & suffering


def _other_way(comparison: Comparison, hits: list[Hit]) -> Finding | None:
    """ "From X to Y" has become "from Y to X"."""
    theirs = [
        (hit, way) for hit in hits for way in ways(hit.document.text, hit.sentence.span.start, hit.sentence.span.end)
    ]
    for ours in ways(comparison.claim.text):
        if any((way.origin, way.goal) == (ours.origin, ours.goal) for _, way in theirs):
            continue
        for hit, way in theirs:
            if (way.origin, way.goal) == (ours.goal, ours.origin):
                words = hit.document.text[way.start : way.end]
                message = f"The text goes the other way; the source says “{words}”."
                place = comparison.place(ours.start, ours.end)
                span = Span(start=way.start, end=way.end)
                return comparison.find(FindingKind.RELATION_CHANGED, message, place, hit.document, span)
    return None
