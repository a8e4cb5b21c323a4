"""What became of an announcement reaches her who wrote it: for free, when she writes next."""

import pytest
from sqlalchemy import func, select

from bot import outbox, worker
from bot.messages import text
from models import Announcement, Member, Outgoing, OutgoingState, Promise, PromiseState
from tests import carrying
from tests.bot.crowd import DAY
from tests.conftest import NOW

NEWS = "พรุ่งนี้พบกันที่ศาลา"


@pytest.fixture
def works(works, clock):
    return carrying.a_minute_later(works, clock)


def announces(phone, words):
    phone.says("ประกาศ")
    phone.says(words)
    phone.says("ส่งเลย")


def used(simulator):
    return simulator.set_quota()["used"]


@pytest.fixture
def club(khru_nok, somchai, malee, simulator, works):
    """Khru Nok and two members; LINE gives 300 messages a month."""
    simulator.set_quota("limited", 300, 0)
    works()
    for phone in (somchai, malee):
        phone.adds_the_bot()
        phone.says("HUAHIN")
        phone.says("ใช่")
    return khru_nok


def test_she_reads_once_to_how_many_it_went_and_that_costs_nothing(club, works, simulator):
    announces(club, NEWS)
    works()
    assert used(simulator) == 3
    club.says("เมนู")
    club.sees("ส่งประกาศ “พรุ่งนี้พบกันที่ศาลา” ให้สมาชิก 3 คนแล้วค่ะ", "กิจกรรม")
    club.says("เมนู")
    club.sees_no("ส่งประกาศ “")
    works()
    assert used(simulator) == 3


def test_what_could_not_be_sent_is_worth_a_message(club, works, simulator):
    announces(club, NEWS)
    simulator.add_fault("multicast", "error-before", status=400, times=1)
    simulator.add_fault("push", "error-before", status=400, times=1)
    works()
    works()
    assert "อีก 1 คนส่งไม่ได้ค่ะ" in club.history()


def test_a_used_up_month_holds_what_waits_and_says_so(club, somchai, works, simulator):
    simulator.set_quota("limited", 2, 0)
    announces(club, NEWS)
    works()
    assert NEWS not in somchai.history()
    club.says("เมนู")
    club.sees("ประกาศ “พรุ่งนี้พบกันที่ศาลา” ค้างอยู่ 3 คนค่ะ", "มีโควตาเมื่อไรจะส่งให้เอง")
    club.says("เมนู")
    club.sees_no("โควตา")
    simulator.set_quota("limited", 300, 0)
    works()
    assert NEWS in somchai.history()
    assert used(simulator) == 3


def test_what_the_month_holds_leaves_when_there_is_some_again(
    club, somchai, works, simulator, clock
):
    simulator.set_quota("limited", 2, 0)
    announces(club, NEWS)
    works()
    simulator.set_quota("limited", 300, 0)
    clock.moves(minutes=2)
    works()
    assert NEWS in somchai.history()
    club.says("เมนู")
    club.sees("ให้สมาชิก 3 คนแล้วค่ะ")


def test_what_the_month_holds_until_it_is_too_late_is_told(club, somchai, works, simulator, clock):
    simulator.set_quota("limited", 2, 0)
    announces(club, NEWS)
    works()
    clock.moves(days=2)
    works()
    simulator.set_quota("limited", 300, 0)
    clock.moves(minutes=2)
    works()
    assert NEWS not in somchai.history()
    club.says("เมนู")
    club.sees("ให้สมาชิก 0 คนแล้วค่ะ", "อีก 3 คนไม่ได้ส่ง เพราะค้างจนเลยเวลาแล้วค่ะ")
    club.sees_no("ค้างอยู่ 3 คน")  # that would be true no longer


def test_what_the_month_holds_can_be_stopped(club, somchai, works, simulator, clock):
    simulator.set_quota("limited", 2, 0)
    announces(club, NEWS)
    works()
    club.says("ยกเลิกประกาศ")
    club.sees("ประกาศที่ยังส่งไม่หมดค่ะ", NEWS)
    club.presses("ยกเลิกประกาศนี้")
    club.sees("ยกเลิกประกาศแล้วค่ะ ไม่มีใครได้รับ")
    club.says("ยกเลิกประกาศ")
    club.sees("ไม่มีประกาศที่รอส่งอยู่ค่ะ")
    simulator.set_quota("limited", 300, 0)
    clock.moves(minutes=2)
    works()
    assert NEWS not in somchai.history()


def test_what_line_may_have_already_is_not_said_to_be_stopped(
    club, works, simulator, sessions, clock
):
    simulator.add_fault("multicast", "error-after", times=1)
    announces(club, NEWS)
    works()
    club.says("ประกาศถึงไหนแล้ว")
    club.presses("ยกเลิกประกาศนี้")
    club.sees("ประกาศนี้ส่งออกไปหมดแล้ว จึงหยุดไม่ได้ค่ะ")
    clock.moves(minutes=1)
    works()
    with sessions.begin() as db:
        states = set(db.scalars(select(Outgoing.state)))
    assert states == {OutgoingState.SENT}


def test_what_is_too_late_is_told_and_sent_to_nobody(club, somchai, works, clock):
    announces(club, NEWS)
    clock.moves(days=2)
    works()
    assert NEWS not in somchai.history()
    club.says("เมนู")
    club.sees("ค้างจนเลยเวลาเกินหนึ่งวัน จึงไม่ได้ส่งออกไปค่ะ")


def test_more_than_three_that_wait_are_shown_three_at_a_time(club):
    for number in range(1, 5):
        club.says("ประกาศ")
        club.says(f"ข่าวที่ {number}")
        club.says(f"พรุ่งนี้ {number + 8}.00 น.")
        club.presses("ส่งตามเวลานี้")
    club.says("ยกเลิกประกาศ")
    club.sees("ข่าวที่ 1", "ข่าวที่ 3")
    club.sees_no("ข่าวที่ 4")
    club.presses("ดูเพิ่ม")
    club.sees("ข่าวที่ 4")


def test_a_member_has_nothing_to_stop(club, somchai):
    somchai.says("ยกเลิกประกาศ")
    somchai.sees("ไม่มีประกาศที่รอส่งอยู่ค่ะ")


def test_news_that_nobody_heard_waits_for_the_next_reply(
    club, works, simulator, deployment, clock, sessions
):
    announces(club, NEWS)
    works()
    simulator.add_fault("reply", "error-before", times=2)
    club.says("เมนู")
    assert "ส่งประกาศ “" not in club.history()
    clock.moves(minutes=31)
    worker.forget_replies(deployment)
    club.says("เมนู")
    club.sees("ส่งประกาศ “พรุ่งนี้พบกันที่ศาลา” ให้สมาชิก 3 คนแล้วค่ะ")
    with sessions.begin() as db:
        assert db.scalars(select(Promise.state)).all() == [PromiseState.SAID]


def test_who_is_owed_news_can_delete_her_data(club, sessions, somchai, run):
    somchai.adds_the_bot()
    somchai.says(run("invite", "--role", "administrator").split()[0])
    club.says("ลบข้อมูลของฉัน")
    club.presses("ลบข้อมูล")
    announced(sessions, club)
    club.presses("ลบข้อมูล")
    club.sees("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ")


def announced(sessions, phone):
    """Something is owed to her again, just before she is gone."""
    with sessions.begin() as db:
        member = db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()
        outbox.promise(
            db, member, "late", [text("ข่าว")], due=NOW, not_after=NOW + DAY, with_reply=True
        )


def test_old_news_is_not_told_any_more(club, works, clock):
    announces(club, NEWS)
    works()
    clock.moves(days=31)
    club.says("เมนู")
    club.sees_no("ส่งประกาศ “")


def test_every_announcement_is_told_of_once(club, works, sessions):
    for words in (NEWS, "ข่าวที่สอง"):
        announces(club, words)
    works()
    works()
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Promise)) == 2
        assert None not in set(db.scalars(select(Announcement.told)))
    club.says("เมนู")
    club.sees(NEWS, "ข่าวที่สอง")
