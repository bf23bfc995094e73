"""Who takes a name's part in a source: another sues, is beaten, is bought from, holds the office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checks.comparison import Comparison
from assistant.checks.meaning.clauses import held_share, parts_of_claim
from assistant.checks.names.known import Place
from assistant.checks.names.sameness import one_bearer, same_bearer, same_sort
from assistant.grounding.index import Hit
from assistant.language.events import event
from assistant.language.names import Name, names
from assistant.language.offices import participants
from assistant.language.participants import PATIENT, Participant
from assistant.language.phrases import PREPOSITIONS
from assistant.language.synonyms import senses
from assistant.language.tokens import content_stems, stem, tokens
from assistant.language.verbs import is_past_form
from assistant.schema import Span

_ENOUGH = 0.5
"""The share of the words beside a part that a sentence must hold to tell of the same matter."""
_ENOUGH_ABOUT_ONE_THING = 0.05
"""The share where the same is done to the same thing."""
_ENOUGH_TO_EXCUSE = 0.3
"""The share from which a sentence in which the name does play the part is what the claim may rest on."""
_FEWEST = 2
"""Words beside a part that tell what it is about."""
_PASSAGES = 6
_SPEECH = frozenset(map(stem, "say tell announce report state add explain claim according".split()))
"""Stems of verbs of speech: what was said is looked at elsewhere, but not to whom."""
_MUTUAL = frozenset(map(stem, "fight meet marry play face draw talk agree share join merge".split()))
"""Stems of verbs whose two sides do the same."""
_WIN = stem("win")
"""What is won is a race or a prize, and who is beaten is a rival."""
_AFFILIATED = re.compile(r"(?:['’]s?)?,?\s+(?:(?!(?:to|and|or|with|in|against|but|by|than)\b)[a-z][\w-]*,?\s+){0,5}")
"""What stands between a body and who speaks or acts for it: "'s chief", "group of"."""
_LOOK = 20
_KIN = frozenset("brother sister son daughter wife husband father mother cousin uncle aunt nephew niece rival".split())
"""Words that tell two people apart, and do not make one speak for the other."""


def taken_by_another(comparison: Comparison, name: Name) -> Place | None:
    """The name that plays in the source a part that `name` plays in the claim, and never plays there; or None."""
    claim = comparison.claim.text
    if not _is_certain(comparison, name):
        return None
    ours = participants(claim, 0, len(claim))
    for part in ours:
        if part.name is not None and part.name.start == name.start and _tells(part, ours):
            place = _other(comparison, name, part, ours)
            if place is not None:
                return place
    return None


def _tells(part: Participant, ours: Sequence[Participant]) -> bool:
    """Whether a part is one to compare: a verb of speech is, where it has a name on its other side."""
    spoken = part.head in _SPEECH and not any(
        each.start == part.start and each.role == PATIENT and each.name is not None and not each.through
        for each in ours
    )
    return part.head not in _MUTUAL and not spoken


def _is_certain(comparison: Comparison, name: Name) -> bool:
    return not name.opens_sentence or not comparison.reading.known_names.certain.isdisjoint(name.words)


def _other(comparison: Comparison, name: Name, part: Participant, ours: Sequence[Participant]) -> Place | None:
    claim, index = comparison.claim.text, comparison.reading.index
    contexts = _contexts(claim, name, part)
    wanted = {sense for each in (*contexts[-1], part.head) for sense in senses(each)} if contexts else set()
    own = {*content_stems(claim[name.start : name.end]), *senses(part.head)}
    found: list[tuple[float, Place]] = []
    unknown = 0.0
    hits = [*index.search(sorted(wanted), _PASSAGES), *index.search(sorted(own), _PASSAGES)]
    for hit in {hit.passage: hit for hit in hits}.values():
        if part.role in PREPOSITIONS and _stands_behind(hit, part.role, name):
            return None
        share = max(held_share(index, context, hit.text) for context in contexts) if contexts else 0.0
        for theirs in _same_parts(part, hit):
            about_one = bool(part.thing) and theirs.thing in senses(part.thing)
            if theirs.name is None:
                unknown = max(unknown, share)
            elif same_bearer(theirs.name, name) or one_bearer(comparison.reading, name, theirs.name):
                if share >= _ENOUGH_TO_EXCUSE or about_one or part.is_office:
                    return None
            elif (
                share >= (_ENOUGH_ABOUT_ONE_THING if about_one else _ENOUGH)
                and _is_certain(comparison, theirs.name)
                and _may_replace(theirs, part, ours, names(claim))
                and not _affiliated(hit, name, theirs.name)
            ):
                found.append((share + about_one, Place(hit.document, theirs.name)))
    if not found:
        return None
    best, place = max(found, key=lambda each: each[0])
    return place if best > unknown else None


def _contexts(claim: str, name: Name, part: Participant) -> list[list[str]]:
    """The stems beside a part, in each stretch of the claim around it that has enough of them, shortest first."""
    own = {stem(word) for word in name.words} | {part.head}
    stretches = sorted((each for each in parts_of_claim(claim) if each.start <= part.start < each.end), key=_length)
    contexts = [
        [word for word in dict.fromkeys(content_stems(stretch.of(claim))) if word not in own] for stretch in stretches
    ]
    return [context for context in contexts if len(context) >= _FEWEST] or [each for each in contexts[-1:] if each]


def _length(span: Span) -> int:
    return span.end - span.start


def _same_parts(part: Participant, hit: Hit) -> list[Participant]:
    """The parts of a passage with the same role to the same verb, office or thing."""
    heads, kind, span = senses(part.head), event(part.head), hit.sentence.span
    return [
        theirs
        for theirs in participants(hit.document.text, span.start, span.end)
        if theirs.role == part.role
        if theirs.head in heads or (kind is not None and event(theirs.head) == kind)
        if theirs.head == part.head or theirs.is_office == part.is_office
        if part.role != PATIENT or (theirs.head == _WIN) == (part.head == _WIN)
    ]


def _stands_behind(hit: Hit, preposition: str, name: Name) -> bool:
    """Whether a passage has `name` right behind the preposition: it may then belong to another word than the verb."""
    text, span = hit.document.text, hit.sentence.span
    return any(
        same_bearer(theirs, name)
        and text[max(span.start, theirs.start - _LOOK) : theirs.start].split()[-1:] == [preposition]
        for theirs in names(text, span.start, span.end)
    )


def _may_replace(theirs: Participant, part: Participant, ours: Sequence[Participant], beside: Sequence[Name]) -> bool:
    """Whether the name of `theirs` can stand in place of that of `part`.

    Of the names `beside` it in the claim only one can that plays another part in the same deed.
    """
    if theirs.name is None or part.name is None or not same_sort(theirs.name, part.name):
        return False
    if bool(theirs.through) != bool(part.through) or any("?" in each.through for each in (theirs, part)):
        return False
    if part.through and not any(theirs.through & senses(each) for each in part.through):
        return False
    if any(map(str.isdigit, "".join((*theirs.name.words, *part.name.words)))):
        return False
    if not any(same_bearer(theirs.name, each) for each in beside):
        return True
    played = [each for each in ours if each.name is not None and same_bearer(each.name, theirs.name)]
    return any(each.head == part.head and each.role != part.role for each in played)


def _affiliated(hit: Hit, name: Name, other: Name) -> bool:
    """Whether a passage names `other` by `name`, or the other way round: "Norda's chief, X", "X of Norda"."""
    text, span = hit.document.text, hit.sentence.span
    for part in participants(text, span.start, span.end):
        if part.name is None or not same_bearer(part.name, name):
            continue
        left, right = sorted((part.name, other), key=lambda each: each.start)
        between = _AFFILIATED.fullmatch(text, left.end, right.start)
        words = [token.text for token in tokens(between[0])] if between is not None else []
        if between is not None and not any(is_past_form(word) or word in _KIN for word in words):
            return True
    return False
