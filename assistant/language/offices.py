"""Who holds an office, and what belongs to whom: "the coach, X", "X, the editor of Y", "Quill's coach"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.language.names import TITLES, Name
from assistant.language.participants import AGENT, OWNER, PATIENT, Participant, joined_behind, of_verbs
from assistant.language.phrases import PREPOSITIONS, Phrases
from assistant.language.tokens import STOPWORDS, fold, stem
from assistant.language.verbs import is_past_form, verb_stem

_NO_OFFICE = PREPOSITIONS | frozenset(
    """
        year month week day night morning evening afternoon season time century summer winter when while whose like
        including city town village island river country brother sister daughter friend colleague member player flight
        victim team company titles fan supporter former
    """.split()
)
"""Words before a name that name no office, or one that many hold."""
_NOUN_ENDS = r"(?=\s*[,.;:)”\"]|\s+(?:of|in|at|for|from|to|who|by|with|and|on|since|has|had|is|was|will)\b|\s*\Z)"
_OFFICE_BEHIND = re.compile(
    r"(?:,\s+(?:\d+,\s+)?(?:now\s+|once\s+)?|\s+(?:is|was|became|remains|has\s+been|as)\s+(?:now\s+)?)"
    r"(?:(?:the|an?|its|his|her|their)\s+|(?:[A-Z][\w-]*\s+){0,2}[A-Z][\w-]*['’]s?\s+|(?=[a-z]+\s+(?:of|at)\b))"
    rf"(?:[a-z][\w-]*\s+){{0,3}}?(?P<office>[a-z][\w-]{{3,}}){_NOUN_ENDS}"
)
_OF_BEHIND = re.compile(r"\b(?:of|in|at)\s+(?:the\s+)?(?:[\w&'’-]+\s+){0,3}[\w&'’-]+\Z")
_POSSESSED = re.compile(r"['’]?\s+(?P<thing>[a-z][\w-]{3,})\b")
_THING_OF = re.compile(
    r"\b(?P<thing>[a-z][\w-]{3,})\s+(?P<preposition>of|into|against|over|by)\s+(?:(?:the|an?)\s+)?(?:(?:[A-Z][a-z]+\s+)?(?:company|firm|group|fund|bank|club|newspaper|party|actor|singer)\s+)?\Z"
)
_DEEDS = {
    "acquisition": "acquire",
    "takeover": "buy",
    "purchase": "buy",
    "sale": "sell",
    "defeat": "defeat",
    "victory": "beat",
    "win": "beat",
    "arrest": "arrest",
    "appointment": "appoint",
    "dismissal": "dismiss",
    "criticism": "criticise",
    "murder": "murder",
    "approval": "approve",
    "lawsuit": "sue",
}
"""Nouns that name what a verb does: "Norda's acquisition of Ostrow"."""
_LOOK = 80
_LONGEST = 3_000


@lru_cache(maxsize=4_096)
def participants(text: str, start: int, end: int) -> tuple[Participant, ...]:
    """The parts that are played in the sentence of `text` from `start` to `end`, in order of those words.

    None are read in a sentence of more than `_LONGEST` characters, which is a table or a list.
    """
    if end - start > _LONGEST:
        return ()
    read = Phrases.of(text, start, end)
    found = list(of_verbs(read))
    found += [other for part in found for other in _from_other_side(part)]
    for name in read.names:
        found += [*_offices(read, name, start, end), *_belongings(read, name, start)]
    return tuple(sorted(found, key=lambda part: part.start))


_CONVERSE = {
    (verb_stem("sell"), "to"): (AGENT, verb_stem("buy")),
    (verb_stem("sell"), AGENT): ("from", verb_stem("buy")),
    (verb_stem("sell"), PATIENT): (PATIENT, verb_stem("buy")),
    (verb_stem("lose"), AGENT): (PATIENT, verb_stem("beat")),
    (verb_stem("lose"), "to"): (AGENT, verb_stem("beat")),
    (verb_stem("lose"), "against"): (AGENT, verb_stem("beat")),
    (verb_stem("receive"), "from"): (AGENT, verb_stem("give")),
    (verb_stem("receive"), AGENT): ("to", verb_stem("give")),
}
"""The same part told from the other side: who is sold something buys it."""


def _from_other_side(part: Participant) -> Iterator[Participant]:
    converse = _CONVERSE.get((part.head, part.role))
    loses_a_thing = part.role == AGENT and part.head == verb_stem("lose") and part.thing  # "lost her racket"
    if converse is not None and not loses_a_thing:
        role, head = converse
        yield part._replace(role=role, head=head)


def _offices(read: Phrases, name: Name, start: int, end: int) -> Iterator[Participant]:
    """The offices that somebody is named with: "the coach, X", "Judge X", "X, the editor of", "X is the mayor"."""
    if read.owns(name):
        return
    behind = _OFFICE_BEHIND.match(read.text, name.end, min(end, name.end + _LOOK))
    if behind is not None and _is_office(behind["office"]):
        yield _holder(behind["office"], name, behind.start("office"))
    at = next((at for at in range(len(read.words) - 1, -1, -1) if read.words[at].end <= name.start), None)
    if at is None:
        return
    gap = read.text[read.words[at].end : name.start]
    while at > 0 and read.folded(at) in ("mr", "mrs", "ms", "dr", "sir", "dame"):
        gap, at = read.gap(at - 1), at - 1
    if gap.strip() == ",":
        if read.words[at].capitalised and fold(read.words[at].text) in TITLES:  # a signature: "Chairman, Norda"
            return
        edge = read.words[at].end
        held = _OF_BEHIND.search(read.text, max(start, edge - _LOOK), edge)
        while held is not None and at > 0 and read.words[at].end > held.start():
            at -= 1
    elif gap.strip(" ."):
        return
    token = read.words[at]
    is_title = fold(token.text) in TITLES
    if (is_title or not token.capitalised) and _is_office(token.text) and not read.is_verb(at):
        yield _holder(token.text, name, token.start)


def _is_office(word: str) -> bool:
    folded = fold(word)
    return (
        folded not in STOPWORDS and folded not in _NO_OFFICE and len(folded) >= len("boss") and not is_past_form(word)
    )


def _holder(office: str, name: Name, start: int) -> Participant:
    return Participant(AGENT, stem(office), name, frozenset(), start, is_office=True)


def _belongings(read: Phrases, name: Name, start: int) -> Iterator[Participant]:
    """What belongs to a name, or aims at it: "Quill's coach", "the mayor of Skarby", "an inquiry into Norda"."""
    owns = read.owns(name)
    if owns:
        found = _POSSESSED.match(read.text, name.end, name.end + _LOOK)
    else:
        found = _THING_OF.search(read.text, max(start, name.start - _LOOK), name.start)
    if found is None or fold(found["thing"]) in STOPWORDS or (not owns and is_past_form(found["thing"])):
        return
    role = OWNER if owns else found["preposition"]
    for each in (name, *joined_behind(read, name)):
        yield Participant(role, stem(found["thing"]), each, frozenset(), found.start("thing"))
    deed = _DEEDS.get(found["thing"])
    if deed is not None:
        acts = owns or role == "by"
        yield Participant(AGENT if acts else PATIENT, verb_stem(deed), name, frozenset(), found.start("thing"))
