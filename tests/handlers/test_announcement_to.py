"""Choosing in the chat whom an announcement is for."""

import pytest

from bot import quota
from bot.line import AccountState
from tests import carrying
from tests.handlers.meeting import START, press
from tests.planning import plan

NEWS = "อย่าลืมนำเอกสารมาด้วยนะคะ"


@pytest.fixture
def works(works, clock):
    return carrying.a_minute_later(works, clock)


@pytest.fixture
def club(khru_nok, somchai, malee, sessions, clock, hua_hin):
    """Somchai comes to the meeting; Malee has not answered."""
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 0), clock())
    for phone in (somchai, malee):
        phone.adds_the_bot()
        phone.says("HUAHIN")
        phone.says("ใช่")
    press(somchai, plan(sessions, hua_hin, "ประชุมใหญ่", START, place="ห้องประชุม"))
    somchai.says("สมชาย ใจดี")
    return khru_nok


def chooses(phone, words):
    """The newest box that has these words, among all pages of the list."""
    for _page in range(4):
        boxes = [each for each in boxes_of(phone.messages()[-1]) if words in str(each)]
        if boxes:
            return phone.does(boxes[0]["action"])
        phone.presses("ดูเพิ่ม")
    raise AssertionError(words)


def boxes_of(message):
    body = message["contents"]["body"]["contents"]
    return [each for each in body if "action" in each]


def test_only_those_who_come_get_it(club, somchai, malee, works):
    club.says("ประกาศ")
    club.says(NEWS)
    club.presses("เพิ่มเติม")
    club.presses("เลือกผู้รับ")
    club.sees("ส่งถึงใครคะ", "สมาชิกทั้งหมด")
    chooses(club, "ประชุมใหญ่")
    club.sees("ตรวจข้อความก่อนส่งนะคะ", "ประชุมใหญ่")
    club.presses("ส่งเลย")
    works()
    reached = [NEWS in phone.history() for phone in (somchai, malee)]
    assert sorted(reached) == [False, True]


def test_another_clubs_people_cannot_be_chosen(club, somchai):
    club.says("ประกาศ")
    club.says(NEWS)
    club.presses("เพิ่มเติม")
    club.presses("เลือกผู้รับ")
    box = boxes_of(club.messages()[-1])[0]["action"]
    forged = (
        box["data"].partition("whom=")[0] + "whom=%7B%22kind%22%3A%22club%22%2C%22club%22%3A999%7D"
    )
    club.simulator.press(club.user_id, forged)
    club.sees("คุณส่งถึงผู้รับกลุ่มนี้ไม่ได้ค่ะ")
    club.simulator.press(club.user_id, box["data"].partition("whom=")[0] + "whom=x")
    club.sees("คุณส่งถึงผู้รับกลุ่มนี้ไม่ได้ค่ะ")
