"""Who is signed in to the console, from which machine, until when."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.member import Member


class ConsoleSession(Base):
    """One sign-in of one browser; only a digest of its cookie is kept."""

    __tablename__ = "console_sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)  # SHA-256
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)
    began: Mapped[datetime]
    seen: Mapped[datetime]  # when a page was last asked for, to the minute
    ends: Mapped[datetime]  # however busy she is
    strong: Mapped[bool] = mapped_column(default=False)  # a second factor was shown
    notice: Mapped[str | None]  # what the next page says of what was just done
