"""The subject that a verb shares with another of its sentence: "blocked it and said", "..., saying"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.phrases import (
    FINITE,
    LONGEST_CLAUSE,
    STARTS,
    Phrase,
    Role,
    ends_sentence,
    is_finite,
    phrase_after,
    says,
    sentence_start,
    subject_before,
)
from assistant.attribution.words import Kind, Word

_FEW = 3
_NOBODY = Phrase(Role.NONE, 0, 0)


def shared_subject(words: Sequence[Word], position: int, *, main: bool) -> Phrase:
    """The subject of an earlier verb of the sentence, which the verb at word `position` shares.

    That of the nearest finite verb ("blocked it and said"); with `main` that of the first ("..., saying"). A
    participle that opens its sentence has the subject that follows its clause.
    """
    start = sentence_start(words, position)
    places = range(start + 1, position) if main else range(position - 1, start, -1)
    said = [at for at in places if not main and says(words, at) and _reports_clause(words, at)]
    for at in [*said, *places]:
        if is_finite(words, at):
            found = subject_before(words, _group_start(words, at))
            if words[at - 1].kind is Kind.COMMA and (found.aside is None or (found.role is not Role.NAME and not main)):
                continue  # an aside may close there: "accused of theft, held for a week"
            if found.role not in (Role.NONE, Role.SHARED, Role.RELATIVE if main else Role.NONE):
                return found
    if main and position - start <= _FEW:
        for at in range(position, min(len(words) - 1, position + LONGEST_CLAUSE)):
            if ends_sentence(words[at]):
                break
            if words[at].kind is Kind.COMMA and words[at + 1].kind in STARTS:
                return phrase_after(words, at + 1)
    return _NOBODY


def _group_start(words: Sequence[Word], at: int) -> int:
    while at > 0 and words[at - 1].kind in (*FINITE, Kind.ADVERB, Kind.NOT):
        at -= 1
    return at


def _reports_clause(words: Sequence[Word], at: int) -> bool:
    """Whether a clause follows the verb at word `at`: a verb after that clause goes on with its subject."""
    return at + 1 < len(words) and words[at + 1].kind in (Kind.THAT, Kind.DETERMINER, Kind.PRONOUN)
