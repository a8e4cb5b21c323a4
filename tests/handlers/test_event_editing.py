"""A coordinator changes an event in her chat: one thing at a time, checked before it is saved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import bangkok
from handlers.event import planning
from models import Event, EventState, Member
from tests.handlers.meeting import START, press
from tests.planning import bangkok_time, found, plan

SAVED = "บันทึกแล้วค่ะ"


@pytest.fixture
def event(sessions, meeting):
    """The meeting as it stands in the database now."""

    def event():
        with sessions.begin() as db:
            found = db.get_one(Event, meeting.id)
            return planning.outline(found)

    return event


@pytest.fixture
def another(khru_nok, meeting, sessions, clock):
    """Somebody else changes the meeting meanwhile."""

    def change(**other):
        with sessions.begin() as db:
            who = db.scalars(select(Member).where(Member.line_user_id == khru_nok.user_id)).one()
            event = db.get_one(Event, meeting.id)
            wanted = replace(planning.outline(event), **other)
            planning.change(db, who, event.id, wanted, version=event.version, now=clock())

    return change


def test_the_menu_shows_what_it_is_and_what_can_be_changed(khru_nok, meeting):
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.sees("แก้ไขกิจกรรม", "ประชุมใหญ่", "อ. 20 ม.ค. 2569", "จะแก้อะไรคะ", "วันและเวลา", "สถานที่")
    khru_nok.sees("ยกเลิกกิจกรรมนี้")


def test_another_place_is_told_to_those_who_come_at_a_price(
    khru_nok, member, meeting, works, event, simulator
):
    press(member, meeting)
    works()  # LINE is asked what is left of the month
    khru_nok.says("เปลี่ยนสถานที่")
    khru_nok.sees("พิมพ์สถานที่ใหม่ได้เลยค่ะ", "ตอนนี้: ห้องประชุม")
    khru_nok.says("ศาลาริมคลอง")
    khru_nok.sees("ตรวจก่อนบันทึก", "ห้องประชุม → ศาลาริมคลอง", "ใช้ 1 ข้อความ", "เหลือ 297 จาก 300")
    assert event().place == "ห้องประชุม"
    khru_nok.presses("บันทึก")
    khru_nok.sees(SAVED, "ศาลาริมคลอง")
    assert event().place == "ศาลาริมคลอง"
    works()
    member.sees("กิจกรรมมีการเปลี่ยนแปลงค่ะ", "ศาลาริมคลอง")
    assert simulator.quota["used"] == 1


@pytest.mark.parametrize(
    ("said", "starts", "hours"),
    [
        ("22 ม.ค. 69", bangkok_time("2026-01-22", "09:00"), 2),
        ("๒๒ มกรา ๖๙", bangkok_time("2026-01-22", "09:00"), 2),
        ("22 ม.ค. 69 บ่ายโมง", bangkok_time("2026-01-22", "13:00"), 2),
        ("13.00-16.00", bangkok_time("2026-01-20", "13:00"), 3),
        ("22 ม.ค. 2569 9.00-10.30 น.", bangkok_time("2026-01-22", "09:00"), 1.5),
    ],
)
def test_it_moves_by_a_date_as_thais_write_it(khru_nok, meeting, event, said, starts, hours):
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("วันและเวลา")
    khru_nok.says(said)
    khru_nok.sees("ตรวจก่อนบันทึก", "อ. 20 ม.ค. 2569 09.00 – 11.00 น. →")
    khru_nok.says("ใช่")
    khru_nok.sees(SAVED)
    assert (event().starts, event().ends) == (starts, starts + timedelta(hours=hours))


def test_what_and_its_value_may_be_said_at_once(khru_nok, meeting, event):
    khru_nok.says("เพิ่มที่นั่งเป็น 50")
    khru_nok.sees("ตรวจก่อนบันทึก", "จำนวนที่นั่ง", "→ 50", "บันทึกแล้วไม่เสียข้อความค่ะ")
    khru_nok.presses("บันทึก")
    assert event().capacity == 50


def test_several_things_are_changed_and_told_together(khru_nok, member, meeting, works, event):
    press(member, meeting)
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.says("ชื่อ")
    khru_nok.says("ประชุมใหญ่สามัญ")
    khru_nok.presses("แก้อย่างอื่นด้วย")
    khru_nok.presses("ลิงก์เข้าประชุม")
    khru_nok.says("https://meet.example/new")
    khru_nok.sees("ประชุมใหญ่ → ประชุมใหญ่สามัญ", "https://meet.example/new")
    khru_nok.presses("บันทึก")
    assert (event().title, event().online_url) == ("ประชุมใหญ่สามัญ", "https://meet.example/new")
    works()
    member.sees("กิจกรรมมีการเปลี่ยนแปลงค่ะ", "ประชุมใหญ่สามัญ")


@pytest.mark.parametrize(
    ("part", "said", "why"),
    [
        ("วันและเวลา", "เร็ว ๆ นี้", "ยังอ่านวันไม่ออกค่ะ"),
        ("วันและเวลา", "31 ก.พ. 69", "ยังอ่านวันไม่ออกค่ะ"),
        ("วันและเวลา", "1 ม.ค. 2569 9.00-10.00", "วันนั้นผ่านไปแล้วค่ะ"),
        ("วันและเวลา", "20 ม.ค. 69 11.00-09.00", "เวลาจบอยู่ก่อนเวลาเริ่มค่ะ"),
        ("ชื่อ", "ก" * 5000, "ชื่อยาวได้ไม่เกิน 120 ตัวอักษรค่ะ"),
        ("ลิงก์เข้าประชุม", "https://zoom", "ลิงก์นี้ยังใช้ไม่ได้ค่ะ"),
    ],
)
def test_what_cannot_be_is_asked_again(khru_nok, meeting, event, part, said, why):
    before = event()
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses(part)
    khru_nok.says(said)
    khru_nok.sees(why)
    assert event() == before
    khru_nok.says("กลับ")
    khru_nok.sees("จะแก้อะไรคะ")


def test_fewer_seats_than_are_taken_are_refused(khru_nok, member, malee, meeting, event):
    press(member, meeting)
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("จำนวนที่นั่ง")
    khru_nok.says("0")
    khru_nok.sees_no("ตรวจก่อนบันทึก")
    assert event().capacity is None


def test_what_is_not_needed_can_be_taken_out(khru_nok, meeting, event):
    khru_nok.says("เปลี่ยนลิงก์")
    khru_nok.presses("เอาออก")
    khru_nok.sees("ตรวจก่อนบันทึก", "→ –")
    khru_nok.presses("บันทึก")
    assert event().online_url is None


def test_of_two_who_edit_at_once_the_second_sees_what_the_first_did(
    khru_nok, meeting, another, event
):
    khru_nok.says("เปลี่ยนสถานที่")
    khru_nok.says("ศาลาริมคลอง")
    another(capacity=30)
    khru_nok.presses("บันทึก")
    khru_nok.sees("มีคนแก้ไปก่อนค่ะ ที่คุณพิมพ์ไว้ยังอยู่", "จำนวนที่นั่ง: – → 30", "→ ศาลาริมคลอง")
    assert event().place == "ห้องประชุม"
    khru_nok.presses("บันทึก")
    khru_nok.sees(SAVED)
    assert (event().place, event().capacity) == ("ศาลาริมคลอง", 30)


def test_pressed_twice_is_saved_once(khru_nok, meeting, event, sessions):
    khru_nok.says("เพิ่มที่นั่งเป็น 50")
    save = next(each for each in khru_nok.actions() if each["label"] == "บันทึก")
    for _press in range(2):
        khru_nok.does(save)
    with sessions.begin() as db:
        assert db.get_one(Event, meeting.id).version == 2


def test_days_with_programmes_of_their_own_move_together_only(khru_nok, hua_hin, sessions):
    course = plan(sessions, hua_hin, "อบรม", START, topics=("เช้า", "บ่าย"), hours=3)
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("วันและเวลา")
    khru_nok.says("22 ม.ค. 69")
    khru_nok.sees("ตรวจก่อนบันทึก", "พฤ. 22 – ศ. 23 ม.ค. 2569")
    khru_nok.presses("บันทึก")
    with sessions.begin() as db:
        sittings = db.get_one(Event, course.id).sittings
        days = [bangkok.local(each.starts).day for each in sittings]
        assert (days, [each.topic for each in sittings]) == ([22, 23], ["เช้า", "บ่าย"])
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("วันและเวลา")
    khru_nok.says("22-25 ม.ค. 69")
    khru_nok.sees("แต่ละวันไม่เหมือนกันค่ะ", "หน้าจัดการชมรม")


def test_of_several_events_one_is_chosen_or_named(khru_nok, meeting, hua_hin, sessions):
    plan(sessions, hua_hin, "เดินสำรวจริมคลอง", START + timedelta(days=1))
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.sees("แก้กิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจริมคลอง")
    khru_nok.says("แก้ไขกิจกรรม เดินสำรวจริมคลอง")
    khru_nok.sees("จะแก้อะไรคะ", "เดินสำรวจริมคลอง")


def test_a_draft_changes_without_a_word_to_anybody(khru_nok, meeting, sessions, event):
    with sessions.begin() as db:
        db.get_one(Event, meeting.id).state = EventState.DRAFT
    khru_nok.says("เปลี่ยนสถานที่")
    khru_nok.says("ศาลาริมคลอง")
    khru_nok.sees("บันทึกแล้วไม่เสียข้อความค่ะ")


def test_only_her_own_clubs_events_are_there(khru_nok, member, meeting, sessions):
    theirs = plan(sessions, found(sessions, "PRAN", "ปราณบุรี"), "ลับ", START)
    member.says("แก้ไขกิจกรรม")
    member.sees_no("จะแก้อะไรคะ")
    khru_nok.simulator.press(khru_nok.user_id, f"event.edit?event={theirs.id}&part=menu")
    khru_nok.sees_no("ลับ")


@pytest.mark.parametrize("said", ["เลื่อนกิจกรรมไป 22 ม.ค. 2569", "เลื่อนประชุมไป 22 ม.ค. 2569"])
def test_who_postpones_moves_it_and_calls_nothing_off(khru_nok, meeting, event, said):
    khru_nok.says(said)
    khru_nok.sees("ตรวจก่อนบันทึก", "22 ม.ค. 2569")
    khru_nok.presses("บันทึก")
    assert bangkok.local(event().stretches[0].starts).day == 22


def test_who_postpones_without_a_day_is_asked_for_it(khru_nok, meeting):
    khru_nok.says("เลื่อนกิจกรรม")
    khru_nok.sees_no("ยกเลิกกิจกรรม")
    khru_nok.says("22 ม.ค. 2569")
    khru_nok.sees("ตรวจก่อนบันทึก", "22 ม.ค. 2569")


def test_a_late_change_in_a_long_description_is_shown(khru_nok, meeting, another, event):
    long = "รายละเอียดของงาน " * 40
    another(description=long + "เดิม")
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("รายละเอียด")
    khru_nok.says(long + "ใหม่")
    khru_nok.sees("ตรวจก่อนบันทึก", "รายละเอียด")


def test_a_link_is_changed_by_a_sentence(khru_nok, meeting, event):
    khru_nok.says("เปลี่ยนลิงก์เป็น https://example.com/new")
    khru_nok.sees("ตรวจก่อนบันทึก")
    khru_nok.presses("บันทึก")
    assert event().online_url == "https://example.com/new"
