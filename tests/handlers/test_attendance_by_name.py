"""Coordinators check in by name, add who is on no list, and count heads."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Answer, EventDay, Member, Registration, Way
from tests.conftest import joins
from tests.handlers.attending import DONE, of_days, seen
from tests.handlers.meeting import START
from tests.planning import found, plan

SOMCHAI = [("สมชาย ใจดี", "20.01.", Way.NAME)]


@pytest.fixture
def at_the_desk(khru_nok, meeting, clock):
    clock.moves_to(START + timedelta(minutes=2))
    return khru_nok


@pytest.mark.parametrize("words", ["เช็กชื่อ สมชาย", "เช็คชื่อให้คุณสมชายหน่อยค่ะ", "check in สมชาย"])
def test_a_member_is_found_by_name_and_checked_in(member, at_the_desk, sessions, clock, words):
    at_the_desk.says(words)
    at_the_desk.sees("เช็กชื่อใครคะ", "สมชาย ใจดี", "ประชุมใหญ่")
    at_the_desk.presses("เช็กชื่อคนนี้")
    at_the_desk.sees(DONE, "สมชาย ใจดี", "ไม่ได้ลงทะเบียนไว้")
    clock.moves(minutes=5)
    at_the_desk.says(words)
    at_the_desk.presses("เช็กชื่อคนนี้")
    at_the_desk.sees("เช็กชื่อแล้วเมื่อ 09.02 น. เชิญเข้างานได้เลยค่ะ")
    assert seen(sessions) == SOMCHAI


def test_who_comes_from_another_club_is_found_too(malee, at_the_desk, meeting, sessions):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    with sessions.begin() as db:
        who = db.scalars(select(Member).where(Member.line_user_id == malee.user_id)).one()
        who.name = "มาลี รักสัตย์"
        said = {"answer": Answer.COMING, "said": START}
        db.add(Registration(event_id=meeting.id, member_id=who.id, **said))
    at_the_desk.says("เช็กชื่อ มาลี")
    at_the_desk.presses("เช็กชื่อคนนี้")
    at_the_desk.sees(DONE, "มาลี รักสัตย์")
    at_the_desk.sees_no("ไม่ได้ลงทะเบียนไว้")


def test_another_club_s_people_are_not_found_nor_checked_in(
    malee, at_the_desk, meeting, sessions, simulator
):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    with sessions.begin() as db:
        who = db.scalars(select(Member).where(Member.line_user_id == malee.user_id)).one()
        who.name = "มาลี รักสัตย์"
    at_the_desk.says("เช็กชื่อ มาลี รักสัตย์")
    at_the_desk.sees("ไม่พบชื่อ มาลี รักสัตย์ ในรายชื่อค่ะ")
    data = f"attendance.check_in?event={meeting.id}&member={who.id}&day=2026-01-20"
    simulator.press(at_the_desk.user_id, data)
    at_the_desk.sees("ไม่พบคนนี้ค่ะ")
    assert seen(sessions) == []


@pytest.mark.parametrize("yes", ["เพิ่มชื่อและเช็กชื่อ", "ใช่"])
def test_who_is_on_no_list_is_added_and_checked_in_once(at_the_desk, sessions, yes):
    at_the_desk.says("เช็กชื่อ บุญมี มีสุข")
    at_the_desk.sees("ไม่พบชื่อ บุญมี มีสุข ในรายชื่อค่ะ")
    add = next(each for each in at_the_desk.actions() if each["label"] == "เพิ่มชื่อและเช็กชื่อ")
    at_the_desk.says(yes)
    at_the_desk.sees(DONE, "บุญมี มีสุข", "ไม่ได้ลงทะเบียนไว้")
    at_the_desk.does(add)
    at_the_desk.sees("รายการนี้ใช้ไม่ได้แล้วค่ะ")
    assert seen(sessions) == [("บุญมี มีสุข", "20.01.", Way.NAME)]


def test_with_two_events_the_one_is_chosen(at_the_desk, hua_hin, sessions):
    plan(sessions, hua_hin, "เดินสำรวจ", START + timedelta(hours=1))
    at_the_desk.says("เช็กชื่อ บุญมี มีสุข")
    at_the_desk.sees("เพิ่มชื่อในกิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจ")
    at_the_desk.presses("เลือก")
    at_the_desk.sees(DONE, "บุญมี มีสุข", "ประชุมใหญ่")
    at_the_desk.says("นับหัว 12")
    at_the_desk.sees("นับคนของกิจกรรมไหนคะ")
    at_the_desk.presses("เลือก")
    at_the_desk.sees("12 คน", "ประชุมใหญ่")
    at_the_desk.says("นับหัว 7 คน ประชุมใหญ่")
    at_the_desk.sees("7 คน", "ประชุมใหญ่")
    at_the_desk.presses("กิจกรรมอื่น")
    at_the_desk.sees("นับคนของกิจกรรมไหนคะ", "เดินสำรวจ")


@pytest.mark.parametrize(
    ("words", "heads"),
    [("คนไม่มีไลน์ 12 คน", 12), ("นับหัว ๑๒", 12), ("นับหัว 1,200", 1200), ("นับหัว 0", 0)],
)
def test_heads_are_counted_and_the_last_count_holds(at_the_desk, sessions, words, heads):
    at_the_desk.says("นับหัว 5")
    at_the_desk.says(words)
    at_the_desk.sees(f"{heads:,} คน", "ประชุมใหญ่")
    assert of_days(sessions, EventDay.heads) == [(heads,)]


def test_without_a_number_it_is_asked_for(at_the_desk, sessions):
    for words in ("นับหัว", "นับหัว 12 หรือ 13"):
        at_the_desk.says(words)
        at_the_desk.sees("ขอจำนวนด้วยค่ะ")
    assert of_days(sessions, EventDay.heads) == []


def test_a_card_of_yesterday_checks_nobody_in(member, at_the_desk, clock, sessions):
    at_the_desk.says("เช็กชื่อ สมชาย")
    clock.moves(days=1)
    at_the_desk.presses("เช็กชื่อคนนี้")
    at_the_desk.sees("รายการนี้ใช้ไม่ได้แล้วค่ะ")
    assert seen(sessions) == []


def test_a_member_is_told_how_and_counts_and_checks_in_nobody(
    member, meeting, simulator, clock, sessions
):
    clock.moves_to(START)
    for words in ("เช็กชื่อ", "เช็กชื่อ มาลี", "มาถึงแล้วค่ะ"):
        member.says(words)
        member.sees("สแกน QR ที่โต๊ะลงทะเบียน")
    member.says("นับหัว 12")
    member.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")
    for data in (
        f"attendance.check_in?event={meeting.id}&member=1&day=2026-01-20",
        f"attendance.pick?event={meeting.id}&of=heads&heads=9",
    ):
        simulator.press(member.user_id, data)
        member.sees("ไม่พบกิจกรรมนี้ค่ะ")
    assert seen(sessions) == []
    assert of_days(sessions, EventDay.heads) == []


def test_a_coordinator_who_asks_how_is_told(at_the_desk):
    for words in ("เช็กชื่อ", "เช็กชื่อหน่อยค่ะ", "เช็กชื่อเข้างาน"):
        at_the_desk.says(words)
        at_the_desk.sees("สแกน QR ที่โต๊ะลงทะเบียน")
