"""Somebody who presses every button once: a way to see all that the bot can say."""

import json
from collections import deque
from collections.abc import Iterable
from typing import Any

from tests.phone import Message, Phone

PICKED = {"datetime": "2026-01-07T09:00", "date": "2026-01-07", "time": "09:00"}
SILENT = {"uri", "camera", "cameraRoll"}  # what reaches no bot by itself


def explore(phone: Phone, words: Iterable[str], presses: int) -> None:
    """Say these words, and do whatever the answers offer that was not done before."""
    waiting: deque[Message] = deque({"type": "message", "text": each} for each in words)
    known: set[str] = set()
    while waiting and presses:
        action = waiting.popleft()
        if (name := _name(action)) in known:
            continue
        known.add(name)
        said = len(phone.messages())
        _do(phone, action)
        waiting.extend(_actions(phone.messages()[said:]))
        presses -= 1


def _name(action: Message) -> str:
    return json.dumps([action.get(key) for key in ("type", "data", "text", "uri")])


def _do(phone: Phone, action: Message) -> None:
    if action["type"] == "datetimepicker":
        picked = {action["mode"]: PICKED[action["mode"]]}
        phone.simulator.press(phone.user_id, action["data"], params=picked)
    elif action["type"] not in SILENT:
        phone.does(action)


def _actions(part: Any) -> list[Message]:
    if isinstance(part, list):
        return [action for each in part for action in _actions(each)]
    if not isinstance(part, dict):
        return []
    own = [part["action"]] if isinstance(part.get("action"), dict) else []
    return own + _actions([value for key, value in part.items() if key != "action"])
