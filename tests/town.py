"""Three clubs and their people as rows, where only who is meant is in question."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot import audience
from bot.audience import Audience
from models import (
    Answer,
    Attendance,
    Club,
    Event,
    Group,
    Kind,
    Member,
    QuizAttempt,
    Registration,
    Role,
    RoleKind,
    Way,
)
from tests.conftest import NOW
from tests.planning import plan
from tests.sending import announced, requested


class Town:
    """People are called by their names, clubs by their codes."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self.sessions = sessions
        self.club("HUAHIN", Kind.TOWN, "ประจวบคีรีขันธ์", "สมชาย", "มาลี", "ครูนก")
        self.club("PRAN", Kind.SUBDISTRICT, "ประจวบคีรีขันธ์", "วิชัย", "ครูแดง")
        self.club("CHAAM", Kind.TOWN, "เพชรบุรี", "สมหญิง", "ครูเอก")
        self.people(None, "คนผ่านมา")
        for name, code in (("ครูนก", "HUAHIN"), ("ครูแดง", "PRAN"), ("ครูเอก", "CHAAM")):
            self.does(name, RoleKind.COORDINATOR, code)
        self.does("คนผ่านมา", RoleKind.ADMINISTRATOR, None)

    def club(self, code: str, kind: Kind, province: str, *names: str) -> None:
        with self.sessions.begin() as db:
            club = Club(code=code, kind=kind, name=f"{kind.value} {code}", province=province)
            db.add(club)
            db.flush()  # its members need its id
            self._add(db, club.id, *names)

    def people(self, club: str | None, *names: str, **more: Any) -> None:
        with self.sessions.begin() as db:
            found = Club.with_code(db, club) if club else None
            self._add(db, found.id if found else None, *names, **more)

    def _add(self, db: Session, club_id: int | None, *names: str, **more: Any) -> None:
        for name in names:
            known = {"line_user_id": f"U{uuid4().hex}", "joined": NOW, **more}
            db.add(Member(name=name, club_id=club_id, **known))

    def does(self, name: str, kind: RoleKind, code: str | None) -> None:
        with self.sessions.begin() as db:
            club = Club.with_code(db, code) if code else None
            member = self.member(db, name)
            known = {"club_id": club.id if club else None, "kind": kind, "since": NOW}
            db.add(Role(member_id=member.id, **known))

    def member(self, db: Session, name: str) -> Member:
        return db.scalars(select(Member).where(Member.name == name)).one()

    def event(self, code: str, title: str, starts: datetime, **more: Any) -> int:
        with self.sessions.begin() as db:
            club = Club.with_code(db, code)
            assert club
        return plan(self.sessions, club, title, starts, **more).id

    def answers(self, event: int, answer: Answer, *names: str) -> None:
        with self.sessions.begin() as db:
            for name in names:
                member = self.member(db, name).id
                row = {"event_id": event, "member_id": member, "answer": answer, "said": NOW}
                db.add(Registration(**row))

    def comes(self, event: int, *names: str) -> None:
        with self.sessions.begin() as db:
            day = db.get_one(Event, event).starts.date()
            for name in names:
                member = self.member(db, name).id
                there = {"event_id": event, "member_id": member, "day": day}
                db.add(Attendance(at=NOW, way=Way.NAME, **there))

    def tries(self, name: str, question: str, asked: datetime, *, answered: bool = True) -> None:
        with self.sessions.begin() as db:
            known = {"question": question, "order": [0, 1, 2], "asked": asked}
            when = asked if answered else None
            member = self.member(db, name).id
            db.add(QuizAttempt(member_id=member, answered=when, **known))

    def told(self, code: str, *pages: tuple[Any, tuple[str, ...]], **more: Any) -> int:
        """An announcement of this club; each page is its state and who is on it."""
        with self.sessions.begin() as db:
            announcement = announced(Club.with_code(db, code) or 0, "น้ำท่วม", **more)
            db.add(announcement)
            db.flush()  # its pages need its id
            for number, (state, names) in enumerate(pages):
                ids = sorted(self.member(db, name).id for name in names)
                page = {"announcement_id": announcement.id, "page": number, "cost": len(ids)}
                db.add(requested(state=state, first_member=ids[0], last_member=ids[-1], **page))
            return announcement.id

    def group(self, code: str, people: int | None = 24, **more: Any) -> int:
        with self.sessions.begin() as db:
            club = Club.with_code(db, code)
            assert club
            known = {"line_group_id": f"C{uuid4().hex}", "joined": NOW, "as_of": NOW}
            group = Group(club_id=club.id, people=people, **known | more)
            db.add(group)
            db.flush()  # for its id
            return group.id

    def typed(self, words: str) -> Audience:
        with self.sessions.begin() as db:
            return audience.typed(db, words, NOW)

    def names(self, whom: Audience | str) -> set[str | None]:
        """Whom a message to these would reach."""
        found = self.typed(whom) if isinstance(whom, str) else whom
        with self.sessions.begin() as db:
            there = Member.id.in_(audience.reached(found))
            return set(db.scalars(select(Member.name).where(there)))

    def may(self, name: str, whom: Audience | str) -> bool:
        found = self.typed(whom) if isinstance(whom, str) else whom
        with self.sessions.begin() as db:
            return found.may(db, self.member(db, name))

    def choices(self, name: str, code: str, now: datetime = NOW) -> list[Audience]:
        with self.sessions.begin() as db:
            club = Club.with_code(db, code)
            assert club
            return audience.choices(db, self.member(db, name), club, now)
