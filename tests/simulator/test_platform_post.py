"""Webhooks over HTTP: in order, within two seconds, and again where that is wanted."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread

import pytest

from simulator import Simulator
from tests.simulator.stage import SECRET, SOMCHAI, TOKEN, Bot, text


class Listener(Bot):
    """A bot behind a web server, which can be told to dawdle."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on, self.arrived = Event(), Event()
        self.go_on.set()
        bot = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = bot.hear(body, {"path": self.path, **self.headers})
                bot.arrived.set()
                bot.go_on.wait(10)
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def words(self) -> list[str]:
        return [e["message"]["text"] for e in self.events if e["type"] == "message"]


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


@pytest.fixture
def simulator(listener: Listener) -> Iterator[Simulator]:
    made = Simulator(SECRET, TOKEN, bot_url=listener.url)
    made.add_person(SOMCHAI, "สมชาย", follow=True)
    assert made.wait_until_delivered()
    yield made
    made.close()


def soon(monkeypatch: pytest.MonkeyPatch, *pauses: float) -> None:
    monkeypatch.setattr("simulator.postman.PAUSES", pauses)


def test_webhooks_come_in_the_order_of_what_happened(simulator: Simulator, listener: Listener):
    for number in range(50):
        simulator.send(SOMCHAI, text(str(number)))
    assert simulator.wait_until_delivered()
    assert listener.words == [str(number) for number in range(50)]
    assert listener.webhooks[-1][1]["path"] == "/callback"
    assert listener.webhooks[-1][1]["X-Line-Signature"]


def test_the_public_address_leads_to_the_bot_on_this_machine(
    simulator: Simulator, listener: Listener
):
    simulator.set_webhook("https://club.test/line?x=1")
    simulator.send(SOMCHAI, text())
    assert simulator.wait_until_delivered()
    assert listener.webhooks[-1][1]["path"] == "/line?x=1"


def test_a_bot_that_dawdles_is_noted_and_the_next_one_comes(
    simulator: Simulator, listener: Listener, monkeypatch: pytest.MonkeyPatch
):
    impatient = Simulator(SECRET, TOKEN, bot_url=listener.url, patience=0.5)
    impatient.add_person(SOMCHAI, "สมชาย")
    listener.go_on.clear()
    impatient.send(SOMCHAI, text("หนึ่ง"))
    assert impatient.wait_until_delivered()
    noted = impatient.deliveries[-1]
    assert (noted["status"], noted["error"]) == (None, "request_timeout")
    listener.go_on.set()
    impatient.send(SOMCHAI, text("สอง"))
    assert impatient.wait_until_delivered()
    assert impatient.deliveries[-1]["error"] is None
    impatient.close()


def test_a_bot_that_stopped_listening_is_told_nothing(simulator: Simulator, listener: Listener):
    simulator.set_webhook(active=False)
    simulator.send(SOMCHAI, text())
    assert simulator.wait_until_delivered()
    assert listener.words == []


def test_a_reset_while_the_bot_dawdles_is_no_trouble(simulator: Simulator, listener: Listener):
    listener.go_on.clear()
    listener.arrived.clear()
    for words in "กขค":
        simulator.send(SOMCHAI, text(words))
    assert listener.arrived.wait(10)
    simulator.reset()
    listener.go_on.set()
    simulator.add_person(SOMCHAI, "สมชาย")
    simulator.send(SOMCHAI, text("ง"))
    assert simulator.wait_until_delivered()
    assert listener.words == ["ก", "ง"]


def test_a_bot_that_is_away_is_noted(simulator: Simulator, listener: Listener):
    listener.close()
    simulator.send(SOMCHAI, text())
    assert simulator.wait_until_delivered()
    assert simulator.deliveries[-1]["error"] == "could_not_connect"
    assert simulator.test_webhook()["reason"] == "COULD_NOT_CONNECT"


def test_without_redelivery_a_failed_webhook_is_lost(
    simulator: Simulator, listener: Listener, monkeypatch: pytest.MonkeyPatch
):
    soon(monkeypatch, 0)
    listener.status = 500
    simulator.send(SOMCHAI, text("หนึ่ง"))
    simulator.send(SOMCHAI, text("สอง"))
    assert simulator.wait_until_delivered()
    assert listener.words == ["หนึ่ง", "สอง"]


def heals(listener: Listener, after: int) -> Callable[[bytes, dict[str, str]], int]:
    """Fail so many times, then work."""
    hear = listener.hear

    def hear_with_trouble(body: bytes, headers: dict[str, str]) -> int:
        hear(body, headers)
        return 200 if len(listener.words) > after else 500

    return hear_with_trouble


def test_with_redelivery_the_same_event_comes_again_until_it_is_taken(
    simulator: Simulator, listener: Listener, monkeypatch: pytest.MonkeyPatch
):
    soon(monkeypatch, 0, 0, 0)
    monkeypatch.setattr(listener, "hear", heals(listener, after=2))
    simulator.set_webhook(redelivery=True)
    simulator.send(SOMCHAI, text("หนึ่ง"))
    assert simulator.wait_until(lambda: len(simulator.deliveries) == 4)
    assert [noted["status"] for noted in simulator.deliveries] == [200, 500, 500, 200]
    tries = [event for event in listener.events if event["type"] == "message"]
    assert [e["deliveryContext"]["isRedelivery"] for e in tries] == [False, True, True]
    assert len({(e["webhookEventId"], e["replyToken"], e["timestamp"]) for e in tries}) == 1


def test_redelivery_ends_when_nothing_helps(
    simulator: Simulator, listener: Listener, monkeypatch: pytest.MonkeyPatch
):
    soon(monkeypatch, 0, 0)
    listener.status = 500
    simulator.set_webhook(redelivery=True)
    simulator.send(SOMCHAI, text("หนึ่ง"))
    assert simulator.wait_until(lambda: len(listener.words) == 3)
    listener.status = 200
    simulator.send(SOMCHAI, text("สอง"))
    assert simulator.wait_until_delivered()
    assert listener.words == ["หนึ่ง"] * 3 + ["สอง"]
