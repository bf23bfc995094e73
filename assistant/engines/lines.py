"""Sentences as numbered lines: the form in which a language model is given a text.

Every line starts with a number that code has written, and no sentence can start a line of its own: so a text can
neither forge a number nor break out of the part of the prompt that is for data. The marks by which servers of open
models set turns apart are pulled apart: many of these servers obey them wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.schema import Claim, Document, Part, Passage

_LINE_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_MARKS_OF_TURNS = re.compile(r"<(?=\||/?s>|<?/?SYS>|(?:start|end)_of_turn>)|\[(?=/?INST\])", re.IGNORECASE)
"""Where `<|im_start|>`, `<s>`, `<<SYS>>`, `<start_of_turn>` and `[INST]` begin."""


class Line(NamedTuple):
    """One sentence, by the number that the model knows it by."""

    number: int
    passage: Passage
    part: Part
    text: str
    """The sentence's characters, as `folded` has them."""


def number_lines(documents: Sequence[Document]) -> tuple[Line, ...]:
    """The sentences of all `documents` in one list, numbered from 1; what repeats an earlier sentence is left out."""
    sentences = [
        (document, sentence) for document in documents for sentence in document.sentences if sentence.repeats is None
    ]
    return tuple(
        Line(
            number,
            Passage(source=document.id, sentence=sentence.index),
            sentence.part,
            folded(document.words_of(sentence)),
        )
        for number, (document, sentence) in enumerate(sentences, 1)
    )


def show_lines(lines: Sequence[Line]) -> str:
    """The lines as a prompt holds them: "2: words", and "1 headline: words" for what is not body."""
    return "\n".join(
        f"{line.number}: {line.text}" if line.part is Part.BODY else f"{line.number} {line.part}: {line.text}"
        for line in lines
    )


def show_claims(claims: Sequence[Claim]) -> str:
    """The claims as a prompt holds them: "c1: words"."""
    return "\n".join(f"{claim.id}: {folded(claim.text)}" for claim in claims)


def folded(text: str) -> str:
    """`text` on one line, without a mark that could begin a turn."""
    return _MARKS_OF_TURNS.sub(r"\g<0> ", _LINE_BREAKS.sub(" ", text))
