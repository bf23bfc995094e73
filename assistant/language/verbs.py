"""Verbs by their forms: which words can only be a past form, and the stem that all forms of a verb share."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.tokens import STOPWORDS, fold, stem

_IRREGULAR = """
beat beaten, become became, begin began begun, bind bound, bite bit bitten, blow blew blown, break broke broken, bring
brought, build built, buy bought, catch caught, choose chose chosen, come came, deal dealt, draw drew drawn, drive
drove driven, eat ate eaten, fall fell fallen, feed fed, fight fought, find found, flee fled, fly flew flown, forbid
forbade forbidden, get got gotten, give gave given, go went gone, grow grew grown, hear heard, hide hid hidden, hit,
hold held, hurt, keep kept, know knew known, lay laid, lead led, leave left, lend lent, lose lost, make made, meet
met, overcome overcame, oversee oversaw overseen, overtake overtook overtaken, overthrow overthrew overthrown, pay
paid, put, quit, ride rode ridden, ring rang rung, rise rose risen, run ran, say said, see saw seen, seek sought, sell
sold, send sent, shake shook shaken, shoot shot, show shown, shut, sing sang sung, sink sank sunk, speak spoke spoken,
spend spent, split, stand stood, steal stole stolen, strike struck, sue sued suing, swear swore sworn, sweep swept,
swim swam swum, take took taken, teach taught, tear tore torn, tell told, think thought, throw threw thrown, undergo
underwent undergone, wear wore worn, weep wept, win won, withdraw withdrew withdrawn, write wrote written
"""


def _forms() -> dict[str, str]:
    groups = (group.split() for group in _IRREGULAR.replace("\n", " ").split(","))
    return {form: group[0] for group in groups for form in group}


_BASES = _forms()
_ENDING = re.compile(r"(?<=[eo]r)(?:ed|ing|s)\Z")
"""What `stem` would leave of "discovered" is not what it leaves of "discover"."""
_BASE_IS_PAST = frozenset("beat hit hurt put quit shut split".split())
_BASES_ALONE = frozenset(_BASES.values()) - _BASE_IS_PAST


@lru_cache(maxsize=65_536)
def verb_stem(word: str) -> str:
    """The stem that all forms of a verb share: that of "beaten" is that of "beat"."""
    folded = fold(word)
    return stem(_BASES.get(folded) or _ENDING.sub("", folded))


@lru_cache(maxsize=65_536)
def is_past_form(word: str) -> bool:
    """Whether a word has the form of a past tense or a past participle: "sued", "beaten", "won"."""
    folded = fold(word)
    if not folded.isalpha() or folded in STOPWORDS:
        return False
    if folded in _BASES:
        return folded not in _BASES_ALONE and not folded.endswith("ing")
    return len(folded) > len("need") and folded.endswith("ed") and not folded.endswith("eed")
