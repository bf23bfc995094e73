"""Noun phrases that may speak: a name told apart from its role, and the unnamed from bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.attribution.nouns import (
    BODY_STEMS,
    UNNAMED_FORMS,
    is_common_noun,
    is_individual,
    is_occupation,
    is_person,
    is_role,
)
from assistant.language.names import Name, is_generic, names
from assistant.language.tokens import fold, stem, tokens
from assistant.schema import Span

_PRONOUNS = frozenset(["he", "she", "they", "i", "we"])
_EXCHANGES = re.compile(
    r"^(?:\w+\s+)?(?:conversations?|interviews?|discussions?|talks?|exchanges?)\s+(?:between|with|among)\s+",
    re.IGNORECASE,
)
_ANONYMITY = re.compile(
    r"\b(?:anonym(?:ity|ous(?:ly)?)|not\s+(?:(?:want(?:ed)?\s+|wish(?:ed)?\s+)?to\s+be|be(?:ing)?)\s+(?:named|identified)"
    r"|(?:declined|refused)\s+to\s+be\s+(?:named|identified)|unnamed|not\s+authori[sz]ed\s+to"
    r"|known\s+(?:[a-z]+\s+){0,3}only\s+as|(?:named|identified)\s+only\s+as"
    r"|(?:not|n['’]t)\s+want\s+(?:his|her|their)\s+names?\b|names?\s+(?:has|have|had|was|were)?\s*(?:been\s+)?"
    r"(?:blacked\s+out|withheld|removed|redacted|changed))",
    re.IGNORECASE,
)
_TAKES_UP = re.compile(r"(?:he|she|they|(?:his|her|their)\s+names?)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:but|and|yet|while|although|though|so|because|as|when|if|after|before|still|also|however|meanwhile|earlier|"
    r"later|then|instead|concurrently|separately|that|which|both|now|today|yesterday|nonetheless|nevertheless)\b[,\s]*)+",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:of|in|from|for|at|with|on|by|to|between|near|inside|within)(?:\s+[a-z]+){0,2}\s*$")
_ANY_PREPOSITION = re.compile(r"\b(?:of|in|from|for|at|with|on|by|to|between|near|inside|within)\b")
_OF_A_BODY = re.compile(r"\s+(?:of|from|at|for|with)\s+[^,;]+$")
_ROLE = re.compile(
    r"(?!(?:following|during|after|before|when|while|citing|speaking|including|according|for|in|on|at|by|with|from|to|as|like|"
    r"along|among|amid|not|also|however|too|meanwhile|and|but|who\s+(?:said|told|spoke|asked|declined|requested))\b)"
    r"(?:(?:an?|the|his|her|its|their|our|one\s+of|former|who)\b|[A-Z]|[a-z]+(?<!ed)(?<!ing)\b)",
)
_SOME = frozenset("one another other others some many several two three few".split())
_INDEFINITE = re.compile(
    r"(?:an?|one|another|some|several|many|most|few|others?|two|three|four|five|six|seven|eight|nine|ten|members)\b",
    re.IGNORECASE,
)
_LONGEST_SPEAKER = 14
_FULL = 2
_COURTESY = frozenset(["mr", "mrs", "ms", "miss", "dr", "prof", "sir"])


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

    @property
    def is_somebody(self) -> bool:
        """Whether it is one person whom the text does not name: "an engineer", not "officials"."""
        head = _head_word(self.text) or ""
        return not self.name and not self.pronoun and is_individual(head)

    @property
    def head(self) -> str | None:
        """The stem of the noun that the phrase is about."""
        return _head(self.text)


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
    belonging = _belonging(text, span, named)
    if belonging is not None:  # "Ann Lee of the union"
        name, where = belonging
        name_span = Span(start=name.start, end=name.end)
        role = role_after or _role_before(text[span.start : name.start]) or where
        return Speaker(name_span, bare(name_span.of(text)), name.words, role, pronoun=False, anonymous=False)
    if last and last.end >= span.end - 2 and not _PREPOSITION.search(before):
        own_role = _role_before(before)
        name_span = Span(start=last.start, end=last.end)
        return Speaker(
            name_span, bare(name_span.of(text)), last.words, role_after or own_role, pronoun=False, anonymous=False
        )
    certain = [name for name in named if not name.opens_sentence]
    return _unnamed(span, phrase, certain, appositive, role_after)


def _belonging(text: str, span: Span, named: Sequence[Name]) -> tuple[Name, str] | None:
    """The person whom a phrase begins with, after a role, and the body or place that they are of."""
    if not named or len(named[0].words) < _FULL or any(is_generic(word) for word in named[0].words):
        return None
    name = named[0]
    where = _OF_A_BODY.match(text, name.end, span.end)
    before = text[span.start : name.start]
    return None if where is None or _ANY_PREPOSITION.search(before) else (name, where[0].strip())


def _role_before(before: str) -> str | None:
    """What stands before a name as a role; None for a courtesy, or for a thing that the name only follows."""
    role = re.sub(r"^(?:the|a|an)(?:\s+|$)", "", before.strip(), flags=re.IGNORECASE).strip(" ,")
    words = role.split()
    if not words or (len(words) == 1 and fold(words[0].rstrip(".")) in _COURTESY):
        return None
    noun = words[-1]
    thing = noun.islower() and noun.isalpha() and not is_role(noun)
    return None if thing and before.strip().lower().startswith("the ") else role


def _names_in(text: str, span: Span) -> list[Name]:
    """The names in a phrase, without a first word that is capitalised only because it comes first: "Sources"."""
    return [
        personal(text, name)
        for name in names(text, span.start, span.end)
        if not (name.opens_sentence and is_common_noun(name.words[0]))
    ]


def personal(text: str, name: Name) -> Name:
    """A name without what the person is ("Oceanographer Ann Lee") and where from ("Ann Lee of Norvik")."""
    start, end, words = name.start, name.end, name.words
    belongs = re.search(r"\sof\s", text[start:end])
    if belongs is not None and len(text[start : start + belongs.start()].split()) >= _FULL:
        kept = len(tokens(text[start : start + belongs.start()]))
        if kept <= len(words) and not any(is_generic(word) for word in words[:kept]):
            end, words = start + belongs.start(), words[:kept]
    if len(words) > _FULL and is_occupation(words[0]) and _opens(text[start:end], words[0]):
        start, words = end - len(text[start:end].split(maxsplit=1)[1]), words[1:]
    return Name(start, end, words, name.opens_sentence)


def _opens(name: str, occupation: str) -> bool:
    """Whether a name begins with an occupation and goes on with a name: not "Union of Crews"."""
    opening, _, rest = name.partition(" ")
    return fold(opening) == occupation and rest[:1].isupper() and not is_generic(occupation)


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
    hidden = _ANONYMITY.search(f"{phrase} {appositive or ''}") is not None
    if appositive and not hidden:
        inside = [name for name in names(appositive) if len(name.words) > 1 or name.end >= len(appositive.rstrip(" ,"))]
        if inside:  # "the company's chief executive, Ann Lee, said": the name is in the apposition
            words = inside[0]
            return Speaker(span, bare(appositive[words.start : words.end]), words.words, phrase, False, False)
    known = head in BODY_STEMS or (_head_word(phrase) or "").lower() in UNNAMED_FORMS
    if not hidden and not named and not known:
        return None
    anonymous = hidden or _is_unnamed(phrase)
    return Speaker(span, phrase, (), role, pronoun=False, anonymous=anonymous)


def asks_for_anonymity(sentence: str) -> bool:
    """Whether a sentence says of the one who spoke before it that they are not to be named: "He asked not to be"."""
    return _TAKES_UP.match(sentence) is not None and speaks_anonymously(sentence)


def speaks_anonymously(sentence: str) -> bool:
    """Whether a sentence says that its speaker is not to be named."""
    return _ANONYMITY.search(sentence) is not None


def _head(phrase: str) -> str | None:
    """The stem of the noun that a phrase is about: the last word before its first preposition."""
    word = _head_word(phrase)
    return stem(word) if word else None


def _is_unnamed(phrase: str) -> bool:
    """Whether a phrase says only that some person speaks: "two officials", "an engineer", not "the chief executive"."""
    if "chief" in phrase.lower():
        return False
    head = _head_word(phrase) or ""
    if head.lower() in UNNAMED_FORMS:
        return True
    return _INDEFINITE.match(phrase) is not None and (is_person(head) or head.lower() in _SOME)


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
