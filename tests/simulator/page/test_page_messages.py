"""Every kind of message that a bot can send is drawn."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator import Simulator
from tests.simulator.page.stage import MALEE, SOMCHAI, Bot, presses, text

FILE = "https://club.test/file"
SAY = {"type": "message", "label": "เลือก", "text": "เลือกแล้ว"}


def template(kind: str, **content: Any) -> dict[str, Any]:
    return {"type": "template", "altText": "การ์ด", "template": {"type": kind, **content}}


def confirm() -> dict[str, Any]:
    no = {"type": "message", "label": "ไม่", "text": "ไม่"}
    return template("confirm", text="แน่ใจไหมคะ", actions=[SAY, no])


def columns() -> dict[str, Any]:
    column = {"title": "หัวข้อ", "text": "แน่ใจไหมคะ", "actions": [SAY]}
    return template("carousel", columns=[column])


def pictures() -> dict[str, Any]:
    return template("image_carousel", columns=[{"imageUrl": FILE, "action": SAY}])


@pytest.mark.parametrize("message", [confirm(), columns(), pictures()])
def test_the_buttons_of_templates_act(somchai: Locator, bot: Bot, message: dict) -> None:
    bot.push(SOMCHAI, message)
    somchai.get_by_role("button", name="เลือก").click()
    expect(somchai.locator(".row.own").get_by_text("เลือกแล้ว")).to_be_visible()


def test_the_areas_of_an_imagemap_act(somchai: Locator, bot: Bot) -> None:
    area = {"x": 520, "y": 0, "width": 520, "height": 1040}
    action = {"type": "message", "label": "ขวา", "text": "ไปทางขวา", "area": area}
    size = {"width": 1040, "height": 1040}
    content = {"type": "imagemap", "altText": "แผนที่", "baseUrl": FILE, "baseSize": size}
    bot.push(SOMCHAI, content | {"actions": [action]})
    picture = somchai.locator(".imagemap").bounding_box()
    spot = somchai.get_by_role("button", name="ขวา").bounding_box()
    assert picture
    assert spot
    assert spot["x"] == pytest.approx(picture["x"] + picture["width"] / 2, abs=1)
    presses(somchai, "ขวา")
    expect(somchai.locator(".row.own").get_by_text("ไปทางขวา")).to_be_visible()


def test_video_sound_and_place_have_their_controls(somchai: Locator, bot: Bot) -> None:
    bot.push(
        SOMCHAI,
        {"type": "video", "originalContentUrl": FILE, "previewImageUrl": FILE},
        {"type": "audio", "originalContentUrl": FILE, "duration": 1000},
        {"type": "location", "title": "ศาลา", "address": "หัวหิน", "latitude": 12.5, "longitude": 99},
    )
    expect(somchai.get_by_label("วิดีโอ", exact=True)).to_be_visible()
    expect(somchai.get_by_label("เสียง", exact=True)).to_be_visible()
    expect(somchai.get_by_text("12.5, 99")).to_be_visible()


def test_a_sticker_that_is_not_ours_is_named(somchai: Locator, bot: Bot) -> None:
    bot.push(SOMCHAI, {"type": "sticker", "packageId": "789", "stickerId": "10855"})
    expect(somchai.get_by_text("สติกเกอร์ 789/10855")).to_be_visible()


def test_a_sender_of_the_moment_is_named(somchai: Locator, bot: Bot) -> None:
    bot.push(SOMCHAI, text("สวัสดีค่ะ", sender={"name": "ผู้ประสานงาน"}))
    expect(somchai.get_by_text("ผู้ประสานงาน", exact=True)).to_be_visible()


def test_keys_in_a_text_become_the_people_they_mention(
    page: Page, simulator: Simulator, somchai: Locator, bot: Bot
) -> None:
    group = simulator.add_group("ชมรมหัวหิน", [SOMCHAI, MALEE])["groupId"]
    simulator.invite_bot(group)
    page.get_by_role("button", name="ชมรมหัวหิน").click()
    mentionee = {"type": "user", "userId": MALEE}
    keys = {"who": {"type": "mention", "mentionee": mentionee}}
    bot.push(group, {"type": "textV2", "text": "ถึง {who} {{นะคะ}}", "substitution": keys})
    expect(somchai.get_by_text("ถึง @มาลี {นะคะ}", exact=True)).to_be_visible()


def test_an_empty_chat_says_how_to_begin(page: Page, somchai: Locator, phone, bot: Bot) -> None:
    expect(somchai.get_by_text("เริ่มทักได้เลยค่ะ")).to_be_visible()
    bot.push(SOMCHAI, text("สวัสดีค่ะ"))
    expect(somchai.get_by_text("เริ่มทักได้เลยค่ะ")).to_have_count(0)
    page.get_by_role("button", name="ครูนก", exact=True).click()
    expect(phone("ครูนก").get_by_text("เป็นเพื่อนกับSTRONG หัวหินก่อน")).to_be_visible()


def test_a_message_of_an_unknown_kind_leaves_a_note_and_the_chat_goes_on(
    page: Page, somchai: Locator, bot: Bot
) -> None:
    page.route("**/simulator/chats/**", lambda route: route.fulfill(json={"messages": strange()}))
    page.reload()
    expect(somchai.get_by_text("หน้านี้ยังแสดง “hologram” ไม่ได้")).to_be_visible()
    expect(somchai.get_by_text("หน้านี้ยังแสดง “template” ไม่ได้")).to_be_visible()
    expect(somchai.get_by_text("ยังคุยกันได้ค่ะ")).to_be_visible()


def strange() -> list[dict[str, Any]]:
    broken = {"type": "template", "template": {"type": "carousel"}}
    contents = [{"type": "hologram"}, broken, text("ยังคุยกันได้ค่ะ")]
    rest = {"from": "bot", "at": "2021-07-08T09:00:00+07:00", "counted": 0, "unsent": False}
    return [
        {"seq": place, "id": str(place), "chat": SOMCHAI, "message": message, **rest}
        for place, message in enumerate(contents)
    ]
