"""A repair as parts that a reader can take or leave one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.schema import Repair, Span


class Kept(NamedTuple):
    """Characters that stand in both texts."""

    text: str


class Mended(NamedTuple):
    """A change: what stood there and what stands there now, with the space and marks around it that go with either."""

    number: int
    before: str
    after: str


def parts(repair: Repair) -> tuple[Kept | Mended, ...]:
    """The text before and after in parts: joined by `before` they are `original`, by `after` they are `text`."""
    return tuple(part for part in _parts(repair) if part != Kept(""))


def _parts(repair: Repair) -> Iterator[Kept | Mended]:
    """What stands between two changes is kept, but for the space and the list's mark that a cut takes with it."""
    old, new = repair.original, repair.text
    changes = sorted(enumerate(repair.changes, 1), key=lambda change: change[1].span.start)
    gaps = _gaps(len(old), [change.span for _, change in changes])
    kept = _kept(old, gaps[0], new, 0)
    yield Kept(old[: kept.stop])
    done_old = done_new = kept.stop
    for (number, change), gap in zip(changes, gaps[1:], strict=True):
        after = change.after or ""
        written = new.index(after, done_new) + len(after) if after else done_new
        kept = _kept(old, gap, new, written)
        if gap.stop == len(old) and not len(kept):
            end_new, kept = len(new), range(len(old), len(old))
        elif len(kept):
            end_new = new.index(old[kept.start : kept.stop], written)
        else:  # a gap without words goes with the change behind it, before and after alike
            end_new, kept = written, range(gap.start, gap.start)
        yield Mended(number, old[done_old : kept.start], new[done_new:end_new])
        yield Kept(old[kept.start : kept.stop])
        done_old, done_new = kept.stop, end_new + len(kept)


def _gaps(length: int, spans: Sequence[Span]) -> list[range]:
    """The places before, between and after the spans."""
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), length]
    return [range(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _kept(old: str, gap: range, new: str, written: int) -> range:
    """The part of `gap`, in the text before, that stands in the text after too, from `written` on."""
    words = [at for at in gap if old[at].isalnum()]
    if not words:
        return range(gap.start, gap.start)
    start, end = words[0], words[-1] + 1
    place = new.index(old[start:end], written)
    last = place + end - start
    while start > gap.start and place > written and old[start - 1] == new[place - 1]:
        start, place = start - 1, place - 1
    while end < gap.stop and last < len(new) and old[end] == new[last]:
        end, last = end + 1, last + 1
    return range(start, end)
