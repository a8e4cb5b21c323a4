"""A member puts down the names of others: people without LINE who come with her."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.event import companion_flow
from models import Answer, Event, Member, Promise, PromiseState, Registration
from tests.handlers.meeting import START, named, press
from tests.planning import plan

NOT_THERE = "ไม่พบชื่อนี้แล้วค่ะ"
GRANNY = "ลงชื่อแทน คุณยาย แล้วค่ะ"


@pytest.fixture
def brought(sessions):
    """Who comes with whom, and the answers."""

    def brought():
        with sessions.begin() as db:
            hers = select(Member.name, Registration.answer).join(
                Registration, Registration.member_id == Member.id
            )
            found = db.execute(hers.where(Registration.by_id.is_not(None)).order_by(Member.name))
            return [tuple(each) for each in found]

    return brought


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ลงชื่อแทนคุณยาย", "คุณยาย"),
        ("ลงชื่อแทน สมศรี มีสุข ค่ะ", "สมศรี มีสุข"),
        ("ลงทะเบียนให้แม่ด้วย", "แม่"),
        ("จองที่ให้เพื่อน", "เพื่อน"),
        ("พาแม่ไปด้วยได้ไหม", "แม่"),
        ("sign up my mother", "my mother"),
        ("put down someone", ""),
        ("ลงชื่อแทน", ""),
        ("ลงชื่อแทนคนอื่นได้ไหม", ""),
        ("ลงทะเบียนให้คนอื่นได้มั้ยคะ", ""),
        ("ลงทะเบียนให้หน่อยค่ะ", None),
        ("ลงทะเบียนให้ผมด้วยครับ", None),
        ("จองที่นั่งให้ด้วยค่ะ", None),
        ("ลงทะเบียนให้ยังไง", None),
        ("register for the meeting", None),
        ("เข้าร่วม", None),
    ],
)
def test_for_another_is_told_from_for_herself(said, name):
    assert companion_flow.asked(said) == name


@pytest.mark.parametrize("words", ["ลงชื่อแทนคุณยาย", "ลงทะเบียนให้คุณยายด้วยค่ะ", "พาคุณยายไปด้วยค่ะ"])
def test_granny_is_put_down_with_one_sentence(member, meeting, brought, sessions, words):
    member.says(words)
    member.sees(GRANNY, "ประชุมใหญ่")
    assert brought() == [("คุณยาย", Answer.COMING)]
    with sessions.begin() as db:
        assert db.scalars(select(Promise)).all() == []  # nobody without LINE is reminded
    member.says(words)
    member.sees(GRANNY)
    assert len(brought()) == 1


def test_name_and_event_are_asked_one_by_one(member, meeting, hua_hin, sessions, brought):
    plan(sessions, hua_hin, "เดินสำรวจริมคลอง", START + timedelta(days=1))
    member.says("ลงชื่อแทนคนอื่น")
    member.sees("ลงชื่อแทนในกิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจริมคลอง")
    member.says("เดินสำรวจริมคลอง")
    member.sees("เดินสำรวจริมคลอง ลงชื่อแทนใครคะ")
    member.says("1234")
    member.sees("ขอชื่อเป็นตัวอักษร")
    member.says("สมศรี มีสุข")
    member.sees("ลงชื่อแทน สมศรี มีสุข แล้วค่ะ", "เดินสำรวจริมคลอง")
    member.presses("ลงชื่อแทนอีกคน")
    member.says("บุญมี มีสุข")
    member.sees("ลงชื่อแทน บุญมี มีสุข แล้วค่ะ")
    assert [name for name, _answer in brought()] == ["บุญมี มีสุข", "สมศรี มีสุข"]


def test_a_name_said_first_waits_for_its_event(member, meeting, hua_hin, sessions, brought):
    plan(sessions, hua_hin, "เดินสำรวจริมคลอง", START + timedelta(days=1))
    member.says("ลงชื่อแทนคุณยาย")
    member.sees("ลงชื่อแทนในกิจกรรมไหนคะ")
    member.presses("ลงชื่อแทน")
    member.sees(GRANNY, "ประชุมใหญ่")
    member.says("ลงชื่อแทนคุณยาย เดินสำรวจริมคลอง")
    member.sees(GRANNY, "เดินสำรวจริมคลอง")
    with sessions.begin() as db:
        assert len(db.scalars(select(Member).where(Member.name == "คุณยาย")).all()) == 1


def test_she_sees_whom_she_brings_and_takes_a_name_back(member, meeting, brought, sessions):
    member.says("ลงชื่อแทนใครไว้บ้าง")
    member.sees("ยังไม่ได้ลงชื่อแทนใครไว้ค่ะ")
    press(member, meeting)
    member.presses("ลงชื่อแทนคนอื่น")
    member.says("คุณยาย")
    member.says("ที่ลงทะเบียนไว้")
    member.sees("ชื่อที่คุณลงแทนไว้", "คุณยาย", "คุณลงทะเบียนแล้ว")
    member.presses("ถอนชื่อที่ลงแทน")
    member.sees("เอาชื่อ คุณยาย ออกจาก ประชุมใหญ่ แล้วค่ะ")
    assert brought() == []
    with sessions.begin() as db:  # the name is not kept
        assert db.scalars(select(Member).where(Member.name == "คุณยาย")).all() == []


def test_only_who_put_a_name_down_takes_it_back(member, malee, meeting, brought, sessions):
    named(malee, sessions, "มาลี รักสัตย์")
    member.says("ลงชื่อแทนคุณยาย")
    back = next(each for each in member.actions() if each["label"] == "ถอนชื่อที่ลงแทน")
    malee.does(back)
    malee.sees(NOT_THERE)
    assert len(brought()) == 1
    member.does(back)
    member.does(back)
    member.sees(NOT_THERE)


def test_five_at_most(member, meeting, brought):
    for number in "หนึ่ง", "สอง", "สาม", "สี่", "ห้า":
        member.says(f"ลงชื่อแทน ลุง{number}")
        member.sees(f"ลงชื่อแทน ลุง{number} แล้วค่ะ")
    member.says("ลงชื่อแทน ลุงหก")
    member.sees("ลงชื่อแทนได้กิจกรรมละไม่เกิน 5 คนค่ะ")
    assert len(brought()) == 5


def test_who_waits_for_a_seat_gets_one_and_she_is_told(
    member, malee, hua_hin, sessions, works, brought, simulator
):
    event = plan(sessions, hua_hin, "อบรม", START, capacity=1)
    named(malee, sessions, "มาลี รักสัตย์")
    press(malee, event)
    member.says("ลงชื่อแทนคุณยาย")
    member.sees("ลงชื่อรอที่นั่งแทน คุณยาย แล้วค่ะ", "เป็นคิวที่ 1")
    malee.says("ไม่ไปแล้ว")
    works()
    member.sees("คุณยาย ได้ที่นั่งแล้วค่ะ")
    assert brought() == [("คุณยาย", Answer.COMING)]
    assert simulator.quota["used"] == 1


def test_what_is_closed_is_refused_and_leaves_no_name(member, hua_hin, sessions, clock):
    plan(sessions, hua_hin, "อบรม", START, deadline=clock() - timedelta(days=1))
    member.says("ลงชื่อแทนคุณยาย")
    member.sees("ปิดรับลงทะเบียนแล้วค่ะ")
    with sessions.begin() as db:
        assert db.scalars(select(Member).where(Member.name == "คุณยาย")).all() == []


def test_who_brings_others_is_told_that_the_event_is_called_off(
    member, malee, khru_nok, meeting, works, sessions, simulator
):
    named(malee, sessions, "มาลี รักสัตย์")
    member.says("ลงชื่อแทนคุณยาย")
    press(malee, meeting)
    khru_nok.says("ยกเลิกกิจกรรม")
    khru_nok.sees("2 ข้อความ")
    khru_nok.presses("ยกเลิกกิจกรรมนี้")
    works()
    member.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    malee.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ")
    with sessions.begin() as db:
        left = Promise.state == PromiseState.BUNDLED
        assert len(db.scalars(select(Promise).where(left)).all()) == 2
    assert simulator.quota["used"] == 2


def test_a_stranger_joins_a_club_first(somchai, hua_hin, meeting, sessions):
    somchai.says("ลงชื่อแทนคุณยาย")
    somchai.sees("เข้าชมรมก่อนลงทะเบียนนะคะ")
    with sessions.begin() as db:
        assert db.scalars(select(Event)).one().id == meeting.id
        assert db.scalars(select(Registration)).all() == []
