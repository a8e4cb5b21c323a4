"""Webhooks as LINE sends them: events of every kind, and the signature over their bytes."""

import base64
import hashlib
import hmac
import json
from itertools import count
from typing import Any

from tests.conftest import NOW, SECRET

Json = dict[str, Any]

SOMCHAI, MALEE = "U" + "a" * 32, "U" + "b" * 32
USER = {"type": "user", "userId": SOMCHAI}
GROUP = {"type": "group", "groupId": "C" + "c" * 32}
_numbers = count(1)


def event(kind: str, source: Json = USER, **fields: Any) -> Json:
    """One event with the envelope that all share, and an id of its own."""
    number = next(_numbers)
    return {
        "type": kind,
        "mode": "active",
        "timestamp": int(NOW.timestamp() * 1000),
        "source": source,
        "webhookEventId": f"01TEST{number:020d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"{number:032x}",
        **fields,
    }


def said(words: str, source: Json = USER, **fields: Any) -> Json:
    message = {"id": "1", "type": "text", "quoteToken": "q", "text": words, **fields}
    return event("message", source, message=message)


def called(words: str = "@Bot เมนู") -> Json:
    """Our name in a group."""
    mentionee = {"index": 0, "length": 4, "type": "user", "userId": "U0", "isSelf": True}
    return said(words, GROUP, mention={"mentionees": [mentionee]})


def pressed(data: str, source: Json = USER, **params: str) -> Json:
    return event("postback", source, postback={"data": data, "params": params})


def again(first: Json) -> Json:
    """The same event, delivered once more by LINE."""
    return {**first, "deliveryContext": {"isRedelivery": True}}


def every_kind() -> list[Json]:
    """Events that LINE is known to send; the bot answers a few of them."""
    media = {"id": "2", "contentProvider": {"type": "line"}}
    return [
        said("เมนู"),
        said("กิจกรรม", emojis=[{"index": 0, "length": 1, "productId": "p", "emojiId": "e"}]),
        event("message", message={"id": "3", "type": "sticker", "packageId": "1"}),
        event("message", message={**media, "type": "image"}),
        event("message", message={**media, "type": "video", "duration": 1000}),
        event("message", message={"id": "4", "type": "location", "latitude": 12.57}),
        pressed("meant?intent=menu"),
        pressed("nothing", datetime="2026-01-06T09:00"),
        event("follow", follow={"isUnblocked": True}),
        event("unfollow"),
        called(),
        said("คุยกันเอง", GROUP),
        pressed("meant?intent=menu", GROUP),
        event("join", GROUP),
        event("memberJoined", GROUP, joined={"members": [USER]}),
        event("messageEdited", GROUP, message={"id": "1", "type": "text", "text": "ใหม่"}),
        event("unsend", unsend={"messageId": "1"}),
        event("videoPlayComplete", videoPlayComplete={"trackingId": "t"}),
        event("beacon", beacon={"hwid": "h", "type": "enter"}),
        event("accountLink", link={"result": "ok", "nonce": "n"}),
        event("membership", membership={"type": "joined", "membershipId": 1}),
    ]


def body(*events: Json) -> bytes:
    return json.dumps({"destination": "U" + "d" * 32, "events": events}).encode()


def signed(raw: bytes, secret: str = SECRET) -> dict[str, str]:
    digest = hmac.digest(secret.encode(), raw, hashlib.sha256)
    return {
        "Content-Type": "application/json; charset=utf-8",
        "X-Line-Signature": base64.b64encode(digest).decode(),
    }
