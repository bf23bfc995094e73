"""The Batch API of the server: files, batches, and what comes of their requests, out of order."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from tests.loopback.replies import Body, Reply, failure

Line = dict[str, Any]

_HOURS_24 = 86_400


class Batches:
    """What was submitted, and how it goes: by `answer`, and as the fields below say, which a test may set."""

    def __init__(self, answer: Callable[[Body], Reply]) -> None:
        self.submitted: list[list[Line]] = []
        """The requests of each batch."""
        self.status = "completed"
        """What each batch is when it is asked about."""
        self.spoil: Callable[[Line], Line | None] = lambda line: line
        """Changes the line of a request that was answered, or loses it."""
        self.refuses: dict[str, Reply] = {}
        """What is replied to a request, by method and path, in the place of the true reply."""
        self.asked: list[str] = []
        """The method and path of each request."""
        self._answer = answer
        self._files: dict[str, bytes] = {}
        self._batches: dict[str, Line] = {}

    def reply(self, method: str, path: str, content: bytes) -> Reply:
        asked = f"{method} {path.removeprefix('/v1')}"
        self.asked.append(asked)
        refused = next((reply for start, reply in self.refuses.items() if asked.startswith(start)), None)
        # What the endpoint refuses in the end it may have done all the same: its answer was lost.
        done = self._done(asked, content) if refused is None or refused.status >= 500 else None
        return refused or done or failure(404, message="there is no such thing here")

    def _done(self, asked: str, content: bytes) -> Reply | None:
        method, _, kind, *rest = re.split("[ /]", asked)
        if kind == "files" and method == "POST":
            return _json(self._upload(content))
        if kind == "batches" and method == "POST":
            return _json(self._create(json.loads(content)))
        if kind == "batches" and not rest:
            newest_first = [self._shown(batch) for batch in reversed(self._batches.values())]
            return _json({"object": "list", "data": newest_first, "has_more": False})
        if kind == "batches" and rest[0] in self._batches:
            return _json(self._shown(self._batches[rest[0]]))
        return Reply(body=self._files[rest[0]]) if kind == "files" and rest[0] in self._files else None

    def _upload(self, content: bytes) -> Line:
        """A file out of a form: the part that comes after a head with a file name."""
        boundary = content.split(b"\r\n")[0]
        part = next(part for part in content.split(boundary) if b"filename=" in part)
        return self._kept(part.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n"))

    def _create(self, asked: Line) -> Line:
        requests = [json.loads(line) for line in self._files[asked["input_file_id"]].splitlines()]
        self.submitted.append(requests)
        now = int(time.time())
        batch = {
            **asked,
            "id": f"batch_{len(self._batches) + 1}",
            "object": "batch",
            "created_at": now,
            "expires_at": now + _HOURS_24,
            "requests": requests,
        }
        self._batches[batch["id"]] = batch
        return {"id": batch["id"], "object": "batch", "status": "validating"}

    def _shown(self, batch: Line) -> Line:
        """The batch as it is now. Its requests are answered when it is first seen to have ended."""
        if self.status in ("completed", "expired") and "output_file_id" not in batch:
            lines = [self._line(request) for request in reversed(batch["requests"])]
            well = [line for line in lines if line and not line["error"] and line["response"]["status_code"] == 200]
            ill = [line for line in lines if line and line not in well]
            batch["output_file_id"] = self._kept(_jsonl(well))["id"]
            batch["error_file_id"] = self._kept(_jsonl(ill))["id"]
        of, status = len(batch["requests"]), self.status
        counts = {"total": of, "completed": of if status == "completed" else 1, "failed": 0}
        errors = {"object": "list", "data": [{"code": "limit", "message": "too many tokens are enqueued"}]}
        shown = {name: value for name, value in batch.items() if name != "requests"}
        return {**shown, "status": status, "request_counts": counts, "errors": errors if status == "failed" else None}

    def _line(self, request: Line) -> Line | None:
        reply = self._answer(request["body"])
        response = {"status_code": reply.status, "request_id": "r", "body": json.loads(reply.body)}
        return self.spoil({"id": "l", "custom_id": request["custom_id"], "response": response, "error": None})

    def _kept(self, content: bytes) -> Line:
        identifier = f"file-{len(self._files) + 1}"
        self._files[identifier] = content
        return {"id": identifier, "object": "file", "bytes": len(content), "purpose": "batch"}


def _json(said: Line) -> Reply:
    return Reply(body=json.dumps(said).encode())


def _jsonl(lines: list[Line]) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)
