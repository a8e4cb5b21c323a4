"""Short answers, and honest words about what the bot does not do."""

import pytest

from tests.handlers.meeting import START
from tests.planning import plan

HOTLINES = {"tel:1205", "tel:1206", "tel:1567", "tel:1111"}


def dialled(phone):
    return {each["uri"] for each in phone.actions() if each["type"] == "uri"}


def test_the_official_doors_are_one_press_away(somchai):
    somchai.adds_the_bot()
    for words in ["สายด่วน", "1205", "เบอร์ ปปช", "ร้องเรียนที่ไหน", "1111", "hotline"]:
        somchai.says(words)
        somchai.sees("ป.ป.ช. 1205", "ป.ป.ท. 1206", "ศูนย์ดำรงธรรม 1567", "1111", "โทร 191 ทันที")
        assert dialled(somchai) == HOTLINES | {"tel:191"}


def test_the_gift_rules_name_the_limit_the_term_and_the_source(somchai):
    somchai.adds_the_bot()
    for words in ["รับของขวัญได้ไหม", "ของขวัญ", "รับกระเช้าได้ไหมคะ"]:
        somchai.says(words)
        somchai.sees("3,000 บาท", "ต่อคนต่อโอกาส", "30 วัน", "No Gift Policy")
        somchai.sees("ที่มา: ประกาศ ป.ป.ช.", "พ.ศ. 2563")
        somchai.presses("คำถามวันนี้")
        somchai.sees("คำถามวันนี้ ·")


def test_what_is_no_corruption_is_led_elsewhere(somchai):
    somchai.adds_the_bot()
    for words in ["ไฟดับ", "ถนนพังค่ะ", "แจ้งซ่อม"]:
        somchai.says(words)
        somchai.sees("Traffy Fondue", "1567")
        assert "https://line.me/R/ti/p/@traffyfondue" in dialled(somchai)


def test_what_became_of_a_report_is_said_as_it_is(somchai):
    """Nobody but its readers got it, nobody can be asked here, and the doors that are open."""
    somchai.adds_the_bot()
    for words in ["ติดตามเบาะแส", "เรื่องถึงไหนแล้ว", "แจ้งเบาะแสไปแล้วเรื่องถึงไหนแล้ว"]:
        somchai.says(words)
        somchai.sees("มีเพียงผู้รับเรื่องที่เปิดอ่านได้", "ไม่ได้ส่งไปที่ ป.ป.ช.", "ยังไม่มีเลขรับเรื่อง")
        somchai.sees("ถ้าถามคนในชมรม คนนั้นจะรู้ว่าคุณเป็นผู้แจ้ง", "เองที่ 1205")
        assert (
            next(each for each in somchai.actions() if each["type"] == "uri")["uri"] == "tel:1205"
        )
        somchai.presses("แจ้งเบาะแส")
        somchai.sees("ก่อนแจ้งเบาะแสทางแชต")
        somchai.says("ยกเลิก")


def test_what_cannot_be_done_yet_is_said_with_another_way(somchai):
    somchai.adds_the_bot()
    somchai.says("ที่แจ้งไปถึงไหน")
    somchai.sees("เราไม่ได้เก็บว่าใครเป็นผู้แจ้ง")
    somchai.presses("เมนู")
    somchai.sees("อยากทำอะไรคะ")


def test_where_to_park_is_told_as_the_event_says_it(member, sessions, hua_hin, khru_nok):
    told = "เริ่ม 9.00 น.\nจอดรถได้ที่ลานหลังเทศบาล\nแต่งกายสุภาพ"
    plan(sessions, hua_hin, "อบรม", START, place="หอประชุม", description=told)
    member.says("จอดรถที่ไหนคะ")
    member.sees("อบรม", "หอประชุม", "จอดรถได้ที่ลานหลังเทศบาล")
    member.sees_no("ฝากถามผู้ประสานงาน")
    member.says("แต่งตัวยังไง")
    member.sees("แต่งกายสุภาพ")


@pytest.mark.parametrize("question", ["จอดรถที่ไหนคะ", "ต้องเตรียมอะไร"])
def test_what_the_event_does_not_say_is_passed_on_and_not_invented(
    member, meeting, khru_nok, question
):
    member.says(question)
    member.sees("ประชุมใหญ่", "ไม่มีบอกในรายละเอียดกิจกรรมค่ะ")
    member.presses("ฝากถามผู้ประสานงาน")
    member.sees("ฝากถึงผู้ประสานงานแล้วค่ะ", question)
    khru_nok.says("มีคนถาม")
    khru_nok.sees(question)


def test_time_place_and_link_are_told_without_further_questions(member, meeting):
    for asked in ("กี่โมง", "ที่ไหน", "ลิงก์"):
        member.says(asked)
        member.sees("ประชุมใหญ่", "ห้องประชุม")
        member.sees_no("ฝากถามผู้ประสานงาน")
