"""LINE says 429 for three reasons, and each has an answer of its own."""

from datetime import timedelta

import pytest

from bot import bangkok, claiming, settling, worker
from models import Account, Limit, OutgoingState
from tests.bot.crowd import sent_calls
from tests.conftest import NOW

NEXT_MONTH = bangkok.month(NOW)[1]
MORNING = NEXT_MONTH + timedelta(hours=9)
LATE = NEXT_MONTH + timedelta(days=9)
WHILE = timedelta(seconds=claiming.AGAIN.total_seconds() + 1)


@pytest.fixture
def owed(desk):
    """Three members are owed a few words each, in requests of their own."""

    def owed(number=3, first=1):
        for member in desk.gathers(number, first=first):
            desk.owes(member, f"ถึง {member.id}", not_after=LATE)

    return owed


@pytest.fixture
def lives(desk, deployment, clock):
    """The worker's ticks of as many seconds."""

    def lives(seconds):
        for _ in range(0, seconds, 5):
            clock.moves(seconds=5)
            worker.look_at_account(deployment)
            desk.carries()

    return lives


def states(desk):
    return sorted(each.state for each in desk.requests())


def exhausted(desk):
    with desk.sessions.begin() as db:
        return Account.known(db).exhausted


def refused(simulator):
    return [each for each in sent_calls(simulator) if each["status"] == 429]


def test_too_fast_slows_this_endpoint_alone_and_holds_nothing(desk, owed, simulator, clock):
    owed(1)
    worker.look_at_account(desk.deployment)
    simulator.add_fault("push", "429")
    desk.carries()
    with desk.sessions.begin() as db:
        assert db.get_one(Limit, "push").booked == clock() + settling.SLOWER
        assert db.get(Limit, "multicast") is None
    assert exhausted(desk) is None
    assert states(desk) == [OutgoingState.WAITING]


def test_a_month_that_line_counts_as_used_up_holds_what_waits(desk, owed, works, lives, simulator):
    """What we knew was stale: somebody sent from LINE's own manager."""
    owed()
    simulator.set_quota("limited", 300, 0)
    worker.look_at_account(desk.deployment)
    simulator.set_quota(used=300)
    desk.carries()
    assert states(desk) == [OutgoingState.WAITING] * 3
    tried = len(sent_calls(simulator))
    lives(120)
    assert states(desk) == [OutgoingState.HELD] * 3
    assert len(sent_calls(simulator)) == tried, "nobody knocks at a closed door"


def test_what_another_delivery_reserved_is_asked_for_again_with_the_same_key(
    desk, owed, lives, simulator
):
    owed(1)
    simulator.set_quota("limited", 300, 0, reserved=300)
    worker.look_at_account(desk.deployment)
    desk.carries()
    keys = [each.id for each in desk.requests()]
    lives(30)
    assert states(desk) == [OutgoingState.WAITING], "LINE counts room: nothing is held"
    simulator.set_quota(reserved=0)
    lives(60)
    assert states(desk) == [OutgoingState.SENT]
    assert [each.id for each in desk.requests()] == keys
    assert exhausted(desk) is None


def test_while_nobody_knows_why_one_request_asks_at_a_time(desk, owed, lives, simulator):
    owed(9)
    simulator.set_quota("limited", 300, 0, reserved=300)
    worker.look_at_account(desk.deployment)
    desk.carries()
    first = len(refused(simulator))
    lives(60)
    asked = len(refused(simulator)) - first
    assert 1 <= asked <= 60 / claiming.AGAIN.total_seconds()
    simulator.set_quota(reserved=0)
    lives(120)
    assert states(desk) == [OutgoingState.SENT] * 9


def test_nothing_at_all_leaves_until_the_account_was_looked_at(desk, owed, clock, simulator):
    owed(9)
    simulator.set_quota("limited", 300, 0, reserved=300)
    worker.look_at_account(desk.deployment)
    desk.carries()
    first = len(sent_calls(simulator))
    for _ in range(10):
        clock.moves(minutes=10)
        desk.carries()
    assert len(sent_calls(simulator)) == first


def test_a_refusal_is_looked_into_at_once(desk, owed, deployment, simulator, clock):
    owed(1)
    simulator.set_quota("limited", 300, 0, reserved=300)
    worker.look_at_account(deployment)
    desk.carries()
    clock.moves(seconds=1)
    looked = len(simulator.calls)
    worker.look_at_account(deployment)
    assert len(simulator.calls) > looked
    worker.look_at_account(deployment)
    with desk.sessions.begin() as db:
        assert Account.known(db).checked == clock()


@pytest.mark.parametrize("how", ["the month turns", "the plan grows"])
def test_what_is_held_leaves_by_itself(desk, owed, clock, lives, simulator, how):
    owed()
    simulator.set_quota("limited", 300, 300)
    worker.look_at_account(desk.deployment)
    desk.carries()
    assert states(desk) == [OutgoingState.HELD] * 3
    if how == "the month turns":
        clock.moves_to(MORNING)
    else:
        simulator.set_quota(value=15_000)
    lives(60)
    assert states(desk) == [OutgoingState.SENT] * 3
    assert len(sent_calls(simulator)) == 3
