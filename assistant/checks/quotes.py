"""Quotes: are the words in quotation marks in the source, as somebody's words, unaltered?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.attribution import Quotation, quotations, touching
from assistant.checks.comparison import Comparison
from assistant.language.tokens import fold, tokens
from assistant.schema import Alignment, Document, Evidence, Finding, FindingKind, Span

_SMALL_WORD = 3
_TITLE_SHARE = 0.75
_VERBATIM_WORDS = 4
"""From this many words on, a quotation claims to be somebody's very words; fewer may be a name or a term."""


def check(comparison: Comparison) -> Iterator[Finding]:
    """`quote_altered`, `quote_stitched`, `quote_not_in_source`, `paraphrase_quoted`."""
    for quotation in quotations_in(comparison):
        yield from _check_one(comparison, quotation)


def quotations_in(comparison: Comparison) -> Sequence[Quotation]:
    """The quotations that stand in the words which the claim came from."""
    text, span = comparison.text.text, comparison.claim.span
    return touching(quotations(text), span)


def locate(comparison: Comparison, words: str) -> Evidence | None:
    """Where the quoted `words` stand in a source: within a quotation rather than outside one, where both do."""
    found = [evidence for finder in comparison.reading.index.finders.values() if (evidence := finder.find(words))]
    spoken = [evidence for evidence in found if is_spoken(comparison, evidence)]
    return next(iter(spoken or found), None)


def is_spoken(comparison: Comparison, evidence: Evidence) -> bool:
    """Whether a passage stands between quotation marks in its source."""
    return bool(touching(comparison.reading.quotations[evidence.source], evidence.span))


def _check_one(comparison: Comparison, quotation: Quotation) -> Iterator[Finding]:
    words = quotation.span.of(comparison.text.text)
    if _is_title(words):
        return
    spoken = comparison.attribution is not None
    long = len(words.split()) >= _VERBATIM_WORDS
    found = locate(comparison, words)
    if found is not None:
        verbatim = found.alignment is not Alignment.ELIDED
        if spoken and long and verbatim and not is_spoken(comparison, found):
            yield _about(
                comparison, FindingKind.PARAPHRASE_QUOTED, quotation, found,
                "The text puts these words in quotation marks; in the source they are not anybody's quoted words.",
            )  # fmt: skip
        return
    finders = comparison.reading.index.finders.values()
    stitched = (
        next((evidence for finder in finders if (evidence := finder.find_stitched(words))), None) if long else None
    )
    near = next((_clipped(comparison, evidence) for finder in finders if (evidence := finder.nearest(words))), None)
    if stitched is not None and near is None:
        message = "The text joins passages that stand apart in the source, with no sign that words were left out."
        yield _about(comparison, FindingKind.QUOTE_STITCHED, quotation, stitched, message)
    elif near is not None and (long or is_spoken(comparison, near)):
        kind = FindingKind.QUOTE_ALTERED if is_spoken(comparison, near) else FindingKind.PARAPHRASE_QUOTED
        yield _about(comparison, kind, quotation, near, _differences(words, near.quote))
    elif long or spoken:
        message = f"The text quotes “{words}”; the source has no such words."
        yield comparison.find(FindingKind.QUOTE_NOT_IN_SOURCE, message, quotation.span)


def _clipped(comparison: Comparison, near: Evidence) -> Evidence:
    """The part of a near miss that stands inside the source's quotation marks, where it reaches beyond them."""
    for quotation in touching(comparison.reading.quotations[near.source], near.span):
        if quotation.span.overlaps(near.span):
            start, end = max(near.start, quotation.span.start), min(near.end, quotation.span.end)
            source = _document(comparison, near.source)
            return Evidence.cite(source, Span(start=start, end=end), offered=near.offered)
    return near


def _is_title(words: str) -> bool:
    """Whether the words are written as the name of a book, a film, a song: nearly every long word is capitalised."""
    long = [word for word in words.split() if len(word) > _SMALL_WORD]
    return len(long) > 1 and sum(word[0].isupper() for word in long) >= _TITLE_SHARE * len(long)


def _about(
    comparison: Comparison, kind: FindingKind, quotation: Quotation, evidence: Evidence, message: str
) -> Finding:
    return comparison.find(kind, message, quotation.span, _document(comparison, evidence.source), evidence.span)


def _document(comparison: Comparison, identifier: str) -> Document:
    return next(source for source in comparison.reading.sources if source.id == identifier)


def _differences(ours: str, theirs: str) -> str:
    """The words that differ, in a sentence."""
    one, other = tokens(ours), tokens(theirs)
    matcher = SequenceMatcher(None, [fold(t.text) for t in one], [fold(t.text) for t in other], autojunk=False)
    changes = []
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation == "equal":
            continue
        said = ours[one[start].start : one[end - 1].end] if end > start else ""
        was = theirs[other[other_start].start : other[other_end - 1].end] if other_end > other_start else ""
        if said and was:
            changes.append(f"“{said}” where the source has “{was}”")
        elif said:
            changes.append(f"“{said}” which the source does not have")
        else:
            changes.append(f"leaves out “{was}”")
    listed = "; ".join(changes) or "the punctuation differs"
    return f"The quote is not word for word: {listed}. The source: “{theirs}”."
