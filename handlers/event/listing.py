"""Who comes to an event and who came, as a list to take along."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from bot import deeds
from handlers.event import planning
from models import Answer, Attendance, Member, Registration, What


class Line(NamedTuple):
    member: Member
    answer: Answer | None  # none: came without having said so
    came: frozenset[date]
    by: str | None  # who put the name down


def everybody(db: Session, who: Member, event_id: int, now: datetime) -> list[Line]:
    """All who answered or came, by club and name; that she took it along stands in the log.

    Raises Refusal.
    """
    event = planning.own(db, who, event_id)
    said = select(Registration.member_id, Registration.answer)
    putting = select(Registration.member_id, Member.name).join(
        Member, Member.id == Registration.by_id
    )
    said = said.where(Registration.event_id == event.id)
    there = select(Attendance.member_id, Attendance.day).where(Attendance.event_id == event.id)
    answers, came = dict(iter(db.execute(said))), defaultdict[int, set[date]](set)
    by = dict(iter(db.execute(putting.where(Registration.event_id == event.id))))
    for member_id, day in db.execute(there):
        came[member_id].add(day)
    ids = said.with_only_columns(Registration.member_id).union(
        there.with_only_columns(Attendance.member_id)
    )
    people = select(Member).options(joinedload(Member.club)).where(Member.id.in_(ids))
    lines = [
        Line(each, answers.get(each.id), frozenset(came[each.id]), by.get(each.id))
        for each in db.scalars(people)
    ]
    deeds.record(db, who, What.EVENT_EXPORTED, now, club=event.club, about=event, amount=len(lines))
    return sorted(lines, key=_by_club_and_name)


def _by_club_and_name(line: Line) -> tuple[str, str, int]:
    member = line.member
    return (member.club.name if member.club else "", member.name or "", member.id)
