"""Speakers: did the one who is said to have said it say it, and was it said so and not denied?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.attribution import attributions, named
from assistant.attribution.nouns import is_role
from assistant.checks.comparison import Comparison
from assistant.checks.speech.identity import (
    PRONOUNS,
    differ_in_gender,
    is_called_otherwise,
    is_named,
    known_by_role,
    may_be_one,
    names_itself,
    speakers_agree,
    takes_up_another,
)
from assistant.checks.speech.matching import Match, match
from assistant.grounding.index import Hit
from assistant.language.cues import noun_of, reports_plainly, speech_verbs
from assistant.language.names import names
from assistant.language.negation import negations
from assistant.language.tokens import content_stems
from assistant.schema import Attribution, Document, Finding, FindingKind, Mode, Polarity, Span
from assistant.source import from_text

_TWO = 2
_SAME_MATTER = 0.6
_ENOUGH_WORDS = 4
_ALL_BUT = 0.8
_THE_SAME = 0.7
"""The share from which on even a thought ("believes that") is plainly the one that another has in the source."""
_NOT_SAYING = (Polarity.DENIED, Polarity.DECLINED)
"""What one denies is what another has said."""
_REACH = 400
"""Characters before a pronoun in which whom it means is named."""
_PASSAGES = 3
_NEARLY_ALL = 0.75
"""The share of what was said that a sentence in the source's own voice must hold to be where the text has it from."""
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us)\b|^[\w .]{1,30}:", re.IGNORECASE)
"""Where somebody speaks for themselves, as in an interview, or a line begins with who speaks."""
_OFFICE = re.compile(r"\b(?P<office>[a-z]{3,}),?\s+(?:(?:Mr|Mrs|Ms|Dr|Cllr|Sir|Dame)\.?\s+)?\Z")
_LOOK = 30
_UNTRUE = re.compile(
    r"\b(?:untrue|false|baseless|unfounded|groundless|fabricated|nonsense|a\s+lie|lies|wrong)\b", re.IGNORECASE
)
_INDEFINITE = re.compile(r"(?:an?|one|another|two|three|several|some|many|members|people|sources)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:his|her|its|their)\b", re.IGNORECASE)


def check(comparison: Comparison) -> Iterator[Finding]:
    """`wrong_speaker`, `speaker_identified`, `stance_changed`; remarks: `attribution_dropped`, `attribution_added`."""
    ours = comparison.attribution
    if ours is None:
        yield from _dropped(comparison)
        return
    yield from _also_quoted(comparison, ours)
    found = match(comparison.reading, ours, comparison.text)
    if found is None:
        yield from _added(comparison, ours)
        return
    if found.attribution is None:
        return
    yield from _speaker(comparison, ours, found, found.attribution)
    if turned(ours, found.attribution) and may_be_one(ours, comparison.text, found.attribution, found.document):
        yield _stance(comparison, ours, found, found.attribution)


def _also_quoted(comparison: Comparison, ours: Attribution) -> Iterator[Finding]:
    """What is found of the quotations that a claim reports besides: "said that ..., but added: “...”"."""
    claim = comparison.claim.text
    if speech_verbs(claim) < _TWO:
        return
    for other in attributions(from_text(claim, id="claim")):
        known = other.mode is not Mode.DIRECT or other.content in ours.content or not is_named(other)
        found = None if known else match(comparison.reading, _placed(comparison, other), comparison.text)
        if found is not None and found.attribution is not None:
            yield from _speaker(comparison, _placed(comparison, other), found, found.attribution)


def _placed(comparison: Comparison, other: Attribution) -> Attribution:
    """An attribution read in the claim, with its speaker and its words where they stand in the text under check."""
    at = other.speaker_span
    spans = tuple(comparison.place(piece.start, piece.end) for piece in other.content_spans)
    speaker = comparison.place(at.start, at.end) if at else None
    return other.model_copy(update={"speaker_span": speaker, "content_spans": spans})


def turned(ours: Attribution, theirs: Attribution) -> bool:
    """Whether the one is put forward and the other denied: "suggest that it is not" is "do not suggest that it is"."""
    negated = _is_denial(ours.content) != _is_denial(theirs.content)
    return ours.polarity.contradicts(theirs.polarity) and not negated and not theirs.is_turn


def _is_denial(content: str) -> bool:
    """Whether what is said denies something: "that he was not there", "that the claims were untrue"."""
    return bool(negations(content)) or _UNTRUE.search(content) is not None


def _speaker(comparison: Comparison, ours: Attribution, found: Match, theirs: Attribution) -> Iterator[Finding]:
    if may_be_one(ours, comparison.text, theirs, found.document):
        return
    certain = differ_in_gender(ours, comparison.text, theirs, found.document)
    unresolved = (theirs.speaker or "").lower() in PRONOUNS
    if unresolved and not certain:
        return
    bearer = known_by_role(comparison.reading, ours)
    called = ours if bearer is None else ours.model_copy(update={"speaker": bearer})
    if speakers_agree(called, theirs):
        return
    if not is_named(ours) and not certain and bearer is None:
        return
    place = ours.speaker_span or comparison.claim.span
    if not ours.anonymous and names_itself(ours) and (theirs.anonymous or _is_nobody(theirs)):
        kind = FindingKind.SPEAKER_IDENTIFIED
        message = (
            f"The text names {ours.speaker} as the speaker; the source keeps the speaker unnamed: {theirs.speaker}."
        )
    elif _POSSESSIVE.match(theirs.speaker or "") and not is_named(theirs):
        return  # "their mother" may be the very person whom the text names
    elif not found.verbatim and not certain and not _surely_another(comparison, called, found, theirs):
        return
    else:
        kind = FindingKind.WRONG_SPEAKER
        role = f", {theirs.role}" if theirs.role else ""
        whose = f"somebody called “{theirs.speaker}”" if unresolved else theirs.speaker
        message = f"The text gives these words to {ours.speaker}; in the source they are those of {whose}{role}."
    yield comparison.find(kind, message, place, found.document, theirs.speaker_span or found.evidence.span)


def _is_nobody(theirs: Attribution) -> bool:
    """Whether the source's speaker is somebody whom it does not name: "one senior player", "a neighbour"."""
    words = (theirs.speaker or "").split()
    thing = bool(words) and noun_of(words[-1].lower()) is not None  # "an estimate", "a report"
    return not is_named(theirs) and not thing and _INDEFINITE.match(theirs.speaker or "") is not None


def _surely_another(comparison: Comparison, ours: Attribution, found: Match, theirs: Attribution) -> bool:
    """Whether the source's speaker cannot be the one that the text names for these words in other words.

    "His manager" may be the very person; a body's words may be given to somebody whom the source names in one breath
    with it; and one who says nothing else in the source may be a body that spoke through this person. In a
    conversation each takes up the words of the other.
    """
    source = found.document
    return (
        names_itself(theirs)
        and not _is_one_of_many(comparison, ours)
        and not theirs.is_turn
        and (reports_plainly(ours.cue or "") or found.share >= _THE_SAME)
        and (ours.polarity not in _NOT_SAYING or (ours.polarity is theirs.polarity and found.share >= _THE_SAME))
        and not ours.polarity.contradicts(theirs.polarity)
        and (
            _speaks(comparison, ours)
            or (found.share >= _THE_SAME and not _speaks_for_one(theirs) and _is_somebody_else(comparison, ours))
        )
        and not (_by_pronoun(theirs, source) and _may_mean(ours, theirs, source))
        and not _named_beside(comparison, ours, theirs)
        and not _named_together(ours.speaker or "", theirs.speaker or "", source.text)
    )


def _speaks(comparison: Comparison, ours: Attribution) -> bool:
    """Whether a source lets the text's speaker say something."""
    said = (theirs for _, theirs in comparison.reading.attributions)
    return any(theirs.speaker and names_itself(theirs) and speakers_agree(ours, theirs) for theirs in said)


def _speaks_for_one(theirs: Attribution) -> bool:
    """Whether the source's speaker is "its manager", and may speak for whomever the text names."""
    return _POSSESSIVE.match(theirs.role or "") is not None


def _is_somebody_else(comparison: Comparison, ours: Attribution) -> bool:
    """Whether a source names the text's speaker in full, and by an office: no body, that another might speak for."""
    full = {name.words for name in named(ours.speaker or "") if len(name.words) >= _TWO}
    for source in comparison.reading.sources:
        for name in names(source.text) if full else ():
            before = _OFFICE.search(source.text, max(0, name.start - _LOOK), name.start)
            if name.words in full and before is not None and is_role(before["office"]):
                return True
    return False


def _is_one_of_many(comparison: Comparison, ours: Attribution) -> bool:
    """Whether the text's speaker is "a Norwegian", whoever that is."""
    start = ours.speaker_span.start if ours.speaker_span else 0
    return comparison.text.text[max(0, start - 3) : start].lower().endswith(("a ", "an "))


def _by_pronoun(theirs: Attribution, source: Document) -> bool:
    return theirs.speaker_span is not None and theirs.speaker_span.of(source.text).lower() in PRONOUNS


def _may_mean(ours: Attribution, theirs: Attribution, source: Document) -> bool:
    """Whether a pronoun of the source may mean the text's speaker, who is named shortly before it."""
    if theirs.speaker_span is None or takes_up_another(ours, theirs.speaker_span.of(source.text)):
        return False
    if is_called_otherwise(ours, theirs.speaker_span.of(source.text), source):
        return False
    end = theirs.speaker_span.start
    before = source.text[max(0, end - _REACH) : end].lower()
    return any(name.words[-1] in before for name in named(ours.speaker or ""))


def _named_beside(comparison: Comparison, ours: Attribution, theirs: Attribution) -> bool:
    """Whether the claim names the source's speaker outside what is said, or that one speaks of the claim's speaker."""
    claim = comparison.claim.text.lower().replace(ours.content.lower(), "")
    content = theirs.content.lower()
    one, other = ({name.words[-1] for name in named(each.speaker or "")} for each in (ours, theirs))
    return any(word in claim for word in other - one) or any(word in content for word in one)


def _named_together(one: str, other: str, text: str) -> bool:
    words_one = [re.escape(word) for name in named(one) for word in name.words[-1:]]
    words_other = [re.escape(word) for name in named(other) for word in name.words[-1:]]
    if not words_one or not words_other or words_one == words_other:
        return False
    either, their = "|".join(words_one), "|".join(words_other)
    near = rf"\b(?:{either})\b[^.!?\n]{{0,40}}\b(?:{their})\b|\b(?:{their})\b[^.!?\n]{{0,40}}\b(?:{either})\b"
    return any(not speech_verbs(match[0]) for match in re.finditer(near, text, re.IGNORECASE))


def _stance(comparison: Comparison, ours: Attribution, found: Match, theirs: Attribution) -> Finding:
    message = f"The text has it that the speaker “{ours.cue}” this; in the source the speaker “{theirs.cue}” it."
    place = ours.cue_span or comparison.claim.span
    return comparison.find(
        FindingKind.STANCE_CHANGED, message, place, found.document, theirs.cue_span or found.evidence.span
    )


def _added(comparison: Comparison, ours: Attribution) -> Iterator[Finding]:
    """The claim puts into somebody's mouth what the source says in its own voice."""
    hit = comparison.closest
    if ours.speaker is None or ours.cue is None or hit is None or not _nearly_the_same(comparison, hit):
        return
    pronoun = ours.speaker.lower() in PRONOUNS
    if pronoun or not reports_plainly(ours.cue) or not _in_own_voice(comparison, hit, ours):
        return
    message = f"The text gives this as the word of {ours.speaker}; the source says it in its own voice."
    place = ours.speaker_span or comparison.claim.span
    yield comparison.find(FindingKind.ATTRIBUTION_ADDED, message, place, hit.document, hit.sentence.span)


def _nearly_the_same(comparison: Comparison, hit: Hit) -> bool:
    """Whether a passage holds nearly all of what was said, or what was said holds all of it and little more."""
    share = comparison.share(hit)
    theirs = set(content_stems(hit.text))
    weigh = comparison.reading.index.total
    held = weigh(theirs & comparison.matter)
    return share >= _NEARLY_ALL or (share >= _SAME_MATTER - 0.1 and held >= _NEARLY_ALL * weigh(theirs))


def _in_own_voice(comparison: Comparison, hit: Hit, ours: Attribution) -> bool:
    """Whether no speech is reported in a passage, and the speaker neither stands in it nor has the word there."""
    span, text = hit.sentence.span, hit.document.text
    if set(content_stems(ours.speaker or "")) & set(content_stems(hit.text)) or _FIRST_PERSON.search(hit.text):
        return False
    if speech_verbs(text, span.start, span.end) > speech_verbs(ours.content):
        return False
    paragraph = [one for one in hit.document.sentences if one.paragraph == hit.sentence.paragraph]
    start = paragraph[0].span.start
    return not any(
        piece.overlaps(span) or (start <= piece.start and speakers_agree(ours, theirs))
        for piece, theirs in comparison.reading.speech_in(hit.document.id, start, span.end)
    )


def _dropped(comparison: Comparison) -> Iterator[Finding]:
    """The claim states as a fact what in the source is somebody's word, and nowhere the source's own."""
    for source, theirs in _candidates(comparison):
        said = frozenset(content_stems(theirs.content))
        if not theirs.speaker or theirs.is_turn or _mentions(comparison, theirs.speaker):
            continue  # in a conversation every statement is somebody's word
        if not _holds(comparison, theirs, source, said) or _said_by_the_source(comparison, said):
            continue
        content = Span(start=theirs.content_spans[0].start, end=theirs.content_spans[-1].end)
        cue = f" (“{theirs.cue}”)" if theirs.cue else ""
        message = f"The text states this as a fact; in the source it is the word of {theirs.speaker}{cue}."
        yield comparison.find(FindingKind.ATTRIBUTION_DROPPED, message, comparison.claim.span, source, content)
        return


def _candidates(comparison: Comparison) -> list[tuple[Document, Attribution]]:
    """The attributions of the sources that share words with the claim, in their order."""
    reading = comparison.reading
    positions = {position for stem in comparison.stems for position in reading.said.get(stem, ())}
    return [
        reading.attributions[position]
        for position in sorted(positions)
        if reading.attributions[position][1].content_spans
    ]


def _holds(comparison: Comparison, theirs: Attribution, source: Document, said: frozenset[str]) -> bool:
    """Whether the claim is what was said: most of its words, where they stand closest; or all of it and more."""
    weigh = comparison.reading.index.total
    held = weigh(comparison.stems & said)
    if len(said) >= _ENOUGH_WORDS and held >= _ALL_BUT * weigh(said):
        return True
    hit = comparison.closest
    content = Span(start=theirs.content_spans[0].start, end=theirs.content_spans[-1].end)
    near = hit is not None and hit.document.id == source.id and content.overlaps(hit.sentence.span)
    return near and held >= _SAME_MATTER * weigh(comparison.stems)


def _said_by_the_source(comparison: Comparison, said: frozenset[str]) -> bool:
    """Whether a sentence in which nobody speaks holds nearly all of it too."""
    reading, weigh = comparison.reading, comparison.reading.index.total
    for hit in reading.index.search(sorted(said), _PASSAGES):
        spoken = reading.speech_in(hit.document.id, hit.sentence.span.start, hit.sentence.span.end)
        if not spoken and weigh(said & set(content_stems(hit.text))) >= _NEARLY_ALL * weigh(said):
            return True
    return False


def _mentions(comparison: Comparison, speaker: str) -> bool:
    return bool(set(content_stems(speaker)) & comparison.stems)
