"""Webhook events as LINE words them, kept until they are delivered."""

import json
import re
from typing import Any

from simulator import ids
from simulator.store import Step
from simulator.units import utf16

Event = dict[str, Any]


def source(chat: str, user_id: str, *, named: bool) -> dict[str, str]:
    """A group's source names the user in message events only (facts §1.3)."""
    if chat == user_id:
        return {"type": "user", "userId": user_id}
    group = {"type": "group", "groupId": chat}
    return group | {"userId": user_id} if named else group


def queue(
    step: Step, kind: str, source: dict[str, str], *, answerable: bool, **fields: Any
) -> None:
    """Keep an event for delivery."""
    mode = step.setting("mode", "active")
    event = {
        "type": kind,
        **fields,
        "webhookEventId": ids.ulid(step.now),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": int(step.seconds * 1000),
        "source": source,
        "mode": mode,
    }
    if answerable and mode == "active":
        event["replyToken"] = _new_token(step, source.get("groupId") or source["userId"])
    _keep(step, event)


def _new_token(step: Step, chat: str) -> str:
    token = ids.new_token()
    row = (token, chat, step.seconds)
    step.run("insert into reply_tokens (token, chat, at) values (?, ?, ?)", row)
    return token


def _keep(step: Step, event: Event) -> None:
    event_id: str = event["webhookEventId"]
    body = json.dumps(event, ensure_ascii=False)
    listening = step.setting("webhook.active", default=True)
    due = 0 if listening else None
    row = (event_id, step.next_seq(), body, step.seconds, event.get("replyToken"), due)
    step.run(
        "insert into events (event_id, seq, body, at, reply_token, due) values (?, ?, ?, ?, ?, ?)",
        row,
    )
    if listening:
        step.events.append(event_id)


def content(message_id: str, message: Event, bot: dict[str, Any]) -> Event:
    """A person's message as the bot gets it."""
    kind = message["type"]
    body = {"id": message_id, **message, "markAsReadToken": f"R{message_id}"}
    if kind in ("text", "sticker", "image", "video"):
        body["quoteToken"] = quote_token(message_id)
    if kind == "sticker":
        body["stickerResourceType"] = "STATIC"
    if kind in ("image", "video", "audio"):
        body["contentProvider"] = {"type": "line"}
    if kind == "text" and (mentionees := mentions(message["text"], bot)):
        body["mention"] = {"mentionees": mentionees}
    return body


def mentions(text: str, bot: dict[str, Any]) -> list[dict[str, Any]]:
    """Where a text calls the bot by its name."""
    name = f"@{bot['displayName']}"
    return [
        {
            "type": "user",
            "index": utf16(text[: found.start()]),
            "length": utf16(name),
            "userId": bot["userId"],
            "isSelf": True,
        }
        for found in re.finditer(re.escape(name), text)
    ]


def quote_token(message_id: str) -> str:
    return f"Q{message_id}"


def quoted(token: str) -> str:
    """The message that a quote token stands for."""
    return token.removeprefix("Q")
