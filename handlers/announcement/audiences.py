"""Those whom an earlier announcement did not reach, and all friends of the account."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer
from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from bot import audience, dates, limits, news
from bot.audience import Audience, ByAdministrators, Direct
from bot.buttons import Number
from bot.language import _, language
from bot.turn import Refusal
from models import (
    Account,
    Announcement,
    Club,
    Member,
    Outgoing,
    OutgoingState,
    Progress,
    Role,
    Topic,
)

LOST = (
    OutgoingState.FAILED,
    OutgoingState.EXPIRED,
    OutgoingState.WITHDRAWN,
    OutgoingState.UNKNOWN,
)
BROKEN_OFF = (Progress.CANCELLED, Progress.EXPIRED)  # nobody behind the cursor got it
LATELY = timedelta(days=14)  # so long an announcement is worth sending again
NUMBER = re.compile("[0-9]{1,9}")
FEW, QUOTED = 3, 40  # announcements that are offered; UTF-16 units that name one


def _known(value: Any) -> Audience:
    known = value if isinstance(value, Audience) else audience.found(value)
    if known is None:
        raise ValueError(value)
    return known


Earlier = Annotated[Audience, BeforeValidator(_known), PlainSerializer(audience.kept)]


class Unreached(Audience, tag="unreached"):
    """Whoever had no part in a page that LINE took."""

    form, rank = "unreached:ID", 20
    announcement: Number
    of: Earlier

    @property
    def topic(self) -> Topic:
        return self.of.topic

    @classmethod
    def typed(cls, db: Session, words: str, _now: datetime, /) -> Audience:
        earlier = db.get(Announcement, int(words)) if NUMBER.fullmatch(words) else None
        if earlier is None:
            raise Refusal(_("ไม่มีประกาศเลข {number}", number=words))
        return cls.after(db, earlier)

    @classmethod
    def after(cls, db: Session, earlier: Announcement) -> "Unreached":
        """Raises Refusal where it is known of nobody whether it reached them."""
        whom = audience.found(earlier.audience)
        if whom is None or whom.direct(db):
            raise Refusal(_("ประกาศนี้ส่งถึงทุกคนพร้อมกัน LINE จึงไม่บอกว่าใครยังไม่ได้รับ ส่งใหม่ทั้งหมดได้"))
        return cls(announcement=earlier.id, of=whom)

    @classmethod
    def offered(cls, db: Session, _who: Member, club: Club, now: datetime, /) -> Iterable[Audience]:
        lost = select(Outgoing.id).where(
            Outgoing.announcement_id == Announcement.id, Outgoing.state.in_(LOST)
        )
        earlier = select(Announcement).where(
            Announcement.club_id == club.id,
            Announcement.due > now - LATELY,
            or_(Announcement.progress.in_(BROKEN_OFF), lost.exists()),
            ~news.of_kind(cls.tag),  # a button has no room for the unreached of the unreached
        )
        for each in db.scalars(earlier.order_by(Announcement.due.desc()).limit(FEW)):
            whom = audience.found(each.audience)
            if whom and not whom.direct(db) and sent_again(db, each) is None:
                yield cls(announcement=each.id, of=whom)

    def whom(self) -> ColumnElement[bool]:
        """Pages lie side by side, so the last one to begin before a member is the one with her."""
        page = select(and_(Outgoing.state.in_(LOST), Outgoing.last_member >= Member.id)).where(
            Outgoing.announcement_id == self.announcement,
            Outgoing.first_member <= Member.id,
            Outgoing.state != OutgoingState.SPLIT,
        )
        lost = page.order_by(Outgoing.first_member.desc()).limit(1)
        cursor = select(Announcement.cursor).where(
            Announcement.id == self.announcement, Announcement.progress.in_(BROKEN_OFF)
        )
        behind = Member.id > cursor.scalar_subquery()
        return self.of.whom() & or_(lost.correlate(Member).scalar_subquery(), behind)

    def named(self, db: Session, /) -> str:
        earlier = db.get(Announcement, self.announcement)
        words = earlier.text.strip().partition("\n")[0] if earlier else "…"
        return _("คนที่ประกาศ “{quoted}” ยังไปไม่ถึง", quoted=limits.fit_utf16(words, QUOTED))

    def home(self, db: Session, /) -> int | None:
        earlier = db.get(Announcement, self.announcement)
        return earlier.club_id if earlier else None

    def may(self, db: Session, who: Member) -> bool:
        earlier = db.get(Announcement, self.announcement)
        hers = earlier and (Role.administers(db, who) or earlier.club in Role.clubs_of(db, who))
        return bool(hers) and self.of.may(db, who)

    def wide(self) -> bool:
        return self.of.wide()

    def nobody(self, _db: Session, /) -> str:
        return _("ไม่มีใครที่ประกาศนั้นยังไปไม่ถึงและรับข้อความได้ค่ะ จึงไม่ต้องส่งซ้ำนะคะ")


def sent_again(db: Session, earlier: Announcement) -> Announcement | None:
    """The newest announcement to those whom this one did not reach, unless nobody approved it."""
    again = select(Announcement).where(
        news.of_kind(Unreached.tag),
        Announcement.audience["announcement"].as_integer() == earlier.id,
        Announcement.club_id == earlier.club_id,
        Announcement.made >= earlier.made,
        Announcement.progress != Progress.REFUSED,
    )
    return db.scalar(again.order_by(Announcement.id.desc()).limit(1))


class Friends(ByAdministrators, Audience, tag="friends"):
    """Everybody who added the account, in one call: members or not, willing or not."""

    form, rank = "friends", 90

    @classmethod
    def typed(cls, _db: Session, _words: str, _now: datetime, /) -> Audience:
        return cls()

    @classmethod
    def offered(
        cls, db: Session, who: Member, _club: Club, _now: datetime, /
    ) -> Iterable[Audience]:
        return [cls()] if Role.administers(db, who) else []

    def whom(self) -> ColumnElement[bool]:
        return false()

    def direct(self, db: Session, /) -> Direct:
        return Direct("broadcast", None, _told(db) or _following(db))

    def named(self, _db: Session, /) -> str:
        return _("เพื่อนทุกคนของบัญชีนี้")

    def warning(self, db: Session, /) -> str:
        wide = _("ถึงเพื่อนทุกคนของบัญชี รวมถึงคนที่ไม่ได้อยู่ชมรมใดและคนที่เลือกไม่รับข่าวค่ะ")
        return wide + " " + _source(db)


def _told(db: Session) -> int | None:
    account = Account.known(db)
    return account.friends if account else None


def _following(db: Session) -> int:
    known = select(func.count()).where(Member.line_user_id.is_not(None), Member.following)
    return db.scalar(known) or 0


def _source(db: Session) -> str:
    account = Account.known(db)
    if account and account.friends and account.friends_on:
        day = dates.day(account.friends_on, language())
        return _("จำนวนเพื่อนเป็นของ {day} ตามที่ LINE บอก", day=day)
    return _("LINE ยังไม่บอกจำนวนเพื่อน จึงนับเฉพาะคนที่น้องสตรองรู้จัก จำนวนจริงอาจมากกว่านี้")
