"""The console on a server of its own, on a phone and on an office PC."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from settings import Settings
from tests.browser.console.walking import PC, PHONE


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A trial, which shows the parts, too."""
    return replace(settings, clock_file=tmp_path / "clock")


@pytest.fixture
def address(app) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=[PHONE, PC])
def width(request) -> int:
    return request.param


@pytest.fixture
def page(browser: Browser, width: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="th-TH")
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("requestfailed", lambda request: page.faults.append(request.url))
    page.on("console", lambda told: page.faults.append(told.text))
    yield page
    context.close()
