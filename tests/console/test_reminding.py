"""When and how clubs remind, set on the pages: what was promised before is promised anew."""

import pytest
from sqlalchemy import select

import handlers
from bot import bangkok, errands
from handlers.event import reminding
from models import ClubSetting, Errand, ErrandState, Member, Promise, Registration, Reminder
from tests.console.conftest import Desk
from tests.handlers.meeting import named, press
from tests.planning import bangkok_time, found, plan

OF_ALL, HUA_HIN = "/console/settings/reminder", "/console/settings/clubs/HUAHIN"
LINE = "แต่งกายด้วยเสื้อชมรมนะคะ"
EVENING, DAY, HOURS = "19 18:00", "19 13:00", "20 10:00"


@pytest.fixture
def administrator(app, wipa):
    desk = Desk(app)
    desk.enters(wipa)
    return desk


@pytest.fixture
def meeting(hua_hin, sessions):
    return plan(sessions, hua_hin, "ประชุม", bangkok_time("2026-01-20", "13:00"))


def sets(desk, path=HUA_HIN, **fields):
    desk.opens(path)
    desk.sends(path, **fields)
    assert desk.answer.status_code == 303, desk.reads()
    desk.follows()
    assert "บันทึกแล้วค่ะ" in desk.reads()


def promised(sessions, event=None):
    """Day and hour of each reminder that is owed."""
    with sessions.begin() as db:
        owed = select(Promise.due).where(Promise.key.contains(":reminder:"))
        if event:
            owed = owed.where(Promise.key.startswith(f"event:{event.id}:"))
        return [bangkok.local(each).strftime("%d %H:%M") for each in db.scalars(owed)]


def crowd(sessions, event, count):
    """So many with LINE come to the event, and one without."""
    with sessions.begin() as db:
        people = [
            Member(joined=event.starts, line_user_id=f"U{n:032x}") for n in range(50, 50 + count)
        ]
        people.append(Member(joined=event.starts, name="ไม่ใช้ไลน์"))
        db.add_all(people)
        db.flush()  # for their ids
        db.add_all(
            Registration(event_id=event.id, member_id=each.id, answer="coming", said=each.joined)
            for each in people
        )


def test_clubs_that_chose_nothing_remind_when_all_do(
    administrator, khru_nok, somchai, meeting, sessions, works
):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    theirs = plan(sessions, other, "ของเขา", bangkok_time("2026-01-20", "13:00"), for_all=True)
    named(somchai, sessions)
    for event in (meeting, theirs):
        press(somchai, event)
    sets(administrator, "/console/settings/clubs/CHAAM", reminder="evening")
    works()
    assert promised(sessions) == [EVENING, EVENING]
    sets(administrator, OF_ALL, reminder="hours")
    works()
    assert (promised(sessions, meeting), promised(sessions, theirs)) == ([HOURS], [EVENING])
    sets(administrator, "/console/settings/clubs/CHAAM", reminder="")
    works()
    assert promised(sessions, theirs) == [HOURS]


def test_the_evening_is_a_choice_of_its_own(administrator, hua_hin, sessions):
    sets(administrator, reminder="evening")
    with sessions.begin() as db:
        assert db.get_one(ClubSetting, hua_hin.id).reminder is Reminder.EVENING
    administrator.opens(HUA_HIN)
    assert '<option selected value="evening">' in administrator.answer.text
    sets(administrator, OF_ALL, reminder="day")
    administrator.opens(HUA_HIN)
    assert "ทุกชมรมตอนนี้คือ 24 ชั่วโมงก่อนเริ่ม" in administrator.reads()


def test_whoever_says_yes_later_is_reminded_as_all_are(
    administrator, khru_nok, somchai, meeting, sessions
):
    sets(administrator, OF_ALL, reminder="day")
    press(named(somchai, sessions), meeting)
    assert promised(sessions) == [DAY]


def test_who_would_have_been_reminded_before_is_reminded_as_it_was_promised(
    app, wipa, somchai, meeting, sessions, works, clock
):
    press(named(somchai, sessions), meeting)
    clock.moves_to(bangkok_time("2026-01-19", "14:00"))
    administrator = Desk(app)
    administrator.enters(wipa)
    sets(administrator, OF_ALL, reminder="day")
    works()
    assert promised(sessions) == [EVENING]
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    works()
    somchai.sees("ใกล้ถึงเวลานัดแล้วค่ะ")


def test_many_are_promised_anew_page_by_page(
    administrator, hua_hin, meeting, sessions, deployment, monkeypatch
):
    monkeypatch.setattr(reminding, "PAGE", 2)
    second = plan(sessions, hua_hin, "อีกงาน", bangkok_time("2026-01-20", "13:00"))
    for event, count in ((meeting, 5), (second, 0)):
        crowd(sessions, event, count)
    sets(administrator, OF_ALL, reminder="hours")
    assert errands.run(deployment, handlers.errands) > 3
    assert promised(sessions) == [HOURS] * 5
    with sessions.begin() as db:
        assert set(db.scalars(select(Errand.state))) == {ErrandState.DONE}


class Killed(BaseException):
    """As a process that ends in the middle of something."""


def test_whoever_is_killed_in_between_goes_on_with_the_same_page(
    administrator, meeting, sessions, deployment, monkeypatch, clock
):
    monkeypatch.setattr(reminding, "PAGE", 2)
    crowd(sessions, meeting, 5)
    sets(administrator, OF_ALL, reminder="hours")
    going_on, pages = reminding._go_on, []

    def dies(*place):
        going_on(*place)
        pages.append(place)
        if len(pages) == 2:
            raise Killed

    monkeypatch.setattr(reminding, "_go_on", dies)
    with pytest.raises(Killed):
        errands.run(deployment, handlers.errands)
    assert promised(sessions) == [HOURS] * 2
    clock.moves_to(clock() + errands.LEASE)
    errands.run(deployment, handlers.errands)
    assert promised(sessions) == [HOURS] * 5


def test_of_two_workers_with_the_same_page_one_does_it(administrator, meeting, sessions, clock):
    crowd(sessions, meeting, 1)
    sets(administrator, OF_ALL, reminder="hours")
    with sessions.begin() as db:
        page = db.scalars(select(Errand)).one().details
    for _worker in range(2):
        with sessions.begin() as db:
            reminding.promise_anew(db, page, clock())
    with sessions.begin() as db:
        assert db.scalars(select(Errand)).one().details["event"] == meeting.id + 1
    assert promised(sessions) == [HOURS]


def test_the_club_s_own_line_stands_on_its_reminders(
    at_desk, somchai, malee, meeting, sessions, works, clock
):
    press(named(somchai, sessions), meeting)
    sets(at_desk, reminding=f"  {LINE}\n  ")
    press(named(malee, sessions, "มาลี รักสัตย์"), meeting)
    works()
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    works()
    for phone in (somchai, malee):
        phone.sees("ใกล้ถึงเวลานัดแล้วค่ะ", LINE)


def test_the_card_is_seen_with_the_line_while_it_is_typed(at_desk, sessions, hua_hin):
    at_desk.opens(HUA_HIN)
    assert "ประชุมชมรม" in at_desk.reads()
    plan(sessions, hua_hin, "เดินสำรวจ", bangkok_time("2026-01-20"))
    fields = {"reminder": "", "reminding": LINE, "welcome": "", "budget": ""}
    at_desk.opens(HUA_HIN)
    at_desk.sends("/console/drafts", **fields)
    at_desk.opens(HUA_HIN)
    shown = at_desk.answer.text.partition('class="phone"')[2]
    assert LINE in shown
    assert "เดินสำรวจ" in shown


def test_a_line_that_is_too_long_is_refused_and_kept_in_the_form(at_desk, sessions):
    at_desk.opens(HUA_HIN)
    at_desk.sends(HUA_HIN, reminder="", reminding="ก" * 121)
    assert "ยาวได้ไม่เกิน 120 ตัวอักษรค่ะ" in at_desk.reads()
    assert "ก" * 121 in at_desk.answer.text
    with sessions.begin() as db:
        assert db.scalars(select(ClubSetting)).all() == []


def test_only_administrators_choose_for_all(at_desk):
    assert at_desk.opens(OF_ALL).status_code == 404
    at_desk.opens(HUA_HIN)
    assert at_desk.sends(OF_ALL, reminder="day").status_code == 404
