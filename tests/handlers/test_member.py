"""What is kept of a member, and how she changes, silences or deletes it."""

import json
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import String, cast, select

from models import Base, Member, Outgoing, Promise, PromiseState
from tests.conftest import joins
from tests.planning import bangkok_time, plan

NAME = "มะลิวัลย์ ตัวอย่างยิ่ง"


def everything(sessions):
    """Every value of every column of every table, as text."""
    with sessions.begin() as db:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                for value in db.scalars(select(cast(column, String))):
                    yield f"{table.name}.{column.name}", str(value)


def traces(sessions, *words):
    escaped = [json.dumps(word)[1:-1] for word in words]
    return [
        (where, value)
        for where, value in everything(sessions)
        if any(each in value for each in (*words, *escaped))
    ]


@pytest.fixture
def malee_of_hua_hin(malee, hua_hin):
    malee.adds_the_bot()
    joins(malee)
    return malee


def test_a_member_sees_what_is_kept_of_her(malee_of_hua_hin, sessions, hua_hin, clock):
    plan(sessions, hua_hin, "ประชุมใหญ่", bangkok_time("2026-01-20"))
    malee_of_hua_hin.says("ไป")
    malee_of_hua_hin.says(NAME)
    malee_of_hua_hin.says("คำถามวันนี้")
    malee_of_hua_hin.says("ก")
    malee_of_hua_hin.says("ข้อมูลของฉัน")
    malee_of_hua_hin.sees(NAME, "เทศบาลเมืองหัวหิน", "ลงทะเบียน 1 · คำถาม 1 ข้อ")
    malee_of_hua_hin.sees("ยินยอมเมื่อ จ. 5 ม.ค. 2569", "แจ้งทุกเรื่อง")


def test_a_stranger_sees_that_nothing_is_kept(malee):
    malee.adds_the_bot()
    malee.says("ข้อมูลของฉัน")
    malee.sees("ยังไม่ได้บอก", "ยังไม่ได้เข้าชมรม", "ยังไม่ได้ให้ความยินยอม")


def test_a_name_is_changed_by_typing_it(malee_of_hua_hin):
    malee_of_hua_hin.says("ข้อมูลของฉัน")
    malee_of_hua_hin.presses("แก้ไขชื่อ")
    malee_of_hua_hin.says(f"  {NAME}\u200b ")
    malee_of_hua_hin.sees(f"บันทึกชื่อ “{NAME}” แล้วค่ะ")


def test_line_s_name_is_offered_once_it_is_known(malee_of_hua_hin, works):
    works()
    malee_of_hua_hin.says("ข้อมูลของฉัน")
    malee_of_hua_hin.presses("แก้ไขชื่อ")
    malee_of_hua_hin.presses("มาลี รักสัตย์")
    malee_of_hua_hin.sees("บันทึกชื่อ “มาลี รักสัตย์” แล้วค่ะ")


def test_what_is_no_name_is_asked_for_again(malee_of_hua_hin):
    malee_of_hua_hin.says("ข้อมูลของฉัน")
    malee_of_hua_hin.presses("แก้ไขชื่อ")
    for words in ["1234", "🎉🎉", "\u200b\u200b", "ก" * 81, "ก" * 5000, "ค่ะ", "ขอบคุณ", "สวัสดี"]:
        malee_of_hua_hin.says(words)
        malee_of_hua_hin.sees("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัว")
    malee_of_hua_hin.says(NAME)
    malee_of_hua_hin.sees(NAME)


def kept_names(sessions):
    with sessions.begin() as db:
        return db.scalars(select(Member.name)).all()


@pytest.mark.parametrize(
    "words",
    [
        "<b>x</b>",
        "🎉",
        "ก" * 2000,
        "12345",
        "สมชาย 0812345678",
        "มีเหตุผลไหม",
        "ต้องบอกชื่อจริงไหมคะ",
        "ทำไม?",
    ],
)
def test_what_is_no_name_is_never_kept(malee_of_hua_hin, sessions, words):
    malee_of_hua_hin.says("เปลี่ยนชื่อ")
    malee_of_hua_hin.sees("ขอชื่อและนามสกุลสำหรับรายชื่อ")
    malee_of_hua_hin.says(words)
    malee_of_hua_hin.sees("ขอชื่อและนามสกุลเป็นตัวอักษร ไม่เกิน 80 ตัวนะคะ เช่น สมชาย ใจดี")
    assert kept_names(sessions) == [None]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("มาลี รักสัตย์ค่ะ", "มาลี รักสัตย์"),
        ("ดิฉันชื่อ มาลี รักสัตย์ ค่ะ", "มาลี รักสัตย์"),
        ("มาลี 🌸 รักสัตย์", "มาลี รักสัตย์"),
        ("ว่าที่ ร.ต. สมชาย ณ อยุธยา", "ว่าที่ ร.ต. สมชาย ณ อยุธยา"),
        ("สมัคร สุนทรเวช", "สมัคร สุนทรเวช"),
        ("ประทุม มาลี", "ประทุม มาลี"),
        ("Anna-Maria O’Neil", "Anna-Maria O’Neil"),
    ],
)
def test_a_name_is_kept_without_what_stands_around_it(malee_of_hua_hin, sessions, words, name):
    malee_of_hua_hin.says("แก้ไขชื่อ")
    malee_of_hua_hin.says(words)
    malee_of_hua_hin.sees(f"บันทึกชื่อ “{name}” แล้วค่ะ")
    assert kept_names(sessions) == [name]


def test_a_question_is_answered_and_the_name_asked_again(malee_of_hua_hin, sessions, hua_hin):
    plan(sessions, hua_hin, "ประชุมใหญ่", bangkok_time("2026-01-20"))
    malee_of_hua_hin.says("แก้ไขชื่อ")
    for words in ("กี่โมง", "ที่ไหนคะ", "พรุ่งนี้ประชุมกี่โมง", "ขอดู กิจกรรม"):
        malee_of_hua_hin.says(words)
        malee_of_hua_hin.sees("ประชุมใหญ่", "ขอชื่อและนามสกุลสำหรับรายชื่อ")
        assert kept_names(sessions) == [None]
    malee_of_hua_hin.says(NAME)
    malee_of_hua_hin.sees(f"บันทึกชื่อ “{NAME}” แล้วค่ะ")


def test_what_begins_something_else_leaves_the_name(malee_of_hua_hin, sessions):
    for words, seen in (("คำถามวันนี้", "คำถามวันนี้ ·"), ("แจ้งเบาะแส นายกโกง", "ก่อนแจ้งเบาะแส")):
        malee_of_hua_hin.says("แก้ไขชื่อ")
        malee_of_hua_hin.says(words)
        malee_of_hua_hin.sees(seen)
        malee_of_hua_hin.sees_no("ขอชื่อและนามสกุล")
        malee_of_hua_hin.says("ยกเลิก")
    assert kept_names(sessions) == [None]


def test_going_back_leaves_the_name_as_it_was(malee_of_hua_hin):
    for words in ["ย้อนกลับ", "ข้าม", "ไม่"]:
        malee_of_hua_hin.says("ข้อมูลของฉัน")
        malee_of_hua_hin.presses("แก้ไขชื่อ")
        malee_of_hua_hin.says(words)
        malee_of_hua_hin.sees("ข้อมูลของฉัน", "ยังไม่ได้บอก")


@pytest.mark.parametrize(("words", "seen"), [("แจ้งเบาะแส", "ก่อนแจ้งเบาะแส"), ("ประกาศ", "ประกาศ")])
def test_a_command_never_becomes_a_name(malee_of_hua_hin, sessions, words, seen):
    malee_of_hua_hin.says("ข้อมูลของฉัน")
    malee_of_hua_hin.presses("แก้ไขชื่อ")
    malee_of_hua_hin.says(words)
    malee_of_hua_hin.sees(seen)
    with sessions.begin() as db:
        assert db.scalars(select(Member.name)).all() == [None]


def owed_at_the_club(sessions, club, clock):
    plan(sessions, club, "ประชุมใหญ่", clock() + timedelta(days=10))


def test_silence_is_kept_until_it_is_taken_back(malee_of_hua_hin, sessions, hua_hin, clock, works):
    owed_at_the_club(sessions, hua_hin, clock)
    malee_of_hua_hin.says("หยุดส่ง")
    malee_of_hua_hin.sees("ปิดการแจ้งเตือนแล้วค่ะ")
    malee_of_hua_hin.says("ไป")
    malee_of_hua_hin.says(NAME)
    malee_of_hua_hin.sees_no("จะเตือนอีกครั้ง")
    malee_of_hua_hin.says("เปิดแจ้งเตือน")
    malee_of_hua_hin.sees("เปิดการแจ้งเตือนแล้วค่ะ")
    malee_of_hua_hin.says("หยุดส่ง")
    clock.moves(days=9, hours=9)
    works()
    malee_of_hua_hin.sees_no("ใกล้ถึงเวลานัด")
    with sessions.begin() as db:
        assert db.scalars(select(Promise.state)).all() == [PromiseState.DROPPED]


def test_who_blocks_the_bot_gets_nothing_and_who_comes_back_gets_the_next(
    malee_of_hua_hin, sessions, hua_hin, clock, works, simulator
):
    owed_at_the_club(sessions, hua_hin, clock)
    plan(sessions, hua_hin, "ประชุมย่อย", clock() + timedelta(days=20))
    malee_of_hua_hin.says("กิจกรรม")
    for title in ("ประชุมใหญ่", "ประชุมย่อย"):
        malee_of_hua_hin.says("กิจกรรม")
        number = 1 if title == "ประชุมใหญ่" else 2
        simulator.press(malee_of_hua_hin.user_id, f"event.respond?event={number}&coming=True")
        if title == "ประชุมใหญ่":
            malee_of_hua_hin.says(NAME)
        malee_of_hua_hin.sees("ลงทะเบียนแล้วค่ะ")
    malee_of_hua_hin.blocks_the_bot()
    clock.moves(days=9, hours=9)
    works()
    assert "ใกล้ถึงเวลานัด" not in malee_of_hua_hin.history()
    malee_of_hua_hin.unblocks_the_bot()
    clock.moves(days=10)
    works()
    assert malee_of_hua_hin.history().count("ใกล้ถึงเวลานัดแล้วค่ะ · ประชุม") == 1
    malee_of_hua_hin.sees("ประชุมย่อย")


@pytest.mark.parametrize("yes", ["ลบข้อมูล", "ใช่", "ยืนยัน"])
def test_deleting_may_be_typed_and_is_asked_twice(malee_of_hua_hin, yes):
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    malee_of_hua_hin.says(yes)
    malee_of_hua_hin.sees("ขอถามอีกครั้ง")
    malee_of_hua_hin.says(yes)
    malee_of_hua_hin.sees("ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ")


def test_to_ask_for_it_again_is_no_yes_to_deleting(malee_of_hua_hin):
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    for _time in range(3):
        malee_of_hua_hin.says("ลบข้อมูลของฉัน")
        malee_of_hua_hin.sees("ต้องการลบข้อมูลของคุณไหมคะ")
    malee_of_hua_hin.says("ใช่")
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    malee_of_hua_hin.sees("ต้องการลบข้อมูลของคุณไหมคะ")


@pytest.mark.parametrize("no", ["ไม่ลบ", "ไม่ค่ะ", "ไม่ลบแล้วค่ะ", "ไม่ต้องลบ", "อย่าลบนะคะ", "ไม่"])
def test_a_no_to_deleting_is_understood_and_confirmed(malee_of_hua_hin, no):
    for yes in ((), ("ใช่",)):
        for words in ("ลบข้อมูลของฉัน", *yes, no):
            malee_of_hua_hin.says(words)
        malee_of_hua_hin.sees("ยังไม่ได้ลบค่ะ", "เทศบาลเมืองหัวหิน")
        malee_of_hua_hin.says("ใช่")
        malee_of_hua_hin.sees("ด้วยความยินดีค่ะ")


def test_after_deleting_one_press_starts_again(malee_of_hua_hin):
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    malee_of_hua_hin.presses("ลบข้อมูล")
    malee_of_hua_hin.presses("ลบข้อมูล")
    newest = malee_of_hua_hin.messages()[-1]["quickReply"]["items"]
    assert "เข้าชมรม" in [each["action"]["label"] for each in newest]
    malee_of_hua_hin.presses("เข้าชมรม")
    malee_of_hua_hin.sees("พิมพ์รหัสชมรมหรือชื่อ")


def test_deleting_can_be_left_at_either_question(malee_of_hua_hin):
    for no, asked in product(("ไม่", "ย้อนกลับ", "ข้าม", "ยกเลิก", "เมนู"), (1, 2)):
        malee_of_hua_hin.says("ลบข้อมูลของฉัน")
        if asked == 2:
            malee_of_hua_hin.says("ใช่")
            malee_of_hua_hin.sees("ขอถามอีกครั้ง")
        malee_of_hua_hin.says(no)
        malee_of_hua_hin.says("ใช่")
        malee_of_hua_hin.says("ข้อมูลของฉัน")
        malee_of_hua_hin.sees("เทศบาลเมืองหัวหิน")


def test_the_first_card_pressed_twice_does_not_delete(malee_of_hua_hin):
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    first = next(each for each in malee_of_hua_hin.actions() if each["label"] == "ลบข้อมูล")
    for _press in range(3):
        malee_of_hua_hin.does(first)
        malee_of_hua_hin.sees("ขอถามอีกครั้ง")
    malee_of_hua_hin.says("ฟหกด")
    malee_of_hua_hin.sees("ขอถามอีกครั้ง")


def test_the_last_card_pressed_again_later_asks_from_the_start(malee_of_hua_hin):
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    malee_of_hua_hin.presses("ลบข้อมูล")
    last = next(each for each in malee_of_hua_hin.actions() if each["label"] == "ลบข้อมูล")
    malee_of_hua_hin.presses("ยกเลิก")
    malee_of_hua_hin.does(last)
    malee_of_hua_hin.sees("ต้องการลบข้อมูลของคุณไหมคะ")


def test_deleting_leaves_nothing_of_hers_in_any_table(
    malee_of_hua_hin, khru_nok, sessions, hua_hin, clock, works, run
):
    malee = malee_of_hua_hin
    owed_at_the_club(sessions, hua_hin, clock)
    malee.says("ไป")
    malee.says(NAME)
    malee.says("คำถามวันนี้")
    malee.says("ก")
    malee.says(run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    for words in ("ประกาศ", "พรุ่งนี้พบกันนะคะ", "ส่งเลย"):
        malee.says(words)
    clock.moves(minutes=1)
    works()
    khru_nok.sees("พรุ่งนี้พบกันนะคะ")
    clock.moves(days=9, hours=9)
    with sessions.begin() as db:
        mine = db.scalars(select(Member.id).where(Member.name == NAME)).one()
    assert {where for where, _value in traces(sessions, malee.user_id, NAME)} == {
        "members.line_user_id",
        "members.name",
    }
    malee.says("ลบข้อมูลของฉัน")
    malee.presses("ลบข้อมูล")
    malee.presses("ลบข้อมูล")
    assert traces(sessions, malee.user_id, NAME, "มาลี รักสัตย์") == []
    with sessions.begin() as db:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if any(key.column.table.name == "members" for key in column.foreign_keys):
                    assert mine not in db.scalars(select(column)).all(), column
    works()
    malee.sees_no("ใกล้ถึงเวลานัด")


def test_deleting_takes_back_what_is_on_its_way_to_her(
    malee_of_hua_hin, khru_nok, sessions, clock, deployment
):
    """The month is used up, so a frozen request with her id in it waits for the next one."""
    from bot import expansion

    for words in ("ประกาศ", "พรุ่งนี้พบกันนะคะ", "ส่งเลย"):
        khru_nok.says(words)
    clock.moves(minutes=1)
    with sessions.begin() as db:
        assert expansion.expand(db, clock())
    assert traces(sessions, malee_of_hua_hin.user_id) != []
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    malee_of_hua_hin.presses("ลบข้อมูล")
    malee_of_hua_hin.presses("ลบข้อมูล")
    where = {where for where, _value in traces(sessions, malee_of_hua_hin.user_id)}
    assert where == set()
    with sessions.begin() as db:
        left = db.scalars(select(Outgoing)).one()
        assert khru_nok.user_id in (left.body or "")
        assert left.cost == 1


def test_who_deleted_everything_is_met_as_new(malee_of_hua_hin):
    malee_of_hua_hin.says("ลบข้อมูลของฉัน")
    malee_of_hua_hin.presses("ลบข้อมูล")
    malee_of_hua_hin.presses("ลบข้อมูล")
    malee_of_hua_hin.says("ไป")
    malee_of_hua_hin.sees("เข้าชมรมก่อน")
    joins(malee_of_hua_hin)
    malee_of_hua_hin.sees("ยินดีต้อนรับสู่ชมรมค่ะ")


def test_whoever_lands_in_english_finds_the_way_back_in_thai(malee):
    malee.adds_the_bot()
    malee.says("english")
    malee.presses("ภาษาไทย")
    malee.sees("เปลี่ยนเป็นภาษาไทยแล้วค่ะ", "English")
    malee.presses("English")
    malee.sees("We speak English now.", "ภาษาไทย")
    malee.says("ภาษาไทยค่ะ")
    malee.sees("เปลี่ยนเป็นภาษาไทยแล้วค่ะ")


def test_the_language_is_the_one_that_is_named(malee):
    malee.adds_the_bot()
    for words, seen in (
        ("เปลี่ยนภาษา", "We speak English now."),
        ("english", "We speak English now."),
        ("เปลี่ยนภาษา", "เปลี่ยนเป็นภาษาไทยแล้วค่ะ"),
        ("ภาษาไทย", "เปลี่ยนเป็นภาษาไทยแล้วค่ะ"),
        ("ภาษาอังกฤษ", "We speak English now."),
    ):
        malee.says(words)
        malee.sees(seen)
    malee.presses("Menu")
    malee.sees("What would you like to do?")
