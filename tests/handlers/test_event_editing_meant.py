"""What a coordinator may mean when she changes an event in few words; nothing of it is lost."""

from datetime import timedelta

import pytest

from bot import bangkok
from handlers.event import planning
from models import Event
from tests.handlers.meeting import START
from tests.planning import bangkok_time, plan


@pytest.fixture
def event(sessions, meeting):
    """The meeting as it stands in the database now."""

    def event():
        with sessions.begin() as db:
            return planning.outline(db.get_one(Event, meeting.id))

    return event


@pytest.fixture
def closing(sessions, meeting):
    """One registers for the meeting until then."""

    def close(until):
        with sessions.begin() as db:
            db.get_one(Event, meeting.id).deadline = until

    return close


@pytest.fixture
def walk(sessions, hua_hin):
    return plan(sessions, hua_hin, "เดินสำรวจริมคลอง", START + timedelta(days=1))


def asked_when(khru_nok):
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("วันและเวลา")


@pytest.mark.parametrize(
    ("said", "shown"),
    [("22", "→ พฤ. 22 ม.ค. 2569 09.00 – 11.00 น."), ("๒๕-๒๗", "→ อา. 25 – อ. 27 ม.ค. 2569")],
)
def test_a_bare_number_is_the_next_such_day(khru_nok, meeting, said, shown):
    asked_when(khru_nok)
    khru_nok.says(said)
    khru_nok.sees("ตรวจก่อนบันทึก", shown)


@pytest.mark.parametrize(
    ("answer", "starts", "days"),
    [
        ("วันที่ 21 – 23", bangkok_time("2026-01-21"), 3),
        ("21.00 – 23.00 น.", bangkok_time("2026-01-20", "21:00"), 1),
    ],
)
def test_two_numbers_that_may_be_hours_are_asked_about(
    khru_nok, meeting, event, answer, starts, days
):
    asked_when(khru_nok)
    khru_nok.says("21-23")
    khru_nok.sees("พ. 21 – ศ. 23 ม.ค. 2569 หรือเวลา 21.00 – 23.00 น. หมายถึงแบบไหนคะ")
    khru_nok.presses(answer)
    khru_nok.presses("บันทึก")
    assert (event().starts, event().days) == (starts, days)


def test_an_event_is_postponed_in_english(khru_nok, meeting):
    khru_nok.says("english")
    khru_nok.says("postpone the event to 22 Jan 2026")
    khru_nok.sees("Thu 22 Jan 2026")


def test_a_month_is_no_date_yet(khru_nok, meeting, event):
    before = event()
    khru_nok.says("เลื่อนกิจกรรมไปเดือนหน้า")
    khru_nok.sees("พิมพ์วันและเวลาใหม่ได้เลยค่ะ")
    khru_nok.says("เดือนหน้า")
    khru_nok.sees("ยังอ่านวันไม่ออกค่ะ")
    assert event() == before


def test_a_deadline_is_answered_with_a_bare_day(khru_nok, meeting, event):
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("วันปิดรับลงทะเบียน")
    khru_nok.says("18")
    khru_nok.presses("บันทึก")
    assert event().deadline == bangkok_time("2026-01-19", "00:00")


@pytest.mark.parametrize("choose", ["press", "type"])
def test_what_she_wants_waits_while_she_is_asked_of_which(khru_nok, meeting, walk, event, choose):
    khru_nok.says("เพิ่มที่นั่งเป็น 50")
    khru_nok.sees("แก้กิจกรรมไหนคะ", "ประชุมใหญ่", "เดินสำรวจริมคลอง")
    if choose == "press":
        khru_nok.presses("เลือก")
    else:
        khru_nok.says("ประชุมใหญ่")
    khru_nok.sees("ตรวจก่อนบันทึก", "ประชุมใหญ่", "→ 50")
    khru_nok.presses("บันทึก")
    assert event().capacity == 50


def test_a_long_place_waits_too_and_goes_into_no_button(khru_nok, meeting, walk, event):
    hall = "หอประชุมใหญ่ชั้นสองของเทศบาลเมืองหัวหิน " * 4
    khru_nok.says(f"เปลี่ยนสถานที่เป็น {hall}")
    khru_nok.presses("เลือก")
    khru_nok.presses("บันทึก")
    assert event().place == hall.strip()


def test_what_she_wanted_is_not_done_to_another_part(khru_nok, meeting, walk):
    khru_nok.says("เพิ่มที่นั่งเป็น 50")
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("เลือก")
    khru_nok.sees("จะแก้อะไรคะ")
    khru_nok.presses("สถานที่")
    khru_nok.sees("พิมพ์สถานที่ใหม่ได้เลยค่ะ")


def test_a_second_sentence_keeps_what_the_first_changed(khru_nok, meeting, event):
    khru_nok.says("เปลี่ยนสถานที่เป็น ศาลาริมคลอง")
    khru_nok.says("เพิ่มที่นั่งเป็น 50")
    khru_nok.sees("ห้องประชุม → ศาลาริมคลอง", "→ 50")
    khru_nok.presses("บันทึก")
    assert (event().place, event().capacity) == ("ศาลาริมคลอง", 50)


def test_the_menu_shows_what_is_not_saved_yet(khru_nok, meeting, event):
    khru_nok.says("เปลี่ยนสถานที่เป็น ศาลาริมคลอง")
    khru_nok.presses("แก้อย่างอื่นด้วย")
    khru_nok.sees("จะแก้อะไรคะ", "ศาลาริมคลอง", "ยังไม่บันทึก: สถานที่")
    khru_nok.says("ตรวจก่อนบันทึก")
    khru_nok.presses("บันทึก")
    assert event().place == "ศาลาริมคลอง"


@pytest.mark.parametrize(
    ("until", "moved", "then"),
    [
        (bangkok_time("2026-01-18", "00:00"), "27", bangkok_time("2026-01-25", "00:00")),
        (START, "27 13.00-15.00 น.", bangkok_time("2026-01-27", "13:00")),
        (bangkok_time("2026-01-18", "00:00"), "19 ม.ค. 69", bangkok_time("2026-01-18", "00:00")),
        (bangkok_time("2026-01-19", "00:00"), "18 ม.ค. 69", bangkok_time("2026-01-17", "00:00")),
    ],
)
def test_the_deadline_goes_along_with_the_start(
    khru_nok, meeting, event, closing, until, moved, then
):
    closing(until)
    asked_when(khru_nok)
    khru_nok.says(moved)
    khru_nok.sees("ตรวจก่อนบันทึก")
    told = "วันปิดรับลงทะเบียน" in khru_nok.screen()
    assert told is (then != until)
    khru_nok.presses("บันทึก")
    assert event().deadline == then


def test_a_deadline_that_would_be_past_is_the_start(khru_nok, meeting, event, closing, clock):
    tomorrow = bangkok.local(clock()) + timedelta(days=1)
    closing(bangkok_time("2026-01-15"))
    asked_when(khru_nok)
    khru_nok.says(f"{tomorrow.day}/{tomorrow.month}/{tomorrow.year}")
    khru_nok.sees("วันปิดรับลงทะเบียน")
    khru_nok.presses("บันทึก")
    assert event().deadline == event().starts


def test_of_a_long_text_the_place_is_shown_where_it_differs(khru_nok, meeting, sessions):
    long = "รายละเอียดของงาน " * 40
    with sessions.begin() as db:
        db.get_one(Event, meeting.id).description = long + "เริ่มหน้าอำเภอ"
    khru_nok.says("แก้ไขกิจกรรม")
    khru_nok.presses("รายละเอียด")
    khru_nok.says(long + "เริ่มหน้าวัด")
    khru_nok.sees("…", "เริ่มหน้าอำเภอ → …", "เริ่มหน้าวัด")
