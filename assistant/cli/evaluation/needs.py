"""What an evaluation needs beyond the rest of the package."""

from __future__ import annotations

from importlib.util import find_spec

from assistant.errors import MissingExtraError


def require_numpy() -> None:
    """Raises MissingExtraError where the package is installed without the extra `evals`."""
    if find_spec("numpy") is None:
        raise MissingExtraError("evaluations need numpy: pip install 'faithful-assistant[evals]'")
