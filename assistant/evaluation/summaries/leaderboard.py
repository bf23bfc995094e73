"""Summarizers side by side, each measure with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.evaluation.analysis.estimates import Measure, Question, estimate, shown
from assistant.evaluation.metrics.precision_recall import IMAGINED_COUNTS, precision, with_imagined
from assistant.evaluation.reports.tables import Table
from assistant.evaluation.summaries.results import Part, SummaryResult
from assistant.schema import Usage


class Standing(BaseModel):
    """What a summarizer's summaries are worth, over all articles together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    articles: int
    failures: tuple[str, ...]
    """For each article without figures its id and why."""
    claims: int
    without_claims: int
    """Summaries that claim nothing, and so are in no share."""
    faithfulness: Measure
    """Supported claims / all claims."""
    attribution: Measure
    quotes: Measure
    key_points: Measure
    compression: Measure
    """Words of the summaries / words of the articles."""
    usage: Usage
    seconds: float
    """For an article, the median."""


def standing(name: str, results: Sequence[SummaryResult]) -> Standing:
    """The measures of one summarizer, micro-averaged; intervals by bootstrap over articles. Failed ones are counted."""
    done = sorted((one for one in results if not one.failed), key=lambda one: one.id)
    return Standing(
        name=name,
        articles=len(results),
        failures=tuple(f"{one.id}: {one.error}" for one in results if one.failed),
        claims=sum(one.faithfulness.of for one in done),
        without_claims=sum(one.faithfulness.of == 0 for one in done),
        faithfulness=_share([one.faithfulness for one in done], done),
        attribution=_share([one.attribution for one in done], done),
        quotes=_share([one.quotes for one in done], done),
        key_points=_share([one.key_points for one in done], done),
        compression=_share([Part(one.words, one.source_words) for one in done], done),
        usage=sum((one.usage for one in results), Usage()),
        seconds=median(one.usage.seconds for one in done) if done else 0.0,
    )


def leaderboard(standings: Sequence[Standing], judge: str) -> Table:
    """The most faithful first, by value; where intervals overlap the order may be chance."""
    order = sorted(standings, key=lambda one: -(one.faithfulness.value or 0.0))
    headings = (
        "Summarizer",
        "Articles",
        "Failed",
        "Claims",
        "Faithfulness [95%]",
        "Key points [95%]",
        "Attribution [95%]",
    )
    more = ("Quotes [95%]", "Words kept", "Calls", "Tokens", "US dollars", "Seconds")
    return Table(
        "Summarizers",
        headings + more,
        tuple(map(_cells, order)),
        f"Every summary was judged by {judge}, whose own errors are in the figures, most of all where it wrote them "
        f"itself. Intervals by bootstrap over articles.{''.join(map(_failures, order))}{''.join(map(_silent, order))}",
    )


def _failures(one: Standing) -> str:
    return f" {one.name} failed at {len(one.failures):,}, first at {one.failures[0]}." if one.failures else ""


def _silent(one: Standing) -> str:
    number = one.without_claims
    return f" Without any claim, and so in no share: {number:,} of {one.name}." if number else ""


def _share(parts: Sequence[Part], done: Sequence[SummaryResult]) -> Measure:
    rows = np.array([(right, of, of) for right, of in parts], dtype=np.float64).reshape(len(parts), 3)
    right, of, _ = with_imagined(rows)
    names = [one.id for one in done]
    return estimate(Question(names, lambda weights: precision(right, of, weights), IMAGINED_COUNTS)).measure


def _cells(one: Standing) -> tuple[str, ...]:
    usage = one.usage
    return (
        one.name,
        str(one.articles),
        str(len(one.failures)),
        f"{one.claims:,}",
        *map(shown, (one.faithfulness, one.key_points, one.attribution, one.quotes)),
        "n/a" if one.compression.value is None else f"{one.compression.value:.0%}",
        f"{usage.calls:,}",
        f"{usage.input_tokens + usage.output_tokens:,}",
        "unknown" if usage.usd is None else f"{usage.usd:.4f}",
        f"{one.seconds:.2f}",
    )
