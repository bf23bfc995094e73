"""Where a report goes, in which format, and with which exit code the command ends."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from assistant.cli.options import FormatChoice
from assistant.errors import AssistantError, BudgetExceededError, UsageError

if TYPE_CHECKING:
    from assistant.schema import ExtractionReport, FindingKind, Report, Score

COULD_NOT, GATE, NOT_YET = 1, 3, 4

BY_ENDING = {
    ".txt": FormatChoice.text,
    ".json": FormatChoice.json,
    ".md": FormatChoice.markdown,
    ".markdown": FormatChoice.markdown,
    ".html": FormatChoice.html,
    ".htm": FormatChoice.html,
    ".sarif": FormatChoice.sarif,
    ".xml": FormatChoice.junit,
}


class Gates(NamedTuple):
    """What was asked of a document that is checked."""

    fail_under: float | None = None
    fail_on: Sequence[str] = ()
    allow_no_claims: bool = True

    def shortfalls(self, score: Score | None, found: Sequence[FindingKind]) -> list[str]:
        """In what a document with this faithfulness and these findings falls short, a line each."""
        reasons = []
        if self.fail_under is not None and score is not None:
            if score.value is None and not self.allow_no_claims:
                reasons.append("the text makes no claim that could be checked (--allow-no-claims lets that pass).")
            if score.value is not None and score.value < self.fail_under:
                reasons.append(
                    f"faithfulness {score.value:.2f} ({score.numerator} of {score.denominator}) "
                    f"is under {self.fail_under:g}."
                )
        kinds = [kind.value for kind in found]
        return reasons + [f"{kind} was found {kinds.count(kind)} time(s)." for kind in self.fail_on if kind in kinds]


def chosen_format(wanted: FormatChoice | None, output: Path | None) -> FormatChoice:
    """The format that was asked for, else the one of the file's ending, else text. Raises UsageError."""
    if wanted is not None:
        return wanted
    if output is None:
        return FormatChoice.text
    if output.suffix.lower() not in BY_ENDING:
        raise UsageError(
            f"{output} has no ending that gives a format: end it in .txt, .json, .md, .html, .sarif or .xml, "
            "or add --format"
        )
    return BY_ENDING[output.suffix.lower()]


def format_of_extraction(wanted: FormatChoice | None, output: Path | None) -> FormatChoice:
    """`chosen_format`; raises UsageError too for a format that tells what is wrong, since nothing is checked."""
    chosen = chosen_format(wanted, output)
    if chosen in (FormatChoice.sarif, FormatChoice.junit):
        raise UsageError(f"an extraction checks nothing that {chosen} could tell of: use text, json, markdown or html")
    return chosen


def keep_inputs(output: Path | None, inputs: Iterable[str], *, option: str = "--output") -> None:
    """Raises UsageError where `output` is one of the files that are read: it would be lost."""
    for place in inputs if output is not None and output.exists() else ():
        if Path(place).exists() and output is not None and output.samefile(place):
            raise UsageError(f"{output} is one of the texts that are read: give {option} another file, or it is lost")


def write_report(
    report: Report | ExtractionReport,
    wanted: FormatChoice | None,
    output: Path | None,
    short: Sequence[str] = (),
    *,
    full: bool = False,
) -> None:
    """Prints the report, or writes it to `output`; `short` says which gates fell short.

    With `full` a report as text tells how each verdict came about. Raises AssistantError where the file cannot be
    written.
    """
    from assistant.reports import render

    chosen = chosen_format(wanted, output)
    if output is not None:
        write_text(output, render(report, chosen.value, full=full, short=short))
        return
    print_text(lambda width, colour: render(report, chosen.value, width=width, colour=colour, full=full, short=short))


def print_text(drawn: Callable[[int, bool], str]) -> None:
    """Prints what `drawn` makes of a width and of whether there is colour. Raises AssistantError where that fails."""
    if sys.stdout is None:
        raise AssistantError("standard output is closed: write the report to a file with --output")
    width = shutil.get_terminal_size((100, 24)).columns
    # Bytes, because the terminal's own encoding may have no curly quotes, and the report is UTF-8.
    try:
        sys.stdout.buffer.write(drawn(width, wants_colour()).encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _leave_standard_output()
        raise AssistantError(
            f"standard output cannot be written ({error.strerror}): write the report to a file with --output"
        ) from None


def wants_colour() -> bool:
    """Whether standard output takes colours: a terminal does, unless NO_COLOR is set, which outranks what forces them.

    FORCE_COLOR and CLICOLOR_FORCE, other than 0, are for logs that show colours; TERM=dumb and CLICOLOR=0 are against.
    """
    environment = os.environ
    if environment.get("NO_COLOR"):
        return False
    for forced in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if value := environment.get(forced):
            return value != "0"
    plain = environment.get("TERM") == "dumb" or environment.get("CLICOLOR") == "0"
    return not plain and sys.stdout is not None and sys.stdout.isatty()


def _leave_standard_output() -> None:
    """Keeps the interpreter from writing on its way out what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_usage(report: Report | ExtractionReport) -> None:
    """One line on standard error: who answered, and what it took."""
    from assistant.reports.wording import in_short

    _say(in_short(report.engine, report.usage))


def require_all_done(report: ExtractionReport) -> None:
    """Raises BudgetExceededError where a budget ended the extraction: what is reported are whole sentences, by rule."""
    if report.stopped:
        raise BudgetExceededError(report.stopped)


def exit_code(report: Report, *, fail_under: float | None, fail_on: list[str], allow_no_claims: bool) -> int:
    """The code that the report earns; why it is not 0 is said on standard error."""
    if report.claims and all(claim.judge_failed for claim in report.claims):
        _say(f"Error: no claim could be judged: {report.claims[0].reason}")
        return COULD_NOT
    if report.stopped:
        _say(f"Error: {report.stopped}")
        return COULD_NOT
    gate = "Gate, on the repaired text" if report.repair else "Gate"
    reasons = shortfalls(report, Gates(fail_under, fail_on, allow_no_claims))
    for reason in reasons:
        _say(f"{gate}: {reason}")
    return GATE if reasons else 0


def shortfalls(report: Report, gates: Gates) -> list[str]:
    """In what the report falls short, a line each; what was repaired is judged as it comes out."""
    judged = report.repair or report
    findings = [*(finding for claim in judged.claims for finding in claim.findings), *report.findings]
    found = [finding.kind for finding in findings if finding.waived is None]
    return gates.shortfalls(judged.scores.faithfulness, found)


def write_text(path: Path, text: str, *, option: str = "--output") -> None:
    """Writes `text` to the file. Raises AssistantError where that cannot be done, naming the option that chose it."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise AssistantError(
            f"{path} cannot be written ({error.strerror}): choose another place with {option}"
        ) from None


def _say(line: str) -> None:
    typer.echo(line, err=True)
