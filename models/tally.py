"""How often something happened, since the beginning: it outlives the rows that it happened to."""

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.column import named


class Counted(StrEnum):
    """What happens to requests."""

    SENT = "sent"
    FAILED = "failed"  # LINE refused it for good
    WAITS = "waits"  # its place in LINE's rate limit was not at once
    WAITED = "waited"  # seconds, until then


class Tally(Base):
    """A number that only grows, for each endpoint of LINE's; it tells nothing of anybody."""

    __tablename__ = "tallies"

    what: Mapped[Counted] = mapped_column(named(Counted), primary_key=True)
    endpoint: Mapped[str] = mapped_column(primary_key=True)
    total: Mapped[float]

    @classmethod
    def add(cls, db: Session, counts: Mapping[tuple[Counted, str], float]) -> None:
        """Let it be the last that a transaction does: all who send want these rows."""
        for (what, endpoint), more in sorted(counts.items()):
            new = insert(cls).values(what=what, endpoint=endpoint, total=more)
            grown = {"total": cls.total + more}
            db.execute(new.on_conflict_do_update(index_elements=["what", "endpoint"], set_=grown))
