"""A slow model on loopback that knows which document each request is about, and counts."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_NAMES = re.compile(r"Clinic \d+")


def words_of(number: int) -> str:
    """A text about which the endpoint has an answer."""
    return f"Clinic {number} opened on Tuesday and is full."


class Endpoint:
    """What was asked, by document. It can refuse a document, or a kind of request, with a status and a code."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.requests: Counter[str] = Counter()
        self.refused: dict[str, tuple[int, str]] = {}
        self.under_way = 0
        self.most_under_way = 0
        self.arrived = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        return {"OPENAI_BASE_URL": self.address, "ASSISTANT_MODEL": "m"}


@contextmanager
def endpoint(latency: float = 0.0) -> Iterator[Endpoint]:
    """An endpoint that takes `latency` seconds for an answer, and supports every claim."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["content-length"])))
            (name,) = set(_NAMES.findall(body["messages"][-1]["content"]))
            known.requests[name] += 1
            known.arrived.set()
            known.under_way += 1
            known.most_under_way = max(known.under_way, known.most_under_way)
            time.sleep(latency)
            kind = _kind(body)
            status, code = known.refused.get(name) or known.refused.get(kind) or (200, "")
            error = {"error": {"message": "scripted", "code": code}}
            written = json.dumps(_completion(_answer(name, kind)) if status == 200 else error).encode()
            known.under_way -= 1
            try:
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("retry-after", "0")
                self.send_header("content-length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)
            except OSError:
                self.close_connection = True  # who asked was killed

        def log_message(self, *_: object) -> None:
            """Nothing on the test's own output."""

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            """A connection that was cut is what these tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    known = Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _kind(body: dict[str, Any]) -> str:
    schema = json.dumps(body["response_format"])
    return "extract" if "Extraction" in schema else "summarize" if "Summary" in schema else "verify"


def _answer(name: str, kind: str) -> dict[str, Any]:
    words = f"{name} opened on Tuesday and is full."
    if kind == "extract":
        return {"claims": [{"sentence": 1, "claim": words, "reported": False}], "attributions": []}
    if kind == "summarize":
        return {"summary": [{"text": words, "sentences": [1]}]}
    verdict = {"id": "c1", "sentences": [1], "reason": "Line 1.", "label": "supported"}
    return {"verdicts": [verdict]}


def _completion(answer: dict[str, Any]) -> dict[str, Any]:
    message = {"role": "assistant", "content": json.dumps(answer)}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }
