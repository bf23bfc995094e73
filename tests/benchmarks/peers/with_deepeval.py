"""Times DeepEval, as `timed` has it."""

from __future__ import annotations

import os
import time

os.environ.update(DEEPEVAL_TELEMETRY_OPT_OUT="YES", DEEPEVAL_DISABLE_PROGRESS_BAR="1", OPENAI_API_KEY="none")

from deepeval import evaluate
from deepeval.evaluate import AsyncConfig, CacheConfig, DisplayConfig
from deepeval.metrics import FaithfulnessMetric
from deepeval.models import GPTModel
from deepeval.test_case import LLMTestCase

from tests.benchmarks.peers.timed import tell


def seconds(pairs: list[tuple[str, str]], base_url: str, at_once: int) -> float:
    model = GPTModel(model="gpt-4o-mini", base_url=base_url, api_key="none")
    metric = FaithfulnessMetric(model=model, include_reason=False, async_mode=True)
    cases = [
        LLMTestCase(input="Summarize the article.", actual_output=text, retrieval_context=[source])
        for text, source in pairs
    ]
    started = time.perf_counter()
    evaluate(
        cases,
        [metric],
        async_config=AsyncConfig(run_async=True, max_concurrent=at_once, throttle_value=0),
        display_config=DisplayConfig(show_indicator=False, print_results=False),
        cache_config=CacheConfig(write_cache=False, use_cache=False),
    )
    return time.perf_counter() - started


tell(seconds)
