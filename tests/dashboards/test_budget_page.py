"""The budget page: a proposal at once, why not the others, other budgets, and plans side by side. Nothing is kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from small_portfolio import CANDIDATES, publish
from streamlit.testing.v1 import AppTest

import dashboards
from dashboards import data, funding, tables
from dashboards.texts import Speaker
from pipeline import dictionary
from pipeline import plan as planning
from pipeline.config import Plan
from pipeline.vocabulary import Language

APP = Path(dashboards.__file__).parent / "app.py"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("published"))


@pytest.fixture
def opened(published: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AppTest]:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(published))

    def open_page(language: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=120)
        app.query_params["lang"] = language
        return app.switch_page("views/plan.py").run()

    return open_page


def title(page: AppTest) -> str:
    assert not page.exception
    return str(page.title[0].value).replace("\\", "")


def with_budget(page: AppTest, euros: int) -> AppTest:
    return page.number_input[0].set_value(euros).run()


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "1 dossier à financer pour 12\u202f500\u00a0€, sur un budget de 20\u202f000\u00a0€"),
     ("en", "1 candidate to fund for €12,500, out of a budget of €20,000")],
)  # fmt: skip
def test_a_budget_gives_a_proposal_and_a_reason_for_every_other_candidate(
    opened: Callable[[str], AppTest], language: str, said: str
) -> None:
    page = with_budget(opened(language), 20_000)
    assert title(page) == said
    funded, left_out = page.dataframe[0].value, page.dataframe[1].value
    assert (len(funded), len(left_out)) == (1, 10)
    why = left_out["Pourquoi pas" if language == "fr" else "Why not"]
    assert all(why)
    assert ("7\u202f900\u00a0€" if language == "fr" else "€7,900") in why.iloc[0]
    assert ("comité" if language == "fr" else "committee") in page.info[0].value


def test_more_budget_and_other_options_change_the_proposal(opened: Callable[[str], AppTest]) -> None:
    page = with_budget(opened("en"), 20_000)
    assert title(with_budget(page, 40_000)).startswith("2 candidates to fund for €27,900")
    page.toggle[0].set_value(True).run()
    assert title(page).startswith("2 candidates"), "one certification a team: looking closer adds no other team"


def test_what_cannot_be_is_explained_in_names_and_euros(opened: Callable[[str], AppTest]) -> None:
    page = opened("en")
    mandatory = next(one for one in page.multiselect if one.label == "Fund in any case")
    mandatory.select("contenu/prompt_101").run()
    with_budget(page, 10_000)
    assert title(page) == "No choice keeps all the limits that were asked for"
    written = " ".join(one.value for one in page.markdown).replace("\\", "")
    assert "(Contenu × Prompt 101) costs €12,500, the budget is €10,000; €2,500 is missing" in written


def test_plans_stand_side_by_side_until_they_are_forgotten(opened: Callable[[str], AppTest]) -> None:
    page = with_budget(opened("en"), 20_000)
    before = len(page.dataframe)
    next(one for one in page.button if one.label == "Keep this plan to compare").click().run()
    with_budget(page, 40_000)
    compared = page.dataframe[-1].value
    assert (len(page.dataframe), len(compared)) == (before + 1, 2)
    assert compared["Go out"].tolist() == ["", "Finance × AZ-900"]
    next(one for one in page.button if one.label == "Forget the plans kept").click().run()
    assert len(page.dataframe) == before


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_value_is_written_alike_in_the_chart_and_in_its_table(
    published: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(published))
    proposal, say = planning.propose(data.fundable("2026-Q3"), Plan(budget=Decimal(20_000))), Speaker(language)
    written = tables.format_of(dictionary.column("plan", "worth").unit, say)
    drawn = funding.bars(proposal, say)
    assert drawn["value_text"].tolist() == [written(one) for one in drawn["worth"]]
    assert any(one.endswith("0") for one in drawn["value_text"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_value_in_money_is_money_in_the_tables_too(
    published: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(published))
    say, plan = Speaker(language), Plan(budget=Decimal(20_000), value="money")
    listed = data.fundable("2026-Q3")
    listed = replace(listed, candidates=tuple(replace(one, benefit=22_000_00) for one in listed.candidates))
    proposal = planning.propose(listed, plan)
    drawn, rows = funding.bars(proposal, say), funding.rows(proposal, None, say)
    shown = tables.styled(rows, "plan", funding.columns(funding.FUNDED, proposal), say).to_html()
    assert len(drawn)
    assert all(f">{one}<" in shown for one in drawn["value_text"])
    assert "worth_in_money" in tables.widths_of_money("plan", funding.columns(funding.FUNDED, proposal), say)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_download_holds_every_table(published: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(published))
    proposal = planning.propose(data.fundable("2026-Q3"), Plan(budget=Decimal(20_000)))
    say = Speaker(language)  # type: ignore[arg-type]
    content = funding.workbook(proposal, planning.staircase(proposal), None, say)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == 4
    funded = book[say("plan.sheet_funded")]
    assert [cell.value for cell in funded[2]][:2] == ["Contenu", "Prompt 101"]
    assert book[say("plan.sheet_others")].max_row == 11


def test_a_broken_grid_costs_the_budget_nothing_and_broken_settings_are_told_beside_it(
    published: Path, opened: Callable[[str], AppTest]
) -> None:
    config = published / "config"
    config.mkdir()
    try:
        (config / "grid.toml").write_text("version = 3", "utf-8")
        assert "to fund for" in title(opened("en"))
        (config / "settings.toml").write_text("nonsense = true", "utf-8")
        page = opened("en")
        assert "to fund for" in title(page)
        assert "nonsense" in page.error[0].value
    finally:
        for file in config.iterdir():
            file.unlink()
        config.rmdir()


def test_where_nobody_can_be_funded_the_page_says_what_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = [(*one[:4], "target_value", *one[5:]) for one in CANDIDATES]
    monkeypatch.setenv("CERTISCOPE_ROOT", str(publish(tmp_path, waiting)))
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = "fr"
    page = app.switch_page("views/plan.py").run()
    assert title(page) == "Aucun dossier n'est prêt à être financé"
    assert "son objectif est complet" in page.info[-1].value.replace("\\", "")
    assert not page.metric
