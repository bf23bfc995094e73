"""What is read at once: a sentence, or the sentences of a paragraph that a quotation ties together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.attribution.quotations import Quotation, touching
from assistant.schema import Document, Part, Sentence, Span


class Unit(NamedTuple):
    """Sentences of one paragraph, from the first that a quotation opens in to the last that it reaches."""

    span: Span
    paragraph: int
    part: Part


def units(document: Document, quoted: Sequence[Quotation]) -> Iterator[Unit]:
    """The units of a document in order, without what stands in it twice."""
    current: Unit | None = None
    for sentence in document.sentences:
        if sentence.repeats is not None:
            continue
        if current is not None and _goes_on(current, sentence, quoted):
            current = current._replace(span=Span(start=current.span.start, end=sentence.span.end))
            continue
        if current is not None:
            yield current
        current = Unit(sentence.span, sentence.paragraph, sentence.part)
    if current is not None:
        yield current


def _goes_on(current: Unit, sentence: Sentence, quoted: Sequence[Quotation]) -> bool:
    """Whether a quotation opens before the sentence and ends inside it."""
    if sentence.paragraph != current.paragraph:
        return False
    edge = Span(start=sentence.span.start, end=sentence.span.start + 1)
    around = touching(quoted, edge)
    return any(one.outer.start < sentence.span.start and one.outer.end > sentence.span.start for one in around)
