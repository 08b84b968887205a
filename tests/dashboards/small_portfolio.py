"""A small published portfolio written straight into a snapshot: twelve candidates, two campaigns, one KPI."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from pipeline import dictionary

NOW, BEFORE = "2026-Q3", "2026-Q2"
GRID = (
    ("business_impact", 5, "favourable", "Impact business", "Business impact"),
    ("technical_fit", 4, "favourable", "Applicabilité technique", "Technical fit"),
    ("team_leverage", 3, "favourable", "Effet levier équipe", "Team leverage"),
    ("risk_compliance", 4, "favourable", "Risque / conformité", "Risk / compliance"),
    ("total_cost", 4, "favourable", "Coût total", "Total cost"),
    ("alternatives", 3, "reversed", "Alternatives", "Alternatives"),
)
UNITS = {"Contenu": "Marketing", "Support": "Clients", "Logistique": "Opérations", "Finance": "Siège"}
SQL_TYPES = {
    "percent": "double",
    "percent_change": "double",
    "share": "double",
    "way": "double",
    "frequency": "double",
    "points": "double",
    "number": "double",
    "note": "double",
    "mean": "double",
    "part": "double",
    "kpi": "double",
    "improvement": "double",
    "money": "decimal(18, 2)",
    "count": "bigint",
    "rank": "bigint",
    "place": "bigint",
    "change": "bigint",
    "flag": "boolean",
    "date": "date",
    "instant": "timestamp",
}

# team, certification, favourable means by criterion, respondents, what is missing of the objective, full cost
CANDIDATES: tuple[tuple[str, str, Sequence[float | None], int, str, float | None], ...] = (
    ("Contenu", "Prompt 101", (5, 4.6, 4, 4, 4.2, 4), 6, "", 12500),
    ("Support", "Prompt 101", (4.5, 4, 4, 3, 4, 4), 5, "target_value,deadline", 8200),
    ("Logistique", "Data literacy", (4, 3.5, 3, 4, 3, 4), 4, "", None),
    ("Finance", "AZ-900", (4, 3, 3, 4, 3, 2), 2, "", 15400),
    ("Contenu", "AZ-900", (3, 3, 3, 3, 3, 3), 3, "", 9000),
    ("Support", "Data literacy", (3, 3, 3, 3, 3, 2.8), 8, "business_objective", 7100),
    ("Finance", "Prompt 101", (2.5, 3, 2, 3, 3, 2), 5, "", 6000),
    ("Logistique", "AZ-900", (2, 2, 2.5, 2, 3, 2), 3, "target_kpi", None),
    ("Logistique", "Prompt 101", (1.5, 2, 1, 2, 2, 2), 4, "", 5200),
    ("Finance", "Data literacy", (3, 3, 3, None, 4, 3), 3, "", None),
    ("Contenu", "Data literacy", (None, None, None, None, None, None), 0, "business_objective,target_kpi", None),
)
EARLIER = CANDIDATES[1:3] + CANDIDATES[5:7]


def publish(root: Path, candidates: Sequence[tuple[object, ...]] = CANDIDATES, *, source: str = "notes.xlsx") -> Path:
    """Write a snapshot under `root` and make it current; `candidates` replaces those of the latest campaign."""
    rows = {name: [] for name in dictionary.tables()} | _rows(candidates, source)
    folder = root / "data" / "processed" / "snapshots"
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(folder / "2026-11-22T10-00-00.duckdb")) as connection:
        connection.execute("create schema published")
        for name, columns in dictionary.tables().items():
            declared = ", ".join(f'"{key}" {SQL_TYPES.get(column.unit, "varchar")}' for key, column in columns.items())
            connection.execute(f"create table published.{name} ({declared})")
            if rows[name]:
                frame = pd.DataFrame(rows[name]).reindex(columns=list(columns)).astype(object)  # noqa: F841 - read by name
                connection.execute(f"insert into published.{name} select * from frame")
    (root / "data" / "processed" / "CURRENT").write_text("2026-11-22T10-00-00\n", "utf-8")
    return root


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _score(means: Sequence[float | None]) -> float | None:
    if any(mean is None for mean in means):
        return None
    total = sum(weight * float(mean or 0) for (_, weight, *_), mean in zip(GRID, means, strict=True))
    return round(100 * total / (5 * sum(weight for _, weight, *_ in GRID)), 9)


def _verdict(score: float | None) -> str | None:
    return None if score is None else "pilot" if score > 60 else "alternatives" if score < 40 else "deepen"


def _rows(candidates: Sequence[tuple[object, ...]], source: str) -> dict[str, list[Mapping[str, object]]]:
    return {
        "campaigns": [_campaign(BEFORE, 1, None), _campaign(NOW, 2, BEFORE)],
        "grid_criteria": [
            {
                "grid_version": "2026.1",
                "criterion": key,
                "position": position,
                "weight": weight,
                "polarity": polarity,
                "name_fr": fr,
                "name_en": en,
                "question_fr": fr,
                "question_en": en,
                "scale_min": 1,
                "scale_max": 5,
                "scale_method": "percent_of_max",
                "pilot_above": 60,
                "alternatives_below": 40,
            }
            for position, (key, weight, polarity, fr, en) in enumerate(GRID, 1)
        ],
        "candidate_ranking": [*_ranking(NOW, candidates, EARLIER), *_ranking(BEFORE, EARLIER, ())],
        "criterion_scores": [row for one in candidates for row in _criteria(*one[:4])],  # type: ignore[arg-type]
        "candidate_register": [_registered(*one) for one in candidates],  # type: ignore[arg-type]
        "note_cells": [
            {
                "campaign": NOW,
                "team_id": "contenu",
                "certification_id": "prompt_101",
                "criterion": "alternatives",
                "file": source,
                "sheet": "Saisie",
                "row_number": 7,
                "column_number": 9,
                "cell": "I7",
                "sent": "2",
                "note": 2,
                "favourable_note": 4,
                "state": "counted",
            }
        ],
        "comments": [
            {
                "campaign": NOW,
                "team_id": "contenu",
                "certification_id": "prompt_101",
                "comment": "**Très utile** <b>pour tous</b>",
                "file": source,
                "row_number": 7,
            }
        ],
        "robustness": [_sure(NOW, *one[:4]) for one in candidates],  # type: ignore[arg-type]
        "verdict_flips": [_flip("note", "business_impact", "Une note suffirait."), _flip("weights", "*", "Aucune.")],
        "settling_answers": [
            {
                "campaign": NOW,
                "team_id": "contenu",
                "certification_id": "prompt_101",
                "place": 1,
                "ask": "divided",
                "criterion": "total_cost",
                "sentence_fr": "Parler d'abord de « Coût total ».",
                "sentence_en": "Discuss “Total cost” first.",
            }
        ],
        "criterion_agreement": [
            {
                "campaign": NOW,
                "team_id": "contenu",
                "certification_id": "prompt_101",
                "criterion": key,
                "count_people": 6,
                "r_wg": 0.8 if key != "total_cost" else -1.0,
                "mean_deviation": 0.5,
                "deviation_acceptable": True,
                "count_low": 3,
                "count_high": 3,
                "agreement_word": "strong" if key != "total_cost" else "two_camps",
            }
            for key, *_ in GRID
        ],
        "campaign_reliability": [
            {
                "campaign": campaign,
                "criterion": "*",
                "count_people": 40,
                "count_candidates": 9,
                "icc_single": 0.6,
                "icc_mean": 0.87,
                "count_raters": 4.4,
                "icc_word": "icc_moderate",
                "alpha_ordinal": 0.7,
                "median_r_wg": 0.8,
            }
            for campaign in (BEFORE, NOW)
        ],
        "campaign_certainty": [
            {
                "campaign": campaign,
                "count_candidates": 10,
                "count_sampled": 10,
                "mean_score": 58.0,
                "spread_between": 12.0,
                "spread_of_one": 15.0,
                "degrees": 4.0,
                "spread_estimated": False,
                "mean_error": 6.0,
                "fewest_people": 3,
                "seed": 7,
                "weight_law": "U20",
                "count_draws": 10000,
                "count_weightings": 15625,
                "every_weighting": True,
                "count_tiers": 3,
            }
            for campaign in (BEFORE, NOW)
        ],
        "team_ranking": _teams(candidates),
        "certification_ranking": _certifications(candidates),
        "foresight": [{"count_pilots": 0, "wording_fr": "Aucun pilote.", "wording_en": "No pilot yet."}],
        "foresight_weights": [
            {"grid_version": "2026.1", "criterion": "business_impact", "weight": 5.0, "refitted_weight": 6.4}
        ],
        "training_outcomes": [_trained("Contenu", "Prompt 101", 7, None), _trained("Support", "AZ-900", 0, FLAGGED)],
        "kpi_changes": _kpi_changes(),
        "kpi_series": _kpi_series(),
        "kpi_review": _kpi_review(),
        "findings": [
            {
                "code": "not_a_note",
                "severity": "error",
                "file": source,
                "sheet": "Saisie",
                "row_number": 9,
                "column_name": "Impact business",
                "cell": "D9",
                "value": "cinq",
                "message_fr": "« cinq » n'est pas une note.",
                "message_en": '"cinq" is not a rating.',
                "remedy_fr": "Écrivez un entier de 1 à 5.",
                "remedy_en": "Write a whole number from 1 to 5.",
                "count_alike": 1,
            }
        ],
        "questions": [
            {
                "question_id": "near_team-1",
                "code": "near_team",
                "subject": "logistiqe|logistique",
                "choices": "same,different",
                "literal": "different",
                "file": source,
                "message_fr": "« Logistiqe » et « Logistique » sont-elles la même équipe ?",
                "message_en": "Are “Logistiqe” and “Logistique” the same team?",
                "remedy_fr": "D'ici là, ce sont deux équipes.",
                "remedy_en": "Until then they are two teams.",
            }
        ],
        "source_files": [
            {"file": source, "sheet": "Saisie", "record": "A", "rows_read": 40, "accepted": 39, "rejected": 1}
        ],
        "snapshot": [
            {
                "snapshot_id": "2026-11-22T10-00-00",
                "grid_version": "2026.1",
                "currency": "EUR",
                "near_threshold_points": 3.0,
            }
        ],
    }


def _campaign(name: str, order: int, previous: str | None) -> Mapping[str, object]:
    return {"campaign": name, "grid_version": "2026.1", "campaign_order": order, "previous_campaign": previous}


def _ranking(
    campaign: str, candidates: Sequence[tuple[object, ...]], earlier: Sequence[tuple[object, ...]]
) -> list[Mapping[str, object]]:
    before = {(one[0], one[1]): (_score(one[2]) or 0) - 4 for one in earlier}  # type: ignore[arg-type]
    scores = [_score(one[2]) for one in candidates]  # type: ignore[arg-type]
    rows: list[Mapping[str, object]] = []
    for (team, certification, _, respondents, missing, cost), score in zip(candidates, scores, strict=True):
        past = before.get((team, certification))
        change = None if past is None or score is None else score - past
        rows.append(
            {
                "campaign": campaign,
                "team_id": _slug(str(team)),
                "team_name": team,
                "certification_id": _slug(str(certification)),
                "certification_name": certification,
                "business_unit": UNITS.get(str(team), "Siège"),
                "kind": "certification",
                "candidate_rank": None
                if score is None
                else 1 + sum(other is not None and other > score for other in scores),
                "count_respondents": respondents,
                "expected_answers": 8,
                "score_percent": score,
                "score_low": score,
                "score_high": score,
                "depends_on_missing": None if score is None else False,
                "verdict": _verdict(score),
                "at_threshold": None if score is None else score in (40.0, 60.0),
                "decision": "incomplete" if score is None else "clarify_objective" if missing else _verdict(score),
                "missing_contract": missing,
                "reservations": "business_impact" if score is not None and score < 45 else "",
                "in_question": False,
                "objective": None if "business_objective" in str(missing) else "Publier deux fois plus",
                "target_kpi": None if "target_kpi" in str(missing) else "Articles par semaine",
                "cash_cost": cost,
                "time_cost": cost,
                "full_cost": cost,
                "rollout_cost": cost,
                "previous_score_percent": past,
                "score_change": change,
                "rank_change": None if change is None else 1,
                "change_reason": "not_in_previous_campaign" if past is None else None,
                "score_method": "percent_of_max",
                "grid_version": "2026.1",
                "provisional": score is not None and int(str(respondents)) < 3,
                "near_threshold": score is not None and min(abs(score - 60), abs(score - 40)) <= 3,
            }
        )
    return rows


def _sure(
    campaign: str, team: str, certification: str, means: Sequence[float | None], respondents: int
) -> Mapping[str, object]:
    score = _score(means)
    row: dict[str, object] = {
        "campaign": campaign,
        "team_id": _slug(team),
        "certification_id": _slug(certification),
        "count_individual": respondents,
        "count_consensus": 0,
        "reason_fr": "Pas de score.",
        "reason_en": "No score.",
        "about_fr": None,
        "about_en": None,
    }
    if score is None:
        return row
    word = "provisional" if respondents < 3 else "solid" if abs(score - 60) > 15 else "fragile"
    return row | {
        "interval_low": max(20.0, score - 8),
        "interval_high": min(100.0, score + 8),
        "score_smoothed": score,
        "p_pilot": None if respondents < 3 else 0.5,
        "flip_radius": 0.3,
        "share_of_weightings_pilot": 0.5,
        "share_of_weightings_same": 0.5,
        "rank_low": 1,
        "rank_high": 4,
        "tier": 1 if score > 80 else 2,
        "confidence_word": word,
        "reason_fr": "Parce que **peu** ont répondu.",
        "reason_en": "Because **few** answered.",
    }


def _flip(flip: str, criterion: str, sentence: str) -> Mapping[str, object]:
    return {
        "campaign": NOW,
        "team_id": "contenu",
        "certification_id": "prompt_101",
        "flip": flip,
        "criterion": criterion,
        "is_smallest": True,
        "sentence_fr": sentence,
        "sentence_en": sentence,
    }


def _criteria(
    team: str, certification: str, means: Sequence[float | None], respondents: int
) -> list[Mapping[str, object]]:
    whole = sum(weight for _, weight, *_ in GRID)
    return [
        {
            "campaign": NOW,
            "team_id": _slug(team),
            "certification_id": _slug(certification),
            "criterion": key,
            "weight": weight,
            "polarity": polarity,
            "count_notes": 0 if mean is None else respondents,
            "mean_note": mean if mean is None or polarity == "favourable" else 6 - mean,
            "mean_favourable": mean,
            "points": None if mean is None else 100 * weight * mean / 5 / whole,
            "points_max": 100 * weight / whole,
        }
        for (key, weight, polarity, *_), mean in zip(GRID, means, strict=True)
    ]


def _registered(
    team: str, certification: str, means: object, respondents: int, missing: str, cost: float | None
) -> Mapping[str, object]:
    return {
        "campaign": NOW,
        "team_id": _slug(team),
        "certification_id": _slug(certification),
        "status": "proposed",
        "owner": "Direction Contenu",
        "target_value": None if "target_value" in missing else "30",
        "deadline": None if "deadline" in missing else dt.date(2027, 6, 30),
        "pilot_participants": 8,
        "fee_per_person": 850,
        "other_way": "Mentorat interne",
        "other_way_cost": 2400,
        "mandatory": False,
        "excluded": False,
        "file": "registre.xlsx",
        "row_number": 4,
    }


def _teams(candidates: Sequence[tuple[object, ...]]) -> list[Mapping[str, object]]:
    rows = []
    for team in dict.fromkeys(str(one[0]) for one in candidates):
        own = [(_score(one[2]), str(one[1]), one[4]) for one in candidates if one[0] == team]  # type: ignore[arg-type]
        scored = sorted(((score, name) for score, name, _ in own if score is not None), reverse=True)
        rows.append(
            {
                "campaign": NOW,
                "team_id": _slug(team),
                "team_name": team,
                "business_unit": UNITS.get(team, "Siège"),
                "best_score": scored[0][0] if scored else None,
                "best_certification_id": _slug(scored[0][1]) if scored else None,
                "mean_score": sum(score for score, _ in scored) / len(scored) if scored else None,
                "count_candidates": len(own),
                "count_pilot": sum(1 for score, _, gap in own if (score or 0) > 60 and not gap),
            }
        )
    ordered = sorted(rows, key=lambda row: -float(str(row["best_score"] or 0)))
    return [{**row, "team_rank": rank if row["best_score"] else None} for rank, row in enumerate(ordered, 1)]


def _certifications(candidates: Sequence[tuple[object, ...]]) -> list[Mapping[str, object]]:
    rows = []
    for name in dict.fromkeys(str(one[1]) for one in candidates):
        own = [score for one in candidates if one[1] == name and (score := _score(one[2])) is not None]  # type: ignore[arg-type]
        rows.append(
            {
                "campaign": NOW,
                "certification_id": _slug(name),
                "certification_name": name,
                "mean_score": sum(own) / len(own) if own else None,
                "count_teams": len(own),
                "count_respondents": 12,
                "count_pilot": sum(score > 60 for score in own),
                "few_teams": len(own) < 3,
            }
        )
    ordered = sorted(rows, key=lambda row: -float(str(row["mean_score"] or 0)))
    return [{**row, "certification_rank": rank} for rank, row in enumerate(ordered, 1)]


KPI: tuple[tuple[str, str, float, float, str, str], ...] = (
    ("Contenu", "prompt_101", 12, 36, "achieved", "2026-Q3"),
    ("Support", "*", 14, 15, "on_track", "2026-Q3"),
    ("Logistique", "data_literacy", 11, 9, "regressed", "2026-Q3"),
    ("Finance", "*", 12.2, 12.4, "behind", "2026-Q3"),
)


FLAGGED = "satisfied_not_applied"


def _trained(team: str, certification: str, applied: int, flag: str | None) -> Mapping[str, object]:
    return {
        "team_id": _slug(team),
        "certification_id": _slug(certification),
        "team_name": team,
        "certification_name": certification,
        "enrolled": 20,
        "finished": 18,
        "certified": 15,
        "applied": applied,
        "application_rate": applied / 20,
        "application_low": max(0, applied / 20 - 0.15),
        "application_high": applied / 20 + 0.16,
        "satisfaction": 4.4,
        "flag": flag,
        "kpi_improved": applied > 0,
        "cost": 12500,
        "wording_fr": f"{applied} appliquent au travail.",
        "wording_en": f"{applied} apply it at work.",
    }


def _kpi_changes() -> list[Mapping[str, object]]:
    return [
        {
            "team_id": _slug(team),
            "kpi_id": "articles",
            "period": period,
            "certification_id": certification,
            "team_name": team,
            "kpi_name": "Articles par semaine",
            "certification_name": None,
            "unit": "",
            "kpi_kind": "count",
            "direction": "up",
            "value_before": before,
            "value_after": after,
            "improvement": after - before,
            "improvement_percent": 100 * (after - before) / before,
            "target": 30,
            "target_attainment": (after - before) / (30 - before),
            "status": status,
            "evidence_rung": 1,
            "wording_fr": f"Passé de {before:g} à {after:g}. On ne peut pas dire si c'est la formation.",
            "wording_en": f"Went from {before:g} to {after:g}. Whether the training did it cannot be said.",
        }
        for team, certification, before, after, status, period in KPI
    ]


def _kpi_series() -> list[Mapping[str, object]]:
    return [
        {
            "team_id": _slug(team),
            "kpi_id": "articles",
            "period": period,
            "certification_id": certification,
            "team_name": team,
            "kpi_name": "Articles par semaine",
            "unit": "",
            "kpi_kind": "count",
            "direction": "up",
            "value": before + share * (after - before),
            "window": window,
        }
        for team, certification, before, after, _, _ in KPI
        for period, share, window in (
            ("2026-Q1", 0.0, "before"),
            ("2026-Q2", 0.4, "between"),
            ("2026-Q3", 1.0, "after"),
        )
    ]


def _kpi_review() -> list[Mapping[str, object]]:
    pilots = [row for row in _kpi_changes() if row["certification_id"] != "*"]
    names = {"prompt_101": "Prompt 101", "data_literacy": "Data literacy"}
    rows: list[Mapping[str, object]] = [
        {
            **pilot,
            "certification_name": names[str(pilot["certification_id"])],
            "judges_pilot": True,
            "pilot_status": "achieved" if pilot["status"] == "achieved" else "behind",
            "previous_status": "no_data",
            "judged_period": NOW,
            "gain_rank": rank,
            "value": pilot["value_after"],
            "previous_quarter_value": pilot["value_before"],
            "change_since_baseline": pilot["improvement"],
            "change_since_previous": pilot["improvement"],
            "quarter_changes": f"{better},status_changed,data_corrected",
            "count_corrected": 1,
            "training_status": "pilot",
            "deadline": dt.date(2026, 9, 30),
            "decision_due": better == "value_worse",
        }
        for rank, (pilot, better) in enumerate(zip(pilots, ("value_better", "value_worse"), strict=True), start=1)
    ]
    unmeasured = {
        "period": NOW, "team_id": "finance", "team_name": "Finance", "certification_id": "az_900",
        "certification_name": "AZ-900", "kpi_id": "*", "judges_pilot": True, "pilot_status": "no_data",
        "status": "no_data", "previous_status": "no_data", "evidence_rung": 0, "quarter_changes": "starts_now",
        "count_corrected": 0, "training_status": "pilot", "decision_due": False,
    }  # fmt: skip
    return [*rows, unmeasured]
