"""The directory of a run: a manifest, and results as append-only JSON Lines that an interrupted run resumes from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from assistant._version import __version__
from assistant.batch.lock import only_writer
from assistant.errors import AssistantError, DatasetError, UsageError
from assistant.evaluation.cases.rows import Case, DataFile, load
from assistant.evaluation.cases.suites import Kind, Suite
from assistant.evaluation.runs.scoring import threshold_of
from assistant.schema import EngineIdentity, FindingKind, Span, Usage, Verdict
from assistant.settings import Settings

RUN_VERSION = "4"
MANIFEST = "manifest.json"
CASES = "cases.jsonl"
RESULTS = "results.jsonl"
_DECIDING = {
    *("levels", "waivers", "sure", "temperature", "logprobs", "structured_output"),
    *("claims_per_call", "judges", "judge_models", "shuffle", "context_length"),
}
"""The settings that a verdict may hang on."""


class _Line(Protocol):
    """A line of a file of results."""

    @property
    def id(self) -> str: ...

    @property
    def failed(self) -> bool: ...

    @classmethod
    def model_validate_json(cls, json_data: bytes) -> Self: ...

    def model_dump_json(self) -> str: ...


Line = TypeVar("Line", bound=_Line)


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
    threshold: float
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
        """The manifest of a run that starts now, on the cases with these ids; `settings` as `deciding` has them."""
        digest = hashlib.sha256("\n".join(sorted(ids)).encode("utf-8")).hexdigest()
        return cls(
            engine=engine,
            kind=kind,
            settings=settings,
            suite=suite and SuiteIdentity.model_validate(suite.model_dump(include=set(SuiteIdentity.model_fields))),
            data=data,
            cases=len(ids),
            cases_sha256=digest,
            threshold=threshold_of(engine),
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
            return f"other cases ({self.cases} of {self.data.name}: --limit or --seed was another)"
        if _version(self.suite) != _version(other.suite):
            return f"another suite ({' '.join(_version(self.suite)) or 'none'})"
        return None


def deciding(settings: Settings) -> Mapping[str, JsonValue]:
    """Those of the settings that verdicts hang on and that are not the defaults."""
    return settings.model_dump(mode="json", include=_DECIDING, exclude_defaults=True)


class JudgedClaim(BaseModel):
    """A claim of the text, and what the verifier made of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    span: Span
    """Its place in the text under check."""
    verdict: Verdict
    confidence: float | None
    judge: Verdict | None
    """The judge's own label, before the rules."""
    reason: str
    evidence: tuple[Span, ...]
    """Places in the document."""
    findings: tuple[str, ...]
    """What the checks found, each as "kind: message"."""


class EvidenceCounts(NamedTuple):
    """Sentences of a document: those cited that decide, those cited, those that decide by the gold passages."""

    right: int
    cited: int
    gold: int


class Result(BaseModel):
    """What became of one case. Unscored, which is not wrong, is `score` None."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    dataset: str
    document_id: str
    label: Literal[0, 1]
    error_types: tuple[str, ...] = ()
    pair: str | None = None
    score: float | None = Field(ge=0, le=1)
    """The chance that the whole text is supported."""
    predicted: Literal[0, 1] | None
    """1 where `score` reaches the threshold."""
    verdicts: Mapping[Verdict, int]
    """How many claims got which verdict."""
    claims: tuple[JudgedClaim, ...] = ()
    faults: tuple[FindingKind, ...] = ()
    """The kinds of fault that were found in the text, each once."""
    remarks: tuple[FindingKind, ...] = ()
    about_source: tuple[FindingKind, ...] = ()
    """The kinds that were found about the source itself: repeats, conflicts, corrections."""
    evidence: EvidenceCounts | None = None
    """None where the case has no gold passages, or could not be judged."""
    usage: Usage
    error: str | None
    """Why the case, or a part of it, could not be judged; None where it was, or where the engine abstained."""

    @property
    def failed(self) -> bool:
        """Whether nothing came of it, for a reason that may be gone the next time."""
        return self.error is not None and self.score is None


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a run. Raises UsageError where the directory holds none that can be read."""
    path = directory / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): name the directory of a run") from None
    except ValidationError:
        raise UsageError(f"{path} is no manifest of a run of this version: name another directory") from None


class Run(NamedTuple):
    """A run over claims, as far as it came."""

    manifest: Manifest
    results: tuple[Result, ...]
    cases: tuple[Case, ...]

    @property
    def unfinished(self) -> str | None:
        """How much of it there is, in words; None where that is all."""
        done, all_of_it = len(self.results), self.manifest.cases
        return f"{done:,} of {all_of_it:,} cases were judged" if done < all_of_it else None


def read_run(directory: Path) -> Run:
    """What a directory holds of a run over claims.

    Raises UsageError where it is none, DatasetError where a line is damaged or a result does not fit its case.
    """
    manifest = read_manifest(directory)
    if manifest.kind is not Kind.CLAIMS:
        raise UsageError(f"{directory} is a run over {manifest.kind}: name the directory of a run over claims")
    run = Run(manifest, read_results(directory), read_cases(directory))
    labels = {case.id: case.label for case in run.cases}
    for result in run.results:
        predicted = None if result.score is None else int(result.score >= manifest.threshold)
        if labels.get(result.id) != result.label or result.predicted != predicted:
            raise DatasetError(
                f"{directory / RESULTS}: the result of {result.id} is not one of this run: delete its line, and resume"
            )
    return run


def read_results(directory: Path) -> tuple[Result, ...]:
    """The results of a run over claims; see `read_lines`."""
    return read_lines(directory, Result)


def read_cases(directory: Path) -> tuple[Case, ...]:
    """The cases of a run over claims, as it was begun with. Raises DatasetError, UsageError."""
    path = directory / CASES
    if not path.exists():
        raise UsageError(f"{path} is missing: name the directory of a run over claims, or give the run again")
    return load(path)


def read_lines(directory: Path, of: type[Line]) -> tuple[Line, ...]:
    """The results of a run as far as it came, in the order in which they were written.

    A last line without its end, as an interruption leaves it, is passed over. Raises UsageError where there is no
    file of results, DatasetError where a line is not a result or an id stands twice.
    """
    path = directory / RESULTS
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): name the directory of a run") from None
    complete = content[: content.rfind(b"\n") + 1]
    results: dict[str, Line] = {}
    for number, line in enumerate(complete.splitlines(), 1):
        try:
            result = of.model_validate_json(line)
        except ValidationError:
            raise DatasetError(f"{path}:{number}: this line is not a result: delete it, and resume the run") from None
        if result.id in results:
            raise DatasetError(f"{path}:{number}: the id {result.id!r} has a result already: delete one of the two")
        results[result.id] = result
    return tuple(results.values())


@contextmanager
def open_results(
    directory: Path, manifest: Manifest, of: type[Line], cases: Sequence[Case] = ()
) -> Iterator[tuple[BinaryIO, tuple[Line, ...]]]:
    """The file to append results to, and the results that it holds from before; the directory is made if need be.

    A torn last line is cut off. Raises UsageError where the directory holds another run, or cannot be written to,
    AssistantError where another process is writing to it.
    """
    path = directory / RESULTS
    with ExitStack() as stack:
        try:
            directory.mkdir(parents=True, exist_ok=True)
            stack.enter_context(only_writer(path))
            earlier = _begun(directory, manifest, of, cases)
            file = stack.enter_context(path.open("ab", buffering=0))
        except OSError as error:
            raise UsageError(f"{directory} cannot hold a run ({error.strerror}): name another directory") from None
        yield file, earlier


def _begun(directory: Path, manifest: Manifest, of: type[Line], cases: Sequence[Case]) -> tuple[Line, ...]:
    """The results that the directory holds of this run; where it holds none yet, its manifest and cases are written."""
    if (directory / MANIFEST).exists() or (directory / RESULTS).exists():
        earlier = _earlier(directory, manifest, of)
        if not (directory / CASES).exists():
            _write_cases(directory, cases)
        return earlier
    _write_cases(directory, cases)
    _write_whole(directory / MANIFEST, manifest.model_dump_json(indent=2) + "\n")
    return ()


def _write_cases(directory: Path, cases: Sequence[Case]) -> None:
    if cases:
        _write_whole(directory / CASES, "".join(case.model_dump_json() + "\n" for case in cases))


def append(file: BinaryIO, result: BaseModel, name: str) -> None:
    """Writes a result as one line. Raises AssistantError where the disk does not take it."""
    line = result.model_dump_json().encode("utf-8") + b"\n"
    try:
        whole = file.write(line) == len(line)
    except OSError:
        whole = False
    if not whole:
        raise AssistantError(f"the result of {name} cannot be written: make room on the disk, and run again to resume")


def _earlier(directory: Path, manifest: Manifest, of: type[Line]) -> tuple[Line, ...]:
    """The results so far of a run that is the one of `manifest`, with its file of results cut to whole lines."""
    found = read_manifest(directory)
    if difference := found.difference(manifest):
        raise UsageError(f"{directory} holds a run with {difference}: name a new directory, or delete this one")
    path = directory / RESULTS
    if not path.exists():
        return ()
    results = read_lines(directory, of)
    kept = tuple(result for result in results if not result.failed)
    if len(kept) < len(results):  # what failed is done again
        _write_whole(path, "".join(result.model_dump_json() + "\n" for result in kept))
        return kept
    with path.open("r+b") as file:
        file.truncate(file.read().rfind(b"\n") + 1)
    return kept


def _write_whole(path: Path, text: str) -> None:
    """Writes a file so that an interruption leaves all of it or nothing."""
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def _version(suite: SuiteIdentity | None) -> tuple[str, ...]:
    return (suite.name, suite.version) if suite else ()


def _named(engine: EngineIdentity) -> str:
    return engine.name if engine.model is None else f"{engine.model} at {engine.host}"
