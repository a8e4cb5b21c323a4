"""What happens to a message that LINE takes: whom it reaches, what it costs."""

from typing import Any, NamedTuple

from simulator import chats, events, groups, ids, people, quota, references, reply_tokens
from simulator.errors import Refused
from simulator.store import Step

QUOTABLE = ("text", "textV2", "sticker", "image", "video")  # facts §1.6: what can be quoted
UNKNOWN = "push goes to this provider's users and to groups with the bot (facts §1.5)"
Messages = list[dict[str, Any]]


class Sent(NamedTuple):
    messages: list[dict[str, str]]  # LINE's sentMessages
    counted: int


def reply(step: Step, body: dict[str, Any]) -> Sent:
    chat = reply_tokens.spend(step, body["replyToken"])
    messages = body["messages"]
    references.check(step, chat, messages)
    if ids.GROUP.fullmatch(chat):
        written = chats.into_group(step, chat, 0, "reply", messages)
    elif people.get(step, chat)["standing"] == "blocked":
        written = []
    else:
        written = chats.send(step, {chat: 0}, "reply", messages)
    return Sent(_sent(step, messages, written), 0)


def push(step: Step, body: dict[str, Any]) -> Sent:
    to, messages = body["to"], body["messages"]
    references.check(step, to, messages)
    if groups.with_bot(step, to):
        cost = len(groups.members(step, to))
        quota.spend(step, cost)
        written = chats.into_group(step, to, cost, "push", messages)
        return Sent(_sent(step, messages, written), cost)
    person = people.find(step, to)
    if person is None:
        raise Refused(400, "Failed to send messages", UNKNOWN)
    reached = [to] if people.reachable(step, person) else []
    written = _to_phones(step, reached, "push", messages)
    return Sent(_sent(step, messages, written), len(reached))


def multicast(step: Step, body: dict[str, Any]) -> Sent:
    """Who blocks is passed over; an unknown id too, or it spoils the whole call: a setting."""
    references.check(step, None, body["messages"])
    wanted = dict.fromkeys(body["to"])
    known = people.find_all(step, wanted)
    if len(known) < len(wanted) and step.setting("multicast.unknown", "drop") == "refuse":
        raise Refused(400, "Failed to send messages", "multicast may refuse ids (facts §1.5)")
    reached = [person["user_id"] for person in known if people.reachable(step, person)]
    _to_phones(step, reached, "multicast", body["messages"])
    return Sent([], len(reached))


def broadcast(step: Step, body: dict[str, Any]) -> Sent:
    references.check(step, None, body["messages"])
    reached = people.friends(step)
    _to_phones(step, reached, "broadcast", body["messages"])
    return Sent([], len(reached))


def _to_phones(
    step: Step, reached: list[str], via: str, messages: Messages
) -> list[dict[str, Any]]:
    quota.spend(step, len(reached))
    return chats.send(step, dict.fromkeys(reached, 1), via, messages)


def _sent(step: Step, messages: Messages, written: Messages) -> list[dict[str, str]]:
    """An id for each message, whether or not it reached anybody."""
    numbers = [said["id"] for said in written] or [chats.new_id(step) for _ in messages]
    return [_named(number, message) for number, message in zip(numbers, messages, strict=True)]


def _named(number: str, message: dict[str, Any]) -> dict[str, str]:
    if message["type"] in QUOTABLE:
        return {"id": number, "quoteToken": events.quote_token(number)}
    return {"id": number}
