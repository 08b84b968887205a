"""A portfolio published once, and a dashboard that serves it to a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, WebSocket, sync_playwright
from served import served
from small_portfolio import publish

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, the system's."""
    installed = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=installed, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> BrowserContext:
    """What the pages of all tests share: a French reader's window, which keeps the scripts that it compiled."""
    context = browser.new_context(viewport=VIEWPORT, locale="fr-FR", reduced_motion="reduce", accept_downloads=True)
    context.set_default_timeout(20_000)
    return context


@pytest.fixture(scope="session")
def tab(window: BrowserContext) -> Page:
    """The one tab in which the tests look at their pages: a new one would start a process and compile everything."""
    return window.new_page()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """The tab, empty: what it opens is a session that nobody used before, and it asks nothing of another machine."""
    asked: list[str] = []

    def note(sent: Request | WebSocket) -> None:
        asked.append(sent.url)

    for kind in ("request", "websocket"):
        tab.on(kind, note)  # type: ignore[call-overload]
    yield tab
    tab.goto("about:blank")
    tab.set_viewport_size(VIEWPORT)
    for kind in ("request", "websocket"):
        tab.remove_listener(kind, note)
    places = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme not in ("about", "data", "blob")}
    assert places
    assert places <= {"localhost", "127.0.0.1"}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the dashboard of the small portfolio answers."""
    with served(publish(tmp_path_factory.mktemp("portfolio"))) as url:
        yield url


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty portfolio, the one that the dashboard serves."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    monkeypatch.setenv("CERTISCOPE_ROOT", str(tmp_path))
    return tmp_path
