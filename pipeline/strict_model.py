"""What every file that people write is read into: frozen, and strict about its keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A part of such a file: immutable, and a key nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
