"""Documents: sources and texts under check alike."""

from __future__ import annotations

from enum import StrEnum

from assistant.schema.base import Frozen, Span
from assistant.schema.finding import Finding


class Part(StrEnum):
    """What a sentence of an article is part of."""

    HEADLINE = "headline"
    TEASER = "teaser"
    BYLINE = "byline"
    """A line that says who wrote it, and when, or that is no part of the article: it claims nothing."""
    BODY = "body"


class Sentence(Frozen):
    """One sentence of a document."""

    index: int
    """Its position among the sentences of its document, from 0."""
    span: Span
    part: Part = Part.BODY
    paragraph: int = 0
    """The position of its paragraph among those of the document, from 0."""
    repeats: int | None = None
    """The index of the earlier sentence that this one repeats, where its headline or paragraph stands twice."""


STANDARD_INPUT = "standard input"
"""What a document that came from there has for its origin."""


class Origin(Frozen):
    """A file or an address that a text came from, for layouts that point at places in it."""

    location: str
    verbatim: bool = True
    """Whether the text is what stands there, character for character; False where it was taken out of HTML or PDF."""


class Document(Frozen):
    """A text exactly as it was read, and what was recognised in it. A source, or the text under check."""

    id: str
    title: str | None = None
    """Its headline where it has one, else the name of its file or its address."""
    origin: str | None = None
    """The file, the address, or "standard input" that it came from; None for a text given by the library's caller."""
    verbatim: bool = True
    """Whether `text` is what stands at its origin, character for character, a byte order mark left out."""
    text: str
    sentences: tuple[Sentence, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What is remarkable about the document itself: headlines and paragraphs that stand in it more than once."""

    def place(self) -> Origin | None:
        """The file or address that it came from; None where it came from neither."""
        if self.origin is None or self.origin == STANDARD_INPUT:
            return None
        return Origin(location=self.origin, verbatim=self.verbatim)

    def body(self) -> tuple[Sentence, ...]:
        """The sentences of the body, those that repeat an earlier one left out; of a text of headlines alone, all."""
        once = tuple(sentence for sentence in self.sentences if sentence.repeats is None)
        return tuple(sentence for sentence in once if sentence.part is Part.BODY) or once

    def words_of(self, sentence: Sentence) -> str:
        """The characters of one of this document's sentences."""
        return sentence.span.of(self.text)
