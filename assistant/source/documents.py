"""A text becomes a document: its sentences, what part of an article each is, and what stands in it twice."""

from __future__ import annotations

from assistant.schema import Document, Part, Sentence, Span
from assistant.source.duplicates import find_repeats
from assistant.source.layout import Block, blocks_of
from assistant.source.parts import parts_of
from assistant.source.sentences import split_sentences


def from_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the schema's own word
    title: str | None = None,
    origin: str | None = None,
    verbatim: bool = True,
) -> Document:
    """The document `id` whose text is exactly `text`, offsets in code points.

    `title` is the name to go by where the text has no headline of its own; `verbatim` says whether it stands so at its
    `origin`.
    """
    blocks = blocks_of(text)
    spans = [split_sentences(text, block.start, block.end) for block in blocks]
    parts = parts_of(text, blocks, [len(found) for found in spans])
    sentences = _numbered(spans, parts)
    repeats, findings = find_repeats(text, sentences, id)
    return Document(
        id=id,
        title=_headline(text, blocks, parts) or title,
        origin=origin,
        verbatim=verbatim,
        text=text,
        sentences=tuple(
            sentence.model_copy(update={"repeats": repeats[sentence.index]}) if sentence.index in repeats else sentence
            for sentence in sentences
        ),
        findings=tuple(findings),
    )


def _numbered(spans: list[list[tuple[int, int]]], parts: list[Part]) -> list[Sentence]:
    placed = [
        (start, end, part, paragraph)
        for paragraph, (found, part) in enumerate(zip(spans, parts, strict=True))
        for start, end in found
    ]
    return [
        Sentence(index=index, span=Span(start=start, end=end), part=part, paragraph=paragraph)
        for index, (start, end, part, paragraph) in enumerate(placed)
    ]


def _headline(text: str, blocks: list[Block], parts: list[Part]) -> str | None:
    for block, part in zip(blocks, parts, strict=True):
        if part is Part.HEADLINE:
            return " ".join(text[block.start : block.end].split())
    return None
