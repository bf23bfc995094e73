"""Where the data that ships with the package lies: prompts, evaluation suites, the example article."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_directory(name: str) -> Path:
    """The folder `name` ("prompts" or "evals") as shipped in the wheel, else beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
