"""Asking for a new club, and an administrator's decision."""

import re
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from handlers.opening import flow
from models import Club, Kind, Member, Opening, Promise, Role, RoleKind
from tests.conftest import joins
from tests.phone import Phone

ASKED = "ส่งคำขอเปิดชมรมแล้วค่ะ"
KIND, NAME = "หน่วยงานของคุณเป็นประเภทไหนคะ", "พิมพ์แค่ชื่อได้เลยค่ะ"
CHECK = "ตรวจก่อนส่งคำขอเปิดชมรม"


def row_of(phone, db):
    return db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()


def administrator(phone, sessions, clock, name):
    phone.adds_the_bot()
    with sessions.begin() as db:
        member = row_of(phone, db)
        member.name = name
        db.add(Role(member_id=member.id, kind=RoleKind.ADMINISTRATOR, since=clock()))
    return phone


@pytest.fixture
def napa(app, simulator, sessions, clock):
    return administrator(Phone(simulator, f"U{7:032x}", "นภา"), sessions, clock, "นภา ดูแลดี")


@pytest.fixture
def wichai(app, simulator, sessions, clock):
    return administrator(Phone(simulator, f"U{8:032x}", "วิชัย"), sessions, clock, "วิชัย ซื่อตรง")


def fills_in(phone, *answers):
    phone.says("เปิดชมรมใหม่")
    for answer in answers or ("อบต.", "ปากน้ำปราณ", "ประจวบคีรีขันธ์", "สมชาย ใจดี", "0812345678"):
        phone.says(answer)


def asks(phone, *answers):
    fills_in(phone, *answers)
    phone.presses("ส่งคำขอ")
    phone.sees(ASKED)


def clubs(sessions):
    with sessions.begin() as db:
        return [(club.code, club.name, club.province) for club in db.scalars(select(Club))]


def test_a_club_is_asked_for_and_approved_with_one_tap(somchai, napa, works, sessions):
    somchai.adds_the_bot()
    asks(somchai)
    works()
    napa.sees("มีผู้ขอเปิดชมรมใหม่", "อบต.ปากน้ำปราณ", "ประจวบคีรีขันธ์", "สมชาย ใจดี", "081-234-5678")
    napa.presses("อนุมัติ")
    napa.sees("เปิดชมรมแล้วค่ะ", "PKN1", "แจ้งผู้ขอแล้ว")
    works()
    somchai.sees("ชมรมของคุณเปิดแล้วค่ะ", "PKN1", "คุณเป็นผู้ประสานงาน", "โปสเตอร์ PDF", "โปสเตอร์ภาพ")
    links = [each["uri"] for each in somchai.actions() if each["type"] == "uri"]
    assert "https://club.test/clubs/PKN1/poster.pdf" in links
    assert any(unquote(unquote(each)).endswith("/?เข้าชมรม PKN1") for each in links)
    somchai.presses("เข้าชมรม")
    somchai.sees("ความเป็นส่วนตัวของคุณ")
    somchai.presses("ยินยอมและเข้าชมรม")
    somchai.says("ประกาศ")
    somchai.sees("อบต.ปากน้ำปราณ")
    assert clubs(sessions) == [("PKN1", "อบต.ปากน้ำปราณ", "ประจวบคีรีขันธ์")]


def test_each_question_can_be_tapped_or_typed_and_leads_back(somchai, sessions):
    somchai.adds_the_bot()
    somchai.says("เปิดชมรมใหม่")
    somchai.sees(KIND)
    somchai.presses("เทศบาลตำบล")
    somchai.sees("เทศบาลตำบลอะไรคะ")
    somchai.says("ปราณบุรี")
    somchai.says("ประจวบคีรีขันธ์")
    somchai.says("มาลี รักสัตย์")
    somchai.presses("ข้าม")
    somchai.sees(CHECK, "เทศบาลตำบลปราณบุรี", "มาลี รักสัตย์", "ไม่ได้บอก")
    somchai.presses("แก้ไขคำขอ")
    fills_in(somchai)
    somchai.says("ย้อนกลับ")
    somchai.sees("เบอร์โทรของผู้ติดต่อ")
    for question in ("ผู้ติดต่อของชมรมคือใคร", "อยู่จังหวัดอะไรคะ", NAME, KIND):
        somchai.presses("ย้อนกลับ")
        somchai.sees(question)
    somchai.presses("ยกเลิก")
    somchai.sees("อยากทำอะไรคะ")
    with sessions.begin() as db:
        assert db.scalars(select(Opening)).all() == []


@pytest.mark.parametrize(
    ("said", "name", "asked_next"),
    [
        ("อบต.ปากน้ำปราณ", "อบต.ปากน้ำปราณ", "อยู่จังหวัดอะไรคะ"),
        ("องค์การบริหารส่วนตำบล ปากน้ำปราณ", "อบต.ปากน้ำปราณ", "อยู่จังหวัดอะไรคะ"),
        ("เทศบาลเมืองหัวหิน", "เทศบาลเมืองหัวหิน", "อยู่จังหวัดอะไรคะ"),
        ("ทน.เชียงใหม่", "เทศบาลนครเชียงใหม่", "อยู่จังหวัดอะไรคะ"),
        ("อบจ.เพชรบุรี", "อบจ.เพชรบุรี", "ผู้ติดต่อของชมรมคือใคร"),
        ("เมืองพัทยา", "เมืองพัทยา", "ผู้ติดต่อของชมรมคือใคร"),
        ("กทม", "", "สำนักงานเขตอะไรคะ"),
        ("อื่น ๆ", "", "หน่วยงานชื่ออะไรคะ"),
    ],
)
def test_a_kind_may_bring_its_name_and_province(somchai, said, name, asked_next):
    somchai.adds_the_bot()
    fills_in(somchai, said)
    somchai.sees(asked_next)
    for rest in {"อยู่จังหวัดอะไรคะ": ["เลย"], "ผู้ติดต่อของชมรมคือใคร": []}.get(
        asked_next, ["บางรัก", "เลย"]
    ):
        somchai.says(rest)
    somchai.says("สมชาย ใจดี")
    somchai.says("ข้าม")
    somchai.sees(name)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ประจวบ", "ประจวบคีรีขันธ์"),
        ("กทม", "กรุงเทพมหานคร"),
        ("กทม.", "กรุงเทพมหานคร"),
        ("โคราช", "นครราชสีมา"),
        ("เพรชบุรี", "เพชรบุรี"),
        ("จ.เพชบูรณ์", "เพชรบูรณ์"),
        ("สุราด", "สุราษฎร์ธานี"),
    ],
)
def test_a_province_with_a_slip_is_offered(somchai, said, meant):
    somchai.adds_the_bot()
    fills_in(somchai, "อบต.", "ตัวอย่าง", said)
    somchai.sees("หมายถึงจังหวัดไหนคะ", meant)
    somchai.presses(meant)
    somchai.sees("ผู้ติดต่อของชมรมคือใคร")


@pytest.mark.parametrize(
    "said", ["🎉🎉", "\u200b\u200c", "ก" * 2000, "村役場", "!!!", "ข้าม", "ё" * 5]
)
def test_what_is_no_name_is_asked_for_again(somchai, said):
    somchai.adds_the_bot()
    fills_in(somchai, "อบต.")
    somchai.says(said)
    somchai.sees("ขอชื่อหน่วยงานเป็นตัวอักษร")
    somchai.says("ปากน้ำ\u200bปราณ 🎉")
    somchai.sees("อบต.ปากน้ำปราณ อยู่จังหวัดอะไรคะ")


def test_other_answers_that_are_none_get_a_clear_sentence(somchai):
    somchai.adds_the_bot()
    fills_in(somchai, "ฟหกด")
    somchai.sees("ยังไม่รู้จักประเภทนี้ค่ะ")
    for good, bad, told in (
        ("อบต.ปากน้ำปราณ", "ฟหกดฟหกด", "ไม่พบจังหวัดนี้ค่ะ"),
        ("ประจวบคีรีขันธ์", "12345", "ขอชื่อและนามสกุล"),
        ("สมชาย ใจดี", "1234", "ขอเบอร์โทร 9 หรือ 10 หลัก"),
    ):
        somchai.says(good)
        for words in (bad, "🎉", "ก" * 2000):
            somchai.says(words)
            somchai.sees(told)
    somchai.says("๐๘๑ ๒๓๔ ๕๖๗๘")
    somchai.sees(CHECK, "081-234-5678")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("0812345678", "081-234-5678"),
        ("+66 81 234 5678", "081-234-5678"),
        ("02-123-4567", "02-123-4567"),
        ("โทร. 032 511 047", "032-511-047"),
        ("12345", None),
        ("", None),
    ],
)
def test_telephone_numbers_are_written_in_one_way(said, number):
    assert flow.phone(said) == number


def test_who_asks_for_a_club_that_is_there_is_led_to_it(somchai, hua_hin):
    somchai.adds_the_bot()
    fills_in(somchai, "เทศบาลเมือง", "หัวหิน", "ประจวบคีรีขันธ์")
    somchai.sees("มีชมรมนี้แล้วค่ะ", "เทศบาลเมืองหัวหิน")
    somchai.presses("เข้าชมรม")
    somchai.sees("ความเป็นส่วนตัวของคุณ")


def test_the_same_name_elsewhere_is_another_club(somchai, hua_hin):
    somchai.adds_the_bot()
    fills_in(somchai, "เทศบาลเมือง", "หัวหิน", "ประจวบคีรีขันธ์")
    somchai.sees("มีชมรมนี้แล้วค่ะ")
    somchai.says("เพชรบุรี")
    somchai.sees("ผู้ติดต่อของชมรมคือใคร")


def test_a_club_is_asked_for_once(somchai, malee, napa, works, sessions):
    for phone in (somchai, malee):
        phone.adds_the_bot()
    fills_in(malee)
    asks(somchai)
    malee.presses("ส่งคำขอ")
    malee.sees("มีผู้ขอเปิดชมรมของอบต.ปากน้ำปราณแล้ว")
    malee.says("ยกเลิก")
    fills_in(malee, "อบต.", "องค์การบริหารส่วนตำบลปากน้ำปราณ", "ประจวบคีรีขันธ์")
    malee.sees("มีผู้ขอเปิดชมรม")
    somchai.says("เปิดชมรมใหม่")
    somchai.sees("คำขอของคุณรออนุมัติอยู่ค่ะ")
    with sessions.begin() as db:
        assert len(db.scalars(select(Opening)).all()) == 1


def test_sending_twice_equals_sending_once(somchai, napa, sessions):
    somchai.adds_the_bot()
    fills_in(somchai)
    send = next(each for each in somchai.actions() if each["label"] == "ส่งคำขอ")
    for _ in range(2):
        somchai.does(send)
        somchai.sees(ASKED)
    with sessions.begin() as db:
        assert len(db.scalars(select(Promise)).all()) == 1


def test_a_no_reaches_her_who_asked_with_its_reason(somchai, napa, works, sessions):
    somchai.adds_the_bot()
    asks(somchai)
    works()
    napa.presses("ไม่อนุมัติ")
    napa.sees("เพราะอะไรคะ")
    napa.says("ก" * 2000)
    napa.sees("เหตุผลยาวไปนิดค่ะ")
    napa.says("ขอหนังสือจากนายกก่อนนะคะ")
    napa.sees("ส่งเหตุผลให้ผู้ขอแล้ว")
    works()
    somchai.sees("คำขอเปิดชมรมยังไม่ผ่านค่ะ", "ขอหนังสือจากนายกก่อนนะคะ")
    assert clubs(sessions) == []
    asks(somchai)


def test_an_administrator_may_leave_it_open(somchai, napa, works):
    somchai.adds_the_bot()
    asks(somchai)
    works()
    napa.presses("ไม่อนุมัติ")
    napa.says("ย้อนกลับ")
    napa.sees("ยังไม่ได้ตัดสิน")
    napa.says("คำขอเปิดชมรม")
    napa.sees("มีผู้ขอเปิดชมรมใหม่")
    napa.says("อนุมัติ")
    napa.sees("เปิดชมรมแล้วค่ะ")


def test_of_two_administrators_the_second_learns_what_the_first_did(
    somchai, napa, wichai, works, sessions
):
    somchai.adds_the_bot()
    asks(somchai)
    works()
    wichai.presses("ไม่อนุมัติ")
    napa.presses("อนุมัติ")
    wichai.says("ไม่รู้จักค่ะ")
    wichai.sees("นภา ดูแลดี อนุมัติอบต.ปากน้ำปราณไปก่อนแล้วค่ะ รหัสชมรม PKN1")
    wichai.says("กิจกรรม")
    wichai.sees("ยังไม่มีกิจกรรม")
    assert len(clubs(sessions)) == 1


def test_the_decision_is_hers_who_administers_whatever_a_button_says(somchai, malee, napa):
    for phone in (somchai, malee):
        phone.adds_the_bot()
    asks(somchai)
    for data in ("approve", "refuse", "show"):
        malee.simulator.press(malee.user_id, f"opening.{data}?opening=1")
        malee.sees("เรื่องนี้ผู้ดูแลระบบเป็นผู้ตัดสินค่ะ")
    napa.simulator.press(napa.user_id, "opening.approve?opening=77")
    napa.sees("ไม่พบคำขอนี้แล้วค่ะ")


def test_requests_can_be_looked_through(somchai, napa, sessions, clock):
    napa.says("คำขอเปิดชมรม")
    napa.sees("ไม่มีคำขอเปิดชมรมที่รออยู่")
    somchai.adds_the_bot()
    somchai.says("คำขอเปิดชมรม")
    somchai.sees("คุณยังไม่มีคำขอ")
    with sessions.begin() as db:
        for number in range(5):
            about = {"kind": Kind.SUBDISTRICT, "province": "ตาก", "contact_name": "ก"}
            db.add(Opening(name=f"อบต.ตัวอย่าง{number}", asked=clock(), **about))
    napa.says("คำขอเปิดชมรม")
    napa.sees("ตัวอย่าง0", "ตัวอย่าง2", "ดูคำขอเพิ่ม")
    napa.presses("ดูคำขอเพิ่ม")
    napa.sees("ตัวอย่าง4")
    napa.says("ตัวอย่าง4")
    napa.sees("มีผู้ขอเปิดชมรมใหม่", "ตัวอย่าง4")
    napa.says("อนุมัติ")
    napa.sees("TAK1", "ผู้ขอไม่อยู่ในระบบแล้ว")


def test_codes_are_short_free_and_told_apart(somchai, napa, sessions, works):
    with sessions.begin() as db:
        db.add(Club(code="PKN1", kind=Kind.TOWN, name="ก", province="ประจวบคีรีขันธ์"))
    somchai.adds_the_bot()
    asks(somchai)
    works()
    napa.presses("อนุมัติ")
    napa.sees("PKN2")
    assert all(re.fullmatch("[A-Z]{3}[0-9]+", code) for code, _name, _province in clubs(sessions))


def test_a_club_that_came_in_the_meantime_is_no_second_one(somchai, napa, sessions, works):
    somchai.adds_the_bot()
    asks(somchai)
    works()
    with sessions.begin() as db:
        known = {"kind": Kind.SUBDISTRICT, "province": "ประจวบคีรีขันธ์"}
        db.add(Club(code="PRAN", name="อบต. ปากน้ำปราณ", **known))
    napa.presses("อนุมัติ")
    napa.sees("มีชมรมแล้วค่ะ รหัส PRAN")
    napa.presses("ไม่อนุมัติ")
    napa.says("มีชมรมแล้ว เข้าด้วยรหัส PRAN ได้เลยค่ะ")
    works()
    somchai.sees("เข้าด้วยรหัส PRAN ได้เลยค่ะ")


def test_a_member_of_another_club_can_ask_too(somchai, hua_hin, napa, works):
    somchai.adds_the_bot()
    joins(somchai)
    asks(somchai)
    works()
    napa.presses("อนุมัติ")
    works()
    somchai.presses("เข้าชมรม")
    somchai.sees("ย้ายจากเทศบาลเมืองหัวหิน")
