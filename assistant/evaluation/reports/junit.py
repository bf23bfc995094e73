"""A run as JUnit's XML: each case a test, so that a build server shows which ones go wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree

from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result
from assistant.reports.characters import visible


def as_junit(results: Sequence[Result], manifest: Manifest, short: Sequence[str]) -> str:
    """A suite for each dataset, and one for the gates that fell short, which `short` says in words.

    A case is a failure where the prediction is not the label, an error where it or a part of it could not be judged,
    and skipped where the engine abstained.
    """
    name = manifest.suite.name if manifest.suite else manifest.data.name
    root = ElementTree.Element("testsuites", name=visible(name))
    parts: dict[str, list[Result]] = defaultdict(list)
    for result in sorted(results, key=lambda one: one.id):
        parts[result.dataset].append(result)
    for name in sorted(parts):
        suite = ElementTree.SubElement(root, "testsuite", _counted(name, parts[name]))
        for result in parts[name]:
            _add(suite, result)
    if short:
        counts = {"tests": str(len(short)), "failures": str(len(short)), "errors": "0", "skipped": "0"}
        gates = ElementTree.SubElement(root, "testsuite", {"name": "gates", **counts})
        for words in short:
            case = ElementTree.SubElement(gates, "testcase", name=visible(words), classname="gates")
            ElementTree.SubElement(case, "failure", message=visible(words))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _counted(name: str, results: Sequence[Result]) -> dict[str, str]:
    failed = [one for one in results if one.failed]
    scored = [one for one in results if one.predicted is not None and not one.failed]
    return {
        "name": visible(name),
        "tests": str(len(results)),
        "failures": str(sum(one.predicted != one.label for one in scored)),
        "errors": str(len(failed)),
        "skipped": str(len(results) - len(scored) - len(failed)),
        "time": f"{sum(one.usage.seconds for one in results):.3f}",
    }


def _add(suite: ElementTree.Element, result: Result) -> None:
    attributes = {"name": visible(result.id), "classname": visible(result.dataset)}
    case = ElementTree.SubElement(suite, "testcase", attributes, time=f"{result.usage.seconds:.3f}")
    if result.failed:
        ElementTree.SubElement(case, "error", message=visible(result.error or ""))
    elif result.predicted is None:
        ElementTree.SubElement(case, "skipped", message="the engine did not decide")
    elif result.predicted != result.label:
        words = ("faulty", "faithful")
        said = f"people call it {words[result.label]}, the engine {words[result.predicted]} ({result.score:.2f})"
        failure = ElementTree.SubElement(case, "failure", message=said)
        failure.text = visible("\n".join(f"{claim.verdict}: {claim.text}\n  {claim.reason}" for claim in result.claims))
