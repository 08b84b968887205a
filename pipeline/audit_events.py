"""What the events of the audit log say, as far as numbers follow from it: an event that does not say it is damaged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field


def _is_instant(text: str) -> str:
    dt.datetime.fromisoformat(text)
    return text


Instant = Annotated[str, AfterValidator(_is_instant)]


class OfFile(BaseModel):
    """A file was received or withdrawn."""

    file: str = Field(min_length=1)
    at: Instant | None = None


class Answered(BaseModel):
    """A person answered a question."""

    at: Instant
    question: str
    code: str
    subject: str
    choice: str


class Published(BaseModel):
    """A snapshot was published: what it froze, and the scores that it told."""

    grids: Mapping[str, tuple[str, str]]
    modes: Mapping[str, str] | None = None
    scores: Mapping[str, Mapping[str, float | None]] = {}


class Released(BaseModel):
    """Answers of a confidential campaign began to count, or no longer do."""

    campaign: str
    candidate: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    distribution: bool
    floors: tuple[int, int]


class Step(BaseModel):
    """The committee decided of a candidate."""

    at: Instant
    team_id: str
    certification_id: str
    team: str
    certification: str
    step: str
    step_before: str
    who: str
    why: str


class Baselines(BaseModel):
    """Baselines were published that said something else before, or nothing."""

    at: Instant
    values: tuple[Mapping[str, object], ...]


class Contracts(BaseModel):
    """Registers said otherwise of pilots under way than when last published, or for the first time."""

    at: Instant
    values: tuple[Mapping[str, object], ...]


KINDS: Mapping[str, type[BaseModel]] = {
    "received": OfFile,
    "withdrawn": OfFile,
    "answered": Answered,
    "published": Published,
    "released": Released,
    "step": Step,
    "baselines": Baselines,
    "contracts": Contracts,
}
"""By the event's name; no number follows from events of any other name."""
