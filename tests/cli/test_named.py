"""`assistant check --pairs FILE NAMES`: the pairs of the named files, and no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Outcome, assistant
from tests.loopback import faults
from tests.loopback.server import LoopbackServer, Played

TRUE = "The night ferry carries 40 people."
FALSE = "The night ferry carries 90 people."


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for name, words in {"ferry": FALSE, "mill": "The mill stands still."}.items():
        source = TRUE if name == "ferry" else words
        for folder, text in {"drafts": words, "sources": source}.items():
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = [
        {"id": name, "text_file": f"drafts/{name}.txt", "source_files": [f"sources/{name}.txt"]}
        for name in ("ferry", "mill")
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def named(at: Path, *arguments: str, environment: dict[str, str] | None = None) -> Outcome:
    return assistant("check", "--pairs", "pairs.jsonl", *arguments, at=at, environment=environment)


@pytest.mark.parametrize("name", ["drafts/ferry.txt", "./sources/ferry.txt", "pairs.jsonl"])
def test_a_text_a_source_and_the_list_itself_name_what_is_checked(repository: Path, name: str) -> None:
    done = named(repository, name, "--fail-on", "number_changed")
    assert done.code == 3
    assert done.out.startswith("ferry:\nCheck against")
    assert "mill:" not in done.out, "what does not fall short is not printed"
    assert done.err == "Gate: ferry: number_changed was found 1 time(s).\n"


def test_what_is_not_named_is_not_checked(repository: Path) -> None:
    assert named(repository, "drafts/mill.txt", "--fail-under", "1") == Outcome(0, "", "")


def test_without_gates_every_report_is_printed(repository: Path) -> None:
    done = named(repository, "drafts/mill.txt", "drafts/ferry.txt")
    assert done.code == 0
    assert done.out.index("ferry:\nCheck") < done.out.index("mill:\nCheck")


def test_a_file_that_no_pair_has_passes_for_nothing(repository: Path) -> None:
    (repository / "drafts" / "new.txt").write_text(TRUE, encoding="utf-8")
    done = named(repository, "drafts/new.txt")
    assert done.code == 2
    assert "pairs.jsonl does not say what drafts/new.txt is checked against" in done.err


def test_a_pair_that_cannot_be_read_fails_and_keeps_no_other_from_it(repository: Path) -> None:
    (repository / "sources" / "mill.txt").unlink()
    done = named(repository, "pairs.jsonl", "--fail-on", "number_changed")
    assert done.code == 1
    assert "Error: mill: " in done.err
    assert "Gate: ferry: " in done.err


def test_a_judge_that_fails_lets_nothing_pass(repository: Path) -> None:
    with LoopbackServer(Played(faults.no_verdicts, "verify")) as server:
        environment = {"OPENAI_BASE_URL": server.base_url, "ASSISTANT_MODEL": "m"}
        done = named(repository, "drafts/mill.txt", "--fail-on", "number_changed", environment=environment)
    assert done.code == 1
    assert "Error: mill: no claim could be judged" in done.err


@pytest.mark.parametrize("other", [("-o", "r.jsonl"), ("--dry-run",), ("-f", "json"), ("-s", "sources/mill.txt")])
def test_what_does_not_go_with_it_is_refused(repository: Path, other: tuple[str, ...]) -> None:
    assert named(repository, "drafts/mill.txt", *other).code == 2


def test_several_texts_need_a_list(tmp_path: Path) -> None:
    done = assistant("check", "a.txt", "b.txt", at=tmp_path)
    assert done.code == 2
    assert "--pairs" in done.err
