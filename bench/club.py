"""A club to measure with, written straight into a new database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from content.questions import QUESTIONS
from models import Club, Event, Kind, Member, QuizAttempt, Sitting, database
from models.shape import migrate

EVENTS = 3
BATCH = 5000


@dataclass(frozen=True)
class Founded:
    """What there is to say and press."""

    users: list[str]
    events: list[int]
    attempts: list[tuple[str, int]]  # questions that wait for an answer: whose, and which


def found(url: str, members: int, attempts: int) -> Founded:
    """Make the database at `url`: one club, its members, events ahead, and open questions."""
    migrate(url)
    engine = database.connect(url)
    now = datetime.now(UTC)
    with database.sessions(engine).begin() as db:
        club = Club(code="BENCH", kind=Kind.TOWN, name="เทศบาลเมืองตัวอย่าง", province="ตัวอย่าง")
        db.add(club)
        db.flush()  # the members carry the club's id
        events = [_event(club, number, now) for number in range(1, EVENTS + 1)]
        db.add_all(events)
        users = _members(db, club, members, now)
        open_questions = _attempts(db, users, attempts, now)
    engine.dispose()
    return Founded(list(users.values()), [event.id for event in events], open_questions)


def _event(club: Club, number: int, now: datetime) -> Event:
    starts = now + timedelta(days=7 * number)
    ends = starts + timedelta(hours=3)
    return Event(
        code=f"BENCH-{number}",
        club=club,
        title=f"ประชุมเชิงปฏิบัติการของชมรม ครั้งที่ {number}",
        place="ห้องประชุมเทศบาลเมืองตัวอย่าง",
        online_url="https://zoom.example/j/bench",
        starts=starts,
        ends=ends,
        sittings=[Sitting(starts=starts, ends=ends, topic="แนวคิดสู่ความโปร่งใสไร้สินบน")],
    )


def _members(db: Session, club: Club, count: int, now: datetime) -> dict[int, str]:
    """LINE user ids by our own ids."""
    rows = [
        {
            "line_user_id": f"U{number:032x}",
            "name": f"สมาชิก ตัวอย่าง {number}",
            "club_id": club.id,
            "joined": now,
            "consent": "1",
            "consented": now,
            "line_name_asked": now,
        }
        for number in range(1, count + 1)
    ]
    for start in range(0, count, BATCH):
        db.execute(insert(Member), rows[start : start + BATCH])
    found = db.execute(select(Member.id, Member.line_user_id)).tuples()
    return {member: str(user) for member, user in found}


def _attempts(
    db: Session, users: dict[int, str], count: int, now: datetime
) -> list[tuple[str, int]]:
    questions, members = list(QUESTIONS), list(users)
    rows = [
        {
            "member_id": members[number % len(members)],
            "question": questions[number % len(questions)],
            "order": [0, 1, 2],
            "asked": now,
        }
        for number in range(count)
    ]
    for start in range(0, count, BATCH):
        db.execute(insert(QuizAttempt), rows[start : start + BATCH])
    found = db.execute(select(QuizAttempt.member_id, QuizAttempt.id)).tuples()
    return [(users[member], attempt) for member, attempt in found]
