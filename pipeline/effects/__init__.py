"""From estimates to the effects that are published: corrected for their number, on their rung, in words."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Collection, Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from pipeline import warehouse
from pipeline.effects import panels
from pipeline.effects.estimates import Answer, Estimate, answered
from pipeline.effects.wording import Compared, Standing, wording
from pipeline.methods.effects import evidence_rung, false_discoveries
from pipeline.methods.randomisation import LEVEL
from pipeline.vocabulary import ALL

FALSE_SHARE = 0.10  # of the secondary KPIs of one report

_TEXTS = ("certification_id", "kpi_id", "estimator", "unit", "kpi_kind", "direction", "wording_fr", "wording_en")
_COUNTS = ("count_trained", "count_comparison", "periods_before", "evidence_rung")
_NUMBERS = (
    "effect", "effect_low", "effect_high", "standard_error", "standard_error_pooled", "p_value", "smallest_p",
    "minimum_detectable_effect", "second_effect", "placebo", "placebo_low", "placebo_high", "expected_rebound",
    "p_adjusted",
)  # fmt: skip
EFFECTS = pa.schema(
    [(name, pa.string()) for name in _TEXTS]
    + [(name, pa.int32()) for name in _COUNTS]
    + [(name, pa.float64()) for name in _NUMBERS]
    + [("is_primary", pa.bool_()), ("count_corrected_tests", pa.int32()), ("count_excluded_tests", pa.int32())]
)
PARTS = pa.schema(
    [(name, pa.string()) for name in ("certification_id", "kpi_id", "part", "cohort")]
    + [("event_time", pa.int32()), ("period", pa.string()), ("count_trained", pa.int32())]
    + [(name, pa.float64()) for name in ("effect", "effect_low", "effect_high", "standard_error")]
)
MEANWHILE = pa.schema(
    [(name, pa.string()) for name in ("team_id", "kpi_id", "certification_id", "period")]
    + [("comparison_change", pa.float64()), ("comparison_deviation", pa.float64()), ("count_comparison", pa.int32())]
)


def tables_made() -> dict[str, warehouse.Made]:
    """The tables of the scored stage that rest on comparing teams; computed once."""
    answers: list[Answer] = []
    source, held = "scored.kpi_effect_measures", "scored.kpi_held_back"

    def make(connection: duckdb.DuckDBPyConnection) -> pa.Table:
        measures = warehouse.rows(connection, source).to_pandas()
        answers[:] = [answered(question) for question in panels.questions(measures)] if len(measures) else []
        names = {str(row["kpi_id"]): str(row["kpi_name"]) for row in warehouse.records(connection, "scored.kpi_names")}
        waiting = {
            (certification, str(row["kpi_id"]))
            for row in warehouse.records(connection, held)
            for certification in (str(row["certification_id"]), ALL)
            if row["has_before"] or row["has_after"]
        }
        return warehouse.from_records(told(answers, names, waiting), EFFECTS)

    def listed(schema: pa.Schema, rows: Callable[[Answer], list[dict[str, object]]]) -> warehouse.Made:
        return warehouse.Made(
            ("scored.kpi_estimates",),
            lambda _: warehouse.from_records((row for answer in answers for row in rows(answer)), schema),
        )

    return {
        "scored.kpi_estimates": warehouse.Made((source, held, "scored.kpi_names"), make),
        "scored.kpi_estimate_parts": listed(PARTS, lambda answer: answer.parts),
        "scored.kpi_meanwhile": listed(MEANWHILE, lambda answer: answer.meanwhile),
    }


def told(
    answers: Sequence[Answer], names: dict[str, str], waiting: Collection[tuple[str, str]] = ()
) -> Iterator[dict[str, object]]:
    """The rows of `kpi_effects`: estimates with their rung, the correction for their number, and their sentences.

    `waiting` are the certifications and KPIs of which measures wait for an answer before they count.
    """
    adjusted = _adjusted_for_number(answers)
    corrected = sum(one is not None for one in adjusted)
    excluded = sum(
        answer.estimate.effect is not None and not _is_testable(answer.estimate) and not _is_primary(answer, answers)
        for answer in answers
    )
    for answer, p_adjusted in zip(answers, adjusted, strict=True):
        question, estimate = answer.question, answer.estimate
        ours = question.rows[question.rows["is_trained"]]
        standing, rung = _standing(answer, p_adjusted)
        if standing in ("no_before", "no_after") and (question.certification_id, question.kpi_id) in waiting:
            standing = "waiting"
        unit, scale, kind = (str(ours[name].iloc[0]) for name in ("unit", "scale", "kpi_kind"))
        compared = Compared(
            kpi_name=names[question.kpi_id], unit=unit, scale=scale, direction=question.direction,
            standing=standing, rung=rung, randomised=question.randomised, p_adjusted=p_adjusted,
            **{
                field.name: getattr(estimate, field.name)
                for field in dataclasses.fields(Compared)
                if hasattr(estimate, field.name)
            },
        )  # fmt: skip
        yield {
            "certification_id": question.certification_id,
            "kpi_id": question.kpi_id,
            "unit": unit,
            "kpi_kind": kind,
            "direction": "down" if question.direction < 0 else "up",
            **{name: getattr(estimate, name) for name in (*_COUNTS[:3], *_NUMBERS[:-1], "estimator")},
            "p_adjusted": p_adjusted,
            "count_corrected_tests": corrected,
            "count_excluded_tests": excluded,
            "is_primary": _is_primary(answer, answers),
            "evidence_rung": rung,
            "wording_fr": wording(compared, "fr"),
            "wording_en": wording(compared, "en"),
        }


def _is_primary(answer: Answer, answers: Sequence[Answer]) -> bool:
    """Said by the rows or aimed at by the register; where nothing says it, the only KPI of a certification is."""
    same = [one for one in answers if one.question.certification_id == answer.question.certification_id]
    return answer.question.is_primary or len(same) == 1


def _adjusted_for_number(answers: Sequence[Answer]) -> list[float | None]:
    """The p of each secondary KPI that could be tested, adjusted for their number; None elsewhere."""
    counted = [
        answer.estimate.p_value if _is_testable(answer.estimate) and not _is_primary(answer, answers) else None
        for answer in answers
    ]
    adjusted = false_discoveries(np.array([math.nan if one is None else one for one in counted]))
    return [None if math.isnan(one) else float(one) for one in adjusted]


def _is_testable(estimate: Estimate) -> bool:
    return estimate.smallest_p is not None and estimate.smallest_p <= LEVEL


def _standing(answer: Answer, p_adjusted: float | None) -> tuple[Standing, int]:
    """What may be said, and the rung it stands on."""
    one = answer.estimate
    if one.effect is None or one.p_value is None:
        if not one.count_trained:
            unmeasured = one.value_before is None and not answer.question.randomised
            return ("no_before" if unmeasured else "no_after"), 0
        return "alone", 1
    significant = one.p_value <= LEVEL
    apart = one.placebo_p is not None and one.placebo_p <= LEVEL
    opposite = (
        one.second_effect is not None
        and one.second_effect * one.effect < 0
        and (significant or (one.second_p is not None and one.second_p <= LEVEL))
    )
    rung = evidence_rung(
        testable=_is_testable(one),
        randomised=answer.question.randomised,
        periods_before=one.periods_before,
        trends_apart=apart,
        estimators_disagree=opposite,
        placebo_and_second_agree=_agree(one),
    )
    in_doubt = one.uneven and not _excludes_zero(one)
    if in_doubt:
        rung = min(rung, 4)
    rebounded = significant and _excludes_zero(one) and not answer.question.randomised and _may_be_rebound(one)
    if rebounded:
        rung = min(rung, 4)
    if opposite and not answer.question.randomised:
        return "inconclusive", rung
    if not _is_testable(one):
        return "untested", rung
    if significant and in_doubt and not apart:
        return "uneven", rung
    if not significant or not _excludes_zero(one):
        return "undecided", rung
    if rebounded and not apart:
        return "rebounded", rung
    if rung < 5:
        return "trends_apart" if apart else "thin", rung
    return ("supported" if p_adjusted is None or p_adjusted <= FALSE_SHARE else "many"), rung


def _may_be_rebound(one: Estimate) -> bool:
    """Whether a low start lets expect so much of the gain that chance may give the rest; nothing may tell it."""
    if not one.started_lower or (one.effect or 0) <= 0:
        return False
    return one.second_p is None or ((one.expected_rebound or 0) > 0 and one.second_p > LEVEL)


def _excludes_zero(one: Estimate) -> bool:
    return (one.effect_low is not None and one.effect_low > 0) or (one.effect_high is not None and one.effect_high < 0)


def _agree(one: Estimate) -> bool:
    """Whether the placebo's interval holds zero and the second estimate lies in the first one's interval."""
    if one.placebo_low is None or one.placebo_high is None or one.second_effect is None or one.effect is None:
        return False
    inside = (one.effect_low is None or one.effect_low <= one.second_effect) and (
        one.effect_high is None or one.second_effect <= one.effect_high
    )
    return one.placebo_low <= 0 <= one.placebo_high and inside and one.second_effect * one.effect > 0
