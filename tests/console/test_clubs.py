"""Clubs on pages: found, told of, given a picture; another's is as if there were none."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from sqlalchemy import select

from console import safety
from models import Club, Group, Member
from tests.bot import photos
from tests.conftest import NOW, joins
from tests.console.conftest import HIDDEN, Desk
from tests.console.conftest import uploads as uploads_at
from tests.phone import Group as LineGroup
from tests.planning import found
from tests.queries import asked

HERE = "/console/clubs/HUAHIN"
TOLD = {
    "about": "ชมรมริมทะเล\r\nพบกันทุกเดือน",
    "contact_name": "ครูนก ใจดี",
    "contact_phone": "032-511-047",
    "contact_hours": "จันทร์ถึงศุกร์ 9.00 ถึง 16.00 น.",
}


@pytest.fixture
def administrator(app, wipa, hua_hin):
    desk = Desk(app)
    desk.enters(wipa)
    return desk


@pytest.fixture
def cha_am(sessions):
    return found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")


@pytest.fixture
def group(simulator, khru_nok, sessions):
    """A LINE group of Hua Hin, and our number of it."""
    line = LineGroup(simulator, "ชมรมหัวหิน", khru_nok)
    line.lets_the_bot_in()
    line.hears(khru_nok, "HUAHIN")
    with sessions.begin() as db:
        return db.scalars(select(Group.id)).one()


def kept(sessions, code="HUAHIN"):
    with sessions.begin() as db:
        return Club.with_code(db, code)


def uploads(desk, data):
    return uploads_at(desk, data, f"{HERE}/picture")


def test_who_coordinates_one_club_finds_it_open(at_desk):
    assert at_desk.opens("/console/clubs").headers["Location"] == HERE
    at_desk.follows()
    for told in ("เทศบาลเมืองหัวหิน", "รหัส HUAHIN", "ชมรมต้นแบบ", "สมาชิก 1"):
        assert told in at_desk.reads()


def test_link_and_poster_come_once_line_has_told_our_address(at_desk, works):
    assert "จะพร้อมเมื่อระบบเชื่อมกับบัญชี LINE" in at_desk.opens(HERE).text
    works()
    at_desk.opens(HERE)
    assert "/clubs/HUAHIN/poster.pdf" in at_desk.answer.text
    assert "/clubs/HUAHIN/poster.png" in at_desk.answer.text
    assert "https://line.me/R/oaMessage/" in at_desk.answer.text


def test_an_administrator_finds_clubs_as_people_write_them(administrator, sessions, cha_am):
    found(sessions, "PRAN", "อบต.ปากน้ำปราณ")
    for sought, club in (
        ("ชะอำ", "CHAAM"),
        ("ทม.ชะอำ", "CHAAM"),
        ("chaam", "CHAAM"),
        ("เทศบาลเมือง หัวหิน", "HUAHIN"),
    ):
        administrator.opens(f"/console/clubs?q={sought}")
        assert re.findall(r'href="/console/clubs/(\w+)"', administrator.answer.text) == [club]
    administrator.opens("/console/clubs?q=ประจวบคีรีขันธ์")
    assert "เทศบาลเมืองหัวหิน" in administrator.reads()
    administrator.opens("/console/clubs?q=ไม่มีทาง")
    assert "ไม่พบ “ไม่มีทาง” ค่ะ" in administrator.reads()


@pytest.mark.parametrize("page", ["", "/edit", "/picture", "/groups/1/unlink"])
def test_another_s_club_is_answered_like_none(at_desk, cha_am, page):
    nowhere = at_desk.opens(f"/console/clubs/NOWHERE{page}")
    hers = at_desk.opens(f"/console/clubs/CHAAM{page}")
    assert (hers.status_code, hers.text) == (404, nowhere.text)
    at_desk.opens("/console/")
    assert at_desk.sends(f"/console/clubs/CHAAM{page or '/model'}", about="x").status_code == 404


def test_what_a_club_says_of_itself_is_kept_and_shown_as_members_see_it(at_desk, sessions):
    at_desk.opens(f"{HERE}/edit")
    at_desk.sends(f"{HERE}/edit", **{**TOLD, "contact_phone": "032 511 047"})
    at_desk.follows()
    for told in ("บันทึกข้อมูลชมรมแล้วค่ะ", "ครูนก ใจดี", "032-511-047", "9.00 ถึง 16.00"):
        assert told in at_desk.reads()
    club = kept(sessions)
    assert club.about == "ชมรมริมทะเล\nพบกันทุกเดือน"
    assert club.contact_phone == "032-511-047"
    at_desk.opens(f"{HERE}/edit")
    at_desk.sends(f"{HERE}/edit", **{**TOLD, "contact_phone": ""})
    assert kept(sessions).contact_phone is None
    assert kept(sessions).contact_name == "ครูนก ใจดี"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"contact_phone": "ถามหน้าเคาน์เตอร์"}, "ขอเบอร์โทร 9 หรือ 10 หลักนะคะ"),
        ({"contact_name": "1234"}, "ขอชื่อและนามสกุลเป็นตัวอักษร"),
        ({"about": "ก" * 401}, "ขอเป็นข้อความไม่เกิน 400 ตัวอักษรนะคะ"),
        ({"contact_hours": "ก" * 81}, "ขอเวลาเป็นข้อความไม่เกิน 80 ตัวอักษรนะคะ"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_nothing_is_lost(at_desk, sessions, fields, told):
    at_desk.opens(f"{HERE}/edit")
    at_desk.sends(f"{HERE}/edit", **{**TOLD, **fields})
    assert told in at_desk.reads()
    for words in {**TOLD, **fields}.values():
        assert words.replace("\r", "") in at_desk.answer.text.replace("\r", "")
    assert kept(sessions).contact_hours is None


def test_an_administrator_tells_of_any_club(administrator, sessions, cha_am):
    administrator.opens("/console/clubs/CHAAM/edit")
    administrator.sends("/console/clubs/CHAAM/edit", about="เมืองชายทะเล")
    assert kept(sessions, "CHAAM").about == "เมืองชายทะเล"


def test_a_picture_is_drawn_anew_and_hung(at_desk, sessions, app):
    at_desk.opens("/console/")
    assert uploads(at_desk, photos.jpeg(800, 600, telling=True)).status_code == 303
    assert "ตั้งรูปใหม่ของเทศบาลเมืองหัวหินแล้วค่ะ" in at_desk.follows().text
    digest = kept(sessions).picture
    assert f"/files/{digest}" in at_desk.answer.text
    shown = app.test_client().get(f"/files/{digest}")
    assert shown.status_code == 200
    assert b"SECRET" not in shown.data


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (None, "เลือกรูปก่อนนะคะ"),
        (b"", "เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ"),
        (b"%PDF-1.7", "เปิดไฟล์นี้เป็นภาพไม่ได้ค่ะ"),
        (photos.HEIC, "เปิดภาพแบบ HEIC ไม่ได้ค่ะ"),
        (photos.bomb(20_000), "ภาพนี้ใหญ่เกินไปค่ะ"),
    ],
)
def test_what_is_no_picture_is_told_so_and_the_old_one_stays(at_desk, sessions, data, told):
    uploads(at_desk, photos.jpeg(80, 60))
    before = kept(sessions).picture
    assert uploads(at_desk, data).status_code == 200
    assert told in at_desk.reads()
    assert kept(sessions).picture == before


def test_what_is_too_large_is_told_so_kindly(at_desk, sessions):
    assert uploads(at_desk, b"0" * safety.MOST_SENT).status_code == 413
    assert "ไฟล์ใหญ่เกินไปค่ะ" in at_desk.reads()
    assert "ส่งได้ไม่เกิน 10 MB" in at_desk.reads()
    assert kept(sessions).picture is None


def test_for_a_stranger_s_file_nothing_is_drawn(at_desk, sessions, deployment, clock):
    """Drawing takes time, which only she may ask for who is signed in."""
    at_desk.opens(f"{HERE}/picture")
    hidden = dict(HIDDEN.findall(at_desk.answer.text))
    clock.moves(hours=1)
    fields = {**hidden, "picture": (BytesIO(photos.jpeg(80, 60)), "club.jpg")}
    answer = at_desk.client.post(f"{HERE}/picture", data=fields, base_url=at_desk.address)
    assert answer.headers["Location"] == "/console/enter"
    assert list(deployment.files.old(datetime.max.replace(tzinfo=UTC))) == []


def test_the_picture_that_she_saw_is_removed_and_a_newer_one_stays(at_desk, sessions):
    uploads(at_desk, photos.jpeg(80, 60))
    at_desk.opens(f"{HERE}/picture")
    old = at_desk.answer
    uploads(at_desk, photos.jpeg(60, 80))
    newer = kept(sessions).picture
    at_desk.answer = old
    at_desk.sends(f"{HERE}/picture/remove")
    assert kept(sessions).picture == newer
    at_desk.opens(f"{HERE}/picture")
    at_desk.sends(f"{HERE}/picture/remove")
    assert "ลบรูปของเทศบาลเมืองหัวหินแล้วค่ะ" in at_desk.follows().text
    assert kept(sessions).picture is None


def test_a_group_is_unlinked_after_one_question(at_desk, group, sessions):
    at_desk.opens(HERE)
    assert "กลุ่มที่ 1" in at_desk.reads()
    at_desk.opens(f"{HERE}/groups/{group}/unlink")
    assert "เลิกเชื่อมกลุ่มนี้ไหมคะ" in at_desk.reads()
    with sessions.begin() as db:
        assert db.get(Group, group).club_id is not None
    at_desk.sends(f"{HERE}/groups/{group}/unlink")
    assert "เลิกเชื่อมกลุ่มแล้วค่ะ" in at_desk.follows().text
    with sessions.begin() as db:
        assert db.get(Group, group).club_id is None
    assert at_desk.opens(f"{HERE}/groups/{group}/unlink").status_code == 404


def test_a_group_of_another_club_is_not_found(administrator, group, cha_am, sessions):
    assert administrator.opens(f"/console/clubs/CHAAM/groups/{group}/unlink").status_code == 404
    administrator.opens(f"{HERE}/groups/{group}/unlink")
    administrator.sends(f"{HERE}/groups/{group}/unlink")
    with sessions.begin() as db:
        assert db.get(Group, group).club_id is None


def test_administrators_decide_which_club_is_a_model(administrator, sessions, cha_am):
    path = "/console/clubs/CHAAM"
    administrator.opens(path)
    administrator.sends(f"{path}/model", model="1")
    assert "เป็นชมรมต้นแบบแล้วค่ะ" in administrator.follows().text
    assert kept(sessions, "CHAAM").model
    administrator.sends(f"{path}/model")
    assert "ไม่เป็นชมรมต้นแบบแล้วค่ะ" in administrator.follows().text
    assert not kept(sessions, "CHAAM").model


def test_a_coordinator_does_not_make_her_club_a_model(at_desk, sessions):
    at_desk.opens(HERE)
    assert "เลิกเป็นชมรมต้นแบบ" not in at_desk.reads()
    assert at_desk.sends(f"{HERE}/model").status_code == 404
    assert kept(sessions).model


def test_forms_of_another_site_and_mere_reading_change_nothing(at_desk, group, sessions):
    for path in ("edit", "picture", "picture/remove", "model", f"groups/{group}/unlink"):
        assert at_desk.posts(f"{HERE}/{path}", **TOLD).status_code == 400
        at_desk.opens(f"{HERE}/{path}?about=x&model=1")
    club = kept(sessions)
    assert (club.about, club.picture, club.model) == (None, None, True)
    with sessions.begin() as db:
        assert db.get(Group, group).club_id == club.id


def test_pages_ask_as_often_for_many_as_for_one(administrator, sessions, hua_hin, cha_am, somchai):
    def opened(page):
        with asked(sessions) as statements:
            administrator.opens(page)
        return len(statements)

    few = opened("/console/clubs"), opened(HERE)
    for number in range(30):
        found(sessions, f"X{number:02}", f"เทศบาลตัวอย่าง {number}")
    with sessions.begin() as db:
        for number in range(30):
            db.add(Member(joined=NOW, name=f"คนที่ {number}", club_id=hua_hin.id))
            db.add(Group(line_group_id=f"C{number}", joined=NOW, as_of=NOW, club_id=hua_hin.id))
    assert (opened("/console/clubs"), opened(HERE)) == few
    assert few[0] <= 4
    assert few[1] <= 9
    assert "กลุ่มที่ 30" in administrator.reads()
    somchai.adds_the_bot()
    joins(somchai)
    administrator.opens(HERE)
    assert "สมาชิก 31" in administrator.reads()
