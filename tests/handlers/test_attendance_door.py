"""The code at the door: of one event and one day, and sent by whoever is there."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image
from sqlalchemy import select

from bot import entrance, passes
from models import Event, EventState, Registration, Way
from tests.conftest import joins
from tests.handlers.attending import DONE, change, link, seen
from tests.handlers.meeting import START
from tests.planning import found, plan

SOMCHAI = [("สมชาย ใจดี", "20.01.", Way.DOOR)]


@pytest.fixture
def course(hua_hin, sessions):
    """Two days, on the 20th and 21st."""
    return plan(sessions, hua_hin, "อบรม", START, topics=(None, None), place="ศาลา")


@pytest.fixture
def code(sessions):
    """What the code of an event's day says."""

    def words(event, days=0):
        with sessions.begin() as db:
            day = (START + timedelta(days=days)).date()
            return passes.door_words(db, db.get_one(Event, event.id), day)

    return words


def test_the_code_is_a_picture_and_a_page_to_print_and_opens_the_chat(
    khru_nok, course, app, code, member
):
    khru_nok.says("QR เช็กชื่อ")
    khru_nok.sees("QR เช็กชื่อ · อ. 20 ม.ค. 2569", "ใช้ได้เฉพาะวันนี้วันเดียว")
    page = app.test_client().get(link(khru_nok, "เปิดไฟล์ PDF"))
    assert (page.status_code, page.data[:5]) == (200, b"%PDF-")
    address = khru_nok.messages()[-2]["originalContentUrl"].removeprefix("https://club.test")
    picture = app.test_client().get(address)
    assert len(picture.data) < 1024 * 1024
    assert Image.open(BytesIO(picture.data)).format == "PNG"
    assert picture.headers["Cache-Control"] == "no-store"
    khru_nok.presses("QR ของวันถัดไป")
    khru_nok.sees("QR เช็กชื่อ · พ. 21 ม.ค. 2569")
    assert "QR ของวันถัดไป" not in khru_nok.screen()
    assert code(course) != code(course, 1)


def test_on_the_second_day_the_code_is_of_that_day(khru_nok, course, clock):
    clock.moves_to(START + timedelta(days=1))
    khru_nok.says("ขอ QR เช็กชื่อหน่อยค่ะ")
    khru_nok.sees("QR เช็กชื่อ · พ. 21 ม.ค. 2569")


def test_the_code_leads_into_the_chat_with_words_that_check_in(
    course, code, sessions, member, clock
):
    with sessions.begin() as db:
        address = entrance.into_chat(db, code(course))
    clock.moves_to(START + timedelta(minutes=2))
    member.opens(address)
    member.sees(DONE, "อบรม", "เวลา 09.02 น.")
    assert unquote(address).endswith(" 2001 " + unquote(address)[-12:])


def test_a_walk_in_is_written_down_and_the_second_scan_says_when(
    member, course, code, clock, sessions
):
    clock.moves_to(START + timedelta(minutes=2))
    member.says(code(course))
    member.sees(DONE)
    clock.moves(hours=1)
    member.says(code(course))
    member.sees("เช็กชื่อแล้วเมื่อ 09.02 น. เชิญเข้างานได้เลยค่ะ")
    assert seen(sessions) == SOMCHAI
    with sessions.begin() as db:
        assert db.scalars(select(Registration)).all() == []
    clock.moves_to(START + timedelta(days=1))
    member.says(code(course, 1))
    member.sees(DONE)
    assert [day for _name, day, _way in seen(sessions)] == ["20.01.", "21.01."]


def test_the_code_of_another_day_says_whose_it_is(member, course, code, clock, sessions):
    clock.moves_to(START + timedelta(days=1))
    member.says(code(course))
    member.sees("QR นี้เป็นของวันที่ อ. 20 ม.ค. 2569 ค่ะ ขอ QR ของวันนี้ที่โต๊ะลงทะเบียนนะคะ")
    clock.moves_to(START)
    member.says(code(course, 1))
    member.sees("QR นี้เป็นของวันที่ พ. 21 ม.ค. 2569 ค่ะ")
    assert seen(sessions) == []


def test_a_forged_one_or_another_event_s_is_refused(member, course, meeting, code, clock, sessions):
    clock.moves_to(START)
    _word, event, day, signature = code(course).split()
    for words in (
        f"เช็กชื่อ {event} {day} AAAAAAAAAAAA",
        f"เช็กชื่อ {meeting.code} {day} {signature}",
        f"เช็กชื่อ {event} 2101 {signature}",
        f"เช็กชื่อ {event} 3102 {signature}",
        f"เช็กชื่อ NO-SUCH {day} {signature}",
        f"เช็กชื่อ {event} 9999 {signature}",
    ):
        member.says(words)
        member.sees("QR นี้ใช้เช็กชื่อไม่ได้ค่ะ")
    assert seen(sessions) == []


def test_what_is_off_moved_or_over_lets_nobody_in(member, course, code, clock, sessions):
    words = code(course)
    clock.moves_to(START + timedelta(hours=4, minutes=1))
    member.says(words)
    member.sees("กิจกรรมวันนี้จบแล้วค่ะ")
    clock.moves_to(START)
    change(sessions, course, state=EventState.CANCELLED)
    member.says(words)
    member.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    change(sessions, course, state=EventState.PUBLISHED)
    with sessions.begin() as db:
        for each in db.get_one(Event, course.id).sittings:
            each.starts += timedelta(days=1)
            each.ends += timedelta(days=1)
    member.says(words)
    member.sees("กิจกรรมนี้ไม่ได้จัดวันนี้ค่ะ")
    assert seen(sessions) == []


def test_a_stranger_joins_first_and_is_checked_in_then(malee, course, code, clock, sessions):
    malee.adds_the_bot()
    clock.moves_to(START)
    malee.says(code(course))
    malee.sees("เข้าชมรมก่อนเช็กชื่อนะคะ", "เข้าชมรม เทศบาลเมืองหัวหิน")
    assert seen(sessions) == []
    malee.presses("เข้าชมรม เทศบาลเมืองหัวหิน")
    malee.presses("ยินยอมและเข้าชมรม")
    malee.sees(DONE, "ขอชื่อและนามสกุลสำหรับรายชื่อ")
    malee.says("ข้าม")
    malee.sees("รับทราบค่ะ เช็กชื่อไว้แล้ว")
    assert seen(sessions) == [(None, "20.01.", Way.DOOR)]


def test_a_member_of_another_club_is_led_to_this_one(malee, course, code, clock, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    clock.moves_to(START)
    malee.says(code(course))
    malee.sees("เข้าชมรมก่อนเช็กชื่อนะคะ", "เข้าชมรม เทศบาลเมืองหัวหิน")
    assert seen(sessions) == []


def test_a_forged_press_is_refused(member, course, simulator, clock, sessions):
    clock.moves_to(START)
    for event in (course.id, 999):
        press = f"attendance.enter?event={event}&day=2026-01-20&signature=AAAAAAAAAAAA&way=door"
        simulator.press(member.user_id, press)
        member.sees("QR นี้ใช้เช็กชื่อไม่ได้ค่ะ")
    assert seen(sessions) == []


def test_a_scan_amid_something_else_is_answered_and_that_waits(
    member, course, code, clock, sessions
):
    clock.moves_to(START)
    member.says("แก้ไขชื่อ")
    member.says(code(course))
    member.sees(DONE)
    member.says("สมชาย มาจริง")
    assert seen(sessions) == [("สมชาย มาจริง", "20.01.", Way.DOOR)]


def test_a_tip_keeps_even_a_scan(member, course, code, clock, sessions):
    clock.moves_to(START)
    member.says("แจ้งเบาะแส")
    member.presses("เข้าใจแล้ว เริ่มแจ้ง")
    member.says(code(course))
    member.sees_no("เช็กชื่อ")
    assert seen(sessions) == []


def test_the_page_of_a_forged_or_cancelled_door_is_not_there(khru_nok, course, app, sessions):
    khru_nok.says("QR เช็กชื่อ")
    address = link(khru_nok, "เปิดไฟล์ PDF")
    head, _dash, _signature = address.rpartition("-")
    client = app.test_client()
    for forged in (f"{head}-AAAAAAAAAAAA.pdf", address.replace("20260120", "20260121"),
                   address.replace("20260120", "20269999")):  # fmt: skip
        assert client.get(forged).status_code == 404
    change(sessions, course, state=EventState.CANCELLED)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "ไม่มี QR นี้ค่ะ" in answer.text
    assert "อบรม" not in answer.text


def test_only_coordinators_have_it_and_of_their_own_events(member, khru_nok, sessions, simulator):
    other = plan(sessions, found(sessions, "CHAAM", "เทศบาลเมืองชะอำ"), "งานชะอำ", START)
    member.says("QR เช็กชื่อ")
    member.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")
    khru_nok.says("QR เช็กชื่อ")
    khru_nok.sees("ชมรมของคุณยังไม่มีกิจกรรมข้างหน้าค่ะ")
    for data in (
        f"attendance.pick?event={other.id}&of=door",
        f"attendance.door?event={other.id}&day=2026-01-20",
    ):
        for phone in (member, khru_nok):
            simulator.press(phone.user_id, data)
            phone.sees("ไม่พบกิจกรรมนี้ค่ะ")
