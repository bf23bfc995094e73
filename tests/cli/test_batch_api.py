"""Documents by way of the Batch API: submitted, left, collected, and in the end as if the model was asked live."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.cli import main
from assistant.model.batch_api import in_files
from assistant.pipeline import Assistant
from tests.cli.command import environment_with
from tests.cli.test_faults import AT_EXTRACT, AT_VERIFY, Row
from tests.loopback.batches import Line
from tests.loopback.faults import status
from tests.loopback.replies import Reply, failure
from tests.loopback.server import Fault, LoopbackServer, Played

SOURCE = "The council voted 14 to 9 on Tuesday to close the pier. Ferries will run until May. Repairs begin in June."
TEXT = "The council voted 14 to 9. Ferries will run until May. The pier was painted green."
OTHERS = ["Repairs begin in June. Ferries will run until May.", "Ferries will run until May. Repairs begin in July."]
NOT_YET = 4
_MOST_ROUNDS = 12
_AT_VERIFY = {
    *("an id is missing once", "all ids are unknown", "not JSON, once", "not JSON", "cut at length, above one claim"),
    *("a refusal", "400", "400, of a content filter", "413", "503"),
}
_AT_EXTRACT = {"cut at length, once", "413, once"}
_ROWS = [row for row in AT_VERIFY if row.name in _AT_VERIFY] + [row for row in AT_EXTRACT if row.name in _AT_EXTRACT]
"""Of the faults that a line of a file may have, one of each kind."""


class Ended(NamedTuple):
    code: int
    err: str

    @property
    def said(self) -> str:
        """The one line that it said."""
        (line,) = self.err.splitlines()
        return line


class Commands:
    """Gives commands in this process, in a folder with `pairs.jsonl`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._captured = captured
        self.write_pairs(TEXT, *OTHERS)

    def write_pairs(self, *texts: str) -> None:
        rows = [{"id": f"d{number}", "text": text, "source": SOURCE} for number, text in enumerate(texts, 1)]
        (self.folder / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    def check(self, server: LoopbackServer, *arguments: str, to: str = "out.jsonl") -> Ended:
        return self.give(server, "check", "--pairs", "pairs.jsonl", "-o", to, *arguments)

    def give(self, server: LoopbackServer, *arguments: str) -> Ended:
        self._monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        self._monkeypatch.setattr(sys, "argv", ["assistant", *arguments, "-q"])
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(int(ended.value.code or 0), self._captured.readouterr().err.decode())

    def to_the_end(self, give: Callable[[], Ended]) -> Ended:
        """How the same command ends, given again and again until nothing is awaited any more."""
        for _ in range(_MOST_ROUNDS):
            if (ended := give()).code != NOT_YET:
                return ended
        pytest.fail("the work comes to no end")

    def lines(self, name: str = "out.jsonl") -> dict[str, Line]:
        """The lines by id, without the seconds."""
        found = {}
        for written in (self.folder / name).read_text().splitlines():
            line: Line = json.loads(written)
            if "report" in line:
                del line["report"]["usage"]["seconds"]
                del line["report"]["engine"]["host"]
            found[line["id"]] = line
        return found

    def verdicts(self, identifier: str) -> str:
        line = self.lines()[identifier]
        return "".join("?" if c["judge_failed"] else c["verdict"][0].upper() for c in line["report"]["claims"])


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Commands:
    for name in ("ASSISTANT_MODEL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ASSISTANT_MODEL", "m")
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return Commands(tmp_path, monkeypatch, capfdbinary)


def test_submitted_left_and_collected_it_is_as_if_asked_live(commands: Commands) -> None:
    with LoopbackServer() as server:
        assert commands.check(server, "--no-cache", to="live.jsonl").code == 0
        live = [received.body for received in server.received]
        server.batches.status = "in_progress"
        submitted = commands.check(server, "--batch-api")
        early = commands.check(server, "--batch-api")
        server.batches.status = "completed"
        second = commands.check(server, "--batch-api")
        collected = commands.check(server, "--batch-api")
    assert [submitted.code, early.code, second.code, collected.code] == [NOT_YET, NOT_YET, NOT_YET, 0]
    assert submitted.said.startswith("Submitted 3 requests of 3 documents as batch_1: give the same command again")
    assert early.said.startswith("Under way as batch_1, 1 of 3 requests done, to end by 20")
    assert second.said.startswith("Submitted 3 requests of 3 documents as batch_2")
    assert commands.lines() == commands.lines("live.jsonl")
    assert list(commands.lines()) == ["d1", "d2", "d3"]
    assert len({line["custom_id"] for line in _lines(server)}) == 6
    assert {(line["method"], line["url"]) for line in _lines(server)} == {("POST", "/v1/chat/completions")}
    assert _sorted(line["body"] for line in _lines(server)) == _sorted(live)
    assert not list(commands.folder.glob("out.jsonl.*"))


def test_summaries_go_that_way_too_and_what_the_cache_knows_is_not_asked(commands: Commands) -> None:
    (commands.folder / "news").mkdir()
    for name in ("a.txt", "b.md"):
        (commands.folder / "news" / name).write_text(f"Ferry {name} was sold. {SOURCE}")
    with LoopbackServer() as server:
        asked = ("summarize", "news", "-n", "2", "-o")
        assert commands.to_the_end(lambda: commands.give(server, *asked, "out.jsonl", "--batch-api")).code == 0
        assert [len(batch) for batch in server.batches.submitted] == [2, 2, 2]
        assert commands.give(server, *asked, "again.jsonl", "--batch-api").code == 0
        assert len(server.batches.submitted) == 3
        assert commands.give(server, *asked, "live.jsonl", "--no-cache").code == 0
    assert commands.lines() == commands.lines("live.jsonl")
    assert {line["report"]["usage"]["cache_hits"] for line in commands.lines("again.jsonl").values()} == {3}


def _step_of(row: Row) -> str:
    return "verify" if row in AT_VERIFY else "extract"


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{_step_of(row)}: {row.name}")
def test_a_faulty_answer_comes_to_the_same_as_a_live_one(row: Row, commands: Commands) -> None:
    commands.write_pairs(TEXT)
    with LoopbackServer(Played(row.fault, _step_of(row), row.times)) as server:
        ended = commands.to_the_end(lambda: commands.check(server, "--batch-api", "--no-cache"))
    assert ended.code == row.code
    line = commands.lines().get("d1", {})
    if row.code == 0:
        assert commands.verdicts("d1") == row.verdicts
    else:
        assert "report" not in line
        told = f"{ended.err} {line.get('error')}"
        assert row.says in told or "failed on this in 3 batches" in told


@pytest.mark.parametrize("fault", [status(401), status(429, code="insufficient_quota"), status(503)])
def test_a_request_that_fails_three_times_is_its_document_s_failure_and_no_other_s(
    fault: Fault, commands: Commands
) -> None:
    def only_of_the_first(body: Line, reply: Reply) -> Reply:
        return fault(body, reply) if "painted green" in json.dumps(body) else reply

    with LoopbackServer(Played(only_of_the_first, "verify")) as server:
        ended = commands.to_the_end(lambda: commands.check(server, "--batch-api"))
    assert [len(batch) for batch in server.batches.submitted] == [3, 3, 1, 1]
    assert ended.code == 1
    assert "failed on this in 3 batches" in commands.lines()["d1"]["error"]
    assert "played failure" in commands.lines()["d1"]["error"]
    assert {name: "report" in line for name, line in commands.lines().items()} == {"d1": False, "d2": True, "d3": True}


def test_of_a_text_whose_judge_fails_on_some_claims_those_are_unverified(commands: Commands) -> None:
    (commands.folder / "assistant.toml").write_text("claims_per_call = 1\n")

    def of_one_claim(body: Line, reply: Reply) -> Reply:
        return failure(500) if "c2: " in body["messages"][1]["content"] else reply

    with LoopbackServer(Played(of_one_claim, "verify")) as server:
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api")).code == 0
    assert commands.verdicts("d1") == "S?U"
    assert commands.lines()["d1"]["report"]["scores"]["faithfulness"]["denominator"] == 3


@pytest.mark.parametrize(
    ("spoilt", "ends_as"),
    [
        (lambda _: None, "completed"),
        (lambda line: {**line, "response": None, "error": {"code": "batch_expired", "message": "too late"}}, "expired"),
        (lambda line: {**line, "custom_id": None}, "completed"),
    ],
    ids=["lost", "expired", "without an id"],
)
def test_what_has_no_answer_is_asked_again(
    spoilt: Callable[[Line], Line | None], ends_as: str, commands: Commands
) -> None:
    with LoopbackServer() as server:
        commands.check(server, "--batch-api")
        missing = server.batches.submitted[0][1]["custom_id"]
        server.batches.status = ends_as
        server.batches.spoil = lambda line: spoilt(line) if line["custom_id"] == missing else line
        commands.check(server, "--batch-api")
        server.batches.status, server.batches.spoil = "completed", lambda line: line
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api")).code == 0
    assert missing in {line["custom_id"] for line in server.batches.submitted[1]}
    assert commands.verdicts("d2") == "SS"


def test_a_batch_that_is_not_taken_is_said_and_submitted_anew(commands: Commands) -> None:
    with LoopbackServer() as server:
        commands.check(server, "--batch-api")
        server.batches.status = "failed"
        failed = commands.check(server, "--batch-api")
        server.batches.status = "completed"
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api")).code == 0
    assert failed.code == 1
    assert "did not take the batch batch_1 (too many tokens are enqueued)" in failed.said
    assert [len(batch) for batch in server.batches.submitted] == [3, 3, 3]


def test_what_was_refused_is_asked_anew_by_the_next_command(commands: Commands) -> None:
    with LoopbackServer(Played(status(400), "extract", 1)) as server:
        refused = commands.to_the_end(lambda: commands.check(server, "--batch-api"))
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api")).code == 0
    assert (refused.code, "rejects the request" in refused.err) == (1, True)
    assert [len(batch) for batch in server.batches.submitted] == [3, 2, 1, 1]


def test_a_batch_whose_answer_was_lost_is_found_and_not_paid_for_twice(commands: Commands) -> None:
    with LoopbackServer() as server:
        server.batches.refuses = {"POST /batches": failure(502)}
        lost = commands.check(server, "--batch-api")
        server.batches.refuses = {}
        assert commands.check(server, "--batch-api", to="another.jsonl").code == NOT_YET
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api")).code == 0
    assert (lost.code, "answered 502 Bad Gateway (asked once)" in lost.said) == (1, True)
    assert [len(batch) for batch in server.batches.submitted] == [3, 3, 3]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way")
@pytest.mark.parametrize(
    ("number", "code", "step"),
    [(signal.SIGKILL, -signal.SIGKILL, "POST /batches"), (signal.SIGINT, 130, "POST /files")],
)
def test_an_interruption_while_submitting_loses_nothing(
    number: signal.Signals, code: int, step: str, commands: Commands
) -> None:
    with LoopbackServer() as server:
        server.batches.refuses = {step: Reply(status=500, pause=60.0)}
        environment = environment_with({name: os.environ[name] for name in os.environ if name.startswith("ASSISTANT_")})
        command = [
            sys.executable,
            "-m",
            "assistant",
            "check",
            "--pairs",
            "pairs.jsonl",
            "-o",
            "out.jsonl",
            "--batch-api",
        ]
        process = subprocess.Popen(
            command,
            cwd=commands.folder,
            env={**environment, "OPENAI_BASE_URL": server.base_url},
            stderr=subprocess.PIPE,
        )
        while step not in server.batches.asked:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(number)
        process.communicate(timeout=10)
        server.batches.refuses = {}
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api")).code == 0
    assert process.returncode == code
    assert [len(batch) for batch in server.batches.submitted] == [3, 3]


def test_a_damaged_memory_is_named(commands: Commands) -> None:
    with LoopbackServer() as server:
        commands.check(server, "--batch-api")
        (memory,) = (commands.folder / "out.jsonl.batch").iterdir()
        memory.write_text(memory.read_text()[:40])
        damaged = commands.check(server, "--batch-api")
    assert (damaged.code, len(server.batches.submitted)) == (1, 1)
    assert damaged.said.startswith(f"Error: {memory} is damaged: delete it")


def test_another_endpoint_is_not_asked_for_the_batch(commands: Commands) -> None:
    with LoopbackServer() as server, LoopbackServer() as other:
        commands.check(server, "--batch-api")
        refused = commands.check(other, "--batch-api")
    assert (refused.code, other.batches.asked) == (2, [])
    assert "use the same endpoint" in refused.said


def test_a_batch_that_the_endpoint_does_not_know_is_named(commands: Commands) -> None:
    with LoopbackServer() as server:
        commands.check(server, "--batch-api")
        server.batches.refuses = {"GET /batches": failure(404)}
        unknown = commands.check(server, "--batch-api")
    assert (unknown.code, len(server.batches.submitted)) == (1, 1)
    assert "has no batch batch_1: use the key that submitted it" in unknown.said


@pytest.mark.parametrize("absent", ["POST /files", "POST /batches"])
def test_an_endpoint_without_a_batch_api(absent: str, commands: Commands) -> None:
    with LoopbackServer() as server:
        server.batches.refuses = {absent: failure(404)}
        ended = commands.check(server, "--batch-api")
    assert ended.code == 1
    assert ended.said.endswith("offers no Batch API: leave out --batch-api")
    assert not list(commands.folder.glob("out.jsonl.*"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--pairs", "pairs.jsonl", "-o", "out.jsonl", "--engine", "embedded"], "asks a language model"),
        (["check", "--pairs", "pairs.jsonl"], "name one with --output"),
        (["check", "pairs.jsonl"], "list them with --pairs"),
        (["summarize", "pairs.jsonl"], "is for many texts"),
    ],
)
def test_where_nothing_can_be_submitted(arguments: list[str], says: str, commands: Commands) -> None:
    with LoopbackServer() as server:
        ended = commands.give(server, *arguments, "--batch-api")
    assert (ended.code, server.batches.asked) == (2, [])
    assert says in ended.said


def test_several_judges_are_asked_in_a_batch_for_each_model(commands: Commands) -> None:
    judges = ("--judge", "a", "--judge", "b", "--judges", "2", "--shuffle")
    with LoopbackServer() as server:
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api", "--no-cache", *judges)).code == 0
        assert commands.check(server, "--no-cache", *judges, to="live.jsonl").code == 0
    assert [{line["body"]["model"] for line in batch} for batch in server.batches.submitted] == [{"m"}, {"a"}, {"b"}]
    assert commands.lines() == commands.lines("live.jsonl")


def test_all_that_can_be_asked_at_once_is_in_one_batch(commands: Commands) -> None:
    """Live, the first call about a long source goes ahead of the others, so that these find its prefix in a cache."""
    (commands.folder / "assistant.toml").write_text("claims_per_call = 1\n")
    long = " ".join(f"{SOURCE} It was day {day} of the talks." for day in range(60))
    (commands.folder / "pairs.jsonl").write_text(json.dumps({"text": TEXT, "source": long}))
    with LoopbackServer() as server:
        assert commands.to_the_end(lambda: commands.check(server, "--batch-api")).code == 0
    assert [len(batch) for batch in server.batches.submitted] == [1, 3]


def test_a_trace_is_of_the_whole_work_and_replays(commands: Commands) -> None:
    with LoopbackServer() as server:
        commands.to_the_end(lambda: commands.check(server, "--batch-api", "--trace", "traces"))
    traces = sorted((commands.folder / "traces").iterdir())
    assert len(traces) == 3
    replayed = [Assistant.replay(trace).model_dump(mode="json")["claims"] for trace in traces]
    assert _sorted(replayed) == _sorted(line["report"]["claims"] for line in commands.lines().values())


def test_what_goes_beyond_the_budget_is_not_submitted(commands: Commands) -> None:
    with LoopbackServer() as server:
        assert commands.check(server, "--batch-api", "--budget-calls", "2").code == 1
        assert (commands.folder / "out.jsonl").read_text() == ""
        assert server.batches.submitted == []
        ended = commands.to_the_end(lambda: commands.check(server, "--batch-api", "--budget-calls", "6"))
    assert (ended.code, len(commands.lines())) == (0, 3)


def test_where_the_budget_has_no_room_for_the_claims_nothing_is_asked_about_them_either(commands: Commands) -> None:
    (commands.folder / "assistant.toml").write_text("claims_per_call = 1\n")
    commands.write_pairs(" ".join(f"Ferry {number} runs until May." for number in range(500)))
    with LoopbackServer() as server:
        ended = commands.check(server, "--batch-api", "--budget-tokens", "4000")
    assert (ended.code, server.batches.submitted) == (1, [])
    assert "go beyond the budget" in ended.said


def test_gates_judge_what_was_collected(commands: Commands) -> None:
    with LoopbackServer() as server:
        ended = commands.to_the_end(lambda: commands.check(server, "--batch-api", "--fail-under", "0.9"))
    assert (ended.code, "2 of 3 documents fall short" in ended.err) == (3, True)


def test_files_hold_no_more_than_the_endpoint_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"r{number}": {"model": "m"} for number in range(50_001)}
    assert [len(identifiers) for identifiers, _ in in_files(many)] == [50_000, 1]
    monkeypatch.setattr("assistant.model.batch_api._MOST_BYTES", 250)
    few = {f"r{number}": {"model": "m" if number % 2 else "n"} for number in range(6)}
    files = list(in_files(few))
    assert [len(identifiers) for identifiers, _ in files] == [2, 1, 2, 1]
    assert all(len(content) <= 250 for _, content in files)
    assert [json.loads(line)["custom_id"] for _, content in files for line in content.splitlines()] == [
        identifier for identifiers, _ in files for identifier in identifiers
    ]


def _lines(server: LoopbackServer) -> list[Line]:
    return [line for batch in server.batches.submitted for line in batch]


def _sorted(values: Iterable[Any]) -> list[str]:
    return sorted(json.dumps(value, sort_keys=True) for value in values)
