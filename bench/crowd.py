"""A database of the size that we hope for: 8,000 clubs and a million members."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, join, literal, select, true, union_all
from sqlalchemy.orm import Session

from bench import news
from bench.plan import Plan
from bench.stand import Stand
from models import (
    Announcement,
    Answer,
    Club,
    Deed,
    Event,
    Inquiry,
    Kind,
    Member,
    Progress,
    Registration,
    What,
)
from models import database as databases
from models.base import Moment
from models.province import PROVINCES
from models.shape import migrate

CLUBS, BATCH = 8000, 5000
ANSWERS = 5  # of each member
FIRST = ("บาง", "หนอง", "บ้าน", "ปาก", "ท่า", "โคก", "ห้วย", "นา", "ดอน", "วัง")
SECOND = ("น้ำ", "ไผ่", "แก้ว", "ทราย", "พลับ", "ยาง", "มะขาม", "ตะเคียน", "สะแก", "ช้าง")
THIRD = ("ใหญ่", "น้อย", "เหนือ", "ใต้", "กลาง", "งาม", "เย็น", "ทอง", "เก่า", "ใหม่")
GIVEN = ("สมชาย", "มาลี", "วิชัย", "สุดา")


def crowded(stand: Stand, plan: Plan, kind: str) -> str:
    """The address of a crowded database; made once for all that measure in it."""
    if kind not in stand.crowds:
        stand.crowds[kind] = stand.database(kind)
        _fill(stand.crowds[kind], plan.searched)
    return stand.crowds[kind]


def _fill(address: str, members: int) -> None:
    """Clubs, members, and what goes on: as many things for each member as in a lively club."""
    migrate(address)
    engine, now = databases.connect(address), datetime.now(UTC)
    with databases.sessions(engine).begin() as db:
        db.execute(insert(Club), _clubs())
        clubs = list(db.scalars(select(Club.id).order_by(Club.id)))
        _many(db, Member.__table__, members, lambda n: _member(n, clubs, now))
        happenings = members // 60
        _many(db, Event, happenings, lambda n: _event(n, clubs, now))
        _many(db, Announcement, happenings, lambda n: _announcement(n, clubs, now))
        _many(db, Inquiry, happenings, lambda n: _inquiry(n, clubs, now))
        _many(db, Deed, members // 5, lambda n: _deed(n, clubs, now))
        _answer(db, happenings, now)
    engine.dispose()


def _many(db: Session, table: Any, count: int, row: Callable[[int], dict[str, object]]) -> None:
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        db.execute(insert(table), [row(number) for number in numbers])


def _clubs() -> list[dict[str, object]]:
    provinces = list(PROVINCES)
    names = [f"อบต.{a}{b}{c}{n}" for n in range(8) for a in FIRST for b in SECOND for c in THIRD]
    return [
        {"code": f"C{n}", "kind": Kind.SUBDISTRICT, "name": name, "model": False}
        | {"province": provinces[n % len(provinces)]}
        for n, name in enumerate(names[:CLUBS])
    ]


def _member(number: int, clubs: list[int], now: datetime) -> dict[str, object]:
    """Every 500th belongs to the first club, which so has two thousand of a million."""
    club = clubs[0] if number % 500 == 0 else clubs[number % len(clubs)]
    name = f"{GIVEN[number // 500 % 4]} ใจดี{number // 500}"
    known = {"joined": now, "following": True, "wants": "everything", "owed": False}
    return {"line_user_id": f"U{number:032x}", "name": name, "club_id": club, **known} | {
        "language": "th",
        "large_text": False,
        "unmatched": False,
    }


def _event(number: int, clubs: list[int], now: datetime) -> dict[str, object]:
    """Half of them are over; the first club has as many as a hundred others."""
    starts = now + timedelta(hours=number % 2000 - 1000)
    return {
        "code": f"E{number}",
        "club_id": _mostly_the_first(number, clubs),
        "title": f"ประชุมชมรม {number}",
        "starts": starts,
        "ends": starts + timedelta(hours=2),
    }


def _announcement(number: int, clubs: list[int], now: datetime) -> dict[str, object]:
    """Sent within the last weeks."""
    due = now - timedelta(hours=number % 1000)
    row = news.announcement(_mostly_the_first(number, clubs), due)
    return {**row, "not_after": now, "progress": Progress.SENT, "reserved": 12}


def _inquiry(number: int, clubs: list[int], now: datetime) -> dict[str, object]:
    return {
        "club_id": _mostly_the_first(number, clubs),
        "member_id": number + 1,
        "asked": now - timedelta(minutes=number % 10_000),
        "answered": now if number % 3 else None,
    }


def _deed(number: int, clubs: list[int], now: datetime) -> dict[str, object]:
    return {
        "at": now - timedelta(minutes=number),
        "what": What.ROSTER_ADDED if number % 2 else What.CONSOLE_ENTERED,
        "who_id": number + 1,
        "club_id": _mostly_the_first(number, clubs),
        "amount": number % 50,
    }


def _answer(db: Session, events: int, now: datetime) -> None:
    """Every member comes to `ANSWERS` events, no two alike; in the database alone: five million."""
    which = union_all(*(select(literal(number).label("number")) for number in range(ANSWERS)))
    each = which.subquery()
    event = (Member.id * 17 + each.c.number * 3331) % events + select(
        func.min(Event.id)
    ).scalar_subquery()
    said = select(event, Member.id, literal(Answer.COMING.value), literal(now, Moment))
    table = Registration.__table__.c
    columns = [table.event_id, table.member_id, table.answer, table.said]
    rows = said.select_from(join(Member, each, true()))
    db.execute(insert(Registration).from_select(columns, rows, include_defaults=False))


def _mostly_the_first(number: int, clubs: list[int]) -> int:
    return clubs[0] if number % 80 == 0 else clubs[number % len(clubs)]
