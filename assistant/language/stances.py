"""Stances: the words by which somebody stands for or against something, denies it, warns or will not speak of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Stance(NamedTuple):
    """A word of stance at `start` to `end`, and what it makes of what follows: 1 and -1 are opposites, 0 is neither."""

    start: int
    end: int
    truth: int = 0
    """Whether it is said to be so."""
    worth: int = 0
    """Whether it is held to be good."""
    outlook: int = 0
    """Whether it is promised or feared."""
    right: int = 0
    """Whether it is defended or regretted."""
    silent: bool = False
    """Whether nothing is said of it."""

    def contradicts(self, other: Stance) -> bool:
        """Whether nobody can stand so and so at once on one thing."""
        opposed = self.truth * other.truth, self.worth * other.worth, self.outlook * other.outlook
        return self.silent is not other.silent or min(*opposed, self.right * other.right) < 0


_MARKS = {
    "affirm": (1, 0, 0, 0),
    "accept": (1, 1, 0, 0),
    "support": (0, 1, 0, 0),
    "defend": (0, 1, 0, 1),
    "deny": (-1, 0, 0, 0),
    "dismiss": (-1, -1, 0, 0),
    "oppose": (0, -1, 0, 0),
    "regret": (0, 0, 0, -1),
    "warn": (1, 0, -1, 0),
    "fear": (0, 0, -1, 0),
    "promise": (1, 0, 1, 0),
    "hope": (0, 0, 1, 0),
    "silent": (0, 0, 0, 0),
}
"""Truth, worth, outlook and right, as each sort of word has them."""
_VOICED = r"(?:voic|express|declar|announc|giv|gav|lend|lent|offer|stat|signal|rais)\w*\s+(?:[\w’'-]+\s+){0,2}?"
_AFFIRM = r"""
    admit(?:s|ted|ting)? | acknowledg(?:e|es|ed|ing) | conced(?:e|es|ed|ing) | confess(?:es|ed|ing)?
    | confirm(?:s|ed|ing)? | (?:is|was|were|are|being)\s+(?:sure|certain|confident|convinced) | insist(?:s|ed|ing)?
    | believ(?:e|es|ed|ing) | disclos(?:e|es|ed|ing) | divulg(?:e|es|ed|ing) | reveal(?:s|ed|ing)?
"""
_ACCEPT = r"accept(?:s|ed|ing)? | agree(?:s|d|ing)?\s+(?:to|with|that) | (?:is|was|were|are)\s+(?:ready|willing)\s+to"
_SUPPORT = rf"""
    back(?:s|ed|ing)? | support(?:s|ed|ing)? | endors(?:e|es|ed|ing) | welcom(?:e|es|ed|ing) | prais(?:e|es|ed|ing)
    | hail(?:s|ed|ing)? | favou?r(?:s|ed|ing)? | embrac(?:e|es|ed|ing) | urg(?:e|es|ed|ing) | encourag(?:e|es|ed|ing)
    | recommend(?:s|ed|ing)? | call(?:s|ed|ing)?\s+for | applaud(?:s|ed|ing)? | approv(?:e|es|ed|ing)(?:\s+of)?
    | (?:is|was|were|are|spoke|speaks|came\s+out|argued)\s+in\s+favou?r\s+of
    | (?:is|was|were|are)\s+(?:all\s+)?for(?=\s+(?:the|a|an|it|this|such)\b) | champion(?:s|ed|ing)?
    | vot(?:e|es|ed|ing)\s+(?:for|in\s+favou?r\s+of) | rul(?:e|es|ed|ing)\s+in\s+favou?r\s+of
    | congratulat(?:e|es|ed|ing) | thank(?:s|ed|ing)? | {_VOICED}(?:support|backing|approval|praise)\s+(?:for|of)
"""
_DEFEND = r"defend(?:s|ed|ing)? | justif(?:y|ies|ied|ying) | (?:stood|stands?)\s+by"
_DENY = r"""
    den(?:y|ies|ied|ying) | disput(?:e|es|ed|ing) | refut(?:e|es|ed|ing) | doubt(?:s|ed|ing)? | contradict(?:s|ed|ing)?
"""
_DISMISS = r"""
    reject(?:s|ed|ing)? | dismiss(?:es|ed|ing)? | rul(?:e|es|ed|ing)\s+out | downplay(?:s|ed|ing)?
    | (?:play|brush|shrug|wav|laugh)(?:s|es|ed|ing)?\s+(?:down|off|aside|away) | turn(?:s|ed|ing)?\s+down
    | (?:refus|declin)(?:e|es|ed|ing)\s+to | question(?:s|ed|ing)? | disagree(?:s|d|ing)?
    | (?:is|was|were|are)\s+(?:unsure|uncertain|sceptical|skeptical|unwilling\s+to|reluctant\s+to)
"""
_OPPOSE = rf"""
    oppos(?:e|es|ed|ing) | criticis(?:e|es|ed|ing) | criticiz(?:e|es|ed|ing) | condemn(?:s|ed|ing)?
    | denounc(?:e|es|ed|ing) | attack(?:s|ed|ing)? | resist(?:s|ed|ing)?
    | warn(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){{0,4}}?against | object(?:s|ed|ing)?\s+to
    | (?:is|was|were|are)\s+(?:against|opposed\s+to) | advis(?:e|es|ed|ing)\s+against
    | speak(?:s|ing)?\s+out\s+against | spoke\s+(?:out\s+)?against | came\s+out\s+against | lament(?:s|ed|ing)?
    | deplor(?:e|es|ed|ing) | vot(?:e|es|ed|ing)\s+against | rul(?:e|es|ed|ing)\s+against | mock(?:s|ed|ing)?
    | protest(?:s|ed|ing)?\s+(?:against|at|over) | slam(?:s|med|ming)? | blast(?:s|ed|ing)? | hit(?:s|ting)?\s+out\s+at
    | (?:complain(?:s|ed|ing)?|grumbl(?:e|es|ed|ing))\s+(?:of|about)
    | {_VOICED}(?:opposition|criticism|disapproval|objections?|doubts?)\s+(?:to|of|about|over|at)
"""
_REGRET = r"""
    apologi[sz](?:e|es|ed|ing)(?:\s+to(?:\s+[\w’'-]+){1,5}?)?\s+for | regret(?:s|ted|ting)?
    | (?:is|was|were|are)\s+sorry\s+(?:for|about|that)
"""
_WARN = r"warn(?:s|ed)? | warning(?=\s+(?:that|of)\b) | caution(?:s|ed)?"
_FEAR = r"fear(?:s|ed|ing)? | (?:is|was|were|are)\s+(?:worried|afraid)"
_PROMISE = r"""
    promis(?:e|es|ed|ing) | pledg(?:e|es|ed|ing) | vow(?:s|ed|ing)? | guarante(?:e|es|ed|eing) | assur(?:e|es|ed|ing)
"""
_HOPE = r"hop(?:e|es|ed|ing) | look(?:s|ed|ing)?\s+forward\s+to"
_SPEAKING = r"(?:say|comment|confirm|discuss|reveal|answer|disclose|be\s+drawn|speak\s+about|talk\s+about)"
_SILENT = rf"""
    (?:refus|declin)(?:e|es|ed|ing)\s+to\s+{_SPEAKING}
    | (?:did|would|could|does|do|will)(?:\s+not|n[’']t)\s+{_SPEAKING}
    | (?:has|have|had)(?:\s+not|n[’']t)\s+(?:said|commented|decided|made\s+(?:its|his|her|their)\s+views?\s+known)
    | (?:has|have|had)\s+yet\s+to\s+{_SPEAKING} | made\s+no\s+comment | (?:kept|stayed|remained)\s+silent
    | would\s+neither\s+confirm\s+nor\s+deny
"""
_STANCE = re.compile(
    rf"(?<![\w-])(?:(?P<silent>{_SILENT})|(?P<oppose>{_OPPOSE})|(?P<dismiss>{_DISMISS})|(?P<deny>{_DENY})"
    rf"|(?P<regret>{_REGRET})|(?P<warn>{_WARN})|(?P<fear>{_FEAR})|(?P<promise>{_PROMISE})|(?P<hope>{_HOPE})"
    rf"|(?P<defend>{_DEFEND})|(?P<accept>{_ACCEPT})|(?P<affirm>{_AFFIRM})|(?P<support>{_SUPPORT}))(?![\w-])",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"(?:\bnot|n[’']t|\bnever|\bno\s+longer|\bwithout)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NOT_TO = re.compile(r"(?:\s+[\w’'-]+){0,5}?\s+not\s+to\b", re.IGNORECASE)
"""As in "urged parents not to wait"."""
_NOUN_BEFORE = re.compile(r"\b(?:the|a|an|his|her|its|their|no|any|some|of|in|for|more|with)\s+$", re.IGNORECASE)
_NOUN_BEFORE_WORD = re.compile(
    r"\b(?:the|a|an|his|her|its|their|no|any|some|of|in|for|more|with)\s+\w+\s+$", re.IGNORECASE
)
_PASSIVE_BEFORE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_PASSIVE_AFTER = re.compile(r"\s+(?:by|for)\b", re.IGNORECASE)
_LONGEST_BEFORE = 24


def stances(text: str, start: int = 0, end: int | None = None) -> Iterator[Stance]:
    """The words of stance in `text` from `start` to `end`, in order; "not" before one turns its side."""
    for match in _STANCE.finditer(text, start, len(text) if end is None else end):
        before = text[max(start, match.start() - _LONGEST_BEFORE) : match.start()]
        if _is_noun(match[0], before) or _is_passive(match, before):
            continue
        truth, worth, outlook, right = _MARKS[match.lastgroup or "silent"]
        turned = (_NOT_BEFORE.search(before) is not None) != (_NOT_TO.match(text, match.end()) is not None)
        if turned and match.lastgroup == "warn":
            truth, worth, outlook, right = _MARKS["oppose"]  # "warned them not to"
        elif turned:  # not to fear or to regret something is no stance on it
            truth, worth, outlook, right = -truth, -worth, 0, 0
        yield Stance(match.start(), match.end(), truth, worth, outlook, right, match.lastgroup == "silent")


def _is_noun(word: str, before: str) -> bool:
    """Whether it is no verb there: "the support", "his fierce attack", "a promised loan"; not "the union backed"."""
    inflected = word.lower().endswith(("ed", "s"))
    return _NOUN_BEFORE.search(before) is not None or (not inflected and _NOUN_BEFORE_WORD.search(before) is not None)


def _is_passive(match: re.Match[str], before: str) -> bool:
    """Whether others take the stance on what stands before it: "was accused", "criticised by"; not "was against"."""
    participle = match[0].lower().endswith("ed")
    return participle and (
        _PASSIVE_BEFORE.search(before) is not None or _PASSIVE_AFTER.match(match.string, match.end()) is not None
    )
