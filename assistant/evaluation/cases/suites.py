"""Suites: a manifest in TOML, and the file of cases that it names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import DatasetError, UsageError
from assistant.evaluation.cases.invalid import first_fault
from assistant.evaluation.cases.rows import regular
from assistant.resources import data_directory


class Kind(StrEnum):
    """What the cases of a suite are."""

    CLAIMS = "claims"
    """A document, a text about it, and whether the document supports it."""
    ATTRIBUTIONS = "attributions"
    """A text in which every attribution is marked."""
    SUMMARIES = "summaries"
    """An article that is to be summarized, with its key points."""


class Suite(BaseModel):
    """What a suite is, how it was made, where its cases lie, and what is expected of a run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    """Raised when scores on it stop being comparable."""
    description: str
    made: str
    """How its cases came about, and who judged them."""
    cases: Path
    kind: Kind = Kind.CLAIMS
    metrics: tuple[str, ...] = Field(min_length=1)
    """The metrics that a report puts first."""
    thresholds: Mapping[str, Annotated[float, Field(ge=-1, le=1)]] = Field(default_factory=dict)
    """What `--gate` asks for, by metric: the bound of the interval has to reach it."""


def is_there(path: Path) -> bool:
    """Whether a path names something that exists; one that cannot be a name does not."""
    try:
        return path.exists()
    except OSError:
        return False


def find(name: str) -> Suite:
    """The suite of that name, or that of a manifest at that path. Raises UsageError for an unknown name."""
    if name.lower().endswith(".toml"):
        return read_suite(Path(name))
    suites = {suite.name: suite for suite in available()}
    if name not in suites:
        raise UsageError(f"there is no suite {name!r}: choose one of {', '.join(suites)}, or give the path of a file")
    return suites[name]


def available() -> tuple[Suite, ...]:
    """All suites that ship with the package, by name. Raises DatasetError where a manifest is broken."""
    return tuple(read_suite(path) for path in sorted(data_directory("evals").glob("*.toml")))


def read_suite(path: Path) -> Suite:
    """The suite of a manifest; its `cases` is a path from here. Raises DatasetError where it is broken."""
    try:
        suite = Suite.model_validate(tomllib.loads(regular(path).read_text(encoding="utf-8")))
    except OSError as error:
        raise DatasetError(f"{path}: this manifest cannot be read ({error.strerror}): give the path of one") from None
    except ValidationError as error:
        raise DatasetError(f"{path}: {first_fault(error)}: correct this manifest of a suite") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DatasetError(f"{path}: this is not TOML ({error}): correct this manifest of a suite") from None
    return suite.model_copy(update={"cases": path.parent / suite.cases})
