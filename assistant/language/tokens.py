"""Words with their places, and the forms in which words are compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.language.irregular import BASE_FORMS
from assistant.language.kept import kept

_WORD = re.compile(
    r"""
    [$€£¥]?\d+(?:[.,:]\d+)*(?:st|nd|rd|th|[ap]m|bn|[kKmM%])?(?![^\W\d_]) %?   # 42, $4.2bn, 1,000, 19:30, 3rd, 5%
    | (?:[A-Z]\.){2,}                                                     # U.S.
    | [^\W\d_]+ (?: ['’\-‑] [^\W_]+ )*                                     # well-known, didn't, COVID-19
    | [^\W_]+                                                             # whatever else holds letters or digits
    """,
    re.VERBOSE,
)

STOPWORDS = frozenset(
    """
        a about above after again against all also am an and any are aren't as at be because been before being
        below between both but by can can't could couldn't did didn't do does doesn't doing don't down during
        each even few for from further had hadn't has hasn't have haven't having he her here hers herself him
        himself his how however i if in into is isn't it it's its itself just let me more most my myself no
        nor not now of off on once only or other our ours ourselves out over own same she should shouldn't so
        some such than that the their theirs them themselves then there these they this those through to too
        under until up upon us very was wasn't we were weren't what when where whether which while who whom
        whose why will with within without won't would wouldn't yet you your yours yourself s t d ll m re ve
    """.split()
)
"""Function words: they carry no content of their own when two texts are compared."""

_SUFFIXES = (
    ("ational", "ate"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("fulness", "ful"),
    ("iveness", "ive"),
    ("bility", "ble"),
    ("ically", "ic"),
    ("ation", "ate"),
    ("ment", ""),
    ("ness", ""),
    ("ied", "y"),
    ("ity", ""),
    ("ing", ""),
    ("ion", ""),
    ("ed", ""),
    ("er", ""),
    ("or", ""),
    ("ly", ""),
    ("al", ""),
)
_SHORTEST_STEM = 3


class Token(NamedTuple):
    """A word at `start` up to `end` of the text it came from."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """Lower case, plain apostrophes, no possessive ending."""
        return fold(self.text)

    @property
    def capitalised(self) -> bool:
        return self.text[0].isupper()


@kept
def tokens(text: str, start: int, end: int) -> Sequence[Token]:
    """The words of `text` from `start` to `end`, in order; punctuation is left out."""
    return tuple(Token(match.group(), match.start(), match.end()) for match in _WORD.finditer(text, start, end))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """`word` in lower case with plain apostrophes and hyphens, and without a possessive ending."""
    folded = word.lower().replace("’", "'").replace("‑", "-").strip("'")
    return folded.removesuffix("'s")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The form in which `word` is compared: inflections, and the commonest derivations, are cut off.

    A light suffix stripper in the manner of Lovins (1968): it need not give words, only bring together
    "negotiate", "negotiated" and "negotiations".
    """
    folded = fold(word)
    if not folded.isalpha():
        return folded.replace("-", "").replace(".", "") if not folded[:1].isdigit() else folded
    folded = _singular(BASE_FORMS.get(folded, folded))
    for suffix, replacement in _SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= _SHORTEST_STEM:
            folded = folded[: len(folded) - len(suffix)] + replacement
            break
    folded = folded.removesuffix("e") if len(folded) > _SHORTEST_STEM else folded
    if len(folded) > _SHORTEST_STEM and folded[-1] == folded[-2] and folded[-1] in "bdgmnprt":
        folded = folded[:-1]
    if len(folded) > _SHORTEST_STEM and folded.endswith("i"):
        folded = folded[:-1] + "y"
    return folded


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > _SHORTEST_STEM + 1:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > _SHORTEST_STEM:
        return word[:-1]
    return word


@lru_cache(maxsize=8_192)
def content_stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry content, in order, repeats included."""
    return tuple(stem(token.text) for token in content_tokens(text))


def content_tokens(text: str) -> Sequence[Token]:
    """The words of `text` that carry content, in order."""
    return [token for token in tokens(text) if fold(token.text) not in STOPWORDS]
