"""What a pilot was begun with: a later register that says otherwise is told, beside the change that it counts for."""

from __future__ import annotations

import pandas as pd
import pytest
from portfolio import Portfolio

from pipeline import pilot_steps

REGISTER = (
    "Équipe", "Certification", "Indicateur cible", "Sens", "Valeur cible", "Date de début", "Échéance", "Statut",
)  # fmt: skip
KPI = ("Équipe", "Indicateur", "Date", "Valeur")
MEASURED = (("contenu", "2026-06-10", 30), ("contenu", "2026-08-10", 22), ("support", "2026-06-10", 30),
            ("support", "2026-08-10", 28))  # fmt: skip
BEGUN = ("contenu", "prompt", "Délai", "baisse", 20, "2026-07-01", "2027-06-30", "pilote")


@pytest.fixture
def begun(portfolio: Portfolio) -> Portfolio:
    """A pilot under way, measured before and after; published."""
    portfolio.given_csv("1.csv", REGISTER, BEGUN)
    portfolio.given_csv("kpi.csv", KPI, *((team, "Délai", day, value) for team, day, value in MEASURED))
    portfolio.run()
    return portfolio


def registered(portfolio: Portfolio, name: str, **changed: object) -> None:
    said = dict(zip(REGISTER, BEGUN, strict=True)) | changed
    portfolio.given_csv(name, REGISTER, tuple(said.values()))
    portfolio.run()


def told(portfolio: Portfolio) -> list[list[object]]:
    rows = portfolio.published("kpi_contract_changes")
    return rows[["contract_part", "stated_before", "file_before", "stated_now", "file_now"]].to_numpy().tolist()


def last(portfolio: Portfolio) -> pd.Series:
    rows = portfolio.published("kpi_changes")
    return rows[rows["team_id"] == "contenu"].iloc[-1]


def codes(portfolio: Portfolio) -> list[str]:
    return [code for code in portfolio.codes() if code in {"contract_changed", "pilot_not_undone", "no_longer_stated"}]


def test_a_target_that_moves_under_way_counts_and_is_told_beside_the_change(begun: Portfolio) -> None:
    registered(begun, "2.csv", **{"Valeur cible": 25})
    assert told(begun) == [["target_value", "20", "1.csv", "25", "2.csv"]]
    change = last(begun)
    assert (change["target"], change["status"]) == (25, "achieved")
    assert "Cible changée en cours de pilote\xa0: 20 au départ, 25 depuis le " in change["wording_fr"]
    assert "Target changed with the pilot under way: 20 at the start, 25 since " in change["wording_en"]
    review = begun.published("kpi_review")
    assert review["contract_changes"].unique().tolist() == ["target_value"]
    registered(begun, "3.csv", **{"Valeur cible": 25, "Échéance": "2027-09-30"})
    assert told(begun) == [
        ["deadline", "2027-06-30", "1.csv", "2027-09-30", "3.csv"], ["target_value", "20", "1.csv", "25", "2.csv"],
    ], "sent once more, it is still not what the pilot was begun with"  # fmt: skip
    registered(begun, "4.csv")
    assert told(begun) == []
    assert "changée" not in last(begun)["wording_fr"]


def test_a_start_date_or_an_indicator_that_moves_is_told(begun: Portfolio) -> None:
    registered(begun, "2.csv", **{"Indicateur cible": "Erreurs", "Date de début": "2026-06-01"})
    assert [row[0] for row in told(begun)] == ["start_date", "target_kpi"]
    change = last(begun).str.replace("\xa0", " ")
    assert (
        "Date de début changée en cours de pilote : le 1er juillet 2026 au départ, le 1er juin 2026 depuis"
        in change["wording_fr"]
    )
    assert (
        "Start date changed with the pilot under way: 1 July 2026 at the start, 1 June 2026 since"
        in change["wording_en"]
    )
    assert "Target KPI changed with the pilot under way: “Délai” at the start, “Erreurs” since" in change["wording_en"]


def test_a_target_that_a_later_register_leaves_blank_is_told(begun: Portfolio) -> None:
    registered(begun, "2.csv", **{"Valeur cible": ""})
    assert told(begun) == [["target_value", "20", "1.csv", "", "2.csv"]]
    assert "Target changed with the pilot under way: 20 at the start, none since " in last(begun)["wording_en"]


@pytest.mark.parametrize("changed", [{"Statut": "proposé"}, {"Statut": ""}])
def test_a_register_does_not_undo_a_pilot_under_way(begun: Portfolio, changed: dict[str, object]) -> None:
    registered(begun, "2.csv", **changed)
    assert (last(begun)["certification_id"], last(begun)["improvement"]) == ("prompt", 8)
    assert codes(begun) == ["pilot_not_undone"]
    (known,) = begun.published("candidate_register").to_dict("records")
    assert known["status"] == "pilot"
    pilot_steps.take(begun.root, "contenu", "prompt", "baseline", "Jamais commencé", who="ines")
    begun.run()
    assert codes(begun) == []
    assert last(begun)["certification_id"] == "*", "the committee takes it back"


def test_a_register_that_leaves_the_start_blank_keeps_the_one_that_was_stated(begun: Portfolio) -> None:
    registered(begun, "2.csv", **{"Date de début": ""})
    assert (last(begun)["certification_id"], last(begun)["improvement"]) == ("prompt", 8)
    assert codes(begun) == []


def test_a_pilot_that_the_register_stops_took_place_and_its_team_is_compared_with_nobody(begun: Portfolio) -> None:
    registered(begun, "2.csv", Statut="arrêté")
    assert (last(begun)["certification_id"], last(begun)["improvement"]) == ("prompt", 8)
    assert begun.published("candidate_register")["status"].tolist() == ["stopped"]
    assert begun.published("kpi_comparison_teams")["team_id"].tolist() == ["support"]
    assert codes(begun) == []


def test_what_was_never_a_pilot_may_be_stopped_or_changed_without_a_word(portfolio: Portfolio) -> None:
    portfolio.given_csv("kpi.csv", KPI, *((team, "Délai", day, value) for team, day, value in MEASURED))
    registered(portfolio, "1.csv", Statut="proposé")
    registered(portfolio, "2.csv", Statut="arrêté", **{"Valeur cible": 25})
    assert told(portfolio) == []
    assert codes(portfolio) == []
    assert set(portfolio.published("kpi_changes")["certification_id"]) == {"*"}


def test_a_later_row_that_leaves_the_objective_blank_is_told(portfolio: Portfolio) -> None:
    headings = ("Équipe", "Certification", "Objectif business", "Indicateur cible", "Valeur cible", "Échéance")
    portfolio.given_csv("1.csv", headings, ("contenu", "prompt", "Livrer plus vite", "Délai", 20, "2027-06-30"))
    portfolio.run()
    assert portfolio.candidate("contenu", "prompt")["missing_contract"] == ""
    portfolio.given_csv("2.csv", headings, ("contenu", "prompt", "", "Délai", 20, ""))
    portfolio.run()
    assert portfolio.candidate("contenu", "prompt")["missing_contract"] == "business_objective,deadline"
    (row,) = portfolio.published("findings").query("code == 'no_longer_stated'").to_dict("records")
    assert (row["file"], row["row_number"]) == ("2.csv", 2)
    assert row["message_en"] == (
        "contenu × prompt: this row leaves blank what 1.csv stated (business objective, deadline); the later row "
        "counts as a whole, so that this counts as missing."
    )


def test_a_register_overwritten_under_its_name_undoes_no_pilot_and_hides_no_change(begun: Portfolio) -> None:
    registered(begun, "1.csv", **{"Valeur cible": 25, "Statut": "proposé", "Date de début": ""})
    assert (last(begun)["certification_id"], last(begun)["improvement"]) == ("prompt", 8)
    assert told(begun) == [["target_value", "20", "1.csv", "25", "1.csv"]]
    assert codes(begun) == ["contract_changed", "pilot_not_undone"]
    before = begun.published("kpi_contract_changes")
    (begun.root / "data" / "processed" / "CURRENT").unlink()
    begun.run()
    pd.testing.assert_frame_equal(begun.published("kpi_contract_changes"), before)
    assert not begun.run().published


def test_a_pilot_whose_row_was_deleted_from_an_overwritten_register_is_told(begun: Portfolio) -> None:
    other = ("logistique", *BEGUN[1:])
    begun.given_csv("1.csv", REGISTER, other)
    begun.run()
    (row,) = begun.published("findings").query("code == 'pilot_gone'").to_dict("records")
    assert row["file"] == "1.csv"
    assert row["message_en"] == (
        "contenu × prompt: this pilot was published from this file, which holds it no more, nor does any other "
        "register; it is no longer followed."
    )
    registered(begun, "2.csv", Statut="arrêté")
    assert "pilot_gone" not in begun.codes()


def test_a_pilot_whose_team_has_another_name_by_now_is_not_gone(begun: Portfolio) -> None:
    begun.given_csv("teams.csv", ("Équipe", "Alias", "Effectif"), ("Rédaction", "contenu", 12))
    begun.run()
    assert "pilot_gone" not in begun.codes()
