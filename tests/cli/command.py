"""Runs the command as a user does: a process of its own, with no key and no settings but those that are given."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_KEPT = ("PATH", "PYTHONPATH", "HOME", "LANG", "SYSTEMROOT")


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
    *arguments: str, given: bytes = b"", environment: dict[str, str] | None = None, at: Path | None = None
) -> Outcome:
    """What `assistant ARGUMENTS` prints, and its exit code. Its cache is its own, unless `environment` names one."""
    with TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            input=given,
            capture_output=True,
            env=environment_with({"ASSISTANT_CACHE_DIR": cache, **(environment or {})}),
            cwd=at,
            timeout=120,
            check=False,
        )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
