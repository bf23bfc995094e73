"""Times RAGAS. Reads a line of JSON with `base_url`, `at_once` and `pairs`; prints the seconds that they took."""

from __future__ import annotations

import json
import os
import sys
import time

os.environ["RAGAS_DO_NOT_TRACK"] = "true"

from langchain_openai import ChatOpenAI
from ragas import EvaluationDataset, RunConfig, SingleTurnSample, evaluate
from ragas.llms import LangchainLLMWrapper
from ragas.metrics import Faithfulness


def seconds(pairs: list[tuple[str, str]], base_url: str, at_once: int) -> float:
    model = ChatOpenAI(model="gpt-4o-mini", base_url=base_url, api_key="none", max_retries=0)
    samples = [
        SingleTurnSample(user_input="Summarize the article.", response=text, retrieved_contexts=[source])
        for text, source in pairs
    ]
    metric = Faithfulness(llm=LangchainLLMWrapper(model))
    data, config = EvaluationDataset(samples=samples), RunConfig(max_workers=at_once)
    started = time.perf_counter()
    evaluate(data, metrics=[metric], run_config=config, show_progress=False)
    return time.perf_counter() - started


given = json.loads(sys.stdin.readline())
seconds(given["pairs"][:1], given["base_url"], 1)  # imports what is needed
print("begin", flush=True)  # noqa: T201 - read by the benchmark
sys.stdin.readline()
print(seconds(given["pairs"], given["base_url"], given["at_once"]), flush=True)  # noqa: T201 - the same
