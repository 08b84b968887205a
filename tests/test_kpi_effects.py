"""From KPI rows to what may be said of an effect: the design decides the estimator, the rung and the sentence."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pipeline import effects
from pipeline.effects.estimates import Answer, answered
from pipeline.effects.panels import questions
from pipeline.effects.wording import SENTENCES

QUARTERS = tuple(f"{year}-Q{quarter}" for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4))
STARTS = {quarter: dt.date(int(quarter[:4]), 3 * int(quarter[-1]) - 2, 1) for quarter in QUARTERS}
NAMES = {"articles": "Articles", "defauts": "Défauts", "delai": "Délai"}


def rows(
    values: Mapping[str, tuple[str | None, list[float]]],
    *,
    kpi: str = "articles",
    certification: str = "prompt_101",
    periods: tuple[str, ...] = QUARTERS,
    units: Mapping[str, str] | None = None,
    **more: Any,
) -> pd.DataFrame:
    """KPI rows as SQL brings them: team to the quarter its training starts (None: never) and its values."""
    made = []
    for team, (start, own) in values.items():
        for period, value in zip(periods, own, strict=True):
            phase, months = (period, math.nan) if period in ("before", "after") else (None, _month(period))
            made.append(
                {
                    "kpi_id": kpi, "team_id": team, "certification_id": certification if start else "*",
                    "start_date": STARTS[start] if start else None, "window_opens": STARTS[start] if start else None,
                    "phase": phase, "period": "*" if phase else period, "month_from": months, "month_until": months + 3,
                    "date": None, "value": value, "design": "", "is_primary": False, "direction": "up", "unit": "",
                    "scale": "plain", "kpi_kind": "level", "business_unit": (units or {}).get(team), **more,
                }
            )  # fmt: skip
    return pd.DataFrame(made)


def _month(period: str) -> int:
    return int(period[:4]) * 12 + 3 * (int(period[-1]) - 1)


def told(*frames: pd.DataFrame) -> list[dict[str, Any]]:
    return list(effects.told(asked(*frames), NAMES))


def plain(wording: str) -> str:
    """A sentence with ordinary spaces."""
    return " ".join(wording.split())


def asked(*frames: pd.DataFrame) -> list[Answer]:
    return [answered(question) for question in questions(pd.concat(frames, ignore_index=True))]


def teams(
    count: int, start: str, trained: int, gain: float, seed: int = 1
) -> dict[str, tuple[str | None, list[float]]]:
    """Teams with their own level and noise on twelve quarters; the first ones gain from their start on."""
    draw = np.random.default_rng(seed)
    made: dict[str, tuple[str | None, list[float]]] = {}
    for number in range(count):
        values = draw.normal(20, 4) + np.linspace(0, 2, 12) + draw.normal(0, 1, 12)
        if number < trained:
            values[QUARTERS.index(start) :] += gain
        made[f"team_{number:02}"] = (start if number < trained else None, values.tolist())
    return made


def test_a_common_start_gives_one_change_a_team() -> None:
    given = teams(24, "2025-Q1", 6, 5)
    (row,) = told(rows(given))
    changes = {team: np.mean(values[4:]) - np.mean(values[:4]) for team, (_, values) in given.items()}
    ours, others = [changes[team] for team in list(given)[:6]], [changes[team] for team in list(given)[6:]]
    assert row["effect"] == pytest.approx(np.mean(ours) - np.mean(others))
    assert (row["estimator"], row["count_trained"], row["count_comparison"]) == ("difference_in_differences", 6, 18)
    assert (row["periods_before"], row["evidence_rung"]) == (4, 6)
    assert row["wording_en"].startswith("“Articles”: the trained teams improved by 4.")
    assert "If both groups would otherwise have moved alike, this is the effect of the training." in row["wording_en"]
    assert "Si les deux groupes avaient sinon évolué de la même façon, c'est l'effet" in row["wording_fr"]


@pytest.mark.parametrize(
    ("gain", "drift", "french", "english"),
    [
        (-5, 0, "ont évolué moins bien que les autres, de 5,", "did worse than the others by 5."),
        (5, -2, "ont évolué mieux que les autres, de 4,", "did better than the others by 4."),
    ],
    ids=("declined more", "declined less"),
)
def test_who_did_not_improve_is_not_said_to_have_improved(gain: float, drift: float, french: str, english: str) -> None:
    given = teams(24, "2025-Q1", 6, gain)
    sunk = {
        team: (start, [value + 4 * drift * (at >= 4) for at, value in enumerate(own)])
        for team, (start, own) in given.items()
    }
    (row,) = told(rows(sunk))
    assert row["evidence_rung"] >= 5
    assert french in row["wording_fr"]
    assert english in row["wording_en"]
    assert "this is the effect of the training" in row["wording_en"]


def test_down_is_good_news_turns_every_sign() -> None:
    given = teams(24, "2025-Q1", 6, -5)
    up, down = told(rows(given))[0], told(rows(given, direction="down"))[0]
    assert down["effect"] == -up["effect"] > 0
    assert (down["effect_low"], down["effect_high"]) == (-up["effect_high"], -up["effect_low"])
    assert (down["second_effect"], down["placebo"]) == (-up["second_effect"], -up["placebo"])
    assert down["standard_error"] == up["standard_error"]


def test_where_down_is_good_news_a_plus_is_explained() -> None:
    """An interval of a delay from +3 to +6 days that is good news must not be read as a longer delay."""
    for gain in (-5, 0.2):
        row = told(rows(teams(24, "2025-Q1", 6, gain), direction="down", unit="d"))[0]
        assert plain(row["wording_en"]).endswith("This KPI is to go down: in these differences + stands for better.")
        assert plain(row["wording_fr"]).endswith("Cet indicateur doit baisser : dans ces écarts, + veut dire mieux.")
    assert "+ stands for better" not in told(rows(teams(24, "2025-Q1", 6, 5)))[0]["wording_en"]
    alone = rows(teams(4, "2025-Q1", 4, 5), direction="down")
    assert "+ stands for better" not in told(alone)[0]["wording_en"]


def test_one_trained_team_is_told_in_the_singular() -> None:
    row = told(rows(teams(24, "2025-Q1", 1, 9)))[0]
    assert "the trained team improved by" in row["wording_en"]
    assert "l'équipe formée a progressé de" in row["wording_fr"]
    row = told(rows(teams(6, "2025-Q1", 1, -9)))[0]
    assert " against the trained team." in row["wording_en"]
    assert " en défaveur de l'équipe formée." in row["wording_fr"]


def test_an_interval_without_ends_is_not_told() -> None:
    """Where chance bounds nothing the sentence ended with “an effect .”."""
    given = {f"team_{at}": ("2025-Q1" if at < 4 else None, [10.0 + (at % 2) * 1e-7] * 12) for at in range(8)}
    for row in told(rows(given)):
        assert not re.search(r"effet \.|effect \.|from \+?0 to \+?0", row["wording_fr"] + row["wording_en"])
        assert "would not have been visible" in row["wording_en"] or "same amount" in row["wording_en"]


def test_an_interval_is_said_once() -> None:
    (row,) = told(rows(teams(12, "2025-Q1", 3, 0.2)))
    assert "compatible with no effect" in row["wording_en"]
    assert row["wording_en"].count(" from ") == 1
    assert row["wording_fr"].count("un effet de ") == 1
    assert "intervalle" not in row["wording_fr"]


def test_an_amount_has_its_cents_or_none() -> None:
    (row,) = told(rows(teams(24, "2025-Q1", 6, 5), unit="EUR"))
    amounts = re.findall(r"€([\d,]+(?:\.\d+)?)", plain(row["wording_en"]))
    assert amounts
    assert {len(one.partition(".")[2]) for one in amounts} <= {0, 2}


def test_without_a_comparison_nothing_is_attributed() -> None:
    (row,) = told(rows({team: own for team, own in teams(24, "2025-Q1", 6, 5).items() if own[0]}))
    assert (row["effect"], row["evidence_rung"], row["estimator"]) == (None, 1, "none")
    assert row["wording_en"].endswith("Without a comparable team, one cannot say whether it is the training.")


def test_cohorts_that_nobody_can_be_compared_with_say_so() -> None:
    given: dict[str, tuple[str | None, list[float]]] = {
        "contenu": ("2025-Q1", [1.0, 2, 3, math.nan, 5, 6, 7, 8, math.nan, math.nan, math.nan, math.nan]),
        "support": ("2026-Q1", [math.nan] * 8 + [4.0, 5, 6, 7]),
    }
    (row,) = told(rows(given).dropna(subset=["value"]))
    assert (row["effect"], row["evidence_rung"]) == (None, 1)
    assert row["wording_en"].endswith("so no effect can be estimated.")


def test_without_a_measure_before_there_is_no_effect() -> None:
    late = {team: (start, [math.nan] * 4 + own[4:]) for team, (start, own) in teams(24, "2025-Q1", 6, 5).items()}
    (row,) = told(rows(late).dropna(subset=["value"]))
    assert (row["effect"], row["evidence_rung"]) == (None, 0)
    assert (
        row["wording_fr"]
        == "«\u00a0Articles\u00a0»\u00a0: pas de mesure avant la formation, aucun effet ne peut être estimé."
    )


def test_three_trained_of_six_can_never_be_tested() -> None:
    (row,) = told(rows(teams(6, "2025-Q1", 3, 50)))
    assert (row["smallest_p"], row["p_value"], row["evidence_rung"]) == (0.1, 0.1, 4)
    assert "no test can conclude" in row["wording_en"]
    assert "effect of the training" not in row["wording_en"]


def test_business_units_bind_the_places_only_where_every_team_has_one() -> None:
    given = teams(8, "2025-Q1", 2, 5)
    units = {team: "Nord" if number % 4 else "Sud" for number, team in enumerate(given)}
    assert told(rows(given, units=units))[0]["smallest_p"] == pytest.approx(1 / (6 * 2))
    units.pop("team_07")
    assert told(rows(given, units=units))[0]["smallest_p"] == pytest.approx(1 / 28)


def test_no_visible_effect_is_not_said_to_be_no_effect() -> None:
    (row,) = told(rows(teams(24, "2025-Q1", 6, 0)))
    assert row["p_value"] > 0.05
    assert row["evidence_rung"] >= 5
    assert "compatible with no effect as well as with an effect from" in row["wording_en"]
    assert "would not have been visible" in row["wording_en"]
    assert "pas d'effet" not in row["wording_fr"]


@pytest.mark.parametrize("start", [("2025-Q1",), ("2025-Q1", "2025-Q3")], ids=("one start", "two starts"))
def test_what_the_test_does_not_refuse_lies_in_the_interval(start: tuple[str, ...]) -> None:
    """ "Compatible with no effect as well as with an effect from -0.08 to -0.01" contradicts itself."""
    for seed in range(40):
        draw = np.random.default_rng(seed)
        given: dict[str, tuple[str | None, list[float]]] = {}
        for number in range(24):
            first = start[number % len(start)] if number < 12 else None
            values = draw.normal(20, 1 if number < 12 else 5, 12)
            values[QUARTERS.index(first) if first else 12 :] += 1.5
            given[f"team_{number:02}"] = (first, values.tolist())
        (row,) = told(rows(given))
        if row["p_value"] > 0.05:
            assert row["effect_low"] <= 0 <= row["effect_high"]


def test_one_period_before_describes_a_large_difference_and_proves_nothing() -> None:
    given = {team: (start, own[3:5]) for team, (start, own) in teams(24, "2025-Q1", 6, 50).items()}
    (row,) = told(rows(given, periods=QUARTERS[3:5]))
    assert row["p_value"] < 0.001
    assert row["evidence_rung"] == 4
    assert "rests on one period only" in row["wording_en"]
    assert row["wording_en"].endswith("nothing yet allows attributing it to the training.")


def test_trends_that_were_apart_before_are_told_and_lower_the_rung() -> None:
    given = teams(24, "2025-Q1", 6, 5)
    for team in list(given)[:6]:
        start, values = given[team]
        given[team] = (start, [value + 2 * at for at, value in enumerate(values)])
    (row,) = told(rows(given))
    assert row["placebo"] > 1.5
    assert row["evidence_rung"] == 4
    assert "the two groups were already moving apart" in row["wording_en"]


def test_a_few_trained_teams_that_differ_far_more_among_themselves_prove_nothing() -> None:
    """Three teams of which one jumps: exchanging teams finds a difference that their own spread does not carry."""
    given = teams(12, "2025-Q1", 3, 0)
    for team, gain in zip(given, (9, 5, 0), strict=False):
        start, values = given[team]
        given[team] = (start, values[:4] + [value + gain for value in values[4:]])
    (row,) = told(rows(given))
    assert row["p_value"] <= 0.05
    assert row["evidence_rung"] == 4
    assert row["effect_low"] < 0 < row["effect_high"]
    assert "vary far more from team to team in the smaller group" in row["wording_en"]
    assert row["wording_en"].endswith("nothing yet allows attributing it to the training.")
    even = {team: (start, own[:4] + [one + 6 * (start is not None) for one in own[4:]])
            for team, (start, own) in teams(12, "2025-Q1", 3, 0).items()}  # fmt: skip
    assert told(rows(even))[0]["evidence_rung"] >= 5


def test_a_rebound_after_a_bad_start_makes_the_methods_disagree() -> None:
    """Everyone returns half way to 20 and the trained lose 1: from their low start that looks like a gain."""
    draw = np.random.default_rng(2)
    given: dict[str, tuple[str | None, list[float]]] = {}
    for number in range(30):
        low = number < 8
        start = 12 + draw.normal(0, 2) if low else 20 + draw.normal(0, 4)
        after = 20 + 0.5 * (start - 20) - 1.0 * low
        before = [start + 0.3 * one for one in draw.normal(0, 1, 4)]
        given[f"team_{number:02}"] = ("2025-Q1" if low else None, before + [after] * 4)
    (row,) = told(rows(given, periods=QUARTERS[:8]))
    assert row["effect"] > 0 > row["second_effect"]
    assert row["expected_rebound"] == pytest.approx(row["effect"] - row["second_effect"])
    assert row["evidence_rung"] == 4
    assert "inconclusive" in row["wording_en"]
    assert "non concluant" in row["wording_fr"]


def chosen_for_a_low_baseline(gain: float, count: int = 60) -> list[dict[str, Any]]:
    """The effects of studies in which the ten teams of forty with the lowest baselines are trained."""
    draw = np.random.default_rng(11)
    found = []
    for _ in range(count):
        values = draw.normal(60, 4, (40, 1)) + draw.normal(0, 6, (40, 8))
        lowest = set(np.argsort(values[:, :4].mean(axis=1))[:10].tolist())
        values[list(lowest), 4:] += gain
        own = {f"team_{at:02}": ("2026-Q1" if at in lowest else None, values[at].tolist()) for at in range(40)}
        found += told(rows(own, periods=QUARTERS[4:]))
    return found


def test_teams_chosen_for_a_low_baseline_are_seldom_said_to_have_gained_by_a_training_without_effect() -> None:
    """The difference-in-differences alone finds an effect in a third of such studies."""
    found = chosen_for_a_low_baseline(0.0)
    alone = [row for row in found if row["p_value"] <= 0.05 and row["effect"] > 0]
    claimed = [row for row in found if "this is the effect of the training" in row["wording_en"]]
    assert len(alone) > 0.25 * len(found)
    assert len(claimed) <= 0.1 * len(found)
    told_of = next(row for row in alone if "At an equal start the difference is only" in row["wording_en"])
    assert told_of["evidence_rung"] == 4
    assert "part of the rebound" in told_of["wording_en"]
    assert "À départ égal, l'écart n'est que de" in told_of["wording_fr"]
    assert "rien ne permet encore de l'attribuer à la formation" in told_of["wording_fr"]


def test_a_rebound_to_be_expected_is_told_beside_an_effect_that_stands() -> None:
    found = [row for row in chosen_for_a_low_baseline(8.0, 5) if row["evidence_rung"] >= 5]
    assert found
    for row in found:
        assert "this is the effect of the training" in row["wording_en"]
        assert "part of the rebound" in row["wording_en"]
        assert row["wording_en"].count("At an equal start the difference is +") == 1


def chosen_at_two_dates_for_a_low_baseline(gain: float, count: int) -> list[dict[str, Any]]:
    """The effects of studies in which at two dates five teams of forty are trained whose last year was the lowest."""
    draw = np.random.default_rng(12)
    found = []
    for _ in range(count):
        values = draw.normal(60, 4, (40, 1)) + draw.normal(0, 6, (40, 12))
        starts: dict[int, str] = {}
        for start in ("2025-Q1", "2025-Q3"):
            first = QUARTERS.index(start)
            lowest = [one for one in np.argsort(values[:, first - 4 : first].mean(axis=1)) if one not in starts][:5]
            starts |= dict.fromkeys(lowest, start)
            values[lowest, first:] += gain
        found += told(rows({f"team_{at:02}": (starts.get(at), values[at].tolist()) for at in range(40)}))
    return found


def test_teams_chosen_for_a_low_baseline_at_several_dates_are_guarded_alike() -> None:
    """Without a test at an equal start one such study in twelve claims an effect."""
    found = chosen_at_two_dates_for_a_low_baseline(0.0, 40)
    alone = [row for row in found if row["p_value"] <= 0.05 and row["effect"] > 0]
    claimed = [row for row in found if "this is the effect of the training" in row["wording_en"]]
    assert {row["estimator"] for row in found} == {"group_time"}
    assert len(alone) > 0.2 * len(found)
    assert len(claimed) <= 0.05 * len(found)
    told_of = next(row for row in alone if "At an equal start the difference is only" in row["wording_en"])
    assert told_of["evidence_rung"] == 4
    assert "À départ égal, l'écart n'est que de" in told_of["wording_fr"]
    large = chosen_at_two_dates_for_a_low_baseline(12.0, 5)
    assert any("this is the effect of the training" in row["wording_en"] for row in large)


def test_a_gain_from_a_low_start_that_nothing_compares_at_an_equal_one_is_only_described() -> None:
    """Eight teams trained one after the other, two never: too few for an estimate at an equal start."""
    draw = np.random.default_rng(7)
    given: dict[str, tuple[str | None, list[float]]] = {}
    for first in range(4, 12):
        own = draw.normal(10, 1, 12) + 8.0 * (np.arange(12) >= first)
        given[f"team_{first}"] = (QUARTERS[first], own.tolist())
    given |= {f"never_{number}": (None, draw.normal(20, 1, 12).tolist()) for number in range(2)}
    (row,) = told(rows(given))
    assert row["p_value"] <= 0.05
    assert (row["second_effect"], row["evidence_rung"]) == (None, 4)
    assert "at an equal start the difference cannot be estimated" in row["wording_en"]
    assert row["wording_fr"].endswith("rien ne permet encore de l'attribuer à la formation.")


def test_drawn_lots_need_no_baseline() -> None:
    draw = np.random.default_rng(4)
    given = {
        f"t{n:02}": ("2025-Q1" if n < 12 else None, [float(draw.normal(30 if n < 12 else 20, 3))]) for n in range(30)
    }
    (row,) = told(rows(given, periods=QUARTERS[4:5], design="randomised"))
    ours = [own[0] for start, own in given.values() if start]
    others = [own[0] for start, own in given.values() if not start]
    assert row["effect"] == pytest.approx(np.mean(ours) - np.mean(others))
    assert (row["estimator"], row["evidence_rung"]) == ("after_difference", 5)
    assert row["wording_en"].endswith("The trained teams were drawn by lot: this is the effect of the training.")


def test_undated_phases_compare_too() -> None:
    given = {f"t{n}": ("2025-Q1" if n < 3 else None, [10.0 + n, 11.0 + n + (n < 3) * 4]) for n in range(9)}
    (row,) = told(rows(given, periods=("before", "after")))
    assert row["effect"] == pytest.approx(4)
    assert (row["estimator"], row["periods_before"]) == ("difference_in_differences", 1)


def test_several_starts_are_compared_cohort_by_cohort() -> None:
    given: dict[str, tuple[str | None, list[float]]] = {}
    for number in range(20):
        start = {0: "2025-Q1", 1: "2025-Q3"}.get(number % 5)
        first = QUARTERS.index(start) if start else 99
        given[f"t{number:02}"] = (start, [number + at / 2 + max(0, at - first + 1) for at in range(12)])
    answer = asked(rows(given))[0]
    (row,) = effects.told([answer], NAMES)
    assert (row["estimator"], row["count_trained"], row["count_comparison"]) == ("group_time", 8, 12)
    # Eight quarters with gains 1 to 8 and six with 1 to 6, both cohorts of four teams.
    assert row["effect"] == pytest.approx((36 + 21) / 14)
    by_cohort = {part["cohort"]: part["effect"] for part in answer.parts if part["part"] == "cohort"}
    assert by_cohort == pytest.approx({"2025-Q1": 4.5, "2025-Q3": 3.5})
    meanwhile = {(one["team_id"], one["period"]): one["comparison_change"] for one in answer.meanwhile}
    assert meanwhile[("t00", "2025-Q1")] == pytest.approx(0.5 * (4 - 1.5))


def test_where_every_team_is_trained_the_later_ones_serve_until_they_start() -> None:
    given = {
        f"t{n}": ("2025-Q1" if n < 4 else "2026-Q1", [float(n + at + (at >= 4) * (n < 4) * 3) for at in range(12)])
        for n in range(8)
    }
    (row,) = told(rows(given))
    assert row["effect"] == pytest.approx(3)
    assert (row["count_trained"], row["count_comparison"]) == (4, 4)


def test_secondary_kpis_are_corrected_for_their_number_and_the_primary_is_not() -> None:
    given = teams(24, "2025-Q1", 6, 5)
    other = teams(24, "2025-Q1", 6, 0, seed=9)
    made = told(rows(given, is_primary=True), rows(other, kpi="defauts"), rows(other, kpi="delai"))
    by_kpi = {row["kpi_id"]: row for row in made}
    assert (by_kpi["articles"]["is_primary"], by_kpi["articles"]["p_adjusted"]) == (True, None)
    assert by_kpi["delai"]["p_adjusted"] == by_kpi["defauts"]["p_adjusted"] == by_kpi["delai"]["p_value"]


def test_the_primary_kpi_of_a_few_of_the_trained_teams_is_corrected_with_the_others() -> None:
    given = teams(24, "2025-Q1", 6, 0, seed=9)
    frame = rows(given, kpi="delai")
    for own in (["team_00"], ["team_00", "team_01", "team_02", "team_03"]):
        made = told(frame.assign(is_primary=frame["team_id"].isin(own)), rows(given, kpi="defauts"))
        assert {row["kpi_id"]: row["is_primary"] for row in made} == {"delai": len(own) > 3, "defauts": False}


def test_tests_that_no_design_could_decide_are_counted_and_left_out_of_the_correction() -> None:
    other = teams(24, "2025-Q1", 6, 0, seed=9)
    few = dict(list(teams(6, "2025-Q1", 3, 50).items()))
    made = told(rows(other, is_primary=True), rows(other, kpi="delai"), rows(few, kpi="defauts"))
    assert {(row["count_corrected_tests"], row["count_excluded_tests"]) for row in made} == {(1, 1)}
    assert {row["kpi_id"]: row["p_adjusted"] for row in made}["defauts"] is None


def test_certifications_are_pooled_under_a_star_where_there_are_several() -> None:
    given = teams(24, "2025-Q1", 6, 5)
    first = {team: own for at, (team, own) in enumerate(given.items()) if at < 3 or at >= 6}
    second = {team: own for at, (team, own) in enumerate(given.items()) if 3 <= at < 6}
    made = told(rows(first), rows(second, certification="az_900"))
    counts = {row["certification_id"]: (row["count_trained"], row["count_comparison"]) for row in made}
    assert counts == {"prompt_101": (3, 18), "az_900": (3, 18), "*": (6, 18)}


def test_a_team_measured_in_another_unit_is_not_compared() -> None:
    given = teams(24, "2025-Q1", 6, 5)
    frame = rows(given)
    frame.loc[frame["team_id"] == "team_23", "unit"] = "h"
    assert told(frame)[0]["count_comparison"] == 17


def test_no_sentence_below_rung_five_speaks_of_an_effect_of_the_training() -> None:
    for standing in SENTENCES.keys() - {"supported"}:
        assert not {"supported", "assumption"} & set(SENTENCES[standing])


@pytest.mark.parametrize("scale", [1.0, 0.001])
@pytest.mark.parametrize("starts", [("2025-Q1",) * 3, ("2025-Q1", "2025-Q1", "2025-Q3")])
def test_tenths_that_no_computer_holds_exactly_are_no_difference(starts: tuple[str, ...], scale: float) -> None:
    """Eight teams that all gain one tenth a quarter: whatever their doubles say, nobody did better than another."""
    asked_for = dict(enumerate(starts))
    alike = {
        f"team_{number}": (asked_for.get(number), [scale * round(level + 0.1 * at, 1) for at in range(12)])
        for number, level in enumerate((0.1, 0.3, 0.7, 1.1, 0.2, 0.4, 0.6, 0.9))
    }
    (row,) = told(rows(alike))
    assert (row["effect"], row["effect_low"], row["effect_high"]) == (0, 0, 0)
    assert (row["second_effect"], row["placebo"], row["minimum_detectable_effect"]) == (0, 0, 0)
    assert plain(row["wording_en"]) == (
        "“Articles”: 3 trained teams and 5 untrained teams changed by the same amount on average."
    )
    assert plain(row["wording_fr"]) == (
        "« Articles » : 3 équipes formées et 5 équipes non formées ont connu en moyenne la même évolution."
    )


def test_teams_that_did_not_move_stayed_where_they_were() -> None:
    (row,) = told(rows({"contenu": ("2025-Q1", [4.0] * 12)}))
    assert plain(row["wording_en"]).startswith("“Articles”: the KPI stayed on average at 4 in 1 trained team.")
    assert plain(row["wording_fr"]).startswith("« Articles » : l'indicateur est resté en moyenne à 4 dans")


def test_one_point_is_one_point_whatever_the_last_digit_of_its_double() -> None:
    rates = [0.28] * 4 + [0.29] * 8
    (row,) = told(rows({"contenu": ("2025-Q1", rates)}, scale="fraction", kpi_kind="rate", unit="%"))
    assert "(+1 point)" in plain(row["wording_en"])
    (row,) = told(rows({"contenu": ("2025-Q1", [0.28] * 4 + [0.3] * 8)}, scale="fraction", kpi_kind="rate", unit="%"))
    assert "(+2 points)" in plain(row["wording_fr"])


def test_untrained_teams_that_all_changed_alike_have_no_deviation_to_divide_by() -> None:
    levels = (0.1, 0.3, 0.7, 1.1, 0.2, 0.4)
    given = {f"t{n}": ("2025-Q1" if n == 0 else None, [round(level + 0.1 * at, 1) for at in range(12)])
             for n, level in enumerate(levels)}  # fmt: skip
    (answer,) = asked(rows(given))
    assert {one["comparison_deviation"] for one in answer.meanwhile} == {0.0}
