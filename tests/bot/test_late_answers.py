"""A worker whose lease ran out learns what LINE said, when another has tried meanwhile."""

from bot.claiming import LEASE, claim
from bot.line import LineError
from bot.settling import Outcome, settle


def test_a_late_refusal_forgets_no_try_of_another(desk, sessions, clock):
    """Its lease had run out: what another sent meanwhile, LINE may have."""
    desk.owes(desk.gathers(1)[0])
    desk.bundles()
    with sessions.begin() as db:
        (late,) = claim(db, clock())
    clock.moves(seconds=LEASE.total_seconds() + 1)
    with sessions.begin() as db:
        (other,) = claim(db, clock())
        settle(db, [Outcome(other, LineError(500))], clock())
    with sessions.begin() as db:
        settle(db, [Outcome(late, LineError(429))], clock())
    (request,) = desk.requests()
    assert request.first_tried is not None
