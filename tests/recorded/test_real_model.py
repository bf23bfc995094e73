"""A real model's answers about our example article, recorded once and replayed: no network, the same bytes.

Record anew, after a prompt or a request has changed, with a model at OPENAI_BASE_URL:

    ASSISTANT_RECORD=1 OPENAI_BASE_URL=http://127.0.0.1:8091/v1 ASSISTANT_MODEL=qwen2.5-coder-1.5b \
        python -m pytest tests/recorded
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import vcr

from assistant import Assistant, Length, Settings
from assistant.resources import data_directory
from assistant.schema import Report, Verdict

HERE = Path(__file__).parent
EXAMPLE = data_directory("evals") / "examples"
RECORDING = os.environ.get("ASSISTANT_RECORD") == "1"
SETTINGS = Settings(
    engine="model",
    model=os.environ.get("ASSISTANT_MODEL", "qwen2.5-coder-1.5b") if RECORDING else "qwen2.5-coder-1.5b",
    base_url=os.environ.get("OPENAI_BASE_URL", "") if RECORDING else "http://127.0.0.1:8091/v1",
    api_key="not-a-key",
    claims_per_call=3,
    concurrency=1,
    cache=False,
    logprobs=False,
    timeout=900,
    deadline=1800,
)


@pytest.fixture
def replayed(request: pytest.FixtureRequest) -> Iterator[None]:
    recorder = vcr.VCR(
        record_mode=vcr.mode.ALL if RECORDING else vcr.mode.NONE,
        match_on=["method", "path", "body"],
        filter_headers=["authorization", "user-agent", "x-stainless-os", "x-stainless-arch"],
        decode_compressed_response=True,
        before_record_response=_without_folders,
    )
    with recorder.use_cassette(str(HERE / f"{request.node.name}.yaml")):
        yield


def _without_folders(response: dict[str, Any]) -> dict[str, Any]:
    """A local server tells where its weights lie; nobody else need know."""
    body = response["body"]["string"]
    return {**response, "body": {"string": re.sub(rb"(?:/[^/\"\\]+)+/(?=[^/\"\\]+\.gguf)", b"", body)}}


@pytest.mark.usefixtures("replayed")
def test_check() -> None:
    report = Assistant(settings=SETTINGS).check(EXAMPLE / "faulty-summary.txt", EXAMPLE / "article.txt")
    _holds_its_word(report)
    assert not any(claim.judge_failed for claim in report.claims)
    faults = {finding.kind.value for claim in report.claims for finding in claim.findings if finding.level == "fault"}
    assert {"number_changed", "wrong_speaker", "quote_altered", "name_not_in_source"} <= faults
    assert report.scores.faithfulness is not None
    assert report.scores.faithfulness.denominator >= 8


@pytest.mark.usefixtures("replayed")
def test_summarize() -> None:
    report = Assistant(settings=SETTINGS).summarize(EXAMPLE / "article.txt", length=Length(sentences=2))
    _holds_its_word(report)
    assert report.summary
    assert all(sentence.rests_on for sentence in report.summary)


def _holds_its_word(report: Report) -> None:
    """What must be true whatever the model said."""
    assert report.engine.model == SETTINGS.model
    assert report.engine.host == "127.0.0.1:8091"
    assert report.usage.calls >= 2
    assert report.usage.input_tokens > 0
    for claim in report.claims:
        if claim.verdict is Verdict.SUPPORTED:
            assert claim.judge is Verdict.SUPPORTED
            assert claim.evidence
            assert not any(finding.level == "fault" for finding in claim.findings)
