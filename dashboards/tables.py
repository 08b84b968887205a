"""From published rows to tables for a reader: headings and words in one language, numbers still numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from dashboards import formats
from dashboards.texts import Speaker
from pipeline import dictionary
from pipeline.vocabulary import Language

RANKING = (
    "candidate_rank", "team_name", "certification_name", "business_unit", "kind", "score_percent", "verdict",
    "decision", "confidence_word", "missing_contract", "reservations", "count_respondents", "expected_answers",
    "provisional", "interval_low", "interval_high", "rank_low", "rank_high", "tier",
    "near_threshold", "at_threshold", "score_low", "score_high", "in_question", "previous_score_percent",
    "score_change", "rank_change", "cash_cost", "time_cost", "full_cost", "rollout_cost",
)  # fmt: skip
MOVERS = ("team_name", "certification_name", "previous_score_percent", "score_percent", "score_change", "rank_change")
INCOMPLETE = (
    "team_name", "certification_name", "business_unit", "count_respondents", "expected_answers", "missing_contract",
)  # fmt: skip
TEAMS = (
    "team_rank", "team_name", "business_unit", "best_score", "certification_name", "mean_score", "count_candidates",
    "count_pilot",
)  # fmt: skip
CERTIFICATIONS = (
    "certification_rank", "certification_name", "mean_score", "count_teams", "few_teams", "count_respondents",
    "count_pilot",
)  # fmt: skip
CRITERIA = ("criterion", "polarity", "weight", "given", "mean_note", "mean_favourable", "points", "points_max")
CELLS = ("criterion", "file", "sheet", "row_number", "cell", "sent", "mended_to", "note", "favourable_note", "state")
MENDED = ("file", "sheet", "cell", "sent", "mended_to", "mended_by", "mended_at")
STEPS = ("step_number", "step", "at", "who", "why")
BRIDGE = ("part", "criterion", "points", "start_percent", "end_percent", "count_stayed")
SIMULATION = (
    "new_rank", "candidate_rank", "team_name", "certification_name", "new_score", "score_percent", "new_decision",
    "decision",
)  # fmt: skip
AGREEMENT = (
    "criterion", "count_people", "agreement_word", "r_wg", "mean_deviation", "deviation_acceptable", "count_low",
    "count_high",
)  # fmt: skip
SENSITIVITY = ("variant", "verdict_same", "share_same", "verdict", "score_percent", "candidate_rank")
EVALUATORS = ("evaluator_kind", "count_people", "score_percent", "beside_team")
WEIGHTS = ("criterion", "change", "new_value", "new_verdict")
RELIABILITY = (
    "criterion", "count_people", "count_candidates", "icc_single", "icc_word", "icc_mean", "alpha_ordinal",
    "median_r_wg",
)  # fmt: skip
COMMENTS = ("comment", "file", "row_number")
SERIES = ("team_name", "period", "value", "window")
EFFECTS = (
    "certification_name", "count_trained", "count_comparison", "effect", "effect_low", "effect_high", "p_value",
    "minimum_detectable_effect", "second_effect", "placebo", "evidence_rung", "estimator",
)  # fmt: skip
REVIEW = (
    "team_name", "certification_name", "kpi_name", "unit", "status", "previous_status", "value", "value_before",
    "change_since_baseline", "previous_quarter_value", "change_since_previous", "last_year_value",
    "change_since_last_year", "value_after", "improvement", "gain_rank", "common_with", "target", "target_attainment",
    "evidence_rung", "judged_period", "quarter_changes", "count_corrected", "training_status", "end_date", "deadline",
    "decision_due", "contract_changes", "judges_pilot",
)  # fmt: skip
TRAININGS = (
    "team_name", "certification_name", "enrolled", "finished", "certified", "applied", "application_rate",
    "application_30", "application_60", "application_90", "satisfaction", "test_before", "test_after", "flag",
    "kpi_improved", "cost", "benefit_low", "roi_low_percent", "payback_months",
    "declared_benefit",
)  # fmt: skip
STEPS_REACHED = ("step", "people", "share")
REFITTED = ("criterion", "weight", "refitted_weight")
PILOTS = (
    "team_name",
    "certification_name",
    "kpi_name",
    "campaign",
    "score_percent",
    "standardised_gain",
    "evidence_rung",
)
MOST_SENTENCES = 25
"""Beyond, a reader wants the table."""
BESIDE = (
    "team_name", "period", "value_kept", "kept_file", "kept_at", "value_sent", "sent_file", "sent_at", "sent_by",
    "locked_at",
)  # fmt: skip
CHANGED = (
    "team_name", "period", "value_locked", "locked_file", "recorded_at", "value_now", "file_now", "locked_at",
)  # fmt: skip
CONTRACTS = (
    "team_name", "certification_name", "contract_part", "stated_before", "file_before", "stated_now", "file_now",
    "changed_at",
)  # fmt: skip
EFFECT_PARTS = ("part", "cohort", "event_time", "period", "count_trained", "effect", "effect_low", "effect_high")

_FORMATS: dict[str, Callable[[float, Language], str]] = {
    "percent": formats.percent,
    "share": formats.share,
    "way": formats.way,
    "frequency": formats.frequency,
    "percent_change": lambda value, language: formats.percent(value, language, 0, signed=True),
    "points": formats.points,
    "number": lambda value, language: formats.number(value, language, 1, shortest=True),
    "part": lambda value, language: formats.number(value, language, 1),
    "note": lambda value, language: formats.number(value, language, 2, shortest=True),
    "mean": lambda value, language: formats.number(value, language, 2),
    "count": formats.number,
    "rank": formats.number,
    "place": lambda value, language: str(int(value)),
    "change": lambda value, language: formats.number(value, language, signed=True),
    "date": formats.date,
    "instant": formats.instant,
}
SIGN = 9
"""Pixels that one sign of a table takes at most."""
AMOUNT = 12 * SIGN
"""Pixels that hold an amount such as `1 234 567 €`."""
MOST_STYLED = 1000
"""Rows; writing numbers in the reader's way costs about a second for twice as many."""
OF_KPI = {"kpi": formats.kpi_value, "improvement": formats.kpi_difference}


def readable(
    rows: pd.DataFrame, table: str, columns: Sequence[str], say: Speaker, criteria: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """The chosen columns under their headings, codes as words. Numbers and dates keep their type."""
    known = {name: dictionary.column(table, name) for name in columns}
    shown: dict[str, pd.Series] = {}
    for name in columns:
        words = _words(known[name].unit, say, criteria or {})
        shown[known[name].label(say.language)] = rows[name].map(words) if words else rows[name]
    return pd.DataFrame(shown).reset_index(drop=True)


def downloaded(rows: pd.DataFrame, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns of a table's file: a page says once which KPI it shows and in which unit, a file in each row."""
    missing = [name for name in ("kpi_name", "unit") if name in rows and name not in columns]
    return (*missing, *columns) if "kpi_name" in rows else tuple(columns)


def styled(
    rows: pd.DataFrame, table: str, columns: Sequence[str], say: Speaker, criteria: Mapping[str, str] | None = None
) -> Styler | pd.DataFrame:
    """The same, with numbers written as the reader's language writes them; columns still sort as numbers.

    KPI columns take the unit of their row. Very long tables have plain numbers.
    """
    if len(rows) > MOST_STYLED:
        return readable(rows, table, columns, say, criteria).round(2)
    known = {name: dictionary.column(table, name) for name in columns}
    style = readable(rows, table, columns, say, criteria).style
    places = pd.DataFrame({"place": range(len(rows))})
    for name in columns:
        unit, heading = known[name].unit, pd.Index([known[name].label(say.language)])
        if unit in OF_KPI and "kpi_kind" in rows:
            for (own_unit, kind), of_kind in places.groupby(
                [rows["unit"].fillna("").to_numpy(), rows["kpi_kind"].fillna("").to_numpy()]
            ):
                style = style.format(
                    _of_kpi(OF_KPI[unit], str(own_unit), str(kind), say), subset=(of_kind.index, heading)
                )
        elif unit == "money" or unit in _FORMATS:
            to_complete = say("cost.to_complete") if name.endswith("_cost") else ""
            style = style.format(_shown(format_of(unit, say), to_complete), subset=heading)
    return style


def width_of_units(rows: pd.DataFrame) -> int:
    """Pixels that hold the longest unit, which a table cuts where it measures for itself."""
    return max((SIGN * len(str(one)) for one in rows["unit"].dropna()), default=0) + 3 * SIGN


def widths_of_money(table: str, columns: Sequence[str], say: Speaker) -> dict[str, int]:
    """Pixels for amounts under a short heading: a table measures the number without its currency and cuts its start."""
    known = {name: dictionary.column(table, name) for name in columns}
    return {
        name: AMOUNT
        for name, column in known.items()
        if column.unit == "money" and SIGN * len(column.label(say.language)) < AMOUNT
    }


def format_of(unit: str, say: Speaker) -> Callable[[Any], str]:
    """How a value of this unit is written; as it stands where nothing is known of the unit."""
    if unit == "money":
        return say.money
    written = _FORMATS.get(unit)
    return (lambda value: written(value, say.language)) if written else str


def kpi_columns(language: Language) -> tuple[str, ...]:
    """The columns of a KPI's table, with what may be said in the reader's language."""
    return (
        "team_name", "certification_name", "status", "value_before", "value_after", "improvement",
        "improvement_percent", "same_period_last_year", "target", "target_attainment", "period", f"wording_{language}",
    )  # fmt: skip


def _words(unit: str, say: Speaker, criteria: Mapping[str, str]) -> Callable[[object], object] | None:
    def flag(value: object) -> str:
        return "" if formats.absent(value) else say("general.yes" if value else "general.no")

    def period(value: object) -> str:
        return "" if formats.absent(value) else formats.period(str(value), say.language)

    def criterion(value: object) -> str:
        codes = [] if formats.absent(value) else str(value).split(",")
        return ", ".join(criteria.get(code, code) for code in codes)

    kinds: dict[str, Callable[[object], object]] = {
        "code": say.word, "codes": say.words, "flag": flag, "period": period, "campaign": period,
        "criterion": criterion, "criteria": criterion,
    }  # fmt: skip
    return kinds.get(unit)


def _shown(written: Callable[[Any], str], otherwise: str) -> Callable[[Any], str]:
    return lambda value: otherwise if formats.absent(value) else written(value)


def _of_kpi(
    written: Callable[[float, str, str, Language], str], unit: str, kind: str, say: Speaker
) -> Callable[[Any], str]:
    return lambda value: "" if formats.absent(value) else written(value, unit, kind, say.language)
