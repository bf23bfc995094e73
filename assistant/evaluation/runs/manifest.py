"""The manifest of a run: what was run on what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from assistant._version import __version__
from assistant.errors import UsageError
from assistant.evaluation.cases.rows import DataFile
from assistant.evaluation.cases.suites import Kind, Suite
from assistant.evaluation.runs.scoring import THRESHOLD
from assistant.schema import EngineIdentity

RUN_VERSION = "5"
"""Raised when the results of before stop being comparable."""
MANIFEST = "manifest.json"
_LONGEST_SHOWN = 60


class SuiteIdentity(BaseModel):
    """The suite that the cases are of, as it was when the run began."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    metrics: tuple[str, ...]
    thresholds: Mapping[str, float]


class Manifest(BaseModel):
    """What was run on what: enough to say whether two runs can be compared, or one be resumed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run_version: str = RUN_VERSION
    version: str = __version__
    """The version of this package."""
    engine: EngineIdentity
    kind: Kind = Kind.CLAIMS
    settings: Mapping[str, JsonValue]
    """What else the results hang on, where it is not the default."""
    suite: SuiteIdentity | None = None
    """None where the cases are a file of somebody's own."""
    data: DataFile
    cases: int
    cases_sha256: str
    """Of the ids of the cases, which may be some of those in the file."""
    threshold: float = THRESHOLD
    """The score from which on a text is predicted to be faithful."""
    started: datetime

    @classmethod
    def starting(
        cls,
        engine: EngineIdentity,
        data: DataFile,
        ids: Sequence[str],
        *,
        settings: Mapping[str, JsonValue],
        suite: Suite | None = None,
        kind: Kind = Kind.CLAIMS,
    ) -> Manifest:
        """The manifest of a run that starts now, on the cases with these ids."""
        return cls(
            engine=engine,
            kind=kind,
            settings=settings,
            suite=suite and SuiteIdentity.model_validate(suite.model_dump(include=set(SuiteIdentity.model_fields))),
            data=data,
            cases=len(ids),
            cases_sha256=hash_of(ids),
            started=datetime.now(UTC).replace(microsecond=0),
        )

    def difference(self, other: Manifest) -> str | None:
        """What keeps `other` from being the same run as this one, in words; None where nothing does."""
        if self.engine.model_copy(update={"calibration": other.engine.calibration}) == other.engine != self.engine:
            return f"another calibration ({self.engine.calibration or 'none'})"
        if self.engine != other.engine:
            return f"another engine ({_named(self.engine)})"
        if (self.run_version, self.version, self.threshold) != (other.run_version, other.version, other.threshold):
            return f"another version of this package ({self.version})"
        names = sorted({*self.settings, *other.settings})
        if unlike := [name for name in names if self.settings.get(name) != other.settings.get(name)]:
            return f"other settings ({', '.join(unlike)})"
        if self.data.sha256 != other.data.sha256:
            return f"other data ({self.data.name}, {self.cases} cases, sha256 {self.data.sha256[:8]})"
        if self.cases_sha256 != other.cases_sha256:
            return f"other cases ({self.cases} of {self.data.name}: another --limit or --seed was given)"
        if _version(self.suite) != _version(other.suite):
            return f"another suite ({' '.join(_version(self.suite)) or 'none'})"
        return None


def made_with(manifest: Manifest) -> str:
    """What a run's results hang on beside its engine, in words; empty where that is the defaults."""
    engine = manifest.engine
    told = [f"{name} {_short(value)}" for name, value in manifest.settings.items()]
    told += [f"calibration {engine.calibration}"] if engine.calibration else []
    told += [f"judges {', '.join(engine.judges)}"] if engine.judges else []
    return "; ".join(told)


def unlikeness(first: Manifest, second: Manifest) -> tuple[str, ...]:
    """What two runs over the same cases differ in, in words: of each what it was made with, the first before."""
    sides = [
        (
            _named(one.engine),
            f"version {one.version}",
            made_with(one) or "the default settings",
            " ".join(["prompts", *one.engine.prompts.values()]) if one.engine.prompts else "no prompts",
        )
        for one in (first, second)
    ]
    return tuple(f"{ours} and {theirs}" for ours, theirs in zip(*sides, strict=True) if ours != theirs)


def hash_of(ids: Sequence[str]) -> str:
    """What the ids of a run's cases are known by, whatever their order."""
    return hashlib.sha256("\n".join(sorted(ids)).encode("utf-8")).hexdigest()


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a run. Raises UsageError where the directory holds none that can be read."""
    path = directory / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): name the directory of a run") from None
    except ValidationError:
        raise UsageError(f"{path} is no manifest of a run of this version: name another directory") from None
    if manifest.run_version != RUN_VERSION:
        raise UsageError(f"{path} is of a run that another version of this package made: run it again")
    return manifest


def _short(value: JsonValue) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"


def _version(suite: SuiteIdentity | None) -> tuple[str, ...]:
    return (suite.name, suite.version) if suite else ()


def _named(engine: EngineIdentity) -> str:
    return engine.name if engine.model is None else f"{engine.model} at {engine.host}"
