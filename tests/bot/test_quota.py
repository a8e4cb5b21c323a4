"""What the month's messages cost, and what is free after all that was promised."""

from datetime import timedelta

import pytest

from bot import bangkok, outbox, quota
from bot.line import AccountState
from bot.messages import text
from models import OutgoingState, Progress
from tests.bot.crowd import DAY
from tests.conftest import NOW
from tests.sending import requested

NEXT_MONTH = bangkok.month(NOW)[1]


@pytest.fixture
def told(desk):
    """What LINE says of the account."""

    def told(limit=300, used=0, at=NOW):
        state = AccountState("@bot", "น้องสตรอง", "bot", limit, used)
        with desk.sessions.begin() as db:
            quota.note(db, state, at)

    return told


@pytest.fixture
def free(desk):
    def free(now=NOW):
        with desk.sessions.begin() as db:
            return quota.left(db, now).free

    return free


def request(desk, cost, **more):
    with desk.sessions.begin() as db:
        db.add(requested(cost=cost, **more))


@pytest.mark.usefixtures("unknown_account")
def test_before_line_told_us_nothing_is_known(desk):
    with desk.sessions.begin() as db:
        assert quota.left(db, NOW) is None


def test_an_account_without_a_limit_has_nothing_to_count(desk, told):
    told(limit=None)
    with desk.sessions.begin() as db:
        assert quota.left(db, NOW) is None


def test_what_line_counted_is_gone(told, free):
    told(used=48)
    assert free() == 252


def test_what_was_sent_since_line_told_us_is_gone_too(desk, told, free):
    told(used=10)
    request(desk, 5, sent=NOW + timedelta(minutes=1), state=OutgoingState.SENT)
    request(desk, 7, sent=NOW - timedelta(minutes=1), state=OutgoingState.SENT)  # LINE knows
    assert free() == 285


def test_what_waits_to_be_sent_is_spoken_for(desk, told, free):
    told()
    request(desk, 20)
    request(desk, 500, state=OutgoingState.FAILED)
    request(desk, 500, state=OutgoingState.SPLIT)
    assert free() == 280


def test_a_promise_for_this_month_is_spoken_for(desk, told, free):
    told()
    (member,) = desk.gathers(1)
    desk.owes(member, "เดือนนี้", due=NEXT_MONTH - timedelta(seconds=1), not_after=NEXT_MONTH)
    desk.owes(member, "เดือนหน้า", due=NEXT_MONTH, not_after=NEXT_MONTH + DAY)
    desk.owes(member, "ถอนแล้ว")
    desk.takes_back("ถอนแล้ว")
    assert free() == 299


def test_a_planned_announcement_is_spoken_for(desk, told, free):
    told()
    desk.gathers(3)
    desk.announces("เดือนนี้", reserved=48)
    desk.announces("เดือนหน้า", due=NEXT_MONTH, reserved=48)
    desk.announces("ยกเลิก", reserved=48, progress=Progress.CANCELLED)
    assert free() == 252


def test_a_new_month_begins_afresh_before_line_says_so(desk, told, free):
    told(used=290)
    request(desk, 10, sent=NOW + timedelta(hours=1), state=OutgoingState.SENT)
    assert free() == 0
    assert free(NEXT_MONTH) == 300


def test_the_month_turns_at_midnight_in_bangkok(told, free):
    told(used=290)
    assert free(NEXT_MONTH - timedelta(seconds=1)) == 10
    assert free(NEXT_MONTH) == 300


def test_several_parts_to_one_member_cost_one(desk, told, free, simulator, works):
    (member,) = desk.gathers(1)
    simulator.set_quota("limited", value=300)
    with desk.sessions.begin() as db:
        five = [text("ก")] * 5
        outbox.promise(db, member, "key", five, due=NOW, not_after=NOW + DAY)
    works()
    assert simulator.quota["used"] == quota.price(1) == 1
    assert free() == 299


def test_what_is_left_is_said_in_words():
    assert quota.remains(quota.Left(300, 300), 48) == "ส่งแล้วเดือนนี้เหลือ 252 จาก 300"
    assert "ไม่จำกัด" in quota.remains(None, 48)
