"""A run as JUnit's XML: each case a test, so that a build server shows which ones go wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result
from assistant.reports.junit_xml import Case, Suite, as_xml, gates
from assistant.reports.wording import count


def as_junit(results: Sequence[Result], manifest: Manifest, short: Sequence[str]) -> str:
    """A suite for each dataset, and one for the gates that fell short, which `short` says in words.

    A case is a failure where the prediction is not the label, an error where it or a part of it could not be judged,
    and skipped where the engine abstained. Of a run that is not finished an error says so.
    """
    name = manifest.suite.name if manifest.suite else manifest.data.name
    parts: dict[str, list[Result]] = defaultdict(list)
    for result in sorted(results, key=lambda one: one.id):
        parts[result.dataset].append(result)
    suites = [
        Suite(part, tuple(map(_case, parts[part])), sum(one.usage.seconds for one in parts[part]))
        for part in sorted(parts)
    ]
    missing = manifest.cases - len(results)
    said = f"{count(missing, 'case')} not judged yet"
    unfinished = Suite("unfinished", (Case(said, "unfinished", "error", kind="not_judged", message=said),))
    return as_xml(name, [*suites, *((unfinished,) if missing else ()), *gates(short)])


def _case(result: Result) -> Case:
    name, dataset, seconds = result.id, result.dataset, result.usage.seconds
    if result.failed:
        return Case(name, dataset, "error", kind="not_judged", message=result.error or "", seconds=seconds)
    if result.predicted is None:
        return Case(name, dataset, "skipped", message="the engine did not decide", seconds=seconds)
    if result.predicted == result.label:
        return Case(name, dataset, seconds=seconds)
    words = ("faulty", "faithful")
    said = f"people call it {words[result.label]}, the engine {words[result.predicted]} ({result.score:.2f})"
    details = "\n".join(f"{claim.verdict}: {claim.text}\n  {claim.reason}" for claim in result.claims)
    return Case(name, dataset, "failure", kind="disagreement", message=said, details=details, seconds=seconds)
