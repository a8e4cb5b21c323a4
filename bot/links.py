"""Addresses that open something for one person, for a while: random, single-purpose, expiring."""

import hashlib
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy.orm import Session

from models import Link, Member

BYTES = 24  # of randomness: nobody guesses 192 bits


def issue(
    db: Session,
    purpose: str,
    member: Member,
    *,
    expires: datetime,
    details: dict[str, Any] | None = None,
) -> str:
    """Return a new token; it is told to the member only, and kept as a digest."""
    token = token_urlsafe(BYTES)
    row = Link(
        digest=_digest(token),
        purpose=purpose,
        member_id=member.id,
        details=details or {},
        expires=expires,
    )
    db.add(row)
    return token


def find(db: Session, purpose: str, token: str, now: datetime) -> Link | None:
    """The link that a token opens; None where it is unknown, over, or for something else.

    Looking changes nothing: previews look, too. Whoever acts on it locks it and sets `used`.
    """
    link = db.get(Link, _digest(token), with_for_update=True)
    if link is None or link.purpose != purpose or link.expires <= now:
        return None
    return link


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
