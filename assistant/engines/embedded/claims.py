"""Claims, by rule: sentences, parted where both parts stand alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from assistant.attribution import quotations
from assistant.schema import Attribution, Claim, Document, Part, Sentence, Span

_HEADING_WORDS = 3
_SHORTEST_CLAUSE = 4

_SUBJECT = r"(?:(?:the|a|an|its|their|his|her|some|many|most|several|both|all)\s+)?(?:[\w'’-]+\s+){0,5}?"
_NO_PRONOUN = (
    r"(?!(?:he|she|it|they|we|i|this|that|these|those|which|who|whom|whose|there|not|then|also|so|to|in|on|at|"
    r"by|for|with|of|from|as|how|what|when|where|while|if)\b)"
)
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|"
    r"(?!(?:hundred|red|need|speed|shed|seed|breed|united)\b)[a-z]{2,}ed|"
    r"said|says|told|rose|fell|went|came|took|made|gave|held|met|won|lost|began|became|left|found|grew|kept|led|ran|"
    r"saw|sent|sold|spent|stood|brought|built|bought|cut|set|put|remain|remains|linger|continue|continues)"
)
_BOUNDARY = re.compile(
    rf"(?:;\s+|,\s+(?:and|but|yet|while|whereas)\s+)(?={_NO_PRONOUN}{_SUBJECT}{_VERB}\b)",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(rf"\b{_VERB}\b|\b[a-z]+s\b")
_OPENS_DEPENDENT = re.compile(
    r"^(?:if|when|while|although|though|because|since|after|before|as|unless|until|despite|with|given)\b", re.IGNORECASE
)


def claims(text: Document, reported: Sequence[Attribution]) -> tuple[Claim, ...]:
    """The claims of a text in order, with ids "c1", "c2", ...

    Each is the text's own words, but for the case of its first letter. A sentence is parted at a semicolon or a
    conjunction where a subject of its own and a verb follow, and never inside reported speech. Questions
    and headings of a few words claim nothing.
    """
    by_sentence = _by_sentence(text, reported)
    found = [
        (span, _reports(span, by_sentence[sentence.index]))
        for sentence in text.sentences
        if _claims(text, sentence)
        for span in _clauses(text, sentence, by_sentence[sentence.index])
    ]
    return tuple(
        Claim(id=f"c{number}", text=_words(span.of(text.text)), span=span, attribution=attribution)
        for number, (span, attribution) in enumerate(found, 1)
    )


def _by_sentence(text: Document, reported: Sequence[Attribution]) -> dict[int, list[Attribution]]:
    """For each sentence, by its index, the attributions that reach into it."""
    starts = [sentence.span.start for sentence in text.sentences]
    found: dict[int, list[Attribution]] = {sentence.index: [] for sentence in text.sentences}
    for attribution in reported:
        whole = _whole(attribution)
        first = max(0, bisect_right(starts, whole.start) - 1)
        for sentence in text.sentences[first : bisect_left(starts, whole.end)]:
            found[sentence.index].append(attribution)
    return found


def _claims(text: Document, sentence: Sentence) -> bool:
    words = text.words_of(sentence)
    if sentence.repeats is not None or sentence.part is Part.BYLINE or not any(map(str.isalpha, words)):
        return False
    if sentence.part is Part.HEADLINE and len(words.split()) <= _HEADING_WORDS:
        return False
    return not words.rstrip("”\"’' )").endswith("?")


def _clauses(text: Document, sentence: Sentence, reported: Sequence[Attribution]) -> Iterator[Span]:
    start = sentence.span.start
    words = text.words_of(sentence)
    kept_whole = [_whole(attribution) for attribution in reported]
    kept_whole += [
        Span(start=start + quotation.outer.start, end=start + quotation.outer.end) for quotation in quotations(words)
    ]
    for boundary in _BOUNDARY.finditer(words):
        end, following = sentence.span.start + boundary.start(), sentence.span.start + boundary.end()
        inside = any(span.start < end and following < span.end for span in kept_whole)
        if (
            inside
            or not _stands_alone(text.text[start:end])
            or not _stands_alone(text.text[following : sentence.span.end])
        ):
            continue
        yield Span(start=start, end=end)
        start = following
    yield Span(start=start, end=sentence.span.end)


def _whole(attribution: Attribution) -> Span:
    """The stretch from the speaker over the cue to the end of the content, in whichever order they stand."""
    spans = [span for span in (attribution.speaker_span, attribution.cue_span, *attribution.content_spans) if span]
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


def _stands_alone(clause: str) -> bool:
    return (
        len(clause.split()) >= _SHORTEST_CLAUSE
        and _HAS_VERB.search(clause) is not None
        and _OPENS_DEPENDENT.match(clause) is None
    )


def _words(words: str) -> str:
    """The words as a sentence of their own: one line, and a capital where a clause began without one."""
    line = re.sub(r"\s+", " ", words)
    return line[0].upper() + line[1:] if len(line[0].upper()) == 1 else line


def _reports(span: Span, reported: Sequence[Attribution]) -> str | None:
    """The attribution whose cue stands in the claim, else the one whose content fills most of it."""
    for attribution in reported:
        if attribution.cue_span and attribution.cue_span.overlaps(span):
            return attribution.id
    for attribution in reported:
        covered = sum(
            max(0, min(piece.end, span.end) - max(piece.start, span.start)) for piece in attribution.content_spans
        )
        if covered > (span.end - span.start) // 2:
            return attribution.id
    return None
