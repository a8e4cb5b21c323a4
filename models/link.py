"""Addresses that open something for one person, for a while."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member


class Link(Base):
    """A random token of a single purpose; only its digest is kept."""

    __tablename__ = "links"

    digest: Mapped[str] = mapped_column(primary_key=True)  # SHA-256
    purpose: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    member: Mapped[Member] = relationship(lazy="select")
    details: Mapped[dict[str, Any]]
    expires: Mapped[datetime]
    used: Mapped[datetime | None]
