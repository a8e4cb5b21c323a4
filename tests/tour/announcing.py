"""News, and what becomes of it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

import handlers
from bot import audience, errands, limits, outbox, outcome, quota
from bot.audience import OfClub
from bot.language import speaking
from bot.messages import text
from models import (
    Account,
    Announcement,
    Event,
    Member,
    Outgoing,
    OutgoingState,
    Progress,
    Series,
)
from tests.bot import photos
from tests.sending import announced, requested
from tests.tour.guest import ANNOUNCED, LONELY, Guest, Town, member_id, share

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
PLACES = ("แรก", "ที่ 2", "ที่ 3", "ที่ 4", "สุดท้าย")
DAYS = (
    *(f"ทุกวัน{each} 9.00" for each in WEEKDAYS),
    *(f"ทุกวันจันทร์{place}ของเดือน 9.00" for place in PLACES),
    *("ทุกวันที่ 1 เวลา 9.00", "ทุกวันที่ 31 เวลา 9.00", "ทุกวัน 9.00", "ทุกวันจันทร์และพุธ 9.00"),
    "ทุกวันจันทร์ 9.00 ถึงสิ้นปีหน้า",
)
WRONG_DAYS = (
    *("ฟหกด", "ทุกจันทร์", "ทุกวันจันทร์ 3 โมง"),
    *("ทุกวันจันทร์ 9.00 ถึง ฟหกด", "ทุกวันจันทร์ 9.00 ถึง 1/1/2569"),
)


def announcing(town: Town, guest: Guest, chair: Guest) -> None:
    guest.says("ข่าวสาร", "ประกาศถึงไหนแล้ว")
    chair.says("ประกาศถึงไหนแล้ว", "ประกาศ")
    chair.sees("ประกาศของชมรมไหนคะ")
    chair.phone.presses("Twin First")
    chair.types(LONELY)
    chair.sees("ยังไม่มีใครในกลุ่มนี้ที่รับข้อความได้ค่ะ")
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
    _at_night(town, chair)
    _with_more(town, guest, chair)
    chair.presses("ส่งเลย", "แก้ไขข้อความ")
    chair.sees("ร่างประกาศนี้เก่าแล้วค่ะ พิมพ์ “ประกาศ” เพื่อเขียนใหม่นะคะ")
    _at_once(town)
    town.works()
    _read_again(town, guest, chair)
    chair.says("ประกาศถึงไหนแล้ว")
    chair.presses("ดูว่าถึงไหนแล้ว")
    _too_late_and_too_dear(town, chair)
    for each in (guest, chair):
        each.says("โควตา")
    chair.phone.simulator.press(chair.phone.user_id, "announcement.for?club=999")


def _read_again(town: Town, guest: Guest, chair: Guest) -> None:
    """A list of several, one of a series, and one that leaves no room for a card."""
    _of_a_series(town)
    for each in (guest, chair):
        each.says("ข่าวสาร")
        each.presses("อ่าน", "ประกาศนี้ถึงกี่คน", "อ่านต่อ")
        each.says("ข่าวสาร")
        each.presses("ดูเพิ่ม", "อ่าน")
        each.press("announcement.open?announcement=999")


def _of_a_series(town: Town) -> None:
    of_club: dict[str, Any] = {"audience": audience.kept(OfClub(club=town.hua_hin.id))}
    with town.sessions.begin() as db:
        known = {"parts": [], "text": ANNOUNCED, "next": town.clock(), **of_club}
        series = Series(draft="series", club_id=town.hua_hin.id, rule={}, **known)
        db.add(series)
        db.flush()  # its announcements carry its id
        for parts in (1, limits.PARTS):
            said = {"messages": [text(ANNOUNCED)] * parts, "due": town.clock()}
            more = {"progress": Progress.SENT, "told": town.clock(), "series_id": series.id, **said}
            db.add(announced(town.hua_hin, ANNOUNCED, **more))


def _at_once(town: Town) -> None:
    """Without the minute in which it can still be stopped."""
    with town.sessions.begin() as db:
        waiting = update(Announcement).where(Announcement.progress == Progress.WAITING)
        db.execute(waiting.values(due=town.clock()))


def _at_night(town: Town, chair: Guest) -> None:
    """It waits for the morning, unless she wants otherwise."""
    chair.presses("เพิ่มเติม")
    chair.presses("ส่งแม้ตอนกลางคืน", "เพิ่มเติม", "รอถึงเช้า")
    chair.says("พรุ่งนี้ 23.00 น.")
    chair.presses("ส่งตามเวลานี้")
    chair.says("ประกาศถึงไหนแล้ว")
    chair.presses("ดูว่าถึงไหนแล้ว")
    chair.says("แก้ไขก่อนส่ง", "ยกเลิก")
    chair.types("ประกาศ")
    chair.types("หัวหิน")
    chair.types(ANNOUNCED)


def _with_more(town: Town, guest: Guest, chair: Guest) -> None:
    """A photo, a place, buttons, and an answer by one."""
    chair.presses("เพิ่มเติม", "เลือกผู้รับ", "ส่งถึงกลุ่มนี้", "เพิ่มเติม", "ใส่ปุ่ม")
    chair.types("ก, ข, ค, ง, จ")
    chair.types("1, 2")
    chair.presses("ลองส่งให้ฉันดูก่อน")
    chair.phone.presses("1")
    chair.presses("เพิ่มเติม", "เอาปุ่มออก")
    chair.phone.sends({"type": "sticker", "packageId": "1", "stickerId": "1"})
    bad = chair.phone.sends_file(b"no picture")
    chair.says("ส่งเลย")
    errands.run(town.deployment, handlers.errands)
    chair.says("ส่งเลย", "เพิ่มเติม", "เอารูปออก")
    chair.phone.takes_back(bad)
    chair.phone.sends_file(photos.jpeg(80, 60))
    for _each in range(4):
        chair.phone.sends({"type": "location", "latitude": 12.5, "longitude": 99.9})
    errands.run(town.deployment, handlers.errands)
    chair.says("ยกเลิก", "ประกาศ")
    chair.types("หัวหิน")
    chair.phone.sends_file(photos.jpeg(80, 60))
    chair.presses("เพิ่มเติม", "ใส่ปุ่ม")
    chair.says("ยกเลิก", "ประกาศ")
    chair.types("หัวหิน")
    chair.types(ANNOUNCED + "\n{" + chair.translated("ชื่อ") + "}")
    chair.presses("เพิ่มเติม", "แก้ไขข้อความ")
    _again_and_again(town, chair)
    chair.types(ANNOUNCED)
    chair.types(LONELY)
    chair.presses("ต่อท้ายอีกข้อความ", "เพิ่มเติม", "ใส่ปุ่ม")
    chair.types("1, 2")
    chair.presses("ส่งเลย")
    _at_once(town)
    town.works()
    guest.phone.presses("1")
    guest.press(f"announcement.answer?announcement={_newest(town)}&choice=3")
    chair.says("ประกาศ")
    chair.types("หัวหิน")
    chair.types(ANNOUNCED)


def _again_and_again(town: Town, chair: Guest) -> None:
    """Every kind of days, a series that is stopped, and some that cannot go on."""
    chair.types(ANNOUNCED)
    for said in WRONG_DAYS:
        chair.says("เพิ่มเติม", "ส่งเป็นประจำ")
        chair.types(said)
        chair.says("ย้อนกลับ")
    for said in DAYS:
        chair.says("ส่งเป็นประจำ")
        chair.types(said)
    chair.presses("เพิ่มเติม", "ส่งครั้งเดียว")
    chair.says("ประกาศประจำ", "ประกาศ")
    chair.types("หัวหิน")
    chair.types(ANNOUNCED)
    chair.says("ส่งเป็นประจำ")
    chair.types("ทุกวัน 9.00")
    chair.says("ส่งเลย", "ประกาศประจำ")
    chair.presses("หยุดส่งประจำ")
    chair.press("announcement.stop_series?series=999")
    chair.says("ประกาศ")
    chair.types("หัวหิน")


def _too_late_and_too_dear(town: Town, chair: Guest) -> None:
    press = chair.phone.simulator.press
    with town.sessions.begin() as db:
        sent = select(Announcement.id).where(Announcement.progress == Progress.SENT)
        gone = db.scalars(sent.order_by(Announcement.id.desc())).first()
    for what in ("cancel", "hold"):
        press(chair.phone.user_id, f"announcement.{what}?announcement={gone}")
    press(chair.phone.user_id, "announcement.cancel?announcement=999")
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota, account.exhausted = account.used, town.clock()
        assert quota.left(db, town.clock())
    chair.says("โควตา", "ประกาศ")
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
        chair.says("ประกาศถึงไหนแล้ว")
        chair.presses("ดูว่าถึงไหนแล้ว")
        chair.press(f"announcement.resend?announcement={_newest(town)}")
        chair.says("ยกเลิก")
    _announce(chair)
    chair.press(f"announcement.resend?announcement={_newest(town)}")
    _half_sent(town)
    chair.says("ประกาศถึงไหนแล้ว")
    chair.presses("ดูว่าถึงไหนแล้ว")
    chair.presses("หยุดก่อน", "ส่งต่อ", "ยกเลิกประกาศนี้")
    chair.sees("หยุดแล้วค่ะ ส่งออกไปก่อนแล้ว {count} คน ที่เหลือจะไม่ได้รับนะคะ", count=1)
    _follow(town, chair)
    _announce(chair)
    _exhaust(town, town.clock())
    _announce(chair)
    _run_out(town)
    _remind(town, guest)
    _at_once(town)
    town.works()
    chair.says("เมนู")
    chair.sees("มีโควตาเมื่อไรจะส่งให้เอง ถ้าเลยเวลาแล้วจะบอกอีกครั้งนะคะ")
    _follow(town, chair)
    chair.presses("หยุดก่อน")
    paused = _newest(town)
    _plenty(town)
    _announce(chair)
    town.clock.moves(days=2)
    chair.press(f"announcement.resume?announcement={paused}")
    town.works()
    chair.says("เมนู")
    _follow(town, chair)
    _never_approved(town, chair)


def _never_approved(town: Town, chair: Guest) -> None:
    newest = _newest(town)
    with town.sessions.begin() as db:
        one = update(Announcement).where(Announcement.id == newest)
        db.execute(one.values(progress=Progress.REFUSED))
    chair.press(f"announcement.resend?announcement={newest}")


def _newest(town: Town) -> int:
    with town.sessions.begin() as db:
        return db.scalars(select(Announcement.id).order_by(Announcement.id.desc())).first() or 0


def _follow(town: Town, chair: Guest) -> None:
    """The newest of them, out of a list that is longer than a card."""
    chair.says("ประกาศถึงไหนแล้ว")
    chair.presses("ดูเพิ่ม")
    chair.press(f"announcement.follow?announcement={_newest(town)}")


def _exhaust(town: Town, since: datetime | None) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.exhausted = since


def _run_out(town: Town) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota, account.exhausted = account.used, None


def _plenty(town: Town) -> None:
    with town.sessions.begin() as db:
        account = Account.known(db)
        assert account is not None
        account.quota = account.exhausted = None


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
    _at_once(town)
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
