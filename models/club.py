"""A STRONG club and the local government that it belongs to."""

from enum import StrEnum
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

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

    @classmethod
    def with_code(cls, db: Session, code: str) -> Self | None:
        return db.scalar(select(cls).where(cls.code == code.strip().upper()))
