"""What must be possible on a fresh machine: the whole club in one chat, in a real browser."""

import json
import re
import subprocess
import sys

from playwright.sync_api import Locator, Page, expect

from tests.browser.town import ROOT, Phone, Town


def test_a_member_follows_joins_registers_and_is_reminded(page: Page, town: Town):
    somchai = Phone(page, "สมชาย ใจดี")
    somchai.presses("เพิ่มเพื่อน")
    somchai.sees("สวัสดีค่ะ น้องสตรองเองค่ะ")
    somchai.presses("เข้าชมรม")
    somchai.sees("พิมพ์รหัสชมรมหรือชื่อ")
    somchai.says("หัวหิน")
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.sees("ยินดีต้อนรับสู่ชมรมค่ะ")
    somchai.says("กิจกรรม")
    somchai.sees("ประชุมชมรมประจำเดือน")
    somchai.node.get_by_role("button", name="ดูรายละเอียด").first.click()
    somchai.sees("เข้าร่วมแล้ว 0 คน")  # on its own card, which came below those of all events
    somchai.presses("เข้าร่วม")
    somchai.sees("ขอชื่อและนามสกุล")
    somchai.says("สมชาย ใจดี")
    somchai.sees("ลงทะเบียนแล้วค่ะ")
    page.get_by_role("tab", name="นาฬิกา").click()
    page.get_by_role("button", name="ข้ามไป: วันก่อนงาน: ประชุมชมรมประจำเดือน").click()
    somchai.sees("ใกล้ถึงเวลานัดแล้วค่ะ")


def test_a_quiz_question_is_answered_by_one_letter(page: Page):
    malee = Phone(page, "มาลี รักสัตย์")
    malee.presses("เพิ่มเพื่อน")
    malee.presses("เมนู")
    malee.presses("คำถามวันนี้")
    malee.sees("คำถามวันนี้ ·")
    malee.says("ก")
    malee.sees("ที่มา:")
    malee.presses("ข้อต่อไป")
    malee.sees("คำถามวันนี้ ·")


def test_a_tip_is_opened_only_offline(page: Page, town: Town, tmp_path):
    malee = Phone(page, "มาลี รักสัตย์")
    malee.says("แจ้งเบาะแส")
    malee.presses("เข้าใจแล้ว เริ่มแจ้ง")
    malee.sees("เล่าได้เลยค่ะ")
    malee.says("มีการเรียกเงินก่อนออกใบอนุญาต")
    malee.sees("ล็อกแล้วค่ะ")
    malee.presses("ข้าม")
    malee.presses("ส่งเรื่องนี้")
    malee.sees("ส่งแล้วค่ะ")
    assert "เรียกเงิน" not in town.flask("tips", "--save", str(tmp_path))
    files = [str(file) for file in tmp_path.glob("*.age")]
    key = town.var / "tip-reader.key"
    offline = [sys.executable, "vault/offline.py", str(key), *files]
    opened = subprocess.run(offline, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "มีการเรียกเงินก่อนออกใบอนุญาต" in opened.stdout


def test_an_announcement_for_tomorrow_nine_arrives(page: Page):
    page.get_by_label("ผู้คน").get_by_role("button", name="ครูนก ตัวอย่าง").click()
    khru_nok = Phone(page, "ครูนก ตัวอย่าง")
    khru_nok.says("ประกาศ")
    khru_nok.sees("พิมพ์ข้อความที่อยากบอกสมาชิก")
    khru_nok.says("พรุ่งนี้ 9 โมง พบกันที่ห้องประชุมเทศบาลนะคะ")
    khru_nok.sees("จะใช้")
    price = number(r"จะใช้ (\d+) ข้อความ", khru_nok.node)
    left = number(r"เหลือ (\d+) จาก 300 ข้อความ", page)
    assert price >= 10
    khru_nok.says("พรุ่งนี้ 9 โมงเช้า")
    khru_nok.presses("ส่งตามเวลานี้")
    khru_nok.sees("ตั้งเวลาแล้วค่ะ")
    page.get_by_role("button", name="พรุ่งนี้ 09.00").click()
    khru_nok.sees("ประกาศจากชมรม STRONG เทศบาลเมืองหัวหิน")
    expect(page.get_by_text(f"เหลือ {left - price} จาก 300 ข้อความ")).to_be_visible()


def test_a_group_is_linked_and_its_card_leads_into_ones_own_chat(page: Page, town: Town):
    members = ["U" + "3".rjust(32, "0"), "U" + "1".rjust(32, "0")]
    made = town.post("/simulator/groups", json.dumps({"groupName": "ริมคลอง", "members": members}))
    group = json.loads(made)["groupId"]
    town.post(f"/simulator/groups/{group}/bot", '{"in": true}')
    page.get_by_label("ผู้คน").get_by_role("button", name="ครูนก ตัวอย่าง").click()
    khru_nok, somchai = Phone(page, "ครูนก ตัวอย่าง"), Phone(page, "สมชาย ใจดี")
    khru_nok.turns_to("ริมคลอง")
    khru_nok.sees("ให้ผู้ประสานงานพิมพ์รหัสชมรมในกลุ่มนี้")
    khru_nok.says("HUAHIN")
    khru_nok.sees("เชื่อมกลุ่มแล้วค่ะ")
    khru_nok.says("@น้องสตรอง ประชุม")
    khru_nok.sees("กิจกรรม · เทศบาลเมืองหัวหิน")
    page.get_by_label("ผู้คน").get_by_role("button", name="สมชาย ใจดี").click()
    somchai.turns_to("ริมคลอง")
    somchai.sees("กิจกรรม · เทศบาลเมืองหัวหิน")
    somchai.node.get_by_text("เข้าร่วม", exact=True).last.click()
    expect(somchai.node.get_by_placeholder("พิมพ์ข้อความ")).to_have_value(re.compile("^เข้าร่วม DEMO-"))
    somchai.node.get_by_role("button", name="ส่ง", exact=True).click()
    somchai.sees("ลงทะเบียนแล้วค่ะ")


def test_a_coordinator_goes_from_her_chat_into_the_console_and_out(page: Page, town: Town):
    page.get_by_label("ผู้คน").get_by_role("button", name="ครูนก ตัวอย่าง").click()
    khru_nok = Phone(page, "ครูนก ตัวอย่าง")
    khru_nok.says("หน้าจัดการชมรม")
    khru_nok.sees("ใช้ได้ครั้งเดียวภายใน 5 นาที")
    with page.context.expect_page() as opened:
        khru_nok.presses("เปิดหน้าจัดการชมรม")
    console = opened.value
    expect(console.get_by_role("heading", name="ลิงก์ของคุณครูนก")).to_be_visible()
    console.get_by_role("button", name="เข้าหน้าจัดการชมรม").click()
    expect(console.get_by_role("heading", name="วันนี้")).to_be_visible()
    expect(console.get_by_text("ประชุมชมรมประจำเดือน")).to_be_visible()
    expect(console.get_by_text("จาก 300 ข้อความ")).to_be_visible()
    console.get_by_role("button", name="ออกจากระบบทุกเครื่อง").click()
    expect(console.get_by_role("heading", name="ออกจากระบบแล้วค่ะ")).to_be_visible()


def number(pattern: str, where: Page | Locator) -> int:
    """The number that stands in the newest words like these."""
    words = where.get_by_text(re.compile(pattern)).last.inner_text()
    found = re.search(pattern, words)
    assert found, words
    return int(found[1])
