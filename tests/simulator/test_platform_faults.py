"""Trouble on demand, over real connections: what a bot sees when LINE is in a bad way."""

from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest
import urllib3
from urllib3.exceptions import ProtocolError, ReadTimeoutError

from simulator import Mistake, Simulator
from tests.simulator.stage import SOMCHAI, TOKEN, Line, text

KEY = "f03c3eb4-0267-4080-9e65-fffa184e1933"


class Sender:
    """A bot that pushes over one kept connection, and waits half a second for an answer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.pool = urllib3.PoolManager(retries=False, timeout=0.5)

    def push(self, key: str = KEY) -> int:
        headers = {"Authorization": f"Bearer {TOKEN}", "X-Line-Retry-Key": key}
        body = {"to": SOMCHAI, "messages": [text()]}
        url = f"{self.url}/v2/bot/message/push"
        return self.pool.request("POST", url, json=body, headers=headers).status


@pytest.fixture
def sender(simulator: Simulator) -> Iterator[Sender]:
    with simulator.serve() as server:
        yield Sender(server.url)


def test_an_error_before_takes_nothing(simulator: Simulator, sender: Sender):
    simulator.add_fault("push", "error-before", status=503)
    assert sender.push() == 503
    assert simulator.ledger(SOMCHAI) == []
    assert sender.push() == 200


def test_an_error_after_takes_the_message(simulator: Simulator, sender: Sender):
    simulator.add_fault("push", "error-after")
    assert sender.push() == 500
    assert len(simulator.ledger(SOMCHAI)) == 1
    assert sender.push() == 409
    assert len(simulator.ledger(SOMCHAI)) == 1


@pytest.mark.parametrize(("fault", "taken"), [("hang", 0), ("hang-after", 1)])
def test_an_answer_that_never_comes(simulator: Simulator, sender: Sender, fault: str, taken: int):
    simulator.add_fault("push", fault)
    with pytest.raises(ReadTimeoutError):
        sender.push()
    assert len(simulator.ledger(SOMCHAI)) == taken
    assert sender.push() == (409 if taken else 200)
    assert len(simulator.ledger(SOMCHAI)) == 1


@pytest.mark.parametrize(("fault", "taken"), [("cut-before", 0), ("cut-after", 1)])
def test_a_connection_that_breaks(simulator: Simulator, sender: Sender, fault: str, taken: int):
    simulator.add_fault("push", fault)
    with pytest.raises(ProtocolError):
        sender.push()
    assert len(simulator.ledger(SOMCHAI)) == taken
    assert sender.push() == (409 if taken else 200)
    assert len(simulator.ledger(SOMCHAI)) == 1


def test_a_slow_answer_is_an_answer(simulator: Simulator, sender: Sender):
    simulator.add_fault("push", "slow", seconds=0.1)
    assert sender.push() == 200
    assert simulator.calls[-1]["ms"] >= 100


@pytest.mark.parametrize(
    ("fault", "words"), [("429", "rate limit"), ("429-quota", "monthly limit")]
)
def test_too_much(simulator: Simulator, line: Line, fault: str, words: str):
    simulator.add_fault("push", fault)
    answer = line.push(SOMCHAI, text())
    assert answer.status_code == 429
    assert words in answer.json["message"]
    assert simulator.ledger(SOMCHAI) == []


def test_a_fault_wears_off(simulator: Simulator, line: Line):
    simulator.add_fault("push", "error-before", 2)
    assert [line.push(SOMCHAI, text()).status_code for _ in range(3)] == [500, 500, 200]
    assert simulator.state()["faults"] == []


def test_a_fault_concerns_its_endpoint_or_all(simulator: Simulator, line: Line):
    simulator.add_fault("multicast", "error-before")
    assert line.push(SOMCHAI, text()).status_code == 200
    simulator.add_fault("any", "error-before")
    assert line.get("/v2/bot/info").status_code == 500
    assert line.multicast([SOMCHAI], text()).status_code == 500


def test_faults_can_be_taken_back(simulator: Simulator, line: Line):
    first = simulator.add_fault("push", "error-before")
    simulator.add_fault("any", "error-before")
    simulator.remove_faults(first["id"])
    assert [fault["endpoint"] for fault in simulator.state()["faults"]] == ["any"]
    simulator.remove_faults()
    assert line.push(SOMCHAI, text()).status_code == 200


def test_the_record_tells_what_the_bot_never_learned(simulator: Simulator, sender: Sender):
    simulator.add_fault("push", "cut-after")
    with pytest.raises(ProtocolError):
        sender.push()
    call = simulator.calls[-1]
    assert (call["status"], call["counted"], call["rule"]) == (0, 1, "fault: cut-after")


def test_a_held_call_is_seen_while_it_is_held(simulator: Simulator, sender: Sender):
    simulator.add_fault("push", "hang-after")

    def push() -> None:
        with suppress(ReadTimeoutError):
            sender.push()

    caller = Thread(target=push)
    caller.start()
    assert simulator.wait_until(lambda: simulator.calls != [])
    assert len(simulator.ledger(SOMCHAI)) == 1
    caller.join()


@pytest.mark.parametrize(
    ("endpoint", "fault", "times"), [("poem", "429", 1), ("push", "poem", 1), ("push", "429", 0)]
)
def test_trouble_of_an_unknown_kind_is_refused(
    simulator: Simulator, endpoint: str, fault: str, times: int
):
    with pytest.raises(Mistake):
        simulator.add_fault(endpoint, fault, times)
