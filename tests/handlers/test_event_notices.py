"""What coordinators have told besides the usual: at a known price, once, and never at night."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import quota
from bot.turn import Refusal
from handlers.event import notices, planning, telling
from models import (
    Account,
    Answer,
    Club,
    Deed,
    Event,
    EventState,
    Kind,
    Member,
    Notice,
    Promise,
    PromiseState,
    Registration,
    Wants,
    What,
)
from tests.conftest import NOW
from tests.handlers.meeting import START, named, press
from tests.planning import bangkok_time, found, plan

REMINDED, ASKED = "ใกล้ถึงเวลานัดแล้วค่ะ", "รอคำตอบจากคุณอยู่ค่ะ"
LETTER = "พกหมวกมาด้วยนะคะ"
AT_TEN = bangkok_time("2026-01-15", "10:00")


@pytest.fixture
def walk(hua_hin, sessions):
    return plan(sessions, hua_hin, "เดินสำรวจ", START, place="ศาลา")


@pytest.fixture
def nok(khru_nok, sessions):
    """The coordinator."""
    with sessions.begin() as db:
        return db.scalars(select(Member).where(Member.line_user_id == khru_nok.user_id)).one()


@pytest.fixture
def does(nok, sessions, clock):
    """The coordinator does one of these actions, now."""

    def does(action, *about, **more):
        with sessions.begin() as db:
            return action(db, nok, *about, now=clock(), **more)

    return does


@pytest.fixture
def free(sessions, clock):
    def free(due=None):
        with sessions.begin() as db:
            return quota.left(db, clock(), due).free

    return free


def of_month(sessions, messages):
    with sessions.begin() as db:
        db.get_one(Account, 1).quota = messages


def crowd(sessions, number, club, event=None, **more):
    """Members of the club, who all come to the event, where there is one."""
    with sessions.begin() as db:
        first = db.scalar(select(func.count()).select_from(Member))
        users = [f"U{first + each:032x}" for each in range(9, number + 9)]
        people = [Member(line_user_id=each, joined=NOW, club_id=club.id, **more) for each in users]
        db.add_all(people)
        db.flush()
        if event:
            hers = {"event_id": event.id, "answer": Answer.COMING, "said": NOW}
            db.add_all(Registration(member_id=each.id, **hers) for each in people)


def promised(sessions, kind):
    with sessions.begin() as db:
        owed = select(Promise).where(Promise.key.contains(f":{kind}:"))
        return list(db.scalars(owed.where(Promise.state == PromiseState.WAITING)))


def steps(sessions, clock):
    """How many transactions it takes to tell all that is due."""
    taken = 0
    while True:
        with sessions.begin() as db:
            if not telling.tell(db, clock()):
                return taken
        taken += 1


def test_another_reminder_comes_to_the_minute_to_those_who_come(
    member, malee, walk, does, sessions, clock, works
):
    named(malee, sessions, "มาลี รักสัตย์")
    press(member, walk)
    does(notices.remind_at, walk.id, AT_TEN)
    clock.moves_to(AT_TEN - timedelta(minutes=1))
    works()
    assert REMINDED not in member.history()
    clock.moves_to(AT_TEN)
    for _tick in range(3):
        works()
        clock.moves(minutes=1)
    assert member.history().count(REMINDED + " · ") == 1
    assert REMINDED not in malee.history()


def test_its_own_words_stand_on_it(member, walk, does, clock, works):
    press(member, walk)
    does(notices.remind_at, walk.id, AT_TEN, words=LETTER)
    clock.moves_to(AT_TEN)
    works()
    member.sees(REMINDED, LETTER)


def test_who_registers_after_it_was_planned_is_reminded_too(
    member, khru_nok, walk, does, sessions, clock, works
):
    does(notices.remind_at, walk.id, AT_TEN)
    press(member, walk)
    clock.moves_to(AT_TEN)
    works()
    member.sees(REMINDED)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-01-15 07:00", "2026-01-15 07:00"),
        ("2026-01-15 06:59", "2026-01-14 18:00"),
        ("2026-01-15 20:59", "2026-01-15 20:59"),
        ("2026-01-15 21:00", "2026-01-15 18:00"),
        ("2026-01-15 23:59", "2026-01-15 18:00"),
    ],
)
def test_what_would_fall_into_the_night_moves_to_the_evening_before(walk, does, moment, due):
    notice = does(notices.remind_at, walk.id, bangkok_time(*moment.split()))
    assert notice.due == bangkok_time(*due.split())


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-01-05 09:59", "เวลานั้นผ่านไปแล้ว"),
        ("2026-01-20 09:00", "เวลานั้นกิจกรรมเริ่มไปแล้ว"),
        ("2026-01-21 12:00", "เวลานั้นกิจกรรมเริ่มไปแล้ว"),
    ],
)
def test_a_moment_that_makes_no_sense_is_refused(walk, does, moment, words):
    with pytest.raises(Refusal, match=words):
        does(notices.remind_at, walk.id, bangkok_time(*moment.split()))


def test_where_the_evening_before_is_past_too_she_is_told(walk, does, clock):
    clock.moves_to(bangkok_time("2026-01-19", "19:00"))
    with pytest.raises(Refusal, match="ก่อนหน้านั้นผ่านไปแล้ว"):
        does(notices.remind_at, walk.id, bangkok_time("2026-01-20", "06:00"))


def test_between_two_days_it_is_worth_something_until_the_second_begins(
    member, hua_hin, does, sessions, clock, works
):
    days = plan(sessions, hua_hin, "อบรม", START, topics=("ก", "ข"))
    press(member, days)
    between = bangkok_time("2026-01-20", "18:00")
    clock.moves_to(START + timedelta(hours=1))
    does(notices.remind_at, days.id, between)
    clock.moves_to(between)
    works()
    member.sees(REMINDED)
    assert [each.not_after for each in promised(sessions, "again")] == []
    with sessions.begin() as db:
        kept = db.scalars(select(Promise.not_after).where(Promise.key.contains(":again:")))
        assert kept.all() == [START + timedelta(days=1)]


def test_asked_twice_is_planned_once(member, walk, does, sessions):
    press(member, walk)
    for action, *about in (
        (notices.remind_at, AT_TEN),
        (notices.remind_unanswered,),
        (notices.write_to_comers, LETTER),
    ):
        first = does(action, walk.id, *about)
        assert does(action, walk.id, *about).id == first.id
    with sessions.begin() as db:
        assert len(db.scalars(select(Notice)).all()) == 3
        told = select(Deed.what, Deed.amount).where(Deed.what == What.EVENT_TOLD)
        assert [amount for _what, amount in db.execute(told)] == [1, 1, 1]


def test_only_who_was_invited_and_said_nothing_is_asked(
    member, malee, walk, does, sessions, clock, works
):
    """Khru Nok did not answer either; Malee said maybe."""
    named(malee, sessions, "มาลี รักสัตย์")
    malee.says("กิจกรรม")
    malee.presses("ยังไม่แน่ใจ")
    does(notices.remind_unanswered, walk.id)
    works()
    member.sees(ASKED, "เดินสำรวจ", "เข้าร่วม", "ไม่สะดวก", "ยังไม่แน่ใจ")
    assert ASKED not in malee.history()
    member.presses("เข้าร่วม")
    member.sees("✓ ลงทะเบียนแล้วค่ะ")


@pytest.mark.parametrize("invited", ["guests", "all", "own"])
def test_invited_clubs_are_asked_as_well(walk, does, sessions, clock, invited):
    guest, other = (found(sessions, each, each) for each in ("CHAAM", "PRAN"))
    crowd(sessions, 2, guest)
    crowd(sessions, 3, other)
    with sessions.begin() as db:
        event = db.get_one(Event, walk.id)
        event.for_all = invited == "all"
        event.guests = [db.get_one(Club, guest.id)] if invited == "guests" else []
    notice = does(notices.remind_unanswered, walk.id)
    assert notice.reserved == {"own": 1, "guests": 3, "all": 6}[invited]  # and Khru Nok
    steps(sessions, clock)
    assert len(promised(sessions, "asked")) == notice.reserved


def test_who_wants_silence_or_blocked_us_costs_nothing(
    walk, does, sessions, hua_hin, clock, works, simulator
):
    crowd(sessions, 2, hua_hin, walk, wants=Wants.NOTHING)
    crowd(sessions, 3, hua_hin, walk, following=False)
    crowd(sessions, 1, hua_hin, walk)
    assert does(notices.remind_at, walk.id, AT_TEN).reserved == 1
    assert does(notices.write_to_comers, walk.id, LETTER).reserved == 3  # a person writes to them


def test_a_letter_comes_at_once_and_says_of_what_it_is(member, malee, walk, does, sessions, works):
    named(malee, sessions, "มาลี รักสัตย์")
    press(member, walk)
    does(notices.write_to_comers, walk.id, LETTER)
    works()
    member.sees("จากผู้ประสานงาน เรื่อง เดินสำรวจ", LETTER)
    assert LETTER not in malee.history()


def test_a_letter_at_night_waits_for_the_morning_through_changes(
    member, walk, does, sessions, clock, works
):
    press(member, walk)
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    does(notices.write_to_comers, walk.id, LETTER)
    works()
    with sessions.begin() as db:
        telling.of_change(db, db.get_one(Event, walk.id), ["place"], clock())
    works()
    assert LETTER not in member.history()
    clock.moves_to(bangkok_time("2026-01-07", "07:00"))
    works()
    assert LETTER in member.history()
    assert "กิจกรรมมีการเปลี่ยนแปลงค่ะ" in member.history()


@pytest.mark.parametrize(("words", "why"), [(" ", "ยังว่าง"), ("ก" * 4001, "ยาว 4001 ตัวอักษร")])
def test_what_is_no_letter_is_refused(walk, does, words, why):
    with pytest.raises(Refusal, match=why):
        does(notices.write_to_comers, walk.id, words)


def test_nobody_to_tell_is_said(walk, does):
    with pytest.raises(Refusal, match="ไม่มีใครที่ต้องส่งถึง"):
        does(notices.write_to_comers, walk.id, LETTER)


def test_its_price_is_kept_until_it_is_told(
    member, walk, does, free, sessions, hua_hin, clock, monkeypatch
):
    monkeypatch.setattr(telling, "PAGE", 2)
    of_month(sessions, 300)
    crowd(sessions, 5, hua_hin, walk)
    before = free()
    does(notices.remind_at, walk.id, AT_TEN)
    assert free() == before - 5
    clock.moves_to(AT_TEN)
    assert steps(sessions, clock) == 3
    assert len(promised(sessions, "again")) == 5
    assert free() == before - 5
    with sessions.begin() as db:
        assert db.scalars(select(Notice.reserved)).all() == [0]


def test_the_month_that_it_is_due_in_pays(walk, does, free, sessions, hua_hin, clock):
    of_month(sessions, 300)
    later = plan(sessions, hua_hin, "ถัดไป", bangkok_time("2026-02-20"))
    crowd(sessions, 5, hua_hin, later)
    does(notices.remind_at, later.id, bangkok_time("2026-02-10"))
    assert (free(), free(bangkok_time("2026-02-01"))) == (300, 295)


def test_what_the_month_cannot_pay_is_refused_with_numbers(walk, does, sessions, hua_hin):
    crowd(sessions, 5, hua_hin, walk)
    of_month(sessions, 9)
    does(notices.remind_at, walk.id, AT_TEN)
    with pytest.raises(Refusal, match="ต้องใช้ 5 ข้อความ แต่เดือนนี้เหลือ 4 ข้อความค่ะ"):
        does(notices.write_to_comers, walk.id, LETTER)
    of_month(sessions, None)
    does(notices.write_to_comers, walk.id, LETTER)


def test_what_was_taken_back_is_not_told_and_costs_nothing(
    member, walk, does, free, sessions, clock, works
):
    of_month(sessions, 300)
    press(member, walk)
    before = free()
    notice = does(notices.remind_at, walk.id, AT_TEN)
    for _twice in range(2):
        does(notices.take_back, notice.id)
    assert free() == before
    clock.moves_to(AT_TEN)
    works()
    assert REMINDED not in member.history()
    with sessions.begin() as db:
        hushed = select(func.count()).where(Deed.what == What.EVENT_HUSHED)
        assert db.scalar(hushed) == 1


def test_what_was_taken_back_can_be_planned_again(member, walk, does, clock, works):
    press(member, walk)
    does(notices.take_back, does(notices.remind_at, walk.id, AT_TEN).id)
    does(notices.remind_at, walk.id, AT_TEN)
    clock.moves_to(AT_TEN)
    works()
    member.sees(REMINDED)


def test_a_letter_of_the_night_can_be_taken_back_until_the_morning(
    member, walk, does, clock, works
):
    press(member, walk)
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    notice = does(notices.write_to_comers, walk.id, LETTER)
    works()
    does(notices.take_back, notice.id)
    clock.moves_to(bangkok_time("2026-01-07", "07:00"))
    works()
    assert LETTER not in member.history()


def test_what_has_left_cannot_be_taken_back(member, walk, does, works):
    press(member, walk)
    notice = does(notices.write_to_comers, walk.id, LETTER)
    works()
    with pytest.raises(Refusal, match="ส่งออกไปหมดแล้ว"):
        does(notices.take_back, notice.id)


def test_who_answered_meanwhile_is_not_asked(member, walk, does, clock, works):
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    does(notices.remind_unanswered, walk.id)
    works()
    press(member, walk)
    clock.moves_to(bangkok_time("2026-01-07", "07:00"))
    works()
    assert ASKED not in member.history()


def test_who_stays_away_after_all_gets_no_letter(member, walk, does, clock, works):
    press(member, walk)
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    does(notices.write_to_comers, walk.id, LETTER)
    works()
    press(member, walk, coming=False)
    clock.moves_to(bangkok_time("2026-01-07", "07:00"))
    works()
    assert LETTER not in member.history()


def test_called_off_nothing_that_was_planned_is_told(
    member, malee, walk, does, sessions, clock, works
):
    named(malee, sessions, "มาลี รักสัตย์")
    press(member, walk)
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    does(notices.remind_at, walk.id, AT_TEN)
    does(notices.write_to_comers, walk.id, LETTER)
    does(notices.remind_unanswered, walk.id)
    works()
    does(planning.call_off, walk.id)
    clock.moves_to(AT_TEN)
    works()
    for phone in (member, malee):
        for words in (REMINDED, LETTER, ASKED):
            assert words not in phone.history()
    member.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")


def test_a_reminder_of_what_was_moved_before_it_is_dropped(
    member, walk, does, sessions, clock, works
):
    press(member, walk)
    does(notices.remind_at, walk.id, AT_TEN)
    with sessions.begin() as db:
        event = db.get_one(Event, walk.id)
        for each in (event, *event.sittings):
            each.starts, each.ends = AT_TEN - timedelta(hours=3), AT_TEN - timedelta(hours=1)
    clock.moves_to(AT_TEN)
    works()
    assert promised(sessions, "again") == []


@pytest.mark.parametrize(
    ("state", "words"),
    [(EventState.DRAFT, "ยังไม่เผยแพร่"), (EventState.CANCELLED, "กิจกรรมนี้ยกเลิกแล้ว")],
)
def test_nothing_is_told_of_what_members_do_not_see(hua_hin, does, sessions, state, words):
    event = plan(sessions, hua_hin, "อื่น", START, state=state)
    for action, *about in (
        (notices.remind_at, AT_TEN),
        (notices.remind_unanswered,),
        (notices.write_to_comers, LETTER),
    ):
        with pytest.raises(Refusal, match=words):
            does(action, event.id, *about)


def test_after_the_end_nobody_is_reminded_and_a_letter_still_goes(member, walk, does, clock, works):
    press(member, walk)
    clock.moves_to(START + timedelta(hours=3))
    with pytest.raises(Refusal, match="กิจกรรมนี้จบไปแล้วค่ะ"):
        does(notices.remind_unanswered, walk.id)
    does(notices.write_to_comers, walk.id, LETTER)
    works()
    member.sees(LETTER)


def test_after_the_deadline_nobody_is_asked(hua_hin, does, sessions):
    closed = plan(sessions, hua_hin, "อื่น", START, deadline=NOW)
    with pytest.raises(Refusal, match="ปิดรับคำตอบ"):
        does(notices.remind_unanswered, closed.id)


def test_another_club_s_coordinator_finds_nothing(member, walk, does, sessions, malee, run):
    press(member, walk)
    notice = does(notices.remind_at, walk.id, AT_TEN)
    with sessions.begin() as db:
        club = Club(code="CHAAM", kind=Kind.TOWN, name="ชะอำ", province="เพชรบุรี")
        db.add(club)
    named(malee, sessions, "มาลี รักสัตย์")
    malee.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    with sessions.begin() as db:
        other = db.scalars(select(Member).where(Member.line_user_id == malee.user_id)).one()
        for action, *about in (
            (notices.remind_at, walk.id, AT_TEN),
            (notices.remind_unanswered, walk.id),
            (notices.write_to_comers, walk.id, LETTER),
            (notices.take_back, notice.id),
        ):
            with pytest.raises(Refusal, match="ไม่พบกิจกรรมนี้ค่ะ"):
                action(db, other, *about, NOW)
        with pytest.raises(Refusal, match="ไม่พบกิจกรรมนี้ค่ะ"):  # as what is not there at all
            notices.take_back(db, other, 999, NOW)
