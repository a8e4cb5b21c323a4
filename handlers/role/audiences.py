"""Those who do something for their clubs: coordinators, and coaches."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.audience import Audience, Clubs, clubs_with
from bot.language import N_, _
from bot.turn import Refusal
from models import Club, Member, Role, RoleKind

Duty = Literal[RoleKind.COORDINATOR, RoleKind.COACH]
TYPED: dict[str, Duty] = {"coordinator": RoleKind.COORDINATOR, "coach": RoleKind.COACH}
OF_ALL: dict[Duty, str] = {
    RoleKind.COORDINATOR: N_("ผู้ประสานงานของทุกชมรม"),
    RoleKind.COACH: N_("โค้ชของทุกชมรม"),
}
OF_ONE: dict[Duty, str] = {
    RoleKind.COORDINATOR: N_("ผู้ประสานงานของชมรม STRONG {club}"),
    RoleKind.COACH: N_("โค้ชของชมรม STRONG {club}"),
}
OF_SEVERAL: dict[Duty, str] = {
    RoleKind.COORDINATOR: N_("ผู้ประสานงานของ {count} ชมรม"),
    RoleKind.COACH: N_("โค้ชของ {count} ชมรม"),
}


class OfRole(Audience, tag="role"):
    form, rank = "role:coordinator|coach[:CODE,CODE]", 40
    role: Duty
    clubs: Clubs | None = None  # none: of all

    @classmethod
    def typed(cls, db: Session, words: str, _now: datetime, /) -> Audience:
        role, _colon, codes = words.partition(":")
        if role not in TYPED:
            raise Refusal(_("หน้าที่ต้องเขียนเป็น coordinator หรือ coach"))
        return cls(role=TYPED[role], clubs=clubs_with(db, codes) if codes else None)

    @classmethod
    def offered(cls, db: Session, who: Member, club: Club, _now: datetime, /) -> Iterable[Audience]:
        """Of this club, of all that are hers, and of all there are."""
        hers = tuple(each.id for each in Role.clubs_of(db, who))
        of: list[tuple[int, ...] | None] = [(club.id,)]
        of += [hers] if len(hers) > 1 else []
        of += [None] if Role.administers(db, who) else []
        yield from (cls(role=role, clubs=clubs) for clubs in of for role in OF_ALL)

    def whom(self) -> ColumnElement[bool]:
        holders = select(Role.member_id).where(Role.kind == self.role)
        if self.clubs is not None:
            holders = holders.where(Role.club_id.in_(self.clubs))
        return Member.id.in_(holders)

    def named(self, db: Session, /) -> str:
        if self.clubs is None:
            return _(OF_ALL[self.role])
        if len(self.clubs) == 1 and (club := db.get(Club, self.clubs[0])):
            return _(OF_ONE[self.role], club=club.name)
        return _(OF_SEVERAL[self.role], count=len(self.clubs))

    def home(self, _db: Session, /) -> int | None:
        return self.clubs[0] if self.clubs and len(self.clubs) == 1 else None

    def may(self, db: Session, who: Member) -> bool:
        hers = {club.id for club in Role.clubs_of(db, who)}
        return Role.administers(db, who) or (self.clubs is not None and hers.issuperset(self.clubs))

    def wide(self) -> bool:
        return self.clubs is None or len(self.clubs) > 1
