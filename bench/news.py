"""An announcement to many: its readers, written straight into a database, and when it is due."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.stand import Stand
from bot import audience, placeholders
from bot.audience import OfClub
from bot.messages import text
from models import Announcement, Club, Kind, Member, Progress, database
from models.shape import migrate

BATCH = 5000
WORDS = "ขอเชิญสมาชิกทุกท่านร่วมประชุมใหญ่ประจำปี วันเสาร์หน้า เวลา 09.00 น. ที่ศาลาประชาคมค่ะ"
PATIENCE = 1800.0


@contextmanager
def writing(address: str) -> Iterator[Session]:
    """One transaction with the database at `address`."""
    engine = database.connect(address)
    try:
        with database.sessions(engine).begin() as db:
            yield db
    finally:
        engine.dispose()


def readers(address: str, members: int, clubs: int = 1) -> list[int]:
    """Friends of the account, evenly in so many new clubs, whose ids this returns."""
    migrate(address)
    with writing(address) as db:
        made = [_club() for _ in range(clubs)]
        db.add_all(made)
        db.flush()  # the members carry their ids
        ids = [club.id for club in made]
    for start in range(0, members, BATCH):  # each its own commit: ten million are too many for one
        some = range(start, min(start + BATCH, members))
        with writing(address) as db:
            db.execute(insert(Member.__table__), [_member(each, ids) for each in some])
    return ids


def announcement(club: int, due: datetime, *, personal: bool = False) -> dict[str, Any]:
    """The row of one that everybody in the club gets; a personal one begins with her name."""
    words = f"คุณ{placeholders.NAME} {WORDS}" if personal else WORDS
    return {
        "draft": uuid4().hex,
        "club_id": club,
        "audience": audience.kept(OfClub(club=club)),
        "text": words,
        "parts": [{"kind": "text", "text": words}],
        "messages": [text(words)],
        "personal": personal,
        "made": due - timedelta(minutes=1),
        "due": due,
        "not_after": due + timedelta(days=1),
        "at_night": True,
        "progress": Progress.WAITING,
        "cursor": 0,
        "pages": 0,
        "reserved": 0,
    }


def announce(address: str, club: int, ahead: float, *, personal: bool = False) -> float:
    """Announce to the club in so many seconds; the moment when it is due."""
    due = datetime.now(UTC) + timedelta(seconds=ahead)
    with writing(address) as db:
        db.execute(insert(Announcement), [announcement(club, due, personal=personal)])
    return due.timestamp()


def wait_until_told(stand: Stand, address: str, recipients: int) -> dict[str, Any]:
    """What the stub counted, once so many have it and our side has settled the announcement."""
    until = time.monotonic() + PATIENCE
    while stand.stub.recipients() < recipients or _untold(address):
        if time.monotonic() > until:
            raise TimeoutError(f"{recipients} are to be told: {stand.stub.report()}")
        time.sleep(0.2)
    return stand.stub.report()


def _untold(address: str) -> bool:
    with writing(address) as db:
        untold = select(Announcement.id).where(Announcement.told.is_(None)).limit(1)
        return db.scalar(untold) is not None


def _club() -> Club:
    code = uuid4().hex[:8].upper()
    return Club(code=code, kind=Kind.TOWN, name=f"เทศบาลตัวอย่าง {code}", province="ตัวอย่าง")


def _member(number: int, clubs: list[int]) -> dict[str, object]:
    now = datetime.now(UTC)
    known = {"joined": now, "following": True, "wants": "everything", "owed": False}
    return {
        "line_user_id": f"Ub{number:031x}",
        "name": f"สมาชิก {number}",
        "club_id": clubs[number % len(clubs)],
        "language": "th",
        "large_text": False,
        "unmatched": False,
        "line_name_asked": now,
        **known,
    }
