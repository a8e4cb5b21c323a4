"""Sending: reply, push, multicast, broadcast, and the check of messages that are not sent."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from simulator import retry_keys, sending
from simulator.api.call import RETRY_KEY, current, line
from simulator.api.reading import read
from simulator.current import here
from simulator.rules import bodies
from simulator.rules.checks import Check
from simulator.store import Step

Body = dict[str, Any]


@line.post("/v2/bot/message/reply")
def reply() -> ResponseReturnValue:
    return {"sentMessages": _send(bodies.REPLY, "reply", sending.reply).messages}


@line.post("/v2/bot/message/push")
def push() -> ResponseReturnValue:
    return {"sentMessages": _send(bodies.PUSH, "push", sending.push).messages}


@line.post("/v2/bot/message/multicast")
def multicast() -> ResponseReturnValue:
    _send(bodies.MULTICAST, "multicast", sending.multicast)
    return {}


@line.post("/v2/bot/message/broadcast")
def broadcast() -> ResponseReturnValue:
    _send(bodies.BROADCAST, "broadcast", sending.broadcast)
    return {}


@line.post("/v2/bot/message/validate/<any(reply, push, multicast, narrowcast, broadcast):kind>")
def validate(kind: str) -> ResponseReturnValue:
    body = read(bodies.VALIDATE)
    current().summary = f"validate {_count(body)} for {kind}"
    return {}


def _send(table: Check, kind: str, send: Callable[[Step, Body], sending.Sent]) -> sending.Sent:
    call, key = current(), request.headers.get(RETRY_KEY)
    body = read(table)
    call.summary = f"{kind} {_count(body)}"
    with here().store.begin() as step:
        retry_keys.check(step, key, kind, body)
        sent = send(step, body)
        answer = {"sentMessages": sent.messages}
        retry_keys.keep(step, key, kind, body, request_id=call.request_id, answer=answer)
    call.counted = sent.counted
    if kind in ("multicast", "broadcast"):
        call.summary += f" to {sent.counted} people"
    return sent


def _count(body: Body) -> str:
    number = len(body["messages"])
    return f"{number} message" if number == 1 else f"{number} messages"
