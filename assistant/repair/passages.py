"""A text as sentences and what stands between them, so that one can be changed and all else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assistant.attribution import quotations
from assistant.schema import Document, Part, Sentence, Span


class Passage(NamedTuple):
    """A sentence, or the sentences that one quotation runs over, which would be broken by the loss of one."""

    span: Span
    words: str
    part: Part
    repeats: int | None
    """The position of the earlier passage that says the same in the same words, where a text has it twice."""


class Assembled(NamedTuple):
    """A text put together again, and where each of its passages stands now; None for one that was cut."""

    text: str
    places: tuple[Span | None, ...]


def passages_of(text: Document) -> tuple[Passage, ...]:
    """The passages of `text` in order."""
    groups: list[list[Sentence]] = []
    for sentence in text.sentences:
        if groups and _is_one_quotation(text, groups[-1][-1], sentence):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    first = {group[0].index: position for position, group in enumerate(groups)}
    spans = [Span(start=group[0].span.start, end=group[-1].span.end) for group in groups]
    words = [span.of(text.text) for span in spans]
    passages = []
    for position, group in enumerate(groups):
        earlier = first.get(group[0].repeats) if group[0].repeats is not None else None
        same = earlier is not None and words[earlier] == words[position]
        passages.append(Passage(spans[position], words[position], group[0].part, earlier if same else None))
    return tuple(passages)


def assemble(text: str, passages: Sequence[Passage], replaced: Mapping[int, str]) -> Assembled:
    """`text` with other words for the passages at the positions in `replaced`; where the words are empty, with none."""
    written, places = "", list[Span | None]()
    gap = text[: passages[0].span.start] if passages else text
    for position, passage in enumerate(passages):
        last = position + 1 == len(passages)
        following = text[passage.span.end : None if last else passages[position + 1].span.start]
        words = replaced.get(position, passage.words)
        if words:
            written += gap
            places.append(Span(start=len(written), end=len(written) + len(words)))
            written += words
            gap = following
        else:
            places.append(None)
            gap = _closed(gap, following, first=not written, last=last)
    return Assembled(written + gap, tuple(places))


def _is_one_quotation(text: Document, before: Sentence, after: Sentence) -> bool:
    return before.paragraph == after.paragraph and any(
        quotation.outer.start < before.span.end and after.span.start < quotation.outer.end
        for quotation in quotations(text.text)
    )


def _closed(before: str, after: str, *, first: bool, last: bool) -> str:
    """What stands between the neighbours of a passage that is cut, of what stood on either side of it.

    A paragraph of its own goes with its line break and its mark ("- "); the paragraphs around it keep theirs.
    """
    if last:
        kept = "" if first else before[: before.rfind("\n") + 1].rstrip()
        return kept + after
    if "\n" not in after:
        return before
    if "\n" not in before:
        return after[after.rfind("\n") + 1 :] if first else after
    breaks = max(before[: before.rfind("\n") + 1], after[: after.rfind("\n") + 1], key=lambda gap: gap.count("\n"))
    return breaks + after[after.rfind("\n") + 1 :]
