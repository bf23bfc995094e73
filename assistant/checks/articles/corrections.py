"""Corrections that a source makes to itself, and claims that repeat what was corrected away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.checks.articles.notes import Note, notes
from assistant.checks.comparison import Comparison
from assistant.language.dates import MONTHS, DateMention, dates
from assistant.language.names import Name, names, same_word
from assistant.language.negation import negations
from assistant.language.numbers import Kind, Quantity, agree, quantities
from assistant.language.spelling import is_misspelling, spelling_key
from assistant.language.tokens import content_stems, fold, stem, tokens
from assistant.schema import FINDING_LEVELS, Document, Finding, FindingKind, Part, Sentence, Span

_ABOUT_THE_NOTE = frozenset(
    stem(word)
    for word in """
        correction clarification editor note earlier previous previously original originally version article story
        report piece post page text paragraph headline caption incorrectly wrongly mistakenly erroneously said
        stated reported misstated misidentified misspelled gave given read corrected corrects amended updated
        revised edited changed clarified clear make made fact actually error mistake regret apologise word used
        meant show reflect wrong right incorrect correct identified described named record for called number figure
        name spelling spelled first published above appears
    """.split()
)
_MONTHS = frozenset(map(stem, MONTHS))
_SHARED = 2
_ENOUGH_OF_THE_WRONG = 0.6
_ENOUGH_OF_THE_NOTE = 0.3
_FARTHEST = 10
"""How many times the right number a wrong one may be, a slipped decimal point included."""
_LONGEST_QUOTE = 200
_ORDINALS = {"first": 1, "opening": 1, "lead": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_PARAGRAPH = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)})\s+paragraph|paragraph\s+(?P<number>\d{{1,2}})|headline)\b", re.IGNORECASE
)
_RATE = re.compile(r"[\w\s]{0,12}?\b(?:an?|per|each|every)\s+(?P<unit>[a-z]+)")


class Correction(NamedTuple):
    """A source's note about an error of its own; spans point into its text."""

    span: Span
    """The whole note."""
    wrong: Span | None
    """The wording that it takes back; None where it does not repeat it."""
    right: Span | None
    """What it puts in its place; None where it does not say."""
    concerns: tuple[int, ...]
    """The indexes of the sentences of the source that speak of the same, at most one of them today."""


def corrections(source: Document) -> tuple[Correction, ...]:
    """The corrections and clarifications that stand in `source`, in order, and what each of them concerns."""
    return tuple(Correction(*note, _concerned(source, note)) for note in notes(source.text))


def corrected(source: Document) -> tuple[Finding, ...]:
    """A `corrected_text` for each correction that stands in `source`: a finding about the source itself."""
    return tuple(_about_note(source, correction) for correction in corrections(source))


def takes_back(source: Document, words: Span) -> bool:
    """Whether `words` of `source` are what its own correction takes back: they are no evidence against a claim."""
    said = frozenset(content_stems(words.of(source.text)))
    return any(
        correction.wrong is not None
        and any(source.sentences[index].span.overlaps(words) for index in correction.concerns)
        and not said.isdisjoint(_only_wrong(source.text, correction.wrong, correction.right))
        for correction in (corrections(source) if notes(source.text) else ())
    )


def _only_wrong(text: str, wrong: Span, right: Span | None) -> frozenset[str]:
    return frozenset(content_stems(wrong.of(text))) - frozenset(content_stems(right.of(text) if right else ""))


def check(comparison: Comparison) -> Iterator[Finding]:
    """`corrected_text`: the claim says what a source's own correction takes back."""
    for source in comparison.reading.sources:
        for note in notes(source.text):
            place = _repeated(comparison.claim.text, source, note)
            if place is not None:
                yield _about_claim(comparison, source, note, place)
                return


class _Facts(NamedTuple):
    text: str
    quantities: list[Quantity]
    dates: Sequence[DateMention]
    names: tuple[Name, ...]
    stems: frozenset[str]


def _facts(text: str, span: Span | None) -> _Facts:
    if span is None:
        return _Facts(text, [], [], (), frozenset())
    days = dates(text, span.start, span.end)
    counts = [one for one in quantities(text, span.start, span.end, outside=days) if one.kind is not Kind.ORDINAL]
    stems = frozenset(content_stems(span.of(text)))
    return _Facts(text, counts, days, names(text, span.start, span.end), stems)


def _repeated(claim: str, source: Document, note: Note) -> Span | None:
    """Where in `claim` it says what the note takes back; None where it does not, or speaks of something else."""
    text = source.text
    ours = _facts(claim, Span(start=0, end=len(claim)))
    wrong, right = _facts(text, note.wrong), _facts(text, note.right)
    mistaken = {stem(word) for name in wrong.names for word in name.words} - right.stems
    matter = (_matter(text, note.span) | _pointed_at(source, note.span)) - mistaken
    told = matter - right.stems if wrong.stems else matter
    enough = min(_SHARED, max(1, len(told) // 2)) if told else len(matter) // 2
    if len(ours.stems & matter) < enough:
        return None
    return (
        _wrong_number(ours, wrong, right)
        or _wrong_day(ours, wrong, right)
        or _wrong_spelling(ours, right)
        or _wrong_words(ours, wrong, right, denies=bool(note.wrong and negations(note.wrong.of(text))))
    )


def _wrong_number(ours: _Facts, wrong: _Facts, right: _Facts) -> Span | None:
    """A number that the note takes back, or that stands where the note has its own."""
    has_right = any(agree(number, other) for number in ours.quantities for other in right.quantities)
    for number in ours.quantities:
        if any(agree(number, other) and not _other_rate(ours, number, right, other) for other in right.quantities):
            continue
        rivals = [] if wrong.quantities or wrong.dates or has_right else right.quantities
        if (
            any(agree(number, other) and not _other_rate(ours, number, wrong, other) for other in wrong.quantities)
            or any(_may_replace(number, other) for other in rivals)
            or any(agree(number, other) for other in right.quantities)
        ):
            return Span(start=number.start, end=number.end)
    return None


def _other_rate(one: _Facts, number: Quantity, other: _Facts, theirs: Quantity) -> bool:
    """Whether the two numbers go by another time or thing each: 90 a month, 90 a year."""
    ours_by, theirs_by = (_RATE.match(facts.text, at.end) for facts, at in ((one, number), (other, theirs)))
    return ours_by is not None and theirs_by is not None and stem(ours_by["unit"]) != stem(theirs_by["unit"])


def _may_replace(number: Quantity, other: Quantity) -> bool:
    """Whether `other` is the right number where the claim has `number`: of one kind, and of the same thing."""
    same_kind = number.kind is other.kind and number.unit == other.unit and number.currency == other.currency
    low, high = sorted((number.value, other.value))
    if not same_kind or high > _FARTHEST * low:
        return False
    return bool(number.unit or number.currency) or other.counted is None or number.counted == other.counted


def _wrong_day(ours: _Facts, wrong: _Facts, right: _Facts) -> Span | None:
    """A date that the note takes back, or that stands where the note has its own."""
    rivals = [] if wrong.dates or wrong.quantities else right.dates
    for day in ours.dates:
        if any(_same_day(day, other) for other in right.dates):
            continue
        if any(_same_day(day, other) for other in wrong.dates) or any(_other_day(day, other) for other in rivals):
            return Span(start=day.start, end=day.end)
    return None


def _same_day(one: DateMention, other: DateMention) -> bool:
    return one[2:] == other[2:]


def _other_day(one: DateMention, other: DateMention) -> bool:
    """Whether both give a weekday, or both a day of a month, or both a year alone, and another one."""
    given = [[part is not None for part in date[2:]] for date in (one, other)]
    return given[0] == given[1] and not _same_day(one, other)


def _wrong_spelling(ours: _Facts, right: _Facts) -> Span | None:
    """A name of the note's right wording that the claim spells otherwise."""
    known = [word for name in right.names for word in name.words]
    for name in ours.names:
        for word in name.words:
            if word not in known and any(_misspells(word, other) for other in known):
                return Span(start=name.start, end=name.end)
    return None


def _misspells(word: str, other: str) -> bool:
    inflected = same_word(word, other)
    return not inflected and (spelling_key(word) == spelling_key(other) or is_misspelling(word, other))


def _wrong_words(ours: _Facts, wrong: _Facts, right: _Facts, *, denies: bool) -> Span | None:
    """Where the claim has the words that only the wrong wording has; None where it lacks one, or most of the others."""
    only_wrong, only_right = wrong.stems - right.stems, right.stems - wrong.stems
    if _numbers_differ(wrong, right) or not only_wrong or not only_wrong <= ours.stems:
        return None
    if (only_right and only_right <= ours.stems) or bool(negations(ours.text)) != denies:
        return None
    if _names_right(ours, wrong, right) or len(wrong.stems & ours.stems) < _ENOUGH_OF_THE_WRONG * len(wrong.stems):
        return None
    words = [token for token in tokens(ours.text) if stem(token.text) in only_wrong]
    return Span(start=words[0].start, end=words[-1].end)


def _numbers_differ(wrong: _Facts, right: _Facts) -> bool:
    """Whether it is in a number or a date that the wrong wording errs."""
    same_days = all(any(_same_day(day, other) for other in right.dates) for day in wrong.dates)
    return not same_days or not all(any(agree(one, other) for other in right.quantities) for one in wrong.quantities)


def _names_right(ours: _Facts, wrong: _Facts, right: _Facts) -> bool:
    """Whether the claim has a name that the right wording has and the wrong one does not: it may tell both rightly."""
    known = {fold(token.text) for token in tokens(ours.text)}
    mistaken = {word for name in wrong.names for word in name.words}
    own = [set(name.words) - mistaken for name in right.names if not set(name.words) <= mistaken]
    return bool(mistaken) and bool(own) and any(words <= known for words in own)


def _matter(text: str, note: Span) -> frozenset[str]:
    """The stems of what a note is about."""
    found = frozenset(content_stems(note.of(text))) - _ABOUT_THE_NOTE
    return frozenset(word for word in found if not word[0].isdigit() and word not in _MONTHS)


def _pointed_at(source: Document, note: Span) -> frozenset[str]:
    """The stems of the paragraph, or of the headline, in which the note says that the error stands."""
    words = note.of(source.text)
    if (pointed := _PARAGRAPH.search(words)) is None:
        return frozenset()
    number = (pointed["ordinal"] or pointed["number"] or "headline").lower()
    part = Part.HEADLINE if number == "headline" else Part.BODY
    sentences = [one for one in source.sentences if one.part is part and not one.span.overlaps(note)]
    paragraphs = list(dict.fromkeys(one.paragraph for one in sentences))
    place = _ORDINALS.get(number) or (int(number) if number.isdigit() else 1)
    if place > len(paragraphs):
        return frozenset()
    found = (one for one in sentences if one.paragraph == paragraphs[place - 1])
    return frozenset(word for one in found for word in content_stems(source.words_of(one))) - _ABOUT_THE_NOTE


def _concerned(source: Document, note: Note) -> tuple[int, ...]:
    """The sentence of the body that shares most with the note, where that is enough to be meant."""
    matter = _matter(source.text, note.span)

    def shared(sentence: Sentence) -> int:
        return len(matter & set(content_stems(source.words_of(sentence))))

    body = [s for s in source.sentences if s.part is Part.BODY and s.repeats is None and not s.span.overlaps(note.span)]
    best = max(body, key=shared, default=None)
    if best is None or shared(best) < max(_SHARED, _ENOUGH_OF_THE_NOTE * len(matter)):
        return ()
    return (best.index,)


def _about_note(source: Document, correction: Correction) -> Finding:
    note = Note(correction.span, correction.wrong, correction.right)
    message = f"The source carries a correction: “{_shown(correction.span.of(source.text))}”."
    for index in correction.concerns:
        words = source.words_of(source.sentences[index])
        place = _repeated(words, source, note)
        message += f" It concerns “{_shown(words)}”"
        message += f", which still says “{_shown(place.of(words))}”." if place else "."
    return Finding(
        kind=FindingKind.CORRECTED_TEXT,
        level=FINDING_LEVELS[FindingKind.CORRECTED_TEXT],
        message=message,
        source=source.id,
        source_span=correction.span,
    )


def _about_claim(comparison: Comparison, source: Document, note: Note, place: Span) -> Finding:
    words = _shown(place.of(comparison.claim.text))
    if note.right:
        theirs = f"gives as right: “{_shown(note.right.of(source.text))}”"
    else:
        theirs = f"takes it back: “{_shown(note.span.of(source.text))}”"
    message = f"The text says “{words}”; the source's own correction {theirs}."
    where = note.right or note.span
    return comparison.find(FindingKind.CORRECTED_TEXT, message, comparison.place(place.start, place.end), source, where)


def _shown(words: str) -> str:
    line = " ".join(words.split()).rstrip(".")
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
