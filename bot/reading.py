"""Reading LINE's webhooks: the signature over the raw bytes, then leniently, event by event."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from bot import limits
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


class BadSignature(Exception):
    """The body does not come from LINE."""


class BadBody(Exception):
    """Signed, but no webhook."""


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
    kind, user = source["type"], None
    if kind == "user":
        happened, user = _one_to_one(event), _id(source["userId"])
    else:
        happened = _in_group(event) if kind in ("group", "room") else None
    if happened is None:
        return None
    token = event.get("replyToken")
    return Incoming(
        id=_id(event["webhookEventId"]),
        at=datetime.fromtimestamp(event["timestamp"] / 1000, tz=UTC),
        event=happened,
        line_user_id=user,
        reply_token=None if token is None else _id(token),
        redelivered=(event.get("deliveryContext") or {}).get("isRedelivery") is True,
    )


def _id(value: Any) -> str:
    """What LINE names things with is printable ASCII, fit for a database and a log."""
    if not (_words(value).isascii() and value.isprintable() and value):
        raise ValueError("no id")
    return str(value)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return limits.clean(value)


def _in_group(event: dict[str, Any]) -> Event | None:
    if event["type"] == "join":
        return Mentioned()
    if event["type"] != "message" or event["message"]["type"] != "text":
        return None
    called = event["message"].get("mention", {}).get("mentionees", [])
    ours = [each for each in called if each.get("isSelf") is True]
    return Mentioned(_without_name(_words(event["message"]["text"]), ours[0])) if ours else None


def _without_name(words: str, name: dict[str, Any]) -> str:
    """LINE counts in UTF-16 units where the name begins, and how long it is."""
    units = words.encode("utf-16-le")
    start, end = 2 * int(name["index"]), 2 * (int(name["index"]) + int(name["length"]))
    return (units[:start] + units[end:]).decode("utf-16-le", "replace").strip()


def _one_to_one(event: dict[str, Any]) -> Event | None:
    match event["type"]:
        case "message":
            message = event["message"]
            is_text = message["type"] == "text"
            return Said(_words(message["text"])) if is_text else Sent(_words(message["type"]))
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
        return Pressed(Button.unpack(_words(postback["data"])), picked and _words(picked))
    except UnknownButton:
        return PressedOld()
