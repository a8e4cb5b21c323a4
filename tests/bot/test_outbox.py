"""What is owed: promised with what makes it true, taken back, bundled, and frozen as requests."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot import bangkok, bundling, claiming, expansion, leaving, outbox, placeholders
from bot.messages import text
from models import (
    Announcement,
    Member,
    Outgoing,
    OutgoingState,
    Progress,
    PromiseState,
    Topic,
    Wants,
)
from tests.bot.crowd import DAY, received, sent_calls, user_id
from tests.conftest import NOW
from tests.sending import requested

SOON = timedelta(minutes=10)
NIGHT = bangkok.at(bangkok.local(NOW).date(), bangkok.NIGHT)  # nine in the evening


@pytest.fixture
def somebody(desk):
    return desk.gathers(1)[0]


def test_a_promise_is_kept_when_it_is_due_and_not_before(somebody, desk, clock):
    desk.owes(somebody, due=NOW + SOON)
    desk.carries()
    assert desk.told() == []
    clock.moves(minutes=10)
    desk.carries()
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_what_is_rolled_back_was_never_promised(desk, somebody, sessions):
    with sessions.begin() as db:
        outbox.promise(db, somebody, "key", [text("ก")], due=NOW, not_after=NOW + DAY)
        db.rollback()
    assert desk.promises() == []


def test_a_promise_is_taken_back(somebody, desk):
    desk.owes(somebody, "เตือน")
    desk.takes_back("เตือน")
    desk.carries()
    assert desk.told() == []
    assert [each.state for each in desk.promises()] == [PromiseState.WITHDRAWN]


def test_what_was_taken_back_can_be_promised_again(somebody, desk):
    desk.owes(somebody, "เตือน")
    desk.takes_back("เตือน")
    desk.owes(somebody, "เตือนใหม่", key="เตือน")
    desk.carries()
    assert desk.told() == ["เตือนใหม่"]


def test_the_same_key_again_replaces_what_has_not_left(somebody, desk, clock):
    desk.owes(somebody, "เก้าโมง", key="เตือน")
    desk.owes(somebody, "สิบโมง", key="เตือน", due=NOW + SOON)
    desk.carries()
    assert desk.told() == []
    clock.moves(minutes=10)
    desk.carries()
    assert desk.told() == ["สิบโมง"]


def test_what_has_left_has_left(somebody, desk, clock):
    desk.owes(somebody, "เตือน")
    desk.carries()
    desk.takes_back("เตือน")
    desk.owes(somebody, "เตือนอีก", key="เตือน")
    clock.moves(hours=1)
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_what_is_bundled_is_frozen(somebody, desk):
    """A body under a retry key never changes, even before the first try."""
    desk.owes(somebody, "เตือน")
    desk.bundles()
    desk.takes_back("เตือน")
    desk.owes(somebody, "เตือนใหม่", key="เตือน")
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_what_was_dropped_for_who_left_can_be_promised_anew(somebody, desk, sessions):
    """She blocked the account when the reminder came, is back, and registers again."""
    change(sessions, somebody, following=False)
    desk.owes(somebody, "เตือน")
    desk.carries()
    change(sessions, somebody, following=True)
    desk.owes(somebody, "เตือน")
    desk.carries()
    assert desk.told() == ["เตือน"]


@pytest.mark.parametrize("number", [0, 6])
def test_a_promise_is_one_to_five_messages(somebody, sessions, number):
    with sessions.begin() as db, pytest.raises(ValueError, match="a promise of"):
        outbox.promise(db, somebody, "k", [text("ก")] * number, due=NOW, not_after=NOW + DAY)


def test_what_is_due_to_one_member_shares_a_request_of_five_parts(somebody, desk, simulator):
    for number in range(7):
        desk.owes(somebody, f"{number}", due=NOW + timedelta(seconds=number * 15))
    desk.carries()
    assert sorted(desk.told()) == [f"{number}" for number in range(7)]
    assert sorted(len(call["body"]["messages"]) for call in sent_calls(simulator)) == [2, 5]
    assert simulator.quota["used"] == 2


def test_parts_that_belong_together_are_not_torn_apart(somebody, sessions, desk, simulator):
    with sessions.begin() as db:
        for key, number in (("a", 3), ("b", 3), ("c", 2)):
            outbox.promise(db, somebody, key, [text(key)] * number, due=NOW, not_after=NOW + DAY)
    desk.carries()
    parts = [[each["text"] for each in call["body"]["messages"]] for call in sent_calls(simulator)]
    assert sorted(parts) == [["a"] * 3, ["b"] * 3 + ["c"] * 2]


def test_what_is_due_much_later_waits_for_its_time(somebody, desk):
    desk.owes(somebody, "ตอนนี้")
    desk.owes(somebody, "ทีหลัง", due=NOW + bundling.TOGETHER + timedelta(seconds=1))
    desk.carries()
    assert desk.told() == ["ตอนนี้"]


def test_equal_messages_of_a_page_share_a_multicast(simulator, desk):
    members = desk.gathers(501)
    for member in members:
        desk.owes(member, "เหมือนกัน", key=f"{member.id}")
    desk.carries()
    assert received(simulator) == dict.fromkeys((each.line_user_id for each in members), 1)
    sizes = sorted(_recipients(call) for call in sent_calls(simulator))
    assert sizes == [51, 150, 150, 150]


def _recipients(call):
    to = call["body"]["to"]
    return 1 if isinstance(to, str) else len(to)


def test_different_messages_go_by_themselves(simulator, desk):
    for member in desk.gathers(3):
        desk.owes(member, f"ถึง {member.id}")
    desk.carries()
    assert {call["path"] for call in sent_calls(simulator)} == {"/v2/bot/message/push"}
    assert len({*desk.told(1), *desk.told(2), *desk.told(3)}) == 3


def change(sessions, member, **values):
    with sessions.begin() as db:
        for name, value in values.items():
            setattr(db.get_one(Member, member.id), name, value)


@pytest.mark.parametrize("gone", [{"following": False}, {"line_user_id": None}], ids=str)
def test_who_left_gets_nothing_and_costs_nothing(somebody, desk, sessions, simulator, gone):
    desk.owes(somebody)
    change(sessions, somebody, **gone)
    desk.carries()
    assert sent_calls(simulator) == []
    assert [each.state for each in desk.promises()] == [PromiseState.DROPPED]


WELCOME = {  # what reaches a member who wants to be told so much
    Wants.EVERYTHING: {Topic.NEWS, Topic.EVENTS, Topic.PERSONAL},
    Wants.EVENTS: {Topic.EVENTS, Topic.PERSONAL},
    Wants.NOTHING: {Topic.PERSONAL},
}


@pytest.mark.parametrize("wants", Wants)
def test_what_she_wants_to_be_told_counts_when_it_leaves(somebody, desk, sessions, wants):
    for topic in Topic:
        desk.owes(somebody, f"about:{topic}", topic=topic)
    change(sessions, somebody, wants=wants)
    desk.carries()
    left = {each.topic for each in desk.promises() if each.state is PromiseState.BUNDLED}
    assert left == WELCOME[wants]


def test_who_deleted_her_data_is_owed_nothing(somebody, desk, sessions):
    desk.owes(somebody)
    with sessions.begin() as db:
        db.delete(db.get_one(Member, somebody.id))
    assert desk.promises() == []


def test_at_night_nobody_is_disturbed(somebody, desk, clock):
    desk.owes(somebody, due=NIGHT)
    clock.moves_to(NIGHT)
    desk.carries()
    clock.moves_to(NIGHT + timedelta(hours=9, minutes=59))
    desk.carries()
    assert desk.told() == []
    clock.moves_to(NIGHT + timedelta(hours=10))
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_a_minute_before_nine_is_not_yet_night(somebody, desk, clock):
    desk.owes(somebody)
    clock.moves_to(NIGHT - timedelta(minutes=1))
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_what_cannot_wait_comes_at_night_alone(somebody, desk, clock):
    desk.owes(somebody, "ด่วน", due=NIGHT, at_night=True)
    desk.owes(somebody, "ไม่ด่วน", due=NIGHT)
    clock.moves_to(NIGHT)
    desk.carries()
    assert desk.told() == ["ด่วน"]


def test_what_was_held_up_in_the_evening_waits_for_the_morning(somebody, desk, clock, simulator):
    """LINE was away until ten: that is no reason to wake anybody."""
    simulator.add_fault("push", "error-before")
    desk.owes(somebody)
    clock.moves_to(NIGHT - timedelta(seconds=1))
    desk.carries()
    clock.moves(hours=1)
    desk.carries()
    assert desk.told() == []
    clock.moves(hours=10)
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_what_is_urgent_is_tried_again_at_night(somebody, desk, clock, simulator):
    simulator.add_fault("push", "error-before")
    desk.owes(somebody, at_night=True)
    clock.moves_to(NIGHT)
    desk.carries()
    clock.moves(hours=1)
    desk.carries()
    assert desk.told() == ["เตือน"]


def test_too_late_is_not_sent(somebody, desk, clock, simulator):
    desk.owes(somebody, not_after=NOW + SOON)
    clock.moves(minutes=10)
    desk.carries()
    assert sent_calls(simulator) == []
    assert [each.state for each in desk.promises()] == [PromiseState.EXPIRED]


def test_a_request_that_waited_too_long_expires_too(somebody, desk, clock):
    desk.owes(somebody, not_after=NOW + SOON)
    desk.bundles()
    clock.moves(minutes=10)
    desk.carries()
    (request,) = desk.requests()
    assert (request.state, request.body) == (OutgoingState.EXPIRED, None)


def test_an_announcement_is_laid_out_page_by_page(busy_desk, simulator):
    members = busy_desk.gathers(1201)
    busy_desk.announces()
    busy_desk.carries()
    assert received(simulator) == dict.fromkeys((each.line_user_id for each in members), 1)
    pages = [(each.page, each.cost, each.endpoint) for each in busy_desk.requests()]
    assert sorted(pages) == [(0, 500, "multicast"), (1, 500, "multicast"), (2, 201, "multicast")]


@pytest.mark.parametrize("number", [1, 500, 1000])
def test_full_pages_leave_no_empty_one(sessions, desk, number):
    desk.gathers(number)
    identifier = desk.announces()
    desk.carries()
    assert sum(each.cost for each in desk.requests()) == number
    assert all(each.cost for each in desk.requests())
    with sessions.begin() as db:
        assert db.get_one(Announcement, identifier).progress is Progress.SENT


def test_workers_at_once_give_everybody_one_copy(busy_desk, simulator):
    members = busy_desk.gathers(1600)
    busy_desk.announces("หนึ่ง")
    busy_desk.announces("สอง")
    for each in members[:60]:
        busy_desk.owes(each, f"ถึง {each.id}")
    busy_desk.carries(workers=4)
    expected = {each.line_user_id: 2 for each in members}
    expected |= {each.line_user_id: 3 for each in members[:60]}
    assert received(simulator) == expected
    assert {each.state for each in busy_desk.requests()} == {OutgoingState.SENT}


def test_no_page_can_be_laid_out_twice(desk, sessions):
    desk.gathers(1)
    page = {"announcement_id": desk.announces(), "page": 0}
    with sessions.begin() as db:
        db.add_all([requested(**page), requested(**page)])
        with pytest.raises(IntegrityError):
            db.flush()


def test_an_announcement_reaches_those_who_want_it(simulator, desk):
    desk.gathers(1)
    desk.gathers(1, first=2, wants=Wants.EVENTS)
    desk.gathers(1, first=5, wants=Wants.NOTHING)
    desk.gathers(1, first=3, following=False)
    desk.gathers(1, first=4, club_id=None)
    desk.announces()
    desk.carries()
    assert list(received(simulator)) == [user_id(1)]


def test_an_announcement_that_is_news_no_more_stays_unsaid(sessions, desk, clock):
    desk.gathers(1)
    identifier = desk.announces()
    clock.moves(days=1)
    desk.carries()
    assert desk.requests() == []
    with sessions.begin() as db:
        assert db.get_one(Announcement, identifier).progress is Progress.EXPIRED


def test_a_cancelled_announcement_stays_unsaid(desk):
    desk.gathers(1)
    desk.announces(progress=Progress.CANCELLED)
    desk.carries()
    assert desk.requests() == []


def test_an_announcement_timed_for_the_night_goes_at_night(simulator, desk, clock):
    """A coordinator chose so; a flood does not wait for seven."""
    desk.gathers(2)
    desk.announces(due=NIGHT, at_night=True)
    clock.moves_to(NIGHT)
    desk.carries()
    assert len(received(simulator)) == 2


def test_an_announcement_that_can_wait_goes_in_the_morning(simulator, desk, clock):
    desk.gathers(2)
    desk.announces(due=NIGHT)
    clock.moves_to(NIGHT)
    desk.carries()
    assert desk.requests() == []
    clock.moves_to(bangkok.next_morning(NIGHT))
    desk.carries()
    assert len(received(simulator)) == 2


def test_who_joins_while_pages_go_out_gets_the_rest_only_once(
    sessions, simulator, desk, monkeypatch
):
    monkeypatch.setattr(expansion, "PAGES", 1)
    desk.gathers(501)
    desk.announces()
    with sessions.begin() as db:
        assert expansion.expand(db, NOW)
    desk.gathers(2, first=1000)
    desk.carries()
    assert set(received(simulator).values()) == {1}
    assert len(received(simulator)) == 503


def test_a_request_is_exactly_what_line_gets(somebody, desk, sessions, simulator):
    desk.owes(somebody, "น้ำใจ “ดี” 👩‍👩‍👧")
    desk.bundles()
    (request,) = desk.requests()
    desk.carries()
    assert json.loads(request.body) == sent_calls(simulator)[0]["body"]
    with sessions.begin() as db:
        assert db.scalars(select(Outgoing.body)).all() == [None]  # forgotten once it is sent


@pytest.mark.parametrize("wants", [Wants.EVENTS, Wants.NOTHING])
def test_who_wants_silence_is_left_out_of_a_page_that_nobody_tried(
    simulator, desk, sessions, wants
):
    first, second, third = desk.gathers(3)
    desk.announces()
    with sessions.begin() as db:
        assert expansion.expand(db, NOW)
        leaving.leave_out(db, db.get_one(Member, second.id), outbox.UNWELCOME[wants])
    desk.carries()
    assert set(received(simulator)) == {first.line_user_id, third.line_user_id}


def test_what_was_tried_keeps_its_recipients(desk, sessions):
    _first, second = desk.gathers(2)
    desk.announces()
    with sessions.begin() as db:
        expansion.expand(db, NOW)
        claiming.claim(db, NOW)
        leaving.leave_out(db, db.get_one(Member, second.id))
    (request,) = desk.requests()
    assert second.line_user_id in request.body


def test_each_reader_is_called_by_her_name(desk, sessions):
    for number, name in ((1, "มาลี"), (2, 'ส"ม'), (3, None)):
        desk.gathers(1, first=number, name=name)
    said = [text(f"สวัสดีค่ะ คุณ{placeholders.NAME}")]
    desk.announces(messages=said, personal=True)
    desk.carries()
    told = [desk.told(number)[0] for number in (1, 2, 3)]
    assert told == ["สวัสดีค่ะ คุณมาลี", 'สวัสดีค่ะ คุณส"ม', "สวัสดีค่ะ คุณสมาชิก"]
