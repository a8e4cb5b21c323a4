"""What is coming, as cards side by side; for who reads in large letters as rows."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot import files, limits
from handlers.event import coming_cards
from handlers.event.outline import LONGEST_ADDRESS, LONGEST_PLACE, LONGEST_TITLE
from models import Answer, Event, EventState, Member
from tests.bot import photos
from tests.conftest import NOW
from tests.handlers.meeting import START, answers, named
from tests.planning import found, plan


@pytest.fixture
def member(somchai, sessions, hua_hin):
    return named(somchai, sessions)


@pytest.fixture
def seven(sessions, hua_hin):
    return [
        plan(sessions, hua_hin, f"งานที่ {number}", START + timedelta(days=number))
        for number in range(7)
    ]


def bubbles(phone):
    contents = phone.messages()[-1]["contents"]
    return contents["contents"] if contents["type"] == "carousel" else [contents]


def reads_large(sessions):
    with sessions.begin() as db:
        db.execute(update(Member).values(large_text=True))


def test_events_stand_beside_each_other_and_the_last_card_leads_on(member, seven):
    member.says("กิจกรรม")
    assert len(bubbles(member)) == coming_cards.BESIDE + 1
    member.sees("งานที่ 0", "งานที่ 4", "อ. 20 ม.ค. 2569", "09.00", "ยังมีกิจกรรมอีกค่ะ")
    member.sees_no("งานที่ 5")
    member.presses("ดูเพิ่ม")
    member.sees("งานที่ 5", "งานที่ 6")
    member.sees_no("งานที่ 4")
    assert "ดูเพิ่ม" not in member.screen()


def test_the_same_is_there_as_rows(member, seven):
    member.says("กิจกรรม")
    member.presses("ดูเป็นรายการ")
    member.sees("กิจกรรมที่กำลังจะมาถึง", "งานที่ 0", "งานที่ 2", "อ. 20 ม.ค. 2569 เวลา 09.00 น.")
    member.sees_no("งานที่ 3")
    member.presses("ดูเพิ่ม")
    member.sees("งานที่ 3", "งานที่ 5")
    member.presses("ดูเพิ่ม")
    member.sees("งานที่ 6")
    assert "ดูเพิ่ม" not in member.screen()


def test_who_reads_in_large_letters_sees_rows(member, seven, sessions):
    reads_large(sessions)
    member.says("กิจกรรม")
    member.sees("กิจกรรมที่กำลังจะมาถึง", "งานที่ 0", "งานที่ 2")
    assert len(bubbles(member)) == 1
    member.presses("ดูรายละเอียด")
    member.sees("กิจกรรม · เทศบาลเมืองหัวหิน", "งานที่ 0")


def test_a_single_event_is_shown_whole_in_large_letters_too(member, sessions, hua_hin):
    plan(sessions, hua_hin, "งานเดียว", START)
    reads_large(sessions)
    member.says("กิจกรรม")
    member.sees("งานเดียว", "กิจกรรม · เทศบาลเมืองหัวหิน", "เข้าร่วมแล้ว 0 คน")


def test_each_card_has_her_answer_or_the_buttons_for_it(member, seven, sessions):
    member.says("กิจกรรม")
    member.presses("เข้าร่วม")
    assert answers(sessions) == [(seven[0].id, Answer.COMING)]
    member.says("กิจกรรม")
    first, second = (json.dumps(each, ensure_ascii=False) for each in bubbles(member)[:2])
    assert "คุณลงทะเบียนแล้ว" in first
    assert "ไม่สะดวก" not in first
    assert "คุณ" not in second
    member.presses("ไม่สะดวก")
    assert (seven[1].id, Answer.DECLINED) in answers(sessions)


def test_a_full_event_offers_to_wait_and_what_has_begun_nothing(member, malee, sessions, hua_hin):
    full = plan(sessions, hua_hin, "เต็มแล้ว", START, capacity=1)
    plan(sessions, hua_hin, "เริ่มแล้ว", NOW - timedelta(hours=1), hours=5)
    named(malee, sessions, "มาลี ใจงาม")
    malee.simulator.press(malee.user_id, f"event.respond?event={full.id}&coming=True")
    member.says("กิจกรรม")
    member.sees("กิจกรรมนี้เริ่มแล้วค่ะ")
    assert [each["label"] for each in member.actions()].count("เข้าร่วม") == 0
    member.presses("ลงชื่อรอที่นั่ง")
    assert (full.id, Answer.WAITING) in answers(sessions)


def test_a_picture_stands_on_the_card_of_its_event(member, seven, sessions, deployment):
    data = photos.jpeg(80, 60)
    digest = deployment.files.put(data)
    with sessions.begin() as db:
        files.keep(db, digest, data, NOW)
        db.get_one(Event, seven[1].id).picture = digest
    member.says("กิจกรรม")
    heroes = [each.get("hero", {}).get("url") for each in bubbles(member)]
    assert heroes == [None, f"https://club.test/files/{digest}", None, None, None, None]
    with sessions.begin() as db:
        db.get_one(Event, seven[0].id).club.picture = digest
    member.says("กิจกรรม")  # the others borrow their club's, so that all look the same
    assert all("hero" in each for each in bubbles(member)[: coming_cards.BESIDE])
    member.simulator.press(member.user_id, f"event.show?event={seven[1].id}")
    assert bubbles(member)[0]["hero"]["url"] == f"https://club.test/files/{digest}"


def test_drafts_and_what_belongs_to_others_stand_nowhere(member, seven, sessions, hua_hin):
    plan(sessions, hua_hin, "ยังเป็นร่าง", START, state=EventState.DRAFT)
    plan(sessions, found(sessions, "CHAAM", "เทศบาลเมืองชะอำ"), "งานของเขา", START)
    member.says("กิจกรรม")
    member.sees_no("ยังเป็นร่าง")
    member.sees_no("งานของเขา")


def test_the_fullest_cards_fit_into_a_message(member, sessions, hua_hin):
    thumb = "👨‍👩‍👧‍👦"  # as long as a letter gets
    for number in range(coming_cards.BESIDE + 1):
        title = f"{number}" + "ก" * (LONGEST_TITLE - 1)
        where = {"place": "ข" * LONGEST_PLACE, "address": thumb * (LONGEST_ADDRESS // len(thumb))}
        more = {"online_url": "https://a.b/", "latitude": 12.5, "longitude": 99.9}
        plan(sessions, hua_hin, title, START + timedelta(days=number), **where, **more)
    member.says("กิจกรรม")
    sent = json.dumps(member.messages()[-1]["contents"], ensure_ascii=False).encode()
    assert len(bubbles(member)) == coming_cards.BESIDE + 1
    assert len(sent) <= limits.CAROUSEL


@pytest.mark.parametrize("start", [7, 99999])
def test_an_old_card_beyond_the_end_says_so_kindly(member, seven, simulator, start):
    simulator.press(member.user_id, f"event.further?start={start}")
    member.sees("ตอนนี้ยังไม่มีกิจกรรมใหม่ค่ะ")


def test_a_stranger_is_led_to_a_club_before_she_comes(malee, hua_hin, sessions):
    malee.adds_the_bot()
    for number in range(2):
        plan(sessions, hua_hin, f"เปิด {number}", START + timedelta(days=number), for_all=True)
    malee.says("กิจกรรม")
    malee.presses("เข้าร่วม")
    malee.sees("เข้าชมรมก่อนลงทะเบียนนะคะ")
    assert answers(sessions) == []
