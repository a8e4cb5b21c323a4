"""What tests about events look at."""

from sqlalchemy import select

from models import Member, Registration
from tests.conftest import joins
from tests.planning import bangkok_time

START = bangkok_time("2026-01-20")
REGISTERED = "✓ ลงทะเบียนแล้วค่ะ"


def named(phone, sessions, name="สมชาย ใจดี"):
    """A member of Hua Hin whose name is known."""
    phone.adds_the_bot()
    joins(phone)
    with sessions.begin() as db:
        db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one().name = name
    return phone


def answers(sessions):
    with sessions.begin() as db:
        return [(each.event_id, each.answer) for each in db.scalars(select(Registration))]


def press(phone, event, *, coming=True):
    phone.simulator.press(phone.user_id, f"event.respond?event={event.id}&coming={coming}")
