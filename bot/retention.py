"""What is over is forgotten: the traces of what was sent after a month, of deeds after years."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, sessionmaker

from bot.outbox import OWED
from models import (
    UNSETTLED,
    Attachment,
    Attempt,
    Base,
    ConsoleSession,
    Deed,
    Draft,
    Entry,
    Errand,
    ErrandState,
    Link,
    Outgoing,
    Promise,
    SeenEvent,
)

KEPT = timedelta(days=30)  # LINE delivers again within minutes, and knows a retry key for a day
DEEDS_KEPT = timedelta(days=3 * 366)  # see decision 9; the database refuses an earlier end
PAGE = 500  # rows of one transaction


def purge(sessions: sessionmaker[Session], now: datetime, pause: Callable[[], None]) -> None:
    """Delete what is over, page by page; `pause` stands between the pages."""
    before = now - KEPT
    for table, key, over in (
        (SeenEvent, SeenEvent.id, SeenEvent.at < before),
        (Promise, Promise.id, _promise_is_over(before)),
        (Outgoing, Outgoing.id, _request_is_over(before)),
        (Errand, Errand.id, (Errand.state != ErrandState.WAITING) & (Errand.due < before)),
        (Link, Link.digest, Link.expires < before),
        (ConsoleSession, ConsoleSession.digest, ConsoleSession.ends < before),
        (Draft, Draft.id, Draft.saved < before),
        (Entry, Entry.id, Entry.expires < before),
        (Attachment, Attachment.file, Attachment.used.is_(False) & (Attachment.at < before)),
        (Attempt, Attempt.id, Attempt.at < before),
        (Deed, Deed.id, Deed.at < _last_deed(sessions, now) - DEEDS_KEPT),
    ):
        while _delete_page(sessions, table, key, over):
            pause()


def _last_deed(sessions: sessionmaker[Session], now: datetime) -> datetime:
    """The log is its own clock: where nothing was done, nothing is forgotten."""
    with sessions.begin() as db:
        return db.scalar(select(func.max(Deed.at))) or now


def _promise_is_over(before: datetime) -> ColumnElement[bool]:
    settled = Promise.state.not_in(OWED) & (Promise.due < before)
    return or_(settled, Promise.not_after < before)


def _request_is_over(before: datetime) -> ColumnElement[bool]:
    """One whose end nobody knows keeps its recipients until then: a person decides.

    What is held or paused may still leave, however long it has waited.
    """
    return Outgoing.state.not_in(UNSETTLED) & (Outgoing.due < before)


def _delete_page(
    sessions: sessionmaker[Session],
    table: type[Base],
    key: InstrumentedAttribute[Any],
    over: ColumnElement[bool],
) -> bool:
    """Whether there may be more. The oldest lie first in the table, so no index is needed."""
    with sessions.begin() as db:
        page = list(db.scalars(select(key).where(over).limit(PAGE)))
        db.execute(delete(table).where(key.in_(page)))
    return len(page) == PAGE
