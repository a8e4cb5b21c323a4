"""Stopping, pausing and following an announcement, before it leaves and while it does."""

import pytest
from sqlalchemy import select

from bot import claiming, delivery, expansion, quota, settling
from bot.line import AccountState
from models import Announcement, Outgoing, OutgoingState, Progress
from tests.planning import bangkok_time

NEWS = "พรุ่งนี้ 9 โมง พบกันที่ศาลาประชาคมนะคะ"


@pytest.fixture
def club(khru_nok, somchai, malee, sessions, clock):
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 0), clock())
    for phone in (somchai, malee):
        phone.adds_the_bot()
        phone.says("HUAHIN")
        phone.says("ใช่")
    return khru_nok


@pytest.fixture
def one_at_a_time(monkeypatch, sessions):
    """So that a story can happen between two requests: a page of one, a batch of one."""
    monkeypatch.setattr("bot.limits.RECIPIENTS", 1)
    monkeypatch.setattr("bot.expansion.PAGES", 1)


def announces(phone, words=NEWS):
    for each in ("ประกาศ", words, "ส่งเลย"):
        phone.says(each)


def newest(sessions):
    with sessions.begin() as db:
        return db.scalars(select(Announcement).order_by(Announcement.id.desc())).first()


def got(words, *phones):
    return [words in phone.history() for phone in phones]


def test_within_a_minute_nothing_leaves(club, somchai, works, clock):
    announces(club)
    clock.moves(seconds=55)
    works()
    assert got(NEWS, somchai) == [False]
    clock.moves(seconds=5)
    works()
    assert got(NEWS, somchai) == [True]


@pytest.mark.parametrize("how", ["says", "presses"])
def test_what_is_stopped_in_time_is_a_draft_again(club, somchai, malee, works, clock, how):
    announces(club)
    getattr(club, how)("หยุดก่อน")
    club.sees("หยุดไว้แล้วค่ะ ยังไม่มีใครได้รับ", NEWS, "ตรวจข้อความก่อนส่งนะคะ")
    clock.moves(minutes=5)
    works()
    assert got(NEWS, somchai, malee) == [False, False]
    club.presses("ส่งเลย")
    clock.moves(minutes=1)
    works()
    assert somchai.history().count(NEWS) == malee.history().count(NEWS) == 1


def test_stopped_twice_it_is_one_draft(club, works, clock, sessions):
    announces(club)
    stop = next(each for each in club.actions() if each.get("label") == "หยุดก่อน")
    club.does(stop)
    club.does(stop)
    club.sees("ยกเลิกแล้ว")
    assert newest(sessions).progress is Progress.CANCELLED


@pytest.mark.usefixtures("one_at_a_time")
def test_what_is_leaving_pauses_and_goes_on(
    club, somchai, malee, works, clock, sessions, deployment
):
    announces(club)
    clock.moves(minutes=1)
    half_sent(deployment, sessions)
    club.says("ประกาศถึงไหนแล้ว")
    club.sees("กำลังส่ง", "1 จาก 3 คน")
    club.presses("หยุดก่อน")
    club.sees("หยุดไว้ก่อน")
    clock.moves(minutes=10)
    works()
    assert sum(got(NEWS, club, somchai, malee)) <= 1
    club.says("ส่งต่อ")
    works()
    club.says("ประกาศถึงไหนแล้ว")
    club.sees("ส่งเสร็จแล้ว", "3 จาก 3 คน")


@pytest.mark.usefixtures("one_at_a_time")
def test_what_is_paused_can_be_cancelled(club, works, clock, sessions, deployment):
    announces(club)
    clock.moves(minutes=1)
    half_sent(deployment, sessions)
    club.says("ประกาศถึงไหนแล้ว")
    club.presses("หยุดก่อน")
    club.presses("ยกเลิกประกาศนี้")
    club.sees("หยุดแล้วค่ะ ส่งออกไปก่อนแล้ว 1 คน")
    works()
    with sessions.begin() as db:
        states = sorted(db.scalars(select(Outgoing.state)))
    assert states == [OutgoingState.SENT, OutgoingState.WITHDRAWN, OutgoingState.WITHDRAWN]


@pytest.mark.usefixtures("one_at_a_time")
def test_what_is_paused_too_long_is_told_and_never_sent(
    club, somchai, malee, works, clock, sessions, deployment
):
    announces(club)
    clock.moves(minutes=1)
    half_sent(deployment, sessions)
    club.says("ประกาศถึงไหนแล้ว")
    resume = pressed_and_next(club, "หยุดก่อน", "ส่งต่อ")
    clock.moves(days=2)
    works()
    club.does(resume)
    club.sees("1 จาก 3 คน")
    works()
    club.says("เมนู")
    assert "อีก 2 คนไม่ได้ส่ง เพราะค้างจนเลยเวลาแล้วค่ะ" in club.history()
    assert sum(got(NEWS, club, somchai, malee)) <= 1


def test_another_clubs_coordinator_cannot_touch_it(club, somchai, run, works, clock, sessions):
    announces(club)
    stop = next(each for each in club.actions() if each.get("label") == "หยุดก่อน")
    somchai.does(stop)
    somchai.sees("ไม่พบประกาศนี้ค่ะ")
    assert newest(sessions).progress is Progress.WAITING


def test_what_is_sent_at_night_waits_for_the_morning(club, somchai, works, clock):
    clock.moves_to(bangkok_time("2026-01-05", "22:00"))
    club.says("ประกาศ")
    club.says(NEWS)
    club.sees("07.00 น. (พ้นเวลางดรบกวนแล้ว)")
    club.presses("ส่งตามเวลานี้")
    clock.moves(hours=2)
    works()
    assert got(NEWS, somchai) == [False]
    clock.moves_to(bangkok_time("2026-01-06", "07:00"))
    works()
    assert got(NEWS, somchai) == [True]


@pytest.mark.parametrize("how", ["says", "presses"])
def test_what_cannot_wait_is_sent_at_night_too(club, somchai, works, clock, how):
    clock.moves_to(bangkok_time("2026-01-05", "22:00"))
    club.says("ประกาศ")
    club.says(NEWS)
    getattr(club, how)("เพิ่มเติม")
    club.sees("ตั้งค่าเพิ่มเติมของประกาศนี้ค่ะ", "ไม่ส่งตอนกลางคืน รอถึงเช้า")
    getattr(club, how)("ส่งแม้ตอนกลางคืน")
    club.sees("ตรวจข้อความก่อนส่งนะคะ", "ตอนนี้")
    club.presses("ส่งเลย")
    clock.moves(minutes=1)
    works()
    assert got(NEWS, somchai) == [True]


def half_sent(deployment, sessions):
    """Laid out for all three, and one of the requests is with LINE."""
    while delivery.step(deployment, expansion.expand):
        pass
    with sessions.begin() as db:
        (claim,) = claiming.claim(db, deployment.now(), most=1)
    deployment.line.send(claim.endpoint, claim.body, claim.id)
    with sessions.begin() as db:
        settling.settle(db, [settling.Outcome(claim, None)], deployment.now())


def pressed_and_next(phone, press, then):
    phone.presses(press)
    return next(each for each in phone.actions() if each.get("label") == then)
