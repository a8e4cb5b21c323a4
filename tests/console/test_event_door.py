"""The door on a page: people are checked in by name, walk in, and are counted."""

import pytest
from sqlalchemy import select

from models import (
    Answer,
    Attendance,
    Event,
    EventDay,
    EventState,
    Member,
    Registration,
    Way,
)
from tests.conftest import NOW
from tests.planning import bangkok_time, found, plan
from tests.queries import asked

FIRST, LAST = "2026-01-20", "2026-01-21"
OPENS = bangkok_time(FIRST, "08:45")


@pytest.fixture
def held(sessions, hua_hin, clock):
    """On two days; the first has come."""
    event = plan(sessions, hua_hin, "อบรม", bangkok_time(FIRST, "09:00"), topics=("ก", "ข"))
    clock.moves_to(OPENS)
    return event


@pytest.fixture
def desk(at_desk, held, khru_nok):
    at_desk.enters(khru_nok)
    return at_desk


def person(sessions, club, name, event=None):
    with sessions.begin() as db:
        member = Member(name=name, club_id=club.id, joined=NOW)
        db.add(member)
        db.flush()
        if event:
            hers = {"event_id": event.id, "member_id": member.id}
            db.add(Registration(**hers, answer=Answer.COMING, said=NOW))
        return member.id


def door(event, day=FIRST, way=""):
    return f"/console/events/{event.id}/door/{day}{way}"


def seen(sessions):
    with sessions.begin() as db:
        return [
            (each.member.name, each.day.isoformat(), each.way, each.by_id is not None)
            for each in db.scalars(select(Attendance).order_by(Attendance.member_id))
        ]


def test_who_is_there_is_checked_in_by_name_and_a_slip_is_taken_back(desk, held, hua_hin, sessions):
    malee = person(sessions, hua_hin, "มาลี รักสัตย์", held)
    desk.opens(f"/console/events/{held.id}")
    assert door(held) in desk.answer.text
    assert door(held, LAST) not in desk.answer.text
    desk.opens(door(held))
    assert "มาแล้ว 0 คน" in desk.reads()
    desk.sends(door(held, way="/in"), person=str(malee))
    desk.follows()
    assert "มาแล้ว 1 คน" in desk.reads()
    assert "✓ 08.45 น." in desk.reads()
    assert seen(sessions) == [("มาลี รักสัตย์", FIRST, Way.NAME, True)]
    desk.sends(door(held, way="/in"), person=str(malee))
    assert len(seen(sessions)) == 1
    desk.follows()
    desk.sends(door(held, way="/out"), person=str(malee))
    desk.follows()
    assert "มาแล้ว 0 คน" in desk.reads()
    assert seen(sessions) == []


def test_a_search_finds_whoever_is_of_the_club(desk, held, hua_hin, sessions):
    person(sessions, hua_hin, "มาลี รักสัตย์", held)
    dao = person(sessions, hua_hin, "ดาว ไม่ได้ลงชื่อ")
    desk.opens(door(held))
    assert "ดาว" not in desk.reads()
    desk.opens(door(held) + "?q=ดาว")
    assert "ดาว ไม่ได้ลงชื่อ" in desk.reads()
    desk.sends(door(held, way="/in") + "?q=ดาว", person=str(dao))
    assert "q=" in desk.answer.headers["Location"]
    desk.opens(door(held))
    assert "ดาว ไม่ได้ลงชื่อ" in desk.reads()


def test_who_walks_in_is_on_the_roster_from_now_on(desk, held, hua_hin, sessions):
    known = person(sessions, hua_hin, "ลุงมี ใจดี")
    desk.opens(door(held))
    for name in ("ลุงมี  ใจดี", "ป้าศรี มีสุข", "ป้าศรี มีสุข"):
        desk.sends(door(held, way="/walk-in"), name=name)
        desk.follows()
        assert f"เช็กชื่อ {' '.join(name.split())} แล้วค่ะ" in desk.reads()
    assert [name for name, *_rest in seen(sessions)] == ["ลุงมี ใจดี", "ป้าศรี มีสุข"]
    with sessions.begin() as db:
        assert db.get_one(Member, known).club_id == hua_hin.id
        assert len(db.scalars(select(Member).where(Member.name == "ป้าศรี มีสุข")).all()) == 1


@pytest.mark.parametrize("name", ["1234", "", "ก" * 81])
def test_what_is_no_name_is_said_and_kept(desk, held, sessions, name):
    desk.opens(door(held))
    desk.sends(door(held, way="/walk-in"), name=name)
    assert desk.answer.status_code == 200
    assert f'value="{name}"' in desk.answer.text
    assert seen(sessions) == []


def test_heads_without_a_name_are_counted(desk, held, sessions):
    desk.opens(door(held))
    desk.sends(door(held, way="/heads"), heads="๑๒")
    desk.follows()
    assert "นับหัวอีก 12 คน" in desk.reads()
    desk.sends(door(held, way="/heads"), heads="9")
    for wrong in ("สิบสอง", "200000"):
        desk.opens(door(held))
        desk.sends(door(held, way="/heads"), heads=wrong)
        assert "ตัวเลข" in desk.reads()
    with sessions.begin() as db:
        assert [each.heads for each in db.scalars(select(EventDay))] == [9]


def test_nobody_is_there_before_the_day(desk, held, hua_hin, sessions):
    malee = person(sessions, hua_hin, "มาลี รักสัตย์", held)
    desk.opens(door(held, LAST))
    desk.sends(door(held, LAST, "/in"), person=str(malee))
    desk.follows()
    assert "ยังไม่ถึงวันของกิจกรรมค่ะ" in desk.reads()
    assert seen(sessions) == []


def test_what_was_called_off_has_no_roll(desk, held, hua_hin, sessions):
    malee = person(sessions, hua_hin, "มาลี รักสัตย์", held)
    with sessions.begin() as db:
        db.get_one(Event, held.id).state = EventState.CANCELLED
    desk.opens(door(held))
    desk.sends(door(held, way="/in"), person=str(malee))
    desk.follows()
    assert "กิจกรรมนี้ไม่ได้จัดวันนั้นค่ะ" in desk.reads()
    assert seen(sessions) == []


def test_strangers_are_not_checked_in(desk, held, sessions):
    other = person(sessions, found(sessions, "CHAAM", "ชะอำ"), "ลับ เฉพาะเขา")
    desk.opens(door(held))
    for somebody in (other, 99999, ""):
        desk.sends(door(held, way="/in"), person=str(somebody))
        desk.follows()
        assert "ไม่พบชื่อนี้ในกิจกรรมหรือในชมรมค่ะ" in desk.reads()
    desk.opens(door(held) + "?q=ลับ")
    assert "เฉพาะเขา" not in desk.reads()
    assert seen(sessions) == []


@pytest.mark.parametrize("way", ["/in", "/out", "/walk-in", "/heads"])
def test_another_club_s_door_is_not_there(desk, held, sessions, way):
    theirs = plan(sessions, found(sessions, "CHAAM", "ชะอำ"), "ลับ", bangkok_time(FIRST, "09:00"))
    desk.opens(door(held))
    assert desk.sends(door(theirs, way=way), person="1", name="ก ข").status_code == 404
    assert desk.opens(door(theirs)).status_code == 404


@pytest.mark.parametrize("day", ["2026-01-19", "x", "2026-13-45"])
def test_a_day_that_is_none_of_it_is_not_found(desk, held, day):
    assert desk.opens(door(held, day)).status_code == 404


def test_the_door_asks_as_often_for_many_as_for_few(desk, held, hua_hin, sessions):
    def opened():
        with asked(sessions) as statements:
            desk.opens(door(held))
        return len(statements)

    person(sessions, hua_hin, "คน หนึ่ง", held)
    few = opened()
    for number in range(20):
        person(sessions, hua_hin, f"คน {number}", held)
    assert opened() == few
