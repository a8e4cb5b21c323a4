"""Events, the question of the day, and reports."""

from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy import delete, select, update

from bot.bangkok import local
from bot.deployment import Deployment
from handlers.event import outline, planning
from handlers.quiz import flow as quiz_flow
from models import (
    Account,
    Answer,
    Event,
    EventState,
    Member,
    QuizAttempt,
    Registration,
)
from tests.bot import photos
from tests.planning import bangkok_time, plan
from tests.tour.guest import ANNOUNCED, SECRET_STORY, Guest, Town, member_id


def events(town: Town, guest: Guest, chair: Guest) -> None:
    talk = ("Clean towns", None)
    start = bangkok_time("2026-02-01")
    hua_hin = town.hua_hin
    walk = {"place": "Pier", "capacity": 1, "speaker": "Khru Nok"}
    only = plan(town.sessions, hua_hin, "Walk", start, topics=talk, **walk)
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
    chair.presses("ลงชื่อรอที่นั่ง")
    chair.types("Khru Nok")
    chair.sees("ลงชื่อรอที่นั่งไว้แล้วค่ะ")
    seats(town, guest, chair, only)
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
    looking_through(town, guest)
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
    guest.press("event.show?event=999")
    town.clock.moves_to(start + timedelta(days=1, minutes=-10))
    town.works()
    guest.sees("ถึงเวลาเข้าประชุมแล้วค่ะ")


def looking_through(town: Town, guest: Guest) -> None:
    """Seven events: five stand beside each other, in whatever size she reads the rest."""
    far = bangkok_time("2026-03-01")
    later = [f"Evening {number}" for number in range(3, 6)]
    for number, title in enumerate(later):
        plan(town.sessions, town.hua_hin, title, far + timedelta(days=number))
    guest.says("กิจกรรม")
    with town.sessions.begin() as db:
        me = db.get_one(Member, member_id(guest, db))
        was, me.large_text = me.large_text, False
    guest.says("กิจกรรม")
    guest.sees("ยังมีกิจกรรมอีกค่ะ")
    guest.presses("ดูเป็นรายการ", "ดูเพิ่ม")
    guest.says("กิจกรรม")
    guest.presses("ดูเพิ่ม")
    with town.sessions.begin() as db:
        db.get_one(Member, member_id(guest, db)).large_text = was
        db.execute(delete(Event).where(Event.title.in_(later)))


def seats(town: Town, guest: Guest, chair: Guest, walk: Event) -> None:
    """The walk has one seat, which is the guest's; the chair waits."""
    chair.says("ที่ลงทะเบียนไว้")
    chair.sees("คุณรอที่นั่งอยู่")
    chair.sees("รอที่นั่ง {count} คน", count=1)
    guest.says("ที่ลงทะเบียนไว้", "ยกเลิกการลงทะเบียน")
    guest.presses("เปลี่ยนใจ เข้าร่วม")
    town.works()
    chair.sees("มีที่ว่างสำหรับคุณแล้วค่ะ")
    chair.says("ที่ลงทะเบียนไว้")
    chair.presses("รับที่นั่ง")
    guest.press(f"event.ponder?event={walk.id}")
    guest.sees("ที่นั่งหรือคิวของคุณ น้องสตรองคืนให้คนอื่นแล้วค่ะ")
    guest.says("กิจกรรม")
    guest.presses("ลงชื่อรอที่นั่ง")
    chair.says("ยกเลิกลงทะเบียน")
    town.works()
    town.clock.moves(days=2)
    town.works()
    guest.says("กิจกรรม")
    guest.sees("เวลาที่เก็บที่นั่งไว้ให้หมดแล้วค่ะ")
    guest.presses("ยังไม่แน่ใจ")
    guest.says("เข้าร่วม")
    guest.sees("✓ ลงทะเบียนแล้วค่ะ")
    bringing(town, guest)
    other_ends(town, guest, chair)


def bringing(town: Town, guest: Guest) -> None:
    """Others come along: of one event, of several, and of none."""
    guest.says("ชื่อที่ลงแทนไว้")
    guest.sees("ยังไม่ได้ลงชื่อแทนใครไว้ค่ะ")
    start = bangkok_time("2026-01-31")
    walks = [
        plan(
            town.sessions,
            town.hua_hin,
            f"Walk {day}",
            start + timedelta(days=day - 5),
            capacity=seats,
        )
        for day, seats in enumerate((9, 0, 9, 9), 5)
    ]
    guest.says("ลงชื่อแทนคนอื่น")
    guest.press("event.put_down_more?start=0")
    guest.press(f"event.put_down?event={walks[0].id}")
    for typed in ("1234", "Somchai Jaidee"):
        guest.types(typed)
    guest.sees("ลงชื่อแทน {name} แล้วค่ะ", name="Somchai Jaidee")
    guest.press(f"event.put_down?event={walks[1].id}")
    guest.types("Somchai Jaidee")
    guest.sees("ลงชื่อรอที่นั่งแทน {name} แล้วค่ะ", name="Somchai Jaidee")
    guest.says("ชื่อที่ลงแทนไว้")
    back = f"event.take_back?event={walks[1].id}&member={companion(town)}"
    for _press in range(2):
        guest.press(back)
    for name in "Twin First", "Twin Second", "Khru Nok", "Pier", "Hall":
        guest.press(f"event.put_down?event={walks[0].id}")
        guest.types(name)
    guest.says("ชื่อที่ลงแทนไว้")
    guest.presses("ดูเพิ่ม")
    with town.sessions.begin() as db:
        db.execute(delete(Event).where(Event.id.in_(each.id for each in walks)))
        db.execute(delete(Member).where(Member.line_user_id.is_(None)))


def companion(town: Town) -> int:
    with town.sessions.begin() as db:
        put_down = select(Registration.member_id).where(Registration.by_id.is_not(None))
        return db.scalar(put_down.limit(1)) or 0


def other_ends(town: Town, guest: Guest, chair: Guest) -> None:
    """Walks that are closed, do not happen, or have a seat for everybody after all."""
    start = bangkok_time("2026-01-30")
    closes = {"deadline": town.clock() + timedelta(hours=1)}
    closed = plan(town.sessions, town.hua_hin, "Walk 2", start, capacity=0, **closes)
    guest.press(f"event.show?event={closed.id}")
    guest.sees("ลงชื่อรอที่นั่ง")
    guest.presses("ลงชื่อรอที่นั่ง")
    with town.sessions.begin() as db:
        granny = Member(name="Somchai Jaidee", joined=town.clock(), club_id=town.hua_hin.id)
        db.add(granny)
        db.flush()
        hers = {"event_id": closed.id, "member_id": granny.id, "by_id": member_id(guest, db)}
        waits = {"answer": Answer.WAITING, "queued": town.clock(), "said": town.clock()}
        db.add(Registration(**hers, **waits))
        event = db.get_one(Event, closed.id)
        event.capacity, event.has_room = None, True
    town.works()
    guest.sees("คุณได้ที่นั่งแล้วค่ะ", "{name} ได้ที่นั่งแล้วค่ะ", name="Somchai Jaidee")
    town.clock.moves(hours=2)
    chair.press(f"event.respond?event={closed.id}&coming=True")
    chair.sees("ปิดรับลงทะเบียนแล้วค่ะ อยากไปจริง ๆ ลองถามผู้ประสานงานของชมรมนะคะ")
    with town.sessions.begin() as db:
        db.get_one(Event, closed.id).state = EventState.CANCELLED
        db.execute(delete(Member).where(Member.line_user_id.is_(None), Member.name == granny.name))
    for data in ("event.respond?event={}&coming=True", "event.show?event={}"):
        guest.press(data.format(closed.id))
    guest.sees("กิจกรรมนี้ยกเลิกแล้วค่ะ จึงไม่ต้องตอบแล้วนะคะ", "กิจกรรมนี้ยกเลิกแล้วค่ะ")


def making(town: Town, guest: Guest, chair: Guest) -> None:
    """The chair makes an event, with every answer that is none, and calls it off."""
    guest.says("สร้างกิจกรรม")
    guest.sees("สร้างและดูแลกิจกรรม ผู้ประสานงานของชมรมเป็นผู้ทำค่ะ")
    chair.says("สร้างกิจกรรม")
    chair.sees("กิจกรรมของชมรมไหนคะ")
    chair.types("HUAHIN")
    chair.types("Walk " * 30)
    chair.types("Meeting\n20 ก.พ. 2570\nplace: Hall")
    chair.presses("ยกเลิก")
    chair.says("สร้างกิจกรรม")
    chair.types("HUAHIN")
    chair.types("Walk")
    for typed in ("ฟหกด", "20 ม.ค. 2560 9.00", "20 ม.ค. 2600 9.00", "1 ม.ค. 70 - 1 มี.ค. 70"):
        chair.types(typed)
    chair.types("20 ก.พ. 70 11.00-9.00")
    chair.types("ประมาณ 20 ก.พ. 70")
    chair.presses("ใช่")
    chair.types("ฟหกด")
    chair.types("9.00-11.30")
    chair.types("Hall " * 50)
    chair.types("https://a")
    chair.types("Hall")
    chair.types("Pier " * 70)
    chair.says("ย้อนกลับ")
    chair.phone.sends({"type": "location", "latitude": 12.5, "longitude": 99.9})
    chair.types("30")
    chair.sees("ตามแผนที่")
    chair.phone.sends_file(photos.jpeg(80, 60))
    chair.sees("มีรูปแล้ว")
    chair.says("ย้อนกลับ", "ย้อนกลับ")
    chair.types("Hall https://a.b/")
    chair.types("Pier")
    chair.types("0")
    chair.types("ฟหกด")
    chair.types("30")
    chair.sees("ตรวจก่อนเผยแพร่ · {club}", club=town.hua_hin.name)
    chair.presses("แก้ไขกิจกรรม", "ข้าม", "ข้าม", "ข้าม", "ข้าม")
    chair.says("ไม่จำกัด")
    stale = next(each for each in chair.phone.actions() if "event.publish" in each.get("data", ""))
    chair.presses("เผยแพร่")
    chair.phone.does(stale)
    chair.says("รายชื่อผู้เข้าร่วม")
    chair.presses("เลือก")
    picturing(town, guest, chair)
    editing(town, guest, chair)
    chair.says("ยกเลิกกิจกรรม")
    chair.presses("เลือก", "ไม่ยกเลิก")
    calling_off(town, guest, chair)
    nothing_ahead(town, chair)


def editing(town: Town, guest: Guest, chair: Guest) -> None:
    """The chair changes an event that somebody else changes, too, and one whose days differ."""
    guest.says("แก้ไขกิจกรรม")
    chair.says("แก้ไขกิจกรรม")
    chair.sees("แก้กิจกรรมไหนคะ")
    walk = plan(
        town.sessions, town.hua_hin, "Walk 9", bangkok_time("2026-02-20"), topics=("A", "B")
    )
    edit = f"event.edit?event={walk.id}&part="
    for part, typed in (
        *(("title", "Walk 9"), ("stretches", "20-25 ก.พ. 69"), ("stretches", "ฟหกด")),
        ("stretches", "20-22"),
    ):
        chair.press(f"{edit}{part}")
        chair.types(typed)
    chair.press(f"{edit}place")
    chair.types("Pier")
    chair.presses("แก้อย่างอื่นด้วย", "ตรวจก่อนบันทึก")
    with town.sessions.begin() as db:
        event = db.get_one(Event, walk.id)
        event.capacity, event.version = 9, event.version + 1
    chair.presses("บันทึก", "บันทึก")
    chair.says("แก้ไขกิจกรรม")
    chair.press(f"{edit}menu")
    chair.presses("จำนวนที่นั่ง", "เอาออก", "แก้อย่างอื่นด้วย", "ยกเลิก")
    with town.sessions.begin() as db:
        db.execute(delete(Event).where(Event.id == walk.id))


def picturing(town: Town, guest: Guest, chair: Guest) -> None:
    """A picture for the event, after all that cannot be one."""
    town.works()
    guest.says("ใส่รูปกิจกรรม")
    for data in (b"x", photos.jpeg(80, 60)):
        chair.says("ใส่รูปกิจกรรม")
        chair.sees("รูปของกิจกรรมไหนคะ")
        chair.presses("เลือก")
        for kind in ("file", "video", "audio"):
            chair.phone.sends_file(b"x", kind)
        chair.phone.sends_file(data)
        town.works()
        chair.says("เมนู")
    chair.says("ใส่รูปกิจกรรม")
    chair.presses("เลือก", "ลบรูปกิจกรรม", "เก็บรูปไว้")
    chair.says("ใส่รูปกิจกรรม")
    chair.presses("เลือก", "ลบรูปกิจกรรม", "ลบรูปนี้")


def calling_off(town: Town, guest: Guest, chair: Guest) -> None:
    with town.sessions.begin() as db:
        walk = db.scalars(
            select(Event).where(Event.title == "Walk", Event.capacity.is_(None))
        ).one()
        coordinator = db.get_one(Member, member_id(chair, db))
        wanted = replace(planning.outline(walk), title="Walk 3", place="Hall", **_next_day(walk))
    chair.press(f"event.ask_off?event={walk.id}")
    chair.sees("ยังไม่มีผู้ลงทะเบียนที่ต้องบอกค่ะ")
    guest.press(f"event.respond?event={walk.id}&coming=True")
    with town.sessions.begin() as db:
        planning.change(db, coordinator, walk.id, wanted, version=1, now=town.clock())
    town.works()
    guest.sees("กิจกรรมมีการเปลี่ยนแปลงค่ะ")
    telling(town, guest, chair, walk)
    chair.press(f"event.ask_off?event={walk.id}")
    chair.sees("จะบอกผู้ลงทะเบียน {count} คนทันที ใช้ {count} ข้อความ", count=1)
    chair.presses("ยกเลิกกิจกรรมนี้")
    town.works()
    guest.sees("ขออภัยด้วยนะคะ มีนัดใหม่เมื่อไร ชมรมจะแจ้งค่ะ")
    chair.press("event.call_off?event=999")
    chair.sees("ไม่พบกิจกรรมนี้ค่ะ")


def telling(town: Town, guest: Guest, chair: Guest, walk: Event) -> None:
    """What the chair has told besides the usual: a question, a letter, another reminder."""
    guest.says("เตือนเพิ่ม")
    for begin in ("เตือนคนที่ยังไม่ตอบ", "เขียนถึงคนที่มา", "เตือนเพิ่ม"):
        chair.says(begin)
        chair.presses("ดูเพิ่ม")
    chair.press(f"event.notice.for?event={walk.id}&kind=unanswered")
    chair.presses("ส่งเลย")
    town.works()
    chair.sees("รอคำตอบจากคุณอยู่ค่ะ")
    with town.sessions.begin() as db:
        alone = db.scalars(select(Event.id).where(Event.title == "Evening 2")).one()
    chair.press(f"event.notice.for?event={alone}&kind=letter")
    chair.types(ANNOUNCED)
    chair.sees("ตอนนี้ไม่มีใครที่ต้องส่งถึงค่ะ")
    _letter_to_comers(town, guest, chair, walk)
    _another_reminder(chair, walk)


def _letter_to_comers(town: Town, guest: Guest, chair: Guest, walk: Event) -> None:
    chair.press(f"event.notice.for?event={walk.id}&kind=letter")
    chair.types("ก" * 4100)
    chair.types(ANNOUNCED)
    chair.presses("แก้ไขข้อความ")
    chair.types(ANNOUNCED)
    stale = next(each for each in chair.phone.actions() if "notice.drop" in each.get("data", ""))
    chair.presses("ส่งเลย")
    chair.phone.does(stale)
    chair.sees("การ์ดใบนี้เก่าแล้วค่ะ ไม่ได้ส่งอะไรออกไป เริ่มใหม่ได้เลยนะคะ")
    hush = next(each for each in chair.phone.actions() if "notice.hush" in each.get("data", ""))
    town.works()
    guest.sees("จากผู้ประสานงาน เรื่อง {title}", title="Walk 3")
    chair.phone.does(hush)
    chair.sees("ข้อความนี้ส่งออกไปหมดแล้ว จึงหยุดไม่ได้ค่ะ")


def _another_reminder(chair: Guest, walk: Event) -> None:
    begins = local(walk.starts) + timedelta(days=1)  # it was moved by a day
    night = begins.replace(hour=5) - timedelta(days=1)
    chair.press(f"event.notice.for?event={walk.id}&kind=reminder")
    for typed in (
        "ฟหกด",
        "1/1/2569 09.00",
        f"{begins:%d/%m/%Y} 23.00",
        f"{night:%d/%m/%Y}",
    ):
        chair.types(typed)
    chair.types("05.00")
    chair.presses("ไม่ส่ง")
    chair.press(f"event.notice.for?event={walk.id}&kind=reminder")
    chair.types(f"{night:%d/%m/%Y} 10.00")
    chair.presses("ส่งเลย", "ถอนข้อความนี้")
    chair.sees("หยุดแล้วค่ะ ที่ยังไม่ได้ส่งจะไม่ส่งแล้วนะคะ")


def _next_day(event: Event) -> dict[str, object]:
    day = local(event.starts).date() + timedelta(days=1)
    return {"stretches": outline.stretches(day, day, time(9), None)}


def nothing_ahead(town: Town, chair: Guest) -> None:
    with town.sessions.begin() as db:
        db.execute(update(Event).values(state=EventState.DRAFT))
    chair.says("ยกเลิกกิจกรรม")
    chair.sees("ชมรมของคุณยังไม่มีกิจกรรมข้างหน้าค่ะ")
    chair.press("event.publish?draft=" + "0" * 32)
    chair.sees("ร่างกิจกรรมนี้ใช้ไม่ได้แล้วค่ะ เริ่มใหม่ได้โดยพิมพ์ “สร้างกิจกรรม”")
    with town.sessions.begin() as db:
        db.execute(update(Event).values(state=EventState.PUBLISHED))


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
    guest.press("quiz.answer?attempt=999&choice=0")
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
