"""What every model of the domain is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value that never changes, with no field beyond those that its class declares."""

    model_config = ConfigDict(frozen=True, extra="forbid")
