"""Many documents in one command: where their results go, how they get on, the table at the end, and the exit code."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable, Sequence
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, BinaryIO

import typer

from assistant.cli.interruption import run_interruptibly
from assistant.cli.options import FormatChoice, assistant_for
from assistant.cli.output import BY_ENDING, COULD_NOT, GATE, NOT_YET, Gates
from assistant.cli.progress import ProgressLine
from assistant.errors import AnswerAwaitedError, AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.batch import Figures, Outcome
    from assistant.pipeline import Assistant
    from assistant.schema import Progress
    from assistant.settings import Settings

Work = Callable[["Assistant", "Path | BinaryIO", "Callable[[Outcome], None]"], Coroutine[Any, Any, object]]
"""Does the documents: given who does them, where the lines go, and who is told of each outcome."""

_NAMED = 3
"""How many of the documents that failed, or that fall short, are named."""


def require_lines(format: FormatChoice | None, output: Path | None) -> None:  # noqa: A002 - the option's own name
    """Raises UsageError where the results of many documents are asked for in another form than JSON Lines."""
    if format is not None:
        raise UsageError("the results of many documents are JSON Lines: leave out --format")
    if output is not None and output.suffix.lower() in BY_ENDING:
        raise UsageError(f"the results of many documents are JSON Lines: end {output} in .jsonl")


def run_many(work: Work, documents: int, settings: Settings, output: Path | None, gates: Gates, *, quiet: bool) -> int:
    """The exit code that the documents earn together. Their results go to `output`, else to standard output."""
    from assistant.schema import no_progress

    started = time.monotonic()
    outcomes: list[Outcome] = []
    progress = ProgressLine(quiet=quiet)

    def say_so_far() -> None:
        progress.end()
        if not quiet:
            _say(_so_far(outcomes, documents, output))

    try:
        with progress:
            # Documents are counted, and not the steps within one.
            assistant = assistant_for(settings, no_progress, quiet=quiet)
            told = _teller(outcomes, documents, progress)
            run_interruptibly(work(assistant, output or _standard_output(), told), say_so_far)
    except KeyboardInterrupt:
        say_so_far()
        raise
    except AnswerAwaitedError as awaited:
        progress.end()
        _say(str(awaited))
        return NOT_YET
    except AssistantError:
        if outcomes:
            say_so_far()
        raise
    if not quiet:
        _say("\n".join(_table(outcomes, settings, time.monotonic() - started)))
    return _exit_code(outcomes, gates)


def _standard_output() -> BinaryIO:
    if sys.stdout is None:
        raise AssistantError("standard output is closed: write the results to a file with --output")
    return open(sys.stdout.fileno(), "wb", buffering=0, closefd=False)


def _teller(outcomes: list[Outcome], documents: int, progress: Progress) -> Callable[[Outcome], None]:
    """What collects the outcomes and shows how they get on."""
    started = time.monotonic()
    new = failed = 0
    usd: float | None = 0.0

    def told(outcome: Outcome) -> None:
        nonlocal new, failed, usd
        outcomes.append(outcome)
        new += not outcome.earlier
        failed += outcome.error is not None
        if not outcome.earlier:
            usd = None if usd is None or outcome.usage.usd is None else usd + outcome.usage.usd
        rate = new / max(time.monotonic() - started, 0.001)
        left = _duration((documents - len(outcomes)) / rate) if new else "unknown"
        spent = f", {usd:.2f} US dollars" if usd else ""
        progress(f"{len(outcomes)} of {documents} done, {failed} failed, {rate:.1f} a second, {left} left{spent}")

    return told


def _so_far(outcomes: Sequence[Outcome], documents: int, output: Path | None) -> str:
    advice = "give the same command again to go on" if output else "with --output FILE the work could go on from there"
    return f"{len(outcomes)} of {documents} documents are done and written: {advice}."


def _table(outcomes: Sequence[Outcome], settings: Settings, seconds: float) -> list[str]:
    """What became of the documents, in aligned columns. What was used was used by this run."""
    reports = [outcome.report for outcome in outcomes if outcome.report]
    new = [outcome for outcome in outcomes if outcome.report and not outcome.earlier]
    verdicts = sum((report.verdicts for report in reports), Counter())
    rows = [
        ("documents", f"{len(outcomes):,}"),
        ("  done", f"{len(new):,}"),
        ("  done before", f"{len(reports) - len(new):,}"),
        ("  failed", f"{len(outcomes) - len(reports):,}"),
        ("claims", f"{verdicts.total():,}"),
        *((f"  {verdict}", f"{count:,}") for verdict, count in sorted(verdicts.items())),
        ("faithfulness", _faithfulness(reports)),
        *(_used(outcomes) if settings.engine == "model" else ()),
        ("seconds", f"{seconds:.1f}"),
    ]
    width = max(len(name) for name, _ in rows)
    return [f"{name.ljust(width)}  {value}" for name, value in rows]


def _used(outcomes: Iterable[Outcome]) -> list[tuple[str, str]]:
    from assistant.reports.wording import calls, cost
    from assistant.schema import Usage

    used = sum((outcome.usage for outcome in outcomes if not outcome.earlier), Usage())
    return [
        ("calls", calls(used)),
        ("tokens", f"{used.input_tokens:,} in ({used.cached_tokens:,} cached), {used.output_tokens:,} out"),
        ("cost", cost(used)),
    ]


def _faithfulness(reports: Iterable[Figures]) -> str:
    scores = [report.faithfulness for report in reports if report.faithfulness]
    values = [score.value for score in scores if score.value is not None]
    if not values:
        return "none: no claims"
    claims = f"{sum(score.numerator for score in scores):,} of {sum(score.denominator for score in scores):,} claims"
    return f"{fmean(values):.2f}, the mean of {len(values):,} documents ({claims})"


def _exit_code(outcomes: Sequence[Outcome], gates: Gates) -> int:
    """The code of the documents together; what kept it from being 0 is said on standard error."""
    failed = [f"{outcome.id}: {outcome.error}" for outcome in outcomes if outcome.error is not None]
    short = [f"{outcome.id}: {reason}" for outcome in outcomes for reason in _shortfalls(outcome.report, gates)[:1]]
    _say_some("Error", f"{len(failed)} of {len(outcomes)} documents could not be done", failed)
    _say_some("Gate", f"{len(short)} of {len(outcomes)} documents fall short", short)
    return COULD_NOT if failed else GATE if short else 0


def _shortfalls(report: Figures | None, gates: Gates) -> list[str]:
    return gates.shortfalls(report.faithfulness, report.kinds) if report else []


def _say_some(label: str, lead: str, lines: Sequence[str]) -> None:
    if lines:
        _say(f"{label}: {lead}.")
    for line in islice(lines, _NAMED):
        _say(f"  {line}")
    if len(lines) > _NAMED:
        _say(f"  and {len(lines) - _NAMED} more")


def _duration(seconds: float) -> str:
    minutes = seconds / 60
    return f"{seconds:.0f} s" if minutes < 2 else f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _say(line: str) -> None:
    typer.echo(line, err=True)
