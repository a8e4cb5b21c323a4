"""Pictures and media that were kept: known by their content."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class File(Base):
    """The bytes lie in the files' store, under their digest."""

    __tablename__ = "files"

    digest: Mapped[str] = mapped_column(primary_key=True)  # SHA-256 of the bytes, hexadecimal
    media_type: Mapped[str]  # as sniffed, never as claimed
    size: Mapped[int]  # bytes
    stored: Mapped[datetime]
