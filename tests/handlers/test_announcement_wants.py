"""Choosing below any announcement what one wants to be told, and that it holds at once."""

import pytest
from sqlalchemy import select

from bot.limits import QUICK_REPLIES
from models import Member, Outgoing, OutgoingState, Wants
from tests import carrying
from tests.conftest import joins

NEWS = "พรุ่งนี้ 9 โมง พบกันที่ศาลาประชาคมนะคะ"
CHOICE = "การแจ้งเตือน"


@pytest.fixture
def works(works, clock):
    return carrying.a_minute_later(works, clock)


@pytest.fixture
def club(khru_nok, somchai, malee, simulator):
    simulator.set_quota("limited", 300, 0)
    for phone in (somchai, malee):
        phone.adds_the_bot()
        joins(phone)
    return khru_nok


def announces(phone, words=NEWS):
    for each in ("ประกาศ", words, "ส่งเลย"):
        phone.says(each)


def quick(message):
    return [each["action"]["label"] for each in message.get("quickReply", {}).get("items", [])]


@pytest.mark.parametrize(
    ("label", "wants", "effect"),
    [
        ("แจ้งทุกเรื่อง", Wants.EVERYTHING, "จะได้รับทั้งประกาศของชมรมและคำเตือนกิจกรรมค่ะ"),
        ("แจ้งเฉพาะกิจกรรม", Wants.EVENTS, "แต่ไม่ได้รับประกาศค่ะ"),
        ("ปิดการแจ้งเตือน", Wants.NOTHING, "จะไม่ส่งข้อความหาคุณก่อน"),
    ],
)
def test_below_any_announcement_she_chooses_by_a_tap(
    somchai, club, works, sessions, label, wants, effect
):
    announces(club)
    works()
    assert quick(somchai.messages()[-1]) == [CHOICE, "ข่าวสาร", "เมนู"]
    somchai.presses(CHOICE)
    somchai.presses(label)
    somchai.sees(effect)
    with sessions.begin() as db:
        hers = select(Member.wants).where(Member.line_user_id == somchai.user_id)
        assert db.scalar(hers) is wants
    announces(club, "ข่าวที่สอง")
    works()
    assert ("ข่าวที่สอง" in somchai.history()) is (wants is Wants.EVERYTHING)


def test_the_card_says_of_each_choice_what_it_means(somchai, club):
    somchai.says(CHOICE)
    somchai.sees("แจ้งทุกเรื่อง ได้ทั้งประกาศและคำเตือนกิจกรรม", "แจ้งเฉพาะกิจกรรม ได้คำเตือนกิจกรรม")
    somchai.sees("ปิดการแจ้งเตือน ไม่ส่งหาคุณก่อน แต่ถามมาก็ตอบเสมอ")


@pytest.mark.parametrize("words", ["หยุดรับข่าว", "ไม่รับข่าว", "หยุดรับข่าวสาร", "เลิกรับข่าว"])
def test_silence_can_be_typed(somchai, club, works, words):
    somchai.says(words)
    somchai.sees("ปิดการแจ้งเตือนแล้วค่ะ")
    announces(club)
    works()
    assert NEWS not in somchai.history()


def test_the_choice_stands_below_the_last_of_several_parts(somchai, club, works):
    club.says("ประกาศ")
    club.says(NEWS)
    club.sends({"type": "location", "title": "ศาลา", "latitude": 12.5, "longitude": 99.9})
    club.says("ส่งเลย")
    works()
    words, place = somchai.messages()[-2:]
    assert quick(words) == []
    assert CHOICE in quick(place)
    assert len(quick(place)) <= QUICK_REPLIES


def test_who_mutes_between_two_looks_of_the_worker_is_left_out(somchai, malee, club, clock, works):
    announces(club)
    somchai.says("หยุดรับข่าว")
    works()
    assert NEWS in malee.history()
    assert NEWS not in somchai.history()


def test_what_is_held_can_be_silenced_before_it_leaves(
    somchai, malee, club, works, simulator, sessions
):
    """It was laid out already; she is taken out of the request."""
    simulator.set_quota("limited", 1, 0)
    announces(club)
    works()
    with sessions.begin() as db:
        assert db.scalars(select(Outgoing.state)).all() == [OutgoingState.HELD]
    somchai.says("หยุดรับข่าว")
    simulator.set_quota("limited", 300, 0)
    works()
    assert NEWS in malee.history()
    assert NEWS not in somchai.history()
    assert simulator.set_quota()["used"] == 2
