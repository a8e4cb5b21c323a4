"""A coordinator tells of her club."""

from sqlalchemy import select

from models import Club


def test_she_is_asked_one_thing_after_the_other(khru_nok, app):
    khru_nok.says("แก้ไขข้อมูลชมรม")
    for answer in ("ปลูกป่าชายเลนทุกเดือน", "มาลี รักสัตย์", "0812345678", "จันทร์ถึงศุกร์"):
        khru_nok.says(answer)
    khru_nok.sees("✓ บันทึกข้อมูลชมรมแล้ว", "มาลี รักสัตย์", "081-234-5678", "จันทร์ถึงศุกร์")
    assert "ปลูกป่าชายเลนทุกเดือน" in app.test_client().get("/clubs/HUAHIN").text
    khru_nok.says("แก้ไขข้อมูลชมรม")
    for _ in range(4):
        khru_nok.presses("ข้าม")
    khru_nok.sees("ปลูกป่าชายเลนทุกเดือน", "มาลี รักสัตย์")


def test_what_is_no_answer_is_asked_for_again(khru_nok, sessions):
    khru_nok.says("แก้ไขข้อมูลชมรม")
    for bad in ("🎉", "\u200b", "ก" * 2000):
        khru_nok.says(bad)
        khru_nok.sees("ไม่เกิน 400 ตัวอักษร")
    khru_nok.says("ข้าม")
    khru_nok.says("12345")
    khru_nok.sees("ขอชื่อและนามสกุล")
    khru_nok.says("ย้อนกลับ")
    khru_nok.sees("แนะนำชมรมสั้น ๆ")
    with sessions.begin() as db:
        assert db.scalars(select(Club.about)).one() is None


def test_only_her_own_club_whatever_a_button_says(somchai, khru_nok, hua_hin):
    somchai.adds_the_bot()
    somchai.says("แก้ไขข้อมูลชมรม")
    somchai.sees("ผู้ประสานงานของชมรมเป็นผู้ดูแล")
    somchai.simulator.press(somchai.user_id, f"about.edit?club={hua_hin.id}")
    somchai.sees("ไม่พบชมรมนี้ในหน้าที่ของคุณ")
