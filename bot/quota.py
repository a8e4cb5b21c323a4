"""What a message costs, and what is left of the month."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import bangkok
from bot.language import _
from bot.line import AccountState
from models import (
    UNSETTLED,
    Account,
    Announcement,
    ClubSetting,
    Deed,
    Notice,
    Outgoing,
    OutgoingState,
    Progress,
    Promise,
    PromiseState,
    What,
)

RESERVED = (Progress.ASKED, Progress.WAITING)  # no request of it is laid out yet
PLANNED = (*RESERVED, Progress.SENDING, Progress.SENT)
NEVER_SENT = (OutgoingState.WITHDRAWN, OutgoingState.SPLIT)


@dataclass(frozen=True)
class Left:
    """Messages that can still be sent this month, of how many."""

    total: int
    free: int

    def after(self, price: int) -> int:
        return self.free - price


def price(recipients: int) -> int:
    """LINE counts recipients, not parts; a reply is free."""
    return recipients


def left(db: Session, now: datetime, due: datetime | None = None) -> Left | None:
    """What is free, after all that we have promised, in the month of `due` (of `now` without).

    None: no limit is known.
    """
    account = Account.known(db)
    if account is None or account.quota is None:
        return None
    first, following = bangkok.month(due or now)
    used = account.used if account.checked >= first else 0
    spent = used + _sent(db, max(account.checked, first)) + _planned(db, first, following, now)
    if first <= now:
        spent += _waiting(db)
    return Left(account.quota, account.quota - spent)


def unspent(db: Session, now: datetime) -> int | None:
    """What the month still pays for at this moment, whatever else is planned; None: no limit."""
    account = Account.known(db)
    if account is None or account.quota is None:
        return None
    first, _following = bangkok.month(now)
    used = account.used if account.checked >= first else 0
    tried = select(func.sum(Outgoing.cost)).where(
        Outgoing.state == OutgoingState.WAITING, Outgoing.first_tried.is_not(None)
    )
    under_way = db.scalar(tried) or 0
    return account.quota - used - _sent(db, max(account.checked, first)) - under_way


def share(db: Session, club_id: int, now: datetime, due: datetime | None = None) -> Left | None:
    """What is left of this club's own part of that month; None: it has no limit of its own."""
    setting = db.get(ClubSetting, club_id)
    if setting is None or setting.budget is None:
        return None
    first, following = bangkok.month(due or now)
    spent = _announced(db, club_id, first, following) + _answered(db, club_id, first, following)
    return Left(setting.budget, setting.budget - spent)


def remains(now_left: Left | None, cost: int) -> str:
    """How the month looks after paying `cost`, in words."""
    if now_left is None:
        return _("บัญชีนี้ไม่จำกัดจำนวนข้อความ หรือยังไม่ทราบโควตา")
    return _("ส่งแล้วเดือนนี้เหลือ {left} จาก {total}", left=now_left.after(cost), total=now_left.total)


def too_dear(now_left: Left | None, cost: int) -> str | None:
    """What to say where the month cannot pay it; None where it can."""
    if now_left is None or now_left.after(cost) >= 0:
        return None
    return _(
        "ต้องใช้ {price} ข้อความ แต่เดือนนี้เหลือ {left} ข้อความค่ะ รอเดือนหน้าหรือเพิ่มแพ็กเกจ LINE ก่อนนะคะ",
        price=cost,
        left=max(now_left.free, 0),
    )


def note(db: Session, state: AccountState, now: datetime) -> None:
    """Write down what LINE says of our account."""
    account = Account.known(db) or Account(id=1, exhausted=None)
    account.basic_id, account.name = state.basic_id, state.name
    account.chat_mode = state.chat_mode
    account.quota, account.used = state.quota, state.used
    account.checked = now
    if state.quota is None or state.used < state.quota:
        account.exhausted = None
    db.add(account)


def _announced(db: Session, club_id: int, first: datetime, following: datetime) -> int:
    """What the club's announcements take; of one that was stopped, what had left by then."""
    due = (
        Announcement.club_id == club_id,
        Announcement.due >= first,
        Announcement.due < following,
    )
    planned = select(func.sum(Announcement.reserved)).where(
        *due, Announcement.progress.in_(PLANNED)
    )
    left_before = (
        select(func.sum(Outgoing.cost))
        .join(Announcement, Announcement.id == Outgoing.announcement_id)
        .where(
            *due,
            Announcement.progress.not_in(PLANNED),
            Outgoing.state.not_in(NEVER_SENT),
        )
    )
    return sum(db.scalar(spent) or 0 for spent in (planned, left_before))


def _answered(db: Session, club_id: int, first: datetime, following: datetime) -> int:
    """Answers that were paid for; only the log tells which."""
    paid = select(func.count()).where(
        Deed.club_id == club_id,
        Deed.what == What.INQUIRY_ANSWERED,
        Deed.detail == "paid",
        Deed.at >= first,
        Deed.at < following,
    )
    return db.scalar(paid) or 0


def _sent(db: Session, since: datetime) -> int:
    sent = select(func.sum(Outgoing.cost)).where(Outgoing.sent >= since)
    return db.scalar(sent) or 0


def _waiting(db: Session) -> int:
    """Requests that have not left, and pages of announcements that are no requests yet."""
    requests = select(func.sum(Outgoing.cost)).where(Outgoing.state.in_(UNSETTLED))
    laid_out = (
        select(func.coalesce(func.sum(Outgoing.cost), 0))
        .where(Outgoing.announcement_id == Announcement.id, Outgoing.page.is_not(None))
        .scalar_subquery()
    )
    rest = Announcement.reserved - laid_out
    pages = select(func.sum(rest)).where(Announcement.progress == Progress.SENDING, rest > 0)
    return sum(db.scalar(owed) or 0 for owed in (requests, pages))


def _planned(db: Session, first: datetime, following: datetime, now: datetime) -> int:
    """What is promised for a month; what is overdue belongs to the present one."""
    since = first if first > now else datetime.min.replace(tzinfo=UTC)
    promises = select(func.count()).where(
        Promise.state == PromiseState.WAITING, Promise.due >= since, Promise.due < following
    )
    announcements = select(func.sum(Announcement.reserved)).where(
        Announcement.progress.in_(RESERVED),
        Announcement.due >= since,
        Announcement.due < following,
    )
    notices = select(func.sum(Notice.reserved)).where(
        Notice.done.is_(False), Notice.due >= since, Notice.due < following
    )
    return sum(db.scalar(owed) or 0 for owed in (promises, announcements, notices))
