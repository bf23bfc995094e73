"""How close many documents come to what their model's own pace allows. Run with `make bench` on a quiet machine."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from multiprocessing.connection import Connection
from typing import NamedTuple

import pytest

from assistant import Assistant, Settings
from assistant.batch import Outcome, Pair, acheck_all
from tests.loopback.server import LoopbackServer

DOCUMENTS = 100
LATENCY = 0.2
CONCURRENCY = 16
WORST_RATIO = 1.25

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


def check_all(settings: Settings, numbers: Iterable[int]) -> tuple[Outcome, ...]:
    """What `assistant check --pairs` does with these articles."""
    pairs = [Pair(id=str(number), text=summary(number), sources=(article(number),)) for number in numbers]
    return asyncio.run(acheck_all(pairs, Assistant(settings=settings), BytesIO()))


class Counted(NamedTuple):
    """What the server saw."""

    calls: int
    tokens: int
    most_under_way: int


def serve(pipe: Connection) -> None:
    """Runs the server, says where it is, and at every word that comes what it has seen since the one before."""
    with LoopbackServer(latency=LATENCY) as server:
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
    with server_apart() as (base_url, counted):
        settings = Settings(engine="model", model="loopback", base_url=base_url, cache=False, concurrency=CONCURRENCY)
        check_all(settings, [DOCUMENTS])  # imports what is needed
        counted()
        started, used = time.perf_counter(), time.process_time()
        outcomes = check_all(settings, range(DOCUMENTS))
        taken, used = time.perf_counter() - started, time.process_time() - used
        seen = counted()
    ideal = seen.calls * LATENCY / CONCURRENCY
    print(  # noqa: T201 - the result
        f"\n{DOCUMENTS} documents: {seen.calls} calls, {seen.tokens:,} input tokens (characters / 4), {taken:.2f} s, "
        f"{taken / ideal:.2f} x {ideal:.2f} s; {used:.2f} s of a processor"
    )
    assert {outcome.usage.calls for outcome in outcomes} == {2}
    assert len(outcomes) * 2 == seen.calls
    assert seen.most_under_way == CONCURRENCY
    assert taken < WORST_RATIO * ideal
