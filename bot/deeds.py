"""Writing down who did what, in the transaction in which it is done; and how a deed is called."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.language import N_, _
from models import (
    Announcement,
    Club,
    Deed,
    Event,
    Group,
    Inquiry,
    Member,
    Opening,
    Poll,
    What,
)

Thing = Announcement | Event | Group | Inquiry | Opening | Poll

WORDS = {
    What.CLUB_ASKED: N_("ขอเปิดชมรม"),
    What.CLUB_APPROVED: N_("อนุมัติเปิดชมรม"),
    What.CLUB_REFUSED: N_("ไม่อนุมัติเปิดชมรม"),
    What.CLUB_EDITED: N_("แก้ข้อมูลของชมรม"),
    What.MODEL_NAMED: N_("ตั้งเป็นชมรมต้นแบบ"),
    What.MODEL_ENDED: N_("เลิกเป็นชมรมต้นแบบ"),
    What.PICTURE_HUNG: N_("เปลี่ยนรูปของชมรม"),
    What.PICTURE_REMOVED: N_("ลบรูปของชมรม"),
    What.ROLE_INVITED: N_("ออกรหัสรับหน้าที่"),
    What.ROLE_GIVEN: N_("ให้หน้าที่"),
    What.ROLE_HANDED_OVER: N_("ส่งต่อหน้าที่ให้ผู้อื่น"),
    What.ROLE_ENDED: N_("สิ้นสุดหน้าที่"),
    What.ROSTER_ADDED: N_("เพิ่มชื่อในรายชื่อ"),
    What.ROSTER_RENAMED: N_("แก้ชื่อในรายชื่อ"),
    What.ROSTER_REMOVED: N_("ลบรายชื่อ"),
    What.ROSTER_MERGED: N_("รวมรายชื่อ"),
    What.ROSTER_EXPORTED: N_("ดาวน์โหลดรายชื่อ"),
    What.DATA_DELETED: N_("สมาชิกลบข้อมูลของตัวเอง"),
    What.DATA_ERASED: N_("ลบข้อมูลสมาชิกตามคำขอ"),
    What.ANNOUNCEMENT_SENT: N_("สั่งส่งประกาศ"),
    What.ANNOUNCEMENT_ASKED: N_("ขออนุมัติส่งประกาศ"),
    What.ANNOUNCEMENT_APPROVED: N_("อนุมัติให้ส่งประกาศ"),
    What.ANNOUNCEMENT_REFUSED: N_("ไม่อนุมัติให้ส่งประกาศ"),
    What.ANNOUNCEMENT_PAUSED: N_("หยุดประกาศไว้ก่อน"),
    What.ANNOUNCEMENT_RESUMED: N_("ส่งประกาศต่อ"),
    What.SERIES_STARTED: N_("ตั้งประกาศประจำ"),
    What.SERIES_STOPPED: N_("หยุดประกาศประจำ"),
    What.ANNOUNCEMENT_CANCELLED: N_("ยกเลิกประกาศ"),
    What.EVENT_MADE: N_("สร้างกิจกรรม"),
    What.EVENT_PUBLISHED: N_("เผยแพร่กิจกรรม"),
    What.EVENT_CHANGED: N_("แก้กิจกรรม"),
    What.EVENT_CANCELLED: N_("ยกเลิกกิจกรรม"),
    What.EVENT_TOLD: N_("สั่งส่งข้อความของกิจกรรม"),
    What.EVENT_HUSHED: N_("หยุดข้อความของกิจกรรม"),
    What.EVENT_EXPORTED: N_("ดาวน์โหลดรายชื่อของกิจกรรม"),
    What.POLL_OPENED: N_("เปิดโพล"),
    What.POLL_CLOSED: N_("ปิดโพล"),
    What.GROUP_LINKED: N_("เชื่อมกลุ่ม LINE"),
    What.GROUP_UNLINKED: N_("เลิกเชื่อมกลุ่ม LINE"),
    What.INQUIRY_ANSWERED: N_("ตอบคำถามสมาชิก"),
    What.CONSOLE_ENTERED: N_("เข้าใช้หน้าจัดการชมรม"),
    What.CONSOLE_LEFT: N_("ออกจากหน้าจัดการชมรม"),
    What.SECOND_ADDED: N_("เพิ่มการยืนยันอีกชั้น"),
    What.SECOND_REMOVED: N_("ลบการยืนยันอีกชั้น"),
    What.SECOND_FORGOTTEN: N_("ล้างการยืนยันอีกชั้นให้"),
    What.SETTINGS_CHANGED: N_("เปลี่ยนการตั้งค่า"),
}
DETAILS = {
    "coordinator": N_("ผู้ประสานงาน"),
    "coach": N_("โค้ช"),
    "administrator": N_("ผู้ดูแลระบบ"),
    "about": N_("คำแนะนำชมรม"),
    "contact_name": N_("ชื่อผู้ติดต่อ"),
    "contact_phone": N_("เบอร์โทร"),
    "contact_hours": N_("เวลาติดต่อ"),
    "paid": N_("แบบส่งทันที"),
    "free": N_("แบบไม่เสียข้อความ"),
    "passkey": N_("พาสคีย์"),
    "app": N_("แอปรหัส"),
    "everywhere": N_("ทุกเครื่อง"),
    "quiet": N_("เวลาพัก"),
    "reminder": N_("เวลาเตือนก่อนกิจกรรม"),
    "reminder_of_all": N_("เวลาเตือนของทุกชมรม"),
    "reminding": N_("ข้อความในการ์ดเตือน"),
    "welcome": N_("คำต้อนรับ"),
    "approval": N_("การอนุมัติประกาศ"),
    "budget": N_("งบข้อความของเดือน"),
}


def record(
    db: Session,
    who: Member | None,
    what: What,
    now: datetime,
    *,
    club: Club | None = None,
    about: Member | Thing | None = None,
    detail: str | None = None,
    amount: int | None = None,
) -> None:
    """Write it down. Who did it is nobody where a command on the server did."""
    person = about if isinstance(about, Member) else None
    thing = None if isinstance(about, Member) else about
    deed = {
        "at": now,
        "what": what,
        "detail": detail,
        "who_id": who and who.id,
        "person_id": person and person.id,
        "club_id": club and club.id,
        "thing_id": thing and thing.id,
        "amount": amount,
    }
    db.execute(insert(Deed).values(deed))


def name(deed: Deed) -> str:
    """What was done, in the reader's words."""
    words = _(WORDS[deed.what])
    details = [_(DETAILS[deed.detail])] if deed.detail in DETAILS else []
    if deed.amount is not None:
        details.append(_("{count} คน", count=deed.amount))
    return f"{words} ({', '.join(details)})" if details else words
