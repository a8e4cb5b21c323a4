"""News, and what becomes of it."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot import outbox, outcome, quota
from bot.language import speaking
from bot.messages import text
from models import (
    Account,
    Event,
    Member,
    Outgoing,
    OutgoingState,
)
from tests.sending import requested
from tests.tour.guest import ANNOUNCED, LONELY, Guest, Town, member_id, share


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
        share(town, budget)
        chair.says("ประกาศ")
        chair.types("หัวหิน")
        chair.types(ANNOUNCED)
        chair.says("ยกเลิก")
    share(town, None)


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
    _run_out(town)
    _remind(town, guest)
    town.works()
    chair.says("เมนู")
    chair.sees("มีโควตาเมื่อไรจะส่งให้เอง ถ้าเลยเวลาแล้วจะบอกอีกครั้งนะคะ")
    town.clock.moves(days=2)
    town.works()
    chair.says("เมนู")


def _exhaust(town: Town, since: datetime | None) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.exhausted = since


def _run_out(town: Town) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota = account.used


def _remind(town: Town, guest: Guest) -> None:
    """Of the walk that she comes to; while the month is used up."""
    now = town.clock()
    with town.sessions.begin() as db:
        walk = db.scalars(select(Event.id).where(Event.title == "Walk").limit(1)).one()
        member = db.get_one(Member, member_id(guest, db))
        until, key = now + timedelta(days=1), f"event:{walk}:reminder:{member.id}"
        outbox.promise(db, member, key, [text(ANNOUNCED)], due=now, not_after=until)


def _held_up(town: Town) -> None:
    """Laid out as requests, and not yet sent."""
    _exhaust(town, town.clock())
    town.works()
    _exhaust(town, None)


def _half_sent(town: Town) -> None:
    _held_up(town)
    with town.sessions.begin() as db:
        row = db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.WAITING)).one()
        sent = {"due": row.due, "not_after": row.not_after, "state": OutgoingState.SENT}
        db.add(requested(announcement_id=row.announcement_id, **sent))


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
