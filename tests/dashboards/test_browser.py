"""What a person sees, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from served import served
from small_portfolio import CANDIDATES, publish

from dashboards.safe import JOINER

PAGES = (
    *("", "candidate", "teams", "certifications", "what_if", "plan", "method", "kpis", "trainings", "quality"),
    *("review", "upload"),
)
expect.set_options(timeout=15_000)
HOSTILE = "<b>x</b> **y** :red[z] [l](http://evil.test) =1+1"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.wait_for_selector("h1")
    made_whole(page)
    return page


def made_whole(page: Page) -> None:
    """Wait until nothing on the page is still being made."""
    page.wait_for_function("document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'")


def no_error_on(page: Page) -> None:
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    shown = page.inner_text("body")
    for word in ("Traceback", "n'a pas pu être montrée", "could not be shown", "None", "nan"):
        assert not re.search(rf"\b{word}\b", shown), word


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_both_languages_without_an_error(
    page: Page, address: str, name: str, language: str
) -> None:
    opened(page, f"{address}/{name}?lang={language}")
    no_error_on(page)
    page.wait_for_function(f"document.documentElement.lang === '{language}'")


def test_the_overview_says_what_an_executive_needs_first(page: Page, address: str) -> None:
    opened(page, f"{address}/?lang=fr")
    expect(page.locator("h1")).to_have_text("4 dossiers sur 9 dépassent 60\u00a0%, 1 attend un objectif")
    expect(page.get_by_text("Qualité des données →").first).to_be_visible()
    expect(page.locator(".role-axis-label text", has_text="Contenu · Prompt 101")).to_have_count(1)


def test_the_table_behind_the_chart_is_one_click_away(page: Page, address: str) -> None:
    opened(page, f"{address}/?lang=fr")
    folded = page.get_by_test_id("stExpander").filter(has_text="Voir le tableau").first
    folded.get_by_text("Voir le tableau").click()
    expect(folded.get_by_test_id("stDataFrame").first).to_be_visible()
    no_error_on(page)


def test_a_browser_chooses_the_language_until_the_reader_does(page: Page, address: str) -> None:
    opened(page, address)
    expect(page.locator("h1")).to_contain_text("dossiers")
    page.get_by_text("English", exact=True).click()
    expect(page.locator("h1")).to_contain_text("candidates")
    page.wait_for_url("**lang=en**")
    page.get_by_role("link", name="Teams").first.click()
    expect(page.locator("h1")).to_contain_text("teams")
    page.wait_for_url("**/teams?**lang=en**")


def test_filters_stand_in_the_address_and_follow_to_other_pages(page: Page, address: str) -> None:
    opened(page, f"{address}/?lang=en&unit=Clients")
    expect(page.locator("h1")).to_have_text("1 of 2 candidates is above 60%, 1 waits for an objective")
    page.get_by_role("link", name="Teams").first.click()
    page.wait_for_url("**/teams?**unit=Clients**")
    expect(page.get_by_text("Clients").first).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("1 of 2 candidates")


def test_one_step_back_undoes_one_step(page: Page, address: str) -> None:
    opened(page, address)
    page.get_by_role("link", name="Équipes", exact=True).click()
    expect(page.locator("h1")).to_contain_text("équipes")
    page.get_by_role("link", name="Dossier", exact=True).click()
    expect(page.locator("h1")).to_have_text("Contenu · Prompt 101")
    page.get_by_text("English", exact=True).click()
    page.wait_for_url("**/candidate?**lang=en**")
    page.go_back()
    expect(page.get_by_text("Pourquoi ce score")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("équipes")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("4 dossiers sur 9")


def test_what_is_to_be_done_leads_to_the_candidate_it_names(page: Page, address: str) -> None:
    opened(page, f"{address}/?lang=fr")
    row = page.get_by_test_id("stHorizontalBlock").filter(has_text="Clarifier l'objectif")
    row.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Support · Prompt 101")


def test_a_page_names_the_filters_that_change_nothing_on_it(page: Page, address: str) -> None:
    opened(page, f"{address}/kpis?lang=fr&decision=pilot")
    expect(page.get_by_text("Sans effet sur cette page : campagne et décision.")).to_be_visible()
    page.get_by_role("link", name="Vue d'ensemble").click()
    page.wait_for_url("**decision=pilot**")
    expect(page.get_by_text("Sans effet")).to_have_count(0)


def test_a_value_nobody_knows_in_the_address_is_left_out(page: Page, address: str) -> None:
    opened(page, f"{address}/?lang=en&unit=Nowhere&campaign=never&decision=pilot&decision=rubbish")
    no_error_on(page)
    page.wait_for_url("**campaign=2026-Q3**")
    assert "Nowhere" not in page.url
    assert "rubbish" not in page.url
    assert "decision=pilot" in page.url


def test_a_click_on_a_dot_opens_its_candidate_and_each_step_back_returns(page: Page, address: str) -> None:
    opened(page, f"{address}/teams?lang=fr")
    page.get_by_role("link", name="Vue d'ensemble", exact=True).click()
    expect(page.locator("h1")).to_contain_text("4 dossiers sur 9")  # the page before it has dots as well
    made_whole(page)
    page.locator(".mark-symbol path").nth(1).click()
    expect(page.locator("h1")).to_have_text("Support · Prompt 101")
    expect(page.get_by_text("il manque : valeur cible, échéance")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("4 dossiers sur 9")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("équipes")


def test_on_a_telephone_no_word_of_the_ranking_lies_on_another(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, f"{address}/?lang=fr")
    page.locator(".mark-text text", has_text="approfondir").wait_for()
    overlapping = page.evaluate(
        """() => {
            const words = [...document.querySelectorAll('.mark-text text')].filter(one => one.textContent.trim());
            const boxes = words.map(one => [one.textContent, one.getBoundingClientRect()]);
            const beside = (a, b) => a.left < b.right && b.left < a.right;
            const above = (a, b) => a.top + 4 < b.bottom && b.top + 4 < a.bottom;
            return boxes.flatMap(([one, a], place) => boxes.slice(place + 1)
                .filter(([_, b]) => beside(a, b) && above(a, b))
                .map(([other]) => `${one} / ${other}`));
        }"""
    )
    assert overlapping == []


def test_a_candidate_can_be_linked_to(page: Page, address: str) -> None:
    opened(page, f"{address}/candidate?lang=en&candidate=finance/data_literacy")
    expect(page.locator("h1")).to_have_text("Finance · Data literacy")
    expect(page.get_by_text("Nobody rated Risk / compliance.")).to_be_visible()
    expect(page.get_by_text("cost to complete").first).to_be_visible()


def test_the_figures_of_a_candidate_stand_in_one_row_of_a_usual_window(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    opened(page, f"{address}/candidate?lang=fr&candidate=contenu/prompt_101")
    figures = page.get_by_test_id("stMetric")
    expect(figures).to_have_count(4)
    assert len({figures.nth(place).bounding_box()["y"] for place in range(4)}) == 1


def test_a_reversed_criterion_says_so_where_its_points_stand(page: Page, address: str) -> None:
    opened(page, f"{address}/candidate?lang=fr&candidate=contenu/prompt_101")
    expect(page.locator("text", has_text="Alternatives (× 3) · 5 → compte 1").first).to_be_visible()


def test_a_quarter_of_the_review_can_be_linked_to(page: Page, address: str) -> None:
    opened(page, f"{address}/review?lang=en&quarter=2026-Q3&order=status")
    expect(page.locator("h1")).to_contain_text("1 of 3 pilots reached its target")
    expect(page.get_by_text("Extend, adapt or stop?")).to_have_count(1)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("9")
    page.wait_for_url("**quarter=2026-Q3**order=status**")


def test_a_download_holds_the_table_in_the_readers_language(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, f"{address}/certifications?lang=fr")
    with page.expect_download() as download:
        page.get_by_text("Télécharger (CSV)").click()
    file = tmp_path / "table.csv"
    download.value.save_as(file)
    lines = file.read_bytes().decode("utf-8").splitlines()
    assert lines[0].startswith("\ufeffRang;Certification;Score moyen")
    assert lines[1].split(";")[2].startswith("65,826")


def test_nothing_published_says_what_to_do(page: Page, tmp_path: Path) -> None:
    with served(tmp_path) as address:
        opened(page, f"{address}/?lang=fr")
        expect(page.locator("h1")).to_have_text("Rien n'est encore publié")
        expect(page.get_by_text("certiscope demo && certiscope run")).to_be_visible()
        no_error_on(page)
        page.get_by_text("English", exact=True).click()
        page.wait_for_url("**lang=en**")
        opened(page, page.url)
        expect(page.locator("h1")).to_have_text("Nothing is published yet")


def test_demonstration_data_is_named_as_such(page: Page, tmp_path: Path) -> None:
    with served(publish(tmp_path, source="demo/notes.xlsx")) as address:
        opened(page, f"{address}/?lang=en")
        expect(page.get_by_text("Demonstration data: this portfolio is made up.")).to_be_visible()


def test_text_from_files_is_shown_and_never_rendered(page: Page, tmp_path: Path) -> None:
    hostile = [(HOSTILE, *CANDIDATES[0][1:]), *CANDIDATES[1:]]
    with served(publish(tmp_path, hostile)) as address:
        opened(page, f"{address}/candidate?lang=fr")
        assert page.locator("h1").inner_text().replace(JOINER, "") == f"{HOSTILE} · Prompt 101"
        expect(page.locator("h1 b, h1 strong, h1 a[href*='evil.test']")).to_have_count(0)
        opened(page, f"{address}/?lang=fr")
        expect(page.locator("a[href*='evil.test']")).to_have_count(0)
        no_error_on(page)


def test_the_place_to_drop_files_speaks_the_readers_language(page: Page, address: str) -> None:
    opened(page, f"{address}/upload?lang=fr")
    drop = page.get_by_test_id("stFileUploaderDropzone")
    drop.locator("button p").wait_for()

    def told(place: str) -> str:
        return str(drop.locator(place).evaluate("one => getComputedStyle(one, '::after').content"))

    assert told("button p") == '"Choisir des fichiers"'
    assert told("[data-testid=stFileUploaderDropzoneInstructions] span") == '"50 Mo par fichier"'


def test_a_dropped_file_is_told_of_in_the_readers_language(page: Page, address: str, tmp_path: Path) -> None:
    opened(page, f"{address}/upload?lang=fr")
    (tmp_path / "lourd.csv").write_bytes(b"1;2;3;4;5\n" * 6 * 2**20)
    page.set_input_files("input[type=file]", tmp_path / "lourd.csv")
    file = page.get_by_test_id("stFileChip")
    expect(file).to_contain_text("lourd.csv")
    expect(file.get_by_text("MB", exact=False).first).to_be_hidden()
    told = file.get_by_role("alert").evaluate("one => getComputedStyle(one, '::after').content")
    assert told == '"Ce fichier n\'a pas été reçu\u00a0: 50 Mo par fichier au plus"'


def test_on_a_telephone_the_menu_folds_once_a_page_is_chosen(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    opened(page, f"{address}/?lang=fr")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebar")).to_be_in_viewport()
    page.get_by_role("link", name="Équipes", exact=True).click()
    expect(page.locator("h1")).to_contain_text("équipes")
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()


@pytest.mark.parametrize("name", ["", "candidate", "kpis", "review"])
def test_a_narrow_window_needs_no_sideways_scrolling(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 420, "height": 900})
    opened(page, f"{address}/{name}?lang=fr")
    for width in (420, 820):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(500)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
