"""The page is judged by axe-core, a second judge of what everybody can use."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from simulator import Simulator
from tests.simulator.page.stage import MALEE, SOMCHAI, Bot, says, text

RULES = {"runOnly": ["wcag2a", "wcag2aa"]}


def test_axe_finds_nothing_on_phones_and_tabs(
    page: Page, somchai: Locator, malee: Locator, simulator: Simulator, bot: Bot
) -> None:
    simulator.add_group("ชมรมหัวหิน", [SOMCHAI, MALEE])
    says(somchai, "สวัสดีค่ะ https://club.test")
    bot.push(MALEE, text("ถึงมาลีค่ะ"))
    expect(malee.get_by_text("ถึงมาลีค่ะ")).to_be_visible()
    page.get_by_text("+ เพิ่มกลุ่ม").click()
    for tab in page.get_by_role("tab").all():
        tab.click()
        found = Axe().run(page, options=RULES).response
        assert [(broken["id"], broken["help"]) for broken in found["violations"]] == []
        assert len(found["passes"]) > 10
