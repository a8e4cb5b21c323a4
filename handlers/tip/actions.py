"""Keeping a report sealed while it is made, and handing it in.

It never touches `conversations`: the session is a row whose key names nobody once the secret of
the day is gone, and the tip that comes of it has no link to the session.
"""

from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import bangkok
from models import Member, Tip, TipSession, TipStep
from settings import Settings
from vault import day_key, seal

SILENCE = timedelta(minutes=30)  # after this much of it, a report in the making is forgotten


def session(db: Session, member: Member, settings: Settings, now: datetime) -> TipSession | None:
    """The report that this member is making; after midnight it takes the name of the new day."""
    keys = _keys(member, settings, now)
    for key in keys:
        found = db.get(TipSession, key)
        if found and found.expires > now:
            found.key = keys[0]
            return found
    return None


def warn(db: Session, member: Member, settings: Settings, now: datetime) -> None:
    """Begin anew: she is being told what this channel can protect."""
    forget(db, member, settings, now)
    key = _keys(member, settings, now)[0]
    db.add(TipSession(key=key, step=TipStep.WARNED, sealed=b"", expires=now + SILENCE))


def move_to(row: TipSession, step: TipStep, now: datetime) -> None:
    row.step, row.expires = step, now + SILENCE


def write(row: TipSession, words: str, settings: Settings) -> None:
    """Seal a part at once; parts stand one after the other, each behind its length."""
    part = seal.seal(words, settings.tip_recipients)
    row.sealed += len(part).to_bytes(4) + part


def count(row: TipSession) -> int:
    """How many messages are sealed in it."""
    return len(_parts(row.sealed))


def hand_in(row: TipSession) -> None:
    """From here on the report is nobody's: its row loses the name that led to a member."""
    row.key, row.step = str(uuid4()), TipStep.HANDED_IN


def file(db: Session, now: datetime) -> None:
    """Make tips of what was handed in.

    In a transaction of the clock, not the member's: PostgreSQL writes into each row which
    transaction made or locked it, and so would tell for ever whose event a tip came with.
    """
    handed_in = select(TipSession).where(TipSession.step == TipStep.HANDED_IN)
    for row in db.scalars(handed_in.with_for_update(skip_locked=True)):
        tip = str(uuid4())
        for number, part in enumerate(_parts(row.sealed), 1):
            db.add(Tip(id=tip, part=number, day=_day(now), sealed=part))
        db.delete(row)


def forget(db: Session, member: Member, settings: Settings, now: datetime) -> None:
    keys = _keys(member, settings, now)
    db.execute(delete(TipSession).where(TipSession.key.in_(keys)))


def forget_silent(db: Session, now: datetime) -> None:
    silent = delete(TipSession).where(TipSession.expires <= now)
    db.execute(silent.where(TipSession.step != TipStep.HANDED_IN))


def _keys(member: Member, settings: Settings, now: datetime) -> list[str]:
    """Today's name of the session, and before half past midnight yesterday's too."""
    days = dict.fromkeys([_day(now), _day(now - SILENCE)])
    day_key.forget_before(min(days), settings.secret_key)
    user = member.line_user_id or ""
    return [day_key.session_key(user, day, settings.secret_key) for day in days]


def _day(now: datetime) -> date:
    return bangkok.local(now).date()


def _parts(framed: bytes) -> list[bytes]:
    parts = []
    while framed:
        size = int.from_bytes(framed[:4])
        parts.append(framed[4 : 4 + size])
        framed = framed[4 + size :]
    return parts
