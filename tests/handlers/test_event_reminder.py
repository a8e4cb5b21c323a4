"""The reminder the evening before: promised at registration, once, and never at night."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Answer, Promise, PromiseState
from tests.handlers.meeting import REGISTERED, START, answers, named
from tests.planning import bangkok_time, plan


@pytest.fixture
def meeting(hua_hin, sessions):
    """On site: who comes to a meeting online is led in at its start, too."""
    return plan(sessions, hua_hin, "ประชุมใหญ่", START, place="ห้องประชุม")


REMINDED = "ใกล้ถึงเวลานัดแล้วค่ะ"


def reminders(phone):
    return phone.history().count(REMINDED + " · ")


def test_the_reminder_comes_once_the_evening_before(member, meeting, clock, works, simulator):
    member.says("ไป")
    clock.moves_to(bangkok_time("2026-01-19", "17:59"))
    works()
    assert reminders(member) == 0
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    for _tick in range(3):
        works()
        clock.moves(minutes=20)
    assert reminders(member) == 1
    member.sees("ประชุมใหญ่", "09.00 – 11.00 น.", "ไม่สะดวกแล้ว")
    clock.moves_to(bangkok_time("2026-01-20", "08:00"))
    works()
    assert reminders(member) == 1
    assert simulator.quota["used"] == 1


def test_who_cancels_is_not_reminded_and_who_comes_back_is(
    member, malee, meeting, sessions, clock, works
):
    named(malee, sessions, "มาลี รักสัตย์")
    for phone in (member, malee):
        phone.says("ไป")
        phone.presses("ไม่สะดวกแล้ว")
    malee.presses("เปลี่ยนใจ เข้าร่วม")
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    works()
    assert (reminders(member), reminders(malee)) == (0, 1)


@pytest.mark.parametrize(
    ("registered", "reminded"),
    [
        ("2026-01-19 17:59", "2026-01-19 18:00"),
        ("2026-01-19 19:00", "2026-01-20 07:00"),
        ("2026-01-19 23:30", "2026-01-20 07:00"),
        ("2026-01-20 00:30", None),
        ("2026-01-20 08:00", None),
    ],
)
def test_who_registers_late_is_reminded_in_the_morning_and_never_at_night(
    member, meeting, sessions, clock, works, registered, reminded
):
    clock.moves_to(bangkok_time(*registered.split()))
    member.says("ไป")
    with sessions.begin() as db:
        due = db.scalar(select(Promise.due).where(Promise.state == PromiseState.WAITING))
    assert due == (bangkok_time(*reminded.split()) if reminded else None)
    assert ("น้องสตรองจะเตือนอีกครั้ง" in member.screen()) is bool(reminded)
    works()
    clock.moves_to(START - timedelta(minutes=30))
    works()
    assert reminders(member) == int(bool(reminded))


def test_an_early_start_leaves_no_morning_to_remind_in(member, hua_hin, sessions, clock, works):
    plan(sessions, hua_hin, "ใส่บาตร", bangkok_time("2026-01-20", "07:30"))
    clock.moves_to(bangkok_time("2026-01-19", "20:00"))
    member.says("ไป")
    member.sees(REGISTERED)
    member.sees_no("จะเตือนอีกครั้ง")
    clock.moves_to(bangkok_time("2026-01-20", "07:05"))
    works()
    assert reminders(member) == 0


def test_what_was_held_up_by_the_night_comes_in_the_morning(member, meeting, clock, works):
    member.says("ไป")
    clock.moves_to(bangkok_time("2026-01-19", "21:30"))
    works()
    assert reminders(member) == 0
    clock.moves_to(bangkok_time("2026-01-20", "07:00"))
    works()
    assert reminders(member) == 1


def test_a_reminder_after_the_start_is_dropped(member, meeting, sessions, clock, works):
    member.says("ไป")
    clock.moves_to(START + timedelta(minutes=1))
    works()
    assert reminders(member) == 0
    with sessions.begin() as db:
        assert db.scalars(select(Promise.state)).all() == [PromiseState.EXPIRED]


def test_the_reminder_s_buttons_still_work(member, meeting, clock, works, sessions):
    member.says("ไป")
    clock.moves_to(bangkok_time("2026-01-19", "18:00"))
    works()
    member.presses("ไม่สะดวกแล้ว")
    member.sees("ยกเลิกการลงทะเบียนแล้วค่ะ")
    assert answers(sessions) == [(meeting.id, Answer.DECLINED)]
