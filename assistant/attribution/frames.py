"""What could be an attribution: each cue word with its subject, its content and the frame that it stands in.

Nothing is decided here. A frame is what the words around a cue look like; how often such a frame reports speech or
thought is for `weights` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.attribution.phrases import (
    Phrase,
    Role,
    clause_end,
    ends_sentence,
    phrase_after,
    phrase_end,
    sentence_start,
    shared_subject,
    subject_before,
)
from assistant.attribution.words import Kind, Word
from assistant.language.cues import CueWord, Form, Sort, noun_of, verb_of
from assistant.schema import Span

_AUXILIARY = frozenset([Kind.BE, Kind.HAVE, Kind.MODAL, Kind.DO, Kind.NOT, Kind.ADVERB])
_PARTICLES = frozenset("for on to of about out with against at that up down back off over".split())
_LOOKED_AHEAD = 14
_SHORTEST_CLAUSE = 2
_INVERTING = frozenset(
    """
        say tell add explain note report claim argue insist declare assert contend remark observe comment reply respond
        answer write tweet post recall reveal confirm acknowledge admit concede stress emphasize emphasise suggest urge
        warn predict promise vow complain joke quip shout ask continue read conclude think believe state announce
        opine muse lament boast retort demand call describe
    """.split()
)
_SEEMING = frozenset(["seem", "appear"])


class Frame(NamedTuple):
    """A cue word in its place."""

    word: CueWord
    first: int
    """The word that the verb group begins with: an auxiliary, an adverb, or the cue word itself."""
    last: int
    """The word after the cue."""
    subject: Phrase
    content: tuple[tuple[int, int], ...]
    """The pieces of the content, as words."""
    shape: str
    before: str
    after: str
    possible: bool = False
    """Whether a modal verb stands with it: "could say"."""

    @property
    def features(self) -> tuple[str, ...]:
        """What the weights know of it."""
        lemma = f"{self.word.sort[0]}:{self.word.lemma}"
        return (
            lemma,
            f"shape {self.shape}",
            f"after {self.after}",
            f"before {self.before}",
            f"form {self.word.form}",
            f"sort {self.word.sort}",
            f"{self.word.sort} {self.after}",
            f"{self.word.sort} {self.before}",
            f"{self.word.form} {self.before}",
            f"{lemma} {self.after}",
        )


def frames(words: Sequence[Word]) -> Iterator[Frame]:
    """The frames of all words that could be cues, in order."""
    for at, word in enumerate(words):
        if word.kind not in (Kind.WORD, Kind.NAME):
            continue
        if word.lower == "according" and at + 1 < len(words) and words[at + 1].kind is Kind.TO:
            yield from _according(words, at)
            continue
        verb = verb_of(word.lower)
        if verb is not None and not _is_noun_here(words, at):
            if not _hides_a_name(words, at):
                yield from _verb(words, at, verb)
            continue
        noun = noun_of(word.lower)
        if word.lower in ("clear", "plain", "known") and (made := _made_clear(words, at)):
            yield made
        elif noun is not None:
            yield from _noun(words, at, noun)


def _is_noun_here(words: Sequence[Word], at: int) -> bool:
    word = words[at].lower
    if at == 0:
        return noun_of(word) is not None
    before = words[at - 1]
    if before.kind in (Kind.DETERMINER, Kind.POSSESSIVE, Kind.NUMBER):
        return not word.endswith("ing") or before.kind is Kind.DETERMINER
    if before.kind is Kind.PREPOSITION:
        return not word.endswith("ing")
    return noun_of(word) is not None and _reads_as_noun(words, at)


def _reads_as_noun(words: Sequence[Word], at: int) -> bool:
    """Whether a word that is noun and verb ("report", "claims") disagrees in number with the noun before it."""
    before, plural = words[at - 1], words[at].lower.endswith("s")
    if at + 1 < len(words) and words[at + 1].lower == "of":
        return True
    if before.kind not in (Kind.WORD, Kind.NAME):
        return False
    many = before.lower.endswith("s") or before.lower in ("people", "men", "women", "police", "many", "some", "others")
    return before.kind is Kind.WORD and many is plural


def _hides_a_name(words: Sequence[Word], at: int) -> bool:
    """Whether a verb only asks for its speaker not to be named."""
    return any(word.lower in ("named", "identified", "anonymity", "anonymously") for word in words[at + 1 : at + 7])


def _according(words: Sequence[Word], at: int) -> Iterator[Frame]:
    speaker = phrase_after(words, at + 2)
    if speaker.role is Role.NONE:
        return
    cue = CueWord("according", Form.OTHER, Sort.SAYING)
    start = sentence_start(words, at)
    before = _strip(words, start, at)
    end = speaker.last
    if before[1] > before[0]:
        yield Frame(cue, at, at + 2, speaker, (before,), "trailing", "clause", "phrase")
        return
    if speaker.aside is not None:
        end = next((back for back in range(end, speaker.aside[1]) if words[back].kind is Kind.COMMA), end)
        close = _closing_comma(words, end + 1)
        if close is not None and words[end + 1].kind is Kind.RELATIVE:
            end = close
    rest = _strip(words, end, clause_end(words, end + 1)) if end + 1 < len(words) else (end, end)
    if rest[1] > rest[0]:
        yield Frame(cue, at, at + 2, speaker, (rest,), "leading", "start", "phrase")


def _closing_comma(words: Sequence[Word], at: int) -> int | None:
    return next((back for back in range(at, min(len(words), at + 20)) if words[back].kind is Kind.COMMA), None)


def _verb(words: Sequence[Word], at: int, verb: CueWord) -> Iterator[Frame]:
    first = at
    while first > 0 and words[first - 1].kind in _AUXILIARY:
        first -= 1
    infinitive = first > 0 and words[first - 1].kind is Kind.TO and verb.form is Form.BASE
    if infinitive:
        first -= 1
    kinds = {word.kind for word in words[first:at]}
    be = Kind.BE in kinds
    shape = _shape(verb, be=be, infinitive=infinitive, helped=bool(kinds & {Kind.MODAL, Kind.DO, Kind.HAVE}))
    last = at + 1
    after = _after(words, last)
    if shape == "passive" or shape == "participle":
        yield from _passive(words, first, at, verb, shape, after)
        return
    quoted_before = _quoted_before(words, first)
    if quoted_before is not None and (found := _inverted(words, first, at, verb, quoted_before, shape, after)):
        yield found
        return
    after_clause = _inverted_after_clause(words, first, at, verb, shape, after)
    if after_clause is not None:
        yield after_clause
        return
    declining = _declining(words, first, at, verb)
    if declining is not None:
        yield declining
        return
    subject = subject_before(words, first)
    before_comma = first > 0 and words[first - 1].kind is Kind.COMMA
    if subject.role is Role.SHARED or (subject.role is Role.NONE and (infinitive or verb.form is Form.GERUND)):
        main = verb.form is Form.GERUND and subject.role is not Role.SHARED or before_comma
        shared = shared_subject(words, first, main=main)
        before = (
            "to"
            if infinitive
            else "comma"
            if first and words[first - 1].kind is Kind.COMMA
            else "and"
            if subject.role is Role.SHARED
            else _kind_before(words, first)
        )
        subject = shared
    else:
        before = str(subject.role) if subject.role is not Role.NONE else _kind_before(words, first)
        trailing = _trailing(words, first, at, verb, subject, shape, after)
        if trailing is not None:
            yield trailing
            return
    content = _content_after(words, last, verb, after)
    if content and verb.lemma in _SEEMING and subject.last > subject.first:
        content = ((subject.first, subject.last), *content)
        subject = Phrase(Role.NONE, 0, 0)
    if content:
        yield Frame(verb, first, last, subject, content, shape, before, after, possible=Kind.MODAL in kinds)


def _shape(verb: CueWord, *, be: bool, infinitive: bool, helped: bool) -> str:
    if be:
        return (
            "passive"
            if verb.form in (Form.PAST, Form.PARTICIPLE)
            else "progressive"
            if verb.form is Form.GERUND
            else "odd"
        )
    if infinitive:
        return "infinitive"
    if verb.form is Form.PARTICIPLE and not helped:
        return "participle"
    if verb.form is Form.GERUND:
        return "gerund"
    return "helped" if helped else "finite"


def _kind_before(words: Sequence[Word], first: int) -> str:
    return str(words[first - 1].kind) if first else "start"


def _after(words: Sequence[Word], at: int) -> str:
    """The kind of word that follows a cue; particles by name."""
    if at >= len(words):
        return "end"
    word = words[at]
    if word.kind in (Kind.PREPOSITION, Kind.TO):
        return word.lower if word.lower in _PARTICLES or word.lower in ("by", "in", "as", "from") else "preposition"
    if word.kind is Kind.DETERMINER:
        return "determiner"
    if word.kind is Kind.ADVERB and at + 1 < len(words):
        return _after(words, at + 1)
    if word.kind is Kind.WORD:
        if word.lower in ("out", "up", "back", "off", "down", "over"):
            return "particle"
        return "gerund" if word.lower.endswith("ing") else "word"
    return str(word.kind)


def _quoted_before(words: Sequence[Word], first: int) -> int | None:
    """The quotation, as a word, that ends right before a verb group or a comma before it."""
    at = first - 1
    if at >= 0 and words[at].kind is Kind.COMMA:
        at -= 1
    return at if at >= 0 and words[at].kind is Kind.QUOTE else None


def _inverted(
    words: Sequence[Word], first: int, at: int, verb: CueWord, quote: int, shape: str, after: str
) -> Frame | None:
    """“Content,” said the speaker."""
    if verb.form not in (Form.PAST, Form.PRESENT) or at + 1 >= len(words):
        return None
    speaker = phrase_after(words, at + 1)
    if speaker.role is Role.NONE:
        return None
    pieces = (_up_to(words, quote), *_quotes_after(words, speaker.last))
    return Frame(verb, first, at + 1, speaker, pieces, "inverted", "quote", after)


def _inverted_after_clause(
    words: Sequence[Word], first: int, at: int, verb: CueWord, shape: str, after: str
) -> Frame | None:
    """Content, said the speaker."""
    comma = first - 1
    plain = verb.sort is Sort.SAYING and verb.lemma in _INVERTING and shape == "finite" and verb.form is not Form.BASE
    if comma < 1 or words[comma].kind is not Kind.COMMA or not plain:
        return None
    speaker = phrase_after(words, at + 1)
    ends = speaker.last >= len(words) or words[speaker.last].kind in (Kind.STOP, Kind.COMMA, Kind.RELATIVE)
    before = _strip(words, sentence_start(words, comma), comma)
    if speaker.role is Role.NONE or not ends or before[1] - before[0] <= _SHORTEST_CLAUSE:
        return None
    if not any(word.kind in _AUXILIARY or verb_of(word.lower) for word in words[before[0] : before[1]]):
        return None
    return Frame(verb, first, at + 1, speaker, (before,), "inverted clause", "comma", after)


def _declining(words: Sequence[Word], first: int, at: int, verb: CueWord) -> Frame | None:
    """The speaker declined to comment on content."""
    if verb.lemma not in ("decline", "refuse") or at + 2 >= len(words) or words[at + 1].kind is not Kind.TO:
        return None
    inner = verb_of(words[at + 2].lower)
    if inner is None or not (inner.sort is Sort.SAYING or inner.lemma in ("discuss", "answer", "speak", "talk")):
        return None
    last = at + 3
    content = _content_after(words, last, inner, _after(words, last))
    if not content:
        last, content = at + 1, ((at + 1, at + 3),)
    return Frame(verb, first, last, subject_before(words, first), content, "declining", "declining", "to")


def _up_to(words: Sequence[Word], quote: int) -> tuple[int, int]:
    """The content that ends with the quotation at word `quote`: from the start of its sentence, if words go before."""
    start = quote
    while start > 0 and quote - start < _LOOKED_AHEAD and words[start - 1].kind is Kind.QUOTE:
        start -= 1
    if start > 0 and words[start - 1].kind not in (Kind.COMMA, Kind.COLON, Kind.STOP, Kind.CLOSE):
        start = sentence_start(words, start)
    return start, quote + 1


def _quotes_after(words: Sequence[Word], at: int) -> tuple[tuple[int, int], ...]:
    """The quotations that go on in the same sentence after the cue of a quotation."""
    found = []
    end = at
    while end < len(words) and not ends_sentence(words[end]) and end - at < 60:
        if words[end].kind is Kind.QUOTE and words[end - 1].kind in (Kind.COMMA, Kind.COLON, Kind.STOP, Kind.QUOTE):
            found.append((end, end + 1))
        end += 1
    return tuple(found)


def _trailing(
    words: Sequence[Word], first: int, at: int, verb: CueWord, subject: Phrase, shape: str, after: str
) -> Frame | None:
    """“Content,” the speaker said; Content, the speaker said; Content, the speaker said, more content."""
    if subject.role in (Role.NONE, Role.SHARED, Role.RELATIVE) or subject.first == 0:
        return None
    opening = subject.first - 1
    if words[opening].kind is Kind.COMMA and opening > 0 and words[opening - 1].kind is Kind.QUOTE:
        opening -= 1
    rest = at + 1
    if words[opening].kind is Kind.QUOTE:
        if after in ("that", "determiner", "pronoun", "name") and verb.lemma not in ("tell", "ask"):
            return None
        pieces = (_up_to(words, opening), *_quotes_after(words, rest))
        return Frame(verb, first, rest, subject, pieces, "after quote", str(subject.role), after)
    if words[opening].kind is not Kind.COMMA or verb.lemma not in _INVERTING:
        return None
    if after not in ("end", "stop", "comma", "day", "in", "on", "at", "preposition", "to", "quote"):
        return None
    start = sentence_start(words, opening)
    before = _strip(words, start, opening)
    if (
        before[1] - before[0] < 2
        or words[before[0]].kind in (Kind.PREPOSITION, Kind.SUBORDINATE)
        and after != "stop"
        and after != "end"
        and after != "comma"
    ):
        return None
    pieces = [before]
    if after == "comma":
        more = _strip(words, rest + 1, clause_end(words, rest + 1))
        if more[1] > more[0] and verb_of(words[more[0]].lower) is None:
            pieces.append(more)
    elif after == "quote":
        return None
    return Frame(verb, first, rest, subject, tuple(pieces), "after clause", str(subject.role), after)


def _passive(words: Sequence[Word], first: int, at: int, verb: CueWord, shape: str, after: str) -> Iterator[Frame]:
    """It was said by the speaker; the speaker is expected to; people accused of that."""
    patient = subject_before(words, first)
    last = at + 1
    if after == "by":
        speaker = phrase_after(words, last + 1)
        if speaker.role is Role.NONE:
            return
        pieces = [(patient.first, patient.last)] if patient.last > patient.first else []
        rest = (speaker.last, phrase_end(words, speaker.last))
        if rest[1] > rest[0] + 1 and words[rest[0]].kind in (Kind.TO, Kind.PREPOSITION, Kind.THAT):
            pieces.append(rest)
        if pieces:
            yield Frame(verb, first, last, speaker, tuple(pieces), "by", str(patient.role), after)
        return
    content = _content_after(words, last, verb, after)
    if not content:
        return
    start, end = content[0]
    by = next(
        (at for at in range(start + 1, end) if words[at].lower == "by" and words[at - 1].kind is not Kind.NUMBER), None
    )
    if by is not None and shape == "passive":
        speaker = phrase_after(words, by + 1)
        if speaker.role is not Role.NONE:
            subject = ((patient.first, patient.last),) if patient.last > patient.first else ()
            yield Frame(verb, first, last, speaker, (*subject, (start, by)), "passive by", str(patient.role), after)
            return
    if after == "to" and patient.last > patient.first and shape == "passive":
        content = ((patient.first, patient.last), *content)
    yield Frame(verb, first, last, Phrase(Role.NONE, 0, 0), content, shape, str(patient.role), after)


def _content_after(words: Sequence[Word], at: int, verb: CueWord, after: str) -> tuple[tuple[int, int], ...]:
    """What a cue reports that stands after it."""
    if at >= len(words) or ends_sentence(words[at]):
        return ()
    start = _reported_start(words, at, verb)
    if words[start].kind is Kind.THAT:
        start += 1
        if start >= len(words):
            return ()
        return _piece(words, start, clause_end(words, start))
    if words[start].kind is Kind.QUOTE:
        return _from_quote(words, start)
    if words[start].kind in (Kind.COMMA, Kind.COLON):
        if start + 1 < len(words) and words[start + 1].kind is Kind.QUOTE:
            return _from_quote(words, start + 1)
        if words[start].kind is Kind.COLON:
            return _piece(words, start + 1, clause_end(words, start + 1))
        return ()
    if (verb.sort is Sort.SAYING and verb.lemma in _INVERTING and after != "about") or _is_clause(words, start):
        return _piece(words, start, clause_end(words, start))
    start = _past_preposition(words, start)
    return _piece(words, start, phrase_end(words, start))


def _past_preposition(words: Sequence[Word], at: int) -> int:
    """Where the object of a cue with a preposition begins: "called for", "talked to him about"."""
    if words[at].lower in ("to", "with"):
        for ahead in range(at + 1, min(len(words) - 1, at + 7)):
            if words[ahead].lower == "about":
                return ahead + 1
            if words[ahead].kind not in (Kind.NAME, Kind.WORD, Kind.DETERMINER, Kind.OBJECT):
                break
    follows = at + 1 < len(words) and words[at + 1].kind in (
        Kind.NAME,
        Kind.DETERMINER,
        Kind.OBJECT,
        Kind.POSSESSIVE,
        Kind.THAT,
        Kind.QUESTION,
    )
    skipped = words[at].kind is Kind.PREPOSITION or (words[at].kind is Kind.TO and follows)
    return at + 1 if skipped and words[at].lower not in ("in", "by", "like") and at + 1 < len(words) else at


def _is_clause(words: Sequence[Word], start: int) -> bool:
    return words[start].kind in (Kind.PRONOUN, Kind.QUESTION)


def _from_quote(words: Sequence[Word], start: int) -> tuple[tuple[int, int], ...]:
    end = start + 1
    while end < len(words) and end - start < _LOOKED_AHEAD and words[end].kind is Kind.QUOTE:
        end += 1
    if end < len(words) and words[end].kind not in (Kind.COMMA, Kind.STOP, Kind.AND, Kind.BUT, Kind.SUBORDINATE):
        return _piece(words, start, clause_end(words, start))
    return ((start, end),)


def _reported_start(words: Sequence[Word], at: int, verb: CueWord) -> int:
    """Where the content begins: past "reporters", "in a statement", "on Monday", where "that" or a quote follows."""
    for ahead in range(at, min(len(words), at + _LOOKED_AHEAD)):
        kind = words[ahead].kind
        if kind in (Kind.THAT, Kind.COLON) or (
            kind is Kind.QUOTE and ahead > at and words[ahead - 1].kind in (Kind.COMMA, Kind.COLON)
        ):
            plain = all(
                word.kind not in (Kind.PRONOUN, Kind.MODAL, Kind.BE, Kind.HAVE, Kind.DO)
                for word in words[at + 1 : ahead]
            )
            return ahead if plain and (verb.sort is Sort.SAYING or ahead == at) else at
        if kind in (Kind.STOP, Kind.BE, Kind.HAVE, Kind.MODAL, Kind.DO, Kind.SUBORDINATE, Kind.BUT, Kind.AND):
            break
    if verb.lemma in ("tell", "ask", "remind", "inform", "assure", "advise", "notify") and words[at].kind in (
        Kind.OBJECT,
        Kind.NAME,
        Kind.DETERMINER,
        Kind.WORD,
        Kind.PRONOUN,
    ):
        recipient = phrase_after(words, at) if words[at].kind is not Kind.OBJECT else Phrase(Role.PRONOUN, at, at + 1)
        follows = recipient.last
        if at < follows < len(words) and words[follows].kind in (
            Kind.PRONOUN,
            Kind.QUESTION,
            Kind.TO,
            Kind.DETERMINER,
            Kind.NAME,
            Kind.PREPOSITION,
            Kind.SUBORDINATE,
        ):
            return follows
    return at


def _noun(words: Sequence[Word], at: int, noun: CueWord) -> Iterator[Frame]:
    """Her claim that; the plan to; was confident that."""
    last = at + 1
    after = _after(words, last)
    if after not in (
        "that",
        "to",
        "of",
        "for",
        "about",
        "on",
        "against",
        "over",
        "from",
        "with",
        "in",
        "at",
        "colon",
        "question",
    ):
        return
    if noun.sort is Sort.ADJECTIVE:
        first = at
        while first > 0 and words[first - 1].kind in (*_AUXILIARY,):
            first -= 1
        if first == at:
            return
        subject = subject_before(words, first)
        before = str(subject.role)
    else:
        subject, first, before = _owner(words, at)
    if after == "that":
        content = _piece(words, last + 1, clause_end(words, last + 1)) if last + 1 < len(words) else ()
    else:
        start = last if after == "to" else min(last + 1, len(words) - 1)
        content = _piece(words, start, phrase_end(words, start))
    if content:
        yield Frame(
            noun, first, last, subject, content, "noun" if noun.sort is Sort.NOUN else "adjective", before, after
        )


def _made_clear(words: Sequence[Word], at: int) -> Frame | None:
    """The speaker made it clear that content."""
    made = next(
        (back for back in range(at - 1, max(-1, at - 4), -1) if words[back].lower in ("made", "makes", "making")), None
    )
    if made is None or at + 1 >= len(words):
        return None
    first = made
    while first > 0 and words[first - 1].kind in _AUXILIARY:
        first -= 1
    cue = CueWord("make clear", Form.PAST, Sort.SAYING)
    after = _after(words, at + 1)
    content = _content_after(words, at + 1, cue, after)
    subject = subject_before(words, first)
    return Frame(cue, first, at + 1, subject, content, "finite", str(subject.role), after) if content else None


def _owner(words: Sequence[Word], at: int) -> tuple[Phrase, int, str]:
    """Whose the claim is: the possessive before it, else the subject of "made the claim"."""
    first = at
    while first > 0 and words[first - 1].kind in (Kind.WORD, Kind.ADVERB, Kind.NUMBER) and at - first < 3:
        first -= 1
    if first > 0 and words[first - 1].kind is Kind.POSSESSIVE:
        owner = subject_before(words, first - 1)
        return owner, first, "owner"
    if first > 0 and words[first - 1].kind is Kind.DETERMINER:
        if words[first - 1].lower in ("his", "her", "their", "its", "our", "my"):
            return Phrase(Role.PRONOUN, first - 1, first), first, "own"
        return Phrase(Role.NONE, 0, 0), at, words[first - 1].lower
    return Phrase(Role.NONE, 0, 0), at, _kind_before(words, first)


def _piece(words: Sequence[Word], start: int, end: int) -> tuple[tuple[int, int], ...]:
    start, end = _strip(words, start, end)
    return ((start, end),) if end > start else ()


def _strip(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].kind in (Kind.COMMA, Kind.COLON, Kind.STOP):
        start += 1
    while end > start and words[end - 1].kind in (Kind.COMMA, Kind.COLON, Kind.STOP):
        end -= 1
    return start, end


def span_of(words: Sequence[Word], piece: tuple[int, int]) -> Span:
    """The characters of a run of words."""
    return Span(start=words[piece[0]].start, end=words[piece[1] - 1].end)
