"""What else must reach LINE after a commit: menu links, profiles, media."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.column import named


class ErrandState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"  # useless to try again


class Errand(Base):
    """One thing to do over the network, once it is due; done twice equals done once."""

    __tablename__ = "errands"
    __table_args__ = (
        Index(
            "ix_errands_waiting",
            "due",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # what is to be done: the same thing only once
    kind: Mapped[str]
    details: Mapped[dict[str, Any]]
    due: Mapped[datetime]  # when to try next
    tries: Mapped[int] = mapped_column(default=0)
    state: Mapped[ErrandState] = mapped_column(named(ErrandState), default=ErrandState.WAITING)
    failure: Mapped[str | None]  # the kind of error, never its words
