"""Sentences that say again, in nearly the same words, what one paragraph before them has said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.language.tokens import content_stems
from assistant.schema import Part, Sentence
from assistant.source.decisive import decisive_words, name_words, opposed
from assistant.source.sentences import ends_sentence

_FEWEST = 7
"""Content words that a sentence must have for its matter to be told by them."""
_NEARLY_ALL = 0.9
"""The share of them that the paragraph must have."""
_RAREST, _COMMON = 3, 8
"""Paragraphs are looked up by so many of the rarest words, and not by those that more paragraphs than this have."""


def retold(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, int]]:
    """The sentences of the body that an earlier paragraph holds already, with the position of that paragraph.

    `sentences` are those of `text` that repeat nothing word for word, in order. Numbers, names and words such as
    "not" and "will" must all stand in the paragraph, and the names in the same order.
    """
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    holders: dict[str, list[int]] = defaultdict(list)
    for sentence in sentences:
        if sentence.part is not Part.BODY:
            continue
        words = sentence.span.of(text)
        stems = dict.fromkeys(content_stems(words))
        if len(stems) >= _FEWEST and ends_sentence(words):
            rare = sorted((len(holders[stem]), stem) for stem in stems if 0 < len(holders[stem]) <= _COMMON)[:_RAREST]
            candidates = sorted({at for _, stem in rare for at in holders[stem] if at != sentence.paragraph})
            found = next((at for at in candidates if _holds(_words(text, paragraphs[at]), words)), None)
            if found is not None:
                yield sentence, found
        paragraphs[sentence.paragraph].append(sentence)
        for stem in stems:
            if holders[stem][-1:] != [sentence.paragraph]:
                holders[stem].append(sentence.paragraph)


def _words(text: str, paragraph: Sequence[Sentence]) -> str:
    return text[paragraph[0].span.start : paragraph[-1].span.end]


def _holds(paragraph: str, words: str) -> bool:
    ours, theirs = set(content_stems(words)), set(content_stems(paragraph))
    if len(ours & theirs) < _NEARLY_ALL * len(ours) or opposed(paragraph, words):
        return False
    if not set(decisive_words(words, paragraph)) <= set(decisive_words(paragraph, words)):
        return False
    names = iter(name_words(paragraph, words))
    return all(name in names for name in name_words(words, paragraph))  # in the same order: who did it to whom
