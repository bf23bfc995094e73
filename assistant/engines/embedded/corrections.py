"""A sentence with the source's own words where a finding says that they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.attribution import attributions, same_speaker
from assistant.attribution.nouns import is_role
from assistant.checks.speech.identity import PRONOUNS
from assistant.language.modality import MODALS
from assistant.language.verbs import is_past_form
from assistant.schema import Attribution, Document, Fault, Finding, FindingKind, Level, Span
from assistant.source import from_text

_FIGURES = frozenset({FindingKind.NUMBER_CHANGED, FindingKind.UNIT_CHANGED, FindingKind.NAME_CHANGED})
_SPEAKERS = frozenset({FindingKind.WRONG_SPEAKER, FindingKind.SPEAKER_IDENTIFIED})
_SPEECH = _SPEAKERS | {FindingKind.QUOTE_ALTERED, FindingKind.PARAPHRASE_QUOTED}
_FEW_WORDS = 6
_MARKS = '“”"„«»'
_ARTICLES = ("The ", "A ", "An ", "One ", "Two ", "Some ", "Several ", "Officials ")
_ENDS = ".,;:!? "
_SHAPES = (
    ("day", re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+|\b[A-Z][a-z]+\s+\d{1,2}\b(?!\d)|day\b", re.ASCII)),
    ("days", re.compile(r"days\b")),
    ("time", re.compile(r"\d[.:]\d\d|\d\s?[ap]\.?m\b|\b(?:noon|midnight)\b", re.IGNORECASE)),
    ("relative", re.compile(r"\b(?:last|next|this|ago|from|until|since|before|after|by)\b", re.IGNORECASE)),
    ("part of day", re.compile(r"\b(?:morning|afternoon|evening|night)\b", re.IGNORECASE)),
)


class _Edit(NamedTuple):
    """Words to be put at a place of the sentence, and what is to be said of it beyond what was found."""

    span: Span
    words: str
    remark: str = ""


class Corrected(NamedTuple):
    """A sentence with some words corrected, and what is to be said of it beyond what was found."""

    words: str
    remark: str


def corrected(fault: Fault, sources: Sequence[Document]) -> Corrected | None:
    """The sentence with every word corrected that a source has otherwise; None where no finding can be mended so."""
    by_id = {source.id: source for source in sources}
    edits: list[_Edit] = []
    for finding in _faults(fault):
        if finding.span is None or finding.source_span is None or finding.source not in by_id:
            continue
        for edit in _edits(fault.text, finding.span, finding, by_id[finding.source]):
            # Two figures that both became one and the same would be the source's neither.
            if not any(edit.span.overlaps(other.span) or edit.words == other.words for other in edits):
                edits.append(edit)
    words = fault.text
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        words = words[: edit.span.start] + edit.words + words[edit.span.end :]
    remark = " ".join(edit.remark for edit in edits if edit.remark)
    return Corrected(words, remark) if words != fault.text else None


def _faults(fault: Fault) -> list[Finding]:
    """What is wrong with the sentence; speakers and quotes first, which are more than the names and figures in them."""
    found = [finding for claim in fault.claims for finding in claim.findings if finding.level is Level.FAULT]
    return sorted(found, key=lambda finding: finding.kind not in _SPEECH)


def _edits(text: str, span: Span, finding: Finding, source: Document) -> Iterator[_Edit]:
    place = finding.source_span or Span(start=0, end=0)
    theirs = " ".join(place.of(source.text).split())
    edit: _Edit | None = None
    if finding.kind in _SPEAKERS:
        edit = _speaker(text, span, _speaking(source, place))
    elif finding.kind is FindingKind.QUOTE_ALTERED:
        yield _Edit(span, _ending_alike(span.of(text), theirs))
        edit = _speaker_of_quote(text, span, theirs, source)
    elif finding.kind is FindingKind.PARAPHRASE_QUOTED:
        edit = _unquoted(text, span, theirs)
    elif finding.kind is FindingKind.NAME_CHANGED and _has_office(text, span):
        return  # "engineer" would go over to somebody who is none
    elif finding.kind in _EXCHANGEABLE and _EXCHANGEABLE[finding.kind](span.of(text), theirs):
        edit = _Edit(span, _cased(text, span, theirs))
    if edit is not None:
        yield edit


def _few(ours: str, theirs: str) -> bool:
    return 0 < len(ours.split()) <= _FEW_WORDS and 0 < len(theirs.split()) <= _FEW_WORDS


def _same_shape(ours: str, theirs: str) -> bool:
    """Whether one date fits where the other stands: "in 2019" does not become "in 14 March"."""
    return _few(ours, theirs) and _shape(ours) == _shape(theirs)


def _shape(date: str) -> str:
    return next((name for name, pattern in _SHAPES if pattern.search(date)), "period")


def _both_modal(ours: str, theirs: str) -> bool:
    return ours.lower() in MODALS and theirs.lower() in MODALS


def _same_form(ours: str, theirs: str) -> bool:
    """Whether two verbs stand in one form, as far as that can be told: "approved" and "rejected"."""
    alike = all(ours.endswith(ending) == theirs.endswith(ending) for ending in ("s", "ing"))
    return ours.isalpha() and theirs.isalpha() and is_past_form(ours) == is_past_form(theirs) and alike


_EXCHANGEABLE: dict[FindingKind, Callable[[str, str], bool]] = {
    **dict.fromkeys(_FIGURES, _few),
    FindingKind.QUANTIFIER_CHANGED: _few,
    FindingKind.DATE_CHANGED: _same_shape,
    FindingKind.MODALITY_RAISED: _both_modal,
    FindingKind.NEGATION_CHANGED: _same_form,
    FindingKind.RELATION_CHANGED: _same_form,
    FindingKind.STANCE_CHANGED: _same_form,
}


def _cased(text: str, span: Span, words: str) -> str:
    """`words` as they are written at that place: with a capital where the sentence begins, and no article's inside."""
    if not text[: span.start].strip(_MARKS + " "):
        return words[0].upper() + words[1:]
    return words[0].lower() + words[1:] if words.startswith(_ARTICLES) else words


def _ending_alike(ours: str, theirs: str) -> str:
    """The source's words, with the punctuation that ours end with."""
    bare = ours.rstrip(_ENDS)
    return theirs.rstrip(_ENDS) + ours[len(bare) :]


def _unquoted(text: str, span: Span, theirs: str) -> _Edit | None:
    """The source's words without the marks that say that somebody spoke them."""
    start, end = span.start, span.end
    if start == 0 or text[start - 1] not in _MARKS or text[end : end + 1] not in tuple(_MARKS):
        return None
    outer = Span(start=start - 1, end=end + 1)
    return _Edit(outer, _cased(text, outer, _ending_alike(span.of(text), theirs)))


def _speaking(source: Document, place: Span) -> Attribution | None:
    """The speech of the source whose speaker is named at `place`."""
    return next((one for one in attributions(source) if one.speaker_span == place), None)


def _speaker_of_quote(text: str, quote: Span, words: str, source: Document) -> _Edit | None:
    """The speaker whose `words` they are in the source, where the text gives them to another."""
    bare = words.strip(_ENDS)
    theirs = next((one for one in attributions(source) if bare in " ".join(one.content.split())), None)
    ours = next((one for one in _reported(text) if any(map(quote.overlaps, one.content_spans))), None)
    if theirs is None or ours is None or ours.speaker_span is None or not ours.speaker or not theirs.speaker:
        return None
    same = same_speaker(ours.speaker, theirs.speaker) or ours.speaker.lower() in PRONOUNS
    edit = None if same else _speaker(text, ours.speaker_span, theirs)
    told = f"The source gives these words to {theirs.speaker}, and not to {ours.speaker}."
    return edit._replace(remark=told) if edit is not None else None


def _reported(text: str) -> tuple[Attribution, ...]:
    return attributions(from_text(text, id="text"))


def _speaker(text: str, span: Span, theirs: Attribution | None) -> _Edit | None:
    """The source's speaker in place of the text's, whose office goes with the name."""
    if theirs is None or not theirs.speaker or theirs.speaker.lower() in PRONOUNS:
        return None
    ours = next((one for one in _reported(text) if one.speaker_span == span), None)
    outer = _with_office(text, span, ours)
    words = _cased(text, outer, theirs.speaker)
    if theirs.role and theirs.role not in theirs.speaker:
        closed = text[outer.end : outer.end + 1] in tuple(".,;:!?")
        words += f", {theirs.role}" + ("" if closed else ",")
    return _Edit(outer, words)


def _has_office(text: str, name: Span) -> bool:
    """Whether an office stands before a name."""
    words = text[: name.start].split()
    return bool(words) and is_role(words[-1].strip(",").lower())


def _with_office(text: str, span: Span, ours: Attribution | None) -> Span:
    """The place of a name together with the office that stands before or after it."""
    if ours is None or not ours.role:
        return span
    office = re.escape(ours.role)
    before = re.search(rf"(?:\b[Tt]he )?{office},? \Z", text[: span.start])
    after = re.match(rf",? {office}(?:,(?= [a-z]))?", text[span.end :])
    return Span(start=before.start() if before else span.start, end=span.end + (after.end() if after else 0))
