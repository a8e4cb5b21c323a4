"""Two people at the chat page talk with a bot."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from simulator import Simulator
from simulator.pictures import grey
from tests.simulator.page.stage import MALEE, SOMCHAI, Bot, presses, says, text

PICTURE = grey(1, 1)


def test_what_somchai_writes_reaches_the_bot_and_stands_on_the_right(
    somchai: Locator, bot: Bot
) -> None:
    says(somchai, "สวัสดีค่ะ")
    own = somchai.locator(".row.own").get_by_text("สวัสดีค่ะ", exact=True)
    expect(own).to_be_visible()
    assert bot.hears("message")["message"]["text"] == "สวัสดีค่ะ"
    assert bot.hears("message")["source"]["userId"] == SOMCHAI


def test_an_answer_appears_without_reloading(somchai: Locator, bot: Bot) -> None:
    says(somchai, "สวัสดีค่ะ")
    expect(somchai.get_by_text("สวัสดีค่ะ", exact=True)).to_be_visible()
    bot.reply(text("ยินดีต้อนรับค่ะ"))
    answer = somchai.locator(".row.theirs").get_by_text("ยินดีต้อนรับค่ะ", exact=True)
    expect(answer).to_be_visible()


def test_enter_sends_and_shift_enter_begins_a_line(somchai: Locator, page: Page, bot: Bot) -> None:
    somchai.get_by_placeholder("พิมพ์ข้อความ").click()
    page.keyboard.type("บรรทัดแรก")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("บรรทัดสอง")
    page.keyboard.press("Enter")
    expect(somchai.get_by_text("บรรทัดแรก")).to_be_visible()
    assert bot.hears("message")["message"]["text"] == "บรรทัดแรก\nบรรทัดสอง"
    expect(somchai.get_by_placeholder("พิมพ์ข้อความ")).to_have_value("")


def test_a_message_to_one_does_not_disturb_what_the_other_types(
    somchai: Locator, malee: Locator, bot: Bot, page: Page
) -> None:
    field = malee.get_by_placeholder("พิมพ์ข้อความ")
    field.click()
    page.keyboard.type("กำลังพิ")
    bot.push(SOMCHAI, text("ถึงสมชายค่ะ"))
    expect(somchai.get_by_text("ถึงสมชายค่ะ")).to_be_visible()
    bot.push(MALEE, text("ถึงมาลีค่ะ"))
    expect(malee.get_by_text("ถึงมาลีค่ะ")).to_be_visible()
    page.keyboard.type("มพ์")
    expect(field).to_have_value("กำลังพิมพ์")
    expect(field).to_be_focused()


def test_quick_replies_go_away_with_the_next_message(somchai: Locator, bot: Bot) -> None:
    item = {"type": "action", "action": {"type": "message", "label": "ไปเลย", "text": "ไป"}}
    bot.push(SOMCHAI, text("ไปไหมคะ", quickReply={"items": [item]}))
    presses(somchai, "ไปเลย")
    expect(somchai.locator(".row.own").get_by_text("ไป", exact=True)).to_be_visible()
    expect(somchai.get_by_role("button", name="ไปเลย")).to_have_count(0)
    assert bot.hears("message")["message"]["text"] == "ไป"


def test_only_the_newest_message_shows_its_quick_replies(somchai: Locator, bot: Bot) -> None:
    def item(label: str) -> dict:
        action = {"type": "postback", "label": label, "data": label}
        return {"items": [{"type": "action", "action": action}]}

    bot.push(SOMCHAI, text("หนึ่ง", quickReply=item("ก")), text("สอง", quickReply=item("ข")))
    expect(somchai.get_by_role("button", name="ข", exact=True)).to_be_visible()
    expect(somchai.get_by_role("button", name="ก", exact=True)).to_have_count(0)


def test_a_quick_reply_without_words_goes_away_when_pressed(somchai: Locator, bot: Bot) -> None:
    action = {"type": "postback", "label": "เงียบ ๆ", "data": "quiet"}
    bot.push(SOMCHAI, text("ไหมคะ", quickReply={"items": [{"type": "action", "action": action}]}))
    presses(somchai, "เงียบ ๆ")
    expect(somchai.get_by_role("button", name="เงียบ ๆ")).to_have_count(0)


def test_a_member_takes_her_message_back(somchai: Locator, page: Page, bot: Bot) -> None:
    says(somchai, "พิมพ์ผิด")
    somchai.get_by_text("พิมพ์ผิด").click(button="right")
    page.get_by_text("ยกเลิกการส่ง", exact=True).click()
    expect(somchai.get_by_text("สมชาย ยกเลิกข้อความ")).to_be_visible()
    expect(somchai.get_by_text("พิมพ์ผิด")).to_have_count(0)
    bot.hears("unsend")


def test_a_message_can_be_taken_back_by_keys_alone(somchai: Locator, page: Page) -> None:
    says(somchai, "พิมพ์ผิด")
    expect(somchai.get_by_text("พิมพ์ผิด")).to_be_visible()
    somchai.get_by_role("button", name="ตัวเลือกของข้อความ").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(somchai.get_by_text("สมชาย ยกเลิกข้อความ")).to_be_visible()


def test_blocking_and_coming_back(somchai: Locator, page: Page, bot: Bot) -> None:
    presses(somchai, "บล็อก")
    expect(page.get_by_text("บล็อกบอทไว้")).to_be_visible()
    bot.push(SOMCHAI, text("ไม่มีใครได้อ่าน"))
    presses(somchai, "เลิกบล็อก")
    expect(somchai.get_by_role("button", name="บล็อก", exact=True)).to_be_visible()
    bot.push(SOMCHAI, text("กลับมาแล้วนะคะ"))
    expect(somchai.get_by_text("กลับมาแล้วนะคะ")).to_be_visible()
    expect(somchai.get_by_text("ไม่มีใครได้อ่าน")).to_have_count(0)
    bot.hears("unfollow", "follow")


def test_what_cannot_be_sent_is_said_and_given_back(somchai: Locator, page: Page) -> None:
    presses(somchai, "บล็อก")
    expect(somchai.get_by_role("button", name="เลิกบล็อก")).to_be_visible()
    says(somchai, "ได้ยินไหม")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(somchai.get_by_placeholder("พิมพ์ข้อความ")).to_have_value("ได้ยินไหม")


def test_a_bot_that_fails_is_noticed(somchai: Locator, page: Page, bot: Bot) -> None:
    bot.status = 500
    says(somchai, "มีใครอยู่ไหม")
    expect(page.get_by_role("alert")).to_contain_text("บอทรับข้อความไม่สำเร็จ (500)")


def test_adding_the_bot_as_a_friend(page: Page, somchai: Locator, phone, bot: Bot) -> None:
    page.get_by_role("button", name="ครูนก", exact=True).click()
    presses(phone("ครูนก"), "เพิ่มเพื่อน")
    expect(phone("ครูนก").get_by_role("button", name="บล็อก", exact=True)).to_be_visible()
    assert bot.hears("follow")["follow"] == {"isUnblocked": False}


def test_a_new_person_comes_onto_a_phone(page: Page, phone, bot: Bot) -> None:
    page.get_by_text("+ เพิ่มคน").click()
    page.get_by_label("ชื่อ", exact=True).fill("วิภา")
    page.get_by_role("button", name="เพิ่ม", exact=True).click()
    says(phone("วิภา"), "มาใหม่ค่ะ")
    expect(phone("วิภา").get_by_text("มาใหม่ค่ะ")).to_be_visible()
    bot.hears("follow", "message")


def test_a_sticker_is_sent_with_ids_that_line_knows(somchai: Locator, page: Page, bot: Bot) -> None:
    somchai.get_by_text("+", exact=True).click()
    page.get_by_text("สติกเกอร์", exact=True).click()
    presses(somchai, "สวัสดี")
    expect(somchai.locator(".row.own").get_by_role("img", name="สวัสดี")).to_be_visible()
    sent = bot.hears("message")["message"]
    assert (sent["packageId"], sent["stickerId"]) == ("446", "1988")


def test_a_place_is_sent(somchai: Locator, page: Page, bot: Bot) -> None:
    somchai.get_by_text("+", exact=True).click()
    page.get_by_text("ตำแหน่ง", exact=True).click()
    page.get_by_label("ชื่อสถานที่").fill("ศาลาประชาคม")
    page.get_by_role("button", name="ส่งตำแหน่ง").click()
    expect(somchai.get_by_text("ศาลาประชาคม")).to_be_visible()
    assert bot.hears("message")["message"]["title"] == "ศาลาประชาคม"


def test_a_photo_is_sent_and_shown(somchai: Locator, page: Page, bot: Bot) -> None:
    somchai.get_by_text("+", exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("รูปภาพ", exact=True).click()
    photo = {"name": "p.png", "mimeType": "image/png", "buffer": PICTURE}
    chooser.value.set_files(photo)
    picture = somchai.locator(".row.own img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1)
    assert bot.hears("message")["message"]["type"] == "image"


@pytest.mark.parametrize(("kind", "mime"), [("ไฟล์", "text/plain"), ("เสียง", "audio/mp4")])
def test_files_of_other_kinds_are_sent_too(
    kind: str, mime: str, somchai: Locator, page: Page, bot: Bot
) -> None:
    somchai.get_by_text("+", exact=True).click()
    with page.expect_file_chooser() as chooser:
        page.get_by_text(kind, exact=True).click()
    chooser.value.set_files({"name": "note.txt", "mimeType": mime, "buffer": b"notes"})
    expect(somchai.locator(".row.own .bubble")).to_be_visible()
    assert bot.hears("message")["message"]["type"] == {"ไฟล์": "file", "เสียง": "audio"}[kind]


def test_a_reader_who_scrolled_up_is_told_of_news(somchai: Locator, page: Page, bot: Bot) -> None:
    for number in range(4):
        bot.push(SOMCHAI, *[text(f"ข้อ {number}.{part}\n\n\n") for part in range(5)])
    expect(somchai.get_by_text("ข้อ 3.4")).to_be_in_viewport()
    somchai.get_by_text("ข้อ 3.4").hover()
    page.mouse.wheel(0, -1500)
    expect(somchai.get_by_text("ข้อ 3.4")).not_to_be_in_viewport()
    bot.push(SOMCHAI, text("มีข่าวค่ะ"))
    somchai.get_by_role("button", name="ข้อความใหม่").click()
    expect(somchai.get_by_text("มีข่าวค่ะ")).to_be_in_viewport()
    expect(somchai.get_by_role("button", name="ข้อความใหม่")).to_have_count(0)


def test_a_picture_that_comes_late_pushes_nothing_out_of_sight(
    somchai: Locator, page: Page, bot: Bot
) -> None:
    waiting: list[Route] = []
    # Playwright marks the function it is given, which a method of a list does not allow
    page.route("**/simulator/picture**", lambda route: waiting.append(route))  # noqa: PLW0108
    url = "https://club.test/picture.png"
    bot.push(SOMCHAI, *[text(f"ข้อ {number}\n\n\n\n") for number in range(4)])
    with page.expect_request("**/simulator/picture**"):
        bot.push(SOMCHAI, {"type": "image", "originalContentUrl": url, "previewImageUrl": url})
    picture = somchai.get_by_role("button", name="รูปภาพ")
    expect(picture).to_be_in_viewport()
    waiting[0].fulfill(body=grey(200, 300), content_type="image/png")
    expect(picture).to_have_js_property("naturalWidth", 200)
    expect(picture).to_be_in_viewport(ratio=1)


def test_dots_move_while_the_bot_prepares_an_answer(somchai: Locator, bot: Bot) -> None:
    bot.call("POST", "/v2/bot/chat/loading/start", {"chatId": SOMCHAI, "loadingSeconds": 60})
    expect(somchai.get_by_role("img", name="กำลังเตรียมคำตอบ")).to_be_visible()
    bot.push(SOMCHAI, text("เสร็จแล้วค่ะ"))
    expect(somchai.get_by_text("เสร็จแล้วค่ะ")).to_be_visible()
    expect(somchai.get_by_role("img", name="กำลังเตรียมคำตอบ")).to_have_count(0)


def test_a_message_that_nobody_looks_at_is_counted_as_unread(page: Page, bot: Bot, phone) -> None:
    simulator_friend = page.get_by_role("button", name="ครูนก", exact=True)
    simulator_friend.click()
    presses(phone("ครูนก"), "เพิ่มเพื่อน")
    expect(phone("ครูนก").get_by_role("button", name="บล็อก", exact=True)).to_be_visible()
    bot.push(SOMCHAI, text("หนึ่ง"), text("สอง"))
    button = page.get_by_role("button", name="สมชาย", exact=True)
    expect(button.get_by_text("2", exact=True)).to_be_visible()
    button.click()
    expect(button.get_by_text("2", exact=True)).to_have_count(0)


def test_days_are_told_in_buddhist_years(somchai: Locator, bot: Bot) -> None:
    bot.push(SOMCHAI, text("สวัสดีค่ะ"))
    expect(somchai.get_by_text(re.compile(r"8 ก\.ค\. 2564"))).to_be_visible()
    expect(somchai.get_by_text("09.00", exact=True)).to_be_visible()


def test_drafts_survive_a_change_of_chat(page: Page, somchai: Locator, phone) -> None:
    somchai.get_by_placeholder("พิมพ์ข้อความ").fill("ยังไม่เสร็จ")
    page.get_by_role("button", name="ครูนก", exact=True).click()
    expect(phone("ครูนก").get_by_placeholder("พิมพ์ข้อความ")).to_have_value("")
    page.get_by_role("button", name="สมชาย", exact=True).click()
    expect(somchai.get_by_placeholder("พิมพ์ข้อความ")).to_have_value("ยังไม่เสร็จ")


def test_the_page_finds_its_way_back_when_the_simulator_was_away(
    page: Page, somchai: Locator, simulator: Simulator
) -> None:
    with simulator.serve() as server:
        page.goto(server.url)
        expect(somchai.get_by_text("ยังไม่มีข้อความ")).to_be_visible()
    expect(page.get_by_text("ติดต่อตัวจำลองไม่ได้")).to_be_visible()
    simulator.send(SOMCHAI, text("ระหว่างนั้น"))
    with simulator.serve(int(server.url.rpartition(":")[2])):
        expect(somchai.get_by_text("ระหว่างนั้น")).to_be_visible(timeout=10_000)
        expect(page.get_by_text("ติดต่อตัวจำลองไม่ได้")).to_have_count(0)


def test_a_page_left_alone_asks_less_and_less_often(page: Page, somchai: Locator) -> None:
    asked = []
    page.clock.install()
    page.route("**/simulator/state", lambda route: (asked.append(1), route.abort()))
    page.reload()
    for _ in range(60):
        page.clock.run_for(2000)
    assert 5 <= len(asked) <= 10  # two minutes: after 0.5, 1, 2, 4, 8, 16 s, then each 30 s
    page.unroute_all()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(somchai.get_by_text("ยังไม่มีข้อความ")).to_be_visible()


def test_everything_can_be_cleared(page: Page, somchai: Locator) -> None:
    says(somchai, "สวัสดีค่ะ")
    page.get_by_text("ความผิดพลาด", exact=True).first.click()
    page.get_by_role("button", name="ล้างทุกอย่าง").click()
    page.get_by_role("button", name="ล้างเลย").click()
    expect(page.get_by_text("ยังไม่มีใครในตัวจำลอง")).to_be_visible()
    expect(somchai).to_have_count(0)
