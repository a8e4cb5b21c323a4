"""Small talk, advice, other machines, and questions to a person."""

from sqlalchemy import select

from bot import guessing
from handlers.console import actions as console
from models import (
    Club,
    Member,
)
from tests.tour.guest import LONELY, Guest, Town, share, use_up


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
    for each in (guest, chair):
        each.says("หน้าจัดการชมรม")
    letting_machines_in(town, chair)


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
    use_up(town)
    chair.types(LONELY)
    chair.says("ส่งทันที")
    use_up(town, undo=True)
    chair.types(LONELY)
    chair.presses("ส่งทันที")
    town.works()
    chair.says("มีคนถาม")
    share(town, 0)  # of a club that has not paid for any yet, none is left
    chair.types(LONELY)
    share(town, None)
    chair.presses("ส่งฟรี")
