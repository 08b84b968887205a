"""From the tables of a dry run to the first rows of a file as they were understood."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboards import formats, tables
from dashboards.texts import Speaker
from pipeline import dictionary

ROWS = 10
REGISTER = (
    "status", "owner", "target_value", "deadline", "pilot_participants", "rollout_participants", "fee_per_person",
    "hours_per_person", "start_date", "end_date",
)  # fmt: skip
COUNTED = "counted"
KEYS = ["campaign", "team_id", "certification_id"]


def answers(checked: Mapping[str, pd.DataFrame], file: str, say: Speaker) -> pd.DataFrame:
    """The first answers of one file: who is rated, and each rating as it was read; empty where it brings none.

    One that does not count, or not yet, stands in brackets.
    """
    cells = _notes(checked, file)
    if not len(cells):
        return pd.DataFrame()
    place = ["sheet", "row_number", *KEYS]
    first = cells[place].drop_duplicates().sort_values(["sheet", "row_number"], kind="stable").head(ROWS)
    cells = cells.assign(read=[_read(*one, say) for one in zip(cells["note"], cells["state"], strict=True)])
    noted = cells.pivot_table(index=place, columns="criterion", values="read", aggfunc="first")
    rows = first.merge(noted.reset_index(), on=place, how="left")
    shown = _who(rows, checked, say)
    headings = criteria(checked["grid_criteria"], say)
    for key in (key for key in headings if key in rows):
        shown[headings[key]] = rows[key].fillna("").tolist()
    return pd.DataFrame(shown)


def uncounted(checked: Mapping[str, pd.DataFrame], file: str) -> bool:
    """Whether a rating of one file does not count, or not yet."""
    cells = _notes(checked, file)
    return bool((cells["note"].notna() & (cells["state"] != COUNTED)).any())


def unrated(checked: Mapping[str, pd.DataFrame], file: str, say: Speaker) -> list[str]:
    """The criteria for which no rating of one file counts; none where it brings no rating that counts."""
    cells = _notes(checked, file)
    rated = set(cells.loc[cells["state"] == COUNTED, "criterion"])
    campaigns = checked["campaigns"]
    versions = set(campaigns.loc[campaigns["campaign"].isin(cells["campaign"]), "grid_version"])
    asked = checked["grid_criteria"]
    asked = asked[asked["grid_version"].isin(versions) & ~asked["criterion"].isin(rated)]
    return list(asked[f"name_{say.language}"].drop_duplicates()) if rated else []


def register(checked: Mapping[str, pd.DataFrame], file: str, say: Speaker) -> pd.DataFrame:
    """The first candidates of one file; empty where it brings none."""
    rows = checked["candidate_register"]
    rows = rows[rows["file"] == file].drop_duplicates(["row_number"]).sort_values("row_number").head(ROWS)
    if not len(rows):
        return pd.DataFrame()
    shown = _who(rows, checked, say)
    for name in REGISTER:
        column = dictionary.column("candidate_register", name)
        if rows[name].notna().any():
            shown[column.label(say.language)] = [_written(value, column.unit, say) for value in rows[name]]
    return pd.DataFrame(shown)


def kpis(checked: Mapping[str, pd.DataFrame], say: Speaker) -> pd.DataFrame:
    """The first KPI values of all files together: teams, periods and values as they were read."""
    rows = checked["kpi_series"].head(ROWS)
    columns = ("team_name", "kpi_name", "period", "value", "unit")
    return tables.readable(rows, "kpi_series", columns, say) if len(rows) else pd.DataFrame()


def criteria(grid_criteria: pd.DataFrame, say: Speaker) -> dict[str, str]:
    """Criteria by key; a reversed one says how its highest note counts."""

    def name(row: pd.Series) -> str:
        if row["polarity"] != "reversed":
            return str(row[f"name_{say.language}"])
        low, high = (formats.number(row[end], say.language, 2, shortest=True) for end in ("scale_min", "scale_max"))
        return f"{row[f'name_{say.language}']} ({say('mark.reversed', top=high, low=low)})"

    ordered = grid_criteria.sort_values(["grid_version", "position"])
    return {str(row["criterion"]): name(row) for _, row in ordered.iterrows()}


def _notes(checked: Mapping[str, pd.DataFrame], file: str) -> pd.DataFrame:
    cells = checked["note_cells"]
    return cells[cells["file"] == file]


def _read(note: float, state: str, say: Speaker) -> str:
    if formats.absent(note):
        return ""
    written = formats.number(note, say.language, 2, shortest=True)
    return written if state == COUNTED else f"({written})"


def _who(rows: pd.DataFrame, checked: Mapping[str, pd.DataFrame], say: Speaker) -> dict[str, list[str]]:
    labels = dictionary.labels("candidate_ranking", say.language)
    named = checked["candidate_ranking"].drop_duplicates(KEYS)
    names = rows[KEYS].merge(named, on=KEYS, how="left")
    place = dictionary.labels("findings", say.language)
    shown: dict[str, list[str]] = {}
    if "sheet" in rows and rows["sheet"].nunique() > 1:
        shown[place["sheet"]] = rows["sheet"].tolist()
    shown[place["row_number"]] = [f"{number:.0f}" for number in rows["row_number"]]
    for thing in ("team", "certification"):
        shown[labels[f"{thing}_name"]] = names[f"{thing}_name"].fillna(names[f"{thing}_id"]).astype(str).tolist()
    shown[labels["campaign"]] = [formats.period(str(campaign), say.language) for campaign in rows["campaign"]]
    return shown


def _written(value: object, unit: str, say: Speaker) -> str:
    if formats.absent(value):
        return ""
    if unit == "code":
        return say.word(value)
    return tables.format_of(unit, say)(value)
