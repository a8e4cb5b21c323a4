"""People, and what they may do."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, validates

from models.base import Base
from models.club import Club
from models.column import named


class Wants(StrEnum):
    """What a member wants to be told without having asked."""

    EVERYTHING = "everything"
    EVENTS = "events"
    NOTHING = "nothing"


class Member(Base):
    """A person: a friend of the account, or a name on a roster without LINE."""

    __tablename__ = "members"
    __table_args__ = (
        Index(
            "ix_members_unnamed",  # whose name LINE was not asked for yet
            "id",
            sqlite_where=text("line_name_asked IS NULL AND consented IS NOT NULL"),
            postgresql_where=text("line_name_asked IS NULL AND consented IS NOT NULL"),
        ),
        Index("ix_members_roster", "club_id", "name", "id"),
        Index("ix_members_name", "name", postgresql_ops={"name": "text_pattern_ops"}),
        Index(
            "ix_members_unmatched",
            "id",
            sqlite_where=text("unmatched"),
            postgresql_where=text("unmatched"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_user_id: Mapped[str | None] = mapped_column(unique=True)
    joined: Mapped[datetime]
    following: Mapped[bool] = mapped_column(default=True)  # false: we are blocked
    following_as_of: Mapped[datetime | None]  # LINE's time of the last follow or unfollow
    wants: Mapped[Wants] = mapped_column(named(Wants), default=Wants.EVERYTHING)
    owed: Mapped[bool] = mapped_column(default=False)  # a promise waits for her to write
    language: Mapped[str] = mapped_column(default="th")
    large_text: Mapped[bool] = mapped_column(default=False)  # cards one step larger
    menu: Mapped[str | None]  # the rich menu that LINE was last told to show her
    name: Mapped[str | None]  # for rosters, as the member wrote it
    line_name: Mapped[str | None]  # LINE's, offered when we ask for a name
    line_name_asked: Mapped[datetime | None]
    consent: Mapped[str | None]  # version of the privacy notice that was agreed to
    consented: Mapped[datetime | None]
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club | None] = relationship(lazy="select")
    roles: Mapped[list["Role"]] = relationship(viewonly=True, lazy="select")
    unmatched: Mapped[bool] = mapped_column(default=False)  # to be sought among names without LINE

    @validates("name", "club_id")
    def _is_new_to_the_roster(self, key: str, value: str | int | None) -> str | int | None:
        """Wherever a name is given or a club joined: the roster may know her without LINE."""
        if value is not None and value != getattr(self, key):
            self.unmatched = self.line_user_id is not None
        return value

    @classmethod
    def locked(cls, db: Session, line_user_id: str, now: datetime) -> "Member":
        """Find or make the member, and hold others back: quick taps go one by one."""
        member = db.scalar(_FIND, {"user": line_user_id})
        if member is None:
            values = {"line_user_id": line_user_id, "joined": now}
            db.execute(insert(cls).values(values).on_conflict_do_nothing())
            member = db.scalars(_FIND, {"user": line_user_id}).one()
        return member


class RoleKind(StrEnum):
    COORDINATOR = "coordinator"
    COACH = "coach"
    ADMINISTRATOR = "administrator"


class Role(Base):
    """What a member may do beyond a member's own things, and for which club."""

    __tablename__ = "roles"
    __table_args__ = (UniqueConstraint("member_id", "club_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"), index=True)
    club: Mapped[Club | None] = relationship(lazy="select")
    kind: Mapped[RoleKind] = mapped_column(named(RoleKind))
    since: Mapped[datetime]

    @classmethod
    def clubs_of(cls, db: Session, member: Member) -> list[Club]:
        """The clubs that this member coordinates, by name."""
        return list(db.scalars(_COORDINATED, {"member": member.id}))

    @classmethod
    def coordinators_of(cls, db: Session, club_id: int) -> list[Member]:
        """Those who coordinate this club, the longest first."""
        coordinators = select(Member).join(cls, cls.member_id == Member.id)
        here = coordinators.where(cls.club_id == club_id, cls.kind == RoleKind.COORDINATOR)
        return list(db.scalars(here.order_by(cls.since, cls.id)))

    @classmethod
    def administers(cls, db: Session, member: Member) -> bool:
        """Whether this member decides about clubs."""
        here = select(cls.id).where(cls.member_id == member.id)
        return db.scalar(here.where(cls.kind == RoleKind.ADMINISTRATOR).limit(1)) is not None

    @classmethod
    def administrators(cls, db: Session) -> list[Member]:
        """Those who decide about clubs, the longest first."""
        all_ = select(Member).join(cls, cls.member_id == Member.id)
        administrators = all_.where(cls.kind == RoleKind.ADMINISTRATOR)
        return list(db.scalars(administrators.order_by(cls.since, cls.id)))


class Invitation(Base):
    """A code that gives its holder a role: once, and not for long."""

    __tablename__ = "invitations"

    digest: Mapped[str] = mapped_column(primary_key=True)  # SHA-256; the code is shown only once
    club_id: Mapped[int | None] = mapped_column(ForeignKey("clubs.id"))  # none: administrator
    club: Mapped[Club | None] = relationship(lazy="select")
    kind: Mapped[RoleKind] = mapped_column(named(RoleKind))
    given_by: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    hands_over: Mapped[bool] = mapped_column(default=False)  # its giver's role ends with its use
    expires: Mapped[datetime]
    used: Mapped[datetime | None]


# Made once, since they run with nearly every event.
_FIND = (
    select(Member)
    .where(Member.line_user_id == bindparam("user"))
    # her key is not changed: others may promise her something meanwhile
    .with_for_update(key_share=True)
)
_COORDINATED = (
    select(Club)
    .join(Role, Role.club_id == Club.id)
    .where(Role.member_id == bindparam("member"), Role.kind == RoleKind.COORDINATOR)
    .order_by(Club.name)
)
