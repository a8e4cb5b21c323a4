"""A LINE group of the club: one message there, which costs as much as people are in it."""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.orm import Session

from bot.audience import Audience, Direct
from bot.buttons import Number
from bot.language import _
from bot.turn import Refusal
from models import Club, Group, Member, Role

NUMBER = re.compile("[0-9]{1,9}")
NOBODY = Direct("push", None, 0)


class OfGroup(Audience, tag="group"):
    form, rank = "group:ID", 30
    group: Number
    club: Number  # whose it was: a group may become another's

    @classmethod
    def typed(cls, db: Session, words: str, _now: datetime, /) -> Audience:
        group = db.get(Group, int(words)) if NUMBER.fullmatch(words) else None
        if group is None or group.club_id is None:
            raise Refusal(_("ไม่มีกลุ่ม LINE ของชมรมใดที่ใช้เลข {number}", number=words))
        return cls(group=group.id, club=group.club_id)

    @classmethod
    def offered(
        cls, db: Session, _who: Member, club: Club, _now: datetime, /
    ) -> Iterable[Audience]:
        there = select(Group.id).where(Group.club_id == club.id, Group.left.is_(None))
        yield from (cls(group=each, club=club.id) for each in db.scalars(there.order_by(Group.id)))

    def whom(self) -> ColumnElement[bool]:
        """No member singly: who is in a group LINE does not say."""
        return false()

    def direct(self, db: Session, /) -> Direct:
        group = self._there(db)
        return Direct("push", group.line_group_id, group.people or 0) if group else NOBODY

    def named(self, db: Session, /) -> str:
        group = self._there(db)
        if group is None or group.name is None:
            return _("ทุกคนในกลุ่ม LINE")
        return _("ทุกคนในกลุ่ม LINE “{group}”", group=group.name)

    def home(self, _db: Session, /) -> int | None:
        return self.club

    def may(self, db: Session, who: Member) -> bool:
        return self.club in {each.id for each in Role.clubs_of(db, who)}

    def nobody(self, db: Session, /) -> str:
        if self._there(db):
            return _("กำลังถามจำนวนคนในกลุ่มจาก LINE อยู่ค่ะ อีกสักครู่ลองใหม่นะคะ")
        return _("น้องสตรองไม่ได้อยู่ในกลุ่มนี้แล้วค่ะ จึงส่งไม่ได้ เชิญเข้ากลุ่มใหม่แล้วพิมพ์รหัสชมรมในกลุ่มก่อนนะคะ")

    def _there(self, db: Session) -> Group | None:
        """The group, while we are in it and it is this club's."""
        group = db.get(Group, self.group)
        return group if group and group.club_id == self.club and group.left is None else None
