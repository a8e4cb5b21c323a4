"""Events in a real browser: a coordinator makes one, changes it, sees who comes, calls it off."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models import Event, Member
from tests.bot import photos
from tests.browser.console.walking import enters, looks_right
from tests.conftest import joins
from tests.handlers.meeting import press


@pytest.fixture
def guest(somchai, hua_hin, sessions):
    somchai.adds_the_bot()
    joins(somchai)
    with sessions.begin() as db:
        who = select(Member).where(Member.line_user_id == somchai.user_id)
        db.scalars(who).one().name = "สมชาย ใจดี"
    return somchai


def test_an_event_from_its_idea_to_its_end(
    page, address, khru_nok, guest, sessions, works, tmp_path
):
    works()
    enters(page, address, khru_nok)
    page.get_by_role("link", name="ดูกิจกรรมทั้งหมด").click()
    looks_right(page, "events-none")
    page.get_by_role("link", name="สร้างกิจกรรม").click()
    page.get_by_label("ชื่อกิจกรรม").type("เดินสำรวจริมคลอง")
    page.get_by_label("วันที่", exact=True).type("20-21 ม.ค. 69")
    page.get_by_label("เวลา").type("9.00-11.30")
    expect(page.locator(".phone").get_by_text("อ. 20 – พ. 21 ม.ค. 2569")).to_be_visible()
    page.get_by_label("จำนวนที่นั่ง").fill("สอง")
    page.get_by_role("button", name="เผยแพร่").click()
    expect(page.get_by_text("พิมพ์เป็นตัวเลขนะคะ")).to_be_visible()
    looks_right(page, "event-wrong")
    page.get_by_label("จำนวนที่นั่ง").fill("2")
    page.get_by_label("สถานที่").fill("ศาลาริมคลอง")
    page.get_by_role("button", name="เผยแพร่").click()
    expect(page.get_by_role("status")).to_have_text("เผยแพร่แล้วค่ะ")
    with sessions.begin() as db:
        event = db.scalars(select(Event)).one()
    press(guest, event)
    page.reload()
    expect(page.get_by_role("table").get_by_text("สมชาย ใจดี")).to_be_visible()
    looks_right(page, "event")
    page.get_by_role("link", name="ใส่รูปกิจกรรม").click()
    photo = tmp_path / "walk.jpg"
    photo.write_bytes(photos.jpeg(800, 600))
    page.get_by_label("เลือกรูป").set_input_files(photo)
    page.get_by_role("button", name="ใช้รูปนี้").click()
    expect(page.get_by_role("status")).to_have_text("ใส่รูปกิจกรรมแล้วค่ะ")
    looks_right(page, "event-with-picture")
    page.get_by_role("link", name="เปลี่ยนรูปกิจกรรม").click()
    looks_right(page, "event-picture")
    page.get_by_role("link", name="กลับไปกิจกรรม").click()
    page.get_by_role("link", name="ส่งข้อความ").click()
    page.get_by_label("ข้อความ", exact=True).type("นำแก้วน้ำมาด้วยนะคะ")
    expect(page.locator(".phone").get_by_text("นำแก้วน้ำมาด้วยนะคะ")).to_be_visible()
    looks_right(page, "event-messages")
    page.get_by_role("button", name="ส่งเลย").click()
    expect(page.get_by_role("status")).to_contain_text("รับไว้แล้วค่ะ")
    works()
    guest.sees("จากผู้ประสานงาน เรื่อง เดินสำรวจริมคลอง", "นำแก้วน้ำมาด้วยนะคะ")
    page.get_by_role("link", name="กลับไปกิจกรรม").click()
    page.get_by_role("link", name="แก้ไขกิจกรรม").click()
    page.get_by_label("สถานที่").fill("หอประชุม")
    looks_right(page, "event-edit")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_role("status")).to_have_text("บันทึกแล้วค่ะ")
    works()
    guest.sees("กิจกรรมมีการเปลี่ยนแปลงค่ะ", "หอประชุม")
    page.get_by_role("link", name="กลับไปกิจกรรม").click()
    page.get_by_role("link", name="ดูเป็นปฏิทิน").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ม.ค. 2569")
    looks_right(page, "event-calendar")
    page.get_by_role("link", name="เดินสำรวจริมคลอง").first.click()
    page.get_by_role("link", name="ยกเลิกกิจกรรม").click()
    looks_right(page, "event-off")
    page.get_by_role("button", name="ยกเลิกกิจกรรมนี้").click()
    expect(page.get_by_text("กิจกรรมนี้ยกเลิกแล้วค่ะ").first).to_be_visible()
    works()
    guest.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")
