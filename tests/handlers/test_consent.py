"""Four different things: a file of her data, leaving the club, withdrawing consent, deleting."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from models import (
    Answer,
    Club,
    Event,
    Feedback,
    Kind,
    Link,
    Member,
    Opening,
    Poll,
    QuizAttempt,
    Registration,
    Role,
    SpeakerQuestion,
    Vote,
)
from tests.conftest import joins
from tests.planning import bangkok_time, plan

NAME = "มะลิวัลย์ ตัวอย่างยิ่ง"


def kept(phone, sessions):
    with sessions.begin() as db:
        return kept_in(db, phone)


def kept_in(db, phone):
    return db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()


def count(sessions, table):
    with sessions.begin() as db:
        return db.scalar(select(func.count()).select_from(table))


@pytest.fixture
def malee_who_came(malee, hua_hin, sessions, clock):
    """She came to one event of her club, is registered for the next, and answered a question."""
    malee.adds_the_bot()
    joins(malee)
    malee.says("เปลี่ยนชื่อ")
    malee.says(NAME)
    past = plan(sessions, hua_hin, "ประชุมเก่า", clock() + timedelta(hours=2))
    ahead = plan(sessions, hua_hin, "ประชุมใหม่", bangkok_time("2026-01-20"))
    member = kept(malee, sessions)
    with sessions.begin() as db:
        for event in (past, ahead):
            said = {"answer": Answer.COMING, "said": clock()}
            db.add(Registration(event_id=event.id, member_id=member.id, **said))
    clock.moves(hours=5)
    malee.says("คำถามวันนี้")
    malee.says("ก")
    return malee


def heads(sessions, title):
    with sessions.begin() as db:
        event = db.scalars(select(Event).where(Event.title == title)).one()
        return event.counts(db).coming


def test_leaving_the_club_ends_only_what_belongs_to_the_club(malee_who_came, sessions):
    malee_who_came.says("ออกจากชมรม")
    malee_who_came.sees("ออกจากชมรม เทศบาลเมืองหัวหิน ไหมคะ", "ความยินยอมของคุณยังอยู่")
    malee_who_came.presses("ยืนยันออกจากชมรม")
    malee_who_came.sees("ออกจากชมรม เทศบาลเมืองหัวหิน แล้วค่ะ")
    member = kept(malee_who_came, sessions)
    assert (member.club_id, member.name) == (None, NAME)
    assert member.consent is not None
    assert heads(sessions, "ประชุมเก่า") == 1
    assert heads(sessions, "ประชุมใหม่") == 0
    assert count(sessions, Registration) == 1
    malee_who_came.says("ออกจากชมรม")
    malee_who_came.sees("ไม่ได้อยู่ในชมรมใด")


def test_consent_is_withdrawn_with_one_word_and_one_yes(malee_who_came, sessions):
    malee_who_came.says("ถอนความยินยอม")
    malee_who_came.sees("ถอนความยินยอมไหมคะ", "เหลือเพียงจำนวนคน", "ยังคุยกับน้องสตรองได้")
    malee_who_came.says("ใช่")
    malee_who_came.sees("ถอนความยินยอมแล้วค่ะ")
    member = kept(malee_who_came, sessions)
    assert (member.club_id, member.name, member.consent, member.consented) == (None,) * 4
    assert count(sessions, Registration) == count(sessions, QuizAttempt) == 0
    assert heads(sessions, "ประชุมเก่า") == 1
    assert heads(sessions, "ประชุมใหม่") == 0
    malee_who_came.says("เมนู")
    malee_who_came.sees("อยากทำอะไรคะ")
    malee_who_came.says("ถอนความยินยอม")
    malee_who_came.sees("ไม่มีอะไรต้องถอน")


@pytest.mark.parametrize("said", [("ถอนความยินยอม", "ใช่"), ("ลบข้อมูลของฉัน", "ใช่", "ใช่")])
def test_what_she_said_at_events_goes_with_her_consent(malee_who_came, sessions, clock, said):
    with sessions.begin() as db:
        member = kept_in(db, malee_who_came)
        event = db.scalars(select(Event).where(Event.title == "ประชุมเก่า")).one()
        hers = {"event_id": event.id, "member_id": member.id}
        poll = {"draft": "P1", "club_id": event.club_id, "question": "?", "choices": ["ก", "ข"]}
        db.add(Poll(**poll, made=clock(), closes=clock() + timedelta(days=7)))
        db.flush()
        db.add(Feedback(**hers, stars=5, comment="ดี", said=clock()))
        db.add(SpeakerQuestion(**hers, words="ทำไมคะ", asked=clock()))
        db.add(Vote(poll_id=db.scalars(select(Poll.id)).one(), member_id=member.id, choice=0))
    for words in said:
        malee_who_came.says(words)
    assert [count(sessions, table) for table in (Feedback, SpeakerQuestion, Vote)] == [0, 0, 0]


def test_deleting_leaves_a_head_where_she_came(malee_who_came, sessions):
    for words in ("ลบข้อมูลของฉัน", "ใช่", "ใช่"):
        malee_who_came.says(words)
    malee_who_came.sees("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ")
    assert heads(sessions, "ประชุมเก่า") == 1
    assert heads(sessions, "ประชุมใหม่") == 0
    assert count(sessions, Registration) == 0


@pytest.mark.parametrize("said", [("ถอนความยินยอม", "ใช่"), ("ลบข้อมูลของฉัน", "ใช่", "ใช่")])
def test_whom_to_ask_is_forgotten_with_her(malee_who_came, sessions, hua_hin, clock, said):
    """She had asked for two clubs; one was opened, and she is still whom its members ask."""
    asked = {"kind": Kind.SUBDISTRICT, "province": "ตาก", "asked": clock()}
    with sessions.begin() as db:
        member = kept_in(db, malee_who_came)
        contact = {"contact_name": NAME, "contact_phone": "0812345678", "asked_by": member.id}
        db.get_one(Club, hua_hin.id).contact_name = NAME
        db.get_one(Club, hua_hin.id).contact_phone = "0812345678"
        opened = {"decided": clock(), "club_id": hua_hin.id}
        db.add(Opening(name="อบต.แรก", **asked, **contact, **opened))
        db.add(Opening(name="อบต.สอง", **asked, **contact))
    for words in said:
        malee_who_came.says(words)
    with sessions.begin() as db:
        left = db.execute(select(Opening.name, Opening.contact_name, Opening.contact_phone)).all()
        club = db.get_one(Club, hua_hin.id)
        assert left == [("อบต.แรก", "", None)]
        assert (club.contact_name, club.contact_phone) == (None, None)


def test_a_coordinator_is_not_asked_about_somebody_who_is_gone(
    malee_who_came, khru_nok, works, sessions
):
    khru_nok.says("เพิ่มรายชื่อ")
    khru_nok.says(f"{NAME}ม")
    works()
    for words in ("ลบข้อมูลของฉัน", "ใช่", "ใช่"):
        malee_who_came.says(words)
    khru_nok.says("เมนู")
    khru_nok.sees_no("คนเดียวกันไหมคะ")


@pytest.mark.parametrize("asked", ["ออกจากชมรม", "ถอนความยินยอม"])
@pytest.mark.parametrize("no", ["ไม่", "ย้อนกลับ", "ยกเลิก", "เมนู"])
def test_each_can_be_left_without_a_trace(malee_who_came, sessions, asked, no):
    malee_who_came.says(asked)
    malee_who_came.says(no)
    malee_who_came.says("ใช่")
    member = kept(malee_who_came, sessions)
    assert member.club_id
    assert member.consent


@pytest.mark.parametrize(
    ("data", "question"),
    [
        ("member.leave?", "ออกจากชมรม เทศบาลเมืองหัวหิน ไหมคะ"),
        ("member.withdraw?", "ถอนความยินยอมไหมคะ"),
    ],
)
def test_an_old_card_asks_again_before_it_acts(malee_who_came, sessions, simulator, data, question):
    simulator.press(malee_who_came.user_id, data)
    malee_who_came.sees(question)
    assert kept(malee_who_came, sessions).club_id


@pytest.mark.parametrize(
    "said", [("ออกจากชมรม", "ใช่"), ("ถอนความยินยอม", "ใช่"), ("ลบข้อมูลของฉัน", "ใช่", "ใช่")]
)
def test_the_last_coordinator_cannot_go_without_a_successor(khru_nok, sessions, said):
    for words in said:
        khru_nok.says(words)
    khru_nok.sees("คุณเป็นผู้ประสานงานคนเดียว", "ส่งต่อหน้าที่")
    member = kept(khru_nok, sessions)
    assert member.club_id
    assert member.consent
    assert count(sessions, Role) == 1


def test_with_an_administrator_she_may_go_and_he_is_told(khru_nok, somchai, sessions, run):
    somchai.adds_the_bot()
    somchai.says(run("invite", "--role", "administrator").split()[0])
    for words in ("ออกจากชมรม", "ใช่"):
        khru_nok.says(words)
    khru_nok.sees("แล้วค่ะ ชื่อและความยินยอม")
    somchai.says("เมนู")
    somchai.sees("ไม่มีผู้ประสานงานแล้วค่ะ")


def address(phone):
    phone.says("ขอไฟล์ข้อมูลของฉัน")
    phone.presses("ยืนยันขอไฟล์ข้อมูล")
    action = next(each for each in phone.actions() if each["label"] == "เปิดหน้าดาวน์โหลด")
    return action["uri"].removeprefix("https://club.test")


def test_the_page_says_whose_data_it_is_and_its_button_gives_the_file(malee_who_came, app):
    client, where = app.test_client(), address(malee_who_came)
    page = client.get(where)
    assert "ข้อมูลของคุณมะลิวัลย์" in page.text
    assert "ตัวอย่างยิ่ง" not in page.text
    assert "ดาวน์โหลดไฟล์" in page.text
    file = client.post(where)
    for words in (NAME, malee_who_came.user_id, "เทศบาลเมืองหัวหิน", "ประชุมเก่า", "ประชุมใหม่"):
        assert words in file.text
    assert file.headers["Content-Disposition"].startswith("attachment")
    for each in (page, file):
        assert each.headers["Cache-Control"] == "no-store"
        assert each.headers["X-Robots-Tag"].startswith("noindex")
        assert each.headers["Referrer-Policy"] == "no-referrer"


def test_the_file_names_nobody_else(malee_who_came, khru_nok, app):
    assert khru_nok.user_id not in app.test_client().post(address(malee_who_came)).text


def test_what_somebody_wrote_is_never_markup_in_the_file(malee_who_came, sessions, app):
    with sessions.begin() as db:
        db.scalars(select(Member).where(Member.name == NAME)).one().line_name = "<b>มาลี</b>"
    assert "&lt;b&gt;มาลี" in app.test_client().post(address(malee_who_came)).text


def test_the_link_lives_for_half_an_hour(malee_who_came, app, clock):
    client, where = app.test_client(), address(malee_who_came)
    clock.moves(minutes=29)
    assert client.get(where).status_code == 200
    clock.moves(minutes=2)
    for late in (client.get(where), client.post(where), client.get("/me/wrong")):
        assert late.status_code == 404
        assert "ลิงก์นี้หมดอายุหรือไม่ถูกต้องค่ะ" in late.text
        assert late.headers["Cache-Control"] == "no-store"


def test_the_link_is_kept_nowhere_in_clear(malee_who_came, sessions):
    token = address(malee_who_came).rpartition("/")[2]
    assert re.fullmatch(r"[\w-]{32}", token)
    with sessions.begin() as db:
        assert token not in vars(db.scalars(select(Link)).one()).values()
