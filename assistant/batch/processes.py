"""Processes that work side by side: one alone keeps one core busy.

They do whole documents for the embedded engine, which never waits. For a model they conclude the cases: with that in
the way of the requests, one process could not keep a quick endpoint busy.

Each is a fresh interpreter, so that neither threads nor the caller's own script are copied into it. It is asked over
its standard input, answers on its standard output, and ends when its input does: also where who asks is killed.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, BinaryIO, Protocol, TypeVar

from assistant.errors import AssistantError
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.verifier import Asked, Case, Judgements, Verification, Weigh

Answer = TypeVar("Answer")
Question = Callable[[Assistant], Coroutine[Any, Any, Answer]]
"""What is asked. For another process it is a function of a module, or a method of `Assistant`, with arguments bound."""


class Ask(Protocol):
    """Has a question answered, one at a time."""

    async def __call__(self, question: Question[Answer]) -> Answer: ...


_MAIN = f"from {__name__} import main; main()"
_SIZE = 8
"""Bytes in front of each message that say how long it is."""


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@asynccontextmanager
async def another_process(settings: Settings) -> AsyncIterator[Ask]:
    """What has questions answered in a process of its own, one at a time; the process ends on the way out.

    A document whose own question ends the process, for want of memory say, is an AssistantError like others; the next
    gets a new one.
    """
    process: Process | None = await _started(settings)

    async def ask(question: Question[Answer]) -> Answer:
        nonlocal process
        if process is None or process.returncode is not None:
            process = await _started(settings)
        try:
            answer: Answer | AssistantError = await _answer(process, question)
        except (asyncio.IncompleteReadError, ConnectionError):
            await _ended(process)
            process = None
            raise AssistantError("the process that did this document broke down: see what it said above") from None
        except asyncio.CancelledError:
            # Its answer would be read as that to the next question.
            await _ended(process)
            process = None
            raise
        if isinstance(answer, AssistantError):
            raise answer
        return answer

    try:
        yield ask
    finally:
        if process is not None:
            await _ended(process)


@asynccontextmanager
async def concluding(settings: Settings, number: int) -> AsyncIterator[Weigh]:
    """A `Weigh` that has cases concluded by `number` other processes; here, until the first of them has started."""
    free: asyncio.Queue[Ask] = asyncio.Queue()
    started = asyncio.Event()

    async def weigh(asked: Asked, case: Case) -> Verification:
        judgements = await asked
        if not started.is_set():
            return case.concluded(judgements)
        ask = await free.get()
        try:
            return await ask(partial(_concluded, case=case, judgements=judgements))
        finally:
            free.put_nowait(ask)

    async def start() -> None:
        async with another_process(settings) as ask:
            await ask(_nothing)
            free.put_nowait(ask)
            started.set()
            await asyncio.Event().wait()

    starting = [asyncio.create_task(start()) for _ in range(number)]
    try:
        yield weigh
    finally:
        for one in starting:
            one.cancel()
        await asyncio.gather(*starting, return_exceptions=True)


async def _nothing(_: Assistant) -> None:
    """Is answered once the other process has imported what it needs."""


async def _concluded(_: Assistant, case: Case, judgements: Judgements) -> Verification:
    return case.concluded(judgements)


async def _started(settings: Settings) -> Process:
    # -P: what lies in the working directory is not to be imported by chance. A session of its own: an interrupt at the
    # terminal is for the one who asks.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-c", _MAIN, stdin=PIPE, stdout=PIPE, env=environment, start_new_session=True
    )
    _ends(process)[1].write(_packed(settings))
    return process


async def _answer(process: Process, question: Question[Any]) -> Any:
    answers, questions = _ends(process)
    questions.write(_packed(question))
    await questions.drain()
    size = int.from_bytes(await answers.readexactly(_SIZE))
    return pickle.loads(await answers.readexactly(size))  # noqa: S301 - from a process that we started


async def _ended(process: Process) -> None:
    _ends(process)[1].close()
    if process.returncode is None:
        process.kill()
    await process.wait()


def _ends(process: Process) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    assert process.stdout is not None  # noqa: S101 - both are pipes
    assert process.stdin is not None  # noqa: S101
    return process.stdout, process.stdin


def main() -> None:
    """What the other process does: answers until there are no more questions."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    assistant = Assistant(settings=_next(questions))
    with asyncio.Runner() as runner:
        while (question := _next(questions)) is not None:
            try:
                answer: object = runner.run(question(assistant))
            except AssistantError as error:
                answer = error
            try:
                answers.write(_packed(answer))
                answers.flush()
            except BrokenPipeError:
                os._exit(0)  # nobody waits for it any more


def _packed(value: object) -> bytes:
    data = pickle.dumps(value)
    return len(data).to_bytes(_SIZE) + data


def _next(file: BinaryIO) -> Any:
    """The next value; None at the end."""
    size = file.read(_SIZE)
    return pickle.loads(file.read(int.from_bytes(size))) if size else None  # noqa: S301 - from the process that started this one
