"""Words that negate, and pairs of words that say the opposite of each other."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.language.tokens import STOPWORDS, fold, stem, tokens

_NEGATION = re.compile(
    r"""\b(?:
        not (?!\s+(?:only|since)\b) | never | cannot | can['’]t | won['’]t | neither | nor | without
        | (?:is|are|was|were|do|does|did|has|have|had|would|could|should|must|need|ai)n['’]t
        | no (?!\.\s*\d|\s+longer\s+than\b|\s+fewer\b|\s+less\b|\s+more\s+than\b) | none | nobody | nothing
        | fail(?:s|ed|ing)? \s+ to | refus(?:e|es|ed|ing) \s+ to | declin(?:e|es|ed|ing) \s+ to | unable \s+ to
        | hardly | barely
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SCOPE = 3
_IMPLICIT = re.compile(
    r"\b(?:end(?:s|ed|ing)?|stop(?:s|ped|ping)?|abolish\w*|cancel\w*|scrap(?:s|ped|ping)?|halt\w*|ceas\w+|lack\w*|"
    r"drop(?:s|ped|ping)?|avoid\w*|prevent\w*|exclud\w+|reject\w*|den(?:y|ies|ied)|ban(?:s|ned)?|free\s+of|un\w{4,})\b",
    re.IGNORECASE,
)

_OPPOSITES = (
    "accept reject",
    "approve reject",
    "approve veto",
    "agree disagree",
    "allow ban",
    "allow forbid",
    "permit forbid",
    "begin end",
    "start end",
    "start stop",
    "buy sell",
    "confirm deny",
    "convict acquit",
    "guilty innocent",
    "increase decrease",
    "increase reduce",
    "increase fall",
    "raise lower",
    "raise cut",
    "rise fall",
    "rise drop",
    "rise decline",
    "gain lose",
    "win lose",
    "victory defeat",
    "open close",
    "open shut",
    "pass fail",
    "succeed fail",
    "success failure",
    "support oppose",
    "praise criticise",
    "praise criticize",
    "praise condemn",
    "welcome condemn",
    "legal illegal",
    "lawful unlawful",
    "safe unsafe",
    "possible impossible",
    "likely unlikely",
    "best worst",
    "better worse",
    "highest lowest",
    "higher lower",
    "largest smallest",
    "most least",
    "more fewer",
    "more less",
    "majority minority",
    "before after",
    "always never",
    "hire dismiss",
    "hire fire",
    "strengthen weaken",
    "improve worsen",
    "expand shrink",
    "arrive leave",
    "enter leave",
    "join leave",
    "north south",
    "east west",
    "northern southern",
    "eastern western",
    "narrow widen",
    "faster slower",
    "profit loss",
    "optimistic pessimistic",
    "temporary permanent",
    "all none",
    "survive die",
    "guilty acquit",
)
_OPPOSITE_STEMS: dict[str, frozenset[str]] = {}
for _pair in _OPPOSITES:
    _one, _other = (stem(word) for word in _pair.split())
    _OPPOSITE_STEMS[_one] = _OPPOSITE_STEMS.get(_one, frozenset()) | {_other}
    _OPPOSITE_STEMS[_other] = _OPPOSITE_STEMS.get(_other, frozenset()) | {_one}


class Negation(NamedTuple):
    """A negating word at `start` to `end`, and the stems of the content words right behind it."""

    start: int
    end: int
    scope: tuple[str, ...]


def negations(text: str, start: int = 0, end: int | None = None) -> list[Negation]:
    """The negations of `text` from `start` to `end`, in order."""
    end = len(text) if end is None else end
    found = []
    for match in _NEGATION.finditer(text, start, end):
        clause_end = re.search(r"[,;:.!?]", text[match.end() : end])
        limit = match.end() + clause_end.start() if clause_end else end
        scope = [stem(token.text) for token in tokens(text, match.end(), limit) if fold(token.text) not in STOPWORDS]
        found.append(Negation(match.start(), match.end(), tuple(scope[:_SCOPE])))
    return found


def negates_implicitly(text: str) -> bool:
    """Whether `text` has a word that negates without "not" or "no": "end", "scrap", "unpaid"."""
    return _IMPLICIT.search(text) is not None


def opposites(word_stem: str) -> frozenset[str]:
    """The stems of the words that say the opposite of the word with this stem."""
    return _OPPOSITE_STEMS.get(word_stem, frozenset())
