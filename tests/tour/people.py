"""Duties, rosters, and what a member may end."""

from sqlalchemy import select

from models import (
    Club,
    Member,
    Role,
)
from tests.tour.guest import ALIKE, FURTHER, LIKE, Guest, Town, code, coordinating, on_roster_of
from tests.tour.taking_part import no_keeper


def duties(town: Town, guest: Guest, chair: Guest) -> None:
    """Codes that are passed on, and duties that end."""
    guest.says("เชิญผู้ประสานงาน", "ผู้ดูแลชมรม", "เชิญผู้ดูแลระบบ")
    for words in ("เชิญผู้ประสานงาน", "เชิญโค้ช"):
        chair.says(words)
        chair.phone.presses("Twin First")
        guest.types(code(chair))
    chair.says("เชิญโค้ช")
    chair.types("ฟหกด")
    chair.types("Twin First")
    guest.types(code(chair))
    chair.types(code(chair))
    _take_back(town, guest, chair)
    _leave(town, guest, chair)


def _take_back(town: Town, guest: Guest, chair: Guest) -> None:
    press = chair.phone.simulator.press
    press(chair.phone.user_id, "role.revoke?role=999")
    for role, sure in ((_role(town, chair), "ใช่"), (_role(town, guest), "ไม่ใช่")):
        chair.says("ผู้ดูแลชมรม")
        chair.phone.presses("Twin First")
        press(chair.phone.user_id, f"role.revoke?role={role}")
        chair.says(sure)
    press(chair.phone.user_id, f"role.revoke?role={_role(town, guest)}")
    chair.presses("ยืนยัน")
    guest.says("เมนู")


def _role(town: Town, guest: Guest) -> int:
    """Her newest duty."""
    with town.sessions.begin() as db:
        hers = select(Role.id).join(Member, Member.id == Role.member_id)
        newest = hers.where(Member.line_user_id == guest.phone.user_id).order_by(Role.id.desc())
        return db.scalars(newest).first() or 0


def _leave(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("ลาออกจากหน้าที่")
    guest.presses("ยืนยัน")
    for _try in range(2):
        chair.says("ลาออกจากหน้าที่")
        chair.phone.presses("Twin First")
        chair.presses("ยืนยัน")
        guest.types(town.run("invite", "--role", "administrator").split()[0])
    guest.says("เชิญผู้ดูแลระบบ")
    chair.types(code(guest))
    chair.says("ส่งต่อหน้าที่")
    chair.presses("ยืนยัน")
    guest.types(code(chair))
    chair.types(town.run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    with town.sessions.begin() as db:
        first = db.scalars(select(Club.id).where(Club.name == "Twin First")).one()
    chair.phone.simulator.press(chair.phone.user_id, f"role.holders?club={first}&start=0")


def roster(town: Town, guest: Guest, chair: Guest) -> None:
    """People without LINE, and whether one of them is a member."""
    with coordinating(town, chair, "Twin Second"):
        chair.says("รายชื่อสมาชิก")
        chair.phone.presses("Twin Second")
        chair.sees("{club} ยังไม่มีรายชื่อที่บอกชื่อไว้ค่ะ เพิ่มคนที่ไม่ใช้ LINE ได้นะคะ", club="Twin Second")
    _adds(chair, "081-234-5678")
    _adds(chair, LIKE, LIKE, "081-234-5678", *FURTHER, *["081"] * 50)
    town.works()
    chair.says("รายชื่อสมาชิก")
    chair.types("Qqqqq Xxxxx")
    chair.types("Somchai")
    chair.types(FURTHER[0])
    chair.presses("เอาชื่อนี้ออก")
    chair.says("ใช่")
    chair.presses("เอาชื่อนี้ออก")
    chair.sees("ไม่พบชื่อนี้ในรายชื่อแล้วค่ะ พิมพ์ “รายชื่อสมาชิก” เพื่อดูล่าสุดนะคะ")
    _one_or_two_people(town, guest, chair)


def _one_or_two_people(town: Town, guest: Guest, chair: Guest) -> None:
    on_roster_of(town, guest, None)
    chair.presses("คนเดียวกัน")
    chair.sees("สองชื่อนี้รวมกันไม่ได้ค่ะ ต้องอยู่ชมรมเดียวกัน และชื่อหนึ่งยังไม่ใช้ LINE")
    on_roster_of(town, guest, town.hua_hin.id)
    chair.presses("คนละคน")
    _adds(chair, ALIKE)
    town.works()
    chair.says("เมนู")
    chair.presses("คนเดียวกัน", "คนเดียวกัน")
    chair.sees("รวมชื่อนี้ไปแล้ว หรือไม่มีในรายชื่อแล้วค่ะ")


def _adds(chair: Guest, *lines: str) -> None:
    chair.says("เพิ่มรายชื่อ")
    chair.types("\n".join(lines))


def rights(town: Town, guest: Guest, chair: Guest) -> None:
    """What she is told and how large, and four ways to end or take along what is kept."""
    guest.says("การแจ้งเตือน", "แจ้งเฉพาะกิจกรรม", "การแจ้งเตือน", "ปิดการแจ้งเตือน", "แจ้งทุกเรื่อง")
    guest.says("ขนาดตัวหนังสือ", "ตัวหนังสือใหญ่", "เมนู", "กิจกรรม", "ข้อมูลของฉัน", "ตัวหนังสือปกติ")
    guest.says("สิทธิในข้อมูล", "ขอไฟล์ข้อมูลของฉัน", "ยืนยันขอไฟล์ข้อมูล")
    for ask, confirm in (
        ("ออกจากชมรม", "ยืนยันออกจากชมรม"),
        ("ถอนความยินยอม", "ยืนยันถอนความยินยอม"),
    ):
        guest.says(ask)
        guest.types("ไม่" if guest.language == "th" else "no")
        guest.says(ask)
        guest.presses(confirm)
        guest.says(ask)


def oneself(town: Town, guest: Guest, chair: Guest) -> None:
    no_keeper(town.deployment, guest)
    guest.says("ปิดการแจ้งเตือน", "ข้อมูลของฉัน", "เปิดการแจ้งเตือน", "ข้อมูลของฉัน")
    guest.presses("แก้ไขชื่อ")
    guest.types("999")
    guest.types("Somchai Jaidee")
    guest.says("ลบข้อมูลของฉัน", "ยกเลิก", "ลบข้อมูลของฉัน")
    guest.types("ไม่")
    guest.sees("ยังไม่ได้ลบค่ะ ข้อมูลของคุณยังอยู่ครบนะคะ")
    guest.says("ลบข้อมูลของฉัน")
    guest.presses("ลบข้อมูล")
    guest.presses("ลบข้อมูล")
    guest.sees(
        "ลบข้อมูลของคุณเรียบร้อยแล้วค่ะ ขอบคุณที่เคยร่วมทางกันนะคะ อยากกลับมาเมื่อไร พิมพ์ “เข้าชมรม” ได้เสมอค่ะ"
    )
