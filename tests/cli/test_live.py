"""The table that is shown while a run is under way."""

from __future__ import annotations

import io

from rich.console import Console

from assistant.cli.evaluation.live import LiveTable
from tests.evaluation.rows import results_of


def left(table: LiveTable) -> str:
    """What stands in the last column."""
    console = Console(file=io.StringIO(), width=120)
    with console.capture() as shown:
        console.print(table.table())
    return shown.get().splitlines()[-1].split("│")[-1].strip()


def test_what_an_earlier_run_did_does_not_count_for_what_is_left() -> None:
    seconds = iter([0.0, 10.0, 20.0])
    table = LiveTable(100, quiet=True, clock=lambda: next(seconds))
    results = results_of("d", [(1, 0.9)] * 92)
    for result in results[:90]:
        table(result)
    assert left(table) == "–"

    table.begin()
    assert left(table) == "–"
    table(results[90])
    assert left(table) == "90 s"  # ten seconds for one case, and nine to come
    table.begin()
    table(results[91])
    assert left(table) == "80 s"
