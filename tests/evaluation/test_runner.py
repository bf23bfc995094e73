from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Sequence
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import (
    AssistantError,
    DatasetError,
    ModelAnswerError,
    ModelConnectionError,
    ModelRejectedError,
    UsageError,
)
from assistant.evaluation.analysis.summary import summarize
from assistant.evaluation.cases.rows import Case, DataFile
from assistant.evaluation.runs.directory import append, read_results, read_run
from assistant.evaluation.runs.manifest import RUN_VERSION, read_manifest
from assistant.evaluation.runs.results import Result
from assistant.evaluation.runs.runner import Check, run
from assistant.schema import EngineIdentity, Report, Usage, Verdict
from tests.evaluation.reports import DATA, ENGINE, cases_of, manifest_of, report_of

CASES = cases_of([1, 0, 1, 1, 0, 0, 1, 0])


class Scripted:
    """A `check` that takes faithful what ends in an even number, and remembers what it was asked."""

    def __init__(self, *, fail_on: str = "", error: Exception | None = None, pause: float = 0.0) -> None:
        self.asked: list[str] = []
        self.under_way = 0
        self.most_under_way = 0
        self._fail_on = fail_on
        self._error = error
        self._pause = pause

    async def __call__(self, _document: str, claim: str) -> Report:
        self.asked.append(claim)
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(self._pause)
        self.under_way -= 1
        if self._error is not None and claim == self._fail_on:
            raise self._error
        number = int(claim.split()[-1])
        return report_of((Verdict.CONTRADICTED if number % 2 else Verdict.SUPPORTED, 0.9))


def test_a_line_of_results_has_the_documented_shape(tmp_path: Path) -> None:
    _run(CASES[:2], tmp_path, Scripted(), concurrency=1)

    first, second = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert first == {
        "id": "case0",
        "dataset": "even",
        "document_id": "document0",
        "label": 1,
        "error_types": [],
        "score": 0.9,
        "predicted": 1,
        "verdicts": {"supported": 1, "contradicted": 0, "unsupported": 0, "unverified": 0},
        "usage": {
            "calls": 1,
            "input_tokens": 0,
            "output_tokens": 0,
            "cached_tokens": 0,
            "cache_hits": 0,
            "usd": 0.0,
            "seconds": 0.5,
        },
        "error": None,
        "pair": None,
        "faults": [],
        "remarks": [],
        "about_source": [],
        "evidence": None,
        "claims": [
            {
                "text": "A text.",
                "span": {"start": 0, "end": 7},
                "verdict": "supported",
                "confidence": 0.9,
                "judge": None,
                "reason": "as scripted",
                "evidence": [],
                "findings": [],
            }
        ],
    }
    assert (second["score"], second["predicted"]) == (pytest.approx(0.1), 0)


def test_the_manifest_says_what_was_run(tmp_path: Path) -> None:
    _run(CASES, tmp_path / "runs" / "first", Scripted())

    manifest = read_manifest(tmp_path / "runs" / "first")
    assert (manifest.engine, manifest.data, manifest.cases) == (ENGINE, DATA, len(CASES))
    assert manifest.started.tzinfo is not None


def test_results_come_in_the_order_of_the_cases(tmp_path: Path) -> None:
    results = _run(CASES, tmp_path, Scripted())

    assert [result.id for result in results] == [case.id for case in CASES]
    assert sorted(results, key=_id) == sorted(read_results(tmp_path), key=_id)


def test_cases_are_judged_at_once_up_to_the_limit(tmp_path: Path) -> None:
    check = Scripted(pause=0.01)
    _run(CASES, tmp_path, check, concurrency=3)

    assert check.most_under_way == 3


def test_results_from_before_are_told_first(tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(ModelRejectedError):
        _run(CASES, tmp_path, Scripted(fail_on="claim 3", error=ModelRejectedError("no key")), concurrency=1)
    manifest = manifest_of(CASES)
    asyncio.run(run(CASES, tmp_path, Scripted(), manifest, told=lambda one: told.append(one.id), concurrency=1))

    assert told == [case.id for case in CASES]


def test_a_case_that_fails_is_unscored_and_says_why(tmp_path: Path) -> None:
    check = Scripted(fail_on="claim 2", error=ModelAnswerError("the answer was cut off"))
    results = _run(CASES, tmp_path, check)

    assert (results[2].score, results[2].predicted, results[2].error) == (None, None, "the answer was cut off")
    assert [result.score is None for result in results].count(True) == 1
    assert summarize(results).overall.unscored == 1


def test_what_failed_is_tried_again_and_nothing_else(tmp_path: Path) -> None:
    _run(CASES, tmp_path, Scripted(fail_on="claim 2", error=ModelConnectionError("out of reach")))
    check = Scripted()
    resumed = _run(CASES, tmp_path, check)

    assert check.asked == ["claim 2"]
    assert resumed == _run(CASES, tmp_path / "undisturbed", Scripted())
    assert sorted(resumed, key=_id) == sorted(read_results(tmp_path), key=_id)


def test_what_a_failed_attempt_took_is_kept_when_it_is_done_again(tmp_path: Path) -> None:
    costly = ModelConnectionError("out of reach")
    costly.usage = Usage(calls=3, input_tokens=700, seconds=2.0)
    _run(CASES, tmp_path, Scripted(fail_on="claim 2", error=costly))
    first = (tmp_path / "results.jsonl").read_bytes()
    resumed = _run(CASES, tmp_path, Scripted())

    assert resumed[2].usage == Usage(calls=4, input_tokens=700, seconds=2.5)
    assert (resumed[2].error, resumed[2].predicted) == (None, 1)
    assert (tmp_path / "results.jsonl").read_bytes().startswith(first)  # appended to, and nothing else
    assert sorted(read_results(tmp_path), key=_id) == sorted(resumed, key=_id)
    assert _run(CASES, tmp_path, Scripted()) == resumed


def test_a_text_of_which_one_claim_was_not_judged_is_done_again_though_it_has_a_score(tmp_path: Path) -> None:
    async def in_part(*_: str) -> Report:
        return report_of((Verdict.CONTRADICTED, 0.9), (Verdict.UNVERIFIED, None), failed=True)

    (result,) = _run(CASES[1:2], tmp_path, in_part)
    assert (result.predicted, result.error) == (0, "the judge gave no answer")
    check = Scripted()
    (again,) = _run(CASES[1:2], tmp_path, check)
    assert (check.asked, again.error) == (["claim 1"], None)


def test_a_result_that_the_disk_takes_in_part_leaves_no_part_behind(tmp_path: Path) -> None:
    class Full:
        """A file on a disk that has room for twenty bytes, and then for all again."""

        def __init__(self, file: FileIO) -> None:
            self.file = file
            self.full = True

        def fileno(self) -> int:
            return self.file.fileno()

        def truncate(self, size: int) -> int:
            return self.file.truncate(size)

        def write(self, line: bytes) -> int | None:
            taken = line[:20] if self.full else line
            self.full = False
            return self.file.write(taken)

    results = _run(CASES[:2], tmp_path / "run", Scripted())
    path = tmp_path / "results.jsonl"
    with path.open("ab", buffering=0) as file:
        full = cast("BinaryIO", Full(file))
        with pytest.raises(AssistantError, match="case0 cannot be written: make room"):
            append(full, results[0])
        append(full, results[1])
    assert read_results(tmp_path) == results[1:]


def test_a_judge_that_failed_inside_a_report_says_why(tmp_path: Path) -> None:
    async def check(*_: str) -> Report:
        return report_of((Verdict.UNVERIFIED, None), failed=True)

    async def abstain(*_: str) -> Report:
        return report_of((Verdict.UNVERIFIED, None))

    assert _run(CASES[:1], tmp_path / "failed", check)[0].error == "the judge gave no answer"
    assert _run(CASES[:1], tmp_path / "abstained", abstain)[0].error is None


def test_a_refused_key_ends_the_run_and_keeps_what_was_judged(tmp_path: Path) -> None:
    check = Scripted(fail_on="claim 3", error=ModelRejectedError("the key is wrong: correct OPENAI_API_KEY"))

    with pytest.raises(ModelRejectedError, match="the key is wrong"):
        _run(CASES, tmp_path, check, concurrency=1)

    assert [result.id for result in read_results(tmp_path)] == ["case0", "case1", "case2"]


def test_a_mistake_in_the_program_is_not_taken_for_a_result(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        _run(CASES, tmp_path, Scripted(fail_on="claim 5", error=ZeroDivisionError()), concurrency=4)


@settings(max_examples=25, deadline=None)
@given(whole=st.integers(0, len(CASES)), torn=st.integers(0, 60), concurrency=st.integers(1, 5))
def test_a_resumed_run_neither_repeats_nor_loses_a_case(whole: int, torn: int, concurrency: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "results.jsonl"
        uninterrupted = _run(CASES, Path(folder), Scripted(), concurrency=concurrency)
        lines = path.read_bytes().splitlines(keepends=True)
        kept = b"".join(lines[:whole])
        path.write_bytes(kept + b"".join(lines[whole : whole + 1])[:torn])

        check = Scripted()
        resumed = _run(CASES, Path(folder), check, concurrency=concurrency)

        assert resumed == uninterrupted
        assert path.read_bytes().startswith(kept)
        assert Counter(result.id for result in read_results(Path(folder))) == Counter(case.id for case in CASES)
        assert len(check.asked) == len(CASES) - whole
        assert summarize(read_results(Path(folder))) == summarize(uninterrupted)


def test_a_run_is_resumed_where_it_was_interrupted(tmp_path: Path) -> None:
    async def interrupted() -> None:
        reached = asyncio.Event()

        async def check(document: str, claim: str) -> Report:
            if claim == "claim 5":
                reached.set()
                await asyncio.Event().wait()
            return await Scripted()(document, claim)

        work = asyncio.create_task(run(CASES, tmp_path, check, manifest_of(CASES), concurrency=1))
        await reached.wait()
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    asyncio.run(interrupted())
    check = Scripted()
    resumed = _run(CASES, tmp_path, check)

    assert check.asked == ["claim 5", "claim 6", "claim 7"]
    assert [result.id for result in resumed] == [case.id for case in CASES]


def test_results_can_be_read_before_a_torn_line_is_cut(tmp_path: Path) -> None:
    _run(CASES, tmp_path, Scripted())
    path = tmp_path / "results.jsonl"
    path.write_bytes(path.read_bytes()[:-10])

    assert len(read_results(tmp_path)) == len(CASES) - 1


@pytest.mark.parametrize(
    ("data", "engine", "message"),
    [
        (DATA.model_copy(update={"sha256": "1" * 64}), ENGINE, r"other data \(cases.jsonl, 8 cases, sha256 00000000\)"),
        (DATA, EngineIdentity(name="model", version="0", model="m", host="h"), r"another engine \(embedded\)"),
    ],
)
def test_a_directory_with_another_run_is_left_alone(
    tmp_path: Path, data: DataFile, engine: EngineIdentity, message: str
) -> None:
    _run(CASES, tmp_path, Scripted())
    before = _contents(tmp_path)

    with pytest.raises(UsageError, match=f"holds a run with {message}: name a new directory"):
        asyncio.run(run(CASES, tmp_path, Scripted(), manifest_of(CASES, data, engine)))

    assert _contents(tmp_path) == before


def test_the_same_data_under_another_name_is_the_same_run(tmp_path: Path) -> None:
    _run(CASES, tmp_path, Scripted())
    check = Scripted()
    asyncio.run(run(CASES, tmp_path, check, manifest_of(CASES, DATA.model_copy(update={"name": "copy.jsonl"}))))

    assert check.asked == []


def test_a_run_of_another_version_is_not_read(tmp_path: Path) -> None:
    _run(CASES, tmp_path, Scripted())
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text().replace(f'"run_version": "{RUN_VERSION}"', '"run_version": "1"'))
    with pytest.raises(UsageError, match="another version of this package made: run it again"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("edited", [{"label": 0}, {"document_id": "x"}, {"pair": "p"}, {"dataset": "x"}, {"id": "x"}])
def test_results_that_do_not_fit_their_cases_are_not_read(tmp_path: Path, edited: dict[str, object]) -> None:
    _run(CASES, tmp_path, Scripted())
    path = tmp_path / "results.jsonl"
    first, *others = path.read_text().splitlines(keepends=True)
    assert len(read_run(tmp_path).results) == len(CASES)
    path.write_text(json.dumps({**json.loads(first), **edited}) + "\n" + "".join(others))
    with pytest.raises(DatasetError, match="is not one of this run"):
        read_run(tmp_path)


def test_cases_that_were_changed_are_not_read(tmp_path: Path) -> None:
    _run(CASES, tmp_path, Scripted())
    path = tmp_path / "cases.jsonl"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[1:]))
    with pytest.raises(DatasetError, match="has not the cases that this run began with"):
        read_run(tmp_path)


def test_results_without_a_manifest_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "results.jsonl").write_text("{}\n")

    with pytest.raises(UsageError, match=r"manifest.json cannot be read \(No such file"):
        _run(CASES, tmp_path, Scripted())
    assert (tmp_path / "results.jsonl").read_text() == "{}\n"


def test_somebody_elses_manifest_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "a browser extension"}')

    with pytest.raises(UsageError, match="is no manifest of a run"):
        _run(CASES, tmp_path, Scripted())
    assert not (tmp_path / "results.jsonl").exists()


def test_a_file_in_place_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")

    with pytest.raises(UsageError, match="taken cannot hold a run"):
        _run(CASES, tmp_path / "taken", Scripted())


def test_a_broken_line_among_the_results_is_named(tmp_path: Path) -> None:
    _run(CASES, tmp_path, Scripted())
    path = tmp_path / "results.jsonl"
    lines = path.read_text().splitlines(keepends=True)

    path.write_text("".join([*lines[:2], "{}\n", *lines[2:]]))
    with pytest.raises(DatasetError, match=r"results.jsonl:3: this line is not a result"):
        _run(CASES, tmp_path, Scripted())

    path.write_text("".join([*lines, lines[0]]))
    with pytest.raises(DatasetError, match=r"results.jsonl:9: the id 'case[0-9]' has a result already"):
        read_results(tmp_path)


def test_a_directory_without_a_run_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name the directory of a run"):
        read_results(tmp_path)


def _run(cases: Sequence[Case], directory: Path, check: Check, *, concurrency: int = 8) -> tuple[Result, ...]:
    return asyncio.run(run(cases, directory, check, manifest_of(cases), concurrency=concurrency))


def _id(result: Result) -> str:
    return result.id


def _contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}
