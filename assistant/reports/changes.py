"""Which faults have come, gone or stayed between two checks of a text that is being written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from assistant.reports.items import Item, Outline, Wrong
from assistant.reports.order import amiss, in_short
from assistant.schema import Verdict

_ALIKE = 0.6
"""How alike two claims are that are taken for one, before and after it was worked over."""

Fault = tuple[Item, Wrong]
"""What is wrong with a claim."""


class Changes(NamedTuple):
    """The faults of a text, by what has become of them; before the first check there was none, and all have stayed."""

    new: tuple[Fault, ...]
    mended: tuple[Fault, ...]
    """Those that are gone, also with their sentence; each is shown as supported, without its former number."""
    stayed: tuple[Fault, ...]
    first: bool = False


def changes(before: Outline | None, after: Outline) -> Changes:
    """What has become of the faults of `before` in `after`."""
    now = _faults(after)
    if before is None:
        return Changes((), (), tuple(now), first=True)
    gone, new = _faults(before), list(now)
    for same in (_the_same, _of_the_same_words, _against_the_same_words, _of_a_claim_alike):
        _take_out(gone, new, same)
    mended = tuple((replace(item, verdict=Verdict.SUPPORTED, number=""), wrong) for item, wrong in gone)
    return Changes(tuple(new), mended, tuple(fault for fault in now if fault not in new))


def _faults(content: Outline) -> list[Fault]:
    return [(item, wrong) for item in amiss(content) for wrong in in_short(item)]


def _take_out(gone: list[Fault], new: list[Fault], same: Callable[[Fault, Fault], bool]) -> None:
    """Takes out of both lists the faults that are the same, each with one other."""
    for fault in list(new):
        if earlier := next((one for one in gone if same(one, fault)), None):
            gone.remove(earlier)
            new.remove(fault)


def _the_same(before: Fault, after: Fault) -> bool:
    return before[1] == after[1] and before[0].words == after[0].words


def _of_the_same_words(before: Fault, after: Fault) -> bool:
    return before[1] == after[1] and bool(after[1].ours)


def _against_the_same_words(before: Fault, after: Fault) -> bool:
    return before[1].kind == after[1].kind and before[1].theirs == after[1].theirs != ""


def _of_a_claim_alike(before: Fault, after: Fault) -> bool:
    if before[1].kind != after[1].kind:
        return False
    return SequenceMatcher(None, before[0].words.split(), after[0].words.split()).ratio() >= _ALIKE
