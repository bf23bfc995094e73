"""One annotated text against what was extracted from it: the pairs, the counts, the misses and the spurious ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.attribution import attributions
from assistant.evaluation.attributions.annotated import AnnotatedText
from assistant.evaluation.metrics.content_characters import character_counts
from assistant.evaluation.metrics.content_exact import exact_matches
from assistant.evaluation.metrics.content_overlap import Pair, Pieces, pairs
from assistant.evaluation.metrics.precision_recall import Counts
from assistant.evaluation.metrics.speaker_accuracy import is_same_speaker
from assistant.schema import Attribution, Mode, Span
from assistant.source import from_text


def extract(annotated: AnnotatedText, *, attitudes: bool) -> ScoredText:
    """A text with the attributions that the embedded extraction finds in it.

    With `attitudes`, stands that are only told of count as well, as the corpora have it.
    """
    return outermost(annotated, attributions(from_text(annotated.text, id=annotated.id), attitudes=attitudes))


def outermost(annotated: AnnotatedText, found: Iterable[Attribution]) -> ScoredText:
    """A text with what was found in it but for speech told inside other speech: the corpora mark the outermost."""
    return ScoredText(annotated, [one for one in found if one.inside is None])


@dataclass(frozen=True)
class ScoredText:
    """A text, its gold attributions and the found ones, matched. A `mode` narrows a question to one mode.

    A found attribution counts under the mode of the gold one that it overlaps, a spurious one under its own.
    """

    annotated: AnnotatedText
    found: Sequence[Attribution]

    def exact(self, mode: Mode | None = None) -> Counts:
        """Contents with the same boundaries."""
        matches = exact_matches(self.annotated.text, self._gold, self._contents)
        return self._counts(matches, mode)

    def overlapping(self, mode: Mode | None = None) -> Counts:
        """Contents that overlap enough."""
        return self._counts([(pair.gold, pair.found) for pair in self.pairs], mode)

    def characters(self, mode: Mode | None = None) -> Counts:
        """Characters of content."""
        gold = [one.content for one in self.annotated.attributions if mode in (None, one.mode)]
        found = [pieces for pieces, own in zip(self._contents, self._modes_found, strict=True) if mode in (None, own)]
        return character_counts(gold, found)

    def speakers(self, mode: Mode | None = None) -> tuple[int, int]:
        """How many matched attributions have the right speaker, and how many are matched."""
        right = [
            is_same_speaker(
                self.annotated.text,
                self.annotated.attributions[pair.gold].speaker,
                self.found[pair.found].speaker_span,
                self.found[pair.found].speaker,
            )
            for pair in self.pairs
            if mode in (None, self._mode_of(pair.gold))
        ]
        return sum(right), len(right)

    @cached_property
    def pairs(self) -> list[Pair]:
        """The matched contents."""
        return pairs(self._gold, self._contents)

    def misses(self) -> list[int]:
        """The positions of the gold attributions that nothing found matches."""
        matched = {pair.gold for pair in self.pairs}
        return [at for at in range(len(self.annotated.attributions)) if at not in matched]

    def spurious(self) -> list[int]:
        """The positions of the found attributions that match nothing gold."""
        matched = {pair.found for pair in self.pairs}
        return [at for at in range(len(self.found)) if at not in matched]

    @cached_property
    def _gold(self) -> list[Pieces]:
        return [one.content for one in self.annotated.attributions]

    @cached_property
    def _contents(self) -> list[tuple[Span, ...]]:
        return [one.content_spans for one in self.found]

    def _mode_of(self, gold: int) -> Mode:
        return self.annotated.attributions[gold].mode

    def _counts(self, matches: Sequence[tuple[int, int]], mode: Mode | None) -> Counts:
        if mode is None:
            return Counts(len(matches), len(self.found), len(self.annotated.attributions))
        right = sum(self._mode_of(gold) is mode for gold, _ in matches)
        found = sum(one is mode for one in self._modes_found)
        gold = sum(one.mode is mode for one in self.annotated.attributions)
        return Counts(right, found, gold)

    @cached_property
    def _modes_found(self) -> list[Mode]:
        """The mode that each found attribution counts under, however its boundaries are asked for."""
        matched = {pair.found: self._mode_of(pair.gold) for pair in self.pairs}
        return [matched.get(at, one.mode) for at, one in enumerate(self.found)]
