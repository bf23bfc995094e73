"""Texts that people have taken apart into atomic statements, and what an extraction of claims makes of them.

A file is JSON Lines. A row has `text`, and `units` or `atomic` (a list of statements); it may have `document`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import DatasetError
from assistant.evaluation.analysis.estimates import Measure, Question, estimate
from assistant.evaluation.cases.invalid import first_fault
from assistant.evaluation.cases.rows import document_hash, numbered_lines
from assistant.evaluation.metrics.precision_recall import IMAGINED_COUNTS, Counts, f1, precision, recall, with_imagined


class DividedText(BaseModel):
    """A text and its units."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str = Field(min_length=1)
    units: tuple[str, ...] = Field(validation_alias=AliasChoices("units", "atomic"))
    document: str | None = None
    """What the text is about or taken from: texts of one document are resampled together."""

    @property
    def document_id(self) -> str:
        return document_hash(self.document or self.text)


class UnitMeasures(BaseModel):
    """What an extraction is worth, micro-averaged over texts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    texts: int
    documents: int
    units: int
    claims: int
    precision: Measure
    recall: Measure
    f1: Measure


def load_divided(path: Path) -> tuple[DividedText, ...]:
    """The texts of a file. Raises DatasetError, with the line, where a row is not what it must be."""
    texts = []
    for number, line in numbered_lines(path):
        try:
            texts.append(DividedText.model_validate_json(line))
        except ValidationError as error:
            raise DatasetError(f"{path}:{number}: {first_fault(error)}: correct it") from None
    if not texts:
        raise DatasetError(f"{path}: there are no texts in this file: give one JSON object a line")
    return tuple(texts)


def measure_units(texts: Sequence[DividedText], counts: Sequence[Counts]) -> UnitMeasures:
    """Precision, recall and F1 from the counts of each text; intervals by bootstrap over documents."""
    rows = np.array(counts, dtype=np.float64).reshape(len(counts), 3)
    right, found, gold = with_imagined(rows)
    names = [text.document_id for text in texts]
    return UnitMeasures(
        texts=len(texts),
        documents=len(set(names)),
        units=int(rows[:, 2].sum()),
        claims=int(rows[:, 1].sum()),
        precision=estimate(Question(names, lambda weights: precision(right, found, weights), IMAGINED_COUNTS)).measure,
        recall=estimate(Question(names, lambda weights: recall(right, gold, weights), IMAGINED_COUNTS)).measure,
        f1=estimate(Question(names, lambda weights: f1(right, found, gold, weights), IMAGINED_COUNTS)).measure,
    )
