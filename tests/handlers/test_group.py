"""The club's LINE group: linked by its coordinator, answered when called, never personal."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from bot.reading import read_webhook
from models import Club, Member, SeenEvent
from models import Group as Kept
from tests.bot import webhooks
from tests.bot.webhooks import GROUP, called, event
from tests.conftest import SECRET, joins
from tests.handlers.meeting import REGISTERED, named
from tests.phone import Group, Phone
from tests.planning import bangkok_time, found, plan

INTRODUCTION = "ในกลุ่มนี้ตอบเมื่อมีคนเรียกชื่อ"
LINKED = "เชื่อมกลุ่มแล้วค่ะ"
HOW = "ให้ผู้ประสานงานพิมพ์รหัสชมรมในกลุ่มนี้"
START = bangkok_time("2026-01-20")


@pytest.fixture
def stranger(app, simulator):
    """In the group, and no friend of the bot."""
    return Phone(simulator, f"U{9:032x}", "วิชัย")


@pytest.fixture
def group(simulator, somchai, malee, khru_nok, stranger):
    group = Group(simulator, "ชมรมหัวหิน", somchai, malee, khru_nok, stranger)
    group.lets_the_bot_in()
    return group


@pytest.fixture
def linked(group, khru_nok):
    group.hears(khru_nok, "huahin")
    group.sees(LINKED)
    return group


@pytest.fixture
def cha_am(sessions):
    return found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")


@pytest.fixture
def post(app):
    def post(*events):
        raw = webhooks.body(*events)
        app.test_client().post("/callback", data=raw, headers=webhooks.signed(raw))

    return post


@pytest.fixture
def kept(sessions):
    def kept():
        with sessions.begin() as db:
            return [each.club and each.club.code for each in db.scalars(select(Kept))]

    return kept


def test_let_in_it_says_in_two_lines_who_it_is_and_how_to_link(group):
    (card,) = group.messages()
    title, *lines, how = [each["text"] for each in card["contents"]["body"]["contents"]]
    assert title == "สวัสดีค่ะ น้องสตรองเองค่ะ"
    assert len(lines) == 2
    assert INTRODUCTION in lines[1]
    assert HOW in how
    assert group.link("คุยกับน้องสตรอง").startswith("https://line.me/R/oaMessage/")


def test_its_coordinator_links_the_group_with_the_code(group, khru_nok, kept):
    group.hears(khru_nok, "huahin")
    group.sees(LINKED, "ชมรม STRONG เทศบาลเมืองหัวหิน")
    assert kept() == ["HUAHIN"]


def test_the_code_may_follow_the_name(group, khru_nok, kept):
    group.calls(khru_nok, "เชื่อมกลุ่มนี้กับ HUAHIN ค่ะ")
    group.sees(LINKED)
    assert kept() == ["HUAHIN"]


def test_nobody_else_links_it(group, somchai, stranger, kept):
    joins(somchai)
    for phone in (somchai, stranger):
        group.hears(phone, "HUAHIN")
        group.sees("เฉพาะผู้ประสานงานของชมรม เทศบาลเมืองหัวหิน ที่เชื่อมกลุ่มนี้ได้ค่ะ")
    assert kept() == [None]


def test_a_coordinator_links_no_club_but_hers(group, khru_nok, cha_am, kept):
    group.hears(khru_nok, "CHAAM")
    group.sees("เฉพาะผู้ประสานงานของชมรม เทศบาลเมืองชะอำ")
    assert kept() == [None]


def test_another_club_asks_to_unlink_first(linked, khru_nok, malee, cha_am, run, kept):
    malee.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    linked.hears(malee, "CHAAM")
    linked.sees("กลุ่มนี้เชื่อมกับชมรม เทศบาลเมืองหัวหิน อยู่ค่ะ", "เลิกเชื่อม")
    linked.calls(malee, "เลิกเชื่อม")
    linked.sees("เฉพาะผู้ประสานงานของชมรม เทศบาลเมืองหัวหิน ที่เลิกเชื่อมได้ค่ะ")
    linked.calls(khru_nok, "เลิกเชื่อมค่ะ")
    linked.sees("เลิกเชื่อมกับชมรม เทศบาลเมืองหัวหิน แล้วค่ะ", HOW)
    linked.hears(malee, "CHAAM")
    linked.sees(LINKED)
    assert kept() == ["CHAAM"]


def test_a_group_without_a_club_has_nothing_to_unlink(group, khru_nok):
    group.calls(khru_nok, "เลิกเชื่อม")
    group.sees("กลุ่มนี้ยังไม่ได้เชื่อมกับชมรมใดค่ะ")


@pytest.mark.parametrize("words", ["HUAHIN", "@Bot HUAHIN", "@Bot เลิกเชื่อม"])
def test_who_is_not_named_by_line_is_told_what_to_do(simulator, khru_nok, post, words, kept):
    """On a PC, or without her consent, LINE does not say who writes."""
    say = called if words.startswith("@") else lambda words: webhooks.said(words, GROUP)
    post(say(words))
    reply = str(simulator.calls[-1]["body"]["messages"])
    assert "LINE ไม่ได้บอกว่าใครเป็นผู้พิมพ์" in reply
    assert "จากแอป LINE ในมือถือนะคะ" in reply
    assert kept() == [None]


def test_a_word_that_is_no_code_is_none_of_its_business(group, khru_nok):
    before = len(group.messages())
    for words in ("hello", "OK", "HUAHIN นะ", "เมนู", "นายกโกง", "แจ้งเบาะแส"):
        group.hears(khru_nok, words)
    assert len(group.messages()) == before


def test_the_code_of_its_own_club_is_passed_over_later(linked, somchai):
    before = len(linked.messages())
    linked.hears(somchai, "HuaHin")
    assert len(linked.messages()) == before


def test_leaving_unlinks(linked, khru_nok, kept):
    linked.sends_the_bot_away()
    assert kept() == [None]
    linked.lets_the_bot_in()
    linked.calls(khru_nok, "ประชุม")
    linked.sees("กลุ่มนี้ยังไม่ได้เชื่อมกับชมรมค่ะ", HOW)


def at(happened, seconds):
    return {**happened, "timestamp": happened["timestamp"] + 1000 * seconds}


def test_a_leave_that_comes_late_does_not_undo_the_return(hua_hin, khru_nok, post, kept):
    speaks = {**GROUP, "userId": khru_nok.user_id}
    post(at(event("join", GROUP), 20))
    post(at(webhooks.said("HUAHIN", speaks), 25))
    post(at(event("leave", GROUP), 10))
    assert kept() == ["HUAHIN"]


def test_a_join_that_comes_late_does_not_unlink(hua_hin, khru_nok, post, kept, simulator):
    speaks = {**GROUP, "userId": khru_nok.user_id}
    post(at(webhooks.said("HUAHIN", speaks), 10))
    before = len(simulator.calls)
    post(at(event("join", GROUP), 5))
    assert kept() == ["HUAHIN"]
    assert len(simulator.calls) == before


def test_what_was_said_before_it_left_links_nothing_after(khru_nok, post, kept):
    speaks = {**GROUP, "userId": khru_nok.user_id}
    post(at(event("join", GROUP), 0), at(event("leave", GROUP), 20))
    post(at(webhooks.said("HUAHIN", speaks), 10))
    post(at(called("@Bot HUAHIN"), 11))
    assert kept() == [None]


@pytest.fixture
def walk(sessions, hua_hin):
    return plan(
        sessions,
        hua_hin,
        "เดินสำรวจคลอง",
        START,
        place="ศาลา",
        online_url="https://zoom.example/j/1",
    )


def test_the_next_event_is_shown_to_all_for_free(linked, somchai, walk, sessions, simulator, works):
    linked.calls(somchai, "ประชุม")
    linked.sees("เดินสำรวจคลอง", "20 ม.ค. 2569", "ศาลา", "เข้าร่วมแล้ว 0 คน")
    linked.sees_no("zoom.example")
    works()
    assert [call for call in simulator.calls if "/push" in call["path"]] == []


def test_whoever_presses_there_registers_in_her_own_chat(linked, malee, walk, sessions):
    malee = named(malee, sessions)
    linked.calls(malee, "ประชุมกี่โมงคะ")
    malee.opens(linked.link("เข้าร่วม"))
    malee.sees(REGISTERED, "เดินสำรวจคลอง")
    linked.calls(malee, "ประชุม")
    linked.sees("เข้าร่วมแล้ว 1 คน")
    malee.opens(linked.link("ดูรายละเอียด"))
    malee.sees("เดินสำรวจคลอง", "คุณลงทะเบียนแล้ว")


def test_of_several_events_the_button_means_the_one_on_its_card(
    linked, malee, walk, sessions, hua_hin
):
    malee = named(malee, sessions)
    plan(sessions, hua_hin, "อบรม", START + timedelta(days=3))
    linked.calls(malee, "กิจกรรม")
    malee.opens(linked.link("เข้าร่วม"))
    malee.sees(REGISTERED, "เดินสำรวจคลอง")


def test_who_is_no_friend_yet_is_led_to_the_club_and_then_to_that_event(linked, stranger, walk):
    linked.calls(stranger, "ประชุม")
    stranger.adds_the_bot()
    stranger.opens(linked.link("เข้าร่วม"))
    stranger.sees("เข้าชมรมก่อนลงทะเบียนนะคะ", "เข้าชมรม เทศบาลเมืองหัวหิน")
    stranger.presses("เข้าชมรม เทศบาลเมืองหัวหิน")
    stranger.presses("ยินยอมและเข้าชมรม")
    stranger.sees("ยินดีต้อนรับสู่ชมรมค่ะ", "เดินสำรวจคลอง")
    stranger.presses("เข้าร่วม")
    stranger.says("วิชัย ใจงาม")
    stranger.sees(REGISTERED)


def test_a_member_of_another_club_is_told_whose_event_it_is(linked, malee, walk, cha_am):
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    linked.calls(malee, "ประชุม")
    for button in ("เข้าร่วม", "ดูรายละเอียด"):
        malee.opens(linked.link(button))
        malee.sees("เข้าชมรม เทศบาลเมืองหัวหิน")
        malee.sees_no("ศาลา")


def test_an_event_that_has_begun_is_shown_without_a_seat_to_take(linked, somchai, walk, clock):
    clock.moves_to(START + timedelta(minutes=5))
    linked.calls(somchai, "ประชุม")
    linked.sees("กิจกรรมนี้เริ่มแล้วค่ะ")
    linked.sees_no("เข้าร่วมแล้ว")
    with pytest.raises(StopIteration):
        linked.link("เข้าร่วม")


def test_where_there_is_nothing_new_it_says_so(linked, somchai):
    linked.calls(somchai, "ประชุม")
    linked.sees("ยังไม่มีกิจกรรมใหม่ค่ะ")
    linked.calls(somchai, "ประกาศ")
    linked.sees("ยังไม่มีประกาศค่ะ")


def test_the_latest_announcement_is_shown_to_all(linked, khru_nok, somchai, works, clock):
    for words in ("พบกันที่ศาลาประชาคม", "เปลี่ยนเป็นห้องประชุมใหญ่ค่ะ"):
        khru_nok.says("ประกาศ")
        khru_nok.says(words)
        khru_nok.presses("ส่งเลย")
        clock.moves(minutes=1)
        works()
    linked.calls(somchai, "ประกาศ")
    linked.sees("เปลี่ยนเป็นห้องประชุมใหญ่ค่ะ", "ประกาศ · เทศบาลเมืองหัวหิน")
    linked.sees_no("ศาลาประชาคม")
    joins(somchai)
    somchai.opens(linked.link("อ่านข่าวทั้งหมด"))
    somchai.sees("พบกันที่ศาลาประชาคม")


def test_what_waits_to_be_sent_is_not_told_in_the_group(linked, khru_nok, somchai):
    khru_nok.says("ประกาศ")
    khru_nok.says("ยังเป็นความลับ")
    khru_nok.says("พรุ่งนี้ 9 โมงเช้า")
    khru_nok.presses("ส่งตามเวลานี้")
    linked.calls(somchai, "ประกาศ")
    linked.sees("ยังไม่มีประกาศค่ะ")


@pytest.mark.parametrize("words", ["ประชุม", "ประกาศ", "ลิงก์"])
def test_in_a_group_without_a_club_it_says_how_to_link(group, somchai, walk, words):
    group.calls(somchai, words)
    group.sees("กลุ่มนี้ยังไม่ได้เชื่อมกับชมรมค่ะ", HOW)
    group.sees_no("เดินสำรวจคลอง")


ASKED = [
    ("การลงทะเบียนของฉัน", "การลงทะเบียนของคุณ ดูได้ในแชต", "การลงทะเบียนของฉัน"),
    ("คะแนนของฉัน", "คำถามวันนี้และคะแนน", "คำถามวันนี้"),
    ("เข้าชมรม HUAHIN", "พิมพ์รหัสชมรมในแชต", "เข้าชมรม"),
    ("นายกโกง", "ทุกคนในกลุ่มอ่านได้", "แจ้งเบาะแส"),
    ("เบอร์ ปปช", "โทร 1205", "เบอร์สายด่วน"),
    ("ช่วยด้วย มีคนทำร้าย", "โทร 191 ทันทีค่ะ", "โทร 191"),
    ("ข้อมูลของฉัน", INTRODUCTION, "คุยกับน้องสตรอง"),
    ("ฟหกด", INTRODUCTION, "คุยกับน้องสตรอง"),
    ("", INTRODUCTION, "คุยกับน้องสตรอง"),
]


def test_each_question_leads_into_the_right_chat(linked, somchai):
    for said, told, button in ASKED:
        linked.calls(somchai, said)
        linked.sees(told)
        assert linked.link(button)


def test_nothing_personal_is_said(linked, somchai, sessions, walk):
    somchai = named(somchai, sessions)
    for said in ("ข้อมูลของฉัน", "การลงทะเบียนของฉัน", "คะแนนของฉัน", "ประชุม", "รายชื่อ"):
        linked.calls(somchai, said)
    assert "สมชาย" not in str(linked.messages())


def test_who_speaks_in_a_group_is_not_made_a_member(linked, stranger, sessions):
    linked.calls(stranger, "ประชุม")
    linked.hears(stranger, "HUAHIN")
    with sessions.begin() as db:
        known = db.scalars(select(Member.line_user_id)).all()
    assert stranger.user_id not in known


def test_whoever_comes_into_a_club_s_group_is_shown_the_way(linked, simulator, app):
    newcomer = Phone(simulator, f"U{8:032x}", "ใหม่ มาดี")
    simulator.add_member(linked.id, newcomer.user_id)
    linked.sees("ยินดีต้อนรับสู่กลุ่มค่ะ", "ชมรม STRONG เทศบาลเมืองหัวหิน")
    linked.sees_no("ใหม่ มาดี")
    newcomer.adds_the_bot()
    newcomer.opens(linked.link("เข้าชมรมกับน้องสตรอง"))
    newcomer.sees("เข้าชมรม STRONG เทศบาลเมืองหัวหิน")


def test_in_a_group_without_a_club_newcomers_are_left_in_peace(group, simulator):
    before = len(group.messages())
    simulator.add_person(f"U{8:032x}", "ใหม่")
    simulator.add_member(group.id, f"U{8:032x}")
    assert len(group.messages()) == before


def test_there_is_silence_when_somebody_leaves(linked, simulator, somchai):
    before = len(linked.messages())
    simulator.remove_member(linked.id, somchai.user_id)
    assert len(linked.messages()) == before


EDITED = {"id": "1", "type": "text", "text": "HUAHIN"}


@pytest.mark.parametrize(
    "happened",
    [
        event("messageEdited", GROUP, message=EDITED),
        event("unsend", GROUP, unsend={"messageId": "1"}),
        webhooks.pressed("meant?intent=menu", GROUP),
        event("message", GROUP, message={"id": "3", "type": "sticker", "packageId": "1"}),
        event("somethingNew", GROUP),
    ],
    ids=lambda happened: happened["type"],
)
def test_there_is_silence_in_a_linked_group_when(happened, simulator, sessions, hua_hin, post):
    with sessions.begin() as db:
        group = Kept.locked(db, GROUP["groupId"], bangkok_time("2026-01-01"))
        group.club_id = db.scalars(select(Club.id)).one()
    before = len(simulator.calls)
    post(happened)
    assert len(simulator.calls) == before
    with sessions.begin() as db:
        assert db.get(SeenEvent, happened["webhookEventId"]) is None


def test_a_room_of_several_people_is_like_a_group(khru_nok, post, kept, simulator):
    room = {"type": "room", "roomId": "R" + "d" * 32}
    post(event("join", room))
    assert HOW in str(simulator.calls[-1]["body"])
    post(webhooks.said("HUAHIN", {**room, "userId": khru_nok.user_id}))
    assert kept() == ["HUAHIN"]


def test_of_two_clubs_that_link_at_the_same_moment_one_does(
    group, khru_nok, malee, cha_am, run, kept
):
    malee.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    ready = Barrier(2)

    def link(phone, code):
        ready.wait()
        group.hears(phone, code)

    both = [Thread(target=link, args=each) for each in ((khru_nok, "HUAHIN"), (malee, "CHAAM"))]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert kept() in (["HUAHIN"], ["CHAAM"])
    won, lost = sorted(str(message) for message in group.messages()[-2:])[::-1]
    assert {LINKED in won, LINKED in lost} == {True, False}
    assert "เลิกเชื่อม” ก่อนนะคะ" in won + lost


@pytest.mark.parametrize("words", ["@Bot กิจกรรม", "🎉 @Bot กิจกรรม"])
def test_what_is_asked_is_read_without_the_name(words):
    start = 3 if words.startswith("🎉") else 0  # in UTF-16 units, as LINE counts
    call = called(words)
    call["message"]["mention"]["mentionees"][0].update(index=start, length=4)
    raw = webhooks.body(call)
    (asked,) = read_webhook(raw, webhooks.signed(raw)["X-Line-Signature"], [SECRET])
    assert asked.event.text.split()[-1] == "กิจกรรม"
    assert "@Bot" not in asked.event.text
