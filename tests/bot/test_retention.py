"""What is over is forgotten after a month, and nothing before."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from bot import bangkok, retention, worker
from models import Outgoing, OutgoingState, Promise, PromiseState, SeenEvent
from tests.conftest import NOW
from tests.sending import requested

OLD, YOUNG = NOW - timedelta(days=31), NOW - timedelta(days=29)


@pytest.fixture
def purged(desk):
    """Whatever was kept, after the worker tidied up."""

    def purged(kind):
        retention.purge(desk.sessions, NOW, lambda: None)
        with desk.sessions.begin() as db:
            return sorted(str(each) for each in db.scalars(select(kind)))

    return purged


def keep(desk, *rows):
    with desk.sessions.begin() as db:
        db.add_all(rows)


def test_events_are_remembered_for_a_month(desk, purged):
    keep(desk, SeenEvent(id="old", at=OLD), SeenEvent(id="young", at=YOUNG))
    assert purged(SeenEvent.id) == ["young"]


def test_what_is_still_owed_is_never_forgotten(desk, purged):
    member = desk.gathers(1)[0]
    for key, state, due, not_after in (
        ("kept long ago", PromiseState.BUNDLED, OLD, OLD),
        ("kept lately", PromiseState.BUNDLED, YOUNG, YOUNG),
        ("overdue", PromiseState.WAITING, OLD, NOW),
        ("told when she writes", PromiseState.RESTING, OLD, NOW),
        ("never told", PromiseState.RESTING, OLD, OLD),
    ):
        keep(
            desk,
            Promise(
                key=key, member_id=member.id, messages=[], due=due, not_after=not_after, state=state
            ),
        )
    assert purged(Promise.key) == ["kept lately", "overdue", "told when she writes"]


def test_a_request_that_waits_is_never_forgotten(desk, purged):
    for id_, state, due in (
        ("sent long ago", OutgoingState.SENT, OLD),
        ("sent lately", OutgoingState.SENT, YOUNG),
        ("unknown long ago", OutgoingState.UNKNOWN, OLD),
        ("waiting", OutgoingState.WAITING, OLD),
    ):
        keep(desk, requested(id=id_, due=due, not_after=due, state=state))
    assert purged(Outgoing.id) == ["sent lately", "waiting"]


def test_much_is_forgotten_page_by_page(desk, purged, monkeypatch):
    monkeypatch.setattr(retention, "PAGE", 3)
    keep(desk, *(SeenEvent(id=f"{number}", at=OLD) for number in range(10)))
    assert purged(SeenEvent.id) == []


def test_that_happens_at_night(deployment, clock, sessions):
    with sessions.begin() as db:
        db.add(SeenEvent(id="old", at=OLD))
    worker.forget_the_past(deployment)
    with sessions.begin() as db:
        assert db.get(SeenEvent, "old")
    clock.moves_to(bangkok.at(bangkok.local(NOW).date(), time(3)))
    worker.forget_the_past(deployment)
    with sessions.begin() as db:
        assert db.get(SeenEvent, "old") is None
