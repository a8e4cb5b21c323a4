"""Who is signed in to the console, from which machine, until when; and who asks to be."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.link import Link
from models.member import Member

SIGNS_IN = "console"  # purpose of a link that does


class ConsoleSession(Base):
    """One sign-in of one browser; only a digest of its cookie is kept."""

    __tablename__ = "console_sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)  # SHA-256
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)
    machine: Mapped[str | None]  # its kind, as `bot/machine.py` tells
    began: Mapped[datetime]
    seen: Mapped[datetime]  # when a page was last asked for, to the minute
    ends: Mapped[datetime]  # however busy she is
    strong: Mapped[bool] = mapped_column(default=False)  # a second factor was shown
    # what her passkey is asked to sign, once (base64url), or the salt of the app that she sets up
    challenge: Mapped[str | None]
    notice: Mapped[str | None]  # what the next page says of what was just done


class Entry(Base):
    """A browser that waits until somebody lets it in from her chat."""

    __tablename__ = "console_entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    browser: Mapped[str] = mapped_column(unique=True)  # SHA-256 of its cookie
    salt: Mapped[str]  # with the cookie and the server's secret: the six digits
    code: Mapped[str] = mapped_column(unique=True)  # digest of these, keyed with the secret
    machine: Mapped[str]
    asked: Mapped[datetime]
    expires: Mapped[datetime] = mapped_column(index=True)
    member_id: Mapped[int | None] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), index=True
    )  # who typed the digits
    member: Mapped[Member | None] = relationship(lazy="select")
    confirmed: Mapped[datetime | None]  # when she said that it is hers


def note(db: Session, member: Member, words: str) -> None:
    """Her next page says so, wherever she is signed in."""
    hers = update(ConsoleSession).where(ConsoleSession.member_id == member.id)
    db.execute(hers.values(notice=words))


def sign_out(db: Session, member: Member) -> None:
    """End all that she is signed in with, and all that would sign her in."""
    db.execute(delete(ConsoleSession).where(ConsoleSession.member_id == member.id))
    db.execute(delete(Entry).where(Entry.member_id == member.id))
    db.execute(delete(Link).where(Link.member_id == member.id, Link.purpose == SIGNS_IN))
