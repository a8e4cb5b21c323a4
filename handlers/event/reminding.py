"""How clubs remind of their events; what is promised already is promised anew, page by page."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot import choices, deeds, duties, errands, limits
from bot.errands import Details
from bot.language import _
from bot.turn import Refusal
from handlers.event import actions
from models import (
    Club,
    ClubSetting,
    Event,
    EventState,
    Member,
    Reminder,
    Role,
    What,
)

ANEW = "event.remind"  # the errand's kind
LONGEST = 120  # characters of a club's own line
PAGE = 150  # reminders of one transaction


def choose(
    db: Session, who: Member, club: Club, rule: Reminder | None, words: str, *, now: datetime
) -> None:
    """Remind of this club's events so; without a rule, when all clubs do. Raises Refusal.

    `words` are one line of its own on each reminder; nothing: none.
    """
    duties.looked_after(db, who, club.id)
    line = " ".join(limits.clean(words).split())
    if len(line) > LONGEST:
        raise Refusal(_("ข้อความในการ์ดเตือนยาวได้ไม่เกิน {most} ตัวอักษรค่ะ", most=LONGEST))
    chosen = {"reminder": rule, "reminding": line or None}
    changed = [choices.set_(db, who, club, what, each, now=now) for what, each in chosen.items()]
    if any(changed):
        _go_on(db, club.id, 0, 0, now)


def choose_for_all(db: Session, who: Member, rule: Reminder, now: datetime) -> None:
    """Remind so of the events of clubs that chose no time of their own. Raises Refusal."""
    if not Role.administers(db, who):
        raise Refusal(_("เรื่องนี้ผู้ดูแลระบบเป็นผู้ตัดสินค่ะ"))
    if choices.default_reminder(db) is rule:
        return
    setting = choices.of_all(db)
    setting.reminder = rule
    db.add(setting)
    deeds.record(db, who, What.SETTINGS_CHANGED, now, detail="reminder_of_all")
    _go_on(db, None, 0, 0, now)


def promise_anew(db: Session, details: Details, now: datetime) -> None:
    """Promise a page of reminders as they are due now, and ask for the page that follows.

    The errand says where to go on, so that whoever is killed begins with this page again.
    """
    club, event_id, member_id = details["club"], details["event"], details["member"]
    asked = errands.asked(db, ANEW, str(club))
    if asked is None or asked.details != details:  # by another worker, or chosen anew meanwhile
        return
    ahead = _ahead(club, now).where(Event.id >= event_id).order_by(Event.id).limit(1)
    event = db.scalar(ahead.with_for_update(of=Event))  # nobody changes her answer meanwhile
    if event is None:
        return
    after = member_id if event.id == event_id else 0
    page = db.scalars(actions.reachable(event).where(Member.id > after).limit(PAGE)).all()
    when = actions.due(db, event, now)
    if when.before:  # where that is past, what was promised stays
        actions.keep_reminders(db, event, page, when)
    if len(page) == PAGE:
        _go_on(db, club, event.id, page[-1].id, now)
    else:
        _go_on(db, club, event.id + 1, 0, now)


def _go_on(db: Session, club: int | None, event: int, member: int, now: datetime) -> None:
    """With this event, after this member; of one club, or of all that chose no time."""
    details = {"club": club, "event": event, "member": member}
    errands.ask(db, ANEW, str(club), details, now)


def _ahead(club: int | None, now: datetime) -> Select[Event]:
    own = select(ClubSetting.club_id).where(ClubSetting.reminder.is_not(None))
    whose = Event.club_id.not_in(own) if club is None else Event.club_id == club
    return select(Event).where(whose, Event.state == EventState.PUBLISHED, Event.starts > now)
