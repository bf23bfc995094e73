"""`assistant eval run`."""

from __future__ import annotations

from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.evaluation.live import LiveTable
from assistant.cli.evaluation.needs import require_numpy
from assistant.cli.evaluation.output import FormatOption, GateOption, SuiteGateOption, gates_of, say_short, write_run
from assistant.cli.interruption import run_interruptibly
from assistant.cli.options import QuietOption, assistant_for, with_settings
from assistant.cli.output import GATE, keep_inputs
from assistant.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.evaluation.cases.rows import Case
    from assistant.evaluation.cases.suites import Suite
    from assistant.evaluation.runs.manifest import Manifest
    from assistant.evaluation.runs.results import Result
    from assistant.schema import EngineIdentity, Report
    from assistant.settings import Settings


@with_settings
def run_evaluation(
    settings: Settings,
    cases: Annotated[
        str,
        typer.Argument(metavar="SUITE|FILE", help="A suite (see `eval list`), a suite's .toml, or a file of cases."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="The run's directory; runs/NAME-ENGINE if not said."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Judge at most so many cases, drawn by --seed, whole pairs.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Which cases --limit draws.")] = 0,
    reader: Annotated[
        str | None,
        typer.Option("--as", metavar="BENCHMARK", help="Read a public benchmark as published; `eval list` names them."),
    ] = None,
    fail_under: GateOption = None,
    gate: SuiteGateOption = False,
    format: FormatOption = None,  # noqa: A002 - the option's own name
    quiet: QuietOption = False,
) -> None:
    """Judge labelled cases, and say with intervals how far the verdicts agree with the labels.

    \b
    assistant eval run smoke
    assistant eval run claims.jsonl -o runs/claims --limit 200
    assistant eval run minimal-pairs --fail-under balanced_accuracy=0.8
    assistant eval run RAGTruth/dataset --as ragtruth --limit 500

    The directory keeps every result as soon as it is there: given again, the same command goes on where it stopped.
    report.html in it shows every case. Exit code 3 where the near bound of an interval does not reach --fail-under.
    """
    require_numpy()
    from assistant.evaluation.analysis.gates import fallen_short
    from assistant.evaluation.analysis.measures import metric_named
    from assistant.evaluation.analysis.summary import summarize
    from assistant.evaluation.cases.rows import identify, identify_cases, load
    from assistant.evaluation.cases.suites import Kind
    from assistant.evaluation.runs.asking import asked_of
    from assistant.evaluation.runs.manifest import Manifest
    from assistant.settings import DECIDING

    suite, path = (None, Path(cases)) if reader else _found(cases)
    gates = gates_of(suite, fail_under, gate=gate)
    if suite and suite.kind is Kind.ATTRIBUTIONS:
        raise UsageError(f"{suite.name} is a suite of attributions: assistant eval attributions {suite.name}")
    for name in (*suite.metrics, *suite.thresholds) if suite else ():
        metric_named(name)
    listed = _benchmark(reader, path) if reader else load(path)
    data = identify_cases(reader, listed) if reader else identify(path)
    chosen = _drawn(listed, limit, seed)
    engine = asked_of(settings)
    asked_with = settings.unlike_the_defaults(DECIDING)
    manifest = Manifest.starting(engine, data, [case.id for case in chosen], settings=asked_with, suite=suite)
    directory = output or _directory(suite.name if suite else reader or path.stem, engine)
    keep_inputs(directory / "cases.jsonl", [cases])
    results = _judged(chosen, directory, manifest, settings, quiet=quiet)
    summary = summarize(results, cases=manifest.cases)
    short = fallen_short(gates, summary.metrics, failures=summary.failures)
    write_run(summary, manifest, chosen, results, short, None, format)
    say_short(short)
    try:
        write_run(summary, manifest, chosen, results, short, directory / "report.html")
    except AssistantError as failure:
        reason = str(failure).partition(": choose ")[0]
        raise AssistantError(
            f"{reason}: the results are kept, draw it with assistant eval report {directory}"
        ) from None
    if not quiet:
        typer.echo(f"The run is in {directory}; report.html there shows every case.", err=True)
    if summary.failures == len(results):
        raise AssistantError(f"no case could be judged: {results[0].error}")
    raise typer.Exit(GATE if short else 0)


def _judged(
    cases: tuple[Case, ...], directory: Path, manifest: Manifest, settings: Settings, *, quiet: bool
) -> tuple[Result, ...]:
    from assistant.evaluation.runs.asking import checking
    from assistant.evaluation.runs.runner import run
    from assistant.schema import no_progress

    with LiveTable(len(cases), quiet=quiet) as live:
        assistant = assistant_for(settings, no_progress, quiet=quiet)  # cases are counted, not the steps within one

        async def work() -> tuple[Result, ...]:
            async with checking(assistant, len(cases)) as (check, at_once):

                def watched(document: str, claim: str) -> Awaitable[Report]:
                    live.begin()
                    return check(document, claim)

                return await run(cases, directory, watched, manifest, told=live, concurrency=at_once)

        return run_interruptibly(work())


def _benchmark(reader: str, path: Path) -> tuple[Case, ...]:
    from assistant.evaluation.cases.benchmarks import BENCHMARKS, read_benchmark
    from assistant.reports.wording import count

    if reader not in BENCHMARKS:
        raise UsageError(f"there is no benchmark {reader!r}: choose one of {', '.join(BENCHMARKS)}")
    listed = read_benchmark(reader, path)
    kept = tuple(case for case in listed if case.document.strip() and case.claim.strip())
    if len(kept) < len(listed):
        left_out = count(len(listed) - len(kept), "row")
        typer.echo(f"Left out: {left_out} without a document or a text about it.", err=True)
    if not kept:
        raise UsageError(f"{path}: no row has both a document and a text about it: is this the right file?")
    return kept


def _directory(name: str, engine: EngineIdentity) -> Path:
    who = engine.model or "embedded"
    return Path("runs") / f"{name}-{who}".replace("/", "-")


def _found(cases: str) -> tuple[Suite | None, Path]:
    """The suite of that name, and its file of cases; or no suite, and the file of that name."""
    from assistant.evaluation.cases.suites import find, is_there

    path = Path(cases)
    a_file = path.suffix or (is_there(path) and not path.is_dir())  # a folder of a suite's name is none of its files
    if path.suffix.lower() != ".toml" and a_file:
        return None, path
    suite = find(cases)
    return suite, suite.cases


def _drawn(cases: tuple[Case, ...], limit: int | None, seed: int) -> tuple[Case, ...]:
    """At most `limit` of the cases, in their order; of a pair both or neither, unless nothing else would be left."""
    if limit is None or limit >= len(cases):
        return cases
    import random

    members: dict[tuple[str, ...], list[Case]] = {}
    for case in cases:
        members.setdefault((case.dataset, "pair", case.pair) if case.pair else ("case", case.id), []).append(case)
    together = list(members.values())
    random.Random(seed).shuffle(together)  # noqa: S311 - a sample, not a secret
    kept: set[str] = set()
    for group in together:
        if len(kept) + len(group) <= limit:
            kept.update(case.id for case in group)
    kept = kept or {case.id for case in together[0][:limit]}
    return tuple(case for case in cases if case.id in kept)
