"""Many documents by the Batch API of an endpoint: what that needs, and the work that goes that way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assistant.cli.many import Work
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.batch import Outcome
    from assistant.pipeline import Assistant
    from assistant.settings import Settings


def by_batch_api(work: Work, settings: Settings, output: Path | None, *, wanted: bool) -> Work:
    """`work` itself, or where it is `wanted`, so that its questions are submitted and collected in batches.

    Raises UsageError where nothing can be submitted or remembered.
    """
    if not wanted:
        return work
    if settings.engine != "model":
        raise UsageError("--batch-api asks a language model, and the embedded engine needs none: leave it out")
    if output is None:
        raise UsageError("--batch-api remembers its batches beside the file of results: name one with --output")

    async def submitted_and_collected(
        assistant: Assistant, where: Path | BinaryIO, told: Callable[[Outcome], None]
    ) -> None:
        from assistant.batch.deferral import by_batches

        assert isinstance(where, Path)  # noqa: S101 - it is `output`
        await by_batches(work, assistant.settings, where, told)

    return submitted_and_collected
