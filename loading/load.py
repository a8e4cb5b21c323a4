"""Bringing a file into the database: all of it in one transaction, or nothing.

Loading the same file again changes nothing: clubs and events are known by their code, members by
their LINE user id, or by club and name where they have none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Select, delete, insert, select, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from bot import sittings
from bot.language import _
from handlers.event import actions
from loading import rows
from loading.document import Entry, read
from models import (
    Answer,
    Attendance,
    Club,
    Event,
    Member,
    Registration,
    Role,
    RoleKind,
    Sitting,
    Wants,
    Way,
)

BATCH = 1000
CLUB_FIELDS = ("kind", "name", "province", "model")
EVENT_FIELDS = (
    "club_id",
    "for_all",
    "title",
    "description",
    "place",
    "online_url",
    "capacity",
    "starts",
    "ends",
)


@dataclass(frozen=True)
class Loaded:
    """How many of each the file holds."""

    clubs: int
    members: int
    events: int


def load(db: Session, file: Path, now: datetime) -> Loaded:
    """Load a file. Raises document.Mistake, and then nothing of it is kept."""
    entry = read(file)
    rows.check_version(entry)
    clubs, events, members = (entry.entries(part) for part in ("clubs", "events", "members"))
    _clubs(db, clubs)
    known = _Known(_pairs(db, select(Club.code, Club.id)), {})
    for each in _once(events, "code"):
        _event(db, each, known)
    known.events.update(_pairs(db, select(Event.code, Event.id)))
    for batch in _batches(_once(members, "line_user_id")):
        _members(db, batch, known, now)
    _remind(db, events, now)
    return Loaded(len(clubs), len(members), len(events))


@dataclass(frozen=True)
class _Known:
    """Ids by code."""

    clubs: dict[str, int]
    events: dict[str, int]


def _clubs(db: Session, entries: Sequence[Entry]) -> None:
    for batch in _batches(_once(entries, "code")):
        statement = upsert(Club).values([rows.club(entry) for entry in batch])
        changed = {field: statement.excluded[field] for field in CLUB_FIELDS}
        db.execute(statement.on_conflict_do_update(index_elements=["code"], set_=changed))


def _event(db: Session, entry: Entry, known: _Known) -> None:
    row = rows.event(entry)
    sittings = row.pop("sittings")
    row["club_id"] = rows.reference(row.pop("club"), known.clubs, rows.NO_CLUB)
    row["starts"] = min(each["starts"] for each in sittings)
    row["ends"] = max(each["ends"] for each in sittings)
    statement = upsert(Event).values(row)
    changed = {field: statement.excluded[field] for field in EVENT_FIELDS}
    event_id = db.execute(
        statement.on_conflict_do_update(index_elements=["code"], set_=changed).returning(Event.id)
    ).scalar_one()
    db.execute(delete(Sitting).where(Sitting.event_id == event_id))
    db.execute(insert(Sitting).values([{**each, "event_id": event_id} for each in sittings]))


def _remind(db: Session, entries: Sequence[Entry], now: datetime) -> None:
    """Who comes is reminded of the event as this file has it."""
    codes = [entry.need("code").text for entry in entries]
    ahead = select(Event).where(Event.code.in_(codes), Event.starts > now)
    for event in db.scalars(ahead):
        actions.remind(db, event, now)


def _members(db: Session, entries: Sequence[Entry], known: _Known, now: datetime) -> None:
    members = [rows.member(entry) for entry in entries]
    for row in members:
        row["club_id"] = rows.reference(row.pop("club"), known.clubs, rows.NO_CLUB)
        for said in ("registered", "attended"):
            row[said] = [rows.reference(code, known.events, rows.NO_EVENT) for code in row[said]]
    _write_friends(db, [row for row in members if row["line_user_id"]], now)
    _write_names(db, [row for row in members if not row["line_user_id"]], now)
    _find_ids(db, members)
    _roles(db, [row for row in members if row["role"]], now)
    _registrations(db, members, now)
    _attendances(db, members, now)


def _write_friends(db: Session, members: Sequence[rows.Row], now: datetime) -> None:
    """Members with LINE. What they said themselves since then (consent, name) stays."""
    if members:
        values = [_person(row, now) for row in members]
        db.execute(upsert(Member).values(values).on_conflict_do_nothing())


def _write_names(db: Session, members: Sequence[rows.Row], now: datetime) -> None:
    """People without LINE: a name on the roster of a club, once."""
    wanted = {(row["club_id"], row["name"]): row for row in members}
    for there in _on_roster(db, members):
        wanted.pop(there, None)
    if wanted:
        db.execute(insert(Member).values([_person(row, now) for row in wanted.values()]))


def _on_roster(db: Session, members: Sequence[rows.Row]) -> dict[tuple[int, str], int]:
    names = [(row["club_id"], row["name"]) for row in members if not row["line_user_id"]]
    if not names:
        return {}
    there = select(Member.club_id, Member.name, Member.id).where(
        Member.line_user_id.is_(None), tuple_(Member.club_id, Member.name).in_(names)
    )
    return {(row.club_id, row.name): row.id for row in db.execute(there)}


def _find_ids(db: Session, members: Sequence[rows.Row]) -> None:
    users = [row["line_user_id"] for row in members if row["line_user_id"]]
    found = select(Member.line_user_id, Member.id).where(Member.line_user_id.in_(users))
    friends = _pairs(db, found)
    names = _on_roster(db, members)
    for row in members:
        user = row["line_user_id"]
        row["id"] = friends[user] if user else names[row["club_id"], row["name"]]


def _person(row: rows.Row, now: datetime) -> rows.Row:
    return {
        "line_user_id": row["line_user_id"],
        "name": row["name"],
        "club_id": row["club_id"],
        "language": row["language"],
        "joined": now,
        "following": row["line_user_id"] is not None,
        "wants": Wants.EVERYTHING,
        "consent": row["consent"],
        "consented": now if row["consent"] else None,
        "line_name_asked": None if row["line_user_id"] else now,  # LINE knows none of them
    }


def _roles(db: Session, members: Sequence[rows.Row], now: datetime) -> None:
    """An administrator's role is of no club, and so no conflict: who has it is looked up."""
    administer = set(db.scalars(select(Role.member_id).where(Role.kind == RoleKind.ADMINISTRATOR)))
    values = [
        {"member_id": row["id"], "club_id": _club_of(row), "kind": row["role"], "since": now}
        for row in members
        if _club_of(row) or row["id"] not in administer
    ]
    if values:
        db.execute(upsert(Role).values(values).on_conflict_do_nothing())


def _club_of(row: rows.Row) -> int | None:
    """The club that a role is for; administrators look after all."""
    return None if row["role"] == RoleKind.ADMINISTRATOR else row["club_id"]


def _registrations(db: Session, members: Sequence[rows.Row], now: datetime) -> None:
    values = [
        {"event_id": event_id, "member_id": row["id"], "answer": Answer.COMING, "said": now}
        for row in members
        for event_id in row["registered"]
    ]
    if values:
        db.execute(upsert(Registration).values(values).on_conflict_do_nothing())


def _attendances(db: Session, members: Sequence[rows.Row], now: datetime) -> None:
    """Who came, came on each day."""
    came = select(Event).where(Event.id.in_({each for row in members for each in row["attended"]}))
    days = {event.id: sittings.days(event) for event in db.scalars(came)}
    seen = {"at": now, "way": Way.NAME}
    values = [
        {"event_id": event_id, "day": day, "member_id": row["id"], **seen}
        for row in members
        for event_id in row["attended"]
        for day in days[event_id]
    ]
    if values:
        db.execute(upsert(Attendance).values(values).on_conflict_do_nothing())


def _once(entries: Sequence[Entry], field: str) -> Sequence[Entry]:
    """The entries, after making sure that none has the same code or user as another."""
    seen: set[str] = set()
    for entry in entries:
        if value := entry.get(field):
            if value.text in seen:
                raise value.wrong(_("{value} มีสองครั้งในไฟล์นี้", value=value.text))
            seen.add(value.text)
    return entries


def _batches(items: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _pairs(db: Session, statement: Select[Any, Any]) -> dict[Any, Any]:
    return {key: value for key, value in db.execute(statement)}  # noqa: C416 - rows are no tuples
