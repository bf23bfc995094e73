"""Runs the command as a user does: a process of its own, with no key and no settings but those that are given."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.cli import main

_KEPT = ("PATH", "PYTHONPATH", "HOME", "LANG", "SYSTEMROOT")
_SECONDS = 120
_APPENDED = os.O_WRONLY | os.O_APPEND | os.O_CREAT
_IMPORTED = (
    "tests.cli.command",
    "assistant.pipeline",
    "assistant.reports.text_report",
    "assistant.evaluation.reports.page",
    "assistant.evaluation.runs.asking",
    "instructor",
    "openai",
)


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


def environment_with(given: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command: what any process needs, and `given`."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**kept, "PYTHONUTF8": "1", **given}


def assistant(
    *arguments: str,
    given: bytes = b"",
    environment: dict[str, str] | None = None,
    at: Path | None = None,
    together: bool = False,
) -> Outcome:
    """What `assistant ARGUMENTS` prints, and its exit code. Its cache is its own, unless `environment` names one.

    `together` has errors and notes in `out` too, where they come, as a terminal shows them.
    """
    with TemporaryDirectory() as folder:
        known = environment_with({"ASSISTANT_CACHE_DIR": str(Path(folder, "cache")), **(environment or {})})
        streams = [Path(folder, name) for name in ("in", "out", "out" if together else "err")]
        streams[0].write_bytes(given)
        if sys.platform == "linux" and not any(name.startswith("PYTHON") for name in environment or {}):
            code = _forked(arguments, known, at or Path.cwd(), streams)
        else:
            code = _started(arguments, known, at or Path.cwd(), streams)
        return Outcome(code, *(stream.read_bytes().decode() for stream in streams[1:]))


def _started(arguments: tuple[str, ...], environment: dict[str, str], at: Path, streams: list[Path]) -> int:
    command = [sys.executable, "-m", "assistant", *arguments]
    given, out, err = streams
    with given.open("rb") as stdin, out.open("ab") as stdout, err.open("ab") as stderr:
        done = subprocess.run(
            command, stdin=stdin, stdout=stdout, stderr=stderr, env=environment, cwd=at, timeout=_SECONDS, check=False
        )
    return done.returncode


def _forked(arguments: tuple[str, ...], environment: dict[str, str], at: Path, streams: list[Path]) -> int:
    """The same, forked from a process that has imported what nearly every command does: that takes most of its time."""
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(list(_IMPORTED))
    process = forks.Process(target=_run, args=(arguments, environment, at, streams))
    process.start()
    process.join(_SECONDS)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"assistant {' '.join(arguments)} runs for longer than {_SECONDS} seconds")
    return process.exitcode


def _run(arguments: tuple[str, ...], environment: dict[str, str], at: Path, streams: list[Path]) -> None:
    for number, (stream, flags) in enumerate(zip(streams, (os.O_RDONLY, _APPENDED, _APPENDED), strict=True)):
        os.dup2(os.open(stream, flags), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - it stays open as long as the process
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(at)
    sys.argv = ["assistant", *arguments]
    main()
