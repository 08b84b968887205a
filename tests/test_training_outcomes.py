"""Trainings: from enrolled to applied, what they cost and what they may be said to have brought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from kpi_portfolio import Portfolio, on, quarter

from pipeline import outcomes, warehouse
from pipeline.outcomes.wording import wording

SPENT = 12_000_00
Outcomes = dict[tuple[str, str], dict[str, object]]


@pytest.fixture(scope="module")
def published() -> Iterator[Outcomes]:
    """Managers who were satisfied and do not apply; a team in its first weeks; a team whose KPI has a value."""
    connection = warehouse.connect()
    portfolio = Portfolio(connection)
    for team, end in (("managers", "2026-06-30"), ("contenu", "2026-09-01"), ("support", "2026-06-30")):
        portfolio.registered(team, start_date=dt.date(2026, 4, 1), end_date=dt.date.fromisoformat(end))
        portfolio.costing(SPENT, team, benefit_cents=50_000_00)
    satisfied = {"enrolled": 20, "finished": 20, "certified": 18, "respondents": 20, "satisfaction": 4.6}
    for team in ("managers", "contenu"):
        portfolio.observed(quarter("2026-Q3", "1", applied=0, **satisfied), team=team, kpi="Décisions appuyées")
    portfolio.observed(
        quarter("2025-Q4", "10"), quarter("2026-Q3", "12", unit_value=Decimal(150)), team="support", kpi="Délai",
        direction="down", unit="h",
    )  # fmt: skip
    portfolio.observed(quarter("2026-Q3", "1", certification_id="az_900", enrolled=8, applied=6), team="finance")
    portfolio.build("published.training_outcomes")
    found = warehouse.records(connection, "published.training_outcomes")
    yield {(str(row["team_id"]), str(row["certification_id"])): row for row in found}
    connection.close()


def test_satisfied_managers_who_do_not_apply_are_flagged(published: Outcomes) -> None:
    row = published["managers", "prompt_101"]
    assert (row["enrolled"], row["applied"], row["application_rate"], row["flag"]) == (
        20,
        0,
        0,
        "satisfied_not_applied",
    )
    assert row["application_high"] == pytest.approx(0.1611, abs=5e-5)
    assert row["days_since_end"] == 92
    assert "Satisfied (4.6 of 5) but not applied" in str(row["wording_en"])


def reported(**counts: object) -> dict[str, object]:
    """The outcome of a training that ended long ago, of which this was reported."""
    with warehouse.connect() as connection:
        portfolio = Portfolio(connection)
        portfolio.registered(start_date=dt.date(2026, 4, 1), end_date=dt.date(2026, 4, 30))
        portfolio.observed(quarter("2026-Q3", "1", **counts))
        portfolio.build("published.training_outcomes")
        (row,) = warehouse.records(connection, "published.training_outcomes")
    return row


def test_counts_that_contradict_each_other_are_told_and_give_no_rate() -> None:
    """Twelve of ten who finished were told without a word, with the share of the ten who apply it."""
    row = reported(enrolled=10, finished=12, certified=9, applied=5, satisfaction=4.5)
    assert (row["application_rate"], row["application_90"], row["flag"]) == (None, None, None)
    assert "To be checked, these numbers contradict each other: finished (12), enrolled (10)." in str(row["wording_en"])
    assert "ces nombres se contredisent\u00a0: ayant terminé (12), inscrits (10)." in str(row["wording_fr"])
    assert reported(enrolled=20, applied=1, satisfaction=4.5, respondents=30)["flag"] is None


def test_few_of_many_are_not_none_of_them() -> None:
    row = reported(enrolled=5000, applied=3, satisfaction=4.96)
    assert "5,000 enrolled, 3 apply it at work (0.06%, interval from 0.0204% to 0.18%)." in str(row["wording_en"])
    assert "Satisfied (4.96 of 5) but not applied by 4,997 of 5,000" in str(row["wording_en"])
    assert "(99,95\u00a0%, intervalle de 99,72\u00a0% à 99,99\u00a0%)" in str(
        reported(enrolled=2000, applied=1999)["wording_fr"]
    )


def test_of_fewer_than_five_people_only_counts_are_told() -> None:
    assert str(reported(enrolled=3, applied=1)["wording_en"]).startswith("3 enrolled, 1 applies it at work. Cost")
    assert "(33%, interval" in str(reported(enrolled=6, applied=2)["wording_en"])


def test_weeks_after_the_end_it_is_too_early_to_flag(published: Outcomes) -> None:
    row = published["contenu", "prompt_101"]
    assert (row["days_since_end"], row["flag"]) == (29, None)


def test_application_is_told_at_30_60_and_90_days_and_learning_by_its_test() -> None:
    with warehouse.connect() as connection:
        portfolio = Portfolio(connection)
        portfolio.registered("contenu", start_date=dt.date(2026, 3, 1), end_date=dt.date(2026, 3, 31))
        portfolio.observed(
            on("2026-04-29", "1", applied=1), on("2026-04-30", "1", applied=2), on("2026-06-15", "1", applied=4),
            on("2026-08-01", "1", applied=5, enrolled=20, test_before=41.0, test_after=63.5),
        )  # fmt: skip
        portfolio.build("published.training_outcomes")
        (row,) = warehouse.records(connection, "published.training_outcomes")
    # 29 days after the end is not yet 30; the 76th day speaks for 60, the 123rd for 90.
    assert [row[f"application_{day}"] for day in (30, 60, 90)] == [0.1, 0.2, 0.25]
    assert (row["test_before"], row["test_after"]) == (41.0, 63.5)
    assert "Application over time: 10% at 30 days, 20% at 60 days, 25% at 90 days." in str(row["wording_en"])
    assert "Au même test, 41 avant la formation et 63,5 après." in str(row["wording_fr"])


def test_where_nothing_isolates_the_effect_the_break_even_is_said(
    published: Outcomes,
) -> None:
    row = published["support", "prompt_101"]
    assert (row["cost"], row["benefit_low"], row["roi_low_percent"]) == (Decimal("12000.00"), None, None)
    assert (row["break_even"], row["break_even_kpi"], row["kpi_improved"]) == (20, "Délai", False)
    assert "aucun retour n'est affiché" in str(row["wording_fr"])
    assert "s'améliore d'au moins 20\u00a0h par période" in str(row["wording_fr"])


def test_a_declared_benefit_is_labelled_and_added_to_nothing(
    published: Outcomes,
) -> None:
    row = published["support", "prompt_101"]
    assert row["declared_benefit"] == Decimal("50000.00")
    assert "€50,000; declared, it is added to no measured gain" in str(row["wording_en"])
    assert "50\u202f000\u00a0€\u00a0; déclaré" in str(row["wording_fr"])


def test_what_is_reported_without_a_register_row_is_shown_without_a_cost(
    published: Outcomes,
) -> None:
    row = published["finance", "az_900"]
    assert (row["enrolled"], row["applied"], row["cost"]) == (8, 6, None)
    assert str(row["wording_en"]).endswith("Cost to be completed.")


def isolated(effect_low: float, months: int = 6) -> dict[str, object]:
    return {
        "kpi_id": "delai", "kpi_name": "Délai", "unit_value": Decimal(1000), "months_measured": months,
        "months_a_period": 3, "is_own_gain": True, "evidence_rung": 5, "effect_low": effect_low, "unit": "h",
        "kpi_kind": "duration", "scale": "plain",
    }  # fmt: skip


CANDIDATE = {"cost_cents": SPENT, "declared_cents": None}


def test_the_return_takes_the_low_end_and_the_quarters_measured() -> None:
    worth = outcomes._worth(CANDIDATE, [isolated(9.0)])
    assert (worth["benefit_low"], worth["roi_low_percent"]) == (18_000, 50)
    assert worth["payback_months"] == pytest.approx(4)  # 9 units × 4 quarters × 1,000 a year


def test_an_effect_that_may_be_a_loss_never_pays_back() -> None:
    worth = outcomes._worth(CANDIDATE, [isolated(-1.0)])
    assert worth["roi_low_percent"] < -100
    assert worth["payback_months"] is None


def test_a_common_gain_is_counted_for_the_first_training_only() -> None:
    worth = outcomes._worth(CANDIDATE, [isolated(9.0) | {"is_own_gain": False}])
    assert "benefit_low" not in worth


def test_a_cost_of_zero_is_said_and_gives_no_return() -> None:
    row = dict.fromkeys(("enrolled", "finished", "certified", "applied", "flag", "declared_benefit"), None)
    worth = outcomes._worth(CANDIDATE | {"cost_cents": 0}, [isolated(9.0)])
    assert "roi_low_percent" not in worth
    assert wording(row | worth, "EUR", "en") == "A cost of zero: to be checked."


@pytest.mark.parametrize(("scale", "point"), [("fraction", 0.01), ("percent", 1.0)])
def test_a_unit_of_a_rate_is_a_point_however_its_values_are_written(scale: str, point: float) -> None:
    """12 % in a cell is 0.12, 12 beside a column of % is 12: one point gained is worth 1,000 either way."""
    rate = {"kpi_kind": "rate", "unit": "%", "scale": scale}
    worth = outcomes._worth(CANDIDATE, [isolated(9 * point) | rate])
    assert worth["benefit_low"] == pytest.approx(18_000)
    assert worth["payback_months"] == pytest.approx(4)
    row = CANDIDATE | dict.fromkeys(("enrolled", "finished", "certified", "applied", "flag"), None)
    worth = outcomes._worth(CANDIDATE, [isolated(9 * point) | rate | {"evidence_rung": 4}])
    assert worth["break_even"] == pytest.approx(3 * point)
    assert "improves by at least 3 points a period" in " ".join(wording(row | worth, "EUR", "en").split())


def test_what_may_be_due_to_chance_among_many_kpis_gives_no_return() -> None:
    worth = outcomes._worth(CANDIDATE, [isolated(9.0) | {"p_adjusted": 0.11}])
    assert "roi_low_percent" not in worth
    assert worth["break_even"] == 3
    assert "roi_low_percent" in outcomes._worth(CANDIDATE, [isolated(9.0) | {"p_adjusted": 0.10}])


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "Aucun inscrit, aucun n'a terminé, aucun certifié, aucun n'applique au travail.",
         "Nobody enrolled, nobody finished, nobody certified, nobody applies it at work."),
        (1, "1 inscrit, 1 a terminé, 1 certifié, 1 applique au travail.",
         "1 enrolled, 1 finished, 1 certified, 1 applies it at work."),
        (2, "2 inscrits, 2 ont terminé, 2 certifiés, 2 appliquent au travail.",
         "2 enrolled, 2 finished, 2 certified, 2 apply it at work."),
    ],
)  # fmt: skip
def test_one_person_and_nobody_are_told_in_the_singular(count: int, french: str, english: str) -> None:
    row = dict.fromkeys(("enrolled", "finished", "certified", "applied"), count)
    row |= dict.fromkeys(("flag", "cost", "declared_benefit"), None)
    assert wording(row, "EUR", "fr") == french + " Coût à compléter."
    assert wording(row, "EUR", "en") == english + " Cost to be completed."
