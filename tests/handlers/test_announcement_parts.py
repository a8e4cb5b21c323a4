"""Posters, places and buttons in an announcement, and what readers answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot import errands as running_errands
from bot import quota
from bot.line import AccountState
from handlers import errands
from handlers.announcement import parts_flow
from handlers.announcement.content import BUTTONS, Content, found
from models import Member
from tests import carrying
from tests.bot import photos

PHOTO = photos.jpeg(800, 600)
HALL = {
    "type": "location",
    "title": "ศาลาประชาคม",
    "address": "ถ.เพชรเกษม",
    "latitude": 12.57,
    "longitude": 99.95,
}
NEWS = "พรุ่งนี้พบกันที่ศาลา\n9 โมงนะคะ"


@pytest.fixture
def works(works, clock):
    return carrying.a_minute_later(works, clock)


@pytest.fixture
def club(khru_nok, somchai, malee, sessions, clock):
    with sessions.begin() as db:
        quota.note(db, AccountState("@bot", "Bot", "bot", 300, 0), clock())
    for phone in (somchai, malee):
        phone.adds_the_bot()
        phone.says("HUAHIN")
        phone.says("ใช่")
    return khru_nok


@pytest.fixture
def fetches(deployment):
    """What was sent into the chat arrives."""
    return lambda: running_errands.run(deployment, errands)


def kinds(phone):
    return [message["type"] for message in phone.messages()]


def last(phone):
    return phone.messages()[-1]


def test_a_forwarded_poster_is_an_announcement(club, somchai, works, fetches, simulator):
    club.says("ประกาศ")
    club.sends_file(PHOTO)
    club.sees("ตรวจข้อความก่อนส่งนะคะ", "รูป 1 รูป", "สมาชิกทั้งหมด 3 คน")
    club.presses("ส่งเลย")
    club.sees("รูปกำลังมาค่ะ")
    fetches()
    club.presses("ส่งเลย")
    works()
    assert kinds(somchai)[-1] == "image"
    assert last(somchai)["originalContentUrl"].startswith("https://club.test/files/")


def test_words_and_a_picture_and_a_place_come_in_their_order(club, somchai, works, fetches):
    club.says("ประกาศ")
    club.says(NEWS)
    club.sends_file(PHOTO)
    club.sends(HALL)
    club.sees("รูป 1 รูป · แผนที่")
    fetches()
    club.says("ส่งเลย")
    works()
    assert kinds(somchai)[-3:] == ["text", "image", "location"]


def test_a_photo_that_is_none_holds_nothing_back_once_it_is_taken_out(
    club, somchai, works, fetches
):
    club.says("ประกาศ")
    club.says(NEWS)
    club.sends_file(b"no picture at all")
    fetches()
    club.says("ส่งเลย")
    club.sees("เปิดรูปที่แนบไว้ไม่ได้ค่ะ")
    club.says("เพิ่มเติม")
    club.presses("เอารูปออก")
    club.presses("ส่งเลย")
    works()
    assert NEWS in somchai.history()


def test_a_photo_that_is_unsent_is_no_part_any_more(club, fetches):
    club.says("ประกาศ")
    club.says(NEWS)
    club.takes_back(club.sends_file(PHOTO))
    fetches()
    club.says("ประกาศ")
    club.says(NEWS)
    club.sees_no("รูป 1 รูป")


def test_other_words_can_become_a_message_of_their_own(club, somchai, works):
    club.says("ประกาศ")
    club.says(NEWS)
    club.says("อย่าลืมพกแก้วน้ำมาเองนะคะ")
    club.presses("ต่อท้ายอีกข้อความ")
    club.sees(NEWS.splitlines()[0], "อย่าลืมพกแก้วน้ำ")
    club.presses("ส่งเลย")
    works()
    assert last(somchai)["text"] == "อย่าลืมพกแก้วน้ำมาเองนะคะ"


def test_six_parts_are_one_too_many(club, fetches):
    club.says("ประกาศ")
    club.says(NEWS)
    for _each in range(4):
        club.sends(HALL)
    club.sees_no("ไม่เกิน 5 ส่วน")
    club.sends(HALL)
    club.sees("ประกาศหนึ่งมีได้ไม่เกิน 5 ส่วนค่ะ")


def with_buttons(club, typed="มา, ไม่มา"):
    club.says("ประกาศ")
    club.says(NEWS)
    club.says("เพิ่มเติม")
    club.presses("ใส่ปุ่ม")
    club.says(typed)


def test_readers_answer_by_buttons_and_answers_are_counted(club, somchai, malee, works):
    with_buttons(club)
    club.sees("ปุ่ม มา, ไม่มา")
    club.presses("ส่งเลย")
    works()
    somchai.presses("มา")
    somchai.sees("รับคำตอบ “มา” แล้วค่ะ")
    no = next(each for each in malee.actions() if each.get("label") == "ไม่มา")
    malee.presses("มา")
    malee.does(no)
    club.says("ประกาศถึงไหนแล้ว")
    club.sees("มา 1 คน", "ไม่มา 1 คน")


def test_an_answer_can_be_typed(club, somchai, works):
    with_buttons(club, "เอาข้าวกล่อง, ไม่เอา")
    club.presses("ส่งเลย")
    works()
    somchai.says("เอาข้าวกล่องค่ะ")
    somchai.sees("รับคำตอบ “เอาข้าวกล่อง” แล้วค่ะ")


def test_a_button_may_lead_to_a_page(club, somchai, works):
    with_buttons(club, "ลงชื่อ https://example.com/a, ไม่สะดวก")
    club.presses("ส่งเลย")
    works()
    assert {"ลงชื่อ", "ไม่สะดวก"} <= {each.get("label") for each in somchai.actions()}


def test_while_it_is_tried_no_answer_counts(club):
    with_buttons(club)
    club.presses("ลองส่งให้ฉันดูก่อน")
    club.presses("มา")
    club.sees("นี่คือการลองดูค่ะ")


@pytest.mark.parametrize("odd", ["ก, ข, ค, ง, จ", "มา, มา", "http://example.com", "ก" * 30])
def test_odd_buttons_are_asked_for_again(club, odd):
    with_buttons(club, odd)
    club.sees("ปุ่ม ปุ่มละไม่เกิน")
    club.says("มา, ไม่มา")
    club.sees("ตรวจข้อความก่อนส่งนะคะ", "มา, ไม่มา")


def test_buttons_go_and_the_words_stay(club, somchai, works):
    with_buttons(club)
    club.says("เพิ่มเติม")
    club.presses("เอาปุ่มออก")
    club.presses("ส่งเลย")
    works()
    assert last(somchai)["type"] == "text"


def test_each_reader_is_called_by_her_name(club, somchai, malee, works, sessions):
    with sessions.begin() as db:
        for member in db.scalars(select(Member)):
            member.name = {somchai.user_id: "สมชาย", malee.user_id: "มาลี"}.get(member.line_user_id)
    club.says("ประกาศ")
    club.says("คุณ{ชื่อ} พรุ่งนี้พบกันนะคะ")
    club.presses("ส่งเลย")
    works()
    assert "คุณสมชาย พรุ่งนี้พบกันนะคะ" in somchai.history()
    assert "คุณมาลี พรุ่งนี้พบกันนะคะ" in malee.history()


def test_what_line_would_refuse_does_not_leave(club, somchai, works, fetches, simulator):
    club.says("ประกาศ")
    club.says(NEWS)
    club.presses("ส่งเลย")
    simulator.add_fault("any", "error-before", status=400, times=1)
    fetches()
    works()
    assert NEWS not in somchai.history()
    assert "LINE ไม่รับประกาศ" in club.history()


def test_while_line_is_away_nothing_is_stopped(club, somchai, works, fetches, simulator):
    club.says("ประกาศ")
    club.says(NEWS)
    club.presses("ส่งเลย")
    simulator.add_fault("any", "error-before", status=500, times=1)
    fetches()
    works()
    assert NEWS in somchai.history()


@given(st.text(max_size=80))
def test_whatever_is_typed_for_buttons_is_some_or_none(said):
    buttons = parts_flow.buttons(said)
    assert buttons is None or 1 <= len(buttons) <= BUTTONS


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5))
def test_what_a_row_keeps_is_found_again(words):
    content = Content.of_words(words[0])
    for each in words[1:]:
        content = content.with_words(each)
    assert found(content.kept()) == content
