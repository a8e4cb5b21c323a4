"""What LINE last told us of our own account, and which workers are alive."""

from datetime import date, datetime
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base


class Account(Base):
    """One row: the account's name and address, and the month's quota as LINE last told."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    basic_id: Mapped[str]  # @…, for links into the chat
    name: Mapped[str]
    chat_mode: Mapped[str]  # "bot", or "chat": people can read the chats in LINE's manager
    quota: Mapped[int | None]  # messages a month; none: no limit
    used: Mapped[int]
    checked: Mapped[datetime]
    exhausted: Mapped[datetime | None]  # LINE refused a message since the month is used up
    friends: Mapped[int | None]  # as LINE counted them at the end of that day
    friends_on: Mapped[date | None]
    friends_asked: Mapped[datetime | None]

    @property
    def unexplained(self) -> bool:
        """LINE refused, and what it has counted was not read anew since."""
        return self.exhausted is not None and self.checked <= self.exhausted

    @classmethod
    def locked(cls, db: Session) -> None:
        """Hold others back who plan with the month's quota too."""
        db.execute(select(cls.id).with_for_update())

    @classmethod
    def known(cls, db: Session) -> Self | None:
        return db.get(cls, 1)


class Worker(Base):
    """A worker process, and when it last showed itself."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(primary_key=True)
    seen: Mapped[datetime]
