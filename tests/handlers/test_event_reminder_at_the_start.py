"""Online, whoever comes is led in ten minutes before the start: once, and never at night."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import bangkok, passes
from handlers.event import planning
from handlers.event.outline import Stretch
from models import Answer, ClubSetting, Event, Member, Promise, PromiseState, Registration, Reminder
from tests.conftest import NOW
from tests.handlers.meeting import START, press
from tests.planning import bangkok_time, plan

BEFORE, LED_IN = "ใกล้ถึงเวลานัดแล้วค่ะ", "ถึงเวลาเข้าประชุมแล้วค่ะ"
EVENING = bangkok_time("2026-01-19", "18:00")
TEN_BEFORE = bangkok_time("2026-01-20", "08:50")


def times(phone, words):
    return phone.history().count(words + " · ")


def waiting(sessions):
    """What still waits, in Bangkok's time."""
    with sessions.begin() as db:
        due = select(Promise.due).where(Promise.state == PromiseState.WAITING)
        found = db.scalars(due.order_by(Promise.due)).all()
        return [bangkok.local(each).strftime("%d %H.%M") for each in found]


@pytest.fixture
def change(khru_nok, sessions, clock):
    """Khru Nok changes the event."""

    def change(event, **other):
        with sessions.begin() as db:
            who = db.scalars(select(Member).where(Member.line_user_id == khru_nok.user_id)).one()
            found = db.get_one(Event, event.id)
            wanted = replace(planning.outline(found), **other)
            told = {"version": found.version, "now": clock()}
            planning.change(db, who, event.id, wanted, **told)

    return change


def test_who_comes_is_led_in_once_ten_minutes_before(member, meeting, clock, works, simulator):
    press(member, meeting)
    for moment in (EVENING, TEN_BEFORE - timedelta(minutes=1)):
        clock.moves_to(moment)
        works()
        assert (times(member, BEFORE), times(member, LED_IN)) == (1, 0)
    for _tick in range(3):
        clock.moves(minutes=1)
        works()
    assert times(member, LED_IN) == 1
    member.sees(LED_IN, "ประชุมใหญ่", "เข้าประชุม")
    assert simulator.quota["used"] == 2


def test_who_is_there_already_is_not_led_in(member, khru_nok, meeting, clock, works, sessions):
    press(member, meeting)
    clock.moves_to(EVENING)
    works()
    clock.moves_to(TEN_BEFORE - timedelta(minutes=20))
    with sessions.begin() as db:
        words = passes.door_words(db, db.get_one(Event, meeting.id), START.date())
    member.says(words)
    member.sees("✓ เช็กชื่อแล้วค่ะ")
    assert waiting(sessions) == []
    clock.moves_to(TEN_BEFORE)
    works()
    assert times(member, LED_IN) == 0


def test_nobody_is_led_into_a_hall(member, hua_hin, sessions):
    press(member, plan(sessions, hua_hin, "เดินสำรวจ", START, place="ศาลา"))
    assert waiting(sessions) == ["19 18.00"]


@pytest.mark.parametrize(
    ("starts", "registered", "due"),
    [
        ("07:09", "2026-01-06 12:00", ["19 18.00"]),
        ("07:10", "2026-01-06 12:00", ["19 18.00", "20 07.00"]),
        ("21:09", "2026-01-06 12:00", ["19 18.00", "20 20.59"]),
        ("21:10", "2026-01-06 12:00", ["19 18.00"]),
        ("09:10", "2026-01-19 20:00", ["20 07.00"]),  # the morning's is near enough
        ("09:11", "2026-01-19 20:00", ["20 07.00", "20 09.01"]),
        ("09:00", "2026-01-20 08:49", ["20 08.50"]),
        ("09:00", "2026-01-20 08:50", []),  # she sees the link this very moment
    ],
)
def test_the_evening_covers_the_night_and_a_near_reminder_the_start(
    member, hua_hin, sessions, clock, starts, registered, due
):
    event = plan(
        sessions, hua_hin, "ออนไลน์", bangkok_time("2026-01-20", starts), online_url="https://a.b/c"
    )
    clock.moves_to(bangkok_time(*registered.split()))
    press(member, event)
    assert waiting(sessions) == due


def test_who_registers_late_hears_when_she_is_led_in(member, meeting, clock, works):
    clock.moves_to(bangkok_time("2026-01-20", "08:00"))
    press(member, meeting)
    member.sees("น้องสตรองจะเตือนอีกครั้ง อ. 20 ม.ค. 2569 เวลา 08.50 น.")
    clock.moves_to(TEN_BEFORE)
    works()
    assert (times(member, BEFORE), times(member, LED_IN)) == (0, 1)


def test_a_reminder_that_has_left_shortly_before_counts_too(
    member, hua_hin, sessions, clock, works
):
    """She presses again after the morning's reminder: the start needs none all the same."""
    event = plan(sessions, hua_hin, "ออนไลน์", START, online_url="https://a.b/c")
    with sessions.begin() as db:
        db.add(ClubSetting(club_id=hua_hin.id, reminder=Reminder.HOURS))
    press(member, event)
    clock.moves_to(bangkok_time("2026-01-20", "07:00"))
    works()
    press(member, event)
    assert waiting(sessions) == []


def test_one_that_left_the_evening_before_does_not(member, meeting, sessions, clock, works):
    press(member, meeting)
    clock.moves_to(EVENING)
    works()
    clock.moves(hours=2)
    press(member, meeting)
    assert waiting(sessions) == ["20 08.50"]


def test_who_cancels_is_not_led_in(member, meeting, sessions):
    press(member, meeting)
    press(member, meeting, coming=False)
    assert waiting(sessions) == []


def test_another_hour_moves_it_and_a_late_one_is_dropped(
    member, meeting, change, sessions, clock, works
):
    press(member, meeting)
    clock.moves_to(TEN_BEFORE)
    works()
    hour = timedelta(hours=1)
    change(meeting, stretches=(Stretch(START + hour, meeting.ends + hour),))
    works()
    clock.moves(hours=1)
    works()
    assert times(member, LED_IN) == 2
    member.sees("10.00 – 12.00 น.")


def test_called_off_leads_nobody_in(member, meeting, khru_nok, sessions, clock):
    press(member, meeting)
    with sessions.begin() as db:
        who = db.scalars(select(Member).where(Member.line_user_id == khru_nok.user_id)).one()
        planning.call_off(db, who, meeting.id, clock())
    assert waiting(sessions) == []


def test_another_link_is_in_the_reminders_without_a_message(
    member, meeting, change, sessions, clock, works, simulator
):
    press(member, meeting)
    change(meeting, online_url="https://a.b/other")
    works()
    assert simulator.quota["used"] == 0
    with sessions.begin() as db:
        kept = db.scalars(select(Promise).where(Promise.state == PromiseState.WAITING)).all()
        own = f"/events/join/{meeting.id}-"  # which leads wherever the meeting is held by then
        assert [own in str(each.messages) for each in kept] == [True, True]


def test_what_goes_online_leads_in_and_what_leaves_it_does_not(
    member, hua_hin, change, sessions, works
):
    event = plan(sessions, hua_hin, "ประชุม", START, place="ศาลา")
    press(member, event)
    change(event, online_url="https://a.b/c")
    works()
    assert waiting(sessions) == ["19 18.00", "20 08.50"]
    change(event, online_url=None)
    works()
    assert waiting(sessions) == ["19 18.00"]


def test_it_is_sent_until_the_first_sitting_ends(member, meeting, clock, works):
    press(member, meeting)
    clock.moves_to(START + timedelta(hours=1, minutes=59))
    works()
    assert (times(member, BEFORE), times(member, LED_IN)) == (0, 1)


def test_it_is_not_sent_after_that(member, meeting, clock, works):
    press(member, meeting)
    clock.moves_to(START + timedelta(hours=2))
    works()
    assert times(member, LED_IN) == 0


def test_everybody_of_a_large_event_is_led_in(khru_nok, meeting, change, sessions, hua_hin, works):
    """More than one page of them."""
    with sessions.begin() as db:
        people = [Member(line_user_id=f"U{n}", joined=NOW, club_id=hua_hin.id) for n in range(120)]
        db.add_all(people)
        db.flush()
        hers = {"event_id": meeting.id, "answer": Answer.COMING, "said": NOW}
        db.add_all(Registration(member_id=each.id, **hers) for each in people)
    change(meeting, online_url="https://a.b/other")
    works()
    assert waiting(sessions) == ["19 18.00"] * 120 + ["20 08.50"] * 120
