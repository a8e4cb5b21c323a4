"""The console in a real browser, on a phone and on an office PC, acting by visible text only."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from models import Account, ConsoleSession, Member, Progress
from tests.browser.console.walking import PHONE, enters, looks_right, menu
from tests.conftest import NOW, joins
from tests.planning import plan
from tests.sending import announced

FIRST_LOAD = 150_000  # bytes over the wire


@pytest.fixture
def busy(sessions, hua_hin) -> None:
    """A club with something going on."""
    for days in (2, 9):
        plan(sessions, hua_hin, f"ประชุมชมรม {days}", NOW + timedelta(days=days), place="หอประชุม")
    with sessions.begin() as db:
        known = {"basic_id": "@strong", "name": "น้องสตรอง", "chat_mode": "bot"}
        db.add(Account(id=1, quota=300, used=120, checked=NOW, **known))
        words = "พรุ่งนี้พบกันที่ศาลาประชาคม เวลา 9 โมง"
        sent = {"due": NOW - timedelta(days=1), "progress": Progress.SENT}
        db.add(announced(hua_hin, words, **sent, reserved=12, reached=12))


def test_she_comes_in_sees_what_is_on_and_leaves(page, address, khru_nok, busy):
    khru_nok.says("หน้าจัดการชมรม")
    link = next(each["uri"] for each in khru_nok.actions() if each["type"] == "uri")
    page.goto(f"{address}{urlsplit(link).path}")
    looks_right(page, "enter")
    page.get_by_role("button", name="เข้าหน้าจัดการชมรม").click()
    expect(page.get_by_role("heading", name="วันนี้")).to_be_visible()
    expect(page.get_by_text("ประชุมชมรม 2")).to_be_visible()
    expect(page.get_by_text("เหลือส่งได้อีก 180 ข้อความ")).to_be_visible()
    expect(page.get_by_text("ถึง 12 คน")).to_be_visible()
    looks_right(page, "today")
    menu(page)
    looks_right(page, "menu")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    looks_right(page, "today-en")
    if page.viewport_size["width"] == PHONE:
        page.get_by_role("link", name="Menu", exact=True).click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    looks_right(page, "left")
    page.goto(f"{address}/console/")
    expect(page.get_by_role("heading", name="เข้าหน้าจัดการชมรม")).to_be_visible()
    looks_right(page, "ask")


def test_an_office_pc_is_let_in_by_her_phone(page, address, khru_nok, busy):
    page.goto(f"{address}/console/")
    page.get_by_role("button", name="แสดง QR ในเครื่องนี้").click()
    expect(page.get_by_role("img", name="QR เปิดแชตพร้อมรหัส")).to_be_visible()
    looks_right(page, "screen")
    khru_nok.says(page.get_by_text("เข้าหน้าจัดการ ").inner_text())
    khru_nok.presses("ยืนยัน")
    expect(page.get_by_role("heading", name="วันนี้")).to_be_visible()
    menu(page)
    page.get_by_role("link", name="การเข้าระบบ").click()
    expect(page.get_by_text("เครื่องนี้", exact=False).first).to_be_visible()
    looks_right(page, "account")


def test_an_office_pc_without_scripts_is_let_in_as_well(browser, address, khru_nok):
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    page.goto(f"{address}/console/")
    page.get_by_role("button", name="แสดง QR ในเครื่องนี้").click()
    khru_nok.says(page.get_by_text("เข้าหน้าจัดการ ").inner_text())
    page.get_by_role("button", name="ตรวจอีกครั้ง").click()
    expect(page.get_by_role("heading", name="ยืนยันด้วยมือถือของคุณ")).to_be_visible()
    khru_nok.presses("ยืนยัน")
    page.get_by_role("button", name="ตรวจอีกครั้ง").click()
    expect(page.get_by_role("heading", name="วันนี้")).to_be_visible()
    context.close()


def test_she_looks_up_who_did_what(page, address, khru_nok, works):
    works()  # which learns her name
    khru_nok.says("เพิ่มรายชื่อ")
    khru_nok.says("สมหญิง รักดี")
    enters(page, address, khru_nok)
    menu(page)
    page.get_by_role("link", name="บันทึกการทำงาน").last.click()
    expect(page.get_by_role("cell", name="เพิ่มชื่อในรายชื่อ (1 คน)")).to_be_visible()
    looks_right(page, "log")
    page.get_by_label("เรื่อง").select_option("ให้หน้าที่")
    page.get_by_label("ชื่อคน").fill("ครูนก")
    page.get_by_label("วันที่").fill("5 ม.ค. 69")
    page.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_role("cell", name="ให้หน้าที่ (ผู้ประสานงาน)")).to_be_visible()
    expect(page.get_by_role("cell", name="เพิ่มชื่อในรายชื่อ")).not_to_be_visible()
    page.get_by_label("วันที่").fill("วันไหนดี")
    page.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_text("อ่านวันที่ไม่ออกค่ะ")).to_be_visible()
    expect(page.get_by_label("ชื่อคน")).to_have_value("ครูนก")
    looks_right(page, "log-wrong")


def test_without_scripts_everything_works(browser, address, khru_nok):
    context = browser.new_context(java_script_enabled=False, locale="th-TH")
    page = context.new_page()
    enters(page, address, khru_nok)
    expect(page.get_by_role("heading", name="วันนี้")).to_be_visible()
    page.get_by_role("button", name="ออกจากระบบทุกเครื่อง").click()
    expect(page.get_by_role("heading", name="ออกจากระบบแล้วค่ะ")).to_be_visible()
    context.close()


def test_what_is_not_there_is_said_kindly_inside_the_frame(page, address, khru_nok):
    enters(page, address, khru_nok)
    page.goto(f"{address}/console/nowhere")
    expect(page.get_by_role("heading", name="ไม่พบหน้านี้ค่ะ")).to_be_visible()
    page.faults.clear()  # the browser tells of the 404
    looks_right(page, "not-found")
    page.get_by_role("link", name="กลับหน้าแรก").click()
    expect(page.get_by_role("heading", name="วันนี้")).to_be_visible()


def test_the_parts_look_right_and_a_form_loses_nothing(page, address, khru_nok):
    enters(page, address, khru_nok)
    page.goto(f"{address}/console/parts")
    looks_right(page, "parts")
    page.get_by_label("ชื่อ", exact=True).fill("เทศบาลเมืองหัวหิน")
    page.get_by_label("วันที่").fill("วันไหนดี")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_text("อ่านวันที่ไม่ออกค่ะ")).to_be_visible()
    looks_right(page, "parts-wrong")
    page.get_by_label("วันที่").fill("8 ก.ค. 70")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_role("alert")).to_have_text("มีชมรมชื่อนี้แล้วค่ะ")
    expect(page.get_by_label("วันที่")).to_have_value("8 ก.ค. 70")
    page.get_by_label("ชื่อ", exact=True).fill("เทศบาลใหม่")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_role("status")).to_have_text("บันทึกแล้วค่ะ")


def test_what_is_typed_survives_a_lost_network_and_another_page(page, address, khru_nok):
    enters(page, address, khru_nok)
    page.goto(f"{address}/console/parts")
    name = page.get_by_label("ชื่อ", exact=True)
    name.type("เทศบาลที่พิมพ์ค้าง")
    expect(page.get_by_text("เก็บที่พิมพ์ไว้แล้ว")).to_be_visible()
    page.context.set_offline(True)
    name.type(" ต่ออีกนิด")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_text("เครือข่ายขาดหาย")).to_be_visible()
    expect(name).to_have_value("เทศบาลที่พิมพ์ค้าง ต่ออีกนิด")
    page.context.set_offline(False)
    page.get_by_label("แนะนำชมรม").type("ริมทะเล")
    expect(page.get_by_text("เก็บที่พิมพ์ไว้แล้ว")).to_be_visible()
    page.faults.clear()  # the browser tells of the network
    page.goto(f"{address}/console/")
    page.get_by_role("link", name="ทำต่อ").click()
    expect(name).to_have_value("เทศบาลที่พิมพ์ค้าง ต่ออีกนิด")
    looks_right(page, "draft")
    page.get_by_role("button", name="ทิ้งแล้วเริ่มใหม่").click()
    expect(name).to_have_value("")


def test_people_are_added_joined_and_given_a_duty(page, address, khru_nok, somchai, sessions):
    somchai.adds_the_bot()
    joins(somchai)
    with sessions.begin() as db:
        member = db.scalars(select(Member).where(Member.line_user_id == somchai.user_id)).one()
        member.name = "สมชาย ใจดี"
    enters(page, address, khru_nok)
    menu(page)
    page.get_by_role("link", name="คนในชมรม").last.click()
    page.get_by_role("link", name="เพิ่มคนที่ไม่ใช้ LINE").click()
    page.get_by_label("บรรทัดละคน").fill("ยายบัว ตัวอย่าง\n12345\nสมชาย ใจดีี")
    page.get_by_role("button", name="เพิ่มรายชื่อ").click()
    expect(page.get_by_text("เพิ่มแล้ว 2 คนค่ะ")).to_be_visible()
    expect(page.get_by_label("บรรทัดละคน")).to_have_value("12345")
    looks_right(page, "people-new")
    page.get_by_role("link", name="กลับไปรายชื่อ").click()
    looks_right(page, "people")
    page.get_by_role("link", name="ดูชื่อที่อาจซ้ำกัน").click()
    looks_right(page, "people-doubles")
    page.get_by_role("button", name="คนเดียวกัน").click()
    expect(page.get_by_text("ไม่มีชื่อที่ใกล้กันค่ะ")).to_be_visible()
    page.get_by_role("link", name="กลับไปรายชื่อ").click()
    page.get_by_label("ค้นชื่อ").fill("ยายบว")
    page.get_by_role("button", name="ค้นหา").click()
    page.get_by_role("link", name="ยายบัว ตัวอย่าง").click()
    looks_right(page, "person-without-line")
    page.get_by_role("link", name="เอาชื่อนี้ออก").click()
    looks_right(page, "person-sure")
    page.get_by_role("button", name="เอาชื่อนี้ออก").click()
    expect(page.get_by_text("เอาชื่อออกแล้วค่ะ")).to_be_visible()
    page.get_by_role("link", name="สมชาย ใจดี").click()
    page.get_by_label("หน้าที่").select_option("โค้ช STRONG")
    page.get_by_role("button", name="มอบหน้าที่").click()
    expect(page.get_by_text("มอบหน้าที่แล้วค่ะ")).to_be_visible()
    looks_right(page, "person")


def test_a_coordinator_hands_over_and_her_heir_comes_in(page, address, khru_nok, somchai, sessions):
    somchai.adds_the_bot()
    joins(somchai)
    with sessions.begin() as db:
        member = db.scalars(select(Member).where(Member.line_user_id == somchai.user_id)).one()
        member.name = "สมชาย ใจดี"
    enters(page, address, khru_nok)
    menu(page)
    page.get_by_role("link", name="คนในชมรม").last.click()
    page.get_by_role("link", name="สมชาย ใจดี").click()
    page.get_by_role("link", name="ส่งต่อหน้าที่ของฉันให้คนนี้").click()
    looks_right(page, "hand-over")
    page.get_by_role("button", name="ส่งต่อหน้าที่").click()
    expect(page.get_by_role("heading", name="ส่งต่อหน้าที่แล้วค่ะ")).to_be_visible()
    looks_right(page, "handed-over")
    enters(page, address, somchai)
    expect(page.get_by_role("heading", name="วันนี้", exact=True)).to_be_visible()


def test_the_first_load_is_small(browser, address, khru_nok, busy):
    """Everything that a new browser fetches for the first page, as it comes over the wire."""
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    enters(page, address, khru_nok)
    cookies = context.cookies()
    context.close()
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    context.add_cookies(cookies)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    received = []
    network.on("Network.loadingFinished", lambda done: received.append(done["encodedDataLength"]))
    page.goto(f"{address}/console/", wait_until="networkidle")
    assert page.evaluate("document.fonts.check('18px Sarabun', 'ก')")
    assert len(received) >= 4
    assert sum(received) < FIRST_LOAD, received
    context.close()


def test_an_administrator_sets_and_checks(page, address, khru_nok, run, sessions):
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    enters(page, address, khru_nok)
    with sessions.begin() as db:  # as if she had shown her second factor
        db.execute(update(ConsoleSession).values(strong=True))
    page.goto(f"{address}/console/")
    menu(page)
    page.get_by_role("link", name="ตั้งค่า", exact=True).last.click()
    looks_right(page, "settings")
    page.get_by_role("link", name="ตั้งเวลาพัก").click()
    page.get_by_label("เริ่มพักตั้งแต่").select_option("22.00 น.")
    looks_right(page, "quiet")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_role("status")).to_have_text("บันทึกแล้วค่ะ")
    page.get_by_role("link", name="กลับไปตั้งค่า").click()
    page.get_by_role("link", name="เทศบาลเมืองหัวหิน").click()
    page.get_by_label("เวลาเตือนก่อนกิจกรรม").select_option("3 ชั่วโมงก่อนเริ่ม")
    page.get_by_label("คำต้อนรับ").fill("พบกันทุกวันศุกร์แรกของเดือนค่ะ")
    page.get_by_label("งบข้อความของเดือน").fill("สามร้อย")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_text("พิมพ์เป็นตัวเลขนะคะ")).to_be_visible()
    looks_right(page, "club-settings-wrong")
    page.get_by_label("งบข้อความของเดือน").fill("๓๐๐")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_role("status")).to_have_text("บันทึกแล้วค่ะ")
    expect(page.get_by_label("คำต้อนรับ")).to_have_value("พบกันทุกวันศุกร์แรกของเดือนค่ะ")
    looks_right(page, "club-settings")
    menu(page)
    page.get_by_role("link", name="ตรวจระบบ").last.click()
    page.get_by_role("button", name="ตรวจเดี๋ยวนี้").click()
    expect(page.get_by_role("button", name="ตรวจอีกครั้ง")).to_be_visible()
    expect(page.get_by_text("ต้องแก้").first).to_be_visible()
    looks_right(page, "doctor")
