"""Words that make of a fact a possibility, a plan, a duty or somebody's word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.language.kept import kept
from assistant.language.tokens import STOPWORDS, fold, stem, tokens

MODALS = frozenset("will would can could may might must should".split())
"""The auxiliaries that stand where another of them stands: "could" for "will"."""
_HEDGE = re.compile(
    r"""\b(?:
        could | may (?!\s+\d) | might | should | would | must | ought
        | can (?!['’]t) | possibl[ey] | possibility | perhaps | maybe | likely | unlikely | potential(?:ly)?
        | probabl[ey]
        | want(?:s|ed)? \s+ to | intend(?:s|ed)? \s+ to | appear(?:s|ed|ing)? | seem(?:s|ed|ing)? | suggest(?:s|ed)?
        | plan(?:s|ned|ning)? \s+ to | expect(?:s|ed)? \s+ to | hop(?:e|es|ed|ing) \s+ to | aim(?:s|ed|ing)? \s+ to
        | consider(?:s|ed|ing)? | propos(?:e|es|ed|al|als) | reportedly | allegedly | alleged | if | whether | unless
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=1_024)
def hedged(text: str) -> bool:
    """Whether `text` puts something as possible, planned or due, and not as a fact."""
    return _HEDGE.search(text) is not None


_LOOSELY = re.compile(
    r"""\b(?:
        suspect\w* | accus\w+ | alleg\w+ | charged | purported\w* | supposed\w* | presum\w+ | apparent(?:ly)?
        | rumou?r\w*
        | plan(?:s|ned)? | planning\s+(?:to|on|for|an?|the) | warn(?:s|ed|ing)?
    | hop(?:e|es|ed|ing|eful) | aim(?:s|ed|ing)? | seek(?:s|ing)? | sought
        | intend\w* | intent\w*
        | want(?:s|ed)? | expect\w* | set\s+to | due\s+to | urg(?:e|es|ed|ing) | ask(?:s|ed|ing)?
        | call(?:s|ed|ing)?\s+(?:for|on)
        | demand(?:s|ed|ing)? | recommend\w* | threat\w* | attempt\w* | tr(?:y|ies|ied|ying)\s+to
        | fear(?:s|ed)? | believ\w+
        | think(?:s|ing)? | thought | claim(?:s|ed|ing)? | offer(?:s|ed|ing)? | hint\w* | forecast\w*
        | predict\w* | risk(?:s|ed|ing)?
        | in\s+talks | when | once | pledg\w+ | promis\w+ | vow(?:s|ed)? | to \s+ be | ready | face[sd]?
        | facing | about\s+to | on\s+trial
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=1_024)
def softened(text: str) -> bool:
    """Whether `text` has any word, however loose, that keeps it from stating all of its matter flatly."""
    return hedged(text) or _LOOSELY.search(text) is not None


class Hedge(NamedTuple):
    """Words at `start` to `end` that make a possibility or a plan of a word behind them, and that word's stem."""

    start: int
    end: int
    verb: str


_ADVERB = "possibly|probably|perhaps|maybe|likely|potentially|allegedly|reportedly|apparently|supposedly|presumably"
_FILLER = r"(?:\s+(?:also|well|soon|still|even|finally|further|have|be|been|yet|then|eventually|only|now|not))*"
_GOVERNING = re.compile(
    rf"""\b(?:
        (?:almost|nearly|all\s+but)(?=\s+[a-z]+(?:ed|en|t|d)\b) | claim(?:s|ed|ing)?\s+to(?:\s+have)?(?:\s+been)?
        | (?<!\d\s)(?:could|may|might) (?:\s+(?:begin|start|continue)\s+to)? {_FILLER}
            (?:\s+(?:lead|amount)\s+to | \s+(?:result|end)\s+in | \s+(?:bring|mean|cause|trigger|allow|see))?
        | should {_FILLER}
        | (?:is|are|was|were|be|been)\s+(?:also\s+)?(?:likely|unlikely|expected|hoping|planning|considering|thought|
            believed|            alleged|reported|suspected|feared|rumoured|rumored|supposed|said)
            (?:\s+to)?(?:\s+be|\s+have(?:\s+been)?)?
        | (?:will\s+)?(?:only\s+)?consider(?:s|ed|ing)? (?=\s+\w+ing\b)
        | (?:plan|hope|aim|expect|seek|intend|want|threaten|attempt)(?:s|ned|ed|d|ing|ning)?\s+to (?:\s+be)?
        | (?:plans|hopes|proposals?|offers?|attempts?|bids?)\s+(?:to|for|of) | thinking\s+(?:of|about)
        | (?:tries|tried|trying)\s+to | sought\s+to
        | (?:appear|seem)(?:s|ed)?\s+to (?:\s+have|\s+be)?
        | propos(?:es|ed|ing)\s+(?:to\s+)?
        | (?:accused|suspected|suspicion|possibility|risk|chance|prospect|allegations?)\s+of (?:\s+having)?
        | charged\s+with | alleged
        | (?:{_ADVERB}) (?:\s+(?:been|be|to))?
    ) (?:\s+(?:a|an|the|his|her|their|its))? \s+""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKING_TO = re.compile(
    r"\b(?:urg|ask|call|request|press|want|beg|invit|order|instruct|encourag)(?:e|es|s|ed|d|ing)?\s+(?:on\s+|upon\s+)?"
    r"(?:[\w'’-]+\s+){1,6}?to\s+(?=\w)",
    re.IGNORECASE,
)
_ASKING_THAT = re.compile(
    r"\b(?:demand|recommend|propos|request|insist)(?:e|es|s|ed|d|ing)?\s+that\s+"
    r"(?!(?:[\w’'-]+\s+){1,4}(?:is|are|was|were|has|had|will|would)\b)(?P<asked>[^,;:.!?]{1,80})",
    re.IGNORECASE,
)
_ASKED_WORDS = 7


@kept
def hedges(text: str, start: int, end: int) -> Sequence[Hedge]:
    """The hedges of `text` from `start` to `end` that stand right before a word, in order.

    Of what somebody is asked or urged to do, every word is hedged.
    """
    return tuple(sorted({*_governed(text, start, end), *_asked(text, start, end)}))


def _governed(text: str, start: int, end: int) -> Iterator[Hedge]:
    for match in _GOVERNING.finditer(text, start, end):
        following = tokens(text, match.end(), min(end, match.end() + 40))
        if following and following[0].start == match.end() and fold(following[0].text) not in STOPWORDS:
            yield Hedge(match.start(), following[0].end, stem(following[0].text))


def _asked(text: str, start: int, end: int) -> Iterator[Hedge]:
    for match in _ASKING_TO.finditer(text, start, end):
        for token in tokens(text, match.end(), min(end, match.end() + 40))[:1]:
            yield Hedge(match.start(), token.end, stem(token.text))
    for match in _ASKING_THAT.finditer(text, start, end):
        for token in tokens(text, match.start("asked"), match.end("asked"))[1:_ASKED_WORDS]:
            if fold(token.text) not in STOPWORDS and not token.capitalised and not token.text.endswith("s"):
                yield Hedge(match.start(), token.end, stem(token.text))


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.VERBOSE | re.IGNORECASE)


_CERTAIN = _pattern(
    r"""certain(?:ly)? | definite(?:ly)? | undoubtedly | surely | inevitabl[ey] | without\s+doubt | no\s+doubt
    | proven | proved | beyond\s+(?:any\s+)?doubt | clearly | conclusive(?:ly)?"""
)
_DOUBTFUL = _pattern(
    r"""possibl[ey] | probabl[ey] | likel(?:y|ier|iest) | perhaps | maybe | may(?!\s+\d) | might | could
    | potential(?:ly)?
    | unclear | uncertain | apparent(?:ly)? | suspect\w* | believed | thought\s+to | seem(?:s|ed)?
    | appear(?:s|ed)?\s+to
    | presum\w+ | assum\w+"""
)
_FOUND_GUILTY = _pattern(r"convicted | found\s+guilty | sentenced | jailed | imprisoned")
_ONLY_ACCUSED = _pattern(
    r"""suspected | suspicion | accused | charged | charges | alleged(?:ly)? | on\s+trial | arrested | denies | indicted
    | prosecuted"""
)
_DECIDED = _pattern(
    r"""(?:has|have|had|is|are|was|were)\s+(?:now\s+)?(?:decided|agreed|resolved|determined|settled)
    | decided\s+(?:to|on) | agreed\s+(?:to|on)"""
)
_CONSIDERED = _pattern(
    r"""consider(?:s|ing|ed)? | weigh(?:s|ed|ing)? | looking\s+(?:into|at) | discuss(?:es|ing|ed)? | mull(?:s|ed|ing)?
    | explor(?:es|ing|ed) | may(?!\s+\d) | might | could | no\s+decision | under\s+review | studying | examining
    | thinking\s+(?:of|about)"""
)
_REQUIRED = _pattern(
    r"""must | (?<!just\ )ha(?:s|ve)\s+to | obliged | required | compulsory | mandatory | ordered\s+to
    | forced | need(?:s)?\s+to
    | obligatory"""
)
_ADVISED = _pattern(
    r"""should | ought | recommend\w* | advis\w+ | urg(?:e|es|ed|ing) | encourag\w+ | voluntar\w+ | may(?!\s+\d)
    | invit\w+ | asked | request\w* | optional"""
)
_ACHIEVED = _pattern(r"already | by\s+now | has\s+(?:now\s+)?begun | have\s+(?:now\s+)?begun")
_AWAITED = _pattern(
    r"""expect(?:s|ed|ing)?\s+to | will | would | plan(?:s|ned|ning)? | hop(?:es|ed|ing) | aim(?:s|ed|ing)? | intend\w*
    | is\s+to | are\s+to | due\s+to | could | may(?!\s+\d) | might | set\s+to"""
)
SETTLED = _pattern(r"will | is\s+going\s+to | are\s+going\s+to | would\s+definitely | vow(?:s|ed)? | bound\s+to")
_OPEN = _pattern(
    r"""may(?!\s+\d) | might | could | consider(?:s|ing|ed)? | perhaps | possibl[ey] | maybe | hop(?:es|ed|ing)\s+to
    | wants?\s+to | would\s+like | thinking\s+(?:of|about)
    | likely | probably | expected\s+to | plan(?:s|ned|ning)?\s+to | aims?\s+to"""
)
_CAUSED = _pattern(r"caused | (?:is|was|were)\s+the\s+(?:\w+\s+)?(?:cause|reason|work\s+of) | because\s+of | due\s+to")
_DOUBTED_CAUSE = _pattern(
    r"""(?:possibl[ey] | probabl[ey] | likely | perhaps | maybe | may(?!\s+\d) | might | could | unclear | suspect\w*
    | believed | thought\s+to | appears?\s+to)
    (?=[^.;!?]{0,60}\b(?:
        caus\w+|because|due\s+to|reason|result|led|start|blame|responsib|behind|work\s+of|spark|trigger
    ))"""
)
_FOUND = _pattern(r"(?:has|have|had)\s+(?:found|established|concluded|confirmed) | found\s+that | concluded\s+that")
_LOOKED_INTO = _pattern(
    r"""(?:look\w*\s+(?:into|at) | investigat\w+ | examin\w+ | inquir\w+\s+(?:into)? | check\w* | stud(?:y|ies|ying|ied)
    | ask(?:s|ed|ing)?) \s+ whether"""
)

LADDERS = (
    (_CERTAIN, _DOUBTFUL),
    (_FOUND_GUILTY, _ONLY_ACCUSED),
    (_DECIDED, _CONSIDERED),
    (_REQUIRED, _ADVISED),
    (_ACHIEVED, _AWAITED),
    (SETTLED, _OPEN),
    (_CAUSED, _DOUBTED_CAUSE),
    (_FOUND, _LOOKED_INTO),
)
"""Pairs of patterns: what the second stands for falls short of what the first says."""
