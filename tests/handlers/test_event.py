"""What is on, who comes, and the reminder the day before."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Answer, Event, Member, Promise, PromiseState
from tests.conftest import joins
from tests.handlers.meeting import REGISTERED, START, answers, named, press
from tests.planning import bangkok_time, found, plan

CANCELLED = "ยกเลิกการลงทะเบียนแล้วค่ะ"
OWN_LINK = "https://club.test/events/join/"
ASKED = "ขอชื่อและนามสกุลสำหรับรายชื่อ"


# Finding


def test_nothing_on_is_said_without_promising_anything(member):
    member.says("กิจกรรม")
    member.sees("ตอนนี้ยังไม่มีกิจกรรมใหม่ค่ะ")


def test_a_single_event_is_shown_whole_with_its_days_as_thais_write_them(member, hua_hin, sessions):
    start = bangkok_time("2026-07-08")
    plan(sessions, hua_hin, "อบรม", start, hours=7.5, topics=("ไร้สินบน", None), capacity=100)
    member.says("กิจกรรม")
    member.sees("กิจกรรม · เทศบาลเมืองหัวหิน", "พ. 8 – พฤ. 9 ก.ค. 2569", "09.00 – 16.30 น.")
    member.sees("เข้าร่วมแล้ว 0 จาก 100 ที่")
    member.presses("กำหนดการ")
    member.sees("พ. 8 ก.ค. 2569 เวลา 09.00 – 16.30 น.", "ไร้สินบน", "พฤ. 9 ก.ค. 2569")


def test_another_club_s_events_do_not_exist_but_those_for_all_do(member, sessions, simulator):
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    hidden = plan(sessions, other, "งานภายใน", START)
    plan(sessions, other, "งานของทุกชมรม", START, for_all=True)
    member.says("กิจกรรม")
    member.sees("งานของทุกชมรม", "กิจกรรม · เทศบาลเมืองชะอำ")
    for data in ("event.show?event={}", "event.programme?event={}"):
        simulator.press(member.user_id, data.format(hidden.id))
        member.sees("ไม่พบกิจกรรมนี้แล้วค่ะ")
    press(member, hidden)
    member.sees("ไม่พบกิจกรรมนี้แล้วค่ะ")
    assert answers(sessions) == []


# Answering


@pytest.mark.parametrize("words", ["เข้าร่วม", "ไป", "ไปค่ะ", "ลงทะเบียน", "join"])
def test_coming_may_be_typed_where_one_event_is_open(member, meeting, sessions, words):
    member.says(words)
    member.sees(
        REGISTERED,
        "ประชุมใหญ่",
        "อ. 20 ม.ค. 2569",
        "น้องสตรองจะเตือนอีกครั้ง จ. 19 ม.ค. 2569 เวลา 18.00 น.",
    )
    assert answers(sessions) == [(meeting.id, Answer.COMING)]


@pytest.mark.parametrize("words", ["ไม่สะดวก", "ไม่ไป", "ไม่ว่างค่ะ"])
def test_staying_away_may_be_typed_and_taken_back(member, meeting, sessions, words):
    member.says(words)
    member.sees("รับทราบค่ะ ครั้งนี้ไม่สะดวก")
    assert answers(sessions) == [(meeting.id, Answer.DECLINED)]
    member.presses("เปลี่ยนใจ เข้าร่วม")
    member.sees(REGISTERED)
    assert answers(sessions) == [(meeting.id, Answer.COMING)]


def test_pressing_twice_equals_pressing_once(member, meeting, sessions):
    member.says("กิจกรรม")
    come = next(each for each in member.actions() if each["label"] == "เข้าร่วม")
    for _press in range(3):
        member.does(come)
        member.sees(REGISTERED)
    assert answers(sessions) == [(meeting.id, Answer.COMING)]
    with sessions.begin() as db:
        assert len(db.scalars(select(Promise)).all()) == 2  # the evening before, and at the start


def test_which_of_several_is_asked(member, meeting, hua_hin, sessions):
    other = plan(sessions, hua_hin, "เดินสำรวจ", START + timedelta(days=3))
    member.says("ไป")
    member.sees("เข้าร่วมกิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจ")
    press(member, other)
    member.says("ไม่สะดวก")
    member.sees("ไม่สะดวกกิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจ")
    member.says("ไป")
    member.sees(REGISTERED, "ประชุมใหญ่")
    member.says("ไป")
    member.sees("การลงทะเบียนของฉัน", "ประชุมใหญ่", "เดินสำรวจ")


def test_a_registration_is_cancelled_by_words_or_press(member, meeting, sessions):
    member.says("ไป")
    member.says("ที่ลงทะเบียนไว้")
    member.sees("ประชุมใหญ่", "คุณลงทะเบียนแล้ว")
    member.presses("ยกเลิกการลงทะเบียน")
    member.sees(CANCELLED)
    assert answers(sessions) == [(meeting.id, Answer.DECLINED)]
    member.presses("เปลี่ยนใจ เข้าร่วม")
    member.says("ยกเลิกลงทะเบียน")
    member.sees(CANCELLED)
    member.says("ยกเลิกลงทะเบียน")
    member.sees("ยังไม่ได้ลงทะเบียนกิจกรรมไหนไว้ค่ะ")


@pytest.mark.parametrize("words", ["ไม่ไปแล้ว", "ไม่ไปแล้วค่ะ", "ไปไม่ได้", "ถอนชื่อ"])
def test_who_does_not_come_after_all_is_told_that_her_seat_and_reminder_are_gone(
    member, meeting, sessions, words
):
    member.says("ไป")
    member.says(words)
    member.sees(CANCELLED, "ประชุมใหญ่", "จะไม่ส่งเตือนกิจกรรมนี้แล้ว")
    with sessions.begin() as db:
        states = db.scalars(select(Promise.state)).all()
    assert states == [PromiseState.WITHDRAWN] * 2  # the evening before, and at the start
    member.says("ไม่สะดวก")
    member.sees("รับทราบค่ะ ครั้งนี้ไม่สะดวก")
    member.sees_no("ส่งเตือน")


def test_the_link_is_for_those_who_registered(member, meeting, sessions):
    member.says("ขอลิงก์")
    member.sees("ยังไม่มีลิงก์เข้าประชุม")
    member.says("กิจกรรม")
    member.sees("ออนไลน์ เห็นลิงก์หลังลงทะเบียน")
    assert OWN_LINK not in str(member.messages())
    member.says("ไป")
    assert f"{OWN_LINK}{meeting.id}-" in str(member.messages()[-1])
    member.says("ขอลิงก์")
    assert f"{OWN_LINK}{meeting.id}-" in str(member.messages()[-1])
    assert "https://a.b/c" not in str(member.messages())


def test_an_old_card_of_an_event_that_began_says_so(member, meeting, sessions, clock):
    member.says("กิจกรรม")
    come = next(each for each in member.actions() if each["label"] == "เข้าร่วม")
    clock.moves_to(START)
    member.does(come)
    member.sees("กิจกรรมนี้เริ่มแล้วค่ะ")
    clock.moves_to(meeting.ends)
    member.does(come)
    member.sees("กิจกรรมนี้จบแล้วค่ะ")
    assert answers(sessions) == []


# Seats


def test_the_last_seat_goes_to_whoever_presses_first(member, malee, hua_hin, sessions):
    named(malee, sessions, "มาลี รักสัตย์")
    event = plan(sessions, hua_hin, "เดินสำรวจ", START, capacity=1)
    malee.says("กิจกรรม")
    member.says("ไป")
    member.sees(REGISTERED)
    malee.presses("เข้าร่วม")
    malee.sees("ลงชื่อรอที่นั่งไว้แล้วค่ะ")
    member.says("ไปไม่ได้แล้วค่ะ")
    press(malee, event)
    malee.sees(REGISTERED)
    press(member, event)
    member.sees("ลงชื่อรอที่นั่งไว้แล้วค่ะ")
    press(malee, event)
    malee.sees(REGISTERED)


def test_a_seat_that_went_while_the_name_was_typed_keeps_the_name(member, malee, hua_hin, sessions):
    plan(sessions, hua_hin, "เดินสำรวจ", START, capacity=1)
    malee.adds_the_bot()
    joins(malee)
    malee.says("ไป")
    malee.sees(ASKED)
    member.says("ไป")
    malee.says("มาลี รักสัตย์")
    malee.sees("ลงชื่อรอที่นั่งไว้แล้วค่ะ")
    malee.says("ข้อมูลของฉัน")
    malee.sees("มาลี รักสัตย์")


def test_of_two_answers_the_later_by_line_s_time_counts(member, meeting, sessions, clock):
    """LINE may deliver them in the other order."""
    clock.moves(seconds=10)
    member.says("ไม่สะดวก")
    clock.moves(seconds=-5)
    press(member, meeting)
    member.sees("รับทราบค่ะ ครั้งนี้ไม่สะดวก")
    assert answers(sessions) == [(meeting.id, Answer.DECLINED)]
    clock.moves(seconds=10)
    press(member, meeting)
    assert answers(sessions) == [(meeting.id, Answer.COMING)]


# Names and strangers


@pytest.fixture
def newcomer(malee, hua_hin):
    malee.adds_the_bot()
    joins(malee)
    return malee


def test_a_name_is_asked_once_and_line_s_is_offered(newcomer, meeting, hua_hin, sessions, works):
    plan(sessions, hua_hin, "เดินสำรวจ", START + timedelta(days=1))
    works()
    newcomer.says("กิจกรรม")
    press(newcomer, meeting)
    newcomer.sees(ASKED)
    newcomer.presses("มาลี รักสัตย์")
    newcomer.sees(REGISTERED)
    newcomer.says("ไป")
    newcomer.sees(REGISTERED, "เดินสำรวจ")


@pytest.mark.parametrize("line_name", ["🌸🌸🌸", "\u200b", "1"])
def test_a_name_of_line_s_that_is_none_is_not_offered(newcomer, meeting, sessions, line_name):
    with sessions.begin() as db:
        db.scalars(select(Member)).one().line_name = line_name
    newcomer.says("ไป")
    newcomer.sees(ASKED)
    offered = newcomer.messages()[-1]["quickReply"]["items"]
    assert [each["action"]["label"] for each in offered] == ["ย้อนกลับ", "ยกเลิก"]


def test_what_is_no_name_is_asked_for_again(newcomer, meeting, sessions):
    newcomer.says("ไป")
    for words in ["12345", "🎉", "\u200b\u200b", "ก" * 2000, "ข" * 5000, "ค่ะ"]:
        newcomer.says(words)
        newcomer.sees("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัว")
        assert answers(sessions) == []
    newcomer.says("มาลี รักสัตย์")
    newcomer.sees(REGISTERED)


def test_a_question_beside_the_name_is_answered_and_the_name_still_registers(
    newcomer, meeting, sessions
):
    newcomer.says("ไป")
    newcomer.says("กี่โมง")
    newcomer.sees("09.00", ASKED)
    newcomer.says("มาลี รักสัตย์ค่ะ")
    newcomer.sees(f"{REGISTERED} · มาลี รักสัตย์")
    assert answers(sessions) == [(meeting.id, Answer.COMING)]


def test_going_back_from_the_name_shows_the_event(newcomer, meeting, sessions):
    for words in ["ย้อนกลับ", "ข้าม", "ไม่"]:
        newcomer.says("ไป")
        newcomer.says(words)
        newcomer.sees("ประชุมใหญ่", "เข้าร่วมแล้ว 0 คน")
        newcomer.says("มาลี รักสัตย์")
        newcomer.sees_no(REGISTERED)
        assert answers(sessions) == []


def test_the_ways_out_of_the_name_register_nobody(newcomer, meeting, sessions):
    for words in ["ยกเลิก", "เมนู"]:
        newcomer.says("ไป")
        newcomer.says(words)
        newcomer.sees("อยากทำอะไรคะ")
        assert answers(sessions) == []


def test_a_command_never_becomes_a_name(newcomer, meeting, sessions):
    newcomer.says("ไป")
    newcomer.says("คำถามวันนี้")
    newcomer.sees("คำถามวันนี้ ·")
    with sessions.begin() as db:
        assert db.scalars(select(Member.name)).all() == [None]


def test_an_event_that_began_while_the_name_was_typed_registers_nobody(
    newcomer, meeting, clock, sessions
):
    newcomer.says("ไป")
    clock.moves_to(START)
    newcomer.says("มาลี รักสัตย์")
    newcomer.sees("จึงเปลี่ยนคำตอบไม่ได้")
    assert answers(sessions) == []


def test_a_stranger_joins_before_she_registers_and_nothing_is_kept(somchai, hua_hin, sessions):
    event = plan(sessions, hua_hin, "งานของทุกชมรม", START, for_all=True)
    somchai.adds_the_bot()
    for words in ("ไป", "กิจกรรม"):
        somchai.says(words)
    somchai.presses("เข้าร่วม")
    somchai.sees("เข้าชมรมก่อนลงทะเบียนนะคะ")
    press(somchai, event, coming=False)
    somchai.sees("รับทราบค่ะ")
    assert answers(sessions) == []
    joins(somchai)
    somchai.says("ไป")
    somchai.sees(ASKED)


@pytest.mark.parametrize(
    "steps", [("เข้าชมรม", "หัวหิน"), ("HUAHIN",), ("หัวหีน", "ใช่"), ("กี่โมง", "เข้าชมรม หัวหิน")]
)
def test_who_joins_a_club_for_an_event_comes_back_to_it(somchai, hua_hin, sessions, steps):
    wanted = plan(sessions, hua_hin, "งานของทุกชมรม", START, for_all=True)
    plan(sessions, hua_hin, "งานก่อนหน้า", START - timedelta(days=2), for_all=True)
    somchai.adds_the_bot()
    somchai.says("ไป")
    press(somchai, wanted)
    for words in steps:
        somchai.says(words)
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.sees("ยินดีต้อนรับสู่ชมรมค่ะ", "งานของทุกชมรม", "เข้าร่วมแล้ว 0 คน")
    somchai.sees_no("งานก่อนหน้า")
    somchai.presses("เข้าร่วม")
    somchai.sees(ASKED)


def test_an_event_that_is_gone_keeps_nobody_from_joining(somchai, hua_hin, sessions):
    event = plan(sessions, hua_hin, "งานของทุกชมรม", START, for_all=True)
    somchai.adds_the_bot()
    press(somchai, event)
    somchai.says("HUAHIN")
    with sessions.begin() as db:
        db.delete(db.get_one(Event, event.id))
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.sees("ยินดีต้อนรับสู่ชมรมค่ะ")
    somchai.says("เข้าชมรม")
    somchai.sees("ชมรมของคุณ")


def test_who_turned_to_something_else_is_not_led_back(somchai, hua_hin, sessions):
    event = plan(sessions, hua_hin, "งานของทุกชมรม", START, for_all=True)
    somchai.adds_the_bot()
    press(somchai, event)
    somchai.says("เมนู")
    joins(somchai)
    somchai.sees("ยินดีต้อนรับสู่ชมรมค่ะ")
    somchai.sees_no("งานของทุกชมรม")


def test_somebody_on_a_roster_agrees_to_the_notice_first(somchai, hua_hin, meeting, sessions):
    somchai.adds_the_bot()
    with sessions.begin() as db:
        db.scalars(select(Member)).one().club_id = hua_hin.id
    somchai.says("ไป")
    somchai.sees("เข้าชมรมก่อนลงทะเบียนนะคะ")
    somchai.presses("เข้าชมรม เทศบาลเมืองหัวหิน")
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.says("ไป")
    somchai.sees(ASKED)


def test_who_moved_to_another_club_can_still_cancel(member, meeting, sessions):
    member.says("ไป")
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    joins(member, "CHAAM")
    member.says("ที่ลงทะเบียนไว้")
    member.presses("ยกเลิกการลงทะเบียน")
    member.sees(CANCELLED)


@pytest.mark.parametrize("words", ["กี่โมง", "กี่โมงคะ", "ที่ไหน", "เวลาและสถานที่"])
def test_a_bare_question_is_answered_with_the_next_event(member, meeting, words):
    member.says(words)
    member.sees("ประชุมใหญ่", "อ. 20 ม.ค. 2569", "09.00 – 11.00 น.", "ห้องประชุม")


@pytest.mark.parametrize(
    "words", ["พรุ่งนี้ประชุมกี่โมง", "ประชุมพรุ่งนี้ที่ไหนคะ", "พรุ่งนี้กี่โมงครับ", "พรุ่งนี้มีประชุมไหม"]
)
def test_a_day_without_events_is_said_so_and_the_next_one_shown(
    member, meeting, hua_hin, sessions, words
):
    member.says(words)
    member.sees("พรุ่งนี้ ไม่มีกิจกรรมค่ะ", "ประชุมใหญ่", "อ. 20 ม.ค. 2569")
    plan(sessions, hua_hin, "เดินสำรวจ", bangkok_time("2026-01-06"))
    member.says(words)
    member.sees("เดินสำรวจ")
    member.sees_no("ไม่มีกิจกรรม")


def test_other_days_may_be_named_too(member, meeting):
    member.says("วันนี้ประชุมกี่โมง")
    member.sees("วันนี้ ไม่มีกิจกรรมค่ะ", "ประชุมใหญ่")
    member.says("วันที่ 9 ม.ค. ประชุมกี่โมง")
    member.sees("ศ. 9 ม.ค. 2569 ไม่มีกิจกรรมค่ะ", "ประชุมใหญ่")
    member.says("วันที่ 20 ม.ค. ประชุมกี่โมง")
    member.sees("ประชุมใหญ่")
    member.sees_no("ไม่มีกิจกรรม")


def test_of_the_events_of_a_day_her_own_is_meant(member, meeting, hua_hin, sessions):
    plan(sessions, hua_hin, "เดินสำรวจ", START - timedelta(hours=2))
    press(member, meeting)
    member.says("กี่โมง")
    member.sees("ประชุมใหญ่")
    member.says("20 ม.ค. ประชุมกี่โมง")
    member.sees("ประชุมใหญ่")


def test_a_link_is_looked_for_on_the_day_that_is_named(member, meeting):
    member.says("ลิงก์")
    member.sees("ยังไม่มีลิงก์เข้าประชุม", "ประชุมใหญ่", "ออนไลน์ เห็นลิงก์หลังลงทะเบียน")
    press(member, meeting)
    member.says("พรุ่งนี้ขอลิงก์ประชุมค่ะ")
    member.sees("พรุ่งนี้ ไม่มีกิจกรรมออนไลน์ที่คุณลงทะเบียนไว้ค่ะ", "ประชุมใหญ่")
    assert OWN_LINK in str(member.messages()[-1])


def test_where_nothing_is_on_at_all_a_question_about_tomorrow_says_so(member):
    member.says("พรุ่งนี้ประชุมกี่โมง")
    member.sees("พรุ่งนี้ ไม่มีกิจกรรมค่ะ", "ตอนนี้ยังไม่มีกิจกรรมใหม่ค่ะ")


def test_going_to_everything_and_having_gone_are_understood(member, meeting, hua_hin, sessions):
    plan(sessions, hua_hin, "เดินสำรวจ", START + timedelta(days=3))
    member.says("ไปทั้งหมด")
    member.sees("เข้าร่วมกิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจ")
    press(member, meeting)
    member.says("เข้าร่วมแล้วค่ะ")
    member.sees("ประชุมใหญ่", "คุณลงทะเบียนแล้ว")
    member.says("เกียดติบัด")
    member.sees("ยังออกเกียรติบัตรให้ไม่ได้ค่ะ", "ผู้ประสานงาน")


def test_questions_about_time_and_place_are_about_the_next_event(
    member, meeting, hua_hin, sessions
):
    sooner = plan(sessions, hua_hin, "เดินสำรวจ", START - timedelta(days=2))
    member.says("ประชุมกี่โมงคะ")
    member.sees("เดินสำรวจ")
    press(member, meeting)
    member.says("จัดที่ไหนคะ")
    member.sees("ประชุมใหญ่", "ห้องประชุม")
    assert sooner.id != meeting.id


def test_a_coordinator_means_the_event_and_a_member_her_seat(member, khru_nok, meeting):
    khru_nok.says("ยกเลิกกิจกรรม")
    khru_nok.sees("ยกเลิกกิจกรรมนี้ไหมคะ")
    member.says("ไป")
    member.says("ยกเลิกกิจกรรม")
    member.sees(CANCELLED)
