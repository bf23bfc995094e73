"""Corrections that a source makes to itself, and claims that repeat what was corrected away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from assistant.checks.comparison import Comparison
from assistant.language.dates import DateMention, dates
from assistant.language.negation import negations
from assistant.language.numbers import Kind, Quantity, agree, quantities
from assistant.language.tokens import content_stems, stem, tokens
from assistant.schema import FINDING_LEVELS, Document, Finding, FindingKind, Part, Sentence, Span
from assistant.source.sentences import split_sentences

_PIECE = r"(?:article|story|report|piece|post|page|headline|caption|item|column|dispatch|version)"
_AMENDED = r"(?:corrected|amended|updated|revised|edited|changed|clarified)"
_DAY = r"(?:[A-Z][a-z]+\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+)(?:,?\s+\d{4})?"
_MARK = re.compile(
    rf"""
    (?P<head>(?<![^\s.!?”"»)(\[*•])(?:Corrections?|Clarifications?|Erratum|Amendment)\b(?:[\s,(–-]+{_DAY})?\)?\s*:)
    | \b(?:an?|the)\s+(?:earlier|previous|prior|original)\s+version\s+of\s+(?:this|the|our)\s+(?:\w+\s+)?{_PIECE}\b
    | \b(?:this|the|our)\s+{_PIECE}\s+(?:has\s+been|was|is)\s+(?:since\s+)?{_AMENDED}\b
    | \b(?:this|the|our|an)\s+{_PIECE}\b[^.\n]{{0,120}}?\b
        (?:incorrectly|wrongly|mistakenly|erroneously|misstated|misidentified|misspelled|misspelt)\b
    | (?P<loud>\bCORRECT(?:S|ED|ING)\b)  # the mark of a wire; in small letters it is a verb like any other
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HEAD = re.compile(
    r"\W*(?:(?:Corrections?|Clarifications?|Erratum|Amendment|Update|Editor['’]s\s+note)\b[^:.\n]{0,40}:\s*)?",
    re.IGNORECASE,
)
_MOST_SENTENCES, _HEADING_WORDS, _LONGEST_NOTE = 3, 5, 600
_GOES_ON = re.compile(
    r"\s*\n(?:It|He|She|They|There|In\s+fact|The\s+(?:earlier|previous|original|correct))\b[^\n]{1,300}"
)
_LINE = re.compile(r"\s*[^\n]{1,600}")
_EDGES = " \t\r\n.,;:()[]*"
_ADVERB = r"(?:(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately)\s+)"
_ERRED = re.compile(
    rf"""\b(?:
        {_ADVERB}?(?:said|stated|reported|suggested|claimed|indicated|gave|had|read|wrote|implied|asserted)
        | {_ADVERB}(?:described|identified|listed|named|quoted|called|attributed|placed|put|spelled|spelt|referred\s+to)
        | misidentified
    )\s+(?:that\s+)?""",
    re.VERBOSE | re.IGNORECASE,
)
_MISSTATED = re.compile(
    r"\b(?:misstated|misspelled|misspelt|misquoted|misreported|omitted|referred\s+incorrectly\s+to"
    r"|gave\s+(?:the\s+wrong|an?\s+(?:incorrect|wrong|inaccurate)))\b",
    re.IGNORECASE,
)
_TO_SAY = re.compile(
    rf"(?:{_AMENDED}\b[^.\n]{{0,40}}?|CORRECT(?:S|ED)\s+[^.()\n]{{0,60}}?)\bto\s+"
    r"(?:(?:say|state|show|reflect|make\s+(?:it\s+)?clear|clarify|read)\s+(?:that\s+)?(?:the\s+fact\s+that\s+)?|(?=[\d$£€A-Z]))",
)
_FROM_TO = re.compile(r"\bfrom\s+(?P<wrong>[^.;\n]{1,80}?)\s+to\s+(?P<right>[^.;\n]{1,80})")
_WORD_MEANT = re.compile(r"[“\"‘'](?P<wrong>[^”\"’\n]{1,60})[”\"’']\s+where\s+[“\"‘'](?P<right>[^”\"’\n]{1,60})[”\"’']")
_NOT = re.compile(r"(?:,|\s+and|\s+but)\s+not\s+|,?\s+(?:rather\s+than|instead\s+of)\s+", re.IGNORECASE)
_TURN = re.compile(r";\s*|,\s+(?:when|but|whereas|while)\s+(?:in\s+fact,?\s+)?|\s+when\s+in\s+fact,?\s+", re.IGNORECASE)
_AS_STATED = re.compile(
    r",?\s+as\s+(?:(?:was|were|we)\s+)?(?:(?:an?|the|our)\s+)?(?:earlier|previous|original)", re.IGNORECASE
)
_IN_FACT = re.compile(r"(?:in\s+fact|actually|rather)\b,?\s*", re.IGNORECASE)
_ADMITS = re.compile(
    r"\b(?:correct\w*|clarif\w+|err(?:or|ed|atum)|mis\w+|incorrect\w*|wrong\w*|inaccura\w+)\b", re.IGNORECASE
)
"""That a piece "was updated", and no more, says of no error."""
_NO_CONTENT = re.compile(
    rf"\b(?:regret|apologi[sz]e|we\s+are\s+sorry|for\s+the\s+error|{_PIECE}\s+(?:has\s+been|was)\s+{_AMENDED})\b",
    re.IGNORECASE,
)
_ABOUT_THE_NOTE = frozenset(
    stem(word)
    for word in """
        correction clarification editor note earlier previous original version article story report piece post
        headline caption incorrectly wrongly mistakenly erroneously said stated reported misstated misidentified
        misspelled gave read corrected corrects amended updated revised edited changed clarified fact actually error
        regret apologise word used meant show reflect wrong right incorrect correct number figure name
    """.split()
)
_SHARED = 2
_ENOUGH_OF_THE_WRONG = 0.6
_ENOUGH_OF_THE_NOTE = 0.3
_LONGEST_QUOTE = 200


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


class _Note(NamedTuple):
    span: Span
    wrong: Span | None
    right: Span | None


def corrections(source: Document) -> tuple[Correction, ...]:
    """The corrections and clarifications that stand in `source`, in order, and what each of them concerns."""
    return tuple(Correction(*note, _concerned(source, note)) for note in _notes(source.text))


def corrected(source: Document) -> tuple[Finding, ...]:
    """A `corrected_text` for each correction that stands in `source`: a finding about the source itself."""
    return tuple(_about_note(source, correction) for correction in corrections(source))


def check(comparison: Comparison) -> Iterator[Finding]:
    """`corrected_text`: the claim says what a source's own correction takes back."""
    for source in comparison.reading.sources:
        for note in _notes(source.text):
            place = _repeated(comparison.claim.text, source.text, note)
            if place is not None:
                yield _about_claim(comparison, source, note, place)
                return


@lru_cache(maxsize=16)
def _notes(text: str) -> tuple[_Note, ...]:
    notes: list[_Note] = []
    read_until = 0
    for mark in _MARK.finditer(text):
        if mark.start() < read_until or not _is_meant(mark):
            continue
        span = _note_at(text, mark)
        note = _Note(span, *_wordings(text, span))
        read_until = span.end
        if note.wrong or note.right or _ADMITS.search(text, span.start, span.end):
            notes.append(note)
    return tuple(notes)


def _is_meant(mark: re.Match[str]) -> bool:
    """Whether capitals show the words that have other uses in small letters to be the mark of a correction."""
    return mark["loud"].isupper() if mark["loud"] else not mark["head"] or mark["head"][0].isupper()


def _note_at(text: str, mark: re.Match[str]) -> Span:
    """The sentence of the mark and those after it in its paragraph, a few at most; below a heading, the next line."""
    opening = max(text.rfind("\n", 0, mark.start()) + 1, mark.start() - _LONGEST_NOTE)
    line_end = text.find("\n", mark.end())
    end = min(line_end if line_end >= 0 else len(text), mark.end() + _LONGEST_NOTE)
    if len(text[mark.start() : end].split()) <= _HEADING_WORDS and (below := _LINE.match(text, end)):
        end = below.end()
    if goes_on := _GOES_ON.match(text, end):
        end = goes_on.end()
    found = [span for span in split_sentences(text, opening, end) if span[1] > mark.start()][:_MOST_SENTENCES]
    start = mark.start() if mark["head"] or not found else found[0][0]
    start = max(start, text.rfind("(", start, mark.start()), text.rfind("[", start, mark.start()))
    return Span(start=start, end=found[-1][1] if found else mark.end())


def _wordings(text: str, note: Span) -> tuple[Span | None, Span | None]:
    """What a note takes back, and what it puts in its place, as far as it gives them."""
    head = _HEAD.match(text, note.start, note.end)
    start = head.end() if head else note.start
    sentences = split_sentences(text, start, note.end)
    wrong = right = None
    for opening, end in sentences:
        if wrong is not None and right is None and not _NO_CONTENT.search(text, opening, end):
            right = _correcting(text, opening, end)[1] or _span(text, opening, end)
            continue
        taken_back, put = _correcting(text, opening, end)
        wrong, right = wrong or taken_back, right or put
    if wrong is None and right is None and _MISSTATED.search(text, note.start, note.end):
        rest = [one for one in sentences[1:] if not _NO_CONTENT.search(text, *one)]
        right = _span(text, *rest[0]) if rest else None
    return wrong, right


def _correcting(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The wrong and the right wording that one sentence of a note gives."""
    for pattern in (_WORD_MEANT, _FROM_TO):
        if pair := pattern.search(text, start, end):
            return _span(text, *pair.span("wrong")), _span(text, *pair.span("right"))
    if stated := _AS_STATED.search(text, start, end):
        end = stated.start()
    erred, said = _ERRED.search(text, start, end), _TO_SAY.search(text, start, end)
    opening = erred.end() if erred else said.end() if said else start
    turn = _TURN.search(text, opening, end)
    if (against := _NOT.search(text, opening, end)) and not (turn and turn.start() < against.start()):
        before, after = _span(text, opening, against.start()), _span(text, against.end(), end)
        return (before, after) if erred else (after, before)
    if turn and (erred or _MISSTATED.search(text, start, turn.start())):
        return _span(text, opening, turn.start()) if erred else None, _span(text, turn.end(), end)
    if erred:
        return _span(text, opening, end), None
    return None, _span(text, opening, end) if said else None


def _span(text: str, start: int, end: int) -> Span | None:
    """`start` to `end` without white space, brackets and stops at its edges; None where nothing is left."""
    if in_fact := _IN_FACT.match(text, start, end):
        start = in_fact.end()
    words = text[start:end]
    left = len(words) - len(words.lstrip(_EDGES))
    right = len(words.rstrip(_EDGES))
    return Span(start=start + left, end=start + right) if right > left else None


class _Facts(NamedTuple):
    quantities: list[Quantity]
    dates: list[DateMention]
    stems: frozenset[str]


def _facts(text: str, span: Span | None) -> _Facts:
    if span is None:
        return _Facts([], [], frozenset())
    days = dates(text, span.start, span.end)
    counts = [one for one in quantities(text, span.start, span.end, outside=days) if one.kind is not Kind.ORDINAL]
    return _Facts(counts, days, frozenset(content_stems(span.of(text))))


def _repeated(claim: str, text: str, note: _Note) -> Span | None:
    """Where in `claim` it says what the note takes back; None where it does not, or speaks of something else."""
    ours, wrong, right = (
        _facts(claim, Span(start=0, end=len(claim))),
        _facts(text, note.wrong),
        _facts(text, note.right),
    )
    matter = _matter(text, note.span)
    if len(ours.stems & matter) < min(_SHARED, max(1, len(matter) // 2)):
        return None
    for number in ours.quantities:
        if any(agree(number, other) for other in right.quantities):
            continue
        rivals = [] if note.wrong else [other for other in right.quantities if _may_replace(number, other)]
        if rivals or any(agree(number, other) for other in wrong.quantities):
            return Span(start=number.start, end=number.end)
    for day in ours.dates:
        rivals_of_day = right.dates if not note.wrong else []
        taken_back = any(_same_day(day, other) for other in wrong.dates)
        if (taken_back or any(_other_day(day, other) for other in rivals_of_day)) and not any(
            _same_day(day, other) for other in right.dates
        ):
            return Span(start=day.start, end=day.end)
    return _wrong_words(claim, text, note, ours, wrong, right)


def _may_replace(number: Quantity, other: Quantity) -> bool:
    """Whether `other` is the right number where the claim has `number`: of one kind, and of the same thing."""
    same_kind = number.kind is other.kind and number.unit == other.unit
    return same_kind and (None in (number.counted, other.counted) or number.counted == other.counted)


def _same_day(one: DateMention, other: DateMention) -> bool:
    return one[2:] == other[2:]


def _other_day(one: DateMention, other: DateMention) -> bool:
    """Whether both give a weekday, or both a day of a month, or both a year alone, and another one."""
    given = [[part is not None for part in date[2:]] for date in (one, other)]
    return given[0] == given[1] and not _same_day(one, other)


def _wrong_words(claim: str, text: str, note: _Note, ours: _Facts, wrong: _Facts, right: _Facts) -> Span | None:
    """Where the claim has the words that only the wrong wording has; None where it lacks one, or most of the others."""
    only_wrong, only_right = wrong.stems - right.stems, right.stems - wrong.stems
    if note.wrong is None or wrong.quantities or wrong.dates or not only_wrong or not only_wrong <= ours.stems:
        return None
    if (only_right and only_right <= ours.stems) or bool(negations(claim)) != bool(negations(note.wrong.of(text))):
        return None
    if len(wrong.stems & ours.stems) < _ENOUGH_OF_THE_WRONG * len(wrong.stems):
        return None
    words = [token for token in tokens(claim) if stem(token.text) in only_wrong]
    return Span(start=words[0].start, end=words[-1].end)


def _matter(text: str, note: Span) -> frozenset[str]:
    """The stems of what a note is about."""
    found = frozenset(content_stems(note.of(text))) - _ABOUT_THE_NOTE
    return frozenset(word for word in found if not word[0].isdigit())


def _concerned(source: Document, note: _Note) -> tuple[int, ...]:
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
    note = _Note(correction.span, correction.wrong, correction.right)
    message = f"The source carries a correction: “{_shown(correction.span.of(source.text))}”."
    for index in correction.concerns:
        words = source.words_of(source.sentences[index])
        place = _repeated(words, source.text, note)
        message += f" It concerns “{_shown(words)}”"
        message += f", which still says “{_shown(place.of(words))}”." if place else "."
    return Finding(
        kind=FindingKind.CORRECTED_TEXT,
        level=FINDING_LEVELS[FindingKind.CORRECTED_TEXT],
        message=message,
        source=source.id,
        source_span=correction.span,
    )


def _about_claim(comparison: Comparison, source: Document, note: _Note, place: Span) -> Finding:
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
