"""Noun phrases around a verb: who stands before it, who after it, and where a clause or a phrase ends."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.attribution.words import Kind, Word
from assistant.language.cues import Form, Sort, noun_of, verb_of

_LONGEST = 16
LONGEST_CLAUSE = 60
_LONGEST_CONTENT = 120
"""Words: a "sentence" may be a whole book without a stop."""
_NOMINAL = frozenset([Kind.NAME, Kind.WORD, Kind.NUMBER, Kind.CLOSE])
_IN_PHRASE = frozenset([Kind.NAME, Kind.WORD, Kind.NUMBER, Kind.POSSESSIVE])
FINITE = frozenset([Kind.BE, Kind.HAVE, Kind.MODAL, Kind.DO])
_JOINING = frozenset("of in from for at with on between against near to".split())
_HARD_EDGES = frozenset([Kind.QUOTE, Kind.STOP, Kind.COLON, Kind.OPEN])
_CLAUSE_EDGES = _HARD_EDGES | {Kind.SUBORDINATE, Kind.THAT, Kind.BUT}
STARTS = frozenset([Kind.NAME, Kind.DETERMINER, Kind.WORD, Kind.NUMBER, Kind.PRONOUN])
_ALONE = frozenset("another others some many both".split())
"""Determiners that may stand for people by themselves."""
_TIMES = frozenset("during after before when where amid despite following".split())


class Role(StrEnum):
    """What kind of subject a verb has."""

    PRONOUN = "pronoun"
    RELATIVE = "relative"
    NAME = "name"
    NOUN = "noun"
    SHARED = "shared"
    """That of the verb before it: "... and said", "..., saying"."""
    NONE = "none"


class Phrase(NamedTuple):
    """The words `first` up to `last` (not included) as a subject; `aside` are those between commas after it."""

    role: Role
    first: int
    last: int
    aside: tuple[int, int] | None = None


_NOBODY = Phrase(Role.NONE, 0, 0)


def subject_before(words: Sequence[Word], position: int) -> Phrase:
    """The subject that ends right before word `position`, or before a day that stands there ("on Friday")."""
    at = _before_day(words, position) - 1
    if at < 0:
        return _NOBODY
    word = words[at]
    if word.kind is Kind.PRONOUN or word.lower == "it":
        return Phrase(Role.PRONOUN, at, at + 1)
    if word.kind is Kind.RELATIVE:
        return Phrase(Role.RELATIVE, at, at + 1) if word.lower in ("who", "which") else _NOBODY
    if word.kind in (Kind.AND, Kind.BUT):
        return Phrase(Role.SHARED, at, at)
    if word.kind is Kind.CLOSE:
        opening = next((back for back in range(at, max(-1, at - _LONGEST), -1) if words[back].kind is Kind.OPEN), None)
        return subject_before(words, opening) if opening else _NOBODY
    if word.kind is Kind.COMMA:
        return _before_aside(words, at)
    if word.lower in ("named", "identified", "anonymity"):
        who = next((back for back in range(at, max(0, at - _LONGEST), -1) if words[back].kind is Kind.RELATIVE), None)
        if who is not None:
            return antecedent(words, who)
    if word.kind is Kind.STOP:
        dash = next(
            (back for back in range(at - 1, max(0, at - LONGEST_CLAUSE), -1) if words[back].kind is Kind.STOP), None
        )
        return _phrase_back(words, dash) if dash and words[dash].lower == word.lower else _NOBODY
    return _past_relative(words, _phrase_back(words, at + 1))


def _past_relative(words: Sequence[Word], found: Phrase) -> Phrase:
    """The noun that a clause with "who" is about, where `found` is its end: "a man who lives near the quay said"."""
    verbs = 0
    for at in range(found.first, max(0, found.first - _LONGEST), -1):
        if words[at].kind is Kind.RELATIVE:
            plain = words[at].lower in ("who", "which") and words[at - 1].kind is not Kind.COMMA
            return antecedent(words, at) if plain and verbs <= 1 else found
        verb = verb_of(words[at].lower) if words[at].kind is Kind.WORD else None
        if verb is not None and verb.sort is Sort.SAYING:
            return found
        verbs += words[at].kind in FINITE and words[at - 1].kind not in FINITE
        if words[at].kind in _CLAUSE_EDGES or words[at].kind is Kind.COMMA:
            break
    opens = found.first > 0 and words[found.first].kind is Kind.WORD  # "has gone on trial in the city accused"
    return _NOBODY if opens and words[found.first - 1].kind in (Kind.HAVE, Kind.MODAL) else found


def _before_day(words: Sequence[Word], position: int) -> int:
    at = position
    while at > 1 and words[at - 1].kind in (Kind.DAY, Kind.ADVERB):
        at -= 1
    return at - 1 if 1 < at < position and words[at - 1].lower in ("on", "late", "in") else at


def antecedent(words: Sequence[Word], relative: int) -> Phrase:
    """The phrase that the "who" at `relative` is about."""
    end = relative - 1 if relative and words[relative - 1].kind is Kind.COMMA else relative
    return _phrase_back(words, end)


def is_finite(words: Sequence[Word], at: int) -> bool:
    """Whether word `at` looks like a finite verb."""
    word = words[at]
    if word.kind in FINITE:
        return True
    if word.kind is not Kind.WORD:
        return False
    verb = verb_of(word.lower)
    nominal = at > 0 and words[at - 1].kind in (Kind.DETERMINER, Kind.POSSESSIVE, Kind.PREPOSITION)
    if nominal:
        return False
    if verb is not None:
        return verb.form in (Form.PAST, Form.PRESENT)
    return word.lower.endswith("ed") or word.lower in _COMMON_VERBS


_COMMON_VERBS = frozenset(
    """
        went took came got gave began became left kept led ran sat stood lost won met told held grew fell rose spent
        brought built bought sold paid sent put set cut let goes takes comes gets gives becomes leaves keeps leads runs
        remains works helps says makes faces wins loses
    """.split()
)


def phrase_after(words: Sequence[Word], at: int) -> Phrase:
    """The noun phrase that begins at word `at`, with what stands between commas after it."""
    if at >= len(words):
        return _NOBODY
    if words[at].kind is Kind.PRONOUN:
        return Phrase(Role.PRONOUN, at, at + 1)
    end = at
    named = False
    while end < len(words) and end - at < _LONGEST:
        word = words[end]
        if word.kind in (Kind.PREPOSITION, Kind.TO):
            follows = end + 1 < len(words) and words[end + 1].kind in (Kind.NAME, Kind.DETERMINER, Kind.WORD)
            if not (word.lower in ("of", "for", "at", "from", "with", "in") and end > at and follows):
                break
            if named and word.lower == "in":
                break
        elif word.kind is Kind.AND:
            if end + 1 >= len(words) or words[end + 1].kind not in (Kind.NAME, Kind.DETERMINER):
                break
        elif word.kind not in (*_IN_PHRASE, Kind.DETERMINER) or (end > at and is_finite(words, end)):
            break
        named = named or word.kind is Kind.NAME
        end += 1
    if end == at:
        return _NOBODY
    aside = None
    if end < len(words) and words[end].kind is Kind.COMMA:
        close = end + 1
        while (
            close < len(words)
            and words[close].kind not in (Kind.STOP, Kind.QUOTE, Kind.COLON, Kind.BUT)
            and close - end < 40
        ):
            close += 1
        aside = (end + 1, close)
    return Phrase(Role.NAME if named else Role.NOUN, at, end, aside)


def clause_end(words: Sequence[Word], at: int) -> int:
    """Where the clause that begins at word `at` ends: with its sentence, or before another thought of the author's."""
    end = at
    limit = min(len(words), at + _LONGEST_CONTENT)
    while end < limit:
        word = words[end]
        if ends_sentence(word):
            return end
        if word.kind is Kind.COMMA and end > at and end + 1 < len(words) and _turns(words, end + 1):
            return end
        if word.kind is Kind.AND and end > at and end + 1 < len(words) and says(words, end + 1):
            return end
        end += 1
    return end


def phrase_end(words: Sequence[Word], at: int) -> int:
    """Where the object that begins at word `at` ends: before the next clause, aside, time or other verb."""
    end = at
    limit = min(len(words), at + _LONGEST_CONTENT)
    while end < limit:
        word = words[end]
        edge = word.kind in (Kind.STOP, Kind.COMMA, Kind.COLON, Kind.SUBORDINATE, Kind.BUT)
        if end > at and edge and word.lower not in ("as", "or", "nor"):
            return end
        if word.kind in (Kind.AND, Kind.BUT) and end + 1 < len(words) and is_finite(words, end + 1):
            return end
        if end > at and (word.lower in _TIMES or word.kind is Kind.DAY):
            return end
        if end > at and word.lower == "on" and end + 1 < len(words) and words[end + 1].kind is Kind.DAY:
            return end
        if end > at and word.lower in ("in", "at") and end + 1 < len(words) and words[end + 1].lower in ("a", "an"):
            return end
        end += 1
    return end


def sentence_start(words: Sequence[Word], at: int) -> int:
    """The first word of the sentence of word `at`, or the furthest back that is looked for it."""
    back = at
    while back > 0 and at - back < _LONGEST_CONTENT and not ends_sentence(words[back - 1]):
        back -= 1
    return back


def ends_sentence(word: Word) -> bool:
    """Whether no clause goes on after this word: a full stop, a semicolon."""
    return word.kind is Kind.STOP and word.lower in (".", "!", "?", ";", "…")


def _turns(words: Sequence[Word], at: int) -> bool:
    """Whether, after a comma, word `at` turns to something else: "but", "while", "adding"."""
    word = words[at]
    if word.lower in ("but", "although", "though", "while", "whereas", "according"):
        return True
    if word.kind is Kind.AND:
        return at + 1 < len(words) and is_finite(words, at + 1)
    verb = verb_of(word.lower)
    return verb is not None and verb.form is Form.GERUND


def says(words: Sequence[Word], at: int) -> bool:
    """Whether a verb of saying begins at word `at`: "... and said"."""
    at += words[at].kind in (Kind.ADVERB, Kind.HAVE) and at + 1 < len(words)
    verb = verb_of(words[at].lower)
    return verb is not None and verb.sort is Sort.SAYING and verb.form in (Form.PAST, Form.PRESENT)


def _before_aside(words: Sequence[Word], comma: int) -> Phrase:
    """The subject that an aside between commas parts from its verb: "Ann Lee, the mayor, said"."""
    for edges in (_CLAUSE_EDGES, _HARD_EDGES):
        found = _before_comma(words, comma, edges)
        if found is not None:
            return found
    return Phrase(Role.SHARED, comma, comma)


def _before_comma(words: Sequence[Word], comma: int, edges: frozenset[Kind]) -> Phrase | None:
    start = comma
    while start > 0 and words[start - 1].kind not in edges and comma - start < LONGEST_CLAUSE:
        start -= 1
    first = start
    for end in (at for at in range(start, comma) if words[at].kind is Kind.COMMA):
        while first < end and words[first].kind in (Kind.BUT, Kind.AND, Kind.SUBORDINATE, Kind.THAT, Kind.ADVERB):
            first += 1
        noun_end = next((at for at in range(first + 1, end) if words[at].lower == "who"), end)
        segment = words[first:noun_end]  # "a nurse" of "a nurse who works there, and who asked not to be named,"
        plain = segment and segment[0].kind in STARTS and not any(word.kind in FINITE for word in segment)
        if plain and (segment[-1].kind in (*_NOMINAL, Kind.PRONOUN) or segment[-1].lower in _ALONE):
            found = _phrase_back(words, noun_end)
            if found.role in (Role.NAME, Role.NOUN) and found.first <= first:
                return found._replace(aside=(end + 1, comma))
        first = end + 1
    return None


def _phrase_back(words: Sequence[Word], end: int) -> Phrase:
    """The noun phrase that ends right before word `end`."""
    at = end - 1
    first = end
    if at >= 0 and words[at].kind is Kind.PRONOUN:
        return Phrase(Role.PRONOUN, at, end)
    while at >= 0 and end - at <= _LONGEST:
        word = words[at]
        if word.kind in _IN_PHRASE:
            if word.kind is Kind.WORD and at < end - 1 and _is_verb(words, at):
                break
            first = at
        elif word.kind is Kind.DETERMINER:
            first = at
            if not _joined(words, at - 1):
                break
        elif word.kind is Kind.AND:
            if not _pairs(words, at):
                break
        elif not _joined(words, at):
            break
        at -= 1
    if first >= end:
        return _NOBODY
    named = any(word.kind is Kind.NAME for word in words[first:end])
    return Phrase(Role.NAME if named else Role.NOUN, first, end)


def _is_verb(words: Sequence[Word], at: int) -> bool:
    verb = verb_of(words[at].lower)
    if words[at].lower.endswith("s") and words[at + 1].lower.endswith("ed") and words[at + 1].kind is Kind.WORD:
        return False  # "emails recovered from her tablet"
    if verb is None or verb.form not in (Form.PAST, Form.PRESENT, Form.GERUND):
        return words[at].lower in _COMMON_VERBS
    return not (at > 0 and words[at - 1].kind in (Kind.DETERMINER, Kind.POSSESSIVE, Kind.PREPOSITION))


def _joined(words: Sequence[Word], at: int) -> bool:
    """Whether word `at` is a preposition that ties what follows it to a noun before it."""
    return (
        at > 0
        and words[at].lower in _JOINING
        and (words[at - 1].kind in _NOMINAL or words[at - 1].kind is Kind.DETERMINER)
        and (verb_of(words[at - 1].lower) is None or noun_of(words[at - 1].lower) is not None)
    )


def _pairs(words: Sequence[Word], at: int) -> bool:
    """Whether the "and" at word `at` joins two nouns, and not two clauses."""
    if at == 0 or at + 1 >= len(words):
        return False
    before, after = words[at - 1], words[at + 1]
    return before.kind is after.kind and (
        before.kind is Kind.NAME or (before.kind is Kind.WORD and before.lower.endswith("s"))
    )
