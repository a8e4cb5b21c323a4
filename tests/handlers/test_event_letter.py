"""A coordinator pastes the whole invitation letter, and checks what was found in it."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from handlers.event import letter
from handlers.event.letter import read
from models import Event
from tests.conftest import NOW
from tests.planning import bangkok_time

LETTER = """ที่ ปข 52001/ว 12                     สำนักงานเทศบาลเมืองหัวหิน
                                   5 มกราคม 2569
เรื่อง  ขอเชิญเข้าร่วมประชุมเชิงปฏิบัติการ เพื่อขยายผลชมรม STRONG
เรียน  ประธานชมรม
 ด้วยเทศบาลเมืองหัวหิน กำหนดจัดประชุมเชิงปฏิบัติการ ในวันพฤหัสบดีที่ 8 มกราคม พ.ศ. 2569
เวลา 09.00 - 16.30 น. ณ ห้องประชุมพลับพลา ชั้น 3 และทาง https://zoom.example/j/123
รับไม่เกิน 100 คน ตอบรับภายใน 7 มกราคม 2569 จึงเรียนมาเพื่อโปรดทราบ"""
POSTER = """เดินสำรวจริมคลอง
วันที่ 20-21 ม.ค. 69
เวลา 9.00-11.30
สถานที่: ศาลาริมคลอง"""
LINE = "ขอเชิญอบรมรู้ทันสินบน วันอังคารที่ ๒๐ มกราคม ๒๕๖๙ ตั้งแต่เวลา ๐๙.๐๐ น. เป็นต้นไป ที่หอประชุมอำเภอ"


@pytest.mark.parametrize(
    ("text", "title", "days", "hours", "place", "link", "seats"),
    [
        (
            *(LETTER, "ประชุมเชิงปฏิบัติการ เพื่อขยายผลชมรม STRONG"),
            *((date(2026, 1, 8), date(2026, 1, 8)), (time(9), time(16, 30))),
            *("ห้องประชุมพลับพลา ชั้น 3", "https://zoom.example/j/123", 100),
        ),
        (
            *(POSTER, "เดินสำรวจริมคลอง"),
            *((date(2026, 1, 20), date(2026, 1, 21)), (time(9), time(11, 30))),
            *("ศาลาริมคลอง", None, None),
        ),
        (
            *(LINE, "อบรมรู้ทันสินบน"),
            *((date(2026, 1, 20), date(2026, 1, 20)), (time(9), None)),
            *("หอประชุมอำเภอ", None, None),
        ),
    ],
)
def test_what_a_letter_says_is_found(text, title, days, hours, place, link, seats):
    found = read(text, NOW)
    assert (found.title, found.place, found.link, found.seats) == (title, place, link, seats)
    assert (found.when.start, found.when.end) == days
    assert (found.when.time, found.when.end_time) == hours


def test_a_letter_about_the_past_tells_no_day():
    assert read("เรื่อง ประชุม\nวันที่ 8 ก.ค. 2564 เวลา 09.00 น.", NOW).when is None


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    found = read(text, NOW)
    assert found.title is None or len(found.title) <= 120


def test_a_text_full_of_numbers_is_read_no_longer_than_a_letter(monkeypatch):
    asked = []
    monkeypatch.setattr(letter, "when", lambda said, _now: asked.append(said))
    read("1 " * 2500, NOW)
    assert len(asked) <= letter.STARTS * letter.WINDOW


def test_a_letter_fills_in_all_and_is_checked_before_anybody_sees_it(khru_nok, sessions):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says(LETTER)
    khru_nok.sees("อ่านจากข้อความที่ส่งมาได้แบบนี้ค่ะ", "ตรวจก่อนเผยแพร่")
    khru_nok.sees(
        "พฤ. 8 ม.ค. 2569", "09.00 – 16.30 น.", "ห้องประชุมพลับพลา ชั้น 3 · ออนไลน์", "รับ 100 คน"
    )
    khru_nok.presses("เผยแพร่")
    with sessions.begin() as db:
        event = db.scalars(select(Event)).one()
        assert event.starts == bangkok_time("2026-01-08", "09:00")
        assert event.online_url == "https://zoom.example/j/123"


def test_what_a_letter_does_not_say_is_asked(khru_nok, sessions):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ประชุมชมรม\nวันที่ 20 ม.ค. 69\nสถานที่ ศาลา")
    khru_nok.sees("อ่านจากข้อความที่ส่งมาได้แบบนี้ค่ะ", "เริ่มและจบกี่โมงคะ")
    khru_nok.says("9.00-11.00")
    khru_nok.sees("จัดที่ไหนคะ", "ตอนนี้: ศาลา")
    khru_nok.says("ข้าม")
    khru_nok.sees("ที่อยู่หรือจุดสังเกต")
    khru_nok.says("ข้าม")
    khru_nok.says("ข้าม")
    khru_nok.sees("ตรวจก่อนเผยแพร่", "ประชุมชมรม", "09.00 – 11.00 น.", "ศาลา")


def test_a_long_text_without_a_day_is_too_long_for_a_title(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ก" * 5000)
    khru_nok.sees("ชื่อยาวได้ไม่เกิน 120 ตัวอักษรค่ะ")
