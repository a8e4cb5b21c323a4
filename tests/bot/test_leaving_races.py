"""Whoever wants silence at the very moment that a worker lays out, or takes, what is for her."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import sessionmaker

from bot import claiming, expansion, leaving
from bot.outbox import UNWELCOME
from models import Club, Kind, Limit, Member, Outgoing, Wants
from tests.bot.crowd import user_id
from tests.conftest import NOW
from tests.sending import announced

SAID = [{"type": "text", "text": "ข่าว"}]
CROWD = 60
WAITING = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)


@pytest.fixture
def sessions(postgres_url):
    engine = create_engine(postgres_url, pool_size=20)
    yield sessionmaker(engine, expire_on_commit=False)
    engine.dispose()


@pytest.fixture
def crowd(sessions):
    """A club, and an announcement to it that is due."""
    with sessions.begin() as db:
        club = Club(code="HUAHIN", kind=Kind.TOWN, name="หัวหิน", province="ประจวบคีรีขันธ์")
        db.add(club)
        db.flush()  # its members need its id
        db.add_all([_member(each, club.id) for each in range(1, CROWD + 1)])
        db.add(Limit(endpoint="multicast", booked=NOW))
        db.add(announced(club, messages=SAID, reserved=CROWD))
    return [user_id(each) for each in range(1, CROWD + 1)]


@pytest.fixture
def racing(sessions):
    """Begin what may have to wait for another, and return once it waits, or is through."""
    with ThreadPoolExecutor(1) as other, ExitStack() as looking:
        db = looking.enter_context(sessions())
        db.connection(execution_options={"isolation_level": "AUTOCOMMIT"})

        def begin(what, *how):
            begun = other.submit(what, *how)
            while not begun.done() and not db.scalar(WAITING):
                pass
            return begun

        yield begin


def _member(number, club_id):
    return Member(line_user_id=user_id(number), joined=NOW, club_id=club_id)


def mute(sessions, who):
    with sessions.begin() as db:
        _mute(db, who)


def _mute(db, who):
    """As a webhook does: her row is locked first."""
    hers = select(Member).where(Member.line_user_id == who).with_for_update()
    member = db.scalars(hers).one()
    member.wants = Wants.NOTHING
    leaving.leave_out(db, member, UNWELCOME[Wants.NOTHING])


def lay_out(sessions):
    with sessions.begin() as db:
        return expansion.expand(db, NOW)


def claim(sessions):
    with sessions.begin() as db:
        return claiming.claim(db, NOW)


def recipients(body):
    to = json.loads(body)["to"]
    return set(to) if isinstance(to, list) else {to}


def test_who_mutes_while_a_worker_takes_the_request_was_tried_before(sessions, crowd, racing):
    lay_out(sessions)
    with sessions.begin() as worker:
        (taken,) = claiming.claim(worker, NOW)
        muting = racing(mute, sessions, crowd[0])
        assert not muting.done()
    muting.result()
    with sessions.begin() as db:
        row = db.scalars(select(Outgoing)).one()
    assert (row.body, row.tries) == (taken.body, 1)  # what was tried never changes
    assert crowd[0] in recipients(row.body)


def test_a_worker_leaves_alone_what_somebody_is_taken_out_of(sessions, crowd):
    lay_out(sessions)
    with sessions.begin() as webhook:
        _mute(webhook, crowd[0])
        assert claim(sessions) == []
    (taken,) = claim(sessions)
    assert recipients(taken.body) == set(crowd[1:])


def test_who_mutes_while_her_page_is_laid_out_is_left_out(sessions, crowd, racing):
    with sessions.begin() as worker:
        assert expansion.expand(worker, NOW)
        muting = racing(mute, sessions, crowd[0])
    muting.result()
    (taken,) = claim(sessions)
    assert recipients(taken.body) == set(crowd[1:])


def test_who_mutes_just_before_her_page_is_laid_out_is_left_out(sessions, crowd):
    with sessions.begin() as webhook:
        _mute(webhook, crowd[0])
        lay_out(sessions)
    while lay_out(sessions):
        pass
    (taken,) = claim(sessions)
    assert recipients(taken.body) == set(crowd[1:])


def test_among_many_who_mute_none_is_in_what_is_taken_later(sessions, crowd, monkeypatch):
    """Whose answer was written before a worker took a request is not in it."""
    monkeypatch.setattr("bot.limits.RECIPIENTS", 3)
    monkeypatch.setattr("bot.expansion.PAGES", 1)
    muted, wrong, taken = set(), [], []

    def silence(who):
        mute(sessions, who)
        muted.add(who)

    def work():
        while True:
            before, more = set(muted), lay_out(sessions)
            found = claim(sessions)
            taken.extend(found)
            wrong.extend(before & recipients(each.body) for each in found)
            if not more and not found and len(before) == CROWD // 2:
                return

    with ThreadPoolExecutor(8) as everybody:
        done = [everybody.submit(work) for _ in range(2)]
        done += [everybody.submit(silence, who) for who in crowd[: CROWD // 2]]
    for each in done:
        each.result()
    assert [each for each in wrong if each] == []
    assert {who for each in taken for who in recipients(each.body)} >= set(crowd[CROWD // 2 :])
    with sessions.begin() as db:
        left = select(func.count()).where(
            Outgoing.first_tried.is_(None), Outgoing.body.is_not(None)
        )
        assert db.scalar(left) == 0
