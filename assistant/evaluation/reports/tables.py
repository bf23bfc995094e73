"""A run's numbers as tables of words, which every layout but JSON shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.evaluation.analysis.comparison import Comparison, TypeRow
from assistant.evaluation.analysis.estimates import Measure, shown
from assistant.evaluation.analysis.groups import ErrorTypeRow, Row
from assistant.evaluation.analysis.measures import METRICS
from assistant.evaluation.analysis.pairs import KindRow
from assistant.evaluation.analysis.summary import Summary
from assistant.evaluation.metrics.bootstrap import FEWEST_DOCUMENTS, Interval
from assistant.evaluation.runs.manifest import Manifest, made_with
from assistant.reports.wording import count

HEADLINES = (
    "balanced_accuracy",
    "verdict_balanced_accuracy",
    "auroc",
    "faulty_recall",
    "faithful_recall",
    "unscored_share",
)
"""What comes first where a suite does not say otherwise."""
_NAMED = 5
"""Pairs that are named of those left out."""


class Table(NamedTuple):
    """Rows of words under headings; all columns but the first are figures."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def run_tables(summary: Summary, manifest: Manifest) -> tuple[Table, ...]:
    """Everything about a run, the most important first; tables without rows are left out."""
    tables = (
        _metrics(summary.metrics, headlines(summary, manifest)),
        _datasets(summary),
        _confusion(summary),
        _error_types(summary.error_types),
        _pairs(summary.pairs, summary.pairs_left_out),
        _reliability(summary),
        _used(summary),
    )
    return tuple(table for table in tables if table.rows)


def headlines(summary: Summary, manifest: Manifest) -> tuple[str, ...]:
    """The names of the metrics that come first: the suite's own, else ours; those that have a value."""
    wanted = manifest.suite.metrics if manifest.suite else HEADLINES
    return tuple(name for name in wanted if name in summary.metrics)


def title_of(name: str) -> str:
    """A metric's name in words."""
    return next(metric.title for metric in METRICS if metric.name == name)


def opening(summary: Summary, manifest: Manifest) -> tuple[str, ...]:
    """What was run, on what, and how much of it: a line each."""
    engine = manifest.engine
    who = "embedded engine" if engine.model is None else f"{engine.model} at {engine.host}"
    data = f"suite {manifest.suite.name}, version {manifest.suite.version}" if manifest.suite else manifest.data.name
    done = count(summary.overall.rows, "case")
    if summary.overall.rows < summary.cases:
        done = f"{summary.overall.rows:,} of {count(summary.cases, 'case')} so far"
    lines = (
        f"{who}, version {manifest.version}, on {data}",
        f"{done} about {count(summary.overall.documents, 'document')}, {summary.overall.unscored:,} unscored, "
        f"{summary.failures:,} failed; called faithful from a score of {manifest.threshold:g} on",
    )
    with_ = (f"made with {words}",) if (words := made_with(manifest)) else ()
    few = ("Of fewer than five documents there are no intervals, and no gate is passed.",)
    return lines + with_ + (few if summary.overall.documents < FEWEST_DOCUMENTS else ())


def share(count: int, of: int, bounds: Interval | None) -> str:
    """A share with its interval: "0.91 [0.87, 0.94]"."""
    return f"{count / of:.2f} [{bounds.low:.2f}, {bounds.high:.2f}]" if bounds and of else "n/a"


def _metrics(metrics: Mapping[str, Measure], first: Sequence[str]) -> Table:
    order = [*first, *(name for name in metrics if name not in first)]
    return Table(
        "Metrics",
        ("Metric", "Value [95%]", "Better"),
        tuple((title_of(name), shown(metrics[name]), _better(name)) for name in order),
        "Intervals by bootstrap over documents, every draw with an imagined case of each way of being right and wrong, "
        "half a trial heavy; none of fewer than five documents. Unscored cases are counted, and enter no other "
        "metric.",
    )


def _better(name: str) -> str:
    return next(metric.better for metric in METRICS if metric.name == name)


def _datasets(summary: Summary) -> Table:
    mean = summary.mean
    counted = f"{mean.with_both_classes} of " if mean.with_both_classes < mean.datasets else ""
    last = (f"mean of {counted}{mean.datasets}", "", "", "", shown(mean.balanced_accuracy), shown(mean.auroc))
    rows = [*map(_dataset, summary.datasets), _dataset(summary.overall), last]
    return Table(
        "By origin",
        ("Dataset", "Rows", "Documents", "Unscored", "Balanced accuracy [95%]", "AUROC [95%]"),
        tuple(rows) if len(summary.datasets) > 1 else (rows[-2],),
    )


def _dataset(row: Row) -> tuple[str, ...]:
    counts = (f"{row.rows:,}", f"{row.documents:,}", f"{row.unscored:,}")
    return (row.name, *counts, shown(row.balanced_accuracy), shown(row.auroc))


def _confusion(summary: Summary) -> Table:
    counts = summary.confusion
    return Table(
        "Labels and predictions",
        ("People say", "Called faithful", "Called faulty", "Unscored"),
        (
            ("faithful", *map(str, (counts.faithful_found, counts.faithful_missed, counts.faithful_unscored))),
            ("faulty", *map(str, (counts.faulty_missed, counts.faulty_found, counts.faulty_unscored))),
        ),
    )


def _error_types(rows: Sequence[ErrorTypeRow]) -> Table:
    return Table(
        "By type of error",
        ("Type", "Cases", "Unscored", "Called faulty [95%]"),
        tuple(
            (row.name, str(row.rows), str(row.unscored), share(row.found, row.rows - row.unscored, row.interval))
            for row in rows
        ),
        "Intervals are Wilson's, of cases taken as independent.",
    )


def _pairs(rows: Sequence[KindRow], left_out: Sequence[str]) -> Table:
    few = ", ".join(left_out[:_NAMED]) + (", …" if len(left_out) > _NAMED else "")
    not_counted = f" {count(len(left_out), 'pair')} left out, without one fault of a known kind and a twin: {few}."
    return Table(
        "Minimal pairs",
        ("Kind", "Pairs", "Found as this kind [95%]", "Found at all", "Twins alarmed [95%]"),
        tuple(
            (
                row.name,
                str(row.pairs),
                share(row.found, row.pairs, row.found_interval),
                f"{row.noticed / row.pairs:.2f}" if row.pairs else "n/a",
                share(row.alarmed, row.pairs, row.alarmed_interval),
            )
            for row in rows
        ),
        f"Intervals are Wilson's, of pairs taken as independent.{not_counted if left_out else ''}",
    )


def _reliability(summary: Summary) -> Table:
    return Table(
        "Reliability",
        ("Score", "Cases", "Mean score", "Share faithful"),
        tuple(
            (f"{one.low:.1f} to {one.high:.1f}", str(one.rows), f"{one.score:.2f}", f"{one.faithful:.2f}")
            for one in summary.reliability
            if one.score is not None and one.faithful is not None
        ),
    )


def _used(summary: Summary) -> Table:
    return Table("Used", ("What", "Amount"), tuple(_amounts(summary)))


def _amounts(summary: Summary) -> Iterator[tuple[str, str]]:
    usage = summary.usage
    yield "claims, by verdict", ", ".join(f"{count:,} {verdict}" for verdict, count in summary.verdicts.items())
    yield "seconds a case, median", f"{summary.seconds_per_case:.3f}"
    if usage.calls or usage.cache_hits:
        yield "calls", f"{usage.calls:,}, and {usage.cache_hits:,} answers from the cache"
        yield (
            "tokens",
            f"{usage.input_tokens:,} in ({usage.cached_tokens:,} cached), {usage.output_tokens:,} out",
        )
        yield "US dollars", "unknown" if usage.usd is None else f"{usage.usd:.4f}"


def comparison_tables(comparison: Comparison, changes: int) -> tuple[Table, ...]:
    """Everything about a comparison; at most `changes` of the cases that are decided differently."""
    several = len(comparison.changes)
    tables = (
        Table(
            "Metrics",
            ("Metric", "First", "Second", "Difference [95%]", "Second is"),
            tuple(
                (one.title, f"{one.first:.3f}", f"{one.second:.3f}", _signed(one.difference), one.tells)
                for one in comparison.metrics.values()
            ),
            f"Of the {count(comparison.scored_in_both, 'case')} scored by both; intervals by bootstrap over documents, "
            "case by case. Each interval is for its metric alone: of twenty metrics one may stand out by chance.",
        ),
        Table(
            "Right, by type of error",
            ("Type", "Cases", "First", "Second", "Difference"),
            tuple(
                (row.name, *map(str, (row.rows, row.first_right, row.second_right)), _gain(row))
                for row in comparison.types
            ),
        ),
        Table(
            "Decided differently",
            ("Case", "Became", "Label", "First", "Second", "Because"),
            tuple(
                (one.id, one.became, str(one.label), _score(one.first), _score(one.second), _short(one.reason))
                for one in comparison.changes[:changes]
            ),
            f"{changes} of {several:,}; --changes shows more." if several > changes else "",
        ),
    )
    return tuple(table for table in tables if table.rows)


def comparison_opening(comparison: Comparison) -> tuple[str, ...]:
    """What was compared, and who was right where they differ: a line each."""
    p = "" if comparison.mcnemar is None else f" (McNemar's exact test, p = {comparison.mcnemar:.2g})"
    cases = f"{count(comparison.cases, 'case')} about {count(comparison.documents, 'document')}"
    failed = comparison.first_failed + comparison.second_failed
    told = f" {count(failed, 'result')} of a case that could not be judged." if failed else ""
    return (
        f"First: {comparison.first}. Second: {comparison.second}.",
        *((f"They differ in more than their verdicts: {'; '.join(comparison.unlike)}.",) if comparison.unlike else ()),
        f"{cases}: {comparison.scored_in_both:,} scored in both, {comparison.only_first_scored:,} in the first alone, "
        f"{comparison.only_second_scored:,} in the second.{told}",
        f"Right in the first alone: {comparison.only_first_right:,}. Right in the second alone: "
        f"{comparison.only_second_right:,}{p}.",
    )


def _signed(measure: Measure) -> str:
    if measure.value is None:
        return "n/a"
    bounds = measure.interval
    return f"{measure.value:+.3f}" + (f" [{bounds.low:+.3f}, {bounds.high:+.3f}]" if bounds else " [n/a]")


def _gain(row: TypeRow) -> str:
    return f"{row.second_right - row.first_right:+d}"


def _score(score: float | None) -> str:
    return "unscored" if score is None else f"{score:.2f}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
