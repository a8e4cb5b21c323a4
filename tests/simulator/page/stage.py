"""Who acts in these tests: people by name, and a bot that says what it is told."""

import json
from threading import Condition
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Locator

SOMCHAI, MALEE, NOK = ("U" + sign * 32 for sign in "123")
TOKEN = "token-of-the-page-tests"
PATIENCE = 5  # seconds
Message = dict[str, Any]


class Bot:
    """Hears webhooks and speaks LINE's API, and has no mind of its own."""

    def __init__(self) -> None:
        self.url = ""
        self.events: list[dict[str, Any]] = []
        self.status = 200
        self._heard = Condition()

    def hear(self, body: bytes, headers: dict[str, str]) -> int:
        with self._heard:
            self.events += json.loads(body)["events"]
            self._heard.notify_all()
        return self.status

    def hears(self, *kinds: str) -> dict[str, Any]:
        """The newest event, once the newest ones are of these kinds."""

        def newest() -> list[str]:
            return [event["type"] for event in self.events[-len(kinds) :]]

        with self._heard:  # a phone shows what it sent before the bot hears it
            assert self._heard.wait_for(lambda: newest() == list(kinds), PATIENCE), newest()
            return self.events[-1]

    def push(self, to: str, *messages: Message) -> None:
        self.call("POST", "/v2/bot/message/push", {"to": to, "messages": messages})

    def reply(self, *messages: Message) -> None:
        token = self.hears("message")["replyToken"]
        self.call("POST", "/v2/bot/message/reply", {"replyToken": token, "messages": messages})

    def call(self, method: str, path: str, body: Any = None, mime: str = "application/json") -> Any:
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": mime}
        request = Request(self.url + path, data, headers, method=method)
        with urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"{}")


def text(words: str, **more: Any) -> Message:
    return {"type": "text", "text": words, **more}


def says(phone: Locator, words: str) -> None:
    """Type into a phone and send it."""
    phone.get_by_placeholder("พิมพ์ข้อความ").fill(words)
    phone.get_by_role("button", name="ส่ง", exact=True).click()


def presses(phone: Locator, name: str) -> None:
    phone.get_by_role("button", name=name, exact=True).click()
