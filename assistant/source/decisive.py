"""The words that make another statement of a sentence when they change."""

from __future__ import annotations

from collections import Counter

from assistant.language.negation import opposites
from assistant.language.tokens import STOPWORDS, content_stems, tokens

_DECISIVE = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
    dozen half third quarter double twice first second last not no never none nobody nothing neither nor cannot
    without hardly barely will would can could may might must should shall all some most few many every any more less
    fewer before after above below over under up down""".split()
)
"""Words that make another statement of a sentence when they change; so do numbers and names."""


def decisive_words(words: str, other: str) -> list[str]:
    """The numbers, names and words such as `not` and `will` of `words`, in order."""
    names = set(name_words(words, other))
    return [token.folded for token in tokens(words) if token.folded in names or _decides(token.folded)]


def name_words(words: str, other: str) -> list[str]:
    """The words of names in `words`, in order: those that `words` or `other` has capitalised.

    Headlines capitalise what they like, and so what is a name in either text is one in both.
    """
    capitalised = {token.folded for token in (*tokens(words), *tokens(other)) if token.capitalised}
    folded = [token.folded for token in tokens(words)]
    return [word for word in folded if word in capitalised and word not in STOPWORDS and not _decides(word)]


def _decides(word: str) -> bool:
    return word in _DECISIVE or word.endswith("n't") or any(map(str.isdigit, word))


def opposed(one: str, other: str) -> bool:
    """Whether a word of one text is replaced by its opposite in the other, as in "rose" and "fell"."""
    stems, other_stems = (Counter(content_stems(words)) for words in (one, other))
    added = other_stems - stems
    return any(not opposites(stem).isdisjoint(added) for stem in stems - other_stems)
