"""An OpenAI-compatible server on loopback: it answers by a function, takes its time, has limits, fails on demand."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tests.loopback.answers import answer, step_of
from tests.loopback.batches import Batches
from tests.loopback.replies import CHARACTERS_A_TOKEN, Body, Reply, completion, failure

_LONGEST_HEAD = 1 << 16
_AT_ONCE = struct.pack("ii", 1, 0)
"""Closes a connection by a reset, and not by the usual goodbye."""
_HEAD_START = 0.01
"""Seconds before a reset, which would overtake what was sent before it."""


Fault = Callable[[Body, Reply], Reply]
"""Spoils the reply to a request."""


@dataclass(frozen=True)
class Limits:
    """So many requests in each stretch of so many seconds, and so many under way at once."""

    requests: int
    seconds: float = 60.0
    under_way: int = 1_000


@dataclass(frozen=True)
class Played:
    """A fault, the step that it is played at, and for how many requests; None for all."""

    fault: Fault
    step: str
    times: int | None = None


@dataclass
class Received:
    """One request, and how it went."""

    body: Body
    step: str
    tokens: int
    at: float
    status: int = 0
    """0 while, or where, no answer was sent."""


class LoopbackServer:
    """A server in a thread of its own, from entering the context until leaving it.

    `answers` makes the content of a completion of a request. `latency` is the seconds that each takes.
    `models` are what it lists, if anything.
    """

    def __init__(
        self,
        *played: Played,
        answers: Callable[[Body], str] = answer,
        latency: float = 0.0,
        limits: Limits | None = None,
        models: Sequence[Body] = (),
    ) -> None:
        self.received: list[Received] = []
        self.batches = Batches(lambda body: self._reply(self._take(body)))
        self.most_under_way = 0
        self._played = played
        self._answers = answers
        self._latency = latency
        self._limits = limits
        self._models = models
        self._under_way = 0
        self._address = ""
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def base_url(self) -> str:
        return f"{self._address}/v1"

    @property
    def tokens(self) -> int:
        """The input tokens of all requests, by the server's own rule."""
        return sum(received.tokens for received in self.received)

    def calls(self, step: str) -> list[Body]:
        """The requests of one step, in the order in which they came."""
        return [received.body for received in self.received if received.step == step]

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        connections: set[asyncio.Task[None]] = set()

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            connections.add(task)
            try:
                await self._connected(reader, writer)
            finally:
                connections.discard(task)

        server = await asyncio.start_server(connected, "127.0.0.1", 0, limit=_LONGEST_HEAD, backlog=128)
        self._address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers the requests of one connection, one after the other, until either side ends it."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                length = re.search(r"content-length: *(\d+)", head, re.IGNORECASE)
                content = await reader.readexactly(int(length[1]) if length else 0)
                method, path, *_ = head.split()
                if path.endswith("/models") and self._models:
                    await self._write(writer, Reply(body=json.dumps({"data": self._models}).encode()))
                    continue
                if "/chat/completions" not in path:
                    await self._write(writer, self.batches.reply(method, path.partition("?")[0], content))
                    continue
                received = self._take(json.loads(content))
                self._under_way += 1
                self.most_under_way = max(self.most_under_way, self._under_way)
                try:
                    await asyncio.sleep(self._latency)
                    reply = self._reply(received)
                    received.status = reply.status
                    await self._write(writer, reply)
                finally:
                    self._under_way -= 1
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client has gone, or the server is being stopped
        finally:
            writer.close()

    def _take(self, body: Body) -> Received:
        received = Received(body, step_of(body), _tokens(body), time.monotonic())
        self.received.append(received)
        return received

    def _reply(self, received: Received) -> Reply:
        """What is answered: that there is no room, or what the function says, spoiled by the faults played."""
        headers = self._room(received)
        if "retry-after" in headers:
            return failure(429, headers=headers, code="rate_limit_exceeded", message="slow down")
        content = self._answers(received.body)
        reply = completion(content, tokens=received.tokens, headers=headers)
        for played in self._played:
            earlier = sum(other.step == received.step for other in self.received) - 1
            if played.step == received.step and (played.times is None or earlier < played.times):
                reply = played.fault(received.body, reply)
        return reply

    def _room(self, received: Received) -> dict[str, str]:
        """The headers that say how much room there is; `retry-after` among them where there is none."""
        limits = self._limits
        if limits is None:
            return {}
        window = int(received.at / limits.seconds)
        used = sum(int(other.at / limits.seconds) == window for other in self.received)
        seconds = (window + 1) * limits.seconds - time.monotonic()
        headers = {
            "x-ratelimit-limit-requests": str(limits.requests),
            "x-ratelimit-remaining-requests": str(max(0, limits.requests - used)),
            "x-ratelimit-reset-requests": f"{max(0.0, seconds) * 1000:.0f}ms",
        }
        if used > limits.requests or self._under_way > limits.under_way:
            headers["retry-after"] = f"{max(0.01, seconds):.3f}"
        return headers

    async def _write(self, writer: asyncio.StreamWriter, reply: Reply) -> None:
        await asyncio.sleep(reply.pause)
        headers = {"content-type": "application/json", "content-length": str(len(reply.body)), **reply.headers}
        lines = [f"HTTP/1.1 {reply.status} -", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode())
        whole = reply.body[: reply.breaks_after]
        if reply.between_bytes:
            for byte in whole:
                writer.write(bytes([byte]))
                await asyncio.sleep(reply.between_bytes)
        writer.write(b"" if reply.between_bytes else whole)
        await writer.drain()
        if reply.breaks_after is not None:
            await asyncio.sleep(_HEAD_START)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            writer.transport.abort()


def _tokens(body: Body) -> int:
    return sum(len(str(message["content"])) for message in body["messages"]) // CHARACTERS_A_TOKEN
