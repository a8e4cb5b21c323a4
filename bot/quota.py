"""What a message costs, and what is left of the month."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import audience, bangkok, sharing
from bot.language import _
from bot.line import AccountState
from models import (
    UNSETTLED,
    Account,
    Announcement,
    ClubSetting,
    Event,
    Member,
    Notice,
    Outgoing,
    OutgoingState,
    Progress,
    Promise,
    PromiseState,
    Spending,
)

RESERVED = (Progress.ASKED, Progress.WAITING)  # no request of it is laid out yet


@dataclass(frozen=True)
class Left:
    """Messages that can still be sent this month, of how many."""

    total: int
    free: int

    def after(self, price: int) -> int:
        return self.free - price


@dataclass(frozen=True)
class Month:
    """Where a month's messages are: gone, or put aside for what waits and is planned."""

    total: int
    sent: int
    free: int

    @property
    def reserved(self) -> int:
        return self.total - self.sent - self.free


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


def month(db: Session, now: datetime) -> Month | None:
    """The present one as it stands; None: no limit is known."""
    account, left_ = Account.known(db), left(db, now)
    if account is None or left_ is None:
        return None
    first, _following = bangkok.month(now)
    used = account.used if account.checked >= first else 0
    sent = used + _sent(db, max(account.checked, first))
    return Month(left_.total, sent, left_.free)


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
    part = _part(db, club_id)
    if part is None:
        return None
    first, following = bangkok.month(due or now)
    spent = _ledger(db, club_id, first) + _planned(db, first, following, now, club_id)
    if first <= now:
        spent += _waiting(db, club_id)
    return Left(part, part - spent)


def by_members(db: Session, club_id: int) -> int | None:
    """What the club has where nobody set anything for it; None: as many as there are."""
    return _part(db, club_id, unset=True)


def scarcer(left: Left | None, share: Left | None) -> Left | None:
    """What runs out first: what all have together, or the club's share of it."""
    if share and (left is None or share.free < left.free):
        return share
    return left


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


def beyond_share(share: Left | None, cost: int) -> str | None:
    """What to say where the club has too little of the month; None where it has enough."""
    if share is None or share.after(cost) >= 0:
        return None
    return _(
        "ต้องใช้ {price} ข้อความ แต่งบของชมรมเดือนนี้เหลือ {left} จาก {total} ค่ะ ขอเพิ่มได้จากผู้ดูแลระบบ",
        price=cost,
        left=max(share.free, 0),
        total=share.total,
    )


def note(db: Session, state: AccountState, now: datetime) -> None:
    """Write down what LINE says of our account; another worker may do so at the same moment."""
    told: dict[str, Any] = {
        "basic_id": state.basic_id,
        "name": state.name,
        "chat_mode": state.chat_mode,
        "quota": state.quota,
        "used": state.used,
        "checked": now,
    }
    new = upsert(Account).values(id=1, **told)
    db.execute(new.on_conflict_do_update(index_elements=["id"], set_=told))


def _part(db: Session, club_id: int, *, unset: bool = False) -> int | None:
    account, budgets = Account.known(db), _budgets(db)
    if unset:
        budgets.pop(club_id, None)
    if account is None or account.quota is None:
        return budgets.get(club_id)
    people = _people(db)
    if club_id not in budgets and not (budgets.keys() | people.keys()) - {club_id}:
        return None
    return sharing.parts(account.quota, budgets, people).get(club_id, 0)


def _budgets(db: Session) -> dict[int, int]:
    """What an administrator set."""
    chosen = select(ClubSetting.club_id, ClubSetting.budget)
    rows = db.execute(chosen.where(ClubSetting.budget.is_not(None)))
    return {row.club_id: row.budget or 0 for row in rows}


def _people(db: Session) -> dict[int, int]:
    """How many members of each club a message can reach."""
    reached = Member.following, Member.line_user_id.is_not(None), Member.club_id.is_not(None)
    clubs = select(Member.club_id, func.count().label("people")).where(*reached)
    rows = db.execute(clubs.group_by(Member.club_id))
    return {row.club_id: row.people for row in rows if row.club_id}


def _ledger(db: Session, club_id: int, first: datetime) -> int:
    """What LINE took for this club in the month that begins so; `bot/settling` writes it down."""
    month = f"{bangkok.local(first):%Y-%m}"
    taken = select(func.sum(Spending.messages))
    return db.scalar(taken.where(Spending.club_id == club_id, Spending.month == month)) or 0


def _sent(db: Session, since: datetime) -> int:
    sent = select(func.sum(Outgoing.cost)).where(Outgoing.sent >= since)
    return db.scalar(sent) or 0


def _waiting(db: Session, club_id: int | None = None) -> int:
    """Requests that have not left, and pages of announcements that are no requests yet."""
    requests = select(func.sum(Outgoing.cost)).where(Outgoing.state.in_(UNSETTLED))
    laid_out = (
        select(func.coalesce(func.sum(Outgoing.cost), 0))
        .where(Outgoing.announcement_id == Announcement.id, Outgoing.page.is_not(None))
        .scalar_subquery()
    )
    rest = Announcement.reserved - laid_out
    pages = select(rest, Announcement.audience).where(
        Announcement.progress == Progress.SENDING, rest > 0
    )
    if club_id is not None:
        requests = requests.where(Outgoing.club_id == club_id)
    return (db.scalar(requests) or 0) + _announced(db, pages, club_id)


def _planned(
    db: Session, first: datetime, following: datetime, now: datetime, club_id: int | None = None
) -> int:
    """What is promised for a month; what is overdue belongs to the present one."""
    since = first if first > now else datetime.min.replace(tzinfo=UTC)
    promises = select(func.count(Promise.id)).where(
        Promise.state == PromiseState.WAITING, Promise.due >= since, Promise.due < following
    )
    announcements = select(Announcement.reserved, Announcement.audience).where(
        Announcement.progress.in_(RESERVED),
        Announcement.due >= since,
        Announcement.due < following,
    )
    notices = select(func.sum(Notice.reserved)).where(
        Notice.done.is_(False), Notice.due >= since, Notice.due < following
    )
    if club_id is not None:
        promises = promises.join(Member, Member.id == Promise.member_id)
        promises = promises.where(func.coalesce(Promise.club_id, Member.club_id) == club_id)
        notices = notices.join(Event, Event.id == Notice.event_id)
        notices = notices.where(Event.club_id == club_id)
    owed = sum(db.scalar(each) or 0 for each in (promises, notices))
    return owed + _announced(db, announcements, club_id)


def _announced(db: Session, reserved: Select[int, dict[str, Any]], club_id: int | None) -> int:
    """What these announcements take; what goes beyond one club is no matter of its share."""
    if club_id is None:
        return db.scalar(select(func.sum(reserved.subquery().c[0]))) or 0
    rows = db.execute(reserved.where(Announcement.club_id == club_id)).all()
    return sum(messages for messages, whom in rows if not audience.wide(whom))
