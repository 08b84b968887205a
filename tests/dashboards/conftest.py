"""A portfolio published once, and a dashboard that serves it to a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from served import served
from small_portfolio import publish

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
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
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="fr-FR", reduced_motion="reduce", accept_downloads=True
    )
    context.set_default_timeout(20_000)
    return context


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """A page of its own, a session that nobody used before; whatever it does, it asks nothing of another machine."""
    opened = window.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("websocket", lambda socket: asked.append(socket.url))
    yield opened
    opened.close()
    places = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme not in ("data", "blob")}
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
