"""What a message costs, and what is left of the month."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import bangkok
from bot.language import _
from bot.line import AccountState
from models import Account, Announcement, Outgoing, OutgoingState, Progress, Promise, PromiseState


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


def left(db: Session, now: datetime) -> Left | None:
    """What is free after all that we have promised for this month; None: no limit is known."""
    account = Account.known(db)
    if account is None or account.quota is None:
        return None
    first, following = bangkok.month(now)
    used = account.used if account.checked >= first else 0
    since = max(account.checked, first)
    spent = used + _sent(db, since) + _owed(db, following)
    return Left(account.quota, account.quota - spent)


def remains(now_left: Left | None, cost: int) -> str:
    """How the month looks after paying `cost`, in words."""
    if now_left is None:
        return _("บัญชีนี้ไม่จำกัดจำนวนข้อความ หรือยังไม่ทราบโควตา")
    return _("ส่งแล้วเดือนนี้เหลือ {left} จาก {total}", left=now_left.after(cost), total=now_left.total)


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


def _sent(db: Session, since: datetime) -> int:
    sent = select(func.sum(Outgoing.cost)).where(Outgoing.sent >= since)
    return db.scalar(sent) or 0


def _owed(db: Session, until: datetime) -> int:
    waiting = select(func.sum(Outgoing.cost)).where(Outgoing.state == OutgoingState.WAITING)
    promised = select(func.count()).where(
        Promise.state == PromiseState.WAITING, Promise.due < until
    )
    planned = select(func.sum(Announcement.reserved)).where(
        Announcement.progress == Progress.WAITING, Announcement.due < until
    )
    return sum(db.scalar(owed) or 0 for owed in (waiting, promised, planned))
