"""A list of people from Excel with mistakes in it, in a real browser, by visible text only."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models import Member
from tests.browser.console.walking import enters, looks_right, menu
from tests.sheets import made


@pytest.fixture
def her_list(tmp_path):
    """As such lists are: a title, a merged heading, a telephone among names, a total."""

    def write(book, sheet):
        sheet.merge_range("B3:D3", "ชื่อ - สกุล")

    rows = [
        ("รายชื่อสมาชิกชมรม STRONG ปี 2570",),
        (),
        ("ลำดับ", None, None, None, "เบอร์โทร"),
        *((n, "นาง", "สมหญิง", f"ใจงาม{n}", "0812345678") for n in range(1, 13)),
        (13, None, "089 123 4567", None, None),
        (14, "นาย", "บุญมี", "มีสุข", None),
        (15, "นาย", "บุญมี", "มีสุข", None),
        ("รวม 15 คน",),
    ]
    for number, row in enumerate(rows[3:15]):
        rows[3 + number] = (*row[:3], "กขคงจฉชซฌญฎฏ"[number] * 3 + "ใจงาม", row[4])
    file = tmp_path / "รายชื่อ.xlsx"
    file.write_bytes(made(*rows, sheets=("สมาชิก", "เก่า"), write=write))
    return file


def names(sessions):
    with sessions.begin() as db:
        return set(db.scalars(select(Member.name).where(Member.line_user_id.is_(None))))


def uploads(page, file):
    page.get_by_label("ไฟล์ Excel (.xlsx)").set_input_files(file)
    page.get_by_role("button", name="ตรวจรายชื่อ").click()


def mends(page):
    """One beside its row, one in the list."""
    page.get_by_label("แถว 16").fill("วิชัย ดีงาม")
    lines = page.get_by_label("รายชื่อ บรรทัดละคน")
    lines.fill(lines.input_value().replace("| รวม 15 คน", ""))


def test_she_brings_a_list_mends_it_and_adds_everybody(
    page, address, khru_nok, sessions, her_list, tmp_path
):
    enters(page, address, khru_nok)
    menu(page)
    page.get_by_role("link", name="คนในชมรม").click()
    page.get_by_role("link", name="นำเข้าจาก Excel").click()
    looks_right(page, "import")
    page.get_by_label("รายชื่อ บรรทัดละคน").fill("อรุณ รุ่งเรือง")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    uploads(page, broken)
    expect(page.get_by_role("alert")).to_contain_text("เปิดไฟล์นี้ไม่ได้ค่ะ")
    expect(page.get_by_label("รายชื่อ บรรทัดละคน")).to_have_value("อรุณ รุ่งเรือง")
    looks_right(page, "import-refused")
    uploads(page, her_list)
    expect(page.get_by_role("heading", name="อ่านเป็นชื่อไม่ได้ 2 แถว")).to_be_visible()
    expect(page.get_by_role("heading", name="จะเพิ่ม 14 คน")).to_be_visible()
    expect(page.get_by_label("แถว 16")).to_have_value("089 123 4567")
    expect(page.get_by_text("แถว 18 นายบุญมี มีสุข")).to_be_visible()
    expect(page.get_by_text("ไฟล์นี้มี 2 แผ่น")).to_be_visible()
    looks_right(page, "import-outlook")
    assert names(sessions) == set()
    mends(page)
    page.get_by_role("button", name="เพิ่ม 14 คน").click()
    expect(page.get_by_role("alert")).to_contain_text("รายชื่อเปลี่ยนไปหลังตรวจ")
    looks_right(page, "import-mended")
    page.get_by_role("button", name="เพิ่ม 15 คน").click()
    expect(page.get_by_role("status")).to_contain_text("เพิ่มแล้ว 15 คนค่ะ")
    expect(page.get_by_role("link", name="วิชัย ดีงาม")).to_be_visible()
    assert {"วิชัย ดีงาม", "อรุณ รุ่งเรือง", "นายบุญมี มีสุข"} < names(sessions)


def test_a_list_is_brought_without_scripts_and_in_english(
    browser, address, khru_nok, sessions, her_list
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    enters(page, address, khru_nok)
    page.get_by_role("link", name="เมนู", exact=True).click()
    page.get_by_role("button", name="English").click()
    page.get_by_role("link", name="Menu", exact=True).click()
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Import from Excel").click()
    page.get_by_label("Excel file (.xlsx)").set_input_files(her_list)
    page.get_by_role("button", name="Check the list").click()
    page.get_by_label("Row 16").fill("")
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_role("heading", name="Cannot be read as a name: 1")).to_be_visible()
    page.get_by_role("button", name="Add 13 people").click()
    expect(page.get_by_role("status")).to_contain_text("not added: Row 19 | รวม 15 คน")
    assert len(names(sessions)) == 13
    context.close()
