"""Carries webhooks to the bot: signed, and with reply tokens that live from then on."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

from simulator import webhooks
from simulator.channel import Channel
from simulator.errors import Mistake
from simulator.events import Event
from simulator.store import Step, Store

PATIENCE = 2.0  # seconds LINE waits for a webhook's answer (facts §1.1)
TOKEN_LIFE = 60  # seconds a reply token is good after its webhook (facts §1.4)
LAST_REPLY = 20 * 60  # and in a redelivered one until so long after the event
SUCCESS = 2  # hundred and something

Post = Callable[[str, bytes, dict[str, str]], int]  # address, body, headers: the bot's status


class Undelivered(Exception):
    """No answer came; the words are LINE's name for the reason (facts §1.1)."""


def over_http(patience: float) -> Post:
    pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=patience))

    def post(url: str, body: bytes, headers: dict[str, str]) -> int:
        try:
            return pool.request("POST", url, body=body, headers=headers, redirect=False).status
        except ReadTimeoutError:
            raise Undelivered("request_timeout") from None
        except (ConnectTimeoutError, NewConnectionError):
            raise Undelivered("could_not_connect") from None
        except HTTPError:
            raise Undelivered("unclassified") from None

    return post


def sign(secret: str, body: bytes) -> str:
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


class Courier:
    def __init__(self, store: Store, channel: Channel, post: Post) -> None:
        self._store, self._channel, self._post = store, channel, post

    def carry(self, event_ids: Sequence[str], *, flagged: bool | None = None) -> Event:
        """Deliver events in one webhook, and say what came of it."""
        with self._store.begin() as step:
            endpoint = webhooks.state(step, self._channel)["endpoint"]
            taken = [_take(step, event_id, flagged=flagged) for event_id in event_ids]
        outcome = self.send(endpoint, taken)
        self._note(event_ids, outcome)
        return outcome

    def send(self, endpoint: str, events: list[Event]) -> Event:
        """One webhook, which may be empty, and what came of it."""
        body = json.dumps(
            {"destination": self._channel.user_id, "events": events},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        address = self._channel.at_home(endpoint) or endpoint
        start, status, error = time.monotonic(), None, None
        try:
            status = self._post(address, body, self._headers(body))
        except Undelivered as reason:
            error = str(reason)
        took = time.monotonic() - start
        return {
            "events": [event["type"] for event in events],
            "status": status,
            "ms": round(took * 1000),
            "error": error or _verdict(status, took),
        }

    def _headers(self, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "X-Line-Signature": sign(self._channel.secret, body),
        }

    def _note(self, event_ids: Sequence[str], outcome: Event) -> None:
        with self._store.begin() as step:
            delivery = {"at": step.at, **outcome}
            kept = json.dumps({**delivery, "ids": list(event_ids)})
            step.run("insert into deliveries values (?, ?)", (step.next_seq(), kept))
            done = [(event_id,) for event_id in event_ids]
            step.run_many("update events set answered = answered + 1 where event_id = ?", done)
            step.tell("webhook", **delivery)


def _verdict(status: int | None, took: float) -> str | None:
    if took > PATIENCE:
        return "request_timeout"
    return None if status is not None and status // 100 == SUCCESS else "error_status_code"


def _take(step: Step, event_id: str, *, flagged: bool | None) -> Event:
    """An event ready to go, its reply token good for a minute from now."""
    row = step.one("select * from events where event_id = ?", event_id)
    if row is None:
        raise Mistake("There is no such event.", 404)
    event: Event = json.loads(row["body"])
    event["deliveryContext"]["isRedelivery"] = row["attempts"] > 0 if flagged is None else flagged
    step.run(
        "update events set attempts = attempts + 1, due = null where event_id = ?", (event_id,)
    )
    until = min(step.seconds + TOKEN_LIFE, row["at"] + LAST_REPLY)
    step.run("update reply_tokens set until = ? where token = ?", (until, row["reply_token"]))
    return event
