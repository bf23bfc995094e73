"""A run as one page of HTML that needs nothing else: numbers, plots, and every case with what decided it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from assistant.evaluation.analysis.estimates import shown
from assistant.evaluation.analysis.summary import Summary
from assistant.evaluation.cases.rows import Case
from assistant.evaluation.reports import plots
from assistant.evaluation.reports.tables import headlines, opening, run_tables, title_of
from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result
from assistant.reports.characters import visible
from assistant.reports.wording import VERDICT_MARKS
from assistant.schema import Span

MOST_CASES = 2000
"""Cases on a page; of more, the wrong and unscored ones come first."""
LONGEST_SOURCE = 12_000
"""Characters of a document that are shown; of a longer one, what lies around the evidence."""
_AROUND = 600


class _Stretch(NamedTuple):
    """Characters of a document, marked where they are evidence; `gap` where others before it are left out."""

    text: str
    marked: bool
    gap: bool = False


class _Shown(NamedTuple):
    """A case with its result, as the page shows it."""

    case: Case
    result: Result
    state: str
    source: tuple[_Stretch, ...]


def as_html(summary: Summary, manifest: Manifest, cases: Sequence[Case], results: Sequence[Result]) -> str:
    """The page. Its one script, which filters the cases, is allowed by its hash; without it all are shown."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    here = files("assistant.evaluation.reports")
    template = here.joinpath("page.html.jinja").read_text(encoding="utf-8")
    script = here.joinpath("filter.js").read_text(encoding="utf-8")
    listed = _listed(cases, results)
    first = headlines(summary, manifest)
    page = environment.from_string(template).render(
        heading=manifest.suite.name if manifest.suite else manifest.data.name,
        opening=opening(summary, manifest),
        headlines=[(title_of(name), shown(summary.metrics[name])) for name in first],
        tables=run_tables(summary, manifest),
        origins=plots.origin_bars(summary),
        kinds=plots.error_type_bars(summary.error_types),
        dots=plots.reliability_dots(summary.reliability),
        risks=plots.risk_line(summary.risk_coverage),
        cases=listed[:MOST_CASES],
        all_cases=len(listed),
        datasets=sorted({result.dataset for result in results}),
        error_types=sorted({kind for result in results for kind in result.error_types}),
        marks=VERDICT_MARKS,
        manifest=manifest,
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
    )
    return visible(page)


def _listed(cases: Sequence[Case], results: Sequence[Result]) -> list[_Shown]:
    by_id = {case.id: case for case in cases}
    found = [(by_id[result.id], result) for result in results if result.id in by_id]
    order = ("wrong", "failed", "unscored", "right")
    states = {result.id: _state(result) for _, result in found}
    found.sort(key=lambda pair: (order.index(states[pair[1].id]), pair[1].id))
    return [_Shown(case, result, states[result.id], _source(case, result)) for case, result in found]


def _state(result: Result) -> str:
    if result.failed:
        return "failed"
    if result.predicted is None:
        return "unscored"
    return "right" if result.predicted == result.label else "wrong"


def _source(case: Case, result: Result) -> tuple[_Stretch, ...]:
    """The document cut wherever evidence begins or ends."""
    text = case.document
    places = [place for claim in result.claims for place in claim.evidence if place.end <= len(text)]
    windows = _windows(len(text), places)
    stretches = []
    for window in windows:
        inside = [place for place in places if place.overlaps(window)]
        edges = (max(window.start, min(window.end, edge)) for place in inside for edge in (place.start, place.end))
        borders = sorted({window.start, window.end, *edges})
        for start, end in pairwise(borders):
            marked = any(place.start < end and start < place.end for place in inside)
            stretches.append(_Stretch(text[start:end], marked, gap=start == window.start > 0))
    return tuple(stretches)


def _windows(length: int, places: Sequence[Span]) -> list[Span]:
    """The parts of a document that are shown: all of it, or what lies around the places, or its beginning."""
    if length <= LONGEST_SOURCE:
        return [Span(start=0, end=length)]
    windows: list[Span] = []
    for place in sorted(places, key=lambda one: one.start) or [Span(start=0, end=_AROUND)]:
        start, end = max(0, place.start - _AROUND), min(length, place.end + _AROUND)
        if windows and start <= windows[-1].end:
            windows[-1] = Span(start=windows[-1].start, end=max(end, windows[-1].end))
        else:
            windows.append(Span(start=start, end=end))
    return windows
