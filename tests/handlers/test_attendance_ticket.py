"""A member's ticket: hers to show, and a coordinator's to scan."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from bot import passes
from models import Answer, Attendance, Event, EventState, Member, Way
from tests.conftest import joins
from tests.handlers.attending import DONE, answers, change, seen
from tests.handlers.meeting import START, named, press
from tests.planning import found, plan

SOMCHAI = [("สมชาย ใจดี", "20.01.", Way.TICKET)]


def of(db, phone):
    return db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()


@pytest.fixture
def ticket(sessions):
    """What somebody's ticket says."""

    def words(event, phone):
        with sessions.begin() as db:
            return passes.ticket_words(db, db.get_one(Event, event.id), of(db, phone))

    return words


@pytest.fixture
def picture(app):
    def fetch(phone):
        address = phone.messages()[-2]["originalContentUrl"]
        return app.test_client().get(address.removeprefix("https://club.test"))

    return fetch


def test_a_ticket_is_a_picture_of_her_own(member, meeting, picture):
    press(member, meeting)
    member.says("ตั๋วของฉัน")
    member.sees("ประชุมใหญ่", "ตั๋วเข้างานของคุณ", "อ. 20 ม.ค. 2569 เวลา 09.00 น.")
    got = picture(member)
    assert got.status_code == 200
    assert Image.open(BytesIO(got.data)).format == "PNG"
    assert len(got.data) < 1024 * 1024
    assert got.headers["Cache-Control"] == "no-store"


def test_without_a_seat_there_is_none(member, meeting, simulator, sessions, picture):
    for words in ("ตั๋วของฉัน", "บัตรเข้างาน", "ขอดูตั๋วเข้างาน"):
        member.says(words)
        member.sees("ยังไม่มีตั๋วค่ะ")
    simulator.press(member.user_id, f"attendance.pick?event={meeting.id}&of=ticket&heads=0")
    member.sees("ยังไม่มีตั๋วค่ะ")
    press(member, meeting)
    member.says("ตั๋วของฉัน")
    answers(sessions, Answer.DECLINED)
    assert picture(member).status_code == 404


def test_of_several_one_is_chosen(member, meeting, hua_hin, sessions):
    walk = plan(sessions, hua_hin, "เดินสำรวจ", START + timedelta(days=1))
    for event in (meeting, walk):
        press(member, event)
    member.says("ตั๋วของฉัน")
    member.sees("ตั๋วของกิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจ")
    member.presses("เลือก")
    member.sees("ตั๋วเข้างานของคุณ", "ประชุมใหญ่")


def test_of_several_the_one_that_is_named_or_is_today_is_shown(
    member, meeting, hua_hin, clock, sessions
):
    walk = plan(sessions, hua_hin, "เดินสำรวจ", START + timedelta(days=1))
    for event in (meeting, walk):
        press(member, event)
    member.says("ตั๋วของฉัน เดินสำรวจ")
    member.sees("ตั๋วเข้างานของคุณ", "เดินสำรวจ")
    clock.moves_to(START)
    member.says("ตั๋วของฉัน")
    member.sees("ตั๋วเข้างานของคุณ", "ประชุมใหญ่")
    member.presses("กิจกรรมอื่น")
    member.sees("ตั๋วของกิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจ")


def test_a_coordinator_scans_it_and_the_second_time_sees_when(
    member, khru_nok, meeting, ticket, clock, sessions
):
    press(member, meeting)
    clock.moves_to(START + timedelta(minutes=2))
    khru_nok.says(ticket(meeting, member))
    khru_nok.sees(DONE, "สมชาย ใจดี", "ประชุมใหญ่")
    khru_nok.sees_no("ไม่ได้ลงทะเบียนไว้")
    clock.moves(minutes=9)
    khru_nok.says(ticket(meeting, member))
    khru_nok.sees("สมชาย ใจดี", "เช็กชื่อแล้วเมื่อ 09.02 น. เชิญเข้างานได้เลยค่ะ")
    assert seen(sessions) == SOMCHAI
    with sessions.begin() as db:
        assert db.scalars(select(Attendance.by_id)).all() == [of(db, khru_nok).id]


def test_who_gave_her_seat_back_and_comes_all_the_same_counts_as_a_walk_in(
    member, khru_nok, meeting, ticket, clock, sessions
):
    press(member, meeting)
    press(member, meeting, coming=False)
    clock.moves_to(START)
    khru_nok.says(ticket(meeting, member))
    khru_nok.sees("ไม่ได้ลงทะเบียนไว้")
    assert seen(sessions) == SOMCHAI


def test_her_own_scan_and_another_member_s_let_nobody_in(
    member, malee, meeting, ticket, clock, sessions
):
    named(malee, sessions, "มาลี รักสัตย์")
    press(member, meeting)
    clock.moves_to(START)
    member.says(ticket(meeting, member))
    member.sees("นี่คือตั๋วของคุณเองค่ะ")
    malee.says(ticket(meeting, member))
    malee.sees("ตั๋วนี้ผู้ประสานงานของกิจกรรมเป็นผู้สแกนค่ะ")
    malee.sees_no("สมชาย")
    assert seen(sessions) == []


def test_another_club_s_coordinator_lets_nobody_in(
    member, khru_nok, malee, ticket, clock, sessions
):
    chaam = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    theirs = plan(sessions, chaam, "งานชะอำ", START)
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    clock.moves_to(START)
    khru_nok.says(ticket(theirs, malee))
    khru_nok.sees("ตั๋วนี้ผู้ประสานงานของกิจกรรมเป็นผู้สแกนค่ะ")
    assert seen(sessions) == []


def test_a_forged_ticket_is_refused(member, malee, khru_nok, meeting, ticket, clock, sessions, app):
    named(malee, sessions, "มาลี รักสัตย์")
    press(member, meeting)
    clock.moves_to(START)
    word, event, number, signature = ticket(meeting, member).split()
    other = ticket(meeting, malee).split()[2]
    for words in (
        f"{word} {event} {other} {signature}",
        f"{word} {event} {number} AAAAAAAAAAAA",
        f"{word} NO-SUCH {number} {signature}",
        f"{word} {event} #999999999 {signature}",
    ):
        khru_nok.says(words)
        khru_nok.sees("QR นี้ใช้เช็กชื่อไม่ได้ค่ะ")
    assert seen(sessions) == []
    for token in (f"{meeting.id}-{number[1:]}-AAAAAAAAAAAA", "x", f"{meeting.id}-1"):
        assert app.test_client().get(f"/events/ticket/{token}.png").status_code == 404


def test_a_ticket_opens_nothing_else(member, meeting, ticket, app):
    """What is signed for one purpose holds for no other."""
    press(member, meeting)
    _word, _event, number, signature = ticket(meeting, member).split()
    page = f"/events/join/{meeting.id}-{number[1:]}-{signature}"
    assert app.test_client().get(page).status_code == 404


def test_on_another_day_or_off_nobody_is_let_in(member, khru_nok, meeting, ticket, clock, sessions):
    press(member, meeting)
    khru_nok.says(ticket(meeting, member))
    khru_nok.sees("กิจกรรมนี้ไม่ได้จัดวันนี้ค่ะ")
    clock.moves_to(START + timedelta(hours=4, minutes=1))
    khru_nok.says(ticket(meeting, member))
    khru_nok.sees("กิจกรรมวันนี้จบแล้วค่ะ")
    change(sessions, meeting, state=EventState.CANCELLED)
    khru_nok.says(ticket(meeting, member))
    khru_nok.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    assert seen(sessions) == []
