"""What an extraction of attributions is worth: a row for all of them and one for each mode."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.attribution_scoring import ScoredText
from assistant.evaluation.metrics.bootstrap import RESAMPLES, interval, replicates
from assistant.evaluation.metrics.precision_recall import Counts, f1, precision, recall
from assistant.evaluation.metrics.speaker_accuracy import speaker_accuracy
from assistant.evaluation.table import Measure
from assistant.schema import Mode

_HEADINGS = ("Mode", "Gold", "Found", "Content", "Precision [95%]", "Recall [95%]", "F1 [95%]", "Speaker [95%]")
_Item = TypeVar("_Item")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContentMeasures(_Frozen):
    """Precision, recall and F1 of content under one way of matching it."""

    precision: Measure
    recall: Measure
    f1: Measure


class AttributionRow(_Frozen):
    """The attributions of one mode, or of all."""

    name: str
    gold: int
    found: int
    exact: ContentMeasures
    """The same boundaries, edge punctuation aside."""
    overlap: ContentMeasures
    """At least half of the characters in common (IoU of 0.5)."""
    characters: ContentMeasures
    speaker: Measure
    """Of those matched by overlap, the share with the right speaker."""


class AttributionTable(_Frozen):
    """An extraction in numbers; `model_dump(mode="json")` is its JSON."""

    documents: int
    rows: tuple[AttributionRow, ...]


def tabulate(texts: Sequence[ScoredText], *, resamples: int = RESAMPLES, seed: int = 0) -> AttributionTable:
    """Micro-averaged measures over all texts, with intervals that are bootstrapped over texts."""
    modes = (None, *Mode)
    return AttributionTable(documents=len(texts), rows=tuple(_row(texts, mode, resamples, seed) for mode in modes))


def as_lines(table: AttributionTable) -> list[str]:
    """The table as plain text in aligned columns; "n/a" where there is no value."""
    cells = [_HEADINGS, *chain.from_iterable(map(_cells, table.rows))]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]


def _row(texts: Sequence[ScoredText], mode: Mode | None, resamples: int, seed: int) -> AttributionRow:
    overlapping = [text.overlapping(mode) for text in texts]
    estimate = _Estimator(resamples, seed)
    return AttributionRow(
        name=mode.value if mode else "all",
        gold=sum(counts.gold for counts in overlapping),
        found=sum(counts.found for counts in overlapping),
        exact=estimate.content([text.exact(mode) for text in texts]),
        overlap=estimate.content(overlapping),
        characters=estimate.content([text.characters(mode) for text in texts]),
        speaker=estimate.measure([text.speakers(mode) for text in texts], speaker_accuracy),
    )


class _Estimator:
    """Measures with their intervals, all from the same draws."""

    def __init__(self, resamples: int, seed: int) -> None:
        self._resamples = resamples
        self._seed = seed

    def content(self, counts: Sequence[Counts]) -> ContentMeasures:
        documents = [(one,) for one in counts]
        return ContentMeasures(
            precision=self.measure(documents, precision),
            recall=self.measure(documents, recall),
            f1=self.measure(documents, f1),
        )

    def measure(self, documents: Sequence[Sequence[_Item]], metric: Callable[[chain[_Item]], float | None]) -> Measure:
        value = metric(chain.from_iterable(documents))
        drawn = replicates(documents, lambda rows: metric(chain(rows)), resamples=self._resamples, seed=self._seed)
        return Measure(value=value, interval=None if value is None else interval(drawn))


def _cells(row: AttributionRow) -> Iterator[tuple[str, ...]]:
    ways = (("overlap", row.overlap), ("exact", row.exact), ("characters", row.characters))
    for at, (name, measures) in enumerate(ways):
        head = (row.name, str(row.gold), str(row.found)) if at == 0 else ("", "", "")
        shown = (_shown(measures.precision), _shown(measures.recall), _shown(measures.f1))
        yield (*head, name, *shown, _shown(row.speaker) if at == 0 else "")


def _shown(measure: Measure) -> str:
    if measure.value is None:
        return "n/a"
    bounds = measure.interval
    return f"{measure.value:.3f}" + (f" [{bounds.low:.3f}, {bounds.high:.3f}]" if bounds else " [n/a]")
