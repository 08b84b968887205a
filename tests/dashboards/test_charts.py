"""Charts hold what they were given, and labels never cover each other."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboards import charts, figures, movements, tables, trainings
from dashboards.charts.placing import spread
from dashboards.charts.ranked import Scale
from dashboards.texts import Speaker

SCALE = Scale(lowest=20, alternatives_below=40, pilot_above=60)


def dots(*rows: tuple[str, float, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "label": label,
                "score": score,
                "low": score,
                "high": score,
                "verdict": verdict,
                "figure": "",
                "remark": "",
            }
            for label, score, verdict in rows
        ]
    )


def marks(chart: Any) -> list[str]:
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=40), st.floats(0.1, 30))
def test_labels_never_overlap_and_keep_their_order(wanted: list[float], gap: float) -> None:
    placed = spread(wanted, gap, 0, 1000)
    in_order = [place for _, place in sorted(zip(wanted, placed, strict=True))]
    steps = [after - before for before, after in zip(sorted(in_order), sorted(in_order)[1:], strict=False)]
    assert all(step >= gap - 1e-6 for step in steps)
    assert all(place >= -1e-6 for place in placed)
    assert max(placed) <= max(1000, gap * (len(wanted) - 1)) + 1e-6
    ranks = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    assert [placed[index] for index in ranks] == sorted(placed)


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([10, 50, 90], 17, 0, 100) == [10, 50, 90]


def test_two_labels_that_collide_move_apart_evenly() -> None:
    assert spread([50, 50], 10, 0, 100) == [45, 55]


def test_each_verdict_has_a_colour_a_shape_and_a_word() -> None:
    rows = dots(("a", 70, "pilot"), ("b", 50, "deepen"), ("c", 30, "alternatives"))
    drawn = charts.ranked(rows, SCALE, "fr", Speaker("fr").word, [("label", "Dossier")], "Score pondéré").to_dict()
    data = [row for rows in drawn["datasets"].values() for row in rows]
    points = {row["verdict"]: (row["colour"], row["shape"], row["fill"]) for row in data if "verdict" in row}
    assert points == {
        "pilot": ("#0072B2", "circle", "#0072B2"),
        "deepen": ("#B36200", "diamond", "#B36200"),
        "alternatives": ("#8C8C8C", "circle", "#FFFFFF"),
    }
    words = " ".join(row["word"] for row in data if "word" in row).replace("\n", " ")
    assert "● projet pilote" in words
    assert "◆ à approfondir" in words
    assert "○ privilégier une autre voie" in words


def test_remarks_that_do_not_fit_on_one_side_go_on_at_the_other() -> None:
    row = pd.Series(
        {"decision": "clarify_objective", "provisional": True, "at_threshold": False, "in_question": True,
         "score_low": 60.0, "score_high": 82.0}
    )  # fmt: skip
    remarks = figures._remarks(row, Speaker("fr"))
    assert figures._beside(remarks, row, SCALE) == {
        "remark": "objectif à clarifier", "more": "en question",
    }  # fmt: skip
    row["score_low"] = 75.0
    assert figures._beside(remarks, row, SCALE)["remark"] == "objectif à clarifier · en question"


def test_bands_follow_the_grids_thresholds() -> None:
    wide = Scale(lowest=0, alternatives_below=30, pilot_above=75)
    assert wide.bands == (("alternatives", 0, 30), ("deepen", 30, 75), ("pilot", 75, 100))


def test_long_names_that_begin_alike_can_still_be_told_apart() -> None:
    agency = "Direction régionale de la relation clientèle et des opérations commerciales, agence n° "
    names = [figures.short_name(f"{agency}{number:03}", "Certification avancée en IA (niveau 2)") for number in (1, 2)]
    assert names[0] != names[1]
    assert "n° 001 · Certifica" in names[0]
    assert names[0].endswith("(niveau 2)")
    assert all(len(name) <= figures.LONGEST for name in names)
    assert figures.short_name("Contenu", "Prompt 101") == "Contenu · Prompt 101"


def test_pilots_of_a_scatter_are_named_unless_there_are_many() -> None:
    rows = pd.DataFrame({"label": ["Contenu", "Support"], "x": [70.0, 71.0], "y": [1.0, 1.0]})
    words = {"x": "Score", "y": "Gain", "label": "Pilote"}
    drawn = charts.scatter(rows, words, "datum.value").to_dict()
    assert marks(charts.scatter(rows, words, "datum.value")).count("text") == 2
    placed = [row["label_at"] for data in drawn["datasets"].values() for row in data if "label_at" in row]
    assert abs(placed[0] - placed[1]) > 0.05
    many = pd.concat([rows] * 20)
    assert "text" not in marks(charts.scatter(many, words, "datum.value"))


def test_two_rows_of_one_name_stay_two_rows() -> None:
    rows = figures._distinct([{"label": "Contenu"}, {"label": "Contenu"}])
    assert rows["label"].nunique() == 2


def test_a_waterfall_without_a_verdict_has_no_total() -> None:
    rows = pd.DataFrame({"label": ["a", "b"], "points": [20.0, 0.0], "points_max": [50.0, 50.0], "figure": ["", ""]})
    drawn = charts.waterfall(rows, "Score", "—", {"60 %": 60.0}, "").to_dict()
    total = [row for rows in drawn["datasets"].values() for row in rows if row.get("label") == "Score" and "end" in row]
    assert [row["end"] for row in total] == [0.0]


CHANGES = pd.DataFrame(
    {
        "team_id": ["contenu", "logistique"],
        "team_name": ["Contenu", "Logistique"],
        "certification_id": ["prompt_101", "prompt_101"],
        "unit": ["", ""],
        "kpi_kind": ["count", "count"],
        "value_before": [12.0, 11.0],
        "value_after": [36.0, 9.0],
        "improvement": [24.0, -2.0],
        "target": [30.0, None],
        "trained": [True, True],
    }
)


def test_only_trained_teams_that_moved_are_coloured() -> None:
    support = CHANGES.iloc[:1].assign(team_id="support", team_name="Support", value_before=14.0, value_after=15.0)
    known = CHANGES.iloc[1:].assign(value_before=0.0)
    comparison = pd.concat([support, known]).drop(columns=["certification_id", "improvement", "target", "trained"])
    rows = movements.before_and_after(CHANGES, comparison, Speaker("fr")).set_index("label")
    assert rows["movement"].to_dict() == {"Contenu": "better", "Logistique": "worse", "Support": "still"}
    assert rows.loc["Support", ["before", "after"]].tolist() == [14, 15]
    drawn = charts.slope(rows.reset_index(), movements.slope_words(Speaker("fr")))
    assert marks(drawn).count("rule") == 3


def test_the_bridge_leads_from_one_score_to_the_other_in_the_order_of_its_rows() -> None:
    rows = pd.DataFrame(
        [
            {"label": "T1 2026", "start": 42.0, "end": 42.0, "figure": "42 %", "is_score": True},
            {"label": "Autres répondants", "start": 42.0, "end": 41.0, "figure": "-1", "is_score": False},
            {"label": "T3 2026", "start": 41.0, "end": 41.0, "figure": "41 %", "is_score": True},
        ]
    )
    drawn = charts.bridge(rows).to_dict()
    orders = [layer["encoding"]["y"]["sort"] for layer in drawn["layer"]]
    assert orders == [["T1 2026", "Autres répondants", "T3 2026"]] * 3


def test_a_training_that_pleases_and_is_not_applied_has_another_shape_and_a_label() -> None:
    rows = pd.DataFrame(
        {
            "label": ["Encadrement", "Contenu"],
            "satisfaction": [4.6, 4.4],
            "rate": [0.0, 0.01],
            "low": [0.0, 0.0],
            "high": [0.16, 0.2],
            "flagged": [True, False],
            "figures": ["0 sur 20", "1 sur 100"],
        }
    )
    named = ("satisfaction", "application", "training", "figures", "not_applied", "applied", "percent")
    drawn = charts.quadrant(rows, dict.fromkeys(named, "")).to_dict()
    placed = next(rows for rows in drawn["datasets"].values() if "label" in rows[0])
    assert [row["shape"] for row in placed] == ["diamond", "circle"]
    assert [row["is_left"] for row in placed] == [False, True]


def test_names_of_trainings_side_by_side_stand_on_either_side_of_their_dots() -> None:
    rows = pd.DataFrame(
        {
            "label": ["Support", "Comptabilité", "Contenu"],
            "satisfaction": [4.1, 4.2, 4.4],
            "rate": [2 / 3, 2 / 3, 0.88],
            "low": [0.4, 0.3, 0.5],
            "high": [0.9, 0.9, 1.0],
            "flagged": [False] * 3,
            "figures": [""] * 3,
        }
    )
    named = ("satisfaction", "application", "training", "figures", "not_applied", "applied", "percent")
    drawn = charts.quadrant(rows, dict.fromkeys(named, "")).to_dict()
    placed = next(rows for rows in drawn["datasets"].values() if "label" in rows[0])
    assert [row["is_left"] for row in placed] == [True, False, True]
    assert [row["label_at"] for row in placed[:2]] == [2 / 3, 2 / 3]


def test_a_funnel_counts_people_and_the_share_of_those_enrolled() -> None:
    outcomes = pd.DataFrame(
        {
            "enrolled": [20, 10, None, 5], "finished": [20, 5, 3, 9], "certified": [18, 4, 3, 2],
            "applied": [0, 3, 2, 1], "application_rate": [0, 0.3, None, None],
        }
    )  # fmt: skip
    steps = trainings.steps(outcomes, Speaker("fr"))
    assert steps["people"].tolist() == [30, 25, 22, 3]
    assert steps["figure"].iloc[-1] == "3 (10\u00a0%)"
    assert marks(charts.funnel(steps)) == ["bar", "text"]


def test_a_funnel_has_its_table() -> None:
    outcomes = pd.DataFrame(
        {"enrolled": [20], "finished": [20], "certified": [18], "applied": [3], "application_rate": [0.15]}
    )
    steps = trainings.steps(outcomes, Speaker("en"))
    table = tables.readable(steps, "training_steps", tables.STEPS_REACHED, Speaker("en"))
    assert table.columns.tolist() == ["Step", "People", "Share of those enrolled"]
    assert table.iloc[-1].tolist() == ["Apply it at work", 3, 0.15]


def test_an_event_study_shows_placebos_apart_and_joins_no_points() -> None:
    rows = pd.DataFrame(
        {"event": [-1, 0], "effect": [0.1, 2.0], "low": [-1, 1], "high": [1, 3], "kind": ["before", "after"],
         "text": ["+0.1", "+2"], "count": [3, 3]}
    )  # fmt: skip
    words = {name: name for name in ("event", "effect", "count", "before", "after")}
    drawn = charts.event_study(rows, words).to_dict()
    assert [one["mark"]["type"] for one in drawn["layer"]] == ["rule", "rule", "rule", "point"]
    shapes = drawn["layer"][3]["encoding"]["shape"]["scale"]
    assert dict(zip(shapes["domain"], shapes["range"], strict=True)) == {"before": "diamond", "after": "circle"}


def test_of_very_many_teams_some_are_drawn_by_name_and_never_by_their_gain() -> None:
    names = [f"Équipe {at:03}" for at in range(100)]
    changes = pd.DataFrame(
        {
            "team_id": names, "team_name": names, "certification_id": "prompt_101", "unit": "", "kpi_kind": "level",
            "value_before": 1.0, "value_after": 2.0, "improvement": range(100), "target": None,
            "trained": [at < 50 for at in range(100)],
        }
    ).sort_values("improvement", ascending=False)  # fmt: skip
    rows = movements.before_and_after(changes, changes.iloc[:0], Speaker("fr"))
    assert rows["label"].tolist() == [*names[:20], *names[50:70]]
    series = changes.assign(period="2026-Q3", value=1.0, window="after")
    series.loc[~series["trained"], "certification_id"] = "*"
    drawn = movements.panels(series, changes, Speaker("fr"))
    assert [one.title for one in drawn] == names[: movements.MOST_PANELS]
