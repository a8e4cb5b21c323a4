"""What those who came think of an event, and what became of it."""

from datetime import datetime, timedelta

from sqlalchemy import update

from bot.bangkok import local
from models import Attendance, Event, EventState, Way
from tests.planning import plan
from tests.tour.guest import Guest, Town, member


def looking_back(town: Town, guest: Guest, chair: Guest) -> None:
    with town.sessions.begin() as db:
        db.execute(update(Event).values(state=EventState.DRAFT))
    guest.says("ให้คะแนนกิจกรรม")
    guest.sees("ตอนนี้ไม่มีกิจกรรมที่คุณมาร่วมและรอคะแนนอยู่ค่ะ")
    chair.says("สรุปกิจกรรม")
    chair.sees("ชมรมของคุณยังไม่มีกิจกรรมที่เริ่มแล้วในสองเดือนนี้ค่ะ")
    walk = _held(town, guest, "Walk 5", town.clock() - timedelta(hours=5))
    chair.says("สรุปกิจกรรม")
    chair.sees("ยังไม่มีใครให้คะแนน")
    guest.says("ให้คะแนนกิจกรรม")
    guest.types("9")
    guest.types("๕")
    guest.types("Good " * 150)
    guest.presses("ไม่มีอะไรเพิ่ม")
    guest.sees("ขอบคุณมากค่ะ ความเห็นของคุณช่วยให้งานครั้งหน้าดีขึ้นนะคะ")
    _held(town, guest, "Walk 6", town.clock() - timedelta(hours=4), way=Way.LINK)
    guest.says("ให้คะแนนกิจกรรม")
    guest.sees("ให้คะแนนกิจกรรมไหนคะ")
    chair.says("สรุปกิจกรรม")
    chair.presses("ดูสรุป")
    chair.press(f"event.sum_up?event={walk}")
    chair.sees("{mean} จาก 5 ({count} คนให้คะแนน)", mean="5.0", count=1)
    town.works()
    guest.says("เมนู")
    guest.sees("ขอบคุณที่มาร่วมนะคะ ครั้งนี้เป็นอย่างไรคะ")
    guest.press("feedback.ask?event=999")
    for title, ago in (("Walk 7", timedelta(minutes=5)), ("Walk 8", timedelta(days=30))):
        guest.press(f"feedback.ask?event={_held(town, guest, title, town.clock() - ago)}")
    with town.sessions.begin() as db:
        db.execute(update(Event).values(state=EventState.PUBLISHED))


def _held(town: Town, guest: Guest, title: str, start: datetime, *, way: Way = Way.DOOR) -> int:
    """The guest was there."""
    event = plan(town.sessions, town.hua_hin, title, start)
    with town.sessions.begin() as db:
        hers = {"event_id": event.id, "member_id": member(guest, db).id}
        db.add(Attendance(**hers, day=local(start).date(), at=start, way=way))
    return event.id
