"""A coordinator makes an event in her chat, sees who comes, and calls it off."""

import pytest
from sqlalchemy import delete, select

from models import Event, Member, Role
from tests.handlers.meeting import named, press
from tests.planning import bangkok_time, found, plan

WHEN, PLACE, ADDRESS, SEATS = (
    *("จัดวันไหน เวลาไหนคะ", "จัดที่ไหนคะ"),
    *("ขอที่อยู่หรือจุดสังเกตค่ะ", "รับกี่คนคะ"),
)
PIER = {"type": "location", "latitude": 12.5684, "longitude": 99.9577}
CHECK = "ตรวจก่อนเผยแพร่ · เทศบาลเมืองหัวหิน"


@pytest.fixture
def checked(khru_nok):
    """Everything is answered, and nothing is published."""
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.sees("กิจกรรมชื่ออะไรคะ")
    khru_nok.says("เดินสำรวจริมคลอง")
    khru_nok.sees(WHEN)
    khru_nok.says("๒๐ ม.ค. ๖๙ 9.00-11.30 น.")
    khru_nok.sees(PLACE)
    khru_nok.says("ศาลาริมคลอง https://meet.example/abc")
    khru_nok.sees(ADDRESS)
    khru_nok.says("ถ.เพชรเกษม")
    khru_nok.sees(SEATS)
    khru_nok.says("๒ คน")
    khru_nok.sees(CHECK, "อ. 20 ม.ค. 2569", "09.00 – 11.30 น.", "ศาลาริมคลอง · ถ.เพชรเกษม · ออนไลน์")
    khru_nok.sees("รับ 2 คน")
    return khru_nok


def made(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Event)))


def test_an_event_is_made_by_typing_and_seen_by_members(checked, somchai, sessions):
    assert made(sessions) == []
    checked.presses("เผยแพร่")
    checked.sees("เดินสำรวจริมคลอง", "เผยแพร่แล้วค่ะ", "เข้าร่วม HUAHIN-")
    (event,) = made(sessions)
    assert (event.capacity, event.online_url) == (2, "https://meet.example/abc")
    named(somchai, sessions)
    somchai.says("กิจกรรม")
    somchai.sees("เดินสำรวจริมคลอง", "เข้าร่วมแล้ว 0 จาก 2 ที่")


def test_the_button_may_be_typed_and_pressing_twice_is_once(checked, sessions, simulator):
    publish = next(each for each in checked.actions() if each["label"] == "เผยแพร่")
    checked.says("เผยแพร่")
    checked.sees("เผยแพร่แล้วค่ะ")
    checked.does(publish)
    checked.sees("เผยแพร่แล้วค่ะ")
    assert len(made(sessions)) == 1


def test_an_hour_that_was_not_said_is_asked(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ประชุมชมรม")
    khru_nok.says("20-21 ม.ค. 69")
    khru_nok.sees("เริ่มและจบกี่โมงคะ")
    khru_nok.says("เช้า ๆ")
    khru_nok.sees("ยังอ่านเวลาไม่ออกค่ะ")
    khru_nok.says("9")
    khru_nok.sees(PLACE)
    khru_nok.presses("ข้าม")
    khru_nok.says("ไม่จำกัด")
    khru_nok.sees(CHECK, "อ. 20 – พ. 21 ม.ค. 2569", "09.00 – 11.00 น.", "ไม่จำกัดจำนวน")


def test_bare_days_are_the_next_ones_and_what_may_be_hours_is_asked(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ประชุมชมรม")
    khru_nok.says("21-23")
    khru_nok.sees("ใช่ พ. 21 – ศ. 23 ม.ค. 2569 ไหมคะ")
    khru_nok.presses("ไม่ใช่")
    khru_nok.says("22")
    khru_nok.sees("เริ่มและจบกี่โมงคะ")
    khru_nok.says("9")
    khru_nok.presses("ข้าม")
    khru_nok.presses("ข้าม")
    khru_nok.sees(CHECK, "พฤ. 22 ม.ค. 2569", "09.00 – 11.00 น.")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("เร็ว ๆ นี้", "ยังอ่านวันไม่ออกค่ะ"),
        ("31 ก.พ. 69", "ยังอ่านวันไม่ออกค่ะ"),
        ("1 ม.ค. 2569 9.00-10.00", "วันนั้นผ่านไปแล้วค่ะ"),
        ("20 ม.ค. 69 11.00-09.00", "เวลาจบอยู่ก่อนเวลาเริ่มค่ะ"),
        ("1 ม.ค. 70 - 1 มี.ค. 70", "ยาวได้ไม่เกิน 31 วันค่ะ"),
    ],
)
def test_a_time_that_cannot_be_is_asked_again(khru_nok, typed, answer):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ประชุมชมรม")
    khru_nok.says(typed)
    khru_nok.sees(answer)
    khru_nok.says("20 ม.ค. 69 9.00-11.30")
    khru_nok.sees(PLACE)


def test_what_others_could_read_otherwise_is_echoed(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ประชุมชมรม")
    khru_nok.says("ศุกร์หน้า 9 โมง")
    khru_nok.sees("ใช่ ศ. 16 ม.ค. 2569 ไหมคะ")
    khru_nok.says("ไม่ใช่")
    khru_nok.sees(WHEN)
    khru_nok.says("ศุกร์หน้า 9 โมง")
    khru_nok.presses("ใช่")
    khru_nok.sees(PLACE)


def test_other_bad_answers_are_asked_again_and_nothing_is_lost(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ก" * 5000)
    khru_nok.sees("ชื่อยาวได้ไม่เกิน 120 ตัวอักษรค่ะ")
    khru_nok.says("ประชุมชมรม")
    khru_nok.says("20 ม.ค. 69 9.00-11.30")
    khru_nok.says("ก" * 201)
    khru_nok.sees("สถานที่ยาวได้ไม่เกิน 200 ตัวอักษรค่ะ")
    khru_nok.says("https://zoom")
    khru_nok.sees("ลิงก์นี้ยังใช้ไม่ได้ค่ะ")
    khru_nok.says("ศาลา")
    khru_nok.says("ก" * 301)
    khru_nok.sees("ที่อยู่ยาวได้ไม่เกิน 300 ตัวอักษรค่ะ")
    khru_nok.presses("ข้าม")
    khru_nok.says("เยอะ ๆ")
    khru_nok.sees("ขอเป็นตัวเลขนะคะ")
    khru_nok.says("0")
    khru_nok.sees("จำนวนที่นั่งเป็นตัวเลข 1 ถึง 100,000")
    khru_nok.says("30 คน")
    khru_nok.sees(CHECK, "ประชุมชมรม", "รับ 30 คน")


def test_back_leads_to_the_question_before_and_out(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ประชุมชมรม")
    khru_nok.says("20 ม.ค. 69 9.00-11.30")
    khru_nok.says("ย้อนกลับ")
    khru_nok.sees(WHEN)
    khru_nok.says("ย้อนกลับ")
    khru_nok.sees("กิจกรรมชื่ออะไรคะ")
    khru_nok.says("ย้อนกลับ")
    khru_nok.sees_no("กิจกรรมชื่ออะไรคะ")


def at_place(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.says("ประชุมชมรม")
    khru_nok.says("20 ม.ค. 69 9.00-11.30")
    khru_nok.sees(PLACE)


def map_link(phone):
    return next(each["uri"] for each in phone.actions() if each["label"] == "แผนที่")


def test_a_place_may_be_sent_from_the_map(khru_nok, somchai, sessions):
    at_place(khru_nok)
    assert "ส่งตำแหน่ง" in khru_nok.screen()
    khru_nok.sends({**PIER, "title": "ท่าเรือหัวหิน", "address": "ถ.เลียบชายหาด"})
    khru_nok.sees(SEATS)
    khru_nok.says("30")
    khru_nok.sees(CHECK, "ท่าเรือหัวหิน · ถ.เลียบชายหาด", "แผนที่ ›")
    khru_nok.presses("เผยแพร่")
    (event,) = made(sessions)
    assert (event.latitude, event.longitude) == (12.5684, 99.9577)
    assert (event.place, event.address) == ("ท่าเรือหัวหิน", "ถ.เลียบชายหาด")
    named(somchai, sessions)
    somchai.says("กิจกรรม")
    assert map_link(somchai).endswith("/maps/search/?api=1&query=12.5684,99.9577")


def test_a_place_that_was_named_may_be_shown_on_the_map(khru_nok):
    at_place(khru_nok)
    khru_nok.says("ศาลา")
    khru_nok.sends({**PIER, "address": "ถ.เลียบชายหาด"})
    khru_nok.says("30")
    khru_nok.sees("ศาลา · ถ.เลียบชายหาด", "แผนที่ ›")
    khru_nok.says("ย้อนกลับ")
    khru_nok.says("ย้อนกลับ")
    khru_nok.sees(PLACE)
    khru_nok.says("ที่อื่น")
    khru_nok.presses("ข้าม")
    khru_nok.says("30")
    khru_nok.sees("ที่ ที่อื่น แผนที่ ›")


def test_a_bare_spot_is_a_place_and_words_lead_to_a_map_too(khru_nok):
    at_place(khru_nok)
    khru_nok.sends(PIER)
    khru_nok.says("30")
    khru_nok.sees("ตามแผนที่", "แผนที่ ›")
    at_place(khru_nok)
    khru_nok.says("ศาลา" * 50)
    khru_nok.says("ถนน" * 100)
    khru_nok.says("30")
    assert len(map_link(khru_nok)) < 1000


def test_a_location_that_nobody_asked_for_is_answered_as_ever(khru_nok):
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.sends(PIER)
    khru_nok.sees("น้องสตรองใช้ตำแหน่งไม่ได้ค่ะ")
    khru_nok.says("ประชุมชมรม")
    khru_nok.sees(WHEN)


def test_changing_keeps_what_is_skipped(checked):
    checked.presses("แก้ไขกิจกรรม")
    checked.sees("กิจกรรมชื่ออะไรคะ", "ตอนนี้: เดินสำรวจริมคลอง")
    checked.presses("ข้าม")
    checked.sees(WHEN, "ตอนนี้: อ. 20 ม.ค. 2569 09.00 – 11.30 น.")
    checked.says("21 ม.ค. 69 13.00-15.00")
    checked.sees(PLACE, "ตอนนี้: ศาลาริมคลอง https://meet.example/abc")
    checked.presses("ข้าม")
    checked.sees(ADDRESS, "ตอนนี้: ถ.เพชรเกษม")
    checked.presses("ข้าม")
    checked.sees(SEATS, "ตอนนี้: 2")
    checked.presses("ข้าม")
    checked.sees(CHECK, "พ. 21 ม.ค. 2569", "ศาลาริมคลอง", "รับ 2 คน")


def test_an_old_draft_s_button_says_so(checked):
    publish = next(each for each in checked.actions() if each["label"] == "เผยแพร่")
    checked.says("ยกเลิก")
    checked.does(publish)
    checked.sees("ร่างกิจกรรมนี้ใช้ไม่ได้แล้วค่ะ")


def test_a_coordinator_of_two_clubs_says_which(khru_nok, sessions, run):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    khru_nok.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.sees("กิจกรรมของชมรมไหนคะ")
    khru_nok.says("ชะอำ")
    khru_nok.sees("กิจกรรมชื่ออะไรคะ")
    khru_nok.says("สร้างกิจกรรม")
    khru_nok.presses("เทศบาลเมืองหัวหิน")
    khru_nok.sees("กิจกรรมชื่ออะไรคะ")


@pytest.mark.parametrize("words", ["สร้างกิจกรรม", "รายชื่อผู้เข้าร่วม"])
def test_a_member_is_told_whose_it_is(somchai, hua_hin, sessions, words):
    named(somchai, sessions)
    somchai.says(words)
    somchai.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")


def test_who_comes_is_listed(khru_nok, somchai, malee, hua_hin, sessions):
    khru_nok.says("รายชื่อผู้เข้าร่วม")
    khru_nok.sees("ยังไม่มีกิจกรรมข้างหน้าค่ะ")
    event = plan(sessions, hua_hin, "เดินสำรวจ", bangkok_time("2026-01-20"), capacity=1)
    for phone in (named(somchai, sessions), named(malee, sessions, "มาลี รักสัตย์")):
        press(phone, event)
    khru_nok.says("รายชื่อผู้เข้าร่วม")
    khru_nok.sees("เดินสำรวจ", "มา 1 คน · รอที่นั่ง 1 คน", "สมชาย ใจดี")
    plan(sessions, hua_hin, "ประชุม", bangkok_time("2026-01-21"))
    khru_nok.says("รายชื่อผู้เข้าร่วม")
    khru_nok.sees("ดูรายชื่อของกิจกรรมไหนคะ")
    khru_nok.presses("เลือก")


def test_an_event_is_called_off_with_its_price_before_it(
    khru_nok, somchai, hua_hin, sessions, works
):
    event = plan(sessions, hua_hin, "เดินสำรวจ", bangkok_time("2026-01-20"))
    press(named(somchai, sessions), event)
    khru_nok.says("ยกเลิกกิจกรรม")
    khru_nok.sees("ยกเลิกกิจกรรมนี้ไหมคะ", "เดินสำรวจ", "ใช้ 1 ข้อความ")
    khru_nok.says("ไม่ยกเลิก")
    khru_nok.sees("เดินสำรวจ", "เข้าร่วมแล้ว 1 คน")
    khru_nok.says("ยกเลิกกิจกรรม")
    khru_nok.presses("ยกเลิกกิจกรรมนี้")
    khru_nok.sees("ยกเลิก เดินสำรวจ แล้วค่ะ")
    works()
    somchai.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")


def test_another_club_s_event_is_not_hers(khru_nok, sessions, simulator):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    event = plan(sessions, other, "งานอื่น", bangkok_time("2026-01-20"))
    for data in ("event.ask_off", "event.call_off", "event.comers"):
        simulator.press(khru_nok.user_id, f"{data}?event={event.id}")
        khru_nok.sees("ไม่พบกิจกรรมนี้ค่ะ")


def test_whoever_is_no_coordinator_any_more_makes_nothing(checked, sessions, simulator):
    publish = next(each for each in checked.actions() if each["label"] == "เผยแพร่")
    with sessions.begin() as db:
        who = db.scalars(select(Member).where(Member.line_user_id == checked.user_id)).one()
        db.execute(delete(Role).where(Role.member_id == who.id))
    checked.does(publish)
    checked.sees("ไม่พบชมรมนี้ในหน้าที่ของคุณค่ะ")
    assert made(sessions) == []
