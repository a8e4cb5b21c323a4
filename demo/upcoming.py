"""Events that are always ahead: new ones are made whenever the last of them is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import bangkok
from models import Club, Event, Sitting

CODES = "DEMO-"  # what the codes of all of them begin with
WORKSHOP = "ประชุมเชิงปฏิบัติการ เพื่อขยายผล STRONG-องค์กรพอเพียงต้านทุจริต (องค์กรปกครองส่วนท้องถิ่น)"
TALK = "การสร้างองค์กรพอเพียงต้านทุจริต แนวคิดสู่ความโปร่งใสไร้สินบน"


@dataclass(frozen=True)
class Plan:
    """An event some days ahead; each day from `starts` to `ends`."""

    code: str
    title: str
    days: Sequence[int]
    starts: time
    ends: time
    place: str | None = None
    online_url: str | None = None
    capacity: int | None = None
    topics: Sequence[str | None] = (None,)
    for_all: bool = False


PLANS = (
    Plan(
        "MEETING", "ประชุมชมรมประจำเดือน", [5], time(13, 30), time(15, 30), "ห้องประชุมเทศบาลเมืองหัวหิน"
    ),
    Plan(
        "WALK", "เดินสำรวจโครงการริมคลอง", [9], time(8, 30), time(11), "ศาลาริมคลองบ้านตัวอย่าง", None, 30
    ),
    Plan(
        "WORKSHOP",
        WORKSHOP,
        [15, 16],
        time(9),
        time(16, 30),
        "Zoom Webinar",
        "https://zoom.example/j/strong",
        100,
        [TALK, "แผนงานของชมรมในปีนี้"],
        for_all=True,
    ),
    Plan(
        "GIFTS",
        "คุยเรื่อง No Gift Policy ก่อนปีใหม่",
        [22],
        time(10),
        time(11, 30),
        "หอประชุมโรงเรียนตัวอย่าง",
    ),
)


def plan_ahead(db: Session, now: datetime) -> int:
    """Make the demo's events anew where none is ahead; return how many were made."""
    ahead = select(Event.id).where(Event.code.startswith(CODES), Event.starts > now).limit(1)
    if db.scalar(ahead) is not None:
        return 0
    club = Club.with_code(db, "HUAHIN")
    if club is None:
        return 0
    db.add_all(_event(plan, club, now) for plan in PLANS)
    return len(PLANS)


def _event(plan: Plan, club: Club, now: datetime) -> Event:
    today = bangkok.local(now).date()
    days = [today + timedelta(days=ahead) for ahead in plan.days]
    topics = [*plan.topics, *[None] * len(days)]
    sittings = [
        Sitting(starts=bangkok.at(day, plan.starts), ends=bangkok.at(day, plan.ends), topic=topic)
        for day, topic in zip(days, topics, strict=False)
    ]
    return Event(
        code=f"{CODES}{plan.code}-{days[0]:%Y%m%d}",
        club=club,
        for_all=plan.for_all,
        title=plan.title,
        place=plan.place,
        online_url=plan.online_url,
        capacity=plan.capacity,
        starts=sittings[0].starts,
        ends=sittings[-1].ends,
        sittings=sittings,
    )
