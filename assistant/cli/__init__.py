"""The command line: what was asked becomes a call of the library, and a report becomes what is printed."""

from __future__ import annotations

from assistant.cli.application import main

__all__ = ["main"]
