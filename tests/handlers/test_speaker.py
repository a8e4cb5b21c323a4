"""Questions to a speaker: asked without a name, gathered by the coordinator."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from handlers.speaker import actions, flow
from models import (
    Answer,
    Conversation,
    EventState,
    Member,
    Promise,
    PromiseState,
    Registration,
    Role,
    RoleKind,
    SpeakerQuestion,
)
from tests.conftest import NOW, joins
from tests.handlers.meeting import START, named
from tests.planning import found, plan

ASKED = "ทำไมต้องมีสามใบเสนอราคาคะ"
THANKED = "รับคำถามแล้วค่ะ ขอบคุณนะคะ"


@pytest.fixture
def talk(hua_hin, sessions):
    return plan(sessions, hua_hin, "อบรมรู้ทันงบ", START, speaker="อาจารย์บุญมี")


@pytest.fixture
def evening(hua_hin, sessions):
    return plan(sessions, hua_hin, "เสวนายามเย็น", START + timedelta(days=1))


def kept(sessions):
    with sessions.begin() as db:
        return [each.words for each in db.scalars(select(SpeakerQuestion).order_by("id"))]


def asks(phone, *questions):
    for words in questions:
        phone.says(f"ถามวิทยากร {words}")


def pressed(phone, label):
    return next(each for each in phone.actions() if each.get("label") == label)


def test_a_question_is_asked_and_its_asker_thanked(member, talk, sessions):
    member.says("ถามวิทยากร")
    member.sees("อบรมรู้ทันงบ", "พิมพ์คำถามได้เลยค่ะ", "โดยไม่บอกชื่อคุณ")
    member.says(ASKED)
    member.sees(THANKED, ASKED, "ไม่บอกชื่อคุณกับใคร ฝากได้อีก 4 ข้อค่ะ")
    assert kept(sessions) == [ASKED]
    member.presses("ถามวิทยากร")
    member.says("แล้วงบปีหน้าล่ะคะ")
    member.sees(THANKED, "ฝากได้อีก 3 ข้อค่ะ")


@pytest.mark.parametrize(
    "words",
    [
        f"ถามวิทยากร {ASKED}",
        f"ฝากถามวิทยากร: {ASKED}",
        f"ถามวิทยากรว่า{ASKED}",
        f"Ask the speaker {ASKED}",
    ],
)
def test_it_can_be_said_in_one_go(member, talk, sessions, words):
    member.says(words)
    member.sees(THANKED, ASKED)
    assert kept(sessions) == [ASKED]


@pytest.mark.parametrize("words", ["ถามวิทยากร ยังไงคะ", "ถามวิทยากรได้ไหมคะ", "ถามวิทยากร ค่ะ"])
def test_whoever_asks_how_is_told(member, talk, sessions, words):
    member.says(words)
    member.sees("พิมพ์คำถามได้เลยค่ะ")
    assert kept(sessions) == []


def test_of_several_events_she_is_asked_which_and_the_next_comes_first(
    member, talk, evening, sessions
):
    asks(member, ASKED)
    member.sees("ถามวิทยากรของกิจกรรมไหนคะ", "อบรมรู้ทันงบ", "เสวนายามเย็น")
    screen = member.screen()
    assert screen.index("อบรมรู้ทันงบ") < screen.index("เสวนายามเย็น")
    assert kept(sessions) == []
    member.says("เสวนา")
    member.sees(THANKED, ASKED, "เสวนายามเย็น")


def test_an_event_is_chosen_by_a_tap_and_further_ones_are_shown(member, talk, hua_hin, sessions):
    for number in range(3):
        plan(sessions, hua_hin, f"ครั้งที่ {number}", START + timedelta(days=2 + number))
    asks(member, ASKED)
    member.sees_no("ครั้งที่ 2")
    member.presses("ดูเพิ่ม")
    member.sees("ครั้งที่ 2")
    member.presses("เลือกกิจกรรมนี้")
    member.sees(THANKED, ASKED, "ครั้งที่ 2")


def test_its_code_tells_the_event(member, talk, evening, sessions):
    member.says(f"ถามวิทยากร {evening.code.lower()} {ASKED}")
    member.sees(THANKED, "เสวนายามเย็น")
    member.says(f"ถามวิทยากร {talk.code}")
    member.sees("พิมพ์คำถามได้เลยค่ะ", "อบรมรู้ทันงบ")


def test_the_card_of_an_event_leads_to_its_speaker(member, talk, evening, clock):
    member.simulator.press(member.user_id, f"event.show?event={evening.id}")
    member.presses("ถามวิทยากร")
    member.sees("พิมพ์คำถามได้เลยค่ะ", "เสวนายามเย็น")
    clock.moves_to(evening.ends)
    member.simulator.press(member.user_id, f"event.show?event={evening.id}")
    assert "ถามวิทยากร" not in str(member.messages()[-1])


def test_it_may_be_asked_while_the_event_runs_and_not_after(member, talk, clock, sessions):
    clock.moves_to(START + timedelta(hours=1))
    asks(member, ASKED)
    member.sees(THANKED)
    member.says("ถามวิทยากร")
    clock.moves_to(talk.ends)
    member.says("สายไปแล้วไหมคะ")
    member.sees("กิจกรรมนี้จบแล้วหรือไม่พบแล้วค่ะ")
    member.says("ยกเลิก")
    member.says("ถามวิทยากร")
    member.sees("ตอนนี้ไม่มีกิจกรรมที่ถามวิทยากรได้ค่ะ")
    assert kept(sessions) == [ASKED]


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_what_is_no_event_for_members_has_no_speaker(member, talk, sessions, state):
    with sessions.begin() as db:
        db.merge(talk).state = state
    asks(member, ASKED)
    member.sees("ตอนนี้ไม่มีกิจกรรมที่ถามวิทยากรได้ค่ะ")


def test_the_events_of_other_clubs_do_not_exist_for_her(member, sessions):
    other = plan(sessions, found(sessions, "CHAAM", "เทศบาลเมืองชะอำ"), "เดิน", START)
    member.says("ถามวิทยากร")
    member.sees("ตอนนี้ไม่มีกิจกรรมที่ถามวิทยากรได้ค่ะ")
    for number in (other.id, 999):
        member.simulator.press(member.user_id, f"speaker.at?event={number}")
        member.sees("กิจกรรมนี้จบแล้วหรือไม่พบแล้วค่ะ")


def test_whoever_wanted_to_come_may_ask_though_she_left_the_club(member, sessions):
    other = plan(sessions, found(sessions, "CHAAM", "เทศบาลเมืองชะอำ"), "เดิน", START)
    with sessions.begin() as db:
        who = db.scalars(select(Member.id)).first()
        said = {"answer": Answer.MAYBE, "said": NOW}
        db.add(Registration(event_id=other.id, member_id=who, **said))
    asks(member, ASKED)
    member.sees(THANKED, "เดิน")


def test_a_stranger_joins_first_and_then_asks(somchai, talk, sessions):
    somchai.adds_the_bot()
    somchai.says("ถามวิทยากร")
    somchai.sees("เข้าชมรมก่อนนะคะ")
    joins(somchai)
    somchai.sees("พิมพ์คำถามได้เลยค่ะ")
    somchai.says(ASKED)
    somchai.sees(THANKED)


def test_five_may_wait_and_the_next_when_one_was_asked(member, khru_nok, talk, sessions):
    asks(member, *(f"{number} ทำไมคะ" for number in range(actions.MOST)))
    member.sees(THANKED, "ไม่บอกชื่อคุณกับใคร")
    member.sees_no("ฝากได้อีก")
    asks(member, "อีกข้อค่ะ ทำไมคะ")
    member.sees("ฝากถามครบ 5 ข้อแล้วค่ะ")
    khru_nok.says("คำถามถึงวิทยากร")
    khru_nok.does(pressed(khru_nok, "ถามแล้ว"))
    asks(member, "อีกข้อค่ะ ทำไมคะ")
    member.sees(THANKED)
    assert len(kept(sessions)) == actions.MOST + 1


def test_the_same_question_sent_twice_is_one(member, talk, sessions):
    asks(member, ASKED, ASKED)
    member.sees(THANKED)
    assert kept(sessions) == [ASKED]


def test_bad_input_is_asked_for_again(member, talk, sessions):
    member.says("ถามวิทยากร")
    for words, told in [("\u200b", "พิมพ์คำถามได้เลยค่ะ"), ("ก" * 501, "คำถามยาว 501 ตัวอักษร")]:
        member.says(words)
        member.sees(told)
    member.says("กิจกรรม")
    member.sees("อบรมรู้ทันงบ", "พิมพ์คำถามได้เลยค่ะ")
    member.says("ก" * 500)
    member.sees(THANKED)


def test_what_looks_like_a_tip_is_asked_about_and_kept_nowhere(member, talk, evening, sessions):
    tip = "ปลัดเรียกเงินใต้โต๊ะ"
    asks(member, tip)
    member.sees("เรื่องนี้เป็นเบาะแสไหมคะ")
    with sessions.begin() as db:
        assert "ใต้โต๊ะ" not in str(db.scalars(select(Conversation.state)).all())
    member.presses("ไม่ใช่เบาะแส")
    member.says("รู้ทันงบ")
    member.says(tip)
    member.sees(THANKED)
    assert kept(sessions) == [tip]


def test_the_way_from_a_tip_to_a_question_can_be_typed(member, talk, sessions):
    member.says("ถามวิทยากร")
    member.says("อยากแจ้งทุจริตต้องทำยังไงคะ")
    member.sees("เรื่องนี้เป็นเบาะแสไหมคะ")
    member.says("ไม่ใช่เบาะแส")
    member.says("อยากแจ้งทุจริตต้องทำยังไงคะ")
    member.sees(THANKED)


def test_danger_goes_before_a_question(member, talk, sessions):
    member.says("ถามวิทยากร ช่วยด้วย มีคนทำร้าย")
    member.sees("โทร 191 ทันทีค่ะ")
    member.says("ถามวิทยากร")
    member.says("ช่วยด้วย มีคนทำร้าย")
    member.sees("โทร 191 ทันทีค่ะ")
    assert kept(sessions) == []


@pytest.mark.parametrize("words", ["ย้อนกลับ", "ไม่", "ยกเลิก", "เมนู"])
def test_there_is_always_a_way_back(member, talk, evening, sessions, words):
    asks(member, ASKED)
    member.says(words)
    member.says("เสวนายามเย็น")
    assert kept(sessions) == []


def test_an_unsent_question_is_not_kept_while_the_event_is_chosen(member, talk, evening, sessions):
    asks(member, ASKED)
    member.unsends(f"ถามวิทยากร {ASKED}")
    with sessions.begin() as db:
        assert ASKED not in str(db.scalars(select(Conversation.state)).all())


def test_an_unsent_question_is_removed(member, talk, sessions):
    member.says(f"ถามวิทยากร {ASKED}")
    member.sees(THANKED)
    member.unsends(f"ถามวิทยากร {ASKED}")
    assert kept(sessions) == []


def test_it_is_removed_though_its_event_was_chosen_later(member, talk, evening, sessions):
    asks(member, ASKED)
    member.says("อบรมรู้ทันงบ")
    member.sees(THANKED)
    member.unsends(f"ถามวิทยากร {ASKED}")
    assert kept(sessions) == []


def test_the_coordinator_is_told_once_for_free_and_reads_without_names(
    member, khru_nok, talk, sessions, works, simulator
):
    asks(member, ASKED, "ข้อสองค่ะ ทำไมคะ")
    khru_nok.says("เมนู")
    khru_nok.sees("มีคำถามถึงวิทยากรของ “อบรมรู้ทันงบ” ค่ะ")
    khru_nok.sees_no(ASKED)
    khru_nok.says("คำถามถึงวิทยากร")
    khru_nok.sees("คำถามถึงวิทยากร “อบรมรู้ทันงบ”", ASKED, "ข้อสองค่ะ", "ถามแล้ว")
    khru_nok.sees_no("สมชาย")
    works()
    with sessions.begin() as db:
        assert set(db.scalars(select(Promise.state))) == {PromiseState.SAID}


def test_questions_are_marked_one_by_one_and_a_slip_is_undone(member, khru_nok, talk, sessions):
    asks(member, ASKED)
    khru_nok.says("คำถามถึงวิทยากร")
    done = pressed(khru_nok, "ถามแล้ว")
    khru_nok.does(done)
    khru_nok.does(done)
    khru_nok.sees("ไม่มีคำถามถึงวิทยากรค้างอยู่แล้วค่ะ")
    khru_nok.presses("ยังไม่ได้ถาม")
    khru_nok.sees(ASKED)
    khru_nok.does(done)
    khru_nok.says("คำถามถึงวิทยากร")
    khru_nok.sees("ตอนนี้ไม่มีคำถามถึงวิทยากรค้างอยู่ค่ะ")


def test_three_are_shown_then_more_from_either_end(member, khru_nok, talk):
    asks(member, *(f"ข้อ {letter} ทำไมคะ" for letter in "กขคงจ"))
    khru_nok.says("คำถามถึงวิทยากร")
    khru_nok.sees("ข้อ ก", "ข้อ ค")
    khru_nok.sees_no("ข้อ ง")
    khru_nok.presses("ดูเพิ่ม")
    khru_nok.sees("ข้อ ง", "ข้อ จ")
    khru_nok.does(pressed(khru_nok, "ถามแล้ว"))
    khru_nok.sees("ข้อ จ")
    khru_nok.sees_no("ข้อ ก")
    khru_nok.does(pressed(khru_nok, "ถามแล้ว"))  # the last on this page: from the beginning again
    khru_nok.sees("ข้อ ก")
    khru_nok.says("คำถามใหม่ก่อน")
    screen = khru_nok.screen()
    assert screen.index("ข้อ ค") < screen.index("ข้อ ก")
    khru_nok.presses("คำถามเก่าก่อน")
    screen = khru_nok.screen()
    assert screen.index("ข้อ ก") < screen.index("ข้อ ค")


def test_of_several_events_the_coordinator_chooses(member, khru_nok, talk, evening):
    for event in (talk, evening):
        asks(member, f"{event.code} {ASKED}")
    khru_nok.says("คำถามถึงวิทยากร")
    khru_nok.sees("ดูคำถามถึงวิทยากรของกิจกรรมไหนคะ", "อบรมรู้ทันงบ", "เสวนายามเย็น")
    khru_nok.presses("ดูคำถาม")
    khru_nok.sees(ASKED)


def test_a_member_who_wants_to_see_them_may_ask(member, talk):
    member.says("คำถามถึงวิทยากร")
    member.sees("พิมพ์คำถามได้เลยค่ะ")


def test_what_she_asked_stands_in_her_data(member, talk, app):
    asks(member, ASKED)
    member.says("ขอไฟล์ข้อมูลของฉัน")
    member.presses("ยืนยันขอไฟล์ข้อมูล")
    link = next(each["uri"] for each in member.actions() if each["type"] == "uri")
    file = app.test_client().post(urlsplit(link).path).text
    assert ASKED in file
    assert "อบรมรู้ทันงบ" in file


def test_only_who_coordinates_the_club_reads_and_marks(member, khru_nok, malee, talk, sessions):
    asks(member, ASKED)
    malee = named(malee, sessions, "มาลี รักสัตย์")
    with sessions.begin() as db:
        here = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ").id
        who = db.scalars(select(Member.id).where(Member.name == "มาลี รักสัตย์")).one()
        db.add(Role(member_id=who, club_id=here, kind=RoleKind.COORDINATOR, since=NOW))
    told = set()
    for data in (
        *("speaker.read?event=1", "speaker.read?event=99"),
        *("speaker.mark?question=1&done=True", "speaker.mark?question=99&done=True"),
    ):
        malee.simulator.press(malee.user_id, data)
        told.add(malee.messages()[-1]["text"])
    assert told == {"ไม่พบคำถามนี้ค่ะ พิมพ์ “คำถามถึงวิทยากร” เพื่อดูที่ค้างอยู่นะคะ"}
    with sessions.begin() as db:
        assert not db.scalars(select(SpeakerQuestion.done)).one()


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("ถามวิทยากร ทำไม\nคะ", "ทำไม\nคะ"),
        ("อยากถามวิทยากรว่าทำไม", "ทำไม"),
        ("ask the speaker: why", "why"),
        ("ถามวิทยากร", None),
        ("อบรมนี้ใครเป็นวิทยากร", None),
        ("ask the speaker how?", None),
    ],
)
def test_the_question_stands_behind_the_words(said, question):
    assert flow.asked(said) == question
