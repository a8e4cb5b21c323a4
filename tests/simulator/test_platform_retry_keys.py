import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator import Simulator
from tests.simulator.stage import MALEE, NOK, SOMCHAI, Line, Watch, text, words_of

KEY = "f03c3eb4-0267-4080-9e65-fffa184e1933"
OTHER = "6e8a4f6e-2f0b-4c1a-9d27-0f4f3b1c2d3e"


def test_a_push_tried_again_with_its_key_is_taken_once(simulator: Simulator, line: Line):
    first = line.push(SOMCHAI, text(), key=KEY)
    again = line.push(SOMCHAI, text(), key=KEY)
    assert (first.status_code, again.status_code) == (200, 409)
    assert again.json == {
        "message": "The retry key is already accepted",
        "sentMessages": first.json["sentMessages"],
    }
    accepted = first.headers["X-Line-Request-Id"]
    assert again.headers["x-line-accepted-request-id"] == accepted
    assert len(simulator.ledger(SOMCHAI)) == 1
    assert simulator.quota["used"] == 1


def test_a_multicast_tried_again_names_no_messages(simulator: Simulator, line: Line):
    line.multicast([SOMCHAI, MALEE], text(), key=KEY)
    again = line.multicast([SOMCHAI, MALEE], text(), key=KEY)
    assert (again.status_code, "sentMessages" in again.json) == (409, False)
    assert len(simulator.ledger(MALEE)) == 1


def test_a_broadcast_takes_a_key_too(simulator: Simulator, line: Line):
    assert [line.broadcast(text(), key=KEY).status_code for _ in range(2)] == [200, 409]
    assert len(simulator.ledger(MALEE)) == 1


def test_another_key_is_another_message(simulator: Simulator, line: Line):
    line.push(SOMCHAI, text(), key=KEY)
    line.push(SOMCHAI, text(), key=OTHER)
    assert len(simulator.ledger(SOMCHAI)) == 2


def test_after_a_day_the_same_key_sends_again(simulator: Simulator, line: Line, watch: Watch):
    line.push(SOMCHAI, text(), key=KEY)
    watch.passes(hours=24, seconds=-1)
    assert line.push(SOMCHAI, text(), key=KEY).status_code == 409
    watch.passes(seconds=1)
    assert line.push(SOMCHAI, text(), key=KEY).status_code == 200
    assert len(simulator.ledger(SOMCHAI)) == 2


def test_a_key_serves_one_body_and_one_endpoint(simulator: Simulator, line: Line):
    line.push(SOMCHAI, text("ก"), key=KEY)
    assert line.push(SOMCHAI, text("ข"), key=KEY).status_code == 400
    assert line.push(MALEE, text("ก"), key=KEY).status_code == 400
    assert line.multicast([SOMCHAI], text("ก"), key=KEY).status_code == 400
    assert words_of(simulator.ledger(SOMCHAI)) == ["ก"]


@pytest.mark.parametrize("key", ["1", "not-a-uuid", KEY.replace("-", ""), KEY + "0"])
def test_a_key_is_a_uuid(line: Line, key: str):
    assert line.push(SOMCHAI, text(), key=key).status_code == 400


def test_only_what_sends_takes_a_key(line: Line):
    for method, path in (("GET", "/v2/bot/info"), ("POST", "/v2/bot/message/validate/push")):
        body = {"messages": [text()]} if method == "POST" else None
        headers = {"X-Line-Retry-Key": KEY}
        assert line.call(method, path, body, headers=headers).status_code == 400


def test_a_refused_message_leaves_its_key_free(simulator: Simulator, line: Line):
    simulator.set_quota(value=0)
    assert line.push(SOMCHAI, text(), key=KEY).status_code == 429
    simulator.set_quota(value=1)
    assert line.push(SOMCHAI, text(), key=KEY).status_code == 200


def test_a_push_to_who_blocks_spends_its_key(simulator: Simulator, line: Line):
    simulator.block(SOMCHAI)
    assert line.push(SOMCHAI, text(), key=KEY).status_code == 200
    simulator.unblock(SOMCHAI)
    assert line.push(SOMCHAI, text(), key=KEY).status_code == 409
    assert simulator.ledger(SOMCHAI) == []


def test_eight_at_once_with_one_key_deliver_once(simulator: Simulator):
    def push(_: int) -> tuple[int, str]:
        answer = Line(simulator).push(SOMCHAI, text(), key=KEY)
        return answer.status_code, json.dumps(answer.json["sentMessages"])

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(push, range(64)))
    assert sorted(status for status, _ in answers) == [200] + [409] * 63
    assert len({sent for _, sent in answers}) == 1
    assert len(simulator.ledger(SOMCHAI)) == 1
    assert simulator.quota["used"] == 1


def test_eight_at_once_reach_each_phone_exactly_once_each(simulator: Simulator):
    people = [SOMCHAI, MALEE]

    def multicast(number: int) -> int:
        return Line(simulator).multicast(people, text(str(number))).status_code

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(multicast, range(80))) == {200}
    for person in people:
        ledger = simulator.ledger(person)
        assert sorted(words_of(ledger), key=int) == [str(number) for number in range(80)]
        assert [said["seq"] for said in ledger] == sorted(said["seq"] for said in ledger)
    assert words_of(simulator.ledger(SOMCHAI)) == words_of(simulator.ledger(MALEE))
    assert simulator.quota["used"] == 160
    assert simulator.ledger(NOK) == []
