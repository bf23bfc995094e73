"""A small run with one of everything: right, wrong, unscored, failed, pairs, and text that looks like markup."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.evaluation.analysis.summary import Summary, summarize
from assistant.evaluation.cases.rows import Case
from assistant.evaluation.runs.judging import judged, not_judged
from assistant.evaluation.runs.manifest import Manifest
from assistant.evaluation.runs.results import Result
from assistant.pipeline import Assistant
from assistant.schema import Usage
from assistant.settings import Settings
from tests.evaluation.reports import DATA, ENGINE

HARBOUR = (
    "The harbour board voted 9 to 4 on Tuesday to keep the night ferry. “We will not close the line,” said Ada Venn, "
    "who leads the board. A bridge would cost 40 million crowns."
)
HOSTILE = (
    "The dam is safe, the ministry said. <script>document.title='broken'</script> Engineers look at it twice a day."
)
_CASES = (
    ("ferry-1-twin", "harbour", HARBOUR, "The board voted 9 to 4 to keep the night ferry.", 1, ()),
    ("ferry-1-fault", "harbour", HARBOUR, "The board voted 9 to 5 to keep the night ferry.", 0, ("number_changed",)),
    ("ferry-2-twin", "harbour", HARBOUR, "Ada Venn leads the harbour board.", 1, ()),
    ("ferry-2-fault", "harbour", HARBOUR, "Ada Venn owns a ferry.", 0, ("relation_changed",)),
    ("ferry-3-twin", "harbour", HARBOUR, "A bridge would cost 40 million crowns.", 1, ()),
    ("ferry-3-fault", "harbour", HARBOUR, "A bridge would cost 50 million crowns.", 0, ("number_changed",)),
    ("dam-1-twin", "dam", HOSTILE, "The dam is safe, the ministry said.", 1, ()),
    ("dam-1-fault", "dam", HOSTILE, "The dam is safe, <b>Lena Holt</b> said.", 0, ("wrong_speaker",)),
    ("dam-2", "dam", HOSTILE, "Two engineers were hurt <img src=x onerror=alert(1)>.", 0, ("unsupported | made up",)),
    ("dam-3", "dam", HOSTILE, "Der Damm ist sicher, sagte das Ministerium am Montag in der Stadt.", 1, ()),
    ("dam-4", "dam", HOSTILE, "Engineers look at the dam every day.", 1, ()),
)


def cases() -> tuple[Case, ...]:
    return tuple(
        Case(
            id=name,
            dataset=dataset,
            document_id=name,
            document=document,
            claim=claim,
            label=1 if label else 0,
            error_types=kinds,
            pair=name.rpartition("-")[0] if name.endswith(("fault", "twin")) else None,
            evidence=(document.split(". ")[0],) if label else (),
        )
        for name, dataset, document, claim, label, kinds in _CASES
    )


def manifest() -> Manifest:
    starting = Manifest.starting(ENGINE, DATA, [case.id for case in cases()], settings={})
    return starting.model_copy(update={"started": datetime(2026, 3, 1, 12, 0, tzinfo=UTC), "version": "0"})


def results() -> tuple[Result, ...]:
    assistant = Assistant(settings=Settings(engine="embedded"))
    found = [judged(case, assistant.check(case.claim, case.document), manifest().threshold) for case in cases()[:-1]]
    found.append(not_judged(cases()[-1], "the endpoint timed out: try again later", Usage()))
    still = {"usage": found[0].usage.model_copy(update={"seconds": 0.01})}  # a time is never twice the same
    return tuple(one.model_copy(update=still) for one in found)


def summary() -> Summary:
    return summarize(results(), resamples=200)
