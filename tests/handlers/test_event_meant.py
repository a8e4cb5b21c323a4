"""With several events open, one that is named by its title or its day needs no question."""

from datetime import timedelta

import pytest

from bot import choosing
from tests.handlers.meeting import START
from tests.planning import plan

DONE, WHICH = "ลงทะเบียนแล้วค่ะ", "เข้าร่วมกิจกรรมไหนคะ"


@pytest.fixture
def walk(hua_hin, sessions, meeting):
    """Three days after the meeting of the 20th; a course, and its second part, follow."""
    for days, title in ((3, "เดินสำรวจริมคลอง"), (5, "อบรมเยาวชน"), (6, "อบรมเยาวชน รุ่น 2")):
        plan(sessions, hua_hin, title, START + timedelta(days=days))


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("ลงทะเบียน เดินสำรวจริมคลอง ค่ะ", "เดินสำรวจริมคลอง"),
        ("เข้าร่วมเดินสำรวจ ริมคลอง", "เดินสำรวจริมคลอง"),
        ("เข้าร่วม อบรมเยาวชน รุ่น 2", "อบรมเยาวชน รุ่น 2"),
        ("เข้าร่วมวันที่ 23 ม.ค. ค่ะ", "เดินสำรวจริมคลอง"),
    ],
)
def test_who_names_an_event_is_registered_for_it(member, walk, words, event):
    member.says(words)
    member.sees(DONE, event)


@pytest.mark.parametrize("words", ["ไป", "เข้าร่วมวันที่ 11 ก.พ. ค่ะ", "เข้าร่วมอบรม"])
def test_what_names_none_of_them_is_asked_about(member, walk, words):
    member.says(words)
    member.sees(WHICH, "ประชุมใหญ่", "เดินสำรวจริมคลอง")


def test_staying_away_and_asking_name_one_too(member, walk):
    member.says("เข้าร่วม เดินสำรวจริมคลอง")
    member.says("ไม่ไป อบรมเยาวชน รุ่น 2")
    member.sees("ครั้งนี้ไม่สะดวก", "อบรมเยาวชน รุ่น 2")
    member.says("เดินสำรวจริมคลอง กี่โมงคะ")
    member.sees("ศ. 23 ม.ค. 2569", "คุณลงทะเบียนแล้ว")
    member.says("อบรมเยาวชน กี่โมงคะ")
    member.sees("อา. 25 ม.ค. 2569")


def test_a_title_is_found_however_it_is_spaced_and_the_longest_counts():
    titles = {1: "ประชุม", 2: "ประชุมใหญ่ 2569", 3: "ประชุมใหญ่"}
    assert choosing.titled(titles, "ไปประชุมใหญ่2569ค่ะ") == [2]
    assert choosing.titled(titles, "ไปประชุมใหญ่") == [3]
    assert choosing.titled(titles, "ไปประชุม") == []
