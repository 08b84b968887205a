"""The register: candidates without answers, objectives, and costs with their missing parts."""

from decimal import Decimal

import pandas as pd

NOTES = [4, 4, 4, 4, 4, 2]
HEADINGS = (
    "Équipe", "Certification", "Campagne", "Participants du pilote", "Participants du déploiement",
    "Frais par personne", "Heures par personne", "Coût horaire", "Coût d'accompagnement", "Financement externe",
)  # fmt: skip


def test_costs_are_fees_time_and_follow_up(portfolio):
    portfolio.given_csv("r.csv", HEADINGS, ("contenu", "prompt", "", 8, 40, "1 500 €", "21", "45,50", "2 000", "1 000"))
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert found[["cash_cost", "time_cost", "full_cost", "rollout_cost"]].tolist() == [
        Decimal("13000.00"), Decimal("7644.00"), Decimal("21644.00"), Decimal("100220.00"),
    ]  # fmt: skip


def test_a_missing_part_makes_the_cost_unknown_never_zero(portfolio):
    portfolio.given_csv("r.csv", HEADINGS, ("contenu", "prompt", "", 8, "", "1500", "", "45", "2000", "0"))
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.make()
    found = portfolio.candidate("contenu", "prompt")
    assert found["cash_cost"] == Decimal("14000.00")
    assert all(pd.isna(found[cost]) for cost in ("time_cost", "full_cost", "rollout_cost"))


def test_a_candidate_that_only_the_register_names_is_incomplete_in_the_latest_campaign(portfolio):
    portfolio.given_csv("r.csv", HEADINGS, ("support", "mlops", "", 8, "", "1500", "", "45", "2000", "0"))
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.make()
    found = portfolio.candidate("support", "mlops")
    assert (found["campaign"], found["decision"], found["count_respondents"]) == ("2026-Q3", "incomplete", 0)


def test_a_row_without_a_team_is_set_aside_and_said(portfolio):
    portfolio.given_csv(
        "r.csv",
        HEADINGS,
        ("", "mlops", "", 8, 1, "1", "1", "1", "1", "0"),
        ("support", "mlops", "", 8, 1, "abc", 1, 1, 1, 1),
    )
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.make()
    assert portfolio.codes() == ["missing_value", "unreadable_value"]
    assert portfolio.published("findings")["cell"].tolist()[1] == "F3"
    assert portfolio.published("candidate_ranking")["team_id"].tolist() == ["contenu"]


def test_rows_of_one_file_that_say_otherwise_about_one_candidate_are_told(portfolio):
    portfolio.given_csv(
        "r.csv", HEADINGS,
        ("contenu", "prompt", "", 8, 40, "1500", "21", "45", "0", "0"),
        ("support", "prompt", "", 8, 40, "1500", "21", "45", "0", "0"),
        ("Contenu", "prompt", "", 9, 40, "1500", "21", "45", "0", "0"),
        ("support", "prompt", "", 8, 40, "1500", "21", "45", "0", "0"),
        ("support", "prompt", "2026-Q3", 7, 40, "1500", "21", "45", "0", "0"),
    )  # fmt: skip
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.make()
    told = portfolio.published("findings").query("code == 'said_otherwise_below'")
    assert told["row_number"].tolist() == [2]
    assert told["message_en"].str.startswith("Row 4 of this file").all()
    assert portfolio.published("candidate_register").query("team_id == 'contenu'")["pilot_participants"].tolist() == [9]


def test_rows_of_a_roster_or_a_catalogue_that_say_otherwise_are_told_too(portfolio):
    portfolio.given_csv(
        "equipes.csv", ("Équipe", "Effectif", "Direction"),
        ("contenu", 12, "Marketing"),
        ("support", 8, "Service client"),
        ("contenu", 14, "Marketing"),
        ("support", 8, "Service client"),
    )  # fmt: skip
    portfolio.given_csv(
        "catalogue.csv", ("Certification", "Éditeur", "Frais par personne"),
        ("prompt", "", 700),
        ("mlops", "", 900),
        ("Prompt", "", 750),
    )  # fmt: skip
    portfolio.given_notes("contenu", "prompt", NOTES)
    portfolio.make()
    told = portfolio.published("findings").query("code == 'said_otherwise_below'").sort_values("file")
    assert told["file"].tolist() == ["catalogue.csv", "equipes.csv"]
    assert told["row_number"].tolist() == [2, 2]
    assert told["message_en"].tolist() == [
        "Row 4 of this file says otherwise about prompt: that one counts, this one does not.",
        "Row 4 of this file says otherwise about contenu: that one counts, this one does not.",
    ]
    files = portfolio.published("source_files").set_index("file")
    assert files.loc["equipes.csv", ["accepted", "superseded"]].tolist() == [2, 2]
    assert files.loc["catalogue.csv", ["accepted", "superseded"]].tolist() == [2, 1]


def test_a_department_called_direction_is_no_way_for_an_indicator_to_go(portfolio):
    headings = ("Équipe", "Certification", "Direction", "Indicateur cible", "Participants du pilote")
    portfolio.given_csv(
        "r.csv", headings,
        ("contenu", "prompt", "Direction marketing", "délai", 8),
        ("support", "prompt", "Service client", "délai", 8),
    )  # fmt: skip
    portfolio.given_csv(
        "autre.csv", headings, ("logistique", "prompt", "baisse", "délai", 8), ("achats", "prompt", "baise", "délai", 8)
    )
    portfolio.make()
    files = portfolio.published("source_files").set_index("file")
    assert files.loc["r.csv", ["accepted", "rejected"]].tolist() == [2, 0]
    assert files.loc["autre.csv", ["accepted", "rejected"]].tolist() == [1, 1]
    told = portfolio.published("findings").set_index("file")
    assert told.loc[["r.csv"], "code"].tolist() == ["unmapped_column"]
    assert told.loc[["r.csv"], "value"].tolist() == ["Direction"]


def test_a_later_register_that_changes_what_a_pilot_was_begun_with_is_told(portfolio):
    headings = ("Équipe", "Certification", "Indicateur cible", "Valeur cible", "Date de début", "Statut")
    portfolio.given_csv(
        "1.csv", headings,
        ("contenu", "prompt", "délai", 20, "2026-07-01", "pilote"),
        ("support", "prompt", "délai", 20, "", "proposé"),
    )  # fmt: skip
    portfolio.run()
    portfolio.given_csv(
        "2.csv", headings,
        ("contenu", "prompt", "délai", 13, "2026-09-01", "pilote"),
        ("support", "prompt", "erreurs", 5, "2026-09-01", "pilote"),
    )  # fmt: skip
    portfolio.run()
    told = portfolio.published("findings").query("code == 'contract_changed'").sort_values("value")
    assert told[["file", "row_number", "value"]].to_numpy().tolist() == [["2.csv", 2, "13"], ["2.csv", 2, "2026-09-01"]]
    assert told["message_en"].iloc[0] == (
        "contenu × prompt, a pilot under way: the target value was “20” in 1.csv, this file says “13”; "
        "this file counts."
    )
    assert "la date de début était «\u00a01er\u00a0juillet\u00a02026\u00a0» dans 1.csv" in told["message_fr"].iloc[1]
    assert "this file says “1\u00a0September\u00a02026”" in told["message_en"].iloc[1]


def test_an_objective_with_a_quote_too_many_is_missing_and_said(portfolio):
    columns = ("Équipe", "Certification", "Objectif business", "Responsable")
    portfolio.given_csv(
        "r.csv", columns,
        ("contenu", "prompt", 'Réduire le délai"', "Anna"), ("support", "mlops", 'Réduire "le" délai', 'An"na'),
    )  # fmt: skip
    portfolio.given_notes("logistique", "prompt", NOTES)
    portfolio.make()
    findings = portfolio.published("findings")
    told = findings.loc[findings["code"] == "unreadable_detail", ["column_name", "value"]].values.tolist()
    assert told == [["Objectif business", 'Réduire le délai"'], ["Responsable", 'An"na']]
    objectives = portfolio.published("candidate_ranking").set_index("team_id")["objective"]
    assert pd.isna(objectives["contenu"])
    assert objectives["support"] == 'Réduire "le" délai'
