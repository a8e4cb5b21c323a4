"""What stays of who came when people go, or turn out to be one."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import Attendance, EventDay, Member, Way
from tests.handlers.attending import of_days, seen
from tests.handlers.meeting import START, named
from tests.planning import plan

FIRST, SECOND = date(2026, 1, 20), date(2026, 1, 21)


@pytest.fixture
def course(hua_hin, sessions):
    return plan(sessions, hua_hin, "อบรม", START, topics=(None, None))


def was_there(sessions, course, phone_or_name, day, *, way=Way.DOOR, minutes=0):
    with sessions.begin() as db:
        known = select(Member).where(
            (Member.line_user_id == getattr(phone_or_name, "user_id", None))
            | (Member.name == phone_or_name if isinstance(phone_or_name, str) else False)
        )
        who = db.scalars(known).one()
        at = START + timedelta(days=(day - FIRST).days, minutes=minutes)
        db.add(Attendance(event_id=course.id, day=day, member_id=who.id, at=at, way=way))


def others(sessions):
    return of_days(sessions, EventDay.day, EventDay.others, EventDay.heads)


@pytest.mark.parametrize(
    ("words", "presses"),
    [
        ("ลบข้อมูลของฉัน", ("ลบข้อมูล", "ลบข้อมูล")),
        ("ถอนความยินยอม", ("ถอนความยินยอม",)),
    ],
)
def test_who_is_gone_is_counted_on_each_day_without_a_name(
    member, malee, course, sessions, clock, words, presses
):
    named(malee, sessions, "มาลี รักสัตย์")
    with sessions.begin() as db:
        db.add(EventDay(event_id=course.id, day=FIRST, heads=5))
    for phone in (member, malee):
        was_there(sessions, course, phone, FIRST)
    was_there(sessions, course, member, SECOND)
    clock.moves_to(START + timedelta(days=3))
    member.says(words)
    for label in presses:
        member.presses(label)
    assert others(sessions) == [(FIRST, 1, 5), (SECOND, 1, 0)]
    assert [name for name, _day, _way in seen(sessions)] == ["มาลี รักสัตย์"]


def test_who_leaves_the_club_was_there_all_the_same(member, course, sessions, clock):
    was_there(sessions, course, member, FIRST)
    member.says("ออกจากชมรม")
    member.presses("ออกจากชมรม")
    assert len(seen(sessions)) == 1
    assert others(sessions) == []


def test_two_who_are_one_were_there_once_a_day_and_the_first_sign_counts(
    khru_nok, malee, course, sessions, works
):
    khru_nok.says("เพิ่มรายชื่อ")
    khru_nok.says("มาลี รักสัต")
    named(malee, sessions, "มาลี รักสัตย์")
    was_there(sessions, course, "มาลี รักสัต", FIRST, way=Way.NAME, minutes=2)
    was_there(sessions, course, malee, FIRST, way=Way.DOOR, minutes=30)
    was_there(sessions, course, "มาลี รักสัต", SECOND, way=Way.NAME, minutes=9)
    works()
    khru_nok.says("เมนู")
    khru_nok.presses("คนเดียวกัน")
    assert seen(sessions) == [
        ("มาลี รักสัตย์", "20.01.", Way.NAME),
        ("มาลี รักสัตย์", "21.01.", Way.NAME),
    ]
    with sessions.begin() as db:
        assert db.scalars(
            select(Attendance.at).order_by(Attendance.at)
        ).first() == START + timedelta(minutes=2)


def test_an_earlier_sign_of_her_own_stays(khru_nok, malee, course, sessions, works):
    khru_nok.says("เพิ่มรายชื่อ")
    khru_nok.says("มาลี รักสัต")
    named(malee, sessions, "มาลี รักสัตย์")
    was_there(sessions, course, malee, FIRST, way=Way.DOOR, minutes=1)
    was_there(sessions, course, "มาลี รักสัต", FIRST, way=Way.NAME, minutes=2)
    works()
    khru_nok.says("เมนู")
    khru_nok.presses("คนเดียวกัน")
    assert seen(sessions) == [("มาลี รักสัตย์", "20.01.", Way.DOOR)]


def test_her_own_file_tells_where_she_was_seen(member, course, sessions, app):
    was_there(sessions, course, member, FIRST, way=Way.WORD)
    member.says("ขอไฟล์ข้อมูลของฉัน")
    member.presses("ยืนยันขอไฟล์ข้อมูล")
    link = next(each["uri"] for each in member.actions() if each["type"] == "uri")
    page = app.test_client().post(link.removeprefix("https://club.test"))
    assert "การเช็กชื่อเข้างาน" in page.text
    assert "พิมพ์รหัสที่บอกในงาน" in page.text
