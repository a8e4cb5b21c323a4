"""What somebody typed into a form of the console and did not send yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Draft(Base):
    """A form as it was when she last typed; hers alone."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("member_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    path: Mapped[str]  # where the form is sent to
    page: Mapped[str]  # where it stands
    fields: Mapped[dict[str, Any]]  # by name, the values as strings
    saved: Mapped[datetime]
