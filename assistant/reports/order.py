"""What of a report is told at length and what in little, the same in every layout that makes that difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.reports.items import Item, Outline, Section, Wrong
from assistant.reports.wording import GRAVEST_FIRST
from assistant.schema import Verdict


def amiss(content: Outline) -> tuple[Item, ...]:
    """The claims that are not supported, in the order in which they stand."""
    return tuple(item for item in content.claims if item.verdict is not Verdict.SUPPORTED)


def in_short(item: Item) -> Sequence[Wrong]:
    """What is wrong with a claim that is not supported: its faults, or its verdict where no rule found one."""
    return item.wrong or (Wrong(str(item.verdict)),)


def apart(section: Section) -> Iterator[Section]:
    """The claims that are not supported, and then those that are; any other section as it is."""
    holding = tuple(item for item in section.items if item.verdict is Verdict.SUPPORTED)
    if any(item.items or not item.judged for item in section.items) or not holding:
        yield section
        return
    if left := tuple(item for item in section.items if item not in holding):
        yield replace(section, title=f"{section.title}: not supported", items=left)
    yield replace(section, title=f"{section.title}: supported", items=holding, facts=())


def in_little(item: Item) -> bool:
    """Whether an item holds, so that it needs no more than its words and their place."""
    if item.judged:
        return item.verdict is Verdict.SUPPORTED and not item.items
    return bool(item.parts) and gravest(item) in (Verdict.SUPPORTED, None)


def gravest(item: Item) -> Verdict | None:
    """The gravest verdict on the parts of an attribution; of a claim, its verdict."""
    verdicts = [verdict for verdict, _ in item.parts]
    return item.verdict or next((verdict for verdict in GRAVEST_FIRST if verdict in verdicts), None)
