"""A month of a club of fifty fits into LINE's free 300 messages, with the settings as they are."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot import quota
from handlers.announcement import actions as announcement
from handlers.announcement.content import Content
from handlers.event import planning
from models import Club, Event, Member, Outgoing, OutgoingState, Promise, PromiseState
from tests.bot.crowd import gather
from tests.conftest import NOW
from tests.handlers.meeting import press
from tests.phone import Phone
from tests.planning import bangkok_time, plan

FREE, MEMBERS = 300, 50
WALK, MEETING = bangkok_time("2026-01-13"), bangkok_time("2026-01-20")


@pytest.fixture
def nok(khru_nok, sessions):
    """The coordinator, who is one of the fifty."""
    with sessions.begin() as db:
        nok = db.scalars(select(Member).where(Member.line_user_id == khru_nok.user_id)).one()
        nok.name = "ครูนก"
        return nok


@pytest.fixture
def club(nok, khru_nok, sessions, simulator):
    """Fifty phones of the club."""
    agreed = {"name": "สมาชิก", "consent": "1", "consented": NOW}
    people = gather(sessions, simulator, MEMBERS - 1, first=100, **agreed)
    simulator.set_quota("limited", FREE, 0)
    return [khru_nok, *(Phone(simulator, each.line_user_id, "สมาชิก") for each in people)]


@pytest.fixture
def lives_through(sessions, clock, works):
    """Until nothing is owed any more."""

    def lives_through():
        owed = select(func.min(Promise.due)).where(Promise.state == PromiseState.WAITING)
        works()
        while due := _now(sessions, owed):
            clock.moves_to(max(due, clock()))
            works()

    return lives_through


def _now(sessions, found):
    with sessions.begin() as db:
        return db.scalar(found)


def test_a_month_with_two_events_stays_within_the_free_messages(
    club, nok, hua_hin, sessions, clock, lives_through, simulator
):
    """One on site and moved to another place, one online, and an announcement; all fifty come."""
    walk = plan(sessions, hua_hin, "เดินสำรวจ", WALK, place="ศาลา")
    meeting = plan(sessions, hua_hin, "ประชุม", MEETING, online_url="https://a.b/c")
    for phone in club:
        press(phone, walk)
        press(phone, meeting)
    with sessions.begin() as db:
        home = db.get_one(Club, hua_hin.id)
        wish = announcement.Wish(home, Content.of_words("พบกันนะคะ"), due=NOW)
        announcement.schedule(db, wish, nok, now=NOW)
        elsewhere = replace(planning.outline(db.get_one(Event, walk.id)), place="ท่าเรือ")
        planning.change(db, nok, walk.id, elsewhere, version=1, now=NOW)
    lives_through()
    with sessions.begin() as db:
        paid = dict(iter(db.execute(_by_state)))
        left = quota.left(db, clock())
    used = simulator.quota["used"]
    told = f"{used} of {FREE} messages: two evenings, one start, a change, an announcement"
    assert clock() >= bangkok_time("2026-01-20", "08:50")
    assert used <= FREE, told
    assert used == MEMBERS * 5, told
    assert paid == {OutgoingState.SENT: used}, "what we count is what LINE counts"
    assert left.free == FREE - used
    for phone in club:
        for words in ("พบกันนะคะ", "กิจกรรมมีการเปลี่ยนแปลงค่ะ", "ถึงเวลาเข้าประชุมแล้วค่ะ"):
            assert words in phone.history()


_by_state = select(Outgoing.state, func.sum(Outgoing.cost)).group_by(Outgoing.state)
