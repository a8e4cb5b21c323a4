"""Coming, going, the menu, and being at a loss."""

from itertools import pairwise

import pytest
from sqlalchemy import select

from bot import words
from handlers.welcome import cards
from models import Member, SeenEvent
from tests.bot import webhooks
from tests.bot.webhooks import event
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
    ("image", "image/jpeg", "ภาพไม่ได้ถูกเก็บไว้", "แจ้งเบาะแส", "ก่อนแจ้งเบาะแสทางแชต"),
    ("video", "video/mp4", "วิดีโอไม่ได้ถูกเก็บไว้", "ติดต่อเจ้าหน้าที่", "สายด่วน"),
    ("audio", "audio/mp4", "รบกวนพิมพ์เป็นข้อความ", "เมนู", MENU),
    ("file", "application/pdf", "ไฟล์ไม่ได้ถูกเก็บไว้", "เมนู", MENU),
]


@pytest.mark.parametrize(("kind", "mime", "seen", "way", "then"), MEDIA)
def test_what_is_no_text_is_met_kindly_and_leads_on(friend, simulator, kind, mime, seen, way, then):
    simulator.upload(friend.user_id, {"type": kind}, mime, b"0")
    friend.sees(seen)
    friend.presses(way)
    friend.sees(then)


def test_stickers_and_places_are_answered_kindly(friend):
    friend.sends({"type": "sticker", "packageId": "1", "stickerId": "1"})
    friend.sees("ขอบคุณสำหรับสติกเกอร์นะคะ")
    friend.sends({"type": "location", "latitude": 12.5, "longitude": 99.9})
    friend.sees("ตำแหน่งไม่ได้ถูกเก็บไว้", "แจ้งซ่อม")
    friend.says("แจ้งซ่อม")
    friend.sees("Traffy Fondue")


def photo(kind="image", **of_a_set):
    together = {"imageSet": {"id": "S1", **of_a_set}} if of_a_set else {}
    message = {"id": "7", "type": kind, "contentProvider": {"type": "line"}, **together}
    return event("message", message=message)


@pytest.fixture
def post(app):
    def post(*events):
        raw = webhooks.body(*events)
        app.test_client().post("/callback", data=raw, headers=webhooks.signed(raw))

    return post


def test_a_kind_that_does_not_exist_yet_is_answered_kindly(simulator, post):
    post(photo("hologram"))
    assert "น้องสตรองอ่านได้เฉพาะข้อความนะคะ" in str(simulator.calls[-1]["body"])


def test_photos_sent_in_one_go_are_answered_once(simulator, post):
    """In whatever order they come, and with LINE keeping some of its numbers to itself."""
    post(photo(index=2, total=3))
    post(photo(index=3, total=3), photo(index=1))
    assert len(replies(simulator)) == 1
    post(photo())
    post(photo())
    assert len(replies(simulator)) == 3


def replies(simulator):
    return [call for call in simulator.calls if call["path"].endswith("/reply")]


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
