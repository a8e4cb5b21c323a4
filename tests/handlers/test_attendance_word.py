"""The word that is said in a session: whoever types it was there."""

from datetime import timedelta

import pytest

from models import EventDay, EventState, Way
from tests.conftest import joins
from tests.handlers.attending import DONE, change, of_days, seen
from tests.handlers.meeting import START, named
from tests.planning import found, plan

WORD = "ทะเลหัวหิน"
SOMCHAI = [("สมชาย ใจดี", "20.01.", Way.WORD)]


@pytest.fixture
def set_word(khru_nok, clock):
    def set_(word=WORD):
        clock.moves_to(START - timedelta(hours=2))
        khru_nok.says("รหัสเช็กชื่อ")
        khru_nok.says(word)

    return set_


def test_a_coordinator_sets_a_word_and_is_told_to_say_it(khru_nok, meeting, set_word):
    set_word()
    khru_nok.sees(WORD, "รหัสเช็กชื่อ · ประชุมใหญ่", "บอกคำนี้ในงานนะคะ", "13.00 น.")


def test_who_types_the_word_was_there_and_the_second_time_is_told_when(
    member, meeting, set_word, clock, sessions
):
    set_word()
    clock.moves_to(START + timedelta(minutes=2))
    member.says(WORD)
    member.sees(DONE, "ประชุมใหญ่", "อ. 20 ม.ค. 2569 เวลา 09.02 น.")
    clock.moves(minutes=30)
    member.says(WORD)
    member.sees("เช็กชื่อแล้วเมื่อ 09.02 น. เชิญเข้างานได้เลยค่ะ")
    assert seen(sessions) == SOMCHAI


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("Blue Ocean 7", "  blue OCEAN ๗ "),
        ("ทะเล หัวหิน", "ทะเลหัวหิน"),
        ("น้ำใสใจจริง", "น\u0e4d\u0e49าใส ใจจริง"),
    ],
)
def test_capitals_spaces_and_ways_of_writing_do_not_matter(
    member, meeting, set_word, clock, sessions, word, typed
):
    set_word(word)
    clock.moves_to(START)
    member.says(typed)
    assert seen(sessions) == SOMCHAI


@pytest.mark.parametrize("typed", ["ทะเลหัวหินน", "ทะเลหั่วหิน", "ทะเล", "คำว่า ทะเลหัวหิน"])
def test_another_word_is_none(member, meeting, set_word, clock, sessions, typed):
    set_word()
    clock.moves_to(START)
    member.says(typed)
    assert seen(sessions) == []


@pytest.mark.parametrize(
    ("minutes", "counts"), [(-61, False), (-60, True), (4 * 60, True), (4 * 60 + 1, False)]
)
def test_it_counts_from_an_hour_before_to_two_hours_after(
    member, meeting, set_word, clock, sessions, minutes, counts
):
    set_word()
    clock.moves_to(START + timedelta(minutes=minutes))
    member.says(WORD)
    assert bool(seen(sessions)) == counts


def test_each_day_has_its_own_word(member, hua_hin, set_word, clock, sessions):
    plan(sessions, hua_hin, "อบรม", START, topics=(None, None))
    set_word()
    clock.moves_to(START + timedelta(days=1))
    member.says(WORD)
    assert seen(sessions) == []


def test_it_counts_after_midnight_for_the_day_before(member, hua_hin, khru_nok, clock, sessions):
    late = START + timedelta(hours=13)
    plan(sessions, hua_hin, "เสวนา", late, hours=1.5)
    clock.moves_to(late)
    khru_nok.says("รหัสเช็กชื่อ")
    khru_nok.says(WORD)
    clock.moves_to(late + timedelta(hours=3))
    member.says(WORD)
    assert seen(sessions) == SOMCHAI


def test_another_club_s_word_is_no_word(meeting, set_word, malee, clock, sessions):
    set_word()
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    clock.moves_to(START)
    malee.says(WORD)
    malee.sees_no("ประชุมใหญ่")
    assert seen(sessions) == []


def test_a_cancelled_event_s_word_is_no_word(member, meeting, set_word, clock, sessions):
    set_word()
    change(sessions, meeting, state=EventState.CANCELLED)
    clock.moves_to(START)
    member.says(WORD)
    assert seen(sessions) == []


def test_who_has_no_name_is_asked_for_it_and_is_there_all_the_same(
    meeting, set_word, malee, clock, sessions
):
    set_word()
    malee.adds_the_bot()
    joins(malee)
    clock.moves_to(START)
    malee.says(WORD)
    malee.sees(DONE, "ขอชื่อและนามสกุลสำหรับรายชื่อ")
    malee.says("12345")
    malee.sees("ขอชื่อและนามสกุลเป็นตัวอักษร")
    malee.says("มาลี รักสัตย์")
    malee.sees("บันทึกชื่อ มาลี รักสัตย์ แล้วค่ะ")
    assert seen(sessions) == [("มาลี รักสัตย์", "20.01.", Way.WORD)]


def test_a_stranger_who_types_the_word_of_an_event_for_all_joins_first(
    meeting, set_word, malee, clock, sessions
):
    set_word()
    change(sessions, meeting, for_all=True)
    malee.adds_the_bot()
    clock.moves_to(START)
    malee.says(WORD)
    malee.sees("เข้าชมรมก่อนเช็กชื่อนะคะ")
    assert seen(sessions) == []
    joins(malee)
    malee.sees(DONE)
    assert seen(sessions) == [(None, "20.01.", Way.WORD)]


def test_a_running_flow_and_a_tip_keep_what_is_typed(member, meeting, set_word, clock, sessions):
    set_word()
    clock.moves_to(START)
    member.says("แก้ไขชื่อ")
    member.says(WORD)
    assert seen(sessions) == []
    named(member, sessions)
    member.says("ยกเลิก")
    member.says("แจ้งเบาะแส")
    member.presses("เข้าใจแล้ว เริ่มแจ้ง")
    member.says(WORD)
    member.sees_no("เช็กชื่อ")
    assert seen(sessions) == []


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ก", "ขอคำที่ยาว 2 ถึง 40 ตัวอักษร"),
        ("ก" * 41, "ขอคำที่ยาว 2 ถึง 40 ตัวอักษร"),
        ("อยากดูกิจกรรมเดือนหน้า", "คำนี้น้องสตรองใช้ทำอย่างอื่นอยู่ค่ะ"),
        ("HuaHin", "คำนี้น้องสตรองใช้ทำอย่างอื่นอยู่ค่ะ"),
    ],
)
def test_what_is_no_good_word_is_asked_for_again(khru_nok, meeting, set_word, sessions, word, said):
    set_word(word)
    khru_nok.sees(said)
    khru_nok.says(WORD)
    khru_nok.sees("บอกคำนี้ในงานนะคะ")
    assert of_days(sessions, EventDay.word) == [(WORD,)]


def test_a_command_leaves_the_word_and_is_done(khru_nok, meeting, set_word, sessions):
    set_word("กิจกรรม")
    khru_nok.sees("ประชุมใหญ่", "เข้าร่วมแล้ว 0 คน")
    assert of_days(sessions, EventDay.word) == [(None,)]


def test_the_word_that_holds_is_shown_and_may_be_changed(
    khru_nok, member, meeting, set_word, clock, sessions
):
    set_word()
    khru_nok.says("รหัสเช็กชื่อ")
    khru_nok.sees(f"ตอนนี้ใช้คำว่า “{WORD}”")
    khru_nok.says("ภูเขา สีเขียว")
    clock.moves_to(START)
    member.says(WORD)
    assert seen(sessions) == []
    member.says("ภูเขาสีเขียว")
    assert seen(sessions) == SOMCHAI


def test_of_several_events_today_one_is_chosen(khru_nok, meeting, hua_hin, clock, sessions):
    for number in range(4):
        plan(sessions, hua_hin, f"งานที่ {number}", START + timedelta(minutes=number + 1))
    plan(sessions, found(sessions, "CHAAM", "เทศบาลเมืองชะอำ"), "งานชะอำ", START)
    clock.moves_to(START)
    khru_nok.says("รหัสเช็กชื่อ")
    khru_nok.sees("ตั้งรหัสเช็กชื่อของกิจกรรมไหนคะ", "ประชุมใหญ่", "งานที่ 1")
    khru_nok.presses("ดูเพิ่ม")
    khru_nok.sees("งานที่ 2", "งานที่ 3")
    khru_nok.sees_no("งานชะอำ")
    khru_nok.presses("เลือก")
    khru_nok.sees("งานที่ 2", "ขอคำที่จะบอกในงานค่ะ")


def test_only_coordinators_set_one_and_only_for_today(member, khru_nok, meeting, simulator, clock):
    member.says("รหัสเช็กชื่อ")
    member.sees("ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")
    for phone, words in ((member, "ไม่พบกิจกรรมนี้ค่ะ"), (khru_nok, "กิจกรรมนี้ไม่ได้จัดวันนี้ค่ะ")):
        simulator.press(phone.user_id, f"attendance.pick?event={meeting.id}&of=word")
        phone.sees(words)
    khru_nok.says("รหัสเช็กชื่อ")
    khru_nok.sees("วันนี้ชมรมของคุณไม่มีกิจกรรมค่ะ")
