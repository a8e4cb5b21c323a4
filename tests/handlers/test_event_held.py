"""What could not be told of an event is never lost in silence: its coordinators hear of it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import worker
from models import Outgoing, OutgoingState, Promise, PromiseState
from tests.handlers.meeting import START, named, press
from tests.planning import bangkok_time, plan

REMINDED = "ใกล้ถึงเวลานัดแล้วค่ะ"
EVENING = bangkok_time("2026-01-19", "18:00")
HELD = "ข้อความของกิจกรรม “เดินสำรวจ” ถึง 2 คนจึงค้างอยู่ค่ะ"
MISSED = "ข้อความของกิจกรรม “เดินสำรวจ” ถึง 2 คนไม่ได้ส่งออกไป เพราะเลยเวลาแล้วค่ะ"


@pytest.fixture
def walk(hua_hin, sessions):
    return plan(sessions, hua_hin, "เดินสำรวจ", START, place="ศาลา")


@pytest.fixture
def two(member, malee, walk, sessions):
    """Two come to the walk, and have their reminders due in the evening."""
    phones = member, named(malee, sessions, "มาลี รักสัตย์")
    for phone in phones:
        press(phone, walk)
    return phones


@pytest.fixture
def used_up(simulator, works):
    """LINE takes no message more in this month."""

    def used_up(limit=0):
        simulator.set_quota("limited", limit, 0)
        works()

    return used_up


def reminded(phones):
    return [each.history().count(REMINDED + " · ") for each in phones]


def test_what_the_month_holds_is_told_to_the_coordinator_for_free(
    khru_nok, two, used_up, clock, works, simulator
):
    used_up()
    clock.moves_to(EVENING)
    works()
    assert reminded(two) == [0, 0]
    khru_nok.says("เมนู")
    khru_nok.sees(HELD, "มีโควตาเมื่อไรจะส่งให้เอง")
    for _minute in range(3):
        clock.moves(minutes=1)
        works()
    khru_nok.says("เมนู")
    khru_nok.sees_no("ค้างอยู่")
    assert simulator.quota["used"] == 0


def test_what_waits_leaves_once_there_are_messages_again(
    khru_nok, two, used_up, clock, works, simulator
):
    used_up()
    clock.moves_to(EVENING)
    works()
    simulator.set_quota("limited", 300, 0)
    for _minute in range(3):
        clock.moves(minutes=1)
        works()
    assert reminded(two) == [1, 1]
    clock.moves_to(START + timedelta(minutes=1))
    works()
    khru_nok.says("เมนู")
    khru_nok.sees_no("ไม่ได้ส่งออกไป")


def test_what_waited_in_vain_is_told_too(khru_nok, two, used_up, clock, works, sessions):
    used_up()
    clock.moves_to(EVENING)
    works()
    clock.moves_to(START + timedelta(minutes=1))
    works()
    assert reminded(two) == [0, 0]
    khru_nok.says("เมนู")
    khru_nok.sees(MISSED)
    khru_nok.sees_no("ค้างอยู่")  # that would be true no longer
    khru_nok.says("เมนู")
    khru_nok.sees_no("ไม่ได้ส่งออกไป")
    with sessions.begin() as db:
        assert set(db.scalars(select(Outgoing.state))) == {OutgoingState.EXPIRED}


def test_what_is_never_tried_since_the_month_is_known_to_be_used_up_is_told(
    khru_nok, two, hua_hin, used_up, clock, works, sessions
):
    """The walk's reminder is refused; that of the day after is not even tried."""
    late = plan(sessions, hua_hin, "วันถัดไป", START + timedelta(days=1))
    press(two[0], late)
    used_up()
    for moment in (EVENING, EVENING + timedelta(days=1)):
        clock.moves_to(moment)
        works()
    khru_nok.says("เมนู")
    khru_nok.sees("“วันถัดไป” ถึง 1 คนจึงค้างอยู่ค่ะ")


def test_what_could_not_leave_in_time_for_any_reason_is_told(khru_nok, two, clock, works, sessions):
    """No worker ran in time."""
    clock.moves_to(START + timedelta(minutes=1))
    works()
    khru_nok.says("เมนู")
    khru_nok.sees(MISSED)
    with sessions.begin() as db:
        lost = select(func.count()).where(Promise.state == PromiseState.EXPIRED)
        assert db.scalar(lost) == 2


def test_who_wants_silence_has_missed_nothing(khru_nok, two, clock, works):
    two[0].says("หยุดส่ง")
    clock.moves_to(START + timedelta(minutes=1))
    works()
    khru_nok.says("เมนู")
    khru_nok.sees("ถึง 1 คนไม่ได้ส่งออกไป")


def test_without_a_coordinator_the_administrators_hear_of_it(two, run, clock, works):
    two[1].says(run("invite", "--role", "administrator").split()[0])
    clock.moves_to(START + timedelta(minutes=1))
    works()
    two[1].says("เมนู")
    two[1].sees(MISSED)


def test_whoever_only_comes_hears_nothing_of_it(khru_nok, two, clock, works):
    clock.moves_to(START + timedelta(minutes=1))
    works()
    two[0].says("เมนู")
    two[0].sees_no("ไม่ได้ส่งออกไป")


def test_halves_of_a_request_still_belong_to_their_event(
    khru_nok, two, simulator, used_up, clock, works, sessions, deployment
):
    """LINE refuses one of two recipients, and then somebody else uses up the month."""
    simulator.add_fault("multicast", "error-before", status=400, times=1)
    clock.moves_to(EVENING)
    simulator.set_quota("limited", 3, 1)
    worker.look_at_account(deployment)
    simulator.set_quota("limited", 2, 1)
    works()
    clock.moves_to(START + timedelta(minutes=1))
    works()
    khru_nok.says("เมนู")
    khru_nok.sees("ถึง 1 คนไม่ได้ส่งออกไป")
    with sessions.begin() as db:
        states = db.scalars(select(Outgoing.state).order_by(Outgoing.state)).all()
        assert states == [OutgoingState.EXPIRED, OutgoingState.SENT, OutgoingState.SPLIT]
