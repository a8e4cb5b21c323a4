"""Rich menus that were published at LINE."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Menu(Base):
    """The menu that people of one kind have below their chat."""

    __tablename__ = "menus"

    name: Mapped[str] = mapped_column(primary_key=True)  # members or coordinators
    rich_menu_id: Mapped[str]  # LINE's
    drawn: Mapped[str]  # SHA-256 of what it says and looks like
    published: Mapped[datetime]
