"""Questions to a speaker."""

from datetime import timedelta

from sqlalchemy import update

from handlers.speaker.actions import MOST
from models import Event, EventState
from tests.planning import plan
from tests.tour.guest import LONELY, SECRET_STORY, Guest, Town, on_roster_of


def asking_speakers(town: Town, guest: Guest, chair: Guest) -> None:
    """At a talk that is the only one, then at one of several."""
    on_roster_of(town, guest, None)
    guest.says("ถามวิทยากร")
    on_roster_of(town, guest, town.hua_hin.id)
    _are(town, EventState.DRAFT)
    guest.says("ถามวิทยากร")
    guest.sees("ตอนนี้ไม่มีกิจกรรมที่ถามวิทยากรได้ค่ะ ฝากถามผู้ประสานงานแทนได้นะคะ")
    chair.says("คำถามถึงวิทยากร")
    chair.sees("ตอนนี้ไม่มีคำถามถึงวิทยากรค้างอยู่ค่ะ สมาชิกพิมพ์ “ถามวิทยากร” เพื่อฝากคำถามได้นะคะ")
    starts = town.clock() + timedelta(days=2)
    talk = plan(town.sessions, town.hua_hin, "Open day 9", starts)
    guest.says("ถามวิทยากร")
    guest.types("ก" * 501)
    guest.types(SECRET_STORY)
    guest.presses("ไม่ใช่เบาะแส")
    for number in range(MOST):
        guest.types(f"{LONELY} {number}")
        guest.sees("รับคำถามแล้วค่ะ ขอบคุณนะคะ")
        if number + 1 < MOST:
            guest.presses("ถามวิทยากร")
    guest.says("ถามวิทยากร")
    guest.press("speaker.at?event=999")
    _gathered(chair)
    for number in range(3):
        plan(town.sessions, town.hua_hin, f"Open day {number}", starts + timedelta(days=1))
    guest.says("ถามวิทยากร")
    guest.presses("ดูเพิ่ม", "เลือกกิจกรรมนี้")
    guest.types(LONELY)
    chair.says("คำถามถึงวิทยากร")
    chair.presses("ดูคำถาม", "ถามแล้ว")
    chair.press(f"speaker.read?event={talk.id}&newest=True")
    chair.press("speaker.read?event=999")
    _are(town, EventState.PUBLISHED)


def _gathered(chair: Guest) -> None:
    chair.says("เมนู", "คำถามถึงวิทยากร")
    chair.presses("ดูเพิ่ม", "ถามแล้ว", "ยังไม่ได้ถาม", "ถามแล้ว")
    chair.presses("คำถามใหม่ก่อน", "คำถามเก่าก่อน")


def _are(town: Town, state: EventState) -> None:
    with town.sessions.begin() as db:
        db.execute(update(Event).values(state=state))
