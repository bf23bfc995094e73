"""How close many documents come to what their model's own pace allows. Run with `make bench` on a quiet machine."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from assistant import Assistant, Settings
from assistant.batch import Outcome, Pair, acheck_all
from tests.benchmarks.peers.answers import answer_anybody
from tests.loopback.server import LoopbackServer

DOCUMENTS = 100
LATENCY = 0.2
CONCURRENCY = 16
WORST_RATIO = 1.25
ROOT = Path(__file__).parents[2]
PEERS = os.environ.get("ASSISTANT_PEERS", "")

_TOWNS = "Merrow Halden Osterby Larn Velmar Tolk Brisby Anse".split()
_NEWS = (
    "The council of {town} voted {one} to {two} to keep the night ferry.",
    "Its two boats carried {three} passengers in March.",
    "The crew will be paid from a fund that the harbour set up last year.",
    "A bridge would cost more than the town can borrow.",
    "Most islanders work on the mainland and come home after dark.",
    "The next timetable is printed in autumn.",
)


def article(number: int) -> str:
    """Six sentences of local news, with other figures for each number."""
    town = _TOWNS[number % len(_TOWNS)]
    return " ".join(_NEWS).format(town=town, one=9 + number % 7, two=number % 8, three=4_000 + number)


def summary(number: int) -> str:
    """Two of its sentences, the second with another figure."""
    first, second, *_ = article(number).split(". ")
    return f"{first}. {second.replace('carried', 'carried about')}."


def check_all(settings: Settings, numbers: Iterable[int]) -> list[tuple[float, Outcome]]:
    """What `assistant check --pairs` does with these articles: what became of each, and when."""
    pairs = [Pair(id=str(number), text=summary(number), sources=(article(number),)) for number in numbers]
    done: list[tuple[float, Outcome]] = []

    def told(outcome: Outcome) -> None:
        done.append((time.perf_counter(), outcome))

    asyncio.run(acheck_all(pairs, Assistant(settings=settings), BytesIO(), told=told))
    return done


class Counted(NamedTuple):
    """What the server saw."""

    calls: int
    tokens: int
    most_under_way: int


def serve(pipe: Connection) -> None:
    """Runs the server, says where it is, and at every word that comes what it has seen since the one before."""
    with LoopbackServer(answers=answer_anybody, latency=LATENCY) as server:
        pipe.send(server.base_url)
        while pipe.recv():
            pipe.send(Counted(len(server.received), server.tokens, server.most_under_way))
            server.received.clear()


@contextmanager
def server_apart() -> Iterator[tuple[str, Callable[[], Counted]]]:
    """A server in a process of its own, so that it takes no time from what is measured: its address and its counts."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    process.start()

    def counted() -> Counted:
        ours.send(True)
        seen: Counted = ours.recv()
        return seen

    yield ours.recv(), counted
    ours.send(False)
    process.join()


@pytest.mark.benchmark
def test_a_hundred_documents_keep_the_model_busy() -> None:
    """Where ASSISTANT_PEERS names a Python that has `ragas` and `deepeval`, these check the same afterwards."""
    with server_apart() as (base_url, counted):
        settings = Settings(engine="model", model="loopback", base_url=base_url, cache=False, concurrency=CONCURRENCY)
        check_all(settings, [DOCUMENTS])  # imports what is needed
        counted()
        started = time.perf_counter()
        done = check_all(settings, range(DOCUMENTS))
        taken = time.perf_counter() - started
        seen = counted()
        pace = seconds_in_the_middle(settings)
        counted()
        print(f"\n{'':10} {'calls':>5} {'tokens in':>9} {'seconds':>7} {'ideal':>5} ratio")  # noqa: T201 - the result
        _tell("assistant", seen, taken)
        _tell("its pace", seen, pace)
        for name in ("ragas", "deepeval") if PEERS else ():
            peer = seconds_of(name, base_url, counted)
            _tell(name, counted(), peer)
    assert {outcome.usage.calls for _, outcome in done} == {2}
    assert len(done) * 2 == seen.calls
    assert seen.most_under_way == CONCURRENCY
    assert taken < WORST_RATIO * ideal(seen)


def seconds_in_the_middle(settings: Settings) -> float:
    """What so many documents take when others go before and after: without the start of processes, and the end."""
    done = check_all(settings, range(2 * DOCUMENTS))
    first = DOCUMENTS // 2
    return done[first + DOCUMENTS - 1][0] - done[first - 1][0]


def ideal(seen: Counted) -> float:
    """The seconds that the model needs, always as busy as it may be."""
    return seen.calls * LATENCY / CONCURRENCY


def seconds_of(peer: str, base_url: str, counted: Callable[[], Counted]) -> float:
    """What another checker takes for the same documents, by as many requests at once, without its imports."""
    pairs = [(summary(number), article(number)) for number in range(DOCUMENTS)]
    given = json.dumps({"base_url": base_url, "at_once": CONCURRENCY, "pairs": pairs})
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(
            [PEERS, "-m", f"tests.benchmarks.peers.with_{peer}"],
            cwd=folder,  # DeepEval leaves files where it runs
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(given + "\n")
        process.stdin.flush()
        while process.stdout.readline() != "begin\n":
            assert process.poll() is None, f"{peer} ended early"
        counted()
        process.stdin.write("\n")
        process.stdin.flush()
        return float(process.stdout.read().split()[-1])


def _tell(name: str, seen: Counted, taken: float) -> None:
    print(  # noqa: T201 - the result
        f"{name:10} {seen.calls:5} {seen.tokens:9,} {taken:7.2f} {ideal(seen):5.2f} {taken / ideal(seen):.2f}"
    )
