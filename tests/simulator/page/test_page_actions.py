"""Pressing what a bot has sent does what LINE's app does."""

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator import pictures
from tests.simulator.page.stage import SOMCHAI, Bot, presses, text

MENU_PICTURE = pictures.grey(800, 400)


def buttons(*actions: dict) -> dict:
    template = {"type": "buttons", "text": "เลือกค่ะ", "actions": list(actions)}
    return {"type": "template", "altText": "เลือกค่ะ", "template": template}


def test_a_message_action_says_its_text(somchai: Locator, bot: Bot) -> None:
    bot.push(SOMCHAI, buttons({"type": "message", "label": "เมนู", "text": "ขอเมนู"}))
    presses(somchai, "เมนู")
    expect(somchai.locator(".row.own").get_by_text("ขอเมนู")).to_be_visible()


def test_a_postback_shows_its_words_and_carries_its_data(somchai: Locator, bot: Bot) -> None:
    action = {"type": "postback", "label": "เข้าร่วม", "data": "go=yes", "displayText": "ไปค่ะ"}
    bot.push(SOMCHAI, buttons(action))
    presses(somchai, "เข้าร่วม")
    expect(somchai.locator(".row.own").get_by_text("ไปค่ะ")).to_be_visible()
    assert bot.hears("postback")["postback"] == {"data": "go=yes"}


def test_a_postback_can_open_the_keyboard_with_words_in_it(somchai: Locator, bot: Bot) -> None:
    action = {"type": "postback", "label": "เขียน", "data": "w"}
    bot.push(SOMCHAI, buttons(action | {"inputOption": "openKeyboard", "fillInText": "ถึง "}))
    presses(somchai, "เขียน")
    field = somchai.get_by_placeholder("พิมพ์ข้อความ")
    expect(field).to_have_value("ถึง ")
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("mode", "initial", "typed", "read"),
    [
        ("date", "2021-07-08", "2021-08-12", "12 ส.ค. 2564"),
        ("time", "09:00", "13:30", "13.30 น."),
        ("datetime", "2021-07-08t09:00", "2021-08-12T13:30", "12 ส.ค. 2564 13.30 น."),
    ],
)
def test_a_date_is_picked_and_sent_as_line_sends_it(
    *, mode: str, initial: str, typed: str, read: str, somchai: Locator, page: Page, bot: Bot
) -> None:
    action = {"type": "datetimepicker", "label": "เลือก", "data": "d", "mode": mode}
    bot.push(SOMCHAI, buttons(action | {"initial": initial}))
    presses(somchai, "เลือก")
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_label("เลือก", exact=True).first
    expect(field).to_have_value(initial.replace("t", "T"))
    field.fill(typed)
    expect(dialog.get_by_text(read)).to_be_visible()
    dialog.get_by_role("button", name="เลือก", exact=True).click()
    expect(dialog).to_have_count(0)
    assert bot.hears("postback")["postback"] == {"data": "d", "params": {mode: typed}}


def test_a_date_out_of_bounds_is_not_taken(somchai: Locator, page: Page, bot: Bot) -> None:
    action = {"type": "datetimepicker", "label": "วัน", "data": "d", "mode": "date"}
    bot.push(SOMCHAI, buttons(action | {"min": "2021-07-01", "max": "2021-07-31"}))
    presses(somchai, "วัน")
    page.get_by_role("dialog").get_by_label("วัน").fill("2021-08-01")
    page.get_by_role("dialog").get_by_role("button", name="เลือก").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert bot.events == []


def test_a_link_into_the_chat_fills_the_field(somchai: Locator, bot: Bot) -> None:
    uri = "https://line.me/R/oaMessage/%40bot/?%E0%B8%97%E0%B8%94%E0%B8%AA%E0%B8%AD%E0%B8%9A"
    bot.push(SOMCHAI, buttons({"type": "uri", "label": "ถาม", "uri": uri}))
    presses(somchai, "ถาม")
    expect(somchai.get_by_placeholder("พิมพ์ข้อความ")).to_have_value("ทดสอบ")


def test_a_telephone_number_is_shown_and_not_called(somchai: Locator, page: Page, bot: Bot) -> None:
    bot.push(SOMCHAI, buttons({"type": "uri", "label": "สายด่วน", "uri": "tel:1205"}))
    presses(somchai, "สายด่วน")
    expect(page.get_by_role("dialog").get_by_text("โทร 1205")).to_be_visible()


def test_a_page_opens_in_a_tab_that_knows_nothing_of_this_one(
    somchai: Locator, page: Page, bot: Bot
) -> None:
    answer = {"body": "หน้าของบอท", "content_type": "text/plain; charset=utf-8"}
    page.context.route("http://127.0.0.1:8000/**", lambda route: route.fulfill(**answer))
    bot.push(SOMCHAI, text("ดูที่ https://club.test/ticket?t=1 นะคะ"))
    with page.context.expect_page() as opened:
        somchai.get_by_role("link", name="https://club.test/ticket?t=1", exact=True).click()
    expect(opened.value.get_by_text("หน้าของบอท")).to_be_visible()
    assert opened.value.evaluate("opener") is None


def test_a_script_in_a_link_is_never_run(somchai: Locator, page: Page) -> None:
    page.evaluate(
        """async () => {
          const { openLink } = await import("/static/actions.js");
          await openLink("javascript:document.title='hacked'", {});
        }"""
    )
    assert page.title() == "LINE จำลอง"


def test_clipboard_takes_what_a_button_gives(somchai: Locator, page: Page, bot: Bot) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    action = {"type": "clipboard", "label": "คัดลอกรหัส", "clipboardText": "A-17"}
    bot.push(SOMCHAI, text("รหัส", quickReply={"items": [{"type": "action", "action": action}]}))
    presses(somchai, "คัดลอกรหัส")
    expect(page.get_by_text("คัดลอกแล้วค่ะ")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "A-17"


def test_a_quick_reply_asks_for_a_place(somchai: Locator, page: Page, bot: Bot) -> None:
    item = {"type": "action", "action": {"type": "location", "label": "บอกที่อยู่"}}
    bot.push(SOMCHAI, text("ที่ไหนคะ", quickReply={"items": [item]}))
    presses(somchai, "บอกที่อยู่")
    page.get_by_role("button", name="ส่งตำแหน่ง").click()
    expect(somchai.locator(".row.own").get_by_text("สำนักงานเทศบาล")).to_be_visible()
    assert bot.hears("message")["message"]["type"] == "location"


def area(left: int, action: dict) -> dict:
    return {"bounds": {"x": left, "y": 0, "width": 400, "height": 400}, "action": action}


def make_menu(bot: Bot, name: str, *actions: dict) -> str:
    areas = [area(400 * place, action) for place, action in enumerate(actions)]
    menu = {"size": {"width": 800, "height": 400}, "selected": False, "name": name}
    menu |= {"chatBarText": name, "areas": areas}
    menu_id = bot.call("POST", "/v2/bot/richmenu", menu)["richMenuId"]
    bot.call("POST", f"/v2/bot/richmenu/{menu_id}/content", MENU_PICTURE, "image/png")
    alias = {"richMenuAliasId": name, "richMenuId": menu_id}
    bot.call("POST", "/v2/bot/richmenu/alias", alias)
    return menu_id


def test_the_rich_menu_opens_and_its_areas_act(somchai: Locator, page: Page, bot: Bot) -> None:
    action = {"type": "message", "label": "แบบทดสอบ", "text": "เริ่มทำแบบทดสอบ"}
    menu_id = make_menu(bot, "main", action)
    bot.call("POST", f"/v2/bot/user/all/richmenu/{menu_id}")
    presses(somchai, "main")
    presses(somchai, "แบบทดสอบ")
    expect(somchai.locator(".row.own").get_by_text("เริ่มทำแบบทดสอบ")).to_be_visible()


def test_a_rich_menu_switches_to_another(somchai: Locator, bot: Bot) -> None:
    switch = {"type": "richmenuswitch", "label": "หน้าสอง", "data": "s", "richMenuAliasId": "two"}
    first = make_menu(bot, "one", switch)
    make_menu(bot, "two", {"type": "message", "label": "ท้ายสุด", "text": "x"})
    bot.call("POST", f"/v2/bot/user/all/richmenu/{first}")
    presses(somchai, "one")
    presses(somchai, "หน้าสอง")
    expect(somchai.get_by_role("button", name="ท้ายสุด")).to_be_visible()
    params = bot.hears("postback")["postback"]["params"]
    assert params == {"newRichMenuAliasId": "two", "status": "SUCCESS"}
