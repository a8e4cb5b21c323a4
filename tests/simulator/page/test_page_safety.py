"""What a bot or a member writes is shown, and never becomes part of the page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.simulator.page.stage import SOMCHAI, Bot, says, text

STATIC = Path(__file__).parents[3] / "simulator" / "static"
EVIL = "<img src=x onerror=document.title='hacked'>"
PARSERS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc"
    r"|createContextualFragment|setHTML|\beval\(|new Function"
)
ELSEWHERE = re.compile(r"""(?:from|import|src=|href=|url\()\s*["'(]?(?:https?:)?//""")


@pytest.mark.parametrize("source", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_no_file_parses_markup_or_loads_from_elsewhere(source: Path) -> None:
    written = source.read_text(encoding="utf-8")
    assert PARSERS.findall(written) == []
    assert ELSEWHERE.findall(written) == []


def evil_action() -> dict:
    return {"type": "postback", "label": EVIL[:40], "data": EVIL, "displayText": EVIL}


def evil_card() -> dict:
    spans = [{"type": "span", "text": EVIL}]
    button = {"type": "button", "action": evil_action()}
    contents = [
        {"type": "text", "text": EVIL, "wrap": True},
        {"type": "text", "text": EVIL, "contents": spans},
        {"type": "box", "layout": "vertical", "contents": [button], "action": evil_action()},
    ]
    block = {"type": "box", "layout": "vertical", "contents": contents}
    return {"type": "bubble", "header": block, "body": block, "footer": block}


def test_markup_in_every_field_of_a_flex_message_is_read_as_text(
    somchai: Locator, page: Page, bot: Bot
) -> None:
    cards = {"type": "carousel", "contents": [evil_card(), evil_card()]}
    bot.push(SOMCHAI, {"type": "flex", "altText": EVIL, "contents": cards})
    expect(somchai.get_by_text(EVIL, exact=True)).to_have_count(12)
    expect(somchai.locator("img")).to_have_count(0)
    assert page.title() == "LINE จำลอง"


def test_markup_in_other_messages_is_read_as_text(somchai: Locator, page: Page, bot: Bot) -> None:
    template = {"type": "buttons", "title": EVIL[:40], "text": EVIL[:60]}
    template["actions"] = [{"type": "message", "label": EVIL[:20], "text": EVIL}]
    place = {"type": "location", "title": EVIL, "address": EVIL, "latitude": 1, "longitude": 2}
    item = {"type": "action", "action": {"type": "message", "label": EVIL[:20], "text": "x"}}
    bot.push(
        SOMCHAI,
        {"type": "template", "altText": EVIL, "template": template},
        place,
        text(EVIL, sender={"name": EVIL[:20]}, quickReply={"items": [item]}),
    )
    says(somchai, EVIL)
    expect(somchai.locator(".row.own").get_by_text(EVIL, exact=True)).to_be_visible()
    expect(somchai.locator("img")).to_have_count(0)
    assert page.title() == "LINE จำลอง"


def test_markup_in_a_name_is_read_as_text(page: Page) -> None:
    page.get_by_text("+ เพิ่มคน").click()
    page.get_by_label("ชื่อ", exact=True).fill("<b>ตัวหนา</b>")
    page.get_by_role("button", name="เพิ่ม", exact=True).click()
    expect(page.get_by_role("button", name="<b>ตัวหนา</b>")).to_be_visible()


def test_only_web_addresses_become_links(somchai: Locator, bot: Bot) -> None:
    said = "ดู https://club.test/a?b=1&c=2). หรือ javascript:alert(1) หรือ http://x.test"
    bot.push(SOMCHAI, text(said))
    links = somchai.get_by_role("link")
    expect(links).to_have_text(["https://club.test/a?b=1&c=2", "http://x.test"])
    expect(somchai.get_by_text(said)).to_be_visible()
    assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}


def test_nothing_is_fetched_from_another_host(somchai: Locator, page: Page, bot: Bot) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    url = "https://elsewhere.test/picture.png"
    picture = {"type": "image", "originalContentUrl": url, "previewImageUrl": url}
    hero = {"type": "bubble", "hero": {"type": "image", "url": url, "size": "full"}}
    bot.push(SOMCHAI, picture, {"type": "flex", "altText": "รูป", "contents": hero})
    expect(somchai.locator("img.missing")).to_have_count(2)
    assert [one for one in asked if not one.startswith(bot.url)] == []
