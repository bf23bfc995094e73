"""Whose part does a name of the text play: a name that the source knows, where the source has another one do it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checks.comparison import Comparison, SourceReading
from assistant.checks.meaning.clauses import Match, clauses_on, parts_of_claim
from assistant.checks.names.known import Place
from assistant.checks.names.sameness import alike_in_country
from assistant.language.countries import country, country_around, with_countries_joined
from assistant.language.names import Name, is_generic, names, same_word
from assistant.language.spelling import spelling_key
from assistant.language.synonyms import senses
from assistant.language.tokens import STOPWORDS, Token, content_stems, fold, stem, tokens
from assistant.schema import Span

_ENOUGH = 0.6
"""The share of the claim's other words that a clause must hold to tell the same of somebody else."""
_ENOUGH_TO_EXCUSE = 0.4
"""The share that a passage with the name itself must hold to be what the claim rests on."""
_REACH = 2
"""Content words beside a name of which one is what it does, or what is done to it."""
_BETWEEN = 8
"""Words that may stand between a name and its verb in a source."""
_PREPOSITION = re.compile(
    r"\b(?P<preposition>in|at|from|near|to|outside|for|by|of|with|against|on)\s+(?:the\s+)?(?:[a-z][\w-]+\s+)?\Z",
    re.IGNORECASE,
)
_BEFORE = 40
_HEAD = re.compile(r"\b(?P<head>[a-z][\w'’-]+)\s+(?P<preposition>in|at|near|outside|on)\s+(?:the\s+)?\Z")
_NO_SUBJECT = re.compile(r"\ban?\s+\Z", re.IGNORECASE)
"""What stands before a name that only tells of what sort a thing is: "a Norland school"."""
_NUMBERED = re.compile(r"\s+\d")
_OWNS = re.compile(r"['’]s?\Z")
_NEXT_WORD = re.compile(r" ([a-z][\w'’-]+)")
_VERBAL = re.compile(r"\w+(?:ed|s|ly|ing)\Z|said|told|won|lost|beat|led|made|took|gave|went|came|held|met|found|became")
_OPENING = 4
"""Words of a part before its subject's name."""
_NAME_BEFORE = re.compile(r"[A-Z][\w'’.-]*(?:,|,?\s+(?:and|or|&))\s+(?:the\s+)?\Z")
_NAME_AFTER = re.compile(r"(?:,?\s+(?:and|or|&)|,)\s+(?:the\s+)?[A-Z]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My|us)\b")
_HALF = 0.5
_ALIKE = 3
"""Letters that a short form of a name has in common with it."""
_AT_A_PLACE = frozenset(["in", "at", "near", "outside", "on"])
_STANDS_FOR_SOMEBODY = frozenset("he she it they who which his her their its him them".split())
_REPORTING = frozenset(map(stem, "say tell announce report state add explain claim write according call".split()))


def played_by_another(comparison: Comparison, name: Name) -> Place | None:
    """The name that does in the source what `name` does in the claim, or None.

    None too where any passage on the matter has `name`, or a pronoun in its place.
    """
    claim = comparison.claim.text
    speaker = (comparison.attribution.speaker if comparison.attribution else None) or ""
    words = [word for word in with_countries_joined(name.words) if not is_generic(word)]
    if not words or claim[name.start : name.end] in speaker or _in_a_row(claim, name):
        return None
    certain = comparison.reading.known_names.certain
    if name.opens_sentence and name.words[0] not in certain:
        return None
    place = _behind_same_head(comparison, name)
    if place is not None:
        return place
    own = {stem(word) for word in name.words}
    for part in parts_of_claim(claim):
        if not part.start <= name.start < part.end:
            continue
        others = [word for word in content_stems(part.of(claim)) if word not in own]
        found = clauses_on(comparison.reading, part, others)
        if any(_has(match, words) for match in found if match.clause.share >= _ENOUGH_TO_EXCUSE):
            return None
        for match in found:
            if match.clause.share >= _ENOUGH and (place := _in_its_role(claim, part, name, match)) is not None:
                surely = place.words.isupper() or not place.name.opens_sentence
                surely = surely or not certain.isdisjoint(place.name.words)
                return place if surely and not _one_person(comparison.reading, name, place.name) else None
    return None


def _one_person(reading: SourceReading, one: Name, other: Name) -> bool:
    """Whether the sources have a name with words of both: "Dana" and "Holt" are one where "Dana Holt" is named."""
    return any(
        not set(one.words).isdisjoint(name.words) and not set(other.words).isdisjoint(name.words)
        for name in reading.index.names
    )


def _in_a_row(claim: str, name: Name) -> bool:
    """Whether a name is one of several: "A, B and C", "Paris, Texas"."""
    return bool(_NAME_BEFORE.search(claim, max(0, name.start - _BEFORE), name.start)) or bool(
        _NAME_AFTER.match(claim, name.end)
    )


def _behind_same_head(comparison: Comparison, name: Name) -> Place | None:
    """The place of the same thing in a passage on the matter: "the market in X" for "the market in Y"."""
    claim = comparison.claim.text
    ours = _HEAD.search(claim, max(0, name.start - _BEFORE), name.start)
    if ours is None or fold(ours["head"]) in STOPWORDS or ours["preposition"] not in _AT_A_PLACE:
        return None
    found: Place | None = None
    for hit in comparison.passages:
        span, text = hit.sentence.span, hit.document.text
        for theirs in names(text, span.start, span.end):
            before = _HEAD.search(text, max(span.start, theirs.start - _BEFORE), theirs.start)
            if before is None or stem(before["head"]) != stem(ours["head"]):
                continue
            if _same(theirs, name) or _in_part(theirs, claim):
                return None
            if (
                before["preposition"] in _AT_A_PLACE
                and alike_in_country(theirs, name)
                and comparison.share(hit) >= _HALF
            ):
                found = found or Place(hit.document, theirs)
    return found


def _same(one: Name, other: Name) -> bool:
    return any(_alike(word, each) for word in one.words for each in other.words if not is_generic(word))


def _alike(one: str, other: str) -> bool:
    """Whether two words of names may stand for the same: forms, spellings, short forms of one name."""
    if same_word(one, other) or spelling_key(one) == spelling_key(other):
        return True
    if (around := country_around(one)) is not None and around in (country(other), country_around(other)):
        return True
    return len(one) > _ALIKE and one[:_ALIKE] == other[:_ALIKE]


def _has(match: Match, words: Sequence[str]) -> bool:
    """Whether the sentence of a clause has a word of the name."""
    theirs = _folded(match.sentence.of(match.clause.document.text))
    return any(_alike(word, other) for word in words for other in theirs)


def _folded(text: str) -> tuple[str, ...]:
    """The folded words of names in `text`, and the parts of those with a hyphen."""
    found = [fold(token.text) for token in tokens(text) if token.capitalised]
    parts = [part for word in found if "-" in word for part in word.split("-")]
    return (*with_countries_joined(tuple(found)), *found, *parts)


def _in_its_role(claim: str, part: Span, name: Name, match: Match) -> Place | None:
    """The name of a clause that stands where `name` stands in the claim, with the same words beside it."""
    document, span = match.clause.document, match.sentence
    candidates = [
        each
        for each in names(document.text, span.start, span.end)
        if alike_in_country(each, name) and not _same(each, name) and not _in_part(each, part.of(claim))
        if document.text[each.end : each.end + 1] != ":" and not _OWNS.search(document.text, each.start, each.end)
    ]
    if _FIRST_PERSON.search(document.text, span.start, span.end):
        return None
    preposition = _preposition(claim, part.start, name)
    if _OWNS.search(claim, name.start, name.end) or _NO_SUBJECT.search(claim, part.start, name.start):
        return None
    if _NUMBERED.match(claim, name.end):
        return None
    ours = [token for token in tokens(claim, part.start, part.end) if fold(token.text) not in STOPWORDS]
    if preposition is not None:
        if _describes(claim, name):
            return None
        behind = [each for each in candidates if _preposition(document.text, span.start, each) == preposition]
        behind = [each for each in behind if not _describes(document.text, each)]
        return Place(document, behind[0]) if len(behind) == 1 else None
    if len(tokens(claim, part.start, name.start)) > _OPENING:
        return None
    theirs = tokens(document.text, span.start, span.end)
    following = [token for token in ours if token.start >= name.end][:_REACH]
    for verb in _telling(following):
        for at, token in enumerate(theirs):
            if stem(token.text) in senses(stem(verb.text)):
                found = _nearest(theirs[max(0, at - _BETWEEN) : at][::-1], candidates, document.text, span)
                return Place(document, found) if found else None
    return None


def _telling(words: Sequence[Token]) -> Sequence[Token]:
    return [token for token in words if not token.capitalised and stem(token.text) not in _REPORTING]


def _nearest(words: Sequence[Token], candidates: list[Name], text: str, span: Span) -> Name | None:
    """The subject among `words`, nearest first: a candidate with no preposition before it and no pronoun nearer."""
    for token in words:
        if fold(token.text) in _STANDS_FOR_SOMEBODY:
            return None
        for candidate in candidates:
            if candidate.start <= token.start < candidate.end:
                acts = _preposition(text, span.start, candidate) is None and not _describes(text, candidate)
                return candidate if acts and not _in_a_row(text, candidate) else None
        if fold(token.text) not in STOPWORDS and not token.text.endswith("ly"):
            return None
    return None


def _describes(text: str, name: Name) -> bool:
    """Whether a name stands before a noun that it describes: "a Stenmark school"."""
    following = _NEXT_WORD.match(text, name.end)
    return following is not None and not _VERBAL.match(following[1]) and fold(following[1]) not in STOPWORDS


def _preposition(text: str, start: int, name: Name) -> str | None:
    found = _PREPOSITION.search(text, max(start, name.start - _BEFORE), name.start)
    return found["preposition"].lower() if found else None


def _in_part(name: Name, part: str) -> bool:
    claimed = _folded(part)
    return any(
        same_word(word, other) for whole in name.words for word in (whole, *whole.split("-")) for other in claimed
    )
