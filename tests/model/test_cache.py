"""The cache through the client: what is asked for once only, and what becomes of a file that is no use."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.errors import AnswerCutError, ModelAnswerError
from assistant.model import Endpoint, ModelClient
from assistant.model.cache import clear, file_in, statistics
from assistant.schema import Usage
from tests.scripted import ScriptedTransport, Waits, refuses, says, scripted_settings

MESSAGES = ({"role": "system", "content": "Greet."}, {"role": "user", "content": "An article."})
HELLO, GOODBYE = {"greeting": "hello"}, {"greeting": "goodbye"}


class Greeting(BaseModel):
    greeting: str


def ask(directory: Path, transport: ScriptedTransport, *, sample: int = 0, **changes: object) -> tuple[Greeting, Usage]:
    """One question by a client of its own, as another command would ask it."""

    async def asked() -> tuple[Greeting, Usage]:
        settings = scripted_settings(cache=True, cache_dir=directory, **changes)
        client = ModelClient(Endpoint(settings, transport=transport, sleep=Waits()))
        try:
            return (await client.ask(MESSAGES, Greeting, sample=sample)).answer, client.usage
        finally:
            await client.aclose()

    return asyncio.run(asked())


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    transport = ScriptedTransport(says(HELLO), says(GOODBYE))
    first, _ = ask(tmp_path, transport)
    again, usage = ask(tmp_path, transport)
    assert first == again == Greeting(greeting="hello")
    assert (transport.calls, usage) == (1, Usage(cache_hits=1))


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "another"},
        {"base_url": "http://elsewhere.test/v1"},
        {"temperature": 1.0},
        {"structured_output": "json"},
        {"sample": 1},
    ],
    ids=str,
)
def test_whatever_the_answer_depends_on_makes_it_another_question(tmp_path: Path, changes: dict[str, object]) -> None:
    transport = ScriptedTransport(says(HELLO), says(GOODBYE))
    ask(tmp_path, transport)
    sample = changes.pop("sample", 0)
    assert isinstance(sample, int)
    answer, _ = ask(tmp_path, transport, sample=sample, **changes)
    assert answer == Greeting(greeting="goodbye")


def test_a_refusal_is_asked_about_again_and_a_cut_answer_is_not(tmp_path: Path) -> None:
    transport = ScriptedTransport(refuses(), says(HELLO, finish="length"), says(HELLO))
    for error in (ModelAnswerError, AnswerCutError, AnswerCutError):
        with pytest.raises(error):
            ask(tmp_path, transport)
    assert transport.calls == 2


def test_a_key_is_in_no_file_of_the_cache(tmp_path: Path) -> None:
    ask(tmp_path, ScriptedTransport(says(HELLO)))
    assert all(b"sk-scripted-key" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_damaged_file_is_started_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file_in(tmp_path).write_bytes(b"this is no database, and never was one" * 100)
    transport = ScriptedTransport(says(HELLO))
    for _ in range(3):
        assert ask(tmp_path, transport)[0] == Greeting(greeting="hello")
    assert transport.calls == 1
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "damaged" in caplog.text


def test_a_file_damaged_in_its_middle_never_stops_the_work(tmp_path: Path) -> None:
    transport = ScriptedTransport(says(HELLO))
    ask(tmp_path, transport)
    content = file_in(tmp_path).read_bytes()
    for at in range(100, len(content), 512):
        file_in(tmp_path).write_bytes(content[:at] + b"\xff" * 64 + content[at + 64 :])
        assert ask(tmp_path, transport)[0] == Greeting(greeting="hello")


def test_a_locked_file_never_stops_the_work(tmp_path: Path) -> None:
    transport = ScriptedTransport(says(HELLO))
    ask(tmp_path, transport)
    other = sqlite3.connect(file_in(tmp_path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert ask(tmp_path, transport, model="another")[0] == Greeting(greeting="hello")
    other.close()
    assert statistics(tmp_path).answers == 1


def test_a_directory_that_cannot_be_made_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "file"
    file.write_text("in the way", encoding="utf-8")
    answer, _ = ask(file, ScriptedTransport(says(HELLO)))
    assert answer == Greeting(greeting="hello")
    assert len(caplog.records) == 1
    assert "goes on without it" in caplog.text


def test_it_is_bounded_and_what_was_used_last_stays(tmp_path: Path) -> None:
    long = {"greeting": "hello " * 1_000}
    for number in range(120):
        ask(tmp_path, ScriptedTransport(says(long)), model=f"model {number}", cache_megabytes=0.1)
    assert 0 < statistics(tmp_path).megabytes < 0.3
    last = ScriptedTransport(says(long))
    ask(tmp_path, last, model="model 119")
    assert last.calls == 0


def test_clearing_removes_it(tmp_path: Path) -> None:
    transport = ScriptedTransport(says(HELLO))
    ask(tmp_path, transport)
    assert clear(tmp_path)
    assert not clear(tmp_path)
    assert statistics(tmp_path).answers == 0
    ask(tmp_path, transport)
    assert transport.calls == 2


def fill(directory: Path, first: int) -> None:
    for number in range(first, first + 20):
        ask(directory, ScriptedTransport(says(HELLO)), model=f"model {number}")


def test_several_processes_share_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=fill, args=(tmp_path, first)) for first in (0, 20, 40)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert statistics(tmp_path).answers == 60
