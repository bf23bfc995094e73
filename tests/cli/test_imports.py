"""What a command imports is what makes it slow to start: the model clients never come along uninvited."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"openai", "instructor", "tenacity", "trafilatura", "pypdf", "numpy", "httpx2", "genai_prices"}
SCRIPT = """
import json, sys
from assistant.cli import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "besides"),
    [
        (["--help"], {"pydantic", "rich", "jinja2"}),
        (["check", "--example", "--format", "json"], {"rich", "jinja2"}),
        (["check", "--example", "--format", "sarif"], {"rich", "jinja2"}),
        (["check", "--example", "--format", "junit"], {"rich", "jinja2"}),
        (["schema"], {"rich", "jinja2"}),
        (["check", "--example"], {"jinja2"}),
        (["summarize", "--example"], {"jinja2"}),
    ],
)
def test_a_command_imports_only_what_it_uses(arguments: list[str], besides: set[str]) -> None:
    assert imported(*arguments) & (HEAVY | besides) == set()
