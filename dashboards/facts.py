"""Names and values side by side: tiles of the overview and the sheet of one candidate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from dashboards import formats
from dashboards.data import Grid
from dashboards.figures import score_text
from dashboards.sources import how_many
from dashboards.tables import format_of
from dashboards.texts import Speaker, capital
from pipeline import dictionary
from pipeline.vocabulary import CONTRACT_PARTS

Facts = list[tuple[str, str]]
SURE = (
    "score_smoothed", "interval_low", "interval_high", "p_pilot", "p_deepen", "p_alternatives", "flip_radius",
    "share_of_weightings_pilot", "share_of_weightings_same", "rank_low", "rank_high", "p_first", "agreement",
    "count_individual", "count_consensus",
)  # fmt: skip


def overview(candidates: pd.DataFrame, findings: pd.DataFrame, grid: Grid, say: Speaker) -> Facts:
    """The campaign in seven figures."""
    ranked = candidates[candidates["candidate_rank"].notna()]
    limit = formats.percent(grid.scale.pilot_above, say.language, shortest=True)
    counted = {
        say("tile.ranked"): len(ranked),
        say("tile.above", limit=limit): int((ranked["verdict"] == "pilot").sum()),
        say("tile.waiting"): int((ranked["decision"] == "clarify_objective").sum()),
        say("tile.incomplete"): int(candidates["candidate_rank"].isna().sum()),
        say("tile.teams"): candidates["team_id"].nunique(),
        say("tile.opinions"): int(candidates["count_respondents"].sum()),
        say("tile.findings"): how_many(findings),
    }
    return [(name, formats.number(count, say.language)) for name, count in counted.items()]


def candidate(row: pd.Series, grid: Grid, say: Speaker) -> Facts:
    """One candidate in four figures."""
    ranked = not formats.absent(row["candidate_rank"])
    answers = formats.number(row["count_respondents"], say.language)
    if not formats.absent(row["expected_answers"]):
        answers = say(
            "candidate.answers_of", count=answers, expected=formats.number(row["expected_answers"], say.language)
        )
    change = "—" if formats.absent(row["score_change"]) else formats.points(row["score_change"], say.language)
    return [
        (say("tile.score"), score_text(row["score_percent"], grid, say) if ranked else "—"),
        (say("tile.rank"), formats.number(row["candidate_rank"], say.language) if ranked else "—"),
        (say("tile.respondents"), answers),
        (say("tile.change"), change),
    ]


def sureness(row: pd.Series, say: Speaker) -> Facts:
    """The figures behind the confidence word; what is not known is a dash. Chances to the nearest 5 %."""
    named = dictionary.columns("robustness")

    def shown(name: str) -> str:
        value = row[name]
        if formats.absent(value):
            return "—"
        if name.startswith("p_"):
            return formats.chance(float(value), say.language)
        return format_of(named[name].unit, say)(value)

    return [(named[name].label(say.language), shown(name)) for name in SURE]


def objective(row: pd.Series, register: pd.DataFrame, say: Speaker) -> Facts:
    """The objective contract, part by part, and what is missing of it."""
    missing = [] if formats.absent(row["missing_contract"]) else str(row["missing_contract"]).split(",")
    known = register.iloc[0] if len(register) else None
    values = {
        "business_objective": row["objective"],
        "target_kpi": row["target_kpi"],
        "target_value": None if known is None else known["target_value"],
        "deadline": None if known is None else formats.date(known["deadline"], say.language),
    }

    def shown(part: str) -> str:
        if part in missing:
            return say("candidate.missing")
        return say("candidate.in_answers") if formats.absent(values[part]) else str(values[part])

    return [(capital(say.word(part)), shown(part)) for part in CONTRACT_PARTS]


def costs(row: pd.Series, register: pd.DataFrame, say: Speaker) -> Facts:
    """What the pilot and the roll-out cost, and what the other way would."""

    def amount(value: float) -> str:
        return say("cost.to_complete") if formats.absent(value) else say.money(value)

    listed = [
        (say(f"cost.{name}"), amount(row[name])) for name in ("cash_cost", "time_cost", "full_cost", "rollout_cost")
    ]
    if not len(register):
        return [*listed, (say("cost.other_way"), say("cost.no_other_way"))]
    known = register.iloc[0]
    if formats.absent(known["other_way"]):
        return [*listed, (say("cost.other_way"), say("cost.no_other_way"))]
    return [*listed, (say("cost.other_way"), f"{known['other_way']} ({amount(known['other_way_cost'])})")]


def register(row: pd.Series, say: Speaker) -> Facts:
    """What the register says beside objective and costs; parts it leaves out are left out here."""
    language = say.language

    written: dict[str, Callable[[Any], str]] = {
        "register_status": lambda value: say(f"status.{value}"),
        "owner": str,
        "sponsor": str,
        "pilot_participants": lambda value: formats.number(value, language),
        "rollout_participants": lambda value: formats.number(value, language),
        "fee_per_person": say.money,
        "hours_per_person": lambda value: formats.number(value, language, 1, shortest=True),
        "hourly_cost": say.money,
        "coaching_cost": say.money,
        "external_funding": say.money,
        "expected_annual_benefit": say.money,
        "mandatory": lambda value: say("general.yes") if value else "",
        "excluded": lambda value: say("general.yes") if value else "",
        "prerequisite": str,
        "start_date": lambda value: formats.date(value, language),
        "end_date": lambda value: formats.date(value, language),
    }
    labels = dictionary.labels("candidate_register", language)
    said = [(labels[name], write(row[name])) for name, write in written.items() if not formats.absent(row[name])]
    place = say("candidate.register_place", file=row["file"], row=f"{row['row_number']:.0f}")
    return [*((name, value) for name, value in said if value), (labels["file"], place)]
