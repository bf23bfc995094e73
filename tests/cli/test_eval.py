"""`assistant eval` from outside: runs, reports, comparisons, gates, interruptions, and files with faults."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant.batch.lock import only_writer
from tests.cli.command import assistant, environment_with

COUNCIL = "The council of {town} voted {votes} to 4 on Tuesday. Ferries will run until May, mayor Ada Venn said."


def rows(number: int) -> list[dict[str, Any]]:
    """Pairs about as many councils: every other case says another number of votes than its document."""
    return [
        {
            "id": f"case{at}",
            "dataset": "odd" if at // 2 % 2 else "even",
            "document": COUNCIL.format(town=f"Larn{at // 2}", votes=10 + at // 2),
            "claim": f"The council voted {10 + at // 2 + (at % 2)} to 4.",
            "label": 1 - at % 2,
            "pair": f"pair{at // 2}",
            "error_type": "number_changed" if at % 2 else None,
        }
        for at in range(number)
    ]


def written(path: Path, number: int) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows(number)), encoding="utf-8")
    return path


def results_in(directory: Path) -> list[dict[str, Any]]:
    """The results by id, without what a clock has to do with."""
    found = [json.loads(line) for line in (directory / "results.jsonl").read_bytes().splitlines()]
    for one in found:
        del one["usage"]["seconds"]
    return sorted(found, key=lambda one: str(one["id"]))


def test_a_run_its_reports_and_a_comparison(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 12)
    done = assistant("eval", "run", "cases.jsonl", at=tmp_path)
    assert done.code == 0
    assert "12 cases about 6 documents, 0 unscored, 0 failed" in done.out
    assert "runs/cases-embedded" in done.err
    directory = tmp_path / "runs" / "cases-embedded"
    assert {path.name for path in directory.iterdir()} == {
        "manifest.json",
        "cases.jsonl",
        "results.jsonl",
        "report.html",
    }

    assert assistant("eval", "report", "runs/cases-embedded", at=tmp_path).out == done.out
    assert assistant("eval", "report", str(directory), "-o", str(tmp_path / "report.xml")).code == 0
    assert len(list(ElementTree.parse(tmp_path / "report.xml").iter("testcase"))) == 12  # noqa: S314 - our own
    data = json.loads(assistant("eval", "report", str(directory), "-f", "json").out)
    assert data["summary"]["metrics"]["balanced_accuracy"]["value"] == 1.0
    assert data["manifest"]["data"]["name"] == "cases.jsonl"

    same = assistant("eval", "compare", str(directory), str(directory), "--fail-on-regression")
    assert (same.code, same.err) == (0, "")
    assert "no difference shown" in same.out
    assistant("eval", "run", "cases.jsonl", "--limit", "4", "-o", "few", at=tmp_path)
    pairs = [json.loads(line)["pair"] for line in (tmp_path / "few" / "cases.jsonl").read_bytes().splitlines()]
    assert [pairs.count(pair) for pair in pairs] == [2, 2, 2, 2]
    other = assistant("eval", "compare", str(directory), "few", at=tmp_path)
    assert (other.code, other.out, other.err.count("\n")) == (2, "", 1)
    assert "give both the same --limit and --seed" in other.err


def test_a_gate_falls_short_by_the_bound(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 12)
    done = assistant("eval", "run", "cases.jsonl", "-q", "--fail-under", "balanced_accuracy=0.9", at=tmp_path)
    assert done.code == 3
    assert done.err == (
        "Gate: Balanced accuracy is 1.000 [0.661, 1.000]: its lower bound, 0.661, was to be at least 0.9.\n"
    )
    reached = assistant("eval", "report", "runs/cases-embedded", "--fail-under", "balanced_accuracy=0.6", at=tmp_path)
    assert (reached.code, reached.err) == (0, "")
    assert assistant("eval", "run", "cases.jsonl", "--fail-under", "luck=1", at=tmp_path).code == 2


def test_a_regression_fails_a_build(tmp_path: Path) -> None:
    cases = written(tmp_path / "cases.jsonl", 18)
    assistant("eval", "run", str(cases), "-o", "good", at=tmp_path)
    (tmp_path / "bad").mkdir()
    for name in ("manifest.json", "cases.jsonl"):
        (tmp_path / "bad" / name).write_bytes((tmp_path / "good" / name).read_bytes())
    good = (tmp_path / "good" / "results.jsonl").read_text(encoding="utf-8")
    turned = re.sub(r'"score":[0-9.e-]+,"predicted":0', '"score":0.9,"predicted":1', good)
    (tmp_path / "bad" / "results.jsonl").write_text(turned, encoding="utf-8")
    worse = assistant("eval", "compare", "good", "bad", "--fail-on-regression", at=tmp_path)
    assert worse.code == 3
    assert "Gate: Balanced accuracy is worse: 1.000 before, 0.500 now" in worse.err
    assert assistant("eval", "compare", "bad", "good", "--fail-on-regression", at=tmp_path).code == 0


def test_a_run_is_not_resumed_under_other_settings(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 4)
    assistant("eval", "run", "cases.jsonl", "-o", "run", at=tmp_path)
    (tmp_path / "assistant.toml").write_text('[levels]\nnumber_changed = "remark"\n', encoding="utf-8")
    again = assistant("eval", "run", "cases.jsonl", "-o", "run", at=tmp_path)
    assert (again.code, again.out) == (2, "")
    assert "holds a run with other settings (levels)" in again.err


def test_a_suite_whose_version_was_raised_is_another_run(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 12)
    about = 'description = "d"\nmade = "m"\ncases = "cases.jsonl"\nmetrics = ["auroc"]\n[thresholds]\nauroc = {}\n'
    for version, threshold, code in (("1", "0.1", 0), ("2", "0.1", 2), ("1", "inf", 1)):
        words = f'name = "mine"\nversion = "{version}"\n' + about.format(threshold)
        (tmp_path / "mine.toml").write_text(words, encoding="utf-8")
        done = assistant("eval", "run", "mine.toml", "-o", "run", "--gate", at=tmp_path)
        assert done.code == code, done.err
    assert "`thresholds.auroc`" in done.err


def test_a_report_is_judged_by_the_thresholds_that_the_run_began_with(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 12)
    words = 'name = "mine"\nversion = "1"\ndescription = "d"\nmade = "m"\ncases = "cases.jsonl"\nmetrics = ["auroc"]\n'
    (tmp_path / "mine.toml").write_text(f"{words}[thresholds]\nbalanced_accuracy = 0.9\n", encoding="utf-8")
    run = assistant("eval", "run", "mine.toml", "-o", "run", "-q", "--gate", at=tmp_path)
    (tmp_path / "mine.toml").unlink()
    report = assistant("eval", "report", "run", "--gate", at=tmp_path)
    assert (run.code, report.code) == (3, 3)
    assert report.err == run.err
    assert "its lower bound, 0.661, was to be at least 0.9" in report.err
    assert assistant("eval", "report", "run", at=tmp_path).code == 0

    assistant("eval", "run", "cases.jsonl", "-o", "own", "-q", at=tmp_path)
    without = [
        assistant("eval", *command, "--gate", at=tmp_path) for command in (("run", "cases.jsonl"), ("report", "own"))
    ]
    assert [one.code for one in without] == [2, 2]
    assert without[0].err == without[1].err


def test_half_a_run_passes_no_gate_and_is_not_compared(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 12)
    assistant("eval", "run", "cases.jsonl", "-o", "run", at=tmp_path)
    whole = (tmp_path / "run" / "results.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "run" / "results.jsonl").write_bytes(b"".join(whole[:10]))
    gated = assistant("eval", "report", "run", "--fail-under", "balanced_accuracy=0.1", at=tmp_path)
    assert (gated.code, gated.err) == (
        3,
        "Gate: Only 10 of 12 cases were judged: give the run again to resume it.\n",
    )
    compared = assistant("eval", "compare", "run", "run", "--fail-on-regression", at=tmp_path)
    assert (compared.code, compared.out) == (2, "")
    assert "only 10 of 12 cases were judged" in compared.err


def test_results_that_are_none_of_the_run_are_not_counted(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 4)
    assistant("eval", "run", "cases.jsonl", "-o", "run", at=tmp_path)
    results = tmp_path / "run" / "results.jsonl"
    real = results.read_text(encoding="utf-8")
    changes = (('"label":0', '"label":1'), ('"predicted":0', '"predicted":1'), ('"id":"case3"', '"id":"case9"'))
    for before, after in changes:
        assert before in real
        results.write_text(real.replace(before, after), encoding="utf-8")
        done = assistant("eval", "report", "run", at=tmp_path)
        assert (done.code, done.out) == (1, "")
        assert "is not one of this run: delete its line, and resume" in done.err


def test_no_report_overwrites_a_run_and_lost_cases_come_back(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 4)
    first = assistant("eval", "run", "cases.jsonl", "-o", "run", at=tmp_path).out
    for name in ("manifest.json", "cases.jsonl", "results.jsonl"):
        for command in (("report", "run"), ("compare", "run", "run"), ("calibrate", "run")):
            done = assistant("eval", *command, "-o", f"run/{name}", at=tmp_path)
            assert (done.code, done.err.count("\n")) == (2, 1)
    (tmp_path / "run" / "cases.jsonl").unlink()
    assert assistant("eval", "report", "run", at=tmp_path).code == 2
    assistant("eval", "run", "cases.jsonl", "-o", "run", at=tmp_path)
    assert assistant("eval", "report", "run", at=tmp_path).out == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cases.jsonl", "--gate"), "there are no thresholds for --gate here"),
        (("cases.jsonl", "--fail-under", "auroc=70"), "a value from -1 to 1"),
        (("cases.jsonl", "--fail-under", "auroc=-inf"), "a value from -1 to 1"),
        (("n" * 300,), "there is no suite"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    written(tmp_path / "cases.jsonl", 2)
    done = assistant("eval", "run", *arguments, at=tmp_path)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_a_run_never_takes_the_place_of_its_own_data(tmp_path: Path) -> None:
    cases = written(tmp_path / "cases.jsonl", 4).read_bytes()
    done = assistant("eval", "run", "cases.jsonl", "-o", ".", "--limit", "2", at=tmp_path)
    assert (done.code, (tmp_path / "cases.jsonl").read_bytes()) == (2, cases)
    assert "or it is lost" in done.err


def test_numbers_are_shown_where_the_page_cannot_be_written(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 2)
    (tmp_path / "run" / "report.html").mkdir(parents=True)
    done = assistant("eval", "run", "cases.jsonl", "-o", "run", at=tmp_path)
    assert (done.code, "Balanced accuracy" in done.out) == (1, True)
    assert "the results are kept, draw it with assistant eval report run" in done.err


def test_the_suites_are_listed() -> None:
    listed = assistant("eval", "list")
    assert (listed.code, listed.err) == (0, "")
    assert "smoke" in [line.partition(" ")[0] for line in listed.out.splitlines()]


def test_a_suite_is_run_by_its_name_beside_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "smoke").mkdir()
    done = assistant("eval", "run", "smoke", "--limit", "3", "--gate", "-q", at=tmp_path)
    assert (done.code, "suite smoke, version 1" in done.out) == (3, True)
    assert "Gate: Balanced accuracy" in done.err
    assert assistant("eval", "run", "attributions", at=tmp_path).err.endswith(
        "assistant eval attributions attributions\n"
    )
    assert assistant("eval", "attributions", "attributions", at=tmp_path).code == 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a run over sixty cases that nothing has interrupted."""
    folder = tmp_path_factory.mktemp("whole")
    cases = written(folder / "cases.jsonl", 60)
    assert assistant("eval", "run", str(cases), "-o", str(folder / "run"), "-q").code == 0
    return folder / "run"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_a_run_that_was_ended_comes_to_the_same(tmp_path: Path, number: signal.Signals, whole: Path) -> None:
    cases = written(tmp_path / "cases.jsonl", 60)
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "eval", "run", str(cases), "-o", "ended", "-q"],
        cwd=tmp_path,
        env=environment_with({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    results = tmp_path / "ended" / "results.jsonl"
    while not results.exists() or results.stat().st_size == 0:
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(number)
    said = process.communicate(timeout=20)
    assert process.returncode == (130 if number == signal.SIGINT else -signal.SIGKILL)
    assert said == (b"", b"")
    half = results.read_bytes()
    assert 0 < half.count(b"\n") < 60

    resumed = assistant("eval", "run", str(cases), "-o", "ended", "-q", at=tmp_path)
    assert resumed.code == 0
    assert results.read_bytes().startswith(half[: half.rfind(b"\n") + 1])
    assert results_in(tmp_path / "ended") == results_in(whole)
    compared = assistant("eval", "compare", str(whole), "ended", at=tmp_path)
    assert "Right in the first alone: 0. Right in the second alone: 0." in compared.out


def test_two_runs_into_one_directory_do_not_mix(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 4)
    (tmp_path / "both").mkdir()
    with only_writer(tmp_path / "both" / "results.jsonl"):
        second = assistant("eval", "run", "cases.jsonl", "-o", "both", "-q", at=tmp_path)
    assert (second.code, second.out) == (1, "")
    assert (
        second.err
        == "Error: both/results.jsonl is being written by another process: wait for it, or choose another file\n"
    )
    assert assistant("eval", "run", "cases.jsonl", "-o", "both", "-q", at=tmp_path).code == 0


def test_a_full_disk_ends_a_run_that_then_goes_on(tmp_path: Path) -> None:
    cases = written(tmp_path / "cases.jsonl", 18)
    assistant("eval", "run", str(cases), "-o", "whole", "-q", at=tmp_path)
    most = (tmp_path / "whole" / "results.jsonl").stat().st_size // 2
    full = subprocess.run(
        [sys.executable, "-m", "assistant", "eval", "run", str(cases), "-o", "full", "-q"],
        cwd=tmp_path,
        env=environment_with({"PYTHONDONTWRITEBYTECODE": "1"}),  # it would be cut off too
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (full.returncode, full.stdout) == (1, "")
    assert full.stderr.startswith("Error: the result of case")
    assert "make room on the disk, and run again to resume" in full.stderr
    assert assistant("eval", "run", str(cases), "-o", "full", "-q", at=tmp_path).code == 0
    assert results_in(tmp_path / "full") == results_in(tmp_path / "whole")


@pytest.mark.parametrize(
    "command",
    [
        ("run", "pipe.jsonl"),
        ("run", "pipe"),
        ("run", "pipe.toml"),
        ("run", "pipe.jsonl", "--as", "wice"),
        ("run", "pipe.jsonl", "--as", "summedits"),
        ("run", "pipe.csv", "--as", "llm-aggrefact"),
        ("units", "pipe.jsonl"),
        ("attributions", "pipe.jsonl"),
        ("attributions", "pipe"),
        ("summarize", "pipe.jsonl"),
    ],
)
def test_no_command_waits_for_a_pipe(tmp_path: Path, command: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / command[1])
    done = assistant("eval", *command, at=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == f"Error: {command[1]}: this is a pipe or a device and no file: give the path of a file on the disk\n"
    )


GOOD = rows(1)[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"claim": "It is.", "label": 1}, "cases.jsonl:3: the field `document` is missing"),
        ({**GOOD, "label": 2}, "cases.jsonl:3: `label` is 2: it must be 1"),
        ("not JSON", "cases.jsonl:3: this line is not JSON"),
        ({**GOOD, "id": "case1"}, "cases.jsonl:3: the id 'case1' stands on line 2 too"),
        (
            {**GOOD, "id": "x", "evidence": ["It rained."]},
            'cases.jsonl:3: `evidence` "It rained." is not in the document',
        ),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: object, said: str) -> None:
    path = written(tmp_path / "cases.jsonl", 2)
    with path.open("a", encoding="utf-8") as file:
        file.write((line if isinstance(line, str) else json.dumps(line)) + "\n")
    done = assistant("eval", "run", str(path), "-o", str(tmp_path / "run"))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert said in done.err
    assert not (tmp_path / "run").exists()


def test_a_run_in_which_nothing_could_be_judged_is_none(tmp_path: Path) -> None:
    written(tmp_path / "cases.jsonl", 2)
    (tmp_path / "assistant.toml").write_text("deadline = 0.2\n", encoding="utf-8")
    nobody = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": "k"}
    done = assistant("eval", "run", "cases.jsonl", "-q", "-m", "m", "-o", "run", environment=nobody, at=tmp_path)
    assert done.code == 1
    assert done.err.startswith("Error: no case could be judged: 127.0.0.1:9 ")
    assert "2 unscored, 2 failed" in done.out


@pytest.mark.parametrize(("limit", "judged"), [(1, 1), (7, 6)])
def test_a_sample_has_whole_pairs_unless_it_would_be_empty(tmp_path: Path, limit: int, judged: int) -> None:
    written(tmp_path / "cases.jsonl", 12)
    assistant("eval", "run", "cases.jsonl", "-q", "--limit", str(limit), "-o", "run", at=tmp_path)
    pairs = [one["pair"] for one in results_in(tmp_path / "run")]
    assert len(pairs) == judged
    assert all(pairs.count(pair) == 2 for pair in pairs) or limit == 1


def test_an_empty_file_and_a_hundred_thousand_lines(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    assert "empty.jsonl: there are no cases" in assistant("eval", "run", "empty.jsonl", at=tmp_path).err
    many = written(tmp_path / "many.jsonl", 100_000)
    done = assistant("eval", "run", str(many), "--limit", "4", "-o", str(tmp_path / "run"))
    assert done.code == 0
    assert "4 cases about" in done.out


def test_a_directory_that_holds_no_run(tmp_path: Path) -> None:
    done = assistant("eval", "report", str(tmp_path))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "name the directory of a run" in done.err
    written(tmp_path / "cases.jsonl", 2)
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    assert "taken cannot hold a run" in assistant("eval", "run", "cases.jsonl", "-o", "taken", at=tmp_path).err
