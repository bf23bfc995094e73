"""Stances: the words by which somebody stands for or against something, says it or denies it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_FOR = r"""
    admit(?:s|ted|ting)? | acknowledg(?:e|es|ed|ing) | conced(?:e|es|ed|ing) | confess(?:es|ed|ing)?
    | confirm(?:s|ed|ing)? | accept(?:s|ed|ing)? | back(?:s|ed|ing)? | support(?:s|ed|ing)? | endors(?:e|es|ed|ing)
    | welcom(?:e|es|ed|ing) | prais(?:e|es|ed|ing) | prais(?:e|es|ed)\s+as | hail(?:s|ed|ing)? | defend(?:s|ed|ing)?
    | favou?r(?:s|ed|ing)? | embrac(?:e|es|ed|ing) | agree(?:s|d|ing)?\s+(?:to|with|that)
    | (?:is|was|were|are|being)\s+(?:sure|certain|confident|convinced) | insist(?:s|ed|ing)?
    | urg(?:e|es|ed|ing) | encourag(?:e|es|ed|ing) | recommend(?:s|ed|ing)? | call(?:s|ed|ing)?\s+for
    | (?:is|was|were|are)\s+(?:in\s+favou?r\s+of) | applaud(?:s|ed|ing)? | believ(?:e|es|ed|ing)
"""
_AGAINST = r"""
    den(?:y|ies|ied|ying) | reject(?:s|ed|ing)? | disput(?:e|es|ed|ing) | refut(?:e|es|ed|ing) | oppos(?:e|es|ed|ing)
    | criticis(?:e|es|ed|ing) | criticiz(?:e|es|ed|ing) | condemn(?:s|ed|ing)? | denounc(?:e|es|ed|ing)
    | dismiss(?:es|ed|ing)? | doubt(?:s|ed|ing)? | question(?:s|ed|ing)? | attack(?:s|ed|ing)? | resist(?:s|ed|ing)?
    | rul(?:e|es|ed|ing)\s+out | warn(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,4}?against | object(?:s|ed|ing)?\s+to
    | (?:is|was|were|are)\s+(?:unsure|uncertain|sceptical|skeptical|against|opposed\s+to)
    | turn(?:s|ed|ing)?\s+down | disagree(?:s|d|ing)? | contradict(?:s|ed|ing)? | advis(?:e|es|ed|ing)\s+against
    | speak(?:s|ing)?\s+out\s+against | spoke\s+out\s+against | lament(?:s|ed|ing)? | deplor(?:e|es|ed|ing)
"""
_SILENT = r"""
    (?:refus|declin)(?:e|es|ed|ing)\s+to\s+(?:say|comment|confirm|discuss|reveal|answer|disclose)
    | (?:did|would|could|does|do|will)(?:\s+not|n[’']t)\s+(?:say|comment|confirm|discuss|reveal|answer|disclose)
    | made\s+no\s+comment
"""
_STANCE = re.compile(
    rf"(?<![\w-])(?:(?P<silent>{_SILENT})|(?P<against>{_AGAINST})|(?P<for>{_FOR}))(?![\w-])",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"(?:\bnot|n[’']t|\bnever|\bno\s+longer|\bwithout)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NOT_TO = re.compile(r"(?:\s+[\w’'-]+){0,5}?\s+not\s+to\b", re.IGNORECASE)
"""As in "urged parents not to wait"."""
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|his|her|its|their|no|any|some|of|in|for|more|with)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_LONGEST_BEFORE = 24


class Stance(NamedTuple):
    """A word of stance at `start` to `end`: 1 for, -1 against, 0 for one who would not say."""

    start: int
    end: int
    side: int


def stances(text: str, start: int = 0, end: int | None = None) -> Iterator[Stance]:
    """The words of stance in `text` from `start` to `end`, in order; "not" before one turns its side."""
    for match in _STANCE.finditer(text, start, len(text) if end is None else end):
        before = text[max(start, match.start() - _LONGEST_BEFORE) : match.start()]
        if _NOUN_BEFORE.search(before):
            continue  # "the support", "his attacks"
        if match["silent"]:
            yield Stance(match.start(), match.end(), 0)
            continue
        side = 1 if match["for"] else -1
        turned = (_NOT_BEFORE.search(before) is not None) != (_NOT_TO.match(text, match.end()) is not None)
        yield Stance(match.start(), match.end(), -side if turned else side)
