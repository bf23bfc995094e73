"""Times RAGAS, as `timed` has it."""

from __future__ import annotations

import os
import time

os.environ["RAGAS_DO_NOT_TRACK"] = "true"

from langchain_openai import ChatOpenAI
from ragas import EvaluationDataset, RunConfig, SingleTurnSample, evaluate
from ragas.llms import LangchainLLMWrapper
from ragas.metrics import Faithfulness

from tests.benchmarks.peers.timed import tell


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


tell(seconds)
