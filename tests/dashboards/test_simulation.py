"""The what-if page: weights and one rating move the ranking on screen, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from portfolio import Portfolio
from streamlit.testing.v1 import AppTest

import dashboards

APP = Path(dashboards.__file__).parent / "app.py"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    portfolio = Portfolio(tmp_path_factory.mktemp("published"))
    portfolio.given_notes("Contenu", "Prompt 101", [5, 3, 3, 3, 3, 3])
    portfolio.given_notes("Support", "Prompt 101", [3, 3, 3, 5, 3, 3])
    portfolio.run()
    return portfolio.root


@pytest.fixture
def page(published: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CERTISCOPE_ROOT", str(published))
    app = AppTest.from_file(str(APP), default_timeout=120)
    app.query_params["lang"] = "en"
    return app.switch_page("views/what_if.py").run()


def first(page: AppTest) -> str:
    return str(page.dataframe[0].value.iloc[0]["Team"])


def test_a_weight_moves_the_ranking_and_the_button_brings_it_back(page: AppTest) -> None:
    assert page.title[0].value == "What if the weights, or one rating, were different?"
    assert first(page) == "Contenu"
    next(one for one in page.slider if one.label.startswith("Risk")).set_value(9.0).run()
    assert page.title[0].value.replace("\\", "") == "Would change: 0 decisions and 2 ranks"
    assert first(page) == "Support"
    next(one for one in page.button if one.label.startswith("Back")).click().run()
    assert first(page) == "Contenu"


def test_one_rating_moves_its_candidate(page: AppTest) -> None:
    next(one for one in page.selectbox if one.label.endswith("Candidate") and one.value is None).select(
        "support/prompt_101"
    ).run()
    next(one for one in page.number_input if one.label == "had been").set_value(5.0).run()
    assert not page.exception
    assert first(page) == "Support", "its Business impact was rated 3"


def test_a_simulation_is_said_to_be_one_and_writes_nothing(page: AppTest, published: Path) -> None:
    before = sorted((file, file.stat().st_mtime_ns) for file in published.rglob("*") if file.is_file())
    page.slider[0].set_value(0.0).run()
    assert "Simulation" in page.warning[0].value
    assert sorted((file, file.stat().st_mtime_ns) for file in published.rglob("*") if file.is_file()) == before
