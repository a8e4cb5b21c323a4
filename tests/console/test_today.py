"""The first page: what is coming, what waits, what is left, what went out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models import Account, Kind, Member, Opening, Role, RoleKind
from tests.conftest import NOW, joins
from tests.console.conftest import Desk, announce
from tests.planning import found, plan
from tests.queries import asked


@pytest.fixture
def cha_am(sessions):
    return found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")


def opening(sessions, name):
    with sessions.begin() as db:
        known = {"kind": Kind.TOWN, "province": "เพชรบุรี", "contact_name": "สมชาย ใจดี"}
        db.add(Opening(name=name, asked=NOW, **known))


def test_an_empty_club_is_told_so_kindly(at_desk):
    for told in ("ไม่มีเรื่องค้างค่ะ", "ยังไม่มีกิจกรรมที่จะถึงค่ะ", "ยังไม่เคยส่งประกาศค่ะ", "ยังไม่ทราบโควตา"):
        assert told in at_desk.reads()


def test_a_coordinator_sees_her_own_clubs_alone(at_desk, sessions, hua_hin, cha_am):
    for club, whose in ((hua_hin, "ของเรา"), (cha_am, "ของเขา")):
        plan(sessions, club, f"ประชุม{whose}", NOW + timedelta(days=2), capacity=40)
        announce(sessions, club, f"ประกาศ{whose}")
    at_desk.opens("/console/")
    assert "ประชุมของเรา" in at_desk.reads()
    assert "มา 0 จาก 40 คน" in at_desk.reads()
    assert "ประกาศของเรา" in at_desk.reads()
    assert "ถึง 7 คน" in at_desk.reads()
    assert "ของเขา" not in at_desk.reads()


def test_an_administrator_sees_all_clubs_and_who_asks_for_one(
    wipa, desk, sessions, hua_hin, cha_am
):
    for club in (hua_hin, cha_am):
        plan(sessions, club, f"ประชุม{club.code}", NOW + timedelta(days=2))
    opening(sessions, "เทศบาลเมืองเพชรบุรี")
    desk.enters(wipa)
    assert "ประชุมHUAHIN" in desk.reads()
    assert "ประชุมCHAAM" in desk.reads()
    assert "คำขอเปิดชมรมรออนุมัติ 1 เรื่อง" in desk.reads()


def test_openings_are_told_to_administrators_alone(at_desk, sessions):
    opening(sessions, "เทศบาลเมืองเพชรบุรี")
    at_desk.opens("/console/")
    assert "คำขอเปิดชมรม" not in at_desk.reads()


def test_unanswered_questions_wait_for_who_can_answer(at_desk, somchai, wipa, app, works):
    works()
    somchai.adds_the_bot()
    joins(somchai)
    somchai.says("ฝากถาม วันเสาร์นี้นัดกี่โมงคะ")
    at_desk.opens("/console/")
    assert "คำถามจากสมาชิกรอคำตอบ 1 เรื่อง อ่านและตอบ" in at_desk.reads()
    assert 'href="/console/questions"' in at_desk.answer.text
    administrator = Desk(app)
    administrator.enters(wipa)
    assert "รอคำตอบ" not in administrator.reads()


def test_what_is_left_of_the_month_is_told(at_desk, sessions):
    with sessions.begin() as db:
        known = {"basic_id": "@strong", "name": "น้องสตรอง", "chat_mode": "bot"}
        db.add(Account(id=1, quota=300, used=120, checked=NOW, **known))
    at_desk.opens("/console/")
    assert "ใช้และจองไว้ 120 จาก 300 ข้อความ" in at_desk.reads()
    assert "เหลือส่งได้อีก 180 ข้อความ" in at_desk.reads()


def test_what_somebody_wrote_is_text_and_never_code(at_desk, sessions, hua_hin):
    plan(sessions, hua_hin, "<script>alert(1)</script>", NOW + timedelta(days=2))
    at_desk.opens("/console/")
    assert "<script>" not in at_desk.answer.text
    assert "&lt;script&gt;" in at_desk.answer.text


def test_a_page_asks_as_often_for_many_as_for_one(at_desk, khru_nok, sessions, hua_hin):
    def opened() -> int:
        with asked(sessions) as statements:
            at_desk.opens("/console/")
        return len(statements)

    plan(sessions, hua_hin, "ประชุม", NOW + timedelta(days=1))
    announce(sessions, hua_hin, "ประกาศ")
    few = opened()
    with sessions.begin() as db:
        who = db.scalars(select(Member.id).where(Member.line_user_id == khru_nok.user_id)).one()
    for number in range(4):
        club = found(sessions, f"CLUB{number}", f"เทศบาลตัวอย่าง {number}")
        with sessions.begin() as db:
            db.add(Role(member_id=who, club_id=club.id, kind=RoleKind.COORDINATOR, since=NOW))
        plan(sessions, club, f"ประชุม {number}", NOW + timedelta(days=2))
        announce(sessions, club, f"ประกาศ {number}")
    assert opened() == few
    assert few <= 11
