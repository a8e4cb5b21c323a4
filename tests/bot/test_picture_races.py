"""A photo that many fetch at once, and one taken back at that very moment, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import select

import handlers
from bot.line import LineApi
from handlers.picture import actions
from models import Club, Errand, File, Kind, Member, Promise, PromiseState, Role, RoleKind
from tests.bot import photos, webhooks
from tests.conftest import NOW

MESSAGE, WORKERS, ROUNDS = "448", 4, 5
PHOTO = photos.jpeg(80, 60)


class Together(LineApi):
    """Hands the photo to all who fetch it at the same moment."""

    def __init__(self, *, more=0):
        super().__init__("token")
        self.ready = Barrier(WORKERS + more)

    def content(self, message_id, most):
        self.ready.wait()
        return PHOTO


@pytest.fixture
def running(busy):
    return busy.extensions["deployment"]


@pytest.fixture
def sessions(running):
    return running.sessions


@pytest.fixture
def details(sessions):
    """Of the errand for a photo that a coordinator has sent."""
    with sessions.begin() as db:
        club = Club(code="HUAHIN", kind=Kind.TOWN, name="หัวหิน", province="ประจวบคีรีขันธ์")
        member = Member(line_user_id=webhooks.SOMCHAI, joined=NOW)
        db.add_all([club, member])
        db.flush()  # the role carries their ids
        here = {"club_id": club.id, "kind": RoleKind.COORDINATOR, "since": NOW}
        db.add(Role(member_id=member.id, **here))
        db.flush()  # she must be found as its coordinator
        actions.ask(db, member, club.id, MESSAGE, NOW)
        return db.scalars(select(Errand.details)).one()


def fetch(running, line, details):
    handlers.errands.kinds[actions.FETCH](replace(running, line=line), details)


def test_many_who_fetch_a_photo_hang_it_once(running, sessions, details):
    with ThreadPoolExecutor(WORKERS) as workers:
        line = Together()
        done = [workers.submit(fetch, running, line, details) for _ in range(WORKERS)]
    assert [each.result() for each in done] == [None] * WORKERS
    with sessions.begin() as db:
        digest = db.scalars(select(File.digest)).one()
        assert db.scalars(select(Club.picture)).one() == digest
        assert db.scalars(select(Promise.state)).all() == [PromiseState.RESTING]


@pytest.mark.parametrize("_round", range(ROUNDS))
def test_a_photo_taken_back_while_it_comes_hangs_nowhere(
    busy, running, sessions, details, post_to, _round
):
    line = Together(more=1)
    unsend = webhooks.event("unsend", unsend={"messageId": MESSAGE})

    def take_back():
        client = busy.test_client()
        line.ready.wait()
        return post_to(client, unsend).status_code

    with ThreadPoolExecutor(WORKERS + 1) as workers:
        done = [workers.submit(fetch, running, line, details) for _ in range(WORKERS)]
        back = workers.submit(take_back)
    assert back.result() == 200
    assert [each.result() for each in done] == [None] * WORKERS
    with sessions.begin() as db:
        assert db.scalars(select(Club.picture)).one() is None
        assert db.scalars(select(Errand)).all() == []
        assert set(db.scalars(select(Promise.state))) <= {PromiseState.WITHDRAWN}
