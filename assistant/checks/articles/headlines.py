"""What only a headline or a teaser says: the body of the article does not hold it, or holds it as a possibility."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.checks.articles.leads import Body, Lead, Piece, leading, unsupported
from assistant.checks.comparison import Comparison
from assistant.language.modality import hedged
from assistant.language.tokens import content_stems, content_tokens, stem, tokens
from assistant.schema import FINDING_LEVELS, Document, Finding, FindingKind, Sentence, Span

_SHARED = 2
"""Words of a headline that a claim must have to be drawn from it."""
_OF_STUDIES = frozenset(map(stem, "study research survey report show say find suggest expert official".split()))
"""Stems of words by which headlines tell whose news it is."""
_RESTS_ON, _ALONE = 0.5, 0.2
"""The share of a claim that a headline must hold, and the share of it in words that stand in no body."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`headline_only`: the claim says what only a headline or teaser of the sources has."""
    claim = comparison.claim.text
    ours = frozenset(content_stems(claim))
    for lead in comparison.reading.leads:
        if len(ours & lead.stems) < _SHARED:
            continue
        for piece in lead.pieces:
            place = _in_claim(claim, piece)
            if place is not None:
                yield _about_claim(comparison, lead, piece, place)
                return
        for piece, place in _phrases_alone(claim, lead):
            yield _about_claim(comparison, lead, piece, place)
            return
    yield from _rests_on_headline(comparison, ours)


def _rests_on_headline(comparison: Comparison, ours: frozenset[str]) -> Iterator[Finding]:
    """The claim as a whole is a headline's or teaser's, some of it in words that no body has."""
    weigh = comparison.reading.index.total
    total = weigh(ours)
    for lead in comparison.reading.leads:
        held, alone = weigh(ours & lead.stems), weigh(ours & lead.alone)
        if held >= _RESTS_ON * total and alone >= _ALONE * total and len(ours & lead.alone) >= _SHARED:
            message = (
                f"This is what the {lead.sentence.part.value} of the source says; its body does not say it: "
                f"“{lead.source.words_of(lead.sentence)}”."
            )
            place, span = comparison.claim.span, lead.sentence.span
            yield comparison.find(FindingKind.HEADLINE_ONLY, message, place, lead.source, span)
            return


def _phrases_alone(claim: str, lead: Lead) -> Iterator[tuple[Piece, Span]]:
    """What the claim and the lead say in the same words, and no two sentences of a body have all the words of."""
    headline = lead.source.words_of(lead.sentence)
    ours, theirs = content_tokens(claim), content_tokens(headline)
    matcher = SequenceMatcher(None, [stem(t.text) for t in ours], [stem(t.text) for t in theirs], autojunk=False)
    for at, other, size in matcher.get_matching_blocks():
        here, there = ours[at : at + size], theirs[other : other + size]
        stems = frozenset(stem(token.text) for token in there) - _OF_STUDIES
        missing = sum(not lead.body.has_word(token) for token in there)
        if len(stems) >= _SHARED and missing >= _SHARED and not lead.body.says(stems):
            words = headline[there[0].start : there[-1].end]
            yield Piece(there[0].start, there[-1].end, words), Span(start=here[0].start, end=here[-1].end)


def headlines_against_body(document: Document) -> tuple[Finding, ...]:
    """A `headline_only` for each thing that the headline or teaser of an article says and its body does not.

    Headlines paraphrase: only numbers, names, quotations, decisive words ("lasting", "proves"), certainties that
    are possibilities in the body, and phrases of which the body has no word are remarked on.
    """
    body = Body((document,))
    if not body.sentences:
        return ()
    return tuple(
        _about_document(document, sentence, piece)
        for sentence in leading(document)
        for piece in unsupported(document.words_of(sentence), body)
    )


def _in_claim(claim: str, piece: Piece) -> Span | None:
    """Where the claim has the words of the piece, in any inflection; None where it does not have them all."""
    wanted = set(content_stems(piece.words))
    found = [token for token in tokens(claim) if stem(token.text) in wanted]
    if not wanted or {stem(token.text) for token in found} != wanted or (piece.weaker and hedged(claim)):
        return None
    return Span(start=found[0].start, end=found[-1].end)


def _about_claim(comparison: Comparison, lead: Lead, piece: Piece, place: Span) -> Finding:
    said = place.of(comparison.claim.text)
    rest = f"says “{piece.weaker}”" if piece.weaker else "does not"
    start = lead.sentence.span.start
    return comparison.find(
        FindingKind.HEADLINE_ONLY,
        f"The text says “{said}”; the {lead.sentence.part.value} of the source says so, its body {rest}.",
        comparison.place(place.start, place.end),
        lead.source,
        Span(start=start + piece.start, end=start + piece.end),
    )


def _about_document(document: Document, sentence: Sentence, piece: Piece) -> Finding:
    rest = f"says “{piece.weaker}”" if piece.weaker else "does not speak of it"
    start = sentence.span.start
    return Finding(
        kind=FindingKind.HEADLINE_ONLY,
        level=FINDING_LEVELS[FindingKind.HEADLINE_ONLY],
        message=f"The {sentence.part.value} says “{piece.words}”; the body {rest}.",
        source=document.id,
        source_span=Span(start=start + piece.start, end=start + piece.end),
    )
