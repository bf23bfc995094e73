"""Words that negate, and pairs of words that say the opposite of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.language.kept import kept
from assistant.language.opposites import PAIRS
from assistant.language.tokens import STOPWORDS, fold, stem, tokens

_NEGATION = re.compile(
    r"""(?<![\w-])(?<!\bif\s)(?<!\bunless\s)(?:
        not (?!\s+(?:(?:the\s+|an?\s+)?only|just|merely|simply|least|since|until|to\s+mention)\b) | never
        | cannot (?!\s+but\b)
        | neither | nor | without | (?:can|won) ['’]{1,2} t | (?:dont|doesnt|didnt|isnt|wasnt|cant|wont|hasnt|havent)
        | (?:is|are|was|were|do|does|did|has|have|had|would|could|should|must|need|ai) \s? n ['’]{1,2} t
        | no\s+longer (?!\s+than\b)
        | no\s+one (?!\s+(?:of|thing)\b)
        | no (?!\.\s*\d|\s+(?:other|longer\s+than|fewer|less|more\s+than|later\s+than|doubt|sooner)\b)
        | none | nobody | nothing
        | (?:fail|refus|declin) (?:e|s|es|ed|ing)? \s+ to | unable \s+ to
        | (?:have|has|had) \s+ yet \s+ to | nowhere | hardly | barely | scarcely
    )(?![\w’'-])""",
    re.VERBOSE | re.IGNORECASE,
)
_SCOPE = 3
_STANDING_FOR = frozenset(["one", "ones"])
"""What stands for a noun: "asked for a report and was never given one"."""
_IMPLICIT = re.compile(
    r"\b(?:(?<=[“\"‘'])no(?=[.,!”\"’'])|end(?:s|ed|ing)?|stop(?:s|ped|ping)?|abolish\w*|cancel\w*|scrap(?:s|ped|ping)?|halt\w*|ceas\w+|lack\w*|"
    r"drop(?:s|ped|ping)?|avoid\w*|prevent\w*|exclud\w+|reject\w*|den(?:y|ies|ied|ying)|ban(?:s|ned)?|free\s+of|"
    r"fail\w*|refus\w+|declin\w+|absen(?:t|ce)|miss(?:es|ed|ing)?|los[est]\w*|oppos\w+|resist\w*|remain\w*|only|"
    r"rul\w+\s+out|dismiss\w*|warn\w*\s+(?:[\w’'-]+\s+){0,4}?against|doubt\w*|forb[aio]\w+|bar(?:s|red)?|block\w*|but|other\s+than|unlike|apart\s+from|"
    r"escap\w+|evad\w+|dodg\w+|spar(?:e|es|ed|ing)|waiv\w+|non|less|least|rare(?:ly)?|seldom|except\w*|rather\s+than|instead|lest|"
    r"un(?!der|til|ion|it|iver|iq|ify)\w{4,})\b",
    re.IGNORECASE,
)

_OPPOSITE_STEMS: dict[str, frozenset[str]] = {}
for _pair in PAIRS.split(","):
    _one, _other = (stem(word) for word in _pair.split())
    _OPPOSITE_STEMS[_one] = _OPPOSITE_STEMS.get(_one, frozenset()) | {_other}
    _OPPOSITE_STEMS[_other] = _OPPOSITE_STEMS.get(_other, frozenset()) | {_one}
_SHORTEST_NEGATED = 4


class Negation(NamedTuple):
    """A negating word at `start` to `end`, and the stems of the content words right behind it."""

    start: int
    end: int
    scope: tuple[str, ...]


@kept
def negations(text: str, start: int, end: int) -> Sequence[Negation]:
    """The negations of `text` from `start` to `end`, in order."""
    found = []
    for match in _NEGATION.finditer(text, start, end):
        clause_end = re.search(r"[,;:.!?]", text[match.end() : end])
        limit = match.end() + clause_end.start() if clause_end else end
        words = (fold(token.text) for token in tokens(text, match.end(), limit))
        scope = [stem(word) for word in words if word not in STOPWORDS and word not in _STANDING_FOR]
        found.append(Negation(match.start(), match.end(), tuple(scope[:_SCOPE])))
    return tuple(found)


def negates_implicitly(text: str, shared: frozenset[str] = frozenset()) -> bool:
    """Whether `text` has a word that negates without "not" or "no": "end", "scrap", "unpaid".

    Those whose stems are in `shared` do not count: what both sides say tells them in nothing apart.
    """
    found = [match[0].lower() for match in _IMPLICIT.finditer(text)]
    return any(word == "non" or stem(word) not in shared for word in found)  # "none" has the stem of "non"


def opposites(word_stem: str) -> frozenset[str]:
    """The stems of the words that say the opposite of the word with this stem."""
    found = _OPPOSITE_STEMS.get(word_stem, frozenset())
    if len(word_stem) < _SHORTEST_NEGATED:
        return found
    bare = word_stem.removeprefix("un")
    return found | {"un" + word_stem} if bare == word_stem else found | {bare}
