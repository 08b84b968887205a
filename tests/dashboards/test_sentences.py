"""Words computed from the data."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboards import sentences
from dashboards.charts.ranked import Scale
from dashboards.data import Grid
from dashboards.texts import Speaker

CRITERIA = pd.DataFrame({"criterion": ["risk"], "name_fr": ["Risque"], "name_en": ["Risk"]})
GRID = Grid("2026.1", Scale(20, 40, 60), 1, 5, False, CRITERIA)
FR, EN = Speaker("fr"), Speaker("en")


def ranking(*candidates: tuple[str, float, str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "team_name": team, "certification_name": "Prompt 101", "candidate_rank": rank,
                "team_id": team.lower(), "certification_id": "prompt_101", "score_percent": score,
                "verdict": verdict, "decision": decision, "full_cost": 1000.0, "provisional": False,
                "near_threshold": False, "at_threshold": False, "score_low": score, "score_high": score,
                "is_withheld": False, "count_waiting": 0,
                "score_change": None, "change_reason": "not_in_previous_campaign", "reservations": "",
                "depends_on_missing": False, "in_question": False, "count_respondents": 5, "missing_contract": "",
            }
            for rank, (team, score, verdict, decision) in enumerate(candidates, 1)
        ]
    )  # fmt: skip


def test_where_most_pass_the_budget_decides_and_the_gate_is_said_below() -> None:
    rows = ranking(
        ("Contenu", 80, "pilot", "pilot"), ("Support", 75, "pilot", "clarify_objective"),
        ("Logistique", 70, "pilot", "pilot"), ("Finance", 50, "deepen", "deepen"),
    )  # fmt: skip
    assert sentences.headline(rows, GRID, FR) == (
        "3 dossiers sur 4 dépassent 60\u00a0%\u00a0: le seuil ne départage pas, c'est le budget"
    )
    assert sentences.below_headline(rows, GRID, FR).startswith("3 dépassent 60\u00a0%, 1 attend un objectif.")


def test_where_few_pass_the_threshold_decides() -> None:
    rows = ranking(("Contenu", 80, "pilot", "clarify_objective"), ("Support", 50, "deepen", "deepen"))
    assert sentences.headline(rows, GRID, EN) == "1 of 2 candidates is above 60%, 1 waits for an objective"
    assert sentences.headline(rows.iloc[1:], GRID, FR) == "Le seul dossier classé ne dépasse pas 60\u00a0%"
    assert sentences.headline(rows.iloc[:0], GRID, FR) == "Aucun dossier n'a encore de score"


def test_where_every_candidate_waits_for_its_objective_the_budget_decides_nothing() -> None:
    rows = ranking(*((team, 80, "pilot", "clarify_objective") for team in ("Contenu", "Support", "Logistique", "RH")))
    assert sentences.headline(rows, GRID, FR) == "4 dossiers sur 4 dépassent 60\u00a0%, 4 attendent un objectif"
    assert sentences.below_headline(rows, GRID, FR).startswith("En tête")


def certified(*rows: tuple[str, float, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["certification_name", "mean_score", "count_teams"])


def test_a_certification_leads_the_others_only_where_no_filter_hides_them() -> None:
    both, alone = certified(("MLOps", 70.9, 3), ("AZ-900", 53.6, 6)), certified(("AZ-900", 53.6, 6))
    assert sentences.certifications(both, False, EN) == "MLOps comes first: 70.9% on average, 3 teams"
    assert sentences.certifications(both, True, EN).startswith("Of the certifications kept, MLOps comes first")
    assert sentences.certifications(alone, True, FR) == "AZ-900\u00a0: 53,6\u00a0% en moyenne, 6 équipes"
    few = certified(("MLOps", 70.9, 2))
    assert sentences.certifications(few, False, FR) == "Aucune certification n'est notée par trois équipes"
    assert sentences.certifications(few, True, FR).startswith("Aucune des certifications retenues")


def test_that_no_team_is_ready_is_said_of_the_teams_that_filters_keep() -> None:
    rows = pd.DataFrame({"count_pilot": [0, 0]})
    assert sentences.teams(rows, False, EN) == "No team has a candidate that is ready for a pilot yet"
    assert sentences.teams(rows, True, EN).startswith("None of the teams kept")


def test_the_gate_gives_what_is_missing_before_the_verdict() -> None:
    row = ranking(("Contenu", 80, "pilot", "clarify_objective")).iloc[0].copy()
    row["missing_contract"] = "target_value,deadline"
    said = sentences.decision(row, GRID, CRITERIA, FR)
    assert said == "Avant d'ouvrir un budget, il manque\u00a0: valeur cible, échéance. Le score dépasse 60\u00a0%."


def test_a_score_at_a_threshold_is_neither_above_nor_below() -> None:
    row = ranking(("Contenu", 60, "deepen", "deepen")).iloc[0].copy()
    row["at_threshold"], row["near_threshold"] = True, True
    assert "exactement au seuil" in sentences.decision(row, GRID, CRITERIA, FR)
    assert sentences.cautions(row, {}, 3, FR) == []


def test_cautions_name_each_reason_once() -> None:
    row = ranking(("Contenu", 61, "pilot", "pilot")).iloc[0].copy()
    row[["reservations", "provisional", "near_threshold", "depends_on_missing"]] = ["risk", True, True, True]
    row[["score_low", "score_high", "count_respondents"]] = [55.0, 66.0, 1]
    assert sentences.cautions(row, {"risk": "Risque"}, 3, FR) == [
        "Réserve sur «\u00a0Risque\u00a0»\u00a0: la note moyenne est basse.",
        "Score provisoire\u00a0: 1 répondant.",
        "À moins de 3 points d'un seuil\u00a0: quelques réponses de plus peuvent changer le verdict.",
        "Le verdict dépend des réponses manquantes\u00a0: de 55,0\u00a0% à 66,0\u00a0%.",
    ]


@pytest.mark.parametrize(
    ("near", "said"), [(1.0, "À moins de 1 point d'un seuil"), (2.5, "À moins de 2,5 points d'un seuil")]
)
def test_how_near_a_threshold_is_near_is_what_the_settings_say(near: float, said: str) -> None:
    rows = ranking(("Contenu", 61, "pilot", "pilot")).assign(near_threshold=True, interval_low=None, tier=1)
    assert sentences.cautions(rows.iloc[0], {}, near, FR)[-1].replace("\u00a0", " ").startswith(said)
    assert said[2:] in sentences.legend(rows, near, FR).replace("\u00a0", " ")


def test_next_steps_are_only_those_that_wait() -> None:
    files, findings = pd.DataFrame({"rejected": [1, 0]}), pd.DataFrame({"severity": ["error", "error"]})
    rows = ranking(("Contenu", 80, "pilot", "pilot"))
    steps = sentences.next_steps(rows, files, findings, findings.iloc[:0], EN)
    assert [(step.text, step.page) for step in steps] == [
        ("Decide on 1 pilot that is ready: Contenu · Prompt 101.", "candidate"),
        ("Have 1 row corrected that was set aside.", "quality"),
    ]


def test_too_few_answers_to_be_shown_are_no_missing_criteria() -> None:
    rows = ranking(("Contenu", 80, "pilot", "pilot"), ("Support", 70, "pilot", "incomplete"))
    rows = rows.assign(candidate_rank=[1, None], is_withheld=[False, True])
    none = pd.DataFrame({"rejected": [0], "severity": ["warning"]})
    steps = sentences.next_steps(rows, none, none, none.iloc[:0], EN)
    assert [step.text for step in steps][1:] == [
        "Collect more answers for 1 candidate, which has too few to be shown: Support · Prompt 101."
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([4.0, -2.0], "Depuis T1\u00a0: 1 dossier monte et 1 dossier baisse."),
        ([None, None], "Aucun dossier ne peut être comparé à T1."),
    ],
)
def test_changes_count_who_rose_and_who_fell(changes: list[float | None], said: str) -> None:
    rows = ranking(("Contenu", 80, "pilot", "pilot"), ("Support", 50, "deepen", "deepen"))
    rows["score_change"], rows["change_reason"] = changes, None
    assert sentences.change_since(rows, "T1", FR) == said
    assert sentences.change_since(rows, "", FR).startswith("Première campagne")


@pytest.mark.parametrize(("language", "name", "result"), [
    ("fr", "Solidité de la méthode", "pas s'il y a un effet"),
    ("en", "Strength of the method", "not whether there is an effect"),
])  # fmt: skip
def test_the_strength_of_a_method_is_never_told_as_a_result(language, name, result):
    say = Speaker(language)
    captions = [say(f"rung.{rung}", rung=rung) for rung in range(7)]
    assert all(name in caption and f"{rung} " in caption for rung, caption in enumerate(captions))
    assert all(result in caption for caption in captions[5:]), "a tested comparison may well find nothing"
    assert not any(word in caption for caption in captions for word in ("confirm", "prouv", "prove", "support"))
