"""Reading LINE's webhooks: the signature over the raw bytes, then leniently, event by event."""

import base64
import hashlib
import hmac
import json
import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from bot import limits
from bot.buttons import Button, UnknownButton
from bot.incoming import (
    CameIn,
    Coded,
    Event,
    Followed,
    GroupEvent,
    Incoming,
    Left,
    LetIn,
    Location,
    Mentioned,
    Pressed,
    PressedOld,
    Said,
    Sent,
    SentAway,
    Unsent,
    WentOut,
)

_CODE = re.compile("[A-Za-z][A-Za-z0-9-]{2,31}")  # the shape of a club's code


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
    group = _group(source)
    happened = _in_group(event) if group else _one_to_one(event)
    if happened is None:
        return None
    user = source.get("userId") if group else source["userId"]
    token = event.get("replyToken")
    return Incoming(
        id=_id(event["webhookEventId"]),
        at=datetime.fromtimestamp(event["timestamp"] / 1000, tz=UTC),
        event=happened,
        line_user_id=None if user is None else _id(user),
        reply_token=None if token is None else _id(token),
        redelivered=(event.get("deliveryContext") or {}).get("isRedelivery") is True,
        group=group,
        message_id=_message_id(event),
    )


def _group(source: dict[str, Any]) -> str | None:
    """The id of the group or room; none: somebody's own chat with us."""
    match source["type"]:
        case "user":
            return None
        case "group":
            return _id(source["groupId"])
        case "room":
            return _id(source["roomId"])
        case _:
            raise ValueError("no such source")


def _message_id(event: dict[str, Any]) -> str | None:
    message = event.get("message") or {}
    return _id(message["id"]) if message.get("id") else None


def _id(value: Any) -> str:
    """What LINE names things with is printable ASCII, fit for a database and a log."""
    if not (_words(value).isascii() and value.isprintable() and value):
        raise ValueError("no id")
    return str(value)


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return limits.clean(value)


def _in_group(event: dict[str, Any]) -> GroupEvent | None:
    """What we answer there; who edits, unsends or presses is met with silence."""
    match event["type"]:
        case "join":
            return LetIn()
        case "leave":
            return SentAway()
        case "memberJoined":
            return CameIn()
        case "memberLeft":
            return WentOut()
        case "message" if event["message"]["type"] == "text":
            return _overheard(event["message"])
        case _:
            return None


def _overheard(message: dict[str, Any]) -> GroupEvent | None:
    """Of what people say among themselves, only our name or a code is taken notice of."""
    words = _words(message["text"])
    called = message.get("mention", {}).get("mentionees", [])
    ours = [each for each in called if each.get("isSelf") is True]
    if ours:
        return Mentioned(_without_name(words, ours[0]))
    return Coded(words.strip()) if _CODE.fullmatch(words.strip()) else None


def _without_name(words: str, name: dict[str, Any]) -> str:
    """LINE counts in UTF-16 units where the name begins, and how long it is."""
    units = words.encode("utf-16-le")
    start, end = 2 * int(name["index"]), 2 * (int(name["index"]) + int(name["length"]))
    return (units[:start] + units[end:]).decode("utf-16-le", "replace").strip()


def _one_to_one(event: dict[str, Any]) -> Event | None:
    match event["type"]:
        case "message":
            return _said(event["message"])
        case "unsend":
            return Unsent(_id(event["unsend"]["messageId"]))
        case "postback":
            return _pressed(event["postback"])
        case "follow":
            return Followed()
        case "unfollow":
            return Left()
        case _:
            return None


def _said(message: dict[str, Any]) -> Event:
    if message["type"] == "text":
        return Said(_words(message["text"]))
    together = (message.get("imageSet") or {}).get("id")
    kind, series = _words(message["type"]), None if together is None else _id(together)
    return Sent(kind, series, _location(message) if kind == "location" else None)


def _location(message: dict[str, Any]) -> Location | None:
    latitude, longitude = (float(message.get(name, "nan")) for name in ("latitude", "longitude"))
    title, address = (_words(message.get(name) or "") for name in ("title", "address"))
    known = math.isfinite(latitude) and math.isfinite(longitude)
    return Location(latitude, longitude, title, address) if known else None


def _pressed(postback: dict[str, Any]) -> Event:
    params = postback.get("params") or {}
    picked = params.get("datetime") or params.get("date") or params.get("time")
    try:
        return Pressed(Button.unpack(_words(postback["data"])), picked and _words(picked))
    except UnknownButton:
        return PressedOld()
