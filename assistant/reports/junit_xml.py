"""JUnit's XML, which build servers read: suites of tests that passed, failed, could not be run or were skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

from assistant.reports.characters import visible

Outcome = Literal["passed", "failure", "error", "skipped"]


@dataclass(frozen=True)
class Case:
    """One test, and what became of it."""

    name: str
    classname: str
    outcome: Outcome = "passed"
    kind: str = ""
    """What sort of failure or error it is."""
    message: str = ""
    """Why it did not pass, in a line."""
    details: str = ""
    seconds: float | None = None


@dataclass(frozen=True)
class Suite:
    name: str
    cases: tuple[Case, ...]
    seconds: float | None = None


def gates(short: Sequence[str]) -> tuple[Suite, ...]:
    """A suite of the gates that fell short, which `short` says in words; none where none did."""
    cases = tuple(Case(words, "gates", "failure", kind="gate", message=words) for words in short)
    return (Suite("gates", cases),) if cases else ()


def as_xml(name: str, suites: Sequence[Suite]) -> str:
    """The document, ending with a newline. Every character of it is one that XML allows."""
    root = ElementTree.Element("testsuites", name=visible(name))
    for suite in suites:
        _add_suite(root, suite)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add_suite(root: ElementTree.Element, suite: Suite) -> None:
    counts = Counter(case.outcome for case in suite.cases)
    attributes = {
        "name": visible(suite.name),
        "tests": str(len(suite.cases)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "skipped": str(counts["skipped"]),
    }
    element = ElementTree.SubElement(root, "testsuite", attributes | _time(suite.seconds))
    for case in suite.cases:
        _add_case(element, case)


def _add_case(suite: ElementTree.Element, case: Case) -> None:
    attributes = {"name": visible(case.name), "classname": visible(case.classname)}
    element = ElementTree.SubElement(suite, "testcase", attributes | _time(case.seconds))
    if case.outcome == "passed":
        return
    kind = {"type": case.kind} if case.kind else {}
    outcome = ElementTree.SubElement(element, case.outcome, kind | {"message": visible(case.message)})
    outcome.text = visible(case.details) or None


def _time(seconds: float | None) -> dict[str, str]:
    return {} if seconds is None else {"time": f"{seconds:.3f}"}
