"""Words of an event that the month, or the time, let nobody read: its coordinators are told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from bot import bangkok, limits, outbox, outcome
from bot.language import _, addressing
from bot.messages import text
from models import UNSETTLED, Event, Member, Outgoing, Promise, Role

WORTH_TELLING = timedelta(days=30)
QUOTED = 60  # UTF-16 units of an event's title
_OF_EVENT = re.compile(r"event:(\d+):")


def hold(db: Session, requests: Sequence[str], now: datetime) -> None:
    """The month is too short for these requests: say what waits, and for how many people."""
    kept = select(Promise.outgoing_id, Promise.key)
    events: dict[str | None, set[int]] = defaultdict(set)
    for request, key in db.execute(kept.where(Promise.outgoing_id.in_(requests))):
        events[request] |= _event(key)
    for event_id in sorted(set().union(*events.values())):
        _tell_held(db, event_id, now)
    others = [each for each in requests if not events[each]]
    outcome.hold(db, others, now)


def missed(db: Session, lost: ColumnElement[bool], now: datetime) -> None:
    """These promises came too late to be worth sending: say whose event it was."""
    hers = select(
        Promise.id,
        Promise.key,
        Promise.topic,
        Promise.member_id,
        Member.line_user_id,
        Member.following,
        Member.wants,
    )
    people: dict[int, dict[int, int]] = defaultdict(dict)
    for row in db.execute(hers.join(Member, Member.id == Promise.member_id).where(lost)):
        for event_id in _event(row.key) if outbox.reaches(row) else ():
            people[event_id][row.member_id] = row.id
    for event_id, promises in people.items():
        _tell_missed(db, event_id, promises.values(), now)


def _event(key: str) -> set[int]:
    """The id of the event that a promise is about; empty where it is about none."""
    found = _OF_EVENT.match(key)
    return {int(found[1])} if found else set()


def _tell_held(db: Session, event_id: int, now: datetime) -> None:
    """Once a day; until she has read it, with the number as it is."""
    waiting = select(func.count(Promise.member_id.distinct())).join(
        Outgoing, Outgoing.id == Promise.outgoing_id
    )
    of_event = Promise.key.startswith(f"event:{event_id}:")
    count = db.scalar(waiting.where(Outgoing.state.in_(UNSETTLED), of_event))
    event = db.get(Event, event_id)
    for member in _responsible(db, event):
        with addressing(member):
            words = _(
                "โควตาข้อความของเดือนนี้หมดแล้ว ข้อความของกิจกรรม “{title}” ถึง {count} คนจึงค้างอยู่ค่ะ",
                title=_title(event),
                count=count,
            )
            words += "\n" + _("มีโควตาเมื่อไรจะส่งให้เอง ถ้าเลยเวลาแล้วจะบอกอีกครั้งนะคะ")
        _promise(db, member, f"held:event:{event_id}:{bangkok.local(now):%Y%m%d}", words, now)


def _tell_missed(db: Session, event_id: int, promises: Iterable[int], now: datetime) -> None:
    ids = list(promises)
    event = db.get(Event, event_id)
    for member in _responsible(db, event):
        outbox.withdraw_all(db, f"held:event:{event_id}:", member.id)
        with addressing(member):
            words = _(
                "ข้อความของกิจกรรม “{title}” ถึง {count} คนไม่ได้ส่งออกไป เพราะเลยเวลาแล้วค่ะ",
                title=_title(event),
                count=len(ids),
            )
        _promise(db, member, f"missed:event:{event_id}:{min(ids)}", words, now)


def _responsible(db: Session, event: Event | None) -> list[Member]:
    if event is None:
        return []
    return Role.coordinators_of(db, event.club_id) or Role.administrators(db)


def _title(event: Event | None) -> str:
    return limits.fit_utf16(event.title, QUOTED) if event else ""


def _promise(db: Session, member: Member, key: str, words: str, now: datetime) -> None:
    """For free: it is said when she writes next."""
    until, mine = now + WORTH_TELLING, f"{key}:{member.id}"
    outbox.promise(db, member, mine, [text(words)], due=now, not_after=until, with_reply=True)
