"""Speakers: did the one who is said to have said it say it, and was it said so and not denied?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.attribution import named
from assistant.checks.comparison import Comparison
from assistant.checks.speech import Match, match, speakers_agree
from assistant.grounding.index import Hit
from assistant.language.cues import reports_plainly, reports_speech
from assistant.language.tokens import content_stems
from assistant.schema import Attribution, Finding, FindingKind, Span

_SAME_MATTER = 0.6
_NEARLY_ALL = 0.75
"""The share of what was said that a sentence in the source's own voice must hold to be where the text has it from."""
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us)\b|^[\w .]{1,30}:", re.IGNORECASE)
"""Where somebody speaks for themselves, as in an interview, or a line begins with who speaks."""
_PRONOUNS = frozenset(["he", "she", "they", "i", "we", "it"])


def check(comparison: Comparison) -> Iterator[Finding]:
    """`wrong_speaker`, `speaker_identified`, `stance_changed`; remarks: `attribution_dropped`, `attribution_added`."""
    ours = comparison.attribution
    if ours is None:
        yield from _dropped(comparison)
        return
    found = match(comparison.reading, ours, comparison.text)
    if found is None:
        yield from _added(comparison, ours)
        return
    if found.attribution is None:
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
    elif not found.verbatim and not _surely_another(ours, theirs, found.document.text):
        return
    else:
        kind = FindingKind.WRONG_SPEAKER
        role = f", {theirs.role}" if theirs.role else ""
        message = (
            f"The text gives these words to {ours.speaker}; in the source they are those of {theirs.speaker}{role}."
        )
    yield comparison.find(kind, message, place, found.document, theirs.speaker_span or found.evidence.span)


def _surely_another(ours: Attribution, theirs: Attribution, text: str) -> bool:
    """Whether the source's speaker cannot be the one that the text names for these words in other words.

    "His manager" may be the very person; whom a "he" means was worked out; and a body's words may be given to
    somebody whom the source names in one breath with it. In a conversation each takes up the words of the other.
    """
    by_pronoun = theirs.speaker_span is not None and theirs.speaker_span.of(text).lower() in _PRONOUNS
    return (
        _is_named(theirs)
        and not theirs.is_turn
        and not by_pronoun
        and not _named_together(ours.speaker or "", theirs.speaker or "", text)
    )


def _named_together(one: str, other: str, text: str) -> bool:
    words_one = [re.escape(word) for name in named(one) for word in name.words[-1:]]
    words_other = [re.escape(word) for name in named(other) for word in name.words[-1:]]
    if not words_one or not words_other:
        return False
    either, their = "|".join(words_one), "|".join(words_other)
    near = rf"\b(?:{either})\b[^.!?\n]{{0,40}}\b(?:{their})\b|\b(?:{their})\b[^.!?\n]{{0,40}}\b(?:{either})\b"
    return re.search(near, text, re.IGNORECASE) is not None


def _is_named(attribution: Attribution) -> bool:
    return bool(named(attribution.speaker or "") or named(attribution.role or ""))


def _stance(comparison: Comparison, ours: Attribution, found: Match, theirs: Attribution) -> Finding:
    message = f"The text has it that the speaker “{ours.cue}” this; in the source the speaker “{theirs.cue}” it."
    place = ours.cue_span or comparison.claim.span
    return comparison.find(
        FindingKind.STANCE_CHANGED, message, place, found.document, theirs.cue_span or found.evidence.span
    )


def _added(comparison: Comparison, ours: Attribution) -> Iterator[Finding]:
    """The claim puts into somebody's mouth what the source says in its own voice."""
    hit = comparison.closest
    if ours.speaker is None or ours.cue is None or hit is None or comparison.share(hit) < _NEARLY_ALL:
        return
    pronoun = ours.speaker.lower() in _PRONOUNS
    if pronoun or not reports_plainly(ours.cue) or not _in_own_voice(comparison, hit, ours):
        return
    message = f"The text gives this as the word of {ours.speaker}; the source says it in its own voice."
    place = ours.speaker_span or comparison.claim.span
    yield comparison.find(FindingKind.ATTRIBUTION_ADDED, message, place, hit.document, hit.sentence.span)


def _in_own_voice(comparison: Comparison, hit: Hit, ours: Attribution) -> bool:
    """Whether no speech is reported in a passage, the speaker neither stands in it nor speaks in its paragraph."""
    span, text = hit.sentence.span, hit.document.text
    if set(content_stems(ours.speaker or "")) & set(content_stems(hit.text)) or _FIRST_PERSON.search(hit.text):
        return False
    if reports_speech(text, span.start, span.end):
        return False
    paragraph = [one for one in hit.document.sentences if one.paragraph == hit.sentence.paragraph]
    start, end = paragraph[0].span.start, paragraph[-1].span.end
    return not any(
        (opens < span.end and span.start < closes) or (start <= opens < end and speakers_agree(ours, theirs))
        for opens, closes, theirs in comparison.reading.pieces.get(hit.document.id, [])
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
