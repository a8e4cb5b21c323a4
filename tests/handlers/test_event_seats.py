"""A full event: waiting for a seat, being offered one, taking it or letting it go."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.bangkok import local
from handlers.event import flow
from models import Answer, Event, Member, Promise, PromiseState, Registration
from tests.handlers.meeting import REGISTERED, START, named, press
from tests.planning import bangkok_time, plan

OFFERED = "มีที่ว่างสำหรับคุณแล้วค่ะ"
WAITING = "ลงชื่อรอที่นั่งไว้แล้วค่ะ"


@pytest.fixture
def walk(hua_hin, sessions):
    return plan(sessions, hua_hin, "เดินสำรวจ", START, capacity=1)


@pytest.fixture
def full(walk, somchai, malee, sessions):
    """Somchai has the only seat, Malee waits."""
    for phone in (named(somchai, sessions), named(malee, sessions, "มาลี รักสัตย์")):
        press(phone, walk)
    return walk


def said(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Registration.answer).order_by(Registration.member_id)))


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        ("2026-01-10T08:00", "2026-01-20T09:00", "2026-01-10T20:00"),
        ("2026-01-10T10:00", "2026-01-20T09:00", "2026-01-11T08:00"),  # 11 h today, 1 tomorrow
        ("2026-01-10T20:59", "2026-01-20T09:00", "2026-01-11T18:59"),
        ("2026-01-10T23:00", "2026-01-20T09:00", "2026-01-11T19:00"),  # counts from the morning
        ("2026-01-11T03:00", "2026-01-20T09:00", "2026-01-11T19:00"),
        ("2026-01-19T18:00", "2026-01-20T09:00", "2026-01-20T07:00"),  # two hours before
        ("2026-01-20T06:30", "2026-01-20T09:00", None),  # nobody is awake before it is too late
        ("2026-01-20T07:00", "2026-01-20T09:00", None),
        ("2026-01-20T06:59", "2026-01-20T13:00", "2026-01-20T11:00"),
    ],
)
def test_a_seat_is_held_for_twelve_waking_hours(now, starts, until):
    now, starts = (bangkok_time(*each.split("T")) for each in (now, starts))
    held = flow.hold(now, starts)
    assert (held and f"{local(held):%Y-%m-%dT%H:%M}") == until


def test_who_finds_no_seat_waits_and_sees_her_place_in_line(full, malee, sessions):
    malee.sees(WAITING, "คุณเป็นคิวที่ 1")
    malee.says("ที่ลงทะเบียนไว้")
    malee.sees("เข้าร่วมแล้ว 1 จาก 1 ที่", "รอที่นั่ง 1 คน", "คุณรอที่นั่งอยู่")
    press(malee, full)
    malee.sees(WAITING, "คุณเป็นคิวที่ 1")
    assert said(sessions) == [Answer.COMING, Answer.WAITING]


def test_a_full_event_says_so_on_its_button(full, khru_nok, sessions):
    named_member(khru_nok, sessions)
    khru_nok.says("กิจกรรม")
    khru_nok.presses("ลงชื่อรอที่นั่ง")
    khru_nok.sees(WAITING, "คุณเป็นคิวที่ 2")


def test_a_seat_that_is_given_back_is_offered_and_taken(full, somchai, malee, works, sessions):
    press(somchai, full, coming=False)
    works()
    malee.sees(OFFERED, "เก็บที่นั่งไว้ให้คุณถึง อ. 6 ม.ค. 2569 เวลา 08.00 น.")
    press(somchai, full)
    somchai.sees(WAITING)  # the seat is kept for her who waited
    malee.says("รับที่นั่ง")
    malee.sees(REGISTERED, "น้องสตรองจะเตือนอีกครั้ง")
    assert said(sessions) == [Answer.WAITING, Answer.COMING]


def test_a_seat_that_nobody_takes_goes_on(full, somchai, malee, khru_nok, works, clock, sessions):
    named_member(khru_nok, sessions)
    press(khru_nok, full)
    press(somchai, full, coming=False)
    works()
    clock.moves_to(bangkok_time("2026-01-06", "08:00"))
    works()
    khru_nok.sees(OFFERED)
    malee.says("กิจกรรม")
    malee.sees("เวลาที่เก็บที่นั่งไว้ให้หมดแล้วค่ะ")
    malee.presses("เข้าร่วม")
    malee.sees(WAITING)
    assert said(sessions) == [Answer.DECLINED, Answer.WAITING, Answer.OFFERED]


def test_an_offer_pressed_too_late_is_a_place_at_the_end_of_the_line(
    full, somchai, malee, khru_nok, works, clock, sessions
):
    named_member(khru_nok, sessions)
    press(khru_nok, full)
    press(somchai, full, coming=False)
    works()
    clock.moves(days=2)
    press(malee, full)  # before the clock looked
    malee.sees(WAITING)
    assert said(sessions) == [Answer.DECLINED, Answer.WAITING, Answer.OFFERED]


def test_a_second_offer_reaches_her_too(full, somchai, malee, works, clock, sessions):
    press(somchai, full, coming=False)
    works()
    press(malee, full, coming=False)
    press(somchai, full)
    press(malee, full)
    clock.moves(minutes=1)
    press(somchai, full, coming=False)
    works()
    assert sum(OFFERED in str(message) for message in malee.messages()) == 2


def test_an_answer_takes_an_offer_back_that_has_not_left(full, somchai, malee, clock, works):
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    press(somchai, full, coming=False)
    works()
    press(malee, full)
    malee.sees(REGISTERED)
    clock.moves_to(bangkok_time("2026-01-07", "07:00"))
    works()
    assert OFFERED not in malee.history()


def test_close_to_the_start_a_free_seat_is_whose_asks_first(full, somchai, malee, clock, works):
    clock.moves_to(START - timedelta(hours=1))
    press(somchai, full, coming=False)
    works()
    assert OFFERED not in malee.history()
    press(malee, full)
    malee.sees(REGISTERED)


def test_who_leaves_the_club_leaves_her_seat_to_who_waits(full, somchai, malee, works):
    somchai.says("ออกจากชมรม")
    somchai.presses("ออกจากชมรม")
    works()
    malee.sees(OFFERED)


def test_not_knowing_yet_takes_no_seat(walk, somchai, sessions):
    named(somchai, sessions)
    somchai.says("กิจกรรม")
    somchai.presses("ยังไม่แน่ใจ")
    somchai.sees("รับทราบค่ะ ยังไม่แน่ใจ")
    somchai.says("กิจกรรม")
    somchai.sees("เข้าร่วมแล้ว 0 จาก 1 ที่", "คุณยังไม่แน่ใจ")
    somchai.presses("เข้าร่วม")
    somchai.sees(REGISTERED)
    somchai.says("ยกเลิกลงทะเบียน")
    somchai.says("ยังไม่แน่ใจ")
    somchai.sees("รับทราบค่ะ ยังไม่แน่ใจ")
    assert said(sessions) == [Answer.MAYBE]


def test_after_the_deadline_nobody_new_comes_but_who_waits_may(full, malee, khru_nok, sessions):
    named_member(khru_nok, sessions)
    with sessions.begin() as db:
        db.get_one(Event, full.id).deadline = bangkok_time("2026-01-05", "09:00")
        db.get_one(Event, full.id).capacity = 2
    press(khru_nok, full)
    khru_nok.sees("ปิดรับลงทะเบียนแล้วค่ะ")
    assert len(said(sessions)) == 2
    press(malee, full)
    malee.sees_no("ปิดรับ")


def test_a_name_without_line_has_the_seat_at_once(full, somchai, hua_hin, works, sessions, clock):
    with sessions.begin() as db:
        malee = db.scalars(select(Registration).where(Registration.answer == Answer.WAITING)).one()
        malee.queued += timedelta(hours=1)
        granny = Member(name="ยายมี", club_id=hua_hin.id, joined=clock())
        db.add(granny)
        db.flush()
        by = db.scalars(select(Member.id).where(Member.line_user_id == somchai.user_id)).one()
        row = {"event_id": full.id, "member_id": granny.id, "said": clock(), "by_id": by}
        db.add(Registration(answer=Answer.WAITING, queued=clock(), **row))
    press(somchai, full, coming=False)
    works()
    somchai.sees("ยายมี ได้ที่นั่งแล้วค่ะ")
    assert said(sessions) == [Answer.DECLINED, Answer.WAITING, Answer.COMING]


def test_an_offer_costs_one_message_and_its_end_none(full, somchai, malee, works, clock, sessions):
    press(somchai, full, coming=False)
    works()
    clock.moves(days=1)
    works()
    with sessions.begin() as db:
        seats = Promise.key.startswith(f"event:{full.id}:seat:")
        states = db.scalars(select(Promise.state).where(seats).order_by(Promise.id)).all()
    assert states == [PromiseState.BUNDLED, PromiseState.RESTING]


def named_member(phone, sessions):
    with sessions.begin() as db:
        db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one().name = "ครูนก"
