"""Each request to LINE leaves a line of JSON, which tells nothing of anybody."""

import json
import socket
from contextlib import suppress
from threading import Thread
from uuid import UUID

import pytest

from bot import logs
from bot.line import LineApi, LineError
from bot.messages import text
from tests.bot.crowd import user_id
from tests.bot.processes import PATIENCE, environment, start_worker
from tests.conftest import TOKEN

KEYS = {"endpoint", "status", "milliseconds", "request_id"}


@pytest.fixture
def lines(caplog):
    caplog.set_level("INFO")
    return lambda: [json.loads(each.message) for each in caplog.records if each.name == "line"]


def test_a_day_in_the_club_is_logged_without_anybody_in_it(
    somchai, khru_nok, works, simulator, lines, caplog
):
    somchai.adds_the_bot()
    somchai.says("ช่วยด้วย ความลับของสมชาย")
    works()
    logged = lines()
    assert {each["endpoint"] for each in logged} >= {
        "POST /v2/bot/message/reply",
        "GET /v2/bot/info",
        "GET /v2/bot/message/quota/consumption",
    }
    assert all(each.keys() == KEYS and each["status"] == 200 for each in logged)
    assert len({UUID(each["request_id"]) for each in logged}) == len(logged)
    tokens = [call["body"]["replyToken"] for call in simulator.calls if "reply" in call["path"]]
    assert tokens
    for private in ("ความลับ", "สมชาย", "ครูนก", user_id(1), user_id(3), TOKEN, *tokens):
        assert private not in caplog.text


def test_an_address_keeps_only_words_of_lines_own(line_url, lines, caplog):
    line, somebody = LineApi(TOKEN, line_url, line_url), user_id(7)
    for ask in (
        lambda: line.profile_name(somebody),
        lambda: line.group("C" + somebody[1:]),
        lambda: line.content("5550001", 10),
        lambda: line.unlink_menu(somebody),
        lambda: line.show_menu_to_all("richmenu-secret"),
        lambda: line.delete_menu("richmenu-secret"),
        lambda: line.send("push", json.dumps({"to": somebody}), "retry-key"),
    ):
        with suppress(LineError):
            ask()
    assert [each["endpoint"] for each in lines()] == [
        "GET /v2/bot/profile/{id}",
        "GET /v2/bot/group/{id}/summary",
        "GET /v2/bot/message/{id}/content",
        "DELETE /v2/bot/user/{id}/richmenu",
        "POST /v2/bot/user/all/richmenu/{id}",
        "DELETE /v2/bot/richmenu/{id}",
        "POST /v2/bot/message/push",
    ]
    for private in (somebody, somebody[1:], TOKEN, "5550001", "richmenu-secret", "retry-key"):
        assert private not in caplog.text
    assert logs.pattern("https://x/v2/bot/insight/followers?date=1") == "/v2/bot/insight/followers"


def test_no_answer_is_logged_too(lines):
    with pytest.raises(LineError):
        LineApi(TOKEN, "http://127.0.0.1:1").reply("token", [text("ก")])
    (line,) = lines()
    assert (line["status"], line["request_id"]) == (None, None)


def test_not_even_an_answer_that_is_malformed_brings_an_address_into_the_log(lines, caplog):
    """The library for HTTP would warn of it, with the whole address."""
    logs.begin()
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=answers_oddly, args=(server,), daemon=True).start()
        LineApi(TOKEN, f"http://127.0.0.1:{server.getsockname()[1]}").profile_name(user_id(7))
    assert [each["endpoint"] for each in lines()] == ["GET /v2/bot/profile/{id}"]
    assert user_id(7) not in caplog.text


def answers_oddly(server):
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nodd\r\n\r\n{}")


def test_a_worker_writes_lines_that_are_nothing_but_json(sqlite_url, line_url, simulator, tmp_path):
    said = tmp_path / "said"
    said.touch()
    worker = start_worker(environment(sqlite_url, line_url, tmp_path / "clock"), log=said)
    last = "/v2/bot/message/quota/consumption"
    assert simulator.wait_until(lambda: last in [c["path"] for c in simulator.calls], PATIENCE)
    worker.terminate()
    worker.join(PATIENCE)
    logged = [json.loads(each) for each in said.read_text().splitlines() if each[0] == "{"]
    assert f"GET {last}" in [each["endpoint"] for each in logged]
    assert all(each.keys() == KEYS for each in logged)
