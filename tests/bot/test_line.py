"""Talking to LINE over real HTTP, past the traps that its SDK sets."""

import json
from time import monotonic

import pytest
from linebot.v3.messaging import Message as SdkMessage

from bot.line import LineApi, LineError
from bot.messages import text
from content.intents import INTENTS
from tests.bot.curious import explore
from tests.bot.wire import wire

KEY = "f03c3eb4-0267-4080-9e65-fffa184e1933"
PUSH = '{"to":"U0","messages":[]}'


def answering(status, body=b"{}"):
    return wire(lambda _: (status, body if isinstance(body, bytes) else json.dumps(body).encode()))


def refusal(status, body=b"{}"):
    """The error that an answer of LINE's becomes."""
    with answering(status, body) as server, pytest.raises(LineError) as caught:
        LineApi("token", server.url).send("push", PUSH, KEY)
    return caught.value


def test_a_line_that_never_answers_is_given_up():
    with wire(lambda _: None) as server:
        line, began = LineApi("token", server.url, timeout=(1.0, 0.1)), monotonic()
        with pytest.raises(LineError) as caught:
            line.reply("token", [text("ก")])
        with pytest.raises(LineError):
            line.account()
    assert monotonic() - began < 5
    assert (caught.value.status, caught.value.permanent) == (None, False)


def test_a_line_that_is_not_there_is_an_unknown_outcome():
    with pytest.raises(LineError) as caught:
        LineApi("token", "http://127.0.0.1:1").send("push", PUSH, KEY)
    assert not caught.value.refused
    assert "127.0.0.1" not in str(caught.value)


def test_many_calls_share_a_connection():
    with answering(200) as server:
        line = LineApi("token", server.url)
        for _ in range(50):
            line.reply("token", [text("ก")])
        assert (server.connections, len(server.requests)) == (1, 50)


def test_an_answer_without_json_is_taken_all_the_same():
    """The SDK raises after LINE took a message when the answer lacks what it expects."""
    for body in (b"", b"OK", b"[]", b"\xff"):
        with answering(200, body) as server:
            LineApi("token", server.url).send("push", PUSH, KEY)
            assert len(server.requests) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff\xfe", b'"text"', b'{"details":7}'])
@pytest.mark.parametrize("status", [400, 502])
def test_an_error_in_any_bytes_is_an_error_of_lines(status, body):
    error = refusal(status, body)
    assert (error.status, error.permanent) == (status, status == 400)


def test_a_redirect_is_not_followed():
    """Our token must not be handed to another address."""
    with answering(302) as server, pytest.raises(LineError) as caught:
        LineApi("token", server.url).reply("token", [text("ก")])
    assert len(server.requests) == 1
    assert caught.value.permanent


def test_what_was_taken_before_is_a_success():
    with answering(409, {"message": "The retry key is already accepted"}) as server:
        LineApi("token", server.url).send("push", PUSH, KEY)
    ((path, headers, body),) = server.requests
    assert (path, headers["X-Line-Retry-Key"]) == ("/v2/bot/message/push", KEY)
    assert body == PUSH.encode()
    assert headers["Authorization"] == "Bearer token"


def test_a_reply_carries_no_retry_key():
    with answering(200) as server:
        LineApi("token", server.url).reply("token", [text("ก")])
    assert "X-Line-Retry-Key" not in server.requests[0][1]


@pytest.mark.parametrize(
    ("status", "message", "refused", "permanent", "over_quota"),
    [
        (500, "Internal Server Error", False, False, False),
        (429, "The API rate limit has been exceeded. Try again later.", True, False, False),
        (429, "You have reached your monthly limit.", True, False, True),
        (400, "Failed to send messages", True, True, False),
        (401, "Authentication failed", True, True, False),
    ],
)
def test_lines_refusals_are_told_apart(status, message, refused, permanent, over_quota):
    error = refusal(status, {"message": message})
    assert (error.refused, error.permanent, error.over_quota) == (refused, permanent, over_quota)


NBSP = "\u00a0"
DETAIL = {"message": "invalid", "property": ""}


@pytest.mark.parametrize(
    ("body", "messages", "recipients"),
    [
        ({"message": "Failed to send messages"}, False, True),
        ({"message": "The property, 'to', in the request body is invalid"}, False, True),
        ({"message": "x", "details": [DETAIL | {"property": "to[3]"}]}, False, True),
        ({"message": "x", "details": [DETAIL | {"property": "messages[0].text"}]}, True, False),
        ({"message": "x", "details": [DETAIL | {"property": "/hero/url"}]}, True, False),
        (
            {"message": "x", "details": [DETAIL | {"property": "template/actions/0/uri"}]},
            True,
            False,
        ),
        ({"message": f"A message (messages[0]){NBSP}in the request body is invalid"}, True, False),
        ({"message": "something new"}, False, False),
    ],
)
def test_it_is_known_whom_a_bad_request_is_about(body, messages, recipients):
    """A card that LINE dislikes must not be taken for five hundred members who are gone."""
    error = refusal(400, body)
    assert (error.about_messages, error.about_recipients) == (messages, recipients)


def test_the_name_of_somebody_line_will_not_name_is_unknown():
    for status, body in ((404, b"{}"), (200, b"{}"), (200, b'{"displayName":""}')):
        with answering(status, body) as server:
            assert LineApi("token", server.url).profile_name("U0") is None
    with answering(500) as server, pytest.raises(LineError):
        LineApi("token", server.url).profile_name("U0")


def fetched(server, most):
    return LineApi("token", data_api=server.url).content("1", most)


def test_of_what_somebody_sent_no_more_is_read_than_wanted():
    with answering(200, b"x" * 5_000_000) as server:
        assert len(fetched(server, 100_000)) == 100_001
        assert len(fetched(server, 5_000_000)) == 5_000_000
        ((path, headers, _body), _again) = server.requests
    assert path == "/v2/bot/message/1/content"
    assert headers["Authorization"] == "Bearer token"


@pytest.mark.parametrize("status", [202, 400])
def test_what_line_still_prepares_is_not_there_yet(status):
    with answering(status) as server:
        assert fetched(server, 9) is None


@pytest.mark.parametrize(
    ("status", "permanent"), [(302, True), (404, True), (410, True), (500, False)]
)
def test_what_line_has_lost_is_an_error(status, permanent):
    with answering(status) as server, pytest.raises(LineError) as caught:
        fetched(server, 9)
    assert (caught.value.status, caught.value.permanent) == (status, permanent)
    assert len(server.requests) == 1


def test_a_line_that_sends_nothing_is_given_up():
    with wire(lambda _: None) as server, pytest.raises(LineError) as caught:
        LineApi("token", data_api=server.url, timeout=(1.0, 0.1)).content("1", 9)
    assert caught.value.status is None


def test_an_account_without_a_limit_has_no_quota(deployment, simulator):
    assert deployment.line.account().quota == 300
    simulator.set_quota("none")
    assert deployment.line.account().quota is None


def test_what_we_send_arrives_whole(deployment, simulator, somchai):
    """Thai, emoji, quotes, line ends and long digits: no byte of it may change."""
    words = 'น้ำใจ “ดี” 👩‍👩‍👧 \\ " \n\t ¡ก็ได้! \u200b' + "9" * 40
    somchai.adds_the_bot()
    deployment.line.send(
        "push", json.dumps({"to": somchai.user_id, "messages": [text(words)]}), KEY
    )
    assert simulator.ledger(somchai.user_id)[-1]["message"]["text"] == words.strip()


def test_half_a_character_spoils_no_request(deployment, simulator, somchai):
    somchai.adds_the_bot()
    body = {"to": somchai.user_id, "messages": [{"type": "text", "text": "ก\ud800"}]}
    deployment.line.send("push", json.dumps(body, ensure_ascii=False), KEY)
    assert simulator.ledger(somchai.user_id)[-1]["message"]["text"] == "ก?"


def test_all_that_the_bot_says_is_lines_to_the_last_field(khru_nok, simulator, run, works, clock):
    """LINE's own models give every message back unchanged: no field is misspelt or unknown."""
    run("demo")
    phrases = [INTENTS[intent].phrases[0] for intent in INTENTS]
    explore(khru_nok, phrases, presses=150)
    clock.moves(days=3)
    works()
    spoken = [call for call in simulator.calls if "/message/" in call["path"] and call["body"]]
    assert {call["status"] for call in spoken} == {200}
    messages = [message for call in spoken for message in call["body"]["messages"]]
    assert len(messages) > 80
    for message in messages:
        assert SdkMessage.from_dict(message).to_dict() == message
