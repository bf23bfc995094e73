"""The folder beside a file of results that remembers what was submitted in batches, and keeps what came of it.

A batch is a file: first its name and the ids of its requests, before it is submitted; then its id as well; and in the
end, in the place of both, a line for each request. It is never half written, and two of one batch are never there.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from pydantic import Field, ValidationError

from assistant.errors import AssistantError, UsageError
from assistant.model.deferred import Reply
from assistant.schema.base import Frozen

_SUBMITTED, _COLLECTED = ".json", ".jsonl"


class Submission(Frozen):
    """A batch that was submitted, or was about to be."""

    host: str
    requests: tuple[str, ...]
    """The ids of its requests."""
    name: str = Field(default_factory=lambda: uuid4().hex)
    at: int = Field(default_factory=lambda: int(time.time()))
    """When, in seconds since 1970."""
    id: str | None = None
    """The endpoint's id for it; None until it is known to be submitted."""


class Submissions:
    """Those of one file of results. Raises AssistantError where the folder cannot be read or written."""

    def __init__(self, results: Path) -> None:
        self.path = results.resolve().with_name(f"{results.name}.batch")

    def under_way(self, host: str) -> list[Submission]:
        """The batches that nothing has been collected of. Raises UsageError where another host was given one."""
        found = []
        for path in self._files(_SUBMITTED):
            try:
                submission = Submission.model_validate_json(self._read(path))
            except ValidationError:
                raise self._damaged(path) from None
            if submission.host != host:
                raise UsageError(
                    f"{path} was submitted to {submission.host}, and not to {host}: "
                    f"use the same endpoint, or delete {self.path} to begin again"
                )
            found.append(submission)
        return found

    def replies(self) -> Iterator[Reply]:
        """What came of the requests of all batches that were collected."""
        for path in self._files(_COLLECTED):
            try:
                for line in self._read(path).splitlines():
                    yield Reply.model_validate_json(line)
            except ValidationError:
                raise self._damaged(path) from None

    def record(self, submission: Submission) -> None:
        self._write(f"{submission.name}{_SUBMITTED}", [submission.model_dump()])

    def collect(self, submission: Submission, replies: Sequence[Reply]) -> None:
        """Keeps what came of the batch, which is under way no more."""
        self._write(f"{submission.name}{_COLLECTED}", [reply.model_dump() for reply in replies])
        self.forget(submission)

    def forget(self, submission: Submission) -> None:
        (self.path / f"{submission.name}{_SUBMITTED}").unlink(missing_ok=True)
        with suppress(OSError):  # while it holds another batch
            self.path.rmdir()

    def forget_refusals(self) -> None:
        """Keeps the answers alone: what was refused or failed is asked anew."""
        for path in self._files(_COLLECTED):
            lines = [json.loads(line) for line in self._read(path).splitlines()]
            self._write(path.name, [line for line in lines if not line["failure"] and line["status"] == 200])

    def remove(self) -> None:
        """Removes the folder, once all documents are done."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _files(self, ending: str) -> list[Path]:
        return sorted(path for path in self.path.glob(f"*{ending}") if path.suffix == ending)

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise AssistantError(f"{path} cannot be read ({error.strerror}): check its permissions") from None

    def _write(self, name: str, lines: Iterable[object]) -> None:
        """Writes the whole file or leaves it as it was, whenever the work is interrupted."""
        unfinished = self.path / f"{name}.tmp"
        try:
            self.path.mkdir(exist_ok=True)
            with unfinished.open("wb") as file:
                file.writelines(json.dumps(line).encode() + b"\n" for line in lines)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.path / name)
        except OSError as error:
            raise AssistantError(f"{self.path} cannot be written ({error.strerror}): make room") from None

    def _damaged(self, path: Path) -> AssistantError:
        return AssistantError(f"{path} is damaged: delete it, and what it holds is asked, and paid for, again")
