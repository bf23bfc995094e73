"""The frames of verbs: "said that", “...,” said the speaker, was accused of, declined to comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.attribution.content import INVERTING, content_after, quotations_after, strip, up_to_quotation
from assistant.attribution.frame import AUXILIARIES, Frame, Pieces, kind_after, kind_before
from assistant.attribution.phrases import (
    Phrase,
    Role,
    clause_end,
    phrase_after,
    phrase_end,
    sentence_start,
    subject_before,
)
from assistant.attribution.sharing import shared_subject
from assistant.attribution.stances import inner_stance
from assistant.attribution.topics import without_topic
from assistant.attribution.words import Kind, Word
from assistant.language.cues import CueWord, Form, Sort, noun_of, verb_of

_SHORTEST_CLAUSE = 2
_SEEMING = frozenset(["seem", "appear"])
_ADVERBIAL = frozenset("from by with at over through preposition".split())
"""What a cue has after it where a circumstance comes before its "that": "said from behind a screen that"."""
_TIMING = frozenset("as after when while before because during amid following".split())
_NOBODY = Phrase(Role.NONE, 0, 0)


class _Group(NamedTuple):
    """A verb with its auxiliaries, from word `first` to the verb itself at word `at`."""

    words: Sequence[Word]
    first: int
    at: int
    verb: CueWord
    shape: str
    after: str
    possible: bool

    @property
    def before(self) -> str:
        return kind_before(self.words, self.first)


def verb_frames(words: Sequence[Word], at: int, verb: CueWord) -> Iterator[Frame]:
    """The frame, or none, of the verb at word `at`."""
    if verb.lemma == "plead" and at + 1 < len(words) and words[at + 1].lower in ("guilty", "not"):
        return  # what one does in court
    group = _group(words, at, verb)
    if group.shape in ("passive", "participle"):
        found = _passive(group)
    else:
        found = _inverted(group) or _inverted_after_clause(group) or _declining(group) or _active(group)
    if found is not None:
        yield found


def _group(words: Sequence[Word], at: int, verb: CueWord) -> _Group:
    first = at
    while first > 0 and words[first - 1].kind in AUXILIARIES:
        first -= 1
    infinitive = first > 0 and words[first - 1].kind is Kind.TO and verb.form is Form.BASE
    kinds = {word.kind for word in words[first:at]}
    first -= infinitive
    shape = "infinitive" if infinitive and Kind.BE not in kinds else _shape(verb, kinds)
    return _Group(words, first, at, verb, shape, kind_after(words, at + 1), possible=Kind.MODAL in kinds)


def _shape(verb: CueWord, auxiliaries: set[Kind]) -> str:
    if Kind.BE in auxiliaries:
        participle = verb.form in (Form.PAST, Form.PARTICIPLE)
        return "passive" if participle else "progressive" if verb.form is Form.GERUND else "odd"
    helped = bool(auxiliaries & {Kind.MODAL, Kind.DO, Kind.HAVE})
    if verb.form is Form.PARTICIPLE and not helped:
        return "participle"
    if verb.form is Form.GERUND:
        return "gerund"
    return "helped" if helped else "finite"


def _active(group: _Group) -> Frame | None:
    words, first, at, verb, shape, after, possible = group
    subject = subject_before(words, first)
    open_form = shape == "infinitive" or verb.form is Form.GERUND
    if subject.role is Role.SHARED or (subject.role is Role.NONE and open_form):
        before = _kind_of_shared(group, subject)
        main = before == "comma" or (verb.form is Form.GERUND and subject.role is not Role.SHARED)
        subject = shared_subject(words, first, main=main)
    else:
        before = group.before if subject.role is Role.NONE else str(subject.role)
        trailing = _trailing(group, subject)
        if trailing is not None:
            return trailing
    content = content_after(words, at + 1, verb, after)
    if not content:
        return None
    last = at + 1
    if verb.sort is Sort.SAYING and (stance := inner_stance(words, *content[0])):
        last, content = stance[0], ((stance[1], content[0][1]), *content[1:])
    named = after == "word" and noun_of(words[at + 1].lower) is not None  # "denied reports that"
    if verb.sort is Sort.SAYING and (named or after in _ADVERBIAL) and words[content[0][0] - 1].kind is Kind.THAT:
        after = "that"
    if verb.lemma in _SEEMING and subject.last > subject.first:
        content, subject = ((subject.first, subject.last), *content), _NOBODY
    return Frame(verb, first, last, subject, content, shape, before, after, possible)


def _kind_of_shared(group: _Group, subject: Phrase) -> str:
    """How a verb without a subject of its own hangs on another."""
    if group.shape == "infinitive":
        return "to"
    if group.before == "comma":
        return "comma"
    return "and" if subject.role is Role.SHARED else group.before


def _inverted(group: _Group) -> Frame | None:
    """“Content,” said the speaker."""
    words, first, at, verb, _, after, _ = group
    quote = first - 1 - (group.before == "comma")
    if quote < 0 or words[quote].kind is not Kind.QUOTE or verb.form not in (Form.PAST, Form.PRESENT):
        return None
    speaker = phrase_after(words, at + 1)
    if speaker.role is Role.NONE:
        return None
    content = (up_to_quotation(words, quote), *quotations_after(words, speaker.last))
    speaker = without_topic(words, speaker)
    return Frame(verb, first, at + 1, speaker, content, "inverted", "quote", after)


def _inverted_after_clause(group: _Group) -> Frame | None:
    """Content, said the speaker."""
    words, first, at, verb, shape, after, _ = group
    plain = verb.sort is Sort.SAYING and verb.lemma in INVERTING and shape == "finite" and verb.form is not Form.BASE
    if not plain or group.before != "comma":
        return None
    speaker = phrase_after(words, at + 1)
    ends = speaker.last >= len(words) or words[speaker.last].kind in (Kind.STOP, Kind.COMMA, Kind.RELATIVE)
    start, end = strip(words, sentence_start(words, first - 1), first - 1)
    if speaker.role is Role.NONE or not ends or end - start <= _SHORTEST_CLAUSE:
        return None
    if not any(word.kind in AUXILIARIES or verb_of(word.lower) for word in words[start:end]):
        return None
    return Frame(verb, first, at + 1, speaker, ((start, end),), "inverted clause", "comma", after)


def _declining(group: _Group) -> Frame | None:
    """The speaker declined to comment on content."""
    words, first, at, verb, *_ = group
    if verb.lemma not in ("decline", "refuse") or at + 2 >= len(words) or words[at + 1].kind is not Kind.TO:
        return None
    inner = verb_of(words[at + 2].lower)
    if inner is None or not (inner.sort is Sort.SAYING or inner.lemma in ("discuss", "answer", "speak", "talk")):
        return None
    last = at + 3
    content = content_after(words, last, inner, kind_after(words, last))
    if not content:  # "declined to comment": on what, the words before must say
        last, content = at + 1, ((at + 1, at + 3),)
    return Frame(verb, first, last, subject_before(words, first), content, "declining", "declining", "to")


def _trailing(group: _Group, subject: Phrase) -> Frame | None:
    """“Content,” the speaker said; Content, the speaker said; Content, the speaker said, more content."""
    words, first, at, verb, _, after, _ = group
    if subject.role in (Role.NONE, Role.SHARED, Role.RELATIVE) or subject.first == 0:
        return None
    opening = subject.first - 1
    if words[opening].kind is Kind.COMMA and opening > 0 and words[opening - 1].kind is Kind.QUOTE:
        opening -= 1
    if words[opening].kind is Kind.QUOTE:
        if after in ("that", "determiner", "pronoun", "name") and verb.lemma not in ("tell", "ask"):
            return None
        content = (up_to_quotation(words, opening), *quotations_after(words, at + 1))
        return Frame(verb, first, at + 1, subject, content, "after quote", str(subject.role), after)
    if words[opening].kind is not Kind.COMMA or verb.lemma not in INVERTING:
        return None
    rest = at + 1
    if verb.lemma == "tell" and (told := phrase_after(words, rest)).role is not Role.PRONOUN:  # "told the assembly."
        rest = max(rest, told.last)
    content = _around_cue(words, opening, rest, kind_after(words, rest) if rest > at + 1 else after)
    return Frame(verb, first, at + 1, subject, content, "after clause", str(subject.role), after) if content else None


def _around_cue(words: Sequence[Word], comma: int, rest: int, after: str) -> Pieces:
    """The clause before `comma`, and what goes on after the cue where a comma follows it; empty where it is none."""
    start, end = strip(words, sentence_start(words, comma), comma)
    closes = after in ("end", "stop", "comma")
    timed = after in ("day", "in", "on", "at", "preposition", "to")
    adverbial = words[start].kind in (Kind.PREPOSITION, Kind.SUBORDINATE)
    if rest + 1 < len(words) and words[rest].lower in _TIMING:
        timed = words[rest + 1].lower not in ("many", "much", "few", "little", "long")
    if end - start < _SHORTEST_CLAUSE or not (closes or (timed and not adverbial)):
        return ()
    if after == "comma":
        more = strip(words, rest + 1, clause_end(words, rest + 1))
        if more[1] > more[0] and verb_of(words[more[0]].lower) is None:
            return ((start, end), more)
    return ((start, end),)


def _passive(group: _Group) -> Frame | None:
    """It was said by the speaker; somebody is expected to; people accused of that."""
    words, first, at, verb, shape, after, _ = group
    patient = subject_before(words, first)
    whole: Pieces = ((patient.first, patient.last),) if patient.last > patient.first else ()
    if after == "by":
        return _by_speaker(group, patient, whole)
    content = content_after(words, at + 1, verb, after)
    if not content:
        return None
    by = _late_by(words, *content[0]) if shape == "passive" else None
    speaker = phrase_after(words, by + 1) if by is not None else _NOBODY
    if by is not None and speaker.role is not Role.NONE:
        content = (*whole, (content[0][0], by))
        return Frame(verb, first, at + 1, speaker, content, "passive by", str(patient.role), after)
    if after == "to" and shape == "passive":
        content = (*whole, *content)
    return Frame(verb, first, at + 1, _NOBODY, content, shape, str(patient.role), after)


def _by_speaker(group: _Group, patient: Phrase, whole: Pieces) -> Frame | None:
    words, first, at, verb, _, after, _ = group
    speaker = phrase_after(words, at + 2)
    if speaker.role is Role.NONE:
        return None
    rest = (speaker.last, phrase_end(words, speaker.last))
    goes_on = rest[1] > rest[0] + 1 and words[rest[0]].kind in (Kind.TO, Kind.PREPOSITION, Kind.THAT)
    content = (*whole, rest) if goes_on else whole
    return Frame(verb, first, at + 1, speaker, content, "by", str(patient.role), after) if content else None


def _late_by(words: Sequence[Word], start: int, end: int) -> int | None:
    """The "by" that names the speaker after the content: "was described as unsafe by the inspector"."""
    return next(
        (at for at in range(start + 1, end) if words[at].lower == "by" and words[at - 1].kind is not Kind.NUMBER), None
    )
