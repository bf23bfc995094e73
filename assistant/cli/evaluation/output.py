"""Where an evaluation's report goes, in which format, and the gates that it is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.output import write_text
from assistant.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.evaluation.analysis.gates import Gate
    from assistant.evaluation.analysis.summary import Summary
    from assistant.evaluation.cases.rows import Case
    from assistant.evaluation.cases.suites import Suite
    from assistant.evaluation.runs.manifest import Manifest, SuiteIdentity
    from assistant.evaluation.runs.results import Result


class EvaluationFormat(StrEnum):
    """The formats of an evaluation's report."""

    text = "text"
    json = "json"
    markdown = "markdown"
    junit = "junit"
    html = "html"


FormatOption = Annotated[
    EvaluationFormat | None, typer.Option("--format", "-f", help="text, json, markdown, junit or html.")
]
TableFormatOption = Annotated[
    EvaluationFormat | None, typer.Option("--format", "-f", metavar="FORMAT", help="text, json or markdown.")
]
GateOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under", metavar="METRIC=VALUE", help="Exit code 3 where the interval's near bound does not reach it."
    ),
]
SuiteGateOption = Annotated[bool, typer.Option("--gate", help="Judge by the thresholds of the suite too.")]
_BY_ENDING = {
    ".txt": EvaluationFormat.text,
    ".json": EvaluationFormat.json,
    ".md": EvaluationFormat.markdown,
    ".xml": EvaluationFormat.junit,
    ".html": EvaluationFormat.html,
    ".htm": EvaluationFormat.html,
}


def format_of(chosen: EvaluationFormat | None, output: Path | None) -> EvaluationFormat:
    """The format that was asked for, else that of the file's ending, else text. Raises UsageError."""
    if chosen is not None:
        return chosen
    if output is None:
        return EvaluationFormat.text
    if output.suffix.lower() not in _BY_ENDING:
        raise UsageError(f"{output.name} does not say which format it is: end it in .html, .md, .json, .xml or .txt")
    return _BY_ENDING[output.suffix.lower()]


def gates_of(suite: Suite | SuiteIdentity | None, given: Sequence[str] | None, *, gate: bool) -> tuple[Gate, ...]:
    """What `--gate` asks for, which are the thresholds of the suite, then what `--fail-under` does.

    Raises UsageError where one of them cannot be meant, and where there are no thresholds for `gate`.
    """
    from assistant.evaluation.analysis.gates import read_gates

    asked = [f"{name}={value}" for name, value in suite.thresholds.items()] if suite and gate else []
    if gate and not asked:
        raise UsageError("there are no thresholds for --gate here: name a suite that has some, or give --fail-under")
    return read_gates([*asked, *(given or [])])


def write_run(
    summary: Summary,
    manifest: Manifest,
    cases: Sequence[Case],
    results: Sequence[Result],
    short: Sequence[str],
    output: Path | None,
    format: EvaluationFormat | None = None,  # noqa: A002 - the option's own name
) -> None:
    """Writes the report of a run to a file, or to standard output where none is named."""
    wanted = format_of(format, output)
    if wanted is EvaluationFormat.json:
        import json

        data = {"manifest": manifest.model_dump(mode="json"), "summary": summary.model_dump(mode="json")}
        write_out(json.dumps(data | {"short": list(short)}, indent=2, ensure_ascii=False) + "\n", output)
        return
    if wanted is EvaluationFormat.junit:
        from assistant.evaluation.reports.junit import as_junit

        write_out(as_junit(results, manifest, short), output)
        return
    if wanted is EvaluationFormat.html:
        from assistant.evaluation.reports.page import as_html

        write_out(as_html(summary, manifest, cases, results), output)
        return
    from assistant.evaluation.reports.plain import as_markdown, as_text
    from assistant.evaluation.reports.tables import opening, run_tables

    lines, tables = opening(summary, manifest), run_tables(summary, manifest)
    name = manifest.suite.name if manifest.suite else manifest.data.name
    as_words = wanted is EvaluationFormat.text
    write_out(as_text(lines, tables) if as_words else as_markdown(f"Evaluation: {name}", lines, tables), output)


def write_out(words: str, output: Path | None) -> None:
    """To a file, or to standard output. Raises AssistantError where that does not take it."""
    if output is not None:
        write_text(output, words)
        return
    try:
        typer.echo(words, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AssistantError(f"standard output takes nothing ({error.strerror}): write to another place") from None


def files_of(directory: Path) -> tuple[str, ...]:
    """The files that a run lives from, which no report may overwrite."""
    return tuple(str(directory / name) for name in ("manifest.json", "cases.jsonl", "results.jsonl"))


def say_short(short: Sequence[str]) -> None:
    """Says on standard error which gates fell short."""
    for words in short:
        typer.echo(f"Gate: {words}", err=True)
