"""Every fault of an endpoint, a row each: what the command reports, how often it asks, and how it ends."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.cli import main
from assistant.engines import Engines
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.loopback import faults
from tests.loopback.faults import missing, repeated, says, status
from tests.loopback.server import Fault, LoopbackServer, Played
from tests.scripted import waitless

KEY = "sk-a-secret-key"
SOURCE = "The council voted 14 to 9 on Tuesday to close the pier. Ferries will run until May. Repairs begin in June."
TEXT = "The council voted 14 to 9. Ferries will run until May. The pier was painted green."
WELL = "SSU"
"""Supported, supported, unsupported: the verdicts where nothing goes wrong. One that failed is "?"."""
NONE = ""
"""No report at all."""


class Row(NamedTuple):
    """What a fault at one step, for so many requests (None: all), comes to."""

    name: str
    fault: Fault
    times: int | None
    verdicts: str
    calls: int
    """At the step where the fault is."""
    code: int
    says: str
    """On stderr; where a report is made and the code is 0, as the reason of a claim that failed."""


NO_JSON = "twice did not answer in the JSON"
NO_VERDICT = "gave no single verdict on this claim"
NO_CLAIMS = '{"claims": [], "attributions": []}'
STRAY_CLAIM = '{"claims": [{"sentence": 9, "claim": "Ferries stop in May.", "reported": false}], "attributions": []}'
NO_MONEY = status(429, code="insufficient_quota")
FILTERED = status(400, code="content_filter")
SOON, NEVER = {"retry-after": "1"}, {"retry-after": "3600"}

AT_VERIFY = [
    Row("an id is missing once", missing("c2"), 1, WELL, 2, 0, ""),
    Row("an id is missing", missing("c2"), None, "S?U", 2, 0, NO_VERDICT),
    Row("an id is there twice, alike", repeated("c1", "supported"), None, WELL, 1, 0, ""),
    Row("an id is there twice, unlike, once", repeated("c3", "supported"), 1, WELL, 2, 0, ""),
    Row("an id is there twice, unlike", repeated("c3", "supported"), None, "SS?", 2, 0, NO_VERDICT),
    Row("the ids are in another order", faults.reordered, None, WELL, 1, 0, ""),
    Row("all ids are unknown once", faults.unknown, 1, WELL, 2, 0, ""),
    Row("all ids are unknown", faults.unknown, None, "???", 2, 1, NO_VERDICT),
    Row("there is an extra id", faults.extra, None, WELL, 1, 0, ""),
    Row("no verdicts", faults.no_verdicts, None, "???", 2, 1, NO_VERDICT),
    Row("an empty answer", says(""), None, "???", 2, 1, NO_JSON),
    Row("no answer in the completion", says(None), None, "???", 2, 1, NO_JSON),
    Row("not JSON, once", says("All of it is true."), 1, WELL, 2, 0, ""),
    Row("not JSON", says("All of it is true."), None, "???", 2, 1, NO_JSON),
    Row("truncated", faults.truncated, None, "???", 2, 1, NO_JSON),
    Row("a proxy's page", faults.page, None, "???", 1, 1, "no chat completion"),
    Row("cut at length, above one claim", faults.cut_above(1), None, WELL, 5, 0, ""),
    Row("cut at length", faults.cut, None, "???", 5, 1, "cut at its limit of length"),
    Row("a refusal", faults.refusal, None, "???", 1, 1, "refuses to answer about this text"),
    Row("400", status(400), None, NONE, 1, 1, "rejects the request (400 Bad Request: played failure)"),
    Row("400, of a content filter", FILTERED, None, "???", 1, 1, "refuses to answer about this text"),
    Row("401", status(401), None, NONE, 1, 1, "does not accept the key (401 Unauthorized): set OPENAI_API_KEY"),
    Row("402", status(402), None, NONE, 1, 1, "the key's quota is used up"),
    Row("403", status(403), None, NONE, 1, 1, "forbids m to this key"),
    Row("404", status(404), None, NONE, 1, 1, "knows no model m at this address"),
    Row("408", status(408), None, "???", 5, 1, "408 Request Timeout (asked 5 times)"),
    Row("409", status(409), None, "???", 5, 1, "409 Conflict (asked 5 times)"),
    Row("413", status(413), None, "???", 1, 1, "longer than m"),
    Row("429", status(429), None, "???", 5, 1, "lower the setting concurrency"),
    Row("429 with Retry-After, once", status(429, headers=SOON), 1, WELL, 2, 0, ""),
    Row("429 with Retry-After", status(429, headers=SOON), None, "???", 20, 1, "asked 20 times"),
    Row("429 with Retry-After past the deadline", status(429, headers=NEVER), None, "???", 1, 1, "(asked once)"),
    Row("429, out of quota", NO_MONEY, None, NONE, 1, 1, "the key's quota is used up"),
    Row("500", status(500), None, "???", 5, 1, "500 Internal Server Error"),
    Row("502", status(502), None, "???", 5, 1, "502 Bad Gateway"),
    Row("503, once", status(503), 1, WELL, 2, 0, ""),
    Row("503", status(503), None, "???", 5, 1, "503 Service Unavailable"),
    Row("no answer in time, once", faults.silent, 1, WELL, 2, 0, ""),
    Row("no answer in time", faults.silent, None, "???", 5, 1, "did not answer within 0.5 s (asked 5 times)"),
    Row("the connection is reset, once", faults.broken_off, 1, WELL, 2, 0, ""),
    Row("the connection is reset", faults.broken_off, None, "???", 5, 1, "broke off the connection"),
    Row("a slow drip", faults.drip, None, "???", 5, 1, "did not answer within 0.5 s (asked 5 times)"),
]

AT_EXTRACT = [
    Row("no claims", says(NO_CLAIMS), None, WELL, 1, 0, ""),
    Row("a claim of a line that is not there", says(STRAY_CLAIM), None, WELL, 1, 0, ""),
    Row("not JSON, once", says("Three claims."), 1, WELL, 2, 0, ""),
    Row("not JSON", says("Three claims."), None, NONE, 2, 1, NO_JSON),
    Row("truncated", faults.truncated, None, NONE, 2, 1, NO_JSON),
    Row("cut at length, once", faults.cut, 1, WELL, 3, 0, ""),
    Row("a refusal", faults.refusal, None, NONE, 1, 1, "refuses to answer about this text"),
    Row("401", status(401), None, NONE, 1, 1, "does not accept the key"),
    Row("404", status(404), None, NONE, 1, 1, "knows no model"),
    Row("413, once", status(413), 1, WELL, 3, 0, ""),
    Row("429, out of quota", NO_MONEY, None, NONE, 1, 1, "quota is used up"),
    Row("503", status(503), None, NONE, 5, 1, "503 Service Unavailable"),
    Row("no answer in time", faults.silent, None, NONE, 5, 1, "did not answer within 0.5 s (asked 5 times)"),
    Row("the connection is reset", faults.broken_off, None, NONE, 5, 1, "broke off the connection"),
    Row("a slow drip", faults.drip, None, NONE, 5, 1, "did not answer within 0.5 s (asked 5 times)"),
]


@dataclass(frozen=True)
class Ended:
    """How the command ended: the verdicts of its report in short, the reasons of those that failed."""

    code: int
    out: str
    err: str

    @property
    def verdicts(self) -> str:
        claims = json.loads(self.out)["claims"] if self.out else []
        return "".join("?" if claim["judge_failed"] else claim["verdict"][0].upper() for claim in claims)

    @property
    def reasons(self) -> str:
        claims = json.loads(self.out)["claims"] if self.out else []
        return " ".join(claim["reason"] for claim in claims if claim["judge_failed"])


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """`assistant check` in this process, where no wait between two attempts takes any time."""
    (tmp_path / "source.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "assistant.toml").write_text("timeout = 0.5\ndeadline = 60\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setattr("assistant.cli.check.assistant_for", _waitless)
    return Command(monkeypatch, capfdbinary)


@pytest.fixture(autouse=True)
def _interrupts_as_before() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, handler)


class Command:
    """The command, with what it takes to run it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[bytes]) -> None:
        self._monkeypatch = monkeypatch
        self._captured = captured

    def __call__(self, server: LoopbackServer) -> Ended:
        arguments = ("check", "text.txt", "-s", "source.txt", "-f", "json", "-m", "m", "-q", "--no-cache")
        self._monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        self._monkeypatch.setattr(sys, "argv", ["assistant", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._captured.readouterr()
        return Ended(int(ended.value.code or 0), out.decode(), err.decode())


def _waitless(settings: Settings, *_: object, **__: object) -> Assistant:
    return Assistant(settings=settings, engines=Engines(settings, endpoint=waitless(settings)))


def _name(row: Row) -> str:
    return row.name


@pytest.mark.parametrize("row", AT_VERIFY, ids=_name)
def test_a_fault_at_the_verify_step(row: Row, command: Command) -> None:
    assert_row(row, "verify", command)


@pytest.mark.parametrize("row", AT_EXTRACT, ids=_name)
def test_a_fault_at_the_extract_step(row: Row, command: Command) -> None:
    assert_row(row, "extract", command)


def assert_row(row: Row, step: str, command: Command) -> None:
    with LoopbackServer(Played(row.fault, step, row.times)) as server:
        ended = command(server)
        assert (ended.verdicts, len(server.calls(step)), ended.code) == (row.verdicts, row.calls, row.code)
    assert row.says in (ended.err if ended.code else ended.reasons)
    assert len(ended.err.splitlines()) == (1 if ended.code else 0)
    assert ended.err.startswith("Error: ") or not ended.code
    assert KEY not in ended.out + ended.err


@pytest.mark.parametrize("fault", [status(401), status(404), NO_MONEY], ids=["key", "model", "quota"])
@pytest.mark.parametrize("step", ["extract", "verify"])
def test_what_makes_every_answer_impossible_ends_all_work_at_once(
    fault: Fault, step: str, command: Command, tmp_path: Path
) -> None:
    (tmp_path / "text.txt").write_text(" ".join(f"Ferry {number} runs until May." for number in range(40)))
    (tmp_path / "assistant.toml").write_text("claims_per_call = 1\nconcurrency = 4\n")
    with LoopbackServer(Played(fault, step), latency=0.05) as server:
        ended = command(server)
        assert 1 <= len(server.calls(step)) <= 4
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)


def test_the_deadline_ends_an_answer_that_drips(command: Command, tmp_path: Path) -> None:
    (tmp_path / "assistant.toml").write_text("deadline = 0.5\n")
    with LoopbackServer(Played(faults.drip, "verify")) as server:
        ended = command(server)
        assert len(server.calls("verify")) == 1
    assert (ended.code, ended.verdicts) == (1, "???")
    assert "gave no usable answer within 0.5 s" in ended.err
