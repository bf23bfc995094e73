"""A trace: everything that was asked, answered and decided about one document, as JSON lines that replay.

Its lines, each with an `event` and the time `at` which it was written: `context` (what a model's refusals had taught
of its length before), `started` (the settings without the key, and the documents), `question` (a rendered prompt and
the key of its answer), `completion` (what came back, word for word), `retry`, `outcome` (the parsed answer of a
question, or the error that it ended with), `decision` (one claim: what the judge said, what the rules found, and the
verdict), `repaired` (what was changed, and why), `finished`.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import TraceError
from assistant.schema import Document
from assistant.settings import Settings

_MOST_OF_ONE_NAME = 10_000


class TraceFile:
    """A `Trace` that writes to a new file in a directory. Raises TraceError where that cannot be done."""

    def __init__(self, directory: Path, name: str) -> None:
        try:
            directory.mkdir(parents=True, exist_ok=True)
            self._file = _new(directory, name).open("x", encoding="utf-8")
        except OSError as error:
            raise _unwritable(directory, error) from None

    def __call__(self, event: str, **details: object) -> None:
        line = json.dumps({"event": event, "at": datetime.now(UTC).isoformat(), **details})
        try:
            self._file.write(line + "\n")
            self._file.flush()
        except OSError as error:
            raise _unwritable(Path(self._file.name), error) from None

    def close(self, *, keep: bool = True) -> None:
        """Closes the file; takes it away where the work is going to be done from its beginning again."""
        self._file.close()
        if not keep:
            Path(self._file.name).unlink(missing_ok=True)


class Recording:
    """The answers of a trace, by the key of their question: they are all the answers that there are."""

    def __init__(self, path: Path) -> None:
        events = _events(path)
        self._path = path
        self._answers: dict[str, deque[Mapping[str, Any]]] = {}
        for event in events:
            if event["event"] == "outcome":
                self._answers.setdefault(event["key"], deque()).append(event)
        started = next((event for event in events if event["event"] == "started"), None)
        if started is None:
            raise TraceError(f"{path} does not say what it is a trace of: its first line is missing")
        self._version = started["version"]
        self.contexts: list[tuple[str, int | None, int | None]] = [
            (event["model"], event["told"], event["refused"]) for event in events if event["event"] == "context"
        ]
        """Of each model what its refusals had taught before: the limit that it told, and the least that it refused."""
        self.day = datetime.fromisoformat(started["at"]).astimezone().date()
        self.doing: str = started["doing"]
        self.asked: Mapping[str, object] = started["asked"]
        self.calibration: Mapping[str, object] | None = started.get("calibration")
        """What was applied to the judge's confidence."""
        self.settings = Settings.model_validate(started["settings"])
        self.documents = [Document.model_validate(document) for document in started["documents"]]

    def get(self, key: str) -> str:
        """The answer. Raises TraceError where the trace has none: another version made it, or it was cut short."""
        if key not in self._answers:
            raise TraceError(
                f"{self._path} has no answer to a question that is asked now: it was not finished, or it was made with "
                f"other prompts or another version ({self._version}) of this package"
            )
        # A question that failed may have been asked again later: its answers come in their order.
        outcomes = self._answers[key]
        kept = outcomes.popleft() if len(outcomes) > 1 else outcomes[0]
        return json.dumps({name: kept[name] for name in ("answer", "certainties", "error", "message", "limit")})

    def put(self, key: str, answer: str) -> None:
        """Nothing is kept: a trace stays as it was written."""

    def close(self) -> None:
        """Nothing is open."""


def find_trace(path: Path) -> Path:
    """The one trace that `path` is, or holds. Raises TraceError where there is none, or several."""
    if path.is_file():
        return path
    traces = sorted(path.glob("*.jsonl")) if path.is_dir() else []
    if len(traces) == 1:
        return traces[0]
    if traces:
        raise TraceError(f"{path} holds {len(traces)} traces: name one of them, such as {traces[0]}")
    raise TraceError(f"there is no trace in {path}: name a file or a directory that --trace has written")


def _events(path: Path) -> list[Mapping[str, Any]]:
    """Its lines; a last one that was cut off in the middle is left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TraceError(f"{path} cannot be read ({error}): name a trace") from None
    events: list[Mapping[str, Any]] = []
    for number, line in enumerate(lines, 1):
        try:
            event = json.loads(line)
        except json.JSONDecodeError:
            if number == len(lines):
                break
            raise TraceError(f"{path}, line {number}, is no JSON: the file is no trace, or it is damaged") from None
        if not isinstance(event, dict) or "event" not in event:
            raise TraceError(f"{path}, line {number}, is no event: the file is no trace")
        events.append(event)
    return events


def _new(directory: Path, name: str) -> Path:
    """A file that is not there yet: a trace never takes the place of an earlier one."""
    names = (f"{name}.jsonl", *(f"{name}-{number}.jsonl" for number in range(2, _MOST_OF_ONE_NAME)))
    return next(directory / one for one in names if not (directory / one).exists())


def _unwritable(path: Path, error: OSError) -> TraceError:
    return TraceError(f"the trace {path} cannot be written ({error.strerror}): choose another place with --trace")
