"""Finding one club among many, and one person of a club, beside a bare SELECT … LIKE."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from bench.figures import figure, ratios
from bench.plan import Plan
from bench.stand import DATABASES, Stand
from bench.tables import Table
from bot import people
from handlers.club import actions
from models import Club, Kind, Member, database
from models.province import PROVINCES
from models.shape import migrate

CLUBS, ASKED, BATCH = 8000, 20, 5000
FIRST = ("บาง", "หนอง", "บ้าน", "ปาก", "ท่า", "โคก", "ห้วย", "นา", "ดอน", "วัง")
SECOND = ("น้ำ", "ไผ่", "แก้ว", "ทราย", "พลับ", "ยาง", "มะขาม", "ตะเคียน", "สะแก", "ช้าง")
THIRD = ("ใหญ่", "น้อย", "เหนือ", "ใต้", "กลาง", "งาม", "เย็น", "ทอง", "เก่า", "ใหม่")
LIKE = "SELECT id FROM clubs WHERE name LIKE '%บางไผ่เหนือ7%' ORDER BY name LIMIT 4"
SEARCHES: dict[str, Callable[[Session, int], object]] = {
    "bare SELECT … LIKE over the clubs": lambda db, _: db.execute(text(LIKE)).all(),
    "a club by its code": lambda db, _: actions.find(db, "C4711"),
    "a club by its name": lambda db, _: actions.find(db, "บางไผ่เหนือ7"),
    "a club by its kind and name": lambda db, _: actions.find(db, "อบต. บางไผ่เหนือ7"),
    "a club, misspelt": lambda db, _: actions.near(db, "อบต.บางไผเหนอ7"),
    "a club of no such name": lambda db, _: actions.near(db, "ฟหกดฟหกด"),
    "a person of a club": lambda db, club: people.named_like(db, club, "สมชาย ใจดี7"),
    "a person of a club, misspelt": lambda db, club: people.named_like(db, club, "สมชัย ใจดี7"),
}


def measure(stand: Stand, plan: Plan) -> Iterator[Table]:
    for kind in DATABASES:
        yield _table(stand, plan, kind)


def _table(stand: Stand, plan: Plan, kind: str) -> Table:
    address = stand.database(kind)
    _fill(address, plan.searched)
    engine = database.connect(address)
    rounds = {name: [] for name in SEARCHES}
    with database.sessions(engine).begin() as db:
        club = db.scalars(select(Club.id).order_by(Club.id)).first() or 0
        size = db.scalar(select(func.count()).where(Member.club_id == club))
        for search in SEARCHES.values():
            search(db, club)  # what is kept from then on is kept
        for _ in range(max(3, plan.rounds)):
            for name, search in SEARCHES.items():
                rounds[name].append(_milliseconds(db, club, search))
    engine.dispose()
    beside = next(iter(rounds.values()))
    rows = [
        (name, figure(each, "ms"), figure(ratios(each, beside))) for name, each in rounds.items()
    ]
    return Table(
        f"Searching ({kind})",
        ("", "one search", "beside the bare SELECT"),
        rows,
        f"{CLUBS:,} clubs and {plan.searched:,} members, {size:,} of them in the club searched; "
        f"each figure is the mean of {ASKED} searches, with the objects it gives.",
    )


def _milliseconds(db: Session, club: int, search: Callable[[Session, int], object]) -> float:
    began = time.perf_counter()
    for _ in range(ASKED):
        db.expire_all()
        search(db, club)
    return (time.perf_counter() - began) / ASKED * 1000


def _fill(address: str, members: int) -> None:
    migrate(address)
    engine = database.connect(address)
    now, provinces = datetime.now(UTC), list(PROVINCES)
    with database.sessions(engine).begin() as db:
        names = [
            f"อบต.{a}{b}{c}{n}" for n in range(8) for a in FIRST for b in SECOND for c in THIRD
        ]
        clubs = [
            {"code": f"C{n}", "kind": Kind.SUBDISTRICT, "name": name, "model": False}
            | {"province": provinces[n % len(provinces)]}
            for n, name in enumerate(names[:CLUBS])
        ]
        db.execute(insert(Club), clubs)
        ids = list(db.scalars(select(Club.id).order_by(Club.id)))
        for start in range(0, members, BATCH):
            rows = [_member(n, ids, now) for n in range(start, min(start + BATCH, members))]
            db.execute(insert(Member.__table__), rows)
    engine.dispose()


def _member(number: int, clubs: list[int], now: datetime) -> dict[str, object]:
    """Every 500th belongs to the first club, which so has two thousand of a million."""
    club = clubs[0] if number % 500 == 0 else clubs[number % len(clubs)]
    name = f"{('สมชาย', 'มาลี', 'วิชัย', 'สุดา')[number // 500 % 4]} ใจดี{number // 500}"
    known = {"joined": now, "following": True, "wants": "everything", "owed": False}
    return {"line_user_id": f"U{number:032x}", "name": name, "club_id": club, **known} | {
        "language": "th",
        "large_text": False,
    }
