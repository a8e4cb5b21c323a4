"""The HTTP server under the platform: kept connections, streams, and bodies that are too much."""

import http.client
import json
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import Simulator
from simulator.server import Server
from tests.simulator.stage import SOMCHAI, TOKEN, Line, text

HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
PUSH = "/v2/bot/message/push"
BODY = json.dumps({"to": SOMCHAI, "messages": [text()]})


@pytest.fixture
def server(simulator: Simulator) -> Iterator[Server]:
    with simulator.serve() as opened:
        yield opened


@pytest.fixture
def connection(server: Server) -> Iterator[http.client.HTTPConnection]:
    opened = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=10)
    yield opened
    opened.close()


def test_a_connection_is_kept(connection: http.client.HTTPConnection):
    connection.connect()
    kept = connection.sock
    for _ in range(50):
        connection.request("POST", PUSH, BODY, HEADERS)
        assert connection.getresponse().read()
    assert connection.sock is kept


def test_a_refused_call_leaves_the_connection_usable(connection: http.client.HTTPConnection):
    for token, status in (("wrong", 401), (TOKEN, 200)):
        connection.request("POST", PUSH, BODY, {**HEADERS, "Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": "-1"}, 411),
        ({"Content-Length": "many"}, 411),
        ({"Content-Length": str(10**12)}, 413),
    ],
)
def test_a_body_without_measure_is_refused(
    connection: http.client.HTTPConnection, headers: dict[str, str], status: int
):
    connection.putrequest("POST", PUSH)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == status


def test_the_head_of_a_page_has_no_body(connection: http.client.HTTPConnection):
    connection.request("HEAD", "/")
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 0


def test_the_stream_arrives_as_it_happens(simulator: Simulator, server: Server):
    after = simulator.store.feed.newest
    with urlopen(f"{server.url}/simulator/stream?after={after}", timeout=10) as stream:
        assert stream.readline() == b": welcome\n"
        simulator.send(SOMCHAI, text("ตอนนี้"))
        data = next(row for row in stream if row.startswith(b"data:"))
    assert json.loads(data[5:])["message"]["message"] == text("ตอนนี้")


def test_closing_lets_go_of_kept_connections(
    server: Server, connection: http.client.HTTPConnection
):
    connection.request("GET", "/simulator/state")
    connection.getresponse().read()
    server.close()
    assert connection.sock.recv(1) == b""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
PATHS = st.sampled_from(
    [
        PUSH,
        "/v2/bot/message/multicast",
        "/v2/bot/message/validate/push",
        "/v2/bot/chat/loading/start",
        "/v2/bot/richmenu",
        "/v2/bot/richmenu/alias",
        "/v2/bot/channel/webhook/test",
        "/simulator/people",
        f"/simulator/chats/{SOMCHAI}/send",
        f"/simulator/chats/{SOMCHAI}/postback",
        "/simulator/faults",
        "/simulator/clock",
        "/simulator/quota",
        "/simulator/webhook",
        "/simulator/groups",
    ]
)
NAMES = ["to", "messages", "from", "message", "data", "chatId", "advance", "to", "value", "areas"]


@given(path=PATHS, body=JSON | st.dictionaries(st.sampled_from(NAMES), JSON))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_body_breaks_it(simulator: Simulator, line: Line, path: str, body: object):
    data = json.dumps(body)
    simulator.rate_limits.on = False
    answer = line.call("POST", path, data=data, content_type="application/json")
    assert answer.status_code < 500
    assert answer.status_code == 204 or answer.is_json
