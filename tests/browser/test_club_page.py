"""A club's public page in a real browser: everybody can use it, on phones and wide screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

RULES = {"runOnly": ["wcag2a", "wcag2aa"]}


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_and_axe_finds_nothing(browser, town, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    refused = []
    page.on("requestfailed", lambda request: refused.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"http://127.0.0.1:{town.port}/clubs/HUAHIN")
    expect(page.get_by_role("heading", level=1)).to_contain_text("หัวหิน")
    expect(page.get_by_role("link", name="เข้าชมรม")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES).response
    assert [(broken["id"], broken["help"]) for broken in found["violations"]] == []
    assert len(found["passes"]) > 5
    assert refused == []
    context.close()
