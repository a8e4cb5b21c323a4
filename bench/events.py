"""Signed webhooks as LINE delivers them: one event each, ready to be written to a socket."""

import base64
import hashlib
import hmac
import json
import random
import time
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from bench.club import Founded
from handlers.event.cards import Respond
from handlers.quiz.cards import Answer

SECRET = "bench-secret"
Happening = dict[str, Any]
_NUMBERS = count(1)  # of events and reply tokens: LINE never gives one twice


class Chatter:
    """What members of a club say and press; no event and no open question comes twice."""

    def __init__(self, club: Founded) -> None:
        self._club = club
        self._dice = random.Random(1)
        self._attempts = iter(club.attempts)

    def requests(self, number: int, *kinds: str) -> list[bytes]:
        """So many HTTP requests, of these kinds in turn (default: of all)."""
        chosen = kinds or tuple(KINDS)
        return [self.request(chosen[place % len(chosen)]) for place in range(number)]

    def request(self, kind: str) -> bytes:
        happening, user = KINDS[kind](self)
        return signed(_webhook(happening, user, next(_NUMBERS)))

    def says(self, words: str) -> tuple[Happening, str]:
        message = {"type": "text", "id": "1", "quoteToken": "q", "text": words}
        return {"type": "message", "message": message}, self._somebody()

    def answers_a_question(self) -> tuple[Happening, str]:
        user, attempt = next(self._attempts)
        choice = self._dice.randrange(3)
        return _press(Answer(attempt=attempt, choice=choice).pack()), user

    def registers(self) -> tuple[Happening, str]:
        event = self._dice.choice(self._club.events)
        return _press(Respond(event=event, coming=True).pack()), self._somebody()

    def presses_by_all(self, event: int) -> list[bytes]:
        """Each member presses “เข้าร่วม” once."""
        press = _press(Respond(event=event, coming=True).pack())
        return [signed(_webhook(press, user, next(_NUMBERS))) for user in self._club.users]

    def _somebody(self) -> str:
        return self._dice.choice(self._club.users)


KINDS: dict[str, Callable[[Chatter], tuple[Happening, str]]] = {
    "menu": lambda chatter: chatter.says("เมนู"),
    "events": lambda chatter: chatter.says("กิจกรรม"),
    "quiz": Chatter.answers_a_question,
    "register": Chatter.registers,
}
NAMES: dict[str, str] = {
    "menu": "says “เมนู”: the menu",
    "events": "says “กิจกรรม”: three events",
    "quiz": "presses an answer to a question: verdict, result kept",
    "register": "presses “เข้าร่วม”: seat taken, reminder promised",
}


def signed(body: bytes) -> bytes:
    """The HTTP request for a webhook's body."""
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    head = (
        "POST /callback HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: LineBotWebhook/2.0\r\n"
        "Content-Type: application/json; charset=utf-8\r\n"
        f"X-Line-Signature: {base64.b64encode(digest).decode()}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def bodies(requests: Sequence[bytes]) -> list[bytes]:
    return [request.partition(b"\r\n\r\n")[2] for request in requests]


def _press(data: str) -> Happening:
    return {"type": "postback", "postback": {"data": data}}


def _webhook(happening: Happening, user: str, number: int) -> bytes:
    event = {
        **happening,
        "webhookEventId": f"01BENCH{number:019d}",
        "deliveryContext": {"isRedelivery": False},
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": user},
        "replyToken": f"{number:032x}",
        "mode": "active",
    }
    body = {"destination": f"U{0:032x}", "events": [event]}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
