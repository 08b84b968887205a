"""What to fund: who is eligible, what limits do, why the others are not funded, and what is said of it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest
from click.testing import CliRunner
from portfolio import Portfolio

from pipeline import cli
from pipeline import plan as planning
from pipeline.config import Plan
from pipeline.errors import WrongConfiguration, WrongUsage
from pipeline.plan import asked, told, words

RANKING = {
    "campaign": "2026-Q3", "business_unit": "Ventes", "score_percent": 70.0, "decision": "pilot",
    "missing_contract": "", "provisional": False, "in_question": False, "cash_cost": 10_000.0, "time_cost": 4_000.0,
    "full_cost": 14_000.0, "rollout_cost": 50_000.0,
}  # fmt: skip
REGISTER = {
    "campaign": "2026-Q3", "status": "proposed", "pilot_participants": 10, "rollout_participants": 40,
    "hours_per_person": 14.0, "expected_annual_benefit": 20_000.0, "other_way": None, "other_way_cost": None,
    "mandatory": False, "excluded": False, "prerequisite": None,
}  # fmt: skip
ROBUSTNESS = {"campaign": "2026-Q3", "interval_low": None, "interval_high": None, "score_smoothed": None}


def tables(*candidates):
    """Published tables of a few candidates: each team, certification, and what differs from the usual."""
    rows = []
    for team, certification, *other in candidates:
        differs = other[0] if other else {}
        names = {"team_id": team.lower(), "certification_id": certification.lower().replace(" ", "_")}
        rows.append(
            [{**usual, **names, **{key: value for key, value in differs.items() if key in usual}}
             for usual in (RANKING, REGISTER, ROBUSTNESS)]
        )  # fmt: skip
        rows[-1][0] |= {"team_name": team, "certification_name": certification}
    frames = [pd.DataFrame([row[place] for row in rows]) for place in range(3)]
    return {
        "campaigns": pd.DataFrame({"campaign": ["2026-Q3"], "campaign_order": [1], "grid_version": ["1"]}),
        "grid_criteria": pd.DataFrame({"grid_version": ["1"], "alternatives_below": [40.0], "pilot_above": [60.0]}),
        "snapshot": pd.DataFrame({"currency": ["EUR"]}),
        **dict(zip(("candidate_ranking", "candidate_register", "robustness"), frames, strict=True)),
    }


def proposed(*candidates, budget=1_000_000, **options):
    return planning.propose(planning.listed(tables(*candidates)), Plan(budget=Decimal(budget), **options))


def funded(proposal):
    return [line.candidate.id for line in proposal.funded]


def why(proposal):
    return {line.candidate.id: line.reason for line in proposal.others}


def said(proposal, language="en"):
    return " ".join(told.sentences(proposal, None, language)).replace("\u00a0", " ").replace("\u202f", " ")


def test_only_a_pilot_with_a_known_cost_is_eligible():
    proposal = proposed(
        ("Contenu", "Prompt"),
        ("Support", "Prompt", {"decision": "deepen", "score_percent": 55.0}),
        ("Logistique", "Prompt", {"decision": "alternatives", "score_percent": 30.0}),
        ("Finance", "Prompt", {"decision": "clarify_objective", "missing_contract": "target_kpi,deadline"}),
        ("Achats", "Prompt", {"decision": "incomplete", "score_percent": None}),
        ("Paie", "Prompt", {"cash_cost": None}),
        ("Ventes", "Prompt", {"excluded": True}),
    )
    assert funded(proposal) == ["contenu/prompt"]
    assert why(proposal) == {
        "support/prompt": "deepen", "logistique/prompt": "alternatives", "finance/prompt": "clarify_objective",
        "achats/prompt": "incomplete", "paie/prompt": "cost_unknown", "ventes/prompt": "excluded",
    }  # fmt: skip
    assert {proposal.worth(line) for line in proposal.others if line.reason == "incomplete"} == {None}
    lines = {line.candidate.id: words.reason(line, proposal, "fr") for line in proposal.others}
    assert lines["finance/prompt"].endswith("(indicateur visé, échéance)")


def test_an_option_admits_deepen_and_what_is_mandatory_needs_no_pilot():
    rows = (
        ("Contenu", "Prompt", {"decision": "deepen", "score_percent": 55.0}),
        ("Support", "Prompt", {"decision": "alternatives", "score_percent": 30.0, "mandatory": True}),
        ("Finance", "Prompt", {"decision": "clarify_objective", "mandatory": True}),
        ("Paie", "Prompt", {"cash_cost": None, "mandatory": True}),
    )
    assert funded(proposed(*rows)) == ["support/prompt"]
    both = proposed(*rows, admit_deepen=True)
    assert funded(both) == ["contenu/prompt", "support/prompt"]
    assert "Mandatory, but not counted in this budget: Finance × Prompt (not eligible: clarify" in said(both)
    assert "Paie × Prompt (cost to complete in the register)" in said(both)


@pytest.mark.parametrize(
    ("rule", "smoothed", "value"),
    [("people", None, 300.0), ("people", 65.5, 255.0), ("people", 80.0, 300.0), ("candidate", None, 30.0),
     ("money", None, 20_000.0), ("people", 39.0, 0.0)],
)  # fmt: skip
def test_a_value_is_points_above_the_line_times_people_or_money(rule, smoothed, value):
    proposal = proposed(("Contenu", "Prompt", {"score_smoothed": smoothed}), value=rule)
    assert proposal.lines[0].value / proposal.unit_of_value == value
    assert proposal.lines[0].funded is (value > 0)


def test_nothing_to_fund_says_whether_limits_or_values_stand_against_it():
    given = ("Contenu", "Prompt", {"hours_per_person": 10.0})
    assert said(proposed(given, budget=900_000, hours=1), "fr").startswith(
        "Aucun dossier éligible ne tient dans les limites demandées (budget : 900 000 €)"
    )
    assert said(proposed(given, budget=1)).startswith("No eligible candidate fits the limits asked for (budget: €1)")
    worthless = ("Contenu", "Prompt", {"pilot_participants": 0})
    assert said(proposed(worthless)).startswith("No eligible candidate has any value: there is nothing to fund")


def test_without_a_stated_benefit_money_cannot_be_maximised():
    proposal = proposed(("Contenu", "Prompt", {"expected_annual_benefit": None}), ("Support", "Prompt"), value="money")
    assert why(proposal) == {"contenu/prompt": "benefit_unknown"}


def test_each_candidate_that_is_left_out_says_what_stood_against_it():
    proposal = proposed(
        ("Contenu", "Prompt", {"score_percent": 90.0}),
        ("Contenu", "AZ-900"),
        ("Support", "Prompt", {"cash_cost": 4_000.01, "pilot_participants": 1}),
        ("Finance", "Prompt", {"score_smoothed": 20.0}),
        budget="13999.99",
    )
    assert funded(proposal) == ["contenu/prompt"]
    lines = {line.candidate.id: words.reason(line, proposal, "en") for line in proposal.others}
    assert lines["contenu/az-900"] == "the team takes a certification worth at least as much: Prompt"
    assert lines["support/prompt"] == "over budget: it costs €4,000.01, €0.02 would be missing"
    assert lines["finance/prompt"] == "value zero: nothing above 40%, or no participant"


def test_caps_hours_and_exclusions_are_named():
    rows = (("Contenu", "Prompt", {"score_percent": 90.0}), ("Support", "Prompt"), ("Finance", "Prompt"))
    capped = proposed(*rows, caps={"ventes": Decimal(19_000)})
    assert funded(capped) == ["contenu/prompt"]
    assert words.reason(capped.others[0], capped, "en") == (
        "ceiling of its business unit (Ventes): €1,000 would be missing"
    )
    assert [line.reason for line in proposed(*rows, hours=Decimal(300)).others] == ["hours"]
    apart = proposed(*rows, not_both=[("Contenu: Prompt", "Support: Prompt")])
    assert funded(apart) == ["contenu/prompt", "finance/prompt"]
    assert words.reason(apart.others[0], apart, "fr") == "incompatible avec Contenu × Prompt, financé"


def test_hours_that_nobody_stated_are_not_taken_for_none():
    rows = (("Contenu", "Prompt", {"hours_per_person": None}), ("Support", "Prompt"))
    assert why(proposed(*rows, hours=Decimal(500))) == {"contenu/prompt": "hours_unknown"}
    assert why(proposed(*rows)) == {}


def test_a_prerequisite_is_another_certification_of_the_team():
    rows = (
        ("Contenu", "MLOps", {"score_percent": 95.0, "prerequisite": "data  LITERACY"}),
        ("Contenu", "Data literacy"),
        ("Support", "MLOps", {"prerequisite": "Python"}),
    )
    one = proposed(*rows)
    assert funded(one) == ["contenu/data_literacy", "support/mlops"]
    assert words.reason(one.others[0], one, "en") == (
        "its prerequisite comes first (Data literacy), and a team takes one certification at a time"
    )
    assert "hence not checked: Support × MLOps (Python)" in said(one)
    assert funded(proposed(*rows, per_team=2)) == ["contenu/mlops", "contenu/data_literacy", "support/mlops"]


def test_a_prerequisite_that_has_begun_is_met_and_one_that_cannot_be_funded_holds_back():
    first = ("Contenu", "MLOps", {"score_percent": 95.0, "prerequisite": "Data literacy"})
    begun = proposed(first, ("Contenu", "Data literacy", {"status": "deployed"}))
    assert funded(begun) == ["contenu/mlops"]
    unclear = proposed(first, ("Contenu", "Data literacy", {"decision": "clarify_objective"}))
    assert why(unclear)["contenu/mlops"] == "prerequisite_barred"


@pytest.mark.parametrize(
    ("rows", "options", "sentences"),
    [
        (
            (("Contenu", "Prompt", {"mandatory": True, "cash_cost": 12_500.5}),), {"budget": 10_000},
            ["mandatory candidate (Contenu × Prompt) costs €12,500.50, the budget is €10,000; €2,500.50 is missing"],
        ),
        (
            (("Contenu", "Prompt", {"mandatory": True}), ("Contenu", "AZ-900", {"mandatory": True})), {},
            ["at most 1 certification at a time, and Contenu × AZ-900 and Contenu × Prompt are mandatory"],
        ),
        (
            (
                ("Contenu", "MLOps", {"mandatory": True, "prerequisite": "Prompt"}),
                ("Contenu", "Prompt", {"excluded": True}),
            ),
            {}, ["Contenu × MLOps is mandatory, but its prerequisite Contenu × Prompt cannot be funded"],
        ),
        (
            (("Contenu", "Prompt", {"mandatory": True}),), {"caps": {"Ventes": Decimal(4_000)}},
            ["Ceiling of Ventes", "€6,000 is missing"],
        ),
        (
            (("Contenu", "Prompt", {"mandatory": True}),), {"hours": Decimal(100)},
            ["(Contenu × Prompt) takes 140 h, the limit is 100 h; 40 h is missing"],
        ),
        ((("Contenu", "Prompt", {"mandatory": True, "excluded": True}),), {}, ["is both mandatory and excluded"]),
        (
            (("Contenu", "Prompt"),), {"units_at_least": 2},
            ["2 business units must be reached", "to 1 business unit only"],
        ),
        (
            (("Contenu", "Prompt", {"business_unit": None}),), {"units_at_least": 1},
            ["1 business unit must be reached, and no eligible candidate has a known business unit"],
        ),
        (
            (("Contenu", "Prompt"), ("Support", "Prompt", {"business_unit": "Usine"})),
            {"units_at_least": 2, "budget": 15_000},
            ["Any one of these", "a budget of at least €20,000 instead of €15,000: €5,000 is missing",
             "at most 1 business unit to reach instead of 2"],
        ),
    ],
)  # fmt: skip
def test_where_nothing_is_possible_names_and_missing_amounts_are_said(rows, options, sentences):
    proposal = proposed(*rows, **options)
    assert (proposal.found.status, funded(proposal)) == ("infeasible", [])
    for sentence in sentences:
        assert sentence in said(proposal)


def test_a_budget_kept_for_overruns_is_said_and_so_is_what_they_would_cost():
    rows = (("Contenu", "Prompt"), ("Support", "Prompt"), ("Usine", "Prompt"))
    kept = proposed(*rows, budget=23_000, overrun_percent=25, overrun_count=1)
    assert "the dearest candidates, the whole costs €22,500: the budget still holds" in said(kept)
    assert "overruns" not in said(proposed(*rows, budget=23_000))
    missing = proposed(("Contenu", "Prompt", {"mandatory": True}), budget=11_000, overrun_percent=25, overrun_count=1)
    assert "costs €12,500 overruns included, the budget is €11,000" in said(missing)


@pytest.mark.parametrize(
    ("cheaper", "sentence"),
    [((), ""), ((0,), "For one of them another way"), ((0, 1), "For 2 of them another way"),
     ((0, 1, 2), "For each of them another way")],
)  # fmt: skip
def test_how_many_have_a_cheaper_way_is_said_as_people_count(cheaper, sentence):
    costs = [{"other_way": "Atelier", "other_way_cost": 500.0 if place in cheaper else 90_000.0} for place in range(3)]
    teams = ("Contenu", "Support", "Usine")
    told = said(proposed(*((team, "Prompt", cost) for team, cost in zip(teams, costs, strict=True))))
    assert sentence in told
    assert ("another way" in told) == bool(cheaper)
    assert "Another way, without" in said(proposed(("Contenu", "Prompt", costs[0] | {"other_way_cost": 500.0})))


def test_a_persons_word_goes_before_the_registers():
    rows = (("Contenu", "Prompt", {"mandatory": True}), ("Support", "Prompt", {"excluded": True}))
    turned = proposed(*rows, excluded=["contenu:prompt"], mandatory=["Support: PROMPT"])
    assert funded(turned) == ["support/prompt"]


def test_what_is_not_there_is_refused_with_what_is():
    for options in ({"mandatory": ["Contenu: Python"]}, {"caps": {"Usine": Decimal(1)}}):
        with pytest.raises(WrongUsage, match=r"Contenu × Prompt|Ventes"):
            proposed(("Contenu", "Prompt"), **options)
    with pytest.raises(WrongUsage, match="Campaigns: 2026-Q3"):
        planning.listed(tables(("Contenu", "Prompt")), "2031-Q1")


def test_funding_above_the_cost_pays_for_nobody_else():
    proposal = proposed(("Contenu", "Prompt", {"cash_cost": -5_000.0}), ("Support", "Prompt"), budget=5_000)
    assert (funded(proposal), proposal.found.cost) == (["contenu/prompt"], 0)
    assert "counted as zero" in said(proposal)


def test_the_scores_uncertainty_tells_core_from_borderline():
    near = {"interval_low": 60.0, "interval_high": 80.0}
    proposal = proposed(
        ("Contenu", "Prompt", {"score_percent": 95.0, "interval_low": 93.0, "interval_high": 97.0}),
        ("Support", "Prompt", near), ("Finance", "Prompt", near), ("Paie", "Prompt", {"cash_cost": 40_000.0}),
        budget=20_000,
    )  # fmt: skip
    found = planning.certainty(proposal)
    assert {one: found.standing(one) for one in found.shares} == {
        "contenu/prompt": "core", "support/prompt": "borderline", "finance/prompt": "borderline", "paie/prompt": "out",
    }  # fmt: skip
    assert 0.3 < found.shares["support/prompt"] < 0.7
    assert found == planning.certainty(proposal), "the same seed gives the same draws"
    assert "Funded every time: 1 candidate; only sometimes: 2 candidates" in words.certain(proposal, found, "en")
    assert "Margin of error unknown: 1 candidate of 4 eligible ones" in words.certain(proposal, found, "en")
    unknown = proposed(("Contenu", "Prompt"))
    assert planning.certainty(unknown) is None
    assert "cannot be said" in words.certain(unknown, None, "en")


def test_other_budgets_make_a_staircase():
    proposal = proposed(
        ("Contenu", "Prompt", {"score_percent": 90.0}), ("Support", "Prompt"),
        ("Finance", "Prompt", {"mandatory": True, "cash_cost": 5_000.0}), budget=15_000,
    )  # fmt: skip
    points = planning.staircase(proposal)
    assert (points[0].budget, points[-1].budget) == (5_000_00, 25_000_00)
    assert [point.value for point in points] == sorted(point.value for point in points)
    own = next(point for point in points if point.budget == 15_000_00)
    assert (own.chosen, own.value) == (proposal.found.chosen, proposal.found.value)
    assert own.enter == ("contenu/prompt",)
    assert points == planning.staircase(proposal, points)


def test_a_document_says_what_others_rely_on():
    proposal = proposed(("Contenu", "Prompt", {"other_way": "Mentorat", "other_way_cost": 900.0}))
    document = told.document(proposal, planning.staircase(proposal), None)
    expected = {
        "status": "optimal", "gap": 0.0, "value": 300.0, "cost": 10_000.0, "budget": 1_000_000.0,
        "full_cost": 14_000.0, "rollout_cost": 50_000.0,
    }  # fmt: skip
    assert {key: document[key] for key in expected} == expected
    (one,) = document["selected"]
    assert (one["team_id"], one["certification_id"], one["other_way"], one["other_way_cost"]) == (
        "contenu", "prompt", "Mentorat", 900.0,
    )  # fmt: skip
    assert document["simple_rule"]["loss"] == 0.0
    assert document["frontier"][-1]["value"] == 300.0


def test_several_plans_stand_side_by_side(tmp_path):
    file = tmp_path / "scenarios.toml"
    file.write_text(
        '[[scenario]]\nname = "Small"\nbudget = 10000\n[[scenario]]\nname = "Large"\nbudget = 30000\n', "utf-8"
    )
    listed = planning.listed(tables(("Contenu", "Prompt"), ("Support", "Prompt", {"score_percent": 65.0})))
    plans = asked.plans(Plan(), [], file)
    proposals = [planning.propose(listed, plan, name=name) for name, plan in plans]
    assert told.differences(proposals) == [
        {"scenario": "Large", "enter": ["support/prompt"], "leave": [], "value": 250.0, "cost": 10_000.0}
    ]
    text = told.text(proposals, None, None, "fr", studied=False)
    assert "Large" in text
    assert "+ Support × Prompt" in text
    file.write_text('[[scenario]]\nname = "As asked"\n[[scenario]]\nname = "Closer"\nadmit_deepen = true\n', "utf-8")
    (_, first), (_, second) = asked.plans(Plan(), [Decimal(7_000)], file)
    assert (first.budget, first.admit_deepen, second.budget, second.admit_deepen) == (7_000, False, 7_000, True)
    with pytest.raises(WrongUsage, match="one a scenario"):
        asked.plans(Plan(), [Decimal(1), Decimal(2)], file)
    file.write_text('[[scenario]]\nname = "Small"\nbudgett = 10000\n', "utf-8")
    with pytest.raises(WrongConfiguration, match="budgett"):
        asked.plans(Plan(), [], file)
    with pytest.raises(WrongUsage, match="at most 4"):
        asked.plans(Plan(), [Decimal(one) for one in range(5)], None)
    with pytest.raises(WrongUsage, match="--budget"):
        asked.plans(Plan(), [], None)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("200000", "200000"),
        ("200 000", "200000"),
        ("1500,50", "1500.50"),
        ("200k€", "200000"),
        ("200,000", "200000"),
        ("1.200.000", "1200000"),
        ("1,200.50", "1200.50"),
    ],
)
def test_amounts_as_people_type_them(text, euros):
    assert asked.amount(text, "--budget") == Decimal(euros)
    with pytest.raises(WrongUsage, match="no number"):
        asked.amount("beaucoup", "--budget")


def test_both_languages_say_everything():
    proposal = proposed(
        ("Contenu", "Prompt", {"mandatory": True, "status": "pilot", "in_question": True, "provisional": True}),
        ("Support", "Prompt", {"prerequisite": "Python", "cash_cost": 900_000.0}),
        ("Finance", "Prompt", {"decision": "clarify_objective", "mandatory": True}),
        budget=500_000,
    )
    french, english = (told.text([proposal], planning.staircase(proposal), None, one) for one in ("fr", "en"))
    assert french.count("\n") == english.count("\n")
    for text in (french, english):
        assert "{" not in text
    assert " :" not in french.replace("\u00a0:", ""), "no line breaks before a colon"


@pytest.mark.parametrize(
    ("status", "gap", "sentence"),
    [("optimal", 0.0, "Optimum prouvé : aucun autre choix"), ("optimal", 0.0001, "Optimum prouvé à 0,01 % près."),
     ("optimal", 1.2e-6, "Optimum prouvé à 0,0001 % près."),
     ("time_limit", 0.034, "dans le temps imparti : au plus 3,4 % sous l'optimum.")],
)  # fmt: skip
def test_the_gap_is_said_as_it_was_proven(status, gap, sentence):
    proposal = proposed(("Contenu", "Prompt"))
    said = words.proof(replace(proposal, found=replace(proposal.found, status=status, gap=gap)), "fr")
    assert sentence in said.replace("\u00a0", " ")


def test_only_who_plans_loads_the_solver():
    asked = "import sys, pipeline.plan, pipeline.cli, dashboards.budgets; print('scipy.optimize' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "False"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Two candidates of the register and their answers, run once."""
    portfolio = Portfolio(tmp_path_factory.mktemp("plan"))
    portfolio.given_notes("Contenu", "Prompt", [5, 4, 4, 4, 4, 2])
    portfolio.given_notes("Support", "Prompt", [4, 4, 4, 4, 4, 2])
    portfolio.given_csv(
        "registre.csv",
        ("Équipe", "Certification", "Participants pilote", "Coût par personne", "Coût d'accompagnement",
         "Financement externe", "Heures par personne", "Coût horaire", "Obligatoire"),
        ("Contenu", "Prompt", 8, "850,10", 0, 0, 14, 40, "non"),
        ("Support", "Prompt", 5, "600", 0, 0, 14, 40, "oui"),
    )  # fmt: skip
    portfolio.run()
    return portfolio


def certiscope(portfolio, *arguments):
    return CliRunner().invoke(cli.cli, ["plan", "--root", str(portfolio.root), *arguments])


def test_the_command_answers_one_document(published):
    done = certiscope(published, "--budget", "9800,80", "--json")
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    assert (document["status"], document["gap"], document["cost"]) == ("optimal", 0.0, 9800.8)
    assert [one["team_id"] for one in document["selected"]] == ["contenu", "support"]
    short = json.loads(certiscope(published, "--budget", "9800,79", "--json").stdout)
    assert [one["team_id"] for one in short["selected"]] == ["support"]
    score = published.candidate("support", "prompt")["score_percent"]
    assert short["value"] == pytest.approx((score - 40) * 5, abs=1e-5)
    assert "over budget" in short["not_selected"][0]["reason_en"]


def test_the_command_speaks_both_languages_and_refuses_what_it_does_not_know(published):
    assert "Budget insuffisant" in certiscope(published, "--budget", "100", "--lang", "fr").output
    assert "candidates to fund" in certiscope(published, "--budget", "20k", "--budget", "3k", "--lang", "en").output
    for arguments in (("--budget", "-1"), (), ("--budget", "1", "--exclude", "Contenu:Python")):
        refused = certiscope(published, *arguments)
        assert isinstance(refused.exception, WrongUsage)
        assert refused.exception.exit_code == 2


def test_changing_the_plans_settings_publishes_nothing_anew(published):
    published.given_config("settings.toml", "[plan]\nbudget = 3000\n")
    assert not published.run().published
    assert json.loads(certiscope(published, "--json").stdout)["budget"] == 3000
