"""What a person must settle: names that nearly coincide, and questions that a file seems to have read the other way."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

import duckdb
import numpy as np
import pyarrow as pa
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from pipeline.folding import fold
from pipeline.warehouse import Made, from_records, records

MOST_NEAR_NAMES = 50
LONG_NAME = 9  # letters from which two edits are still near
BLOCK = 2_000  # names compared at once: bounds the memory of the distance table

AGAINST = 0.5
LEVEL = 0.01

NEAR = pa.schema([(name, pa.string()) for name in ("code", "subject", "value", "other", "one_id", "other_id")])
POLARITY = pa.schema(
    [
        ("subject", pa.string()),
        ("file_id", pa.int32()),
        ("table_no", pa.int32()),
        ("column_number", pa.int32()),
        ("criterion", pa.string()),
    ]
)


def tables_made() -> dict[str, Made]:
    """The scored tables that hold doubts."""
    return {
        "scored.near_names": Made(
            (
                "scored.team_names",
                "scored.certification_names",
                "staged.slugs",
                "staged.team_ids",
                "staged.certification_ids",
                "raw.answers",
            ),
            _near_names,
        ),
        "scored.polarity_doubts": Made(("scored.polarity_sums",), _polarity_doubts),
    }


def _near_names(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    found: list[dict[str, str]] = []
    for thing in ("team", "certification"):
        names = {
            str(row[f"{thing}_id"]): str(row[f"{thing}_name"]) for row in records(connection, f"scored.{thing}_names")
        }
        for one, other in near_pairs(names, _told_apart(connection, thing)):
            found.append(
                {
                    "code": f"near_{thing}", "subject": f"{one}|{other}", "value": names[one], "other": names[other],
                    "one_id": one, "other_id": other,
                }
            )  # fmt: skip
    known = {pair["subject"] for pair in found}
    spelled = {str(row["slug"]): str(row["spelling"]) for row in records(connection, "staged.slugs")}
    for answer in records(connection, "raw.answers"):
        # A pair that was declared one has become one name: the question stays, so that its answer can be changed.
        code, subject = str(answer["code"]), str(answer["subject"])
        if code.startswith("near_") and subject not in known:
            one, other = subject.split("|", 1)
            value, near = spelled.get(one, one), spelled.get(other, other)
            found.append(
                {"code": code, "subject": subject, "value": value, "other": near, "one_id": one, "other_id": other}
            )
    return from_records(found, NEAR)


def _told_apart(connection: duckdb.DuckDBPyConnection, thing: str) -> set[tuple[str, str]]:
    """Pairs that a person called different, as the identities that their names stand for by now."""
    slugs = {str(row["spelling"]): str(row["slug"]) for row in records(connection, "staged.slugs")}
    identity = {
        slugs[str(row["spelling"])]: str(row[f"{thing}_id"]) for row in records(connection, f"staged.{thing}_ids")
    }
    pairs = (
        sorted(identity.get(name, name) for name in str(answer["subject"]).split("|", 1))
        for answer in records(connection, "raw.answers")
        if answer["code"] == f"near_{thing}" and answer["choice"] == "different"
    )
    return {(one, other) for one, other in pairs}


def near_pairs(names: Mapping[str, str], settled: Collection[tuple[str, str]] = ()) -> list[tuple[str, str]]:
    """Pairs of identities whose names nearly coincide, a name with the nearest before it, at most fifty, in
    alphabetical order.

    Pairs in `settled`, each in alphabetical order, are left out.

    Near is: one edit (two from nine letters), the same words in another order, or a difference of spaces only.
    Names that differ in their digits are never near.
    """
    pairs: set[tuple[str, str]] = set()
    folded = {key: fold(name) for key, name in names.items()}
    for same in (lambda text: text.replace(" ", ""), lambda text: " ".join(sorted(text.split()))):
        ordered = sorted(folded, key=lambda key: (same(folded[key]), key))
        for _, group in groupby(ordered, key=lambda key: same(folded[key])):
            keys = list(group)
            pairs |= {(keys[0], other) for other in keys[1:]}
    by_digits: dict[tuple[str, ...], list[str]] = {}
    for key in sorted(folded):
        by_digits.setdefault(tuple(re.findall(r"\d+", folded[key])), []).append(key)
    for keys in by_digits.values():
        pairs |= set(_within_edits(keys, folded))
    once: dict[str, tuple[str, str]] = {}
    for pair in sorted(pairs, key=lambda pair: (OSA.distance(*(folded[key] for key in pair)), pair)):
        if (min(pair), max(pair)) not in settled:
            once.setdefault(pair[1], pair)
    return sorted(set(once.values()))[:MOST_NEAR_NAMES]


def _within_edits(keys: list[str], folded: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    texts = [folded[key] for key in keys]
    for start in range(0, len(keys), BLOCK):
        distances = cdist(texts[start : start + BLOCK], texts, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        for row, column in zip(*np.nonzero(distances <= 2), strict=True):
            first, second = start + int(row), int(column)
            if first >= second:
                continue
            shorter = min(len(texts[first]), len(texts[second]))
            allowed = 2 if shorter >= LONG_NAME else 1
            if shorter > 3 and distances[row, column] <= allowed:
                yield keys[first], keys[second]


def _polarity_doubts(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    files = {row["file_id"]: row["file"] for row in records(connection, "raw.files")}
    polarity = {row["criterion"]: row["polarity"] for row in records(connection, "config.criteria")}
    asked: list[dict[str, object]] = []
    for row in records(connection, "scored.polarity_sums"):
        name = row["criterion"]
        against = {"reversed": AGAINST}.get(str(polarity[name]), -AGAINST if name == "total_cost" else None)
        sums = (row[key] for key in ("count_answers", "sum_x", "sum_y", "sum_xx", "sum_yy", "sum_xy"))
        if against is not None and runs_against(*(int(str(one)) for one in sums), limit=against):
            asked.append(row | {"subject": f"{files[row['file_id']]}|{name}"})
    return from_records(({key: row[key] for key in POLARITY.names} for row in asked), POLARITY)


def runs_against(n: int, sum_x: int, sum_y: int, sum_xx: int, sum_yy: int, sum_xy: int, *, limit: float) -> bool:
    """Whether a correlation, given by its whole-number sums, reaches `limit` (of either sign), one-sided p < .01."""
    spread_x, spread_y = n * sum_xx - sum_x**2, n * sum_yy - sum_y**2
    if not spread_x or not spread_y:
        return False
    rho = (n * sum_xy - sum_x * sum_y) / math.sqrt(spread_x * spread_y)
    if rho * math.copysign(1, limit) < abs(limit):
        return False
    if abs(rho) >= 1:
        return True
    from scipy.special import stdtr  # only where a column comes that far: scipy costs a run half a second

    t = abs(rho) * math.sqrt((n - 2) / (1 - rho * rho))
    return float(stdtr(n - 2, -t)) < LEVEL
