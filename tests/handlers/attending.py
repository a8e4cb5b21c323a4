"""What tests about being there look at."""

from sqlalchemy import select, update

from models import Attendance, Event, EventDay, Member, Registration

DONE = "✓ เช็กชื่อแล้วค่ะ"


def seen(sessions):
    """Who was written down, for which day, and how it was found out."""
    with sessions.begin() as db:
        rows = select(Member.name, Attendance.day, Attendance.way)
        rows = rows.join(Member, Member.id == Attendance.member_id)
        return [
            (name, f"{day:%d.%m.}", way)
            for name, day, way in db.execute(rows.order_by(Attendance.at))
        ]


def of_days(sessions, *columns):
    with sessions.begin() as db:
        return [tuple(row) for row in db.execute(select(*columns).order_by(EventDay.day))]


def change(sessions, event, **values):
    with sessions.begin() as db:
        db.execute(update(Event).where(Event.id == event.id).values(**values))


def answers(sessions, value):
    with sessions.begin() as db:
        db.execute(update(Registration).values(answer=value))


def link(phone, label):
    """Where the newest button with this label leads on our own pages."""
    found = next(each["uri"] for each in phone.actions() if each["label"] == label)
    return found.removeprefix("https://club.test")
