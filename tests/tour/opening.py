"""Asking for a new club, and deciding about it."""

from models import (
    Club,
    Kind,
    Member,
    Opening,
    Role,
    RoleKind,
)
from tests.tour.guest import REASON, Guest, Town, member_id

NEW = ("อบต.", "ปากน้ำปราณ", "ประจวบคีรีขันธ์", "Somchai Jaidee", "0812345678")


def opening(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("คำขอเปิดชมรม", "เปิดชมรมใหม่")
    _is_unsure(guest)
    _asks_for_a_club(guest)
    guest.presses("แก้ไขคำขอ", "อื่น ๆ", "ย้อนกลับ")
    guest.types("กทม")
    guest.says("ยกเลิก")
    _asks_for_a_club(guest, "เทศบาลเมือง", "หัวหิน", "ประจวบคีรีขันธ์")
    guest.sees("มีชมรมนี้แล้วค่ะ")
    guest.says("ยกเลิก")
    _asks_for_a_club(guest)
    guest.presses("ส่งคำขอ")
    guest.says("เปิดชมรมใหม่", "คำขอเปิดชมรม")
    _asks_for_a_club(chair, *NEW[:3])
    chair.says("ยกเลิก")
    chair.phone.simulator.press(chair.phone.user_id, "opening.approve?opening=1")
    chair.sees("เรื่องนี้ผู้ดูแลระบบเป็นผู้ตัดสินค่ะ")
    _deciding(town, guest, chair)


def _is_unsure(guest: Guest) -> None:
    guest.types("ฟหกด")
    for good, bad in (("อบต.", "🎉"), ("ปากน้ำปราณ", "ฟหกดฟหกด"), ("ประจวบ", "ก")):
        guest.types(good)
        guest.types(bad)
    guest.phone.presses("ประจวบคีรีขันธ์")
    guest.types("12345")
    guest.types("Somchai Jaidee")
    guest.types("1234")
    guest.says("ข้าม", "ยกเลิก")


def _asks_for_a_club(guest: Guest, *answers: str) -> None:
    guest.says("เปิดชมรมใหม่")
    for answer in answers or NEW:
        guest.types(answer)


def _deciding(town: Town, guest: Guest, chair: Guest) -> None:
    """The coordinator is an administrator for a while, as there would be two."""
    with town.sessions.begin() as db:
        member = db.query(Member).filter_by(line_user_id=chair.phone.user_id).one()
        role = Role(member_id=member.id, kind=RoleKind.ADMINISTRATOR, since=town.clock())
        db.add(role)
    chair.says("คำขอเปิดชมรม", "ไม่อนุมัติ", "ย้อนกลับ", "คำขอเปิดชมรม", "ไม่อนุมัติ")
    chair.types("ก" * 600)
    chair.types(REASON)
    town.works()
    guest.sees("คำขอเปิดชมรมยังไม่ผ่านค่ะ")
    guest.phone.sees(REASON)
    chair.phone.simulator.press(chair.phone.user_id, "opening.approve?opening=1")
    chair.phone.simulator.press(chair.phone.user_id, "opening.approve?opening=99")
    there = {"kind": Kind.SUBDISTRICT, "province": "ประจวบคีรีขันธ์"}
    _asks_for_a_club(guest)
    for late in (lambda: guest.presses("ส่งคำขอ"), lambda: chair.says("คำขอเปิดชมรม", "อนุมัติ")):
        with town.sessions.begin() as db:
            twin = Club(code="PRAN", name="อบต. ปากน้ำปราณ", **there)
            db.add(twin)
        late()
        with town.sessions.begin() as db:
            db.delete(twin)
        guest.presses("ส่งคำขอ")
    with town.sessions.begin() as db:
        others = {**there, "contact_name": "Khru Nok", "asked": town.clock()}
        db.add_all(Opening(**others, name=f"Twin {n}") for n in range(3))
    chair.says("คำขอเปิดชมรม")
    chair.presses("ดูคำขอเพิ่ม")
    chair.phone.simulator.press(chair.phone.user_id, "opening.approve?opening=2")
    for number in (2, 3, 4, 5):
        chair.phone.simulator.press(chair.phone.user_id, f"opening.approve?opening={number}")
    chair.says("คำขอเปิดชมรม")
    town.works()
    guest.sees("ชมรมของคุณเปิดแล้วค่ะ")
    with town.sessions.begin() as db:
        db.delete(db.merge(role))
        db.query(Role).filter_by(kind=RoleKind.COORDINATOR, member_id=member_id(guest, db)).delete()
