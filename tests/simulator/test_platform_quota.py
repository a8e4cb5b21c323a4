from datetime import datetime

import pytest

from simulator import Simulator
from simulator.clock import BANGKOK
from tests.simulator.stage import CLUB, MALEE, NOK, SOMCHAI, STRANGER, Bot, Line, Watch, text

SPENT = {"message": "You have reached your monthly limit."}


def used(line: Line) -> int:
    return line.get("/v2/bot/message/quota/consumption").json["totalUsage"]


def test_a_new_account_has_the_free_plan(line: Line):
    assert line.get("/v2/bot/message/quota").json == {"type": "limited", "value": 300}
    assert used(line) == 0


def test_recipients_are_counted_and_not_messages(simulator: Simulator, line: Line):
    line.push(SOMCHAI, text(), text(), text())
    assert used(line) == 1
    line.multicast([SOMCHAI, MALEE], text(), text())
    assert used(line) == 3
    assert [said["counted"] for said in simulator.ledger(SOMCHAI)] == [1, 0, 0, 1, 0]


def test_a_push_to_a_group_costs_its_members(simulator: Simulator, line: Line):
    assert line.push(CLUB, text()).status_code == 200
    assert used(line) == 3
    assert simulator.chat(CLUB)[-1]["counted"] == 3
    assert simulator.calls[-2]["counted"] == 3


def test_a_broadcast_costs_and_reaches_the_friends(simulator: Simulator, line: Line):
    line.broadcast(text())
    assert used(line) == 2
    assert [len(simulator.ledger(person)) for person in (SOMCHAI, MALEE, NOK)] == [1, 1, 0]


def test_past_the_limit_nobody_gets_anything(simulator: Simulator, line: Line):
    simulator.set_quota(value=1)
    answer = line.multicast([SOMCHAI, MALEE], text())
    assert (answer.status_code, answer.json) == (429, SPENT)
    assert simulator.ledger(SOMCHAI) == simulator.ledger(MALEE) == []
    assert line.push(SOMCHAI, text()).status_code == 200
    assert line.push(MALEE, text()).json == SPENT
    assert used(line) == 1


def test_replies_go_on_when_the_month_is_spent(simulator: Simulator, bot: Bot, line: Line):
    simulator.set_quota(value=0)
    simulator.send(SOMCHAI, text("เมนู"))
    assert line.reply(bot.newest["replyToken"], text()).status_code == 200


def test_a_plan_without_limit_says_so(simulator: Simulator, line: Line):
    simulator.set_quota("none", used=10_000)
    assert line.get("/v2/bot/message/quota").json == {"type": "none"}
    assert line.push(SOMCHAI, text()).status_code == 200
    assert used(line) == 10_001


def test_the_month_begins_at_midnight_in_bangkok(simulator: Simulator, line: Line, watch: Watch):
    watch.now = datetime(2021, 7, 31, 23, 59, 59, tzinfo=BANGKOK)
    line.push(SOMCHAI, text())
    assert used(line) == 1
    watch.passes(seconds=1)
    assert used(line) == 0


def test_who_blocks_is_neither_reached_nor_counted(simulator: Simulator, line: Line):
    simulator.block(SOMCHAI)
    answer = line.push(SOMCHAI, text())
    assert answer.status_code == 200
    assert answer.json["sentMessages"][0]["id"]
    line.multicast([SOMCHAI, MALEE], text())
    line.broadcast(text())
    assert simulator.ledger(SOMCHAI) == []
    assert used(line) == 2


def test_who_comes_back_is_reached_again(simulator: Simulator, line: Line):
    simulator.block(SOMCHAI)
    simulator.unblock(SOMCHAI)
    line.push(SOMCHAI, text())
    assert len(simulator.ledger(SOMCHAI)) == 1


def test_who_is_no_friend_but_wrote_is_reached_for_a_week(
    simulator: Simulator, line: Line, watch: Watch
):
    line.push(NOK, text())
    assert simulator.ledger(NOK) == []
    simulator.send(NOK, text("สวัสดี"))
    watch.passes(days=6)
    line.push(NOK, text())
    assert len(simulator.ledger(NOK)) == 1
    watch.passes(days=2)
    line.push(NOK, text())
    assert len(simulator.ledger(NOK)) == 1


def test_a_push_to_nobody_fails(line: Line):
    answer = line.push(STRANGER, text())
    assert (answer.status_code, answer.json) == (400, {"message": "Failed to send messages"})


def test_a_multicast_passes_over_unknown_ids(simulator: Simulator, line: Line):
    assert line.multicast([STRANGER, SOMCHAI], text()).status_code == 200
    assert len(simulator.ledger(SOMCHAI)) == 1
    assert used(line) == 1


def test_a_multicast_can_be_spoiled_by_an_unknown_id(simulator: Simulator, line: Line):
    simulator.set_unknown_in_multicast("refuse")
    answer = line.multicast([STRANGER, SOMCHAI], text())
    assert (answer.status_code, answer.json) == (400, {"message": "Failed to send messages"})
    assert simulator.ledger(SOMCHAI) == []


def test_who_is_named_twice_in_a_multicast_gets_it_once(simulator: Simulator, line: Line):
    line.multicast([SOMCHAI, SOMCHAI], text())
    assert len(simulator.ledger(SOMCHAI)) == 1
    assert used(line) == 1


@pytest.mark.parametrize("gone", ["left", "removed"])
def test_a_group_that_the_bot_left_cannot_be_reached(simulator: Simulator, line: Line, gone: str):
    if gone == "left":
        line.call("POST", f"/v2/bot/group/{CLUB}/leave")
    else:
        simulator.remove_bot(CLUB)
    assert line.push(CLUB, text()).json == {"message": "Failed to send messages"}
    assert used(line) == 0


def test_followers_are_told_of_a_day_that_is_over(simulator: Simulator, line: Line, watch: Watch):
    """Who blocks the bot once was its follower: LINE's number of followers never falls."""
    simulator.block(MALEE)
    day = f"{watch().astimezone(BANGKOK):%Y%m%d}"
    assert line.get(f"/v2/bot/insight/followers?date={day}").json == {"status": "unready"}
    before = f"{int(day) - 1}"
    told = line.get(f"/v2/bot/insight/followers?date={before}").json
    assert told == {"status": "ready", "followers": 2, "targetedReaches": 1, "blocks": 1}
