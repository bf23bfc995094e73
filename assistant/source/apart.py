"""An article in two: what stands over it, and its body. Each keeps the offsets of the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.schema import Document, Part, Sentence

_NOT_SPACE = re.compile(r"\S")


def part_of(text: Document, sentences: Sequence[Sentence]) -> Document:
    """The text with no other words than those of `sentences`, which are some of its own: the rest is blank."""
    return _only(text, sorted(sentences, key=lambda one: one.index), text.id)


def headlines_of(article: Document, *, id: str) -> Document:  # noqa: A002 - the schema's own word
    """Headlines and teasers alone, repeats left out: the rest of the text is blank."""
    return _only(
        article,
        [one for one in article.sentences if one.part in (Part.HEADLINE, Part.TEASER) and one.repeats is None],
        id,
    )


def body_of(article: Document, *, id: str) -> Document:  # noqa: A002 - the schema's own word
    """The body alone: headlines and teasers are blank."""
    return _only(article, [one for one in article.sentences if one.part is Part.BODY], id)


def _only(article: Document, kept: Sequence[Sentence], identifier: str) -> Document:
    text, position = [], 0
    for sentence in kept:
        text.append(_blank(article.text[position : sentence.span.start]))
        text.append(article.words_of(sentence))
        position = sentence.span.end
    text.append(_blank(article.text[position:]))
    # A sentence keeps its place among the others, but its index must be its position in what is left.
    places = {sentence.index: place for place, sentence in enumerate(kept)}
    return article.model_copy(
        update={
            "id": identifier,
            "text": "".join(text),
            "sentences": tuple(
                sentence.model_copy(
                    update={"index": places[sentence.index], "repeats": places.get(_original(sentence))}
                )
                for sentence in kept
            ),
            "findings": (),
        }
    )


def _original(sentence: Sentence) -> int:
    return -1 if sentence.repeats is None else sentence.repeats


def _blank(text: str) -> str:
    """`text` with every mark in it a space; line ends stay, so that paragraphs do."""
    return _NOT_SPACE.sub(" ", text)
