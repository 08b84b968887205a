"""From KPI rows to panels of teams by periods, with the columns that lie before and after each cohort's training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pipeline.methods.effects import Flags, Numbers
from pipeline.methods.group_time import Windows
from pipeline.methods.randomisation import Whole
from pipeline.vocabulary import ALL

BEFORE, AFTER, NEITHER = 1, 2, 0
UNDATED = np.int64(2**40)


@dataclass(frozen=True)
class Question:
    """One comparison to make: the trained teams of a certification (or of any) and the never trained ones, on one KPI.

    `rows` are their KPI rows in one unit, with columns `is_trained`, `opens` and `closes` added; `is_primary` says that
    most of the trained teams have no KPI that is more their own.
    """

    certification_id: str
    kpi_id: str
    rows: pd.DataFrame
    is_primary: bool
    direction: int
    randomised: bool


@dataclass(frozen=True)
class Panel:
    """Teams by periods; `cohorts` is 0 for never trained, else 1 + a place in `windows`.

    Columns are in time's order and named by `periods`; `strata` is a business unit's number where every team has one.
    """

    teams: list[str]
    periods: list[str]
    values: Numbers
    cohorts: Whole
    windows: list[Windows]
    strata: Whole | None


def questions(measures: pd.DataFrame) -> Iterator[Question]:
    """Every certification and KPI with a trained team; '*' pools the certifications where there are several."""
    for kpi_id, rows in measures.groupby("kpi_id", sort=True):
        trained = rows["start_date"].notna().to_numpy()
        certifications = sorted(rows.loc[trained, "certification_id"].unique())
        untrained = rows[~trained]
        for certification in certifications:
            own = rows[trained & (rows["certification_id"] == certification).to_numpy()]
            yield _question(str(certification), str(kpi_id), own, _closest(untrained, str(certification)))
        if len(certifications) > 1:
            yield _question(ALL, str(kpi_id), _first_trainings(rows[trained]), _closest(untrained, ALL))


def _first_trainings(rows: pd.DataFrame) -> pd.DataFrame:
    """Of a team trained more than once the rows about its first training: later ones find no untouched baseline."""
    first = rows.sort_values(["start_date", "certification_id"]).drop_duplicates("team_id")
    return rows.merge(first[["team_id", "certification_id"]], on=["team_id", "certification_id"])


def _closest(rows: pd.DataFrame, certification: str) -> pd.DataFrame:
    """What a moment of an untrained team says for this certification: a row that names it, else one that names none."""
    if (rows["certification_id"] == ALL).all():
        return rows
    rank = np.select([rows["certification_id"] == certification, rows["certification_id"] == ALL], [0, 1], 2)
    moment = [rows[name].astype(str) for name in ("team_id", "period", "date", "phase")]
    best = pd.Series(rank, rows.index).groupby(moment).transform("min")
    closest: pd.DataFrame = rows[rank == best.to_numpy()]
    return closest


def _question(certification: str, kpi_id: str, ours: pd.DataFrame, others: pd.DataFrame) -> Question:
    unit = ours["unit"].mode().iloc[0]
    rows = pd.concat([ours.assign(is_trained=True), others.assign(is_trained=False)], ignore_index=True)
    rows = rows[rows["unit"] == unit].reset_index(drop=True)
    dated = rows["date"].notna().to_numpy()
    month_from, month_until = (_days(rows[name].to_numpy(dtype=float)) for name in ("month_from", "month_until"))
    day = pd.to_datetime(rows["date"]).to_numpy().astype("datetime64[D]").astype(np.int64)
    designs = set(rows["design"]) - {""}
    return Question(
        certification,
        kpi_id,
        rows.assign(
            opens=np.where(dated, 2 * day - 1, 2 * month_from),  # a period may begin on the day a training ends
            closes=np.where(dated, day + 1, month_until),
        ),
        is_primary=bool(ours.groupby("team_id")["is_primary"].any().mean() > 0.5),
        direction=-1 if ours["direction"].mode().iloc[0] == "down" else 1,
        randomised=designs == {"randomised"},
    )


def _days(months: Numbers) -> Whole:
    known = ~np.isnan(months)
    first = (np.where(known, months, 0).astype(np.int64) - 1970 * 12).astype("datetime64[M]")
    return np.where(known, first.astype("datetime64[D]").astype(np.int64), UNDATED)


def _sides(rows: pd.DataFrame, start: Any, window_opens: Any) -> Whole:
    """On which side of one training each row lies by its dates alone."""
    first, last = (
        pd.Timestamp(day).to_datetime64().astype("datetime64[D]").astype(np.int64) for day in (start, window_opens)
    )
    opens, closes = rows["opens"].to_numpy(), rows["closes"].to_numpy()
    dated = closes != UNDATED
    found: Whole = np.select([dated & (closes <= first), dated & (opens >= 2 * last)], [BEFORE, AFTER], NEITHER)
    return found


@dataclass(frozen=True)
class Pattern:
    """Trainings that nothing measured tells apart: each row's side, and the teams that it is theirs."""

    sides: Whole
    teams: frozenset[str]


def patterns(question: Question) -> list[Pattern]:
    """The cohorts of a question, by the sides that their trainings give to the rows; earliest start first."""
    rows = question.rows
    ours = rows[rows["is_trained"]]
    found: dict[bytes, tuple[Whole, list[str]]] = {}
    for (start, opens), own in ours.groupby(["start_date", "window_opens"], sort=True):
        sides = _sides(rows, start, opens)
        found.setdefault(sides.tobytes(), (sides, []))[1].extend(own["team_id"].unique())
    return [Pattern(sides, frozenset(teams)) for sides, teams in found.values()]


def sides_of(question: Question, pattern: Pattern | None) -> Whole:
    """Each row's side: a phase wins over a date, and for a team and side with phases only these count.

    Without a pattern (trainings at different times) only phases give a side.
    """
    rows = question.rows
    phase = rows["phase"].to_numpy()
    stated = np.select([phase == "before", phase == "after"], [BEFORE, AFTER], NEITHER)
    if not stated.any():
        return pattern.sides if pattern else stated
    sides = np.where(stated != NEITHER, stated, pattern.sides if pattern else NEITHER)
    teams = rows["team_id"].to_numpy()
    for side in (BEFORE, AFTER):
        with_phase = np.isin(teams, np.unique(teams[stated == side]))
        sides[(sides == side) & (stated != side) & with_phase] = NEITHER
    return sides


def rests_on_phases(question: Question) -> bool:
    """Whether the trained teams say themselves what lies before and after."""
    return bool(question.rows.loc[question.rows["is_trained"], "phase"].notna().all())


def two_sided(question: Question, sides: Whole) -> Panel:
    """A panel whose columns lie wholly before or after one common start.

    A period may have a column on each side, and rows with dates a column a month, as a team's own means have them.
    """
    return _panel(question, sides, [frozenset(question.rows.loc[question.rows["is_trained"], "team_id"])])


def staggered(question: Question, found: list[Pattern]) -> Panel:
    """A panel of all periods with each cohort's windows; a period with rows on two sides of a start is in none."""
    return _panel(question, None, [pattern.teams for pattern in found], found)


def _panel(
    question: Question, sides: Whole | None, cohorts: list[frozenset[str]], found: list[Pattern] | None = None
) -> Panel:
    rows = question.rows
    kept = np.flatnonzero(sides if sides is not None else rows["closes"].to_numpy() != UNDATED)
    rows = rows.iloc[kept]
    side = np.zeros(len(rows), np.int64) if sides is None else sides[kept]
    columns = rows[["period"]].assign(
        side=side,
        month=0 if sides is None else pd.to_datetime(rows["date"]).dt.month.fillna(0),
        **{name: rows[name].fillna(-1) for name in ("month_from", "month_until")},
    )
    in_time = ["side", "month_until", "month_from", "month", "period"]
    place = columns.groupby(in_time, sort=True).ngroup().to_numpy().astype(np.int64)
    _, first_rows = np.unique(place, return_index=True)
    listed = {name: columns[name].to_numpy()[first_rows] for name in ("side", "period")}
    width = len(first_rows)
    team_of, teams = pd.factorize(rows["team_id"], sort=True)
    totals, counts = np.zeros((len(teams), width)), np.zeros((len(teams), width))
    np.add.at(totals, (team_of, place), rows["value"].to_numpy(dtype=float))
    np.add.at(counts, (team_of, place), 1.0)
    with np.errstate(invalid="ignore"):
        values = totals / np.where(counts > 0, counts, np.nan)
    cohort = np.zeros(len(teams), np.int64)
    for number, members in enumerate(cohorts, start=1):
        cohort[np.isin(teams, list(members))] = number
    if found is None:
        before = listed["side"] == BEFORE
        windows = [Windows(tuple(np.flatnonzero(before).tolist()), tuple(np.flatnonzero(~before).tolist()))]
    else:
        windows = [_windows(pattern.sides[kept], place, width) for pattern in found]
    return Panel(list(teams), listed["period"].tolist(), values, cohort, windows, _strata(rows, team_of))


def _windows(sides: Whole, place: Whole, count: int) -> Windows:
    lowest, highest = np.full(count, 9), np.full(count, -1)
    np.minimum.at(lowest, place, sides)
    np.maximum.at(highest, place, sides)
    before, after = (np.flatnonzero((lowest == side) & (highest == side)) for side in (BEFORE, AFTER))
    return Windows(tuple(before.tolist()), tuple(after.tolist()))


def _strata(rows: pd.DataFrame, team_of: Whole) -> Whole | None:
    _, first_rows = np.unique(team_of, return_index=True)
    units = rows["business_unit"].to_numpy(dtype=object)[first_rows]
    if pd.isna(units).any():
        return None
    return pd.factorize(units, sort=True)[0].astype(np.int64)


def without(panel: Panel, kept: Flags) -> Panel:
    """The panel of only these teams."""
    return Panel(
        [team for team, keep in zip(panel.teams, kept, strict=True) if keep],
        panel.periods, panel.values[kept], panel.cohorts[kept], panel.windows,
        None if panel.strata is None else panel.strata[kept],
    )  # fmt: skip
