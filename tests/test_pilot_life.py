"""The committee's steps: kept in the audit log, in force over any register, and brought back from the log alone."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from pathlib import Path

import pandas as pd
import pytest
from portfolio import Portfolio

from pipeline import audit, dictionary, explain, pilot_steps
from pipeline.errors import WrongUsage

HEADINGS = ("Équipe", "Certification", "Date de début", "Statut")
KPI = ("Équipe", "Indicateur", "Date", "Valeur", "Sens")
CONTENU = ("contenu", "prompt_101")


def registered(portfolio: Portfolio, status: str) -> None:
    portfolio.given_csv("registre.csv", HEADINGS, ("Contenu", "Prompt 101", "2026-07-01", status))


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A candidate that the register proposes, with a KPI before and after its start date; published."""
    portfolio = Portfolio(tmp_path_factory.mktemp("proposed"))
    portfolio.given_notes("Contenu", "Prompt 101", (5, 4, 4, 3, 4, 2))
    measured = (("2026-05-10", 10), ("2026-06-10", 12), ("2026-08-10", 16))
    portfolio.given_csv("kpi.csv", KPI, *(("Contenu", "Articles", day, value, "up") for day, value in measured))
    registered(portfolio, "proposé")
    portfolio.run()
    return portfolio.root


@pytest.fixture
def root(proposed: Path, tmp_path: Path) -> Path:
    """A copy of that portfolio."""
    return shutil.copytree(proposed, tmp_path / "portfolio")


def reopened(root: Path) -> Portfolio:
    portfolio = Portfolio.__new__(Portfolio)
    portfolio.root, portfolio.raw = root, root / "data" / "raw"
    return portfolio


def everything(portfolio: Portfolio) -> dict[str, pd.DataFrame]:
    return {name: portfolio.published(name) for name in dictionary.tables() if name != "snapshot"}


def test_a_step_wins_over_every_register_and_comes_back_from_the_log(root: Path) -> None:
    portfolio = reopened(root)
    changes = portfolio.published("kpi_changes")
    assert set(changes["certification_id"]) == {"*"}, "a proposal is no pilot: nothing is before and after"

    pilot_steps.take(root, *CONTENU, "pilot", " Budget voté, voir chef@exemple.fr ", who="ines")
    assert portfolio.run().published
    assert not portfolio.run().published
    (row,) = portfolio.published("pilot_steps").to_dict("records")
    assert (row["team_name"], row["certification_name"]) == ("Contenu", "Prompt 101")
    assert [row[name] for name in ("step", "step_number", "who")] == ["pilot", 1, "ines"]
    assert row["why"].startswith("Budget voté, voir ")
    assert "@" not in row["why"]
    (change,) = portfolio.published("kpi_changes").to_dict("records")
    assert (change["certification_id"], change["value_before"], change["value_after"]) == ("prompt_101", 11, 16)

    registered(portfolio, "arrêté")
    pilot_steps.take(root, *CONTENU, "review", "Trois mois", who="karim")
    assert portfolio.run().published
    (known,) = portfolio.published("candidate_register").to_dict("records")
    assert (known["status"], known["register_status"]) == ("pilot", "stopped")
    rows = portfolio.published("pilot_steps")
    assert rows[["step", "is_current"]].values.tolist() == [["pilot", False], ["review", True]]

    pilot_steps.take(root, *CONTENU, "stopped", "Pas assez de gain", who="karim")
    portfolio.run()
    (change,) = portfolio.published("kpi_changes").to_dict("records")
    assert (change["certification_id"], change["improvement"]) == ("prompt_101", 5), "a stopped pilot took place"

    before = everything(portfolio)
    processed = root / "data" / "processed"
    log = audit.log_of(root).read_bytes()
    shutil.rmtree(processed)
    processed.mkdir()
    audit.log_of(root).write_bytes(log)
    portfolio.run()
    after = everything(portfolio)
    for name, table in before.items():
        pd.testing.assert_frame_equal(after[name], table, obj=name)


def test_a_register_that_leaves_the_start_blank_does_not_undo_a_pilot_that_the_committee_decided(root: Path) -> None:
    portfolio = reopened(root)
    pilot_steps.take(root, *CONTENU, "pilot", "Voté", who="ines")
    portfolio.run()
    portfolio.given_csv("registre2.csv", HEADINGS, ("Contenu", "Prompt 101", "", "pilote"))
    portfolio.run()
    (change,) = portfolio.published("kpi_changes").to_dict("records")
    assert (change["certification_id"], change["value_before"], change["value_after"]) == ("prompt_101", 11, 16)


def test_only_what_may_follow_is_kept_and_only_with_a_reason(root: Path) -> None:
    for team, step, why, problem in (
        ("contenu", "extended", "Trop tôt", "does not follow proposed"),
        ("contenu", "pilot", "  ", "say why"),
        ("support", "pilot", "Qui ?", "no such candidate"),
    ):
        with pytest.raises(WrongUsage, match=problem):
            pilot_steps.take(root, team, "prompt_101", step, why)
    assert pilot_steps.taken(root) == []
    pilot_steps.take(root, *CONTENU, "pilot", "Voté")
    with pytest.raises(WrongUsage, match="does not follow pilot"):
        pilot_steps.take(root, *CONTENU, "pilot", "Encore")
    (kept,) = pilot_steps.of_candidate(root, *CONTENU)
    assert kept["who"] == audit.who()
    assert abs(kept["at"] - dt.datetime.now(dt.UTC).replace(tzinfo=None)) < dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("statuses", "step"),
    [
        ([], "proposed"),
        ([None], "proposed"),
        *(([status], step) for status, step in pilot_steps.OF_STATUS.items()),
        (["deployed", "proposed", None], "proposed"),
    ],
)
def test_without_a_step_a_candidate_stands_where_the_latest_register_says(statuses: list[str], step: str) -> None:
    assert pilot_steps.standing([], pd.DataFrame({"status": pd.Series(statuses, dtype=object)})) == step


def test_a_register_and_a_step_of_the_same_meaning_never_disagree() -> None:
    assert all(pilot_steps.STATUS[step] == status for status, step in pilot_steps.OF_STATUS.items())


@pytest.mark.parametrize(
    ("life", "took_place"),
    [
        (("proposed", "stopped"), False),
        (("proposed", "baseline", "stopped"), False),
        (("proposed", "pilot", "stopped"), True),
        (("pilot", "stopped"), True),
        (("extended", "stopped", "pilot", "stopped"), True),
        (("proposed", "pilot", "baseline", "stopped"), False),
        (("pilot", "stopped", "proposed", "stopped"), False),
    ],
)
def test_a_stopped_pilot_took_place_unless_its_start_was_taken_back(
    tmp_path: Path, life: tuple[str, ...], took_place: bool
) -> None:
    names = {"team_id": "contenu", "certification_id": "prompt_101", "team": "Contenu", "certification": "Prompt 101"}
    for before, step in itertools.pairwise(life):
        event = {"event": "step", **names, "step": step, "step_before": before, "who": "ines", "why": "Décidé"}
        audit.append(tmp_path, [event])
    assert pilot_steps.of_candidate(tmp_path, *CONTENU)[-1]["took_place"] is took_place


def test_every_step_can_be_reached_and_left() -> None:
    assert (
        set(pilot_steps.NEXT)
        == set(pilot_steps.STATUS)
        == {step for following in pilot_steps.NEXT.values() for step in following}
    )
    assert all(step not in following for step, following in pilot_steps.NEXT.items())


def test_explain_tells_each_step_with_when_who_and_why() -> None:
    taken = [{"at": dt.datetime(2026, 6, 1, 9, 30), "step": "pilot", "who": "ines", "why": "Voté"}]
    assert explain._step_lines(taken, True) == [
        "", "Étapes du pilote (en temps universel) :", "  2026-06-01 09:30  pilote en cours, ines : Voté",
    ]  # fmt: skip
    assert explain._step_lines([], True) == []
