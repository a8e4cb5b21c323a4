"""Being signed in: a random cookie in the browser, its digest in a row."""

import hashlib
from datetime import datetime, timedelta
from secrets import token_urlsafe

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import ConsoleSession, Member

BYTES = 32  # of randomness
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED = timedelta(minutes=1)  # how exactly we know when she was last here


def new_cookie() -> str:
    return token_urlsafe(BYTES)


def begin(db: Session, member: Member, now: datetime, *, strong: bool = False) -> str:
    """Sign her in; returns the cookie, which is told to her browser only."""
    cookie = new_cookie()
    row = ConsoleSession(
        digest=_digest(cookie),
        member_id=member.id,
        began=now,
        seen=now,
        ends=now + LONGEST,
        strong=strong,
    )
    db.add(row)
    return cookie


def current(db: Session, cookie: str | None, now: datetime) -> ConsoleSession | None:
    """Whose cookie this is; None where nobody's, or over."""
    row = db.get(ConsoleSession, _digest(cookie)) if cookie else None
    if row is None or now >= min(row.ends, row.seen + IDLE):
        return None
    if now - row.seen >= NOTED:
        row.seen = now
    return row


def whose(db: Session, cookie: str | None) -> int | None:
    """Whose cookie this is or was: her id, even when her time is over."""
    row = db.get(ConsoleSession, _digest(cookie)) if cookie else None
    return row.member_id if row else None


def end_all(db: Session, member: Member) -> None:
    """Sign her out on every machine."""
    db.execute(delete(ConsoleSession).where(ConsoleSession.member_id == member.id))


def _digest(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()
