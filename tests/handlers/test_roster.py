"""A club's people, those without LINE too."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Answer, Event, Member, Registration
from tests.conftest import joins
from tests.planning import bangkok_time, found, plan

NAME = "สมหญิง ใจงาม"


def names(sessions):
    with sessions.begin() as db:
        return set(db.scalars(select(Member.name).where(Member.line_user_id.is_(None))))


def adds(phone, *lines):
    phone.says("เพิ่มรายชื่อ")
    phone.says("\n".join(lines))


def test_names_are_added_one_a_line(khru_nok, sessions):
    adds(khru_nok, "1. สมหญิง ใจงาม", "- บุญมี มีสุข", "", "วิชัย ดีงาม")
    khru_nok.sees("เพิ่มแล้ว 3 คนค่ะ")
    assert names(sessions) == {"สมหญิง ใจงาม", "บุญมี มีสุข", "วิชัย ดีงาม"}


def test_what_was_not_taken_is_named_line_by_line(khru_nok, sessions):
    adds(khru_nok, NAME, "12345", "นางสมหญิง  ใจงาม", "🎉")
    khru_nok.sees("เพิ่มแล้ว 1 คนค่ะ", "มีอยู่แล้ว บรรทัดที่ 3", "อ่านเป็นชื่อไม่ได้ บรรทัดที่ 2 12345, 4")
    adds(khru_nok, NAME)
    khru_nok.sees("เพิ่มแล้ว 0 คนค่ะ", "มีอยู่แล้ว บรรทัดที่ 1")
    assert names(sessions) == {NAME}


def test_beyond_fifty_the_first_line_that_is_left_is_named(khru_nok, sessions):
    letters = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
    lines = [f"{letters[n % 40]}{letters[n // 40]}รา ใจดี" for n in range(60)]
    adds(khru_nok, *lines)
    khru_nok.sees("เพิ่มแล้ว 50 คนค่ะ", "ยังไม่ได้เพิ่มอีก 10 บรรทัด", lines[50])
    khru_nok.says("\n".join(lines[50:]))
    assert names(sessions) == set(lines)


def test_three_are_shown_then_more_and_a_misspelt_name_is_found(khru_nok):
    adds(khru_nok, NAME, "บุญมี มีสุข", "วิชัย ดีงาม", "อรุณ รุ่งเรือง")
    khru_nok.says("รายชื่อสมาชิก")
    khru_nok.sees("บุญมี มีสุข", "ยังไม่ใช้ LINE")
    khru_nok.sees_no("อรุณ รุ่งเรือง")
    khru_nok.says("ดูเพิ่ม")
    khru_nok.sees("อรุณ รุ่งเรือง")
    khru_nok.says("ฟหกด")
    khru_nok.sees("ไม่พบชื่อที่ใกล้เคียงค่ะ")
    khru_nok.says("สมหญิก ใจงาม")
    khru_nok.sees(NAME)
    khru_nok.sees_no("ขอโทษค่ะ")


def test_removing_is_asked_once_more(khru_nok, sessions):
    adds(khru_nok, NAME)
    for sure, left in (("ไม่", {NAME}), ("ใช่", set())):
        khru_nok.says("รายชื่อสมาชิก")
        khru_nok.presses("ดูรายชื่อนี้")
        khru_nok.presses("เอาชื่อนี้ออก")
        khru_nok.sees("ออกจากรายชื่อไหมคะ")
        khru_nok.says(sure)
        assert names(sessions) == left


def person_id(sessions, **by):
    with sessions.begin() as db:
        return db.scalars(select(Member.id).filter_by(**by)).one()


@pytest.fixture
def comes_by_line(khru_nok, malee, sessions, works, hua_hin, clock):
    """สมหญิง stands on the roster with two registrations; a member of like name joins."""
    adds(khru_nok, NAME)
    first = plan(sessions, hua_hin, "ประชุมใหญ่", bangkok_time("2026-01-20"))
    second = plan(sessions, hua_hin, "ประชุมย่อย", bangkok_time("2026-01-25"))
    without = person_id(sessions, name=NAME)
    malee.adds_the_bot()
    joins(malee)
    malee.says("เปลี่ยนชื่อ")
    malee.says("สมหญิง ใจงามม")
    member = person_id(sessions, line_user_id=malee.user_id)
    said = {"said": clock(), "answer": Answer.COMING}
    with sessions.begin() as db:
        db.add(Registration(event_id=first.id, member_id=without, **said))
        db.add(Registration(event_id=second.id, member_id=without, **said))
        db.add(Registration(event_id=first.id, member_id=member, **said))
    works()
    return malee


def test_a_like_name_is_asked_about_for_free_and_merged_without_doubles(
    comes_by_line, khru_nok, sessions, works
):
    khru_nok.sees_no("คนเดียวกันไหมคะ")
    khru_nok.says("เมนู")
    khru_nok.sees("คนเดียวกันไหมคะ", "สมหญิง ใจงามม", NAME)
    same = next(each for each in khru_nok.actions() if each["label"] == "คนเดียวกัน")
    khru_nok.does(same)
    khru_nok.sees("คนเดียวแล้วค่ะ")
    assert names(sessions) == set()
    member = person_id(sessions, line_user_id=comes_by_line.user_id)
    with sessions.begin() as db:
        kept = [(each.event_id, each.member_id) for each in db.scalars(select(Registration))]
    assert sorted(kept) == [(1, member), (2, member)]
    khru_nok.does(same)
    khru_nok.sees("รวมชื่อนี้ไปแล้ว")
    works()
    khru_nok.says("เมนู")
    khru_nok.sees_no("คนเดียวกันไหมคะ")


def test_two_people_stay_two_and_are_not_asked_about_again(
    comes_by_line, khru_nok, sessions, works
):
    khru_nok.says("เมนู")
    khru_nok.presses("คนละคน")
    khru_nok.sees("เก็บเป็นสองคน")
    assert names(sessions) == {NAME}
    for name in (NAME, "สมหญิง ใจงามม"):
        comes_by_line.says("เปลี่ยนชื่อ")
        comes_by_line.says(name)
    works()
    khru_nok.says("เมนู")
    khru_nok.sees_no("คนเดียวกันไหมคะ")


def test_a_name_that_is_added_after_its_owner_came_is_asked_about_too(
    malee, khru_nok, sessions, works
):
    malee.adds_the_bot()
    joins(malee)
    malee.says("เปลี่ยนชื่อ")
    malee.says("สมหญิง ใจงามม")
    works()
    adds(khru_nok, NAME, "บุญมี มีสุข")
    works()
    khru_nok.says("เมนู")
    khru_nok.sees("คนเดียวกันไหมคะ", "สมหญิง ใจงามม", NAME)
    khru_nok.presses("คนเดียวกัน")
    assert names(sessions) == {"บุญมี มีสุข"}


def test_a_name_of_another_club_is_nobody_s_question(khru_nok, malee, sessions, works):
    adds(khru_nok, NAME)
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    malee.says("เปลี่ยนชื่อ")
    malee.says(NAME)
    works()
    khru_nok.says("เมนู")
    khru_nok.sees_no("คนเดียวกันไหมคะ")


def test_who_coordinates_nothing_sees_and_changes_no_roster(
    comes_by_line, khru_nok, sessions, simulator
):
    for words in ("รายชื่อสมาชิก", "เพิ่มรายชื่อ"):
        comes_by_line.says(words)
        comes_by_line.sees("เป็นหน้าที่ของผู้ประสานงานค่ะ")
    without = person_id(sessions, name=NAME)
    member = person_id(sessions, line_user_id=comes_by_line.user_id)
    for data in (
        "roster.more?club=1&start=0",
        f"roster.person?person={without}",
        f"roster.remove?person={without}&sure=True",
        f"roster.same?member={member}&name={without}&same=True",
        "roster.for?club=1&adding=True",
    ):
        simulator.press(comes_by_line.user_id, data)
        comes_by_line.sees("ผู้ประสานงานของชมรม")
    assert names(sessions) == {NAME}


def test_who_is_removed_stays_a_head_where_she_came(khru_nok, sessions, hua_hin, clock):
    adds(khru_nok, NAME)
    meeting = plan(sessions, hua_hin, "ประชุมใหญ่", clock() + timedelta(days=1))
    without = person_id(sessions, name=NAME)
    with sessions.begin() as db:
        came = {"answer": Answer.COMING, "said": clock()}
        db.add(Registration(event_id=meeting.id, member_id=without, **came))
    clock.moves(days=2)
    khru_nok.says("รายชื่อสมาชิก")
    khru_nok.presses("ดูรายชื่อนี้")
    khru_nok.presses("เอาชื่อนี้ออก")
    khru_nok.says("ใช่")
    with sessions.begin() as db:
        assert db.get(Event, meeting.id).counts(db).coming == 1
        assert db.scalars(select(Registration)).all() == []
