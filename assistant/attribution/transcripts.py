"""Conversations set down turn by turn: "SMITH: We will not pay.", "Q: ... A: ...", "**Ann Lee:** ..."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from assistant.schema import Document, Part, Span

_LABEL = re.compile(
    r"""
    [>\s]* (?P<marks>\*{2}|__)?
    (?P<label> [A-Z][\w.'’-]* (?:\ [A-Z(][\w.'’()-]*){0,4} )
    (?:\ \([^()\n]{1,40}\))? (?: :(?(marks)(?P=marks)) | (?(marks)(?P=marks)|(?!)) : ) \s+ (?=\S)
    """,
    re.VERBOSE,
)
_ASKING = frozenset(["Q", "A", "INTERVIEWER", "HOST", "MODERATOR", "REPORTER", "QUESTION", "ANSWER"])
_FEWEST_TURNS = 2
_ASIDES = 2
"""Paragraphs without a label that one turn may run over, where the conversation goes on after them."""


class Turn(NamedTuple):
    """What one speaker says before the next does: the label and, in this paragraph, the words."""

    paragraph: int
    label: Span
    content: Span
    marked: bool = False
    """Whether the label is set in bold."""


def turns(document: Document) -> Iterator[Turn]:
    """The turns of a document's conversation, paragraph by paragraph; none where it is no conversation."""
    labelled = list(_labelled(document))
    names = Counter(turn.label.of(document.text).upper() for turn in labelled)
    spoken = [turn for turn in labelled if turn.marked or _is_speaker(turn.label.of(document.text), names)]
    if len(spoken) < _FEWEST_TURNS:
        return
    paragraphs = dict(_paragraphs(document))
    for turn, following in zip(spoken, [*spoken[1:], None], strict=True):
        yield turn
        if following is not None and 1 < following.paragraph - turn.paragraph <= _ASIDES + 1:
            for paragraph in range(turn.paragraph + 1, following.paragraph):
                if paragraph in paragraphs:
                    yield Turn(paragraph, turn.label, paragraphs[paragraph])


def _is_speaker(label: str, names: Counter[str]) -> bool:
    """Whether a label names a speaker: it comes again, is in capitals, or is that of an interview."""
    return names[label.upper()] > 1 or label.upper() in _ASKING or (label.isupper() and len(label) > 1)


def _labelled(document: Document) -> Iterator[Turn]:
    for paragraph, span in _paragraphs(document):
        match = _LABEL.match(document.text, span.start, span.end)
        if match is not None:
            yield Turn(
                paragraph,
                Span(start=match.start("label"), end=match.end("label")),
                Span(start=match.end(), end=span.end),
                match["marks"] is not None,
            )


def _paragraphs(document: Document) -> Iterator[tuple[int, Span]]:
    body = (sentence for sentence in document.sentences if sentence.part is not Part.HEADLINE)
    for paragraph, sentences in groupby(body, key=lambda sentence: sentence.paragraph):
        spans = [sentence.span for sentence in sentences]
        yield paragraph, Span(start=spans[0].start, end=spans[-1].end)
