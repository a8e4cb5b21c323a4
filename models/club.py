"""A STRONG club and the local government that it belongs to."""

from datetime import datetime
from enum import StrEnum
from typing import Self

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base
from models.column import named


class Kind(StrEnum):
    """Kinds of local government, in their own words."""

    PROVINCE = "อบจ."
    CITY = "เทศบาลนคร"
    TOWN = "เทศบาลเมือง"
    TOWNSHIP = "เทศบาลตำบล"
    SUBDISTRICT = "อบต."
    BANGKOK = "กรุงเทพมหานคร"
    PATTAYA = "เมืองพัทยา"
    OTHER = "อื่น ๆ"


class Club(Base):
    __tablename__ = "clubs"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)  # capitals, digits and hyphens
    kind: Mapped[Kind] = mapped_column(named(Kind))
    name: Mapped[str]
    province: Mapped[str]
    model: Mapped[bool] = mapped_column(default=False)  # a club that others learn from
    about: Mapped[str | None]  # a few lines about itself
    picture: Mapped[str | None] = mapped_column(ForeignKey("files.digest"), info={"public": True})
    contact_name: Mapped[str | None]  # whom members may ask, when, and by which telephone
    contact_phone: Mapped[str | None]
    contact_hours: Mapped[str | None]

    @classmethod
    def with_code(cls, db: Session, code: str) -> Self | None:
        return db.scalar(select(cls).where(cls.code == code.strip().upper()))


class Opening(Base):
    """A club that somebody asked to open; an administrator decides."""

    __tablename__ = "openings"
    __table_args__ = (
        Index(
            "ix_openings_waiting",
            "kind",
            "name",
            "province",
            unique=True,
            sqlite_where=text("decided IS NULL"),
            postgresql_where=text("decided IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(named(Kind))
    name: Mapped[str]
    province: Mapped[str]
    contact_name: Mapped[str]
    contact_phone: Mapped[str | None]
    asked: Mapped[datetime]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    decided: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"))  # none: refused
    why: Mapped[str | None]  # the reason why it was refused, as she who asked was told
    club: Mapped[Club | None] = relationship(lazy="select")
