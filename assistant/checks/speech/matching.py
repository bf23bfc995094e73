"""Reported speech of the text under check, matched to reported speech of the source."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from assistant.attribution import named, same_speaker
from assistant.checks.comparison import SourceReading
from assistant.grounding.alignment import QuoteFinder
from assistant.language.tokens import content_stems
from assistant.schema import Attribution, Document, Evidence, Mode, Span

_SAME_CONTENT = 0.55
"""The share of what one says, rare words counting more, that the other must hold to be the same speech."""
_SAME_CONTENT_AND_SPEAKER = 0.35
"""The same where the speakers agree: other words of one person are more likely the same speech."""
_LEAST_OF_OURS = 0.3
_LESS_SURE = 0.8
_ENOUGH_WORDS = 4
"""A speech of fewer content words is held by many an other one."""
_NEIGHBOURS = 8
"""How many pieces of speech before a place may reach into it: those of one sentence."""

_MOST_PLACES = 50
"""A phrase that stands at more places is anybody's."""


class Match(NamedTuple):
    """Where the source reports the same speech: who says it there, and the passage."""

    document: Document
    attribution: Attribution | None
    """The source's own attribution; None where its words stand in the source with nobody to say them."""
    evidence: Evidence
    verbatim: bool
    """Whether the words are the source's own; False for other words of the same content, or a near miss."""


def match(reading: SourceReading, attribution: Attribution, text: Document) -> Match | None:
    """The reported speech of the sources that `attribution` of `text` repeats, or None where there is none."""
    if attribution.mode is Mode.DIRECT:
        return _by_words(reading, attribution, text) or _by_content(reading, attribution)
    return _by_content(reading, attribution)


def speakers_agree(ours: Attribution, theirs: Attribution) -> bool:
    """Whether two attributions may have one speaker; a speaker named by role alone agrees with whoever has the role."""
    if not ours.speaker or not theirs.speaker:
        return True
    # A body speaks through a person with a role in it, and a person may be named by the role alone.
    their_forms = [theirs.speaker, *([theirs.role] if theirs.role else [])]
    if any(same_speaker(ours.speaker, form) for form in their_forms):
        return True
    by_role = ours.role is not None and not theirs.anonymous and not named(theirs.speaker)
    return by_role and same_speaker(ours.role or "", theirs.speaker)


def _by_words(reading: SourceReading, attribution: Attribution, text: Document) -> Match | None:
    """The place of the words themselves: of every piece in one source, else of what comes near to the first piece."""
    pieces = [span.of(text.text) for span in attribution.content_spans] or [attribution.content]
    matches = [
        Match(source, speaking_at(reading, place), place, verbatim=True)
        for source in reading.sources
        for place in _places(reading.index.finders[source.id], pieces)
    ]
    if matches:
        # What several people say is right for each of them; what nobody says there is less than what somebody does.
        return max(matches, key=lambda match: _fits(attribution, match.attribution))
    for source in reading.sources:
        finder = reading.index.finders[source.id]
        place = finder.find(pieces[0])
        near = None if place else finder.nearest(pieces[0])
        if near is not None:
            return Match(source, speaking_at(reading, near.evidence), near.evidence, verbatim=not near.differences)
        if place is not None:
            return Match(source, speaking_at(reading, place), place, verbatim=False)
    return None


def _places(finder: QuoteFinder, pieces: Sequence[str]) -> tuple[Evidence, ...]:
    """Where the first piece stands, in a source in which all of them do: the best place first."""
    best = finder.find(pieces[0])
    if best is None or any(finder.find(piece) is None for piece in pieces[1:]):
        return ()
    return (best, *finder.find_all(pieces[0], _MOST_PLACES))


def _fits(ours: Attribution, theirs: Attribution | None) -> int:
    if theirs is None:
        return 0
    return 2 if theirs.speaker and speakers_agree(ours, theirs) else 1


def speaking_at(reading: SourceReading, evidence: Evidence) -> Attribution | None:
    """The source's own attribution that a passage of it stands in; None where nobody speaks there."""
    pieces = reading.pieces.get(evidence.source, [])
    last = bisect_left(pieces, evidence.end, key=itemgetter(0))
    around = pieces[max(0, last - _NEIGHBOURS) : last]
    return next((attribution for _, end, attribution in around if end > evidence.start), None)


def _by_content(reading: SourceReading, attribution: Attribution) -> Match | None:
    stems = dict.fromkeys(content_stems(attribution.content))
    shared: dict[int, float] = defaultdict(float)
    for stem in stems:
        for position in reading.said.get(stem, ()):
            shared[position] += reading.index.weight(stem)
    total = reading.index.total(stems)
    best: tuple[float, Document, Attribution] | None = None
    for position, weight in sorted(shared.items()):
        source, theirs = reading.attributions[position]
        agree = speakers_agree(attribution, theirs)
        share = weight / total
        if agree or theirs.anonymous:
            share = max(share, _LESS_SURE * _held_of(reading, position, weight))
        # Of two that say nearly the same, the one by the same speaker is meant.
        rank = share + 0.1 * agree
        enough = _SAME_CONTENT_AND_SPEAKER if agree else _SAME_CONTENT
        if share >= enough and weight / total >= _LEAST_OF_OURS and (best is None or rank > best[0]):
            best = (rank, source, theirs)
    if best is None:
        return None
    _, source, theirs = best
    span = Span(start=theirs.content_spans[0].start, end=theirs.content_spans[-1].end)
    return Match(source, theirs, Evidence.cite(source, span), verbatim=False)


def _held_of(reading: SourceReading, position: int, weight: float) -> float:
    """The share that ours holds of what was said at `position`: a text may say more around it than the source."""
    stems = reading.said_stems[position]
    return weight / reading.index.total(stems) if len(stems) >= _ENOUGH_WORDS else 0.0
