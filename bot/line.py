"""The only module that knows LINE's HTTP and the LINE SDK.

Messages leave as JSON that was serialised once, over one kept-alive pool with timeouts: the SDK
knows no default timeout, drops fields that it does not know, and costs nine times the CPU.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

import urllib3

from bot.buttons import Button, UnknownButton
from bot.incoming import (
    Event,
    Followed,
    Incoming,
    Left,
    Mentioned,
    Pressed,
    PressedOld,
    Said,
    Sent,
)
from bot.messages import Message

if TYPE_CHECKING:
    from linebot.v3.messaging import MessagingApi

CONNECT_SECONDS, READ_SECONDS = 3.0, 10.0
CONNECTIONS = 64  # kept alive, for as many threads


class BadSignature(Exception):
    """The body does not come from LINE."""


class BadBody(Exception):
    """Signed, but no webhook."""


class LineError(Exception):
    """LINE did not take a request. `permanent` means that trying again is useless."""

    def __init__(self, status: int | None, reason: str = "", body: Any = None) -> None:
        super().__init__(f"LINE answered {status}" if status else f"no answer: {reason}")
        self.status = status
        self.body = body if isinstance(body, dict) else {}

    @property
    def permanent(self) -> bool:
        return (
            self.status is not None
            and self.status < HTTPStatus.INTERNAL_SERVER_ERROR
            and self.status != HTTPStatus.TOO_MANY_REQUESTS
        )

    @property
    def over_quota(self) -> bool:
        """The month's messages are used up (LINE's other 429 means: slower)."""
        too_many = self.status == HTTPStatus.TOO_MANY_REQUESTS
        return too_many and "monthly" in str(self.body.get("message", ""))

    @property
    def about_messages(self) -> bool:
        """LINE found fault with what is said, rather than with whom it is said to."""
        details = self.body.get("details")
        return isinstance(details, list) and any(
            str(each.get("property", "")).lstrip("/").startswith("messages")
            for each in details
            if isinstance(each, dict)
        )


@dataclass(frozen=True)
class AccountState:
    basic_id: str
    name: str
    chat_mode: str
    quota: int | None
    used: int


class Line(Protocol):
    def reply(self, token: str, messages: Sequence[Message]) -> None: ...
    def send(self, endpoint: str, body: str, retry_key: str) -> None: ...
    def account(self) -> AccountState: ...
    def profile_name(self, line_user_id: str) -> str | None: ...


class LineApi:
    """LINE over HTTP. Make one per process, after a fork."""

    def __init__(self, token: str, api: str = "https://api.line.me") -> None:
        self._token, self._api = token, api
        self._pool = urllib3.PoolManager(
            maxsize=CONNECTIONS,
            retries=False,  # who retries must know whether LINE may have taken it
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )

    def reply(self, token: str, messages: Sequence[Message]) -> None:
        body = {"replyToken": token, "messages": list(messages)}
        self._call("POST", "/v2/bot/message/reply", json.dumps(body, ensure_ascii=False))

    def send(self, endpoint: str, body: str, retry_key: str) -> None:
        """Push or multicast. An earlier try that LINE took (409) is a success."""
        try:
            self._call("POST", f"/v2/bot/message/{endpoint}", body, {"X-Line-Retry-Key": retry_key})
        except LineError as error:
            if error.status != HTTPStatus.CONFLICT:
                raise

    def account(self) -> AccountState:
        info = self._call("GET", "/v2/bot/info")
        quota = self._call("GET", "/v2/bot/message/quota")
        consumption = self._call("GET", "/v2/bot/message/quota/consumption")
        return AccountState(
            basic_id=str(info.get("basicId", "")),
            name=str(info.get("displayName", "")),
            chat_mode=str(info.get("chatMode", "")),
            quota=int(quota["value"]) if quota.get("type") == "limited" else None,
            used=int(consumption.get("totalUsage", 0)),
        )

    def profile_name(self, line_user_id: str) -> str | None:
        """The name a member has in LINE; none where LINE will not say."""
        try:
            return str(self._call("GET", f"/v2/bot/profile/{line_user_id}").get("displayName"))
        except LineError as error:
            if error.permanent:
                return None
            raise

    def sdk(self) -> "MessagingApi":
        """The official SDK, for what is asked rarely; loaded only then (1 s, 61 MB).

        The caller passes `_request_timeout=TIMEOUT` with every call: the SDK has no default.
        """
        from linebot.v3.messaging import ApiClient, Configuration, MessagingApi  # noqa: PLC0415

        return MessagingApi(ApiClient(Configuration(access_token=self._token, host=self._api)))

    def _call(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        data = body.encode() if body is not None else None
        merged = {**self._pool.headers, **(headers or {})}
        try:
            answer = self._pool.request(method, self._api + path, body=data, headers=merged)
        except urllib3.exceptions.HTTPError as error:
            raise LineError(None, type(error).__name__) from None  # its text names addresses
        parsed = _json(answer.data)
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            raise LineError(answer.status, body=parsed)
        return parsed


TIMEOUT = (CONNECT_SECONDS, READ_SECONDS)  # for every call of the SDK


def sdk_errors() -> tuple[type[Exception], ...]:
    """What the SDK raises: its own, urllib3's unwrapped, and one for a body that is no UTF-8."""
    from linebot.v3.messaging import ApiException  # noqa: PLC0415

    return (ApiException, urllib3.exceptions.HTTPError, UnicodeDecodeError)


def _json(data: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(data or b"{}")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def read_webhook(body: bytes, signature: str | None, secrets: Sequence[str]) -> list[Incoming]:
    """Check the signature over the raw bytes and translate what we answer; skip the rest."""
    if not any(_signed(body, signature or "", secret) for secret in secrets):
        raise BadSignature
    try:
        events = json.loads(body)["events"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadBody from None
    return list(_read_all(events if isinstance(events, list) else []))


def _signed(body: bytes, signature: str, secret: str) -> bool:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return hmac.compare_digest(base64.b64encode(digest), signature.encode("utf-8", "replace"))


def _read_all(events: list[Any]) -> Iterator[Incoming]:
    for event in events:
        try:
            incoming = _read(event)
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError):
            continue  # LINE adds types and fields without notice
        if incoming:
            yield incoming


def _read(event: dict[str, Any]) -> Incoming | None:
    if event.get("mode") == "standby":  # another system has the floor
        return None
    source = event["source"]
    happened = _in_group(event) if source["type"] != "user" else _one_to_one(event)
    if happened is None:
        return None
    return Incoming(
        id=str(event["webhookEventId"]),
        at=datetime.fromtimestamp(event["timestamp"] / 1000, tz=UTC),
        event=happened,
        line_user_id=str(source["userId"]) if source["type"] == "user" else None,
        reply_token=event.get("replyToken"),
        redelivered=bool(event.get("deliveryContext", {}).get("isRedelivery")),
    )


def _in_group(event: dict[str, Any]) -> Event | None:
    if event["type"] != "message" or event["message"]["type"] != "text":
        return None
    called = event["message"].get("mention", {}).get("mentionees", [])
    return Mentioned() if any(each.get("isSelf") is True for each in called) else None


def _one_to_one(event: dict[str, Any]) -> Event | None:
    match event["type"]:
        case "message":
            message = event["message"]
            is_text = message["type"] == "text"
            return Said(str(message["text"])) if is_text else Sent(str(message["type"]))
        case "postback":
            return _pressed(event["postback"])
        case "follow":
            return Followed()
        case "unfollow":
            return Left()
        case _:
            return None


def _pressed(postback: dict[str, Any]) -> Event:
    params = postback.get("params") or {}
    picked = params.get("datetime") or params.get("date") or params.get("time")
    try:
        return Pressed(Button.unpack(str(postback["data"])), picked)
    except UnknownButton:
        return PressedOld()
