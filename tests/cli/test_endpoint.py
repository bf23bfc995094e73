"""The commands against an endpoint on loopback that misbehaves: a clear line, an exit code, nothing `supported`."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Outcome, assistant

Reply = tuple[int, str]
EXTRACTION = {"claims": [{"sentence": 1, "claim": "The council voted 14 to 9.", "reported": False}], "attributions": []}


def completion(content: str, finish: str = "stop") -> str:
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return json.dumps(
        {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice], "usage": usage}
    )


@contextmanager
def endpoint(extract: Reply, verify: Reply) -> Iterator[str]:
    """A server that gives one reply to what looks like an extraction, and another to all else."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["content-length"])))
            status, text = extract if "Extraction" in json.dumps(body["response_format"]) else verify
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """Nothing on the test's own output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def check(tmp_path_factory: pytest.TempPathFactory, extract: Reply, verify: Reply) -> Outcome:
    folder = tmp_path_factory.mktemp("check")
    (folder / "source.txt").write_text("The council voted 14 to 9 on Tuesday.", encoding="utf-8")
    (folder / "text.txt").write_text("The council voted 14 to 9.", encoding="utf-8")
    (folder / "assistant.toml").write_text("deadline = 4\n", encoding="utf-8")
    with endpoint(extract, verify) as address:
        return assistant(
            *("check", "text.txt", "-s", "source.txt", "--format", "json", "-m", "m", "-q"),
            at=folder,
            environment={"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "sk-a-secret-key"},
        )


def judged(label: str, quote: str) -> Reply:
    verdict = {"id": "c1", "sentences": [1], "quote": quote, "reason": "Line 1.", "label": label}
    return 200, completion(json.dumps({"verdicts": [verdict]}))


UNKNOWN_VERDICT = {"id": "c9", "sentences": [1], "quote": "The council voted", "reason": "r", "label": "supported"}
UNKNOWN_ID = (200, completion(json.dumps({"verdicts": [UNKNOWN_VERDICT]})))
GOOD_EXTRACTION = (200, completion(json.dumps(EXTRACTION)))


def test_a_right_answer_is_supported_by_the_sources_own_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    done = check(tmp_path_factory, GOOD_EXTRACTION, judged("supported", "The council voted 14 to 9"))
    (claim,) = json.loads(done.out)["claims"]
    assert (done.code, claim["verdict"], claim["evidence"][0]["start"]) == (0, "supported", 0)


def test_words_that_are_not_in_the_source_are_unverified(tmp_path_factory: pytest.TempPathFactory) -> None:
    done = check(tmp_path_factory, GOOD_EXTRACTION, judged("supported", "The council voted for it"))
    (claim,) = json.loads(done.out)["claims"]
    assert (done.code, claim["verdict"], claim["decided_by"]) == (0, "unverified", "grounding")


@pytest.mark.parametrize(
    "verify",
    [
        (200, completion("this is no JSON")),
        (200, completion('{"verdicts": []}')),
        (200, completion('{"verdicts": [', finish="length")),
        UNKNOWN_ID,
        (500, "{}"),
        (200, "<html>a proxy's page</html>"),
    ],
    ids=["not JSON", "empty", "cut", "unknown id", "500", "HTML"],
)
def test_a_judge_that_fails_leaves_the_claim_unverified_and_exits_1(
    tmp_path_factory: pytest.TempPathFactory, verify: Reply
) -> None:
    done = check(tmp_path_factory, GOOD_EXTRACTION, verify)
    report = json.loads(done.out)
    (claim,) = report["claims"]
    assert (claim["verdict"], claim["judge"], claim["judge_failed"]) == ("unverified", None, True)
    assert report["scores"]["faithfulness"] == {"value": 0.0, "numerator": 0, "denominator": 1}
    assert done.code == 1
    assert done.err.startswith("Error: no claim could be judged.")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (401, '{"error": {"message": "bad key", "code": "invalid_api_key"}}', "key"),
        (404, '{"error": {"message": "no such model", "code": "model_not_found"}}', "model"),
        (429, '{"error": {"message": "no money", "code": "insufficient_quota"}}', "quota"),
        (503, "{}", "127.0.0.1"),
    ],
)
def test_an_endpoint_that_refuses_is_one_line_that_never_shows_the_key(
    tmp_path_factory: pytest.TempPathFactory, status: int, body: str, said: str
) -> None:
    done = check(tmp_path_factory, (status, body), (status, body))
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert "secret" not in done.err
    assert done.err.count("\n") == 1


def test_a_second_time_the_cache_answers_and_a_budget_is_not_touched(tmp_path: Path) -> None:
    """The same command with the cache warm: no call, and the same bytes but for what was used."""
    (tmp_path / "source.txt").write_text("The council voted 14 to 9 on Tuesday.", encoding="utf-8")
    (tmp_path / "text.txt").write_text("The council voted 14 to 9.", encoding="utf-8")
    with endpoint(GOOD_EXTRACTION, judged("supported", "The council voted 14 to 9")) as address:
        environment = {"OPENAI_BASE_URL": address, "ASSISTANT_CACHE_DIR": str(tmp_path / "cache")}

        def check_again(*more: str) -> tuple[int, dict[str, Any]]:
            arguments = ("check", "text.txt", "-s", "source.txt", "--format", "json", "-m", "m", "-q", *more)
            done = assistant(*arguments, at=tmp_path, environment=environment)
            return done.code, json.loads(done.out)

        cold = check_again()
        warm = check_again("--budget-calls", "0")
        without = check_again("--no-cache", "--budget-calls", "0")
    assert (cold[0], warm[0], without[0]) == (0, 0, 1)
    assert warm[1].pop("usage")["calls"] == 0
    assert cold[1].pop("usage")["calls"] == 2
    assert warm[1] == cold[1]
    assert without[1]["stopped"].startswith("the budget of 0 calls")


def test_the_cache_can_be_looked_at_and_cleared(tmp_path: Path) -> None:
    environment = {"ASSISTANT_CACHE_DIR": str(tmp_path)}
    assert assistant("cache", "path", environment=environment).out == f"{tmp_path}\n"
    assert assistant("cache", "stats", environment=environment).out == "0 answers, 0.0 MB\n"
    assert assistant("cache", "clear", environment=environment).out == f"There is no cache in {tmp_path}.\n"
