"""Making an event, changing it under people who come, and calling it off."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

import handlers
from bot import errands
from bot.turn import Refusal
from handlers.event import planning, reminding, telling
from handlers.event.outline import (
    Fault,
    Outline,
    Spot,
    code,
    faults,
    place_and_link,
    spot_in,
    stretches,
)
from models import (
    Answer,
    Event,
    EventState,
    Member,
    Notice,
    Promise,
    PromiseState,
    Registration,
    Reminder,
)
from tests.conftest import NOW
from tests.handlers.meeting import START, named, press
from tests.phone import Group
from tests.planning import bangkok_time, found, plan

DAYS = stretches(date(2026, 1, 20), date(2026, 1, 21), time(9), time(16, 30))
WALK = Outline("เดินสำรวจ", DAYS, place="ศาลาริมคลอง", capacity=30)
CHANGED = "กิจกรรมมีการเปลี่ยนแปลงค่ะ"
OFF = "กิจกรรมนี้ยกเลิกแล้วค่ะ"


def but(**other):
    return Outline(**{**WALK.__dict__, **other})


@pytest.fixture
def coordinator(khru_nok, sessions):
    with sessions.begin() as db:
        return db.scalars(select(Member).where(Member.line_user_id == khru_nok.user_id)).one()


@pytest.fixture
def made(coordinator, hua_hin, sessions):
    with sessions.begin() as db:
        return planning.make(db, coordinator, hua_hin.id, WALK, draft="a", now=NOW)


@pytest.fixture
def change(coordinator, made, sessions, clock):
    def change(version=1, **other):
        with sessions.begin() as db:
            told = {"version": version, "now": clock()}
            return planning.change(db, coordinator, made.id, but(**other), **told)

    return change


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"title": "  "}, Fault.NO_TITLE),
        ({"title": "ก" * 5000}, Fault.LONG_TITLE),
        ({"description": "ก" * 2001}, Fault.LONG_TOLD),
        ({"place": "ก" * 201}, Fault.LONG_PLACE),
        (
            {"stretches": stretches(date(2026, 1, 20), date(2026, 1, 20), time(9), time(8))},
            Fault.BACKWARDS,
        ),
        (
            {"stretches": stretches(date(2026, 1, 4), date(2026, 1, 4), time(9), time(10))},
            Fault.PAST,
        ),
        (
            {"stretches": stretches(date(2569, 1, 4), date(2569, 1, 4), time(9), time(10))},
            Fault.FAR,
        ),
        (
            {"stretches": stretches(date(2026, 2, 1), date(2026, 9, 1), time(9), time(10))},
            Fault.MANY_DAYS,
        ),
        ({"address": "ก" * 301}, Fault.LONG_ADDRESS),
        ({"spot": Spot(91.0, 0.0)}, Fault.NO_SPOT),
        ({"online_url": "zoom"}, Fault.NO_LINK),
        ({"online_url": "ftp://a.b/c"}, Fault.NO_LINK),
        ({"online_url": "https://[a"}, Fault.NO_LINK),
        ({"capacity": 0}, Fault.SEATS),
        ({"capacity": 3}, Fault.FEWER_THAN_IN),
        ({"deadline": START + timedelta(hours=1)}, Fault.LATE_DEADLINE),
    ],
)
def test_what_cannot_be_is_named(other, fault):
    assert faults(but(**other), NOW, taken=4) == [fault]
    assert faults(WALK, NOW, taken=4) == []


def test_a_place_and_a_link_are_told_apart():
    assert place_and_link("ห้องประชุม https://zoom.us/j/1 ชั้น 2") == (
        "ห้องประชุม ชั้น 2",
        "https://zoom.us/j/1",
    )
    assert place_and_link("ศาลา") == ("ศาลา", None)
    assert place_and_link(" https://zoom.us/j/1 ") == (None, "https://zoom.us/j/1")


@pytest.mark.parametrize(
    ("typed", "spot"),
    [
        ("12.5684, 99.9577", Spot(12.5684, 99.9577)),
        ("https://www.google.com/maps/@12.5684,99.9577,17z", Spot(12.5684, 99.9577)),
        ("https://maps.google.com/?q=12.5684%2C99.9577", Spot(12.5684, 99.9577)),
        ("-33.86,151.2", Spot(-33.86, 151.2)),
        ("95.5, 99.9", None),
        ("ศาลา", None),
        ("", None),
    ],
)
def test_a_spot_is_found_in_what_maps_copy(typed, spot):
    assert spot_in(typed) == spot


def test_a_draft_has_one_code_of_its_own():
    assert code("HUAHIN", "a") == code("HUAHIN", "a") != code("HUAHIN", "b")
    assert code("HUAHIN", "a").startswith("HUAHIN-")


def test_members_see_what_is_published_and_no_draft(coordinator, hua_hin, somchai, sessions):
    named(somchai, sessions)
    with sessions.begin() as db:
        hers = {"draft": "b", "now": NOW, "published": False}
        event = planning.make(db, coordinator, hua_hin.id, WALK, **hers)
    somchai.says("กิจกรรม")
    somchai.sees("ยังไม่มีกิจกรรมใหม่")
    press(somchai, event)
    somchai.sees("ไม่พบกิจกรรมนี้แล้วค่ะ")
    with sessions.begin() as db:
        planning.publish(db, coordinator, event.id, NOW)
    somchai.says("กิจกรรม")
    somchai.sees("อ. 20 – พ. 21 ม.ค. 2569", "09.00 – 16.30 น.", "ศาลาริมคลอง", "0 จาก 30 ที่")


def test_the_same_draft_twice_is_one_event(made, coordinator, hua_hin, sessions):
    with sessions.begin() as db:
        again = planning.make(db, coordinator, hua_hin.id, WALK, draft="a", now=NOW)
        assert again.id == made.id
        assert len(db.scalars(select(Event)).all()) == 1


def test_who_comes_is_told_of_another_day_and_reminded_of_that(
    made, change, somchai, malee, works, clock, sessions
):
    press(named(somchai, sessions), made)
    named(malee, sessions, "มาลี รักสัตย์")
    later = stretches(date(2026, 1, 22), date(2026, 1, 22), time(13), time(15))
    assert change(stretches=later) == ["stretches"]
    works()
    somchai.sees(CHANGED, "ที่เปลี่ยน: วันและเวลา", "พฤ. 22 ม.ค. 2569", "13.00 – 15.00 น.")
    assert CHANGED not in malee.history()
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    works()
    assert "ใกล้ถึงเวลานัด" not in somchai.history()
    clock.moves_to(bangkok_time("2026-01-21", "18:00"))
    works()
    somchai.sees("ใกล้ถึงเวลานัดแล้วค่ะ", "พฤ. 22 ม.ค. 2569")


def test_what_need_not_be_told_costs_nothing(made, change, somchai, works, sessions):
    press(named(somchai, sessions), made)
    assert change(description="พกน้ำมาด้วย", capacity=40) == ["description", "capacity"]
    works()
    assert CHANGED not in somchai.history()
    assert change(version=2, description="พกน้ำมาด้วย", capacity=40) == []


def test_two_changes_in_the_night_are_told_once_in_the_morning(
    made, change, somchai, works, clock, sessions
):
    press(named(somchai, sessions), made)
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    change(place="ศาลากลาง")
    works()
    change(version=2, place="ศาลากลาง", title="เดินสำรวจคลอง")
    works()
    assert CHANGED not in somchai.history()
    clock.moves_to(bangkok_time("2026-01-07", "07:00"))
    works()
    assert sum(CHANGED in str(each) for each in somchai.messages()) == 1
    somchai.sees("เดินสำรวจคลอง", "ศาลากลาง")


def test_of_two_who_edit_at_once_the_later_looks_first(change, sessions, made):
    change(place="ศาลากลาง")
    with pytest.raises(Refusal, match="มีคนแก้กิจกรรมนี้ไปก่อนแล้ว"):
        change(title="อื่น")
    with sessions.begin() as db:
        assert db.get_one(Event, made.id).title == "เดินสำรวจ"


def test_more_seats_are_offered_at_once(made, change, somchai, malee, works, sessions):
    with sessions.begin() as db:
        db.get_one(Event, made.id).capacity = 1
    for phone in (named(somchai, sessions), named(malee, sessions, "มาลี รักสัตย์")):
        press(phone, made)
    change(capacity=2)
    works()
    malee.sees("มีที่ว่างสำหรับคุณแล้วค่ะ")


def test_seats_that_are_taken_are_not_taken_away(made, change, somchai, malee, sessions):
    for phone in (named(somchai, sessions), named(malee, sessions, "มาลี รักสัตย์")):
        press(phone, made)
    with pytest.raises(Refusal, match="มีคนลงทะเบียนแล้ว 2 คนค่ะ"):
        change(capacity=1)


def test_called_off_is_told_at_once_and_nobody_is_reminded(
    made, coordinator, somchai, works, clock, sessions
):
    press(named(somchai, sessions), made)
    for _twice in range(2):
        with sessions.begin() as db:
            planning.call_off(db, coordinator, made.id, clock())
        works()
    assert sum(OFF in str(each) for each in somchai.messages()) == 1
    press(somchai, made)
    somchai.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ จึงไม่ต้องตอบแล้วนะคะ")
    somchai.says("กิจกรรม")
    somchai.sees("ยังไม่มีกิจกรรมใหม่")
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    works()
    assert "ใกล้ถึงเวลานัด" not in somchai.history()


def test_what_begins_in_the_morning_is_called_off_at_night_too(
    made, coordinator, somchai, works, clock, sessions
):
    press(named(somchai, sessions), made)
    clock.moves_to(bangkok_time("2026-01-19", "22:00"))
    with sessions.begin() as db:
        planning.call_off(db, coordinator, made.id, clock())
    works()
    somchai.sees(OFF)


def test_many_are_told_page_by_page(made, change, sessions, hua_hin, monkeypatch, clock, works):
    monkeypatch.setattr(telling, "PAGE", 2)
    with sessions.begin() as db:
        people = [Member(line_user_id=f"U{n}", joined=NOW, club_id=hua_hin.id) for n in range(5)]
        db.add_all(people)
        db.flush()
        db.add_all(Registration(**_coming(made, each)) for each in people)
    change(place="ศาลากลาง")
    steps = 0
    while _step(sessions, clock):
        steps += 1
    assert steps == 3
    with sessions.begin() as db:
        told = select(Promise).where(Promise.key.contains(":notice:"))
        assert len(db.scalars(told.where(Promise.state == PromiseState.WAITING)).all()) == 5
        assert db.scalars(select(Notice.done)).all() == [True]


def test_another_club_s_coordinator_finds_nothing(made, malee, sessions, run):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    named(malee, sessions, "มาลี รักสัตย์")
    malee.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    with sessions.begin() as db:
        other = db.scalars(select(Member).where(Member.line_user_id == malee.user_id)).one()
        with pytest.raises(Refusal, match="ไม่พบกิจกรรมนี้ค่ะ"):
            planning.call_off(db, other, made.id, NOW)
        with pytest.raises(Refusal, match="ไม่พบชมรมนี้"):
            planning.make(db, other, made.club_id, WALK, draft="c", now=NOW)


def test_only_administrators_invite_every_club(change, coordinator, hua_hin, sessions):
    with pytest.raises(Refusal, match="ผู้ดูแลระบบเป็นผู้ทำ"):
        change(for_all=True)
    with sessions.begin() as db, pytest.raises(Refusal, match="ผู้ดูแลระบบเป็นผู้ทำ"):
        planning.make(db, coordinator, hua_hin.id, but(for_all=True), draft="d", now=NOW)


def test_what_is_over_cannot_be_called_off(coordinator, hua_hin, sessions):
    old = plan(sessions, hua_hin, "เก่า", NOW - timedelta(days=3))
    with sessions.begin() as db, pytest.raises(Refusal, match="จบไปแล้ว"):
        planning.call_off(db, coordinator, old.id, NOW)


def _coming(event, member):
    return {"event_id": event.id, "member_id": member.id, "answer": Answer.COMING, "said": NOW}


def _step(sessions, clock):
    with sessions.begin() as db:
        return telling.tell(db, clock())


def test_what_is_a_draft_or_off_is_nowhere_else(hua_hin, somchai, khru_nok, simulator, sessions):
    """Not in the club's group, and typing its code leads nowhere."""
    draft = plan(sessions, hua_hin, "ร่าง", START, state=EventState.DRAFT)
    plan(sessions, hua_hin, "ยกเลิกแล้ว", START, state=EventState.CANCELLED)
    group = Group(simulator, "ชมรมหัวหิน", khru_nok)
    group.lets_the_bot_in()
    group.hears(khru_nok, "HUAHIN")
    group.calls(khru_nok, "กิจกรรม")
    group.sees("ยังไม่มีกิจกรรมใหม่ค่ะ")
    named(somchai, sessions)
    somchai.says(f"เข้าร่วม {draft.code}")
    somchai.sees_no("ร่าง")


def test_nobody_is_reminded_of_what_is_off_when_the_club_s_rule_changes(
    made, coordinator, hua_hin, somchai, sessions, clock, deployment
):
    press(named(somchai, sessions), made)
    with sessions.begin() as db:
        planning.call_off(db, coordinator, made.id, clock())
        reminding.choose(db, coordinator, hua_hin, Reminder.HOURS, "", now=clock())
    assert errands.run(deployment, handlers.errands)
    with sessions.begin() as db:
        reminders = select(Promise.state).where(Promise.key.contains(":reminder:"))
        assert db.scalars(reminders).all() == [PromiseState.WITHDRAWN]
