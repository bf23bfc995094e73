"""Reported speech and thought, found by rule: a cue, the speaker before or after it, and what was said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from assistant.attribution.choice import LIKELY, PROBABLE, SURE, Taken, is_plain, likelihood_of
from assistant.attribution.frame import Frame
from assistant.attribution.frames import frames
from assistant.attribution.people import People
from assistant.attribution.phrases import Phrase, Role, antecedent
from assistant.attribution.quotations import Quotation, quotations, touching, words_in
from assistant.attribution.sharing import shared_subject
from assistant.attribution.speakers import Speaker, anyone, asks_for_anonymity, speaker_at, speaks_anonymously
from assistant.attribution.transcripts import Turn, turns
from assistant.attribution.units import Unit, units
from assistant.attribution.words import Kind, Word, words_of
from assistant.language.cues import Sort, polarity, reports
from assistant.language.modality import hedged
from assistant.schema import Attribution, Document, Modality, Mode, Part, Polarity, Span

_UNATTACHED_WORDS = 5
"""A quotation of fewer words that nobody is said to have spoken is a name or a word held at arm's length."""
_GOES_ON_WITHIN = 400
_NO_ONE = frozenset(["nobody", "no one", "none", "neither"])


class _Found(NamedTuple):
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    unit: Unit
    inside: Span | None = None
    """The cue of the attribution whose content holds this one."""
    spoken: bool = False
    """A turn of a conversation: the speaker's own words without quotation marks."""


def attributions(document: Document, *, attitudes: bool = False) -> tuple[Attribution, ...]:
    """The attributions of a text in order, with ids "a1", "a2", ...; repeated paragraphs are read once.

    Speakers are resolved to the fullest form that the text has for them. Each `content_spans` piece holds the
    text's own characters, without the quotation marks where the content is a quotation and nothing else.

    Reported are utterances and thoughts that are put into words. With `attitudes`, stands as well that are only told
    of ("supports the bill", "hopes to", "his plan to", headlines): what PolNeAR marks and a check has no use for.
    """
    return tuple(_Reader(document, attitudes=attitudes).read())


class _Reader:
    """Reads one document from front to back: who spoke last decides who "he" is, and whose a loose quotation is."""

    def __init__(self, document: Document, *, attitudes: bool) -> None:
        self._document = document
        self._text = document.text
        self._attitudes = attitudes
        self._quotations = tuple(_without_comma(document.text, quotation) for quotation in quotations(document.text))
        self._stops = frozenset(sentence.span.end for sentence in document.sentences)
        self._people = People(document.text)
        self._speakers: list[Speaker] = []

    def read(self) -> Iterator[Attribution]:
        found: list[_Found] = []
        previous: Unit | None = None
        labelled = {turn.paragraph: turn for turn in turns(self._document)}
        for unit in units(self._document, self._quotations):
            if unit.part is Part.HEADLINE and not self._attitudes:
                continue
            turn = labelled.get(unit.paragraph)
            news = [] if turn is None else self._turn(turn, unit, found)
            told = self._in_unit(unit)
            news += told if turn is None else [one._replace(inside=turn.label) for one in told if one.inside is None]
            self._loose(unit, previous, found, news)
            found += news
            previous = unit
        yield from self._numbered(self._hidden_later(found))

    def _in_unit(self, unit: Unit) -> list[_Found]:
        """What the cues of one unit report: the likeliest first, and none whose words another has taken."""
        quoted = touching(self._quotations, unit.span)
        words = words_of(self._text, unit.span.start, unit.span.end, quoted, self._stops)
        rated = sorted(
            ((likelihood_of(frame), frame) for frame in frames(words)), key=lambda one: (-one[0], one[1].last)
        )
        taken = Taken(words)
        kept: list[_Found] = []
        for likelihood, frame in rated:
            if likelihood < (LIKELY if self._attitudes else PROBABLE):
                break
            one = None if taken.clashes(frame) else self._found(frame, words, unit, likelihood)
            if one is not None:
                taken.take(frame)
                kept.append(one)
        kept += self._inner(rated, kept, words, unit)
        self._notice(words)
        kept.sort(key=lambda one: (one.content[0].start, one.cue.start if one.cue else 0))
        return [self._resolved(one) for one in kept]

    def _notice(self, words: Sequence[Word]) -> None:
        """Remembers the person that a unit is about, whom a later "he" may mean though they said nothing."""
        subject = shared_subject(words, len(words) - 1, main=True)
        if subject.role is Role.NAME:
            person = self._people.person_at(_chars(words, subject.first, subject.last))
            if person is not None:
                self._speakers.append(person)
        elif subject.role is Role.NOUN:
            somebody = self._speaker(subject, words, lenient=False)
            if somebody is not None and (len(somebody.name) > 1 or (somebody.is_somebody and somebody.anonymous)):
                self._speakers.append(somebody)

    def _inner(
        self, rated: Sequence[tuple[float, Frame]], outer: Sequence[_Found], words: Sequence[Word], unit: Unit
    ) -> Iterator[_Found]:
        """Speech that is told inside the content of another: "X said that Y had told Z ..."."""
        taken = Taken(words)
        holders = sorted(
            ((piece.start, piece.end, one.cue) for one in outer if one.cue for piece in one.content), key=itemgetter(0)
        )
        starts = [start for start, _, _ in holders]
        for likelihood, frame in rated:
            if likelihood < SURE:
                return
            if frame.word.sort is not Sort.SAYING or frame.subject.role in (Role.NONE, Role.SHARED):
                continue
            one = None if taken.clashes(frame) else self._found(frame, words, unit, likelihood)
            if one is None or one.cue is None:
                continue
            at = bisect_right(starts, one.cue.start) - 1
            if (
                at >= 0
                and holders[at][1] >= max(one.cue.end, one.content[-1].end)
                and one.content[0].start >= starts[at]
            ):
                taken.take(frame)
                yield one._replace(inside=holders[at][2])

    def _resolved(self, one: _Found) -> _Found:
        if one.speaker is None:
            return one
        resolved = self._people.resolve(one.speaker, self._speakers)
        if not resolved.pronoun or resolved.name:
            self._speakers.append(resolved)
        return one._replace(speaker=resolved)

    def _found(self, frame: Frame, words: Sequence[Word], unit: Unit, likelihood: float) -> _Found | None:
        speech = self._is_speech(frame, words)
        if not speech and not self._attitudes:
            return None
        plain = is_plain(frame) or (frame.word.sort is Sort.SAYING and likelihood >= SURE)
        speaker = self._speaker(frame.subject, words, lenient=self._attitudes or plain)
        if not self._attitudes and (speaker is None or speaker.text.lower() in _NO_ONE):
            return None
        content = tuple(piece for run in frame.content for piece in self._pieces(words, run))
        if not content:
            return None
        cue = Span(start=words[frame.first].start, end=words[frame.last - 1].end)
        return _Found(speaker, cue, content, unit)

    def _is_speech(self, frame: Frame, words: Sequence[Word]) -> bool:
        if frame.shape in ("inverted", "after quote", "declining"):
            return True
        if frame.word.lemma == "call" and any(
            word.kind is Kind.TO for start, end in frame.content for word in words[start:end]
        ):
            return False  # "called him to offer", on the telephone
        # "to say", "could say": nobody has said it yet.
        return frame.shape != "infinitive" and not frame.possible and reports(frame.word, frame.after)

    def _speaker(self, subject: Phrase, words: Sequence[Word], *, lenient: bool) -> Speaker | None:
        if subject.role in (Role.NONE, Role.SHARED):
            return None
        span = _chars(words, subject.first, subject.last)
        if subject.role is Role.RELATIVE:
            person = antecedent(words, subject.first)
            if person.role not in (Role.NAME, Role.NOUN):
                return None
            who = self._speaker(person, words, lenient=lenient)
            return who._replace(span=span) if who else None
        aside = None
        if subject.aside is not None and subject.aside[1] > subject.aside[0]:
            aside = _chars(words, *subject.aside).of(self._text)
        speaker = speaker_at(self._text, span, appositive=aside)
        return speaker or (anyone(self._text, span) if lenient else None)

    def _pieces(self, words: Sequence[Word], run: tuple[int, int]) -> Iterator[Span]:
        """The spans of a run of words; where it is quotations and nothing else, what each holds."""
        inside = words[run[0] : run[1]]
        if all(word.kind is Kind.QUOTE for word in inside):
            for word in inside:
                yield self._quotation_at(word.start).span
            return
        span = _chars(words, *run)
        text = span.of(self._text)
        kept = text.rstrip(" \t\r\n,;:—–-").rstrip(".!?")
        if kept:
            yield Span(start=span.start, end=span.start + len(kept))

    def _quotation_at(self, start: int) -> Quotation:
        return next(
            one for one in touching(self._quotations, Span(start=start, end=start + 1)) if one.outer.start == start
        )

    def _turn(self, turn: Turn, unit: Unit, found: list[_Found]) -> list[_Found]:
        """The attribution of a turn of a conversation; its later sentences are added to it."""
        words = Span(start=max(unit.span.start, turn.content.start), end=unit.span.end)
        if words.start >= words.end:
            return []
        at = next((back for back in range(len(found) - 1, -1, -1) if found[back].spoken), None)
        if at is not None and found[at].cue == turn.label:
            *before, last = found[at].content
            same = found[at].unit.paragraph == unit.paragraph
            goes_on = (*before, Span(start=last.start, end=words.end)) if same else (*before, last, words)
            found[at] = found[at]._replace(content=goes_on, unit=unit)
            return []
        speaker = self._people.resolve(anyone(self._text, turn.label), self._speakers)
        self._speakers.append(speaker)
        return [_Found(speaker, turn.label, (words,), unit, spoken=True)]

    def _loose(self, unit: Unit, previous: Unit | None, found: list[_Found], news: list[_Found]) -> None:
        """The quotations of a unit that no cue reports: they go on with the last one, or stand for themselves."""
        starts = [one.content[0].start for one in news]
        unattached: list[_Found] = []
        for quotation in touching(self._quotations, unit.span):
            at = bisect_right(starts, quotation.span.start)
            if quotation.outer.start < unit.span.start or any(
                _holds(one, quotation) for one in (*news[max(0, at - 1) : at + 1], *found[-1:])
            ):
                continue
            place = next((back for back in range(at - 1, max(-1, at - 3), -1) if self._ends_quoted(news[back])), None)
            if place is not None and self._goes_on(quotation, unit, news[place], news):
                news[place] = _longer(news[place], quotation)
            elif place is None and found and self._goes_on(quotation, unit, found[-1], news):
                found[-1] = _longer(found[-1], quotation)
            elif words_in(self._text, quotation) >= _UNATTACHED_WORDS:
                unattached.append(_Found(self._speaker_nearby(unit, previous), None, (quotation.span,), unit))
        news += unattached
        news.sort(key=lambda one: one.content[0].start)

    def _goes_on(self, quotation: Quotation, unit: Unit, last: _Found, news: Sequence[_Found]) -> bool:
        """Whether a quotation that no cue reports goes on with what the one before it began."""
        earlier = self._last_quotation(last)
        if earlier is None or last.speaker is None:
            return False
        between = self._text[earlier.outer.end : quotation.outer.start]
        if len(between) > _GOES_ON_WITHIN:
            return False
        if last.unit.paragraph == unit.paragraph:
            return last.unit is unit or quotation.outer.start - unit.span.start <= 1
        # In the next paragraph, where that one opens with it: the mark was left open, or nothing stands between.
        opens = quotation.outer.start - unit.span.start <= 1
        return opens and (not earlier.closed or (not news and not between.strip()))

    def _ends_quoted(self, found: _Found) -> bool:
        return self._last_quotation(found) is not None

    def _last_quotation(self, found: _Found) -> Quotation | None:
        """The quotation that the content ends with."""
        at_end = touching(self._quotations, found.content[-1])
        return at_end[-1] if at_end and at_end[-1].span.end == found.content[-1].end else None

    def _speaker_nearby(self, unit: Unit, previous: Unit | None) -> Speaker | None:
        if previous is None or previous.paragraph != unit.paragraph or not self._speakers:
            return None
        last = self._speakers[-1]
        return last if previous.span.start <= last.span.start < previous.span.end else None

    def _hidden_later(self, found: Sequence[_Found]) -> list[_Found]:
        """What was found, with anonymous those of whom a later sentence says that they are not to be named."""
        hidden: set[str] = set()
        ends = [one.content[-1].end for one in found]
        for sentence in self._document.sentences:
            if asks_for_anonymity(sentence.span.of(self._text)):
                at = bisect_right(ends, sentence.span.start) - 1
                speaker = found[at].speaker if at >= 0 else None
                if speaker and not speaker.name and sentence.span.start - ends[at] < _GOES_ON_WITHIN:
                    hidden.add(speaker.text)
        return [
            one._replace(speaker=one.speaker._replace(anonymous=True))
            if one.speaker and one.speaker.text in hidden
            else one
            for one in found
        ]

    def _numbered(self, found: Sequence[_Found]) -> Iterator[Attribution]:
        ids = {one.cue: f"a{number}" for number, one in enumerate(found, 1) if one.cue and one.inside is None}
        for number, one in enumerate(found, 1):
            yield self._attribution(f"a{number}", one, ids.get(one.inside) if one.inside else None)

    def _attribution(self, identifier: str, found: _Found, inside: str | None) -> Attribution:
        pieces = found.content
        content = " … ".join(piece.of(self._text) for piece in pieces)
        cue = found.cue.of(self._text) if found.cue else None
        speaker = found.speaker
        hidden = speaker is not None and not speaker.name and speaks_anonymously(self._around(found))
        return Attribution(
            id=identifier,
            speaker=speaker.text if speaker else None,
            cue=cue,
            content=content,
            mode=Mode.DIRECT if found.spoken else self._mode(pieces),
            role=speaker.role if speaker else None,
            anonymous=speaker is not None and (speaker.anonymous or hidden),
            polarity=polarity(cue) if cue and not found.spoken else Polarity.AFFIRMED,
            modality=Modality.HEDGED if hedged(content) else Modality.ASSERTED,
            speaker_span=speaker.span if speaker else None,
            cue_span=found.cue,
            content_spans=pieces,
            inside=inside,
        )

    def _around(self, found: _Found) -> str:
        """The sentences of an attribution, as far as they are near it."""
        start = max(found.unit.span.start, found.content[0].start - _GOES_ON_WITHIN)
        end = min(found.unit.span.end, found.content[-1].end + _GOES_ON_WITHIN)
        return self._text[start : max(start, end)]

    def _mode(self, pieces: Sequence[Span]) -> Mode:
        inside = touching(self._quotations, Span(start=pieces[0].start, end=pieces[-1].end))
        if all(any(quotation.span == piece for quotation in inside) for piece in pieces):
            return Mode.DIRECT
        return Mode.MIXED if inside else Mode.INDIRECT


def _longer(found: _Found, quotation: Quotation) -> _Found:
    return found._replace(content=(*found.content, quotation.span))


def _holds(found: _Found, quotation: Quotation) -> bool:
    return any(piece.overlaps(quotation.span) for piece in found.content)


def _chars(words: Sequence[Word], first: int, last: int) -> Span:
    return Span(start=words[first].start, end=words[last - 1].end)


def _without_comma(text: str, quotation: Quotation) -> Quotation:
    """The quotation without the comma that the sentence around it puts inside its marks."""
    words = quotation.span.of(text).rstrip(", ")
    return quotation._replace(span=Span(start=quotation.span.start, end=quotation.span.start + len(words)))
