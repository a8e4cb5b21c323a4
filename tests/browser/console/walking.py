"""How she goes through the console in a browser, and what is right about every page."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE, PC = 390, 1280
SERIOUS = {"serious", "critical"}
LOOKED_AT = os.environ.get("SCREENSHOTS")  # a folder for whoever wants to see the pages


def enters(page: Page, address: str, phone, then: str = "") -> None:
    phone.says("หน้าจัดการชมรม")
    link = next(each["uri"] for each in phone.actions() if each["type"] == "uri")
    page.goto(f"{address}{urlsplit(link).path}")
    page.get_by_role("button", name="เข้าหน้าจัดการชมรม").click()
    page.wait_for_url(f"**/console/{then}")


def looks_right(page: Page, name: str) -> None:
    """Nothing is wider than the screen, axe finds nothing serious, the browser had no complaint."""
    page.wait_for_load_state()
    width = page.viewport_size["width"]
    if LOOKED_AT:
        page.screenshot(path=Path(LOOKED_AT) / f"{name}-{width}.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response
    assert [
        (broken["id"], [node["html"] for node in broken["nodes"]])
        for broken in found["violations"]
        if broken["impact"] in SERIOUS
    ] == []
    assert len(found["passes"]) > 5
    assert page.faults == []


def menu(page: Page) -> None:
    """On a phone, what does not fit below the page is behind “menu”."""
    if page.viewport_size["width"] == PHONE:
        page.get_by_role("link", name="เมนู", exact=True).click()
