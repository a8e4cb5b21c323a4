"""Sending an announcement once more, to those whom it did not reach."""

import pytest
from sqlalchemy import select, update

from models import Announcement, Progress
from tests import carrying
from tests.handlers.test_announcement_running import NEWS, announces, club, newest

__all__ = ["club"]


@pytest.fixture
def works(works, clock):
    return carrying.a_minute_later(works, clock)


@pytest.fixture
def left_out(club, somchai, malee, works, simulator):
    """LINE refuses the three together, and then one of them."""
    simulator.add_fault("multicast", "error-before", status=400, times=1)
    simulator.add_fault("push", "error-before", status=400, times=1)
    announces(club)
    works()
    works()
    (one,) = (phone for phone in (club, somchai, malee) if not heard(phone))
    return one


def heard(phone):
    """How often she was sent the news; a coordinator's cards quote it, too."""
    texts = [each.get("text", "") for each in phone.messages()]
    return sum(each.startswith("ประกาศจาก") and each.endswith(NEWS) for each in texts)


@pytest.mark.parametrize("how", ["says", "presses"])
def test_it_goes_to_those_alone_whom_it_did_not_reach(
    club, somchai, malee, left_out, works, sessions, how
):
    club.says("ประกาศถึงไหนแล้ว")
    club.sees("ส่งเสร็จแล้ว", "2 จาก 3 คน")
    getattr(club, how)("ส่งซ้ำ")
    club.sees("ร่างใหม่ ข้อความเดิม", NEWS, "ยังไปไม่ถึง 1 คน", "จะใช้ 1 ข้อความ")
    works()
    assert not heard(left_out)
    club.presses("ส่งเลย")
    works()
    assert [heard(phone) for phone in (club, somchai, malee)] == [1, 1, 1]
    assert newest(sessions).reached == 1


def test_who_got_it_the_second_time_gets_it_no_third_time(club, left_out, works):
    club.says("ส่งซ้ำ")
    club.presses("ส่งเลย")
    works()
    club.says("ส่งซ้ำ")
    club.sees("ไม่มีใครที่ประกาศนั้นยังไปไม่ถึง")
    assert heard(left_out) == 1


def test_whom_the_second_time_missed_gets_it_the_third_time(club, left_out, works, simulator):
    simulator.add_fault("push", "error-before", status=400, times=1)
    for _time in range(2):
        club.says("ส่งซ้ำ")
        club.sees("1 คน")
        club.presses("ส่งเลย")
        works()
    assert heard(left_out) == 1


def test_where_all_got_it_there_is_nothing_to_send_again(club, works, sessions):
    announces(club)
    works()
    club.says("ประกาศถึงไหนแล้ว")
    club.sees_no("ส่งซ้ำ")
    club.says("ส่งซ้ำ")
    club.sees("ไม่มีใครที่ประกาศนั้นยังไปไม่ถึง")
    with sessions.begin() as db:
        assert len(db.scalars(select(Announcement)).all()) == 1


def test_what_was_cancelled_before_it_left_goes_to_all(club, somchai, works):
    announces(club)
    club.says("ประกาศถึงไหนแล้ว")
    club.presses("ยกเลิกประกาศนี้")
    club.says("ส่งซ้ำ")
    club.sees("ร่างใหม่ ข้อความเดิม", "3 คน")
    club.presses("ส่งเลย")
    works()
    assert somchai.history().count(NEWS) == 1


def test_what_is_still_leaving_is_not_sent_again(club):
    announces(club)
    club.says("ส่งซ้ำ")
    club.sees("ประกาศนี้ยังส่งไม่เสร็จค่ะ")


def test_what_nobody_approved_is_not_sent_again(club, sessions):
    announces(club)
    with sessions.begin() as db:
        db.execute(update(Announcement).values(progress=Progress.REFUSED))
    club.says("ส่งซ้ำ")
    club.sees("ยังไม่ได้รับอนุมัติให้ส่ง")


def test_another_clubs_coordinator_cannot_send_it_again(club, somchai, left_out):
    club.says("ประกาศถึงไหนแล้ว")
    resend = next(each for each in club.actions() if each.get("label") == "ส่งซ้ำ")
    somchai.does(resend)
    somchai.sees("ไม่พบประกาศนี้ค่ะ")


def test_where_words_are_asked_for_it_is_the_words(club, left_out):
    club.says("ประกาศ")
    club.says("ส่งซ้ำ")
    club.sees("ตรวจข้อความก่อนส่งนะคะ", "ส่งซ้ำ", "สมาชิกทั้งหมด 3 คน")
