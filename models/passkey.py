"""What a coordinator shows besides her link: a passkey, or the digits of a code app."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    SQLColumnExpression,
    delete,
    exists,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.member import Member


class Passkey(Base):
    """The public half of a key that never leaves her machine."""

    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(primary_key=True)  # as her browser calls it, base64url
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    public_key: Mapped[bytes]
    uses: Mapped[int] = mapped_column(BigInteger)  # as her machine counts: a copy falls behind
    machine: Mapped[str | None]  # its kind, as `bot/machine.py` tells
    added: Mapped[datetime]
    used: Mapped[datetime | None]


class CodeApp(Base):
    """An app that shows six digits. Its secret follows from the server's and this salt."""

    __tablename__ = "code_apps"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True
    )
    salt: Mapped[str]
    added: Mapped[datetime]
    confirmed: Mapped[datetime | None]  # it showed the right digits once; until then it is nothing
    step: Mapped[int] = mapped_column(default=0)  # whose digits were taken last: each only once


def protected(member_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether this member has a second factor."""
    return or_(
        exists().where(Passkey.member_id == member_id),
        exists().where(CodeApp.member_id == member_id, CodeApp.confirmed.is_not(None)),
    )


def asked_of(db: Session, member: Member) -> bool:
    """Whether she has a second factor, and is asked for it."""
    return bool(db.scalar(select(protected(literal(member.id)))))


def forget(db: Session, member: Member) -> None:
    """Her passkeys and her code app count no more."""
    db.execute(delete(Passkey).where(Passkey.member_id == member.id))
    db.execute(delete(CodeApp).where(CodeApp.member_id == member.id))
