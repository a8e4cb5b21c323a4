"""Who acts in these tests: people by name, a bot that only listens, and its calls to LINE."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from simulator import Simulator

SOMCHAI, MALEE, NOK, STRANGER = ("U" + sign * 32 for sign in "1234")
CLUB = "C" + "c" * 32
SECRET, TOKEN = "secret-of-the-tests", "token-of-the-tests"
NINE = datetime(2021, 7, 8, 9, 0, tzinfo=timezone(timedelta(hours=7)))
Message = dict[str, Any]


class Watch:
    """A clock that goes on only when somebody moves it."""

    def __init__(self) -> None:
        self.now = NINE

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


class Bot:
    """Hears webhooks, remembers them, and answers as it is told to."""

    def __init__(self) -> None:
        self.status = 200
        self.webhooks: list[tuple[bytes, dict[str, str]]] = []

    def hear(self, body: bytes, headers: dict[str, str]) -> int:
        self.webhooks.append((body, headers))
        return self.status

    @property
    def events(self) -> list[dict[str, Any]]:
        return [event for body, _ in self.webhooks for event in json.loads(body)["events"]]

    @property
    def newest(self) -> dict[str, Any]:
        return self.events[-1]


class Line:
    """LINE's API, called as a bot calls it."""

    def __init__(self, simulator: Simulator, token: str = TOKEN) -> None:
        self.client: FlaskClient = simulator.wsgi.test_client()
        self.token = token

    def call(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        return self.client.open(path, method=method, json=json, headers=headers, **options)

    def get(self, path: str) -> TestResponse:
        return self.call("GET", path)

    def reply(self, token: str, *messages: Message, **headers: str) -> TestResponse:
        body = {"replyToken": token, "messages": messages}
        return self.call("POST", "/v2/bot/message/reply", body, headers=headers)

    def push(self, to: str, *messages: Message, key: str | None = None) -> TestResponse:
        return self._send("push", {"to": to, "messages": messages}, key)

    def multicast(self, to: list[str], *messages: Message, key: str | None = None) -> TestResponse:
        return self._send("multicast", {"to": to, "messages": messages}, key)

    def broadcast(self, *messages: Message, key: str | None = None) -> TestResponse:
        return self._send("broadcast", {"messages": messages}, key)

    def _send(self, kind: str, body: Any, key: str | None) -> TestResponse:
        headers = {"X-Line-Retry-Key": key} if key else {}
        return self.call("POST", f"/v2/bot/message/{kind}", body, headers=headers)


def text(words: str = "สวัสดีค่ะ", **more: Any) -> Message:
    return {"type": "text", "text": words, **more}


def flex(contents: Message) -> Message:
    return {"type": "flex", "altText": "การ์ด", "contents": contents}


def bubble(*components: Message, **more: Any) -> Message:
    return {"type": "bubble", "body": box(*components), **more}


def box(*components: Message, layout: str = "vertical", **more: Any) -> Message:
    return {"type": "box", "layout": layout, "contents": list(components), **more}


def button(action: Message) -> Message:
    return {"type": "button", "action": action}


def postback(label: str = "ตกลง", data: str = "yes", **more: Any) -> Message:
    return {"type": "postback", "label": label, "data": data, **more}


def template(**fields: Any) -> Message:
    return {"type": "template", "altText": "ตัวเลือก", "template": fields}


def words_of(messages: list[Message]) -> list[str]:
    return [said["message"]["text"] for said in messages]
