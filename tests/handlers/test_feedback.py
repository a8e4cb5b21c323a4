"""Those who came rate an event, and nobody else; its coordinators read it without names."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models import (
    Attendance,
    Event,
    Feedback,
    Member,
    Outgoing,
    Promise,
    Registration,
    Way,
)
from tests.console.conftest import Desk
from tests.handlers.meeting import START, named, press
from tests.planning import found, plan

OVER = START + timedelta(hours=3)
ASKED, HOW = "ครั้งนี้เป็นอย่างไรคะ", "ให้คะแนนเท่าไรคะ"


@pytest.fixture
def walk(sessions, hua_hin):
    return plan(sessions, hua_hin, "เดินสำรวจ", START)


def came(sessions, event, phone):
    with sessions.begin() as db:
        who = select(Member.id).where(Member.line_user_id == phone.user_id)
        hers = {"event_id": event.id, "member_id": db.scalars(who).one()}
        db.add(Attendance(**hers, day=START.date(), at=START, way=Way.DOOR))


@pytest.fixture
def visitor(somchai, sessions, walk, clock, works):
    """Somchai was there, and it is over."""
    named(somchai, sessions)
    press(somchai, walk)
    came(sessions, walk, somchai)
    clock.moves_to(OVER)
    works()
    return somchai


def ratings(sessions):
    with sessions.begin() as db:
        return [(each.stars, each.comment) for each in db.scalars(select(Feedback))]


def test_who_came_is_asked_for_free_and_rates_in_two_taps(visitor, sessions):
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Outgoing)) == 0
    visitor.says("เมนู")
    visitor.sees("เดินสำรวจ", ASKED)
    visitor.presses("ให้คะแนน")
    visitor.sees(HOW)
    visitor.presses("5 ดีมาก")
    visitor.sees("ได้ 5 คะแนนค่ะ", "อยากบอกอะไรเพิ่มไหมคะ")
    visitor.says("น้ำดื่มน้อยไป  แต่สนุกค่ะ")
    visitor.sees("ขอบคุณมากค่ะ")
    assert ratings(sessions) == [(5, "น้ำดื่มน้อยไป แต่สนุกค่ะ")]


@pytest.mark.parametrize(
    ("typed", "stars"), [("4", 4), ("๒ ดาว", 2), ("ดีมาก", 5), ("1 ไม่ดี", 1), ("3 คะแนน", 3)]
)
def test_a_rating_may_be_typed(visitor, sessions, typed, stars):
    visitor.says("ให้คะแนนกิจกรรม")
    visitor.sees(HOW)
    visitor.says(typed)
    visitor.sees(f"ได้ {stars} คะแนนค่ะ")
    visitor.says("ข้าม")
    visitor.sees("ขอบคุณมากค่ะ")
    assert ratings(sessions) == [(stars, None)]


def test_what_is_no_rating_is_asked_again_and_a_wish_goes_on(visitor, sessions):
    visitor.says("ให้คะแนนกิจกรรม")
    for typed in ("9", "ก็โอเค", "0"):
        visitor.says(typed)
        visitor.sees("พิมพ์เลข 1 ถึง 5")
    visitor.says("กิจกรรม")
    visitor.sees("ยังไม่มีกิจกรรมใหม่ค่ะ")
    assert ratings(sessions) == []


def test_second_thoughts_count_and_a_comment_stays(visitor, sessions):
    for stars in ("4", "2"):
        visitor.says("ให้คะแนนกิจกรรม")
        visitor.says(stars)
        visitor.says("ดีค่ะ มีต้นไม้" if stars == "4" else "ข้าม")
    assert ratings(sessions) == [(2, "ดีค่ะ มีต้นไม้")]


def test_a_comment_that_is_too_long_is_not_cut(visitor, sessions):
    visitor.says("ให้คะแนนกิจกรรม")
    visitor.says("5")
    visitor.says("ยาว" * 200)
    visitor.sees("ความเห็นยาวได้ไม่เกิน 500 ตัวอักษรค่ะ")
    visitor.says("พอแล้วค่ะ ยาวไป")
    assert ratings(sessions)[0][1] == "พอแล้วค่ะ ยาวไป"


def test_an_unsent_comment_is_forgotten_and_the_rating_stays(visitor, sessions):
    visitor.says("ให้คะแนนกิจกรรม")
    visitor.says("5")
    visitor.says("ดีค่ะ มีต้นไม้")
    visitor.unsends("ดีค่ะ มีต้นไม้")
    assert ratings(sessions) == [(5, None)]


def test_only_those_who_came_are_asked(visitor, malee, sessions, walk, works):
    named(malee, sessions, "มาลี รักสัตย์")
    works()
    malee.says("เมนู")
    assert ASKED not in malee.history()
    malee.says("ให้คะแนนกิจกรรม")
    malee.sees("ไม่มีกิจกรรมที่คุณมาร่วมและรอคะแนนอยู่ค่ะ")
    for data in (f"feedback.ask?event={walk.id}", f"feedback.rate?event={walk.id}&stars=5"):
        malee.simulator.press(malee.user_id, data)
        malee.sees("ให้คะแนนได้เฉพาะกิจกรรมที่คุณมาร่วมค่ะ")
    assert ratings(sessions) == []


def test_nobody_is_asked_twice_nor_after_she_rated(visitor, sessions, works):
    visitor.says("เมนู")
    once = visitor.history().count(ASKED)
    works()
    visitor.says("เมนู")
    assert visitor.history().count(ASKED) == once > 0
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).where(Promise.key.contains(":feedback:"))) == 1


def test_whoever_rates_of_her_own_accord_is_not_asked(somchai, sessions, walk, clock, works):
    named(somchai, sessions)
    came(sessions, walk, somchai)
    clock.moves_to(OVER)
    somchai.says("ให้คะแนนกิจกรรม")
    somchai.says("5")
    works()
    somchai.says("ข้าม")
    somchai.says("เมนู")
    assert ASKED not in somchai.history()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (START + timedelta(hours=1), "กิจกรรมนี้ยังไม่จบค่ะ"),
        (OVER + timedelta(days=15), "หมดเวลาให้คะแนนกิจกรรมนี้แล้วค่ะ"),
    ],
)
def test_a_rating_has_its_time(somchai, sessions, walk, clock, moment, said):
    named(somchai, sessions)
    came(sessions, walk, somchai)
    clock.moves_to(moment)
    somchai.simulator.press(somchai.user_id, f"feedback.rate?event={walk.id}&stars=5")
    somchai.sees(said)


def test_of_several_events_she_is_asked_which(visitor, sessions, hua_hin):
    came(sessions, plan(sessions, hua_hin, "ปลูกต้นไม้", START - timedelta(days=1)), visitor)
    visitor.says("ให้คะแนนกิจกรรม")
    visitor.sees("ให้คะแนนกิจกรรมไหนคะ", "เดินสำรวจ", "ปลูกต้นไม้")


def test_coordinators_see_the_summary_without_names(visitor, khru_nok, app, walk):
    visitor.says("ให้คะแนนกิจกรรม")
    visitor.says("4")
    visitor.says("ครั้งหน้าขอร่มเงา")
    khru_nok.says("สรุปกิจกรรม")
    khru_nok.sees("สรุปกิจกรรม", "เดินสำรวจ", "1 คน", "4.0 จาก 5", "1 แห่ง: เทศบาลเมือง 1")
    desk = Desk(app)
    desk.enters(khru_nok)
    desk.opens(f"/console/events/{walk.id}")
    assert "ครั้งหน้าขอร่มเงา" in desk.reads()
    comment = desk.answer.text.partition("ความเห็น</h3>")[2].partition("</section>")[0]
    assert "สมชาย" not in comment


def test_another_club_s_summary_is_not_there(visitor, khru_nok, sessions):
    theirs = plan(sessions, found(sessions, "CHAAM", "ชะอำ"), "ลับ", START)
    khru_nok.simulator.press(khru_nok.user_id, f"event.sum_up?event={theirs.id}")
    khru_nok.sees("ไม่พบกิจกรรมนี้ค่ะ")
    visitor.says("สรุปกิจกรรม")
    visitor.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")


def test_what_was_called_off_is_not_rated(somchai, sessions, walk, clock, works):
    named(somchai, sessions)
    came(sessions, walk, somchai)
    with sessions.begin() as db:
        db.get_one(Event, walk.id).state = "cancelled"
        assert db.scalars(select(Registration)).all() == []
    clock.moves_to(OVER)
    works()
    somchai.says("เมนู")
    assert ASKED not in somchai.history()
