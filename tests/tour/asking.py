"""Questions to a speaker, and a club's polls."""

from datetime import timedelta

from sqlalchemy import update

from handlers.speaker.actions import MOST
from models import Event, EventState
from tests.planning import plan
from tests.tour.guest import LONELY, SECRET_STORY, Guest, Town, on_roster_of

LONG = f"{LONELY} {LONELY}"  # for a label


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


def polling(town: Town, guest: Guest, chair: Guest) -> None:
    """One of which two may be chosen, answered and closed; others are listed."""
    guest.says("ทำโพล", "โพล")
    on_roster_of(town, guest, None)
    guest.types("poll ABCD2345")
    guest.says("โพล")
    on_roster_of(town, guest, town.hua_hin.id)
    chair.says("ทำโพล")
    chair.types("HUAHIN")
    _drafted(chair)
    chair.presses("Pier", "แก้ไขโพล", "ข้าม", "ข้าม", "2")
    stale = next(each for each in chair.phone.actions() if "poll.open" in each.get("data", ""))
    chair.presses("เปิดโพล")
    chair.press("poll.open?draft=AAAAAAAA")
    chair.says("โพล")
    chair.presses("ดูผล")
    chair.sees("ยังไม่มีใครตอบค่ะ")
    _answered(town, guest)
    for _number in range(3):
        chair.says("ทำโพล")
        chair.types("HUAHIN")
        for words in ("Hall", "Pier\nHall", "1"):
            chair.types(words)
        chair.presses("เปิดโพล")
    guest.says("โพล")
    guest.presses("ดูเพิ่ม", "ตอบโพล")
    chair.says("ผลโพล")
    chair.phone.does(stale)
    chair.presses("ดูผล", "ปิดโพล", "ยังไม่ปิด", "ปิดโพล", "ปิดโพล")
    guest.says("ผลโพล")
    guest.presses("เปลี่ยนคำตอบ")
    guest.sees("โพลนี้ปิดแล้วค่ะ ขอบคุณที่สนใจนะคะ")
    town.clock.moves(days=8)
    chair.says("เมนู")


def _drafted(chair: Guest) -> None:
    """With every answer that is none."""
    chair.types("ก" * 201)
    chair.types("Clean towns")
    for words in ("Hall", "\n".join("ABCDEFGHIJK"), "Hall\nHall", f"Hall\n{'ก' * 61}"):
        chair.types(words)
    chair.types(f"Pier\nHall\n{LONG}")
    chair.types("9")
    chair.types("2")


def _answered(town: Town, guest: Guest) -> None:
    guest.says("เมนู", "โพล")
    guest.presses("Pier", "Hall", "เปลี่ยนคำตอบ")
    guest.types("1 2 3")
    guest.types("9")
    guest.types("1")
    guest.presses("ดูผล")
    guest.sees("จากผู้ตอบ {count} คน", count=1)
    guest.press("poll.show?poll=999")


def _are(town: Town, state: EventState) -> None:
    with town.sessions.begin() as db:
        db.execute(update(Event).values(state=state))
