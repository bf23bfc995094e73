"""What part a figure plays beside others: a whole that others are part of, what something was, what it changed by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.language.quantity import Kind, Quantity

_LOOK_BACK = 80
_SENTENCE_LOOK_BACK = 160
_APPROXIMATELY = (
    r"(?:(?:about|around|nearly|almost|some|over|under|only|just|roughly|(?:more|less)\s+than|at\s+least|the|an?)\s+)*"
)
_CHANGE = (
    r"(?:rise|rose|risen|rises|rising|fall|fell|fallen|falls|falling|grow|grew|grown|increas\w*|decreas\w*|declin\w*|"
    r"dropp?\w*|climb\w*|jump\w*|soar\w*|slump\w*|plung\w*|cut|cuts|rais\w*|lower\w*|reduc\w*|slid|slipp\w*|shr[aiu]nk\w*|"
    r"gain\w*|surg\w*|widen\w*|narrow\w*|edged|up|down)"
)
_FROM = re.compile(
    rf"\b(?:compared\s+(?:with|to)|against|instead\s+of|rather\s+than|{_CHANGE}\b[^.;]{{0,50}}?\bfrom|(?<=, )from)\s+"
    rf"(?:between\s+)?{_APPROXIMATELY}$",
    re.IGNORECASE,
)
_BY = re.compile(rf"(?:\b{_CHANGE}\s+(?:by\s+)?|\bby\s+){_APPROXIMATELY}$", re.IGNORECASE)
_TIME = r"(?:year|month|week|quarter|decade|season|night|day|century)"
_BEFORE_NOW = (
    rf"{_TIME}s?\s+(?:ago|earlier|before|previously)|last\s+{_TIME}|previous(?:ly)?|formerly|until\s+now|so\s+far|"
    rf"the\s+{_TIME}\s+before"
)
_OPENED_BEFORE = re.compile(
    rf"(?:^|[.!?]\s)[^.!?,;]{{0,30}}?\b(?:{_BEFORE_NOW}|before\s+the)\b[^.!?;]*$", re.IGNORECASE
)
_THEN = re.compile(rf"[^.!?,;]{{0,60}}?\b(?:{_BEFORE_NOW})\b", re.IGNORECASE)
_HAD = re.compile(r"\bhad\s+(?:\w+\s+)?\w+(?:ed|en|t|de|ut)\s+(?:[\w']+\s+){0,4}$", re.IGNORECASE)
OF = re.compile(
    r"(?:\s+[a-z]+)?\s+(?:out\s+)?(?:of|in)\s+(?:all\s+)?(?:(?:the|its|their|his|her|every)\s+)?(?:total\s+of\s+)?"
)
"""What stands between a part and its whole: "1,280 of 9,400", "four out of ten"."""


class Role(StrEnum):
    """The part that a figure plays in its sentence."""

    PLAIN = "plain"
    WHOLE = "whole"
    """The 9,400 of "1,280 of 9,400 applicants"."""
    FORMER = "former"
    """The 19 of "27, up from 19 last year"."""
    CHANGE = "change"
    """The 8 of "fell by 8 percent to 40"."""


def role(text: str, figure: Quantity, others: Sequence[Quantity]) -> Role:
    """The part that `figure` plays in its sentence; `others` are the figures near it, in order."""
    if whole_of(text, figure, others) is not None:
        return Role.WHOLE
    before = text[max(0, figure.start - _LOOK_BACK) : figure.start]
    if _FROM.search(before):
        return Role.FORMER
    if figure.kind is not Kind.ORDINAL and _BY.search(before):
        return Role.CHANGE
    opening = text[max(0, figure.start - _SENTENCE_LOOK_BACK) : figure.start]
    if _THEN.match(text, figure.end, figure.end + _LOOK_BACK) or _OPENED_BEFORE.search(opening) or _HAD.search(before):
        return Role.FORMER
    return Role.PLAIN


def whole_of(text: str, figure: Quantity, others: Sequence[Quantity]) -> Quantity | None:
    """The figure that is a part of `figure`: the 1,280 of "1,280 of 9,400 applicants"; None where there is none."""
    parts = [one for one in others if one.end <= figure.start and one.kind is not Kind.ORDINAL]
    return parts[-1] if parts and OF.fullmatch(text, parts[-1].end, figure.start) else None
