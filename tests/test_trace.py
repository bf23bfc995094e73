"""What a trace keeps of the work on a document, and that it draws the same report again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant
from assistant.errors import TraceError
from assistant.schema import ExtractionReport, Length, Report, Usage
from assistant.settings import Settings
from tests.agreeing import agree, agreeing, assistant_at
from tests.scripted import KEY, Body, ScriptedTransport, fails, limited, refuses, says, says_by

SOURCE = "The council voted 14 to 9 on Tuesday. Ferries will run until May. The pier is closed."
TEXT = "Ferries will run until May. The pier is closed. The pier is new."


def traced(directory: Path, transport: ScriptedTransport, **changes: object) -> Report:
    return assistant_at(transport, trace=directory, **changes).check(TEXT, SOURCE)


def events(directory: Path) -> list[dict[str, Any]]:
    (file,) = directory.glob("*.jsonl")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def without_usage(report: Report | ExtractionReport) -> dict[str, Any]:
    return report.model_copy(update={"usage": Usage()}).model_dump()


def test_it_holds_each_step_and_never_the_key(tmp_path: Path) -> None:
    report = traced(tmp_path, agreeing(), base_url="http://user:secret@model.test/v1?token=secret")
    kept = events(tmp_path)
    per_question = ["question", "completion", "outcome"]
    assert [event["event"] for event in kept] == [
        "started", *per_question, *per_question, "decision", "decision", "decision", "finished"
    ]  # fmt: skip
    asked = [event for event in kept if event["event"] == "question"]
    assert "Ferries will run until May." in asked[0]["messages"][1]["content"]
    assert asked[1]["prompt"].startswith(f"verify {report.engine.prompts['verify']}")
    assert json.loads(kept[5]["content"])["verdicts"][0]["label"] == "supported"
    assert [event["verdict"] for event in kept if event["event"] == "decision"] == [
        claim.verdict for claim in report.claims
    ]
    whole = json.dumps(kept)
    assert KEY not in whole
    assert "secret" not in whole


def fails_then_agrees(times: int) -> list[Any]:
    return [fails(503)] * times + [says_by(agree)] * 4


@pytest.mark.parametrize(
    "replies",
    [
        [says_by(agree)],
        fails_then_agrees(2),
        [says_by(agree), refuses()],
        [says_by(agree), says("no JSON"), says("no JSON")],
        [says_by(agree), *[fails(500)] * 5],
    ],
    ids=["an answer", "a retry", "a refusal", "no JSON", "a failure"],
)
def test_a_replay_draws_the_same_report_without_a_call(tmp_path: Path, replies: list[Any]) -> None:
    report = traced(tmp_path, ScriptedTransport(*replies))
    again = Assistant.replay(tmp_path)
    assert without_usage(again) == without_usage(report)
    assert again.usage.calls == 0


@pytest.mark.parametrize("tells", [True, False])
def test_a_replay_divides_a_long_source_as_it_was_divided(tmp_path: Path, tells: bool) -> None:
    def find_nothing(body: Body) -> Any:
        answer: Any = agree(body)
        for verdict in answer.get("verdicts", ()):
            verdict["label"] = "unsupported"
        return answer

    transport = ScriptedTransport(limited(says_by(find_nothing), 1500, tells=tells))
    assistant = assistant_at(transport, trace=tmp_path)
    for days in (200, 300):  # of the second source it is known beforehand that it is too long
        source = " ".join(f"{SOURCE} That was on day {day} of the talks." for day in range(days))
        report = assistant.check(TEXT, source)
        trace = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        assert without_usage(Assistant.replay(trace)) == without_usage(report)
    assert transport.calls > 12


def test_a_waiver_holds_in_a_replay_that_held_on_the_day(tmp_path: Path) -> None:
    waiver = {
        "kind": "number_changed",
        "text": "16 to 9",
        "reason": "told so by the clerk",
        "date": "2020-01-01",
        "until": "2020-01-02",
    }
    assistant_at(agreeing(), trace=tmp_path, waivers=[waiver]).check("The council voted 16 to 9 on Tuesday.", SOURCE)
    (file,) = tmp_path.glob("*.jsonl")
    first, *others = file.read_text(encoding="utf-8").splitlines(keepends=True)
    assert _waived(Assistant.replay(file)) == [False]
    file.write_text(json.dumps({**json.loads(first), "at": "2020-01-02T12:00:00+00:00"}) + "\n" + "".join(others))
    assert _waived(Assistant.replay(file)) == [True]


def _waived(report: Report | ExtractionReport) -> list[bool]:
    assert isinstance(report, Report)
    return [finding.waived is not None for claim in report.claims for finding in claim.findings]


def test_retries_are_in_it(tmp_path: Path) -> None:
    traced(tmp_path, ScriptedTransport(*fails_then_agrees(2)))
    retries = [event for event in events(tmp_path) if event["event"] == "retry"]
    assert [(event["attempt"], event["status"]) for event in retries] == [(1, 503), (2, 503)]


def summary(body: Body) -> object:
    if body["messages"][1]["content"].startswith("Source:") and "Length:" in body["messages"][1]["content"]:
        return {"summary": [{"text": "Ferries will run until May.", "sentences": [2]}]}
    return agree(body)


def test_a_summary_an_extraction_and_an_article_against_itself_replay_too(tmp_path: Path) -> None:
    assistant = assistant_at(ScriptedTransport(says_by(summary)), trace=tmp_path)
    article = f"Ferries run on\n\n{SOURCE}\n"
    done: list[Report | ExtractionReport] = [
        assistant.summarize(SOURCE, length=Length(words=20), bullets=True),
        assistant.extract(TEXT),
        assistant.check(article),
    ]
    files = sorted(tmp_path.glob("*.jsonl"), key=lambda file: file.stat().st_mtime_ns)
    assert [without_usage(Assistant.replay(file)) for file in files] == [without_usage(report) for report in done]
    with pytest.raises(TraceError, match="holds 3 traces"):
        Assistant.replay(tmp_path)


def test_the_embedded_engine_leaves_a_trace_too(tmp_path: Path) -> None:
    settings = Settings(engine="embedded", trace=tmp_path)
    report = Assistant(settings=settings).check(TEXT, SOURCE)
    assert without_usage(Assistant.replay(tmp_path)) == without_usage(report)


def test_a_second_trace_of_the_same_texts_keeps_the_first(tmp_path: Path) -> None:
    for _ in range(2):
        traced(tmp_path, agreeing())
    assert len(list(tmp_path.glob("*.jsonl"))) == 2


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda lines: lines[:0], "its first line is missing"),
        (lambda lines: lines[1:], "its first line is missing"),
        (lambda lines: [lines[0], "nonsense", *lines[1:]], "line 2, is no JSON"),
        (lambda lines: ["[]", *lines], "line 1, is no event"),
        (lambda lines: lines[:4], "has no answer to a question"),
    ],
    ids=["empty", "no first line", "no JSON", "no event", "cut short"],
)
def test_a_damaged_trace_is_said(tmp_path: Path, damage: Any, said: str) -> None:
    traced(tmp_path, agreeing())
    (file,) = tmp_path.glob("*.jsonl")
    file.write_text("\n".join(damage(file.read_text(encoding="utf-8").splitlines())), encoding="utf-8")
    with pytest.raises(TraceError, match=said):
        Assistant.replay(file)


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    report = traced(tmp_path, agreeing())
    (file,) = tmp_path.glob("*.jsonl")
    file.write_text(file.read_text(encoding="utf-8") + '{"event": "fini', encoding="utf-8")
    assert without_usage(Assistant.replay(file)) == without_usage(report)


def test_where_it_cannot_be_written_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    transport = agreeing()
    with pytest.raises(TraceError, match="cannot be written"):
        traced(tmp_path / "file", transport)
    assert transport.calls == 0


def test_what_is_no_trace_is_said(tmp_path: Path) -> None:
    with pytest.raises(TraceError, match="there is no trace"):
        Assistant.replay(tmp_path)
