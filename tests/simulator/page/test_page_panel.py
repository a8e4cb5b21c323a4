"""The panel tells what passes between the bot and LINE, and turns the knobs."""

from urllib.error import HTTPError

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from simulator import Simulator
from tests.simulator.page.stage import SOMCHAI, Bot, presses, says, text


@pytest.fixture
def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="เบื้องหลัง")


@pytest.fixture
def strip(page: Page) -> Locator:
    return page.get_by_role("group", name="นาฬิกาจำลอง")


def opens(panel: Locator, tab: str) -> None:
    panel.get_by_role("tab", name=tab).click()


def test_a_push_costs_and_a_reply_is_free(panel: Locator, somchai: Locator, bot: Bot) -> None:
    says(somchai, "สวัสดีค่ะ")
    expect(somchai.get_by_text("สวัสดีค่ะ")).to_be_visible()
    bot.reply(text("ตอบค่ะ"))
    expect(panel.get_by_text("ฟรี")).to_be_visible()
    bot.push(SOMCHAI, text("ข่าวค่ะ"))
    expect(panel.get_by_text("ใช้ 1 ข้อความ")).to_be_visible()
    expect(somchai.get_by_text("ใช้ 1 ข้อความ")).to_be_visible()


def test_the_quota_is_set_and_runs_down(panel: Locator, page: Page, bot: Bot) -> None:
    panel.get_by_text("แก้โควตา").click()
    panel.get_by_label("โควตาต่อเดือน").fill("10")
    panel.get_by_label("ใช้แล้ว").fill("4")
    presses(panel, "บันทึก")
    expect(panel.get_by_text("เหลือ 6 จาก 10 ข้อความ")).to_be_visible()
    bot.push(SOMCHAI, text("ข่าวค่ะ"))
    expect(panel.get_by_text("เหลือ 5 จาก 10 ข้อความ")).to_be_visible()


def test_a_broken_rule_is_explained(panel: Locator, bot: Bot) -> None:
    opens(panel, "การเรียก API")
    with pytest.raises(HTTPError):
        bot.push(SOMCHAI, text(""))
    call = panel.locator(".broken")
    expect(call.get_by_text("POST /v2/bot/message/push")).to_be_visible()
    expect(call.get_by_text("400", exact=True)).to_be_visible()
    expect(call.get_by_text("ผิดกติกา:")).to_be_visible()
    expect(call.get_by_text("messages[0].text")).to_be_visible()
    call.get_by_text("เนื้อหาที่ส่ง").click()
    expect(call.get_by_text(f'"to": "{SOMCHAI}"')).to_be_visible()


def test_the_newest_call_stands_on_top(panel: Locator, somchai: Locator, bot: Bot) -> None:
    opens(panel, "การเรียก API")
    bot.push(SOMCHAI, text("หนึ่ง"))
    bot.call("GET", f"/v2/bot/profile/{SOMCHAI}")
    expect(panel.locator(".calls > li").first).to_contain_text("GET /v2/bot/profile/")


def test_webhooks_are_listed_too(panel: Locator, somchai: Locator) -> None:
    opens(panel, "การเรียก API")
    says(somchai, "สวัสดีค่ะ")
    expect(panel.get_by_text("webhook → message")).to_be_visible()


def test_a_fault_is_ordered_and_happens_once(panel: Locator, bot: Bot) -> None:
    opens(panel, "ความผิดพลาด")
    panel.get_by_label("คำสั่ง").select_option("push")
    panel.get_by_role("combobox", name="ความผิดพลาด").select_option("429 โควตาหมด")
    presses(panel, "เพิ่มความผิดพลาด")
    expect(panel.get_by_text("เหลือ 1 ครั้ง")).to_be_visible()
    with pytest.raises(HTTPError, match="429"):
        bot.push(SOMCHAI, text("ข่าวค่ะ"))
    expect(panel.get_by_text("เหลือ 1 ครั้ง")).to_have_count(0)
    bot.push(SOMCHAI, text("ข่าวค่ะ"))


def test_a_fault_is_taken_back(panel: Locator, simulator: Simulator) -> None:
    opens(panel, "ความผิดพลาด")
    presses(panel, "เพิ่มความผิดพลาด")
    presses(panel, "ลบ")
    expect(panel.get_by_text("เหลือ 1 ครั้ง")).to_have_count(0)
    assert simulator.state()["faults"] == []


def test_time_is_skipped_and_comes_back(strip: Locator, simulator: Simulator) -> None:
    expect(strip.get_by_text("8 ก.ค. 2564 09.00 น.")).to_be_visible()
    strip.get_by_role("button", name="+1 วัน").click()
    expect(strip.get_by_text("9 ก.ค. 2564 09.00 น.")).to_be_visible()
    strip.get_by_role("button", name="+1 ชม.").click()
    expect(strip.get_by_text("9 ก.ค. 2564 10.00 น.")).to_be_visible()
    strip.get_by_role("button", name="พรุ่งนี้ 09.00").click()
    expect(strip.get_by_text("10 ก.ค. 2564 09.00 น.")).to_be_visible()
    assert simulator.state()["now"].startswith("2021-07-10T09:00")
    strip.get_by_role("button", name="กลับเวลาจริง").click()
    expect(strip.get_by_text("8 ก.ค. 2564 09.00 น.")).to_be_visible()


def test_time_jumps_to_a_moment(panel: Locator, strip: Locator, simulator: Simulator) -> None:
    opens(panel, "นาฬิกา")
    panel.get_by_label("ข้ามไปเวลา").fill("2021-12-31T23:59")
    presses(panel, "ข้ามไป")
    expect(strip.get_by_text("31 ธ.ค. 2564 23.59 น.")).to_be_visible()
    assert simulator.state()["now"].startswith("2021-12-31T23:59")


def test_the_bots_webhook_can_be_silenced(
    panel: Locator, page: Page, somchai: Locator, bot: Bot
) -> None:
    opens(panel, "ความผิดพลาด")
    with page.expect_response("**/simulator/webhook"):
        panel.get_by_label("ส่งเหตุการณ์ให้บอท").uncheck()
    says(somchai, "ได้ยินไหม")
    expect(somchai.get_by_text("ได้ยินไหม")).to_be_visible()
    with page.expect_response("**/simulator/webhook"):
        panel.get_by_label("ส่งเหตุการณ์ให้บอท").check()
    says(somchai, "ตอนนี้ล่ะ")
    assert bot.hears("message")["message"]["text"] == "ตอนนี้ล่ะ"
    assert len(bot.events) == 1


def test_tabs_are_changed_by_keys(panel: Locator, page: Page) -> None:
    opens(panel, "โควตา")
    page.keyboard.press("ArrowLeft")
    expect(panel.get_by_role("tab", name="นาฬิกา")).to_be_focused()
    expect(panel.get_by_role("button", name="ข้าม 1 สัปดาห์")).to_be_visible()


def test_each_tab_keeps_its_place(panel: Locator, simulator: Simulator, bot: Bot) -> None:
    for _ in range(20):
        bot.call("GET", f"/v2/bot/profile/{SOMCHAI}")
    opens(panel, "การเรียก API")
    expect(panel.locator(".calls > li")).to_have_count(20)
    panel.evaluate("node => node.scrollTo(0, 300)")
    opens(panel, "นาฬิกา")
    assert panel.evaluate("node => node.scrollTop") == 0
    opens(panel, "การเรียก API")
    assert panel.evaluate("node => node.scrollTop") == 300


def test_the_moment_to_jump_to_follows_the_clock(panel: Locator, strip: Locator) -> None:
    opens(panel, "นาฬิกา")
    expect(panel.get_by_label("ข้ามไปเวลา")).to_have_value("2021-07-08T09:00")
    strip.get_by_role("button", name="+1 วัน").click()
    expect(panel.get_by_label("ข้ามไปเวลา")).to_have_value("2021-07-09T09:00")


def test_going_back_is_said_before(panel: Locator, strip: Locator) -> None:
    opens(panel, "นาฬิกา")
    panel.get_by_label("ข้ามไปเวลา").fill("2021-07-06T06:30")
    expect(panel.get_by_text("เวลานี้ย้อนหลัง 2 วัน 2 ชั่วโมง")).to_be_visible()
    panel.get_by_label("ข้ามไปเวลา").fill("2021-07-08T09:01")
    expect(panel.get_by_text("เวลานี้ย้อนหลัง")).to_have_count(0)


def test_what_was_typed_stays_until_it_is_used(panel: Locator, strip: Locator) -> None:
    opens(panel, "นาฬิกา")
    field = panel.get_by_label("ข้ามไปเวลา")
    field.fill("2021-07-08T12:00")
    expect(panel.get_by_text("8 ก.ค. 2564 12.00 น.")).to_be_visible()
    strip.get_by_role("button", name="+1 วัน").click()
    expect(panel.get_by_text("เวลานี้ย้อนหลัง 21 ชั่วโมง")).to_be_visible()
    expect(field).to_have_value("2021-07-08T12:00")
    presses(panel, "ข้ามไป")
    expect(strip.get_by_text("8 ก.ค. 2564 12.00 น.")).to_be_visible()
    strip.get_by_role("button", name="+1 ชม.").click()
    expect(field).to_have_value("2021-07-08T13:00")


def test_a_date_typed_by_keys_is_read_out_in_thai(panel: Locator, page: Page) -> None:
    opens(panel, "นาฬิกา")
    panel.get_by_label("ข้ามไปเวลา").focus()
    page.keyboard.press("ArrowUp")  # its first part, which the browser's language chooses
    value = panel.get_by_label("ข้ามไปเวลา").input_value()
    assert value in {"2021-07-09T09:00", "2021-08-08T09:00"}
    read = {"07-09": "9 ก.ค. 2564 09.00 น.", "08-08": "8 ส.ค. 2564 09.00 น."}[value[5:10]]
    expect(panel.get_by_text(read)).to_be_visible()


def test_moments_that_are_ahead_are_a_press_away(
    panel: Locator, strip: Locator, simulator: Simulator
) -> None:
    opens(panel, "นาฬิกา")
    moments = panel.get_by_role("group", name="ช่วงเวลาที่น่าลอง").get_by_role("button")
    simulator.set_moments(
        [
            {"label": "วันก่อนงาน: ประชุม", "at": "2021-07-12T18:01:00+07:00"},
            {"label": "เมื่อวาน", "at": "2021-07-07T09:00:00+07:00"},
            {"label": "เช้านี้", "at": "2021-07-08T02:30:00Z"},
        ]
    )
    expect(moments).to_have_count(2)
    expect(moments.first).to_have_text("ข้ามไป: เช้านี้ – พฤ. 8 ก.ค. 2564 09.30 น.")
    panel.get_by_role("button", name="ข้ามไป: วันก่อนงาน: ประชุม").click()
    expect(strip.get_by_text("12 ก.ค. 2564 18.01 น.")).to_be_visible()
    expect(moments).to_have_count(0)
    strip.get_by_role("button", name="กลับเวลาจริง").click()
    expect(moments).to_have_count(2)


def test_only_what_costs_is_listed_when_wanted(
    panel: Locator, page: Page, somchai: Locator, bot: Bot
) -> None:
    says(somchai, "สวัสดีค่ะ")
    bot.reply(text("ตอบค่ะ"))
    bot.push(SOMCHAI, text("ข่าวค่ะ"))
    expect(panel.get_by_text("ตอบกลับ 1 ข้อความ")).to_be_visible()
    panel.get_by_label("เฉพาะที่เสียเงิน").check()
    expect(panel.get_by_text("ตอบกลับ 1 ข้อความ")).to_have_count(0)
    page.reload()
    expect(panel.get_by_text("ส่งหาเอง 1 ข้อความ")).to_be_visible()
    expect(panel.get_by_text("ตอบกลับ 1 ข้อความ")).to_have_count(0)
    opens(panel, "การเรียก API")
    expect(panel.locator(".calls > li")).to_have_count(1)
    panel.get_by_label("เฉพาะที่เสียเงิน").uncheck()
    expect(panel.locator(".calls > li")).to_have_count(2)


def test_no_tab_touches_the_edge_of_the_panel(panel: Locator) -> None:
    edge = panel.bounding_box()
    last = panel.get_by_role("tab", name="นาฬิกา").bounding_box()
    assert edge
    assert last
    assert last["x"] + last["width"] <= edge["x"] + edge["width"] - 8


def test_calls_are_told_in_the_language_of_the_page(panel: Locator, page: Page, bot: Bot) -> None:
    bot.push(SOMCHAI, text("ข่าวค่ะ"))
    expect(panel.get_by_text("ส่งหาเอง 1 ข้อความ")).to_be_visible()
    opens(panel, "การเรียก API")
    expect(panel.get_by_text("ส่งหาเอง 1 ข้อความ")).to_be_visible()
    page.get_by_role("button", name="English").click()
    panel = page.get_by_role("complementary", name="Backstage")
    opens(panel, "API calls")
    expect(panel.get_by_text("push 1 message")).to_be_visible()


def test_a_call_amid_reading_everything_stands_there_once(
    panel: Locator, page: Page, bot: Bot
) -> None:
    """It is in what is read, and told of by the stream as well."""

    def push_first(route: Route) -> None:
        bot.push(SOMCHAI, text("ข่าวค่ะ"))
        route.continue_()

    page.route("**/simulator/calls*", push_first, times=1)
    page.reload()
    opens(panel, "การเรียก API")
    expect(panel.locator(".calls > li")).to_have_count(1)
    bot.push(SOMCHAI, text("อีกข่าวค่ะ"))
    expect(panel.locator(".calls > li")).to_have_count(2)
