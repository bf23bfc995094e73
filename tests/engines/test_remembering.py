"""What is asked again when a text has been worked over, and what is remembered."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.engines.remembering import RememberingEngines
from assistant.schema import Report
from assistant.settings import load_settings
from tests.loopback import faults
from tests.loopback.answers import answer, step_of
from tests.loopback.replies import Body
from tests.loopback.server import LoopbackServer, Played

SOURCE = "Ilse Marten said that the mill would close. She denied that anyone had been warned. Ferries run until May."
NAMES = ("Ilse Marten", "Jonas Pell")


def resolving(body: Body) -> str:
    """As the scripted model answers; but "She" and "He" are the name that was read last, and speech is reported."""
    if step_of(body) != "extract":
        return answer(body)
    lines = re.findall(r"^(\d+): (.+)$", str(body["messages"][1]["content"]), re.MULTILINE)
    claims, spoken, name = [], [], "Somebody"
    for number, words in lines:
        name = next((one for one in NAMES if one in words), name)
        claim = re.sub(r"^(She|He)\b", name, words)
        cue = re.search(r"\b(said|denied) that (.+)\.", words)
        claims.append({"sentence": int(number), "claim": claim, "reported": bool(cue)})
        if cue:
            spoken.append(
                {
                    "sentence": int(number), "speaker": name, "cue": cue[1], "content": cue[2], "role": "",
                    "anonymous": False,
                }
            )  # fmt: skip
    return json.dumps({"claims": claims, "attributions": spoken})


class Writer:
    """Saves one text after another, and sees what the model is asked."""

    def __init__(self, server: LoopbackServer, trace: Path | None = None) -> None:
        settings = load_settings({"model": "m", "cache": False, "trace": trace})
        self._assistant = Assistant(settings=settings, engines=RememberingEngines(settings))
        self._server = server

    def saves(self, text: str, source: str = SOURCE) -> tuple[Report, list[str], list[str]]:
        """The report, the lines that were read to extract from, and the claims that were judged."""
        before = len(self._server.received)
        report = self._assistant.check(text, source)
        asked = {"extract": "", "verify": ""}
        for received in self._server.received[before:]:
            asked[received.step] += str(received.body["messages"][1]["content"])
        read = re.findall(r"^\d+: (.+)$", asked["extract"], re.MULTILINE)
        return report, read, re.findall(r"^c\d+: (.+)$", asked["verify"], re.MULTILINE)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackServer]:
    with LoopbackServer(answers=resolving) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.base_url)
        yield running


MILL, WARNED, FERRIES = (
    "Ilse Marten said that the mill would close.",
    "She denied that anyone had been warned.",
    "Ferries run until May.",
)


def test_a_text_that_has_stayed_is_asked_about_nothing(server: LoopbackServer) -> None:
    writer = Writer(server)
    first, read, judged = writer.saves(f"{MILL} {WARNED} {FERRIES}")
    assert (len(read), len(judged)) == (3, 3)
    again, read, judged = writer.saves(f"{MILL} {WARNED} {FERRIES}")
    assert (read, judged) == ([], [])
    assert again.model_copy(update={"usage": first.usage, "engine": first.engine}) == first


def test_a_new_sentence_is_read_with_those_before_it_and_judged_alone(server: LoopbackServer) -> None:
    writer = Writer(server)
    writer.saves(f"{FERRIES} {MILL}")
    report, read, judged = writer.saves(f"{FERRIES} {MILL} {WARNED}")
    assert read == [FERRIES, MILL, WARNED]
    assert judged == ["Ilse Marten denied that anyone had been warned."]
    assert [claim.id for claim in report.claims] == ["c1", "c2", "c3"]
    assert [report.text[one.content_spans[0].start : one.content_spans[0].end] for one in report.attributions] == [
        "the mill would close",
        "anyone had been warned",
    ]
    assert [claim.attribution for claim in report.claims] == [None, "a1", "a2"]


def test_what_leans_on_a_sentence_that_has_changed_is_read_anew(server: LoopbackServer) -> None:
    writer = Writer(server)
    writer.saves(f"{MILL} {WARNED} {FERRIES}")
    changed = MILL.replace("Ilse Marten", "Jonas Pell")
    report, read, judged = writer.saves(f"{changed} {WARNED} {FERRIES}")
    assert read == [changed, WARNED]
    assert judged == [changed, "Jonas Pell denied that anyone had been warned."]
    assert {one.speaker for one in report.attributions} == {"Jonas Pell"}


def test_what_is_moved_or_cut_keeps_its_verdict_at_its_new_place(server: LoopbackServer) -> None:
    writer = Writer(server)
    before, *_ = writer.saves(f"{FERRIES} {MILL} The weir is old.")
    after, read, judged = writer.saves(f"{MILL} The weir is old.")
    assert (read, judged) == ([], [])
    assert [claim.span.of(after.text) for claim in after.claims] == [MILL, "The weir is old."]
    assert [claim.verdict for claim in after.claims] == [claim.verdict for claim in before.claims[1:]]
    (spoken,) = after.attributions
    assert spoken.content_spans[0].of(after.text) == "the mill would close"
    assert spoken.speaker_span is not None
    assert spoken.speaker_span.of(after.text) == "Ilse Marten"


def test_another_source_has_every_claim_judged_again(server: LoopbackServer) -> None:
    writer = Writer(server)
    writer.saves(f"{MILL} {FERRIES}")
    _, read, judged = writer.saves(f"{MILL} {FERRIES}", SOURCE.replace("May", "June"))
    assert (read, judged) == ([], [MILL, FERRIES])


def test_a_claim_that_could_not_be_judged_is_asked_about_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(Played(faults.says("no JSON"), "verify", times=2), answers=resolving) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        writer = Writer(server)
        first, *_ = writer.saves(f"{MILL} {FERRIES}")
        assert all(claim.judge_failed for claim in first.claims)
        second, read, judged = writer.saves(f"{MILL} {FERRIES}")
    assert (read, judged) == ([], [MILL, FERRIES])
    assert not any(claim.judge_failed for claim in second.claims)


def test_while_a_trace_is_kept_everything_is_asked_so_that_it_is_whole(server: LoopbackServer, tmp_path: Path) -> None:
    writer = Writer(server, trace=tmp_path)
    writer.saves(f"{MILL} {FERRIES}")
    _, read, judged = writer.saves(f"{MILL} {FERRIES}")
    assert (len(read), len(judged)) == (2, 2)
