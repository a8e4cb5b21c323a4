"""Members by their clubs: several, all, of one kind of local government, or of a province."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot import places
from bot.audience import Audience, ByAdministrators, Clubs, clubs_with
from bot.language import _
from bot.turn import Refusal
from models import Club, Kind, Member, Role
from models.province import PROVINCES


def _a_province(name: str) -> str:
    if name not in PROVINCES:
        raise ValueError(name)
    return name


Province = Annotated[str, AfterValidator(_a_province)]


class AllClubs(ByAdministrators, Audience, tag="all"):
    form, rank = "all", 60

    @classmethod
    def typed(cls, _db: Session, _words: str, _now: datetime, /) -> Audience:
        return cls()

    @classmethod
    def offered(
        cls, db: Session, who: Member, _club: Club, _now: datetime, /
    ) -> Iterable[Audience]:
        return [cls()] if Role.administers(db, who) else []

    def whom(self) -> ColumnElement[bool]:
        return Member.club_id.is_not(None)

    def named(self, _db: Session, /) -> str:
        return _("สมาชิกทุกชมรม")


class OfClubs(ByAdministrators, Audience, tag="clubs"):
    """Chosen one by one."""

    form, rank = "clubs:CODE,CODE", 61
    clubs: Clubs

    @classmethod
    def typed(cls, db: Session, words: str, _now: datetime, /) -> Audience:
        return cls(clubs=clubs_with(db, words))

    def whom(self) -> ColumnElement[bool]:
        return Member.club_id.in_(self.clubs)

    def named(self, db: Session, /) -> str:
        """One by its name, more by their number."""
        if len(self.clubs) == 1 and (club := db.get(Club, self.clubs[0])):
            return _("สมาชิกชมรม STRONG {club}", club=club.name)
        return _("สมาชิกของ {count} ชมรม", count=len(self.clubs))


class OfKind(ByAdministrators, Audience, tag="kind"):
    form, rank = "kind:KIND", 62
    government: Kind

    @classmethod
    def typed(cls, _db: Session, words: str, _now: datetime, /) -> Audience:
        kinds = {each.value: each for each in Kind} | {each.name: each for each in Kind}
        kind = places.kind(words)[0] or kinds.get(words.upper())
        if kind is None:
            raise Refusal(_("ประเภทต้องเป็นคำใดคำหนึ่งนี้ {kinds}", kinds=", ".join(Kind)))
        return cls(government=kind)

    @classmethod
    def offered(
        cls, db: Session, who: Member, _club: Club, _now: datetime, /
    ) -> Iterable[Audience]:
        if Role.administers(db, who):
            there = set(db.scalars(select(Club.kind).distinct()))
            yield from (cls(government=kind) for kind in Kind if kind in there)

    def whom(self) -> ColumnElement[bool]:
        return Member.club_id.in_(select(Club.id).where(Club.kind == self.government))

    def named(self, _db: Session, /) -> str:
        return _("สมาชิกของชมรมประเภท {kind}", kind=self.government.value)


class OfProvince(ByAdministrators, Audience, tag="province"):
    form, rank = "province:NAME", 63
    province: Province

    @classmethod
    def typed(cls, _db: Session, words: str, _now: datetime, /) -> Audience:
        if province := places.province(words):
            return cls(province=province)
        raise Refusal(_("ไม่มีจังหวัดชื่อ {name} เขียนชื่อเต็มเป็นภาษาไทย", name=words))

    @classmethod
    def offered(
        cls, db: Session, who: Member, _club: Club, _now: datetime, /
    ) -> Iterable[Audience]:
        if Role.administers(db, who):
            there = set(db.scalars(select(Club.province).distinct()))
            yield from (cls(province=each) for each in PROVINCES if each in there)

    def whom(self) -> ColumnElement[bool]:
        return Member.club_id.in_(select(Club.id).where(Club.province == self.province))

    def named(self, _db: Session, /) -> str:
        return _("สมาชิกในจังหวัด{province}", province=self.province)
