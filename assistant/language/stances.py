"""Stances: words by which somebody stands for or against something, denies it, warns of it, will not speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """What a word of stance makes of its object."""

    FOR = "for"
    AGAINST = "against"
    DENIES = "denies"
    WARNS = "warns"
    PROMISES = "promises"
    SILENT = "silent"

    def contradicts(self, other: Side) -> bool:
        """Whether nobody can stand so and so at once on one thing."""
        return self is not other and (Side.SILENT in (self, other) or frozenset([self, other]) in _CONTRADICTIONS)


_CONTRADICTIONS = frozenset(
    map(
        frozenset,
        (
            (Side.FOR, Side.AGAINST),
            (Side.FOR, Side.DENIES),
            (Side.PROMISES, Side.AGAINST),
            (Side.PROMISES, Side.DENIES),
            (Side.WARNS, Side.PROMISES),
            (Side.WARNS, Side.DENIES),
        ),
    )
)
_VOICED = r"(?:voic|express|declar|announc|giv|gav|lend|lent|offer|stat|signal|rais)\w*\s+(?:[\w’'-]+\s+){0,2}?"
_FOR = rf"""
    admit(?:s|ted|ting)? | acknowledg(?:e|es|ed|ing) | conced(?:e|es|ed|ing) | confess(?:es|ed|ing)?
    | confirm(?:s|ed|ing)? | accept(?:s|ed|ing)? | back(?:s|ed|ing)? | support(?:s|ed|ing)? | endors(?:e|es|ed|ing)
    | welcom(?:e|es|ed|ing) | prais(?:e|es|ed|ing) | prais(?:e|es|ed)\s+as | hail(?:s|ed|ing)? | defend(?:s|ed|ing)?
    | favou?r(?:s|ed|ing)? | embrac(?:e|es|ed|ing) | agree(?:s|d|ing)?\s+(?:to|with|that)
    | (?:is|was|were|are|being)\s+(?:sure|certain|confident|convinced) | insist(?:s|ed|ing)?
    | urg(?:e|es|ed|ing) | encourag(?:e|es|ed|ing) | recommend(?:s|ed|ing)? | call(?:s|ed|ing)?\s+for
    | (?:is|was|were|are|spoke|speaks|came\s+out|argued)\s+in\s+favou?r\s+of | applaud(?:s|ed|ing)?
    | believ(?:e|es|ed|ing) | (?:is|was|were|are)\s+(?:all\s+)?for(?=\s+(?:the|a|an|it|this|such)\b)
    | justif(?:y|ies|ied|ying) | (?:stood|stands?)\s+by | approv(?:e|es|ed|ing)(?:\s+of)? | champion(?:s|ed|ing)?
    | vot(?:e|es|ed|ing)\s+(?:for|in\s+favou?r\s+of) | rul(?:e|es|ed|ing)\s+in\s+favou?r\s+of
    | congratulat(?:e|es|ed|ing) | thank(?:s|ed|ing)? | (?:is|was|were|are)\s+(?:ready|willing)\s+to
    | {_VOICED}(?:support|backing|approval|praise)\s+(?:for|of)
"""
_AGAINST = rf"""
    reject(?:s|ed|ing)? | oppos(?:e|es|ed|ing)
    | criticis(?:e|es|ed|ing) | criticiz(?:e|es|ed|ing) | condemn(?:s|ed|ing)? | denounc(?:e|es|ed|ing)
    | question(?:s|ed|ing)? | attack(?:s|ed|ing)? | resist(?:s|ed|ing)?
    | warn(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){{0,4}}?against | object(?:s|ed|ing)?\s+to
    | (?:is|was|were|are)\s+(?:unsure|uncertain|sceptical|skeptical|against|opposed\s+to|unwilling\s+to|reluctant\s+to)
    | turn(?:s|ed|ing)?\s+down | disagree(?:s|d|ing)? | contradict(?:s|ed|ing)? | advis(?:e|es|ed|ing)\s+against
    | speak(?:s|ing)?\s+out\s+against | spoke\s+(?:out\s+)?against | came\s+out\s+against | lament(?:s|ed|ing)?
    | deplor(?:e|es|ed|ing) | apologi[sz](?:e|es|ed|ing)(?:\s+to\s+(?:[\w’'-]+\s+){{1,5}}?)?\s+for
    | regret(?:s|ted|ting)?
    | vot(?:e|es|ed|ing)\s+against | rul(?:e|es|ed|ing)\s+against | protest(?:s|ed|ing)?\s+(?:against|at|over)
    | (?:complain(?:s|ed|ing)?|grumbl(?:e|es|ed|ing))\s+(?:of|about|that) | slam(?:s|med|ming)? | blast(?:s|ed|ing)?
    | hit(?:s|ting)?\s+out\s+at | mock(?:s|ed|ing)? | refus(?:e|es|ed|ing)\s+to | declin(?:e|es|ed|ing)\s+to
    | {_VOICED}(?:opposition|criticism|disapproval|objections?|doubts?)\s+(?:to|of|about|over|at)
"""
_DENIES = r"""
    den(?:y|ies|ied|ying) | disput(?:e|es|ed|ing) | refut(?:e|es|ed|ing) | dismiss(?:es|ed|ing)?
    | doubt(?:s|ed|ing)? | rul(?:e|es|ed|ing)\s+out | downplay(?:s|ed|ing)?
    | (?:play|brush|shrug|wav|laugh)(?:s|es|ed|ing)?\s+(?:down|off|aside|away)
"""
_WARNS = r"""
    warn(?:s|ed|ing)? | caution(?:s|ed|ing)? | fear(?:s|ed|ing)? | (?:is|was|were|are)\s+(?:worried|afraid|concerned)
"""
_PROMISES = r"""
    promis(?:e|es|ed|ing) | pledg(?:e|es|ed|ing) | vow(?:s|ed|ing)? | guarante(?:e|es|ed|eing) | hop(?:e|es|ed|ing)
    | assur(?:e|es|ed|ing)
"""
_SPEAKING = r"(?:say|comment|confirm|discuss|reveal|answer|disclose|be\s+drawn|speak\s+about|talk\s+about)"
_SILENT = rf"""
    (?:refus|declin)(?:e|es|ed|ing)\s+to\s+{_SPEAKING}
    | (?:did|would|could|does|do|will)(?:\s+not|n[’']t)\s+{_SPEAKING}
    | (?:has|have|had)(?:\s+not|n[’']t)\s+(?:said|commented|decided|made\s+(?:its|his|her|their)\s+views?\s+known)
    | (?:has|have|had)\s+yet\s+to\s+{_SPEAKING} | made\s+no\s+comment | (?:kept|stayed|remained)\s+silent
    | would\s+neither\s+confirm\s+nor\s+deny
"""
_STANCE = re.compile(
    rf"(?<![\w-])(?:(?P<silent>{_SILENT})|(?P<against>{_AGAINST})|(?P<denies>{_DENIES})|(?P<warns>{_WARNS})"
    rf"|(?P<promises>{_PROMISES})|(?P<for>{_FOR}))(?![\w-])",
    re.VERBOSE | re.IGNORECASE,
)
_TURNED = {Side.FOR: Side.AGAINST, Side.AGAINST: Side.FOR, Side.DENIES: Side.FOR, Side.PROMISES: Side.DENIES}
"""What "not" makes of a side; not to warn of something is no stance on it."""
_NOT_BEFORE = re.compile(r"(?:\bnot|n[’']t|\bnever|\bno\s+longer|\bwithout)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NOT_TO = re.compile(r"(?:\s+[\w’'-]+){0,5}?\s+not\s+to\b", re.IGNORECASE)
"""As in "urged parents not to wait"."""
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|his|her|its|their|no|any|some|of|in|for|more|with)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_PASSIVE_BEFORE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_LONGEST_BEFORE = 24


class Stance(NamedTuple):
    """A word of stance at `start` to `end`, and what it makes of what follows it."""

    start: int
    end: int
    side: Side


def stances(text: str, start: int = 0, end: int | None = None) -> Iterator[Stance]:
    """The words of stance in `text` from `start` to `end`, in order; "not" before one turns its side."""
    for match in _STANCE.finditer(text, start, len(text) if end is None else end):
        before = text[max(start, match.start() - _LONGEST_BEFORE) : match.start()]
        if _NOUN_BEFORE.search(before) or _is_passive(match[0], before):
            continue  # "the support", "his attacks", "was criticised"
        side = Side(match.lastgroup or Side.FOR)
        turned = (_NOT_BEFORE.search(before) is not None) != (_NOT_TO.match(text, match.end()) is not None)
        if side is not Side.SILENT and turned:
            if side not in _TURNED:
                continue
            side = _TURNED[side]
        yield Stance(match.start(), match.end(), side)


def _is_passive(word: str, before: str) -> bool:
    """Whether others take the stance on what stands before it: "was accused", not "was against"."""
    return word.lower().endswith(("ed", "en")) and _PASSIVE_BEFORE.search(before) is not None
