"""LINE groups that the account was invited into."""

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.club import Club

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # of a group that LINE has not told of yet


class Group(Base):
    """A LINE group, linked to a club once somebody of that club said its code there."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    line_group_id: Mapped[str] = mapped_column(unique=True)
    joined: Mapped[datetime]
    as_of: Mapped[datetime]  # LINE's time of what last told whether we are in
    left: Mapped[datetime | None]
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club | None] = relationship(lazy="select")
    name: Mapped[str | None]  # LINE's, and how many people are in it: what a message there costs
    people: Mapped[int | None]
    people_asked: Mapped[datetime | None]  # none: to be asked anew

    @classmethod
    def locked(cls, db: Session, line_group_id: str, now: datetime) -> "Group":
        """Find or make the group, and hold others back: what happens there goes one by one."""
        find = select(cls).where(cls.line_group_id == line_group_id).with_for_update()
        group = db.scalar(find)
        if group is None:
            values = {"line_group_id": line_group_id, "joined": now, "as_of": LONG_AGO}
            db.execute(insert(cls).values(values).on_conflict_do_nothing())
            group = db.scalars(find).one()
        return group
