"""Minimal pairs: of a text with one fault and its twin without it, is the fault found, and the twin left alone?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from assistant.evaluation.metrics.bootstrap import Interval
from assistant.evaluation.metrics.proportion import proportion_interval
from assistant.evaluation.runs.results import Result
from assistant.schema import FindingKind

APART = FindingKind.RELATION_CHANGED
"""Who did what to whom needs meaning, which rules do not have: it is counted apart from the kinds that they claim."""


@dataclass(frozen=True)
class Pair:
    """A text with one fault, and its twin without it."""

    kind: FindingKind
    faulty: Result
    twin: Result

    @property
    def found(self) -> bool:
        """Whether a finding of its very kind was made in the text with the fault."""
        return self.kind in _kinds_found(self.faulty, self.twin)

    @property
    def noticed(self) -> bool:
        """Whether that, or any other fault, was found there."""
        return self.found or bool(self.faulty.faults)

    @property
    def alarmed(self) -> bool:
        """Whether a fault of any kind, or a finding of the pair's kind, was made in the twin."""
        return bool(self.twin.faults) or self.kind in _kinds_found(self.twin, self.faulty)


class KindRow(BaseModel):
    """What became of the pairs of one kind, or of several together. Intervals are Wilson's: a pair is a trial."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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


def twins(results: Iterable[Result]) -> tuple[Pair, ...]:
    """The whole pairs: of a dataset and `pair`, a case with one kind of fault that we know, and a faithful one."""
    together: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        if result.pair is not None:
            together[result.dataset, result.pair].append(result)
    found = (_pair(members) for members in together.values())
    return tuple(pair for pair in found if pair is not None)


def left_out(results: Sequence[Result]) -> tuple[str, ...]:
    """The names of pairs that are none, as two of their cases have a fault, or their kind of fault is not known."""
    named = {result.pair for result in results if result.pair is not None}
    return tuple(sorted(named - {pair.faulty.pair for pair in twins(results)}))


def tabulate_pairs(results: Iterable[Result]) -> tuple[KindRow, ...]:
    """A row for each kind, in the taxonomy's order, for all but `relation_changed`, and for all; none without pairs."""
    pairs = [pair for pair in twins(results) if not (pair.faulty.failed or pair.twin.failed)]
    by_kind = {kind: [pair for pair in pairs if pair.kind is kind] for kind in FindingKind}
    rows = [_row(kind.value, members) for kind, members in by_kind.items() if members]
    if not rows:
        return ()
    return (*rows, _row(f"all but {APART}", [pair for pair in pairs if pair.kind is not APART]), _row("all", pairs))


def _pair(members: Sequence[Result]) -> Pair | None:
    faulty = [result for result in members if len(result.error_types) == 1]
    faithful = [result for result in members if not result.error_types and result.label == 1]
    known = {kind.value for kind in FindingKind}
    if len(faulty) != 1 or len(faithful) != 1 or faulty[0].error_types[0] not in known:
        return None
    return Pair(FindingKind(faulty[0].error_types[0]), faulty[0], faithful[0])


def _row(name: str, pairs: Sequence[Pair]) -> KindRow:
    found = sum(pair.found for pair in pairs)
    alarmed = sum(pair.alarmed for pair in pairs)
    return KindRow(
        name=name,
        pairs=len(pairs),
        found=found,
        noticed=sum(pair.noticed for pair in pairs),
        alarmed=alarmed,
        found_interval=proportion_interval(found, len(pairs)),
        alarmed_interval=proportion_interval(alarmed, len(pairs)),
        missed=tuple(pair.faulty.id for pair in pairs if not pair.found),
        false_alarms=tuple(pair.twin.id for pair in pairs if pair.alarmed),
    )


def _kinds_found(result: Result, other: Result) -> tuple[FindingKind, ...]:
    """The kinds found in a case; those found about its source only where the two differ in the source."""
    own_source = result.about_source if result.document_id != other.document_id else ()
    return (*result.faults, *result.remarks, *own_source)
