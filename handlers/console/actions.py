"""Who may use the coordinators' web pages, and the link that signs her in."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import links
from models import Link, Member, Role, RoleKind

PURPOSE = "console"
LIFETIME = timedelta(minutes=5)
ENTITLED = (RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)


def entitled(db: Session, who: Member) -> bool:
    hers = select(Role.id).where(Role.member_id == who.id, Role.kind.in_(ENTITLED))
    return db.scalar(hers.limit(1)) is not None


def invite(db: Session, who: Member, now: datetime) -> str:
    """A token that signs her in once; the one before it no longer does."""
    db.execute(delete(Link).where(Link.member_id == who.id, Link.purpose == PURPOSE))
    return links.issue(db, PURPOSE, who, expires=now + LIFETIME)


def invited(db: Session, token: str, now: datetime) -> Member | None:
    """Whom this token would sign in; looking uses nothing up."""
    link = links.find(db, PURPOSE, token, now)
    return link.member if link and link.used is None else None


def enter(db: Session, token: str, now: datetime) -> Member | None:
    """Use the token up, once. None where it is over, or her duty is."""
    link = links.find(db, PURPOSE, token, now)
    if link is None or link.used is not None or not entitled(db, link.member):
        return None
    link.used = now
    return link.member
