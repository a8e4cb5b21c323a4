"""What coordinators have told besides the usual: planned at a price, told once, taken back."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot import bangkok, deeds, limits, outbox, quiet, quota
from bot.language import _
from bot.turn import Refusal
from handlers.event import actions, flow, planning, telling
from models import Account, Event, EventState, Member, Notice, NoticeKind, What

DAY = timedelta(days=1)  # a letter after that is no news; and so long nobody is asked again
LONGEST = 4000  # UTF-16 units of a letter, so that its heading fits into one message with it


class Plan(NamedTuple):
    """When it leaves, at what price, and what is left of that month; none: nobody knows."""

    kind: NoticeKind
    due: datetime
    price: int
    left: quota.Left | None
    share: quota.Left | None = None  # of the event's club

    @property
    def obstacle(self) -> str | None:
        """Why it cannot be sent; those who are reminded later may still be to come."""
        if self.price == 0 and self.kind is not NoticeKind.REMINDER:
            return _("ตอนนี้ไม่มีใครที่ต้องส่งถึงค่ะ")
        return quota.beyond_share(self.share, self.price) or quota.too_dear(self.left, self.price)


def plan(
    db: Session, event: Event, kind: NoticeKind, now: datetime, due: datetime | None = None
) -> Plan:
    """Another reminder leaves at `due`, the rest as soon as people are awake."""
    due = due or at_once(db, now)
    purses = quota.left(db, now, due), quota.share(db, event.club_id, now, due)
    return Plan(kind, due, telling.price(db, event, kind), *purses)


def remind_at(
    db: Session, who: Member, event_id: int, moment: datetime, now: datetime, *, words: str = ""
) -> Notice:
    """Another reminder to those who come; `words` of her own on it. Raises Refusal."""
    event = going_on(db, who, event_id, now)
    due = decent(db, event, moment, now)
    times = {"due": due, "not_after": actions.next_start(event, due) or due}
    wanted = Notice(event_id=event.id, kind=NoticeKind.REMINDER, words=words, **times)
    return _once(db, who, wanted, Notice.due == due, now)


def remind_unanswered(db: Session, who: Member, event_id: int, now: datetime) -> Notice:
    """Ask those who were invited and said nothing: at most once a day. Raises Refusal."""
    event = going_on(db, who, event_id, now)
    times = {"due": at_once(db, now), "not_after": actions.closes(event)}
    if times["not_after"] <= times["due"]:
        raise Refusal(_("ปิดรับคำตอบของกิจกรรมนี้แล้วค่ะ จึงเตือนไม่ได้นะคะ"))
    wanted = Notice(event_id=event.id, kind=NoticeKind.UNANSWERED, **times)
    return _once(db, who, wanted, Notice.due > now - DAY, now)


def write_to_comers(db: Session, who: Member, event_id: int, words: str, now: datetime) -> Notice:
    """A coordinator's own words to those who come; the same words again change nothing.

    Raises Refusal.
    """
    event = _published(db, who, event_id)
    if wrong := unfit(words):
        raise Refusal(wrong)
    due = at_once(db, now)
    times = {"due": due, "not_after": due + DAY}
    wanted = Notice(event_id=event.id, kind=NoticeKind.LETTER, words=words, **times)
    return _once(db, who, wanted, (Notice.words == words) & (Notice.due > now - DAY), now)


def unfit(words: str) -> str | None:
    """Why these words are no letter; None where they are one."""
    if not words.strip():
        return _("ข้อความยังว่างอยู่ค่ะ พิมพ์ข้อความที่อยากบอกคนที่มานะคะ")
    if (units := limits.utf16(words)) > LONGEST:
        told = {"units": units, "most": LONGEST}
        return _("ข้อความยาว {units} ตัวอักษร ส่งได้ไม่เกิน {most} ตัวค่ะ รบกวนย่อนะคะ", **told)
    return None


def latest(
    db: Session, who: Member, event_id: int, kind: NoticeKind, now: datetime
) -> Notice | None:
    """What she planned last of this kind, and did not take back."""
    hers = select(Notice).where(
        Notice.event_id == event_id, Notice.by_id == who.id, Notice.kind == kind
    )
    return db.scalar(hers.where(Notice.not_after > now).order_by(Notice.id.desc()).limit(1))


def take_back(db: Session, who: Member, notice_id: int, now: datetime) -> None:
    """Stop what has not left; twice equals once. Raises Refusal where all has left."""
    notice = db.get(Notice, notice_id)
    if notice is None or notice.kind not in telling.COORDINATORS:
        raise Refusal(_("ไม่พบกิจกรรมนี้ค่ะ"))
    event = planning.own(db, who, notice.event_id)
    if notice.done and notice.not_after <= now:
        return
    people = telling.audience(event, notice.kind).with_only_columns(Member.id)
    stopped = outbox.withdraw_all(db, telling.key(notice), people)
    if notice.done and not stopped:
        raise Refusal(_("ข้อความนี้ส่งออกไปหมดแล้ว จึงหยุดไม่ได้ค่ะ"))
    notice.done, notice.reserved, notice.not_after = True, 0, now
    deeds.record(db, who, What.EVENT_HUSHED, now, club=event.club, about=event)


def going_on(db: Session, who: Member, event_id: int, now: datetime) -> Event:
    """An event of hers that is published and not over. Raises Refusal."""
    event = _published(db, who, event_id)
    if event.ends <= now:
        raise Refusal(_("กิจกรรมนี้จบไปแล้วค่ะ"))
    return event


def at_once(db: Session, now: datetime) -> datetime:
    """Now, or, at night, in the morning."""
    waking = quiet.waking(db)
    return now if bangkok.awake(now, waking) else bangkok.next_morning(now, waking)


def decent(db: Session, event: Event, moment: datetime, now: datetime) -> datetime:
    """When a reminder leaves that is wanted at this moment: never at night. Raises Refusal."""
    due = flow.at_a_decent_hour(moment, quiet.waking(db))
    if moment <= now:
        raise Refusal(_("เวลานั้นผ่านไปแล้วค่ะ ขอเวลาที่ยังมาไม่ถึงนะคะ"))
    if actions.next_start(event, moment) is None:
        raise Refusal(_("เวลานั้นกิจกรรมเริ่มไปแล้วค่ะ ขอเวลาก่อนเริ่มนะคะ"))
    if due <= now:
        raise Refusal(_("เวลานั้นเป็นเวลาพัก และ 18.00 น. ก่อนหน้านั้นผ่านไปแล้วค่ะ ขอเวลาอื่นนะคะ"))
    return due


def _published(db: Session, who: Member, event_id: int) -> Event:
    event = planning.own(db, who, event_id)
    if event.state is EventState.CANCELLED:
        raise Refusal(_("กิจกรรมนี้ยกเลิกแล้วค่ะ"))
    if event.state is EventState.DRAFT:
        raise Refusal(_("กิจกรรมนี้ยังไม่เผยแพร่ค่ะ เผยแพร่ก่อนนะคะ"))
    return event


def _once(
    db: Session, who: Member, wanted: Notice, same: ColumnElement[bool], now: datetime
) -> Notice:
    """The same one where it is planned or told already; or this one, with its price kept."""
    event = db.get_one(Event, wanted.event_id)
    here = select(Notice).where(Notice.event_id == event.id, Notice.kind == wanted.kind)
    if planned := db.scalar(here.where(same, Notice.not_after > now).limit(1)):
        return planned
    Account.locked(db)
    plan_ = plan(db, event, wanted.kind, now, wanted.due)
    if plan_.obstacle:
        raise Refusal(plan_.obstacle)
    wanted.by_id, wanted.fields, wanted.reserved = who.id, [], plan_.price
    db.add(wanted)
    db.flush()
    told = plan_.price
    deeds.record(db, who, What.EVENT_TOLD, now, club=event.club, about=event, amount=told)
    return wanted
