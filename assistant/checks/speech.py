"""Reported speech of the text under check, matched to reported speech of the source."""

from __future__ import annotations

from typing import NamedTuple

from assistant.attribution import named, same_speaker
from assistant.checks.comparison import SourceReading
from assistant.language.tokens import content_stems
from assistant.schema import Attribution, Document, Evidence, Mode, Span

_SAME_CONTENT = 0.55
"""The share of what one says, rare words counting more, that the other must hold to be the same speech."""
_SAME_CONTENT_AND_SPEAKER = 0.35
"""The same where the speakers agree: other words of one person are more likely the same speech."""


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
    offered = attribution.content_spans[0].of(text.text) if attribution.content_spans else attribution.content
    for source in reading.sources:
        finder = reading.index.finders[source.id]
        found = finder.find(offered)
        evidence = found or finder.nearest(offered)
        if evidence is not None:
            return Match(source, _speaking_at(reading, source, evidence.span), evidence, verbatim=found is not None)
    return None


def _speaking_at(reading: SourceReading, source: Document, span: Span) -> Attribution | None:
    for document, theirs in reading.attributions:
        if document.id == source.id and any(piece.overlaps(span) for piece in theirs.content_spans):
            return theirs
    return None


def _by_content(reading: SourceReading, attribution: Attribution) -> Match | None:
    stems = set(content_stems(attribution.content))
    total = sum(map(reading.index.weight, stems))
    best: tuple[float, Document, Attribution] | None = None
    for (source, theirs), said in zip(reading.attributions, reading.said, strict=True):
        share = sum(map(reading.index.weight, stems & said)) / total if total else 0.0
        if share < _SAME_CONTENT_AND_SPEAKER:
            continue
        agree = speakers_agree(attribution, theirs)
        enough = agree or share >= _SAME_CONTENT
        # Of two that say nearly the same, the one by the same speaker is meant.
        rank = share + 0.1 * agree
        if enough and (best is None or rank > best[0]):
            best = (rank, source, theirs)
    if best is None:
        return None
    _, source, theirs = best
    span = Span(start=theirs.content_spans[0].start, end=theirs.content_spans[-1].end)
    return Match(source, theirs, Evidence.cite(source, span), verbatim=False)
