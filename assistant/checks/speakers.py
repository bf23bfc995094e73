"""Speakers: did the one who is said to have said it say it, and was it said so and not denied?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.attribution import named
from assistant.checks.comparison import Comparison
from assistant.checks.speech import Match, match, speakers_agree
from assistant.language.tokens import content_stems
from assistant.schema import Attribution, Finding, FindingKind, Span

_SAME_MATTER = 0.6
_PRONOUNS = frozenset(["he", "she", "they", "i", "we", "it"])


def check(comparison: Comparison) -> Iterator[Finding]:
    """`wrong_speaker`, `speaker_identified`, `stance_changed`, and the remark `attribution_dropped`."""
    ours = comparison.attribution
    if ours is None:
        yield from _dropped(comparison)
        return
    found = match(comparison.reading, ours, comparison.text)
    if found is None or found.attribution is None:
        return
    yield from _speaker(comparison, ours, found, found.attribution)
    if ours.polarity.contradicts(found.attribution.polarity) and speakers_agree(ours, found.attribution):
        yield _stance(comparison, ours, found, found.attribution)


def _speaker(comparison: Comparison, ours: Attribution, found: Match, theirs: Attribution) -> Iterator[Finding]:
    if speakers_agree(ours, theirs) or not _is_named(ours):
        return
    place = ours.speaker_span or comparison.claim.span
    if theirs.anonymous and not ours.anonymous:
        kind = FindingKind.SPEAKER_IDENTIFIED
        message = (
            f"The text names {ours.speaker} as the speaker; the source keeps the speaker unnamed: {theirs.speaker}."
        )
    elif (not _is_named(theirs) or theirs.is_turn) and not found.verbatim:
        return  # "his manager" may be the very person whom the text names; in a conversation each takes up the other
    else:
        kind = FindingKind.WRONG_SPEAKER
        role = f", {theirs.role}" if theirs.role else ""
        message = (
            f"The text gives these words to {ours.speaker}; in the source they are those of {theirs.speaker}{role}."
        )
    yield comparison.find(kind, message, place, found.document, theirs.speaker_span or found.evidence.span)


def _is_named(attribution: Attribution) -> bool:
    return bool(named(attribution.speaker or ""))


def _stance(comparison: Comparison, ours: Attribution, found: Match, theirs: Attribution) -> Finding:
    message = f"The text has it that the speaker “{ours.cue}” this; in the source the speaker “{theirs.cue}” it."
    place = ours.cue_span or comparison.claim.span
    return comparison.find(
        FindingKind.STANCE_CHANGED, message, place, found.document, theirs.cue_span or found.evidence.span
    )


def _dropped(comparison: Comparison) -> Iterator[Finding]:
    """The claim states as a fact what in the source is somebody's word."""
    hit = comparison.closest
    if hit is None or comparison.share(hit) < _SAME_MATTER:
        return
    for source, theirs in comparison.reading.attributions:
        if source.id != hit.document.id or not theirs.speaker or not theirs.content_spans:
            continue
        if theirs.is_turn:
            continue  # in a conversation every statement is somebody's word
        content = Span(start=theirs.content_spans[0].start, end=theirs.content_spans[-1].end)
        if not content.overlaps(hit.sentence.span) or _mentions(comparison, theirs.speaker):
            continue
        held = comparison.stems & set(content_stems(theirs.content))
        weigh = comparison.reading.index.total
        if weigh(held) >= _SAME_MATTER * weigh(comparison.stems):
            cue = f" (“{theirs.cue}”)" if theirs.cue else ""
            message = f"The text states this as a fact; in the source it is the word of {theirs.speaker}{cue}."
            yield comparison.find(FindingKind.ATTRIBUTION_DROPPED, message, comparison.claim.span, source, content)
            return


def _mentions(comparison: Comparison, speaker: str) -> bool:
    return bool(set(content_stems(speaker)) & comparison.stems)
