import pytest

from simulator import Simulator
from tests.simulator.invalid import (
    FLEX,
    MESSAGES,
    REQUESTS,
    TEMPLATES,
    BadMessage,
    BadRequest,
)
from tests.simulator.stage import SOMCHAI, TOKEN, Line, text

IN_MESSAGE = "A message (messages[1])\u00a0in the request body is invalid"
PUSH = "/v2/bot/message/push"


def named(row: BadMessage | BadRequest) -> str:
    return row.name


@pytest.mark.parametrize("row", MESSAGES, ids=named)
def test_a_bad_message_is_refused_by_its_property(
    simulator: Simulator, line: Line, row: BadMessage
):
    answer = line.push(SOMCHAI, row.message)
    assert answer.status_code == 400
    assert answer.json["message"] == f"The request body has {len(answer.json['details'])} error(s)"
    assert row.where in [detail["property"] for detail in answer.json["details"]]
    assert all(detail["message"] for detail in answer.json["details"])
    assert_refused(simulator, row.cites)


@pytest.mark.parametrize("row", FLEX + TEMPLATES, ids=named)
def test_bad_contents_are_refused_by_their_path(simulator: Simulator, line: Line, row: BadMessage):
    answer = line.push(SOMCHAI, text(), row.message)
    assert (answer.status_code, answer.json["message"]) == (400, IN_MESSAGE)
    assert row.where in [detail["property"] for detail in answer.json["details"]]
    assert_refused(simulator, row.cites)


@pytest.mark.parametrize("row", REQUESTS, ids=named)
def test_a_bad_request_is_refused(simulator: Simulator, line: Line, row: BadRequest):
    answer = line.call(row.method, row.path, row.body)
    assert answer.status_code == row.status
    assert set(answer.json) <= {"message", "details"}
    assert answer.json["message"]
    assert_refused(simulator, row.cites)


def assert_refused(simulator: Simulator, cites: str) -> None:
    """Nothing came of it, and the record says which rule it broke."""
    assert simulator.ledger(SOMCHAI) == []
    assert simulator.quota["used"] == 0
    call = simulator.calls[-1]
    assert cites in call["rule"]
    assert call["errors"][0]["message"]


def test_the_receiver_of_a_push_is_named_in_lines_words(line: Line):
    answer = line.push("somchai", text())
    words = "The property, 'to', in the request body is invalid (line: -, column: -)"
    assert answer.json == {"message": words}


def test_all_errors_of_a_message_are_listed(line: Line):
    answer = line.push(SOMCHAI, {"type": "text", "text": "", "mood": "good"})
    assert answer.json["message"] == "The request body has 2 error(s)"
    assert {detail["property"] for detail in answer.json["details"]} == {
        "messages[0].text",
        "messages[0].mood",
    }


@pytest.mark.parametrize("token", ["wrong", "", TOKEN + "x"])
def test_a_wrong_token_is_refused_in_lines_words(simulator: Simulator, token: str):
    answer = Line(simulator, token).push(SOMCHAI, text())
    assert answer.status_code == 401
    assert answer.json["message"].startswith("Authentication failed due to the following reason")
    assert simulator.ledger(SOMCHAI) == []


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"to": NaN}', b'{"to": "\\ud800"}', b"[" * 5000])
def test_what_is_no_json_is_refused(line: Line, body: bytes):
    answer = line.call("POST", PUSH, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["message"].startswith("The request body could not be parsed as JSON")


def test_another_content_type_is_refused(line: Line):
    assert line.call("POST", PUSH, data=b"{}", content_type="text/plain").status_code == 415


def test_more_than_two_megabytes_are_refused(line: Line):
    body = b" " * (2 * 1024 * 1024 + 1)
    assert line.call("POST", PUSH, data=body, content_type="application/json").status_code == 413


def test_boxes_in_boxes_without_end_are_refused(line: Line):
    nested = {"type": "box", "layout": "vertical", "contents": []}
    for _ in range(400):
        nested = {"type": "box", "layout": "vertical", "contents": [nested]}
    message = {"type": "flex", "altText": "ก", "contents": {"type": "bubble", "body": nested}}
    assert line.push(SOMCHAI, message).status_code == 400


def test_every_answer_has_a_request_id(simulator: Simulator, line: Line):
    answers = [
        line.push(SOMCHAI, text()),
        line.push(SOMCHAI, text("")),
        line.get("/v2/bot/nothing"),
        Line(simulator, "wrong").get("/v2/bot/info"),
    ]
    ids = [answer.headers["X-Line-Request-Id"] for answer in answers]
    assert len(set(ids)) == len(answers)
    assert [call["requestId"] for call in simulator.calls] == ids


def test_the_record_of_a_call_keeps_its_body_but_no_token(simulator: Simulator, line: Line):
    line.push(SOMCHAI, text("ลับ"))
    call = simulator.calls[-1]
    assert call["body"] == {"to": SOMCHAI, "messages": [text("ลับ")]}
    assert (call["status"], call["counted"], call["summary"]) == (200, 1, "push 1 message")
    assert TOKEN not in str(call)
