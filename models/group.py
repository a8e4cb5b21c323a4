"""LINE groups that the account was invited into."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.club import Club


class Group(Base):
    """A LINE group, linked to a club once somebody of that club said its code there."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_group_id: Mapped[str] = mapped_column(unique=True)
    joined: Mapped[datetime]
    as_of: Mapped[datetime]  # LINE's time of the last join or leave
    left: Mapped[datetime | None]
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club | None] = relationship(lazy="select")
