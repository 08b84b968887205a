"""From what is published to the rows of the next sheet of measures: who measures what, last values, whom to compare."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pandas as pd

from pipeline import snapshots
from pipeline.kpis.wording import quantity
from pipeline.methods.randomisation import LEVEL
from pipeline.names import slug
from pipeline.template.tables import choice_word
from pipeline.vocabulary import ALL, Language

Row = dict[str, object]
_SERIES = ["team_id", "kpi_id", "certification_id"]
_WORDS: dict[str, dict[Language, str]] = {
    "last": {"fr": "Dernière valeur : {value} ({period})", "en": "Last value: {value} ({period})"},
    "never": {"fr": "Jamais mesuré jusqu'ici", "en": "Never measured so far"},
    "compare": {"fr": "comparaison", "en": "comparison"},
    "proposed": {"fr": "équipe de comparaison proposée", "en": "proposed comparison team"},
}


def rows(root: Path, language: Language, team: str | None = None, certification: str | None = None) -> list[Row]:
    """One row per team and KPI to measure next, its value left empty; none where nothing is published.

    Teams with a training under way or proposed come with the KPIs that are measured for it or that the register aims
    at; then, KPI by KPI, the untrained teams that are measured too, and as many more as an exact test needs.
    """
    if snapshots.current_id(root) is None:
        return []
    series = _last_measures(root)
    wanted = _of_pilots(root, series)
    found: list[Row] = []
    for kpi_id, pilots in wanted.groupby("kpi_id", sort=True):
        own = series[series["kpi_id"] == kpi_id]
        known = own.iloc[-1] if len(own) else pilots.iloc[0]
        measured = own[own["certification_id"] == ALL]
        measured = measured[~measured["team_id"].isin(pilots["team_id"])]
        asked = [(one, "") for _, one in pilots.iterrows()]
        asked += [(one, "compare") for _, one in measured.iterrows()]
        asked += [(one, "proposed") for one in _proposed(root, pilots, measured)]
        latest = str(own["period"].max()) if len(own) else ""
        found += [
            _row(one, role, known, latest, language)
            for one, role in asked
            if role or not certification or slug(certification) == slug(str(one["certification_name"]))
        ]
    return [row for row in found if not team or slug(str(row["team"])) == slug(team)]


def _last_measures(root: Path) -> pd.DataFrame:
    """The latest measure of each team, KPI and certification."""
    series = snapshots.read(root, "kpi_series").sort_values(["period"], kind="stable")
    names = snapshots.read(root, "candidate_ranking")[["certification_id", "certification_name"]].drop_duplicates(
        "certification_id", keep="last"
    )
    last = series.drop_duplicates(_SERIES, keep="last").sort_values(_SERIES)
    return last.merge(names, on="certification_id", how="left")


def _of_pilots(root: Path, series: pd.DataFrame) -> pd.DataFrame:
    """Each training under way or proposed and the KPIs to measure for it, with the last measure where there is one."""
    register = snapshots.read(root, "candidate_register")
    named = snapshots.read(root, "candidate_ranking")[
        ["campaign", "team_id", "certification_id", "team_name", "certification_name", "target_kpi"]
    ]
    listed = register.merge(named, on=["campaign", "team_id", "certification_id"])
    listed = listed[listed["status"] != "stopped"].drop_duplicates(["team_id", "certification_id"], keep="last")
    aimed = listed[listed["target_kpi"].notna()]
    aimed = aimed.assign(kpi_name=aimed["target_kpi"], kpi_id=[slug(str(name)) for name in aimed["target_kpi"]])
    keys = ["team_id", "certification_id", "team_name", "certification_name"]
    measured = series[series["certification_id"] != ALL][[*keys, "kpi_id", "kpi_name"]]
    measured = measured.merge(listed[["team_id", "certification_id"]], on=["team_id", "certification_id"])
    both = pd.concat([measured, aimed[[*keys, "kpi_id", "kpi_name"]]]).drop_duplicates(_SERIES)
    known = series[[*_SERIES, "period", "value", "unit", "kpi_kind", "direction"]]
    return both.merge(known, on=_SERIES, how="left").sort_values(_SERIES)


def _proposed(root: Path, pilots: pd.DataFrame, measured: pd.DataFrame) -> Sequence[pd.Series]:
    """Untrained teams that nobody measures on this KPI yet, so many that chance can be told: of the same units first.

    Never chosen by the KPI itself: teams that are alike on one bad quarter differ on the next.
    """
    trained = pilots["team_id"].nunique()
    missing = teams_needed(trained) - trained - len(measured)
    if missing <= 0:
        return []
    ranked = snapshots.read(root, "team_ranking")[["team_id", "team_name", "business_unit"]]
    roster = snapshots.read(root, "team_roster")[["team_id", "team_name", "business_unit"]]
    teams = pd.concat([roster, ranked]).drop_duplicates("team_id")
    register = snapshots.read(root, "candidate_register")
    busy = set(register[register["status"].isin(["pilot", "deployed"])]["team_id"])
    free = teams[~teams["team_id"].isin(busy | set(pilots["team_id"]) | set(measured["team_id"]))]
    units = set(teams[teams["team_id"].isin(pilots["team_id"])]["business_unit"].dropna())
    free = free.assign(other_unit=~free["business_unit"].isin(units)).sort_values(["other_unit", "team_id"])
    return [one for _, one in free.head(missing).iterrows()]


def teams_needed(trained: int) -> int:
    """The fewest teams, trained ones included, with which an exact test of this many trained teams can conclude."""
    total = trained + 1
    while (1 + (total == 2 * trained)) / math.comb(total, trained) > LEVEL:
        total += 1
    return total


def _row(one: pd.Series, role: str, known: pd.Series, latest: str, language: Language) -> Row:
    def given(name: str) -> object:
        for source in (one, known):
            if name in source and not pd.isna(source[name]):
                return source[name]
        return None

    period = str(one["period"]) if "period" in one and not pd.isna(one["period"]) else ""
    if period:
        scale = "plain" if one["kpi_kind"] != "rate" else "percent" if one["unit"] == "%" else "fraction"
        value = quantity(Fraction(one["value"]), str(one["unit"] or ""), scale, language)
        said = _WORDS["last"][language].format(value=value, period=_spoken(period, language))
    else:
        said = _WORDS["never"][language]
    certification = one.get("certification_name")
    return {
        "team": str(one["team_name"]),
        "kpi": str(known["kpi_name"]),
        "unit": given("unit"),
        "direction": choice_word("direction", given("direction"), language),
        "kpi_kind": choice_word("kpi_kind", given("kpi_kind"), language),
        "period": following(period or latest),
        "certification": None if role or pd.isna(certification) else str(certification),
        "last_known": f"{said}, {_WORDS[role][language]}" if role else said,
    }


def following(period: str) -> str:
    """The period after `2026-Q3`, `2026-09` or `2026`; '' after none."""
    year, _, part = period.partition("-")
    if not year.isdigit():
        return ""
    if not part:
        return str(int(year) + 1)
    last, count = ("Q", 4) if part.startswith("Q") else ("", 12)
    number = int(part.removeprefix("Q"))
    year, number = (str(int(year) + 1), 1) if number == count else (year, number + 1)
    return f"{year}-Q{number}" if last else f"{year}-{number:02}"


def _spoken(period: str, language: Language) -> str:
    year, _, part = period.partition("-")
    return f"T{part[1:]} {year}" if part.startswith("Q") and language == "fr" else period
