"""Clubs and questions in a real browser: a coordinator's and an administrator's ways."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from models import Club, Group, Member
from tests.bot import photos
from tests.browser.console.walking import enters, looks_right, menu
from tests.conftest import NOW, joins
from tests.console.conftest import prove


@pytest.fixture
def opened(khru_nok, works, sessions):
    """Hua Hin with a LINE group, its coordinator known by name."""
    works()
    with sessions.begin() as db:
        db.scalars(select(Member)).first().name = "ครูนก ใจดี"
        club = Club.with_code(db, "HUAHIN")
        db.add(Group(line_group_id="C1", joined=NOW, as_of=NOW, club_id=club.id))
    return khru_nok


def test_a_coordinator_looks_after_her_club(page, address, opened, tmp_path):
    enters(page, address, opened)
    menu(page)
    page.get_by_role("link", name="ชมรม", exact=True).last.click()
    expect(page.get_by_role("heading", name="เทศบาลเมืองหัวหิน")).to_be_visible()
    expect(page.get_by_role("img", name="โปสเตอร์ QR ของชมรม")).to_be_visible()
    looks_right(page, "club")
    page.get_by_role("link", name="แก้ไขข้อมูลชมรม").click()
    page.get_by_label("โทร").fill("เบอร์ของเทศบาล")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_text("ขอเบอร์โทร 9 หรือ 10 หลักนะคะ")).to_be_visible()
    looks_right(page, "club-edit-wrong")
    page.get_by_label("โทร").fill("032 511 047")
    page.get_by_label("เวลา").fill("จันทร์ถึงศุกร์ 9.00 ถึง 16.00 น.")
    page.get_by_label("แนะนำชมรม").fill("ชมรมริมทะเล พบกันทุกเดือน")
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_role("status")).to_have_text("บันทึกข้อมูลชมรมแล้วค่ะ")
    page.get_by_role("link", name="รูปชมรม").click()
    photo = tmp_path / "club.jpg"
    photo.write_bytes(photos.jpeg(800, 600))
    page.get_by_label("เลือกรูป").set_input_files(photo)
    looks_right(page, "club-picture")
    page.get_by_role("button", name="ใช้รูปนี้").click()
    expect(page.get_by_role("status")).to_contain_text("ตั้งรูปใหม่ของเทศบาลเมืองหัวหินแล้วค่ะ")
    looks_right(page, "club-told")
    page.get_by_role("link", name="เลิกเชื่อม").click()
    looks_right(page, "group-unlink")
    page.get_by_role("button", name="เลิกเชื่อม").click()
    expect(page.get_by_text("ยังไม่ได้เชื่อมกลุ่มค่ะ")).to_be_visible()


def test_the_card_changes_while_she_types(page, address, opened):
    enters(page, address, opened)
    page.goto(f"{address}/console/clubs/HUAHIN/edit")
    page.get_by_label("เวลา").type("ทุกวันอังคาร")
    expect(page.locator(".phone").get_by_text("ทุกวันอังคาร")).to_be_visible()
    looks_right(page, "club-edit")


def test_a_question_is_answered_from_today_on(page, address, opened, somchai):
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ฝากถาม วันเสาร์นี้นัดกี่โมงคะ")
    enters(page, address, opened)
    page.get_by_role("link", name="อ่านและตอบ").click()
    looks_right(page, "questions")
    page.get_by_role("link", name="วันเสาร์นี้นัดกี่โมงคะ").click()
    page.get_by_label("คำตอบ").fill("เก้าโมงที่ศาลาประชาคมค่ะ")
    looks_right(page, "question")
    page.get_by_role("button", name="ส่งฟรี").click()
    expect(page.get_by_role("status")).to_contain_text("จะถึงสมาชิกเมื่อเขาทักมาครั้งหน้า")
    page.get_by_role("link", name="ตอบแล้ว").click()
    page.get_by_role("link", name="วันเสาร์นี้นัดกี่โมงคะ").click()
    expect(page.get_by_text("เก้าโมงที่ศาลาประชาคมค่ะ")).to_be_visible()
    looks_right(page, "question-answered")
    somchai.says("เมนู")
    assert "เก้าโมงที่ศาลาประชาคมค่ะ" in somchai.history()


def test_an_administrator_opens_a_club(page, address, app, opened, run, somchai):
    enters(page, address, opened)
    opened.says(run("invite", "--role", "administrator").split()[0])
    somchai.adds_the_bot()
    somchai.says("เปิดชมรมใหม่")
    for answer in ("อบต.", "ปากน้ำปราณ", "ประจวบคีรีขันธ์", "สมชาย ใจดี", "0812345678"):
        somchai.says(answer)
    somchai.presses("ส่งคำขอ")
    prove(app, opened)
    page.goto(f"{address}/console/")
    page.get_by_role("link", name="ดูคำขอ").click()
    looks_right(page, "openings")
    page.get_by_role("link", name="อบต.ปากน้ำปราณ").click()
    expect(page.get_by_role("link", name="081-234-5678")).to_be_visible()
    looks_right(page, "opening")
    page.get_by_role("button", name="อนุมัติ", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("รหัสชมรม PKN1")
    page.get_by_role("button", name="ตั้งเป็นชมรมต้นแบบ").click()
    expect(page.get_by_role("status")).to_have_text("เป็นชมรมต้นแบบแล้วค่ะ")
    menu(page)
    page.get_by_role("link", name="ชมรม", exact=True).last.click()
    page.get_by_label("ค้นชื่อ รหัส หรือจังหวัด").fill("อบต. ปากน้ำ")
    page.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_role("link", name="อบต.ปากน้ำปราณ")).to_be_visible()
    expect(page.get_by_role("link", name="เทศบาลเมืองหัวหิน")).to_have_count(0)
    looks_right(page, "clubs")


@pytest.fixture
def plain(browser, address, opened, sessions):
    """An English coordinator's office PC without scripts, on Today."""
    with sessions.begin() as db:
        db.execute(update(Member).values(language="en"))
    context = browser.new_context(
        java_script_enabled=False, locale="en-GB", viewport={"width": 1280, "height": 800}
    )
    desk = context.new_page()
    opened.says("console")
    link = next(each["uri"] for each in opened.actions() if each["type"] == "uri")
    desk.goto(f"{address}{urlsplit(link).path}")
    desk.get_by_role("button", name="Go to the club console").click()
    yield desk
    context.close()


@pytest.fixture
def asked(opened, somchai):
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ฝากถาม When do we meet?")


def test_a_question_is_answered_without_scripts_and_in_english(asked, plain):
    plain.get_by_role("link", name="Read and answer").click()
    plain.get_by_role("link", name="When do we meet?").click()
    plain.get_by_label("Answer").fill("At nine")
    plain.get_by_role("button", name="Send at once").click()
    expect(plain.get_by_role("status")).to_have_text("Your answer is on its way.")


def test_an_event_is_made_without_scripts_and_in_english(plain):
    plain.get_by_role("link", name="Events", exact=True).click()
    plain.get_by_role("link", name="Create an event").click()
    plain.get_by_label("Name of the event").fill("Walk")
    plain.get_by_label("Day", exact=True).fill("20 Jan 2026")
    plain.get_by_label("Hours").fill("9:00-11:30")
    plain.get_by_role("button", name="Publish").click()
    expect(plain.get_by_role("status")).to_have_text("It is published.")
    expect(plain.locator(".phone").get_by_text("Tue 20 Jan 2026")).to_be_visible()


def test_settings_and_log_work_without_scripts_and_in_english(plain):
    plain.get_by_role("link", name="Settings", exact=True).click()
    plain.get_by_label("When to remind of events").select_option("3 hours before it begins")
    plain.get_by_label("Welcome").fill("Welcome to Hua Hin")
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_role("status")).to_have_text("Saved")
    plain.get_by_role("link", name="Log", exact=True).click()
    expect(plain.get_by_role("table").get_by_text("Changed a setting").first).to_be_visible()
    plain.get_by_label("Name of a person").fill("nobody of that name")
    plain.get_by_role("button", name="Search").click()
    expect(plain.get_by_role("table")).to_have_count(0)
