"""People and the bot meet in groups."""

from playwright.sync_api import Locator, Page, expect

from simulator import Simulator
from tests.simulator.page.stage import MALEE, SOMCHAI, Bot, presses, text


def test_in_a_group_names_stand_above_what_others_say(
    page: Page, somchai: Locator, phone, simulator: Simulator, bot: Bot
) -> None:
    group = simulator.add_group("ชมรมหัวหิน", [SOMCHAI, MALEE])["groupId"]
    simulator.invite_bot(group)
    page.get_by_role("button", name="ชมรมหัวหิน").click()
    simulator.send(MALEE, text("สวัสดีทุกคนค่ะ"), chat=group)
    row = somchai.locator(".row.theirs", has_text="สวัสดีทุกคนค่ะ")
    expect(row.get_by_text("มาลี", exact=True)).to_be_visible()
    somchai.get_by_label("ผู้พูดในกลุ่ม").select_option("มาลี")
    own = phone("มาลี").first.locator(".row.own", has_text="สวัสดีทุกคนค่ะ")
    expect(own).to_be_visible()


def test_the_bot_is_called_by_name_in_a_group(
    page: Page, somchai: Locator, simulator: Simulator, bot: Bot
) -> None:
    group = simulator.add_group("ชมรมหัวหิน", [SOMCHAI, MALEE])["groupId"]
    simulator.invite_bot(group)
    page.get_by_role("button", name="ชมรมหัวหิน").click()
    somchai.get_by_text("+", exact=True).click()
    page.get_by_text("@STRONG หัวหิน", exact=True).click()
    page.keyboard.type("ช่วยด้วย")
    page.keyboard.press("Enter")
    expect(somchai.get_by_text("@STRONG หัวหิน ช่วยด้วย")).to_be_visible()
    mention = bot.hears("message")["message"]["mention"]
    assert mention["mentionees"][0]["isSelf"] is True


def test_a_group_is_made_and_the_bot_invited(page: Page, somchai: Locator, bot: Bot) -> None:
    page.get_by_text("+ เพิ่มกลุ่ม").click()
    page.get_by_label("ชื่อกลุ่ม").fill("ทีมงาน")
    page.get_by_role("button", name="สร้างกลุ่ม").click()
    page.get_by_role("button", name="ทีมงาน").click()
    presses(somchai, "จัดการกลุ่ม")
    page.get_by_label("STRONG หัวหิน อยู่ในกลุ่ม").check()
    page.get_by_role("button", name="ปิด", exact=True).click()
    expect(page.get_by_text("3 คน").first).to_be_visible()
    bot.hears("join")


def test_a_link_to_the_account_leads_from_the_group_into_ones_own_chat(
    page: Page, somchai: Locator, simulator: Simulator, bot: Bot
) -> None:
    group = simulator.add_group("ชมรมหัวหิน", [SOMCHAI, MALEE])["groupId"]
    simulator.invite_bot(group)
    page.get_by_role("button", name="ชมรมหัวหิน").click()
    account = simulator.state()["bot"]["basicId"]
    bot.push(group, text(f"https://line.me/R/oaMessage/{account}/?join%20HUAHIN"))
    somchai.get_by_role("link").click()
    expect(somchai.get_by_label("แชตที่เปิดอยู่")).to_have_value(SOMCHAI)
    expect(somchai.get_by_placeholder("พิมพ์ข้อความ")).to_have_value("join HUAHIN")
    presses(somchai, "ส่ง")
    assert bot.hears("message")["source"] == {"type": "user", "userId": SOMCHAI}


def test_the_form_closes_once_the_group_is_made(page: Page, somchai: Locator) -> None:
    page.get_by_text("+ เพิ่มกลุ่ม").click()
    page.get_by_label("ชื่อกลุ่ม").fill("ทีมงาน")
    page.get_by_role("button", name="สร้างกลุ่ม").click()
    expect(page.get_by_role("button", name="ทีมงาน")).to_be_visible()
    expect(page.get_by_label("ชื่อกลุ่ม")).to_have_count(0)
    expect(page.get_by_text("+ เพิ่มกลุ่ม")).to_be_focused()
