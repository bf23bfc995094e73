"""Minimal pairs: of a text with one fault and its twin without it, is the fault found, and the twin left alone?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.metrics.bootstrap import Interval
from assistant.evaluation.metrics.proportion import proportion_interval
from assistant.evaluation.records import Result
from assistant.schema import FindingKind

APART = FindingKind.RELATION_CHANGED
"""Who did what to whom needs meaning, which rules do not have: it is counted apart from the kinds that they claim."""
_HEADINGS = ("Kind", "Pairs", "Found as this kind [95%]", "Found at all", "Twins alarmed [95%]")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KindRow(_Frozen):
    """What became of the pairs of one kind, or of several together."""

    name: str
    pairs: int
    found: int
    """Texts with the fault in which a finding of its very kind was made."""
    noticed: int
    """Texts with the fault in which that or any other fault was found."""
    alarmed: int
    """Twins with a fault of any kind, or with a finding of the kind that their pair is about."""
    found_interval: Interval | None
    alarmed_interval: Interval | None
    missed: tuple[str, ...]
    """The ids of the texts whose fault was not found as its kind."""
    false_alarms: tuple[str, ...]


def tabulate_pairs(results: Iterable[Result]) -> tuple[KindRow, ...]:
    """A row for each kind in the order of the taxonomy, then all but `relation_changed`, then all.

    Only whole pairs count: a case with one kind of fault, and one of the same `pair` with none. Empty without any.
    """
    together: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.pair is not None:
            together[result.pair].append(result)
    by_kind: dict[FindingKind, list[tuple[Result, Result]]] = defaultdict(list)
    for members in together.values():
        for kind, faulty, twin in _pairs(members):
            by_kind[kind].append((faulty, twin))
    rows = [_row(kind.value, {kind: by_kind[kind]}) for kind in FindingKind if by_kind[kind]]
    if not rows:
        return ()
    decided = {kind: pairs for kind, pairs in by_kind.items() if kind is not APART}
    return (*rows, _row(f"all but {APART}", decided), _row("all", by_kind))


def _pairs(members: Sequence[Result]) -> list[tuple[FindingKind, Result, Result]]:
    faulty = [result for result in members if len(result.error_types) == 1]
    twins = [result for result in members if not result.error_types]
    known = {kind.value for kind in FindingKind}
    if len(faulty) != 1 or len(twins) != 1 or faulty[0].error_types[0] not in known:
        return []
    return [(FindingKind(faulty[0].error_types[0]), faulty[0], twins[0])]


def _row(name: str, by_kind: dict[FindingKind, list[tuple[Result, Result]]]) -> KindRow:
    pairs = [(kind, faulty, twin) for kind, members in by_kind.items() for faulty, twin in members]
    missed = tuple(faulty.id for kind, faulty, twin in pairs if kind not in _found(faulty, twin))
    false_alarms = tuple(twin.id for kind, faulty, twin in pairs if twin.faults or kind in _found(twin, faulty))
    noticed = sum(bool(faulty.faults) or kind in _found(faulty, twin) for kind, faulty, twin in pairs)
    found = len(pairs) - len(missed)
    return KindRow(
        name=name,
        pairs=len(pairs),
        found=found,
        noticed=noticed,
        alarmed=len(false_alarms),
        found_interval=proportion_interval(found, len(pairs)),
        alarmed_interval=proportion_interval(len(false_alarms), len(pairs)),
        missed=missed,
        false_alarms=false_alarms,
    )


def _found(result: Result, other: Result) -> tuple[FindingKind, ...]:
    """The kinds found in a case; those found about its source only where the two differ in the source."""
    own_source = result.about_source if result.document_id != other.document_id else ()
    return (*result.faults, *result.remarks, *own_source)


def pair_lines(rows: Sequence[KindRow]) -> list[str]:
    """The rows as plain text in aligned columns."""
    cells = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]


def _cells(row: KindRow) -> tuple[str, ...]:
    return (
        row.name,
        str(row.pairs),
        _share(row.found, row.pairs, row.found_interval),
        f"{row.noticed / row.pairs:.2f}" if row.pairs else "n/a",
        _share(row.alarmed, row.pairs, row.alarmed_interval),
    )


def _share(count: int, of: int, bounds: Interval | None) -> str:
    return f"{count / of:.2f} [{bounds.low:.2f}, {bounds.high:.2f}]" if bounds else "n/a"
