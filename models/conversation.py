"""The flow that a member is in, if any."""

from typing import Any

from sqlalchemy import ForeignKey, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.member import Member


class Conversation(Base):
    """One row per member. A tip never touches it."""

    __tablename__ = "conversations"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), primary_key=True
    )
    flow: Mapped[str | None]
    state: Mapped[dict[str, Any]]
    asleep: Mapped[bool] = mapped_column(default=False)  # its buttons work, typed words do not
    lost: Mapped[int] = mapped_column(default=0)  # how often in a row we did not understand

    @classmethod
    def of(cls, db: Session, member: Member) -> "Conversation":
        row = db.scalar(_OF, {"member": member.id})
        if row is None:
            row = cls(member_id=member.id, flow=None, state={}, asleep=False, lost=0)
            db.add(row)
        return row


# Made once, since it runs with every event.
_OF = select(Conversation).where(Conversation.member_id == bindparam("member"))
