"""How another checker is timed: it reads its pairs from standard input, and begins when it is told to."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

Seconds = Callable[[list[tuple[str, str]], str, int], float]
"""What `pairs` take at an address, so many at once."""


def tell(seconds: Seconds) -> None:
    """Reads a line of JSON with `base_url`, `at_once` and `pairs`; says "begin", awaits a line, prints the seconds."""
    given = json.loads(sys.stdin.readline())
    seconds(given["pairs"][:1], given["base_url"], 1)  # imports what is needed
    print("begin", flush=True)  # noqa: T201 - read by the benchmark
    sys.stdin.readline()
    print(seconds(given["pairs"], given["base_url"], given["at_once"]), flush=True)  # noqa: T201 - the same
