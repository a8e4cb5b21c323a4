"""Every button there is, pressed by everybody whose business it is not."""

from datetime import date, timedelta
from enum import Enum
from itertools import product, starmap

import pytest
from sqlalchemy import select

import handlers
from bot.buttons import Button
from models import (
    Announcement,
    Base,
    Club,
    Invitation,
    Kind,
    Member,
    Opening,
    Poll,
    Progress,
    Registration,
    Role,
    RoleKind,
    SpeakerQuestion,
    Vote,
)
from models.inquiry import Inquiry, Remark
from tests.conftest import joins
from tests.handlers.meeting import START, named
from tests.planning import found, plan
from tests.sending import announced

ASKED, LISTED, CONTACT = "พาลูกไปด้วยได้ไหมคะ", "สมหญิง ใจงาม", "ประนอม ขอเปิด"
WONDERED = "ทำไมต้องมีสามใบเสนอราคา"
NEWS = "ข่าวที่ยังไม่ถึงเวลาส่ง"
PRIVATE = (ASKED, LISTED, CONTACT, "0899999999", NEWS, WONDERED, "มาลี รักสัตย์")
IDS = range(1, 5)
ORDERS = (
    *("ประกาศ", "ประกาศที่รอส่ง", "มีคนถาม", "คำขอเปิดชมรม", "รายชื่อสมาชิก", "เพิ่มรายชื่อ"),
    *("เชิญผู้ประสานงาน", "เชิญโค้ช", "เชิญผู้ดูแลระบบ", "ส่งต่อหน้าที่", "ถอนหน้าที่", "ผู้รับหน้าที่"),
    *("แก้ไขข้อมูลชมรม", "โปสเตอร์ QR", "ประกาศที่รออนุมัติ", "อนุมัติ", "ไม่อนุมัติ"),
    *("คำถามถึงวิทยากร", "ทำโพล", "ปิดโพล", "ผลโพล"),
)


@pytest.fixture
def busy_club(khru_nok, malee, sessions, hua_hin, clock):
    """Hua Hin with all that its coordinator, and nobody else, may see or change."""
    named(malee, sessions, "มาลี รักสัตย์")
    malee.says("ติดต่อผู้ประสานงาน")
    malee.presses("ฝากคำถาม")
    malee.says(ASKED)
    khru_nok.says("เพิ่มรายชื่อ")
    khru_nok.says(LISTED)
    for words in ("ประกาศ", NEWS, "อีก 3 วัน 9 โมง", "ส่งตามเวลานี้"):
        khru_nok.says(words)
    khru_nok.says("เชิญโค้ช")
    plan(sessions, hua_hin, "ประชุมใหญ่", START)
    malee.says("เข้าร่วม")
    malee.says(f"ถามวิทยากร {WONDERED}")
    for words in ("ทำโพล", "เลือกอะไรดี", "ถนน, ขยะ", "1", "เปิดโพล"):
        khru_nok.says(words)
    malee.says("โพล")
    malee.says("ถนน")
    asked = {"kind": Kind.SUBDISTRICT, "province": "ตาก", "asked": clock()}
    with sessions.begin() as db:
        db.add(Opening(name="อบต.ใหม่", contact_name=CONTACT, contact_phone="0899999999", **asked))
        times = {"due": clock(), "not_after": clock() + timedelta(days=30)}
        waits = {"draft": "asked", "reserved": 1, "progress": Progress.ASKED, **times}
        db.add(announced(hua_hin, NEWS, **waits))
    return hua_hin


@pytest.fixture(params=["stranger", "member", "coach", "neighbour"])
def outsider(request, busy_club, somchai, sessions, clock):
    """Somebody who may do none of it; the last coordinates another club."""
    somchai.adds_the_bot()
    if request.param == "stranger":
        return somchai
    other = found(sessions, "CHAAM", "เทศบาลเมืองชะอำ")
    joins(somchai, "CHAAM" if request.param == "neighbour" else "HUAHIN")
    with sessions.begin() as db:
        me = db.scalars(select(Member).where(Member.line_user_id == somchai.user_id)).one()
        kind = {"coach": RoleKind.COACH, "neighbour": RoleKind.COORDINATOR}.get(request.param)
        if kind:
            club = other.id if kind is RoleKind.COORDINATOR else busy_club.id
            db.add(Role(member_id=me.id, club_id=club, kind=kind, since=clock()))
    return somchai


def every_press():
    """The data of every button, with each of the ids that may be another's."""
    for tag, kind in sorted(Button.kinds.items()):
        for values in product(*starmap(values_of, kind.model_fields.items())):
            fields = "&".join(
                f"{name}={value}" for name, value in zip(kind.model_fields, values, strict=True)
            )
            yield f"{tag}?{fields}"


def values_of(name, field):
    if field.annotation is date:
        return ["2026-01-20"]
    if name in ("draft", "by"):
        return ["0" * 32]
    if field.annotation is bool:
        return ["True", "False"]
    if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
        return [each.value for each in field.annotation]
    return ["1"] if field.annotation is str else IDS


def of_hua_hin(sessions, club, but):
    """All that is the club's or other people's, row by row."""
    with sessions.begin() as db:
        me = db.scalar(select(Member.id).where(Member.line_user_id == but.user_id))
        asked = select(Inquiry.id).where(Inquiry.member_id != me)
        rows = {
            "clubs": select(*columns(Club)).where(Club.id == club.id),
            "roles": select(*columns(Role)).where(Role.club_id == club.id, Role.member_id != me),
            "administrators": select(*columns(Role)).where(Role.club_id.is_(None)),
            "questions": select(*columns(SpeakerQuestion)).where(SpeakerQuestion.member_id != me),
            "polls": select(*columns(Poll)).where(Poll.club_id == club.id),
            "votes": select(*columns(Vote)).where(Vote.member_id != me),
            "invitations": select(*columns(Invitation)).where(
                (Invitation.club_id == club.id) | Invitation.club_id.is_(None)
            ),
            "announcements": select(*columns(Announcement)).where(Announcement.club_id == club.id),
            "openings": select(*columns(Opening)).where(Opening.asked_by.is_(None)),
            "members": select(Member.id, Member.name).where(
                Member.club_id == club.id, Member.id != me
            ),
            "answers": select(*columns(Registration)).where(Registration.member_id != me),
            "inquiries": select(*columns(Inquiry)).where(Inquiry.id.in_(asked)),
            "remarks": select(*columns(Remark)).where(Remark.inquiry_id.in_(asked)),
        }
        return {name: sorted(map(str, db.execute(query))) for name, query in rows.items()}


def columns(table):
    return Base.metadata.tables[table.__tablename__].columns


def test_who_has_no_duty_here_sees_and_changes_nothing_of_it(outsider, busy_club, sessions, works):
    before = of_hua_hin(sessions, busy_club, outsider)
    assert [name for name, rows in before.items() if not rows] == ["administrators"]
    for words in ORDERS:
        outsider.says(words)
        outsider.says("เรื่องของฉันเอง")
        outsider.says("ใช่")
    for data in every_press():
        outsider.simulator.press(outsider.user_id, data)
    works()
    outsider.says("เมนู")
    assert of_hua_hin(sessions, busy_club, outsider) == before
    said = outsider.history()
    assert [words for words in PRIVATE if words in said] == []


def test_the_buttons_are_all_there():
    assert handlers.router
    assert {each.partition("?")[0] for each in every_press()} == set(Button.kinds)
    for each in every_press():
        Button.unpack(each)
