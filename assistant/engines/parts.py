"""The parts of a source that is too long to be read at once: what speaks of the claims, and windows over all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.engines.lines import Line, show_lines
from assistant.grounding.index import SourceIndex
from assistant.language.tokens import content_stems
from assistant.model import expected_tokens
from assistant.schema import Claim, Document

_HITS = 8
"""How many of the best sentences are looked at for each claim."""


class LongSource:
    """The lines of the sources, searched for what speaks of a claim. `room` is always in tokens."""

    def __init__(self, sources: Sequence[Document], lines: Sequence[Line]) -> None:
        self._lines = lines
        self._index = SourceIndex(sources)
        self._places = {line.passage: place for place, line in enumerate(lines)}
        self._found: dict[str, list[int]] = {}

    def in_order(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims by where the source speaks of them, so that neighbours look at the same part of it."""
        return sorted(claims, key=lambda claim: next(iter(self._best(claim)), len(self._lines)))

    def excerpt(self, claims: Sequence[Claim], room: int) -> tuple[Line, ...]:
        """The lines that speak of the claims, with those beside them, as there is room for: the best lines first."""
        ranked = [self._best(claim) for claim in claims]
        hits = [best[rank] for rank in range(_HITS) for best in ranked if rank < len(best)]
        chosen: set[int] = set()
        for hit in dict.fromkeys(hits):
            beside = [place for place in (hit, hit - 1, hit + 1) if 0 <= place < len(self._lines)]
            for place in beside:
                size = _size(self._lines[place])
                if place not in chosen and size <= room:
                    chosen.add(place)
                    room -= size
        return tuple(self._lines[place] for place in sorted(chosen))

    def speaks(self, lines: Sequence[Line], claims: Iterable[Claim]) -> bool:
        """Whether the best lines for one of the claims are among these, or next to them."""
        wanted = {place + step for claim in claims for place in self._best(claim) for step in (-1, 0, 1)}
        return any(self._places[line.passage] in wanted for line in lines)

    def _best(self, claim: Claim) -> list[int]:
        if claim.id not in self._found:
            hits = self._index.search(content_stems(claim.text), _HITS)
            self._found[claim.id] = [self._places[hit.passage] for hit in hits]
        return self._found[claim.id]


def in_windows(lines: Sequence[Line], room: int) -> list[Sequence[Line]]:
    """The lines one after the other in as few parts as have room for them, each from the last line of the one before.

    A line for which there is no room is a part of its own.
    """
    windows: list[list[Line]] = []
    left = 0
    for line in lines:
        size = _size(line)
        if not windows or size > left:
            before = windows[-1][-1:] if windows else []
            overlap = sum(map(_size, before))
            windows.append([*before, line] if overlap + size <= room else [line])
            left = room - (overlap if len(windows[-1]) > 1 else 0)
        else:
            windows[-1].append(line)
        left -= size
    return list(windows)


def _size(line: Line) -> int:
    return expected_tokens(show_lines([line])) + 1
