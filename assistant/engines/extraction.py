"""Reads the model's claims and attributions, and ties each to the text that it was extracted from.

The model proposes; the text decides. A claim is kept at a sentence whose words it shares, an attribution only
where its words stand in the text, no sentence is left without a claim, and speech that the rules find is kept where
the model has none: a model that leaves out what is hard to support must not raise a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.attribution import attributions as by_rule
from assistant.attribution import quotations
from assistant.engines.answers import AttributionLine, ClaimLine, ExtractionAnswer
from assistant.engines.lines import Line
from assistant.engines.wording import find_words
from assistant.language.cues import noun_of, polarity, verb_of
from assistant.language.modality import hedged
from assistant.language.tokens import content_stems, tokens
from assistant.schema import Attribution, Claim, Document, Extraction, Modality, Mode, Polarity, Span

_COVERED = 0.5
"""The share of a sentence's words that its claims must hold between them, or the sentence is a claim as well."""
_MOVED = 2
"""A claim belongs to another sentence than it names if that one holds so many times more of its words."""

_WORDS_OF_A_STATEMENT = 30
_JOINING = frozenset("after although and because before but though whereas which while who".split())
"""Words by which a sentence states two things."""


class _Placed(NamedTuple):
    line: Line
    text: str
    reported: bool


def read_extraction(text: Document, lines: Sequence[Line], answers: Sequence[ExtractionAnswer]) -> Extraction:
    """What `answers` say of `text`, as far as it can be found there, numbered in the order of the text."""
    attributions = _attributions(text, lines, [item for answer in answers for item in answer.attributions])
    placed = _placed(lines, [item for answer in answers for item in answer.claims])
    placed = sorted([*placed, *_left_out(lines, placed)], key=lambda claim: claim.line.number)
    claims = [
        _claim(f"c{number}", claim, _span(text, claim.line), attributions) for number, claim in enumerate(placed, 1)
    ]
    return Extraction(claims=tuple(claims), attributions=attributions)


def is_one_statement(extraction: Extraction) -> bool:
    """Whether a text is one short sentence that reports no speech and joins no two statements."""
    if len(extraction.claims) != 1 or extraction.attributions or ";" in extraction.claims[0].text:
        return False
    words = [token.folded for token in tokens(extraction.claims[0].text)]
    return len(words) <= _WORDS_OF_A_STATEMENT and _JOINING.isdisjoint(words)


def _placed(lines: Sequence[Line], items: Iterable[ClaimLine]) -> list[_Placed]:
    """The claims that share words with a sentence, each at its sentence, none twice."""
    by_number = {line.number: line for line in lines}
    words = {line.number: frozenset(content_stems(line.text)) for line in lines}
    found: dict[tuple[int, str], _Placed] = {}
    for item in items:
        if item.sentence not in by_number:
            continue
        claim = " ".join(item.claim.split())
        held = frozenset(content_stems(claim))
        shared = {number: len(held & words[number]) for number in words}
        nearest = max(words, key=lambda number: (shared[number], -len(words[number])))
        number = nearest if shared[nearest] >= _MOVED * shared[item.sentence] else item.sentence
        if shared[nearest]:
            found.setdefault((number, claim.casefold()), _Placed(by_number[number], claim, item.reported))
    return list(found.values())


def _left_out(lines: Sequence[Line], placed: Sequence[_Placed]) -> list[_Placed]:
    """The sentences, as claims of their own, that no claim or too little of the claims speaks for."""
    added = []
    for line in lines:
        words = frozenset(content_stems(line.text))
        claims = [claim for claim in placed if claim.line is line]
        spoken_for = words.intersection(stem for claim in claims for stem in content_stems(claim.text))
        if not claims or len(spoken_for) < _COVERED * len(words):
            added.append(_Placed(line, line.text, reported=False))
    return added


def _claim(identifier: str, placed: _Placed, span: Span, attributions: Sequence[Attribution]) -> Claim:
    words = frozenset(content_stems(placed.text))
    reports = [
        attribution
        for attribution in attributions
        if placed.reported and any(piece.overlaps(span) for piece in attribution.content_spans)
    ]
    nearest = max(reports, key=lambda report: len(words.intersection(content_stems(report.content))), default=None)
    return Claim(id=identifier, text=placed.text, span=span, attribution=nearest.id if nearest else None)


def _attributions(text: Document, lines: Sequence[Line], items: Iterable[AttributionLine]) -> tuple[Attribution, ...]:
    """The model's attributions whose words stand in the text, and those of the rules about other words of it."""
    by_number = {line.number: line for line in lines}
    found: dict[Span, Attribution] = {}
    for item in items:
        sentence = _span(text, by_number[item.sentence]) if item.sentence in by_number else None
        content = find_words(item.content, text.text, near=sentence)
        if content is None:
            continue
        attribution = _attribution(text, item, content)
        if not _is_its_own_cue(attribution, content) and _is_speech(attribution):
            found.setdefault(content, attribution)
    proposed = list(found.values())
    overlooked = [one for one in by_rule(text) if not any(_overlap(one, other) for other in proposed)]
    in_order = sorted([*proposed, *overlooked], key=lambda one: (one.content_spans[0].start, one.content_spans[-1].end))
    ids = {one.id: f"a{number}" for number, one in enumerate(in_order, 1) if one.id}  # a model's have none of their own
    return tuple(
        one.model_copy(update={"id": f"a{number}", "inside": ids.get(one.inside or "")})
        for number, one in enumerate(in_order, 1)
    )


def _is_its_own_cue(attribution: Attribution, content: Span) -> bool:
    """Whether a model gives a whole sentence as content, speaker and verb included: that reports no speech."""
    around = (attribution.speaker_span, attribution.cue_span)
    return all(span is not None and content.start <= span.start and span.end <= content.end for span in around)


def _is_speech(attribution: Attribution) -> bool:
    """Whether the words are quoted, or the cue is of saying or thinking: small models take "will end" for one."""
    if attribution.mode is not Mode.INDIRECT or attribution.cue is None:
        return True
    words = [token.folded for token in tokens(attribution.cue)]
    return "according" in words or any(verb_of(word) or noun_of(word) for word in words)


def _overlap(one: Attribution, other: Attribution) -> bool:
    return any(piece.overlaps(theirs) for piece in one.content_spans for theirs in other.content_spans)


def _attribution(text: Document, item: AttributionLine, content: Span) -> Attribution:
    words = content.of(text.text)
    cue = find_words(item.cue, text.text, near=content)
    speaker = find_words(item.speaker, text.text, near=content)
    role = find_words(item.role, text.text, near=content)
    return Attribution(
        id="",
        speaker=speaker.of(text.text) if speaker else None,
        cue=cue.of(text.text) if cue else None,
        content=words,
        mode=_mode(text.text, content),
        role=role.of(text.text) if role else None,
        anonymous=item.anonymous,
        polarity=polarity(cue.of(text.text)) if cue else Polarity.AFFIRMED,
        modality=Modality.HEDGED if hedged(words) else Modality.ASSERTED,
        speaker_span=speaker,
        cue_span=cue,
        content_spans=(content,),
    )


def _mode(text: str, content: Span) -> Mode:
    touching = [quotation.outer for quotation in quotations(text) if quotation.outer.overlaps(content)]
    if any(outer.start <= content.start and content.end <= outer.end for outer in touching):
        return Mode.DIRECT
    return Mode.MIXED if touching else Mode.INDIRECT


def _span(text: Document, line: Line) -> Span:
    return next(sentence.span for sentence in text.sentences if sentence.index == line.passage.sentence)
