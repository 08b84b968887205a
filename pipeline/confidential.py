"""Which answers of a confidential campaign count: those released together with enough others, as the audit log says.

A released answer counts as it was released until the next release, whatever its sender changes meanwhile. Where that
cannot be had any more (its file was withdrawn or corrected), the candidate tells nothing until the next release.
"""

from __future__ import annotations

import hmac
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline import audit
from pipeline.config import Configuration
from pipeline.methods.release import Answer, may_release
from pipeline.warehouse import Made, from_records, records

CANDIDATE = [("campaign", pa.string()), ("team_id", pa.string()), ("certification_id", pa.string())]
SCHEMAS = {
    "validated.released_answers": pa.schema(
        [("answer_id", pa.int64()), ("counts", pa.bool_()), ("in_distribution", pa.bool_())]
    ),
    "validated.confidentiality": pa.schema(
        [
            *CANDIDATE,
            ("count_heard", pa.int64()),
            ("count_waiting", pa.int64()),
            ("is_withheld", pa.bool_()),
            ("shows_distribution", pa.bool_()),
            ("means_from", pa.int64()),
        ]
    ),
    "validated.new_releases": pa.schema([("release", pa.string())]),
}
READS = ("validated.confidential_answers",)
FIRST = "validated.released_answers"

Key = tuple[str, str, str]


@dataclass
class Past:
    """What was released of one candidate: last, and ever; the same of what distributions were shown of."""

    last: set[str] = field(default_factory=set)
    ever: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    shown_ever: set[str] = field(default_factory=set)

    def release(self, answers: Iterable[str], distribution: bool) -> None:
        """These answers are now what is released; with `distribution`, also what distributions are of."""
        self.last = set(answers)
        self.ever |= self.last
        if distribution:
            self.shown = set(self.last)
            self.shown_ever |= self.shown


@dataclass(frozen=True)
class Given:
    """The answers of one candidate by key: where they stand, whose they are, and which of them nothing replaced."""

    places: dict[str, int]
    known: dict[str, Answer]
    counted: frozenset[str]


def tables_made(configuration: Configuration, root: Path | None, key: bytes) -> dict[str, Made]:
    """The tables of the validated stage that say what counts in confidential campaigns; all follow from one reading."""
    made: dict[str, pa.Table] = {}

    def make_all(connection: duckdb.DuckDBPyConnection) -> pa.Table:
        made.update(_tables(connection, configuration, root, key))
        return made[FIRST]

    def kept(name: str) -> Callable[[duckdb.DuckDBPyConnection], pa.Table]:
        return lambda _: made[name]

    return {FIRST: Made(READS, make_all), **{name: Made((FIRST,), kept(name)) for name in SCHEMAS if name != FIRST}}


def newly_released(connection: duckdb.DuckDBPyConnection) -> list[audit.Event]:
    """The events to keep before a snapshot is seen that tells of new releases."""
    return [json.loads(str(row["release"])) for row in records(connection, "validated.new_releases")]


def _tables(
    connection: duckdb.DuckDBPyConnection, configuration: Configuration, root: Path | None, key: bytes
) -> dict[str, pa.Table]:
    past, floors = _past(root)
    usual = configuration.settings.confidential
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    for candidate, given in _given(connection, key).items():
        of_campaign = floors.get(candidate[0], (0, 0))
        means_from = max(usual.means_from, of_campaign[0])
        distributions_from = max(usual.distributions_from, of_campaign[1], means_from)
        before = past.setdefault(candidate, Past())
        was = set(before.last)
        if may_release(given.counted, before.last, before.ever, given.known, means_from):
            distribution = may_release(given.counted, before.shown, before.shown_ever, given.known, distributions_from)
            before.release(given.counted, distribution)
            event = {
                "event": "released", "campaign": candidate[0], "candidate": "/".join(candidate[1:]),
                "added": sorted(given.counted - was), "gone": sorted(was - given.counted),
                "distribution": distribution, "floors": [means_from, distributions_from],
            }  # fmt: skip
            rows["validated.new_releases"].append({"release": json.dumps(event)})
        told = before.last if before.last <= given.places.keys() else set()
        shown = before.shown if told and before.shown <= given.places.keys() else set()
        rows["validated.released_answers"] += [
            {"answer_id": given.places[one], "counts": one in told, "in_distribution": one in shown}
            for one in told | shown
        ]
        rows["validated.confidentiality"].append(
            dict(zip(("campaign", "team_id", "certification_id"), candidate, strict=True))
            | {
                "count_heard": len({given.known[one].person for one in given.counted}),
                "count_waiting": len({given.known[one].person for one in given.counted - told}),
                "is_withheld": not told,
                "shows_distribution": bool(told) and told == shown,
                "means_from": means_from,
            }
        )
    return {name: from_records(rows[name], schema) for name, schema in SCHEMAS.items()}


def _given(connection: duckdb.DuckDBPyConnection, key: bytes) -> dict[Key, Given]:
    """The answers of each candidate of a confidential campaign, those that nothing replaced first.

    Who gave no identity is somebody else in every answer; of equal ones it does not matter which is which.
    """
    found: dict[Key, Given] = {}
    times: Counter[tuple[Key, str]] = Counter()
    counted: dict[Key, set[str]] = {}
    for row in records(connection, "validated.confidential_answers"):
        candidate = (str(row["campaign"]), str(row["team_id"]), str(row["certification_id"]))
        content = "\n".join(str(row[name]) for name in ("person", "answer_kind", "notes", "comment"))
        times[candidate, content] += 1
        told = f"{candidate}\n{times[candidate, content]}\n{content}"
        own = _digest(told, key)
        whose = own if row["person"] is None else _digest(f"{candidate}\n{row['person']}", key)
        one = f"{whose}:{own}"
        given = found.setdefault(candidate, Given({}, {}, frozenset()))
        given.places[one] = int(str(row["answer_id"]))
        given.known[one] = Answer(whose, frozenset(str(row["criteria"]).split(",")))
        if row["is_counted"]:
            counted.setdefault(candidate, set()).add(one)
    return {
        candidate: Given(given.places, given.known, frozenset(counted.get(candidate, ())))
        for candidate, given in found.items()
    }


def _digest(text: str, key: bytes) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()[:16]


def _past(root: Path | None) -> tuple[dict[Key, Past], dict[str, tuple[int, int]]]:
    """What was released, by candidate, and the floors that each campaign was told with: they never sink."""
    past: dict[Key, Past] = {}
    floors: dict[str, tuple[int, int]] = {}
    for event in audit.events(root) if root else ():
        if event.get("event") != "released":
            continue
        campaign = str(event["campaign"])
        team_id, _, certification_id = str(event["candidate"]).partition("/")
        one = past.setdefault((campaign, team_id, certification_id), Past())
        added, gone = set(event["added"]), set(event["gone"])  # type: ignore[call-overload]
        one.release((one.last | added) - gone, bool(event["distribution"]))
        known = floors.get(campaign, (0, 0))
        means, distributions = (max(pair) for pair in zip(known, event["floors"], strict=True))  # type: ignore[call-overload]
        floors[campaign] = (means, distributions)
    return past, floors
