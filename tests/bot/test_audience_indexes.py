"""A club's or an event's people are found by an index, however many members there are."""

import pytest
from sqlalchemy import func, insert, select, text

from bot import audience
from handlers.event.audiences import OfEvent, Part
from models import Answer, Club, Kind, Member, OutgoingState, Progress, Registration
from tests.conftest import NOW
from tests.planning import bangkok_time
from tests.town import Town


@pytest.fixture
def town(app, sessions):
    return Town(sessions)


MEMBERS, CLUBS = 200_000, 2_000
FILL = """
    INSERT INTO members (line_user_id, club_id, joined, following, wants, owed, language,
                         large_text, unmatched)
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :members)
    SELECT 'U' || n, :first + n % :clubs, :now, true, 'everything', false, 'th', false, false
    FROM numbers
"""


@pytest.fixture
def crowd(town, sessions):
    """So many members and clubs more, of whom some answered an event of Hua Hin's."""
    event = town.event("HUAHIN", "งานใหญ่", bangkok_time("2026-01-20"))
    lost = OutgoingState.FAILED, ("สมชาย", "ครูนก")
    earlier = town.told("HUAHIN", lost, progress=Progress.SENT)
    with sessions.begin() as db:
        known = {"kind": Kind.TOWN, "province": "เลย"}
        clubs = [{"code": f"C{each}", "name": f"ที่ {each}", **known} for each in range(CLUBS)]
        db.execute(insert(Club), clubs)
        first = db.scalars(select(func.min(Club.id)).where(Club.province == "เลย")).one()
        many = {"members": MEMBERS, "clubs": CLUBS, "first": first, "now": NOW}
        db.execute(text(FILL), many)
        some = db.scalars(select(Member.id).order_by(Member.id.desc()).limit(200)).all()
        said = {"event_id": event, "answer": Answer.COMING, "said": NOW}
        db.execute(insert(Registration), [said | {"member_id": each} for each in some])
        db.execute(text("ANALYZE"))
    return event, earlier


def plan_of(db, query):
    """How the database would find these, in its own words."""
    sql = query.compile(db.get_bind(), compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if db.get_bind().dialect.name == "sqlite" else "EXPLAIN"
    return "\n".join(str(tuple(row)) for row in db.execute(text(f"{explain} {sql}")))


WALKS = (
    *("Seq Scan on members", "Index Cond: (id > 7)", "Index Cond: (members.id > 7)"),
    *("SCAN members", "SEARCH members USING INTEGER PRIMARY KEY (rowid>?)"),
)


def walks(db, whom):
    """Which of our three questions would look at every member."""
    reached = audience.reached(whom)
    count = select(func.count()).select_from(reached.subquery())
    page = reached.where(Member.id > 7).order_by(Member.id).limit(2000)
    plans = [plan_of(db, each) for each in (count, page, reached.limit(1))]
    return [each for each in plans if any(walk in each for walk in WALKS)]


def test_members_of_a_club_or_an_event_are_found_by_an_index(town, sessions, crowd):
    event, earlier = crowd
    narrow = [OfEvent(event=event, part=part) for part in Part]
    words = ["club:HUAHIN", "quiz:HUAHIN", f"unreached:{earlier}"]
    for whom in [*narrow, *map(town.typed, words)]:
        with sessions.begin() as db:
            assert walks(db, whom) == [], whom
    with sessions.begin() as db:  # nor would it be overlooked
        assert len(walks(db, town.typed("all"))) == 3
