"""An event from a coordinator's idea to who came and what they thought, in a real browser."""

from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Route, expect

from bot.dates import day
from tests.browser.town import Phone, Town, on_screen

ZOOM, MEET = "https://zoom.example/strong", "https://meet.example/strong"
TITLE = "คุยเรื่องของขวัญปีใหม่"
KHRU_NOK = "ครูนก ตัวอย่าง"
BAITOEI, PLAIFA, FONTHIP = "ใบเตย ตัวอย่าง", "ปลายฟ้า ตัวอย่าง", "ฝนทิพย์ ตัวอย่าง"
PAID = 5  # a seat that was offered, two reminders the evening before, two at the start
REGISTERED, CHECKED_IN = "ลงทะเบียนแล้วค่ะ", "✓ เช็กชื่อแล้วค่ะ"


@pytest.fixture
def starts(town: Town) -> datetime:
    """In three days, at one in the afternoon."""
    return (town.now() + timedelta(days=3)).replace(hour=13, minute=0, second=0, microsecond=0)


def test_an_event_from_its_idea_to_its_summary(page: Page, town: Town, starts: datetime):
    plans(on_screen(page, KHRU_NOK), starts)
    for name, answer in ((BAITOEI, REGISTERED), (PLAIFA, REGISTERED), (FONTHIP, "คุณเป็นคิวที่ 1")):
        someone = on_screen(page, name)
        someone.says(f"เข้าร่วม {TITLE}")
        someone.sees(answer)
    on_screen(page, BAITOEI).says(f"ไม่ไป {TITLE}")
    fonthip = on_screen(page, FONTHIP)
    fonthip.sees("มีที่ว่างสำหรับคุณแล้วค่ะ")
    fonthip.presses("รับที่นั่ง")
    fonthip.sees(REGISTERED)

    town.moves_to(starts - timedelta(hours=18))
    fonthip.sees("ใกล้ถึงเวลานัดแล้วค่ะ")
    changes_the_link(page)
    enters_the_meeting(page, on_screen(page, FONTHIP))

    town.moves_to(starts - timedelta(minutes=8))
    on_screen(page, FONTHIP).sees("ถึงเวลาเข้าประชุมแล้วค่ะ")
    code = door_code(on_screen(page, KHRU_NOK))
    for name in (PLAIFA, FONTHIP):
        someone = on_screen(page, name)
        someone.says(code)
        someone.sees(CHECKED_IN)
    baitoei = on_screen(page, BAITOEI)
    baitoei.says(code[:-1] + ("A" if code[-1] != "A" else "B"))
    baitoei.sees("QR นี้ใช้เช็กชื่อไม่ได้ค่ะ")

    town.moves_to(starts + timedelta(hours=3))
    for name, stars, sees in ((PLAIFA, "5", "ได้ 5 คะแนนค่ะ"), (FONTHIP, "4", "ได้ 4 คะแนนค่ะ")):
        someone = on_screen(page, name)
        someone.says("ให้คะแนน")
        someone.sees("5 คือดีมาก 1 คือไม่ดี")
        someone.says(stars)
        someone.sees(sees)
    baitoei = on_screen(page, BAITOEI)
    baitoei.says("ให้คะแนน")
    baitoei.sees("ตอนนี้ไม่มีกิจกรรมที่คุณมาร่วมและรอคะแนน")
    khru_nok = on_screen(page, KHRU_NOK)
    khru_nok.says("สรุปกิจกรรม")
    khru_nok.sees("2 คน จากที่ลงทะเบียน 2 คน")
    khru_nok.sees("4.5")
    assert town.used() == PAID


def plans(khru_nok: Phone, starts: datetime) -> None:
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.sees("กิจกรรมชื่ออะไรคะ")
    khru_nok.says(TITLE)
    khru_nok.sees("จัดวันไหน เวลาไหนคะ")
    khru_nok.says(f"{day(starts)} บ่ายโมงถึงบ่ายสามโมง")
    khru_nok.sees("จัดที่ไหนคะ")
    khru_nok.says(f"ศาลาริมคลอง {ZOOM}")
    khru_nok.sees("ขอที่อยู่หรือจุดสังเกตค่ะ")
    khru_nok.presses("ข้าม")
    khru_nok.sees("รับกี่คนคะ")
    khru_nok.says("2 คน")
    khru_nok.sees("ตรวจก่อนเผยแพร่")
    khru_nok.presses("เผยแพร่")
    khru_nok.sees("เผยแพร่แล้วค่ะ")


def changes_the_link(page: Page) -> None:
    khru_nok = on_screen(page, KHRU_NOK)
    khru_nok.says("หน้าจัดการชมรม")
    with page.context.expect_page() as opened:
        khru_nok.presses("เปิดหน้าจัดการชมรม")
    console = opened.value
    console.get_by_role("button", name="เข้าหน้าจัดการชมรม").click()
    console.get_by_role("link", name="ดูกิจกรรมทั้งหมด").click()
    console.get_by_role("link", name=TITLE).first.click()
    console.get_by_role("link", name="แก้ไขกิจกรรม").click()
    console.get_by_label("ลิงก์เข้าประชุม").fill(MEET)
    console.get_by_role("button", name="บันทึก").click()
    expect(console.get_by_role("status")).to_have_text("บันทึกแล้วค่ะ")
    console.close()


def enters_the_meeting(page: Page, guest: Phone) -> None:
    """By the link that she was sent before the meeting moved; so early it counts nothing."""

    def meeting(route: Route) -> None:
        route.fulfill(body="in the meeting")

    page.context.route(f"{MEET}*", meeting)
    with page.context.expect_page() as opened:
        guest.presses("เข้าประชุม")
    own = opened.value
    expect(own.get_by_text("ลิงก์นี้เป็นของ")).to_be_visible()
    own.get_by_role("button", name="เข้าประชุม").click()
    expect(own.get_by_text("in the meeting")).to_be_visible()
    own.close()


def door_code(khru_nok: Phone) -> str:
    """What the QR code that she shows says to whoever scans it."""
    khru_nok.says("QR เช็กชื่อ")
    khru_nok.sees("QR เช็กชื่อ ·")
    shown = khru_nok.node.locator("img.photo").last
    expect(shown).to_be_visible()
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(shown.screenshot())))
    return unquote(code.text.partition("/?")[2])
