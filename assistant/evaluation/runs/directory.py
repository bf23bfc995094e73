"""The directory of a run: a manifest, and results as append-only JSON Lines that an interrupted run resumes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, Self, TypeVar

from pydantic import ValidationError

from assistant.batch.lock import only_writer
from assistant.errors import AssistantError, DatasetError, UsageError
from assistant.evaluation.cases.rows import Case, load
from assistant.evaluation.cases.suites import Kind
from assistant.evaluation.runs.manifest import MANIFEST, Manifest, hash_of, read_manifest
from assistant.evaluation.runs.results import COPIED, Result
from assistant.schema import Usage

CASES = "cases.jsonl"
RESULTS = "results.jsonl"


class _Line(Protocol):
    """A line of a file of results."""

    @property
    def id(self) -> str: ...

    @property
    def failed(self) -> bool: ...

    @property
    def usage(self) -> Usage: ...

    @classmethod
    def model_validate_json(cls, json_data: bytes) -> Self: ...

    def model_dump_json(self) -> str: ...

    def model_copy(self, *, update: Mapping[str, object]) -> Self: ...


Line = TypeVar("Line", bound=_Line)


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
    if hash_of([case.id for case in run.cases]) != manifest.cases_sha256:
        raise DatasetError(f"{directory / CASES} has not the cases that this run began with: put them back")
    cases = {case.id: case for case in run.cases}
    for result in run.results:
        if result.id not in cases or not _fits(result, cases[result.id], manifest.threshold):
            raise DatasetError(
                f"{directory / RESULTS}: the result of {result.id} is not one of this run: delete its line, and resume"
            )
    return run


def _fits(result: Result, case: Case, threshold: float) -> bool:
    """Whether a result says of its case what the case says, and predicts what its score does."""
    predicted = None if result.score is None else int(result.score >= threshold)
    same = all(getattr(result, name) == getattr(case, name) for name in COPIED)
    return same and result.predicted == predicted


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

    Of what failed and was done again the later line holds, see `done_again`. A last line without its end, as an
    interruption leaves it, is passed over. Raises UsageError where there is no file of results, DatasetError where a
    line is not a result or an id stands twice.
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
        earlier = results.get(result.id)
        if earlier is not None and not earlier.failed:
            raise DatasetError(f"{path}:{number}: the id {result.id!r} has a result already: delete one of the two")
        results[result.id] = done_again(earlier, result)
    return tuple(results.values())


def done_again(failed: Line | None, result: Line) -> Line:
    """The result, with what an earlier attempt that failed had taken."""
    return result if failed is None else result.model_copy(update={"usage": failed.usage + result.usage})


@contextmanager
def open_results(
    directory: Path, manifest: Manifest, of: type[Line], cases: Sequence[Case] = ()
) -> Iterator[tuple[BinaryIO, tuple[Line, ...]]]:
    """The file to append results to, and the results that it holds from before; the directory is made if need be.

    Among those may be failed ones, which are to be done again. A torn last line is cut off. Raises UsageError where the
    directory holds another run, or cannot be written to, AssistantError where another process is writing to it.
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


def append(file: BinaryIO, result: _Line) -> None:
    """Writes a result as one line. Raises AssistantError where the disk does not take it, and leaves no part of it."""
    line = result.model_dump_json().encode("utf-8") + b"\n"
    before = os.fstat(file.fileno()).st_size
    try:
        whole = file.write(line) == len(line)
    except OSError:
        whole = False
    if not whole:
        with suppress(OSError):
            file.truncate(before)  # others that are under way may still find room for theirs
        raise AssistantError(
            f"the result of {result.id} cannot be written: make room on the disk, and run again to resume"
        )


def _earlier(directory: Path, manifest: Manifest, of: type[Line]) -> tuple[Line, ...]:
    """The results so far of a run that is the one of `manifest`, with its file of results cut to whole lines."""
    found = read_manifest(directory)
    if difference := found.difference(manifest):
        raise UsageError(f"{directory} holds a run with {difference}: name a new directory, or delete this one")
    path = directory / RESULTS
    if not path.exists():
        return ()
    results = read_lines(directory, of)
    with path.open("r+b") as file:
        file.truncate(file.read().rfind(b"\n") + 1)
    return results


def _write_whole(path: Path, text: str) -> None:
    """Writes a file so that an interruption leaves all of it or nothing."""
    unfinished = path.with_suffix(".tmp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
