"""What an extraction of attributions is worth: a row for all of them and one for each mode."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.evaluation.analysis.estimates import Measure, Question, estimate, shown
from assistant.evaluation.attributions.results import MODES, ModeCounts, TextResult
from assistant.evaluation.metrics.bootstrap import RESAMPLES, Values, Weights
from assistant.evaluation.metrics.precision_recall import IMAGINED_COUNTS, Counts, f1, precision, recall, with_imagined
from assistant.evaluation.metrics.speaker_accuracy import speaker_accuracy

_HEADINGS = ("Mode", "Gold", "Found", "Content", "Precision [95%]", "Recall [95%]", "F1 [95%]", "Speaker [95%]")


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


def tabulate(results: Iterable[TextResult], *, resamples: int = RESAMPLES, seed: int = 0) -> AttributionTable:
    """Micro-averaged measures over all texts, with intervals that are bootstrapped over texts."""
    texts = sorted(results, key=lambda one: one.id)
    names = [text.document_id for text in texts]
    rows = tuple(_row(name, names, [text.modes[name] for text in texts], resamples, seed) for name in MODES)
    return AttributionTable(documents=len(set(names)), rows=rows)


def as_lines(table: AttributionTable) -> list[str]:
    """The table as plain text in aligned columns; "n/a" where there is no value."""
    cells = [_HEADINGS, *chain.from_iterable(map(_cells, table.rows))]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]


def _row(name: str, names: Sequence[str], texts: Sequence[ModeCounts], resamples: int, seed: int) -> AttributionRow:
    def measure(of: Callable[[Weights], Values]) -> Measure:
        return estimate(Question(names, of, IMAGINED_COUNTS), resamples=resamples, seed=seed).measure

    def content(counts: Sequence[Counts]) -> ContentMeasures:
        right, found, gold = with_imagined(np.array(counts, dtype=np.float64).reshape(len(texts), 3))
        return ContentMeasures(
            precision=measure(lambda weights: precision(right, found, weights)),
            recall=measure(lambda weights: recall(right, gold, weights)),
            f1=measure(lambda weights: f1(right, found, gold, weights)),
        )

    speakers = [(text.speakers_right, text.speakers_matched, text.speakers_matched) for text in texts]
    right, matched, _ = with_imagined(np.array(speakers, dtype=np.float64).reshape(len(texts), 3))
    return AttributionRow(
        name=name,
        gold=sum(text.overlap.gold for text in texts),
        found=sum(text.overlap.found for text in texts),
        exact=content([text.exact for text in texts]),
        overlap=content([text.overlap for text in texts]),
        characters=content([text.characters for text in texts]),
        speaker=measure(lambda weights: speaker_accuracy(right, matched, weights)),
    )


def _cells(row: AttributionRow) -> Iterator[tuple[str, ...]]:
    ways = (("overlap", row.overlap), ("exact", row.exact), ("characters", row.characters))
    for at, (name, measures) in enumerate(ways):
        head = (row.name, str(row.gold), str(row.found)) if at == 0 else ("", "", "")
        cells = (shown(measures.precision), shown(measures.recall), shown(measures.f1))
        yield (*head, name, *cells, shown(row.speaker) if at == 0 else "")
