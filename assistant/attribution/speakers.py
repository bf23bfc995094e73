"""Noun phrases that may speak: a name told apart from its role, and the unnamed from bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.language.names import Name, names
from assistant.language.tokens import fold, stem, tokens
from assistant.schema import Span

_PRONOUNS = frozenset(["he", "she", "they", "i", "we"])
_UNNAMED = frozenset(
    """
        official source person people diplomat aide insider witness resident adviser advisor negotiator
        executive employee worker staffer lawmaker officer soldier neighbour neighbor expert analyst critic
        supporter colleague friend relative survivor lawyer mediator representative protester participant
        passenger parent teacher doctor nurse student farmer man woman
    """.split()
)
_BODIES = frozenset(
    """
        government ministry department leadership group police company union army military court party report
        study statement office agency council committee spokesman spokeswoman spokesperson president minister
        mayor chairman chairwoman chief director secretary governor senator judge prosecutor authority
        commission administration campaign team family firm bank board university institute organisation
        organization association federation embassy letter document survey poll paper newspaper agency
        regulator operator coalition delegation attorney leader head author researcher scientist economist
        coach captain manager owner founder professor leaders doctor king queen pope bishop ambassador envoy
        commander general inspector detective coroner campaigner activist organiser organizer investor trader
        forecaster magistrate jury panel hospital school airline museum charity watchdog ombudsman inquiry
        filing indictment complaint lawsuit memo email tweet post side camp faction movement church club
        league
    """.split()
)
_UNNAMED_FORMS = _UNNAMED | {f"{word}s" for word in _UNNAMED} | {"men", "women", "witnesses", "parties"}
_BODY_STEMS = frozenset(map(stem, _BODIES))
_EXCHANGES = re.compile(
    r"^(?:\w+\s+)?(?:conversations?|interviews?|discussions?|talks?|exchanges?)\s+(?:between|with|among)\s+",
    re.IGNORECASE,
)
_ANONYMITY = re.compile(
    r"\b(?:anonym(?:ity|ous(?:ly)?)|not\s+(?:to\s+be|be(?:ing)?)\s+named|(?:declined|asked|refused)\s+not?\s*to\s+be\s+(?:named|identified)"
    r"|(?:declined|refused)\s+to\s+be\s+(?:named|identified)|unnamed|not\s+authori[sz]ed\s+to)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:but|and|yet|while|although|though|so|because|as|when|if|after|before|still|also|however|meanwhile|earlier|"
    r"later|then|instead|concurrently|separately|that|which|both|now|today|yesterday|nonetheless|nevertheless)\b[,\s]*)+",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|in|from|for|at|with|on|by|to|between|near|inside|within)(?:\s+[a-z]+){0,2}\s*$")
_OF_A_BODY = re.compile(r"\s+(?:of|from|at|for|with)\s+[^,;]+$")
_ROLE = re.compile(
    r"(?!(?:following|during|after|before|when|while|citing|speaking|including|according|for|in|on|at|by|with|from|to|as|like|"
    r"along|among|amid|not|also|however|too|meanwhile|and|but|who\s+(?:said|told|spoke|asked|declined|requested))\b)"
    r"(?:(?:an?|the|his|her|its|their|our|one\s+of|former|who)\b|[A-Z]|[a-z]+(?<!ed)(?<!ing)\b)",
)
_LONGEST_SPEAKER = 14


class Speaker(NamedTuple):
    """A noun phrase that may speak, at `span` of the text."""

    span: Span
    text: str
    """The phrase without its role: a name where it has one, else all of it."""
    name: tuple[str, ...]
    """The folded words of the person's or body's name; empty where it has none."""
    role: str | None
    pronoun: bool
    anonymous: bool


def speaker_at(text: str, span: Span, *, appositive: str | None = None) -> Speaker | None:
    """The speaker that the noun phrase at `span` is, or None where it is nobody who can speak."""
    span = _trim(text, span)
    phrase = span.of(text)
    if not phrase or len(phrase.split()) > _LONGEST_SPEAKER or _FINITE.search(phrase):
        return None
    if fold(phrase) in _PRONOUNS:
        return Speaker(span, phrase, (), None, pronoun=True, anonymous=False)
    exchange = _EXCHANGES.match(phrase)
    if exchange:
        return speaker_at(text, Span(start=span.start + exchange.end(), end=span.end), appositive=appositive)
    named = _names_in(text, span)
    role_after = appositive if appositive and _ROLE.match(appositive) else None
    last = named[-1] if named else None
    before = text[span.start : last.start].strip() if last else ""
    if last and last.end >= span.end - 2 and not _PREPOSITION.search(before):
        role = re.sub(r"^(?:the|a|an)(?:\s+|$)", "", before, flags=re.IGNORECASE).strip(" ,") or None
        name_span = Span(start=last.start, end=last.end)
        return Speaker(
            name_span, bare(name_span.of(text)), last.words, role_after or role, pronoun=False, anonymous=False
        )
    belonging = _OF_A_BODY.match(text, named[0].end, span.end) if named and named[0].start == span.start else None
    if belonging and len(named[0].words) > 1:  # "Ann Lee of the union"
        name_span = Span(start=span.start, end=named[0].end)
        role = role_after or belonging[0].strip()
        return Speaker(name_span, bare(name_span.of(text)), named[0].words, role, pronoun=False, anonymous=False)
    certain = [name for name in named if not name.opens_sentence]
    return _unnamed(span, phrase, certain, appositive, role_after)


def _names_in(text: str, span: Span) -> list[Name]:
    """The names in a phrase, without a first word that is capitalised only because it comes first: "Sources"."""
    return [
        name
        for name in names(text, span.start, span.end)
        if not (name.opens_sentence and is_common_noun(name.words[0]))
    ]


def anyone(text: str, span: Span) -> Speaker:
    """The noun phrase at `span` as a speaker, whatever it is: for places where only a speaker can stand."""
    phrase = " ".join(span.of(text).split())
    found = _names_in(text, span)
    pronoun = fold(phrase) in _PRONOUNS
    name = found[-1].words if found and not pronoun else ()
    return Speaker(span, phrase, name, None, pronoun, anonymous=not name and _is_unnamed(phrase))


def _unnamed(
    span: Span, phrase: str, named: Sequence[Name], appositive: str | None, role: str | None
) -> Speaker | None:
    head = _head(phrase)
    if head is None:
        return None
    if appositive:
        inside = [name for name in names(appositive) if len(name.words) > 1]
        if inside:  # "the company's chief executive, Ann Lee, said": the name is in the apposition
            words = inside[0]
            return Speaker(span, bare(appositive[words.start : words.end]), words.words, phrase, False, False)
    hidden = _ANONYMITY.search(f"{phrase} {appositive or ''}") is not None
    if not hidden and not named and head not in _BODY_STEMS and not _is_unnamed(phrase):
        return None
    anonymous = hidden or _is_unnamed(phrase)
    return Speaker(span, phrase, (), role, pronoun=False, anonymous=anonymous)


def is_common_noun(word: str) -> bool:
    """Whether a word says what somebody is ("official", "ministry") and not who."""
    return stem(word) in _BODY_STEMS or fold(word) in _UNNAMED_FORMS


def speaks_anonymously(sentence: str) -> bool:
    """Whether a sentence says that its speaker is not to be named."""
    return _ANONYMITY.search(sentence) is not None


def _head(phrase: str) -> str | None:
    """The stem of the noun that a phrase is about: the last word before its first preposition."""
    word = _head_word(phrase)
    return stem(word) if word else None


def _is_unnamed(phrase: str) -> bool:
    """Whether a phrase says only that some person speaks: "two officials", and not "the chief executive"."""
    return "chief" not in phrase.lower() and (_head_word(phrase) or "").lower() in _UNNAMED_FORMS


def _head_word(phrase: str) -> str | None:
    core = re.split(
        r"\s+(?:of|in|from|for|at|with|on|by|to|who|which|that|familiar|close|involved|inside|within|near)\b", phrase
    )[0]
    words = [token.text for token in tokens(core)]
    return words[-1] if words else None


def _trim(text: str, span: Span) -> Span:
    phrase = span.of(text)
    start = span.start + (len(phrase) - len(phrase.lstrip(" \t\r\n,;:-–—\"“”'‘’(*")))
    end = span.end - (len(phrase) - len(phrase.rstrip(' \t\r\n,;:-–—"“”‘(*')))
    if end <= start:
        return Span(start=span.start, end=span.start)
    leading = _LEADING.match(text[start:end])
    if leading and leading.end() < end - start:
        start += leading.end()
    return Span(start=start, end=end)


def bare(name: str) -> str:
    """`name` without a possessive ending."""
    return re.sub(r"['’]s?$", "", name)
