"""A walk through everything that the bot can show, in either language.

Labels and words are given in Thai, and pressed or typed as the catalogue says them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from bot import guessing, outcome, quota
from bot.deployment import Deployment
from bot.language import _, speaking
from handlers.console import actions as console
from handlers.quiz import flow as quiz_flow
from models import (
    Account,
    Club,
    ClubSetting,
    Kind,
    Member,
    Opening,
    Outgoing,
    OutgoingState,
    QuizAttempt,
    Role,
    RoleKind,
)
from tests.bot import photos
from tests.conftest import Now
from tests.phone import Phone
from tests.planning import bangkok_time, found, plan

SECRET_STORY = "มีการเรียกเงินก่อนออกใบอนุญาต"
REASON = "Please bring a letter first"
LONELY = "Is anybody there?"
LIKE, ALIKE = "Somchai Jaide", "Somchai Jaidde"  # nearly the newcomer's name
FURTHER = ("Bua Dee", "Dao Dee", "Fah Dee")
ANNOUNCED = "พรุ่งนี้พบกันที่ศาลาประชาคม เวลา 9 โมง"


@dataclass(frozen=True)
class Town:
    """Everything that a tour needs."""

    deployment: Deployment
    sessions: sessionmaker[Session]
    clock: Now
    works: Callable[[], None]
    run: Callable[..., str]
    hua_hin: Club
    newcomer: Phone
    coordinator: Phone


class Guest:
    """A phone whose owner reads one of the languages."""

    def __init__(self, phone: Phone, language: str) -> None:
        self.phone, self.language = phone, language
        self.types = phone.says

    def translated(self, thai: str, **values: object) -> str:
        with speaking(self.language):
            return _(thai, **values)

    def says(self, *thai: str) -> None:
        for words in thai:
            self.phone.says(self.translated(words))

    def presses(self, *thai: str) -> None:
        for label in thai:
            self.phone.presses(self.translated(label))

    def sees(self, *thai: str, **values: object) -> None:
        self.phone.sees(*(self.translated(words, **values) for words in thai))


def walk(town: Town, language: str) -> list[dict[str, Any]]:
    """All messages that reach the two phones once their owners have chosen their language."""
    guest, chair = Guest(town.newcomer, language), Guest(town.coordinator, language)
    guest.phone.adds_the_bot()
    for each in (guest, chair):
        each.types("english" if language == "en" else "ภาษาไทย")
        if language == "en":  # so that what is large is judged, too
            each.says("ตัวหนังสือใหญ่")
    before = len(reached(guest)), len(reached(chair))
    for part in (
        being_new,
        joining,
        hanging,
        opening,
        small_talk,
        advice,
        events,
        talking,
        questions,
        reporting,
        announcing,
        aftermath,
        duties,
        roster,
        rights,
        oneself,
    ):
        part(town, guest, chair)
    return [*reached(guest)[before[0] :], *reached(chair)[before[1] :]]


def reached(guest: Guest) -> list[dict[str, Any]]:
    phone = guest.phone
    return [entry["message"] for entry in phone.simulator.ledger(phone.user_id)]


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
    _on_roster_of(town, guest, town.hua_hin.id)
    guest.says("กิจกรรม")
    guest.presses("เข้าร่วม")
    guest.sees("เข้าชมรม {club}", club=town.hua_hin.name)
    _on_roster_of(town, guest, None)
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


def _on_roster_of(town: Town, guest: Guest, club: int | None) -> None:
    """As an import leaves her: in a club, and without consent."""
    with town.sessions.begin() as db:
        db.query(Member).filter_by(line_user_id=guest.phone.user_id).one().club_id = club


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
    with _coordinating(town, chair, "Twin First"):
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
        db.query(Role).filter_by(kind=RoleKind.COORDINATOR, member_id=_id(guest, db)).delete()


def _id(guest: Guest, db: Session) -> int:
    return db.query(Member).filter_by(line_user_id=guest.phone.user_id).one().id


def small_talk(town: Town, guest: Guest, chair: Guest) -> None:
    guest.types("english" if guest.language == "en" else "ภาษาไทย")
    guest.types("ขอบคุณ")
    guest.types("ไม่")
    guest.says("เมนู", "วิธีใช้", "ยกเลิก", "ย้อนกลับ", "ข้าม")
    for words in ("ฟหกด", "ฟหกด", "ฟหกด", "อยากยกเลิก", "สวัสดี"):
        guest.types(words)
    guest.phone.simulator.press(guest.phone.user_id, "long.gone?x=1")
    guest.phone.sends({"type": "sticker", "packageId": "1", "stickerId": "1"})
    guest.phone.sends({"type": "location", "latitude": 12.5, "longitude": 99.9})
    for kind, mime in {
        "image": "image/jpeg",
        "video": "video/mp4",
        "audio": "audio/mp4",
        "file": "application/pdf",
    }.items():
        guest.phone.simulator.upload(guest.phone.user_id, {"type": kind}, mime, b"x")
    guest.says("ข้อมูลของฉัน")
    guest.phone.blocks_the_bot()
    guest.phone.unblocks_the_bot()
    guest.sees("ยินดีที่ได้พบกันอีกนะคะ")


def advice(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("เบอร์สายด่วน", "เกณฑ์การรับของขวัญ", "แจ้งซ่อม", "ติดต่อเจ้าหน้าที่")
    guest.says("เช็กชื่อเข้างาน", "ติดตามเบาะแส", "ขนาดตัวหนังสือ", "ออกจากชมรม")
    guest.says("เกียรติบัตร")
    for asked in ("สร้างกิจกรรม", "รายชื่อผู้เข้าร่วม"):
        guest.says(asked)
        guest.sees("เรื่องนี้ผู้ประสานงานของชมรมเป็นผู้ดูแลค่ะ")
        chair.says(asked)
    for each in (guest, chair):
        each.says("หน้าจัดการชมรม")
    letting_machines_in(town, chair)
    chair.says("ยกเลิกกิจกรรม")


def letting_machines_in(town: Town, chair: Guest) -> None:
    for number, (kind, answer) in enumerate(
        (("Windows Chrome", "ยืนยัน"), ("Android Chrome", "ไม่ใช่ฉัน"))
    ):
        chair.types(_code_of(town, f"browser {number}", kind))
        chair.sees("ให้เครื่องนี้เข้าหน้าจัดการไหมคะ")
        chair.presses(answer)
    chair.presses(answer)
    chair.sees("คำขอนี้หมดเวลาหรือใช้ไปแล้วค่ะ ขอรหัสใหม่ที่หน้าเว็บได้เลยนะคะ")
    for _try in range(guessing.OF_ONE + 1):
        chair.types("เข้าหน้าจัดการ 000000")
    chair.says("ออกจากระบบทุกเครื่อง")
    with town.sessions.begin() as db:
        member = db.query(Member).filter_by(line_user_id=chair.phone.user_id).one()
        console.protect(db, member, "app", town.clock())
        console.start_over(db, None, member, town.clock())
    town.works()


def _code_of(town: Town, browser: str, kind: str) -> str:
    """What a waiting machine says to type."""
    secret, now = town.deployment.settings.secret_key, town.clock()
    with town.sessions.begin() as db:
        console.ask(db, browser, kind, secret, now)
        entry = console.waiting(db, browser, now)
        return f"เข้าหน้าจัดการ {console.code(browser, entry.salt, secret)}"


def events(town: Town, guest: Guest, chair: Guest) -> None:
    talk = ("Clean towns", None)
    start = bangkok_time("2026-02-01")
    hua_hin = town.hua_hin
    walk = {"place": "Pier", "capacity": 1, "speaker": "Khru Nok"}
    plan(town.sessions, hua_hin, "Walk", start, topics=talk, **walk)
    guest.says("กิจกรรม")
    guest.presses("ไม่สะดวก")
    guest.says("กิจกรรม")
    guest.presses("กำหนดการ", "เข้าร่วม")
    guest.sees("ขอชื่อและนามสกุลสำหรับรายชื่อผู้เข้าร่วมค่ะ พิมพ์มาได้เลยนะคะ")
    guest.types("12345")
    guest.types("Somchai Jaidee")
    guest.sees("✓ ลงทะเบียนแล้วค่ะ")
    guest.says("ที่ลงทะเบียนไว้", "ลิงก์เข้าประชุม")
    guest.types("พรุ่งนี้กี่โมง")
    chair.says("กิจกรรม")
    chair.presses("เข้าร่วม")
    chair.types("Khru Nok")
    chair.sees("ที่นั่งเต็มแล้วค่ะ ถ้ามีคนยกเลิก ลองกด “เข้าร่วม” อีกครั้งได้นะคะ")
    for number in range(3):
        day = start + timedelta(days=number + 1)
        plan(
            town.sessions,
            hua_hin,
            f"Evening {number}",
            day,
            place="Hall",
            online_url="https://a.b/",
        )
    guest.says("กิจกรรม")
    guest.presses("ดูเพิ่ม")
    guest.says("เข้าร่วม")
    guest.presses("เข้าร่วม")
    guest.sees("✓ ลงทะเบียนแล้วค่ะ")
    guest.says("ที่ลงทะเบียนไว้", "เวลาและสถานที่", "ลิงก์เข้าประชุม", "ยกเลิกการลงทะเบียน")
    guest.types("วันนี้ขอลิงก์")
    guest.types("ไม่สะดวก")
    guest.sees("ไม่สะดวกกิจกรรมไหนคะ")
    guest.presses("ไม่สะดวก")
    guest.sees("ยกเลิกการลงทะเบียนแล้วค่ะ")
    guest.presses("เปลี่ยนใจ เข้าร่วม")
    town.clock.moves_to(bangkok_time("2026-01-31", "18:05"))
    town.works()
    guest.sees("ใกล้ถึงเวลานัดแล้วค่ะ")
    chair.types("huahin")
    chair.sees("ลิงก์เชิญเข้าชมรม")
    town.clock.moves_to(start + timedelta(minutes=5))
    guest.presses("ดูรายละเอียด")
    guest.sees("กิจกรรมนี้เริ่มแล้วค่ะ")
    guest.phone.simulator.press(guest.phone.user_id, "event.show?event=999")


def talking(town: Town, guest: Guest, chair: Guest) -> None:
    guest.types("where to park" if guest.language == "en" else "จอดรถที่ไหน")
    guest.presses("ฝากถามผู้ประสานงาน")
    guest.sees("ฝากถึงผู้ประสานงานแล้วค่ะ")
    _contact_and_models(town, guest)
    guest.says("ฝากคำถาม")
    guest.types("ก" * 1001)
    guest.types("นายกโกง")
    guest.sees("เรื่องนี้เป็นเบาะแสไหมคะ")
    guest.presses("ไม่ใช่เบาะแส")
    guest.types(LONELY)
    guest.types("ask FIRST")
    guest.types(LONELY)
    guest.presses("ดูที่คุยกันไว้")
    guest.sees("รอผู้ประสานงานตอบค่ะ")
    chair.says("เมนู", "มีคนถาม")
    chair.sees("คำถามที่รอคำตอบค่ะ")
    chair.presses("อ่านและตอบ")
    chair.presses("ดูข้อความก่อนหน้า")
    chair.types("ก" * 1001)
    _answering(town, chair)
    guest.says("ดูที่คุยกันไว้")
    guest.sees("ตอบแล้วค่ะ")
    guest.phone.simulator.press(guest.phone.user_id, "inquiry.talk?club=999")
    chair.phone.simulator.press(chair.phone.user_id, "inquiry.read?inquiry=999")


def _contact_and_models(town: Town, guest: Guest) -> None:
    """One model club more, which nobody answers for, and one that is asked below."""
    guest.types("ask FIRST")
    guest.sees("ฝากถามได้เฉพาะชมรมของคุณและชมรมต้นแบบค่ะ")
    with town.sessions.begin() as db:
        for club in db.scalars(select(Club)):
            club.model = True
            club.contact_phone, club.contact_hours = "0812345678", "9.00–16.00"
    guest.types("ask SECOND")
    guest.says("ติดต่อเจ้าหน้าที่")
    guest.sees("โทร {number}", number="081-234-5678")


def _answering(town: Town, chair: Guest) -> None:
    _use_up(town)
    chair.types(LONELY)
    chair.says("ส่งทันที")
    _use_up(town, undo=True)
    chair.types(LONELY)
    chair.presses("ส่งทันที")
    town.works()
    chair.says("มีคนถาม")
    _share(town, 0)  # of a club that has not paid for any yet, none is left
    chair.types(LONELY)
    _share(town, None)
    chair.presses("ส่งฟรี")


def _share(town: Town, budget: int | None) -> None:
    """How many messages of the month are each club's own."""
    with town.sessions.begin() as db:
        for club_id in db.scalars(select(Club.id)).all():
            db.merge(ClubSetting(club_id=club_id, budget=budget))


def _use_up(town: Town, *, undo: bool = False) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota = 300 if undo else 0


def questions(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("คะแนนของฉัน", "คำถามวันนี้")
    guest.types("ฟหกด")
    guest.sees("ตอบด้วยตัวอักษรหน้าข้อ หรือแตะคำตอบได้เลยค่ะ")
    guest.says("ขอคิดก่อน", "ไม่ทราบ")
    guest.sees("ไม่เป็นไรค่ะ มาดูเฉลยกัน")
    guest.presses("ข้อต่อไป")
    for right in (True, False):
        guest.types(_letter(town, right=right))
        guest.sees("✓ ถูกต้องค่ะ" if right else "ยังไม่ใช่ข้อนี้ค่ะ")
        guest.presses("ข้อต่อไป")
    choice = next(each for each in guest.phone.actions() if "quiz.answer" in each.get("data", ""))
    guest.phone.does(choice)
    guest.phone.does(choice)
    guest.sees("ข้อนี้ตอบไปแล้ว นับคำตอบแรกนะคะ")
    guest.phone.simulator.press(guest.phone.user_id, "quiz.answer?attempt=999&choice=0")
    guest.says("คะแนนของฉัน")


def _letter(town: Town, *, right: bool) -> str:
    """What to type for the right answer, or for a wrong one, to the question that waits."""
    with town.sessions.begin() as db:
        attempt = db.query(QuizAttempt).filter(QuizAttempt.answered.is_(None)).one()
    key = quiz_flow.QUESTIONS[attempt.question].answer
    place = attempt.order.index(key)
    return "1234"[place if right else (place + 1) % len(attempt.order)]


def reporting(town: Town, guest: Guest, chair: Guest) -> None:
    guest.types("191")
    guest.sees("โทร 191 ทันทีค่ะ")
    guest.says("แจ้งเบาะแส")
    guest.presses("ทางที่ปลอดภัยกว่า", "ยังไม่แจ้งตอนนี้")
    guest.says("แจ้งเบาะแส")
    guest.presses("เข้าใจแล้ว เริ่มแจ้ง")
    guest.phone.sends({"type": "location", "latitude": 12.5, "longitude": 99.9})
    guest.types(SECRET_STORY)
    guest.presses("ข้าม")
    guest.types(SECRET_STORY)
    guest.presses("ไม่ส่ง ลบทิ้ง")
    guest.says("แจ้งเบาะแส")
    guest.presses("เข้าใจแล้ว เริ่มแจ้ง")
    guest.types(SECRET_STORY)
    guest.says("เมนู")
    guest.sees("เรื่องที่เล่ายังค้างอยู่ค่ะ ส่งหรือลบทิ้งก่อน แล้วค่อยไปต่อนะคะ")
    guest.presses("ส่งเรื่องนี้", "ส่งเรื่องนี้")
    guest.sees("ตอนนี้ไม่มีเรื่องที่ค้างอยู่ค่ะ ถ้ากดส่งแล้ว เรื่องถึงผู้รับแล้ว ถ้ายังไม่ได้ส่ง ระบบลบทิ้งแล้วค่ะ")
    _chat_is_read(town, "chat")
    guest.says("แจ้งเบาะแส")
    _chat_is_read(town, "bot")


def no_keeper(deployment: Deployment, guest: Guest) -> None:
    """Nobody could open a tip: the intake is closed."""
    keepers = deployment.settings.tip_recipients
    object.__setattr__(deployment, "settings", replace(deployment.settings, tip_recipients=()))
    guest.says("แจ้งเบาะแส")
    guest.sees("ยังไม่มีผู้ดูแลกล่องรับเรื่อง โปรดโทร ป.ป.ช. 1205")
    settings = replace(deployment.settings, tip_recipients=keepers)
    object.__setattr__(deployment, "settings", settings)


def _chat_is_read(town: Town, mode: str) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.chat_mode = mode


def announcing(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("ข่าวสาร")
    chair.says("ประกาศ")
    chair.sees("ประกาศของชมรมไหนคะ")
    chair.phone.presses("Twin First")
    chair.types(LONELY)
    chair.sees("ชมรมนี้ยังไม่มีสมาชิกที่รับข้อความได้ค่ะ")
    chair.says("ส่งเลย")
    chair.says("ยกเลิก", "ประกาศ")
    chair.types("หัวหิน")
    chair.types("ก" * 4600)
    chair.types(ANNOUNCED)
    chair.presses("ลองส่งให้ฉันดูก่อน", "แก้ไขข้อความ")
    chair.types(ANNOUNCED)
    chair.says("ตั้งเวลา")
    for wrong in ("ฟหกด", "31/2/2569", "8/8/2590 9.00", "1/1/2569 9.00", "พรุ่งนี้ 3 โมง", "8/8/2569"):
        chair.types(wrong)
    chair.types("09.00")
    chair.types(LONELY)
    chair.sees("เปลี่ยนประกาศเป็นข้อความนี้ไหมคะ")
    chair.presses("ใช้ข้อความเดิม")
    chair.presses("ส่งตามเวลานี้", "ยกเลิกประกาศนี้")
    chair.says("ประกาศ")
    chair.types("หัวหิน")
    chair.types(ANNOUNCED)
    chair.presses("ส่งเลย", "แก้ไขข้อความ")
    chair.sees("ร่างประกาศนี้เก่าแล้วค่ะ พิมพ์ “ประกาศ” เพื่อเขียนใหม่นะคะ")
    town.works()
    guest.says("ข่าวสาร")
    _too_late_and_too_dear(town, chair)
    chair.phone.simulator.press(chair.phone.user_id, "announcement.for?club=999")


def _too_late_and_too_dear(town: Town, chair: Guest) -> None:
    press = chair.phone.simulator.press
    press(chair.phone.user_id, "announcement.cancel?announcement=2")
    press(chair.phone.user_id, "announcement.cancel?announcement=999")
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota, account.exhausted = account.used, town.clock()
        assert quota.left(db, town.clock())
    chair.says("ประกาศ")
    with speaking(chair.language):
        chair.phone.sees(outcome.held())
    chair.types("หัวหิน")
    chair.types(ANNOUNCED)
    chair.says("ยกเลิก")
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota, account.exhausted = None, None
    for budget in (None, 100, 1):
        _share(town, budget)
        chair.says("ประกาศ")
        chair.types("หัวหิน")
        chair.types(ANNOUNCED)
        chair.says("ยกเลิก")
    _share(town, None)


def aftermath(town: Town, guest: Guest, chair: Guest) -> None:
    """What became of announcements, and which can be stopped."""
    chair.says("เมนู", "ประกาศที่รอส่ง")
    for end in (OutgoingState.FAILED, OutgoingState.UNKNOWN, OutgoingState.SENT):
        _announce(chair)
        _held_up(town)
        if end is OutgoingState.SENT:
            chair.says("ประกาศที่รอส่ง")
        _end(town, end)
        chair.says("เมนู")
    _announce(chair)
    _half_sent(town)
    chair.presses("ยกเลิกประกาศนี้")
    chair.sees("หยุดแล้วค่ะ ส่งออกไปก่อนแล้ว {count} คน ที่เหลือจะไม่ได้รับนะคะ", count=1)
    _announce(chair)
    _exhaust(town, town.clock())
    _announce(chair)
    town.clock.moves(days=2)
    town.works()
    chair.says("เมนู")


def _exhaust(town: Town, since: datetime | None) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.exhausted = since


def _held_up(town: Town) -> None:
    """Laid out as requests, and not yet sent."""
    _exhaust(town, town.clock())
    town.works()
    _exhaust(town, None)


def _half_sent(town: Town) -> None:
    _held_up(town)
    with town.sessions.begin() as db:
        row = db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.WAITING)).one()
        sent = {"endpoint": "push", "cost": 1, "due": row.due, "not_after": row.not_after}
        db.add(Outgoing(**sent, announcement_id=row.announcement_id, state=OutgoingState.SENT))


def _end(town: Town, end: OutgoingState) -> None:
    with town.sessions.begin() as db:
        waiting = update(Outgoing).where(Outgoing.state == OutgoingState.WAITING)
        db.execute(waiting.values(state=end, body=None))
    town.works()


def _announce(chair: Guest) -> None:
    chair.says("ประกาศ")
    chair.types("หัวหิน")
    chair.types(ANNOUNCED)
    chair.presses("ส่งเลย")


def duties(town: Town, guest: Guest, chair: Guest) -> None:
    """Codes that are passed on, and duties that end."""
    guest.says("เชิญผู้ประสานงาน", "ผู้ดูแลชมรม", "เชิญผู้ดูแลระบบ")
    for words in ("เชิญผู้ประสานงาน", "เชิญโค้ช"):
        chair.says(words)
        chair.phone.presses("Twin First")
        guest.types(_code(chair))
    chair.says("เชิญโค้ช")
    chair.types("ฟหกด")
    chair.types("Twin First")
    guest.types(_code(chair))
    chair.types(_code(chair))
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
    chair.types(_code(guest))
    chair.says("ส่งต่อหน้าที่")
    chair.presses("ยืนยัน")
    guest.types(_code(chair))
    chair.types(town.run("invite", "--role", "coordinator", "--club", "HUAHIN").split()[0])
    with town.sessions.begin() as db:
        first = db.scalars(select(Club.id).where(Club.name == "Twin First")).one()
    chair.phone.simulator.press(chair.phone.user_id, f"role.holders?club={first}&start=0")


def _code(guest: Guest) -> str:
    """The code that stands as the title of the newest card."""
    title: str = guest.phone.messages()[-1]["contents"]["body"]["contents"][0]["text"]
    return title


def roster(town: Town, guest: Guest, chair: Guest) -> None:
    """People without LINE, and whether one of them is a member."""
    with _coordinating(town, chair, "Twin Second"):
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
    _on_roster_of(town, guest, None)
    chair.presses("คนเดียวกัน")
    chair.sees("สองชื่อนี้รวมกันไม่ได้ค่ะ ต้องอยู่ชมรมเดียวกัน และชื่อหนึ่งยังไม่ใช้ LINE")
    _on_roster_of(town, guest, town.hua_hin.id)
    chair.presses("คนละคน")
    _adds(chair, ALIKE)
    town.works()
    chair.says("เมนู")
    chair.presses("คนเดียวกัน", "คนเดียวกัน")
    chair.sees("รวมชื่อนี้ไปแล้ว หรือไม่มีในรายชื่อแล้วค่ะ")


def _adds(chair: Guest, *lines: str) -> None:
    chair.says("เพิ่มรายชื่อ")
    chair.types("\n".join(lines))


@contextmanager
def _coordinating(town: Town, who: Guest, club: str) -> Iterator[None]:
    """For a while she coordinates one club more."""
    with town.sessions.begin() as db:
        member = db.query(Member).filter_by(line_user_id=who.phone.user_id).one()
        club_id = db.scalars(select(Club.id).where(Club.name == club)).one()
        role = Role(member_id=member.id, club_id=club_id, kind=RoleKind.COORDINATOR)
        role.since = town.clock()
        db.add(role)
    yield
    with town.sessions.begin() as db:
        db.delete(role)


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
