"""Numbers: is every quantity of the claim one that the source has?"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.comparison import Comparison
from assistant.grounding.index import Hit
from assistant.language.dates import dates
from assistant.language.numbers import Kind, Quantity, agree, quantities
from assistant.language.tokens import content_stems
from assistant.schema import Document, Finding, FindingKind, Span

_COUNTED_IN_WORDS = 12
"""Up to this a count may be a writer's own ("both", "the three who spoke"): it needs a rival to be a change."""
_NEIGHBOURS = 3


def check(comparison: Comparison) -> Iterator[Finding]:
    """`number_changed` and `unit_changed`."""
    text = comparison.claim.text
    for claimed in quantities(text, outside=dates(text)):
        everywhere = comparison.reading.quantities
        near = [(hit, found) for hit in comparison.passages for found in _quantities_of(hit)]
        if any(agree(claimed, found) for _, found in near):
            continue
        rival = _rival(comparison, claimed, near)
        if rival is None and (_may_be_counted(claimed) or any(agree(claimed, found) for _, found in everywhere)):
            continue
        yield _finding(comparison, claimed, rival)


def _quantities_of(hit: Hit) -> list[Quantity]:
    span, text = hit.sentence.span, hit.document.text
    return quantities(text, span.start, span.end, outside=dates(text, span.start, span.end))


def _may_be_counted(claimed: Quantity) -> bool:
    return claimed.kind is Kind.ORDINAL or (claimed.kind is Kind.CARDINAL and claimed.value <= _COUNTED_IN_WORDS)


def _rival(
    comparison: Comparison, claimed: Quantity, near: list[tuple[Hit, Quantity]]
) -> tuple[Document, Quantity] | None:
    """The quantity of the passages that stands where the claim has another: of its kind, and counting the same."""
    around = _around(comparison.claim.text, claimed)
    best: tuple[int, Document, Quantity] | None = None
    for hit, found in near:
        if agree(claimed, found):
            continue
        comparable = found.kind == claimed.kind or {found.kind, claimed.kind} == {Kind.PERCENT, Kind.POINTS}
        other_unit = found.value == claimed.value and found.unit != claimed.unit
        same_counted = other_unit or (claimed.counted is not None and claimed.counted == found.counted)
        shared = len(around & _around(hit.document.text, found)) + 2 * same_counted
        if (
            comparable
            and shared >= (2 if claimed.kind in (Kind.CARDINAL, Kind.ORDINAL) else 1)
            and (best is None or shared > best[0])
        ):
            best = (shared, hit.document, found)
    return (best[1], best[2]) if best else None


def _around(text: str, quantity: Quantity) -> set[str]:
    before = content_stems(text[max(0, quantity.start - 40) : quantity.start])[-_NEIGHBOURS:]
    after = content_stems(text[quantity.end : quantity.end + 40])[:_NEIGHBOURS]
    return set(before) | set(after)


def _finding(comparison: Comparison, claimed: Quantity, rival: tuple[Document, Quantity] | None) -> Finding:
    words = comparison.claim.text[claimed.start : claimed.end]
    place = comparison.place(claimed.start, claimed.end)
    if rival is None:
        return comparison.find(
            FindingKind.NUMBER_CHANGED, f"The text says “{words}”; the source has no such number.", place
        )
    document, found = rival
    theirs = document.text[found.start : found.end]
    kind = FindingKind.UNIT_CHANGED if found.value == claimed.value else FindingKind.NUMBER_CHANGED
    return comparison.find(
        kind,
        f"The text says “{words}”; the source says “{theirs}”.",
        place,
        document,
        Span(start=found.start, end=found.end),
    )
