"""Whom a message to many is for: a type per kind, which any feature may add."""

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.buttons import Number
from bot.language import _
from bot.outbox import UNWELCOME
from bot.tagged import Tagged
from models import Member, Role, Topic


class Audience(Tagged):
    """`class Coming(Audience, tag="event.coming")`: members that a feature can name."""

    kinds: ClassVar[dict[str, type[Any]]]
    topic: ClassVar[Topic] = Topic.NEWS

    def whom(self) -> ColumnElement[bool]:
        """Which members are meant, whether or not a message can reach them."""
        raise NotImplementedError

    def named(self, db: Session, /) -> str:
        """Who they are, in words that a count follows."""
        raise NotImplementedError

    def may(self, db: Session, who: Member) -> bool:
        """Whether `who` may write to them."""
        raise NotImplementedError

    def wide(self) -> bool:
        """Whether it goes beyond one club, and is no matter of one club's share."""
        return False


class OfClub(Audience, tag="club"):
    club: Number

    def whom(self) -> ColumnElement[bool]:
        return Member.club_id == self.club

    def named(self, _db: Session, /) -> str:
        return _("สมาชิกทั้งหมด")

    def may(self, db: Session, who: Member) -> bool:
        return self.club in {club.id for club in Role.clubs_of(db, who)}


def kept(audience: Audience) -> dict[str, Any]:
    """As a row keeps it."""
    return {"kind": audience.tag, **audience.model_dump(mode="json")}


def found(row: Mapping[str, Any]) -> Audience | None:
    """What a row kept; none where a release no longer knows it."""
    fields = dict(row)
    kind = Audience.kinds.get(fields.pop("kind", ""))
    try:
        return kind.model_validate(fields) if kind else None
    except ValidationError:
        return None


def wide(row: Mapping[str, Any]) -> bool:
    """Whether it is no matter of one club's share."""
    whom = found(row)
    return whom is not None and whom.wide()


def reached(audience: Audience) -> Select[int]:
    """Ids of those whom a message can reach, and who want such messages."""
    welcome = [wants for wants, topics in UNWELCOME.items() if audience.topic not in topics]
    return select(Member.id).where(
        audience.whom(),
        Member.line_user_id.is_not(None),
        Member.following,
        Member.wants.in_(welcome),
    )


def count(db: Session, audience: Audience) -> int:
    """How many it reaches at this moment."""
    return db.scalar(select(func.count()).select_from(reached(audience).subquery())) or 0
