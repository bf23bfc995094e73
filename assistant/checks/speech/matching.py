"""Reported speech of the text under check, matched to reported speech of the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.checks.comparison import SourceReading
from assistant.checks.speech.identity import may_be_one, speakers_agree
from assistant.grounding.alignment import QuoteFinder
from assistant.language.synonyms import senses
from assistant.language.tokens import content_stems
from assistant.schema import Attribution, Document, Evidence, Mode, Span

__all__ = ["Match", "match", "speakers_agree", "speaking_at"]

_SAME_CONTENT = 0.5
"""The share of what one says, rare words counting more, that the other must hold to be the same speech."""
_SAME_CONTENT_AND_SPEAKER = 0.33
"""The same where the speakers agree: other words of one person are more likely the same speech."""
_FAR_BEHIND = 0.5
"""The share of another's that the speaker's own words reach at most where they are surely not what is meant."""
_CLEARLY_ANOTHER = 0.4
"""The share that is enough where nothing that the speaker says comes near."""
_RATHER_OWN = 0.2
"""Of two that say nearly the same, the one by the same speaker is meant."""
_FEWEST_SHARED = 3
"""Content words that another's speech must share with ours to be what is meant."""
_LESS_SURE = 0.8
_NEARLY_ALL = 0.75
_LEAST_OF_OURS = 0.3
_ENOUGH_WORDS = 3
"""A speech of fewer content words is held by many an other one."""
_MOST_PLACES = 50
"""A phrase that stands at more places is anybody's."""


class Match(NamedTuple):
    """Where a source reports the same speech: who says it there, and the passage."""

    document: Document
    attribution: Attribution | None
    """The source's own attribution; None where its words stand in the source with nobody to say them."""
    evidence: Evidence
    verbatim: bool
    """Whether the words are the source's own; False for other words of the same content, or a near miss."""
    share: float = 1.0
    """How much of what the text has said the source has said too, 0 to 1, rare words counting more."""


def match(reading: SourceReading, attribution: Attribution, text: Document) -> Match | None:
    """The reported speech of the sources that `attribution` of `text` repeats, or None where there is none."""
    if attribution.mode is Mode.DIRECT:
        return _by_words(reading, attribution, text) or _by_content(reading, attribution, text)
    return _by_content(reading, attribution, text)


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
        return max(matches, key=lambda match: _fits(attribution, text, match))
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


def _fits(ours: Attribution, text: Document, found: Match) -> int:
    if found.attribution is None:
        return 0
    agree = found.attribution.speaker and may_be_one(ours, text, found.attribution, found.document)
    return 2 if agree else 1


def speaking_at(reading: SourceReading, evidence: Evidence) -> Attribution | None:
    """The source's own attribution that a passage of it stands in; None where nobody speaks there."""
    spoken = reading.speech_in(evidence.source, evidence.start, evidence.end)
    return next((attribution for _, attribution in spoken), None)


class _Likeness(NamedTuple):
    share: float
    """How much of our content theirs holds, or theirs ours."""
    source: Document
    attribution: Attribution


def _by_content(reading: SourceReading, attribution: Attribution, text: Document) -> Match | None:
    """The speech most like `attribution`: one by its own speaker, unless another's is clearly what is meant."""
    own: _Likeness | None = None
    other: _Likeness | None = None
    for share, held, words, position in _alike(reading, content_stems(attribution.content)):
        source, theirs = reading.attributions[position]
        agree = may_be_one(attribution, text, theirs, source)
        if agree or theirs.anonymous or (held >= _NEARLY_ALL and share >= _LEAST_OF_OURS):
            share = max(share, _LESS_SURE * held)
        one = _Likeness(share, source, theirs)
        if not agree and words < _FEWEST_SHARED:
            continue
        if agree:
            own = one if own is None or share > own.share else own
        else:
            other = one if other is None or share > other.share else other
    best = _meant(own, other)
    if best is None:
        return None
    spans = best.attribution.content_spans
    place = Evidence.cite(best.source, Span(start=spans[0].start, end=spans[-1].end))
    return Match(best.source, best.attribution, place, verbatim=False, share=best.share)


def _meant(own: _Likeness | None, other: _Likeness | None) -> _Likeness | None:
    ours, theirs = own.share if own else 0.0, other.share if other else 0.0
    if own is not None and ours >= _SAME_CONTENT_AND_SPEAKER and ours + _RATHER_OWN >= theirs:
        return own
    if theirs >= _SAME_CONTENT or (theirs >= _CLEARLY_ANOTHER and ours <= _FAR_BEHIND * theirs):
        return other
    return own if ours >= _SAME_CONTENT_AND_SPEAKER else None


def _alike(reading: SourceReading, stems: Sequence[str]) -> Iterator[tuple[float, float, int, int]]:
    """For each speech that shares words with `stems`: the share of ours that it holds, ours of it, how many words of
    ours that is, and its position.

    A word is held where one that may stand for it is; one that no source has counts as much as the rarest one there.
    """
    wanted = list(dict.fromkeys(stems))
    most = max((reading.index.weight(stem) for stem in wanted if stem in reading.index), default=0.0)
    shared: dict[int, list[float]] = defaultdict(list)
    for stem in wanted:
        places = {position for other in senses(stem) for position in reading.said.get(other, ())}
        for position in sorted(places):
            shared[position].append(min(reading.index.weight(stem), most))
    total = sum(min(reading.index.weight(stem), most) for stem in wanted)
    for position, weights in sorted(shared.items()):
        held = sum(weights)
        yield held / total if total else 0.0, _held_of(reading, position, held), len(weights), position


def _held_of(reading: SourceReading, position: int, weight: float) -> float:
    """The share that ours holds of what was said at `position`: a text may say more around it than the source."""
    stems = reading.said_stems[position]
    return min(1.0, weight / reading.index.total(stems)) if len(stems) >= _ENOUGH_WORDS else 0.0
