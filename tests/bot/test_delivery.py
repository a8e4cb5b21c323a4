"""Carrying requests to LINE: whatever LINE answers, everything comes once, or a person is asked."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from threading import Event, Thread

import pytest
from sqlalchemy import select, update

from bot import bangkok, claiming, delivery, quota, settling, worker
from bot.line import LineApi, LineError
from models import Account, Announcement, Limit, Member, Outgoing, OutgoingState
from tests.bot.crowd import Desk, received, sent_calls, user_id
from tests.carrying import deliver
from tests.conftest import NOW, TOKEN
from tests.sending import requested

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def somebody(desk):
    return desk.gathers(1)[0]


def states(desk):
    return [each.state for each in desk.requests()]


def claim(desk, now=NOW):
    with desk.sessions.begin() as db:
        return claiming.claim(db, now)


def renew(desk, claims, now):
    with desk.sessions.begin() as db:
        claiming.renew(db, now, claims)


def settle(desk, claims, error=None, now=NOW):
    with desk.sessions.begin() as db:
        settling.settle(db, [settling.Outcome(each, error) for each in claims], now)


def add_requests(desk, number, endpoint="push", **more):
    with desk.sessions.begin() as db:
        for each in range(number):
            row = {"id": f"{each}", "not_after": NOW + 48 * HOUR}
            db.add(requested(endpoint, **row | more))


@pytest.mark.parametrize("fault", ["error-after", "cut-after"])
def test_what_line_took_before_is_a_success_the_second_time(
    desk, somebody, simulator, clock, fault
):
    simulator.add_fault("push", fault)
    desk.owes(somebody)
    desk.carries()
    assert states(desk) == [OutgoingState.WAITING]
    clock.moves(minutes=1)
    desk.carries()
    assert desk.told() == ["เตือน"]
    assert [call["status"] for call in sent_calls(simulator)][1:] == [409]
    assert states(desk) == [OutgoingState.SENT]


@pytest.mark.parametrize("fault", ["error-before", "cut-before"])
def test_what_line_did_not_take_is_tried_again(desk, somebody, simulator, clock, fault):
    simulator.add_fault("push", fault, times=3)
    desk.owes(somebody)
    for _ in range(4):
        desk.carries()
        clock.moves(minutes=10)
    assert desk.told() == ["เตือน"]
    assert [each.tries for each in desk.requests()] == [4]


def test_a_line_that_hangs_holds_nothing_up_for_ever(desk, somebody, simulator, clock, line_url):
    line = LineApi(TOKEN, line_url, timeout=(1.0, 0.1))
    hasty = Desk(replace(desk.deployment, line=line), simulator)
    simulator.add_fault("push", "hang-after")
    hasty.owes(somebody)
    hasty.carries()
    assert states(desk) == [OutgoingState.WAITING]
    clock.moves(minutes=1)
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_tries_come_at_growing_distances(desk, somebody, simulator, clock):
    simulator.add_fault("push", "error-before", times=20)
    desk.owes(somebody)
    waits = []
    for _ in range(12):
        desk.carries()
        (request,) = desk.requests()
        waits.append((request.due - clock()).total_seconds())
        clock.moves_to(request.due)
    assert 2 < waits[0] < 6
    assert waits[-1] > 400
    assert all(each <= 750 for each in waits)
    assert len(set(waits[-4:])) == 4  # with a spread, so that not all come at once


def test_after_twenty_three_hours_without_an_answer_a_person_decides(
    desk, somebody, simulator, clock
):
    """LINE remembers a retry key for a day: a try after that could be a second copy."""
    simulator.add_fault("push", "error-after")
    simulator.add_fault("push", "error-before", times=1000)
    desk.owes(somebody, not_after=NOW + 48 * HOUR)
    desk.carries()
    clock.moves(hours=22, minutes=59)
    desk.carries()
    assert states(desk) == [OutgoingState.WAITING]
    simulator.remove_faults()
    clock.moves(hours=24)
    desk.carries()
    (request,) = desk.requests()
    assert request.state is OutgoingState.UNKNOWN
    assert request.body  # so that the person can see it
    assert desk.told() == ["เตือน"]


def test_a_day_of_plain_refusals_is_no_unknown_outcome(desk, somebody, simulator, clock):
    """LINE said each time that it took nothing: the retry key is unused, and stays good."""
    simulator.add_fault("push", "error-before", times=1000, status=401)
    desk.owes(somebody, not_after=NOW + 48 * HOUR)
    for _ in range(5):
        desk.carries()
        clock.moves(hours=6)
    simulator.remove_faults()
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_a_token_that_line_does_not_take_loses_nothing(desk, simulator, clock):
    """It was reissued, and nobody told us: an announcement must not be torn up for that."""
    desk.gathers(3)
    desk.announces()
    simulator.add_fault("multicast", "error-before", times=2, status=401)
    for _ in range(3):
        desk.carries()
        clock.moves(minutes=15)
    assert len(received(simulator)) == 3
    assert states(desk) == [OutgoingState.SENT]


def test_one_unknown_recipient_does_not_keep_the_others_waiting(desk, simulator, sessions):
    members = desk.gathers(8)
    stranger = user_id(999)
    with sessions.begin() as db:
        db.add(Member(line_user_id=stranger, joined=NOW, club_id=members[0].club_id))
    simulator.set_unknown_in_multicast("refuse")
    desk.announces()
    desk.carries()
    assert received(simulator) == dict.fromkeys((each.line_user_id for each in members), 1)
    failed = [each for each in desk.requests() if each.state is OutgoingState.FAILED]
    assert [(each.cost, each.endpoint, each.body) for each in failed] == [(1, "push", None)]
    with sessions.begin() as db:
        gone = select(Member.line_user_id).where(~Member.following)
        assert db.scalars(gone).all() == [stranger]  # and gets nothing more


def test_a_message_that_line_dislikes_fails_at_once_and_blames_nobody(desk, simulator, sessions):
    desk.gathers(8)
    identifier = desk.announces()
    with sessions.begin() as db:
        flawed = {"type": "text", "text": "ก", "colour": "red"}
        db.execute(
            update(Announcement).where(Announcement.id == identifier).values(messages=[flawed])
        )
    desk.carries()
    assert states(desk) == [OutgoingState.FAILED]
    assert len(sent_calls(simulator)) == 1
    with sessions.begin() as db:
        assert db.scalars(select(Member).where(~Member.following)).all() == []


def test_halves_of_halves_are_new_requests_with_keys_of_their_own(desk):
    body = '{"to":["U1","U2","U3"],"messages":[]}'
    add_requests(desk, 1, "multicast", body=body, cost=3)
    settle(desk, claim(desk), LineError(400, body={"message": "Failed to send messages"}))
    split, *halves = sorted(desk.requests(), key=lambda each: -each.cost)
    assert (split.state, split.body) == (OutgoingState.SPLIT, None)
    assert sorted((each.endpoint, each.cost, each.body) for each in halves) == [
        ("multicast", 2, '{"to":["U2","U3"],"messages":[]}'),
        ("push", 1, '{"to":"U1","messages":[]}'),
    ]
    assert len({each.id for each in desk.requests()}) == 3


def test_too_fast_means_slower(desk, somebody, simulator, clock):
    simulator.add_fault("push", "429")
    desk.owes(somebody)
    desk.carries()
    with desk.sessions.begin() as db:
        booked = db.get_one(Limit, "push").booked
    assert booked == clock() + settling.SLOWER
    clock.moves(minutes=1)
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_a_used_up_month_holds_everything_and_loses_nothing(desk, simulator, clock, works):
    for member in desk.gathers(3):
        desk.owes(member, f"ถึง {member.id}", not_after=NOW + 40 * 24 * HOUR)
    simulator.set_quota("limited", value=300, used=300)
    works()
    tried = len(sent_calls(simulator))
    for _ in range(10):
        clock.moves(minutes=1)
        works()
    assert len(sent_calls(simulator)) == tried  # and nobody asks again and again
    assert states(desk) == [OutgoingState.HELD] * 3
    simulator.set_quota(value=15_000)
    clock.moves(minutes=5)
    works()
    assert sum(received(simulator).values()) == 3
    assert states(desk) == [OutgoingState.SENT] * 3


def test_a_new_month_brings_what_was_held_in_the_morning(desk, simulator, clock, works):
    (member,) = desk.gathers(1)
    desk.owes(member, not_after=NOW + 60 * 24 * HOUR)
    simulator.set_quota("limited", value=300, used=300)
    works()
    _, midnight = bangkok.month(NOW)
    clock.moves_to(midnight + timedelta(minutes=10))
    works()
    assert desk.told() == []
    clock.moves_to(midnight + 7 * HOUR)
    works()
    assert desk.told() == ["เตือน"]


@pytest.mark.usefixtures("unknown_account")
def test_a_used_up_month_of_an_unknown_account_is_asked_no_more_than_now_and_then(
    desk, somebody, simulator, clock
):
    """Nobody could tell us our quota yet: that must not become a loop."""
    simulator.set_quota("limited", value=0)
    desk.owes(somebody)
    for _ in range(3):
        desk.carries()
        clock.moves(minutes=1)
    assert len(sent_calls(simulator)) == 3


def test_a_month_too_short_for_many_still_serves_a_few(desk, simulator, clock, works):
    """Five hundred do not fit any more; three reminders do."""
    members = desk.gathers(5)
    simulator.set_quota("limited", value=4)
    desk.announces()
    works()
    for member in members[:2]:
        desk.owes(member, f"ถึง {member.id}")
    clock.moves(minutes=6)
    works()
    assert sum(received(simulator).values()) == 2
    assert sorted(states(desk)) == ["held", "sent", "sent"]


def test_a_held_request_that_is_news_no_more_expires(desk, somebody, simulator, clock, works):
    simulator.set_quota("limited", value=0)
    desk.owes(somebody, not_after=NOW + HOUR)
    works()
    simulator.set_quota(value=300)
    clock.moves(hours=2)
    works()
    assert states(desk) == [OutgoingState.EXPIRED]


def test_two_senders_together_keep_lines_rate(busy_desk, monkeypatch):
    """Turns are booked in one row that both lock: no two have the same."""
    monkeypatch.setattr(claiming, "BATCH", 10)
    add_requests(busy_desk, 40, "multicast")
    with ThreadPoolExecutor(4) as senders:
        claims = list(senders.map(lambda _: claim(busy_desk), range(4)))
    waits = sorted(each.wait for claimed in claims for each in claimed)
    gaps = [later - former for former, later in pairwise(waits)]
    assert gaps == pytest.approx([1 / claiming.RATES["multicast"]] * 39, abs=1e-5)


def test_each_endpoint_has_a_rate_of_its_own(desk):
    add_requests(desk, 5, "multicast")
    with desk.sessions.begin() as db:
        db.add(requested(not_after=NOW + HOUR))
    waits = {each.endpoint: each.wait for each in claim(desk)}
    assert waits["push"] == 0


def test_a_clock_that_was_moved_back_blocks_nobody(desk, somebody, clock):
    with desk.sessions.begin() as db:
        db.add(Limit(endpoint="push", booked=NOW + timedelta(days=300)))
    desk.owes(somebody)
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_what_died_with_its_worker_is_tried_again_within_three_seconds():
    """And a worker that is held up for a moment keeps what it carries."""
    assert claiming.LEASE.total_seconds() + worker.OFTEN <= 3
    assert claiming.LEASE.total_seconds() >= 4 * (delivery.RENEW + delivery.GATHER)


def test_a_lease_that_is_renewed_lasts_longer(desk):
    add_requests(desk, 2)
    carried, _ = claim(desk)
    renew(desk, [carried], NOW + 2 * SECOND)
    assert [each.id for each in claim(desk, NOW + claiming.LEASE)] == ["1"]
    assert [each.id for each in claim(desk, NOW + 2 * SECOND + claiming.LEASE)] == ["0"]


def test_who_renews_late_does_not_hurry_what_another_put_off_or_settled(desk):
    add_requests(desk, 2)
    late, again = claim(desk), claim(desk, NOW + claiming.LEASE)
    settle(desk, again[:1])
    put_off = update(Outgoing).where(Outgoing.id == again[1].id)
    with desk.sessions.begin() as db:
        db.execute(put_off.values(due=NOW + HOUR))
    before = [(each.state, each.due) for each in desk.requests()]
    renew(desk, late, NOW + claiming.LEASE)
    assert [(each.state, each.due) for each in desk.requests()] == before


def test_what_is_leased_is_nobody_elses(desk):
    add_requests(desk, 3)
    assert len(claim(desk)) == 3
    assert claim(desk) == []
    assert len(claim(desk, NOW + claiming.LEASE)) == 3


def test_the_key_of_a_request_is_its_own_from_the_first_try_to_the_last(desk):
    add_requests(desk, 1)
    tries = [claim(desk, NOW + number * claiming.LEASE)[0] for number in range(3)]
    assert {(each.id, each.body) for each in tries} == {("0", "{}")}
    assert [each.fresh for each in tries] == [True, False, False]


def test_an_answer_that_came_after_the_lease_changes_nothing_of_another_answer(desk):
    add_requests(desk, 1, cost=2)
    late, second = claim(desk), claim(desk, NOW + claiming.LEASE)
    settle(desk, second)
    settle(desk, late, LineError(400))
    assert states(desk) == [OutgoingState.SENT]


def test_a_worker_that_stops_finishes_what_it_sends_and_begins_nothing(desk, simulator):
    for member in desk.gathers(3):
        desk.owes(member, f"ถึง {member.id}")
    simulator.add_fault("push", "hang")
    stop = Event()
    with ThreadPoolExecutor(4) as senders:
        working = Thread(target=deliver, args=(desk.deployment, senders, stop.is_set))
        working.start()
        assert simulator.wait_until(lambda: len(sent_calls(simulator)) == 3)
        stop.set()
        simulator.closing.set()
        working.join(10)
    assert not working.is_alive()
    assert sorted(states(desk)) == ["sent", "sent", "waiting"]


def test_nobodys_id_and_no_word_is_logged(desk, somebody, simulator, caplog):
    caplog.set_level("DEBUG")
    simulator.add_fault("push", "error-before", status=400)
    desk.owes(somebody, "ความลับ")
    desk.carries()
    assert "LINE answered 400" in caplog.text
    for private in ("ความลับ", user_id(1), TOKEN):
        assert private not in caplog.text


def test_a_sent_request_is_counted_in_the_month(desk, somebody, simulator, works, sessions):
    simulator.set_quota("limited", value=300)
    works()
    desk.owes(somebody)
    with sessions.begin() as db:
        assert quota.left(db, NOW).free == 299
    desk.carries()
    with sessions.begin() as db:
        assert quota.left(db, NOW).free == 299
        assert Account.known(db).used == 0
