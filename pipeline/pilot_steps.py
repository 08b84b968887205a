"""The pilot's life, step by step: what the committee decided of each candidate, kept in the audit log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from pipeline import audit, snapshots
from pipeline.errors import WrongUsage
from pipeline.ingest.identity import redact
from pipeline.vocabulary import LANGUAGES, Language
from pipeline.warehouse import from_records, load

if TYPE_CHECKING:
    import pandas as pd

EVENT = "step"
NEXT = {
    "proposed": ("baseline", "pilot", "stopped"),
    "baseline": ("pilot", "proposed", "stopped"),
    "pilot": ("review", "baseline", "stopped"),
    "review": ("extended", "adapted", "stopped", "pilot"),
    "extended": ("review", "stopped"),
    "adapted": ("review", "stopped"),
    "stopped": ("proposed", "pilot"),
}
"""What may follow each step, the usual one first; a step back takes a mistaken one back."""

WORDS: dict[str, dict[Language, str]] = {
    "proposed": {"fr": "proposé", "en": "proposed"},
    "baseline": {"fr": "mesure de la situation de départ", "en": "measuring the baseline"},
    "pilot": {"fr": "pilote en cours", "en": "pilot under way"},
    "review": {"fr": "bilan en cours", "en": "under review"},
    "extended": {"fr": "étendu", "en": "extended"},
    "adapted": {"fr": "adapté", "en": "adapted"},
    "stopped": {"fr": "arrêté", "en": "stopped"},
}

STATUS = {
    "proposed": "proposed", "baseline": "proposed", "pilot": "pilot", "review": "pilot", "extended": "deployed",
    "adapted": "pilot", "stopped": "stopped",
}  # fmt: skip
"""The register's status that each step stands for."""

UNDER_WAY = frozenset({"pilot", "review", "extended", "adapted"})
"""Steps that only a pilot that took place can be at."""

OF_STATUS = {"proposed": "proposed", "pilot": "pilot", "deployed": "extended", "stopped": "stopped"}
"""Where a candidate stands by the register's status, for as long as the committee decided nothing."""

STEPS = pa.schema(
    [
        ("team_id", pa.string()),
        ("certification_id", pa.string()),
        ("step_number", pa.int32()),
        ("team", pa.string()),
        ("certification", pa.string()),
        ("step", pa.string()),
        ("at", pa.timestamp("s")),
        ("who", pa.string()),
        ("why", pa.string()),
        ("status", pa.string()),
        ("took_place", pa.bool_()),
        ("is_current", pa.bool_()),
    ]
)

Step = dict[str, object]


def taken(root: Path) -> list[Step]:
    """One row per candidate and step that the committee took, oldest first; `step_number` counts per candidate.

    `took_place` says whether there was a pilot by then: stopping it does not undo that, taking the step back does.
    """
    found: list[Step] = []
    last: dict[tuple[object, object], Step] = {}
    for event in audit.events(root):
        if event.get("event") != EVENT:
            continue
        key = (event["team_id"], event["certification_id"])
        step, before = str(event["step"]), last.get(key)
        took_place = step in UNDER_WAY or (step == "stopped" and _took_place(event, before))
        if before is not None:
            before["is_current"] = False
        last[key] = {
            "team_id": key[0], "certification_id": key[1],
            "step_number": 1 if before is None else int(str(before["step_number"])) + 1,
            "team": event["team"], "certification": event["certification"], "step": step,
            "at": dt.datetime.fromisoformat(str(event["at"])).astimezone(dt.UTC).replace(tzinfo=None),
            "who": event["who"], "why": event["why"], "status": STATUS[step],
            "took_place": took_place, "is_current": True,
        }  # fmt: skip
        found.append(last[key])
    return found


def _took_place(event: audit.Event, before: Step | None) -> bool:
    return event["step_before"] in UNDER_WAY or (before is not None and bool(before["took_place"]))


def of_candidate(root: Path, team_id: str, certification_id: str) -> list[Step]:
    """The steps of one candidate, oldest first."""
    key = (team_id, certification_id)
    return [row for row in taken(root) if (row["team_id"], row["certification_id"]) == key]


def standing(steps: Sequence[Step], register: pd.DataFrame) -> str:
    """Where a candidate stands: its last step, else what the register's latest row with a status says, else proposed.

    `register` holds the candidate's rows of `published.candidate_register`, in the order of campaigns.
    """
    if steps:
        return str(steps[-1]["step"])
    stated = register["status"].dropna()
    return OF_STATUS[str(stated.iloc[-1])] if len(stated) else "proposed"


def take(root: Path, team_id: str, certification_id: str, step: str, why: str, who: str | None = None) -> None:
    """Keep a step of one candidate, in force from the next run on. E-mail addresses in the reason are hidden.

    Raises WrongUsage where nothing of the kind is published, where the step does not follow, or without a reason.
    """
    named = _of(snapshots.read(root, "candidate_ranking"), team_id, certification_id)
    if named.empty:
        raise WrongUsage(
            fr=f"{team_id} × {certification_id} : ce dossier n'est pas dans ce qui est publié.",
            en=f"{team_id} × {certification_id}: there is no such candidate in what is published.",
        )
    register = _of(snapshots.read(root, "candidate_register"), team_id, certification_id)
    now = standing(of_candidate(root, team_id, certification_id), register)
    if step not in NEXT[now]:
        fr, en = (", ".join(WORDS[one][language] for one in NEXT[now]) for language in LANGUAGES)
        raise WrongUsage(
            fr=f"« {_word(step, 'fr')} » ne suit pas « {WORDS[now]['fr']} ». Peut suivre : {fr}.",
            en=f"{_word(step, 'en')}: this does not follow {WORDS[now]['en']}. What may follow is: {en}.",
        )
    reason = redact(why.strip())
    if not reason:
        raise WrongUsage(
            fr=f"« {WORDS[step]['fr']} » : dites pourquoi. La raison est gardée avec l'étape.",
            en=f"{WORDS[step]['en']}: say why. The reason is kept with the step.",
        )
    last = named.iloc[-1]
    names = {"team": str(last["team_name"]), "certification": str(last["certification_name"])}
    key = {"team_id": team_id, "certification_id": certification_id}
    happened = {"event": EVENT, **key, **names, "step": step, "step_before": now, "why": reason}
    audit.append(root, [{**happened, "who": who or audit.who()}])


def _word(step: str, language: Language) -> str:
    return WORDS[step][language] if step in WORDS else step


def load_steps(connection: duckdb.DuckDBPyConnection, root: Path | None) -> None:
    """The table `raw.pilot_steps`: one row per candidate and step."""
    load(connection, "raw.pilot_steps", from_records(taken(root) if root else (), STEPS))


def _of(rows: pd.DataFrame, team_id: str, certification_id: str) -> pd.DataFrame:
    return rows[(rows["team_id"] == team_id) & (rows["certification_id"] == certification_id)]
