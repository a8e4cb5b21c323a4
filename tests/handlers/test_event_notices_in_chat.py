"""A coordinator has more told in her chat: the price first, and nothing without a press."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Account, Event, EventState, Notice, NoticeKind
from tests.handlers.meeting import START, named, press
from tests.planning import bangkok_time, plan

REMINDED, ASKED = "ใกล้ถึงเวลานัดแล้วค่ะ", "รอคำตอบจากคุณอยู่ค่ะ"
LETTER = "พกหมวกมาด้วยนะคะ"


@pytest.fixture
def walk(hua_hin, sessions):
    return plan(sessions, hua_hin, "เดินสำรวจ", START, place="ศาลา")


@pytest.fixture
def nok(khru_nok, sessions, simulator):
    """The coordinator, in a month of 300 messages."""
    simulator.set_quota("limited", 300, 0)
    with sessions.begin() as db:
        db.get_one(Account, 1).quota = 300
    return khru_nok


def planned(sessions):
    with sessions.begin() as db:
        return [(each.kind, each.due) for each in db.scalars(select(Notice).order_by(Notice.id))]


def test_she_asks_those_who_said_nothing(member, malee, walk, nok, sessions, works):
    press(named(malee, sessions, "มาลี รักสัตย์"), walk)
    nok.says("เตือนคนที่ยังไม่ตอบ")
    nok.sees("เดินสำรวจ", "2 คน", "จะใช้ 2 ข้อความ ส่งแล้วเดือนนี้เหลือ 297 จาก 300", "ส่งเลย", "ไม่ส่ง")
    works()
    assert ASKED not in member.history()
    nok.presses("ส่งเลย")
    nok.sees("กำลังส่งถึง 2 คนค่ะ")
    works()
    member.sees(ASKED)
    assert ASKED not in malee.history()


def test_pressed_twice_it_is_sent_once(member, walk, nok, works):
    nok.says("เตือนคนที่ยังไม่ตอบ")
    send = next(each for each in nok.actions() if each["label"] == "ส่งเลย")
    for _press in range(3):
        nok.does(send)
        nok.sees("กำลังส่งถึง 2 คนค่ะ")
    works()
    assert member.history().count(ASKED + " · ") == 1


def test_she_writes_to_those_who_come(member, walk, nok, sessions, works, simulator):
    press(member, walk)
    nok.says("เขียนถึงคนที่มา")
    nok.sees("พิมพ์ข้อความถึงคนที่มา เดินสำรวจ ได้เลยค่ะ")
    nok.says(LETTER)
    nok.sees(LETTER, "1 คน", "จะใช้ 1 ข้อความ")
    nok.says("ใช่")
    works()
    member.sees("จากผู้ประสานงาน เรื่อง เดินสำรวจ", LETTER)
    assert simulator.quota["used"] == 1


def test_other_words_take_the_place_of_the_first(member, walk, nok, works):
    press(member, walk)
    nok.says("เขียนถึงคนที่มา")
    nok.says("พกร่มมานะคะ")
    old = next(each for each in nok.actions() if each["label"] == "ส่งเลย")
    nok.says(LETTER)
    nok.sees(LETTER)
    nok.does(old)
    nok.sees("การ์ดใบนี้เก่าแล้วค่ะ ไม่ได้ส่งอะไรออกไป")
    nok.says("เขียนถึงคนที่มา")
    nok.says(LETTER)
    nok.presses("แก้ไขข้อความ")
    nok.says("พกน้ำมานะคะ")
    nok.presses("ส่งเลย")
    works()
    assert "พกน้ำมานะคะ" in member.history()
    assert LETTER not in member.history()


@pytest.mark.parametrize("no", ["ไม่ส่ง", "ไม่", "ย้อนกลับ"])
def test_who_thinks_better_of_it_sends_nothing(member, walk, nok, sessions, no):
    press(member, walk)
    for begin in ("เขียนถึงคนที่มา", "เตือนเพิ่ม"):
        nok.says(begin)
        nok.says(LETTER if "เขียน" in begin else "15 ม.ค. 10.00")
        drop = next(each for each in nok.actions() if each["label"] == "ไม่ส่ง")
        nok.says(no)
        nok.sees("ไม่ได้ส่งอะไรออกไปนะคะ")
        nok.does(drop)
        nok.sees("การ์ดใบนี้เก่าแล้วค่ะ")
    assert planned(sessions) == []


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        (["15 ม.ค. 69 10.00"], "2026-01-15 10:00"),
        (["พรุ่งนี้ 9 โมงเช้า"], "2026-01-06 09:00"),
        (["15 ม.ค.", "14.30"], "2026-01-15 14:30"),
        (["15 ม.ค.", "14"], "2026-01-15 14:00"),
        (["ก่อนเริ่ม 2 ชั่วโมง"], "2026-01-20 07:00"),
        (["๔๕ นาทีก่อนเริ่ม"], "2026-01-20 08:15"),
        (["ก่อน 1 วัน"], "2026-01-19 09:00"),
        (["15 ม.ค. 22.00"], "2026-01-15 18:00"),
        (["ฟหกด", "15 ม.ค. 10.00"], "2026-01-15 10:00"),
        (["1 ม.ค. 69 10.00", "15 ม.ค. 10.00"], "2026-01-15 10:00"),
        (["25 ม.ค. 10.00", "15 ม.ค. 10.00"], "2026-01-15 10:00"),
        (["15 ม.ค. 10.00", "16 ม.ค. 11.00"], "2026-01-16 11:00"),
    ],
)
def test_she_reminds_once_more_at_the_minute_she_types(member, walk, nok, sessions, typed, due):
    press(member, walk)
    nok.says("เตือนเพิ่ม")
    nok.sees("เตือน เดินสำรวจ เมื่อไรคะ")
    for words in typed:
        nok.says(words)
    nok.presses("ส่งเลย")
    nok.sees("ตั้งไว้แล้วค่ะ จะส่งถึง 1 คน")
    assert planned(sessions) == [(NoticeKind.REMINDER, bangkok_time(*due.split()))]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ฟหกด", "ยังอ่านวันและเวลานี้ไม่ออก"),
        ("15 ม.ค. 2569", "พฤ. 15 ม.ค. 2569 กี่โมงคะ"),
        ("1 ม.ค. 2569 9.00", "เวลานั้นผ่านไปแล้วค่ะ"),
        ("20 ม.ค. 2569 9.00", "เวลานั้นกิจกรรมเริ่มไปแล้วค่ะ"),
    ],
)
def test_what_is_no_moment_is_told_and_asked_again(walk, nok, sessions, typed, told):
    nok.says("เตือนเพิ่ม")
    nok.says(typed)
    nok.sees(told)


def test_the_card_says_when_it_really_leaves(member, walk, nok, clock, sessions):
    press(member, walk)
    nok.says("เตือนเพิ่ม")
    nok.says("16 ม.ค. 05.00")
    nok.sees("พฤ. 15 ม.ค. 2569 เวลา 18.00 น.")
    clock.moves_to(bangkok_time("2026-01-06", "22:00"))
    nok.says("เขียนถึงคนที่มา")
    nok.says(LETTER)
    nok.sees("พ. 7 ม.ค. 2569 เวลา 07.00 น.")


def test_what_the_month_cannot_pay_has_no_button(member, malee, walk, nok, sessions):
    for phone, name in ((member, "สมชาย ใจดี"), (malee, "มาลี รักสัตย์")):
        press(named(phone, sessions, name), walk)
    with sessions.begin() as db:
        db.get_one(Account, 1).quota = 3
    nok.says("เขียนถึงคนที่มา")
    nok.says(LETTER)
    nok.sees("ต้องใช้ 2 ข้อความ แต่เดือนนี้เหลือ 1 ข้อความค่ะ")
    nok.sees_no("ส่งเลย")
    nok.says("ส่งเลย")
    nok.sees("ต้องใช้ 2 ข้อความ แต่เดือนนี้เหลือ 1 ข้อความค่ะ")
    assert planned(sessions) == []


def test_nobody_to_write_to_is_said_before(walk, nok):
    nok.says("เขียนถึงคนที่มา")
    nok.says(LETTER)
    nok.sees("ตอนนี้ไม่มีใครที่ต้องส่งถึงค่ะ")
    nok.sees_no("ส่งเลย")


def test_what_was_planned_can_be_taken_back(member, walk, nok, clock, works):
    press(member, walk)
    nok.says("เตือนเพิ่ม")
    nok.says("15 ม.ค. 10.00")
    nok.presses("ส่งเลย")
    nok.presses("ถอนข้อความนี้")
    nok.sees("หยุดแล้วค่ะ")
    clock.moves_to(bangkok_time("2026-01-15", "10:00"))
    works()
    assert REMINDED not in member.history()


def test_of_several_events_she_chooses(member, hua_hin, walk, nok, sessions):
    for number in range(1, 5):
        day = START + timedelta(days=number)
        plan(sessions, hua_hin, f"งานที่ {number}", day)
    for begin in ("เตือนคนที่ยังไม่ตอบ", "เขียนถึงคนที่มา", "เตือนเพิ่ม"):
        nok.says(begin)
        nok.sees("กิจกรรมไหนคะ", "เดินสำรวจ", "งานที่ 2", "ดูเพิ่ม")
        nok.sees_no("งานที่ 3")
        nok.presses("ดูเพิ่ม")
        nok.sees("งานที่ 3", "งานที่ 4")
        nok.sees_no("ดูเพิ่ม")
        nok.presses("เลือก")


def test_without_an_event_ahead_that_is_said(nok):
    nok.says("เตือนเพิ่ม")
    nok.sees("ชมรมของคุณยังไม่มีกิจกรรมข้างหน้าค่ะ")


@pytest.mark.parametrize("words", ["เตือนคนที่ยังไม่ตอบ", "เขียนถึงคนที่มา", "เตือนเพิ่ม"])
def test_a_member_is_kindly_refused(member, walk, words):
    member.says(words)
    member.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")


def test_another_s_buttons_find_nothing(member, walk, simulator):
    for data in (
        f"event.notice.for?event={walk.id}&kind=letter",
        f"event.notice.for?event={walk.id}&kind=unanswered",
        "event.notice.hush?notice=1",
    ):
        simulator.press(member.user_id, data)
        member.sees("ไม่พบกิจกรรมนี้ค่ะ")


def test_other_words_at_the_card_are_answered_and_it_waits(member, walk, nok, sessions):
    press(member, walk)
    nok.says("เตือนคนที่ยังไม่ตอบ")
    nok.says("ใครมาบ้าง")
    nok.sees("มา 1 คน")
    assert planned(sessions) == []
    nok.presses("ส่งเลย")
    assert [kind for kind, _due in planned(sessions)] == [NoticeKind.UNANSWERED]


def test_a_letter_that_is_unsent_is_forgotten(member, walk, nok, sessions):
    press(member, walk)
    nok.says("เขียนถึงคนที่มา")
    nok.says(LETTER)
    nok.unsends(LETTER)
    nok.presses("ส่งเลย")
    nok.sees("การ์ดใบนี้เก่าแล้วค่ะ")
    assert planned(sessions) == []


def test_an_event_that_was_called_off_meanwhile_is_no_question_any_more(
    member, walk, nok, sessions, works
):
    press(member, walk)
    nok.says("เขียนถึงคนที่มา")
    with sessions.begin() as db:
        db.get_one(Event, walk.id).state = EventState.CANCELLED
    nok.says(LETTER)
    nok.sees_no("ส่งเลย")
    works()
    assert LETTER not in member.history()
