"""Being there: words, codes, tickets, names and heads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import delete, update

from bot import passes
from bot.bangkok import local
from models import Attendance, Event, EventState, Member
from tests.planning import plan
from tests.tour.guest import Guest, Town, member_id, on_roster_of


def attending(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("เช็กชื่อเข้างาน", "รหัสเช็กชื่อ")
    with nothing_but(town):
        chair.says("รหัสเช็กชื่อ", "QR เช็กชื่อ")
        chair.sees("ชมรมของคุณยังไม่มีกิจกรรมข้างหน้าค่ะ")
    start = town.clock() + timedelta(minutes=30)
    held = {"topics": (None, None), "place": "Hall"}
    event = plan(town.sessions, town.hua_hin, "Community hall", start, **held)
    other = plan(town.sessions, town.hua_hin, "Pier", start + timedelta(minutes=5))
    with nothing_but(town, event, other):
        by_word(town, guest, chair)
        chair.says("QR เช็กชื่อ")
        chair.presses("เลือก", "QR ของวันถัดไป")
        at_the_door(town, guest, event)
        tickets(town, guest, chair, event, other)
        by_name(town, guest, chair, event)
        closing(town, guest, event)
    with town.sessions.begin() as db:
        db.execute(delete(Event).where(Event.id.in_((event.id, other.id))))


def by_word(town: Town, guest: Guest, chair: Guest) -> None:
    chair.says("รหัสเช็กชื่อ")
    chair.presses("เลือก")
    for typed in ("x", "อยากดูกิจกรรมเดือนหน้า", "7777"):
        chair.types(typed)
    chair.says("รหัสเช็กชื่อ")
    chair.presses("เลือก")
    chair.types("7778")
    guest.types("7778")
    guest.sees("✓ เช็กชื่อแล้วค่ะ")
    guest.types("7778")
    nobody_there(town)


def at_the_door(town: Town, guest: Guest, event: Event) -> None:
    today = local(town.clock()).date()
    guest.types(code(town, event, today + timedelta(days=1)))
    guest.types(code(town, event, today)[:-12] + "A" * 12)
    named(town, guest, None)
    guest.types(code(town, event, today))
    guest.types("Somchai Jaidee")
    guest.sees("บันทึกชื่อ {name} แล้วค่ะ เชิญเข้างานได้เลยนะคะ", name="Somchai Jaidee")
    nobody_there(town)
    named(town, guest, None)
    guest.types(code(town, event, today))
    guest.says("ข้าม")
    named(town, guest, "Somchai Jaidee")
    on_roster_of(town, guest, None)
    guest.types(code(town, event, today))
    guest.sees("เข้าชมรมก่อนเช็กชื่อนะคะ")
    on_roster_of(town, guest, town.hua_hin.id)


def tickets(town: Town, guest: Guest, chair: Guest, event: Event, other: Event) -> None:
    nobody_there(town)
    guest.says("ตั๋วของฉัน")
    guest.sees("ยังไม่มีตั๋วค่ะ ลงทะเบียนกิจกรรมก่อน แล้วพิมพ์ “ตั๋วของฉัน” ได้เลยนะคะ")
    for each in (event, other):
        guest.press(f"event.respond?event={each.id}&coming=True")
    guest.types("My ticket Community hall")
    guest.sees("ตั๋วเข้างานของคุณ")
    guest.presses("กิจกรรมอื่น", "เลือก")
    guest.sees("ตั๋วเข้างานของคุณ")
    guest.types(ticket(town, event, guest))
    guest.types(ticket(town, event, chair))
    guest.sees("ตั๋วนี้ผู้ประสานงานของกิจกรรมเป็นผู้สแกนค่ะ ของคุณเองพิมพ์ “ตั๋วของฉัน” นะคะ")
    for _scan in range(2):
        chair.types(ticket(town, event, guest))


def by_name(town: Town, guest: Guest, chair: Guest, event: Event) -> None:
    with town.sessions.begin() as db:
        known = {"joined": town.clock(), "club_id": town.hua_hin.id}
        twins = [Member(name=name, **known) for name in ("Twin 0", "Twin 1", None)]
        db.add_all(twins)
        db.flush()
        nameless = twins[2].id
    chair.types("เช็กชื่อ Twin")
    chair.sees("มีชื่อคล้ายกันอีกค่ะ ถ้าไม่ใช่ พิมพ์ชื่อให้ยาวขึ้นนะคะ")
    chair.presses("เช็กชื่อคนนี้")
    today = local(town.clock()).date()
    for day in (today, today - timedelta(days=1)):
        chair.press(f"attendance.check_in?event={event.id}&member={nameless}&day={day}")
    chair.types("เช็กชื่อ Fah Dee")
    chair.sees("เพิ่มชื่อในกิจกรรมไหนคะ")
    with nothing_but(town, event):
        chair.types("เช็กชื่อ Fah Dee")
        chair.presses("เพิ่มชื่อและเช็กชื่อ")
    chair.types("นับหัว")
    chair.types("นับหัว 12")
    chair.presses("เลือก")
    chair.sees("✓ นับคนไม่มีไลน์แล้วค่ะ")
    with town.sessions.begin() as db:
        made = [each.id for each in twins]
        gone = Member.id.in_(made) | (Member.name == "Fah Dee")
        db.execute(delete(Member).where(gone))


def closing(town: Town, guest: Guest, event: Event) -> None:
    """What no longer lets anybody in."""
    before = town.clock()
    today = local(before).date()
    town.clock.moves(hours=5)
    guest.types(code(town, event, today))
    guest.sees("กิจกรรมวันนี้จบแล้วค่ะ จึงเช็กชื่อไม่ได้แล้วนะคะ")
    town.clock.moves_to(before)
    change(town, event, state=EventState.CANCELLED)
    guest.types(code(town, event, today))
    change(town, event, state=EventState.PUBLISHED)
    town.clock.moves(days=2)
    guest.types(code(town, event, today + timedelta(days=2)))
    guest.sees("กิจกรรมนี้ไม่ได้จัดวันนี้ค่ะ")
    town.clock.moves_to(before)


def code(town: Town, event: Event, day: date) -> str:
    """What the code at the door says."""
    with town.sessions.begin() as db:
        return passes.door_words(db, db.get_one(Event, event.id), day)


def ticket(town: Town, event: Event, whose: Guest) -> str:
    with town.sessions.begin() as db:
        holder = db.get_one(Member, member_id(whose, db))
        return passes.ticket_words(db, db.get_one(Event, event.id), holder)


def named(town: Town, guest: Guest, name: str | None) -> None:
    with town.sessions.begin() as db:
        db.get_one(Member, member_id(guest, db)).name = name


def nobody_there(town: Town) -> None:
    with town.sessions.begin() as db:
        db.execute(delete(Attendance))


def change(town: Town, event: Event, **values: object) -> None:
    with town.sessions.begin() as db:
        db.execute(update(Event).where(Event.id == event.id).values(**values))


@contextmanager
def nothing_but(town: Town, *events: Event) -> Iterator[None]:
    """For a while there is no other event."""
    kept = [each.id for each in events]
    with town.sessions.begin() as db:
        others = update(Event).where(Event.id.not_in(kept), Event.state == EventState.PUBLISHED)
        db.execute(others.values(state=EventState.DRAFT))
    yield
    with town.sessions.begin() as db:
        hidden = update(Event).where(Event.state == EventState.DRAFT)
        db.execute(hidden.values(state=EventState.PUBLISHED))
