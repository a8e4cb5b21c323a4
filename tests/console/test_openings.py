"""Clubs that somebody asked to open: an administrator decides on a page."""

import re

import pytest
from sqlalchemy import select

from models import Club, Kind, Member, Opening, Role, RoleKind
from tests.conftest import NOW
from tests.queries import asked


@pytest.fixture
def asker(somchai):
    """Somchai has asked for a club."""
    somchai.adds_the_bot()
    somchai.says("เปิดชมรมใหม่")
    for answer in ("อบต.", "ปากน้ำปราณ", "ประจวบคีรีขันธ์", "สมชาย ใจดี", "0812345678"):
        somchai.says(answer)
    somchai.presses("ส่งคำขอ")
    return somchai


@pytest.fixture
def request_(asker, desk, wipa, works):
    """His request is open on the administrator's desk."""
    works()
    desk.enters(wipa)
    desk.opens("/console/openings")
    desk.opens(re.search(r'href="(/console/openings/\d+)"', desk.answer.text)[1])
    return desk


def decision(sessions):
    with sessions.begin() as db:
        opening = db.scalars(select(Opening)).one()
        return opening.decided is not None, opening.club_id is not None


def path(desk):
    return desk.answer.request.path


def test_today_leads_to_what_waits(asker, desk, wipa):
    desk.enters(wipa)
    assert "คำขอเปิดชมรมรออนุมัติ 1 เรื่อง" in desk.reads()
    assert 'href="/console/openings"' in desk.answer.text
    desk.opens("/console/openings")
    assert "อบต.ปากน้ำปราณ" in desk.reads()


def test_what_is_known_of_the_asker_is_told(request_):
    for told in ("สมชาย ใจดี", "081-234-5678", "ประจวบคีรีขันธ์", "ยังไม่มีชมรม", "เป็นเพื่อนตั้งแต่"):
        assert told in request_.reads()
    assert 'href="tel:0812345678"' in request_.answer.text
    assert re.search("U0{30}", request_.answer.text) is None


def test_a_club_is_opened_and_the_asker_coordinates_it(request_, asker, sessions, works):
    request_.sends(path(request_) + "/approve")
    assert request_.answer.status_code == 303
    request_.follows()
    assert "เปิดชมรม อบต.ปากน้ำปราณ แล้วค่ะ รหัสชมรม PKN1" in request_.reads()
    with sessions.begin() as db:
        club = Club.with_code(db, "PKN1")
        held = db.scalars(select(Role.kind).where(Role.club_id == club.id)).one()
        assert held is RoleKind.COORDINATOR
    works()
    asker.sees("ชมรมของคุณเปิดแล้วค่ะ", "PKN1")


def test_a_no_brings_its_reason(request_, asker, sessions, works):
    request_.sends(path(request_) + "/refuse", why="ขอหนังสือนำส่งก่อนนะคะ")
    assert "ส่งเหตุผลให้ผู้ขอแล้วนะคะ" in request_.follows().text
    assert decision(sessions) == (True, False)
    works()
    asker.sees("ขอหนังสือนำส่งก่อนนะคะ")


@pytest.mark.parametrize(("why", "told"), [("", "ช่องนี้ต้องกรอกค่ะ"), ("ก" * 501, "เหตุผลยาวไปนิดค่ะ")])
def test_a_no_without_a_readable_reason_decides_nothing(request_, sessions, why, told):
    request_.sends(path(request_) + "/refuse", why=why)
    assert told in request_.reads()
    assert why in request_.answer.text
    assert decision(sessions) == (False, False)


@pytest.mark.parametrize("way", ["approve", "refuse"])
def test_what_another_decided_meanwhile_is_told_kindly(request_, sessions, khru_nok, run, way):
    khru_nok.says(run("invite", "--role", "administrator").split()[0])
    with sessions.begin() as db:
        opening = db.scalars(select(Opening)).one()
        who = db.scalars(select(Member).where(Member.line_user_id == khru_nok.user_id)).one()
        who.name = "ครูนก ใจดี"
    khru_nok.says("คำขอเปิดชมรม")
    khru_nok.presses("อนุมัติ")
    request_.sends(f"/console/openings/{opening.id}/{way}", why="เหตุผลที่พิมพ์ไว้")
    assert request_.answer.status_code == 200
    assert "ครูนก ใจดี อนุมัติอบต.ปากน้ำปราณไปก่อนแล้วค่ะ รหัสชมรม PKN1" in request_.reads()
    if way == "refuse":
        assert "เหตุผลที่พิมพ์ไว้" in request_.reads()
    with sessions.begin() as db:
        assert len(list(db.scalars(select(Club)))) == 2


def test_a_club_that_is_there_already_is_not_opened_twice(request_, sessions):
    with sessions.begin() as db:
        known = {"kind": Kind.SUBDISTRICT, "province": "ประจวบคีรีขันธ์"}
        db.add(Club(code="PRAN", name="อบต. ปากน้ำปราณ", **known))
    number = path(request_)
    request_.sends(number + "/approve")
    assert "มีชมรมแล้วค่ะ รหัส PRAN" in request_.reads()
    assert "มีชมรมนี้แล้ว คือ อบต. ปากน้ำปราณ รหัส PRAN" in request_.opens(number).text
    assert decision(sessions) == (False, False)


def test_for_coordinators_there_are_no_such_pages(at_desk, asker, sessions):
    with sessions.begin() as db:
        number = db.scalars(select(Opening.id)).one()
    nowhere = at_desk.opens("/console/nowhere").text
    assert "คำขอเปิดชมรม" not in at_desk.reads()
    for page in ("", f"/{number}", f"/{number}9"):
        answer = at_desk.opens(f"/console/openings{page}")
        assert (answer.status_code, answer.text) == (404, nowhere)
    for deed in ("approve", "refuse"):
        at_desk.opens("/console/")
        assert at_desk.sends(f"/console/openings/{number}/{deed}", why="ไม่").status_code == 404
    assert decision(sessions) == (False, False)


def test_a_form_of_another_site_decides_nothing(request_, sessions):
    for deed in ("approve", "refuse"):
        assert request_.posts(path(request_).rstrip("/") + f"/{deed}").status_code in (400, 404)
        request_.opens("/console/openings/1")
    assert decision(sessions) == (False, False)


def test_reading_decides_nothing(request_, sessions):
    for page in ("/approve", "/refuse"):
        assert request_.opens(f"/console/openings/1{page}").status_code in (404, 405)
    assert decision(sessions) == (False, False)


def test_the_list_asks_as_often_for_many_as_for_one(request_, sessions):
    def opened():
        with asked(sessions) as statements:
            request_.opens("/console/openings")
        return len(statements)

    few = opened()
    with sessions.begin() as db:
        for number in range(30):
            known = {"kind": Kind.TOWN, "province": "เพชรบุรี", "contact_name": "สมชาย"}
            db.add(Opening(name=f"เทศบาลเมือง {number}", asked=NOW, **known))
    assert opened() == few
    assert few <= 4
    assert "ถัดไป" in request_.reads()


def test_a_request_whose_asker_is_gone_is_told_so(request_, sessions):
    with sessions.begin() as db:
        db.scalars(select(Opening)).one().asked_by = None
    assert "ผู้ขอไม่อยู่ในระบบแล้ว" in request_.opens(path(request_)).text
    request_.sends(path(request_) + "/approve")
    assert decision(sessions) == (True, True)
