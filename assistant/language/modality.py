"""Words that make of a fact a possibility, a plan or a duty."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.language.tokens import STOPWORDS, fold, stem, tokens

_HEDGE = re.compile(
    r"""\b(?:
        could | may (?!\s+\d) | might | should | would | must | ought
        | can (?!['’]t) | possibl[ey] | perhaps | maybe | likely | unlikely | potential(?:ly)? | probabl[ey]
        | want(?:s|ed)? \s+ to | intend(?:s|ed)? \s+ to | appear(?:s|ed|ing)? | seem(?:s|ed|ing)? | suggest(?:s|ed)?
        | plan(?:s|ned|ning)? \s+ to | expect(?:s|ed)? \s+ to | hop(?:e|es|ed|ing) \s+ to | aim(?:s|ed|ing)? \s+ to
        | consider(?:s|ed|ing)? | propos(?:e|es|ed|al|als) | reportedly | allegedly | alleged | if | whether | unless
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


def hedged(text: str) -> bool:
    """Whether `text` puts something as possible, planned or due, and not as a fact."""
    return _HEDGE.search(text) is not None


class Hedge(NamedTuple):
    """Words at `start` to `end` that make a possibility or a plan of the verb behind them, and that verb's stem."""

    start: int
    end: int
    verb: str


_GOVERNING = re.compile(
    r"""\b(?:
        (?:could|may|might) (?:\s+(?:begin|start|continue)\s+to)?
            (?:\s+(?:also|well|soon|still|even|finally|further|have|be|yet|then|eventually))*
        | (?:is|are|was|were)\s+(?:likely|expected|due|hoping|planning|set|considering)(?:\s+to)?(?:\s+be)?
        | (?:will\s+)?(?:only\s+)?consider(?:s|ed|ing)? (?=\s+\w+ing\b)
        | (?:plan|hope|aim|expect|seek|intend)(?:s|ned|ed|d|ing)?\s+to (?:\s+be)?
        | (?:appear|seem)(?:s|ed)?\s+to (?:\s+have|\s+be)?
        | propos(?:es|ed|ing)\s+(?:to\s+)?
    )\s+""",
    re.VERBOSE | re.IGNORECASE,
)


def hedges(text: str, start: int = 0, end: int | None = None) -> list[Hedge]:
    """The hedges of `text` from `start` to `end` that stand right before a verb, in order."""
    end = len(text) if end is None else end
    found = []
    for match in _GOVERNING.finditer(text, start, end):
        following = tokens(text, match.end(), min(end, match.end() + 40))
        if following and following[0].start == match.end() and fold(following[0].text) not in STOPWORDS:
            found.append(Hedge(match.start(), following[0].end, stem(following[0].text)))
    return found
