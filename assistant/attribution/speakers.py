"""The people behind reported speech: found before or after a cue, told apart from their roles, resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.language.names import TITLES, Name, acronym, names, same_word
from assistant.language.tokens import STOPWORDS, fold, stem, tokens
from assistant.schema import Span

_PRONOUNS = frozenset(["he", "she", "they", "i", "we"])
_UNNAMED = frozenset(
    [
        "official",
        "source",
        "person",
        "people",
        "diplomat",
        "aide",
        "insider",
        "witness",
        "resident",
        "adviser",
        "advisor",
        "negotiator",
        "executive",
        "employee",
        "worker",
        "staffer",
        "lawmaker",
        "officer",
        "soldier",
        "neighbour",
        "neighbor",
        "expert",
        "analyst",
        "critic",
        "supporter",
        "colleague",
        "friend",
        "relative",
        "survivor",
        "lawyer",
        "mediator",
        "representative",
        "protester",
        "participant",
        "passenger",
        "parent",
        "teacher",
        "doctor",
        "nurse",
        "student",
        "farmer",
        "man",
        "woman",
    ]
)
_BODIES = frozenset(
    [
        "government",
        "ministry",
        "department",
        "leadership",
        "group",
        "police",
        "company",
        "union",
        "army",
        "military",
        "court",
        "party",
        "report",
        "study",
        "statement",
        "office",
        "agency",
        "council",
        "committee",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "president",
        "minister",
        "mayor",
        "chairman",
        "chairwoman",
        "chief",
        "director",
        "secretary",
        "governor",
        "senator",
        "judge",
        "prosecutor",
        "authority",
        "commission",
        "administration",
        "campaign",
        "team",
        "family",
        "firm",
        "bank",
        "board",
        "university",
        "institute",
        "organisation",
        "organization",
        "association",
        "federation",
        "embassy",
        "letter",
        "document",
        "survey",
        "poll",
        "paper",
        "newspaper",
        "agency",
        "regulator",
        "operator",
        "coalition",
        "delegation",
        "attorney",
        "leader",
        "head",
        "author",
        "researcher",
        "scientist",
        "economist",
        "coach",
        "captain",
        "manager",
        "owner",
        "founder",
        "professor",
        "leaders",
        "doctor",
        "king",
        "queen",
        "pope",
        "bishop",
        "ambassador",
        "envoy",
        "commander",
        "general",
        "inspector",
        "detective",
        "coroner",
        "campaigner",
        "activist",
        "organiser",
        "organizer",
        "investor",
        "trader",
        "forecaster",
        "magistrate",
        "jury",
        "panel",
        "hospital",
        "school",
        "airline",
        "museum",
        "charity",
        "watchdog",
        "ombudsman",
        "inquiry",
        "filing",
        "indictment",
        "complaint",
        "lawsuit",
        "memo",
        "email",
        "tweet",
        "post",
        "side",
        "camp",
        "faction",
        "movement",
        "church",
        "club",
        "league",
    ]
)
_UNNAMED_STEMS = frozenset(map(stem, _UNNAMED))
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
_PREPOSITION = re.compile(
    r"\b(?:of|in|from|for|at|with|on|by|to|between|near|inside|within)(?:\s+the)?\s*$", re.IGNORECASE
)
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
    named = names(text, span.start, span.end)
    role_after = appositive if appositive and _ROLE.match(appositive) else None
    last = named[-1] if named else None
    before = text[span.start : last.start].strip() if last else ""
    if last and last.end >= span.end - 2 and not _PREPOSITION.search(before):
        role = re.sub(r"^(?:the|a|an)\s+", "", before, flags=re.IGNORECASE).strip(" ,") or None
        name_span = Span(start=last.start, end=last.end)
        return Speaker(
            name_span, _bare(name_span.of(text)), last.words, role_after or role, pronoun=False, anonymous=False
        )
    certain = [name for name in named if not name.opens_sentence]
    return _unnamed(span, phrase, certain, appositive, role_after)


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
            return Speaker(span, _bare(appositive[words.start : words.end]), words.words, phrase, False, False)
    hidden = _ANONYMITY.search(f"{phrase} {appositive or ''}") is not None
    if not hidden and not named and head not in _BODY_STEMS | _UNNAMED_STEMS:
        return None
    anonymous = hidden or head in _UNNAMED_STEMS
    return Speaker(span, phrase, (), role, pronoun=False, anonymous=anonymous)


def speaks_anonymously(sentence: str) -> bool:
    """Whether a sentence says that its speaker is not to be named."""
    return _ANONYMITY.search(sentence) is not None


def _head(phrase: str) -> str | None:
    """The stem of the noun that a phrase is about: the last word before its first preposition."""
    core = re.split(
        r"\s+(?:of|in|from|for|at|with|on|by|to|who|which|that|familiar|close|involved|inside|within|near)\b", phrase
    )[0]
    words = [token.text for token in tokens(core)]
    return stem(words[-1]) if words else None


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


def _bare(name: str) -> str:
    return re.sub(r"['’]s?$", "", name)


class People:
    """The people that a text names, by which a surname or a pronoun is resolved to the fullest form."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _full_names(self) -> list[tuple[Name, str, str | None]]:
        """Every name of two words or more with its place, its words, and the role that stands before it."""
        return [
            (name, _bare(self._text[name.start : name.end]), self._role_before(name.start))
            for name in names(self._text)
            if len(name.words) > 1
        ]

    def resolve(self, speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
        """`speaker` in the fullest form that the text has: a surname with its first name, a pronoun with its name."""
        if speaker.pronoun:
            return self._antecedent(speaker, before)
        if not speaker.name:
            return speaker
        if len(speaker.name) == 1:
            for name, words, role in self._full_names:
                if name.words[-1] == speaker.name[0]:
                    return speaker._replace(
                        text=words, name=name.words, role=speaker.role or role or self._role_of(name.words)
                    )
        return speaker._replace(role=speaker.role or self._role_of(speaker.name))

    def _antecedent(self, speaker: Speaker, before: Sequence[Speaker]) -> Speaker:
        person = next((other for other in reversed(before) if other.name or fold(speaker.text) in ("they", "we")), None)
        if person is None or fold(speaker.text) in ("i", "we"):
            return speaker
        return speaker._replace(text=person.text, name=person.name, role=person.role, anonymous=person.anonymous)

    def _role_of(self, words: tuple[str, ...]) -> str | None:
        return next((role for name, _, role in self._full_names if role and name.words[-1] == words[-1]), None)

    def _role_before(self, start: int) -> str | None:
        """The run of capitalised words with a title in it that stands right before a name."""
        match = re.search(r"(?:[A-Z][\w.'’-]*\s+)+$", self._text[max(0, start - 80) : start])
        role = match[0].strip() if match else ""
        return (
            role
            if any(fold(word) in TITLES and fold(word) not in ("mr", "mrs", "ms") for word in role.split())
            else None
        )


def same_speaker(one: str, other: str) -> bool:
    """Whether two forms may name the same speaker: a shared surname or name, an acronym, or the same head noun."""
    names_one, names_other = _words(one), _words(other)
    if names_one and names_other:
        if any(same_word(a, b) for a in names_one for b in names_other):
            return True
        return _is_acronym(names_one, names_other) or _is_acronym(names_other, names_one)
    stems_one = {stem(token.text) for token in tokens(one) if fold(token.text) not in STOPWORDS}
    stems_other = {stem(token.text) for token in tokens(other) if fold(token.text) not in STOPWORDS}
    return bool(stems_one & stems_other)


def _words(phrase: str) -> tuple[str, ...]:
    found = names(phrase)
    return tuple(word for name in found for word in name.words)


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0].replace(".", "") == acronym(long)
