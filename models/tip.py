"""Reports of corruption, sealed before they are stored."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.column import named


class Tip(Base):
    """A part of a sealed report. Deliberately without a link to its sender, or a time of day."""

    __tablename__ = "tips"

    id: Mapped[str] = mapped_column(primary_key=True)  # random, shared by the parts of a report
    part: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    sealed: Mapped[bytes]  # an age file


class TipStep(StrEnum):
    WARNED = "warned"  # she was told what this channel can protect, and has not said yes
    TELLING = "telling"
    PLACING = "placing"  # where and when, which may be skipped
    CHECKING = "checking"  # send or not
    HANDED_IN = "handed in"  # nobody's any more; the clock makes a tip of it


class TipSession(Base):
    """A report being made. Its key names nobody once the secret of the day is gone.

    What is handed in gets a random key, and waits here until the clock files it.
    """

    __tablename__ = "tip_sessions"

    key: Mapped[str] = mapped_column(primary_key=True)  # HMAC(secret of the day, LINE user id)
    step: Mapped[TipStep] = mapped_column(named(TipStep))
    sealed: Mapped[bytes] = mapped_column(default=b"")  # age files, each behind its length
    expires: Mapped[datetime] = mapped_column(index=True)
