"""Whom a message to many is for: a type per kind, which any feature may add.

A kind stands in `audiences.py` of the feature that knows it. Its tag is how a row names it, and
what `flask --app app announce --to TAG:…` begins with.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import AfterValidator, Field, ValidationError
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from bot.buttons import Number
from bot.language import _
from bot.outbox import UNWELCOME
from bot.tagged import Tagged
from bot.turn import Refusal
from models import Club, Member, Role, Topic

MOST = 100  # clubs that are chosen one by one


def _each_once(clubs: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(clubs)))


Clubs = Annotated[
    tuple[Number, ...], Field(min_length=1, max_length=MOST), AfterValidator(_each_once)
]


class Direct(NamedTuple):
    """One request to all of them together, where they are no members page by page."""

    endpoint: str
    to: str | None  # LINE's id of a chat; none: all friends of the account
    cost: int  # people; 0: nobody gets it


class Audience(Tagged):
    """`class OfEvent(Audience, tag="event")`: people that a feature can name."""

    kinds: ClassVar[dict[str, type["Audience"]]]
    form: ClassVar[str]  # how the command writes it
    rank: ClassVar[int] = 50  # among what can be chosen from: the smaller number first

    @property
    def topic(self) -> Topic:
        """What a message to them is about."""
        return Topic.NEWS

    @classmethod
    def typed(cls, _db: Session, _words: str, _now: datetime, /) -> "Audience":
        """What stands behind the tag in a command. Raises Refusal."""
        raise NotImplementedError

    @classmethod
    def offered(
        cls, _db: Session, _who: Member, _club: Club, _now: datetime, /
    ) -> Iterable["Audience"]:
        """What is worth choosing from while writing for this club, the most useful first."""
        return ()

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

    def again(self, _now: datetime, /) -> "Audience":
        """The same as it is meant at another moment, for what is sent again and again."""
        return self

    def home(self, _db: Session, /) -> int | None:
        """The club in whose name one writes to them where no other is said."""
        return None

    def direct(self, _db: Session, /) -> Direct | None:
        """One request for all of them; none where members are told page by page."""
        return None

    def warning(self, _db: Session, /) -> str | None:
        """What she must know before she writes to them."""
        return None

    def nobody(self, _db: Session, /) -> str:
        """Why it reaches nobody, and what to do."""
        return _("ยังไม่มีผู้รับที่ส่งข้อความถึงได้ค่ะ ลองเลือกผู้รับกลุ่มอื่นนะคะ")


class ByAdministrators:
    """Beyond one club only they write: `class AllClubs(ByAdministrators, Audience, tag="all")`."""

    def may(self, db: Session, who: Member) -> bool:
        return Role.administers(db, who)

    def wide(self) -> bool:
        return True


class OfClub(Audience, tag="club"):
    form, rank = "club:CODE", 0
    club: Number

    @classmethod
    def typed(cls, db: Session, words: str, _now: datetime, /) -> Audience:
        return cls(club=club_with(db, words).id)

    @classmethod
    def offered(
        cls, _db: Session, _who: Member, club: Club, _now: datetime, /
    ) -> Iterable[Audience]:
        yield cls(club=club.id)

    def whom(self) -> ColumnElement[bool]:
        return Member.club_id == self.club

    def named(self, _db: Session, /) -> str:
        return _("สมาชิกทั้งหมด")

    def home(self, _db: Session, /) -> int | None:
        return self.club

    def may(self, db: Session, who: Member) -> bool:
        return self.club in {club.id for club in Role.clubs_of(db, who)}


def choices(db: Session, who: Member, club: Club, now: datetime) -> list[Audience]:
    """What she may choose from while writing for this club: only where somebody is."""
    kinds = sorted(Audience.kinds.values(), key=lambda kind: kind.rank)
    offered = chain.from_iterable(kind.offered(db, who, club, now) for kind in kinds)
    return [each for each in offered if each.may(db, who) and anybody(db, each)]


def typed(db: Session, words: str, now: datetime) -> Audience:
    """`event:CODE:coming`, as a command says it. Raises Refusal, which says what can be written."""
    tag, _colon, rest = words.strip().partition(":")
    kind = Audience.kinds.get(tag)
    if kind is None:
        raise Refusal(_("ผู้รับต้องเขียนเป็นแบบใดแบบหนึ่งนี้ {forms}", forms=" ".join(forms())))
    return kind.typed(db, rest.strip(), now)


def forms() -> list[str]:
    """How a command writes each kind."""
    return [kind.form for kind in sorted(Audience.kinds.values(), key=lambda kind: kind.rank)]


def club_with(db: Session, code: str) -> Club:
    """Raises Refusal where there is none."""
    club = Club.with_code(db, code)
    if club is None:
        raise Refusal(_("ไม่มีชมรมที่ใช้รหัส {code}", code=code))
    return club


def clubs_with(db: Session, codes: str) -> tuple[int, ...]:
    """Their ids, the codes separated by commas. Raises Refusal."""
    each = [code for code in codes.split(",") if code.strip()]
    if not 1 <= len(each) <= MOST:
        raise Refusal(_("เลือกชมรมได้ 1 ถึง {most} ชมรม เขียนเช่น HUAHIN,CHAAM", most=MOST))
    return tuple(club_with(db, code).id for code in each)


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


def anybody(db: Session, audience: Audience) -> bool:
    """Whether it reaches anybody at this moment; quicker than counting them."""
    if direct := audience.direct(db):
        return direct.cost > 0
    return db.scalar(reached(audience).limit(1)) is not None


def count(db: Session, audience: Audience) -> int:
    """How many it reaches at this moment."""
    if direct := audience.direct(db):
        return direct.cost
    return db.scalar(select(func.count()).select_from(reached(audience).subquery())) or 0
