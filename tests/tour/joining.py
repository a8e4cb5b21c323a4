"""Coming to the account, into a club, and giving it a picture."""

from datetime import timedelta

from sqlalchemy import select, update

from models import (
    Club,
)
from tests.bot import photos
from tests.planning import bangkok_time, found, plan
from tests.tour.guest import LONELY, Guest, Town, coordinating, on_roster_of


def being_new(town: Town, guest: Guest, chair: Guest) -> None:
    guest.types("สวัสดี")
    guest.says("เข้าร่วม")
    guest.sees("เข้าชมรมก่อนลงทะเบียนนะคะ")
    _asking_a_model_club(guest, chair)
    guest.says("รายชื่อสมาชิก", "ประกาศ", "ข้อมูลของฉัน", "ที่ลงทะเบียนไว้", "กิจกรรม")
    guest.sees("ตอนนี้ยังไม่มีกิจกรรมใหม่ค่ะ แวะมาดูใหม่เมื่อไรก็ได้นะคะ")
    event = plan(
        town.sessions,
        town.hua_hin,
        "Open day",
        bangkok_time("2026-01-20"),
        for_all=True,
        online_url="https://zoom.example/j/1",
    )
    guest.says("กิจกรรม")
    guest.presses("ไม่สะดวก", "เปลี่ยนใจ เข้าร่วม")
    guest.sees("เข้าชมรมก่อนลงทะเบียนนะคะ")
    on_roster_of(town, guest, town.hua_hin.id)
    guest.says("กิจกรรม")
    guest.presses("เข้าร่วม")
    guest.sees("เข้าชมรม {club}", club=town.hua_hin.name)
    on_roster_of(town, guest, None)
    guest.says("กิจกรรม")
    town.clock.moves_to(event.ends + timedelta(minutes=1))
    guest.presses("ไม่สะดวก")
    guest.sees("กิจกรรมนี้จบแล้วค่ะ")


def _asking_a_model_club(guest: Guest, chair: Guest) -> None:
    guest.says("ติดต่อเจ้าหน้าที่")
    guest.presses("ถามชมรมต้นแบบ", "ถามชมรมนี้")
    guest.types(LONELY)
    chair.says("มีคนถาม")
    chair.sees("สมาชิก")
    chair.types(LONELY)
    chair.presses("ส่งฟรี")
    chair.says("มีคนถาม")
    chair.sees("ตอนนี้ไม่มีคำถามค้างอยู่ค่ะ")


def joining(town: Town, guest: Guest, chair: Guest) -> None:
    for name in ("First", "Second"):
        found(town.sessions, name.upper(), f"Twin {name}")
    guest.says("เข้าชมรม")
    guest.types("ฟหกด")
    guest.types("ฟหกด")
    guest.types("FIRTS")
    guest.sees("ใช่ชมรมนี้ไหมคะ")
    guest.types("Twin")
    guest.sees("หมายถึงชมรมไหนคะ")
    guest.phone.presses("Twin First")
    guest.presses("ไม่ยินยอม")
    guest.types("first")
    guest.presses("ยินยอมและเข้าชมรม")
    guest.says("เข้าชมรม")
    guest.types("huahin")
    guest.sees("ย้ายจาก{club}", club="Twin First")
    guest.presses("ไม่ยินยอม")
    with coordinating(town, chair, "Twin First"):
        guest.types("huahin")
        guest.presses("ยินยอมและเข้าชมรม", "ย้ายชมรม")
        chair.says("เมนู")
    for code in ("first", "huahin"):
        guest.types(code)
        guest.presses("ยินยอมและเข้าชมรม", "ไม่ย้าย" if code == "huahin" else "ย้ายชมรม")
    guest.types("huahin")
    guest.presses("ยินยอมและเข้าชมรม", "ย้ายชมรม")
    chair.says("เมนู", "โปสเตอร์ QR")
    guest.says("แก้ไขข้อมูลชมรม")
    chair.says("แก้ไขข้อมูลชมรม")
    for words in ("🎉", "Khru Nok", "12345", "Khru Nok", "1234", "0812345678", "🎉", "Hall"):
        chair.types(words)
    with town.sessions.begin() as db:
        db.execute(update(Club).values(about=None, contact_name=None, contact_phone=None))
        db.execute(update(Club).values(contact_hours=None))
    code = town.run("invite", "--role", "coordinator", "--club", "FIRST").split()[0]
    guest.types(code[:-1] + ("2" if code[-1] != "2" else "3"))
    guest.sees("ไม่พบรหัสนี้ค่ะ ลองตรวจตัวอักษรอีกครั้ง หรือขอรหัสใหม่จากผู้ที่ส่งมานะคะ")
    chair.types(code)
    chair.says("โปสเตอร์ QR")
    chair.phone.presses("Twin First")
    chair.says("แก้ไขข้อมูลชมรม")
    chair.phone.presses("Twin First")
    chair.says("ยกเลิก")
    guest.types(code)
    late = town.run("invite", "--role", "coordinator", "--club", "FIRST").split()[0]
    town.clock.moves(hours=25)
    guest.types(late)
    guest.sees("รหัสนี้หมดอายุแล้วค่ะ รหัสใช้ได้ 24 ชั่วโมง ขอรหัสใหม่ได้นะคะ")
    guest.phone.simulator.press(guest.phone.user_id, "club.agree?club=999")


def hanging(town: Town, guest: Guest, chair: Guest) -> None:
    """A picture for the club, after all that cannot be one."""
    guest.says("รูปชมรม", "ชมรมของฉัน")
    chair.says("รูปชมรม")
    chair.phone.presses("Twin First")
    for kind in ("file", "video", "audio"):
        chair.phone.sends_file(b"x", kind)
    chair.says("ยกเลิก")
    for data in (b"x", photos.moving(), photos.HEIC, photos.bomb(8_000), photos.jpeg(800, 450)):
        _sends_picture(chair, data)
        chair.presses("ดูรูปชมรม")
        chair.sees("กำลังเตรียมรูปอยู่ค่ะ อีกสักครู่แตะดูใหม่นะคะ")
        town.works()
        chair.says("เมนู")
    _sends_picture(chair, b"x")
    chair.phone.simulator.add_fault("content", "error-before", status=404)
    town.works()
    chair.says("ลบรูปชมรม")
    chair.sees("น้องสตรองเปิดรูปที่ส่งมาจาก LINE ไม่ได้แล้วค่ะ รบกวนส่งรูปอีกครั้งนะคะ")
    chair.phone.presses("Twin First")
    chair.presses("เก็บรูปไว้")
    with town.sessions.begin() as db:
        show = f"picture.show?club={db.scalars(select(Club.id).where(Club.code == 'FIRST')).one()}"
    chair.phone.simulator.press(chair.phone.user_id, show)
    chair.presses("เปลี่ยนรูปชมรม", "ลบรูปชมรม", "ลบรูปนี้")
    chair.phone.simulator.press(chair.phone.user_id, show)


def _sends_picture(chair: Guest, data: bytes) -> None:
    chair.says("รูปชมรม")
    chair.phone.presses("Twin First")
    chair.phone.sends_file(data)
