"""Talking to a person: asking, answering, and what both can read afterwards."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from handlers.inquiry import flow
from models import (
    Account,
    Club,
    Conversation,
    Inquiry,
    Member,
    Promise,
    Remark,
    Role,
    RoleKind,
    TipSession,
)
from tests.conftest import joins
from tests.handlers.meeting import named
from tests.phone import Phone
from tests.planning import found

ASKED = "พาลูกไปด้วยได้ไหมคะ"
TOLD = "พาไปได้ค่ะ มีมุมเด็กเล็ก"
TIP = "นายกเรียกเงินก่อนออกใบอนุญาต"


@pytest.fixture
def khru_dao(app, simulator, khru_nok, run):
    """Another coordinator of Hua Hin."""
    phone = Phone(simulator, f"U{4:032x}", "ครูดาว")
    phone.adds_the_bot()
    joins(phone)
    phone.says(run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    return phone


@pytest.fixture
def question(member, khru_nok):
    """Somchai has asked something."""
    asks(member, ASKED)
    return member


def asks(phone, words):
    phone.says("ติดต่อผู้ประสานงาน")
    phone.presses("ฝากคำถาม")
    phone.says(words)


def answers(phone, words, way="ส่งฟรี"):
    phone.says("มีคนถาม")
    phone.says(words)
    phone.presses(way)


def contact(sessions, **values):
    with sessions.begin() as db:
        club = Club.with_code(db, "HUAHIN")
        for name, value in values.items():
            setattr(club, f"contact_{name}", value)


def remarks(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Remark.words).order_by(Remark.id)))


def pushes(simulator):
    return [call for call in simulator.calls if call["path"].endswith("/push")]


def test_whom_to_ask_stands_with_telephone_and_hours(member, khru_nok, sessions):
    contact(sessions, name="ครูนก ตัวอย่าง", phone="0812345678", hours="จ.–ศ. 9.00–16.00 น.")
    member.says("ติดต่อผู้ประสานงาน")
    member.sees("ชมรม STRONG เทศบาลเมืองหัวหิน", "ครูนก ตัวอย่าง", "081-234-5678", "จ.–ศ. 9.00")
    call = next(each for each in member.actions() if each["type"] == "uri")
    assert (call["label"], call["uri"]) == ("โทร 081-234-5678", "tel:0812345678")


def test_without_contact_the_coordinator_goes_by_the_name_she_gave(member, khru_nok, sessions):
    member.says("ติดต่อเจ้าหน้าที่")
    member.sees("ยังไม่มีผู้ประสานงานที่บอกชื่อไว้", "ฝากคำถาม")
    named(khru_nok, sessions, "ครูนก ตัวอย่าง")
    member.says("ผู้ประสานงาน")
    member.sees("ครูนก ตัวอย่าง")
    member.presses("เบอร์สายด่วน")
    member.sees("1205", "1111")
    assert khru_nok.user_id not in member.history()


@pytest.mark.parametrize(
    ("kept", "shown", "dialled"),
    [
        ("0812345678", "081-234-5678", "0812345678"),
        ("081 234 5678", "081-234-5678", "0812345678"),
        ("+66 81 234 5678", "081-234-5678", "0812345678"),
        ("021234567", "02-123-4567", "021234567"),
        ("032-511047", "032-511-047", "032511047"),
        ("1567", "1567", "1567"),
        ("ถามที่ห้องธุรการ", "ถามที่ห้องธุรการ", ""),
    ],
)
def test_a_telephone_is_shown_as_thais_write_it(kept, shown, dialled):
    assert flow.telephone(kept) == shown
    assert flow.dialled(kept) == dialled


def test_a_question_is_answered_when_the_member_writes_next_for_free(
    member, khru_nok, simulator, works
):
    member.says("ติดต่อผู้ประสานงาน")
    member.presses("ฝากคำถาม")
    member.sees("พิมพ์คำถามถึงชมรม", "ไม่ใช่ช่องทางแจ้งเบาะแส", "แจ้งเบาะแส")
    member.says(ASKED)
    member.sees("ฝากถึงผู้ประสานงานแล้วค่ะ", ASKED)
    khru_nok.says("เมนู")
    khru_nok.sees("มีสมาชิกถามถึงชมรม เทศบาลเมืองหัวหิน ค่ะ")
    khru_nok.sees_no(ASKED)
    khru_nok.says("มีคนถาม")
    khru_nok.sees(ASKED, "สมชาย ใจดี", "พิมพ์คำตอบได้เลยค่ะ")
    khru_nok.says(TOLD)
    khru_nok.sees("ตรวจคำตอบก่อนส่งนะคะ", TOLD, "ใช้ 1 ข้อความ", "เหลือ 299 จาก 300")
    khru_nok.presses("ส่งฟรี")
    khru_nok.sees("จะถึงสมาชิกเมื่อเขาทักมาครั้งหน้า")
    works()
    assert pushes(simulator) == []
    member.says("เมนู")
    member.sees("ผู้ประสานงานชมรม STRONG เทศบาลเมืองหัวหิน ตอบค่ะ", TOLD)
    member.says("เมนู")
    member.sees_no(TOLD)


def test_a_paid_answer_arrives_at_once(question, khru_nok, simulator, works):
    answers(khru_nok, TOLD, "ส่งทันที")
    khru_nok.sees("ส่งคำตอบแล้วค่ะ")
    works()
    assert TOLD in question.history()
    assert len(pushes(simulator)) == 1


def test_a_free_answer_that_rests_goes_with_the_paid_one_in_order(
    question, khru_nok, simulator, works
):
    answers(khru_nok, "คำตอบแรก")
    asks(question, "แล้วที่จอดล่ะคะ")
    khru_nok.says("มีคนถาม")
    answers(khru_nok, "คำตอบที่สอง")
    answers_again(khru_nok, question, "คำตอบที่สาม")
    works()
    told = [message["text"] for message in question.messages() if "ตอบค่ะ" in str(message)]
    assert [words.split("\n")[1] for words in told][-2:] == ["คำตอบที่สอง", "คำตอบที่สาม"]
    assert len(pushes(simulator)) == 1


def answers_again(khru_nok, member, words):
    """To the same talk, although nobody waits any more."""
    khru_nok.simulator.press(khru_nok.user_id, "inquiry.read?inquiry=1")
    khru_nok.says(words)
    khru_nok.presses("ส่งทันที")


def test_where_the_month_is_used_up_only_the_free_way_is_offered(question, khru_nok, sessions):
    with sessions.begin() as db:
        account = Account.known(db)
        account.used = account.quota
    khru_nok.says("มีคนถาม")
    khru_nok.says(TOLD)
    khru_nok.sees("ตอนนี้ส่งทันทีไม่ได้ค่ะ", "ส่งฟรี")
    assert "ส่งทันที" not in {each.get("label") for each in khru_nok.actions()}
    khru_nok.says("ส่งทันที")
    khru_nok.sees("คำตอบยังอยู่")
    khru_nok.says("ส่งฟรี")
    question.says("เมนู")
    question.sees(TOLD)


def test_every_step_can_be_typed(member, khru_nok):
    member.says("ฝากคำถาม")
    member.says(ASKED)
    khru_nok.says("มีคนถาม")
    khru_nok.says("พิมพ์ผิดไป")
    khru_nok.says("แก้ไขคำตอบ")
    khru_nok.sees(ASKED)
    khru_nok.says("อีกคำตอบ")
    khru_nok.says(TOLD)
    khru_nok.sees("ตรวจคำตอบก่อนส่งนะคะ", TOLD)
    khru_nok.says("ส่งทันที")
    khru_nok.sees("ส่งคำตอบแล้วค่ะ")
    member.says("ดูที่คุยกันไว้")
    member.sees(ASKED, TOLD, "ตอบแล้วค่ะ")
    member.says("ถามต่อ ขอบคุณค่ะ แล้วเริ่มกี่โมงคะ")
    member.sees("ฝากถึงผู้ประสานงานแล้วค่ะ", "แล้วเริ่มกี่โมงคะ")


def test_pressing_send_twice_sends_once(question, khru_nok, sessions):
    khru_nok.says("มีคนถาม")
    khru_nok.says(TOLD)
    send = next(each for each in khru_nok.actions() if each["label"] == "ส่งฟรี")
    khru_nok.does(send)
    khru_nok.does(send)
    khru_nok.sees(TOLD)
    assert remarks(sessions) == [ASKED, TOLD]


def test_both_sides_see_what_was_said_so_far(question, khru_nok, clock):
    for number in range(3):
        clock.moves(minutes=1)
        answers(khru_nok, f"คำตอบ {number}")
        clock.moves(minutes=1)
        asks(question, f"คำถามต่อ {number}")
    khru_nok.says("มีคนถาม")
    khru_nok.sees("คำตอบ 2", "คำถามต่อ 2")
    khru_nok.sees_no(ASKED)
    khru_nok.presses("ดูข้อความก่อนหน้า")
    khru_nok.presses("ดูข้อความก่อนหน้า")
    khru_nok.sees(ASKED)
    question.says("ติดต่อผู้ประสานงาน")
    question.presses("ดูที่คุยกันไว้")
    question.sees("คำตอบ 2", "รอผู้ประสานงานตอบค่ะ", "สมชาย ใจดี · จ. 5 ม.ค. 2569")
    question.presses("ดูข้อความก่อนหน้า")
    question.sees("คำตอบ 0")


def test_three_questions_are_listed_then_more(khru_nok, simulator, sessions, hua_hin):
    for number in range(4):
        phone = Phone(simulator, f"U{20 + number:032x}", f"คนที่ {number}")
        asks(named(phone, sessions, f"สมาชิก คนที่{'กขคง'[number]}"), f"คำถามที่ {number}")
    khru_nok.says("มีคนถาม")
    khru_nok.sees("คำถามที่ 0", "คำถามที่ 2", "คนที่ก")
    khru_nok.sees_no("คำถามที่ 3")
    khru_nok.presses("ดูเพิ่ม")
    khru_nok.presses("อ่านและตอบ")
    khru_nok.sees("คำถามที่ 3", "พิมพ์คำตอบได้เลยค่ะ")


def test_with_nothing_open_it_says_so(khru_nok, question):
    answers(khru_nok, TOLD)
    khru_nok.says("มีคนถาม")
    khru_nok.sees("ตอนนี้ไม่มีคำถามค้างอยู่ค่ะ")


def test_a_member_who_asks_for_open_questions_is_shown_whom_to_ask(member, khru_nok):
    member.says("มีคนถาม")
    member.sees("ผู้ประสานงานของชมรม", "ฝากคำถาม")


def test_what_was_answered_is_not_announced_to_the_other_coordinator(question, khru_nok, khru_dao):
    answers(khru_nok, TOLD)
    khru_dao.says("เมนู")
    khru_dao.sees_no("มีสมาชิกถาม")


def test_a_coordinator_acts_only_for_her_clubs(question, malee, sessions, run, hua_hin):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    malee.adds_the_bot()
    joins(malee, "CHAAM")
    malee.says(run("invite", "--role", "coordinator", "--club", "CHAAM").split()[0])
    malee.says("มีคนถาม")
    malee.sees("ตอนนี้ไม่มีคำถามค้างอยู่ค่ะ")
    malee.simulator.press(malee.user_id, "inquiry.read?inquiry=1")
    malee.sees("ไม่พบคำถามนี้ในหน้าที่ของคุณค่ะ")
    malee.sees_no(ASKED)


def test_whose_role_ended_amid_an_answer_sends_nothing(question, khru_nok, sessions):
    khru_nok.says("มีคนถาม")
    khru_nok.says(TOLD)
    with sessions.begin() as db:
        db.query(Role).filter_by(kind=RoleKind.COORDINATOR).delete()
    khru_nok.presses("ส่งฟรี")
    khru_nok.sees("ไม่พบคำถามนี้ในหน้าที่ของคุณค่ะ")
    khru_nok.says("ส่งฟรี")
    assert remarks(sessions) == [ASKED]


def test_nobody_reads_the_talk_of_another_member(question, malee, sessions):
    malee = named(malee, sessions, "มาลี รักสัตย์")
    malee.simulator.press(malee.user_id, "inquiry.talk?club=1")
    malee.sees("ยังไม่ได้คุยอะไรกันไว้ค่ะ")
    malee.simulator.press(malee.user_id, "inquiry.read?inquiry=1")
    malee.sees_no(ASKED)


def test_a_club_without_coordinators_takes_no_question(member, sessions):
    asks(member, ASKED)
    assert "ชมรมนี้ยังไม่มีผู้ประสานงานที่ตอบได้ค่ะ" in member.history()
    assert remarks(sessions) == []


def test_who_has_no_club_asks_a_model_club(somchai, khru_nok, sessions):
    somchai.adds_the_bot()
    somchai.opens("https://line.me/R/oaMessage/%40strong/?%E0%B8%96%E0%B8%B2%E0%B8%A1%20HUAHIN")
    somchai.sees("พิมพ์คำถามถึงชมรม STRONG เทศบาลเมืองหัวหิน ได้เลยค่ะ")
    somchai.says("เริ่มต้นอย่างไรดีคะ")
    somchai.sees("ฝากถึงผู้ประสานงานแล้วค่ะ")
    khru_nok.says("มีคนถาม")
    khru_nok.sees("เริ่มต้นอย่างไรดีคะ", "สมาชิก")


def test_model_clubs_are_offered_to_who_has_none(somchai, khru_nok):
    somchai.adds_the_bot()
    somchai.says("ติดต่อเจ้าหน้าที่")
    somchai.sees("เข้าชมรมก่อน แล้วน้องสตรองจะบอกได้")
    somchai.presses("ถามชมรมต้นแบบ")
    somchai.sees("เทศบาลเมืองหัวหิน")
    somchai.presses("ถามชมรมนี้")
    somchai.sees("พิมพ์คำถามถึงชมรม")


def test_a_club_that_is_no_model_answers_its_own_members(member, khru_nok, sessions, malee, run):
    found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    member.says("ถาม CHAAM")
    member.sees("ฝากถามได้เฉพาะชมรมของคุณและชมรมต้นแบบค่ะ")
    assert remarks(sessions) == []


@pytest.mark.parametrize("begin", ["ฝากคำถาม", f"ฝากถาม {TIP}"])
def test_what_looks_like_a_tip_is_asked_about_and_kept_nowhere(member, khru_nok, sessions, begin):
    member.says(begin)
    if TIP not in begin:
        member.says(TIP)
    member.sees("เรื่องนี้เป็นเบาะแสไหมคะ", "ยังไม่ได้ส่งและไม่ได้เก็บไว้ค่ะ")
    assert remarks(sessions) == []
    with sessions.begin() as db:
        assert "เรียกเงิน" not in str(db.scalars(select(Conversation.state)).all())
    member.presses("แจ้งเบาะแส")
    member.sees("ก่อนแจ้งเบาะแสทางแชต")
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(TipSession)) == 1


def test_what_only_looked_like_a_tip_is_passed_on_when_it_is_sent_again(member, khru_nok, sessions):
    member.says("ฝากคำถาม")
    member.says("อบรมเรื่องแจ้งทุจริตจัดวันไหนคะ")
    member.presses("ไม่ใช่เบาะแส")
    member.sees("ส่งข้อความเดิมมาอีกครั้ง")
    member.says("อบรมเรื่องแจ้งทุจริตจัดวันไหนคะ")
    member.sees("ฝากถึงผู้ประสานงานแล้วค่ะ")
    assert remarks(sessions) == ["อบรมเรื่องแจ้งทุจริตจัดวันไหนคะ"]


def test_danger_goes_before_a_question(member, khru_nok, sessions):
    for begin in ("ฝากคำถาม", "ฝากถาม"):
        member.says(begin)
        member.says("ช่วยด้วย มีคนทำร้าย")
        member.sees("โทร 191 ทันทีค่ะ")
        member.says("ยกเลิก")
    member.says("ฝากถาม ช่วยด้วย มีคนทำร้าย")
    member.sees("โทร 191 ทันทีค่ะ")
    assert remarks(sessions) == []


def test_bad_input_is_asked_for_again_and_nothing_is_lost(member, khru_nok, sessions):
    member.says("ฝากคำถาม")
    for words, told in [("\u200b\u200b", "พิมพ์คำถามถึงชมรม"), ("ก" * 1001, "1001 ตัวอักษร")]:
        member.says(words)
        member.sees(told)
    member.says("กิจกรรม")
    member.sees("ยังไม่มีกิจกรรมใหม่", "พิมพ์คำถามถึงชมรม")
    member.says(ASKED)
    member.sees("ฝากถึงผู้ประสานงานแล้วค่ะ")
    khru_nok.says("มีคนถาม")
    khru_nok.says("ก" * 1001)
    khru_nok.sees("1001 ตัวอักษร")
    khru_nok.says("🎈")
    khru_nok.sees(ASKED)
    khru_nok.says(TOLD)
    khru_nok.presses("ส่งฟรี")
    assert remarks(sessions) == [ASKED, TOLD]


@pytest.mark.parametrize("words", ["ย้อนกลับ", "ไม่", "ยกเลิก", "เมนู"])
def test_there_is_always_a_way_back(question, khru_nok, sessions, words):
    question.says("ฝากคำถาม")
    question.says(words)
    question.says("ประโยคหนึ่ง")
    khru_nok.says("มีคนถาม")
    khru_nok.says(words)
    khru_nok.says("ประโยคสอง")
    assert remarks(sessions) == [ASKED]


def test_what_nobody_understands_is_passed_on_with_one_tap(member, khru_nok, sessions):
    member.says("ศาลเจ้าแม่เปิดวันพระไหมคะ")
    member.sees("น้องสตรองยังไม่เข้าใจค่ะ")
    member.presses("ฝากถามผู้ประสานงาน")
    member.sees("ฝากถึงผู้ประสานงานแล้วค่ะ", "ศาลเจ้าแม่เปิดวันพระไหมคะ")
    assert remarks(sessions) == ["ศาลเจ้าแม่เปิดวันพระไหมคะ"]


def test_what_is_too_long_for_a_button_is_asked_for_again(member, khru_nok):
    member.says("กข " * 120)
    member.presses("ฝากถามผู้ประสานงาน")
    member.sees("พิมพ์คำถามถึงชมรม")


def test_who_has_no_club_is_not_offered_what_cannot_be(somchai, khru_nok):
    somchai.adds_the_bot()
    somchai.says("ศาลเจ้าแม่เปิดวันพระไหมคะ")
    somchai.sees_no("ฝากถามผู้ประสานงาน")
    somchai.says("ฝากถาม ศาลเจ้าแม่เปิดวันพระไหมคะ")
    somchai.sees("เข้าชมรมก่อน")


def test_a_draft_of_an_announcement_may_begin_with_these_words(khru_nok):
    khru_nok.says("ประกาศ")
    khru_nok.says("ฝากถามทุกคนว่าสะดวกวันไหนคะ")
    khru_nok.sees("ตรวจข้อความก่อนส่งนะคะ", "ฝากถามทุกคน")


def test_an_unsent_question_is_removed_everywhere(question, khru_nok, sessions):
    question.unsends(ASKED)
    khru_nok.says("มีคนถาม")
    khru_nok.sees("ตอนนี้ไม่มีคำถามค้างอยู่ค่ะ")
    khru_nok.sees_no("มีสมาชิกถาม")
    assert remarks(sessions) == []
    with sessions.begin() as db:
        assert db.scalars(select(Inquiry)).all() == []


def test_an_unsent_answer_is_not_told_any_more(question, khru_nok, sessions):
    answers(khru_nok, TOLD)
    khru_nok.unsends(TOLD)
    question.says("เมนู")
    question.sees_no(TOLD)
    assert remarks(sessions) == [ASKED]
    with sessions.begin() as db:
        assert TOLD not in str(db.scalars(select(Promise.messages)).all())
    khru_nok.says("มีคนถาม")
    khru_nok.sees(ASKED)


def test_an_unsent_draft_of_an_answer_is_gone(question, khru_nok, sessions):
    khru_nok.says("มีคนถาม")
    khru_nok.says(TOLD)
    khru_nok.unsends(TOLD)
    with sessions.begin() as db:
        assert TOLD not in str(db.scalars(select(Conversation.state)).all())
    khru_nok.presses("ส่งฟรี")
    assert remarks(sessions) == [ASKED]


def test_unsending_takes_back_ones_own_words_and_names_stay(question, khru_nok, sessions):
    answers(khru_nok, TOLD)
    asks(question, "แล้วพาหมาไปได้ไหมคะ")
    question.unsends("แล้วพาหมาไปได้ไหมคะ")
    assert remarks(sessions) == [ASKED, TOLD]
    khru_nok.says("มีคนถาม")
    khru_nok.sees("ตอนนี้ไม่มีคำถามค้างอยู่ค่ะ")
    with sessions.begin() as db:
        assert "สมชาย ใจดี" in db.scalars(select(Member.name)).all()


def test_a_photo_amid_a_question_does_not_end_it(member, khru_nok, simulator, sessions):
    member.says("ฝากคำถาม")
    simulator.upload(member.user_id, {"type": "image"}, "image/jpeg", b"0")
    member.says(ASKED)
    assert remarks(sessions) == [ASKED]


def test_two_answers_at_the_same_moment_both_arrive(question, khru_nok, khru_dao, sessions):
    """Quick enough to meet on one talk: neither loses a word, and they come in order."""
    for phone, words in ((khru_nok, "คำตอบของครูนก"), (khru_dao, "คำตอบของครูดาว")):
        phone.says("มีคนถาม")
        phone.says(words)
    ready = Barrier(2)

    def send(phone):
        ready.wait()
        phone.says("ส่งฟรี")

    threads = [Thread(target=send, args=(phone,)) for phone in (khru_nok, khru_dao)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    question.says("เมนู")
    told = [words.split()[0] for words in question.screen().split("\n") if "คำตอบของ" in words]
    assert told == remarks(sessions)[1:]
    assert len(told) == 2
