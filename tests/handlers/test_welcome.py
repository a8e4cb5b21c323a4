"""Coming, going, the menu, and being at a loss."""

import base64
import hashlib
import hmac
import json
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot import words
from bot.reading import read_webhook
from handlers import router
from handlers.welcome import cards
from models import Member, SeenEvent
from tests.bot.webhooks import GROUP, called, event
from tests.conftest import joins

MENU = "อยากทำอะไรคะ"


@pytest.fixture
def friend(somchai, hua_hin):
    somchai.adds_the_bot()
    return somchai


def test_a_new_friend_is_greeted_with_one_thing_to_do(friend):
    friend.sees("น้องสตรองเองค่ะ", "เริ่มจากเข้าชมรมของคุณก่อนนะคะ")
    friend.presses("เข้าชมรม")
    friend.sees("พิมพ์รหัสชมรม")


def test_who_comes_back_is_not_asked_to_join_again(friend):
    joins(friend)
    friend.blocks_the_bot()
    friend.unblocks_the_bot()
    friend.sees("ยินดีที่ได้พบกันอีกนะคะ")
    friend.sees_no("เริ่มจากเข้าชมรม")


def test_coming_back_ends_what_was_under_way(friend):
    friend.says("HUAHIN")
    friend.blocks_the_bot()
    friend.unblocks_the_bot()
    friend.says("ใช่")
    friend.says("ข้อมูลของฉัน")
    friend.sees("ยังไม่ได้เข้าชมรม")


def test_an_older_unfollow_that_comes_late_changes_nothing(friend, simulator, clock, sessions):
    """LINE may deliver them in the other order: its own time decides."""
    friend.blocks_the_bot()
    unfollow = simulator.deliveries[-1]["ids"]
    clock.moves(seconds=5)
    friend.unblocks_the_bot()
    with sessions.begin() as db:
        db.delete(db.get_one(SeenEvent, unfollow[0]))
    simulator.redeliver(*unfollow)
    with sessions.begin() as db:
        assert db.scalars(select(Member.following)).all() == [True]


def test_the_menu_is_always_one_word_away(friend):
    for said in ["เมนู", "เมนูค่ะ", "หน้าหลัก", "menu", "MENU", "เ มนู", "ย้อนกลับ", "ข้าม"]:
        friend.says(said)
        friend.sees(MENU)
        friend.says("ขอบคุณ")


def test_the_menu_shows_what_this_member_can_do(friend, khru_nok):
    friend.says("เมนู")
    friend.sees("กิจกรรม", "คำถามวันนี้", "แจ้งเบาะแส", "เข้าชมรม", "ข้อมูลของฉัน")
    assert "ประกาศ" not in {each.get("label") for each in friend.actions()}
    khru_nok.says("เมนู")
    labels = [each["label"] for each in khru_nok.actions()]
    assert "ประกาศ" in labels
    joins(friend)
    friend.says("เมนู")
    friend.sees_no("เข้าชมรม")


def test_cancelling_says_whether_there_was_something(friend):
    friend.says("ยกเลิก")
    friend.sees("ตอนนี้ไม่มีอะไรค้างอยู่ค่ะ", MENU)
    friend.says("HUAHIN")
    friend.says("ยกเลิก")
    friend.sees("ยกเลิกให้แล้วค่ะ", MENU)


COURTESY = [
    ("สวัสดีวันจันทร์ค่ะ", "สวัสดีค่ะ น้องสตรองเองค่ะ"),
    ("ขอบคุณมากค่ะ", "ด้วยความยินดีค่ะ"),
    ("👍", "ด้วยความยินดีค่ะ"),
    ("โอเค", "ด้วยความยินดีค่ะ"),
    ("ไม่", "มีอะไรให้ช่วยอีกไหมคะ"),
    ("ใช้ไม่เป็น", "พิมพ์หรือแตะก็ได้ค่ะ"),
    ("?", "พิมพ์หรือแตะก็ได้ค่ะ"),
]


def test_courtesy_is_met_with_courtesy(friend):
    for said, seen in COURTESY:
        friend.says(said)
        friend.sees(seen)


def test_what_nobody_understands_never_gets_the_same_line_twice_in_a_row(friend):
    told = []
    for said in ("ฟหกด", "ฟหกด", "asdf", "12345", "🎈", "\u200b", "x" * 5000):
        friend.says(said)
        friend.sees(MENU)
        told.append(friend.screen().splitlines()[0])
    assert all(before != after for before, after in pairwise(told))


@pytest.mark.parametrize(
    "said", ["อยากยกเลิก", "แจ้งเบาะแสได้ไหม", "ลาออกแล้วลบข้อมูลให้ด้วย", "ขอยกเลิกได้ไหม"]
)
def test_of_two_meanings_one_is_asked_for_and_never_guessed(friend, said):
    meant = words.candidates(said)
    friend.says(said)
    friend.sees("หมายถึงข้อไหนคะ", *(cards.MEANINGS[intent] for intent in meant))
    friend.presses(cards.MEANINGS[meant[-1]])
    friend.sees_no("หมายถึงข้อไหนคะ")
    friend.sees_no("ยังไม่เข้าใจ")


def test_the_meanings_may_be_typed(friend):
    friend.says("แจ้งเบาะแสได้ไหม")
    friend.says("แจ้งเบาะแส")
    friend.sees("ก่อนแจ้งเบาะแสทางแชต")


MEDIA = [
    ("image", "image/jpeg", "ภาพไม่ได้ถูกเก็บไว้"),
    ("video", "video/mp4", "วิดีโอไม่ได้ถูกเก็บไว้"),
    ("audio", "audio/mp4", "รบกวนพิมพ์เป็นข้อความ"),
    ("file", "application/pdf", "ไฟล์ไม่ได้ถูกเก็บไว้"),
]


def test_what_is_no_text_is_answered_kindly(friend, simulator):
    for kind, mime, seen in MEDIA:
        simulator.upload(friend.user_id, {"type": kind}, mime, b"0")
        friend.sees(seen)
        friend.presses("เมนู")
        friend.sees(MENU)


def test_stickers_and_places_are_answered_kindly(friend):
    friend.sends({"type": "sticker", "packageId": "1", "stickerId": "1"})
    friend.sees("ขอบคุณสำหรับสติกเกอร์นะคะ")
    friend.sends({"type": "location", "latitude": 12.5, "longitude": 99.9})
    friend.sees("ยังใช้ตำแหน่งไม่ได้ค่ะ")


UNKNOWN = (
    *("", "x", "🎈", "a" * 300, "event.show", "event.show?event=x", "event.show?event=-1"),
    *("event.show?event=1&more=2", "event.more?start=9999999999", "event.more?start=0&of=all"),
    *("meant?intent=nothing", "meant?intent=", "announcement.send?draft=%00", "quiz.answer?"),
    *("club.agree?club=99999999999999999999", "member.delete?sure=perhaps"),
)


def test_a_button_that_nobody_knows_is_an_old_card(friend, simulator):
    for data in UNKNOWN:
        simulator.press(friend.user_id, data)
        friend.sees("การ์ดใบนี้เก่าแล้วค่ะ")
        friend.presses("เมนู")
        friend.sees(MENU)


@pytest.fixture
def group(friend, malee, simulator):
    group = simulator.add_group("ชมรมหัวหิน", [friend.user_id, malee.user_id])
    return group["groupId"]


def said_in(simulator, group):
    return [each["message"] for each in simulator.chat(group) if each["from"] == "bot"]


INTRODUCTION = "ในกลุ่มนี้ตอบเมื่อมีคนเรียกชื่อ"


def test_let_into_a_group_it_says_in_two_lines_who_it_is(simulator, group, works):
    works()  # which learns the account's own address
    simulator.invite_bot(group)
    (card,) = said_in(simulator, group)
    title, *lines = [each["text"] for each in card["contents"]["body"]["contents"]]
    assert title == "สวัสดีค่ะ น้องสตรองเองค่ะ"
    assert len(lines) == 2
    assert INTRODUCTION in lines[1]
    way = card["contents"]["footer"]["contents"][0]["action"]
    assert (way["type"], way["label"]) == ("uri", "คุยกับน้องสตรอง")
    assert way["uri"].startswith("https://line.me/R/oaMessage/")
    assert "https" not in card["altText"]


def test_in_a_group_nothing_is_said_until_the_name_is_called(friend, simulator, group, works):
    works()
    simulator.invite_bot(group)
    for said in ("เมนู", "แจ้งเบาะแส", "นายกโกง"):
        simulator.send(friend.user_id, {"type": "text", "text": said}, chat=group)
    assert len(said_in(simulator, group)) == 1
    name = simulator.state()["bot"]["displayName"]
    simulator.send(friend.user_id, {"type": "text", "text": f"@{name} เมนู"}, chat=group)
    assert len(said_in(simulator, group)) == 2


ASKED_IN_GROUP = [
    ("กิจกรรม", "กิจกรรมและการลงทะเบียนของคุณ", "ดูกิจกรรม"),
    ("ประชุมกี่โมงคะ", "กิจกรรมและการลงทะเบียนของคุณ", "ดูกิจกรรม"),
    ("คะแนนของฉัน", "คำถามวันนี้และคะแนน", "คำถามวันนี้"),
    ("นายกโกง", "ทุกคนในกลุ่มอ่านได้", "แจ้งเบาะแส"),
    ("เบอร์ ปปช", "โทร 1205", "เบอร์สายด่วน"),
    ("ช่วยด้วย มีคนทำร้าย", "โทร 191 ทันทีค่ะ", "โทร 191"),
    ("ฟหกด", INTRODUCTION, "คุยกับน้องสตรอง"),
    ("", INTRODUCTION, "คุยกับน้องสตรอง"),
]


def test_in_a_group_each_question_leads_into_the_right_chat(deployment, sessions, works):
    works()
    for said, told, button in ASKED_IN_GROUP:
        with sessions.begin() as db:
            (answer,) = router.in_group(db, deployment.now(), said)
        assert told in str(answer)
        way = answer["contents"]["footer"]["contents"][0]["action"]
        assert (way["type"], way["label"]) == ("uri", button)


@pytest.mark.parametrize("words", ["@Bot กิจกรรม", "🎉 @Bot กิจกรรม"])
def test_what_is_asked_in_a_group_is_read_without_the_name(words):
    start = 3 if words.startswith("🎉") else 0  # in UTF-16 units, as LINE counts
    call = called(words)
    call["message"]["mention"]["mentionees"][0].update(index=start, length=4)
    body = json.dumps({"events": [call, event("join", GROUP)]}).encode()
    signature = base64.b64encode(hmac.new(b"secret", body, hashlib.sha256).digest()).decode()
    asked, joined = (each.event for each in read_webhook(body, signature, ["secret"]))
    assert asked.text.split()[-1] == "กิจกรรม"
    assert "@Bot" not in asked.text
    assert joined.text == ""


def test_in_a_group_nothing_personal_is_said(friend, simulator, group, works):
    works()
    simulator.invite_bot(group)
    name = simulator.state()["bot"]["displayName"]
    for said in ("ข้อมูลของฉัน", "การลงทะเบียนของฉัน", "คะแนนของฉัน"):
        simulator.send(friend.user_id, {"type": "text", "text": f"@{name} {said}"}, chat=group)
    assert "สมชาย" not in str(said_in(simulator, group))
