"""The suites that ship with the package: a manifest in TOML, and the file of cases that it names."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import DatasetError, UsageError
from assistant.resources import data_directory


class Suite(BaseModel):
    """What a suite is, how it was made, and where its cases lie."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    description: str
    made: str
    """How its cases came about, and who judged them."""
    cases: Path


def find(name: str) -> Suite:
    """The suite of that name; its `cases` is a path that exists to be loaded. Raises UsageError for an unknown name."""
    suites = {suite.name: suite for suite in available()}
    if name not in suites:
        raise UsageError(f"there is no suite {name!r}: choose one of {', '.join(suites)}, or give the path of a file")
    return suites[name]


def available() -> tuple[Suite, ...]:
    """All suites that ship with the package, by name. Raises DatasetError where a manifest is broken."""
    return tuple(_suite(path) for path in sorted(data_directory("evals").glob("*.toml")))


def _suite(path: Path) -> Suite:
    try:
        suite = Suite.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise DatasetError(f"{path}: this manifest of a suite is broken ({reason}): install the package anew") from None
    return suite.model_copy(update={"cases": path.parent / suite.cases})
