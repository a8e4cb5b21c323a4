import pytest

from simulator import Simulator
from tests.simulator.stage import CLUB, MALEE, SOMCHAI, Line, Message, text
from tests.simulator.valid import VALID

MENTION = {"type": "mention", "mentionee": {"type": "user", "userId": MALEE}}


@pytest.mark.parametrize("message", VALID.values(), ids=VALID)
def test_a_message_arrives_as_it_was_sent(simulator: Simulator, line: Line, message: Message):
    answer = line.push(SOMCHAI, message)
    assert answer.status_code == 200, answer.json
    [said] = simulator.ledger(SOMCHAI)
    assert said["message"] == message
    assert said["id"] == answer.json["sentMessages"][0]["id"]


@pytest.mark.parametrize("kind", ["reply", "push", "multicast", "narrowcast", "broadcast"])
def test_messages_can_be_checked_without_sending(simulator: Simulator, line: Line, kind: str):
    path = f"/v2/bot/message/validate/{kind}"
    assert line.call("POST", path, {"messages": [text()]}).status_code == 200
    assert line.call("POST", path, {"messages": [text("")]}).status_code == 400
    assert simulator.ledger(SOMCHAI) == []


def test_five_messages_arrive_in_order(simulator: Simulator, line: Line):
    line.push(SOMCHAI, *(text(str(number)) for number in range(5)))
    assert [said["message"]["text"] for said in simulator.ledger(SOMCHAI)] == list("01234")


def test_a_message_can_be_quoted_in_its_chat_only(simulator: Simulator, line: Line):
    token = line.push(SOMCHAI, text()).json["sentMessages"][0]["quoteToken"]
    assert line.push(SOMCHAI, text(quoteToken=token)).status_code == 200
    assert line.push(MALEE, text(quoteToken=token)).status_code == 400


def test_members_are_mentioned_in_their_group_only(simulator: Simulator, line: Line):
    message = {"type": "textV2", "text": "{a} ค่ะ", "substitution": {"a": MENTION}}
    assert line.push(CLUB, message).status_code == 200
    assert line.push(SOMCHAI, message).status_code == 400
    simulator.remove_member(CLUB, MALEE)
    assert line.push(CLUB, message).status_code == 400
