"""Quotes: are the words in quotation marks in the source, as somebody's words, unaltered?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.attribution import Quotation, named, quotations, same_speaker, touching
from assistant.checks.comparison import Comparison
from assistant.checks.speech.matching import Match, match, speakers_agree, speaking_at
from assistant.grounding.near import NearMiss, differences
from assistant.language.negation import negations
from assistant.language.synonyms import senses
from assistant.language.tokens import content_stems, stem, tokens
from assistant.schema import Alignment, Attribution, Evidence, Finding, FindingKind, Mode, Span

_SMALL_WORD = 3
_TITLE_SHARE = 0.75
_VERBATIM_WORDS = 4
"""From this many words on, a quotation claims to be somebody's very words; fewer may be a name or a term."""
_SAME_WORDS = 0.8
"""The share of the words of two quotations that are the same where the one is the other in another order."""
_FEWEST_OF_PART, _LONGEST_PART, _PART = 5, 60, 0.4
"""Words that a part of a quote has at least and at most, and the share of the quote, for it to be named."""
_TO_THIS_EFFECT = 0.4
"""The share of the quoted words that reported speech must have to be what the quote is made of."""
_MOST_PLACES = 50
_SENTENCES = 8
"""How many sentences are looked through for another form of a few words."""
_NEARLY_ALL = 85.0
"""rapidfuzz's ratio from which a passage is the quote with a word or two changed, and not half of a stitched one."""
_LONGEST_SPEECH = 2_000
_MARK = re.compile(r"[\"“”„«»]|``|''")


def check(comparison: Comparison) -> Iterator[Finding]:
    """`quote_altered`, `quote_stitched`, `quote_not_in_source`, `paraphrase_quoted`."""
    for quotation in quotations_in(comparison):
        words = quotation.span.of(comparison.text.text)
        if _is_title(words):
            continue
        places = _places(comparison, words)
        finding = _if_found(comparison, quotation, places) if places else _if_absent(comparison, quotation, words)
        if finding is not None:
            yield finding


def quotations_in(comparison: Comparison) -> Sequence[Quotation]:
    """The quotations that stand in the words which the claim came from."""
    text, span = comparison.text.text, comparison.claim.span
    return touching(quotations(text), span)


def _places(comparison: Comparison, words: str) -> list[Evidence]:
    finders = comparison.reading.index.finders.values()
    return [evidence for finder in finders for evidence in finder.find_all(words, _MOST_PLACES)]


def _if_found(comparison: Comparison, quotation: Quotation, places: Sequence[Evidence]) -> Finding | None:
    """`paraphrase_quoted`, where the words stand in the source and nowhere as somebody's spoken ones."""
    ours = comparison.attribution
    long = len(quotation.span.of(comparison.text.text).split()) >= _VERBATIM_WORDS
    if ours is None or not long or any(_may_be_spoken(comparison, place) for place in places):
        return None
    place = places[0]
    theirs = speaking_at(comparison.reading, place)
    if place.alignment is Alignment.ELIDED or not _marks_speech(comparison, place.source):
        return None
    if theirs is not None and theirs.speaker:
        message = (
            f"The text puts these words in quotation marks; in the source they are not quoted, but {theirs.speaker} is "
            f"reported to the effect: “{_around(comparison, place)}”."
        )
    elif _speaks_elsewhere(comparison, ours, place.source):
        message = (
            "The text puts these words in quotation marks; in the source they are nobody's quoted words, but its own: "
            f"“{_around(comparison, place)}”."
        )
    else:
        return None  # a document quoted as such: whoever is said to speak may have written it
    return _about(comparison, FindingKind.PARAPHRASE_QUOTED, quotation, place, message)


def _if_absent(comparison: Comparison, quotation: Quotation, words: str) -> Finding | None:
    """What became of a quote that is nowhere in the sources."""
    long = len(words.split()) >= _VERBATIM_WORDS
    if not long and (comparison.attribution is None or _is_inflected(comparison, words)):
        return None
    near = _nearest(comparison, words)
    if near is not None and not near.differences:
        return None  # only case and punctuation differ
    stitched = _stitched(comparison, words) if long and (near is None or near.score < _NEARLY_ALL) else None
    if stitched is not None:
        parts = " … ".join(piece.of(comparison.reading.source(stitched.source).text) for piece in stitched.pieces)
        message = (
            "The text joins passages that stand apart in the source, with no sign that words were left out: "
            f"“{parts}”{_said_by(comparison, stitched)}."
        )
        return _about(comparison, FindingKind.QUOTE_STITCHED, quotation, stitched, message)
    if near is not None and not long and not _may_be_spoken(comparison, near.evidence):
        return None  # a few words of the source's own, fitted into a sentence
    if near is not None:
        spoken = _may_be_spoken(comparison, near.evidence) or not _marks_speech(comparison, near.evidence.source)
        altered = spoken or comparison.attribution is None
        kind = FindingKind.QUOTE_ALTERED if altered else FindingKind.PARAPHRASE_QUOTED
        return _about(comparison, kind, quotation, near.evidence, _differing(comparison, near))
    turned = _in_another_order(comparison, words)
    if turned is not None:
        theirs = f"“{turned.quote}”{_said_by(comparison, turned)}"
        message = f"The quote has the words of the source in another order: {theirs}."
        return _about(comparison, FindingKind.QUOTE_ALTERED, quotation, turned, message)
    part = _part(comparison, words)
    if part is not None:
        message = f"The text quotes “{words}”; of that the source has only “{part.quote}”{_said_by(comparison, part)}."
        return _about(comparison, FindingKind.QUOTE_ALTERED, quotation, part, message)
    told = _told_indirectly(comparison, words) if long else None
    if told is not None and told.attribution is not None:
        message = (
            "The text puts these words in quotation marks; in the source they are not quoted, but "
            f"{told.attribution.speaker} is reported to the effect: “{told.evidence.quote}”."
        )
        return _about(comparison, FindingKind.PARAPHRASE_QUOTED, quotation, told.evidence, message)
    message = f"The text quotes “{words}”; the source has no such words."
    return comparison.find(FindingKind.QUOTE_NOT_IN_SOURCE, message, quotation.span)


def _in_another_order(comparison: Comparison, words: str) -> Evidence | None:
    """The quoted words of a source that are these in another order: "I speak before I listen"."""
    ours = Counter(stem(token.text) for token in tokens(words))
    if ours.total() < _VERBATIM_WORDS:
        return None
    for hit in comparison.reading.index.search(content_stems(words), _SENTENCES):
        for quotation in touching(comparison.reading.quotations[hit.document.id], hit.sentence.span):
            theirs = Counter(stem(token.text) for token in tokens(quotation.span.of(hit.document.text)))
            if (ours & theirs).total() >= _SAME_WORDS * max(ours.total(), theirs.total()):
                return Evidence.cite(hit.document, quotation.span)
    return None


def _told_indirectly(comparison: Comparison, words: str) -> Match | None:
    """What a source reports the same speaker to have said to this effect, in words that it does not quote."""
    ours = comparison.attribution
    found = match(comparison.reading, ours, comparison.text) if ours is not None and ours.speaker else None
    if found is None or found.attribution is None or found.attribution.mode is Mode.DIRECT or ours is None:
        return None
    same = found.attribution.speaker is not None and speakers_agree(ours, found.attribution)
    theirs = frozenset(content_stems(found.attribution.content))
    quoted = content_stems(words)
    held = sum(not theirs.isdisjoint(senses(each)) for each in quoted)
    return found if same and not found.verbatim and held >= _TO_THIS_EFFECT * len(quoted) else None


def _nearest(comparison: Comparison, words: str) -> NearMiss | None:
    finders = comparison.reading.index.finders.values()
    found = [near for finder in finders if (near := finder.nearest(words)) is not None]
    best = max(found, key=lambda near: near.score, default=None)
    return _clipped(comparison, best) if best is not None else None


def _part(comparison: Comparison, words: str) -> Evidence | None:
    """The longest beginning or end of a quote that stands in a source as spoken words, where that is much of it."""
    every = words.split()
    fewest = max(_FEWEST_OF_PART, round(_PART * len(every)))
    for length in range(min(len(every) - 1, _LONGEST_PART), fewest - 1, -1):
        for piece in (" ".join(every[:length]), " ".join(every[-length:])):
            spoken = (place for place in _places(comparison, piece) if _may_be_spoken(comparison, place))
            if (place := next(spoken, None)) is not None:
                return place
    return None


def _stitched(comparison: Comparison, words: str) -> Evidence | None:
    found = (finder.find_stitched(words) for finder in comparison.reading.index.finders.values())
    return next((evidence for evidence in found if evidence is not None), None)


def _clipped(comparison: Comparison, near: NearMiss) -> NearMiss:
    """The part of a near miss that stands inside the source's quotation marks, where it reaches beyond them."""
    evidence = near.evidence
    source = comparison.reading.source(evidence.source)
    for quotation in touching(comparison.reading.quotations[evidence.source], evidence.span):
        span = Span(
            start=max(evidence.start, quotation.span.start),
            end=max(min(evidence.end, quotation.span.end), evidence.start),
        )
        if 2 * (span.end - span.start) > evidence.end - evidence.start and span != evidence.span:
            words = evidence.offered or evidence.quote
            return near._replace(
                evidence=Evidence.cite(source, span, offered=words), differences=differences(words, source, span)
            )
    return near


def _is_title(words: str) -> bool:
    """Whether the words are written as the name of a book, a film, a song: all or nearly all begin with a capital."""
    every = words.split()
    long = [word for word in every if len(word) > _SMALL_WORD]
    nearly = len(long) > 1 and sum(word[0].isupper() for word in long) >= _TITLE_SHARE * len(long)
    return nearly or (len(every) > 1 and all(word[0].isupper() or word[0].isdigit() for word in every))


def _is_inflected(comparison: Comparison, words: str) -> bool:
    """Whether a source has a few quoted words in some other form: a partial quote fitted into a sentence."""
    stems = content_stems(words)
    if not stems or negations(words) or any(map(str.isdigit, words)):
        return False
    hits = comparison.reading.index.search(stems, _SENTENCES)
    return any(_stand_together(stems, content_stems(hit.text)) for hit in hits)


def _stand_together(sought: Sequence[str], within: Sequence[str]) -> bool:
    length = len(sought)
    return any(tuple(within[at : at + length]) == tuple(sought) for at in range(len(within) - length + 1))


def _may_be_spoken(comparison: Comparison, evidence: Evidence) -> bool:
    """Whether a passage stands between quotation marks in its source, as far as broken ones let us see."""
    if touching(comparison.reading.quotations[evidence.source], evidence.span):
        return True
    text = comparison.reading.source(evidence.source).text
    before = text[max(0, evidence.start - _LONGEST_SPEECH) : evidence.start].rpartition("\n")[2]
    after = text[evidence.end : evidence.end + _LONGEST_SPEECH].partition("\n")[0]
    opened = list(_MARK.finditer(before))[-1:]
    closed = _MARK.search(after)
    return any(_opens(mark) for mark in opened) or (closed is not None and _closes(closed))


def _opens(mark: re.Match[str]) -> bool:
    """Whether a mark may begin a quotation: a straight one does behind a space and before none."""
    if mark[0] not in ('"', "''"):
        return mark[0] in "“„«``"
    return mark.start() == 0 or mark.string[mark.start() - 1] in " \t([—–-"


def _closes(mark: re.Match[str]) -> bool:
    if mark[0] not in ('"', "''"):
        return mark[0] in "”»"
    return not mark.string[mark.end() : mark.end() + 1].isalnum() and not mark.string[: mark.start()].endswith(" ")


def _marks_speech(comparison: Comparison, source: str) -> bool:
    """Whether a source puts what people say between quotation marks, as a transcript does not."""
    spoken = comparison.reading.attributions
    return any(document.id == source and theirs.mode is Mode.DIRECT for document, theirs in spoken)


def _speaks_elsewhere(comparison: Comparison, ours: Attribution, source: str) -> bool:
    """Whether the speaker is a person whom the source lets speak, and so not the one who wrote it."""
    if not ours.speaker or not named(ours.speaker):
        return False
    theirs = {
        attribution.speaker: None
        for document, attribution in comparison.reading.attributions
        if document.id == source and attribution.speaker
    }
    return any(same_speaker(ours.speaker, speaker) for speaker in theirs)


def _said_by(comparison: Comparison, evidence: Evidence) -> str:
    theirs = speaking_at(comparison.reading, evidence)
    return f", the words of {theirs.speaker}" if theirs is not None and theirs.speaker else ""


def _around(comparison: Comparison, evidence: Evidence) -> str:
    """The sentence of the source that a passage begins in."""
    source = comparison.reading.source(evidence.source)
    sentence = next((one for one in source.sentences if one.span.overlaps(evidence.span)), None)
    return source.words_of(sentence) if sentence else evidence.quote


def _about(
    comparison: Comparison, kind: FindingKind, quotation: Quotation, evidence: Evidence, message: str
) -> Finding:
    return comparison.find(kind, message, quotation.span, comparison.reading.source(evidence.source), evidence.span)


def _differing(comparison: Comparison, near: NearMiss) -> str:
    """The words that differ, in a sentence."""
    changes = []
    for difference in near.differences:
        if difference.ours and difference.theirs:
            changes.append(f"“{difference.ours}” where the source has “{difference.theirs}”")
        elif difference.ours:
            changes.append(f"“{difference.ours}” which the source does not have")
        else:
            changes.append(f"leaves out “{difference.theirs}”")
    listed = "; ".join(changes)
    source = f"“{near.evidence.quote}”{_said_by(comparison, near.evidence)}"
    return f"The quote is not word for word: {listed}. The source: {source}."
