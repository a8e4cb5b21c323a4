"""Being signed in: a random cookie in the browser, its digest in a row."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import deeds
from models import ConsoleSession, Member, What

BYTES = 32  # of randomness
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED = timedelta(minutes=1)  # how exactly we know when she was last here


def new_cookie() -> str:
    return token_urlsafe(BYTES)


def begin(
    db: Session, member: Member, now: datetime, *, machine: str = "", strong: bool = False
) -> str:
    """Sign her in; returns the cookie, which is told to her browser only."""
    cookie = new_cookie()
    row = ConsoleSession(
        digest=_digest(cookie),
        member_id=member.id,
        machine=machine,
        began=now,
        seen=now,
        ends=now + LONGEST,
        strong=strong,
    )
    db.add(row)
    deeds.record(db, member, What.CONSOLE_ENTERED, now)
    return cookie


def current(db: Session, cookie: str | None, now: datetime) -> ConsoleSession | None:
    """Whose cookie this is; None where nobody's, or over."""
    row = db.get(ConsoleSession, _digest(cookie)) if cookie else None
    if row is None or now >= min(row.ends, row.seen + IDLE):
        return None
    if now - row.seen >= NOTED:
        row.seen = now
    return row


def whose(db: Session, cookie: str | None, now: datetime) -> int | None:
    """Whose cookie this is or was: her id, even when her time is over, for half a day."""
    row = db.get(ConsoleSession, _digest(cookie)) if cookie else None
    return row.member_id if row and now < row.seen + LONGEST else None


def all_of(db: Session, member: Member, now: datetime) -> Sequence[ConsoleSession]:
    """Where she is signed in, the latest first."""
    hers = select(ConsoleSession).where(
        ConsoleSession.member_id == member.id,
        ConsoleSession.ends > now,
        ConsoleSession.seen > now - IDLE,
    )
    return db.scalars(hers.order_by(ConsoleSession.seen.desc(), ConsoleSession.digest)).all()


def end(db: Session, row: ConsoleSession, now: datetime) -> None:
    """Sign her out on this machine."""
    deeds.record(db, row.member, What.CONSOLE_LEFT, now)
    db.delete(row)


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
