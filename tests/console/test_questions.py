"""What members asked, read and answered on a page: the chat's rules, and nothing lost."""

import re

import pytest
from sqlalchemy import func, select, update

from models import Account, Inquiry, Member, Promise, PromiseState, Remark, Role, RoleKind
from tests.conftest import NOW, joins
from tests.console.conftest import Desk
from tests.planning import found
from tests.queries import asked

ASKED, TOLD = "วันเสาร์นี้นัดกี่โมงคะ", "เก้าโมงที่ศาลาประชาคมค่ะ"


@pytest.fixture
def question(somchai, hua_hin, khru_nok, works):
    """Somchai has asked something; the account is known."""
    works()
    somchai.adds_the_bot()
    joins(somchai)
    asks(somchai, ASKED)
    return somchai


@pytest.fixture
def talk(question, at_desk, sessions):
    """His question is open on her desk."""
    with sessions.begin() as db:
        number = db.scalars(select(Inquiry.id)).one()
    at_desk.opens(f"/console/questions/{number}")
    return at_desk


def asks(phone, words):
    phone.says(f"ฝากถาม {words}")


def path(desk):
    return desk.answer.request.path


def answers(desk, words=TOLD, **more):
    desk.sends(path(desk), words=words, **more)
    return desk.answer


def written(sessions):
    with sessions.begin() as db:
        return list(db.scalars(select(Remark.words).order_by(Remark.id)))


def promised(sessions):
    with sessions.begin() as db:
        here = select(Promise.state).where(Promise.key.contains(":answer:"))
        return list(db.scalars(here))


def quota(sessions, used):
    with sessions.begin() as db:
        db.execute(update(Account).values(quota=300, used=used, checked=NOW))


def test_today_leads_to_the_question_and_its_answer_arrives_for_free(
    question, at_desk, simulator, works
):
    at_desk.opens("/console/")
    assert "คำถามจากสมาชิกรอคำตอบ 1 เรื่อง" in at_desk.reads()
    assert 'href="/console/questions"' in at_desk.answer.text
    at_desk.opens("/console/questions")
    assert ASKED in at_desk.reads()
    at_desk.opens(re.search(r'href="(/console/questions/\d+)"', at_desk.answer.text)[1])
    assert answers(at_desk).status_code == 303
    assert "จะถึงสมาชิกเมื่อเขาทักมาครั้งหน้า" in at_desk.follows().text
    assert ASKED not in at_desk.reads()
    works()
    question.sees_no(TOLD)
    question.says("เมนู")
    assert TOLD in question.history()


def test_a_paid_answer_says_its_price_first_and_leaves_at_once(talk, question, sessions, works):
    quota(sessions, used=120)
    talk.opens(path(talk))
    assert "ใช้ 1 ข้อความ" in talk.reads()
    assert "เหลือ 179 จาก 300" in talk.reads()
    assert answers(talk, paid="1").status_code == 303
    assert "ส่งคำตอบแล้วค่ะ" in talk.follows().text
    works()
    question.sees(TOLD)


def test_a_paid_answer_that_cannot_be_afforded_keeps_the_words(talk, sessions):
    quota(sessions, used=300)
    assert answers(talk, paid="1").status_code == 200
    assert "ส่งทันทีไม่ได้แล้วค่ะ" in talk.reads()
    assert TOLD in talk.answer.text
    assert 'name="paid"' not in talk.answer.text
    assert "โควตาไม่พอ หรือสมาชิกปิดรับข้อความ" in talk.reads()
    assert (written(sessions), promised(sessions)) == ([ASKED], [])
    assert answers(talk).status_code == 303
    assert promised(sessions) == [PromiseState.RESTING]


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "ช่องนี้ต้องกรอกค่ะ"), (" … ", "ช่องนี้ต้องกรอกค่ะ"), ("ก" * 1001, "ข้อความยาว 1001 ตัวอักษร")],
)
def test_what_is_no_answer_is_told_so_and_stays(talk, sessions, words, told):
    assert answers(talk, words=words).status_code == 200
    assert told in talk.reads()
    assert words.strip() in talk.answer.text
    assert written(sessions) == [ASKED]


def test_lines_stay_lines(talk, sessions):
    answers(talk, words="บรรทัดหนึ่ง\r\nบรรทัดสอง\r\n")
    assert written(sessions)[-1] == "บรรทัดหนึ่ง\nบรรทัดสอง"


def test_sent_twice_is_sent_once(talk, sessions):
    form = talk.answer
    assert answers(talk).status_code == 303
    talk.answer = form
    assert answers(talk).status_code == 303
    assert written(sessions) == [ASKED, TOLD]
    assert len(promised(sessions)) == 1


def test_what_was_asked_meanwhile_is_read_before_the_answer_leaves(talk, question, sessions):
    asks(question, "แล้วต้องเตรียมอะไรไปบ้างคะ")
    assert answers(talk).status_code == 200
    for told in ("มีข้อความใหม่ในเรื่องนี้ค่ะ", "แล้วต้องเตรียมอะไรไปบ้างคะ", TOLD):
        assert told in talk.reads()
    assert TOLD not in written(sessions)
    assert answers(talk).status_code == 303
    assert written(sessions)[-1] == TOLD


def test_a_message_unsent_meanwhile_is_not_answered(talk, question, sessions):
    asks(question, "เรื่องที่สอง")
    talk.opens(path(talk))
    question.unsends("ฝากถาม เรื่องที่สอง")
    assert answers(talk).status_code == 200
    assert "ถูกยกเลิกการส่งไปแล้วค่ะ" in talk.reads()
    assert "เรื่องที่สอง" not in talk.reads()
    assert TOLD in talk.answer.text
    assert written(sessions) == [ASKED]


def test_a_question_unsent_meanwhile_is_gone_and_the_words_can_be_copied(talk, question, sessions):
    question.unsends(f"ฝากถาม {ASKED}")
    assert answers(talk).status_code == 404
    assert "ผู้ถามอาจยกเลิกการส่งไปแล้ว" in talk.reads()
    assert TOLD in talk.reads()
    assert ASKED not in talk.reads()
    assert (written(sessions), promised(sessions)) == ([], [])


def test_another_club_s_question_is_answered_like_none(talk, app, sessions, clock, wipa):
    """Not even an administrator answers for a club that she does not coordinate."""
    number = path(talk)
    other = Desk(app)
    other.enters(wipa)
    hers = other.opens(number)
    assert hers.status_code == 404
    assert hers.text.replace(number, "") == other.opens(f"{number}9").text.replace(f"{number}9", "")
    other.opens("/console/")
    assert other.sends(number, words=TOLD).status_code == 404
    assert written(sessions) == [ASKED]
    assert ASKED not in other.opens("/console/questions").text


def test_whose_duty_ends_meanwhile_answers_nobody(talk, khru_nok, loses_her_duty, sessions):
    loses_her_duty(khru_nok)
    assert answers(talk).status_code == 403
    assert written(sessions) == [ASKED]


def test_a_form_of_another_site_answers_nobody(talk, sessions):
    assert talk.posts(path(talk), words=TOLD).status_code == 400
    assert written(sessions) == [ASKED]


def test_reading_changes_nothing(talk, sessions):
    talk.opens(f"{path(talk)}?words={TOLD}&paid=1")
    talk.opens("/console/questions?answered=1")
    assert (written(sessions), promised(sessions)) == ([ASKED], [])


def test_the_talk_says_that_this_is_no_place_for_tips(talk):
    assert "ที่นี่ไม่ใช่ช่องทางแจ้งเบาะแสนะคะ" in talk.reads()


def test_what_was_answered_is_found_again_and_can_be_added_to(talk, sessions):
    number = path(talk)
    answers(talk)
    talk.opens("/console/questions?answered=1")
    assert ASKED in talk.reads()
    talk.opens(number)
    assert TOLD in talk.reads()
    assert "ตอบเพิ่ม" in talk.reads()
    answers(talk, words="มีอาหารกลางวันด้วยค่ะ")
    assert written(sessions) == [ASKED, TOLD, "มีอาหารกลางวันด้วยค่ะ"]


def test_a_long_talk_is_leafed_through(talk, question, sessions):
    number = path(talk)
    with sessions.begin() as db:
        inquiry = db.scalars(select(Inquiry)).one()
        inquiry.remarks += [
            Remark(from_coordinator=False, said=NOW, words=f"เรื่องที่ {each:02}") for each in range(30)
        ]
    talk.opens(number)
    assert "เรื่องที่ 29" in talk.reads()
    assert ASKED not in talk.reads()
    talk.opens(f"{number}?" + re.search(r"before=\d+", talk.answer.text)[0])
    assert ASKED in talk.reads()
    assert "เรื่องที่ 29" not in talk.reads()
    assert "กลับไปข้อความล่าสุด" in talk.reads()


def test_what_is_typed_and_not_sent_stands_there_again(talk):
    number, form = path(talk), talk.answer
    assert talk.sends("/console/drafts", words="พิมพ์ค้างไว้").status_code == 204
    talk.answer = form
    assert "พิมพ์ค้างไว้" in talk.opens(number).text


def test_the_list_asks_as_often_for_many_as_for_one(question, at_desk, sessions, hua_hin):
    def opened(page):
        with asked(sessions) as statements:
            at_desk.opens(page)
        return len(statements)

    few = opened("/console/questions")
    with sessions.begin() as db:
        for number in range(30):
            member = Member(joined=NOW, name=f"คนที่ {number}", club_id=hua_hin.id)
            db.add(member)
            db.flush()
            inquiry = Inquiry(club_id=hua_hin.id, member_id=member.id, asked=NOW)
            inquiry.remarks = [Remark(from_coordinator=False, said=NOW, words=f"เรื่อง {number}")]
            db.add(inquiry)
    assert opened("/console/questions") == few
    assert few <= 9
    assert "ถัดไป" in at_desk.reads()


def test_a_talk_of_which_only_an_answer_is_left_can_be_opened(talk, question, sessions):
    number = path(talk)
    answers(talk)
    question.unsends(f"ฝากถาม {ASKED}")
    assert ASKED not in talk.opens("/console/questions?answered=1").text
    assert TOLD in talk.reads()
    assert talk.opens(number).status_code == 200


def test_a_club_s_coordinator_sees_her_clubs_alone(question, app, sessions, wipa, malee):
    cha_am = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    with sessions.begin() as db:
        assert db.scalar(select(func.count()).select_from(Inquiry)) == 1
        who = db.scalars(select(Member.id).where(Member.line_user_id == wipa.user_id)).one()
        db.add(Role(member_id=who, club_id=cha_am.id, kind=RoleKind.COORDINATOR, since=NOW))
    desk = Desk(app)
    desk.enters(wipa)
    desk.opens("/console/questions")
    assert "ตอนนี้ไม่มีคำถามค้างอยู่ค่ะ" in desk.reads()
