"""Reported speech and thought, found by rule: a cue, the speaker before or after it, and what was said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.attribution.people import People
from assistant.attribution.quotations import Quotation, quotations, words_in
from assistant.attribution.speakers import Speaker, speaker_at, speaks_anonymously
from assistant.language.cues import cues, denies, reports_only_with_that
from assistant.language.modality import hedged
from assistant.schema import Attribution, Document, Modality, Mode, Part, Polarity, Sentence, Span

_MASK = "\ue000"
"""Stands for every character inside quotation marks, so that rules read the sentence around a quotation."""

_NOT_A_VERB = re.compile(
    r"(?:\b(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|no|any|some|of|in|for|to|by|from|with|recent|new|own|"
    r"is|are|was|were|be|been|being|latest|official|such|and)\s+|['’]s\s+|s['’]\s+|[-’'])$",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b(?:according\s+to|in\s+the\s+(?:words|view|opinion)\s+of)\s+", re.IGNORECASE)
_THAT = re.compile(rf"(?:\s+(?!that\b)[^\s,;{_MASK}]+){{0,7}}?,?\s+(?:that|whether)\s+", re.IGNORECASE)
_TO_QUOTE = re.compile(rf"[^.;!?{_MASK}]{{0,70}}?[,:]?\s*(?={_MASK})")
_PHRASE_AFTER = re.compile(
    rf"\s+(?P<phrase>[^,.;:!?—–({_MASK}]+?)(?=\s+(?:in\s+an?\s|in\s+the\s|on\s|to\s+(?:reporters|journalists|the\s)|during\s|at\s+(?:a|the)\s|"
    rf"after\s|as\s|when\s|while\s|by\s+(?:phone|email)|who\s|whose\s|earlier\b|last\s|this\s|yesterday|today|adding\b)|[,.;:!?—–({_MASK}]|$)"
)
_APPOSITIVE_AFTER = re.compile(
    rf"\s*,\s*(?P<role>(?:an?\s|the\s|who\s|\w)[^{_MASK}]*?)(?=\s*[.;!?{_MASK}]|,\s+(?:and|but|adding|in|on|at|as)\s|,\s*{_MASK}|$|,)"
)
_LONGEST_LOOK = 400
"""Characters in which a cue has its speaker: a "sentence" may be a whole book without a stop."""
_LONGEST_DETERMINER = 16
_SHORTEST_CONTENT = 3
_UNATTACHED_WORDS = 5
"""A quotation of fewer words that nobody is said to have spoken is a name or a word held at arm's length."""


class _Found(NamedTuple):
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]


def attributions(document: Document) -> tuple[Attribution, ...]:
    """The attributions of a text in order, with ids "a1", "a2", ...; repeated paragraphs are read once.

    Speakers are resolved to the fullest form that the text has for them. Each `content_spans` piece holds the
    text's own characters, without the quotation marks where the content is a quotation and nothing else.
    """
    return tuple(_Reader(document).read())


class _Reader:
    """Reads one document from front to back: who spoke last decides who "he" is, and whose a loose quotation is."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._quotations = tuple(_without_comma(document.text, quotation) for quotation in quotations(document.text))
        self._openings = [quotation.outer.start for quotation in self._quotations]
        self._masked = _mask(document.text, self._quotations)
        self._people = People(document.text)
        self._speakers: list[Speaker] = []
        self._used: set[Quotation] = set()

    def read(self) -> Iterator[Attribution]:
        found: list[tuple[_Found, Sentence]] = []
        previous: Sentence | None = None
        for sentence in self._document.sentences:
            if sentence.repeats is not None or sentence.part is Part.HEADLINE:
                continue
            news = list(self._in_sentence(sentence))
            loose = [quotation for quotation in self._inside(sentence.span) if quotation not in self._used]
            for quotation in loose:
                if not news and found and previous and self._goes_on(quotation, sentence, found[-1]):
                    last, at = found[-1]
                    found[-1] = (last._replace(content=(*last.content, quotation.span)), at)
                elif words_in(self._text, quotation) >= _UNATTACHED_WORDS:
                    news.append(_Found(self._speaker_nearby(sentence, previous), None, (quotation.span,)))
                self._used.add(quotation)
            found += [(one, sentence) for one in sorted(news, key=lambda one: one.content[0].start)]
            previous = sentence
        for number, (one, sentence) in enumerate(found, 1):
            yield self._attribution(f"a{number}", one, sentence)

    def _in_sentence(self, sentence: Sentence) -> Iterator[_Found]:
        """What the cues of one sentence report; what one of them has claimed is not read again by the next."""
        taken_until = sentence.span.start
        for found in (*self._according(sentence.span), *self._cued(sentence.span)):
            start = min(found.content[0].start, found.cue.start if found.cue else found.content[0].start)
            if found.speaker is None or start < taken_until:
                continue
            resolved = self._people.resolve(found.speaker, self._speakers)
            if not resolved.pronoun or resolved.name:
                self._speakers.append(resolved)
            yield found._replace(speaker=resolved)
            taken_until = max(span.end for span in found.content)
            reach = Span(start=max(0, found.content[0].start - 1), end=found.content[-1].end)
            self._used.update(self._inside(reach))

    def _according(self, span: Span) -> Iterator[_Found]:
        for match in _ACCORDING.finditer(self._masked, span.start, span.end):
            after = _PHRASE_AFTER.match(self._masked, match.end() - 1, span.end)
            if after is None:
                continue
            speaker = speaker_at(self._text, Span(start=after.start("phrase"), end=after.end("phrase")))
            if speaker is None:
                continue
            before = self._content(span.start, match.start())
            rest = self._content(self._past_relative_clause(after.end(), span.end), span.end)
            content = before or rest
            if content:
                yield _Found(speaker, Span(start=match.start(), end=match.end() - 1), content)

    def _past_relative_clause(self, start: int, end: int) -> int:
        """Where a clause about the speaker that begins at `start` ("who asked not to be named,") is over."""
        clause = re.compile(r"\s+(?:who|whose|which)\b[^,]*,").match(self._masked, start, end)
        return clause.end() if clause else start

    def _cued(self, span: Span) -> Iterator[_Found]:
        position = span.start
        for cue in cues(self._masked, span.start, span.end):
            if cue.start < position or _NOT_A_VERB.search(self._before(span, cue.start, _LONGEST_DETERMINER)):
                continue
            found = self._inverted(span, cue) or self._forward(span, cue) or self._trailing(span, cue)
            if found is not None:
                yield found
                position = max(cue.end, *(piece.end for piece in found.content))

    def _inverted(self, span: Span, cue: Span) -> _Found | None:
        """“Content,” said the speaker, a role; or the same without quotation marks."""
        before = self._before(span, cue.start).rstrip()
        quoted = [quotation.span for quotation in self._inside(Span(start=span.start, end=cue.start))]
        after_quote = bool(quoted) and before.rstrip(" ,").endswith((_MASK, "”", '"', "’", "'", "»"))
        if not after_quote and not before.endswith(","):
            return None
        phrase = _PHRASE_AFTER.match(self._masked, cue.end, span.end)
        if phrase is None:
            return None
        role = _APPOSITIVE_AFTER.match(self._masked, phrase.end(), span.end)
        role_text = self._text[role.start("role") : role.end("role")].strip() if role else None
        speaker = speaker_at(
            self._text, Span(start=phrase.start("phrase"), end=phrase.end("phrase")), appositive=role_text
        )
        if speaker is None:
            return None
        if after_quote:
            return _Found(speaker, cue, (quoted[-1], *self._quoted_after(phrase.end(), span.end)))
        content = self._content(span.start, cue.start)
        long_enough = bool(content) and len(content[0].of(self._text).split()) >= _SHORTEST_CONTENT
        return _Found(speaker, cue, content) if long_enough else None

    def _forward(self, span: Span, cue: Span) -> _Found | None:
        """The speaker said that content; the speaker said: “content”."""
        speaker = self._speaker_before(span, cue.start)
        if speaker is None:
            return None
        that = _THAT.match(self._masked, cue.end, span.end)
        if that is not None:
            content = self._content(that.end(), span.end)
            return _Found(speaker, cue, content) if content else None
        to_quote = _TO_QUOTE.match(self._masked, cue.end, span.end)
        quoted = self._quoted_after(cue.end, span.end)
        if (
            to_quote is not None
            and quoted
            and to_quote.end() >= quoted[0].start - 2
            and to_quote[0].rstrip().endswith((",", ":", '"', "“", "‘", "'", "«"))
        ):
            return _Found(speaker, cue, quoted)
        before = self._quoted_before(span, speaker.span.start)
        if before:
            return _Found(speaker, cue, (*before, *quoted))
        if reports_only_with_that(self._text[cue.start : cue.end]):
            return None
        rest = self._masked[cue.end : min(span.end, cue.end + _LONGEST_LOOK)]
        if not re.match(r"\s+\S", rest) or re.match(r"\s+(?:by|in|at|on|for|as|with|from|of)\b", rest):
            return None
        content = self._content(cue.end, span.end)
        return _Found(speaker, cue, content) if content else None

    def _trailing(self, span: Span, cue: Span) -> _Found | None:
        """Content, the speaker said."""
        if span.end - cue.end > _LONGEST_LOOK:
            return None
        rest = self._masked[cue.end : span.end]
        if not re.match(r"(?:\s+(?:in|on|at|to|during|late|earlier|yesterday|today|by)\b[^,]*)?[\s.!?]*$", rest):
            return None
        speaker = self._speaker_before(span, cue.start)
        if speaker is None:
            return None
        content = self._content(span.start, speaker.span.start)
        long_enough = bool(content) and len(content[0].of(self._text).split()) >= _SHORTEST_CONTENT
        return _Found(speaker, cue, content) if long_enough else None

    def _speaker_before(self, span: Span, end: int) -> Speaker | None:
        prefix = self._before(span, end).rstrip()
        opening = max(span.start, end - _LONGEST_LOOK)
        role: str | None = None
        if prefix.endswith(","):
            inner = prefix[:-1]
            commas = [match.start() for match in re.finditer(r",(?=\s)", inner)]
            if not commas:
                return None
            role = self._text[opening + commas[-1] + 1 : opening + len(inner)].strip()
            prefix = inner[: commas[-1]]
        start = max((match.end() for match in _CLAUSE_START.finditer(prefix)), default=0)
        phrase = Span(start=opening + start, end=opening + len(prefix))
        return speaker_at(self._text, phrase, appositive=role)

    def _before(self, span: Span, end: int, longest: int = _LONGEST_LOOK) -> str:
        """The masked text of `span` up to `end`, as far back as a speaker may stand."""
        return self._masked[max(span.start, end - longest) : end]

    def _content(self, start: int, end: int) -> tuple[Span, ...]:
        """What stands from `start` to `end` without its edges; where that is one quotation, what it holds."""
        text = self._text[start:end]
        left = len(text) - len(text.lstrip(" \t\r\n,;:—–-"))
        right = len(text.rstrip(" \t\r\n,;:—–-"))
        if right <= left:
            return ()
        span = Span(start=start + left, end=start + right)
        for quotation in self._inside(span):
            if quotation.outer.start <= span.start and quotation.outer.end >= span.end - 1:
                return (quotation.span,)
        stripped = span.of(self._text).rstrip(".!?")
        span = Span(start=span.start, end=span.start + len(stripped))
        return (span,) if span.end > span.start else ()

    def _quoted_after(self, start: int, end: int) -> tuple[Span, ...]:
        return tuple(quotation.span for quotation in self._inside(Span(start=start, end=end)))

    def _quoted_before(self, span: Span, end: int) -> tuple[Span, ...]:
        """The quotation that ends right before `end`, as in “Content,” she said."""
        inside = self._inside(Span(start=span.start, end=end))
        if inside and not self._text[inside[-1].outer.end : end].strip(" ,"):
            return (inside[-1].span,)
        return ()

    def _inside(self, span: Span) -> Sequence[Quotation]:
        """The quotations that open in `span`."""
        first = bisect_left(self._openings, span.start)
        return self._quotations[first : bisect_left(self._openings, span.end, lo=first)]

    def _goes_on(self, quotation: Quotation, sentence: Sentence, last: tuple[_Found, Sentence]) -> bool:
        """Whether a quotation that no cue reports goes on with what the one before it began."""
        found, at = last
        between = self._text[found.content[-1].end : quotation.outer.start]
        same_paragraph = at.paragraph == sentence.paragraph
        opens = quotation.outer.start - sentence.span.start <= 1
        earlier = next((one for one in self._quotations if one.span == found.content[-1]), None)
        carried_over = earlier is not None and not earlier.closed
        return bool(opens and found.speaker and (same_paragraph or carried_over) and len(between) < 400)

    def _speaker_nearby(self, sentence: Sentence, previous: Sentence | None) -> Speaker | None:
        if previous is None or previous.paragraph != sentence.paragraph or not self._speakers:
            return None
        last = self._speakers[-1]
        return last if previous.span.start <= last.span.start < previous.span.end else None

    def _attribution(self, identifier: str, found: _Found, sentence: Sentence) -> Attribution:
        pieces = found.content
        content = (
            self._text[pieces[0].start : pieces[-1].end]
            if len(pieces) == 1
            else " … ".join(piece.of(self._text) for piece in pieces)
        )
        cue = found.cue.of(self._text) if found.cue else None
        speaker = found.speaker
        hidden = speaker is not None and not speaker.name and speaks_anonymously(sentence.span.of(self._text))
        return Attribution(
            id=identifier,
            speaker=speaker.text if speaker else None,
            cue=cue,
            content=content,
            mode=self._mode(pieces),
            role=speaker.role if speaker else None,
            anonymous=speaker is not None and (speaker.anonymous or hidden),
            polarity=Polarity.DENIED if cue and denies(cue) else Polarity.AFFIRMED,
            modality=Modality.HEDGED if hedged(content) else Modality.ASSERTED,
            speaker_span=speaker.span if speaker else None,
            cue_span=found.cue,
            content_spans=pieces,
        )

    def _mode(self, pieces: Sequence[Span]) -> Mode:
        inside = self._inside(Span(start=max(0, pieces[0].start - 1), end=pieces[-1].end))
        if all(any(quotation.span == piece for quotation in inside) for piece in pieces):
            return Mode.DIRECT
        return Mode.MIXED if inside else Mode.INDIRECT


_CLAUSE_START = re.compile(
    rf"[,;:—–({_MASK}”\"]|\s(?:and|but|while|because|although|though|as|after|when|that|which|if|since|where|so)\s",
    re.IGNORECASE,
)


def _without_comma(text: str, quotation: Quotation) -> Quotation:
    """The quotation without the comma that the sentence around it puts inside its marks."""
    words = quotation.span.of(text).rstrip(", ")
    return quotation._replace(span=Span(start=quotation.span.start, end=quotation.span.start + len(words)))


def _mask(text: str, found: Sequence[Quotation]) -> str:
    characters = list(text)
    for quotation in found:
        for index in range(quotation.span.start, quotation.span.end):
            characters[index] = _MASK
    return "".join(characters)
